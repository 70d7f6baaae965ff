"""Nobody passes by looks: a test-wise guesser does no better over the course's questions than chance.

The guesser (tests/guesser.py) would see a bias if there were one: banks that are biased on purpose are beaten, each by the strategy that
the bias is made for, and banks that chance made are not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import guesser
import pytest

from tableside.model import Answer, ManyAnswers, Match, Module, OneAnswer, Pair, Question, TrueFalse
from tableside.rules.fair import Item, Option
from tableside.rules.fair_words import words_of
from tableside.shelf import File

ROOT = Path(__file__).resolve().parents[1]

FILLING = re.findall(r"\w+", "hold rest cover pillow shoulder neck table towel oil heel press wait lift turn fold draw smooth settle knead")
STEM = "Ines asks for firm work on one calf. What now?"


def test_no_strategy_beats_the_course() -> None:
    """Over all questions in sections, quizzes and reserves. The message says how each strategy does."""
    bank = guesser.bank_of(ROOT / "content")
    assert len(bank) > 30
    scores = guesser.judge(bank)
    assert not guesser.beaten(scores), f"\n{guesser.table(scores)}"


# --- the judge is judged --------------------------------------------------------------------------------------------------


def item(question: Question) -> Item:
    """A question as the rules read it."""
    file: File[Module] = File("made-up.yml", None)
    answers = question.answers if isinstance(question, OneAnswer | ManyAnswers) else ()
    options = [Option((), one.right or one.wrong or "", one.right is not None) for one in answers]
    return Item(file, (), question, tuple(options), words_of("en"), False)


def bank(of: Callable[[random.Random, bool], str], seed: int, habit: float, questions: int = 60) -> list[Item]:
    """Questions with three answers of a few words. ``of`` changes one of them: the right one in ``habit`` of the questions, else any."""
    dice = random.Random(seed)  # noqa: S311 - it is to be foreseen
    made = []
    for number in range(questions):
        words = [" ".join(dice.sample(FILLING, 4)) for _ in range(3)]
        right = dice.randrange(3)
        changed = right if dice.random() < habit else dice.randrange(3)
        words = [f"{one} {of(dice, at == changed)}".strip() for at, one in enumerate(words)]
        answers = tuple(
            Answer(id=f"a{at}", right=one if at == right else None, wrong=None if at == right else one, because="So it is.")
            for at, one in enumerate(words)
        )
        made.append(item(OneAnswer(id=f"q{number}", type="one-answer", objective="o", ask=STEM, answers=answers)))
    return made


BIASES = {
    "the longest": lambda dice, it: " ".join(dice.sample(FILLING, 6 if it else 2)),
    "the shortest": lambda dice, it: " ".join(dice.sample(FILLING, 1 if it else 5)),
    "the most detailed": lambda dice, it: "before, and until 3" if it else "over there again now",
    "the most hedged": lambda dice, it: "may often do" if it else "will now do",
    "no absolute word": lambda dice, it: "there" if it else "always",
    "an echo of the question": lambda dice, it: "the calf of Ines" if it else "the thigh of Omar",
    "the politest": lambda dice, it: "please" if it else "now",
    "one that asks": lambda dice, it: "now?" if it else "now.",
}
"""For a strategy, how a bank is made that it should beat: what the changed answer ends with, and what the others do."""


@pytest.mark.parametrize("strategy", BIASES)
def test_a_biased_bank_is_beaten(strategy: str) -> None:
    """When three right answers in four look the part; and by what a half of the bank teaches about the other."""
    found = guesser.beaten(guesser.judge(bank(BIASES[strategy], seed=1, habit=0.75)))
    assert strategy in found
    assert {"what one half teaches", "what the other half teaches"} & set(found)


def test_a_bank_with_a_favorite_place_is_beaten() -> None:
    """In print, answers stand as they were written."""
    fair = bank(lambda dice, it: "", seed=2, habit=0)
    moved = [
        item(one.question.model_copy(update={"answers": tuple(sorted(one.question.answers, key=lambda answer: answer.right is None))}))
        for at, one in enumerate(fair)
        if isinstance(one.question, OneAnswer) and at % 4
    ]
    assert "the first" in guesser.beaten(guesser.judge(moved))


def test_statements_and_pairs_are_guessed_too() -> None:
    """A statement by its words, a pair by an echo."""
    said = [
        TrueFalse(
            id=f"s{at}",
            type="true-false",
            objective="o",
            ask=f"It {'often' if at % 2 else 'always'} helps.",
            this_is="yes" if at % 2 else "no",
            because="So.",
        )
        for at in range(40)
    ]
    assert "hedged, and no absolute word" in guesser.beaten(guesser.judge([item(one) for one in said]))
    rows = [Pair(id=id, item=f"The {id} is cold", goes_with=f"Warm the {id}", because="So.") for id in ("shoulder", "pillow", "towel")]
    pairs = [Match(id=f"m{at}", type="match", objective="o", ask="What goes together?", pairs=tuple(rows)) for at in range(30)]
    assert "an echo of the question" in guesser.beaten(guesser.judge([item(one) for one in pairs]))


def test_honest_banks_are_not_beaten() -> None:
    """The same clues in answers that chance chose: of twenty-four banks one may look biased by chance, and hardly four."""
    banks = [bank(bias, seed=seed, habit=0, questions=30) for bias in BIASES.values() for seed in range(3)]
    assert sum(bool(guesser.beaten(guesser.judge(one))) for one in banks) <= 3
