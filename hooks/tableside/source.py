"""A YAML file as plain records of text, with the place of every key and value. The only file that knows YAML.

Every scalar is handed over as the text the author typed: `say: No` stays "No", `version: 1.10` stays "1.10". What YAML would lose
or bend in silence is told as a problem. It does not know what a module is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NamedTuple

import yaml

from .problems import Problem
from .syntax import QUOTE_IT, Mark, Stop, begins_with, cause

MOST_BYTES = 2_000_000
"""No file of lessons is larger; reading one would only keep the author waiting."""
DEEPEST = 30
"""How many levels of keys and lists a file may have. The model needs 11."""

Keys = tuple[str | int, ...]
"""A path of keys and positions: ("sections", 0, "title")."""
Tree = str | list[Any] | dict[str, Any]
"""A text, a list of trees, or trees by key."""


class Place(NamedTuple):
    """Where a value stands in its file."""

    key: Mark | None
    """Where its key begins; None for an entry of a list."""
    value: Mark
    """Where the value begins."""
    text: Mark | None = None
    """Where the first character of a text stands, if the text's lines are the file's lines: then every place in it is known."""
    comment: Mark | None = None
    """Where a ` #` cuts off the rest of the line after a text without quotation marks."""
    in_brackets: bool = False
    """Whether it is an entry of a list in square brackets, written without quotation marks."""

    def at(self, line: int, column: int) -> Mark:
        """The place in the file of a line and column (from 1) within the text; the value's start when that cannot be known."""
        return Mark(self.text.line + line - 1, self.text.column + column - 1) if self.text else self.value


Places = Mapping[Keys, Place]


@dataclass(frozen=True)
class Source:
    """What was read from one file."""

    data: dict[str, Any] | None
    """Texts, lists and groups; None when the file could not be read."""
    places: Places
    """The place of everything in ``data``."""
    problems: tuple[Problem, ...]
    """What YAML lost, or could not read."""
    doubtful: frozenset[Keys] = frozenset()
    """Values, with all below them, that YAML did not read as the author meant. Their problem is told, so nothing else need be."""


def read(path: str, data: bytes) -> Source:
    """Read one file.

    Args:
        path: how problems call the file.
        data: its bytes.
    """
    if len(data) > MOST_BYTES:
        told = f"the file is larger than {MOST_BYTES // 1_000_000} million bytes, which no lesson needs"
        return _refused(path, Mark(1, 1), told, "split it into several modules; drawings belong in media/", "files_are_small")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _refused(path, Mark(1, 1), "the file is saved as UTF-16", "save it again as UTF-8", "files_are_utf8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", "replace")
        return _refused(path, _after(before), "a character here is not written in UTF-8", "save the file again as UTF-8", "files_are_utf8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if unseen := _UNSEEN.search(text):
        told = f"an invisible character stands here (U+{ord(unseen[0]):04X})"
        return _refused(path, _after(text[: unseen.start()]), told, "delete it; it may have come with pasted text", "files_are_utf8")
    if space := _LOOKS_LIKE_A_SPACE.search(text):
        told = "this line begins with a space of another kind, which only looks like one"
        advice = "delete what stands before the words and type the spaces again"
        return _refused(path, _after(text[: space.end()]), told, advice, "files_are_yaml")
    if quick := _quickly(path, text):
        return quick
    return _Reader(path, text, yaml.SafeLoader).read()


def _quickly(path: str, text: str) -> Source | None:
    """What libyaml reads, many times faster, or None where it is missing or what it says is not what the Python parser would say.

    The two agree on a file without mistakes, tabs and comments right after `|`; empty values they read alike and place differently.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is None or _TOLD_APART.search(text):
        return None
    try:
        found = _Reader(path, text, fast).read()
    except (_EmptyValueError, yaml.YAMLError):
        return None
    return None if found.problems else found


_TOLD_APART = re.compile(r"\t|[|>][^\n]*#")


class _EmptyValueError(Exception):
    """A value of which nothing is written."""


# What YAML does not allow, and what it takes for the end of a line while editors do not.
# Nor do words look the same to a reader and to a search when they hold what breaks a word or turns its direction unseen.
_UNSEEN = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\xad\u200b\u202a-\u202e\u2060\u2066-\u2069]"
)
_LOOKS_LIKE_A_SPACE = re.compile(r"^ *(?:- +)*(?=[\xa0\u2000-\u200a\u202f\u3000])", re.MULTILINE)


def _refused(path: str, mark: Mark, message: str, advice: str, rule: str) -> Source:
    return Source(None, {}, (Problem(path=path, line=mark.line, column=mark.column, message=message, advice=advice, rule=rule),))


class _TooDeepError(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


@dataclass
class _Reader:
    """Turns the parser's events into a tree and its places."""

    path: str
    text: str
    loader: Any
    """The YAML parser: the pure Python one, or libyaml for a file that both read alike."""
    places: dict[Keys, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[Keys] = field(default_factory=set)

    def read(self) -> Source:
        self.lines = self.text.split("\n")
        tree: Tree | None = None
        try:
            self.events: Iterator[Any] = iter(yaml.parse(self.text, Loader=self.loader))
            tree = self._documents()
        except yaml.MarkedYAMLError as error:
            since = _mark(error.context_mark) if error.context_mark else None
            found = cause(self.lines, Stop(error.problem or "", _mark(error.problem_mark), since))
            self.problems = [problem for problem in self.problems if (problem.line, problem.column) != found.mark]
            self._tell(found.mark, found.message, found.advice, "files_are_yaml")
        except (ValueError, OverflowError):
            # A number too large for the parser: the code of a character, or a version in an order to YAML.
            before, code, _ = self.text.partition("\\U")
            mark = _after(before) if code else Mark(1, 1)
            told = "a number here is larger than any that YAML knows"
            self._tell(mark, told, "take it out; characters can stand as they are", "files_are_yaml")
        except _TooDeepError as error:
            self._tell(
                error.mark, "keys and lists stand too deep inside each other here", "look for brackets that never close", "files_are_yaml"
            )
        if tree is not None and not isinstance(tree, dict):
            self._tell(
                Mark(1, 1),
                "the file does not begin with keys",
                "write `key: value` lines, as in the other files of this kind",
                "files_have_keys",
            )
            tree = None
        return Source(tree, self.places, tuple(self.problems), frozenset(self.doubtful))

    def _tell(self, mark: Mark, message: str, advice: str, rule: str) -> None:
        self.problems.append(Problem(path=self.path, line=mark.line, column=mark.column, message=message, advice=advice, rule=rule))

    def _documents(self) -> Tree | None:
        tree: Tree | None = None
        seen = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    told = "a line of `---` starts a second document here, and only the first is read"
                    self._tell(
                        _mark(event.start_mark), told, "take the line out, or indent it if it belongs to a text", "files_have_one_document"
                    )
                    return None
                if event.version or event.tags:
                    told = "a line that begins with `%` is an order to YAML, not words"
                    self._tell(_mark(event.start_mark), told, "take the line out", "texts_are_plain")
                first = next(self.events)
                empty = isinstance(first, yaml.ScalarEvent) and not first.value and not first.style
                tree = None if empty else self._value(first, (), None, 0, False)
                if empty:
                    seen = 0
                    break
        if not seen:
            self._tell(
                Mark(1, 1), "the file is empty", "delete it, or write its keys as in the other files of this kind", "files_have_keys"
            )
        return tree

    def _value(self, event: Any, keys: Keys, key: Mark | None, depth: int, in_brackets: bool) -> Tree:
        mark = _mark(event.start_mark)
        if depth > DEEPEST:
            raise _TooDeepError(mark)
        if isinstance(event, yaml.AliasEvent):
            self._tell(mark, begins_with("*"), QUOTE_IT, "texts_are_plain")
            self.doubtful.add(keys)
            self.places[keys] = Place(key, mark)
            return f"*{event.anchor}"
        for found, sign in ((event.anchor, "&"), (event.tag, "!")):
            if found is not None:
                self._tell(mark, begins_with(sign), QUOTE_IT, "texts_are_plain")
                self.doubtful.add(keys)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, keys, key, in_brackets)
        self.places[keys] = Place(key, mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(keys, depth, bool(event.flow_style))
        return self._group(keys, depth, bool(event.flow_style))

    def _list(self, keys: Keys, depth: int, in_brackets: bool) -> list[Tree]:
        entries: list[Tree] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            entries.append(self._value(event, (*keys, len(entries)), None, depth + 1, in_brackets))
        return entries

    def _group(self, keys: Keys, depth: int, in_braces: bool) -> dict[str, Tree]:
        group: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            mark = _mark(event.start_mark)
            name = self._key(event, keys, depth)
            following = next(self.events)
            place = (*keys, name) if name not in group else (*keys, name, "", len(self.places))
            loose = in_braces and any(_is_plain(e) and (" " in e.value or not e.value) for e in (event, following))
            value = self._value(following, place, mark, depth + 1, False)
            if not isinstance(event, yaml.ScalarEvent):
                # What stands where a key should be is told already.
                self.doubtful.update((keys, (*keys, name)) if in_braces else ((*keys, name),))
            elif loose and keys not in self.doubtful:
                self.doubtful.add(keys)
                told = "in curly brackets every comma starts a new key, so words are lost there"
                self._tell(self.places[keys].value, told, "write each key on a line of its own, without the brackets", "texts_are_plain")
            if name in group:
                first = self.places[(*keys, name)].key
                told = f"`{name}` stands here for the second time; the first is in line {first.line if first else '?'}"
                self._tell(mark, told, "keep one of them; two entries of a list begin with `- ` each", "keys_are_unique")
            elif name == "<<":
                self._tell(
                    mark,
                    "`<<` copies keys from another place, which nobody could follow when reading",
                    "write the keys out",
                    "texts_are_plain",
                )
            else:
                group[name] = value
        return group

    def _key(self, event: Any, keys: Keys, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None or event.anchor is not None:
                self._tell(_mark(event.start_mark), begins_with("!" if event.tag is not None else "&"), QUOTE_IT, "texts_are_plain")
            return str(event.value)
        mark = _mark(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._tell(mark, begins_with("*"), QUOTE_IT, "texts_are_plain")
            return f"*{event.anchor}"
        sign = self.lines[mark.line - 1][mark.column - 1 : mark.column]
        self._tell(
            mark, begins_with(sign) if sign in "[{" else "a list or a group stands where a key should be", QUOTE_IT, "texts_are_plain"
        )
        said = len(self.problems)
        self._value(event, (*keys, "", len(self.places)), None, depth + 1, False)
        # Whatever is odd inside it comes from the same slip.
        del self.problems[said:]
        return f"{sign}…{len(self.places)}"

    def _scalar(self, event: Any, keys: Keys, key: Mark | None, in_brackets: bool) -> str:
        mark = _mark(event.start_mark)
        value = str(event.value)
        plain = not event.style
        if plain and not value and self.loader is not yaml.SafeLoader:
            raise _EmptyValueError
        self.places[keys] = Place(
            key,
            mark,
            text=self._first_character(event, mark),
            comment=self._comment_after(event) if plain else None,
            in_brackets=in_brackets and plain,
        )
        if unseen := _UNSEEN.search(value):
            told = f"this text holds an invisible character, written as a code (U+{ord(unseen[0]):04X})"
            self._tell(mark, told, "take the code out", "texts_are_plain")
        if plain and value in ("~", "null", "Null", "NULL"):
            self.doubtful.add(keys)
            told = f"`{value}` means nothing at all to YAML"
            self._tell(mark, told, "leave the key out, or put the word between double quotes", "texts_are_plain")
        folded = event.style == ">" or (plain and event.end_mark.line > event.start_mark.line)
        if folded and (lost := self._lost_list(event)):
            told = "this line looks like an entry of a list, but YAML joins it to the line above"
            advice = (
                "write `|` after the key and the whole text on the lines below, indented"
                if event.style == ">"
                else f"for a list, leave nothing after the key; for a text, {_BLOCK}"
            )
            self._tell(lost, told, advice, "texts_keep_their_lines")
        elif event.style in ("|", ">") and "- id: " in value and (swallowed := self._swallowed_entry(event)):
            told = "this line looks like the beginning of a new entry, but it stands so deep that it belongs to the text above"
            advice = "begin it in the same column as the `- id:` of the entry before it"
            self._tell(swallowed, told, advice, "texts_keep_their_lines")
        return value

    def _swallowed_entry(self, event: Any) -> Mark | None:
        """The first line of a block of text that was surely meant as the beginning of an entry."""
        for number in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self.lines))):
            if re.match(r"\s*- id: [a-z0-9-]+\s*$", self.lines[number]):
                return Mark(number + 1, _indent(self.lines[number]) + 1)
        return None

    def _lost_list(self, event: Any) -> Mark | None:
        """The first continuation line that begins like a list entry, in a text whose line ends are folded."""
        first = event.start_mark.line + 1
        body = list(enumerate(self.lines[first : event.end_mark.line + 1], first))
        if event.style == ">":
            depth = next((_indent(line) for _, line in body if line.strip()), 0)
            inside = takewhile(lambda row: not row[1].strip() or _indent(row[1]) >= depth, body)
            # Lines that stand deeper keep their ends, and a line after an empty one begins anew.
            body = [row for row in list(inside)[1:] if _indent(row[1]) == depth and self.lines[row[0] - 1].strip()]
        for number, line in body:
            if re.match(r"\s*(?:[-*+]|[0-9]{1,3}[.)])\s", line):
                return Mark(number + 1, _indent(line) + 1)
        return None

    def _first_character(self, event: Any, mark: Mark) -> Mark | None:
        value = event.value
        if event.style == "|":
            shown = value.strip("\n").split("\n")[0]
            for number in range(mark.line, min(event.end_mark.line + 1, len(self.lines))):
                line = self.lines[number]
                if line.strip():
                    return Mark(number + 1, len(line) - len(shown) + 1) if shown and line.endswith(shown) else None
            return None
        start = mark.column - 1 + (event.style in ("'", '"'))
        one_line = event.start_mark.line == event.end_mark.line and self.lines[mark.line - 1][start : start + len(value)] == value
        return Mark(mark.line, start + 1 + len(value) - len(value.lstrip())) if one_line and value else None

    def _comment_after(self, event: Any) -> Mark | None:
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        if len(line) == event.end_mark.column:
            return None
        found = re.match(r"[ \t]+#", line[event.end_mark.column :])
        return Mark(event.end_mark.line + 1, event.end_mark.column + found.end()) if found else None


_BLOCK = "write `|` after the key and the whole text on the lines below, indented"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _after(before: str) -> Mark:
    """The place where a text ends."""
    return Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _is_plain(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)
