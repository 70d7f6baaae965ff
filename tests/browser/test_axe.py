"""axe-core, its best practices included, over every kind of page and every state a page can be in. Nothing is exempt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from .conftest import REPOSITORY
from .states import states
from .visit import KINDS, make_trouble, settle

AXE = (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

# What is found is told by its markup, so no selectors are made for it.
RUN = """part => axe.run(part === 'html' ? document : part,
    {resultTypes: ['violations'], selectors: false, rules: {'target-size': {enabled: true}}})"""

LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (390, 1280)]


def told(faults: list[str]) -> str:
    """Faults as a sentence each; one that many pages share is told once."""
    found: dict[str, list[str]] = {}
    for fault in faults:
        what, where = fault.rsplit("  on: ", 1)
        found.setdefault(what, []).append(where)
    return "\n".join(f"{what}  on: {', '.join(places)}" for what, places in found.items())


def judge(page: Page, where: str, part: str = "html") -> list[str]:
    """What axe has against the page as it stands, or against a part of it. The target-size rule is off by default, so it is asked for.

    Of a part, axe does not say how it stands to the rest: whether it lies in a landmark, and how its headings follow the others.
    """
    settle(page)
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate(RUN, part)
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]} {node['failureSummary'].splitlines()[1:2]}  on: {where}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def in_looks(page: Page, where: str, looks: Iterable[tuple[str, int]], part: str = "html") -> list[str]:
    """What axe has against the page in each of some looks. What is open on it stays open; the last look stays."""
    faults = []
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        faults += judge(page, f"{where} ({scheme}, {width})", part)
    return faults


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


ON_PAPER = ("module", "checklists", "glossary")
"""The kinds of page that are made to be printed."""


@pytest.mark.parametrize("turn", [0, 1], ids=["one half", "the other half"])
def test_pages(page: Page, web: str, turn: int) -> None:
    """Every kind of page, as it opens, in two looks each, which between them are light, dark, narrow and wide; by turns it opens in each.

    What goes to paper has contrast too. How large a target is for a finger matters on the screen alone.
    """
    faults = []
    for at, (kind, path) in enumerate(KINDS.items()):
        if at % 2 != turn:
            continue
        looks = [LOOKS[0], LOOKS[3]] if turn else [LOOKS[1], LOOKS[2]]
        looks = looks[:: 1 if at % 4 < 2 else -1]
        scheme, width = looks[0]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{web}/{path}")
        faults += in_looks(page, kind, looks)
        if kind in ON_PAPER:
            page.emulate_media(media="print", color_scheme="light")
            faults += [fault for fault in judge(page, f"{kind}, on paper") if not fault.startswith("target-size ")]
            page.emulate_media(media="screen")
    assert not faults, told(faults)


ASKED = "ts-question, ts-quiz, ts-checklist"

PARTS = {
    "answered wrongly": ASKED,
    "keys shown": ASKED,
    "answered rightly": ASKED,
    "quiz finished, partly right": ASKED,
    "trying again, asked whether to start over": ASKED,
    "preferences open": "header, ts-preferences",
    "term explained": "ts-page",
    "menu open": "header, #ts-nav",
    "search with hits": "header",
    "search without hits": "header",
}
"""What changes on the way to a state, which is all that is judged there in a second look, and of answers in the first."""


def test_every_state(new_context: Callable[..., BrowserContext], web: str) -> None:
    """A question of every type in each state, the quiz, what opens over the page, and what shows the work done.

    Answers are judged by turns in one of two looks (test_question_types.py has each type in both), all else in two.
    """
    phone, desk = LOOKS[0], LOOKS[3]
    page = new_context(viewport={"width": 390, "height": 900}).new_page()
    faults = []
    met = set()
    for where in states(page, web):
        met.add(where)
        part = PARTS.get(where, "html")
        if part == ASKED:
            faults += in_looks(page, where, [phone if len(met) % 2 else desk], part)
        elif where != "a lesson, opened":  # That is judged with every kind of page.
            # The menu opens over the page on a phone alone.
            faults += in_looks(page, where, [LOOKS[2] if where == "menu open" else desk], part)
            faults += in_looks(page, where, [phone])
    assert met >= set(PARTS), set(PARTS) - met
    for kind in ("home", "checklists"):
        page.goto(f"{web}/{KINDS[kind]}")
        faults += in_looks(page, f"{kind} with work done", [phone, desk])
    assert not faults, told(faults)


@pytest.mark.parametrize("trouble", ["refused", "newer", "aside"])
def test_notices_of_trouble(new_context: Callable[..., BrowserContext], web: str, trouble: str) -> None:
    """What is said when the device does not keep what is done, and the page around it."""
    context = new_context(viewport={"width": 390, "height": 900})
    make_trouble(context, trouble)
    page = context.new_page()
    faults = []
    for kind, part in (("module", ".ts-trouble"), ("progress", "html")):
        page.goto(f"{web}/{KINDS[kind]}")
        page.locator(".ts-trouble p").first.wait_for()
        faults += in_looks(page, f"{trouble}, {kind}", [LOOKS[0], LOOKS[2]], part)
    assert not faults, told(faults)


def test_axe_finds_faults(page: Page, web: str) -> None:
    """The judge that found nothing does find something where something is wrong, and in a part only what is wrong there."""
    page.goto(f"{web}/{KINDS['privacy']}")
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend", "<div id=spoilt><input type=checkbox><p>pale</p></div>");
            document.body.lastElementChild.lastElementChild.style.cssText = "color: #bbb; background: #fff";
        }"""
    )
    for part in ("html", "#spoilt"):
        found = "\n".join(judge(page, "spoilt", part))
        assert "label (critical)" in found
        assert "color-contrast" in found
    assert "region (moderate)" in "\n".join(judge(page, "spoilt"))
    assert judge(page, "spoilt", "main") == []
