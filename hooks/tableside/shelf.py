"""Everything that was read from a content folder, whole or broken: what the rules in ``checks`` look at.

A file that could not be read whole still lends its ids here, so that a link to it is not called dangling.
"""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import Any, Generic, Literal, TypeVar

from pydantic import BeforeValidator

from .model import ClinicFile, CourseFile, GlossaryFile, Module, ReferencesFile
from .model_maps import ClaimsFile, ExamFile
from .model_sheets import ClientSheet
from .record import Record
from .scalars import Written, reads_words
from .source import Keys, Place, Places

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class File(Generic[R]):
    """One content file."""

    path: str
    """Below the content folder, with forward slashes."""
    record: R | None
    """What it says; None when it is missing or could not be read whole."""
    data: Mapping[str, Any] | None = None
    """Its texts before the model read them; None when YAML could not read them."""
    places: Places = field(default_factory=dict)
    """Where everything in it stands."""

    @cached_property
    def texts(self) -> tuple[Words, ...]:
        """Every text of its record, in reading order; none when there is no record."""
        return tuple(texts(self.record)) if self.record else ()

    def place(self, keys: Keys) -> Place | None:
        """The place of a value, or of the nearest thing around it that has one."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys)

    def ids(self, group: str, name: str = "id") -> frozenset[str] | None:
        """The ids in one of its lists, even when the file is broken; None when they cannot be known."""
        if self.data is None:
            return None
        entries = self.data.get(group, [])
        return (
            frozenset(entry[name].strip() for entry in entries if isinstance(entry, dict) and isinstance(entry.get(name), str))
            if isinstance(entries, list)
            else None
        )


@dataclass(frozen=True)
class Shelf:
    """A content folder as it was read."""

    course: File[CourseFile]
    """course.yml."""
    modules: tuple[File[Module], ...]
    """The files in modules/, by path."""
    glossary: File[GlossaryFile]
    """glossary.yml."""
    references: File[ReferencesFile]
    """references.yml."""
    clinic: File[ClinicFile]
    """clinic.yml."""
    claims: File[ClaimsFile]
    """claims.yml."""
    exam: File[ExamFile]
    """exam.yml."""
    client_sheet: File[ClientSheet]
    """client-sheet.yml."""
    words: Mapping[str, File[Any]]
    """The interface words' files by language. They have no record: their data is the words by key."""
    media: Mapping[str, bytes]
    """The files in media/ by name."""
    drafts: bool
    """Whether drafts are to be shown. If not, nothing may lead to one."""
    today: datetime.date | None
    """The day by which reviews are judged; None leaves them be."""

    @cached_property
    def by_name(self) -> Mapping[str, File[Module]]:
        """The modules' files by the id that their names give them."""
        return {PurePosixPath(file.path).stem: file for file in self.modules}

    @cached_property
    def texts(self) -> tuple[tuple[File[Any], Words], ...]:
        """Every text of every file that could be read whole. Many rules look at them, so they are gathered once."""
        rest = (self.glossary, self.references, self.clinic, self.claims, self.exam, self.client_sheet)
        files: tuple[File[Any], ...] = (self.course, *self.modules, *rest)
        return tuple((file, words) for file in files for words in file.texts)


@dataclass(frozen=True)
class Words:
    """One text of a file."""

    keys: Keys
    """Where it is in the record."""
    form: Literal["plain", "line", "prose"]
    """Plain words, inline Markdown, or Markdown with paragraphs."""
    words: str
    """The text."""


def texts(record: Record, keys: Keys = ()) -> Iterator[Words]:
    """Every text of a record, in reading order, with its path and how it is written. Ids, days and numbers are no texts."""
    for name, key, form in _fields(type(record)):
        yield from _texts(getattr(record, name), (*keys, key), form)


@cache
def _fields(record: type[Record]) -> tuple[tuple[str, str, Literal["plain", "line", "prose"] | None], ...]:
    """Name, key and form of each field of a record that texts may stand in, at whatever depth."""
    return tuple((name, info.alias or name, form_of(record, name)) for name, info in record.model_fields.items())


def _texts(value: Any, keys: Keys, form: Literal["plain", "line", "prose"] | None) -> Iterator[Words]:
    if isinstance(value, Record):
        yield from texts(value, keys)
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _texts(entry, (*keys, number), form)
    elif isinstance(value, str) and form:
        yield Words(keys, form, value)


@cache
def form_of(record: type[Record], name: str) -> Literal["plain", "line", "prose"] | None:
    """How the texts in a field are written; None for a field that holds no texts."""
    info = record.model_fields[name]
    for found in (*info.metadata, *_metadata(info.annotation)):
        if isinstance(found, Written):
            return found.form
    if any(isinstance(found, BeforeValidator) and reads_words(found) for found in (*info.metadata, *_metadata(info.annotation))):
        return "plain"
    return None


def _metadata(annotation: Any) -> Iterator[Any]:
    """What is noted on a type and on the types inside its lists and alternatives, but not inside records."""
    if typing.get_origin(annotation) is typing.Annotated:
        yield from annotation.__metadata__
        yield from _metadata(annotation.__origin__)
    elif typing.get_origin(annotation) in (tuple, typing.Union, types.UnionType):
        for part in typing.get_args(annotation):
            yield from _metadata(part)
