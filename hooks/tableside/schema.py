"""The JSON Schema of every content file, made from the model, for completion and red underlines in an editor.

Which file it is about is told by the keys that only that file has. It takes whatever the loader takes, and cannot know rules that look at
two values at once.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from .model import ClinicFile, CourseFile, GlossaryFile, Module, ReferencesFile
from .model_maps import ClaimsFile, ExamFile
from .model_sheets import ClientSheet
from .record import Record

FILES: tuple[type[Record], ...] = (Module, CourseFile, GlossaryFile, ReferencesFile, ClinicFile, ClaimsFile, ExamFile, ClientSheet)
"""The records that are files."""


_TOLD_BY: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (GlossaryFile, ("terms",)),
    (ReferencesFile, ("references",)),
    (CourseFile, ("tracks", "deliveries", "tagline")),
    (ClinicFile, ("rules", "name", "contact")),
    (ClaimsFile, ("claims", "articles")),
    (ExamFile, ("mblex", "ncbtmb")),
    (ClientSheet, ("parts", "closing")),
)
"""Files other than modules, each with keys that no other file has at its top."""


def schema() -> dict[str, Any]:
    """The schema. What none of the telling keys is in is a module, so an empty new file is offered a module's keys."""
    _, made = models_json_schema([(record, "validation") for record in FILES], ref_template="#/$defs/{model}", by_alias=True)
    root: dict[str, Any] = {"$ref": "#/$defs/Module"}
    for record, keys in reversed(_TOLD_BY):
        told = {"anyOf": [{"required": [key]} for key in keys]}
        root = {"if": told, "then": {"$ref": f"#/$defs/{record.__name__}"}, "else": root}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A content file of Tableside",
        "description": "Made from the model by `tableside schema`; change hooks/tableside/model.py instead.",
        **root,
        "$defs": {name: _for_authors(part) for name, part in sorted(made["$defs"].items())},
    }


def text() -> str:
    """The schema as content/schema.json holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _for_authors(part: Any) -> Any:
    """The schema without titles made of Python names and without `null`, which the loader refuses, and with sentences on one line."""
    if isinstance(part, list):
        return [_for_authors(entry) for entry in part if entry != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    clean = {
        key: " ".join(value.split()) if key == "description" and isinstance(value, str) else _for_authors(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and value is None)
    }
    if "patternProperties" in clean:
        # pydantic lets other keys pass where the loader refuses them.
        clean["additionalProperties"] = False
    if isinstance(alone := clean.get("anyOf"), list) and len(alone) == 1:
        return {**alone[0], **{key: value for key, value in clean.items() if key != "anyOf"}}
    return clean
