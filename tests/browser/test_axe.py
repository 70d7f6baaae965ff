"""axe-core, its best practices included, over every kind of page and every state a page can be in. Nothing is exempt."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from .conftest import REPOSITORY
from .visit import KINDS, settle

AXE = (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

LOOKS = [(scheme, width) for scheme in ("light", "dark") for width in (390, 1280)]


def judge(page: Page, where: str) -> list[str]:
    """What axe has against the page as it stands. The target-size rule is off by default, so it is asked for."""
    settle(page)
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})")
    return [
        f"{where}: {violation['id']} ({violation['impact']}): {node['html'][:160]} {node['failureSummary'].splitlines()[1:2]}"
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


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages(new_context: Callable[..., BrowserContext], web: str, scheme: str, width: int) -> None:
    """Every kind of page, as it opens."""
    page = new_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    faults = []
    for kind, path in KINDS.items():
        page.goto(f"{web}/{path}")
        faults += judge(page, kind)
    assert not faults, "\n".join(faults)


def test_axe_finds_faults(page: Page, web: str) -> None:
    """The judge that found nothing does find something where something is wrong."""
    page.goto(f"{web}/{KINDS['home']}")
    page.evaluate(
        """() => { document.body.insertAdjacentHTML('beforeend', '<input type="checkbox"><p style="color:#bbb;background:#fff">pale</p>') }"""
    )
    found = "\n".join(judge(page, "spoilt"))
    assert "label (critical)" in found
    assert "color-contrast" in found
