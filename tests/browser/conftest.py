"""The built site and a real browser, for every test in this folder.

The site is built once by the command that a customer uses, then served on the loopback address and opened from its folder. Each page a
test opens is guarded: a request that leaves the site, a console error or an uncaught exception fails the test that caused it.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from .every_type import MODULE
from .every_type import build as build_every_type
from .hosts import POLICY
from .visit import Guard

REPOSITORY = Path(__file__).resolve().parents[2]

PATIENCE = 45_000
"""Milliseconds that a browser on a busy machine may take for what a reader has at once. Whatever comes sooner is not waited for longer."""
expect.set_options(timeout=PATIENCE)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    # No name but this machine's own address is ever looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def build_site(to: Path, **settings: str) -> Path:
    """Build the site as a customer does, into a folder of the test's own.

    Args:
        to: where the site goes.
        settings: environment variables for the build.
    """
    command = Path(sys.executable).with_name("tableside")
    built = subprocess.run(
        [command, "build", "site", "--to", to], cwd=REPOSITORY, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, f"The site does not build:\n{built.stdout}\n{built.stderr}"
    return to


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. TABLESIDE_TEST_SITE names one that is built already, for who works on the tests."""
    ready = os.environ.get("TABLESIDE_TEST_SITE")
    return Path(ready).resolve() if ready else build_site(tmp_path_factory.mktemp("built") / "site")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Send the policy of docs/hosting.md with everything: the guard reads what a page that breaks it writes to the console."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: a test run is no access log."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on the loopback address and returns where, without a closing slash."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def web(site: Path, serve: Callable[[Path], str]) -> str:
    """Where the site is served, without a closing slash."""
    return serve(site)


@contextmanager
def launched(name: str) -> Iterator[Browser]:
    """A browser of Debian's, by the name of its program."""
    program = shutil.which(name)
    assert program, f"{name} is missing: sh tests/tools.sh installs it or says how."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without its own windows, bars and menus, which take more of the machine than our pages do. Started once."""
    with launched("chromium-headless-shell") as browser:
        yield browser


@pytest.fixture
def new_context(chromium: Browser, web: str, site: Path) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens a fresh, guarded browsing context; `also` is one more place that it may reach."""
    guards: list[Guard] = []

    def start(*, also: str | None = None, **options: object) -> BrowserContext:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE)
        guards.append(Guard(context, allowed=(web, site.as_uri(), *([also] if also else []))))
        return context

    yield start
    for guard in guards:
        guard.context.close()
    for guard in guards:
        guard.judge()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A guarded page, wide and light, in a context of its own."""
    return new_context().new_page()


@pytest.fixture(scope="session")
def every_type(serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page with a question of every type. TABLESIDE_TEST_EVERY_TYPE names a site of it that is built already."""
    ready = os.environ.get("TABLESIDE_TEST_EVERY_TYPE")
    if ready:
        return f"{serve(Path(ready))}/{MODULE}"
    build_every_type(built := tmp_path_factory.mktemp("every-type"))
    return f"{serve(built)}/{MODULE}"


@pytest.fixture(scope="session")
def instant(site: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the site is served with a map that names its pages there, as it has where `site_url` is set: pages are swapped, not loaded."""
    folder = tmp_path_factory.mktemp("instant")
    for entry in site.iterdir():
        if not entry.name.startswith("sitemap.xml"):
            (folder / entry.name).symlink_to(entry)
    place = serve(folder)
    pages = "".join(f"<url><loc>{place}/{page.relative_to(site).as_posix()}</loc></url>" for page in site.rglob("*.html"))
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'
    (folder / "sitemap.xml").write_text(text, encoding="utf-8")
    return place
