"""A mistake in the content: where it is, what is wrong, how to mend it. And the three ways to print a list of them.

Nothing here knows YAML or the model; a problem is finished words and a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["error", "warning", "note"]
Form = Literal["plain", "colour", "annotations"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One mistake."""

    level: Level = "error"
    """An error stops the build; a warning is advice; a note is advice that is given only when it is asked for."""
    path: str
    """The file, below the content folder, with forward slashes. Empty for the folder itself."""
    line: int = 1
    """Line in the file, from 1."""
    column: int = 1
    """Column in the line, from 1, in characters."""
    message: str
    """What is wrong, in an author's words."""
    advice: str
    """How to mend it."""
    rule: str
    """The promise that is broken, named as the good state: `ids_are_unique`."""

    @property
    def where(self) -> tuple[str, int, int, str]:
        """What problems are sorted by."""
        return (self.path, self.line, self.column, self.message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file, line and column."""
    return tuple(sorted(set(problems), key=lambda problem: problem.where))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything in the list stops a build."""
    return any(problem.level == "error" for problem in problems)


def form_for(environment: Mapping[str, str], is_terminal: bool) -> Form:
    """How to print here: annotations in a CI run, colour on a terminal, plain in a pipe. ``NO_COLOR`` is honoured."""
    if any(environment.get(name, "").lower() in ("true", "1") for name in ("CI", "GITHUB_ACTIONS")):
        return "annotations"
    if is_terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb":
        return "colour"
    return "plain"


def show(problems: Iterable[Problem], folder: str = "", form: Form = "plain") -> str:
    """The list as text, a line each, ending with the count.

    Args:
        problems: what was found, in any order.
        folder: how the reader would write the content folder; it is put before each path.
        form: see `form_for`.
    """
    ordered = in_order(problems)
    line = {"plain": _plain, "colour": _colour, "annotations": _annotation}[form]
    base = folder.replace("\\", "/").rstrip("/")
    return "\n".join([*(line(problem, "/".join(filter(None, (base, problem.path)))) for problem in ordered), count(ordered)])


def count(problems: Iterable[Problem]) -> str:
    """How many there are: `2 errors and 1 warning in 2 files`."""
    found = list(problems)
    if not found:
        return "No problems."
    levels = [(sum(problem.level == level for problem in found), level) for level in get_args(Level)]
    parts = [_many(number, level) for number, level in levels if number]
    return f"{' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))} in {_many(len({problem.path for problem in found}), 'file')}."


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _clean(words: str) -> str:
    """Content can be quoted in a message: no control character of it may reach a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in words)


def _plain(problem: Problem, path: str) -> str:
    level = "" if problem.level == "error" else f"{problem.level}: "
    return f"{_clean(path)}:{problem.line}:{problem.column}: {level}{_clean(problem.message)} — {_clean(problem.advice)}"


def _colour(problem: Problem, path: str) -> str:
    tint = {"error": "31", "warning": "33", "note": "36"}[problem.level]
    place = f"\x1b[1m{_clean(path)}:{problem.line}:{problem.column}\x1b[0m"
    return f"{place}: \x1b[1;{tint}m{problem.level}\x1b[0m: {_clean(problem.message)}\n    \x1b[32m→\x1b[0m {_clean(problem.advice)}"


def _annotation(problem: Problem, path: str) -> str:
    properties = {"file": path, "line": str(problem.line), "col": str(problem.column), "title": problem.rule}
    told = ",".join(f"{name}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in properties.items())
    level = "notice" if problem.level == "note" else problem.level
    return f"::{level} {told}::{_escaped(f'{problem.message} — {problem.advice}')}"


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
