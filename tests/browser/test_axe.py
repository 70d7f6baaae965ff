"""axe-core, its best practices included, over every kind of page and every state a page can be in. Nothing is exempt."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from .conftest import REPOSITORY
from .visit import KINDS, TYPES, check, finish_quiz, give, make_trouble, press, question, say, search, settle

AXE = (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (390, 1280)]


def in_look(at: int, number: int) -> bool:
    """Whether the thing at this place is judged in this look: in two of the four, which between them are light, dark, narrow and wide."""
    return number in ((0, 3), (1, 2))[at % 2]


def told(faults: list[str]) -> str:
    """Faults as a sentence each; one that many pages share is told once."""
    found: dict[str, list[str]] = {}
    for fault in faults:
        what, where = fault.rsplit("  on: ", 1)
        found.setdefault(what, []).append(where)
    return "\n".join(f"{what}  on: {', '.join(places)}" for what, places in found.items())


def judge(page: Page, where: str) -> list[str]:
    """What axe has against the page as it stands. The target-size rule is off by default, so it is asked for."""
    settle(page)
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]} {node['failureSummary'].splitlines()[1:2]}  on: {where}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def test_every_kind_of_page_is_judged(site: Path) -> None:
    """What the list of kinds holds is what was built."""
    built: dict[str, set[str]] = {}
    for file in site.rglob("*.html"):
        kind = re.search(r'<ts-page\b[^>]*data-kind="(\w+)"', file.read_text(encoding="utf-8"))
        if kind:
            built.setdefault(kind[1], set()).add(file.relative_to(site).as_posix())
    judged = set(KINDS.values())
    assert built
    unjudged = [kind for kind, files in built.items() if not files & judged]
    unjudged += sorted(built.get("page", set()) - judged)
    assert not unjudged, unjudged


@pytest.mark.parametrize(("number", "look"), list(enumerate(LOOKS)), ids=lambda value: str(value))
def test_pages(new_context: Callable[..., BrowserContext], web: str, number: int, look: tuple[str, int]) -> None:
    """Every kind of page, as it opens, in two looks each."""
    scheme, width = look
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    faults = []
    for at, (kind, path) in enumerate(KINDS.items()):
        if not in_look(at, number):
            continue
        page.goto(f"{web}/{path}")
        faults += judge(page, kind)
    assert not faults, told(faults)


@pytest.fixture(params=[LOOKS[0], LOOKS[3]], ids=lambda look: f"{look[0]}-{look[1]}")
def look(request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]) -> Page:
    """A page in one of two looks: light on a phone, dark on a desk."""
    scheme, width = request.param
    return new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()


def test_questions_and_checklists_in_use(look: Page, web: str) -> None:
    """Wrong, then right, with the key shown, with hints open, with items ticked."""
    look.goto(f"{web}/{KINDS['module']}")
    faults = []
    for kind in TYPES:
        asked = question(look, kind)
        give(asked, right=False)
        check(look, asked)
    for hint in look.locator("ts-question .ts-hint:visible > summary").all():
        hint.click()
    look.locator("ts-checklist input[type=checkbox]").first.check()
    faults += judge(look, "wrong answers")
    for kind in ("one-answer", "many-answers", "match"):
        press(look, question(look, kind), "show")
    look.locator("ts-checklist").get_by_role("button", name=say(look, "reset"), exact=True).click()
    faults += judge(look, "keys shown, asked whether to start over")
    for kind in ("one-answer", "many-answers", "match"):
        asked = question(look, kind)
        press(look, asked, "again")
        give(asked)
        check(look, asked)
    faults += judge(look, "right answers")
    assert not faults, told(faults)


def test_quiz_finished_and_progress_filled(look: Page, web: str) -> None:
    """The result of a quiz, trying the wrong ones again, and the page that shows what was done."""
    look.goto(f"{web}/{KINDS['module']}")
    quiz = finish_quiz(look, wrong=3)
    quiz.locator(".ts-result").wait_for()
    faults = judge(look, "quiz finished")
    press(look, quiz, "retry")
    faults += judge(look, "trying again")
    for kind in ("home", "progress", "checklists"):
        look.goto(f"{web}/{KINDS[kind]}")
        faults += judge(look, f"{kind} with work done")
    assert not faults, told(faults)


def test_what_opens_over_the_page(look: Page, web: str) -> None:
    """A term explained, the search with hits, the reading preferences, the menu."""
    look.goto(f"{web}/{KINDS['module']}")
    look.locator("a.ts-term").first.focus()
    look.locator(".ts-tip:visible").wait_for()
    faults = judge(look, "term explained")
    look.keyboard.press("Escape")
    menu = look.locator(".ts-menu")
    if menu.is_visible():
        menu.click()
        look.locator("#ts-nav:popover-open").wait_for()
        faults += judge(look, "menu open")
        look.keyboard.press("Escape")
    look.locator("ts-preferences button, ts-preferences summary").first.click()
    faults += judge(look, "preferences open")
    look.keyboard.press("Escape")
    search(look, "consent")
    faults += judge(look, "search with hits")
    search(look, "zzzzqqqq")
    faults += judge(look, "search without hits")
    assert not faults, told(faults)


@pytest.mark.parametrize("trouble", ["refused", "newer", "aside"])
def test_notices_of_trouble(new_context: Callable[..., BrowserContext], web: str, trouble: str) -> None:
    """What is said when the device does not keep what is done."""
    faults = []
    for scheme in ("light", "dark"):
        context = new_context(color_scheme=scheme, viewport={"width": 390, "height": 900})
        make_trouble(context, trouble)
        page = context.new_page()
        for kind in ("module", "progress"):
            page.goto(f"{web}/{KINDS[kind]}")
            page.locator(".ts-trouble p").first.wait_for()
            faults += judge(page, f"{trouble}, {kind}")
    assert not faults, told(faults)


def test_print(page: Page, web: str) -> None:
    """What goes to paper has contrast too. How large a target is for a finger matters on the screen alone."""
    page.emulate_media(media="print")
    faults = []
    for kind in ("module", "checklists", "glossary"):
        page.goto(f"{web}/{KINDS[kind]}")
        faults += [fault for fault in judge(page, kind) if not fault.startswith("target-size ")]
    assert not faults, told(faults)


def test_axe_finds_faults(page: Page, web: str) -> None:
    """The judge that found nothing does find something where something is wrong."""
    page.goto(f"{web}/{KINDS['home']}")
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend", "<input type=checkbox><p>pale</p>");
            document.body.lastElementChild.style.cssText = "color: #bbb; background: #fff";
        }"""
    )
    found = "\n".join(judge(page, "spoilt"))
    assert "label (critical)" in found
    assert "color-contrast" in found
