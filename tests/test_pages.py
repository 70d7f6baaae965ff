"""The pages as they are handed to a site generator, and the interface words that they and the handbook are made with."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from conftest import CASES
from hypothesis import given
from hypothesis import strategies as st

from tableside import site
from tableside.course import load
from tableside.model import Course, SignOff
from tableside.outputs import pages
from tableside.render import front_matter, heading, renderer
from tableside.wording import NoWord, Wording, fill

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"


@lru_cache(maxsize=1)
def small_course() -> Course:
    """The small course of the cases, with the words of the one that ships."""
    small, ships = load(CASES / "base").course, load(ROOT / "content").course
    assert small
    assert ships
    return replace(small, words=ships.words)


def page(course: Course, path: str, *downloads: pages.Download) -> str:
    """One page of a course."""
    found = {output.path: output.data for output in pages.build(course, renderer(TEMPLATES, course.words), downloads)}
    return found[path].decode()


def handout(module: str) -> pages.Download:
    """A handout of a module."""
    return pages.Download(path=f"downloads/handout-{module}-a4.pdf", size=1000, kind="handout", paper="a4", module=module)


def test_a_module_offers_its_own_handouts_alone() -> None:
    """Also when the id of another module begins like its own, or says the name of a paper."""
    shown = page(small_course(), "modules/asking.md", handout("asking"), handout("asking-by-letter"))
    assert "handout-asking-a4.pdf" in shown
    assert "handout-asking-by-letter" not in shown
    assert "US Letter" not in shown


def test_a_signer_keeps_their_capitals() -> None:
    """Only the first letter is made large."""
    module = small_course().modules["asking"]
    signed = module.model_copy(update={"sign_off": SignOff(statement="Seen.", signed_by=("supervisor, LMT", "the RMT"))})
    shown = page(replace(small_course(), modules={"asking": signed}), "modules/asking.md")
    assert '"ts-signers__role">Supervisor, LMT</p>' in shown
    assert '"ts-signers__role">The RMT</p>' in shown


# --- words ------------------------------------------------------------------------------------------------------------------


def test_a_missing_word_is_told_by_name(tmp_path: Path) -> None:
    """A line that was deleted from words/en.yml gets a sentence, not a traceback, and no page without it."""
    course = replace(small_course(), words=Wording((key, word) for key, word in small_course().words.items() if key != "home.for"))
    with pytest.raises(site.NotMade, match=r"no word `home\.for` — write it in content/words/en\.yml"):
        site.files(course, content=CASES / "base", templates=TEMPLATES, cache=tmp_path, with_downloads=False, say=print)
    with pytest.raises(NoWord):
        Wording()["quiz.check"]
    assert "quiz.check" not in Wording()


def test_slots_are_filled_once() -> None:
    """What fills a slot is never read as one, and whatever else stands in curly brackets stays."""
    assert fill("{a} of {b}", a="{b}", b=2) == "{b} of 2"
    assert fill("{} {role} {a.b} {{a}}", a=1) == "{} {role} {a.b} {1}"


_ASKED = re.compile(r"""(?:words\[|\bw\(|\bsay\(f?|\bin words)\s*["']([\w.-]+)(["']\s*~|\{)?""")


def test_every_word_that_is_asked_for_exists_and_is_asked_for() -> None:
    """What templates and outputs say has its line in words/en.yml, and no line is left over. Scripts have a test of their own."""
    words = {key for key in yaml.safe_load((ROOT / "content/words/en.yml").read_text("utf-8")) if not key.startswith("js.")}
    files = [path for path in TEMPLATES.rglob("*") if path.name.endswith((".jinja", ".html", ".typ"))]
    files += [ROOT / "hooks/mkdocs_site.py", *(ROOT / "hooks/tableside/outputs").glob("*.py")]
    files += [ROOT / "hooks/tableside" / name for name in ("frame.py", "keep.py", "wording.py")]
    text = "\n".join(file.read_text("utf-8") for file in files)
    asked = _ASKED.findall(text)
    exact, starts = ({key for key, more in asked if bool(more) == is_start} for is_start in (False, True))
    assert len(exact) > 100
    assert exact - words == set()
    assert {start for start in starts if not any(word.startswith(start) for word in words)} == set()
    assert {word for word in words if word not in exact and f'"{word}"' not in text and not word.startswith(tuple(starts))} == set()


# --- titles may hold anything -----------------------------------------------------------------------------------------------


TITLES = st.text(st.characters(exclude_categories=["C"]), max_size=60)


@given(TITLES)
def test_front_matter_is_one_text_whatever_it_holds(words: str) -> None:
    """A title cannot end its own quotation marks, start a key or write markup."""
    read = yaml.safe_load(f"title: {front_matter(words)}")["title"]
    assert html.unescape(read) == " ".join(words.split())
    assert not set(read) & set("<>\"'\\{}")


@given(TITLES)
def test_a_heading_is_one_line_of_words_and_its_id(words: str) -> None:
    """A heading cannot write markup, Markdown or attributes of its own."""
    found = re.fullmatch(r"## (.*) \{#x\}", heading(2, words, "x"))
    assert found
    assert html.unescape(found[1]) == " ".join(words.split())
    assert not set(re.sub(r"&#\d+;", "", found[1])) & set("<>\"'\\{}[]()*_`#!&|~:")
