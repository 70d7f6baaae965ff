"""The course on a phone without a network: the list of a site's files with their hashes, the worker that keeps them, the web manifest.

It reads a finished site folder and writes `sw.js` and two numbers into it. The same files give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from .folders import below
from .model import Course
from .text import plain

WORKER = "sw.js"
"""Where the worker stands: at the site's root, since it answers for the folder it is in."""
MANIFEST = "manifest.webmanifest"
PAGE = "downloads.html"
"""The page that offers to keep the course."""

_HEX_DIGITS = 32
_LEFT = ("source/", "downloads/")
_NOT_KEPT = re.compile(
    r"404\.html|sitemap\.xml\.gz|sw\.js|search/search_index\.js|(?:source|downloads)/.*|.*\.map|hosting/.*|practice/.*\.(?:ink|twee)"
)
_OFFER = re.compile(r'<ts-keep data-size="\d*" data-more="\d*"')
_COPY = "const COPY = {};"


class NotKept(Exception):
    """Why a phone could not keep the site, in a sentence: a template lost what is filled in here."""


@dataclass(frozen=True)
class Entry:
    """A file of the site."""

    hash: str
    """The beginning of its SHA-256, in hexadecimal."""
    size: int
    """In bytes."""


@dataclass(frozen=True)
class Listing:
    """What a phone can keep."""

    files: Mapping[str, Entry]
    """What the course needs, by path."""
    more: Mapping[str, Entry]
    """PDFs, for who wants them too."""

    @property
    def version(self) -> str:
        """A name that no other content has."""
        told = [f"{path} {entry.hash}\n" for path, entry in sorted({**self.files, **self.more}.items())]
        return hashlib.sha256("".join(told).encode()).hexdigest()[:16]


def manifest(course: Course) -> bytes:
    """The web manifest: under which name and drawing a phone puts the course on its home screen."""
    about = {
        "name": course.about.title,
        "short_name": course.about.title,
        "description": plain(course.about.tagline),
        "lang": course.about.language,
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#fbf7f0",
        "theme_color": "#1f5b4e",
        "icons": [{"src": "assets/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()


def finish(folder: Path, templates: Path, course: Course) -> None:
    """Write the worker into a finished site, and the sizes into the page that offers it. Doing it again changes nothing.

    Raises:
        NotKept: if there is no place for either.
        NoWord: if an interface word is missing.
    """
    for path, data in finished(folder, templates, course).items():
        (folder / path).write_bytes(data)


def finished(folder: Path, templates: Path, course: Course, replace: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The files that ``finish`` writes, by path. Files named in ``replace`` are taken with those bytes instead of their own.

    Raises:
        NotKept: if there is no place for the worker's list or the sizes.
        NoWord: if an interface word is missing.
    """
    own = dict(replace or {})
    if PAGE in own or (folder / PAGE).exists():
        page = own.get(PAGE) or (folder / PAGE).read_bytes()
        # Measured without the numbers, which would else be part of what they count.
        own[PAGE] = _with_sizes(page, "", "")
        found = listing(folder, own)
        own[PAGE] = _with_sizes(page, str(_size(found.files)), str(_size(found.more)))
    source = (templates / "assets" / "worker" / WORKER).read_text("utf-8")
    return {**own, WORKER: worker(source, listing(folder, own), course).encode()}


def listing(folder: Path, replace: Mapping[str, bytes]) -> Listing:
    """What can be kept of a site folder, with the files of ``replace`` in place of its own."""
    files: dict[str, Entry] = {}
    more: dict[str, Entry] = {}
    for path in below(folder):
        name = path.relative_to(folder).as_posix()
        into = more if name.endswith(".pdf") else None if _NOT_KEPT.fullmatch(name) else files
        if into is not None:
            data = replace[name] if name in replace else path.read_bytes()
            into[name] = Entry(hashlib.sha256(data).hexdigest()[:_HEX_DIGITS], len(data))
    return Listing(files, more)


def worker(source: str, found: Listing, course: Course) -> str:
    """The worker's script for one version of a site.

    Args:
        source: templates/assets/worker/sw.js.
        found: what it keeps.
        course: whose words it says.

    Raises:
        NotKept: if the script has no place for the list.
    """
    if source.count(_COPY) != 1:
        raise NotKept(f"The site cannot be kept on a phone: templates/assets/worker/sw.js lost its line `{_COPY}`.")
    copy = {
        "version": found.version,
        "files": {path: [entry.hash, entry.size] for path, entry in found.files.items()},
        "more": {path: [entry.hash, entry.size] for path, entry in found.more.items()},
        "left": list(_LEFT),
        "absent": "".join(_absent(course)),
    }
    return source.replace(_COPY, f"const COPY = {json.dumps(copy, ensure_ascii=False, indent=0)};")


def _absent(course: Course) -> Iterator[str]:
    """The page that stands for one that is not kept, when there is no network: plain, since it may load nothing."""
    title, text, back = (escape(course.words[key]) for key in ("keep.absent", "keep.absent_text", "keep.absent_back"))
    yield f'<!doctype html><html lang="{escape(course.about.language)}"><meta charset="utf-8"><link rel="icon" href="data:,">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
    yield f"<title>{title}</title><h1>{title}</h1><p>{text}</p><p>{back}</p></html>"


def _with_sizes(page: bytes, size: str, more: str) -> bytes:
    filled, count = _OFFER.subn(f'<ts-keep data-size="{size}" data-more="{more}"', page.decode())
    if count != 1:
        lost = '<ts-keep data-size="" data-more="">'
        raise NotKept(f"The downloads page does not offer the course once: templates/pages/downloads.md.jinja lost its `{lost}`.")
    return filled.encode()


def _size(entries: Mapping[str, Entry]) -> int:
    return sum(entry.size for entry in entries.values())
