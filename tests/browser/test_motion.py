"""Who asks their device for less motion gets none from us; everybody else gets little, and none that goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page

from .states import pages, states
from .visit import KINDS, settle

Wish = Literal["reduce", "no-preference"]

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


WISHES: dict[Wish, int] = {"reduce": BRIEF, "no-preference": MODEST}
"""How long a motion may last for who wants less motion, and for who does not say so."""


@pytest.fixture
def moving(new_context: Callable[..., BrowserContext]) -> Page:
    """A page that notes what moves on it."""
    context = new_context(viewport={"width": 390, "height": 800})
    context.add_init_script(WATCH)
    return context.new_page()


def test_pages_keep_still(moving: Page, web: str) -> None:
    """Every kind of page, as it opens and as its headings are jumped to: under each wish by turns, and by its styles under both."""
    faults = []
    wishes = list(WISHES)
    moving.emulate_media(reduced_motion=wishes[0])
    for where in pages(moving, web):
        moving.evaluate("document.querySelectorAll(`h2 a[href^='#'], .ts-toc__link`).forEach(one => one.click())")
        moving.mouse.wheel(0, 900)
        for wish in wishes:
            moving.emulate_media(reduced_motion=wish)
            faults += [f"{where}, {wish}: {fault}" for fault in motion(moving, WISHES[wish])]
        # The next page opens under the wish that this one was left under.
        wishes.reverse()
    assert not faults, "\n".join(faults[:20])


def test_interactions_keep_still(moving: Page, web: str) -> None:
    """A question of every type in every state, the quiz, the checklist, and whatever opens over the page.

    Who wants less motion walks; what the styles would do for who does not say so is looked up on the way.
    """
    faults = []
    for where in states(moving, web):
        moving.wait_for_timeout(30)
        for wish in WISHES:
            moving.emulate_media(reduced_motion=wish)
            faults += [f"{where}, {wish}: {fault}" for fault in motion(moving, WISHES[wish])]
        moving.emulate_media(reduced_motion="reduce")
    assert not faults, "\n".join(faults[:20])


PLANTED = {
    "a transition": "e => { e.style.transition = 'opacity 2s'; e.offsetWidth; e.style.opacity = 0.5 }",
    "a script": "e => { e.animate([{opacity: 0}, {opacity: 1}], 2000) }",
    "smooth scrolling": "e => { document.documentElement.style.scrollBehavior = 'smooth' }",
    "a smooth scroll by script": "e => { e.scrollIntoView({behavior: 'smooth'}) }",
}

MEND = """() => {
    for (const e of document.querySelectorAll('html, h1')) e.removeAttribute('style')
    for (const one of document.getAnimations()) one.cancel()
    window.moved.length = 0
}"""


def test_the_judge_finds_motion(moving: Page, web: str) -> None:
    """Each kind of motion is seen where motion is welcome, so that seeing none means something; less motion stops what is styled."""
    moving.goto(f"{web}/{KINDS['privacy']}")
    settle(moving)
    for planted, plant in PLANTED.items():
        for wish in WISHES:
            moving.emulate_media(reduced_motion=wish)
            assert motion(moving, BRIEF) == [], f"before {planted}, {wish}"
            moving.locator("h1").evaluate(plant)
            moving.wait_for_timeout(60)
            assert bool(motion(moving, MODEST)) == (wish == "no-preference" or "script" in planted), f"{planted}, {wish}"
            moving.evaluate(MEND)
