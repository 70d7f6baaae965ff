"""Slow results kept on disk by what they were made from. A cache that is missing, half-written or deleted costs time, nothing else."""

from __future__ import annotations

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
    """The outputs of ``make``, from ``folder`` when they were made from the same bytes by the same makers. Older results there go."""
    digest = hashlib.sha256()
    for part in (_makers(), *made_from):
        digest.update(len(part).to_bytes(8, "big") + part)
    place = folder / digest.hexdigest()[:32]
    if not place.is_dir():
        outputs = list(make())
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder))
        for output in outputs:
            target = fresh / output.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(output.data)
        for old in [path for path in folder.iterdir() if path != fresh]:
            shutil.rmtree(old, ignore_errors=True)
        fresh.rename(place)
        return outputs
    return [Output(path.relative_to(place).as_posix(), path.read_bytes()) for path in sorted(place.rglob("*")) if path.is_file()]
