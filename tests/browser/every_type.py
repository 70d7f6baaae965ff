"""A site with a question of every type, in a section and in a quiz: the course with one more module, tests/content/every-type.yml.

It knows what goes into such a site and which types there are, and nothing of how they are answered.
"""

from __future__ import annotations

import re
from pathlib import Path

from .copies import checkout
from .visit import ROOT

MODULE = "modules/every-type.html"
"""The page of the module, below the site."""

ALL_TYPES = ("one-answer", "many-answers", "true-false", "fill-in", "number", "match", "put-in-order", "sort-into-groups", "write")
"""Every question type there is, in the order in which the module asks them."""


def checkout_with_every_type(folder: Path) -> Path:
    """A copy of what a site is built from, with the module laid into it.

    Args:
        folder: where the copy goes; it must not exist.

    Returns:
        the folder.
    """
    checkout(folder)
    text = (ROOT / "tests" / "content" / "every-type.yml").read_text("utf-8")
    course = folder / "content" / "course.yml"
    first = re.search(r"^    modules:\n", course.read_text("utf-8"), re.MULTILINE)
    assert first, "no track of the course lists its modules"
    listed = course.read_text("utf-8")
    course.write_text(f"{listed[: first.end()]}      - every-type\n{listed[first.end() :]}", "utf-8")
    track = re.findall(r"^  - id: (\S+)$", listed[: first.start()], re.MULTILINE)[-1]
    (folder / "content" / "modules" / track).mkdir(exist_ok=True)
    (folder / "content" / "modules" / track / "every-type.yml").write_text(text + quiz_of(text), "utf-8")
    return folder


def quiz_of(module: str) -> str:
    """The quiz that asks the questions of the section once more, under ids of their own."""
    questions = module.split("    questions:\n", 1)[1]
    again = re.sub(r"^      - id: ", "      - id: quiz-", questions, flags=re.MULTILINE)
    return "quiz:\n  delivery: self-check\n  questions:\n" + re.sub(r"^  ", "", again, flags=re.MULTILINE)
