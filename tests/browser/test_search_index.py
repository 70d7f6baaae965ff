"""What the search knows: sections, terms and checklist items; and never how a question is answered."""

from __future__ import annotations

import html
import html.parser
import json
import re
from pathlib import Path

import pytest

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def words(text: str) -> str:
    """Text as the index and the page can be compared: no tags, no entities, single spaces, small letters."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip().lower()


class Questions(html.parser.HTMLParser):
    """The texts in a page's questions: the options, the reasons, the hints and the key."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.secrets: list[str] = []
        self.asked: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []
        self._text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; note whether it lies in a question."""
        if tag in VOID:
            return
        inside = tag == "ts-question" or bool(self._open and self._open[-1][1])
        legend = tag == "legend" or bool(self._open and self._open[-1][2])
        self._open.append((tag, inside, legend))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep what a question says."""
        text = words(data)
        if self._open and self._open[-1][1] and len(text) > 25:
            (self.asked if self._open[-1][2] else self.secrets).append(text)


@pytest.fixture(scope="module")
def index(site: Path) -> list[dict[str, str]]:
    """The built search index: one entry a page or section."""
    docs = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert len(docs) > 20
    return docs


def test_no_answer_is_in_the_index(site: Path, index: list[dict[str, str]]) -> None:
    """No option, key, reason or hint of any question can be found by searching."""
    known = " ".join(words(doc["title"] + " " + doc["text"]) for doc in index)
    # Two questions may share their wording with the prose they test; the sentence is then the prose's.
    secrets: dict[str, str] = {}
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        outside = words(re.sub(r"<ts-question\b.*?</ts-question>", " ", text, flags=re.S))
        secrets |= {secret: page.name for secret in Questions(text).secrets if secret not in outside}
    assert len(secrets) > 60
    leaked = [f"{page}: {secret}" for secret, page in secrets.items() if secret in known]
    assert not leaked, "\n".join(leaked)


def test_sections_terms_and_checklist_items_are_in_the_index(site: Path, index: list[dict[str, str]]) -> None:
    """Each section and each term has an entry of its own, and each checklist item stands in one."""
    places = {doc["location"] for doc in index}
    for page in [*sorted((site / "modules").rglob("*.html")), site / "glossary.html"]:
        text = page.read_text(encoding="utf-8")
        here = page.relative_to(site).as_posix()
        headings = re.findall(r'<h[23] [^>]*\bid="([^"]+)"', text)
        assert headings, here
        missing = [name for name in headings if f"{here}#{name}" not in places and name != "quiz" and not name.startswith("__")]
        assert not missing, f"{here}: {missing}"
    known = " ".join(words(doc["text"]) for doc in index)
    items = [
        words(label)
        for page in (site / "modules").rglob("*.html")
        for block in re.findall(r"<ts-checklist\b.*?</ts-checklist>", page.read_text(encoding="utf-8"), re.S)
        for label in re.findall(r"<label\b[^>]*>(.*?)</label>", block, re.S)
    ]
    assert items
    missing = [item for item in items if item not in known]
    assert not missing, "\n".join(missing)
