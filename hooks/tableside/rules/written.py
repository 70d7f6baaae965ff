"""Rules about questions whose answer is written: a word or a number. What a learner may write has to lead to one verdict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from .. import text
from ..model import Answer, FillIn, NumberAnswer, NumberQuestion
from ..questions import distance, folded, shown, slips, solid
from ..shelf import Shelf
from .finding import Finding, line_of, whole_questions


def written_questions_can_be_answered(shelf: Shelf) -> Iterator[Finding]:
    """A fill-in or number question has a right answer."""
    for file, keys, question in whole_questions(shelf):
        if isinstance(question, FillIn | NumberQuestion) and all(answer.right is None for answer in question.answers):
            yield Finding(
                file=file,
                keys=keys,
                message=f"the question `{question.id}` has no right answer, so nothing that anybody writes could be right",
                advice="say `right:` in one of its answers",
            )


def written_answers_stay_apart(shelf: Shelf) -> Iterator[Finding]:
    """No two answers of a fill-in question are the same to the marker, and no slip of the hand leads from right to wrong."""
    for file, keys, question in whole_questions(shelf):
        if not isinstance(question, FillIn):
            continue
        rows = [(at, answer, _words(answer)) for at, answer in enumerate(question.answers) if answer.right or answer.wrong]
        for at, answer, words in rows:
            if not words:
                told = "nothing is left of this answer, since only letters and digits are compared"
                yield Finding(file=file, keys=(*keys, "answers", at), message=told, advice=f"write `{answer.id}` in letters or digits")
        for (one_at, one, first), (at, other, words) in combinations(rows, 2):
            line = line_of(file, (*keys, "answers", one_at))
            place = (*keys, "answers", at, "wrong" if other.right is None else "right")
            if solid(words) == solid(first):
                told = f"this answer is compared as `{solid(words)}`, and so is the one in line {line}"
                advice = "take one of them out; case, accents, hyphens, signs and spaces make no difference to a written answer"
                yield Finding(file=file, keys=place, message=told, advice=advice)
            elif (one.right is None) != (other.right is None) and distance(first, words) <= min(slips(first), slips(words), 1):
                told = f"a slip of the hand leads from this answer to the one in line {line}, and one is right and the other wrong"
                advice = "take the wrong one out, unless it is a word of its own that people really take for the right one"
                yield Finding(file=file, keys=place, message=told, advice=advice, level="warning", owner=keys)


def _words(answer: Answer) -> str:
    return folded(text.plain(answer.right or answer.wrong or ""))


def number_answers_stay_apart(shelf: Shelf) -> Iterator[Finding]:
    """No number is covered by a right and a wrong answer at once, and no tolerance is below 0."""
    for file, keys, question in whole_questions(shelf):
        if not isinstance(question, NumberQuestion):
            continue
        rows = [(at, answer, number) for at, answer in enumerate(question.answers) if (number := _number(answer)) is not None]
        for at, answer in enumerate(question.answers):
            if answer.within < 0:
                told = f"`within` is {shown(answer.within)}, and a tolerance counts from 0 up"
                advice = f"write `within: {shown(-answer.within)}`, or leave the line out"
                yield Finding(file=file, keys=(*keys, "answers", at, "within"), message=told, advice=advice)
        for (one_at, one, first), (at, other, number) in combinations(rows, 2):
            line = line_of(file, (*keys, "answers", one_at))
            apart = abs(first - number)
            # Decimal fractions are not exact in binary; no two tolerances that an author writes lie closer than this.
            meets = apart <= max(one.within, 0) + max(other.within, 0) + 1e-9
            if apart < 1e-9:
                told, advice = f"{shown(number)} is the number of the answer in line {line} too", "take one of them out"
            elif meets and (one.right is None) != (other.right is None):
                told = f"{_range(other, number)} and {_range(one, first)} (line {line}) overlap, and one is right and the other wrong"
                advice = "lower `within` so that no number belongs to both"
            else:
                continue
            yield Finding(file=file, keys=(*keys, "answers", at), message=told, advice=advice)


def _number(answer: NumberAnswer) -> float | None:
    return answer.wrong if answer.right is None else answer.right


def _range(answer: NumberAnswer, number: float) -> str:
    if answer.within <= 0:
        return shown(number)
    return f"{shown(number - answer.within)} to {shown(number + answer.within)}"
