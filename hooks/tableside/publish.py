"""The site, built beside the one that stands and put in its place only when all of it is good.

It runs MkDocs as anybody would, judges the folder that came out, adds the whole site as one file and swaps.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from . import built, keep
from .model import Course
from .outputs import Output
from .outputs.pages import downloads_notice
from .render import renderer
from .tree import MADE
from .wording import NoWord


class NotPublished(Exception):
    """Why the site was not built, in sentences. What stood before still stands."""


def site(root: Path, course: Course, place: Path, *, with_downloads: bool, say: Callable[[str], None]) -> None:
    """Build the site of the checkout ``root`` into the folder ``place``.

    Args:
        root: the folder that holds mkdocs.yml and templates/.
        course: the course that root's content/ holds.
        place: where the site goes. Only a folder that is empty, missing or a site of ours may be replaced.
        with_downloads: whether PDFs and the zip are made.
        say: tells a person what is being done.

    Raises:
        NotPublished: if MkDocs fails, or the site has a link that leads nowhere or loads something from elsewhere.
        OSError: if the folder cannot be written.
    """
    place = place.resolve()
    _refuse_other_things(place, b"--ts-" in _data(place / "assets" / "tableside.css"), "such a site")
    fresh = place.with_name(f".{place.name}-next")
    shutil.rmtree(fresh, ignore_errors=True)
    # Before MkDocs, which would take many lines to say that it cannot.
    fresh.mkdir(parents=True)
    try:
        say("Building the pages…")
        _run_mkdocs(root, fresh, with_downloads)
        say("Following every link…")
        if faults := built.faults(fresh):
            raise NotPublished("\n".join(["The site was built and is not good:", *faults]))
        if with_downloads:
            say("Packing the whole site as one file…")
            try:
                _add_zip(root, course, fresh)
            except (NoWord, keep.NotKept) as error:
                raise NotPublished(str(error)) from error
        built.swap(fresh, place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def tree(outputs: Iterable[Output], place: Path) -> None:
    """Write files into the folder ``place``, beside it first, and put it in its place at the end.

    Raises:
        NotPublished: if the folder has other things in it.
        OSError: if it cannot be written.
    """
    place = place.resolve()
    _refuse_other_things(place, _data(place / "mkdocs.yml").startswith(MADE.encode()), "such pages")
    fresh = place.with_name(f".{place.name}-next")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        _write(outputs, fresh)
        built.swap(fresh, place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def beside(outputs: Iterable[Output], place: Path) -> None:
    """Write files into the folder ``place``, among what is there. Each takes its place when all have been written.

    Raises:
        OSError: if one cannot be written.
    """
    place = place.resolve()
    place.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=place, prefix="."))
    try:
        for path in _write(outputs, fresh):
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).replace(place / path)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _write(outputs: Iterable[Output], folder: Path) -> list[str]:
    """Write files into a folder; their paths."""
    written = []
    for output in outputs:
        (folder / output.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / output.path).write_bytes(output.data)
        written.append(output.path)
    return written


def _data(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _refuse_other_things(place: Path, is_ours: bool, what: str) -> None:
    """Only a folder that is missing, empty or ours may be replaced."""
    if place.exists() and any(place.iterdir()) and not is_ours:
        raise NotPublished(f"{place.name} is a folder with other things in it — name an empty folder, or one that holds {what}")


def _run_mkdocs(root: Path, fresh: Path, with_downloads: bool) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TABLESIDE_DOWNLOADS": "yes" if with_downloads else "no"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(fresh)]
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        raise NotPublished("The pages could not be built; what is wrong stands above.")


def _add_zip(root: Path, course: Course, fresh: Path) -> None:
    render = renderer(root / "templates", course.words)
    page = fresh / "downloads.html"
    text = page.read_bytes().decode()
    name = f"{course.about.id}-site"
    inside = _with_notice(text, downloads_notice(render, course, None))
    packed = built.pack(fresh, name, keep.finished(fresh, root / "templates", course, {"downloads.html": inside.encode()}))
    (fresh / "downloads" / f"{name}.zip").write_bytes(packed)
    page.write_bytes(_with_notice(text, downloads_notice(render, course, len(packed))).encode())
    keep.finish(fresh, root / "templates", course)


def _with_notice(page: str, notice: str) -> str:
    filled, count = re.subn(r'<div class="ts-zip">.*?</div>', lambda _: notice.strip(), page, count=1, flags=re.DOTALL)
    if count != 1:
        raise NotPublished(
            "The downloads page has no place for the whole site as one file: templates/pages/downloads.md.jinja lost its ts-zip."
        )
    return filled
