"""What the final assessment of a track may ask, and what each attempt at it asks.

Every attempt asks one question for each objective, so that objectives weigh the same whatever their reserves hold. The page's script draws
in the same way (templates/assets/scripts/draw.js); a table of cases, tests/cases/draws.json, holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .model import Course, Module, Objective, Question, Track
from .shuffled import shuffled


@dataclass(frozen=True)
class Place:
    """A place in an assessment: an objective, and the questions of which one is asked for it."""

    module: Module
    """The module that teaches it."""
    objective: Objective
    """What is tested."""
    questions: tuple[Question, ...]
    """Those in reserve for it, as the author wrote them; one at least."""

    @property
    def name(self) -> str:
        """Its name within the course: `consent/explain`."""
        return f"{self.module.id}/{self.objective.id}"


@dataclass(frozen=True)
class Asked:
    """A question of an attempt."""

    place: Place
    """What it is asked for."""
    question: Question
    """The question."""

    @property
    def key(self) -> str:
        """The question's name within the course: `consent/left-out`."""
        return f"{self.place.module.id}/{self.question.id}"


def name_of(track: Track) -> str:
    """Under which name a device keeps attempts at a track's assessment, beside those at quizzes: `trust/assessment`."""
    return f"{track.id}/assessment"


def path_of(track: Track) -> str:
    """Where its page stands on the site, without the ending."""
    return f"assessments/{track.id}"


def places(course: Course, track: Track) -> list[Place]:
    """All that a track's assessment may ask, in the order in which it is taught; nothing if the track has no assessment."""
    if track.assessment is None:
        return []
    found = []
    for module in (course.modules[id] for id in track.modules if id in course.modules):
        for objective in module.objectives:
            questions = tuple(question for question in module.reserve if question.objective == objective.id)
            if questions:
                found.append(Place(module, objective, questions))
    return found


def attempt(course: Course, track: Track, number: int) -> list[Asked]:
    """What an attempt asks, in order.

    Args:
        course: what is taught.
        track: one of its tracks.
        number: from 1.
    """
    if track.assessment is None:
        return []
    known = {one.key: one for place in places(course, track) for one in (Asked(place, question) for question in place.questions)}
    groups: dict[str, list[str]] = {}
    for key, one in known.items():
        groups.setdefault(one.place.name, []).append(key)
    return [known[key] for key in one_of_each(groups, course.deliveries[track.assessment.delivery].seed, name_of(track), number)]


def one_of_each(groups: Mapping[str, Sequence[str]], seed: int, key: str, number: int) -> list[str]:
    """One id of each group, mixed. Each group is gone through in an order of its own, so the next attempt takes the next of each, and none
    comes again before all of its group have come.

    Args:
        groups: ids by the name of their group, in any order.
        seed: the delivery's.
        key: what draws, as the page calls it: `trust/assessment`.
        number: the attempt, from 1.
    """
    orders = {name: shuffled(ids, seed, f"{key} {name}", 1) for name, ids in groups.items()}
    return shuffled([order[(number - 1) % len(order)] for order in orders.values()], seed, key, number)
