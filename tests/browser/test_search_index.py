"""What the search knows: sections, terms and checklist items; and never how a question is answered. What it finds first."""

from __future__ import annotations

import html
import html.parser
import json
import re
from pathlib import Path

import pytest
from conftest import CASES
from playwright.sync_api import Page

from .visit import search, settle

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
    known: dict[str, str] = {}
    for doc in index:
        here = doc["location"].partition("#")[0]
        known[here] = f"{known.get(here, '')} {words(doc['title'] + ' ' + doc['text'])}"
    # A question may share its wording with the prose it tests; the sentence is then the prose's.
    secrets: list[tuple[str, str]] = []
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        outside = words(re.sub(r"<ts-question\b.*?</ts-question>", " ", text, flags=re.S))
        secrets += [(secret, page.relative_to(site).as_posix()) for secret in Questions(text).secrets if secret not in outside]
    assert len(secrets) > 60
    leaked = [f"{page}: {secret}" for secret, page in secrets if secret in known.get(page, "")]
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


ASK = """async (questions) => {
  // The page's own stand-in for Material's worker, as Material starts it.
  const { base, search } = JSON.parse(document.getElementById("__config").textContent);
  const worker = new Worker(new URL(search, new URL(base, location.href)).href);
  const answer = () => new Promise((heard) => worker.addEventListener("message", ({ data }) => heard(data.data), { once: true }));
  const ready = answer();
  document.querySelector("[data-md-component=search-query]").dispatchEvent(new Event("focus"));
  await ready;
  const found = [];
  for (const data of questions) {
    const hits = answer();
    worker.postMessage({ type: 2, data });
    const { items } = await hits;
    found.push(items.flat().filter(({ score }) => score > 0).sort((one, other) => other.score - one.score).map(({ location }) => location));
  }
  return found;
}"""
"""Asks the site's search, as the page does; gives the places of the hits for each question, the best first."""


def place_of(finds: str) -> str:
    """Where what a case finds stands: a section as `lesson#section`, any other page by its name."""
    return f"modules/{finds.replace('#', '.html#')}" if "#" in finds else f"{finds}.html"


def test_what_a_student_types_is_among_the_first_three_hits(page: Page, web: str, index: list[dict[str, str]]) -> None:
    """Each case names a section or page that everyday words must find. What it is also called leads there too, and nobody sees it."""
    cases = json.loads((CASES / "search.json").read_text("utf-8"))
    hidden = {
        doc["location"]: doc["title"].split("<span hidden> ")[1].removesuffix("</span>") for doc in index if "<span hidden>" in doc["title"]
    }
    names = [(name, place) for place, every in hidden.items() for name in html.unescape(every).split(" · ")]
    assert names
    page.goto(f"{web}/glossary.html")
    settle(page)
    found = page.evaluate(ASK, [*(case["types"] for case in cases), *(name for name, _ in names), "in"])
    assert found.pop(), "a question of small words alone finds nothing"
    missed = [
        f"{case['types']}: {case['finds']} is not among {hits[:3]}"
        for case, hits in zip(cases, found, strict=False)
        if place_of(case["finds"]) not in hits[:3]
    ]
    missed += [f"{name}: {place} is not found" for (name, place), hits in zip(names, found[len(cases) :], strict=True) if place not in hits]
    assert not missed, "\n".join(missed)

    word = "chatty"
    assert "modules/check-ins.html#talk-or-quiet" in {place for name, place in names if word in name}
    hit = search(page, word).filter(has_text="Talk or quiet").first
    assert word not in hit.inner_text()
    assert word not in hit.aria_snapshot()
