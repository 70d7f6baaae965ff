"""Final assessments: what each attempt asks, the same in Python and in the page's script, and what their pages hold."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

from conftest import CASES
from hypothesis import given
from hypothesis import strategies as st
from test_pages import page, small_course

from tableside import assessments, ready
from tableside.frame import nav
from tableside.model import Course, Module, Objective, TrueFalse
from tableside.outputs import pages

DRAWS = json.loads((CASES / "draws.json").read_text("utf-8"))
KEPT = 3
"""Questions in reserve for each objective of the course below."""


def test_an_attempt_asks_what_the_table_says() -> None:
    """The page's script is held to the same table (tests/scripts/draw.test.js)."""
    assert len(DRAWS) > 8
    for case in DRAWS:
        assert assessments.one_of_each(case["groups"], case["seed"], case["key"], case["attempt"]) == case["asked"]


IDS = st.sampled_from([f"m/{sign}{at}" for sign in "abcdefgh" for at in range(9)])


@given(st.lists(st.lists(IDS, min_size=1, max_size=5, unique=True), min_size=1, max_size=8), st.integers(1, 99), st.integers(1, 30))
def test_every_attempt_asks_one_of_each(kept: list[list[str]], seed: int, number: int) -> None:
    """And none comes again before all of its group have come."""
    groups = {f"o{at}": [f"{id}-{at}" for id in ids] for at, ids in enumerate(kept)}
    for ids in groups.values():
        runs = [set(assessments.one_of_each(groups, seed, "t/assessment", number + later)) & set(ids) for later in range(len(ids))]
        assert all(len(run) == 1 for run in runs)
        assert set().union(*runs) == set(ids)


# --- a course of more than one module ---------------------------------------------------------------------------------------


def larger_course(modules: int = 4, objectives: int = 3) -> Course:
    """The small course with so many modules of so many objectives, each with some questions in reserve. The first module is sensitive."""
    small = small_course()
    made = {}
    for at in range(modules):
        goals = tuple(Objective(id=f"goal-{n}", you_will=f"Ask {n}", level="apply") for n in range(objectives))
        reserve = tuple(
            TrueFalse(
                id=f"kept-{n}-{k}",
                type="true-false",
                objective=f"goal-{n}",
                ask=f"Stem {n} {k}.",
                this_is="yes",
                because=f"Reason {n} {k}.",
                hints=("Nobody sees this one.",),
            )
            for n in range(objectives)
            for k in range(KEPT)
        )
        update = {
            "id": f"m{at}",
            "objectives": goals,
            "reserve": reserve,
            "sensitive": None if at else "It may be *hard*.",
            "dialogues": (),
        }
        section = small.modules["asking"].sections[0].model_copy(update={"objectives": tuple(goal.id for goal in goals)})
        made[f"m{at}"] = small.modules["asking"].model_copy(update={**update, "sections": (section,)})
    return with_modules(small, made)


def with_modules(small: Course, made: dict[str, Module]) -> Course:
    """The course with other modules in its only track."""
    track = small.about.tracks[0].model_copy(update={"modules": tuple(made)})
    about = small.about.model_copy(update={"tracks": (track,)})
    return replace(
        small, about=about, modules=made, track_of=dict.fromkeys(made, track), paths=dict.fromkeys(made, "modules/care/asking.yml")
    )


def test_attempts_are_balanced_over_objectives_and_mix_modules() -> None:
    """Each attempt tests every objective of every module once, and in the long run each question comes equally often."""
    course = larger_course()
    (track,) = course.about.tracks
    asked: Counter[str] = Counter()
    alone = 0
    for number in range(1, 31):
        attempt = assessments.attempt(course, track, number)
        assert sorted(one.place.name for one in attempt) == sorted(f"m{m}/goal-{n}" for m in range(4) for n in range(3))
        asked.update(one.key for one in attempt)
        modules = [one.place.module.id for one in attempt]
        alone += modules == sorted(modules)
    assert set(asked.values()) == {30 // KEPT}
    assert len(asked) == 4 * 3 * KEPT
    assert alone == 0


def test_a_module_that_is_not_published_is_not_asked_about() -> None:
    """The track may list it already."""
    course = larger_course()
    (track,) = course.about.tracks
    without = replace(course, modules={id: module for id, module in course.modules.items() if id != "m1"})
    assert {one.place.module.id for one in assessments.attempt(without, track, 1)} == {"m0", "m2", "m3"}


def test_without_an_assessment_there_is_no_page_and_no_link() -> None:
    """Nor where nothing is in reserve."""
    course = small_course()
    assert "assessments/care.md" in str(nav(course))
    assert "assessments/care.html" in page(course, "tracks/care.md")
    assert "assessments/care.html" in page(course, "index.md")
    (track,) = course.about.tracks
    none = replace(course, about=course.about.model_copy(update={"tracks": (track.model_copy(update={"assessment": None}),)}))
    empty = with_modules(course, {"asking": course.modules["asking"].model_copy(update={"reserve": ()})})
    for without in (none, empty):
        assert "assessments/" not in str(nav(without))
        assert "assessments/" not in page(without, "tracks/care.md") + page(without, "index.md") + page(without, "progress.md")
        assert not [output for output in pages.build(without, renderer_of(without)) if output.path.startswith("assessments/")]


def renderer_of(course: Course) -> pages.Render:
    """The templates with a course's words."""
    from test_pages import TEMPLATES

    from tableside.render import renderer

    return renderer(TEMPLATES, course.words)


def test_the_page_shows_the_first_draw_and_keeps_the_rest_asleep() -> None:
    """Each question stands in the page once, and each has its reasons once: in the fold at the end, or asleep with its question."""
    course = larger_course()
    shown = page(course, "assessments/care.md")
    awake, asleep = shown.split('<template class="ts-reserve">')[0], re.findall(r"<template.*?</template>", shown, re.DOTALL)[0]
    questions = re.compile(r'<ts-question [^>]*data-key="([^"]+)"')
    first = [one.key for one in assessments.attempt(course, course.about.tracks[0], 1)]
    assert questions.findall(awake) == first
    every = questions.findall(shown)
    assert sorted(every) == sorted(f"m{m}/kept-{n}-{k}" for m in range(4) for n in range(3) for k in range(KEPT))
    assert "Reason" not in awake
    keys = shown.split('<details class="ts-keys')[1].split("</details>")[0]
    assert re.findall(r'<li data-of="([^"]+)"', keys) == first
    assert keys.count("Reason") == len(first)
    assert asleep.count("Reason") == len(every) - len(first)
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids)), "questions of several modules meet here, so an id says the module too"
    assert shown.count('<details class="ts-hint"><summary>Hint') == 0


def test_only_sensitive_modules_can_be_left_out_and_an_alternative_is_named() -> None:
    """With links to what can be read instead."""
    shown = page(larger_course(), "assessments/care.md")
    assert re.findall(r'data-leave="(\w+)"', shown) == ["m0"]
    leave = shown.split("data-leave")[1].split("</details>")[0]
    assert "modules/m0.html#before" in leave
    assert "data-leave" not in page(small_course(), "assessments/care.md")


def test_search_finds_the_page_and_nothing_that_is_asked_there() -> None:
    """No question, answer or reason of it is in the index."""
    made = ready.page(page(larger_course(), "assessments/care.md").split("---\n", 2)[2])
    assert made
    said = " ".join(hit.title + hit.text for hit in made.hits)
    assert "Final assessment: Care" in said
    assert not re.search(r"Stem|Reason", said)
