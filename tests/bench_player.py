"""How long the player's script takes, at a sixth of this machine's speed: opening a conversation and answering, in a real Chromium.

Prints figures and judges nothing: they are timings of a machine. `.venv/bin/python tests/bench_player.py [site]` takes a built site, or
builds one. Beside a real conversation it plays one of 500 scenes, made here: the real page with its scenes repeated in one long chain.
"""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

REAL = "practice/consent/quick-yes.html"
LONG = "practice/consent/long.html"
SCENES = 500
TURNS = 40
SLOWER = 6

CLICK = """selector => new Promise(done => {
  const pressed = document.querySelector(selector);
  pressed.focus();
  pressed.click();
  requestAnimationFrame(() => setTimeout(done));
})"""
"""Presses something as a person does, which moves the focus there first, and waits until the next picture stands there."""

WATCH = "new PerformanceObserver(list => (window.long ??= []).push(...list.getEntries().map(one => one.duration)))"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def lengthened(html: str) -> str:
    """The page with its scenes repeated until there are 500, each reply leading on to the next; the last one to the first ending."""
    scenes = re.findall(r'<li class="ts-scene".*?(?=<li class="ts-scene"|</ol>\s*<ol class="ts-endings")', html, re.S)
    ending = re.search(r'id="(ending-[^"]+)"', html)
    scores = re.search(r'data-scores="([^"]*)"', html)
    assert scenes, "the page has no scenes"
    assert ending, "the page has no ending"
    assert scores, "the page has no scores"
    points = scores[1].split(";")
    made = []
    for number in range(SCENES):
        scene = re.sub(r' id="scene-[^"]*"', f' id="scene-{number}"', scenes[number % len(scenes)])
        leads = f"#scene-{number + 1}" if number < SCENES - 1 else f"#{ending[1]}"
        scene = re.sub(r'(</details>\s*<a href=)"[^"]*"', rf'\1"{leads}"', scene)
        # Every reply is offered, wherever the scene stands now.
        made.append(re.sub(r'(<li [^>]*?) data-(?:if|unless)="\d+"', r"\1", scene))
    first = html.index(scenes[0])
    html = html[:first] + "".join(made) + html[html.index(scenes[-1]) + len(scenes[-1]) :]
    return html.replace(scores[0], f'data-scores="{";".join(points[number % len(points)] for number in range(SCENES))}"')


def opened(page: Page, address: str) -> tuple[float, float, float]:
    """Open a page. Gives the script time of the whole page, that of waking the player again, and the longest task, in milliseconds."""
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.add_init_script(f"{WATCH}.observe({{type: 'longtask', buffered: true}})")
    before = spent(session)[0]
    page.goto(address)
    page.wait_for_timeout(1000)
    whole = spent(session)[0] - before
    woken = page.evaluate(
        """() => {
            const shown = document.querySelector("ts-dialogue");
            shown.disconnectedCallback();
            const from = performance.now();
            shown.connectedCallback();
            return performance.now() - from;
        }"""
    )
    return whole, woken, max(page.evaluate("window.long ?? []"), default=0.0)


def spent(session: CDPSession) -> tuple[float, float]:
    """How long scripts ran so far, and how long styles and layout were worked out, in milliseconds."""
    metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    found = {one["name"]: 1000 * float(one["value"]) for one in metrics}
    return found["ScriptDuration"], found["LayoutDuration"] + found["RecalcStyleDuration"]


def pressed(page: Page, session: CDPSession, selector: str) -> tuple[float, float]:
    """Press something. Gives the milliseconds of script, and of styles and layout, until the next picture."""
    before = spent(session)
    page.evaluate(CLICK, selector)
    after = spent(session)
    return after[0] - before[0], after[1] - before[1]


def measure(page: Page, address: str, what: str) -> None:
    """Open a conversation, play it, come back to it, and print how long each took."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    opened(page, address)
    whole, woken, longest = opened(page, address)
    print(f"{what}: opened, all scripts of the page {whole:.0f} ms, the player alone {woken:.1f} ms, longest task {longest:.0f} ms")
    session.send("Performance.enable")
    script, layout = pressed(page, session, ".ts-play__opening .ts-act")
    print(f"{what}: begun, script {script:.0f} ms, styles and layout {layout:.0f} ms")
    times: list[tuple[float, float]] = []
    while page.locator(".ts-play__reply").count() and len(times) < TURNS:
        times.append(pressed(page, session, ".ts-play__reply"))
    for name, at in (("script", 0), ("styles and layout", 1)):
        taken = sorted(each[at] for each in times)
        print(f"{what}: {len(times)} replies, {name} median {taken[len(taken) // 2]:.0f} ms, worst {taken[-1]:.0f} ms")
    whole, woken, longest = opened(page, address)
    print(f"{what}: resumed, all scripts of the page {whole:.0f} ms, the player alone {woken:.1f} ms, longest task {longest:.0f} ms")


def main() -> None:
    """Measure a real conversation and a long one."""
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch) / "site"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], site)
        else:
            subprocess.run([Path(sys.executable).with_name("tableside"), "build", "site", "--no-downloads", "--to", site], check=True)
        html = (site / REAL).read_text("utf-8")
        (site / LONG).write_text(lengthened(html).replace('data-key="consent/quick-yes"', 'data-key="consent/long"'), "utf-8")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for path, what in ((REAL, "12 scenes"), (LONG, f"{SCENES} scenes")):
                context = browser.new_context(viewport={"width": 390, "height": 800})
                measure(context.new_page(), f"{place}/{path}", what)
                context.close()
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
