"""How a written answer is compared: the build folds words and counts slips exactly as the page's script does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tableside.model import FillIn, Term
from tableside.questions import distance, folded, grading, lookalikes, slips, solid

TABLE = json.loads((Path(__file__).parent / "cases" / "spelling.json").read_text("utf-8"))
"""Judged here and by tests/scripts/spelling.test.js."""


@pytest.mark.parametrize(("words", "expected"), TABLE["folded"])
def test_words_fold_as_the_table_says(words: str, expected: str) -> None:
    """Small letters and digits, no accents, one space."""
    assert folded(words) == expected


@pytest.mark.parametrize(("one", "other", "expected"), TABLE["distance"])
def test_slips_are_counted_as_the_table_says(one: str, other: str, expected: int) -> None:
    """A letter left out, put in, changed or swapped is one slip, whichever of the two is the slip."""
    assert distance(one, other) == distance(other, one) == expected


@pytest.mark.parametrize(("words", "expected"), TABLE["slips"])
def test_slips_are_forgiven_as_the_table_says(words: str, expected: int) -> None:
    """A longer word forgives more."""
    assert slips(words) == expected


@pytest.mark.parametrize(("one", "other"), TABLE["solid"])
def test_spaces_make_no_difference_as_the_table_says(one: str, other: str) -> None:
    """An abbreviation is the same with and without its points, and a word with and without its hyphen."""
    assert solid(folded(one)) == solid(folded(other))


def test_a_term_that_is_the_answer_is_no_other_word() -> None:
    """A term that only points or a hyphen part from the right answer is the answer itself."""
    question = FillIn.model_validate(
        {"id": "q", "type": "fill-in", "objective": "o", "ask": "?", "answers": [{"id": "a", "right": "checkin", "because": "."}]}
    )
    terms = {name: Term.model_validate({"id": name, "term": name, "means": "."}) for name in ("check-in", "check-on")}
    assert lookalikes(question, terms) == ["check on"]


def test_a_page_knows_every_term_that_a_slip_could_spell() -> None:
    """Terms near a right answer go along with the question; the answer itself and what is far off do not."""
    question = FillIn.model_validate(
        {
            "id": "q",
            "type": "fill-in",
            "objective": "o",
            "ask": "?",
            "answers": [{"id": "a", "right": "*Lessen*", "because": "."}, {"id": "b", "wrong": "Less", "because": "."}],
        }
    )
    terms = {name: Term.model_validate({"id": name, "term": name.title(), "means": "."}) for name in ("lesson", "lessen", "consent")}
    assert lookalikes(question, terms) == ["lesson"]
    assert grading(question, terms) == {"right": {"a": "lessen"}, "wrong": {"b": "less"}, "terms": ["lesson"]}
