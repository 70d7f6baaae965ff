"""The answer key of the instructor edition: what is right, and why. Nothing of it may be called for a student's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..model import (
    FillIn,
    ManyAnswers,
    Match,
    Module,
    NumberAnswer,
    NumberQuestion,
    OneAnswer,
    PutInOrder,
    Question,
    SortIntoGroups,
    TrueFalse,
    Write,
)
from ..questions import letter, recalled, shown
from .handbook_dialogues import solved
from .handbook_links import answer_label, question_label
from .handbook_pen import Pen
from .handbook_questions import lettered, numbers


def key(module: Module, pen: Pen) -> dict[str, Any]:
    """A module's answers, those in the text first, and a way through each of its dialogues, as key.typ takes them."""
    called = numbers(module, pen)
    groups = [(pen.say("handbook.recall"), list(recalled(module))), (pen.say("module.quiz"), list(module.quiz.questions))]
    return {
        "code": module.code,
        "title": module.title,
        "groups": [
            {"title": title, "answers": [answer(module, one, called[one.id], pen) for one in questions]}
            for title, questions in groups
            if questions
        ],
        "dialogues": [solved(module, dialogue, pen) for dialogue in module.dialogues],
    }


def answer(module: Module, question: Question, number: str, pen: Pen) -> dict[str, Any]:
    """What is right in one question, and why, as answer in key.typ takes it."""
    told: dict[str, Any] = {
        "label": answer_label(module.id, question.id),
        "asked": question_label(module.id, question.id),
        "number": number,
        "ask": pen.line(question.ask),
        "sources": pen.cites(question.sources),
    }
    match question:
        case OneAnswer() | ManyAnswers():
            rows = [
                (letter(at), one.right is not None, pen.line(one.right or one.wrong or ""), one.because)
                for at, one in enumerate(question.answers)
            ]
            told["answers"] = _verdicts(rows, pen)
        case TrueFalse():
            told["this_is"] = {
                "words": pen.say("question.true" if question.this_is else "question.false"),
                "because": pen.line(question.because),
            }
        case FillIn():
            told["answers"] = _verdicts(
                [(None, one.right is not None, pen.line(one.right or one.wrong or ""), one.because) for one in question.answers], pen
            )
        case NumberQuestion():
            told["answers"] = _verdicts(
                [(None, one.right is not None, _number(one, question.unit, pen), one.because) for one in question.answers], pen
            )
        case Match():
            partner = lettered(question)
            told["pairs"] = [
                _pair(partner[pair.goes_with], pair.item, pair.goes_with, pair.because, pen, "handbook.goes_with")
                for pair in question.pairs
            ]
        case PutInOrder():
            told["steps"] = [
                {"place": str(at), "words": pen.line(step.step), "because": pen.line(step.because)}
                for at, step in enumerate(question.steps, start=1)
            ]
        case SortIntoGroups():
            groups = {group.id: (letter(at), group.title) for at, group in enumerate(question.groups)}
            told["pairs"] = [
                _pair(groups[item.group][0], item.item, groups[item.group][1], item.because, pen, "handbook.belongs_to")
                for item in question.items
            ]
        case Write():
            told["model_answer"] = pen.prose(question.model_answer)
            told["look_for"] = [pen.line(point) for point in question.look_for]
            told["because"] = pen.line(question.because)
    return told


def _verdicts(rows: Iterable[tuple[str | None, bool, str, str]], pen: Pen) -> list[dict[str, Any]]:
    """Answers given as letter (if they have one), whether right, words as they are to be set, and reason."""
    return [{"letter": at, "is_right": is_right, "words": words, "because": pen.line(because)} for at, is_right, words, because in rows]


def _number(answer: NumberAnswer, unit: str | None, pen: Pen) -> str:
    """A number with what it counts and how far off it may be."""
    number = answer.right if answer.right is not None else answer.wrong
    said = shown(number or 0.0) + (f" {unit}" if unit else "")
    return f"{said} {pen.say('question.within', within=shown(answer.within))}" if answer.within else said


def _pair(at: str, item: str, goes_with: str, because: str, pen: Pen, how: str) -> Mapping[str, Any]:
    return {"letter": at, "item": pen.line(item), "how": pen.say(how), "goes_with": pen.line(goes_with), "because": pen.line(because)}
