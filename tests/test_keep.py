"""The list of what a phone keeps, the worker made of it, and the web manifest: from files to bytes, without a browser."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from pathlib import Path

import pytest

from tableside import keep
from tableside.model import Course

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
WORKER = (TEMPLATES / "assets" / "worker" / "sw.js").read_text("utf-8")

PAGE = '<h1>Downloads</h1><ts-keep data-size="" data-more=""><p>Without</p></ts-keep>'
FILES = {
    "index.html": "<p>First",
    "downloads.html": PAGE,
    "404.html": "<p>Not here",
    "assets/tableside.css": "p {}",
    "assets/fonts/one.woff2": "font",
    "modules/a b.html": "<p>Ä",
    "search/search_index.json": "{}",
    "search/search_index.js": "var __index = {}",
    "sitemap.xml": "<urlset/>",
    "sitemap.xml.gz": "packed on some day",
    "source/glossary.yml.txt": "terms",
    "downloads/handbook.pdf": "%PDF-",
    "downloads/site.zip": "zip",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site as it was built."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def copy(folder: Path) -> dict[str, object]:
    """What the worker in a folder says that it keeps."""
    found = re.search(r"^const COPY = (\{.*?\n\});$", (folder / "sw.js").read_text("utf-8"), re.S | re.M)
    assert found
    return dict(json.loads(found[1]))


def test_what_a_reader_needs_is_kept(folder: Path, made: Course) -> None:
    """Pages, styles, fonts and search; PDFs apart; nothing that only servers, folders or authors use."""
    keep.finish(folder, TEMPLATES, made)
    told = copy(folder)
    assert sorted(told["files"]) == [  # type: ignore[call-overload]
        "assets/fonts/one.woff2",
        "assets/tableside.css",
        "downloads.html",
        "index.html",
        "modules/a b.html",
        "search/search_index.json",
        "sitemap.xml",
    ]
    assert list(told["more"]) == ["downloads/handbook.pdf"]  # type: ignore[call-overload]
    for name, (hash, size) in {**told["files"], **told["more"]}.items():  # type: ignore[dict-item]
        data = (folder / name).read_bytes()
        assert (hash, size) == (hashlib.sha256(data).hexdigest()[:32], len(data))


def test_the_sizes_are_said_on_the_page(folder: Path, made: Course) -> None:
    """In bytes, of all files together, the page itself without the two numbers."""
    keep.finish(folder, TEMPLATES, made)
    size = sum(len(FILES[name].encode()) for name in copy(folder)["files"])  # type: ignore[attr-defined]
    assert f'<ts-keep data-size="{size}" data-more="5">' in (folder / "downloads.html").read_text("utf-8")


def test_the_same_site_gives_the_same_worker(folder: Path, made: Course) -> None:
    """Finishing a site twice changes nothing, and the day of the build is nowhere in it."""
    keep.finish(folder, TEMPLATES, made)
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / "sitemap.xml.gz").write_text("packed on another day")
    keep.finish(folder, TEMPLATES, made)
    changed = [path.name for path, data in first.items() if path.read_bytes() != data]
    assert changed == ["sitemap.xml.gz"]


@pytest.mark.parametrize("name", ["index.html", "search/search_index.json", "downloads/handbook.pdf"])
def test_any_change_is_another_version(folder: Path, made: Course, name: str) -> None:
    """One letter in one file makes a browser look again."""
    keep.finish(folder, TEMPLATES, made)
    before = copy(folder)["version"]
    (folder / name).write_text("changed", "utf-8")
    keep.finish(folder, TEMPLATES, made)
    assert copy(folder)["version"] != before


def test_a_file_that_moved_is_another_version(folder: Path, made: Course) -> None:
    """The same bytes under another name are another site."""
    keep.finish(folder, TEMPLATES, made)
    before = copy(folder)["version"]
    (folder / "modules" / "a b.html").rename(folder / "modules" / "c.html")
    keep.finish(folder, TEMPLATES, made)
    assert copy(folder)["version"] != before


def test_the_zip_brings_a_worker_for_itself(folder: Path, made: Course) -> None:
    """With another downloads page in it, the copy's list names that page."""
    other = PAGE.replace("Downloads", "The copy").encode()
    files = keep.finished(folder, TEMPLATES, made, {"downloads.html": other})
    assert sorted(files) == ["downloads.html", "sw.js"]
    assert hashlib.sha256(files["downloads.html"]).hexdigest()[:32].encode() in files["sw.js"]
    assert b"The copy" in files["downloads.html"]


def test_words_cannot_break_the_script(folder: Path, made: Course) -> None:
    """What stands in for a page is in the clinic's words, whatever signs they hold."""
    nasty = "</script>\"'\\\n`${1}"
    keep.finish(folder, TEMPLATES, dataclasses.replace(made, words={**made.words, "keep.absent": nasty}))
    assert "&lt;/script&gt;" in str(copy(folder)["absent"])


def test_a_worker_without_its_place_for_the_list_is_refused(made: Course) -> None:
    """Rather than a worker that keeps nothing."""
    with pytest.raises(keep.NotKept, match="lost its line"):
        keep.worker("/* nothing */", keep.Listing({}, {}), made)


@pytest.mark.parametrize("page", ["<h1>Downloads</h1>", '<ts-keep data-more="" data-size="">', PAGE + PAGE])
def test_an_offer_without_its_place_for_the_sizes_is_refused(folder: Path, made: Course, page: str) -> None:
    """Rather than an offer that says nothing of how much it will load."""
    (folder / "downloads.html").write_text(page, "utf-8")
    with pytest.raises(keep.NotKept, match=r"templates/pages/downloads\.md\.jinja"):
        keep.finish(folder, TEMPLATES, made)


def test_the_manifest_names_the_course(made: Course) -> None:
    """Its addresses are relative, so that it works in a folder, and its drawing is there."""
    told = json.loads(keep.manifest(made))
    assert told["name"] == made.about.title
    assert (told["start_url"], told["scope"]) == ("index.html", "./")
    assert [(TEMPLATES / "site" / icon["src"]).exists() for icon in told["icons"]] == [True]


def test_the_worker_keeps_to_its_own(made: Course) -> None:
    """It takes over only when told, and asks nobody but the site it came from."""
    assert WORKER.count("skipWaiting") == 1
    assert not re.search(r"https?://|importScripts|clients\.claim", WORKER)
