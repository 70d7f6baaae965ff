"""What a rule hands back, and what rules share to look through the shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..model import CourseFile, Module, Question
from ..problems import Level
from ..questions import placed
from ..shelf import File, Shelf
from ..source import Keys
from ..syntax import Mark
from ..text import Mention, mentions


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One broken promise, still without line and column."""

    file: File[Any]
    """Where it is."""
    keys: Keys = ()
    """Which value it is about."""
    message: str
    """What is wrong."""
    advice: str
    """How to mend it."""
    level: Level = "error"
    """An error stops the build; a warning is advice; a note is advice for those who ask for it."""
    at: tuple[int, int] | None = None
    """Line and column within the text at ``keys``, from 1, when it is about a place in it."""
    mark: Mark | None = None
    """The place in the file, for a file that is not YAML."""
    owner: Keys | None = None
    """The question, quiz, dialogue or course (an empty path) that may accept it with a reason; None for one that nobody may let stand."""


Rule = Callable[[Shelf], Iterator[Finding]]
"""A rule's one shape."""


def whole_modules(shelf: Shelf) -> Iterator[tuple[File[Module], Module]]:
    """The modules that could be read whole, with their files."""
    for file in shelf.modules:
        if file.record:
            yield file, file.record


def is_draft(file: File[Module]) -> bool:
    """Whether a module is left out of what is published. One that cannot be read whole is left out by what it says all the same."""
    status = file.record.status if file.record else str((file.data or {}).get("status")).strip()
    return status == "draft"


def whole_questions(shelf: Shelf) -> Iterator[tuple[File[Module], Keys, Question]]:
    """The questions of those modules, each with its file and the keys that lead to it."""
    for file, module in whole_modules(shelf):
        for keys, question in placed(module):
            yield file, keys, question


def given_as(about: CourseFile, module: Module, keys: Keys) -> str | None:
    """The delivery of a question, by the keys that lead to it: in the quiz, in a section, or in the reserve of a track's assessment;
    None in a reserve that nothing draws from."""
    if keys[0] == "quiz":
        return module.quiz.delivery
    if keys[0] == "sections":
        return about.recall
    return next((track.assessment.delivery for track in about.tracks if track.assessment and module.id in track.modules), None)


@lru_cache(maxsize=65536)
def mentioned(text: str) -> tuple[Mention, ...]:
    """What a text points at or should not hold. Several rules ask, and reading Markdown takes time."""
    return tuple(mentions(text))


def repeated(names: Iterable[tuple[Keys, str]]) -> Iterator[tuple[Keys, str, Keys]]:
    """Names that came before: path, name and the path where it came first."""
    first: dict[str, Keys] = {}
    for keys, name in names:
        if name in first:
            yield keys, name, first[name]
        else:
            first[name] = keys


def line_of(file: File[Any], keys: Keys) -> int:
    """The line of a value."""
    place = file.place(keys)
    return place.value.line if place else 1
