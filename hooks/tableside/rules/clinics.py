"""Rules about what a clinic makes its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..faults import did_you_mean
from ..shelf import File, Shelf
from .finding import Finding


def clinic_rules_have_slots(shelf: Shelf) -> Iterator[Finding]:
    """A clinic's rule fills a slot that some module has."""
    known = {id for file in shelf.modules for id in slots(file)}
    if not all(file.record for file in shelf.modules) or not shelf.clinic.record:
        return
    for at, rule in enumerate(shelf.clinic.record.rules):
        if rule.id not in known:
            yield Finding(
                file=shelf.clinic,
                keys=("rules", at, "id"),
                message=f"no module has a slot `{rule.id}`, so this rule is shown nowhere",
                advice=did_you_mean(rule.id, known) or "use the id of a part with `type: clinic-rule`",
            )


def slots(file: File[Any]) -> Iterator[str]:
    """The ids of a module's slots, even when the file is broken."""
    sections = file.data.get("sections") if file.data else None
    for section in sections if isinstance(sections, list) else ():
        parts = section.get("parts") if isinstance(section, dict) else None
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict) and part.get("type") == "clinic-rule" and isinstance(part.get("id"), str):
                yield part["id"].strip()
