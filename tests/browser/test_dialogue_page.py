"""A dialogue without script: scenes that lead to one another, reasons behind folds, ways out, a map, and all of it on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .visit import KINDS

LEADS = ".ts-replies > li > a"
"""Where replies lead."""


@pytest.fixture
def plain(new_context: Callable[..., BrowserContext], web: str) -> Page:
    """The dialogue in a browser that runs no script, as wide as a phone."""
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.goto(f"{web}/{KINDS['dialogue']}")
    return page


def test_it_can_be_walked_by_its_links(plain: Page) -> None:
    """From the first scene, reply by reply, to an ending, and back to the start; the scene that a link led to stands out."""
    met = []
    place = plain.locator(".ts-scene").first
    while place.locator(LEADS).count():
        met.append(place.get_attribute("id"))
        # The last reply leads on wherever the first one would lead in circles.
        link = next(link for link in place.locator(LEADS).all() if (link.get_attribute("href") or "")[1:] not in met)
        href = link.get_attribute("href") or ""
        link.click()
        place = plain.locator(href)
        expect(place).to_be_in_viewport()
        assert place.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
        assert len(met) < 30
    assert len(met) >= 3
    assert place.get_attribute("data-outcome") in ("good", "mixed", "poor")
    assert (
        plain.locator(".ts-scene, .ts-ending").evaluate_all("all => all.filter(e => getComputedStyle(e).outlineStyle == 'solid').length")
        == 1
    )
    place.locator(".ts-ways a").first.click()
    expect(plain.locator(".ts-scene").first).to_be_in_viewport()


def test_reasons_wait_behind_folds(plain: Page) -> None:
    """Who has chosen opens the fold; nothing that only a script could do is shown."""
    reasons = plain.locator(".ts-replies details > p")
    assert reasons.count() >= 15
    assert not any(reason.is_visible() for reason in reasons.all()[:6])
    plain.locator(".ts-replies summary").first.click()
    expect(reasons.first).to_be_visible()
    assert plain.locator("ts-dialogue button:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_can_be_read(new_context: Callable[..., BrowserContext], web: str, scheme: str) -> None:
    """It is closed, since it shows every way. Open, it fits the page of a phone, its numbers are no smaller than 11 px, its colours are
    those of the page, and the same stands below it in words."""
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}, color_scheme=scheme).new_page()
    page.goto(f"{web}/{KINDS['dialogue']}")
    drawing = page.locator(".ts-map svg")
    assert not drawing.is_visible()
    page.locator(".ts-map summary").click()
    box = drawing.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    wide = float((drawing.get_attribute("viewBox") or "").split()[2])
    assert 16 * box["width"] / wide >= 11
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert drawing.locator("text").first.evaluate("text => getComputedStyle(text).fill") == ink
    lines = page.locator(".ts-outline > li")
    assert lines.count() == page.locator(".ts-scene, .ts-ending").count() == drawing.locator("> g").count()


@pytest.mark.parametrize("script", [True, False])
def test_paper_holds_all_of_it(new_context: Callable[..., BrowserContext], web: str, script: bool) -> None:
    """Printed, every scene, reason and ending can be read, also while it is played, and no fold keeps anything."""
    page = new_context(java_script_enabled=script).new_page()
    page.goto(f"{web}/{KINDS['dialogue']}")
    page.emulate_media(media="print")
    for part in (".ts-scene .ts-heard", ".ts-replies details > p", ".ts-debrief", ".ts-hint > p", ".ts-map svg"):
        found = page.locator(f"ts-dialogue > :not(.ts-play) {part}, ts-dialogue > {part}")
        heights = found.evaluate_all("all => all.map(e => e.checkVisibility() && e.getBoundingClientRect().height)")
        assert heights, part
        assert all(heights), part
    assert page.locator("ts-dialogue button:visible").count() == 0


def test_the_lesson_and_the_list_lead_to_it(new_context: Callable[..., BrowserContext], web: str) -> None:
    """From the way through the site to the list, to the dialogue, to its lesson, and from the lesson's own section back to it."""
    page = new_context().new_page()
    page.goto(f"{web}/{KINDS['home']}")
    page.locator(f".ts-hero ~ * a[href$='{KINDS['practice']}']").first.click()
    page.wait_for_url(f"**/{KINDS['practice']}")
    page.locator(f".ts-card a[href$='{KINDS['dialogue']}']").click()
    page.wait_for_url(f"**/{KINDS['dialogue']}")
    expect(page.locator(".ts-nav__track[data-open] [aria-current=page]")).to_have_text("A quick yes")
    page.locator(".ts-kicker a").click()
    page.wait_for_url(f"**/{KINDS['module']}")
    expect(page.locator(f"#practice ~ div a[href$='{KINDS['dialogue'].split('/', 1)[1]}']").first).to_be_visible()
