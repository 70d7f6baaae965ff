"""What a reader may look up at the end of the book, and where each of it stands. Pages are not known here, only labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .. import text
from ..model import Course, Example, Figure, Module, Part, Section, Term
from ..questions import folded
from ..shelf import texts
from .handbook_links import checklist_label, dialogue_label, module_label, part_label, term_label
from .handbook_pen import Pen

_OFTEN = 3
"""A section that names a term so many times is about it."""
_TARGET = re.compile(r"\]\([^)]*\)")


@dataclass
class _Entry:
    """One line of the index, with the labels of what it leads to."""

    words: str
    explained: str | None = None
    """The place that says what it means."""
    at: list[str] = field(default_factory=list)
    """Marks, each of which may stand in many places."""
    spans: list[str] = field(default_factory=list)
    """Stretches from a label to that label's end."""
    below: dict[str, _Entry] = field(default_factory=dict)

    def told(self, pen: Pen) -> dict[str, Any]:
        """The entry as word-index in index.typ takes it."""
        below = [entry.told(pen) for entry in _sorted(self.below.values(), pen)]
        return {"words": self.words, "explained": self.explained, "at": self.at, "spans": self.spans, "below": below}


def entries(course: Course, modules: Mapping[str, Module], pen: Pen) -> list[dict[str, Any]]:
    """The index by letter: terms, modules, sections and checklists each by name, and by kind what one would look for as such.

    What has the same name in several modules is one entry.
    """
    lines: dict[str, _Entry] = {}

    def line(words: str, inside: dict[str, _Entry] | None = None) -> _Entry:
        return (lines if inside is None else inside).setdefault(words.casefold(), _Entry(words))

    for id, term in course.terms.items():
        for words in dict.fromkeys((term.term, _turned(term.term, pen))):
            entry = line(words)
            entry.explained = term_label(id)
            entry.at.append(f"used-{term_label(id)}")
    speaking = _Mentions(course.terms)
    for module in modules.values():
        line(module.title).at.append(module_label(module.id))
        for section in module.sections:
            here = module_label(module.id, section.id)
            line(section.title).spans.append(here)
            for term in speaking.of(section):
                for words in dict.fromkeys((term.term, _turned(term.term, pen))):
                    line(words).spans.append(here)
            for at, part in enumerate(section.parts):
                for kind, words in _named(part):
                    line(words, line(pen.say(f"handbook.index.{kind}")).below).at.append(part_label(module.id, section.id, at))
        for checklist in module.checklists:
            for one in (line(checklist.title), line(checklist.title, line(pen.say("handbook.index.checklists")).below)):
                one.spans.append(checklist_label(module.id, checklist.id))
        for dialogue in module.dialogues:
            for one in (line(dialogue.title), line(dialogue.title, line(pen.say("handbook.index.dialogues")).below)):
                one.spans.append(dialogue_label(module.id, dialogue.id))
    return list(_by_letter(_sorted(lines.values(), pen), pen))


class _Mentions:
    """Finds the terms that a section is about: those in its title, and those that it names often, linked or not."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = {term.term.casefold(): term for term in terms.values()}
        longest_first = sorted(self._terms, key=lambda words: (-len(words), words))
        # One letter more is a plural, in English and in some other languages.
        self._any = re.compile(rf"\b({'|'.join(map(re.escape, longest_first)) or '(?!)'})\w?\b")

    def of(self, section: Section) -> list[Term]:
        """The terms, in the order they are met."""
        taught = (words.words for words in texts(section) if words.keys[0] != "questions")
        # Each text on a line of its own: a term may be broken over lines, and never runs on into the next text.
        body = "\n".join(" ".join(_TARGET.sub("", words).casefold().split()) for words in taught)
        met = Counter(self._any.findall(body))
        titled = self._any.findall(section.title.casefold())
        return [self._terms[words] for words in dict.fromkeys([*titled, *met]) if words in titled or met[words] >= _OFTEN]


def _named(part: Part) -> Iterator[tuple[str, str]]:
    """The kind and name of a part that is looked up as such."""
    match part:
        case Figure():
            yield "drawings", text.plain(part.caption).strip().rstrip(".")
        case Example():
            yield "examples", part.title


def _turned(words: str, pen: Pen) -> str:
    """A term as it is found under its last word: "area, sensitive"."""
    rest, space, last = words.rpartition(" ")
    return pen.say("handbook.index_turned", last=last, rest=rest) if space else words


def _place(words: str, pen: Pen) -> str:
    """What an entry is sorted by: its words, without the article in front."""
    articles = "|".join(re.escape(one) for one in pen.say("handbook.index_articles").split())
    return folded(re.sub(rf"^({articles})\s+", "", words, flags=re.IGNORECASE))


def _sorted(lines: Iterable[_Entry], pen: Pen) -> list[_Entry]:
    return sorted(lines, key=lambda entry: (_place(entry.words, pen), entry.words))


def _by_letter(lines: Iterable[_Entry], pen: Pen) -> Iterator[dict[str, Any]]:
    letters: dict[str, list[dict[str, Any]]] = {}
    for entry in lines:
        first = _place(entry.words, pen)[:1]
        letters.setdefault(first.upper() if first.isalpha() else pen.say("handbook.index_signs"), []).append(entry.told(pen))
    for letter, told in letters.items():
        yield {"letter": letter, "entries": told}
