"""A finished site folder: every link in it lands, the whole of it as one file, and its place taken in one step.

It reads HTML as any site would have it and knows neither the course nor MkDocs.
"""

from __future__ import annotations

import posixpath
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .folders import below

_LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}
_FETCHED_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass
class _Page(HTMLParser):
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    canonical: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
            if "name" in found:
                self.ids.append(found["name"])
        if tag == "link" and found.get("rel") == "canonical":
            self.canonical = found.get("href", "")
        fetched = tag != "link" or _FETCHED_RELS & set(found.get("rel", "").split())
        if tag in _LOADS and fetched and _LOADS[tag] in found:
            self.loads.append(found[_LOADS[tag]])


def faults(folder: Path) -> list[str]:
    """What is wrong in a built site, a sentence each: links and anchors that do not land, ids used twice on a page, and anything that
    a page would load from elsewhere. Absolute addresses (as on the 404 page) start where the first page says that it lies."""
    pages: dict[str, _Page] = {}
    for path in below(folder, "*.html"):
        page = _Page()
        page.feed(path.read_text("utf-8"))
        pages[path.relative_to(folder).as_posix()] = page
    first = urlsplit(pages["index.html"].canonical).path if "index.html" in pages else ""
    base = posixpath.dirname(first).rstrip("/") + "/"
    return [fault for name, page in pages.items() for fault in _page_faults(name, page, pages, folder, base)]


def _page_faults(name: str, page: _Page, pages: dict[str, _Page], folder: Path, base: str) -> Iterator[str]:
    for id in sorted(id for id, count in Counter(page.ids).items() if count > 1):
        yield f"{name}: the id #{id} stands twice on the page"
    for href in sorted(set(page.links + page.loads)):
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            if href in page.loads:
                yield f"{name}: loads {href}, which is not part of the site"
            continue
        if parts.path.startswith("/") and not parts.path.startswith(base):
            yield f"{name}: the link {href} leads out of the site"
            continue
        if parts.path.startswith("/"):
            target = unquote(parts.path.removeprefix(base))
        else:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
        if target in (".", ""):
            target = "index.html"
        if not (folder / target).exists():
            yield f"{name}: the link {href} leads to nothing"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in [*pages[target].ids, "__top"]:
            yield f"{name}: the link {href} leads to a place that is not on that page"


def pack(folder: Path, top: str, replace: dict[str, bytes]) -> bytes:
    """The whole folder as a zip that unpacks into the folder ``top``. Files named in ``replace`` go in with those bytes instead.

    The same folder gives the same bytes: names are sorted and every date is the first that a zip can hold.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in below(folder):
            name = path.relative_to(folder).as_posix()
            entry = zipfile.ZipInfo(f"{top}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, replace.get(name, path.read_bytes()))
    return buffer.getvalue()


def swap(fresh: Path, place: Path) -> None:
    """Put ``fresh`` where ``place`` is. What stood there goes only when the new folder is in."""
    old = place.with_name(f".{place.name}-before")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
