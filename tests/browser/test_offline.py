"""The folder on a stick: opened by file:// with the network cut, all works in Chromium as on the web (Firefox: test_firefox.py)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .states import TELLING, answer
from .visit import KINDS, Guard, kept, search, settle


@pytest.fixture
def offline(new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser without a network."""
    context = new_context(viewport={"width": 390, "height": 800})
    context.set_offline(True)
    return context.new_page()


def test_pages_open_from_the_folder(offline: Page, site: Path) -> None:
    """Pages that between them bring all that pages bring open styled, with their elements awake, and links between pages lead on."""
    for kind in TELLING:
        # The page for what is not found is shown by a host, for any address, so its links start at the host's root.
        if kind == "not found":
            continue
        offline.goto((site / KINDS[kind]).as_uri())
        settle(offline)
        assert offline.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith(("Fraunces", '"Fraunces'))
        assert offline.evaluate("document.fonts.check('16px Atkinson Hyperlegible')")
        assert offline.evaluate("Boolean(customElements.get('ts-page'))"), kind
        assert offline.locator(":not(:defined)").count() == 0, kind
    offline.goto((site / "index.html").as_uri())
    offline.locator(f"ts-page a[href$='{KINDS['module']}']").first.click()
    offline.wait_for_url(f"**/{KINDS['module']}*")


def test_work_is_kept_in_the_folder(offline: Page, site: Path) -> None:
    """Questions, quiz, checklist and progress work, and are remembered."""
    offline.goto((site / KINDS["module"]).as_uri())
    settle(offline)
    marked = answer(offline, "ts-question", "right")
    assert set(marked) <= {"right", "compared"}
    offline.locator("ts-checklist input[type=checkbox]").first.check()
    offline.reload()
    expect(offline.locator("ts-quiz .ts-result")).to_be_visible()
    expect(offline.locator("ts-checklist input[type=checkbox]").first).to_be_checked()
    assert len(kept(offline)["answers"]) == len(marked)  # type: ignore[arg-type]
    offline.goto((site / KINDS["progress"]).as_uri())
    expect(offline.locator("ts-progress section", has_text="Informed and ongoing consent")).to_contain_text("100")


SOUGHT = {
    "a section": ("silence", "modules/consent.html#"),
    "a term": ("draping", "glossary.html#"),
    "a checklist item": ("areas pressure draping", "modules/consent.html#checklist-"),
}


def test_search_finds_in_the_folder(offline: Page, site: Path) -> None:
    """Sections, terms and checklist items are found without a network, and a hit leads to its place."""
    offline.goto((site / "index.html").as_uri())
    settle(offline)
    found = []
    for what, (words, place) in SOUGHT.items():
        hits = search(offline, words)
        expect(hits.first).to_be_attached()
        links = hits.evaluate_all("all => all.map(one => one.href)")
        assert any(place in link for link in links), (what, links)
        found.append(next(link for link in links if place in link))
    for link in found:
        offline.goto(link)
        assert offline.locator(f"[id='{link.split('#')[1].split('?')[0]}']").count() == 1, link


def test_search_finds_on_the_web(page: Page, web: str) -> None:
    """The same is found where the site is served."""
    page.goto(f"{web}/index.html")
    settle(page)
    for words, place in SOUGHT.values():
        links = search(page, words).evaluate_all("all => all.map(one => one.href)")
        assert any(place in link for link in links), (words, links)


def test_the_zip_opens(new_context: Callable[..., BrowserContext], site: Path, tmp_path: Path) -> None:
    """Who unpacks the whole site as one file, into whatever folder, opens index.html and is there."""
    folder = tmp_path / "a folder with spaces & ünïcode"
    with zipfile.ZipFile(next(site.rglob("*.zip"))) as archive:
        archive.extractall(folder)
    place = next(folder.glob("*/index.html")).parent
    context = new_context(also=folder.as_uri())
    context.set_offline(True)
    page = context.new_page()
    page.goto((place / "index.html").as_uri())
    settle(page)
    search(page, "draping")
    expect(page.locator("[data-md-component=search-result] li a").first).to_be_attached()
    page.goto((place / KINDS["downloads"]).as_uri())
    assert page.locator("a[href$='.zip']").count() == 0, "the copy does not offer itself"
    assert page.locator("a[href$='.pdf']").count() >= 6


def test_the_guard_notices_what_it_guards_against(chromium: Browser, web: str) -> None:
    """A request beyond the site, an error in the console and an uncaught exception each fail a test, so that silence means something."""
    context = chromium.new_context()
    guard = Guard(context, allowed=(web,))
    page = context.new_page()
    page.goto(f"{web}/index.html")
    guard.judge()
    with page.expect_event("requestfailed"):
        page.evaluate("() => { new Image().src = 'http://elsewhere.example/x.png'; setTimeout(() => { throw Error('loose') }) }")
    page.wait_for_timeout(100)
    context.close()
    told = "\n".join(guard.faults)
    assert "request beyond the site: http://elsewhere.example/x.png" in told
    assert "console: " in told
    assert "uncaught: loose" in told
