"""The ways into the course and out of it: paths for roles, where the claims of the source articles went, outlines of exams."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CASES, overlay
from test_pages import TEMPLATES, page, small_course

from tableside import maps, ready
from tableside.course import load
from tableside.frame import nav
from tableside.model import Course, Role
from tableside.model_maps import PathStep
from tableside.outputs import pages
from tableside.render import renderer

ROOT = Path(__file__).resolve().parents[1]
MADE = ("paths.md", "paths/student.md", "where-this-course-comes-from.md", "exam-map.md")


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The small course with a second module, a path, claims and two outlines. Nothing in it is an error."""
    folder = Path(shutil.copytree(CASES / "base", tmp_path_factory.mktemp("mapped") / "content"))
    overlay(folder, CASES / "problems" / "a-module-that-is-not-listed" / "in")
    overlay(folder, ROOT / "tests" / "content" / "maps")
    loaded = load(folder)
    assert loaded.course, loaded.problems
    assert not [problem for problem in loaded.problems if problem.rule in ("paths_fit_their_role", "claims_land", "exam_topics_exist")]
    return replace(loaded.course, words=small_course().words)


def test_without_them_nothing_speaks_of_them() -> None:
    """No page, no entry in the way through the site, and no link from the first page or a lesson."""
    course = small_course()
    drawn = {output.path: output.data.decode() for output in pages.build(course, renderer(TEMPLATES, course.words))}
    assert not [path for path in drawn if path in MADE]
    assert not [path for path in MADE if path in str(nav(course))]
    assert "paths" not in drawn["index.md"] + drawn["modules/asking.md"]


def test_every_page_of_theirs_is_known(mapped: Course) -> None:
    """They are drawn, stand in the way through the site, and search need not read them again."""
    drawn = {output.path: output.data.decode() for output in pages.build(mapped, renderer(TEMPLATES, mapped.words))}
    for path in MADE:
        assert path in str(nav(mapped))
        assert ready.page(drawn[path].split("\n---\n", 1)[1]), path
    assert "paths/visitor.md" not in drawn
    assert 'href="paths/student.html"' in drawn["index.md"]
    assert '<a href="../paths/student.html">Student</a>' in drawn["modules/asking.md"]


def test_a_path_counts_its_minutes(mapped: Course) -> None:
    """Those that everybody takes, those that are advice, and those of each step."""
    minutes = [7, 25]
    modules = {id: mapped.modules[id].model_copy(update={"minutes": long}) for id, long in zip(("asking", "waiting"), minutes, strict=True)}
    timed = replace(mapped, modules=modules)
    (path,) = maps.paths(timed)
    assert [path.must, path.should] == minutes == [step.minutes for step in path.steps]
    shown = page(timed, "paths/student.md")
    assert [int(found) for found in re.findall(r"data-search-exclude>(?:Must|Should) · (\d+) minutes", shown)] == minutes


@pytest.mark.parametrize(("minutes", "said"), [(45, "45 minutes"), (60, "1 h"), (125, "2 h 5 min")])
def test_a_time_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert maps.lasting(small_course().words, minutes) == said


def test_a_path_leaves_out_what_is_not_published(mapped: Course) -> None:
    """A step of which nothing is published is gone, and so is a path without any step."""
    without = replace(mapped, modules={"asking": mapped.modules["asking"]})
    assert [[module.id for module in step.modules] for step in maps.paths(without)[0].steps] == [["asking"]]
    assert maps.paths(replace(mapped, modules={})) == []


def test_a_path_says_what_is_signed_and_whose_rule_it_is(mapped: Course) -> None:
    """The rule is linked where it stands, and says whether the clinic has filled it in. Signers keep their capitals."""
    shown = page(mapped, "paths/student.md")
    assert '<a href="../modules/asking.html#rule-towels">Towels</a>: the clinic has filled in its rule.' in shown
    assert '"ts-signers__role">The RMT</p>' in shown
    assert "not set" in page(replace(mapped, rules={}), "paths/student.md")


def test_a_path_may_be_bare(mapped: Course) -> None:
    """Words, deeds and signatures may all be missing."""
    bare = Role(id="student", title="Student", path=(PathStep(title="Now", modules=("asking",)),))
    shown = page(replace(mapped, about=mapped.about.model_copy(update={"roles": (bare,)})), "paths/student.md")
    assert "{#step-1}" in shown
    assert not re.search(r"\{#(away|sign)\}", shown)


def test_each_claim_says_where_it_went(mapped: Course) -> None:
    """With links to modules and sections; a claim that was dropped has none. All are counted."""
    shown = page(mapped, "where-this-course-comes-from.md")
    rows = dict(re.findall(r'<li id="claim-([^"]+)">(.*?)</li>', shown, re.S))
    assert {id: re.findall(r'href="([^"]+)"', row) for id, row in rows.items()} == {
        "000-1": ["modules/asking.html#before", "modules/waiting.html"],
        "000-2": [],
        "000-3": ["modules/asking.html"],
    }
    assert ">Corrected</span>" in rows["000-1"]
    assert ">Left out</span>" in rows["000-2"]
    assert maps.counted(maps.told(mapped)) == {"taught": 1, "corrected": 1, "dropped": 1}
    assert "3 claims: 1 taught, 1 corrected, 1 left out." in shown


def test_the_exam_map_says_what_is_not_touched(mapped: Course) -> None:
    """Each topic has the modules that name it, or says that none does; an area whose topics nobody read counts for nothing."""
    mblex, ncbtmb = maps.exam_maps(mapped)
    found = {topic.id: [module.id for module in topic.modules] for area in mblex.areas for topic in area.topics}
    named = [module.id for module in mapped.modules.values() if "5.B" in module.exam_topics.mblex]
    assert named
    assert found == {"4": [], "5.A": [], "5.B": named}
    assert (mblex.touched, mblex.topics) == (1, 2)
    assert (ncbtmb.touched, ncbtmb.topics) == (0, 2)
    shown = page(mapped, "exam-map.md")
    assert shown.count("Not in this course") == 4
    assert "touch 1 of the 2 topics that we have read" in shown
    assert "read at the source" in shown


@pytest.mark.parametrize(("topic", "found"), [("7.D", "7.D"), ("7.D.3", "7.D"), ("7.DD", None), ("7", None), ("D.7.D", None)])
def test_a_part_of_a_topic_belongs_to_it(topic: str, found: str | None) -> None:
    assert maps.within(topic, {"7.D", "6.A"}) == found


def test_a_module_that_names_two_parts_of_a_topic_touches_it_once(mapped: Course) -> None:
    module = mapped.modules["asking"]
    both = module.model_copy(update={"exam_topics": module.exam_topics.model_copy(update={"mblex": ("5.A.1", "5.A.2")})})
    changed = replace(mapped, modules={"asking": both})
    assert [[module.id for module in topic.modules] for topic in maps.exam_maps(changed)[0].areas[1].topics] == [["asking"], []]


def test_references_are_grouped_by_how_far_they_were_read(mapped: Course) -> None:
    """Each group says how many there are; a source that nobody verified says that nothing rests on it."""
    shown = page(mapped, "references.md")
    assert re.findall(r"\{#(read-[a-z])\}", shown) == ["read-v", "read-u"]
    assert shown.count("sources: 1") == 2
    assert shown.index('id="ref-standard"') < shown.index("{#read-u}") < shown.index('id="ref-hearsay"')
