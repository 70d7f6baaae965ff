"""A track's final assessment on paper: the questions of its first attempt, and for instructors their answers with what each tests."""

from __future__ import annotations

from typing import Any

from ..assessments import Asked, attempt
from ..model import Course, Module, Track
from .handbook_fields import Manifest
from .handbook_key import answer
from .handbook_pen import Pen
from .handbook_questions import Asking


def assessed(course: Course, track: str) -> Track:
    """The track with this id."""
    return next(one for one in course.about.tracks if one.id == track)


def asked_in(course: Course, track: str) -> dict[str, Module]:
    """The modules of a track whose questions its first attempt asks, by id."""
    asked = {one.place.module.id for one in attempt(course, assessed(course, track), 1)}
    return {id: module for id, module in course.modules.items() if id in asked}


def assessment(course: Course, track: Track, pen: Pen, manifest: Manifest, asking: Asking) -> dict[str, Any]:
    """The sheets of one assessment, as assessment.typ takes them; the answers only where ``asking`` has the key. Its fields are noted."""
    asked = list(enumerate(attempt(course, track, 1), start=1))
    about = track.assessment
    minutes = about.minutes if about else 0
    pass_at = course.deliveries[about.delivery].pass_at if about else 0
    who = {name: manifest.add("line", f"assessment/{track.id}/{name}", pen.say(f"handbook.{name}")) for name in ("name", "date")}
    return {
        "label": f"assessment-{track.id}",
        "title": pen.say("assessment.of", track=track.title),
        "about": pen.prose(about.about) if about else None,
        "how": " ".join([pen.say("handbook.assessment_about", count=len(asked), minutes=minutes, pass_at=pass_at), _worth(asked, pen)]),
        "left": _left(course, asked, pen),
        "who": who,
        "questions": [asking.question(one.place.module, one.question, str(number)) for number, one in asked],
        "answers": [_answer(one, str(number), pen) for number, one in asked] if asking.with_key else [],
    }


def _answer(one: Asked, number: str, pen: Pen) -> dict[str, Any]:
    module = one.place.module
    tests = pen.say("handbook.assessment_tests", module=f"{module.code} {module.title}")
    return {**answer(module, one.question, number, pen), "tests": tests, "objective": pen.line(one.place.objective.you_will)}


def _worth(asked: list[tuple[int, Asked]], pen: Pen) -> str:
    """What the questions are worth, as a sentence: one point each, but for those that an author gave more."""
    more = [
        pen.say("handbook.assessment_points_of", number=number, points=one.question.points)
        for number, one in asked
        if one.question.points != 1
    ]
    return pen.say("handbook.assessment_points_but", questions=", ".join(more)) if more else pen.say("handbook.assessment_points")


def _left(course: Course, asked: list[tuple[int, Asked]], pen: Pen) -> list[str]:
    """Which questions may be left out because their module is sensitive: a sentence, then a line for each such module."""
    lines = []
    for module in course.modules.values():
        numbers = [str(number) for number, one in asked if one.place.module.id == module.id]
        if module.sensitive and numbers:
            lines.append(pen.say("handbook.assessment_left", code=module.code, title=module.title, numbers=", ".join(numbers)))
    return [pen.say("assessment.sensitive"), *lines] if lines else []
