"""Who asks their device for less motion gets none from us; everybody else gets little, and none that goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from .states import pages, states
from .visit import KINDS, settle

BRIEF = 10
"""Milliseconds: what is over sooner than this is no motion."""

MODEST = 400
"""Milliseconds that a motion may last where motion is welcome."""

# Notes every animation and transition as it begins, and every call that asks for smooth scrolling. Samples would miss some.
WATCH = """
window.moved = [];
const note = (event) => {
  for (const one of document.getAnimations()) {
    const {duration, delay, iterations} = one.effect.getTiming();
    window.moved.push({what: one.transitionProperty ?? one.animationName ?? "script",
                       where: one.effect.target?.outerHTML.slice(0, 90) ?? "",
                       time: (typeof duration === "number" ? duration : 0) * iterations + delay});
  }
};
for (const name of ["transitionrun", "transitionstart", "animationstart"]) addEventListener(name, note, {capture: true});
for (const [owner, name] of [[Element.prototype, "scrollIntoView"], [Element.prototype, "scrollTo"], [Element.prototype, "scrollBy"],
                             [window, "scrollTo"], [window, "scrollBy"], [window, "scroll"]]) {
  const scroll = owner[name];
  owner[name] = function (...given) {
    if (given[0]?.behavior === "smooth") window.moved.push({what: `${name} smooth`, where: "", time: Infinity});
    return scroll.apply(this, given);
  };
}
const animate = Element.prototype.animate;
Element.prototype.animate = function (...given) { const one = animate.apply(this, given); queueMicrotask(note); return one };
"""

# What the styles would do to whatever stands on the page.
STYLED = """() => [...document.querySelectorAll('*')].flatMap(e => ['', '::before', '::after'].flatMap(part => {
    const s = getComputedStyle(e, part)
    const longest = list => Math.max(...list.split(',').map(one => parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1000)))
    const found = []
    const times = s.animationIterationCount === 'infinite' ? Infinity : 1
    if (s.animationName !== 'none') found.push({what: s.animationName, time: longest(s.animationDuration) * times})
    if (longest(s.transitionDuration) > 0) found.push({what: `transition ${s.transitionProperty}`, time: longest(s.transitionDuration)})
    if (!part && s.scrollBehavior === 'smooth') found.push({what: 'smooth scrolling', time: Infinity})
    return found.map(one => ({...one, where: e.outerHTML.slice(0, 90)}))
}))"""


def motion(page: Page, most: int) -> list[str]:
    """What moves, or would move, for longer than so many milliseconds."""
    found = page.evaluate("() => window.moved.splice(0)") + page.evaluate(STYLED)
    return [f"{one['what']} {one['time']} ms: {one['where']}" for one in found if one["time"] is None or one["time"] > most]


@pytest.fixture(params=["reduce", "no-preference"])
def moving(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> tuple[Page, int]:
    """A page for who wants less motion or does not say so, and how long a motion on it may last."""
    context = new_context(reduced_motion=request.param, viewport={"width": 390, "height": 800})
    context.add_init_script(WATCH)
    return context.new_page(), BRIEF if request.param == "reduce" else MODEST


def test_pages_keep_still(moving: tuple[Page, int], web: str) -> None:
    """Every kind of page, as it opens and as its headings are jumped to."""
    page, most = moving
    faults = []
    for where in pages(page, web):
        page.evaluate("document.querySelectorAll(`h2 a[href^='#'], .ts-toc__link`).forEach(one => one.click())")
        page.mouse.wheel(0, 900)
        faults += [f"{where}: {fault}" for fault in motion(page, most)]
    assert not faults, "\n".join(faults[:20])


def test_interactions_keep_still(moving: tuple[Page, int], web: str) -> None:
    """A question of every type in every state, the quiz, the checklist, and whatever opens over the page."""
    page, most = moving
    faults = []
    for where in states(page, web):
        page.wait_for_timeout(30)
        faults += [f"{where}: {fault}" for fault in motion(page, most)]
    assert not faults, "\n".join(faults[:20])


PLANTED = {
    "a transition": "e => { e.style.transition = 'opacity 2s'; e.offsetWidth; e.style.opacity = 0.5 }",
    "a script": "e => { e.animate([{opacity: 0}, {opacity: 1}], 2000) }",
    "smooth scrolling": "e => { document.documentElement.style.scrollBehavior = 'smooth' }",
    "a smooth scroll by script": "e => { e.scrollIntoView({behavior: 'smooth'}) }",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_the_judge_finds_motion(new_context: Callable[..., BrowserContext], web: str, planted: str) -> None:
    """Each kind of motion is seen where motion is welcome, so that seeing none means something; less motion stops what is styled."""
    seen = {}
    for wish in ("no-preference", "reduce"):
        context = new_context(reduced_motion=wish, viewport={"width": 390, "height": 800})
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(f"{web}/{KINDS['privacy']}")
        settle(page)
        assert motion(page, BRIEF) == []
        page.locator("h1").evaluate(PLANTED[planted])
        page.wait_for_timeout(60)
        seen[wish] = bool(motion(page, MODEST))
    assert seen["no-preference"]
    assert seen["reduce"] == ("script" in planted)
