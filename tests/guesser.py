"""A test-wise guesser: it knows nothing of the subject and picks answers by how they look.

Each strategy looks at one clue, or at several, and picks where the clue tells answers apart; where it does not, a guesser would toss a
coin, which shows nothing of the bank, so such questions are left out of its sum. See it at work:
`.venv/bin/python tests/guesser.py content`, and which questions a strategy gets right: `… content "one that asks"`.

What it answers: one-answer questions; of many-answers the one answer that looks rightest; true-false statements by their words; of
match and sort-into-groups the row whose words echo a partner or group most. An order and a typed answer show it no clue.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from statistics import mean, median

from tableside import course, text
from tableside.model import Match, SortIntoGroups, TrueFalse
from tableside.rules import chance
from tableside.rules.fair import Item, Option, items, tokens


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LEVEL = 0.05
"""One-sided: so often would a bank without any habit be called biased, over all strategies together."""

HEDGES = _words("""
    may might can could often usually sometimes some tend tends likely probably depends depend unless about perhaps seems
""")
"""Words by which careful writers leave room; a right answer needs them more often, unless its writer takes care."""
POLITE = _words("please thank thanks sorry welcome glad may would could like choose choice together hear")
"""Words of somebody kind. In a course on manners the kind answer looks like the right one."""
ASKING = _words("ask asks asking asked question questions")
"""What an answer does that asks instead of telling; so does a question mark."""
DETAIL = re.compile(r"\d|,|;|:|\b(?:and|because|so that|before|after|until|if|when)\b")
"""What an exact answer holds more of."""

Clue = Callable[[Item], Sequence[float]]
"""How much each option of a question looks like the right one."""


@dataclass(frozen=True)
class Pick:
    """An answer that was picked."""

    question: str
    """Where it was: the file and the question's id."""
    right: bool
    """Whether it is right."""
    chance: float
    """How likely a pick at random is right."""


@dataclass(frozen=True)
class Score:
    """How a strategy did."""

    picks: int
    """How many questions gave it a clue."""
    right: int
    """How many of its picks are right."""
    expected: float
    """How many would be at random."""
    probability: float
    """How often chance alone does as well."""


# --- clues ----------------------------------------------------------------------------------------------------------------


def _each(clue: Callable[[Option], float]) -> Clue:
    return lambda item: [clue(option) for option in item.options]


def _held(option: Option, words: Iterable[str]) -> int:
    known = frozenset(words)
    return sum(token in known for token in option.tokens)


def _absolutes(item: Item) -> Sequence[float]:
    return [-_held(option, item.language.absolute) for option in item.options]


def _echo(item: Item) -> Sequence[float]:
    stem = item.telling(item.stem)
    return [len(stem & telling) for telling in item.telling_of_options]


def _kin(item: Item) -> Sequence[float]:
    """How many words an option shares with the others: the right one was written first, and the wrong ones after it."""
    telling = item.telling_of_options
    return [sum(len(own & other) for other in telling if other is not own) for own in telling]


def _middle(item: Item) -> Sequence[float]:
    last = len(item.options) - 1
    return [-abs(at - last / 2) for at in range(last + 1)]


CLUES: Mapping[str, Clue] = {
    "the longest": _each(lambda option: len(option.words)),
    "the shortest": _each(lambda option: -len(option.words)),
    "the most detailed": _each(lambda option: len(DETAIL.findall(option.words.casefold()))),
    "the first": lambda item: [-at for at, _ in enumerate(item.options)],
    "the middle one": _middle,
    "the last": lambda item: [at for at, _ in enumerate(item.options)],
    "the most hedged": _each(lambda option: _held(option, HEDGES)),
    "the least hedged": _each(lambda option: -_held(option, HEDGES)),
    "no absolute word": _absolutes,
    "an absolute word": lambda item: [-value for value in _absolutes(item)],
    "an echo of the question": _echo,
    "no echo of the question": lambda item: [-value for value in _echo(item)],
    "kin to the others": _kin,
    "the politest": _each(lambda option: _held(option, POLITE)),
    "the bluntest": _each(lambda option: -_held(option, POLITE)),
    "one that asks": _each(lambda option: _held(option, ASKING) + ("?" in option.words)),
    "one that asks nothing": _each(lambda option: -_held(option, ASKING) - ("?" in option.words)),
    "what somebody says": _each(lambda option: option.words[:1] in "“\"‘'"),
}
"""Single clues, by what a guesser would say that they pick."""

TOGETHER: Mapping[str, tuple[str, ...]] = {
    "hedged, and no absolute word": ("the most hedged", "no absolute word"),
    "long and hedged": ("the longest", "the most hedged"),
    "long, with an echo": ("the longest", "an echo of the question"),
    "polite, hedged, no absolute word": ("the politest", "the most hedged", "no absolute word"),
    "polite, and asks": ("the politest", "one that asks"),
    "all that textbooks warn of": ("the longest", "the most detailed", "the most hedged", "no absolute word", "an echo of the question"),
}
"""Clues that are added up, each from 0 to 1."""


def _looks(name: str, item: Item) -> tuple[float, ...]:
    """A clue from 0 for the option that has least of it to 1; all 0 where it tells none apart."""
    values = CLUES[name](item)
    low, high = min(values), max(values)
    return tuple((value - low) / (high - low) if high > low else 0.0 for value in values)


def _added(item: Item, weights: Mapping[str, float]) -> list[float]:
    return [sum(weight * _looks(name, item)[at] for name, weight in weights.items()) for at, _ in enumerate(item.options)]


# --- picks ----------------------------------------------------------------------------------------------------------------


def _lot(*names: str) -> bytes:
    return sha256("/".join(names).encode()).digest()


def _name(item: Item) -> str:
    return f"{item.file.path}: {item.question.id}"


def pick(item: Item, looks: Sequence[float], strategy: str) -> Pick | None:
    """The option that looks rightest, by lot where several do; None where all look alike."""
    if len(set(looks)) < 2:
        return None
    best = [option for option, look in zip(item.options, looks, strict=True) if look == max(looks)]
    chosen = min(best, key=lambda option: _lot(strategy, str(item.file.path), item.question.id, option.words))
    return Pick(_name(item), chosen.right, mean(option.right for option in item.options))


def _statement(item: Item, says_true: bool | None) -> Pick | None:
    return (
        Pick(_name(item), item.question.this_is is says_true, 0.5)
        if isinstance(item.question, TrueFalse) and says_true is not None
        else None
    )


def _by_words(item: Item) -> bool | None:
    """Whether a statement looks true: hedged ones do, absolute ones do not."""
    own = set(tokens(item.stem))
    hedged, absolute = bool(own & HEDGES), bool(own & item.language.absolute)
    return None if hedged == absolute else hedged


def _echoing_row(item: Item) -> Pick | None:
    """The row of a match, or of things to sort, whose words echo one partner or group more than any other."""
    question = item.question
    if isinstance(question, Match):
        rows = [(pair.item, pair.goes_with) for pair in question.pairs]
    elif isinstance(question, SortIntoGroups):
        titles = {group.id: group.title for group in question.groups}
        rows = [(one.item, titles[one.group]) for one in question.items if one.group in titles]
    else:
        return None
    partners = [partner for _, partner in rows]
    found = [
        (len(item.telling(text.plain(words)) & item.telling(text.plain(partner))), partner == own, partner)
        for words, own in rows
        for partner in dict.fromkeys(partners)
    ]
    best = max(shared for shared, _, _ in found)
    if best == 0:
        return None
    _, right, partner = min((one for one in found if one[0] == best), key=lambda one: _lot(item.question.id, one[2], str(one[1])))
    return Pick(_name(item), right, partners.count(partner) / len(rows))


def _learned(bank: Sequence[Item]) -> dict[str, list[Pick]]:
    """What one half of the bank shows to pay off, used on the other half. Each way round is a strategy of its own: their picks depend on
    each other, so one sum over both would call honest banks biased too often."""
    halves: tuple[list[Item], list[Item]] = ([], [])
    for item in bank:
        if len({option.right for option in item.options}) == 2:
            halves[_lot(str(item.file.path), item.question.id)[0] % 2].append(item)
    picks: dict[str, list[Pick]] = {}
    for name, lesson, test in (("what one half teaches", *halves), ("what the other half teaches", *halves[::-1])):
        weights = {clue: mean(_pays(clue, item) for item in lesson) for clue in CLUES} if lesson else {}
        picks[name] = [one for item in test if (one := pick(item, _added(item, weights), name))]
    return picks


def _pays(name: str, item: Item) -> float:
    looks = _looks(name, item)
    right = [look for look, option in zip(looks, item.options, strict=True) if option.right]
    wrong = [look for look, option in zip(looks, item.options, strict=True) if not option.right]
    return mean(right) - mean(wrong)


def strategies(bank: Sequence[Item]) -> dict[str, list[Pick]]:
    """What each strategy picks in a bank, by its name."""
    choices = [item for item in bank if len({option.right for option in item.options}) == 2]
    statements = [item for item in bank if isinstance(item.question, TrueFalse)]
    usual = median(len(item.stem) for item in statements) if statements else 0
    found: dict[str, list[Pick | None]] = {name: [pick(item, _looks(name, item), name) for item in choices] for name in CLUES}
    for name, clues in TOGETHER.items():
        found[name] = [pick(item, _added(item, dict.fromkeys(clues, 1.0)), name) for item in choices]
    found["an echo of the question"] += [_echoing_row(item) for item in bank]
    for name in ("the most hedged", "no absolute word", "hedged, and no absolute word"):
        found[name] += [_statement(item, _by_words(item)) for item in statements]
    found["a statement is true"] = [_statement(item, True) for item in statements]
    found["a statement is false"] = [_statement(item, False) for item in statements]
    found["a long statement is true"] = [_statement(item, len(item.stem) > usual) for item in statements]
    return {**{name: [one for one in picks if one] for name, picks in found.items()}, **_learned(bank)}


# --- the sum --------------------------------------------------------------------------------------------------------------


def judge(bank: Sequence[Item]) -> dict[str, Score]:
    """How each strategy does in a bank."""
    scores = {}
    for name, picks in strategies(bank).items():
        chances = [one.chance for one in picks]
        right = sum(one.right for one in picks)
        scores[name] = Score(len(picks), right, sum(chances), chance.at_least(chances, right) if picks else 1.0)
    return scores


def beaten(scores: Mapping[str, Score]) -> list[str]:
    """The strategies that do better than chance.

    So many are tried that one or another would do well in an honest bank, too. Each is therefore held to the level divided by their number
    (Bonferroni): strategies look at the same questions and share clues, and this correction holds however they depend on each other. To
    tell whether any strategy wins, Holm's less strict steps would say the same.
    """
    return [name for name, score in scores.items() if score.probability < LEVEL / len(scores)]


def table(scores: Mapping[str, Score]) -> str:
    """The scores as lines for a person, the most telling first."""
    rows = sorted(scores.items(), key=lambda row: row[1].probability)
    head = f"{'picks':<34}{'right':>7}{'of':>6}{'at random':>11}   p (held to {LEVEL / len(scores):.4f})"
    return "\n".join(
        [head, *(f"{name:<34}{one.right:>7}{one.picks:>6}{one.expected:>11.1f}   {one.probability:.4f}" for name, one in rows)]
    )


def bank_of(folder: Path) -> list[Item]:
    """Every question that the learners of a course meet: in sections, quizzes and reserves of published modules."""
    shelf = course.read(folder)
    return [item for item in items(shelf) if item.file.record and item.file.record.status == "ready"]


def _main(folder: str = "content", strategy: str = "") -> None:
    """Print how every strategy does, or the questions that one of them gets right."""
    bank = bank_of(Path(folder))
    print("\n".join(one.question for one in strategies(bank)[strategy] if one.right) if strategy else table(judge(bank)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
