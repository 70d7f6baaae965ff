"""A site with a question of every type, in a section, in a quiz and in a final assessment: the course with one more module,
tests/content/every-type.yml, and one more track, whose assessment asks its questions once more.

It knows what goes into such a site and which types there are, and nothing of how they are answered. As a program it builds the
site into the folder that is named.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from .copies import build_copy, checkout
from .visit import ROOT

MODULE = "modules/every-type.html"
"""The page of the module, below the site."""

ASSESSMENT = "assessments/kept.html"
"""The page of the assessment, below the site: a question of each type that can be marked, and one about a sensitive module."""

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
    more = f"{listed[: first.end()]}      - every-type\n{listed[first.end() :]}"
    course.write_text(re.sub(r"^(deliveries|tracks):\n", lambda key: key[0] + _MORE[key[1]], more, flags=re.MULTILINE), "utf-8")
    track = re.findall(r"^  - id: (\S+)$", listed[: first.start()], re.MULTILINE)[-1]
    (folder / "content" / "modules" / track).mkdir(exist_ok=True)
    (folder / "content" / "modules" / track / "every-type.yml").write_text(text + quiz_of(text), "utf-8")
    (folder / "content" / "modules" / "kept").mkdir()
    for module in assessed(yaml.safe_load(text)):
        file = folder / "content" / "modules" / "kept" / f"{module['id']}.yml"
        # By way of JSON nothing is the same object twice, which YAML would tell by a reference.
        file.write_text(yaml.safe_dump(json.loads(json.dumps(module, default=str)), sort_keys=False, allow_unicode=True), "utf-8")
    return folder


_MORE = {
    "deliveries": "  - {id: kept-final, pass_at: 80, tries: 1, shuffle: yes, seed: 5}\n",
    "tracks": """\
  - id: kept
    title: Kept
    about: What the tests of final assessments look at.
    modules:
      - kept-types
      - kept-hard
    assessment:
      delivery: kept-final
      minutes: 10
      about: A question of each type.
""",
}
"""What the course gets besides: a track with an assessment, and how it is given."""


def assessed(module: dict[str, Any]) -> list[dict[str, Any]]:
    """Two modules for an assessment: one with an objective for each type that can be marked, each with two questions in reserve, and a
    sensitive one with a single objective. They are asked in other words than in the module that they are made of."""
    asked = [question for question in module["sections"][0]["questions"] if question["type"] != "write"]
    types = {question["type"]: question for question in asked}
    return [
        _module("kept-types", module, {f"goal-{kind}": question for kind, question in types.items()}),
        {**_module("kept-hard", module, {"goal-hard": types["true-false"]}), "sensitive": "It may be *hard* to read."},
    ]


def _module(id: str, of: dict[str, Any], questions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    def again(goal: str, question: dict[str, Any], times: str) -> dict[str, Any]:
        return {**question, "id": f"{times}-{question['id']}", "objective": goal, "ask": f"{id}, {times}: {question['ask']}"}

    section = {**of["sections"][0], "objectives": list(questions)}
    return {
        **{key: value for key, value in of.items() if key not in ("sections", "reserve")},
        "id": id,
        "code": id.upper(),
        "title": id.replace("-", " ").capitalize(),
        "objectives": [{"id": goal, "you_will": f"Choose what to do in {goal}", "level": "apply"} for goal in questions],
        "sections": [{key: value for key, value in section.items() if key != "questions"}],
        "quiz": {"delivery": "self-check", "questions": [again(*one, times) for one in questions.items() for times in ("asked", "twice")]},
        "reserve": [again(*one, times) for one in questions.items() for times in ("one", "two")],
    }


def quiz_of(module: str) -> str:
    """The quiz that asks the questions of the section once more, under ids of their own."""
    questions = module.split("    questions:\n", 1)[1]
    again = re.sub(r"^      - id: ", "      - id: quiz-", questions, flags=re.MULTILINE)
    return "quiz:\n  delivery: self-check\n  questions:\n" + re.sub(r"^  ", "", again, flags=re.MULTILINE)


def build(to: Path) -> None:
    """Build the site into a folder, which is emptied first."""
    with tempfile.TemporaryDirectory() as scratch:
        build_copy(checkout_with_every_type(Path(scratch) / "copy"), to)


if __name__ == "__main__":
    build(Path(sys.argv[1]).resolve())
