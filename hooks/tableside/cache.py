"""Slow results kept on disk by what they were made from. A cache that is missing, damaged or in use by others costs time, nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from .folders import sources
from .outputs import Output

_LIST = ".list"
"""The file beside kept results that tells their names and hashes."""


@cache
def makers(libraries: tuple[str, ...], code: Path) -> bytes:
    """What makes results: the versions of the libraries behind them, and a file of our own or all in a folder."""
    versions = " ".join(f"{name} {version(name)}" for name in libraries)
    files = sources(code, "*.py") if code.is_dir() else [code]
    return hashlib.sha256(b"".join((versions.encode(), *(file.read_bytes() for file in files)))).digest()


def kept(folder: Path, made_from: Sequence[bytes], make: Callable[[], Iterable[Output]]) -> list[Output]:
    """The outputs of ``make`` by path: from ``folder`` when they were made from the same bytes before. Older results there go."""
    digest = hashlib.sha256()
    for part in made_from:
        digest.update(len(part).to_bytes(8, "big") + part)
    place = folder / digest.hexdigest()[:32]
    outputs = _read(place)
    if outputs is None:
        outputs = sorted(make(), key=lambda output: output.path)
        # Another build may be keeping the same results at this moment.
        with contextlib.suppress(OSError):
            _keep(outputs, folder, place)
    return outputs


def forget(folder: Path, *, all_but: Collection[str]) -> None:
    """Take away what is kept in a folder under other names than these."""
    # A folder that is not there, or goes meanwhile, holds nothing to forget.
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name not in all_but:
                shutil.rmtree(path, ignore_errors=True)


def _read(place: Path) -> list[Output] | None:
    """What is kept in a folder; None unless all of it is there as it was written."""
    try:
        told = (place / _LIST).read_text("utf-8")
        outputs = [Output(path, (place / path).read_bytes()) for path in (line.split(" ", 1)[1] for line in told.splitlines())]
    except (OSError, ValueError, IndexError):
        return None
    return outputs if _list(outputs) == told else None


def _list(outputs: Iterable[Output]) -> str:
    return "".join(f"{hashlib.sha256(output.data).hexdigest()} {output.path}\n" for output in outputs)


def _keep(outputs: Sequence[Output], folder: Path, place: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    older = list(folder.iterdir())
    fresh = Path(tempfile.mkdtemp(dir=folder))
    try:
        for output in outputs:
            target = fresh / output.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(output.data)
        (fresh / _LIST).write_bytes(_list(outputs).encode())
        # Older results go first, since a damaged folder of the same name would stand in the way.
        for path in older:
            shutil.rmtree(path, ignore_errors=True)
        fresh.rename(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
