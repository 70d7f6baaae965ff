"""Rules of fair questions about the answers to choose from: none of them gives itself away, and none says what another says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median

from ..faults import listed, short
from ..model import ManyAnswers, OneAnswer
from .fair import HALADYNA, NBME, RODRIGUEZ, Item, Option, tokens
from .finding import Finding
from .questions import same_words

LONGER = 1.3
"""From so many times the usual length of the others, a right answer stands out."""
CLEARLY = 10
"""Fewer characters than this nobody sees."""


def key_is_not_the_longest(item: Item) -> Iterator[Finding]:
    """The right answer is not much longer than the others."""
    right = [len(option.words) for option in item.options if option.right]
    wrong = [len(option.words) for option in item.others]
    if not right or not wrong or len(item.options) < 3:
        return
    usual = max(median(wrong), 1)
    if min(right) > max(wrong) and median(right) > LONGER * usual and median(right) - usual >= CLEARLY:
        who = "the right answer is" if len(right) == 1 else "all right answers are"
        yield item.finding(
            f"{who} {median(right) / usual:.1f} times as long as a wrong one, and readers who do not know choose the longest",
            f"shorten it, or give the wrong ones as much detail ({HALADYNA}, rules 24 and 28d; {NBME})",
            next(option.keys for option in item.options if option.right),
        )


def answers_stand_for_themselves(item: Item) -> Iterator[Finding]:
    """No answer speaks of the other answers, such as `all of the above`."""
    for option in item.options:
        if item.language.catch_all.search(option.words):
            yield item.finding(
                f"`{option.words}` speaks of the other answers: who knows two of them to be right, or one to be wrong, need not know more",
                f"take it out, or ask with `type: many-answers` ({NBME}; {HALADYNA}, rules 25 and 26)",
                option.keys,
                "error",
            )


def answers_are_definite(item: Item) -> Iterator[Finding]:
    """No answer hangs on a word such as `usually`, which each reader takes for another share."""
    for option in item.options:
        # What somebody says in an answer is that person's word.
        said = re.sub(r"[“\"][^”\"]*[”\"]", " ", option.words)
        vague = [token for token in tokens(said) if token in item.language.vague]
        if vague:
            yield item.finding(
                f"`{vague[0]}` means another share to each reader, so nobody can be sure whether this answer holds",
                f"say when, how much or how many ({NBME})",
                option.keys,
            )


def answers_do_not_overlap(item: Item) -> Iterator[Finding]:
    """No answer is inside another one, so that both cannot be right at once."""
    for one, other in combinations(item.options, 2):
        if one.tokens == other.tokens:
            # Answers that are the same to the letter are told by the rule that refuses them in any question.
            if same_words(one.words) != same_words(other.words):
                told = f"`{short(one.words, 50)}` and `{short(other.words, 50)}` are the same words"
                yield item.finding(told, f"change one of them, or take it out ({NBME})", other.keys, "error")
            continue
        few, many = sorted((one, other), key=lambda option: len(option.tokens))
        # What a word of denial would turn round cannot be seen without knowing it.
        if item.language.is_known and (at := _inside(few.tokens, many.tokens)) is not None:
            added = [*many.tokens[:at], *many.tokens[at + len(few.tokens) :]]
            if not item.language.denials & set(added):
                inner, outer = short(few.words, 50), short(many.words, 50)
                yield item.finding(
                    f"the words of `{inner}` are inside `{outer}`, so if one is right the other is hardly wrong",
                    f"let each answer say something of its own ({NBME})",
                    many.keys,
                    "error",
                )
        elif (ranges := _ranges(one.words, other.words)) and ranges[0][0] <= ranges[1][1] and ranges[1][0] <= ranges[0][1]:
            yield item.finding(
                f"`{short(one.words, 50)}` and `{short(other.words, 50)}` share a number, so both could be right",
                f"let each range begin after the other has ended ({HALADYNA}, rule 22; {NBME})",
                other.keys,
                "error",
            )


def _inside(short: Sequence[str], long: Sequence[str]) -> int | None:
    """Where one row of words stands inside another."""
    if not short or len(short) == len(long):
        return None
    return next((at for at in range(len(long) - len(short) + 1) if list(long[at : at + len(short)]) == list(short)), None)


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"^\W*({_NUMBER})(?:\s*(?:–|-|to|and)\s*({_NUMBER}))?\s*(.*?)\W*$", re.IGNORECASE)


def _ranges(one: str, other: str) -> list[tuple[float, float]] | None:
    """Two answers as ranges of numbers of the same thing, if both are that and one is a range indeed."""
    found = [_RANGE.match(words) for words in (one, other)]
    if not found[0] or not found[1] or found[0][3].casefold() != found[1][3].casefold() or not (found[0][2] or found[1][2]):
        return None
    return [(_float(match[1]), _float(match[2] or match[1])) for match in found if match]


def _float(written: str) -> float:
    thousands = re.match(r"\d{1,3},\d{3}(?!\d)", written)
    return float(written.replace(",", "" if thousands else "."))


def numbers_stand_in_order(item: Item) -> Iterator[Finding]:
    """Answers that are numbers stand by size, unless they are shuffled."""
    found = [_RANGE.match(option.words) for option in item.options]
    if item.shuffled or len(found) < 3 or not all(found) or len({match[3].casefold() for match in found if match}) > 1:
        return
    numbers = [_float(match[1]) for match in found if match]
    if numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
        yield item.finding(
            "these numbers stand in no order, so readers search instead of thinking",
            f"put them by size ({HALADYNA}, rule 21; {NBME})",
            level="note",
        )


def key_does_not_gather_the_others(item: Item) -> Iterator[Finding]:
    """The right answer is not the one that has something of each other."""
    key = item.key
    if not key or len(item.options) < 4 or not item.language.is_known:
        return
    by = dict(zip(item.options, item.telling_of_options, strict=True))
    common = frozenset.intersection(*by.values())

    def shared(option: Option) -> list[frozenset[str]]:
        return [(by[option] & words) - common for other, words in by.items() if other is not option]

    gathered = frozenset[str]().union(*shared(key))
    most = max(sum(map(len, shared(option))) for option in item.others)
    if all(shared(key)) and len(gathered) > 1 and sum(map(len, shared(key))) > most:
        named = listed(item.as_written(gathered, key.words), 4, "and")
        yield item.finding(
            f"the right answer shares words with each of the others ({named}), so it can be found by counting",
            f"let some wrong answers share as much with each other ({HALADYNA}, rule 28e; {NBME})",
            key.keys,
        )


def three_to_five_answers(item: Item) -> Iterator[Finding]:
    """A one-answer question has three to five answers."""
    number = len(item.options)
    if isinstance(item.question, OneAnswer) and not 3 <= number <= 5:
        told = "two answers are a coin toss" if number < 3 else f"{number} answers take long to read and tell no more than three"
        advice = "add one that a decent, hurried person would choose" if number < 3 else "keep the three to five that people really choose"
        yield item.finding(told, f"{advice} ({RODRIGUEZ}; {HALADYNA}, rule 18)")


def answers_are_alike(item: Item) -> Iterator[Finding]:
    """Answers are alike in length and in how they end."""
    if not isinstance(item.question, OneAnswer | ManyAnswers) or len(item.options) < 3:
        return
    ends = {option.words.rstrip("”\"'’ ")[-1:] in ".!?" for option in item.options if not _is_said(option)}
    lengths = [len(option.words) for option in item.options]
    if len(ends) > 1:
        yield item.finding(
            "some of these answers end with a full stop and some do not", f"end them alike ({HALADYNA}, rule 23)", level="note"
        )
    elif max(lengths) > 2 * min(lengths) and max(lengths) - min(lengths) > 1.5 * CLEARLY:
        yield item.finding(
            f"the longest of these answers has {max(lengths)} characters and the shortest {min(lengths)}",
            f"bring them nearer to each other ({HALADYNA}, rules 23 and 24)",
            level="note",
        )


def _is_said(option: Option) -> bool:
    return option.words[:1] in '“"‘'
