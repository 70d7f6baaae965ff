"""Slow results kept on disk by what they were made from. A cache that is missing, half-written or deleted costs time, nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from .outputs import Output

_MAKERS = ("typst", "pikepdf", "fonttools", "brotli", "fontpkg-atkinson-hyperlegible", "fontpkg-fraunces")


@lru_cache(maxsize=1)
def _makers() -> bytes:
    """What makes results: the versions of the libraries behind them and our own code."""
    versions = " ".join(f"{name} {version(name)}" for name in _MAKERS)
    code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    return versions.encode() + code


def kept(folder: Path, made_from: Sequence[bytes], make: Callable[[], Iterable[Output]]) -> list[Output]:
    """The outputs of ``make`` by path: from ``folder`` when the same makers made them from the same bytes. Older results there go."""
    digest = hashlib.sha256()
    for part in (_makers(), *made_from):
        digest.update(len(part).to_bytes(8, "big") + part)
    place = folder / digest.hexdigest()[:32]
    if place.is_dir():
        outputs = [Output(path.relative_to(place).as_posix(), path.read_bytes()) for path in place.rglob("*") if path.is_file()]
    else:
        outputs = list(make())
        # Another build may be keeping the same results at this moment.
        with contextlib.suppress(OSError):
            _keep(outputs, folder, place)
    return sorted(outputs, key=lambda output: output.path)


def _keep(outputs: Iterable[Output], folder: Path, place: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = list(folder.iterdir())
    fresh = Path(tempfile.mkdtemp(dir=folder))
    for output in outputs:
        target = fresh / output.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(output.data)
    fresh.rename(place)
    for path in older:
        shutil.rmtree(path, ignore_errors=True)
