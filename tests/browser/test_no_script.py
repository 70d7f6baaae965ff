"""Without JavaScript the site still teaches, asks and answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .visit import KINDS


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext]) -> Page:
    """A page that runs no script, as wide as a phone."""
    return new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()


def test_keys_and_hints_can_be_opened(plain: Page, web: str) -> None:
    """Behind each question lies its answer with the reasons, to be opened by who has answered; each hint is a fold of its own."""
    plain.goto(f"{web}/{KINDS['module']}")
    hints = plain.locator("ts-question details.ts-hint")
    assert hints.count() > 0
    hints.first.locator("summary").click()
    assert hints.first.locator("p").first.is_visible()
    questions = plain.locator("ts-question")
    assert questions.count() >= 10
    for number in range(questions.count()):
        question = questions.nth(number)
        key = question.locator("details.ts-key")
        assert key.count() == 1
        body = key.locator("> :not(summary)").first
        assert not body.is_visible()
        key.locator("summary").click()
        assert body.is_visible()
        assert len(body.inner_text()) > 20
        assert question.locator("fieldset").is_visible()
        assert question.locator("button:visible").count() == 0, "a button that does nothing without script is not shown"


def test_answers_and_checklists_can_be_ticked_and_terms_followed(plain: Page, web: str) -> None:
    """Native controls take an answer, every checklist item shows its reason, and a term is a link to its meaning."""
    plain.goto(f"{web}/{KINDS['module']}")
    plain.locator("ts-question[data-type=one-answer] input[type=radio]").first.check()
    plain.locator("ts-question[data-type=many-answers] input[type=checkbox]").first.check()
    items = plain.locator("ts-checklist li[data-item]")
    assert items.count() >= 3
    for number in range(items.count()):
        assert items.nth(number).is_visible()
        assert items.nth(number).locator(".ts-why").is_visible()
    items.first.locator("input[type=checkbox]").check()
    term = plain.locator("main a.ts-term, article a.ts-term").first
    href = term.get_attribute("href")
    assert href
    term.click()
    plain.wait_for_url("**/glossary.html#*")
    expect(plain.locator(f"[id='{href.split('#')[1]}']")).to_be_visible()


HIDDEN = """all => all.filter(e => e.textContent.trim() && !e.closest('details:not([open]), template, noscript, [role=status]'))
    .filter(e => !e.checkVisibility({visibilityProperty: true, opacityProperty: true})).map(e => e.outerHTML.slice(0, 120))"""


def test_nothing_that_teaches_is_hidden(plain: Page, web: str) -> None:
    """Each kind of page shows its heading and its prose, and no empty place where a script should have written.

    The page that only a script can fill says so in a sentence.
    """
    faults = []
    for kind, path in KINDS.items():
        plain.goto(f"{web}/{path}")
        if not plain.locator("h1").first.is_visible():
            faults.append(f"{kind}: no heading")
        hidden = plain.locator("ts-page :is(p, li, td, h2, h3, figure, dt, dd)").evaluate_all(HIDDEN)
        faults += [f"{kind}: {one}" for one in hidden]
        if kind == "progress":
            assert "script" in plain.locator("ts-progress .ts-without").inner_text()
    assert not faults, "\n".join(faults)
