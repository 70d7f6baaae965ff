"""What a first visit costs, counted in bytes as they travel, and that search costs nothing until somebody searches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .hosts import nginx
from .visit import KINDS, settle, tab_to

BUDGET = 300_000
"""Bytes of a first visit to a module, compressed, theme and fonts included."""


@pytest.fixture(scope="module")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where nginx serves the site, compressed, as docs/hosting.md has it."""
    with nginx(site, tmp_path_factory.mktemp("nginx")) as (secure, _):
        yield secure


def search_files(context: BrowserContext) -> list[str]:
    """The requests for search that a context makes from now on."""
    seen: list[str] = []
    context.on("request", lambda request: seen.append(request.url) if "search" in request.url.rsplit("/", 1)[-1] else None)
    return seen


@pytest.mark.parametrize("kind", ["module", "home"])
def test_a_first_visit_is_light(host: str, site: Path, new_context: Callable[..., BrowserContext], kind: str) -> None:
    """Page, styles, scripts, drawings and fonts together, with nothing kept from before."""
    page = new_context(also=host, ignore_https_errors=True, viewport={"width": 390, "height": 800}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    came: dict[str, float] = {}
    names: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: names.__setitem__(event["requestId"], event["response"]["url"]))
    session.on("Network.loadingFinished", lambda event: came.__setitem__(event["requestId"], event["encodedDataLength"]))
    page.goto(f"{host}/{KINDS[kind]}", wait_until="networkidle")
    # What is drawn further down counts too.
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    each = {names.get(id, id): size for id, size in came.items()}
    assert any(name.endswith(".woff2") for name in each)
    assert any("bundle" in name for name in each)
    assert 30_000 < sum(each.values()) < BUDGET, "\n".join(f"{size:9.0f}  {name}" for name, size in sorted(each.items()))
    assert sum(each.values()) < sum((site / name.removeprefix(f"{host}/")).stat().st_size for name in each if name.startswith(host))


def by_pointer(page: Page) -> None:
    """Click into the field, and type."""
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("draping")


def by_keyboard(page: Page) -> None:
    """Go there with the Tab key."""
    tab_to(page, page.locator("[data-md-component=search-query]"))
    page.keyboard.type("draping")


def by_pasting(page: Page) -> None:
    """Paste, or dictate, over what was sought before: no key comes up."""
    by_pointer(page)
    expect(page.locator("[data-md-component=search-result] li a").first).to_be_attached(timeout=20_000)
    field = page.locator("[data-md-component=search-query]")
    field.select_text()
    page.keyboard.insert_text("zzzz")
    expect(page.locator("[data-md-component=search-result] li a")).to_have_count(0)
    field.select_text()
    page.keyboard.insert_text("draping")


def by_address(page: Page) -> None:
    """Follow a link that searches."""
    page.goto(page.url.split("?")[0] + "?q=draping")


WAYS = [(by_keyboard, "web"), (by_pasting, "web"), (by_address, "web"), (by_pointer, "folder"), (by_address, "folder")]
"""Who pastes has pointed before. From a folder the files of search come another way, however it was opened."""


@pytest.mark.parametrize(("way", "place"), WAYS)
def test_search_is_fetched_when_it_is_opened(page: Page, web: str, site: Path, way: Callable[[Page], None], place: str) -> None:
    """Nothing of it before, and single letters do nothing on a page (WCAG 2.1.4); each way of opening it finds something."""
    seen = search_files(page.context)
    page.goto(f"{web if place == 'web' else site.as_uri()}/{KINDS['module']}")
    settle(page)
    for key in "fs/":
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert seen == []
    assert not page.locator("#__search").is_checked()
    way(page)
    expect(page.locator("[data-md-component=search-result] li a").first).to_be_attached(timeout=20_000)
    assert any("search_index" in url for url in seen)
    assert len(seen) == len(set(seen)), seen


def test_a_search_that_failed_is_tried_again(new_context: Callable[..., BrowserContext], web: str) -> None:
    """Without a network search finds nothing; back in the network it does, on the same page."""
    page = new_context().new_page()
    page.goto(f"{web}/{KINDS['module']}")
    settle(page)
    page.route("**/search_index.json", lambda route: route.fulfill(status=204))
    field = page.locator("[data-md-component=search-query]")
    with page.expect_response("**/search_index.json"):
        field.focus()
    field.blur()
    page.unroute("**/search_index.json")
    by_pointer(page)
    expect(page.locator("[data-md-component=search-result] li a").first).to_be_attached(timeout=20_000)
