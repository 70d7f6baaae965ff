"""Rules about final assessments: what they draw from, and how they are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import text
from ..faults import did_you_mean
from ..model import Question, Track, TrueFalse, Write
from ..questions import folded
from ..shelf import Shelf
from ..source import Keys
from .finding import Finding, line_of, whole_modules, whole_questions


def assessed(shelf: Shelf) -> Mapping[str, Track]:
    """The tracks that have an assessment, by the id of each module that they list."""
    about = shelf.course.record
    return {id: track for track in about.tracks if track.assessment for id in track.modules} if about else {}


def assessments_can_be_given(shelf: Shelf) -> Iterator[Finding]:
    """An assessment's delivery is one that course.yml has, and neither draws a number nor gives another try."""
    about = shelf.course.record
    deliveries = {delivery.id: delivery for delivery in about.deliveries} if about else {}
    for at, track in enumerate(about.tracks if about else ()):
        if track.assessment is None:
            continue
        keys: Keys = ("tracks", at, "assessment")
        id = track.assessment.delivery
        if id not in deliveries:
            advice = did_you_mean(id, deliveries) or "choose one of the `deliveries:`, or add this one there"
            yield Finding(file=shelf.course, keys=(*keys, "delivery"), message=f"there is no delivery `{id}`", advice=advice)
            continue
        given = deliveries[id]
        odd = ("draw", given.draw) if given.draw is not None else ("tries", given.tries) if (given.tries or 1) > 1 else None
        if odd:
            why = "asks one question for each objective" if odd[0] == "draw" else "marks every answer once, at the end"
            yield Finding(
                file=shelf.course,
                keys=(*keys, "delivery"),
                message=f"the delivery `{id}` has `{odd[0]}: {odd[1]}`, but an assessment {why}",
                advice=f"give it a delivery of its own, without `{odd[0]}`",
            )


def reserve_covers_objectives(shelf: Shelf) -> Iterator[Finding]:
    """In a track with an assessment, every objective of a published module has a question in reserve."""
    tracks = assessed(shelf)
    for file, module in whole_modules(shelf):
        if module.id not in tracks or not (shelf.drafts or module.status == "ready"):
            continue
        tested = {question.objective for question in module.reserve if not isinstance(question, Write)}
        for at, objective in enumerate(module.objectives):
            if objective.id not in tested:
                yield Finding(
                    file=file,
                    keys=("objectives", at),
                    message=f"the final assessment of `{tracks[module.id].id}` cannot test the objective `{objective.id}`",
                    advice=f"write a question with `objective: {objective.id}` under `reserve:`, better two",
                )


def reserve_questions_are_marked(shelf: Shelf) -> Iterator[Finding]:
    """What stands in reserve can be marked."""
    for file, keys, question in whole_questions(shelf):
        if keys[0] == "reserve" and isinstance(question, Write):
            yield Finding(
                file=file,
                keys=(*keys, "type"),
                message="a question of the type `write` cannot be marked, so an assessment cannot ask it",
                advice="move it to a section or the quiz, or ask it as another type",
            )


def reserve_questions_give_no_hints(shelf: Shelf) -> Iterator[Finding]:
    """What stands in reserve has no hints, since an assessment shows none."""
    for file, keys, question in whole_questions(shelf):
        if keys[0] == "reserve" and question.hints:
            yield Finding(
                file=file,
                keys=(*keys, "hints"),
                message="an assessment gives no hints, so nobody would see these",
                advice="take `hints:` out of this question",
                level="warning",
            )


def reserve_is_drawn_from(shelf: Shelf) -> Iterator[Finding]:
    """What stands in reserve is in a track that has an assessment."""
    about = shelf.course.record
    tracks = {id: track for track in about.tracks for id in track.modules} if about else {}
    for file, module in whole_modules(shelf):
        track = tracks.get(module.id)
        if module.reserve and track and module.id not in assessed(shelf):
            yield Finding(
                file=file,
                keys=("reserve",),
                message=f"the track `{track.id}` has no final assessment, so nobody would be asked these questions",
                advice="give the track an `assessment:` in course.yml, or move them to the quiz",
                level="warning",
            )


def reserve_questions_are_new(shelf: Shelf) -> Iterator[Finding]:
    """No question in reserve is one that learners have met already, or that is in reserve already, under another name."""
    # Those in reserve come last, so that they are told as the copies.
    every = sorted(whole_questions(shelf), key=lambda one: one[1][0] == "reserve")
    first: dict[object, tuple[str, str]] = {}
    for file, keys, question in every:
        asked = _asked(question)
        if asked not in first:
            first[asked] = (question.id, f"{file.path}, line {line_of(file, keys)}")
        elif keys[0] == "reserve":
            id, where = first[asked]
            yield Finding(
                file=file,
                keys=(*keys, "ask"),
                message=f"this is the question `{id}` again ({where})",
                advice="ask about another case of the same objective, so that what is tested is not a memory of the answer",
            )


def _asked(question: Question) -> object:
    """What a question asks and offers, whatever the signs, capitals and order."""
    if isinstance(question, Write | TrueFalse):
        return folded(text.plain(question.ask))
    offered = [
        " ".join(folded(text.plain(str(words))) for words in (getattr(row, name, None) for name in _WORDS) if words is not None)
        for group in ("answers", "pairs", "steps", "groups", "items")
        for row in getattr(question, group, ())
    ]
    return folded(text.plain(question.ask)), tuple(sorted(offered))


_WORDS = ("right", "wrong", "item", "goes_with", "step", "title")
