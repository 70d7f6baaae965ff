"""What the rules of fair questions share: a question as its reader meets it, and whom the rules are taken from.

The rules live in ``fair_options``, ``fair_stems`` and ``fair_banks``. They look for flaws that help a reader who does not know, or trip
one who does. What no rule can see: whether a wrong answer is plausible, the right one true, and the question worth asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .. import text
from ..model import ManyAnswers, Module, OneAnswer, Question
from ..problems import Level
from ..questions import placed
from ..shelf import File, Shelf
from ..source import Keys
from .fair_words import Words, words_of
from .finding import Finding, given_as, whole_modules

HALADYNA = "Haladyna, Downing and Rodriguez 2002"
"""Their list of 31 rules for multiple-choice questions, drawn from textbooks and studies. Rules 15, 17, 20, 22, 23, 24, 27 and 28 were
read as others quote them; the numbers of the rest are as commonly listed and were not read again."""
NBME = "NBME item-writing guide"
"""The guide of the National Board of Medical Examiners (United States) for those who write its exams."""
RODRIGUEZ = "Rodriguez 2005"
"""A meta-analysis of 80 years: three answers do as well as four or five."""


@dataclass(frozen=True)
class Option:
    """An answer that can be chosen."""

    keys: Keys
    """Where it stands."""
    words: str
    """What the reader reads."""
    right: bool
    """Whether it is right."""

    @cached_property
    def tokens(self) -> list[str]:
        """Its words in small letters, in order."""
        return tokens(self.words)


@dataclass(frozen=True)
class Item:
    """A question as its reader meets it."""

    file: File[Module]
    """Its file."""
    keys: Keys
    """Where it stands in the file."""
    question: Question
    """What the author wrote."""
    options: tuple[Option, ...]
    """The answers of a one-answer or many-answers question; none in other types."""
    language: Words
    """The words that give things away in its language."""
    shuffled: bool
    """Whether readers of the site meet the answers in a changing order."""

    @cached_property
    def stem(self) -> str:
        """What is asked, in plain words."""
        return text.plain(self.question.ask)

    @property
    def key(self) -> Option | None:
        """The right answer, when there is exactly one of several."""
        right = [option for option in self.options if option.right]
        return right[0] if len(right) == 1 and isinstance(self.question, OneAnswer) and len(self.options) > 1 else None

    @property
    def others(self) -> list[Option]:
        """The wrong answers."""
        return [option for option in self.options if not option.right]

    def telling(self, words: str) -> frozenset[str]:
        """The words of a text that are not common ones, without their endings."""
        return frozenset(
            stemmed
            for token in tokens(words)
            if (stemmed := self.language.stem(token))
            and token not in self.language.plain
            and stemmed not in self.language.plain
            and (len(stemmed) > 2 or stemmed.isdigit())
        )

    @cached_property
    def telling_of_options(self) -> list[frozenset[str]]:
        """`telling` of each option."""
        return [self.telling(option.words) for option in self.options]

    def as_written(self, telling: frozenset[str], words: str) -> list[str]:
        """Words without their endings as a text writes them, each once and in its order."""
        written = {self.language.stem(token): token for token in reversed(tokens(words))}
        return [written[stemmed] for stemmed in reversed(written) if stemmed in telling]

    def finding(self, message: str, advice: str, keys: Keys | None = None, level: Level = "warning") -> Finding:
        """A finding about this question, which its author may accept with a reason."""
        return Finding(
            file=self.file, keys=self.keys if keys is None else keys, message=message, advice=advice, level=level, owner=self.keys
        )


@dataclass(frozen=True)
class Bank:
    """Questions that a learner meets together: a module's quiz, the reserve of a track's assessment, or all of a course."""

    items: tuple[Item, ...]
    """The questions, in order."""
    name: str
    """How a message calls it: `this quiz`."""
    file: File[Any]
    """Where a finding about it is told."""
    keys: Keys
    """The keys of what is told about."""
    owner: Keys
    """What may accept a finding: the quiz, or for more than a quiz the course."""
    is_course: bool = False
    """Whether it is all of the course, which nobody is asked at one sitting."""

    def finding(self, message: str, advice: str, level: Level = "warning") -> Finding:
        """A finding about the bank as a whole."""
        return Finding(file=self.file, keys=self.keys, message=message, advice=advice, level=level, owner=self.owner)


ItemRule = Callable[[Item], Iterator[Finding]]
"""A rule about one question."""
BankRule = Callable[[Bank], Iterator[Finding]]
"""A rule about questions together."""


def tokens(words: str) -> list[str]:
    """The words of a text in small letters, in order; signs are left out."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", words.casefold())


def items(shelf: Shelf) -> list[Item]:
    """Every question of every module that could be read whole."""
    about = shelf.course.record
    language = words_of(about.language) if about else Words()
    shuffled = {delivery.id for delivery in about.deliveries if delivery.shuffle} if about else set[str]()

    def is_shuffled(module: Module, keys: Keys) -> bool:
        return about is not None and given_as(about, module, keys) in shuffled

    return [
        Item(file, keys, question, tuple(_options(keys, question)), language, is_shuffled(module, keys))
        for file, module in whole_modules(shelf)
        for keys, question in placed(module)
    ]


def _options(keys: Keys, question: Question) -> Iterator[Option]:
    if isinstance(question, OneAnswer | ManyAnswers):
        for at, answer in enumerate(question.answers):
            right = answer.right is not None
            yield Option((*keys, "answers", at, "right" if right else "wrong"), text.plain(answer.right or answer.wrong or ""), right)


def banks(shelf: Shelf, every: list[Item]) -> list[Bank]:
    """Each module's quiz, the reserve of each track with an assessment, and, if several modules are published, all of the course."""
    quizzes: dict[str, list[Item]] = {}
    for item in every:
        if item.keys[0] == "quiz":
            quizzes.setdefault(item.file.path, []).append(item)
    made = [Bank(tuple(own), "this quiz", own[0].file, ("quiz",), ("quiz",)) for own in quizzes.values()]
    shown = tuple(published(shelf, every))
    made += _reserves(shelf, shown)
    several = len({item.file.path for item in shown}) > 1
    return [*made, Bank(shown, "the course", shelf.course, ("tracks",), (), is_course=True)] if several else made


def _reserves(shelf: Shelf, shown: Iterable[Item]) -> Iterator[Bank]:
    """What the assessments draw from. A track's questions come from several files, so what they show together is told in course.yml."""
    reserve = [item for item in shown if item.keys[0] == "reserve"]
    about = shelf.course.record
    for at, track in enumerate(about.tracks if about else ()):
        own = tuple(item for item in reserve if track.assessment and item.file.record and item.file.record.id in track.modules)
        if own:
            yield Bank(own, f"the reserve of `{track.id}`", shelf.course, ("tracks", at, "assessment"), ())


def published(shelf: Shelf, every: list[Item]) -> Iterator[Item]:
    """Questions that learners meet: a draft's habits are not the course's."""
    for item in every:
        if shelf.drafts or (item.file.record and item.file.record.status == "ready"):
            yield item
