"""Rules about questions and worked examples."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Answer, Example, ManyAnswers, Match, Module, OneAnswer, Pair, Question, Write
from ..shelf import File, Shelf
from ..source import Keys
from .finding import Finding, line_of, questions, repeated, whole_modules


def _questions(shelf: Shelf) -> Iterator[tuple[File[Module], Keys, Question]]:
    for file, module in whole_modules(shelf):
        for keys, question in questions(module):
            yield file, keys, question


def answers_are_right_or_wrong(shelf: Shelf) -> Iterator[Finding]:
    """An answer says `right:` or `wrong:`, never both and never neither."""
    for file, keys, question in _questions(shelf):
        if isinstance(question, OneAnswer | ManyAnswers):
            for at, answer in enumerate(question.answers):
                place = (*keys, "answers", at)
                if answer.right and answer.wrong:
                    told, advice = "is both right and wrong", "keep one of the two; write two answers if both belong in the question"
                elif not answer.right and not answer.wrong:
                    told, advice = "says neither `right:` nor `wrong:`", "write its words after `right:` or after `wrong:`"
                else:
                    continue
                yield Finding(file=file, keys=place, message=f"the answer `{answer.id}` {told}", advice=advice)


def _right(answers: tuple[Answer, ...]) -> int:
    return sum(answer.right is not None for answer in answers)


def one_answer_has_one_right(shelf: Shelf) -> Iterator[Finding]:
    """A one-answer question has exactly one right answer."""
    for file, keys, question in _questions(shelf):
        if isinstance(question, OneAnswer) and (right := _right(question.answers)) != 1:
            has = "no right answer" if not right else f"{right} right answers"
            advice = "say `right:` in one of its answers" if not right else "keep one, or write `type: many-answers`"
            yield Finding(
                file=file,
                keys=keys,
                message=f"the question `{question.id}` has {has}, and a one-answer question has exactly one",
                advice=advice,
            )


def many_answers_have_both(shelf: Shelf) -> Iterator[Finding]:
    """A many-answers question has at least two right answers and a wrong one."""
    for file, keys, question in _questions(shelf):
        if isinstance(question, ManyAnswers):
            right = _right(question.answers)
            wrong = sum(answer.wrong is not None for answer in question.answers)
            if right < 2:
                has = "no right answer" if not right else "one right answer"
                advice = "add right answers, or write `type: one-answer`" if right else "say `right:` in at least two of its answers"
                told = f"the question `{question.id}` has {has}, and a many-answers question has two or more"
                yield Finding(file=file, keys=keys, message=told, advice=advice)
            elif not wrong:
                yield Finding(
                    file=file,
                    keys=keys,
                    message=f"the question `{question.id}` has no wrong answer, so ticking everything would be right",
                    advice="add an answer with `wrong:` that a hurried person would really tick",
                )


def answers_differ(shelf: Shelf) -> Iterator[Finding]:
    """No two answers of a question have the same words."""
    for file, keys, question in _questions(shelf):
        if isinstance(question, OneAnswer | ManyAnswers):
            names = (
                ((*keys, "answers", at, "right" if a.right else "wrong"), _folded(a.right or a.wrong or a.id))
                for at, a in enumerate(question.answers)
            )
            for place, _, first in repeated(names):
                told = f"this answer has the same words as the one in line {line_of(file, first)}"
                yield Finding(file=file, keys=place, message=told, advice="change one of them, or take it out")


def match_partners_differ(shelf: Shelf) -> Iterator[Finding]:
    """In a match question every item and every partner stands once, so that one row has one partner."""
    for file, keys, question in _questions(shelf):
        if isinstance(question, Match):
            for side in ("item", "goes_with"):
                names = (((*keys, "pairs", at, side), _folded(getattr(pair, side))) for at, pair in enumerate(question.pairs))
                for place, _, first in repeated(names):
                    told = f"`{side}` has the same words as in line {line_of(file, first)}, so two rows would share a partner"
                    yield Finding(file=file, keys=place, message=told, advice="give every row words of its own")


def reasons_differ(shelf: Shelf) -> Iterator[Finding]:
    """Every answer has a reason of its own, and it says more than the answer does."""
    for file, keys, question in _questions(shelf):
        if isinstance(question, Write):
            continue
        group = "pairs" if isinstance(question, Match) else "answers"
        rows: tuple[Pair | Answer, ...] = question.pairs if isinstance(question, Match) else question.answers
        reasons = [((*keys, group, at, "because"), _folded(row.because)) for at, row in enumerate(rows)]
        for place, _, first in repeated(reasons):
            yield Finding(
                file=file,
                keys=place,
                message=f"this reason is the same as the one in line {line_of(file, first)}",
                advice="say what makes this very answer right or wrong; a learner reads the reason of the answer they chose",
            )
        for at, row in enumerate(rows):
            words = row.goes_with if not isinstance(row, Answer) else row.right or row.wrong or ""
            if _folded(row.because) == _folded(words):
                told = "this reason only repeats the answer"
                yield Finding(file=file, keys=(*keys, group, at, "because"), message=told, advice="say why the answer is right or wrong")


def example_steps_say_something(shelf: Shelf) -> Iterator[Finding]:
    """A step of a worked example shows somebody doing or saying something."""
    for file, module in whole_modules(shelf):
        for at, section in enumerate(module.sections):
            for number, part in enumerate(section.parts):
                for step_at, step in enumerate(part.steps) if isinstance(part, Example) else ():
                    if not (step.do or step.say or step.client):
                        yield Finding(
                            file=file,
                            keys=("sections", at, "parts", number, "steps", step_at),
                            message="nobody does or says anything in this step",
                            advice="add `do:`, `say:` (the therapist's words) or `client:`",
                        )


def _folded(words: str) -> str:
    """Words without the differences that a reader would not see."""
    return " ".join(words.casefold().split()).rstrip(".!?")
