"""High contrast (forced colors): chosen, right, wrong, focused and turned off look different, and what can be pressed has an edge."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from .states import LESSON, SECTION, answer, pages, states
from .visit import KINDS, settle

Scheme = Literal["light", "dark"]

# A control without an edge, an underline, or a drawing that takes the colour of its words; a line of a drawing on its own colour.
FAINT = """() => {
    const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getClientRects().length
    const solid = color => color !== 'transparent' && !/^rgba.*, 0\\)$/.test(color)
    const told = e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 120)
    const faults = []
    const ground = e => {
        for (; e; e = e.parentElement) { const color = getComputedStyle(e).backgroundColor; if (solid(color)) return color }
        return getComputedStyle(document.documentElement).backgroundColor
    }
    for (const e of document.querySelectorAll('button, select, textarea, input:not([type=radio], [type=checkbox], [type=file])')) {
        // Material's own switches are hidden, and the icon that opens search is the edge of its closed field.
        if (!shown(e) || e.matches('.ts-search__field')) continue
        const s = getComputedStyle(e)
        const edges = ['Top', 'Right', 'Bottom', 'Left'].map(side =>
            [parseFloat(s[`border${side}Width`]), s[`border${side}Style`], s[`border${side}Color`]])
        if (!edges.every(([width, style, color]) => width >= 1 && style !== 'none' && solid(color) && color !== ground(e.parentElement)))
            faults.push(`no edge: ${told(e)}`)
    }
    for (const e of document.querySelectorAll('main svg *, header svg *')) {
        if (!shown(e) || !(e instanceof SVGGeometryElement || e.matches('text'))) continue
        const s = getComputedStyle(e)
        const on = ground(e.closest('svg').parentElement)
        const drawn = [s.fill, s.stroke].filter(paint => paint !== 'none' && solid(paint))
        if (drawn.length && drawn.every(paint => paint === on)) faults.push(`drawn in the color of its ground: ${told(e)}`)
        if (e.matches('text') && s.fill === on) faults.push(`words in the color of their ground: ${told(e)}`)
    }
    return faults
}"""


SCHEMES: tuple[Scheme, ...] = ("light", "dark")
"""Dark on light, and light on dark."""


@pytest.fixture
def high(new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser that forces its colors."""
    page = new_context(forced_colors="active", viewport={"width": 1280, "height": 900}).new_page()
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    return page


def faint(page: Page, where: str) -> list[str]:
    """What can hardly be seen on the page as it stands, dark on light or light on dark."""
    faults = []
    grounds = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        faults += [f"{where}, {scheme}: {fault}" for fault in page.evaluate(FAINT)]
    assert len(grounds) == len(SCHEMES), grounds
    return faults


def looks(place: Locator, more: float = 0) -> bytes:
    """The pixels of a place, and of so much around it, with no pointer over it."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box, place
    place.page.mouse.move(0, 0)
    return place.page.screenshot(
        animations="disabled",
        clip={
            "x": max(0, box["x"] - more),
            "y": max(0, box["y"] - more),
            "width": box["width"] + 2 * more,
            "height": box["height"] + 2 * more,
        },
    )


def test_every_page_has_edges(high: Page, web: str) -> None:
    """Every kind of page: controls have edges, and nothing is drawn in the color of what is behind it."""
    faults = [fault for where in pages(high, web) for fault in faint(high, where)]
    assert not faults, "\n".join(faults[:20])


def test_every_state_has_edges(high: Page, web: str) -> None:
    """A question of every type in every state, the quiz, the checklist, and whatever opens over the page."""
    faults = [fault for where in states(high, web) for fault in faint(high, where)]
    assert not faults, "\n".join(faults[:20])


def test_chosen_and_focused_show(high: Page, web: str) -> None:
    """A radio button or box that is chosen, in questions, checklists and preferences; each kind of thing that can have the focus.

    By turns dark on light and light on dark.
    """
    high.goto(f"{web}/{LESSON}")
    settle(high)
    schemes = itertools.cycle(SCHEMES)
    for selector in (
        *(".ts-act", ".ts-answers input", "ts-question select", "ts-question textarea", "ts-question .ts-entry input", ".ts-hint summary"),
        *(".ts-items input", "ts-preferences button", ".ts-brand", ".ts-nav__link", ".ts-next__link", "a.ts-term", ".ts-described summary"),
    ):
        high.emulate_media(color_scheme=(scheme := next(schemes)))
        one = high.locator(selector).locator("visible=true").first
        before = looks(one, 8)
        # Focus by script shows as focus by keyboard does once a key was pressed.
        high.keyboard.press("Shift")
        one.evaluate("element => element.focus({preventScroll: true, focusVisible: true})")
        assert looks(one, 8) != before, f"{selector} in focus, {scheme}"
        high.keyboard.press("Escape")
        high.evaluate("document.activeElement.blur()")
    for selector in (
        "[data-type=one-answer] .ts-answers > li",
        "[data-type=many-answers] .ts-answers > li",
        ".ts-items > li",
        ".ts-choice",
    ):
        if selector == ".ts-choice":
            high.locator("ts-preferences button").first.click()
        for place in (1, 2):
            high.emulate_media(color_scheme=(scheme := next(schemes)))
            row = high.locator(selector).nth(place)
            before = looks(row)
            row.locator("input").check()
            high.evaluate("document.activeElement.blur()")
            assert looks(row) != before, f"{selector} chosen, {scheme}"


EDGE = "e => `${getComputedStyle(e).borderTopStyle} ${getComputedStyle(e).borderTopWidth}`"


def test_right_wrong_and_missed_differ(high: Page, web: str) -> None:
    """Marked answers differ by their edges, not by words alone; a button that is turned off differs from one that is not."""
    high.goto(f"{web}/{LESSON}")
    settle(high)
    answer(high, SECTION, "partly")
    for show in high.locator(f"{SECTION} .ts-acts button:nth-child(3)").locator("visible=true").all():
        show.click()
    color = "e => getComputedStyle(e).color"
    for scheme in SCHEMES:
        high.emulate_media(color_scheme=scheme)
        edges = {mark: high.locator(f"ts-question li[data-marked={mark}]").first.evaluate(EDGE) for mark in ("right", "wrong", "missed")}
        edges["none"] = high.locator("ts-question .ts-answers > li:not([data-marked])").first.evaluate(EDGE)
        assert len(set(edges.values())) == len(edges), (scheme, edges)
        off = high.locator(f"{SECTION}[data-state] .ts-act[aria-disabled=true]").first.evaluate(color)
        assert off != high.locator("ts-question:not([data-state]) .ts-act").first.evaluate(color), scheme


def test_the_judge_finds_faults(high: Page, web: str) -> None:
    """A button told by its ground alone, and a line in the color of the page, are found."""
    high.goto(f"{web}/{KINDS['privacy']}")
    settle(high)
    assert faint(high, "as it is") == []
    high.evaluate("""() => {
        const button = Object.assign(document.createElement('button'), {textContent: 'flat'})
        button.style.cssText = 'border: 0; background: green'
        const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
        const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
        line.setAttribute('d', 'M0 0h9v9')
        line.style.cssText = 'fill: none; stroke: Canvas'
        svg.append(line)
        document.querySelector('h1').after(button, svg)
    }""")
    found = "\n".join(faint(high, "spoilt"))
    for scheme in SCHEMES:
        assert f"spoilt, {scheme}: no edge: <button" in found
        assert f"spoilt, {scheme}: drawn in the color of its ground" in found
