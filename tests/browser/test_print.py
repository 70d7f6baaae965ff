"""A page on paper, printed by the browser: short, with the addresses of its sources, and with room to sign."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import Page

from .visit import KINDS, settle

MOST_PAGES = 16
"""Sheets of A4 that a lesson may take, its figures, questions and quiz included."""


def text_of(page: Page, to: Path) -> str:
    """Print a page and return its words, a form feed after each sheet."""
    page.pdf(path=to, prefer_css_page_size=True, format="A4")
    return subprocess.run(["pdftotext", "-layout", to, "-"], check=True, capture_output=True, text=True).stdout


def test_a_lesson_is_short(page: Page, web: str, tmp_path: Path) -> None:
    """It takes no more sheets than it must, and each has something on it."""
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    sheets = text_of(page, tmp_path / "lesson.pdf").split("\f")[:-1]
    assert len(sheets) <= MOST_PAGES
    assert all(len(sheet.split()) > 10 for sheet in sheets)


def test_sources_say_where_they_are(page: Page, web: str, tmp_path: Path) -> None:
    """Each address that a source leads to stands on the paper."""
    page.goto(f"{web}/{KINDS['references']}")
    settle(page)
    addresses = page.locator(".ts-references a[href^=http]").evaluate_all("all => all.map(one => one.href)")
    printed = "".join(text_of(page, tmp_path / "sources.pdf").split())
    assert len(addresses) > 10
    lost = [one for one in addresses if one.removeprefix("https://doi.org/").removesuffix("/") not in printed]
    assert not lost, lost


def test_there_is_room_to_sign(page: Page, web: str) -> None:
    """For each who signs: their name, signature and date, on lines that a hand can write on."""
    page.emulate_media(media="print")
    page.goto(f"{web}/{KINDS['module']}")
    signers = page.locator(".ts-signers > li")
    assert signers.count() >= 2
    for signer in signers.all():
        lines = signer.locator(".ts-signers__line")
        assert [line.get_attribute("data-blank") for line in lines.all()] == ["name", "signature", "date"]
        above = float(lines.nth(1).evaluate("e => parseFloat(getComputedStyle(e).marginBlockStart)"))
        assert above >= 10 * 96 / 25.4
        assert (lines.nth(1).bounding_box() or {"width": 0})["width"] >= 150


def test_the_claims_lie_in_folds_that_paper_opens(page: Page, web: str) -> None:
    """On a phone the page is short and leads to each article; without a script each fold opens; on paper every claim can be read."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{web}/{KINDS['claims']}")
    settle(page)
    claims, folds = page.locator(".ts-claims > li"), page.locator(".ts-claims-fold")
    every = claims.count()
    assert every > 40
    assert page.evaluate("document.documentElement.scrollHeight") < 8 * 800
    assert page.locator(".ts-opening a[href*='#article-']").count() == folds.count() > 1
    assert page.locator(".ts-claims > li:visible").count() == 0
    folds.first.locator("summary").click()
    assert 0 < page.locator(".ts-claims > li:visible").count() < every
    page.emulate_media(media="print")
    heights = claims.evaluate_all("all => all.map(e => e.checkVisibility() && e.getBoundingClientRect().height)")
    assert len(heights) == every
    assert all(heights)
