"""The files of a folder in an order that no system changes, and the moments of their last change."""

from __future__ import annotations

from pathlib import Path


def below(folder: Path, pattern: str = "*") -> list[Path]:
    """The files at any depth whose names match, sorted by path as written with slashes. Paths themselves sort otherwise on Windows."""
    return sorted((path for path in folder.rglob(pattern) if path.is_file()), key=lambda path: path.relative_to(folder).as_posix())


def sources(folder: Path, pattern: str = "*") -> list[Path]:
    """The files below a folder that somebody wrote: without hidden ones, such as an editor's lock, which come and go."""
    return [path for path in below(folder, pattern) if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def stamps(folder: Path, pattern: str = "*") -> tuple[tuple[str, int], ...]:
    """What `sources` finds with the moments of last change, to be compared."""
    found = []
    for path in sources(folder, pattern):
        try:
            found.append((path.as_posix(), path.stat().st_mtime_ns))
        except FileNotFoundError:
            # It went since the folder was read.
            continue
    return tuple(found)
