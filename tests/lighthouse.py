"""Lighthouse over the first page and a lesson, as a phone gets them from the web server that docs/hosting.md shows.

Run by `make lighthouse`, which prints what it found: how often each page was loaded, and the middle of the marks. A mark for speed is a
timing, so it is printed and never judged; the other three are judged by tests/browser/test_lighthouse.py, which calls what stands here.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from browser.hosts import nginx

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("index.html", "modules/consent.html")
GROUPS = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3

FLAGS = (
    *("--headless=new", "--no-sandbox", "--no-first-run", "--ignore-certificate-errors", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic", "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"),
)


@dataclass(frozen=True)
class Found:
    """What Lighthouse made of one load of a page."""

    marks: dict[str, int]
    """A mark from 0 to 100 for each group that was asked for."""
    timings: dict[str, float]
    """Milliseconds by Lighthouse's names, such as first-contentful-paint. Empty unless speed was asked for."""
    faults: list[str]
    """What cost marks, apart from speed: the audit's name and the first place it was found in."""


def audit(address: str, groups: Iterable[str] = GROUPS) -> Found:
    """Load a page once, as a slow phone on a slow network, and read off the marks.

    Args:
        address: where the page is.
        groups: which marks to give.

    Raises:
        AssertionError: Lighthouse did not run, or could not load the page.
    """
    program = shutil.which("chromium")
    assert program, "Chromium is missing: sh tests/tools.sh installs it or says how."
    wanted = list(groups)
    done = subprocess.run(
        [
            *("node", ROOT / "node_modules" / "lighthouse" / "cli" / "index.js", address, "--quiet", "--output=json"),
            *("--no-enable-error-reporting", f"--only-categories={','.join(wanted)}", f"--chrome-flags={' '.join(FLAGS)}"),
        ],
        env={**os.environ, "CHROME_PATH": program},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert "runtimeError" not in report, report["runtimeError"]
    unjudged = [name for name in wanted if report["categories"][name]["score"] is None]
    assert not unjudged, f"Lighthouse gave no mark for {unjudged}"
    return Found(
        marks={name: round(100 * report["categories"][name]["score"]) for name in wanted},
        timings=_timings(report) if "performance" in wanted else {},
        faults=[fault for name in wanted if name != "performance" for fault in _faults(report, name)],
    )


def _timings(report: dict[str, dict[str, dict[str, float]]]) -> dict[str, float]:
    names = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index")
    return {name: report["audits"][name]["numericValue"] for name in names}


def _faults(report: dict[str, dict[str, dict[str, list[dict[str, str]]]]], group: str) -> list[str]:
    faults = []
    for one in report["categories"][group]["auditRefs"]:
        audit: dict[str, object] = dict(report["audits"][one["id"]])
        if one["weight"] and audit["score"] is not None and audit["score"] < 1:  # type: ignore[operator]
            details: dict[str, list[object]] = audit.get("details") or {}  # type: ignore[assignment]
            faults.append(f"{group}: {one['id']}: {audit['title']} {details.get('items', [])[:1]}")
    return faults


def _built(folder: Path) -> Path:
    command: list[str | Path] = [Path(sys.executable).with_name("tableside"), "build", "site", "--no-downloads", "--to", folder / "site"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder / "site"


def main() -> None:
    """Build the site, serve it, and print the marks of each page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as room:
        ready = os.environ.get("TABLESIDE_TEST_SITE")
        site = Path(ready).resolve() if ready else _built(Path(room))
        with nginx(site, Path(room)) as (address, _):
            print(f"Lighthouse, as a phone (the middle of {RUNS} loads; the first mark depends on how busy this machine is)")
            for page in PAGES:
                found = [audit(f"{address}/{page}") for _ in range(RUNS)]
                marks = {name: statistics.median(one.marks[name] for one in found) for name in GROUPS}
                timings = {name: statistics.median(one.timings[name] for one in found) for name in found[0].timings}
                print(f"  {page}")
                print("    " + ", ".join(f"{name} {mark:.0f}" for name, mark in marks.items()))
                print("    " + ", ".join(f"{name} {time:.2f}" if time < 5 else f"{name} {time:.0f} ms" for name, time in timings.items()))
                for fault in sorted({fault for one in found for fault in one.faults}):
                    print(f"    {fault}")


if __name__ == "__main__":
    main()
