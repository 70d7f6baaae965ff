"""Small windows and strong zoom: no scrolling sideways, targets that a thumb can hit, and the focus never under the header."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, ViewportSize

from .states import pages, widths
from .visit import KINDS, settle

# 320 CSS px is a 1280 px window at 400 %; its height is then 256 px.
WINDOWS: dict[str, ViewportSize] = {"a small phone": {"width": 320, "height": 640}, "400 % zoom": {"width": 320, "height": 256}}

SIDEWAYS = """() => {
    const wide = document.documentElement.clientWidth
    const scrolls = e => { for (; e && e !== document.body; e = e.parentElement) {
        const s = getComputedStyle(e)
        if (/auto|scroll|hidden|clip/.test(s.overflowX) || s.position === 'fixed') return true } return false }
    const out = [...document.body.querySelectorAll('*')].filter(e => e.getClientRects().length && !scrolls(e.parentElement)
        && getComputedStyle(e).position !== 'fixed' && !e.closest('svg *')
        && (e.getBoundingClientRect().right > wide + 1 || e.getBoundingClientRect().left < -1)
        && e.getBoundingClientRect().width > 2)
    return { over: document.documentElement.scrollWidth - wide, out: out.slice(0, 5).map(e => e.outerHTML.slice(0, 140)) }
}"""

SMALL = """() => {
    const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getClientRects().length
    const size = e => { const box = e.getBoundingClientRect(); return [box.width, box.height] }
    const fits = ([w, h]) => w >= 23.5 && h >= 23.5
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter(shown)
        // A link in running text is as high as its line (WCAG 2.5.8, inline).
        .filter(e => !(e.matches('a') && getComputedStyle(e).display === 'inline'))
        // A small box is hit by its label too.
        .filter(e => ![e, ...(e.labels || [])].some(one => fits(size(one))))
        .map(e => `${size(e).map(Math.round).join('×')} ${e.outerHTML.slice(0, 110)}`)
}"""


def test_every_page_fits_its_window(new_context: Callable[..., BrowserContext], web: str) -> None:
    """Every kind of page fits, and what does not (a table) scrolls within itself; whatever can be pressed is at least 24 by 24 px."""
    page = new_context(viewport=WINDOWS["a small phone"]).new_page()
    faults = []
    for kind in pages(page, web):
        for window, size in WINDOWS.items():
            page.set_viewport_size(size)
            found = page.evaluate(SIDEWAYS)
            if found["over"] > 0 or found["out"]:
                faults.append(f"{kind}, {window}: {found['over']} px too wide: {found['out']}")
        for width in widths(page, (390, 1280)):
            faults += [f"{kind} at {width} px: too small: {small}" for small in page.evaluate(SMALL)]
        page.set_viewport_size(WINDOWS["a small phone"])
    assert not faults, "\n".join(faults)


def test_focus_is_never_hidden(new_context: Callable[..., BrowserContext], web: str) -> None:
    """Going through a page with Tab and back with Shift+Tab, what has the focus can be seen, header or not, and shows that it has it."""
    page = new_context(viewport={"width": 390, "height": 700}).new_page()
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    faults = []
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 40:
        page.keyboard.press(key)
        found = page.evaluate(
            """() => {
                const e = document.activeElement
                if (!e || e === document.body) return null
                const shown = [e, ...(e.labels || [])].filter(x => x.getClientRects().length)
                const seen = shown.some(x => { const b = x.getBoundingClientRect()
                    const points = [[b.left + b.width / 2, b.top + b.height / 2], [b.left + 3, b.top + 3], [b.right - 3, b.bottom - 3]]
                    const inHeader = node => Boolean(node.closest('header'))
                    return points.some(([px, py]) => { const hit = document.elementFromPoint(px, py)
                        // What stands in the header is drawn in one place and pressed in another; it cannot be under the header.
                        return hit && (inHeader(x) || x.contains(hit) || hit.contains(x) && !inHeader(hit)) }) })
                const ring = shown.some(x => { const s = getComputedStyle(x)
                    return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none' })
                return { seen, ring, what: e.outerHTML.slice(0, 120) } }"""
        )
        if found and not (found["seen"] and found["ring"]):
            faults.append(f"{key}: seen {found['seen']}, ring {found['ring']}: {found['what']}")
    assert not faults, "\n".join(dict.fromkeys(faults))
