"""The table of cases for walking and scoring dialogues, judged by the Python rules. tests/scripts/talk.test.js judges the page's by it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tableside.dialogues import START, Board, Score, Turn
from tableside.model_dialogues import Dialogue, Ending

TABLE = json.loads((Path(__file__).parent / "cases" / "dialogues.json").read_text("utf-8"))


def condition(part: dict[str, Any]) -> dict[str, Any]:
    """When a reply is offered or an aside shown, with facts in words instead of their numbers."""
    return {name: f"fact {part[name]}" for name in ("if", "unless", "remember") if name in part}


def worded(reply: dict[str, Any]) -> dict[str, Any]:
    """What a reply says, and its scores as an author writes them."""
    scores = {"scores": {skill: str(points) for skill, points in reply["scores"].items()}} if "scores" in reply else {}
    return {"say": "Yes.", "because": "It is said.", **scores}


def board(name: str) -> Board:
    """A dialogue of the table, with words around its graph."""
    told = TABLE["dialogues"][name]
    person = {"pronouns": "they/them", "role": "client", "about": "Somebody."}
    return Board(
        Dialogue.model_validate(
            {
                "id": name,
                "title": "A talk",
                "minutes": "5",
                "about": "Two people talk.",
                "you": "sam",
                "cast": [{"id": "sam", "name": "Sam", **person}, {"id": "kim", "name": "Kim", **person}],
                "skills": [{"skill": skill, "section": "talking"} for skill in told["skills"]],
                "scenes": [
                    {
                        "id": scene["id"],
                        "also": [{"says": "And more.", **condition(aside)} for aside in scene.get("also", [])],
                        "replies": [{**reply, **condition(reply), **worded(reply)} for reply in scene["replies"]],
                    }
                    for scene in told["scenes"]
                ],
                "endings": [
                    {"id": ending, "title": "It ends", "outcome": "good", "text": "It ends.", "debrief": "It ended."}
                    for ending in [*told["endings"], "unused"]
                ],
            }
        )
    )


@pytest.mark.parametrize("case", TABLE["ways"], ids=lambda case: case["says"])
def test_a_way_is_walked_as_the_table_says(case: dict[str, Any]) -> None:
    """What each turn offers, where the way comes to, what is remembered and shown there, and how each skill was used."""
    walked = board(case["dialogue"])
    state, ending = START, None
    turns: list[Turn] = []
    for scene, chosen in case["turns"]:
        here = walked.dialogue.scenes[state[0]]
        reply = next((reply for reply in walked.offered(state) if reply.id == chosen), None)
        there = walked.after(state, reply) if reply and here.id == scene and ending is None else None
        if reply is None or there is None:
            break
        turns.append(Turn(here, walked.offered(state), reply))
        if isinstance(there, Ending):
            ending, state = there.id, (state[0], state[1] | walked.bit(reply.remember))
        else:
            state = there
    at = walked.dialogue.scenes[state[0]]
    assert [[reply.id for reply in turn.offered] for turn in turns] == case["offered"]
    assert (len(turns) < len(case["turns"])) == case["lost"]
    assert ending == case["ending"]
    assert (None if ending else at.id) == case["at"]
    assert [number for number in range(1, 9) if state[1] >> number - 1 & 1] == case["facts"]
    assert [number for number, aside in enumerate(at.also) if not ending and aside in walked.asides(state)] == case["asides"]
    assert {skill: [score.got, score.of] for skill, score in walked.score(turns).items()} == case["scores"]


@pytest.mark.parametrize(("got", "of", "level"), TABLE["levels"])
def test_a_score_is_named_as_the_table_says(got: int, of: int, level: str) -> None:
    """The word for a share of what could be reached."""
    assert Score(got, of).level == level
