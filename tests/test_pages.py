"""The pages as they are handed to a site generator, and the interface words that they and the handbook are made with."""

from __future__ import annotations

import gzip
import html
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import brotli
import pytest
import yaml
from conftest import CASES
from hypothesis import given
from hypothesis import strategies as st
from long_dialogue import long_dialogue

from tableside import ready, site
from tableside.course import load
from tableside.frame import nav
from tableside.model import Course, SignOff, Skill
from tableside.outputs import pages
from tableside.render import front_matter, heading, renderer
from tableside.stories import KINDS
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


# --- dialogues --------------------------------------------------------------------------------------------------------------


def talk_page(course: Course, **changes: object) -> str:
    """The page of the small course's dialogue, after changes to the dialogue."""
    module = course.modules["asking"]
    dialogue = module.dialogues[0].model_copy(update=changes)
    changed = replace(course, modules={"asking": module.model_copy(update={"dialogues": (dialogue,)})})
    return page(changed, f"practice/asking/{dialogue.id}.md")


def test_a_lesson_may_be_called_what_the_list_of_practice_calls_a_place() -> None:
    """The list names its own places, and each lesson below it, and no two alike."""
    course = small_course()
    asking = course.modules["asking"]
    lessons = {id: asking.model_copy(update={"id": id}) for id in ("skills", "top", "asking")}
    changed = replace(
        course, modules=lessons, track_of=dict.fromkeys(lessons, course.track_of["asking"]), paths=dict.fromkeys(lessons, "a.yml")
    )
    anchors = re.findall(r"\{#([a-z0-9-]+)", page(changed, "practice.md"))
    assert len(anchors) == 5
    assert len(set(anchors)) == 5


def test_without_dialogues_nothing_speaks_of_practice() -> None:
    """No page, no entry in the way through the site, no section in a lesson and no link from the first page."""
    course = small_course()
    bare = replace(course, modules={id: module.model_copy(update={"dialogues": ()}) for id, module in course.modules.items()})

    def spoken(of: Course) -> list[bool]:
        drawn = {output.path: output.data.decode() for output in pages.build(of, renderer(TEMPLATES, of.words))}
        shown = [drawn[path] for path in ("index.md", "tracks/care.md", "modules/asking.md")]
        return [any(path.startswith("practice") for path in drawn), "practice" in str(nav(of)), *("practice" in one for one in shown)]

    assert spoken(course) == [True] * 5
    assert spoken(bare) == [False] * 5


def test_every_scene_can_be_reached_by_links() -> None:
    """Each reply links to the scene or ending that follows, and tells the number or letter over it. Each leads back to the start."""
    shown = talk_page(small_course())
    dialogue = small_course().modules["asking"].dialogues[0]
    numbers = {scene.id: f"scene {at}" for at, scene in enumerate(dialogue.scenes, 1)}
    letters = {ending.id: f"ending {letter}" for letter, ending in zip("ABC", dialogue.endings, strict=False)}
    replies = [reply for scene in dialogue.scenes for reply in scene.replies]
    wanted = [f"scene-{reply.go}" if reply.go else f"ending-{reply.end}" for reply in replies]
    links = re.findall(r'</details><a href="#([^"]+)">([^<]+)</a></li>', shown)
    assert [href for href, _ in links] == wanted
    assert [
        words.endswith(numbers[reply.go] if reply.go else letters[reply.end or ""])
        for reply, (_, words) in zip(replies, links, strict=True)
    ] == [True] * len(replies)
    ids = re.findall(r' id="([^"]+)"', shown)
    assert set(wanted) <= set(ids)
    assert len(ids) == len(set(ids))
    assert shown.count(f'<a href="#scene-{dialogue.scenes[0].id}">') == len(dialogue.scenes) - 1 + len(dialogue.endings)


def test_a_sensitive_dialogue_can_be_left_at_every_scene() -> None:
    """A link to the lesson stands in each scene and ending, and whom to ask when the clinic says so; else neither does."""
    course = small_course()
    dialogue = course.modules["asking"].dialogues[0]
    places = len(dialogue.scenes) + len(dialogue.endings)
    asked = replace(course, clinic=course.clinic.model_copy(update={"contact": "Ask *Dana* at the desk."}))
    leave = f'<a href="../../modules/asking.html">{course.words["dialogue.leave"]}</a>'
    assert dialogue.sensitive
    assert [talk_page(of, sensitive=why).count(leave) for of in (course, asked) for why in (dialogue.sensitive, None)] == [places, 0] * 2
    assert talk_page(asked).count("Ask <em>Dana</em> at the desk.") == places
    assert "ts-help" not in talk_page(asked, sensitive=None)


def test_search_knows_what_a_dialogue_is_about_and_not_how_it_goes() -> None:
    """Title, situation, people and skills can be found; no scene, reply, reason or ending can."""
    dialogue = small_course().modules["asking"].dialogues[0]
    markdown = talk_page(small_course()).split("---\n", 2)[2]
    made = ready.page(markdown)
    assert made
    known = " ".join(hit.title + hit.text for hit in made.hits)
    assert all(words in known for words in (dialogue.title, "Maya comes in for the first time", "Kim", "Waiting for a yes"))
    hidden = [words for scene in dialogue.scenes for words in (scene.says, scene.shows, scene.hint) if words]
    hidden += [words for scene in dialogue.scenes for reply in scene.replies for words in (reply.say, reply.because) if words]
    hidden += [words for ending in dialogue.endings for words in (ending.title, ending.text)]
    assert len(hidden) > 20
    assert [words for words in hidden if words in known] == []
    assert [words for words in hidden if words not in html.unescape(markdown)] == []


def test_what_is_said_and_what_is_seen_are_told_apart_in_words() -> None:
    """For who hears the page: a name and "says" before the words, and another label before what the body shows."""
    words = small_course().words
    shown = talk_page(small_course())
    scenes = small_course().modules["asking"].dialogues[0].scenes
    parts = [part for scene in scenes for part in (scene, *scene.also)]
    assert shown.count(f'Maya<span class="ts-hidden"> {words["dialogue.says"]}</span></span> <q>') == sum(bool(part.says) for part in parts)
    assert shown.count(f'<span class="ts-who">{words["dialogue.shows"]}</span>') == sum(bool(part.shows) for part in parts)


def test_a_dialogue_offers_its_own_role_play() -> None:
    """On its page and among the downloads; a lesson's page lists handouts alone."""
    course = small_course()
    module = course.modules["asking"]
    one = pages.Download(
        path="downloads/r.pdf", size=9, kind="role-play", paper="a4", module="asking", dialogue="first-visit", title="A visit"
    )
    other = replace(one, path="downloads/other.pdf", dialogue="other")
    book = pages.Download(path="downloads/b.pdf", size=9, kind="handbook.student", paper="a4")
    shown = page(course, f"practice/asking/{module.dialogues[0].id}.md", one, other)
    assert 'href="../../downloads/r.pdf"' in shown
    assert "other.pdf" not in shown
    assert {f'href="first-visit.{kind}" download' in shown for kind in KINDS} == {True}
    assert "r.pdf" not in page(course, "modules/asking.md", one)
    assert "Role-play: A visit" in page(course, "downloads.md", one, book)


def test_a_long_dialogue_costs_little_beside_its_words() -> None:
    """What 60 scenes of three replies weigh beyond their plain words, map, links and data included: under 5 KB as gzip packs it, and
    under 4 KB as Brotli does."""
    course = small_course()
    long = long_dialogue()
    module = course.modules["asking"].model_copy(update={"dialogues": (long,)})
    skills = {taught.skill: Skill(id=taught.skill, title=taught.skill.title(), about="Does it.") for taught in long.skills}
    shown = page(replace(course, modules={"asking": module}, skills=skills), f"practice/asking/{long.id}.md")
    element = shown[shown.index("<ts-dialogue") : shown.index("</ts-dialogue>")]
    without_map = re.sub(r"<svg.*?</svg>", "", element, flags=re.DOTALL)
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without_map)).split())
    assert sum(edges.count("<path") for edges in re.findall(r'class="ts-edges.*?</g>', element)) == 180
    assert len(words.split()) > 8000
    assert len(brotli.compress(element.encode())) - len(brotli.compress(words.encode())) < 4_000
    assert len(gzip.compress(element.encode(), mtime=0)) - len(gzip.compress(words.encode(), mtime=0)) < 5_000


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


_ASKED = re.compile(r"""(?:words\[f?|\bw\(|\bsay\(f?|\bin words)\s*["']([\w.-]+)(["']\s*~|\{)?""")


def test_every_word_that_is_asked_for_exists_and_is_asked_for() -> None:
    """What templates and outputs say has its line in words/en.yml, and no line is left over. Scripts have a test of their own."""
    words = {key for key in yaml.safe_load((ROOT / "content/words/en.yml").read_text("utf-8")) if not key.startswith("js.")}
    files = [path for path in TEMPLATES.rglob("*") if path.name.endswith((".jinja", ".html", ".typ"))]
    files += [ROOT / "hooks/mkdocs_site.py", *(ROOT / "hooks/tableside/outputs").glob("*.py")]
    files += [ROOT / "hooks/tableside" / name for name in ("dialogue_map.py", "frame.py", "keep.py", "maps.py", "telling.py", "wording.py")]
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
