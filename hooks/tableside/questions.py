"""What every output needs to know of questions: where they stand, how what they offer is mixed, and what makes an answer right.

It knows the model and plain words, and nothing of pages, paper or scripts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from string import ascii_uppercase

from . import text
from .model import (
    FillIn,
    ManyAnswers,
    Match,
    Module,
    NumberQuestion,
    OneAnswer,
    Pair,
    PutInOrder,
    Question,
    SortIntoGroups,
    Step,
    Term,
    TrueFalse,
    Write,
)


def recalled(module: Module) -> Iterator[Question]:
    """The questions inside the sections, in reading order."""
    for section in module.sections:
        yield from section.questions


def asked(module: Module) -> Iterator[Question]:
    """Every question that a module's own page asks: those in sections first, then the quiz."""
    yield from recalled(module)
    yield from module.quiz.questions


def placed(module: Module) -> Iterator[tuple[tuple[str | int, ...], Question]]:
    """Every question written in a module's file, each with the keys that lead to it: in sections, in the quiz, in reserve."""
    for at, section in enumerate(module.sections):
        for number, question in enumerate(section.questions):
            yield ("sections", at, "questions", number), question
    for number, question in enumerate(module.quiz.questions):
        yield ("quiz", "questions", number), question
    for number, question in enumerate(module.reserve):
        yield ("reserve", number), question


def counts(question: Question) -> bool:
    """Whether the question can earn points."""
    return not isinstance(question, Write)


def letter(at: int) -> str:
    """The name of a place from 0 up: A, B, … Z, AA, AB, …"""
    over, rest = divmod(at, len(ascii_uppercase))
    return (letter(over - 1) if over else "") + ascii_uppercase[rest]


def partners(question: Match) -> list[Pair]:
    """The rows of a matching question in the order of their partners' words, which tells nothing about the answer."""
    return sorted(question.pairs, key=lambda pair: (text.plain(pair.goes_with).casefold(), pair.goes_with))


def mixed(question: PutInOrder) -> list[Step]:
    """The steps in an order that is the same at every build, says nothing, and is not the right one."""
    order = sorted(question.steps, key=lambda step: sha256(f"{question.id}/{step.id}".encode()).digest())
    return order if tuple(order) != question.steps else [*order[1:], order[0]]


def shown(number: float) -> str:
    """A number as people write it: 2, 2.5."""
    return f"{number:.9f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=65536)
def folded(words: str) -> str:
    """Words as a learner's answer is compared: small letters and digits without accents, one space between words.

    The page's script folds in the same way; a table of cases holds the two together.
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", words.lower()) if unicodedata.category(sign) != "Mn")
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> int:
    """How many slips lie between two spellings: a letter left out, put in, changed, or swapped with its neighbour (optimal string
    alignment, the restricted form of Damerau 1964)."""
    rows: list[list[int]] = [list(range(len(other) + 1))]
    for at, sign in enumerate(one, 1):
        row = [at]
        for to, against in enumerate(other, 1):
            best = min(rows[-1][to] + 1, row[-1] + 1, rows[-1][to - 1] + (sign != against))
            if at > 1 and to > 1 and sign == other[to - 2] and one[at - 2] == against:
                best = min(best, rows[-2][to - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def solid(words: str) -> str:
    """Folded words without the spaces between them: `S.O.A.P.` is `SOAP`, and `x-ray` is `xray`."""
    return words.replace(" ", "")


def slips(words: str) -> int:
    """How many slips a folded answer forgives: none up to 3 letters, 1 up to 7, then 2."""
    return 0 if len(words) <= 3 else 1 if len(words) <= 7 else 2


def lookalikes(question: FillIn, terms: Mapping[str, Term]) -> list[str]:
    """Terms of the glossary, folded, that a slip in a right answer could spell. Spelling one of them is no slip."""
    right = [folded(text.plain(answer.right)) for answer in question.answers if answer.right is not None]
    names = {name for term in terms.values() if solid(name := folded(term.term)) not in map(solid, right)}
    # Twice would do if the way round were never shorter; with this distance it can be, by a little.
    near = ((name, solid(name), solid(one), 3 * slips(one)) for name in names for one in right)
    # A slip brings one new letter at most, and measuring takes time.
    return sorted({name for name, bare, one, most in near if len(set(one) - set(bare)) <= most and distance(bare, one) <= most})


def grading(question: Question, terms: Mapping[str, Term]) -> object:
    """What a script needs to mark an answer, as plain data.

    Args:
        question: the question.
        terms: the course's glossary by id, which a fill-in answer is held against.

    Returns:
        ids of right answers (one-answer, many-answers, true-false); the folded words of right and wrong answers by id and of terms that
        are no slips (fill-in); number and tolerance by id (number); step ids in order (put-in-order); group by item (sort-into-groups);
        an empty list where rows are their own key (match) or nothing is marked (write).
    """
    match question:
        case OneAnswer() | ManyAnswers():
            return [answer.id for answer in question.answers if answer.right is not None]
        case TrueFalse():
            return ["true" if question.this_is else "false"]
        case FillIn():
            return {
                "right": {answer.id: folded(text.plain(answer.right)) for answer in question.answers if answer.right is not None},
                "wrong": {answer.id: folded(text.plain(answer.wrong)) for answer in question.answers if answer.wrong is not None},
                "terms": lookalikes(question, terms),
            }
        case NumberQuestion():
            return {
                "right": {answer.id: [answer.right, answer.within] for answer in question.answers if answer.right is not None},
                "wrong": {answer.id: [answer.wrong, answer.within] for answer in question.answers if answer.wrong is not None},
            }
        case PutInOrder():
            return [step.id for step in question.steps]
        case SortIntoGroups():
            return {item.id: item.group for item in question.items}
        case _:
            return []
