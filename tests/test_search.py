"""What search is told of a page besides its words. What it finds is asked of the built site, in browser/test_search_index.py."""

from __future__ import annotations

import typing
from dataclasses import replace

from test_pages import TEMPLATES, small_course

from tableside import frame, indexed, search
from tableside.model import Course, NamedPage
from tableside.outputs import handbook, pages
from tableside.outputs.handbook_source import write
from tableside.render import renderer

PAGE = "modules/asking.html"


def named(*names: str, page: str = "glossary") -> Course:
    """The small course, whose first section has other names, and so has a page that is no lesson."""
    course = small_course()
    module = course.modules["asking"]
    first = module.sections[0].model_copy(update={"also_called": names})
    about = course.about.model_copy(update={"pages": (NamedPage.model_validate({"page": page, "also_called": names}),)})
    return replace(course, about=about, modules={"asking": module.model_copy(update={"sections": (first, *module.sections[1:])})})


def test_places_have_their_other_names_where_nobody_sees_them() -> None:
    """Hidden behind the title of a section or page, as plain words. Titles and text of other places stay as they are."""
    titles = {"index.html": "Home", PAGE: "Asking", f"{PAGE}#before": "Before you touch", f"{PAGE}#objectives": "Learn"}
    entries = [{"location": place, "title": title} for place, title in titles.items()]
    indexed.tell(entries, PAGE, search.also(named("asking *twice*", "R&R <b>")))
    assert [entry["title"] for entry in entries] == [
        "Home",
        "Asking",
        "Before you touch<span hidden> asking twice · R&amp;R &lt;b&gt;</span>",
        "Learn",
    ]
    glossary = [{"location": "glossary.html", "title": "Glossary"}, {"location": "glossary.html#draping", "title": "draping"}]
    indexed.tell(glossary, "glossary.html", search.also(named("dictionary")))
    assert [entry["title"] for entry in glossary] == ["Glossary<span hidden> dictionary</span>", "draping"]


def test_teaching_counts_more_than_other_places() -> None:
    """A section more than the lesson's page, and that more than what stands around; what is not told of keeps what it had."""
    entries: list[dict[str, object]] = [{"location": place, "title": "", "boost": 0.2} for place in (PAGE, f"{PAGE}#before", f"{PAGE}#top")]
    indexed.tell(entries, PAGE, search.also(small_course()))
    assert [entry["boost"] for entry in entries] == [search.MODULE, search.SECTION, 0.2]
    assert search.SECTION > search.MODULE > 1


def test_every_page_that_is_no_lesson_can_be_named() -> None:
    """What the way through the site leads to, but for lessons, tracks, what has a page for each of its kind, and the checklists, which
    search finds in their lessons; and nothing else."""
    course = small_course()
    listed = [page for entry in frame.nav(course) for page in _pages(entry)]
    known = set(typing.get_args(NamedPage.model_fields["page"].annotation))
    own = {page.removesuffix(".md") for page in listed if "/" not in page} - {"index", "checklists"}
    assert own and own <= known
    assert known - own <= {"assessments", "exam-map", "paths", "practice", "where-this-course-comes-from"}


def _pages(entry: object) -> list[str]:
    """The pages of an entry of the way, however deep they stand."""
    if isinstance(entry, str):
        return [entry]
    below = entry.values() if isinstance(entry, dict) else entry
    assert hasattr(below, "__iter__")
    return [page for each in below for page in _pages(each)]


def test_the_names_of_assessments_are_those_of_every_track() -> None:
    """One list serves all of them."""
    course = named("final exam", page="assessments")
    told = search.also(course)
    assert [told[f"assessments/{track.id}.html"]["names"] for track in course.about.tracks] == ["<span hidden> final exam</span>"]


def test_readers_never_meet_the_other_names() -> None:
    """No page and no sheet of paper has them; content files behind the pencil are as they were written."""
    course = named("zzyxqua")
    drawn = [output.path for output in pages.build(course, renderer(TEMPLATES, course.words)) if b"zzyxqua" in output.data]
    assert drawn == []
    assert [edition.path for edition in handbook.editions(course) if "zzyxqua" in repr(write(course, edition))] == []
