"""Rules about questions and worked examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..faults import did_you_mean, id_of, listed
from ..model import (
    Answer,
    Example,
    FillIn,
    GroupItem,
    ManyAnswers,
    Match,
    NumberAnswer,
    NumberQuestion,
    OneAnswer,
    Pair,
    PutInOrder,
    Question,
    SortIntoGroups,
    Step,
    TrueFalse,
    Write,
)
from ..questions import shown
from ..shelf import Shelf
from .finding import Finding, line_of, repeated, whole_modules, whole_questions


def answers_are_right_or_wrong(shelf: Shelf) -> Iterator[Finding]:
    """An answer says `right:` or `wrong:`, never both and never neither."""
    for file, keys, question in whole_questions(shelf):
        if isinstance(question, OneAnswer | ManyAnswers | FillIn | NumberQuestion):
            answers: Sequence[Answer | NumberAnswer] = question.answers
            for at, answer in enumerate(answers):
                place = (*keys, "answers", at)
                # The number 0 is an answer too.
                right, wrong = answer.right is not None, answer.wrong is not None
                if right and wrong:
                    told, advice = "is both right and wrong", "keep one of the two; write two answers if both belong in the question"
                elif not right and not wrong:
                    told, advice = "says neither `right:` nor `wrong:`", "write its words after `right:` or after `wrong:`"
                else:
                    continue
                yield Finding(file=file, keys=place, message=f"the answer `{answer.id}` {told}", advice=advice)


def _right(answers: tuple[Answer, ...]) -> int:
    return sum(answer.right is not None for answer in answers)


def one_answer_has_one_right(shelf: Shelf) -> Iterator[Finding]:
    """A one-answer question has exactly one right answer."""
    for file, keys, question in whole_questions(shelf):
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
    for file, keys, question in whole_questions(shelf):
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
    for file, keys, question in whole_questions(shelf):
        if isinstance(question, OneAnswer | ManyAnswers):
            names = (
                ((*keys, "answers", at, "right" if a.right else "wrong"), same_words(a.right or a.wrong or a.id))
                for at, a in enumerate(question.answers)
            )
            for place, _, first in repeated(names):
                told = f"this answer has the same words as the one in line {line_of(file, first)}"
                yield Finding(file=file, keys=place, message=told, advice="change one of them, or take it out")


def rows_differ(shelf: Shelf) -> Iterator[Finding]:
    """No two items, partners, steps or groups of a question have the same words, so that each has one place."""
    for file, keys, question in whole_questions(shelf):
        for group, name, words in _named(question):
            for place, _, first in repeated(((*keys, group, at, name), same_words(one)) for at, one in enumerate(words)):
                told = f"`{name}` has the same words as in line {line_of(file, first)}, so nobody could tell the two apart"
                yield Finding(file=file, keys=place, message=told, advice="give every row words of its own")


def _named(question: Question) -> Iterator[tuple[str, str, list[str]]]:
    """The lists of a question whose words must differ: the list's key, the key of the words, the words."""
    match question:
        case Match():
            yield "pairs", "item", [pair.item for pair in question.pairs]
            yield "pairs", "goes_with", [pair.goes_with for pair in question.pairs]
        case PutInOrder():
            yield "steps", "step", [step.step for step in question.steps]
        case SortIntoGroups():
            yield "groups", "title", [group.title for group in question.groups]
            yield "items", "item", [item.item for item in question.items]


def groups_and_items_meet(shelf: Shelf) -> Iterator[Finding]:
    """In a sort-into-groups question every item belongs to a group that is there, and every group has an item."""
    for file, keys, question in whole_questions(shelf):
        if not isinstance(question, SortIntoGroups):
            continue
        known = {group.id for group in question.groups}
        strays = [(at, item.group) for at, item in enumerate(question.items) if item.group not in known]
        for at, group in strays:
            meant = id_of(group, ((one.id, one.title) for one in question.groups))
            advice = f"write its id, `{meant}`" if meant else did_you_mean(group, known) or f"it can be {listed(sorted(known))}"
            yield Finding(
                file=file,
                keys=(*keys, "items", at, "group"),
                message=f"the question `{question.id}` has no group `{group}`",
                advice=advice,
            )
        # A misspelled group may be the one that seems to be empty.
        for at, one in enumerate(question.groups if not strays else ()):
            if not any(item.group == one.id for item in question.items):
                yield Finding(
                    file=file,
                    keys=(*keys, "groups", at),
                    message=f"no item belongs to the group `{one.id}`",
                    advice="add one that does, or take the group out",
                )


def statements_state(shelf: Shelf) -> Iterator[Finding]:
    """What a true-false question asks is a statement, since a question is neither true nor false."""
    for file, keys, question in whole_questions(shelf):
        if isinstance(question, TrueFalse) and question.ask.rstrip('*_ \n”"').endswith("?"):
            yield Finding(
                file=file,
                keys=(*keys, "ask"),
                message="this is a question, and a true-false question holds a statement",
                advice="write what somebody might believe, as a sentence that is true or false",
            )


_Row = Answer | NumberAnswer | Pair | Step | GroupItem


def _rows(question: OneAnswer | ManyAnswers | FillIn | NumberQuestion | Match | PutInOrder | SortIntoGroups) -> tuple[str, Sequence[_Row]]:
    """What carries the reasons of a question, with its key."""
    match question:
        case Match():
            return "pairs", question.pairs
        case PutInOrder():
            return "steps", question.steps
        case SortIntoGroups():
            return "items", question.items
        case _:
            return "answers", question.answers


def _words(row: _Row) -> str:
    """What a reason is the reason of."""
    match row:
        case Pair():
            return row.goes_with
        case Step():
            return row.step
        case GroupItem():
            return row.item
        case NumberAnswer():
            number = row.wrong if row.right is None else row.right
            return "" if number is None else shown(number)
        case _:
            return row.right or row.wrong or ""


_REPEATS = "this reason only repeats the answer"


def reasons_differ(shelf: Shelf) -> Iterator[Finding]:
    """Every answer has a reason of its own, and it says more than the answer does."""
    for file, keys, question in whole_questions(shelf):
        if isinstance(question, Write):
            continue
        if isinstance(question, TrueFalse):
            if same_words(question.because) == same_words(question.ask):
                yield Finding(file=file, keys=(*keys, "because"), message=_REPEATS, advice="say why the statement is true or false")
            continue
        group, rows = _rows(question)
        reasons = [((*keys, group, at, "because"), same_words(row.because)) for at, row in enumerate(rows)]
        for place, _, first in repeated(reasons):
            yield Finding(
                file=file,
                keys=place,
                message=f"this reason is the same as the one in line {line_of(file, first)}",
                advice="say what makes this very answer right or wrong; a learner reads the reason of the answer they chose",
            )
        for at, row in enumerate(rows):
            words = _words(row)
            if same_words(row.because) == same_words(words):
                advice = "say why the answer is right or wrong"
                yield Finding(file=file, keys=(*keys, group, at, "because"), message=_REPEATS, advice=advice)


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


def same_words(words: str) -> str:
    """Words without the differences that a reader would not see."""
    return " ".join(words.casefold().split()).rstrip(".!?")
