"""Rules about days. The day itself is handed in with the shelf; without one nothing is said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from ..model import PlaceNotes, Reviewed
from ..shelf import File, Shelf
from ..source import Keys
from .finding import Finding, whole_modules


def reviews_are_current(shelf: Shelf) -> Iterator[Finding]:
    """A module is read again in time, and a review is of the version that stands there."""
    for file, module in whole_modules(shelf):
        if shelf.today and module.review_again < shelf.today:
            yield Finding(
                file=file,
                keys=("review_again",),
                message=f"this module was to be read again by {module.review_again.isoformat()}",
                advice="read it, mend what has changed, and set the next day",
                level="warning",
            )
        if isinstance(module.reviewed, Reviewed) and module.reviewed.on < module.written:
            yield Finding(
                file=file,
                keys=("reviewed", "on"),
                message="the review is older than this version of the module",
                advice="have the new version reviewed, or write `reviewed: none`",
                level="warning",
            )


def days_are_past(shelf: Shelf) -> Iterator[Finding]:
    """Nobody has written, checked or reviewed anything on a day to come."""
    for file, keys, day in _days(shelf):
        if shelf.today and day > shelf.today:
            yield Finding(
                file=file,
                keys=keys,
                message=f"{day.isoformat()} is still to come",
                advice="write the day it was really done",
                level="warning",
            )


def _days(shelf: Shelf) -> Iterator[tuple[File[Any], Keys, datetime.date]]:
    for file, module in whole_modules(shelf):
        yield file, ("written",), module.written
        if isinstance(module.reviewed, Reviewed):
            yield file, ("reviewed", "on"), module.reviewed.on
        for at, section in enumerate(module.sections):
            for number, part in enumerate(section.parts):
                for note_at, note in enumerate(part.notes) if isinstance(part, PlaceNotes) else ():
                    yield file, ("sections", at, "parts", number, "notes", note_at, "checked"), note.checked
    for at, rule in enumerate(shelf.clinic.record.rules if shelf.clinic.record else ()):
        yield shelf.clinic, ("rules", at, "checked"), rule.checked
