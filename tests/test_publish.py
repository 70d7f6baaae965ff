"""The site is published whole or not at all, and the preview outlives every mistake."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULE = "content/modules/boundaries/consent.yml"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of everything that a build reads."""
    for name in ("hooks", "templates", "content", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    if (ROOT / ".cache").exists():
        shutil.copytree(ROOT / ".cache", tmp_path / ".cache")
    return tmp_path


def build(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tableside.cli", "build", "site", "--to", "site", *arguments],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "hooks"), "GITHUB_ACTIONS": "", "CI": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def last_good_site(checkout: Path) -> Path:
    site = checkout / "site"
    (site / "assets").mkdir(parents=True)
    (site / "assets" / "tableside.css").write_text(":root { --ts-ink: #2e2623 }")
    (site / "index.html").write_text("the last good site")
    return site


BREAKS = {
    "characters that no font draws": [
        (
            "content/course.yml",
            "\ntitle: ",
            "\ntitle: 🙂 ",
            "content/course.yml:4:8: no font of the handbook draws 🙂 (U+1F642) — write it in",
        ),
        (MODULE, "Maya lies face down", "Maya 🙃 lies face down", "no font of the handbook draws 🙃 (U+1F643)"),
    ],
    "a worker without its place for the list": [
        (
            "templates/assets/worker/sw.js",
            "const COPY = {};",
            "const COPY = 0;",
            "The site cannot be kept on a phone: templates/assets/worker/sw.js lost its line `const COPY = {};`",
        )
    ],
    "a mistake in a module": [(MODULE, "\nminutes: 25\n", "\nminuts: 25\n", "did you mean `minutes`?")],
    "a broken YAML file": [(MODULE, "\ntitle: Informed", "\ntitle: @Informed", f"{MODULE}:")],
    "a link on a hand-written page": [("docs/privacy.md", "\n# ", "\n[gone](gone.md)\n\n# ", "gone.md")],
    "an anchor on a hand-written page": [
        (
            "docs/privacy.md",
            "\n# ",
            '\n<p><a href="glossary.html#never">gone</a></p>\n\n# ',
            "privacy.html: the link glossary.html#never leads to a place that is not on that page",
        )
    ],
}


@pytest.mark.parametrize("what", BREAKS)
def test_the_last_good_site_outlives(checkout: Path, what: str) -> None:
    site = last_good_site(checkout)
    for file, old, new, _ in BREAKS[what]:
        change(checkout / file, old, new)
    done = build(checkout, *(["--no-downloads"] if "font" not in what else []))
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    for *_, told in BREAKS[what]:
        assert told in said
    assert "Traceback" not in said
    assert sorted(path.name for path in site.rglob("*")) == ["assets", "index.html", "tableside.css"]
    assert (site / "index.html").read_text() == "the last good site"
    assert not (checkout / ".site-next").exists()


def test_a_folder_with_other_things_is_not_replaced(checkout: Path) -> None:
    (checkout / "site").mkdir()
    (checkout / "site" / "holiday.jpg").touch()
    (checkout / "site" / "index.html").write_text("somebody else's site")
    (checkout / "site" / "assets").mkdir()
    (checkout / "site" / "assets" / "tableside.css").write_text("somebody else's styles")
    done = build(checkout, "--no-downloads")
    assert done.returncode == 1
    assert "site is a folder with other things in it" in done.stderr
    assert sorted(path.name for path in (checkout / "site").iterdir()) == ["assets", "holiday.jpg", "index.html"]


def test_a_draft_is_never_published(checkout: Path) -> None:
    begun = subprocess.run(
        [sys.executable, "-m", "tableside.cli", "new", "module", "trust/not-there-yet"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert begun.returncode == 0, begun.stderr
    change(checkout / "content/course.yml", "\n      - competence\n", "\n      - competence\n      - not-there-yet\n")
    done = build(checkout, "--no-downloads")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (checkout / "site" / "modules" / "competence.html").exists()
    assert not (checkout / "site" / "modules" / "not-there-yet.html").exists()
    title = re.search(r"^title: (.+)$", (checkout / "content/modules/trust/not-there-yet.yml").read_text("utf-8"), re.M)
    assert title
    assert title[1] not in (checkout / "site" / "index.html").read_text("utf-8")


def test_a_whole_build_gives_the_same_bytes_again(checkout: Path) -> None:
    done = build(checkout, "--no-downloads")
    assert done.returncode == 0, done.stdout + done.stderr
    first = {path.relative_to(checkout): path.read_bytes() for path in (checkout / "site").rglob("*") if path.is_file()}
    shutil.rmtree(checkout / ".cache", ignore_errors=True)
    done = build(checkout, "--no-downloads")
    assert done.returncode == 0, done.stdout + done.stderr
    second = {path.relative_to(checkout): path.read_bytes() for path in (checkout / "site").rglob("*") if path.is_file()}
    different = [path.as_posix() for path in first if first[path] != second.get(path)]
    # The day of the build is MkDocs' own: it stands in the sitemap. The bytes of PDFs are compared in test_handbook.py.
    assert [path for path in different if not path.startswith("site/sitemap.xml")] == []
    assert first.keys() == second.keys()


@pytest.fixture
def preview(checkout: Path) -> Iterator[tuple[Path, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    change(checkout / MODULE, "\nminutes: 25\n", "\nminuts: 25\n")
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "hooks"), "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield checkout, f"http://127.0.0.1:{port}/"
    server.terminate()
    server.wait(timeout=20)


def wait_for(address: str, words: str) -> str:
    """The page at an address, once it holds these words."""
    page = ""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                page = answer.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            page = ""
        if words in page:
            return page
        time.sleep(0.5)
    raise AssertionError(f"{words!r} was never on {address}; last seen: {page[:400]}")


def test_the_preview_starts_with_mistakes_shows_them_and_recovers(preview: tuple[Path, str]) -> None:
    checkout, address = preview
    wait_for(address, "did you mean `minutes`?")
    change(checkout / MODULE, "\nminuts: 25\n", "\nminutes: 31\n")
    page = wait_for(f"{address}modules/consent.html", "31 minutes")
    assert "did you mean" not in page
    change(checkout / MODULE, "\nminutes: 31\n", "\nminuts: 31\n")
    page = wait_for(f"{address}modules/consent.html", "did you mean `minutes`?")
    assert "31 minutes" in page, "the last good version is still there"
    wait_for(f"{address}downloads.html", "This copy was built without downloads.")


def test_a_course_speaks_its_own_language(checkout: Path) -> None:
    """The page says which language it is in, and days are written as that language's words have them; what has no word yet is English."""
    change(checkout / "content/course.yml", "\nlanguage: en\n", "\nlanguage: de\n")
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    words = f'date.day: "{{day}}. {{month}} {{year}}"\ndate.months: {months}\n'
    (checkout / "content/words/de.yml").write_text(words, "utf-8")
    done = build(checkout, "--no-downloads")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (checkout / "site/modules/consent.html").read_text("utf-8")
    assert '<html lang="de"' in page
    assert "written 22. November 2026" in page
