"""The pages as a folder of Markdown: other generators build it strictly, and what they build says the same as our own site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from tableside import built, cli

BUILDERS = {"mkdocs": ["-m", "mkdocs", "build", "--strict", "--quiet"], "zensical": ["-m", "zensical", "build", "--strict"]}
NOT_WORDS = {"script", "style", "svg"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `tableside build site` makes it."""
    return made("site", tmp_path_factory.mktemp("own") / "site")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as `tableside build pages` writes it."""
    return made("pages", tmp_path_factory.mktemp("tree") / "pages")


def made(what: str, place: Path) -> Path:
    """What `tableside build` makes, without PDFs."""
    done = CliRunner().invoke(cli.main, ["build", what, "--no-downloads", "--to", str(place)])
    assert done.exit_code == 0, done.output
    return place


@pytest.fixture(scope="module", params=sorted(BUILDERS))
def other(request: pytest.FixtureRequest, tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, built by another generator that knows nothing of us."""
    return build(request.param, Path(shutil.copytree(tree, tmp_path_factory.mktemp(request.param) / "pages")))


def build(name: str, folder: Path) -> Path:
    """The site that a generator makes of the folder, in strict mode and without our package in reach."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, *BUILDERS[name]], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


class _Words(HTMLParser):
    """The words inside the element that holds a page's content."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.depth += 1
        if tag in NOT_WORDS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.depth -= 1
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, words: str) -> None:
        if self.depth and not self.open:
            self.words.append(words)


def said(page: Path) -> str:
    """What a page says, however it is laid out."""
    reader = _Words()
    reader.feed(page.read_text("utf-8"))
    return " ".join("".join(reader.words).split())


def pages(site: Path) -> dict[str, str]:
    """What each page of a site says, by path."""
    return {path.relative_to(site).as_posix(): said(path) for path in sorted(site.rglob("*.html"))}


def test_every_page_says_the_same(site: Path, other: Path) -> None:
    """Page by page, word by word."""
    own = pages(site)
    assert len(own) > 10
    assert own["modules/consent.html"].count("consent") > 30
    assert pages(other) == own


def found_by_search(site: Path) -> dict[str, dict[str, object]]:
    """What a site's index holds, by address, with other names and with what each place counts."""
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    return {entry["location"]: entry for entry in index["docs"]}


def test_search_finds_the_same(site: Path, tree: Path, tmp_path: Path) -> None:
    """Our own site hands its pages to search ready-made. MkDocs, which reads them from the folder as Markdown, comes to the same index."""
    theirs = build("mkdocs", Path(shutil.copytree(tree, tmp_path / "pages")))
    own, other = (found_by_search(place) for place in (site, theirs))
    assert sum("<span hidden>" in str(entry["title"]) for entry in own.values()) > 50
    assert own == other


def test_every_link_lands(other: Path) -> None:
    """What judges our own site finds nothing wrong with theirs: no link into nothing, nothing loaded from elsewhere."""
    assert built.faults(other) == []


def test_a_changed_page_would_be_seen(site: Path, tree: Path, tmp_path: Path) -> None:
    """The comparison can fail: one word changed in one page shows."""
    folder = Path(shutil.copytree(tree, tmp_path / "pages"))
    page = folder / "docs" / "modules" / "consent.md"
    page.write_text(page.read_text("utf-8").replace("A yes counts when it is", "A yes counts if it is", 1), "utf-8")
    theirs, own = pages(build("mkdocs", folder)), pages(site)
    assert [path for path in own if theirs[path] != own[path]] == ["modules/consent.html"]


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """Nobody's files are replaced because of a slip in a path."""
    (tmp_path / "letter.txt").write_text("Dear Noor", "utf-8")
    (tmp_path / "base.yml").write_text("site_name: Noor's\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n", "utf-8")
    done = CliRunner().invoke(cli.main, ["build", "pages", "--no-downloads", "--to", str(tmp_path)])
    assert done.exit_code == 1
    assert "is a folder with other things in it — name an empty folder, or one that holds such pages" in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["base.yml", "letter.txt", "mkdocs.yml"]


def test_the_same_command_replaces_what_it_wrote(tree: Path, tmp_path: Path) -> None:
    """A second run leaves nothing of the first behind."""
    folder = Path(shutil.copytree(tree, tmp_path / "pages"))
    (folder / "docs" / "modules" / "gone.md").write_text("# Gone", "utf-8")
    before = {path.relative_to(tree): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    made("pages", folder)
    assert {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
