"""Questions as they are asked on paper, and the number of each. Which answer is right is never read here: see handbook_key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from .. import text
from ..model import (
    FillIn,
    ManyAnswers,
    Match,
    Module,
    NumberQuestion,
    OneAnswer,
    PutInOrder,
    Question,
    SortIntoGroups,
    TrueFalse,
    Write,
)
from ..questions import letter, mixed, partners, recalled
from .handbook_fields import Kind, Manifest
from .handbook_links import answer_label, question_label
from .handbook_pen import Pen
from .handbook_typst import Code

_LONG = 900
_SIGNS_OF_A_ROW = 30
"""A matching question of more signs than these, so many more counted for each row, is set in one column instead of two."""


def numbers(module: Module, pen: Pen) -> dict[str, str]:
    """What each question is called, by its id: the quiz counts from 1 as on the site, those in the text have a letter in front."""
    in_text = {question.id: pen.say("handbook.recall_number", number=at) for at, question in enumerate(recalled(module), start=1)}
    return {**in_text, **{question.id: str(at) for at, question in enumerate(module.quiz.questions, start=1)}}


def lettered(question: Match) -> dict[str, str]:
    """The letter of each partner, in the order they stand."""
    return {pair.goes_with: letter(at) for at, pair in enumerate(partners(question))}


class Asking:
    """Writes the questions of one file and notes their fields."""

    def __init__(self, pen: Pen, manifest: Manifest, *, with_key: bool) -> None:
        self.pen, self.manifest, self.with_key = pen, manifest, with_key

    def question(self, module: Module, question: Question, number: str) -> dict[str, Any]:
        """One question, as question in questions.typ takes it."""
        told: dict[str, Any] = {
            "type": question.type,
            "label": question_label(module.id, question.id),
            "key": answer_label(module.id, question.id) if self.with_key else None,
            "number": number,
            "ask": self.pen.line(question.ask),
            "where": question.where,
            "help": self.pen.say(f"handbook.help.{question.type.replace('-', '_')}"),
        }
        name, asked = f"{module.id}/question/{question.id}", {"number": number, "ask": text.plain(question.ask)}
        match question:
            case OneAnswer() | ManyAnswers():
                options = [(one.id, letter(at), one.right or one.wrong or "") for at, one in enumerate(question.answers)]
                told["answers"] = self._options("choice" if isinstance(question, OneAnswer) else "tick", name, asked, options)
            case TrueFalse():
                told["answers"] = self._options(
                    "choice", name, asked, [(one, None, self.pen.say(f"question.{one}")) for one in ("true", "false")]
                )
            case FillIn():
                told["field"] = self.manifest.add("line", name, self.pen.say("handbook.field.question", **asked))
            case NumberQuestion():
                says = self.pen.say("handbook.field.number", unit=question.unit) if question.unit else self.pen.say("handbook.number")
                told["field"] = self.manifest.add("line", name, self.pen.say("handbook.field.of", field=says, **asked))
                told["unit"] = question.unit
            case Match():
                told["rows"] = self._rows("letter", name, asked, ((pair.id, pair.item) for pair in question.pairs))
                told["partners"] = [{"letter": at, "words": self.pen.line(words)} for words, at in lettered(question).items()]
                told["is_long"] = sum(len(pair.item) + len(pair.goes_with) + _SIGNS_OF_A_ROW for pair in question.pairs) > _LONG
            case PutInOrder():
                told["rows"] = self._rows("place", name, asked, ((step.id, step.step) for step in mixed(question)))
            case SortIntoGroups():
                told["rows"] = self._rows("letter", name, asked, ((item.id, item.item) for item in question.items))
                told["partners"] = [{"letter": letter(at), "words": self.pen.line(group.title)} for at, group in enumerate(question.groups)]
            case Write():
                told["field"] = self.manifest.add("lines", name, self.pen.say("handbook.field.question", **asked))
        return told

    def _options(
        self, kind: Literal["choice", "tick"], name: str, asked: dict[str, str], options: Iterable[tuple[str, str | None, str]]
    ) -> list[dict[str, Any]]:
        """Answers to choose from, given as id, letter (if they have one) and words."""
        told = []
        for id, at, words in options:
            says = self.pen.say("handbook.field.answer", letter=at, answer=text.plain(words)) if at else words
            if kind == "tick":
                says = self.pen.say("handbook.field.of", field=says, **asked)
            field = self.manifest.add(kind, f"{name}/{id}", says, group=name, group_says=self.pen.say("handbook.field.question", **asked))
            told.append({"letter": at, "words": self.pen.line(words), "field": field})
        return told

    def _rows(self, kind: Kind, name: str, asked: dict[str, str], rows: Iterable[tuple[str, str]]) -> list[dict[str, Code | str]]:
        """Lines with a box in front, given as id and words."""
        told: list[dict[str, Code | str]] = []
        for id, words in rows:
            box = self.pen.say(f"handbook.field.{kind}", item=text.plain(words))
            field = self.manifest.add(kind, f"{name}/{id}", self.pen.say("handbook.field.of", field=box, **asked))
            told.append({"item": self.pen.line(words), "field": field})
        return told
