"""The memory of a device may be refused, full, torn, newer or shared with a tab, and a file may be anything. Nothing is lost in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .visit import COURSE, KINDS, RECORD, check, give, kept, make_trouble, press, question, say, settle


def answer_one(page: Page) -> None:
    """Answer the first one-answer question rightly."""
    asked = question(page, "one-answer")
    give(asked)
    check(page, asked)
    expect(asked).to_have_attribute("data-state", "right")


def saved_file(page: Page) -> dict[str, object]:
    """What the learner's file holds when it is saved from the notice on this page."""
    with page.expect_download() as saving:
        press(page, page.locator(".ts-trouble"), "save")
    return json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))


# --- what storage can do --------------------------------------------------------------------------------------------------


def test_storage_that_is_refused(new_context: Callable[..., BrowserContext], web: str) -> None:
    """Everything works until the page is closed, it is said that nothing is kept, and the file can be saved."""
    context = new_context()
    make_trouble(context, "refused")
    page = context.new_page()
    page.goto(f"{web}/{KINDS['module']}")
    expect(page.locator(".ts-trouble")).to_contain_text(say(page, "trouble.refused"))
    answer_one(page)
    page.locator("ts-checklist input[type=checkbox]").first.check()
    assert len(saved_file(page)["answers"]) == 1  # type: ignore[arg-type]
    page.goto(f"{web}/{KINDS['progress']}")
    assert page.locator("ts-progress section").count() >= 1


def test_storage_that_is_full(page: Page, web: str) -> None:
    """What does not fit is held and said, and kept as soon as there is room again."""
    page.goto(f"{web}/{KINDS['module']}")
    page.evaluate(
        """() => { let part = 'x'.repeat(1 << 20), n = 0
            while (part.length)
                try { localStorage.setItem('filler' + n, part); n += 1 } catch { part = part.slice(part.length / 2 + 1) } }"""
    )
    answer_one(page)
    expect(page.locator(".ts-trouble")).to_contain_text(say(page, "trouble.full"))
    assert not kept(page).get("answers")
    assert len(saved_file(page)["answers"]) == 1  # type: ignore[arg-type]
    page.evaluate(
        "() => Object.keys(localStorage).filter(name => name.startsWith('filler')).forEach(name => localStorage.removeItem(name))"
    )
    page.locator("ts-checklist input[type=checkbox]").first.check()
    expect(page.locator(".ts-trouble p")).to_have_count(0)
    assert len(kept(page)["answers"]) == 1  # type: ignore[arg-type]


def test_a_torn_record_is_put_aside(page: Page, web: str) -> None:
    """A record that cannot be read is not thrown away: it can be saved, and new work is kept."""
    page.goto(f"{web}/{KINDS['privacy']}")
    torn = '{"schema": 1, "course": "' + COURSE + '", "answers": [{'
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [RECORD, torn])
    page.goto(f"{web}/{KINDS['module']}")
    expect(page.locator(".ts-trouble")).to_contain_text(say(page, "trouble.aside"))
    answer_one(page)
    assert len(kept(page)["answers"]) == 1  # type: ignore[arg-type]
    page.goto(f"{web}/{KINDS['progress']}")
    with page.expect_download() as saving:
        press(page, page.locator(".ts-asides"), "aside.save")
    assert Path(saving.value.path()).read_text(encoding="utf-8") == torn


def test_a_newer_record_is_left_alone(page: Page, web: str) -> None:
    """A record of a later version is not touched, and the page works without it."""
    page.goto(f"{web}/{KINDS['privacy']}")
    newer = json.dumps({"schema": 99, "course": COURSE, "wonders": [1, 2]})
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [RECORD, newer])
    page.goto(f"{web}/{KINDS['module']}")
    expect(page.locator(".ts-trouble")).to_contain_text(say(page, "trouble.newer"))
    answer_one(page)
    assert page.evaluate("name => localStorage.getItem(name)", RECORD) == newer


def test_two_tabs_lose_nothing(page: Page, web: str) -> None:
    """Work in one tab shows in the other, and neither overwrites what the other did."""
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"{web}/{KINDS['module']}")
        settle(tab)
    answer_one(page)
    other.locator("ts-checklist input[type=checkbox]").first.check()
    expect(question(other, "one-answer")).to_have_attribute("data-state", "right")
    expect(page.locator("ts-checklist input[type=checkbox]").first).to_be_checked()
    assert len(kept(page)["answers"]) == 1  # type: ignore[arg-type]
    assert len(kept(page)["ticks"]) == 1  # type: ignore[arg-type]
    page.evaluate("localStorage.clear()")
    expect(question(other, "one-answer")).not_to_have_attribute("data-state", "right")


def test_courses_on_one_host_keep_apart(page: Page, web: str) -> None:
    """What is kept carries the course's id, since all that a host serves shares one storage."""
    page.goto(f"{web}/{KINDS['module']}")
    answer_one(page)
    names = page.evaluate("Object.keys(localStorage)")
    assert RECORD in names
    assert COURSE in RECORD


# --- files ----------------------------------------------------------------------------------------------------------------


def load(page: Page, file: Path) -> str:
    """Load a file on the progress page. Returns what is said."""
    page.locator("ts-progress input[type=file]").set_input_files(file)
    status = page.locator("ts-progress .ts-files [role=status]")
    expect(status).not_to_be_empty()
    return status.text_content() or ""


def record(**parts: object) -> dict[str, object]:
    """A sound record, with parts of it replaced."""
    return {"schema": 1, "course": COURSE, "answers": [], "attempts": [], "ticks": {}, "place": None, **parts}


ANSWER = {
    "question": "consent/suction-cups",
    "revision": 1,
    "quiz": "recall",
    "attempt": "recall",
    "try": 1,
    "date": "2026-01-01T00:00:00.000Z",
    "given": ["file"],
    "score": 0,
}

REFUSED = {
    "not JSON": ("Dear diary", "not-json"),
    "an empty file": ("", "not-json"),
    "somebody else's JSON": (json.dumps({"name": "x", "version": 3}), "not-ours"),
    "a list": ("[1, 2, 3]", "not-ours"),
    "another course's": (json.dumps(record(course="cooking")), "other-course"),
    "a newer version's": (json.dumps(record(schema=99)), "newer"),
    "too large": (json.dumps(record(note="x" * 5_100_000)), "large"),
    "far too large": ("x" * 16_000_000, "large"),
    "a poisoned prototype": ('{"__proto__": {"admin": true}, ' + json.dumps(record())[1:], "damaged"),
    "an answer that is no answer": (json.dumps(record(answers=[{**ANSWER, "score": 7}])), "damaged"),
    "markup for an id": (json.dumps(record(answers=[{**ANSWER, "question": "<img src=x onerror=alert(1)>/b"}])), "damaged"),
    "a way out": (json.dumps(record(place={"path": "javascript:alert(1)", "title": "x", "date": ANSWER["date"]})), "damaged"),
    "another host": (json.dumps(record(place={"path": "//evil.example/x.html", "title": "x", "date": ANSWER["date"]})), "damaged"),
    "nested without end": ("[" * 100_000 + "]" * 100_000, "not-ours"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_not_ours_changes_nothing(page: Page, web: str, tmp_path: Path, what: str) -> None:
    """It is refused with a sentence, and what was there is there still."""
    page.goto(f"{web}/{KINDS['module']}")
    answer_one(page)
    page.goto(f"{web}/{KINDS['progress']}")
    before = kept(page)
    text, why = REFUSED[what]
    file = tmp_path / "file.json"
    file.write_text(text, encoding="utf-8")
    assert load(page, file) == say(page, f"load.refused.{why}")
    assert kept(page)["answers"] == before["answers"]
    assert page.evaluate("({}).admin") is None


def test_hostile_words_in_a_sound_file_stay_words(page: Page, web: str, tmp_path: Path) -> None:
    """A title with markup in it is shown as it is written, and runs nothing."""
    place = {"path": "modules/consent.html", "title": "<img src=x onerror=window.ran=1>", "date": ANSWER["date"]}
    file = tmp_path / "file.json"
    file.write_text(json.dumps(record(place=place, answers=[ANSWER])), encoding="utf-8")
    page.goto(f"{web}/{KINDS['progress']}")
    load(page, file)
    page.goto(f"{web}/{KINDS['home']}")
    expect(page.locator("ts-continue a")).to_contain_text("<img")
    assert page.locator("ts-continue img").count() == 0
    assert page.evaluate("window.ran") is None


def test_a_file_is_merged_and_never_overwrites_newer_work(new_context: Callable[..., BrowserContext], web: str, tmp_path: Path) -> None:
    """The file of one device adds to what another has done since; loading it twice changes nothing more."""
    first = new_context().new_page()
    first.goto(f"{web}/{KINDS['module']}")
    answer_one(first)
    first.locator("ts-checklist input[type=checkbox]").nth(0).check()
    first.goto(f"{web}/{KINDS['progress']}")
    with first.expect_download() as saving:
        press(first, first.locator(".ts-files"), "save")
    file = tmp_path / "mine.json"
    saving.value.save_as(file)

    second = new_context().new_page()
    second.goto(f"{web}/{KINDS['module']}")
    box = second.locator("ts-checklist input[type=checkbox]")
    box.nth(0).check()
    box.nth(0).uncheck()
    box.nth(1).check()
    match = question(second, "match")
    give(match)
    check(second, match)
    second.goto(f"{web}/{KINDS['progress']}")
    load(second, file)
    merged = kept(second)
    assert {answer["question"].split("/")[1] for answer in merged["answers"]} >= {  # type: ignore[attr-defined]
        "suction-cups",
        "flawed-yes",
    }
    second.goto(f"{web}/{KINDS['module']}")
    assert [box.nth(0).is_checked(), box.nth(1).is_checked()] == [False, True], "the newer tick stays"
    second.goto(f"{web}/{KINDS['progress']}")
    assert load(second, file) == say(second, "load.nothing")
    assert kept(second)["answers"] == merged["answers"]


def test_a_shared_computer_is_left_clean(page: Page, web: str) -> None:
    """Save and clear: the file comes first, then the question, and after it the device knows nothing of the course."""
    page.goto(f"{web}/{KINDS['module']}")
    answer_one(page)
    page.goto(f"{web}/{KINDS['progress']}")
    files = page.locator(".ts-files")
    with page.expect_download() as saving:
        press(page, files, "clear")
    assert len(json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))["answers"]) == 1
    press(page, files, "clear.no")
    assert kept(page)["answers"]
    with page.expect_download():
        press(page, files, "clear")
    press(page, files, "clear.yes")
    expect(files.locator("[role=status]")).to_have_text(say(page, "clear.done"))
    assert [name for name in page.evaluate("Object.keys(localStorage)") if COURSE in name] == []
    page.goto(f"{web}/{KINDS['module']}")
    assert page.locator("ts-question[data-state]").count() == 0
