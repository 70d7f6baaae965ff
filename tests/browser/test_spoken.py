"""A spoken transcript per question type, tests/cases/spoken/: walked by keyboard, answered wrong, then right. It is simulated, as spoken.py
says.

`pytest --update` writes the transcripts anew, for you to read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from .every_type import ALL_TYPES
from .spoken import Listener
from .visit import ids, question, settle, steps_of

SPOKEN = Path(__file__).resolve().parents[1] / "cases" / "spoken"


def answer(listener: Listener, asked: Locator, *, right: bool) -> None:
    """Answer with keys alone, from the first stop of the form on."""
    kind = str(asked.get_attribute("data-type"))
    answers, right_ids = ids(asked)
    if kind in ("one-answer", "true-false"):
        wanted = next(one for one in answers if (one in right_ids) is right)
        listener.press("Space")
        for _ in answers:
            if listener.page.evaluate("document.activeElement.value") == wanted:
                break
            listener.press("ArrowDown")
    elif kind == "many-answers":
        for number, one in enumerate(answers):
            if number:
                listener.press("Tab")
            if (one in right_ids) is right:
                listener.press("Space")
    elif kind in ("match", "sort-into-groups"):
        for number, row in enumerate(answers):
            if number:
                listener.press("Tab")
            wanted = row if kind == "match" else right_ids[number]
            if not right:
                wanted = answers[number - 1] if kind == "match" else next(one for one in right_ids if one != wanted)
            select = asked.locator(f"[data-answer='{row}'] select")
            if select.input_value() != wanted:
                values = select.evaluate("e => [...e.options].map(option => option.value)")
                way = values.index(wanted) - values.index(select.input_value())
                listener.press("ArrowDown" if way > 0 else "ArrowUp", times=abs(way))
    elif kind == "put-in-order":
        order = right_ids if right else right_ids[::-1]
        for place, step in enumerate(order):
            while (now := steps_of(asked).index(step)) > place:
                up = f"[data-answer='{step}'] [data-way=up]"
                reach(listener, asked.locator(up))
                listener.press("Enter", times=1)
                assert steps_of(asked).index(step) == now - 1
    else:
        wrong = {"fill-in": "undressing", "number": "60"}.get(kind, "I would stop.")
        if asked.locator("fieldset :is(input, textarea)").input_value():
            listener.press("Control+a")
        listener.type({"fill-in": "drapping", "number": "50 minutes"}.get(kind, " I felt your foot move.") if right else wrong)


def reach(listener: Listener, target: Locator) -> None:
    """Go to a stop of the form by keyboard, hearing every stop on the way."""
    for _ in range(60):
        if target.evaluate("e => e === document.activeElement"):
            return
        behind = target.evaluate("e => Boolean(document.activeElement.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING)")
        listener.press("Shift+Tab" if behind else "Tab")
    raise AssertionError(f"no key leads to {target}")


def walk(page: Page, kind: str) -> list[str]:
    """The whole walk through a question: reading it, answering wrong, trying again, answering right, reading the reasons."""
    asked = question(page, kind)
    # The browser tells the whole page anew with each change, and nothing else on it is listened to.
    asked.evaluate("e => document.querySelectorAll('ts-question, ts-quiz, .ts-nav').forEach(one => one === e || one.remove())")
    listener = Listener(page, asked)
    listener.read()
    acts = asked.locator(".ts-acts button")
    first = asked.locator("fieldset :is(input, textarea, select, button):visible").first
    if kind == "write":
        first.focus()
        answer(listener, asked, right=True)
        reach(listener, acts.first)
        listener.press("Enter")
        listener.read()
        return listener.heard
    first.evaluate(
        "e => { const before = document.createElement('span'); before.tabIndex = -1; e.closest('fieldset').before(before);"
        " before.focus(); before.remove() }"
    )
    listener.press("Tab")
    answer(listener, asked, right=False)
    reach(listener, acts.first)
    listener.press("Enter")
    listener.read()
    reach(listener, acts.nth(1))
    listener.press("Enter")
    answer(listener, asked, right=True)
    reach(listener, acts.first)
    listener.press("Enter")
    listener.read()
    return listener.heard


@pytest.mark.parametrize("kind", ALL_TYPES)
def test_what_is_spoken(
    new_context: Callable[..., BrowserContext], every_type: str, expect: Callable[[Path, str], None], kind: str
) -> None:
    """The transcript is the one that was read aloud and found good; every stop has a name, and the result is announced."""
    address = urlsplit(every_type)
    page = new_context(also=f"{address.scheme}://{address.netloc}").new_page()
    page.goto(every_type)
    settle(page)
    heard = walk(page, kind)
    text = "\n".join(
        [f"Simulated from the accessibility tree of Chromium. No screen reader was run. Question type: {kind}", "", *heard, ""]
    )
    assert "(no name)" not in text
    stops = [line for line in heard if re.match(r"  \S.*, (button|list box|check box)", line)]
    assert all("undefined" not in line for line in stops)
    assert sum("(announced)" in line for line in heard) >= (1 if kind == "write" else 2)
    expect(SPOKEN / f"{kind}.txt", text)


def test_a_stop_without_a_name_is_heard(new_context: Callable[..., BrowserContext], every_type: str) -> None:
    """The listener that heard nothing wrong does hear a button that has no name."""
    address = urlsplit(every_type)
    page = new_context(also=f"{address.scheme}://{address.netloc}").new_page()
    page.goto(every_type)
    settle(page)
    asked = question(page, "put-in-order")
    asked.evaluate("e => e.querySelector('[data-way=down]').removeAttribute('aria-label')")
    listener = Listener(page, asked)
    listener.read()
    assert any("(no name), button" in line for line in listener.heard)
