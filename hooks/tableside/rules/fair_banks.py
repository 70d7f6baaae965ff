"""Rules of fair questions that only many questions together can break: no habit of their author tells which answer is right.

A single question may well have its longest answer right. When most have, a reader who knows nothing passes. What counts as a habit is
what chance would bring about in fewer than 5 of 100 banks; the tests are in ``chance``, each with its source.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import TrueFalse
from ..questions import counts
from ..shelf import Shelf
from ..shuffled import shuffled
from . import chance
from .fair import HALADYNA, NBME, Bank, Item, published, tokens
from .fair_options import CLEARLY
from .finding import Finding, given_as

RARE = 0.05
"""A pattern that chance would bring about less often than this is a habit."""
SURE_IN_A_QUIZ = 0.001
"""Only what chance would hardly ever do in a quiz is refused: a course has many quizzes, and each is tested."""
SURE_IN_A_COURSE = 0.01
"""A course is tested once, and so is the reserve of each of its few tracks, so less is enough."""
MOST_TRUE_FALSE = 1 / 3
"""From this share on, true-false questions carry a quiz that a coin half passes."""


def right_answers_are_not_the_longest(bank: Bank) -> Iterator[Finding]:
    """Over a quiz and over the course, the longest answer is not the right one as a rule.

    A right answer counts as the longest when a reader sees it, from ``CLEARLY`` characters on; one letter more tells nobody anything.
    A habit is worth a warning. Publishing is refused only where it is beyond doubt: held to 5 of 100, an honest course of 20 quizzes
    would be refused about one time in three.
    """
    keyed = _keyed(bank)
    longest = sum(_is_longest(item) for item in keyed)
    chances = chance.at_least([1 / len(item.options) for item in keyed], longest) if keyed else 1.0
    if chances < RARE:
        yield bank.finding(
            f"in {longest} of {len(keyed)} one-answer questions of {bank.name} the right answer is clearly the longest",
            f"give wrong answers as much detail as right ones ({HALADYNA}, rule 24; {NBME}; binomial test)",
            "error" if chances < (SURE_IN_A_QUIZ if bank.owner else SURE_IN_A_COURSE) else "warning",
        )


def _keyed(bank: Bank) -> list[Item]:
    return [item for item in bank.items if item.key and len(item.options) > 1]


def _is_longest(item: Item) -> bool:
    return bool(item.key) and all(len(item.key.words) - len(option.words) >= CLEARLY for option in item.others if item.key)


def right_answers_vary_in_place(bank: Bank) -> Iterator[Finding]:
    """Over a quiz and over the course, right answers stand at the top as often as at the end, as the author wrote them."""
    keyed = _keyed(bank)
    places = [next(at for at, option in enumerate(item.options) if option.right) for item in keyed]
    if keyed and chance.as_uneven([len(item.options) for item in keyed], places) < RARE:
        yield bank.finding(
            f"right answers of {bank.name} stand {_places(places)}, and in print readers see it",
            f"move some of them ({HALADYNA}, rule 20; chi-square test)",
        )


def _places(places: list[int]) -> str:
    return ", ".join(f"{places.count(place)} times in place {place + 1}" for place in range(max(places) + 1))


def shuffling_spreads_right_answers(shelf: Shelf, every: list[Item]) -> Iterator[Finding]:
    """In the order in which a first attempt shows them, right answers stand at the top as often as at the end."""
    about = shelf.course.record
    for at, delivery in enumerate(about.deliveries if about else ()):
        if not about or not delivery.shuffle:
            continue
        given = [
            item
            for item in published(shelf, every)
            if item.key and item.file.record and given_as(about, item.file.record, item.keys) == delivery.id
        ]
        places = []
        for item in given:
            ids = {answer.id: answer.right is not None for answer in getattr(item.question, "answers", ())}
            key = f"{item.file.record.id if item.file.record else ''}/{item.question.id}"
            order = shuffled(list(ids), delivery.seed, key, 1, delivery.keep_last)
            places.append(next(place for place, id in enumerate(order) if ids[id]))
        if given and chance.as_uneven([len(item.options) for item in given], places) < RARE:
            yield Finding(
                file=shelf.course,
                keys=("deliveries", at, "seed"),
                message=f"in a first attempt, shuffled right answers stand {_places(places)}",
                advice=f"choose another `seed` ({HALADYNA}, rule 20; chi-square test)",
                level="warning",
                owner=(),
            )


def absolute_words_mark_no_side(bank: Bank) -> Iterator[Finding]:
    """Words such as `always` and `never` stand in right answers as often as in wrong ones."""
    sides: dict[bool, list[set[str]]] = {True: [], False: []}
    for item in bank.items:
        for option in item.options:
            sides[option.right].append(set(option.tokens) & item.language.absolute)
        if isinstance(item.question, TrueFalse):
            sides[item.question.this_is].append(set(tokens(item.stem)) & item.language.absolute)
    for side, name in ((False, "wrong"), (True, "right")):
        own, others = sum(map(bool, sides[side])), sum(map(bool, sides[not side]))
        if own and chance.as_one_sided(own, len(sides[side]), others, len(sides[not side])) < RARE:
            seen = sorted(set[str]().union(*sides[side]))
            yield bank.finding(
                f"words that leave no exception ({', '.join(seen[:4])}) mark {name} answers of {bank.name}: "
                f"{own} of {len(sides[side])} {name} ones hold one, and {others} of {len(sides[not side])} others",
                f"take them out where they only mark an answer as {name} ({HALADYNA}, rule 28a; {NBME}; Fisher's exact test)",
            )


def true_false_is_the_exception(bank: Bank) -> Iterator[Finding]:
    """A quiz leans on questions that a coin cannot half pass."""
    counted = [item for item in bank.items if counts(item.question)]
    number = len(_statements(bank))
    if number > 1 and number > MOST_TRUE_FALSE * len(counted):
        yield bank.finding(
            f"{number} of {len(counted)} questions of {bank.name} are true-false, and a coin is right about half of them",
            f"ask some as a question with three answers ({NBME}: one-best-answer questions)",
            "note",
        )


def _statements(bank: Bank) -> list[TrueFalse]:
    return [item.question for item in bank.items if isinstance(item.question, TrueFalse)]


def true_and_false_show_no_pattern(bank: Bank) -> Iterator[Finding]:
    """The answers to true-false questions follow no pattern, and are not all the same."""
    answers = [question.this_is for question in _statements(bank)]
    if chance.as_patterned(answers) < RARE:
        row = " ".join("true" if answer else "false" for answer in answers[:12])
        yield bank.finding(
            f"the statements of {bank.name} are {row}{' …' if len(answers) > 12 else ''}, which a reader can guess on",
            f"change their order, or state some of them the other way ({HALADYNA}, rule 20; runs test)",
            "note",
        )
