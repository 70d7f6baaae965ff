"""How long the site and the handbook take to build, and how much memory: three runs each, the middle one printed.

Run by `make bench`. Each run is a process of its own, building into a folder that is thrown away, so that what is measured is what a
customer waits for. Time is wall and processor seconds; memory is the peak of the process.
"""

from __future__ import annotations

import os
import resource
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
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
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


def weigh(folder: Path) -> str:
    """What a build made, by kind of file: how many, and how many KiB."""
    kinds: dict[str, list[int]] = {}
    for file in folder.rglob("*"):
        if file.is_file():
            kinds.setdefault(file.suffix.lstrip(".") or "none", []).append(file.stat().st_size)
    return ", ".join(f"{len(sizes)} {kind} {sum(sizes) / 1024:,.0f} KiB" for kind, sizes in sorted(kinds.items()))


def main() -> None:
    """Measure both builds and print a line for each."""
    program = str(Path(sys.executable).with_name("tableside"))
    print(f"{'build':<10}{'wall s':>8}{'cpu s':>8}{'peak MiB':>10}   made")
    for what in ("site", "handbook"):
        runs = []
        for _ in range(RUNS):
            with tempfile.TemporaryDirectory() as folder:
                to = Path(folder) / what
                runs.append(measure([program, "build", what, "--to", str(to)]))
                made = weigh(to)
        wall, cpu, peak = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"{what:<10}{wall:>8.2f}{cpu:>8.2f}{peak:>10.0f}   {made}")


if __name__ == "__main__":
    main()
