"""What search is told of a page besides its words. What it finds is asked of the built site, in browser/test_search_index.py."""

from __future__ import annotations

from dataclasses import replace

from test_pages import TEMPLATES, small_course

from tableside import search
from tableside.model import Course
from tableside.outputs import handbook, pages
from tableside.outputs.handbook_source import write
from tableside.ready import Hit
from tableside.render import renderer

PAGE = "modules/asking.md"
HITS = (Hit("", "Asking", ""), Hit("before", "Before you touch", "<p>Ask first.</p>"), Hit("objectives", "What you will learn", ""))


def named(*names: str) -> Course:
    """The small course, whose first section has other names."""
    course = small_course()
    module = course.modules["asking"]
    first = module.sections[0].model_copy(update={"also_called": names})
    return replace(course, modules={"asking": module.model_copy(update={"sections": (first, *module.sections[1:])})})


def test_a_section_has_its_other_names_where_nobody_sees_them() -> None:
    """Hidden behind its title, as plain words. Text and other places stay as they are."""
    found = list(search.entries(named("asking *twice*", "R&R <b>"), PAGE, HITS))
    assert [entry.title for entry in found] == [
        "Asking",
        "Before you touch<span hidden> asking twice · R&amp;R &lt;b&gt;</span>",
        "What you will learn",
    ]
    assert [(entry.anchor, entry.text) for entry in found] == [(hit.anchor, hit.text) for hit in HITS]


def test_teaching_counts_more_than_other_places() -> None:
    """A section more than the lesson's page, and that more than what stands around."""
    assert [entry.boost for entry in search.entries(small_course(), PAGE, HITS)] == [search.MODULE, search.SECTION, None]
    assert [entry.boost for entry in search.entries(small_course(), "practice/asking.md", HITS)] == [None, None, None]
    assert search.SECTION > search.MODULE > 1


def test_readers_never_meet_the_other_names() -> None:
    """No page and no sheet of paper has them; content files behind the pencil are as they were written."""
    course = named("zzyxqua")
    drawn = [output.path for output in pages.build(course, renderer(TEMPLATES, course.words)) if b"zzyxqua" in output.data]
    assert drawn == []
    assert [edition.path for edition in handbook.editions(course) if "zzyxqua" in repr(write(course, edition))] == []
