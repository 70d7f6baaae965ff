"""Keep on this phone: the course opens with the server gone, a new version interrupts nobody, and what fails is told."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tableside import keep
from tableside.model import Course

from .conftest import REPOSITORY, _Quiet
from .test_axe import judge
from .visit import KINDS, check, give, kept, press, say, search, settle, until

BELOW = "training/course"
"""Where the site lies on its host: in a folder, beside another site."""


class Host:
    """A web server of the test's own, which can go away and come back at the same address."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / BELOW
        self.port = 0
        self.start()
        self.address = f"http://127.0.0.1:{self.port}"
        self.course = f"{self.address}/{BELOW}"

    def start(self) -> None:
        """Answer."""
        handler = functools.partial(_Quiet, directory=str(self.root))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Be gone."""
        self.server.shutdown()
        self.server.server_close()

    def publish(self, made: Course, before: str, after: str) -> None:
        """Put another version of the module's page there, as a new build would."""
        page = self.folder / KINDS["module"]
        text = page.read_text(encoding="utf-8")
        assert before in text
        page.write_text(text.replace(before, after), encoding="utf-8")
        keep.finish(self.folder, REPOSITORY / "templates", made)


@pytest.fixture(scope="session")
def light(site: Path, tmp_path_factory: pytest.TempPathFactory, made: Course) -> Path:
    """A folder that has the built site in a folder below: a page of each kind and two PDFs, since what holds for them holds for more."""
    root = tmp_path_factory.mktemp("light")
    pdfs = sorted(path.name for path in (site / "downloads").glob("handout-*.pdf"))[:2]

    def left_out(folder: str, names: list[str]) -> set[str]:
        at = Path(folder).relative_to(site)
        pages = {name for name in names if name.endswith(".html") and (at / name).as_posix() not in KINDS.values()}
        return pages | {name for name in names if name.endswith((".pdf", ".zip")) and name not in pdfs}

    shutil.copytree(site, root / BELOW, ignore=left_out)
    keep.finish(root / BELOW, REPOSITORY / "templates", made)
    return root


@pytest.fixture
def host(light: Path, tmp_path: Path) -> Iterator[Host]:
    """That folder on a web server, for one test to change."""
    there = Host(shutil.copytree(light, tmp_path / "host"))
    # New, since a browser keeps what has not changed for long.
    other = there.root / "training" / "other.html"
    other.write_text("<!doctype html><title>Another site</title><link rel='icon' href='data:,'><p>Not ours", encoding="utf-8")
    yield there
    there.stop()


@pytest.fixture
def phone(host: Host, new_context: Callable[..., BrowserContext]) -> Page:
    """A page in a phone's browser."""
    return new_context(also=host.address, viewport={"width": 390, "height": 800}).new_page()


def offer(page: Page, host: Host) -> None:
    """Open the page where one keeps the course."""
    page.goto(f"{host.course}/{KINDS['downloads']}")
    settle(page)


def told(page: Page) -> str:
    """What the status line says."""
    return page.locator("ts-keep [role=status]").text_content() or ""


def keep_it(page: Page, host: Host) -> None:
    """Keep the course, and wait until it is."""
    offer(page, host)
    press(page, page.locator("ts-keep"), "keep")
    expect(page.locator("ts-keep [role=status]")).to_have_text(say(page, "keep.done"))


def test_the_course_opens_with_the_server_gone(phone: Page, host: Host) -> None:
    """Said before: how much; said after: since when. Then pages, fonts, quiz, glossary and search do without the server."""
    offer(phone, host)
    size = int(phone.locator("ts-keep").get_attribute("data-size") or "0")
    expect(phone.locator(".ts-keep__acts p")).to_contain_text(f"{round(size / 1e5) / 10:g}")
    keep_it(phone, host)
    expect(phone.locator("ts-keep")).to_contain_text(str(phone.evaluate("new Date().getFullYear()")))
    expect(phone.locator("ts-keep button")).to_contain_text([say(phone, "keep.remove")])

    host.stop()
    phone.context.set_offline(True)
    for path in KINDS.values():
        if path == KINDS["not found"]:
            continue
        phone.goto(f"{host.course}/{path}")
        settle(phone)
        assert phone.evaluate("Boolean(customElements.get('ts-page'))"), path
        assert phone.evaluate("document.fonts.check('16px Atkinson Hyperlegible')"), path
        assert phone.evaluate("[...document.images].every(one => one.complete && one.naturalWidth)"), path
    phone.goto(f"{host.course}/{KINDS['module']}")
    asked = phone.locator("ts-quiz ts-question[data-type=one-answer]").first
    give(asked)
    check(phone, asked)
    expect(asked.locator("fieldset")).to_be_visible()
    expect(search(phone, "draping").first).to_be_attached()
    # The first page has no name, and this one had a query.
    for address in (f"{host.course}/", f"{host.course}/{KINDS['glossary']}?q=draping"):
        phone.goto(address)
        expect(phone.locator("h1")).to_be_visible()
    expect(phone.locator("[data-md-component=search-result] li a").first).to_be_attached()
    host.start()


def test_what_is_not_kept_says_so(chromium: Browser, host: Host, made: Course) -> None:
    """A file that is on the site and not in the copy is said to be that; another site on the host is none of our business."""
    phone = chromium.new_context().new_page()
    keep_it(phone, host)
    assert phone.goto(f"{host.address}/training/other.html")
    host.stop()
    answer = phone.goto(f"{host.course}/source/glossary.yml.txt")
    assert answer
    assert answer.status == 503
    assert phone.locator("h1").text_content() == made.words["keep.absent"]
    names = phone.evaluate("caches.keys()")
    assert [name.startswith(f"tableside /{BELOW}/ ") for name in names] == [True]
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        phone.goto(f"{host.address}/training/other.html")
    phone.context.close()
    host.start()


def test_pdfs_are_a_choice(phone: Page, host: Host) -> None:
    """They are not fetched unless asked for, at once or later."""
    keep_it(phone, host)
    pdf = next(path.relative_to(host.folder).as_posix() for path in host.folder.rglob("*.pdf"))
    there = "path => caches.match(path).then(Boolean)"
    assert phone.evaluate(there, f"{host.course}/{pdf}") is False
    keep_the_pdfs(phone)
    expect(phone.locator("ts-keep button")).to_have_count(1)
    assert phone.evaluate(there, f"{host.course}/{pdf}") is True


def wait_for_a_newer(page: Page) -> None:
    """Let the browser look for a new version now, as it does on its own when pages are opened, and fetch it."""
    page.evaluate("""async () => {
        const found = await navigator.serviceWorker.getRegistration();
        await found.update();
        const arriving = found.installing;
        if (arriving) await new Promise(done => arriving.onstatechange = () => arriving.state === "installed" && done());
    }""")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.waiting?.state)") == "installed"


def expect_the_newer(page: Page) -> None:
    """Wait until the page is the newer version. The page asks for it, and Chromium gives it when the older worker is idle; while a tool
    watches, as here, it may hold an idle worker for minutes, so that one is stopped as browsers stop the idle."""
    heading = expect(page.locator("h1"))
    try:
        heading.to_contain_text("newer", timeout=10_000)
    except AssertionError:
        workers: dict[str, str] = {}
        tool = page.context.new_cdp_session(page)
        tool.on(
            "ServiceWorker.workerVersionUpdated", lambda told: workers.update({one["status"]: one["versionId"] for one in told["versions"]})
        )
        tool.send("ServiceWorker.enable")
        page.wait_for_timeout(500)
        tool.send("ServiceWorker.stopWorker", {"versionId": workers["activated"]})
        heading.to_contain_text("newer")


OLD, NEW = "</h1>", " (a newer version)</h1>"


def test_a_new_version_interrupts_no_attempt(phone: Page, host: Host, made: Course) -> None:
    """An attempt goes on in the version in which it was begun; after a reload the page is the new one and the answers are there."""
    keep_it(phone, host)
    phone.goto(f"{host.course}/{KINDS['module']}")
    settle(phone)
    asked = phone.locator("ts-quiz ts-question[data-type=one-answer]")
    give(asked.nth(0))
    check(phone, asked.nth(0))
    phone.evaluate("window.same = true")
    host.publish(made, OLD, NEW)
    wait_for_a_newer(phone)
    phone.wait_for_timeout(300)
    assert phone.evaluate("window.same") is True
    assert NEW not in phone.evaluate("fetch(location.href).then(answer => answer.text())"), "one version until it is done"
    give(asked.nth(1))
    check(phone, asked.nth(1))
    assert len(kept(phone)["answers"]) == 2  # type: ignore[arg-type]

    phone.reload()
    expect_the_newer(phone)
    settle(phone)
    assert len(kept(phone)["answers"]) == 2  # type: ignore[arg-type]
    expect(asked.nth(1)).to_have_attribute("data-state", "right")
    host.stop()
    phone.reload()
    expect_the_newer(phone)
    assert len(phone.evaluate("caches.keys()")) == 1
    host.start()


@pytest.mark.parametrize("touch", ["click", "input", "change"])
def test_a_page_that_was_touched_without_key_or_pointer_is_not_loaded_anew(phone: Page, host: Host, made: Course, touch: str) -> None:
    """Screen readers click, dictation and autofill write: what was begun so stays, though a newer version comes in meanwhile."""
    keep_it(phone, host)
    phone.goto(f"{host.course}/{KINDS['module']}")
    host.publish(made, OLD, NEW)
    wait_for_a_newer(phone)
    phone.add_init_script(f"""
        sessionStorage.loads = 1 + Number(sessionStorage.loads ?? 0);
        const touch = () => document.querySelector("ts-quiz").dispatchEvent(new Event("{touch}", {{bubbles: true}}));
        addEventListener("DOMContentLoaded", touch);
    """)
    phone.goto(f"{host.course}/{KINDS['module']}")
    settle(phone)
    phone.wait_for_timeout(1500)
    assert phone.evaluate("sessionStorage.loads") == "1"


def test_a_second_page_keeps_the_old_version_until_the_reader_says(phone: Page, host: Host, made: Course) -> None:
    """With another page of the old version open nothing changes by itself; the reader can say so."""
    keep_it(phone, host)
    other = phone.context.new_page()
    other.goto(f"{host.course}/{KINDS['module']}")
    host.publish(made, OLD, NEW)
    wait_for_a_newer(other)
    other.reload()
    other.wait_for_timeout(500)
    assert "newer" not in (other.locator("h1").text_content() or "")
    offer(phone, host)
    expect(phone.locator("ts-keep")).to_contain_text(say(phone, "keep.newer"))
    with phone.expect_navigation():
        press(phone, phone.locator("ts-keep"), "keep.use")
    # Nobody has touched it, so it opens again by itself.
    expect(other.locator("h1")).to_contain_text("newer")


ALONE = """async () => {
    const {active} = await navigator.serviceWorker.getRegistration();
    const {port1, port2} = new MessageChannel();
    const answer = new Promise(done => port1.onmessage = ({data}) => done(data));
    active.postMessage({do: "alone"}, [port2]);
    return answer;
}"""
SLOW = """() => {
    const match = caches.match.bind(caches);
    const slow = new Promise(done => setTimeout(done, 8000));
    caches.match = async (what, ...rest) => (new Request(what).url.endsWith("glossary.html") && await slow, match(what, ...rest));
}"""


def test_a_page_on_its_way_counts_as_open(phone: Page, host: Host) -> None:
    """No newer version takes over between the asking for a page and its coming, which could mix the two in one page."""
    keep_it(phone, host)
    phone.goto(f"{host.course}/{KINDS['module']}")
    assert phone.evaluate(ALONE) is True
    (worker,) = phone.context.service_workers
    worker.evaluate(SLOW)
    other = phone.context.new_page()
    other.goto(f"{host.address}/training/other.html")
    other.evaluate(f"setTimeout(() => location.href = '{host.course}/{KINDS['glossary']}')")
    until(phone, lambda: worker.evaluate("coming.size") == 1)
    assert phone.evaluate(ALONE) is False, "it is on its way"
    other.wait_for_url(f"**/{KINDS['glossary']}")
    assert phone.evaluate(ALONE) is False, "it is there"
    other.close()
    assert phone.evaluate(ALONE) is True, "it is gone"


def test_the_offer_can_be_used_by_everyone(phone: Page, host: Host, made: Course) -> None:
    """The offer, what is kept, a newer version and a failure have nothing that axe finds fault with, and the focus is never lost."""
    offer(phone, host)
    faults = judge(phone, "offer")
    button = phone.locator("ts-keep").get_by_role("button", name=say(phone, "keep"), exact=True)
    button.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.done"))
    expect(phone.locator("ts-keep button").first).to_be_focused()
    faults += judge(phone, "kept")
    host.publish(made, OLD, NEW)
    other = phone.context.new_page()
    offer(other, host)
    expect(other.locator("ts-keep")).to_contain_text(say(other, "keep.newer"))
    faults += judge(other, "a newer version")
    assert not faults, "\n".join(faults)


def test_removing_leaves_nothing_but_the_record(phone: Page, host: Host) -> None:
    """The copy and its worker go; what the learner did stays."""
    keep_it(phone, host)
    phone.goto(f"{host.course}/{KINDS['module']}")
    settle(phone)
    asked = phone.locator("ts-quiz ts-question[data-type=one-answer]").first
    give(asked)
    check(phone, asked)
    offer(phone, host)
    press(phone, phone.locator("ts-keep"), "keep.remove")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.removed"))
    assert phone.evaluate("caches.keys()") == []
    assert phone.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert len(kept(phone)["answers"]) == 1  # type: ignore[arg-type]
    expect(phone.locator("ts-keep").get_by_role("button", name=say(phone, "keep"), exact=True)).to_be_focused()


def test_a_copy_with_holes_is_told_and_mended(phone: Page, host: Host) -> None:
    """A browser may clear a part: pages still come from the network, and the missing part can be fetched."""
    keep_it(phone, host)
    module = f"{host.course}/{KINDS['module']}"
    phone.evaluate("async gone => { for (const name of await caches.keys()) await (await caches.open(name)).delete(gone) }", module)
    phone.goto(module)
    expect(phone.locator("h1")).to_be_visible()
    offer(phone, host)
    expect(phone.locator("ts-keep")).to_contain_text(say(phone, "keep.broken"))
    press(phone, phone.locator("ts-keep"), "keep.again")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.done"))
    host.stop()
    phone.goto(module)
    expect(phone.locator("h1")).to_be_visible()
    host.start()


def test_a_copy_that_was_cleared_is_offered_again(phone: Page, host: Host) -> None:
    """When the browser has thrown all of it away, pages open from the network and the offer stands again."""
    keep_it(phone, host)
    phone.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name) }")
    offer(phone, host)
    press(phone, phone.locator("ts-keep"), "keep")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.done"))
    assert len(phone.evaluate("caches.keys()")) == 1


def test_a_site_that_changes_on_the_way_is_not_kept(phone: Page, host: Host) -> None:
    """Half of one version and half of another would be worse than nothing: it is told, and nothing is kept."""
    page = host.folder / KINDS["glossary"]
    page.write_text(page.read_text(encoding="utf-8") + "<!-- a banner of the host -->", encoding="utf-8")
    offer(phone, host)
    press(phone, phone.locator("ts-keep"), "keep")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.failed.changed"))
    assert phone.evaluate("caches.keys()") == []
    expect(phone.locator("ts-keep").get_by_role("button", name=say(phone, "keep"), exact=True)).to_be_focused()
    assert judge(phone, "a failure") == []


def test_a_full_device_is_told(phone: Page, host: Host) -> None:
    """Too little room: said, nothing kept, the page goes on."""
    offer(phone, host)
    session = phone.context.new_cdp_session(phone)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.address, "quotaSize": 100_000})
    press(phone, phone.locator("ts-keep"), "keep")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.failed.full"))
    assert phone.evaluate("caches.keys()") == []


def spoil(path: Path) -> bytes:
    """Make a file of the site one that the worker refuses. Returns what it was."""
    was = path.read_bytes()
    path.write_bytes(was + b"<!-- a banner of the host -->")
    return was


def pdfs_button(page: Page) -> Locator:
    """The button that fetches the PDFs for a copy without them."""
    more = int(page.locator("ts-keep").get_attribute("data-more") or "0")
    return page.get_by_role("button", name=say(page, "keep.more", size=f"{round(more / 1e5) / 10:g}"))


def keep_the_pdfs(page: Page) -> None:
    """Press it."""
    pdfs_button(page).click()


def test_pdfs_that_fail_leave_the_lessons_and_say_so(phone: Page, host: Host) -> None:
    """Asked for at once with the course, or later: what is told is that the rest failed, and no part of a PDF takes room."""
    was = spoil(pdf := next(host.folder.rglob("*.pdf")))
    offer(phone, host)
    phone.locator("ts-keep input[type=checkbox]").check()
    press(phone, phone.locator("ts-keep"), "keep")
    status = phone.locator("ts-keep [role=status]")
    expect(status).to_have_text(say(phone, "keep.rest.changed"))
    expect(phone.locator("ts-keep")).to_contain_text(str(phone.evaluate("new Date().getFullYear()")))
    assert not [path for path in held(phone) if path.endswith(".pdf")]
    phone.reload()
    keep_the_pdfs(phone)
    expect(status).to_have_text(say(phone, "keep.rest.changed"))
    pdf.write_bytes(was)
    keep_the_pdfs(phone)
    expect(status).to_have_text(say(phone, "keep.done"))
    assert [path for path in held(phone) if path.endswith(".pdf")]


def held(page: Page) -> list[str]:
    """The addresses of all that is kept."""
    asked = "async () => { const all = []; for (const n of await caches.keys()) all.push(...await (await caches.open(n)).keys()); "
    return list(page.evaluate(f"{asked} return all.map(one => one.url) }}"))


def test_pdfs_that_fail_hold_up_no_newer_version(phone: Page, host: Host, made: Course) -> None:
    """Who kept the PDFs too gets the newer lessons although a newer PDF does not come, and is offered the PDFs again."""
    keep_it(phone, host)
    keep_the_pdfs(phone)
    expect(phone.locator("ts-keep button")).to_have_count(1)
    phone.goto(f"{host.course}/{KINDS['module']}")
    (pdf := next(host.folder.rglob("*.pdf"))).write_bytes(b"%PDF- of another day")
    host.publish(made, OLD, NEW)
    spoil(pdf)
    wait_for_a_newer(phone)
    phone.evaluate("""async () => {
        const {waiting} = await navigator.serviceWorker.getRegistration();
        const active = new Promise(done => waiting.onstatechange = () => waiting.state === "activated" && done());
        waiting.postMessage({do: "use"});
        await active;
    }""")
    offer(phone, host)
    expect(pdfs_button(phone)).to_be_visible(timeout=45_000)
    assert not [path for path in held(phone) if path.endswith(".pdf")]
    phone.goto(f"{host.course}/{KINDS['module']}")
    expect_the_newer(phone)


def test_a_newer_version_that_cannot_be_fetched_is_told(phone: Page, host: Host, made: Course) -> None:
    """The page of the kept course says so, and since when one reads this version; trying again says what came of it."""
    keep_it(phone, host)
    host.publish(made, OLD, NEW)
    was = spoil(page := host.folder / KINDS["module"])
    offer(phone, host)
    missed = say(phone, "keep.missed").split("{day}")[0]
    expect(phone.locator("ts-keep")).to_contain_text(missed)
    assert judge(phone, "a version that was missed") == []
    again = phone.locator("ts-keep").get_by_role("button", name=say(phone, "keep.renew"), exact=True)
    again.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.rest.changed"))
    expect(again).to_be_focused()
    page.write_bytes(was)
    phone.keyboard.press("Enter")
    expect(phone.locator("ts-keep")).to_contain_text(say(phone, "keep.newer"))
    assert missed not in (phone.locator("ts-keep").text_content() or "")
    expect(phone.locator("ts-keep").get_by_role("button", name=say(phone, "keep.use"), exact=True)).to_be_focused()


def test_a_worker_that_falls_silent_is_not_waited_for(phone: Page, host: Host) -> None:
    """Browsers end workers that take long. News puts the end of patience off; then it is told, and the buttons can be pressed again."""
    keep_it(phone, host)
    phone.add_init_script("""
        const post = ServiceWorker.prototype.postMessage;
        ServiceWorker.prototype.postMessage = function (what, ...rest) { if (what.do !== "keep") post.call(this, what, ...rest) };
    """)
    phone.clock.install()
    offer(phone, host)
    keep_the_pdfs(phone)
    status = phone.locator("ts-keep [role=status]")
    phone.clock.run_for(15_000)
    phone.evaluate("navigator.serviceWorker.dispatchEvent(new MessageEvent('message', {data: {tableside: {keeping: {done: 1, of: 2}}}}))")
    phone.clock.run_for(15_000)
    expect(status).to_have_text(say(phone, "keep.keeping"))
    phone.clock.run_for(10_000)
    expect(status).to_have_text(say(phone, "keep.rest.ended"))
    expect(phone.locator("ts-keep button").first).not_to_have_attribute("aria-disabled", "true")


REFUSED = "() => Promise.reject(new DOMException('no', 'SecurityError'))"
CANNOT = {
    "insecure": "Object.defineProperty(window, 'isSecureContext', {value: false})",
    "unsupported": "Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined})",
}


@pytest.mark.parametrize("why", CANNOT)
def test_a_browser_that_cannot_says_why(phone: Page, host: Host, why: str) -> None:
    """No button that does nothing: a sentence instead."""
    phone.add_init_script(CANNOT[why])
    offer(phone, host)
    expect(phone.locator("ts-keep")).to_contain_text(say(phone, f"keep.cannot.{why}"))
    assert phone.locator("ts-keep button").count() == 0


def test_a_browser_that_refuses_is_told(phone: Page, host: Host) -> None:
    """As in some private windows."""
    phone.add_init_script(f"if (navigator.serviceWorker) navigator.serviceWorker.register = {REFUSED}")
    offer(phone, host)
    press(phone, phone.locator("ts-keep"), "keep")
    expect(phone.locator("ts-keep [role=status]")).to_have_text(say(phone, "keep.failed.refused"))
    assert told(phone)


def test_a_folder_says_that_it_is_here_already(page: Page, site: Path) -> None:
    """Opened from a folder there is nothing to keep."""
    page.goto((site / KINDS["downloads"]).as_uri())
    settle(page)
    expect(page.locator("ts-keep")).to_contain_text(say(page, "keep.cannot.file"))


def test_firefox_keeps_it_too(host: Host, made: Course) -> None:
    """Debian's Firefox keeps the course, and opens a lesson and searches with the server gone."""
    firefox = shutil.which("firefox-esr")
    assert firefox, "Firefox is missing: sh tests/tools.sh installs it or says how."
    walk = ["node", str(Path(__file__).with_name("firefox-keep.mjs")), firefox, host.course]
    with subprocess.Popen(walk, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as walking:
        assert walking.stdin
        assert walking.stdout
        assert walking.stdout.readline() == "kept\n"
        host.stop()
        walking.stdin.write("gone\n")
        walking.stdin.flush()
        told = json.loads(walking.stdout.readline() or "{}")
    host.start()
    assert told["faults"] == []
    assert told["status"] == made.words["js.keep.done"]
    assert told["title"]
    assert any("glossary.html#" in hit for hit in told["hits"])


def test_nobody_gets_a_worker_unasked(page: Page, web: str) -> None:
    """Pages alone register nothing and keep nothing."""
    for path in (KINDS["home"], KINDS["module"], KINDS["downloads"]):
        page.goto(f"{web}/{path}")
        settle(page)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert page.evaluate("caches.keys()") == []
