"""Every link inside the built site lands, and the zip of the site is the site. Read from the files, as a browser would follow them."""

from __future__ import annotations

import html.parser
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

NAMES_A_FILE = {"href", "src", "action", "poster", "data"}


class Read(html.parser.HTMLParser):
    """What a page offers as targets and where its links lead."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.refers: list[tuple[str, str]] = []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the ids and links of one element."""
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif name in NAMES_A_FILE and value is not None and not (tag == "link" and ("rel", "canonical") in attrs):
                self.links.append((tag, value))
            elif name in {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "form"} and value:
                self.refers += [(f"{tag} {name}", part) for part in value.split()]


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Read]:
    """Every page of the site, read."""
    read = {file: Read(file) for file in sorted(site.rglob("*.html"))}
    assert len(read) > 8
    return read


def target(site: Path, page: Path, link: str) -> tuple[Path, str] | None:
    """The file and the anchor that a link means; None for one that leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    file = site / path.lstrip("/") if path.startswith("/") else page.parent / path
    file = file.resolve()
    return (file / "index.html" if file.is_dir() else file), unquote(parts.fragment)


def test_every_link_lands(site: Path, pages: dict[Path, Read]) -> None:
    """Each link names a file of the site, and each anchor an element on that page."""
    faults, seen = [], 0
    for page, read in pages.items():
        for tag, link in read.links:
            aim = target(site, page, link)
            if aim is None:
                continue
            seen += 1
            file, anchor = aim
            where = f"{page.relative_to(site)}: <{tag}> {link}"
            if not file.is_file():
                faults.append(f"{where}: no such file")
            elif anchor and file.suffix == ".html" and file in pages and anchor not in pages[file].ids and anchor not in {"", "__top"}:
                faults.append(f"{where}: no such place on the page")
    assert seen > 100
    assert not faults, "\n".join(faults)


def test_no_link_is_absolute(site: Path, pages: dict[Path, Read]) -> None:
    """A link that starts at the root of a host is dead in a sub-folder and on a stick. The 404 page alone is served from anywhere."""
    faults = [
        f"{page.relative_to(site)}: <{tag}> {link}"
        for page, read in pages.items()
        if page.name != "404.html"
        for tag, link in read.links
        if link.startswith(("/", "file:", "http://127", "http://localhost"))
    ]
    assert not faults, "\n".join(faults)


def test_ids_are_unique_and_references_meet(site: Path, pages: dict[Path, Read]) -> None:
    """No id is given twice on a page, and a label or description points at something."""
    faults = []
    for page, read in pages.items():
        faults += [f"{page.relative_to(site)}: id {name} twice" for name in sorted({name for name in read.ids if read.ids.count(name) > 1})]
        faults += [f"{page.relative_to(site)}: {what} {name}: nothing has this id" for what, name in read.refers if name not in read.ids]
    assert not faults, "\n".join(faults)


def test_only_prose_links_leave_the_site(site: Path, pages: dict[Path, Read]) -> None:
    """Nothing is loaded from elsewhere: only links that a reader may click leave."""
    faults = [
        f"{page.relative_to(site)}: <{tag}> {link}"
        for page, read in pages.items()
        for tag, link in read.links
        if tag != "a" and urlsplit(link).scheme in {"http", "https"}
    ]
    assert not faults, "\n".join(faults)


def test_the_zip_is_the_site(site: Path) -> None:
    """The download holds every file of the site in one folder, in a fixed order, byte for byte; only its downloads page is not the same,
    since it says that one is reading the downloaded copy, and the worker that keeps exactly these files."""
    zips = list(site.rglob("*.zip"))
    assert len(zips) == 1, "one zip of the whole site"
    with zipfile.ZipFile(zips[0]) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if not name.endswith("/")]
        folders = {name.split("/")[0] for name in names}
        assert len(folders) == 1, f"it unpacks into one folder, not into {sorted(folders)}"
        packed = {name.split("/", 1)[1]: archive.read(name) for name in names}
    there = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file() and file != zips[0]}
    assert sorted(packed) == sorted(there)
    assert sorted(name for name, data in there.items() if packed[name] != data) == ["downloads.html", "sw.js"]
    assert names == sorted(names)


def test_downloads_say_their_true_size(site: Path, pages: dict[Path, Read]) -> None:
    """Each file offered on the downloads page is there and is not empty."""
    page = site / "downloads.html"
    offered = [
        aim[0] for tag, link in pages[page].links if tag == "a" and (aim := target(site, page, link)) and aim[0].suffix in {".pdf", ".zip"}
    ]
    assert {file.suffix for file in offered} == {".pdf", ".zip"}
    for file in offered:
        assert file.stat().st_size > 10_000, file
    for file in (file for file in offered if file.suffix == ".pdf"):
        assert file.read_bytes()[:5] == b"%PDF-", file
