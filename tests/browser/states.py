"""The site as readers meet it: every kind of page as it opens, and a lesson with a question of every type in each state it can be in.

For tests that judge looks. It walks and names where it is; what should be seen there is the tests' to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from .every_type import ALL_TYPES
from .visit import KINDS, press, search, settle

LESSON = "modules/competence.html"
"""A lesson that asks a question of every type."""

TELLING = ("home", "assessment", "module", "dialogue", "path", "downloads", "progress", "not found")
"""Kinds of page that between them bring every script and every element of ours (test_hosting.py), from every depth of folders."""

ANSWERING = Path(__file__).with_name("answering.js").read_text(encoding="utf-8")

SECTION = "ts-question:not(ts-quiz ts-question)"


def answer(page: Page, selector: str, how: str) -> list[str]:
    """Answer the questions that a selector finds, in the page: rightly, wrongly or partly. Returns the states they come to."""
    if not page.evaluate("() => Boolean(window.answerIn)"):
        # The text ends in a function, which would be called.
        page.evaluate(f"{ANSWERING}; undefined")
    return list(page.evaluate("([all, how]) => [...document.querySelectorAll(all)].map(one => answerIn(one, how))", [selector, how]))


def widths(page: Page, each: tuple[int, ...]) -> Iterator[int]:
    """Make the window as wide as each in turn, and then as it was before: what is open on the page stays open."""
    before = page.viewport_size
    assert before
    for width in each:
        page.set_viewport_size({"width": width, "height": before["height"]})
        yield width
    page.set_viewport_size(before)


def pages(page: Page, web: str) -> Iterator[str]:
    """Open every kind of page in turn. Yields the name of each once it stands there."""
    for kind, path in KINDS.items():
        page.goto(f"{web}/{path}")
        settle(page)
        yield kind


def states(page: Page, web: str) -> Iterator[str]:
    """Bring a lesson through its states. Yields the name of each."""
    page.goto(f"{web}/{LESSON}")
    settle(page)
    asked = set(page.locator("ts-question").evaluate_all("all => all.map(one => one.dataset.type)"))
    assert asked == set(ALL_TYPES), f"{LESSON} does not ask {set(ALL_TYPES) - asked}"
    yield "a lesson, opened"
    page.evaluate("document.querySelectorAll('details').forEach(one => one.hidden || (one.open = true))")
    yield "hints and descriptions open"
    assert set(answer(page, SECTION, "wrong")) <= {"wrong", "compared"}
    yield "answered wrongly"
    page.evaluate(
        """all => document.querySelectorAll(all).forEach(one => [...one.querySelectorAll('.ts-acts button')]
        .filter(button => button.checkVisibility() && !button.dataset.look).at(-1)?.click())""",
        SECTION,
    )
    yield "keys shown"
    page.evaluate("all => document.querySelectorAll(all).forEach(one => one.again())", SECTION)
    assert set(answer(page, SECTION, "right")) <= {"right", "compared"}
    yield "answered rightly"
    assert "partly" in answer(page, "ts-quiz ts-question", "partly")
    page.locator("ts-quiz .ts-result").wait_for()
    yield "quiz finished, partly right"
    press(page, page.locator("ts-quiz"), "retry")
    page.locator("ts-checklist input[type=checkbox]").first.check()
    press(page, page.locator("ts-checklist").first, "reset")
    yield "trying again, asked whether to start over"
    press(page, page.locator("ts-preferences"), "preferences")
    page.locator("#ts-preferences-panel").wait_for()
    yield "preferences open"
    page.keyboard.press("Escape")
    page.locator("a.ts-term").first.focus()
    page.locator(".ts-tip:visible").wait_for()
    yield "term explained"
    page.keyboard.press("Escape")
    if page.locator(".ts-menu").is_visible():
        page.locator(".ts-menu").click()
        page.locator("#ts-nav:popover-open").wait_for()
        yield "menu open"
        page.keyboard.press("Escape")
    search(page, "consent")
    page.locator("[data-md-component=search-result] li a").first.wait_for()
    yield "search with hits"
    search(page, "zzzzqqqq")
    yield "search without hits"
    page.goto(f"{web}/{KINDS['progress']}")
    settle(page)
    yield "progress with work done"
