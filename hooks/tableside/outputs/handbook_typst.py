"""Values and records as Typst code: data only, no design. Words become string literals, so nothing that an author writes can run."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, get_args

from ..record import Record
from ..scalars import Written
from ..text import typst_string


class Code(str):
    """Typst code that is finished, to be told from words."""

    __slots__ = ()


Prose = Callable[[str, str], Code]
"""Turns a text and its form ("line" or "prose") into code."""


def value(it: object) -> Code:
    """A value as a Typst expression: words, numbers, yes and no, days, sequences, mappings, None.

    Raises:
        TypeError: for anything else.
    """
    match it:
        case Code():
            return it
        case str():
            return Code(typst_string(it))
        case bool():
            return Code("true" if it else "false")
        case int() | float():
            return Code(repr(it))
        case None:
            return Code("none")
        case datetime.date():
            return Code(f"datetime(year: {it.year}, month: {it.month}, day: {it.day})")
        case Mapping():
            inside = ", ".join(f"{typst_string(str(key))}: {value(one)}" for key, one in it.items())
            return Code(f"({inside})" if inside else "(:)")
        case list() | tuple():
            return Code("(" + "".join(f"{value(one)}, " for one in it) + ")")
    raise TypeError(f"no Typst for {type(it).__name__}")


def call(name: str, *arguments: object) -> Code:
    """A call of a template's function, as a line of its own."""
    return Code(f"#{name}({', '.join(value(one) for one in arguments)})\n")


def record(it: Record, prose: Prose) -> dict[str, Any]:
    """Every field of a record by name, its Lines and Prose written by ``prose``, records within it likewise."""
    fields = type(it).model_fields
    return {name: _field(getattr(it, name), _form(info.annotation, info.metadata), prose) for name, info in fields.items()}


def _field(it: Any, form: str, prose: Prose) -> Any:
    if isinstance(it, Record):
        return record(it, prose)
    if isinstance(it, tuple):
        return [_field(one, form, prose) for one in it]
    return prose(it, form) if form and isinstance(it, str) else it


def _form(annotation: Any, metadata: object = ()) -> str:
    """How a field is written, however deep in `Line | None` or `tuple[Line, ...]` that stands; empty for plain words."""
    for mark in (*(metadata if isinstance(metadata, (list, tuple)) else ()), *getattr(annotation, "__metadata__", ())):
        if isinstance(mark, Written):
            return mark.form
    return next(filter(None, (_form(inner) for inner in get_args(annotation))), "")
