"""Sheets that are handed to clients. Records alone, as in ``model``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .record import Record
from .scalars import Line, Prose, Text


class SheetPart(Record):
    """A few sentences under one heading."""

    title: Text
    """Its heading."""
    points: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What it says, a sentence or two each."""


class ClientSheet(Record):
    """content/client-sheet.yml: one page for clients. The file may be missing."""

    title: Text
    """What stands above it."""
    about: Prose
    """The first words to the client."""
    parts: Annotated[tuple[SheetPart, ...], Field(min_length=1)]
    """What it says, part by part."""
    closing: Prose
    """The last words, before the clinic's name and how to reach it."""
