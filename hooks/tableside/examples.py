"""One example of every question type, as an author would write it: what the page for educators shows, with its YAML beside it.

The examples stand in templates/new/questions.yml and are read as a module's questions are. It knows nothing of pages.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from . import source
from .model import Question
from .problems import show
from .record import Record
from .scalars import Line, Text

PATH = "new/questions.yml"
"""Where the examples stand in the templates' folder."""


class NotRead(Exception):
    """What is wrong with the file of examples."""


class _Entry(Record):
    title: Text
    """What the type is called."""
    asks_best: Line
    """What it is good for."""
    scored: Line
    """How an answer is scored, for educators."""
    questions: tuple[Question, ...]
    """The example alone, in a list as a module has it."""


class _Examples(Record):
    types: tuple[_Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One question type, shown."""

    title: str
    """What the type is called."""
    asks_best: str
    """What it is good for. Inline Markdown."""
    scored: str
    """How an answer is scored. Inline Markdown."""
    question: Question
    """The example."""
    yaml: str
    """The example as it is written, an entry of `questions:`."""


def read(data: bytes) -> Sequence[Example]:
    """The examples in the order of the file.

    Args:
        data: the bytes of templates/new/questions.yml.

    Raises:
        NotRead: if a line of it does not fit the model.
    """
    what = source.read(PATH, data)
    if what.problems or what.data is None:
        raise NotRead(show(what.problems, folder="templates"))
    try:
        entries = _Examples.model_validate(what.data).types
    except ValidationError as error:
        raise NotRead(f"templates/{PATH}: {error}") from error
    lines = data.decode("utf-8").splitlines(keepends=True)
    starts = [what.places["types", at, "questions"].value.line - 1 for at in range(len(entries))]
    ends = [what.places["types", at].value.line - 1 for at in range(1, len(entries))] + [len(lines)]
    return [
        Example(
            title=entry.title,
            asks_best=entry.asks_best,
            scored=entry.scored,
            question=entry.questions[0],
            yaml=textwrap.dedent("".join(lines[start:end])).rstrip() + "\n",
        )
        for entry, start, end in zip(entries, starts, ends, strict=True)
    ]
