"""The model: what kinds of value it is made of, and that nothing in it reads more, or less, than an author wrote."""

from __future__ import annotations

import datetime
import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BeforeValidator, TypeAdapter, ValidationError

from tableside import faults, model, model_dialogues, model_maps, model_sheets, scalars
from tableside.record import Record

RECORDS = [
    found
    for found in dict.fromkeys(
        kind for where in (model, model_dialogues, model_maps, model_sheets) for _, kind in inspect.getmembers(where, inspect.isclass)
    )
    if issubclass(found, Record) and found not in (Record, model.QuestionBase)
]


def leaves(at: Any, read_by: bool = False) -> Iterator[tuple[Any, bool]]:
    """The plain types inside an annotation, each with whether one of our readers stands before it."""
    origin = typing.get_origin(at)
    if origin is Annotated:
        inner, *notes = typing.get_args(at)
        yield from leaves(inner, read_by or any(isinstance(note, BeforeValidator) for note in notes))
    elif origin in (tuple, Mapping, typing.Union, types.UnionType):
        for part in typing.get_args(at):
            if part not in (Ellipsis, type(None)):
                yield from leaves(part, read_by)
    else:
        yield at, read_by


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_no_value_is_read_by_anything_but_our_scalars(record: type[Record]) -> None:
    """No bare text, number, yes/no or day, and no literal but of words: the lax readings of those take `2_0`, `y` and 86400."""
    for name, info in record.model_fields.items():
        whole = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        for leaf, read_by in leaves(whole):
            if typing.get_origin(leaf) is Literal:
                assert all(isinstance(word, str) for word in typing.get_args(leaf)), f"{record.__name__}.{name}"
            elif inspect.isclass(leaf) and issubclass(leaf, Record):
                continue
            else:
                assert leaf in (str, int, float, bool, datetime.date), f"{record.__name__}.{name}: {leaf}"
                assert read_by, f"{record.__name__}.{name} is a bare {leaf.__name__}"


def unions(at: Any, tagged: bool = False) -> Iterator[tuple[tuple[Any, ...], bool]]:
    """The unions of several records in an annotation, each with whether `type` tells them apart."""
    origin, parts = typing.get_origin(at), typing.get_args(at)
    if origin is Annotated:
        yield from unions(parts[0], any(getattr(note, "discriminator", None) == "type" for note in parts[1:]))
    elif origin in (typing.Union, types.UnionType):
        yield parts, tagged
    for part in parts if origin is tuple else ():
        yield from unions(part)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_alternatives_are_told_apart_by_their_type(record: type[Record]) -> None:
    """Where one of several records may stand, `type` says which, so that a slip is judged against that one alone."""
    for name, info in record.model_fields.items():
        for parts, tagged in unions(info.annotation, info.discriminator == "type"):
            records = [part for part in parts if inspect.isclass(part) and issubclass(part, Record)]
            assert len(records) < 2 or tagged, f"{record.__name__}.{name}"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_and_strict(record: type[Record]) -> None:
    """Nothing changes a record, it takes no key that it does not know, and every key has its sentence."""
    assert record.model_config.get("frozen")
    assert record.model_config.get("extra") == "forbid"
    assert record.__doc__
    assert all(info.description for info in record.model_fields.values())


def test_every_record_has_an_authors_name() -> None:
    """A message never has to fall back on the name of a class."""
    assert set(faults.NOUNS) == set(RECORDS)


def taken(kind: Any, written: str) -> Any:
    """What a kind of value makes of a text, or the sentence against it."""
    try:
        return TypeAdapter(kind).validate_python(written)
    except ValidationError as error:
        return error.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        (scalars.Text, "No", "No"),
        (scalars.Text, " 1.10 ", "1.10"),
        (scalars.Text, "  ", "is empty"),
        (scalars.Text, "\n  two\n  lines\n", "  two\n  lines"),
        (scalars.ModuleLink, "consent#ask-again", "consent#ask-again"),
        (scalars.ModuleLink, "consent", "consent"),
        (scalars.ModuleLink, "module:consent", "should name a module or one of its sections"),
        (scalars.ModuleLink, "consent#", "should name a module or one of its sections"),
        (scalars.Whole, "20", 20),
        (scalars.Whole, "0", 0),
        (scalars.Whole, "2_0", "should be a whole number"),
        (scalars.Whole, "020", "should be a whole number"),
        (scalars.Whole, "-1", "should be a whole number"),
        (scalars.Whole, "1.0", "should be a whole number"),
        (scalars.Whole, "٣", "should be a whole number"),
        (scalars.Whole, "9" * 30, "should be a whole number"),
        (scalars.Number, "2.5", 2.5),
        (scalars.Number, "-2", -2.0),
        (scalars.Number, "nan", "should be a number"),
        (scalars.Number, "1e3", "should be a number"),
        (scalars.Number, ".5", "should be a number"),
        (scalars.YesNo, "yes", True),
        (scalars.YesNo, "False", False),
        (scalars.YesNo, "y", "should be yes or no"),
        (scalars.YesNo, "1", "should be yes or no"),
        (scalars.Day, "2024-02-29", datetime.date(2024, 2, 29)),
        (scalars.Day, "2023-02-29", "is a day that the calendar does not have"),
        (scalars.Day, "86400", "should be a day"),
        (scalars.Day, "2026-1-2", "should be a day"),
        (scalars.Day, "2026-01-02T00:00", "should be a day"),
        (scalars.Id, "ask-first", "ask-first"),
        (scalars.Id, "Ask", "should be an id"),
        (scalars.Id, "a--b", "should be an id"),
        (scalars.Id, "a" * 61, "should be an id"),
        (scalars.Key, "cmto_consent", "cmto_consent"),
        (scalars.Key, "1999_who", "should be the key of a reference"),
        (scalars.FormatOne, "1", "1"),
        (scalars.FormatOne, "1.0", "should be 1, the one version of this format"),
    ],
)
def test_each_scalar_reads_what_it_promises(kind: Any, written: str, read: Any) -> None:
    """A value is what its kind says, or a sentence."""
    assert taken(kind, written) == read
    assert type(taken(kind, written)) is type(read)


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_sentence(written: str) -> None:
    """No scalar fails in any other way."""
    for kind in (scalars.Text, scalars.Whole, scalars.Number, scalars.YesNo, scalars.Day, scalars.Id, scalars.Key):
        taken(kind, written)


def test_a_course_cannot_be_changed() -> None:
    """What an output sees is the same for the next output."""
    with pytest.raises(ValidationError):
        model.Role(id="a", title="A").title = "B"  # type: ignore[misc]
