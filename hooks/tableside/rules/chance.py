"""How surprising a pattern would be if nobody had made it: small exact tests, in whole numbers and the standard library alone.

They know nothing of questions. Each returns a probability between 0 and 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import comb, erfc, exp, pi, sqrt

EXACT_UP_TO = 16
"""So many draws are counted out one by one; of more, the chi-square distribution tells nearly the same."""


def at_least(chances: Sequence[float], hits: int) -> float:
    """The probability of so many hits or more in tosses of unlike coins (the binomial test where all chances are equal).

    The distribution of the number of hits is built up coin by coin (Poisson 1837).
    """
    of = [1.0]
    for chance in chances:
        of = [before * (1 - chance) + more * chance for before, more in zip([*of, 0.0], [0.0, *of], strict=True)]
    return min(1.0, sum(of[hits:]))


def as_uneven(sizes: Sequence[int], places: Sequence[int]) -> float:
    """The probability that places drawn at random are spread as unevenly as these, or more.

    Args:
        sizes: how many places each draw could choose from.
        places: the place it chose, from 0.

    The measure is Pearson's chi-square (1900). Of few draws its distribution is counted out; of many, it is the chi-square distribution.
    """
    expected = _expected(sizes)
    counts = Counter(places)
    found = _chi_square([counts[place] for place in range(len(expected))], expected)
    if len(sizes) > EXACT_UP_TO:
        return _chi_square_tail(found, len(expected) - 1)
    return min(1.0, sum(chance for other, chance in _spreads(tuple(sorted(sizes))) if other >= found - 1e-9))


def _expected(sizes: Sequence[int]) -> list[float]:
    return [sum(1 / size for size in sizes if place < size) for place in range(max(sizes, default=0))]


def _chi_square(counts: Sequence[int], expected: Sequence[float]) -> float:
    return sum((count - usual) ** 2 / usual for count, usual in zip(counts, expected, strict=True))


@lru_cache(maxsize=256)
def _spreads(sizes: tuple[int, ...]) -> tuple[tuple[float, float], ...]:
    """Every value that the measure can take, each with its probability."""
    expected = _expected(sizes)
    states: dict[tuple[int, ...], float] = {(0,) * len(expected): 1.0}
    for size in sizes:
        following: dict[tuple[int, ...], float] = {}
        for state, chance in states.items():
            for place in range(size):
                to = (*state[:place], state[place] + 1, *state[place + 1 :])
                following[to] = following.get(to, 0.0) + chance / size
        states = following
    return tuple((_chi_square(state, expected), chance) for state, chance in states.items())


def _chi_square_tail(value: float, freedom: int) -> float:
    """The upper tail of the chi-square distribution, by its finite sums for whole degrees of freedom (Abramowitz and Stegun 26.4.4-5)."""
    if freedom < 1:
        return 1.0
    half = value / 2
    if freedom % 2 == 0:
        term = total = exp(-half)
        for at in range(1, freedom // 2):
            term *= half / at
            total += term
        return min(1.0, total)
    total, term = erfc(sqrt(half)), 2 * exp(-half) * sqrt(half / pi)
    for at in range(1, (freedom + 1) // 2):
        total += term
        term *= value / (2 * at + 1)
    return min(1.0, total)


def as_one_sided(hits: int, of: int, others: int, of_others: int) -> float:
    """The probability that as many hits or more fall to the first of two groups, of those that fell to both (Fisher's exact test, 1922).

    Args:
        hits: hits in the first group.
        of: the first group's size.
        others: hits in the second group.
        of_others: the second group's size.
    """
    drawn, size = hits + others, of + of_others
    most = min(drawn, of)
    return min(1.0, sum(comb(of, k) * comb(of_others, drawn - k) for k in range(hits, most + 1)) / comb(size, drawn)) if size else 1.0


def as_patterned(answers: Sequence[bool]) -> float:
    """The probability of a row of yes and no with as few runs as this, or as many, doubled (the runs test, Wald and Wolfowitz 1940).

    A run is a stretch of equal answers. A row of equal answers has one, and what is asked is how likely all are equal: 2 / 2 ** n.
    """
    yes, no = sum(answers), len(answers) - sum(answers)
    if not yes or not no:
        return min(1.0, 2.0 ** (1 - len(answers))) if answers else 1.0
    runs = 1 + sum(one != other for one, other in pairwise(answers))
    ways = comb(yes + no, yes)
    few = sum(_runs(yes, no, count) for count in range(2, runs + 1)) / ways
    many = sum(_runs(yes, no, count) for count in range(runs, 2 * min(yes, no) + 2)) / ways
    return min(1.0, 2 * min(few, many))


def _runs(yes: int, no: int, runs: int) -> int:
    """How many rows have so many runs."""
    half, odd = divmod(runs, 2)
    if odd:
        return comb(yes - 1, half) * comb(no - 1, half - 1) + comb(yes - 1, half - 1) * comb(no - 1, half)
    return 2 * comb(yes - 1, half - 1) * comb(no - 1, half - 1)
