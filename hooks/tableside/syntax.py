"""Why a line of YAML cannot be read, guessed from the line itself and told in an author's words.

The parser's own words never leave this file: they name its states, not the author's slip. It knows no YAML library, only the text,
where the parser stopped and what it was doing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file: line and column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Stop:
    """Where and why the parser stopped."""

    problem: str
    """What it found, in its own words."""
    at: Mark
    """Where it found it."""
    since: Mark | None
    """Where the thing it was reading had begun, if it says so."""


class Cause(NamedTuple):
    """What was wrong, where to look and what to do."""

    mark: Mark
    message: str
    advice: str


QUOTE_IT = "put the whole text between double quotes, or write `|` in its place and the text on the next line, indented"
"""The remedy for most texts that YAML would read as something else."""

_LINE = re.compile(
    r"""(?P<indent>[ \t]*(?:-[ ]+)*)
        (?:(?P<key>"[^"]*"|'[^']*'|[^\s:#"'\[{][^:#]*?)[ ]*:(?:[ \t]+|$))?
        (?P<value>.*)$""",
    re.VERBOSE,
)

_SIGNS = {
    "@": "YAML keeps `@` for itself",
    "`": "YAML keeps the backtick for itself",
    "%": "YAML keeps `%` for itself",
    "*": "YAML reads `*` as a reference to another place",
    "&": "YAML reads `&` as the name of a place",
    "!": "YAML reads `!` as a label, not as words",
    "|": "YAML reads `|` as the start of a block that begins on the next line",
    ">": "YAML reads `>` as the start of a block that begins on the next line",
    ",": "YAML keeps a leading comma for itself",
    "]": "YAML reads `]` as the end of a list",
    "}": "YAML reads `}` as the end of a group",
    "?": "YAML reads `? ` as the start of a key",
    "-": "YAML reads `- ` as the start of a list",
    "[": "YAML reads `[` as the start of a list, which ends at `]`",
    "{": "YAML reads `{` as the start of a group of keys, which ends at `}`",
}


def begins_with(sign: str) -> str:
    """The sentence for a text whose first character is a sign of YAML."""
    return f"this text begins with {f'`{sign}`' if sign != '`' else 'a backtick'}, and {_SIGNS[sign]}"


def cause(lines: list[str], stop: Stop) -> Cause:
    """The most likely slip behind a stop of the parser.

    Args:
        lines: the file's lines, without their ends.
        stop: where the parser gave up.
    """
    line = lines[stop.at.line - 1] if stop.at.line <= len(lines) else ""
    return (
        _conflict(lines)
        or _quotes(lines, stop)
        or _tab(line, stop)
        or _separator(lines, stop)
        or _brackets(lines, stop)
        or _note(lines, stop)
        or _first_sign(line, stop)
        or _dash(lines, stop)
        or _colon(lines, stop)
        or _keyless(lines, stop)
        or _indentation(lines, stop)
        or Cause(
            stop.at, "this line cannot be read as YAML", "compare its indentation, colons and quotation marks with the lines around it"
        )
    )


def _conflict(lines: list[str]) -> Cause | None:
    """The marks that git leaves where two versions of a file did not fit together."""
    number = next((at for at, line in enumerate(lines, 1) if line.startswith("<<<<<<< ")), 0)
    if not number:
        return None
    told = "git marked here where two versions of this file do not fit together"
    return Cause(Mark(number, 1), told, "keep one of the two, and take out the lines of `<<<<<<<`, `=======` and `>>>>>>>`")


def _quotes(lines: list[str], stop: Stop) -> Cause | None:
    """Quotation marks that open and never close, close too early, or hold a code that is none."""
    if "end of stream" in stop.problem and stop.since:
        return Cause(stop.since, "the quotation mark that opens here is never closed", "close it at the end of the text")
    if "document separator" in stop.problem and stop.since:
        return Cause(
            stop.since, "the quotation mark that opens here is not closed before a line of `---`", "close it at the end of the text"
        )
    if late := _closes_late(lines, stop):
        return late
    line = lines[stop.at.line - 1] if stop.at.line <= len(lines) else ""
    if "escape" in stop.problem:
        code = line[stop.at.column - 2 : stop.at.column]
        return Cause(
            Mark(stop.at.line, stop.at.column - 1),
            f"`{code}` means nothing to YAML between double quotes",
            "write the backslash twice, or put the text between single quotes",
        )
    found = _LINE.match(line)
    value = found["value"] if found else ""
    if found is None or value[:1] not in ("'", '"') or stop.at.column <= found.start("value") + 1:
        return None
    mark = Mark(stop.at.line, found.start("value") + 1)
    before, after = line[: stop.at.column - 1].rstrip(), line[stop.at.column - 1 :]
    if value[0] == "'" and before.endswith("'") and after[:1].isalpha() and before[-2:-1].isalpha() and len(before) == stop.at.column - 1:
        return Cause(
            mark,
            "this text begins with a single quotation mark, and the apostrophe inside it ends it",
            "put the text between double quotes instead",
        )
    if before.endswith(value[0]):
        return Cause(
            mark,
            "this text begins with a quotation mark and goes on after the closing one",
            "write `|` after the key and the text on the next line, indented; there quotation marks are plain words",
        )
    return None


def _closes_late(lines: list[str], stop: Stop) -> Cause | None:
    """A quotation mark that was never closed, so that the next one, some lines below, closes it where the next text should open."""
    for number in range(stop.at.line - 1, 0, -1):
        found = _LINE.match(lines[number - 1])
        sign = found["value"][:1] if found else ""
        if found is None or sign not in ("'", '"') or not sign:
            continue
        closes = _next_mark(lines, sign, number, found.start("value") + 1)
        # Of all texts that open above only one can reach down to the line where the parser stopped.
        if closes is None or not number < closes <= stop.at.line:
            return None
        return Cause(
            Mark(number, found.start("value") + 1),
            f"the quotation mark that opens here is closed only in line {closes}, where another text begins or goes on",
            "close it at the end of its own text",
        )
    return None


def _next_mark(lines: list[str], sign: str, number: int, column: int) -> int | None:
    """The line of the mark that closes the text between quotation marks which begins at a line (from 1) and column (from 0)."""
    for at in range(number, len(lines) + 1):
        inner = lines[at - 1][column if at == number else 0 :]
        # A mark that is written as a plain character is none that closes.
        if sign in re.sub(r"\\." if sign == '"' else "''", "", inner):
            return at
    return None


def _tab(line: str, stop: Stop) -> Cause | None:
    """A tab where YAML wants spaces."""
    if line[stop.at.column - 1 : stop.at.column] != "\t":
        return None
    if not line[: stop.at.column - 1].strip():
        return Cause(stop.at, "this line is indented with a tab", "use spaces, two for each level")
    return Cause(stop.at, "a tab stands in this line", "write a space instead")


def _separator(lines: list[str], stop: Stop) -> Cause | None:
    """Lines that part documents, or speak to the parser."""
    if "<document start>" not in stop.problem and "directive" not in stop.problem:
        return None
    for number in range(min(stop.at.line, len(lines)), 0, -1):
        line = lines[number - 1]
        if line.startswith("..."):
            return Cause(Mark(number, 1), "a line of three dots ends the file for YAML, and words follow it", "take the line out")
        if line.startswith("%"):
            return Cause(
                Mark(number, 1),
                "a line that begins with `%` is an order to YAML, not words",
                "take the line out, or put the text between quotes",
            )
    return None


def _brackets(lines: list[str], stop: Stop) -> Cause | None:
    if "',' or" not in stop.problem or stop.since is None:
        return None
    sign = lines[stop.since.line - 1][stop.since.column - 1 : stop.since.column]
    if sign == "[":
        return Cause(
            stop.since,
            "the list that opens here with `[` does not close properly with `]`",
            "write each entry on a line of its own, with `- ` in front; if `[` belongs to a text, put the text between double quotes",
        )
    return Cause(
        stop.since,
        "the group that opens here with `{` does not close properly with `}`",
        "write each key on a line of its own; if `{` belongs to a text, put the text between double quotes",
    )


def _first_sign(line: str, stop: Stop) -> Cause | None:
    """A text whose first character YAML keeps for itself."""
    found = _LINE.match(line)
    if not found or not found["value"]:
        return None
    sign = found["value"][0]
    starts = found.start("value") + 1
    if sign in "|>" and "block" not in stop.problem and "chomping" not in stop.problem and "comment or a line break" not in stop.problem:
        return None
    if sign in "-?" and "are not allowed here" not in stop.problem:
        return None
    if sign in _SIGNS and stop.at.column >= starts and not ("mapping values" in stop.problem and sign in "-?[{"):
        return Cause(Mark(stop.at.line, starts), begins_with(sign), QUOTE_IT)
    return None


def _dash(lines: list[str], stop: Stop) -> Cause | None:
    """An entry of a list whose dash lacks its space, or is not there while the entries below have theirs."""
    if stop.at.line > len(lines) or ("mapping values" not in stop.problem and "<block end>" not in stop.problem):
        return None
    for number in (stop.at.line, _above(lines, stop.at.line)):
        if number and re.match(r" *-[A-Za-z_]+:( |$)", lines[number - 1]):
            return Cause(Mark(number, _indent(lines[number - 1]) + 2), "a space is missing after the dash", "write `- ` and then the key")
    number = _first_entry(lines, stop.at.line)
    line = lines[number - 1] if number else "- "
    if _is_entry(line) or not re.search(r":( |$)", line):
        return None
    told = "`- ` is missing here, at the beginning of the list's first entry"
    return Cause(Mark(number, _indent(line) + 1), told, "write it in the same column as in the entries below")


def _first_entry(lines: list[str], number: int) -> int:
    """The line after the key of the list that a line is about to end or to begin, or 0 when there is none or no entry has a dash."""
    below = [line for line in lines[number - 1 :] if line.strip()]
    entry = next((at for at, line in enumerate(below) if _is_entry(line)), None)
    if entry is None or any(_indent(line) < _indent(below[entry]) for line in below[:entry]):
        return 0
    owner = _above(lines, number)
    while owner and _indent(lines[owner - 1]) >= _indent(below[entry]):
        owner = _above(lines, owner)
    if not owner or not re.fullmatch(r" *(?:- +)?[a-z_]+: *", lines[owner - 1]):
        return 0
    return next((at for at in range(owner + 1, number + 1) if lines[at - 1].strip() and not lines[at - 1].lstrip().startswith("#")), 0)


_CURLY = "“”„«‘’"


def _colon(lines: list[str], stop: Stop) -> Cause | None:
    """A colon and a space inside a text that stands without quotation marks."""
    if "mapping values" not in stop.problem:
        return None
    line = lines[stop.at.line - 1]
    found = _LINE.match(line)
    if found and found["key"] and found["value"][:1] in _CURLY and found["value"][:1] and found.start("value") < stop.at.column:
        return Cause(
            stop.at,
            "curly quotation marks are plain letters to YAML, so the colon followed by a space inside them makes it look for a new key",
            'put straight quotation marks around the whole text: "…"',
        )
    if found and found["key"] and found.start("value") < stop.at.column:
        return Cause(stop.at, "a colon followed by a space inside a text makes YAML look for a new key", QUOTE_IT)
    above = _above(lines, stop.at.line)
    if above and (tight := _tight(lines, above)):
        return tight
    if above and _indent(line) > _indent(lines[above - 1]):
        return Cause(
            Mark(stop.at.line, _indent(line) + 1),
            "this line stands deeper than the key above it, which has its value already, so it is read as part of that text",
            "indent both lines alike; if it does belong to the text above, write `|` after that key and the whole text below it, indented",
        )
    if above and not re.search(r":(\s|$)", lines[above - 1]):
        return Cause(Mark(above, _indent(lines[above - 1]) + 1), "this line has no key", _KEYLESS)
    return Cause(stop.at, "a colon followed by a space inside a text makes YAML look for a new key", QUOTE_IT)


_KEYLESS = "write `key: value`; if it goes on from the text above, write `|` after that text's key and indent the whole text below it"


def _keyless(lines: list[str], stop: Stop) -> Cause | None:
    """A line without a key, or without the space after its colon."""
    if "could not find expected ':'" not in stop.problem or stop.since is None:
        return None
    return _tight(lines, stop.since.line) or Cause(stop.since, "this line has no key", _KEYLESS)


def _tight(lines: list[str], number: int) -> Cause | None:
    found = re.match(r"[ ]*(?:- +)*([a-z_]+):(?=[^\s/])", lines[number - 1])
    if not found:
        return None
    return Cause(
        Mark(number, found.end() + 1), f"the space after the colon of `{found[1]}:` is missing", f"write `{found[1]}: ` and then the value"
    )


def _note(lines: list[str], stop: Stop) -> Cause | None:
    """A line that begins with `#` in the middle of a text."""
    if "<block end>" not in stop.problem or stop.at.line > len(lines) or re.match(r"\s*(- |[a-z_]+:)", lines[stop.at.line - 1]):
        return None
    above = _above(lines, stop.at.line)
    comment = next((at for at in range(above + 1, stop.at.line) if lines[at - 1].lstrip().startswith("#")), None)
    if not above or not comment:
        return None
    return Cause(
        Mark(comment, _indent(lines[comment - 1]) + 1),
        "a line that begins with `#` is a note to yourself and ends the text above it",
        "if it belongs to the text, indent it as deep as the text under `|`; else move it above the key",
    )


def _indentation(lines: list[str], stop: Stop) -> Cause | None:
    """A line that belongs to no level of the lines above it."""
    if "<block end>" not in stop.problem or stop.at.line > len(lines):
        return None
    line = lines[stop.at.line - 1]
    here = Mark(stop.at.line, _indent(line) + 1)
    if stop.since and here.column == stop.since.column and _is_entry(line) != _is_entry(lines[stop.since.line - 1]):
        return Cause(here, "a list (`- `) and keys (`key:`) stand at the same level here", "indent the list under the key it belongs to")
    return Cause(
        here,
        "this line is indented neither like the lines above it nor like the level around them",
        "begin it in the same column as its neighbours; keys of one group stand exactly under each other",
    )


def _is_entry(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _above(lines: list[str], number: int) -> int:
    """The number of the nearest line above with words other than a comment, or 0."""
    return next((at for at in range(number - 1, 0, -1) if lines[at - 1].strip() and not lines[at - 1].lstrip().startswith("#")), 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
