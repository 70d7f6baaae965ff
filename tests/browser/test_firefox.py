"""Debian's Firefox does the main walks beside Chromium: from a web server and from the folder, with every way to the network closed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import REPOSITORY
from .every_type import ALL_TYPES
from .states import LESSON
from .visit import RECORD

SCORED = set(ALL_TYPES) - {"write"}
WHOLE = {"one-answer", "true-false", "fill-in", "number"}
"""What is right or wrong, with nothing between."""


def seen(address: str, downloads: Path) -> dict[str, Any]:
    """What firefox.mjs saw on its walks."""
    firefox = shutil.which("firefox-esr")
    assert firefox, "Firefox is missing: sh tests/tools.sh installs it or says how."
    walk = Path(__file__).with_name("firefox.mjs")
    done = subprocess.run(
        ["node", walk, firefox, address, RECORD, downloads], cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def nothing_breaks(told: dict[str, Any]) -> None:
    """No request beyond the site, no error in the console, nothing uncaught."""
    assert told["faults"] == []


def every_type_is_marked(told: dict[str, Any]) -> None:
    """A question of each type, answered wrongly, partly and rightly."""
    lesson = told["lesson"]
    assert set(lesson["right"]) == set(ALL_TYPES)
    assert {kind: state for kind, state in lesson["right"].items() if kind in SCORED} == dict.fromkeys(SCORED, "right")
    assert {kind: state for kind, state in lesson["wrong"].items() if kind in SCORED} == dict.fromkeys(SCORED, "wrong")
    partly = {kind for kind, state in lesson["partly"].items() if state == "partly"}
    assert {"many-answers", "match", "put-in-order", "sort-into-groups"} <= partly
    assert not partly & WHOLE
    assert {lesson[how]["write"] for how in ("wrong", "partly", "right")} == {"compared"}


def a_quiz_a_checklist_and_ones_place_are_remembered(told: dict[str, Any]) -> None:
    """The quiz ends with its result, and all of it is there after loading anew."""
    lesson = told["lesson"]
    assert "100" in lesson["quiz"]
    assert lesson["remembered"] is True
    assert lesson["ticked"] is True
    assert LESSON in lesson["continue"]
    assert "100" in lesson["progress"]


def search_and_preferences(told: dict[str, Any]) -> None:
    """A term is found, and what was set holds on the next page."""
    lesson = told["lesson"]
    assert any("glossary.html#" in hit for hit in lesson["hits"]), lesson["hits"]
    assert lesson["preferences"]["tsSize"] == "large"
    assert lesson["preferences"]["tsScheme"] == "dark"
    assert lesson["ground"] == "rgb(28, 26, 24)"


def the_record_is_saved_and_loaded(told: dict[str, Any]) -> None:
    """The file holds what was done, and brings it back to a browser that has lost it."""
    lesson = told["lesson"]
    assert len(lesson["saved"]["answers"]) > len(ALL_TYPES)
    assert "100" not in lesson["emptied"]
    # Loading joins the file to what is there, in an order of its own.
    loaded, saved = (sorted(map(json.dumps, lesson[name]["answers"])) for name in ("loaded", "saved"))
    assert loaded == saved
    assert lesson["loaded"]["ticks"] == lesson["saved"]["ticks"]


def the_keyboard_is_enough(told: dict[str, Any]) -> None:
    """Skip link, answers, steps, checklist and search by keys alone; arrow keys mark nothing."""
    keys = told["keyboard"]
    assert keys["first"] == "#ts-content"
    assert (keys["chosen"], keys["unchecked"], keys["checked"]) == (1, 0, 1)
    assert keys["stays"]
    assert keys["moved"]
    assert keys["ticked"]
    assert keys["hits"] > 0
    assert keys["onHit"]


def without_javascript(told: dict[str, Any]) -> None:
    """The lesson is read, and every key can be opened, with JavaScript turned off."""
    plain = told["plain"]
    assert plain["awake"] is False
    assert plain["title"]
    assert plain["keys"] == plain["questions"] >= 10
    assert plain["opened"] > 20


PROMISES = (
    nothing_breaks,
    every_type_is_marked,
    a_quiz_a_checklist_and_ones_place_are_remembered,
    search_and_preferences,
    the_record_is_saved_and_loaded,
    the_keyboard_is_enough,
    without_javascript,
)


@pytest.mark.parametrize("place", ["web", "folder"])
def test_firefox_does_the_walks_too(site: Path, web: str, tmp_path: Path, place: str) -> None:
    """Everything above, of one walk a place: Firefox takes long to start."""
    told = seen(web if place == "web" else site.as_uri(), tmp_path)
    for promise in PROMISES:
        promise(told)
