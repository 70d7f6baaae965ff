"""A role's path: what this device knows of it, and what paper adds."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .visit import KINDS, check, give, question, say, settle, wait_until_kept


def test_a_path_knows_what_was_begun(page: Page, web: str) -> None:
    """After one answer its lesson counts as begun, no quiz as passed, and other lessons are let be. Erasing the record takes it back."""
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    asked = question(page, "one-answer")
    give(asked)
    check(page, asked)
    wait_until_kept(page, "answers")
    page.goto(f"{web}/{KINDS['path']}")
    settle(page)
    rows = page.locator("[data-module]")
    begun = page.locator("[data-module]", has_text=say(page, "path.begun"))
    expect(begun).to_have_count(1)
    expect(begun).to_have_attribute("data-module", "consent")
    expect(page.locator("ts-path")).to_have_text(say(page, "path.sum.other", count=0, of=rows.count()))
    page.evaluate("() => localStorage.clear()")
    page.reload()
    settle(page)
    expect(begun).to_have_count(0)


def test_a_path_is_ticked_and_signed_on_paper(page: Page, web: str) -> None:
    """There are lines to sign on, and on paper boxes to tick; what this device knows stays on the screen."""
    page.goto(f"{web}/{KINDS['path']}")
    settle(page)
    lines, row = page.locator(".ts-signed .ts-signers__line"), page.locator("[data-module]").first
    box = "row => getComputedStyle(row, '::before').borderTopWidth !== '0px' && getComputedStyle(row, '::before').content !== 'none'"
    assert lines.count() > 5
    assert not row.evaluate(box)
    page.emulate_media(media="print")
    expect(lines.first).to_be_visible()
    assert row.evaluate(box)
    expect(page.locator("ts-path")).to_be_hidden()
