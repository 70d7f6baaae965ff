"""Rules about numbers, and about how quizzes are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..faults import did_you_mean
from ..model import CourseFile, Delivery, ManyAnswers, Module, OneAnswer, Write
from ..questions import placed, shown
from ..shelf import File, Shelf
from ..source import Keys
from .finding import Finding, given_as, whole_modules


def numbers_make_sense(shelf: Shelf) -> Iterator[Finding]:
    """Minutes, versions, points and tries count from 1; a pass mark lies between 1 and 100."""
    if about := shelf.course.record:
        for at, delivery in enumerate(about.deliveries):
            keys = ("deliveries", at)
            if not 1 <= delivery.pass_at <= 100:
                yield Finding(
                    file=shelf.course,
                    keys=(*keys, "pass_at"),
                    message=f"a pass mark of {delivery.pass_at} per cent cannot be",
                    advice="write a number from 1 to 100, such as 80",
                )
            if delivery.draw is not None:
                yield from _from_one(shelf.course, (*keys, "draw"), delivery.draw)
            if delivery.tries is not None:
                yield from _from_one(shelf.course, (*keys, "tries"), delivery.tries)
        for at, track in enumerate(about.tracks):
            if track.assessment:
                yield from _from_one(shelf.course, ("tracks", at, "assessment", "minutes"), track.assessment.minutes)
        if about.reading and not 0 <= about.reading.from_ < about.reading.to <= 20:
            yield Finding(
                file=shelf.course,
                keys=("reading",),
                message=f"a reading level from grade {shown(about.reading.from_)} to {shown(about.reading.to)} cannot be",
                advice="write two grades between 0 and 20, the lower one after `from:`",
            )
        if about.reading and not 0 < about.reading.client_to <= 20:
            yield Finding(
                file=shelf.course,
                keys=("reading", "client_to"),
                message=f"clients cannot be asked to read at grade {shown(about.reading.client_to)}",
                advice="write a grade from 1 to 20; 6 is what much advice on health information asks for",
            )
    for file, module in whole_modules(shelf):
        yield from _from_one(file, ("minutes",), module.minutes)
        yield from _from_one(file, ("version",), module.version)
        for path, question in placed(module):
            yield from _from_one(file, (*path, "points"), question.points)
            yield from _from_one(file, (*path, "revision"), question.revision)
        for at, dialogue in enumerate(module.dialogues):
            yield from _from_one(file, ("dialogues", at, "minutes"), dialogue.minutes)
            yield from _from_one(file, ("dialogues", at, "revision"), dialogue.revision)


def _from_one(file: File[Any], keys: Keys, number: int) -> Iterator[Finding]:
    if number < 1:
        yield Finding(file=file, keys=keys, message=f"`{keys[-1]}` is {number}", advice="write 1 or more")


def deliveries_exist(shelf: Shelf) -> Iterator[Finding]:
    """Whoever names a delivery names one that course.yml has."""
    known = shelf.course.ids("deliveries")
    if known is None:
        return
    if (about := shelf.course.record) and about.recall not in known:
        yield Finding(
            file=shelf.course, keys=("recall",), message=f"there is no delivery `{about.recall}`", advice=_deliveries(about.recall, known)
        )
    for file, module in whole_modules(shelf):
        if module.quiz.delivery not in known:
            yield Finding(
                file=file,
                keys=("quiz", "delivery"),
                message=f"course.yml has no delivery `{module.quiz.delivery}`",
                advice=_deliveries(module.quiz.delivery, known),
            )


def _deliveries(written: str, known: frozenset[str]) -> str:
    return did_you_mean(written, known) or "choose one of the `deliveries:` in course.yml, or add this one there"


def deliveries_fit_their_quizzes(shelf: Shelf) -> Iterator[Finding]:
    """A quiz has a question that counts and as many questions as its delivery draws, and answers kept last exist."""
    about = shelf.course.record
    if not about:
        return
    by_id = {delivery.id: delivery for delivery in about.deliveries}
    for file, module in whole_modules(shelf):
        counted = sum(not isinstance(question, Write) for question in module.quiz.questions)
        if not counted:
            yield Finding(
                file=file,
                keys=("quiz", "questions"),
                message="no question of this quiz counts, since all are of the type `write`",
                advice="add a question of another type, or move these to a section",
            )
        draw = by_id[module.quiz.delivery].draw if module.quiz.delivery in by_id else None
        if draw and draw > len(module.quiz.questions):
            yield Finding(
                file=file,
                keys=("quiz", "delivery"),
                message=f"the delivery `{module.quiz.delivery}` draws {draw} questions, but this quiz has {len(module.quiz.questions)}",
                advice="write more questions, or choose another delivery",
            )
    # A module with an unknown delivery may be the one that has the answer.
    if all(file.record and file.record.quiz.delivery in by_id for file in shelf.modules):
        for at, delivery in enumerate(about.deliveries):
            yield from _kept_last(shelf, about, at, delivery)


def _kept_last(shelf: Shelf, about: CourseFile, at: int, delivery: Delivery) -> Iterator[Finding]:
    given = {answer for _, module in whole_modules(shelf) for answer in _answers(about, module, delivery.id)}
    for number, answer in enumerate(delivery.keep_last):
        if answer not in given:
            yield Finding(
                file=shelf.course,
                keys=("deliveries", at, "keep_last", number),
                message=f"no question that is given as `{delivery.id}` has an answer `{answer}`",
                advice=did_you_mean(answer, given) or "take it out, or see how the answers' ids are spelled",
            )


def _answers(about: CourseFile, module: Module, delivery: str) -> Iterator[str]:
    for keys, question in placed(module):
        if isinstance(question, OneAnswer | ManyAnswers) and given_as(about, module, keys) == delivery:
            yield from (answer.id for answer in question.answers)
