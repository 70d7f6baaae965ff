"""High contrast (forced colors): chosen, right, wrong, focused and turned off look different, and what can be pressed has an edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from .states import LESSON, SECTION, answer, pages, states
from .visit import KINDS, settle

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


@pytest.fixture(params=["light", "dark"])
def high(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser that forces its colors, dark on light or light on dark."""
    page = new_context(forced_colors="active", color_scheme=request.param, viewport={"width": 1280, "height": 900}).new_page()
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    return page


def looks(place: Locator) -> bytes:
    """The pixels of a place, with no pointer over it."""
    place.page.mouse.move(0, 0)
    place.scroll_into_view_if_needed()
    return place.screenshot(animations="disabled")


def test_every_page_has_edges(high: Page, web: str) -> None:
    """Every kind of page: controls have edges, and nothing is drawn in the color of what is behind it."""
    faults = [f"{where}: {fault}" for where in pages(high, web) for fault in high.evaluate(FAINT)]
    assert not faults, "\n".join(faults[:20])


def test_every_state_has_edges(high: Page, web: str) -> None:
    """A question of every type in every state, the quiz, the checklist, and whatever opens over the page."""
    faults = [f"{where}: {fault}" for where in states(high, web) for fault in high.evaluate(FAINT)]
    assert not faults, "\n".join(faults[:20])


def test_chosen_looks_chosen(high: Page, web: str) -> None:
    """Radio buttons and boxes, in questions, checklists and preferences."""
    high.goto(f"{web}/{LESSON}")
    settle(high)
    for selector in ("[data-type=one-answer] .ts-answers > li", "[data-type=many-answers] .ts-answers > li", ".ts-items > li"):
        row = high.locator(selector).first
        before = looks(row)
        row.locator("input").check()
        high.evaluate("document.activeElement.blur()")
        assert looks(row) != before, selector
    high.locator("ts-preferences button").first.click()
    row = high.locator(".ts-choice").nth(1)
    before = looks(row)
    row.locator("input").check()
    high.evaluate("document.activeElement.blur()")
    assert looks(row) != before


def test_the_focus_shows(high: Page, web: str) -> None:
    """Each kind of thing that can have the focus looks different when it has it."""
    high.goto(f"{web}/{LESSON}")
    settle(high)
    for selector in (
        *(".ts-act", ".ts-answers input", "ts-question select", "ts-question textarea", "ts-question .ts-entry input", ".ts-hint summary"),
        *(".ts-items input", "ts-preferences button", ".ts-brand", ".ts-nav__link", ".ts-next__link", "a.ts-term", ".ts-described summary"),
    ):
        one = high.locator(selector).locator("visible=true").first
        one.scroll_into_view_if_needed()
        box = one.bounding_box()
        assert box, selector
        around = {"x": max(0, box["x"] - 8), "y": max(0, box["y"] - 8), "width": box["width"] + 16, "height": box["height"] + 16}
        high.mouse.move(0, 0)
        before = high.screenshot(clip=around, animations="disabled")
        # Focus by script shows as focus by keyboard does once a key was pressed.
        high.keyboard.press("Shift")
        one.evaluate("element => element.focus({preventScroll: true, focusVisible: true})")
        assert high.screenshot(clip=around, animations="disabled") != before, selector
        high.keyboard.press("Escape")
        high.evaluate("document.activeElement.blur()")


EDGE = "e => `${getComputedStyle(e).borderTopStyle} ${getComputedStyle(e).borderTopWidth}`"


def test_right_wrong_and_missed_differ(high: Page, web: str) -> None:
    """Marked answers differ by their edges, not by words alone; a button that is turned off differs from one that is not."""
    high.goto(f"{web}/{LESSON}")
    settle(high)
    answer(high, SECTION, "partly")
    for show in high.locator(f"{SECTION} .ts-acts button:nth-child(3)").locator("visible=true").all():
        show.click()
    edges = {mark: high.locator(f"ts-question li[data-marked={mark}]").first.evaluate(EDGE) for mark in ("right", "wrong", "missed")}
    edges["none"] = high.locator("ts-question .ts-answers > li:not([data-marked])").first.evaluate(EDGE)
    assert len(set(edges.values())) == len(edges), edges
    color = "e => getComputedStyle(e).color"
    off = high.locator(f"{SECTION}[data-state] .ts-act[aria-disabled=true]").first.evaluate(color)
    assert off != high.locator("ts-question:not([data-state]) .ts-act").first.evaluate(color)


def test_the_judge_finds_faults(high: Page, web: str) -> None:
    """A button told by its ground alone, and a line in the color of the page, are found."""
    high.goto(f"{web}/{KINDS['privacy']}")
    settle(high)
    assert high.evaluate(FAINT) == []
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
    found = "\n".join(high.evaluate(FAINT))
    assert "no edge: <button" in found
    assert "drawn in the color of its ground" in found
