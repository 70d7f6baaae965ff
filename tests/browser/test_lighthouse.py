"""Lighthouse, as a phone, over the first page and a lesson: 95 or more for accessibility, best practices and what search engines need.

Its mark for speed is a timing of this machine as much as of the site: `make lighthouse` prints it, and nothing here judges it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lighthouse import GROUPS, PAGES, audit

from .hosts import nginx

JUDGED = [group for group in GROUPS if group != "performance"]
LEAST = 95

SPOILT = (
    ("<html lang=[^>]*>", "<html>"),
    ("<title>.*?</title>", "<title></title>"),
    ('<meta name="description"[^>]*>', ""),
    ("</article>", "<input><img src='nothing.png'><a href='javascript:void 0'>click here</a></article>"),
)
"""What is taken from the first page, and put into it, to see the marks fall."""


@pytest.fixture(scope="module")
def host(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site under nginx as docs/hosting.md shows it, with a spoilt page beside it. Yields its address."""
    folder = tmp_path_factory.mktemp("served") / "site"
    shutil.copytree(site, folder)
    page = (folder / "index.html").read_text("utf-8")
    for pattern, instead in SPOILT:
        page, times = re.subn(pattern, instead, page, count=1, flags=re.S)
        assert times == 1, pattern
    (folder / "spoilt.html").write_text(page, "utf-8")
    with nginx(folder, tmp_path_factory.mktemp("nginx")) as (address, _):
        yield address


@pytest.mark.parametrize("page", PAGES)
def test_marks_are_high(host: str, page: str) -> None:
    """Each group but speed."""
    found = audit(f"{host}/{page}", JUDGED)
    assert set(found.marks) == set(JUDGED)
    assert min(found.marks.values()) >= LEAST, (found.marks, found.faults)


def test_marks_fall_where_something_is_wrong(host: str) -> None:
    """A page without language, title, description and labels gets what it deserves, and is told why."""
    found = audit(f"{host}/spoilt.html", JUDGED)
    assert max(found.marks["accessibility"], found.marks["seo"]) < LEAST, found.marks
    assert any("html-has-lang" in fault for fault in found.faults)
