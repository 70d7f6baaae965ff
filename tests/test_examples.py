"""The page that shows every question type: nothing is missing from it, and the YAML on it is the YAML of the question beside it."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

from tableside import examples, model, source
from tableside.record import Record

DATA = (Path(__file__).parent.parent / "templates" / examples.PATH).read_bytes()


class _Questions(Record):
    questions: tuple[model.Question, ...]


def test_every_type_is_shown_once() -> None:
    """A new type in the model wants its example."""
    union, *_ = typing.get_args(model.Question)
    types = [typing.get_args(record.model_fields["type"].annotation)[0] for record in typing.get_args(union)]
    assert sorted(example.question.type for example in examples.read(DATA)) == sorted(types)


@pytest.mark.parametrize("example", examples.read(DATA), ids=lambda example: example.question.type)
def test_the_yaml_shown_makes_the_question_shown(example: examples.Example) -> None:
    """Put under `questions:` in a lesson, the text gives the very question that stands beside it."""
    what = source.read("copied.yml", f"questions:\n{example.yaml}".encode())
    assert what.problems == ()
    assert _Questions.model_validate(what.data).questions == (example.question,)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("type: true-false", "type: maybe", "templates/new/questions.yml"),
        ("title: Write", "title: : Write", "templates/new/questions.yml:"),
    ],
)
def test_a_broken_example_is_told(before: str, after: str, told: str) -> None:
    """With the file's name, instead of a page without it."""
    with pytest.raises(examples.NotRead, match=told):
        examples.read(DATA.replace(before.encode(), after.encode(), 1))
