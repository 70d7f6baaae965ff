"""The kinds of plain value an author can write, each a pattern and a sentence.

YAML hands every scalar over as text (`say: No` stays "No", `version: 1.10` stays "1.10"); these types read that text. Nothing
else in the model may be a bare ``int``, ``float``, ``bool`` or ``date``: their lax readings accept `2_0`, `nan` and `y`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_SCALAR = {"type": ["string", "number", "boolean"], "pattern": r"\S"}


@dataclass(frozen=True)
class Written:
    """Says how a text is written, so that checks and outputs know whether to read it as Markdown."""

    form: Literal["line", "prose"]
    """"line" is inline Markdown, "prose" is Markdown with paragraphs, lists and tables."""


def reads_words(reader: BeforeValidator) -> bool:
    """Whether a field's reader is the one of words (Text, Line, Prose), and not of an id, a number or a day."""
    return reader.func is _text


def _refuse(message: str, advice: str, code: str = "scalar") -> PydanticCustomError:
    """A sentence without its subject ("is empty"), and the remedy. Neither may hold curly brackets."""
    return PydanticCustomError(code, message, {"advice": advice})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _refuse("should hold words", "write the words right after the key", "no_words")
    if not value.strip():
        raise _refuse("is empty", "write it, or take the key out", "empty")
    return value.strip("\n") if "\n" in value else value.strip()


_TAKEN = ("constructor", "prototype")
_ID_SIGNS = "[a-z0-9]+(?:-[a-z0-9]+)*"


def _id(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(_ID_SIGNS, text) or len(text) > 60:
        raise _refuse("should be an id", "use up to 60 small letters, digits and single hyphens, such as `ask-first`")
    if text in _TAKEN:
        raise _refuse(
            f"cannot be `{text}`, a word that browsers keep for themselves", "choose another id; under this one nothing could be remembered"
        )
    return text


def _module_link(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(f"{_ID_SIGNS}(?:#{_ID_SIGNS})?", text):
        raise _refuse("should name a module or one of its sections", "write its id, and after a # that of the section: `consent#ask-again`")
    return text


def _key(value: Any) -> str:
    text = _text(value)
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,58}[a-z0-9]", text):
        raise _refuse("should be the key of a reference", "use 2 to 60 small letters, digits and underscores, such as `cmto_consent`")
    return text


def _whole(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        raise _refuse("should be a whole number", "write it in digits alone, such as 20")
    return int(text)


def _points(value: Any) -> int:
    text = _text(value)
    if not re.fullmatch(r"[+-]?[12]|0", text):
        raise _refuse("should be a whole number from -2 to 2", "write 2 or 1 for what helps, 0, -1 or -2 for what hurts")
    return int(text)


def _number(value: Any) -> float:
    text = _text(value)
    if not re.fullmatch(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?", text):
        raise _refuse("should be a number", "write it in digits, with a point if need be, such as 2.5")
    return float(text)


def _yes_no(value: Any) -> bool:
    text = _text(value).lower()
    if text not in ("yes", "no", "true", "false"):
        raise _refuse("should be yes or no", "write `yes` or `no`")
    return text in ("yes", "true")


def _day(value: Any) -> datetime.date:
    text = _text(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise _refuse("should be a day", "write year, month and day, such as 2026-11-01")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise _refuse("is a day that the calendar does not have", "write year, month and day, such as 2026-11-01") from None


def _one(value: Any) -> str:
    text = _text(value)
    if text != "1":
        raise _refuse("should be 1, the one version of this format", "write `schema: 1`")
    return text


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(_SCALAR)]
"""Plain words, never empty."""

Line = Annotated[str, BeforeValidator(_text), Written("line"), WithJsonSchema(_SCALAR)]
"""Words that may hold inline Markdown: *emphasis*, links, `term:` and `module:` links, @citations."""

Prose = Annotated[str, BeforeValidator(_text), Written("prose"), WithJsonSchema(_SCALAR)]
"""Words that may hold Markdown paragraphs, lists, quotations and tables. No headings: structure has keys of its own."""

Id = Annotated[
    str,
    BeforeValidator(_id),
    WithJsonSchema(
        {"type": ["string", "number", "boolean"], "pattern": f"^(?!({'|'.join(_TAKEN)})$)[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60}
    ),
]
"""A short name that never changes, even when the words do."""

ModuleLink = Annotated[
    str,
    BeforeValidator(_module_link),
    WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(#[a-z0-9]+(-[a-z0-9]+)*)?$"}),
]
"""A module, or one of its sections: `consent`, `consent#ask-again`."""

Key = Annotated[str, BeforeValidator(_key), WithJsonSchema({"type": ["string", "boolean"], "pattern": "^[a-z][a-z0-9_]{0,58}[a-z0-9]$"})]
"""The key of a reference, as prose cites it: @key."""

Whole = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 999_999_999}, {"type": "string", "pattern": "^(0|[1-9][0-9]{0,8})$"}]}
    ),
]
"""A whole number from 0 up."""

Points = Annotated[
    int,
    BeforeValidator(_points),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": -2, "maximum": 2}, {"type": "string", "pattern": "^([+-]?[12]|0)$"}]}),
]
"""A whole number from -2 to 2."""

Number = Annotated[
    float,
    BeforeValidator(_number),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,9})?$"}]}),
]
"""A finite number with a point, never `nan` or `2_0`."""

YesNo = Annotated[
    bool,
    BeforeValidator(_yes_no),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"}]}
    ),
]
"""yes or no."""

Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]
"""A day as year-month-day."""

FormatOne = Annotated[str, BeforeValidator(_one), WithJsonSchema({"enum": [1, "1"]})]
"""The version of the file format, 1."""
