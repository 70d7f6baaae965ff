"""How long things take, how much memory, how that grows, and what a reader's device has to fetch. Measured, never asserted.

Run by `make bench`; give it other sizes and parts on the command line, such as `python tests/bench.py --sizes 50 --parts site`:

- site: `mkdocs build` without PDFs of made-up courses, cold (nothing in `.cache/`) and warm after one edit, each run paired with stock
  Material on the same pages as plain Markdown, so that what a busy machine does to one it does to the other
- handbook: one edition of made-up courses
- serve: how soon `mkdocs serve` shows an edit of a lesson, over HTTP, on the real course and on made-up ones
- real: the real course, site with PDFs and handbook alone
- weight: the real site's files as a browser fetches them

Each run is a process of its own. Every course is built in a copy of this checkout, so nothing here is changed. Look at processor
seconds and ratios first: they hold on a machine that is busy with other things.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import plain
import synthetic

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("site", "handbook", "serve", "real", "weight")
MKDOCS = [sys.executable, "-m", "mkdocs"]
EDIT = re.compile(r"(?m)^(    text: \|\n      )")
"""The first words of a lesson's first section."""


class Run(NamedTuple):
    """What a process used."""

    wall: float
    """Seconds by the clock."""
    cpu: float
    """Processor seconds, user and system."""
    peak: float
    """The largest amount of memory, in MiB."""


def measure(command: list[str], folder: Path, **environment: str) -> Run:
    """Run a command once, in a child that does nothing else, so that its peak memory is its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        start = time.perf_counter()
        done = subprocess.run(
            command, cwd=folder, capture_output=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
        )
        wall = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Linux counts in KiB, macOS in bytes.
        peak = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        os.write(write, f"{wall} {used.ru_utime + used.ru_stime} {peak}".encode())
        if done.returncode:
            sys.stderr.write((done.stdout + done.stderr).decode(errors="replace")[-2000:])
        os._exit(bool(done.returncode))
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read) as told:
        figures = told.read()
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Run(*map(float, figures.split()))


def middle(runs: list[Run]) -> Run:
    """The median of each figure."""
    return Run(*(statistics.median(column) for column in zip(*runs, strict=True)))


def checkout(folder: Path, modules: int | None) -> Path:
    """A copy of what a build needs, with a made-up course of so many modules, or the real one."""
    for name in ("docs", "hooks", "templates", *(() if modules else ("content",))):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    if modules:
        synthetic.write(folder / "content", modules)
    # Compiled once, as in any checkout that has been used before.
    subprocess.run([sys.executable, "-m", "compileall", "-q", "hooks"], cwd=folder, check=True)
    return folder


def edit(file: Path, mark: str) -> None:
    """Put a word at the beginning of a lesson's first section."""
    file.write_text(EDIT.sub(rf"\g<1>{mark} ", file.read_text("utf-8"), count=1), "utf-8")


def lesson(folder: Path) -> Path:
    """One of a course's lessons."""
    return sorted(folder.glob("content/modules/*/*.yml"))[0]


def head(*columns: str) -> None:
    """Print the head of a table."""
    print(f"\n{'':<30}" + "".join(f"{column:>11}" for column in columns), flush=True)


def row(name: str, run: Run, *more: str) -> None:
    """Print a measured line."""
    print(f"{name:<30}{run.wall:>11.2f}{run.cpu:>11.2f}{run.peak:>11.0f}" + "".join(f"{text:>11}" for text in more), flush=True)


def sites(scratch: Path, sizes: list[int], runs: int) -> None:
    """Builds of made-up courses, against stock Material."""
    head("wall s", "cpu s", "peak MiB", "cpu/stock", "ms/page")
    build = [*MKDOCS, "build", "--quiet"]
    for modules in sizes:
        ours, stock = checkout(scratch / f"site-{modules}", modules), scratch / f"stock-{modules}"
        plain.write(stock, modules)
        cold, warm, other = [], [], []
        # A size that takes minutes is run once.
        for number in range(runs if modules <= 500 else 1):
            shutil.rmtree(ours / ".cache", ignore_errors=True)
            cold.append(measure(build, ours, TABLESIDE_DOWNLOADS="no"))
            other.append(measure(build, stock))
            edit(lesson(ours), f"Edit{number}")
            warm.append(measure(build, ours, TABLESIDE_DOWNLOADS="no"))
        per_page = {name: 1000 * middle(each).cpu / modules for name, each in (("cold", cold), ("warm", warm), ("stock", other))}
        for name, each in (("cold", cold), ("warm", warm)):
            ratio = statistics.median(one.cpu / two.cpu for one, two in zip(each, other, strict=True))
            row(f"{modules} modules, {name}", middle(each), f"{ratio:.2f}", f"{per_page[name]:.1f}")
        row(f"{modules} pages, stock Material", middle(other), "1.00", f"{per_page['stock']:.1f}")
        shutil.rmtree(ours)
        shutil.rmtree(stock)


ONE_EDITION = """
import sys, pathlib
sys.path.insert(0, "hooks")
from tableside import course
from tableside.outputs import handbook
design = {path.name: path.read_text("utf-8") for path in sorted(pathlib.Path("templates/handbook").glob("*.typ"))}
loaded = course.load(pathlib.Path("content")).course
handbook.pdf(loaded, handbook.editions(loaded)[0], design)
"""


def handbooks(scratch: Path, sizes: list[int], runs: int) -> None:
    """One edition of the handbook of made-up courses, with all that it takes to load them."""
    head("wall s", "cpu s", "peak MiB", "ms/module")
    for modules in sizes:
        ours = checkout(scratch / f"handbook-{modules}", modules)
        run = middle([measure([sys.executable, "-c", ONE_EDITION], ours) for _ in range(runs)])
        row(f"handbook, {modules} modules", run, f"{1000 * run.cpu / modules:.0f}")
        shutil.rmtree(ours)


def previews(scratch: Path, sizes: list[int], runs: int) -> None:
    """How soon an edit is shown."""
    print(f"\n{'':<30}{'shown after s':>14}{'of it cpu s':>13}", flush=True)
    for modules in (None, *sizes):
        ours = checkout(scratch / f"serve-{modules}", modules)
        shown = list(_edits(ours, runs))
        wall, cpu = (statistics.median(column) for column in zip(*shown, strict=True))
        print(f"{f'serve, {modules} modules' if modules else 'serve, the real course':<30}{wall:>14.2f}{cpu:>13.2f}", flush=True)
        shutil.rmtree(ours)


def _edits(folder: Path, runs: int) -> Iterator[tuple[float, float]]:
    """Seconds until each edit is on the page, and the server's processor seconds among them (Linux only, else 0)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    file = lesson(folder)
    page = f"http://{address}/modules/{file.stem}.html"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        [*MKDOCS, "serve", "--dev-addr", address], cwd=folder, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, **quiet
    )
    try:
        _wait(page, "</html>", server)
        for number in range(runs):
            # The watcher has to have seen the last change.
            time.sleep(1.5)
            start, used = time.perf_counter(), _cpu(server.pid)
            edit(file, f"Edit{number}")
            _wait(page, f"Edit{number} ", server)
            yield time.perf_counter() - start, _cpu(server.pid) - used
    finally:
        server.terminate()
        server.wait()


def _wait(page: str, words: str, server: subprocess.Popen[bytes]) -> None:
    """Ask for a page until it has these words."""
    while server.poll() is None:
        try:
            if words in urllib.request.urlopen(page, timeout=120).read().decode():
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.02)
    raise SystemExit("mkdocs serve ended")


def _cpu(process: int) -> float:
    """The processor seconds of a running process."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def real(scratch: Path, runs: int) -> None:
    """The real course with its PDFs, as `make site` builds it."""
    head("wall s", "cpu s", "peak MiB")
    ours = checkout(scratch / "real", None)
    build = [sys.executable, "-m", "tableside.cli", "build"]
    for name, what, cold in (("site, cold", "site", True), ("site, warm", "site", False), ("handbook, cold", "handbook", True)):
        measured = []
        for _ in range(runs):
            if cold:
                shutil.rmtree(ours / ".cache", ignore_errors=True)
            measured.append(measure([*build, what, "--to", f"out/{what}"], ours, PYTHONPATH=str(ours / "hooks")))
        row(name, middle(measured))
    shutil.rmtree(ours)


def weight(scratch: Path) -> None:
    """What a browser fetches for the largest page of the real site, in KiB, as it is and as a host sends it."""
    ours = checkout(scratch / "weight", None)
    measure([*MKDOCS, "build", "--quiet"], ours, TABLESIDE_DOWNLOADS="no")
    site = ours / "site"
    pages = sorted(site.rglob("*.html"), key=lambda page: page.stat().st_size)
    patterns = ("assets/tableside*", "assets/*.js", "assets/javascripts/*.js", "assets/javascripts/workers/*.js", "assets/fonts/*")
    fetched = dict.fromkeys([pages[-1], *(file for pattern in patterns for file in sorted(site.glob(pattern)))])
    print(f"\n{'KiB':>8}{'gzip':>8}   {len(pages)} pages")
    for file in [*fetched, site / "search" / "search_index.json"]:
        data = file.read_bytes()
        print(f"{len(data) / 1024:>8.1f}{len(gzip.compress(data)) / 1024:>8.1f}   {file.relative_to(site)}")
    shutil.rmtree(ours)


def main() -> None:
    """Measure what is asked for and print it as it comes."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    asked.add_argument("--sizes", nargs="+", type=int, default=[50, 500, 2000], help="modules of the courses that are built as a site")
    asked.add_argument("--handbooks", nargs="+", type=int, default=[20, 200], help="modules of the courses that become a handbook")
    asked.add_argument("--previews", nargs="*", type=int, default=[500], help="modules of the courses that are served besides the real one")
    asked.add_argument("--runs", type=int, default=3, help="runs of each, of which the middle one is told; one for sizes over 500")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if "site" in wanted.parts:
            sites(scratch, wanted.sizes, wanted.runs)
        if "handbook" in wanted.parts:
            handbooks(scratch, wanted.handbooks, wanted.runs)
        if "serve" in wanted.parts:
            previews(scratch, wanted.previews, wanted.runs)
        if "real" in wanted.parts:
            real(scratch, wanted.runs)
        if "weight" in wanted.parts:
            weight(scratch)


if __name__ == "__main__":
    main()
