"""A track's final assessment on paper: two sheets a paper, the key in one of them, judged as the rest of the handbook is."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from test_assessments import larger_course, with_modules
from test_handbook import TEMPLATES, every_type, failures, question_types, reasons, small_course, squeezed, turned_course, words_of

from tableside import assessments
from tableside.model import Course, Objective, Write
from tableside.outputs import handbook
from tableside.outputs.handbook_source import Edition, write


@lru_cache(maxsize=1)
def assessed() -> Course:
    """A course whose assessment asks a question of every type that can be marked, each for an objective of its own."""
    (module,) = every_type().modules.values()
    asked = {question.type: question for question in module.quiz.questions if not isinstance(question, Write)}
    goals = tuple(Objective(id=kind, you_will=f"Choose {kind}", level="apply") for kind in asked)
    section = module.sections[0].model_copy(update={"objectives": tuple(asked)})
    reserve = tuple(question.model_copy(update={"objective": kind}) for kind, question in asked.items())
    changed = module.model_copy(update={"objectives": goals, "sections": (section,), "reserve": reserve, "sensitive": "It may be hard."})
    small = small_course()
    deliveries = {**every_type().deliveries, "final": small.deliveries["final"]}
    track = every_type().track_of[module.id].model_copy(update={"assessment": small.about.tracks[0].assessment, "modules": (module.id,)})
    about = every_type().about.model_copy(update={"tracks": (track,)})
    return replace(every_type(), about=about, modules={module.id: changed}, track_of={module.id: track}, deliveries=deliveries)


def sheet(course: Course, audience: str) -> Edition:
    """The assessment on A4."""
    found = [one for one in handbook.editions(course) if (one.kind, one.audience, one.paper) == ("assessment", audience, "a4")]
    assert len(found) == 1
    return found[0]


def test_a_track_has_two_sheets_on_each_paper() -> None:
    """With the key and without; none for a track that has no assessment."""
    paths = [one.path for one in handbook.editions(small_course()) if one.kind == "assessment"]
    assert paths == [f"assessment-care{key}-{paper}.pdf" for key in ("", "-key") for paper in ("a4", "letter")]
    bare = with_modules(small_course(), {"asking": small_course().modules["asking"].model_copy(update={"reserve": ()})})
    assert not [one for one in handbook.editions(bare) if one.kind == "assessment"]


@pytest.mark.parametrize("audience", ["student", "instructor"])
def test_the_sheets_conform(audience: str) -> None:
    """PDF/UA-1 and PDF/A-2a, with a question of every type and all of its fields."""
    course = assessed()
    data = handbook.pdf(course, sheet(course, audience), TEMPLATES)
    assert failures(data, "ua1") == []
    assert failures(data, "2a") == []
    asked = assessments.attempt(course, course.about.tracks[0], 1)
    assert {one.question.type for one in asked} == {*question_types()} - {"write"}
    words = words_of(data)
    told = [reason for one in asked for reason in reasons(one.question)]
    assert told
    for reason in told:
        assert (squeezed(reason.split("@")[0].strip()) in words) is (audience == "instructor")


def test_the_students_sheet_does_not_depend_on_the_answers() -> None:
    """Turn every answer round and nothing in it changes; in the instructor's it does."""
    course, turned = assessed(), turned_course(assessed())
    for audience, same in (("student", True), ("instructor", False)):
        one = sheet(course, audience)
        assert (write(course, one).files == write(turned, one).files) is same


def test_the_sheet_asks_what_the_first_attempt_on_the_site_asks() -> None:
    """In the same order, each with its fields; and says which questions may be left out."""
    course = larger_course()
    source = write(course, sheet(course, "student"))
    asked = [one.key.replace("/", "/question/") for one in assessments.attempt(course, course.about.tracks[0], 1)]
    groups = [field.group for field in source.manifest.fields.values() if field.kind == "choice"]
    assert list(dict.fromkeys(groups)) == asked
    numbers = [str(at) for at, key in enumerate(asked, 1) if key.startswith("m0/")]
    assert f"questions {', '.join(numbers)}" in source.files["main"].decode()
    assert source.files["main"].decode().count("may leave them out") == 1
    assert source.files["main"].decode().count("Each question is worth one point.") == 1
    assert "may leave them out" not in write(small_course(), sheet(small_course(), "student")).files["main"].decode()


def test_the_sheet_says_which_questions_are_worth_more() -> None:
    """By their numbers, beside the pass mark."""
    course = larger_course()
    asked = assessments.attempt(course, course.about.tracks[0], 1)
    heavy = asked[1].question.id
    modules = {
        id: module.model_copy(
            update={"reserve": tuple(one.model_copy(update={"points": 2}) if one.id == heavy else one for one in module.reserve)}
        )
        for id, module in course.modules.items()
    }
    course = with_modules(course, modules)
    numbers = [at for at, one in enumerate(assessments.attempt(course, course.about.tracks[0], 1), 1) if one.question.points == 2]
    assert 0 < len(numbers) < len(asked)
    told = ", ".join(f"question {number} (2 points)" for number in numbers)
    assert f"worth one point, except {told}." in write(course, sheet(course, "student")).files["main"].decode()
