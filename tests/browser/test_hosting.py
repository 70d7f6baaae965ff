"""The web servers of docs/hosting.md, configured as it shows, over the built site: what they send, and that every page works under it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .hosts import PAGE, POLICY, Answer, ask, caddy, nginx, shown
from .states import TELLING, answer
from .visit import KINDS, kept, press, search, settle

SERVERS = ("nginx", "caddy")

COMPRESSED = [KINDS["module"], "assets/tableside.js", "assets/tableside.css", "assets/favicon.svg", "search/search_index.json"]

NAMED_BY_CONTENT = "immutable"
A_WEEK = "public, max-age=604800"
CACHED = {
    KINDS["home"]: "no-cache",
    KINDS["module"]: "no-cache",
    "assets/tableside.css": "no-cache",
    "search/search_index.json": "no-cache",
    "assets/fonts/fraunces.woff2": A_WEEK,
    "assets/favicon.svg": A_WEEK,
    "nothing-here.html": "no-cache",
    "nothing-here.svg": "no-cache",
}

TYPED = {
    KINDS["module"]: "text/html; charset=utf-8",
    "assets/tableside.css": "text/css; charset=utf-8",
    "assets/tableside.js": "javascript; charset=utf-8",
    "assets/favicon.svg": "image/svg+xml",
    "assets/fonts/fraunces.woff2": "font/woff2",
    "search/search_index.json": "application/json",
    "manifest.webmanifest": "application/manifest+json",
    "sw.js": "javascript; charset=utf-8",
}

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""

LOOK = "[document.documentElement.dataset.tsSize, document.documentElement.dataset.tsScheme]"

INJECTED = "<script>window.ran = true</script><img src=nothing.png onerror='window.ran = true'>"


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, and beside it a page that somebody managed to write a script into."""
    there = tmp_path_factory.mktemp("served")
    for entry in site.iterdir():
        (there / entry.name).symlink_to(entry)
    page = (site / KINDS["home"]).read_text(encoding="utf-8")
    (there / "injected.html").write_text(page.replace("</article>", INJECTED + "</article>", 1), encoding="utf-8")
    return there


@pytest.fixture(scope="module", params=SERVERS)
def host(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server of the page serves the site, without a closing slash."""
    room = tmp_path_factory.mktemp(request.param)
    if request.param == "nginx":
        with nginx(folder, room) as (secure, _):
            yield secure
    else:
        with caddy(folder, room) as address:
            yield address


@pytest.fixture
def hosted(host: str, new_context: Callable[..., BrowserContext]) -> Page:
    """A guarded page that counts what breaks the policy."""
    context = new_context(also=host, ignore_https_errors=True)
    context.add_init_script(WATCH)
    return context.new_page()


def violations(page: Page) -> list[str]:
    """What broke the policy since the page was opened."""
    return list(page.evaluate("() => window.violations"))


def test_the_page_says_one_policy() -> None:
    """Both configurations set the policy that the page explains, and it lets no script run that is not a file of the site."""
    assert PAGE.count(POLICY) == 3
    assert f'Content-Security-Policy "{POLICY}" always;' in shown("nginx")
    assert f'Content-Security-Policy "{POLICY}"' in shown("caddy")
    assert "unsafe" not in POLICY
    assert "script-src 'self';" in POLICY


@pytest.mark.parametrize("path", COMPRESSED)
def test_text_travels_compressed(host: str, folder: Path, path: str) -> None:
    """What is text comes gzipped to who can read that, and is the file."""
    answer = ask(f"{host}/{path}", Accept_Encoding="gzip")
    assert answer.headers.get("content-encoding") == "gzip"
    assert gzip.decompress(answer.body) == (folder / path).read_bytes()
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert "content-encoding" not in ask(f"{host}/{path}").headers


def test_fonts_are_not_compressed_twice(host: str) -> None:
    """A woff2 font is compressed already."""
    assert "content-encoding" not in ask(f"{host}/assets/fonts/fraunces.woff2", Accept_Encoding="gzip").headers


def bundle(folder: Path) -> str:
    """The path of the theme's script, whose name tells its content."""
    return next(path.relative_to(folder).as_posix() for path in (folder / "assets" / "javascripts").glob("bundle.*.min.js"))


def test_files_are_kept_as_long_as_they_may(host: str, folder: Path) -> None:
    """Pages are asked for again each time, fonts after a week, what is named by its content never."""
    assert {path: ask(f"{host}/{path}").headers.get("cache-control") for path in CACHED} == CACHED
    assert NAMED_BY_CONTENT in ask(f"{host}/{bundle(folder)}").headers["cache-control"]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_is_the_same_is_not_sent_again(host: str, encoding: str) -> None:
    """A browser that names the tag it has is told that nothing changed."""
    first = ask(f"{host}/{KINDS['module']}", Accept_Encoding=encoding)
    again = ask(f"{host}/{KINDS['module']}", Accept_Encoding=encoding, If_None_Match=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert ask(f"{host}/{KINDS['module']}", Accept_Encoding=encoding, If_None_Match='"another"').status == 200


@pytest.mark.parametrize("path", ["nothing-here", "modules/nothing-here.html", "assets/nothing.js"])
def test_what_is_missing_is_said_by_our_page(host: str, folder: Path, path: str) -> None:
    """The status is 404 and the page is ours, with the policy."""
    answer = ask(f"{host}/{path}")
    assert answer.status == 404
    assert answer.body == (folder / "404.html").read_bytes()
    assert answer.headers["content-type"].lower() == "text/html; charset=utf-8"
    assert_headers(answer)


def assert_headers(answer: Answer) -> None:
    """The headers that every answer carries."""
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "microphone=()" in answer.headers["permissions-policy"]


def test_every_answer_is_guarded(host: str, folder: Path) -> None:
    """The policy and its kin come with every kind of file."""
    for path in [*TYPED, bundle(folder)]:
        assert_headers(ask(f"{host}/{path}"))


def test_files_are_named_for_what_they_are(host: str) -> None:
    """Browsers are told the type of each file, and that text is UTF-8."""
    told = {path: ask(f"{host}/{path}").headers["content-type"].lower() for path in TYPED}
    assert {path: kind for path, kind in told.items() if TYPED[path] not in kind} == {}


def test_the_first_page_needs_no_name(host: str, folder: Path) -> None:
    """An address that ends in a slash shows the first page."""
    assert ask(f"{host}/").body == (folder / "index.html").read_bytes()


def test_nginx_leads_to_https(folder: Path, tmp_path: Path) -> None:
    """Who comes by http is sent to the same page by https."""
    with nginx(folder, tmp_path) as (_, plain):
        answer = ask(f"{plain}/{KINDS['module']}", Host="course.example.org")
        assert answer.status == 301
        assert answer.headers["location"] == f"https://course.example.org/{KINDS['module']}"


def brought(file: Path) -> set[str]:
    """What a page brings: its scripts, styles and elements of ours, and what else it shows or plays."""
    text = file.read_text(encoding="utf-8")
    files = re.findall(r'<(?:script|link rel="(?:stylesheet|icon|manifest)")[^>]*? (?:src|href)="(?:[./]*/)?([^"]+)"', text)
    return {*files, *re.findall(r"<(ts-[a-z-]+|img|svg|audio|video|iframe|object|embed|style|math)\b", text)}


def test_some_pages_bring_what_all_bring(site: Path) -> None:
    """What the servers are asked for in a browser is all that any kind of page loads."""
    every, told = ({one for kind in kinds for one in brought(site / KINDS[kind])} for kinds in (KINDS, TELLING))
    assert len(every) > 15
    assert every == told


def test_every_page_keeps_the_policy(hosted: Page, host: str) -> None:
    """Pages that between them bring all that pages bring open with their elements awake, and nothing on them breaks the policy."""
    for kind in TELLING:
        answer = hosted.goto(f"{host}/{KINDS[kind]}")
        assert answer
        assert answer.headers["content-security-policy"] == POLICY
        settle(hosted)
        asleep = hosted.evaluate("[...document.querySelectorAll(':not(:defined)')].map(one => one.localName)")
        assert asleep == [], kind
        assert hosted.evaluate("Boolean(customElements.get('ts-page'))"), kind
        assert violations(hosted) == [], kind


def test_everything_on_a_page_keeps_the_policy(hosted: Page, host: str) -> None:
    """Questions, quiz, checklist, search, reading preferences and colors work as they do without a policy."""
    hosted.goto(f"{host}/{KINDS['module']}")
    settle(hosted)
    marked = answer(hosted, "ts-question", "right")
    assert set(marked) <= {"right", "compared"}
    expect(hosted.locator("ts-quiz .ts-result")).to_be_visible()
    hosted.locator("ts-checklist input[type=checkbox]").first.check()
    hosted.locator("abbr, .ts-term, a[data-means]").first.hover()
    hits = search(hosted, "draping")
    expect(hits.first).to_be_attached()
    hosted.keyboard.press("Escape")
    press(hosted, hosted.locator("ts-preferences"), "preferences")
    hosted.locator("ts-preferences input[name=size][value=large]").check()
    hosted.locator("ts-preferences input[name=scheme][value=dark]").check()
    assert hosted.evaluate(LOOK) == ["large", "dark"]
    assert violations(hosted) == []
    hosted.reload()
    settle(hosted)
    assert hosted.evaluate("document.documentElement.dataset.tsScheme") == "dark"
    expect(hosted.locator("ts-checklist input[type=checkbox]").first).to_be_checked()
    assert len(kept(hosted)["answers"]) == len(marked) >= 10  # type: ignore[arg-type]
    assert violations(hosted) == []


def test_a_script_written_into_a_page_does_not_run(host: str, chromium: Browser) -> None:
    """The policy does what it is there for, and the tests above would hear of it."""
    context = chromium.new_context(ignore_https_errors=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{host}/injected.html")
    settle(page)
    for _ in range(50):
        if len(violations(page)) >= 2:
            break
        page.wait_for_timeout(100)
    assert all(each.startswith("script-src-") for each in violations(page)), violations(page)
    assert page.evaluate("() => window.ran") is None
    assert "window.ran" in page.content()
    context.close()
