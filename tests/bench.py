"""How long the site and the handbook take to build, how much memory, and what a reader's device has to fetch.

Run by `make bench`: three runs each, the middle one printed. Each run is a process of its own, building into a folder that is thrown
away, so that what is measured is what a customer waits for: cold with nothing in `.cache/`, warm with what the run before left there.
"""

from __future__ import annotations

import gzip
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 3


def measure(command: list[str]) -> tuple[float, float, float]:
    """Run a command once, in a child that does nothing else, so that its peak memory is its own.

    Returns:
        Wall seconds, processor seconds and peak memory in MiB.
    """
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        wall = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Linux counts in KiB, macOS in bytes.
        peak = used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        os.write(write, f"{wall} {used.ru_utime + used.ru_stime} {peak}".encode())
        os._exit(done.returncode)
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    wall, cpu, peak = os.read(read, 200).split()
    return float(wall), float(cpu), float(peak)


def weigh(site: Path) -> None:
    """Print what a browser fetches for the largest page, and the downloads, in KiB, as they are and as a host sends them."""
    pages = sorted(site.rglob("*.html"), key=lambda page: page.stat().st_size)
    fetched = [
        pages[-1],
        *sorted(site.glob("assets/tableside*")),
        *sorted(site.glob("assets/javascripts/*.js")),
        *sorted(site.glob("assets/javascripts/workers/*.js")),
    ]
    fetched += [*sorted(site.glob("assets/fonts/*")), site / "search" / "search_index.json", *sorted(site.glob("downloads/*"))]
    print(f"\n{'KiB':>8}{'gzip':>8}   {len(pages)} pages")
    for file in fetched:
        data = file.read_bytes()
        print(f"{len(data) / 1024:>8.1f}{len(gzip.compress(data)) / 1024:>8.1f}   {file.relative_to(site)}")


BUILDS = {"site, cold": ("site", True), "site, warm": ("site", False), "handbook": ("handbook", True)}
"""What is measured → what is built, and whether the cache is emptied first."""


def main() -> None:
    """Measure each build and print a line for it, then the weight of the site."""
    program = str(Path(sys.executable).with_name("tableside"))
    print(f"{'build':<12}{'wall s':>8}{'cpu s':>8}{'peak MiB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (what, cold) in BUILDS.items():
            runs = []
            for _ in range(RUNS):
                if cold:
                    shutil.rmtree(ROOT / ".cache", ignore_errors=True)
                runs.append(measure([program, "build", what, "--to", str(Path(folder) / what)]))
            wall, cpu, peak = (statistics.median(column) for column in zip(*runs, strict=True))
            print(f"{name:<12}{wall:>8.2f}{cpu:>8.2f}{peak:>10.0f}")
        weigh(Path(folder) / "site")


if __name__ == "__main__":
    main()
