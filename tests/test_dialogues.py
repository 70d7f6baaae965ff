"""Dialogues: any good one can be walked to an end, any broken one is told, and the engine agrees with a walk that is written out."""

from __future__ import annotations

import copy
import datetime
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from conftest import CASES, overlay
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tableside import checks, course, problems
from tableside.dialogues import START, Board, State, fact, points
from tableside.model import Module
from tableside.model_dialogues import Dialogue, Ending, Reply
from tableside.rules.dialogues import Talk
from tableside.rules.dialogues_states import States
from tableside.shelf import File

SLOW = settings(max_examples=60, deadline=None)
FACTS = ("asked first", "told the plan")


@cache
def module() -> Module:
    """The small course's module, for dialogues to stand in."""
    record = course.read(CASES / "base").modules[0].record
    assert record
    return record


def talk(raw: dict[str, Any]) -> Talk:
    """A dialogue as the rules look at it."""
    return Talk(
        File("modules/care/asking.yml", module()),
        module(),
        ("dialogues", 0),
        Dialogue.model_validate(raw),
        frozenset({"clear-yes", "easy-choices"}),
    )


def errors(raw: dict[str, Any]) -> set[str]:
    """The rules that refuse a dialogue."""
    judged = talk(raw)
    return {rule.__name__ for rule in checks.DIALOGUES for finding in rule(judged) if finding.level == "error"}


def told(raw: dict[str, Any]) -> list[str]:
    """All that is said about a dialogue. Nothing may crash, whatever is wrong with it."""
    judged = talk(raw)
    return [finding.message for rule in checks.DIALOGUES + checks.GOOD_DIALOGUES for finding in rule(judged)]


@st.composite
def dialogues(draw: st.DrawFn) -> dict[str, Any]:
    """Good dialogues, with facts, circles and repairs.

    The first reply of each scene leads on and the second ends or leads on; neither asks for anything, so everybody gets through. Others
    lead anywhere, also back, and may ask for a fact that the very first scene lets a learner remember.
    """
    count = draw(st.integers(2, 7))
    facts = draw(st.lists(st.sampled_from(FACTS), unique=True))
    scenes: list[dict[str, Any]] = []
    for number in range(count):
        last = number == count - 1
        replies: list[dict[str, Any]] = [
            {"end": "good"} if last else {"go": f"s{number + 1}"},
            {"end": draw(st.sampled_from(["good", "mixed"]))}
            if last or draw(st.booleans())
            else {"go": f"s{draw(st.integers(number + 1, count - 1))}"},
        ]
        for _ in range(draw(st.integers(0, 2))):
            replies.append(draw(st.sampled_from([{"go": f"s{to}"} for to in range(count)] + [{"end": "mixed"}])) | {})
            if number and facts and draw(st.booleans()):
                replies[-1][draw(st.sampled_from(["if", "unless"]))] = draw(st.sampled_from(facts))
            replies[-1]["repairs"] = draw(st.booleans())
        for at, reply in enumerate(replies):
            values = st.dictionaries(st.sampled_from(["clear-yes", "easy-choices"]), st.integers(-2, 2).map(str), min_size=1)
            reply |= {"id": f"r{at}", "say": f"Words {number} {at}.", "because": f"Reason {number} {at}.", "scores": draw(values)}
            reply["repairs"] = "yes" if reply.get("repairs") else "no"
        scenes.append({"id": f"s{number}", "says": f"Scene {number}.", "replies": replies})
    # The first scene sets what is asked for: one fact a reply, in circles of its own, and one reply that leads on with none.
    scenes[0]["replies"] = [scenes[0]["replies"][0], {**scenes[0]["replies"][1], "end": "poor"}]
    scenes[0]["replies"][1].pop("go", None)
    scenes[0]["replies"] += [
        {
            "id": f"fact{at}",
            "say": f"I {fact}.",
            "because": f"Because {fact}.",
            "remember": fact.upper(),
            "go": draw(st.sampled_from(["s0", "s1"])),
        }
        for at, fact in enumerate(facts)
    ]
    scenes[0]["replies"][0]["scores"] = {"clear-yes": "2", "easy-choices": "-1"}
    for scene in scenes[1:] if facts else ():
        if draw(st.booleans()):
            scene["also"] = [{draw(st.sampled_from(["if", "unless"])): draw(st.sampled_from(facts)), "shows": "A nod."}]
    return {
        "id": "any",
        "title": "Any",
        "minutes": "3",
        "about": "Somebody comes in.",
        "you": "kim",
        "cast": [{"id": id, "name": id, "pronouns": "they/them", "role": "one", "about": "Here."} for id in ("kim", "maya")],
        "skills": [{"skill": skill, "section": "before"} for skill in ("clear-yes", "easy-choices")],
        "scenes": scenes,
        "endings": [{"id": id, "title": id, "outcome": id, "text": "So.", "debrief": "So."} for id in ("good", "mixed", "poor")],
    }


def good(raw: dict[str, Any]) -> dict[str, Any]:
    """A drawn dialogue, when every scene and ending of it has its way in; else another is drawn."""
    used = {reply.get("end") for scene in raw["scenes"] for reply in scene["replies"]}
    raw["endings"] = [ending for ending in raw["endings"] if ending["id"] in used]
    assume(len(raw["endings"]) >= 2)
    return raw


def walked(board: Board) -> set[State]:
    """Every state that some learner comes to, found one by one."""
    seen, waiting = {START}, [START]
    while waiting:
        state = waiting.pop()
        for reply in board.offered(state):
            there = board.after(state, reply)
            if isinstance(there, tuple) and there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


def can_end(board: Board, states: set[State]) -> set[State]:
    """The states from which an ending can be reached, found by asking again until nothing changes."""
    ending: set[State] = set()
    while True:
        more = {
            state
            for state in states - ending
            if any(isinstance(there := board.after(state, reply), Ending) or there in ending for reply in board.offered(state))
        }
        if not more:
            return ending
        ending |= more


# --- good ones ------------------------------------------------------------------------------------------------------------


@SLOW
@given(dialogues(), st.randoms())
def test_a_good_dialogue_is_accepted_and_can_be_walked_to_an_end(raw: dict[str, Any], chance: random.Random) -> None:
    """No rule refuses it, and whatever a learner chose so far, an ending can still be reached."""
    assert errors(good(raw)) == set()
    board = Board(Dialogue.model_validate(raw))
    states = walked(board)
    assert can_end(board, states) == states
    state, turns = START, 0
    while True:
        offered = board.offered(state)
        assert offered
        # After many turns round in a circle the walk takes the replies that everybody is offered and that lead on.
        there = board.after(state, chance.choice(offered) if turns < 50 else offered[0])
        turns += 1
        if isinstance(there, Ending):
            break
        assert there is not None
        state = there
    assert turns < 70


@SLOW
@given(dialogues())
def test_all_states_at_once_are_the_states_one_by_one(raw: dict[str, Any]) -> None:
    """What is reckoned with whole numbers is what a plain walk finds, and each state's way can be walked."""
    board = Board(Dialogue.model_validate(raw))
    states = States(board)
    found = {(scene, past) for scene, pasts in states.met.pasts.items() for past in range(1 << states.facts) if pasts >> past & 1}
    assert found == walked(board)
    for state in found:
        way = states.way(state, states.met, states.leads)
        assert way[0] == START
        assert way[-1] == state
        for here, there in pairwise(way):
            assert there in [board.after(here, reply) for reply in board.offered(here)]
    assert not any(states.lost)
    for number, past in found:
        offered = board.offered((number, past))
        most = max(points(reply) for reply in offered)
        best = [lead.reply for lead in states.best[number] if lead.when >> past & 1]
        assert best == [reply for reply in offered if points(reply) == most]


def naive_ways(board: Board, state: State, been: tuple[int, ...]) -> Iterator[tuple[str, ...]]:
    """The ways by the ids of replies, told by a rule that calls itself."""
    for reply in board.offered(state):
        there = board.after(state, reply)
        if isinstance(there, Ending):
            yield (reply.id, there.id)
        elif there and there[0] not in (*been, state[0]):
            yield from ((reply.id, *rest) for rest in naive_ways(board, there, (*been, state[0])))


@SLOW
@given(dialogues())
def test_ways_come_to_no_scene_twice_and_none_is_left_out(raw: dict[str, Any]) -> None:
    """The ways of the engine are those of a plain enumeration, each once."""
    board = Board(Dialogue.model_validate(raw))
    ways = list(board.ways())
    for way in ways:
        scenes = [turn.scene.id for turn in way.turns]
        assert len(set(scenes)) == len(scenes)
        assert all(turn.reply in turn.offered for turn in way.turns)
    found = [(*(turn.reply.id for turn in way.turns), way.ending.id) for way in ways]
    assert sorted(found) == sorted(naive_ways(board, START, ()))


@SLOW
@given(dialogues())
def test_a_score_lies_between_nothing_and_all_there_was(raw: dict[str, Any]) -> None:
    """Whatever was chosen, nobody gets less than nothing or more than there was, and the best choices get all of it."""
    board = Board(Dialogue.model_validate(raw))
    for way in board.ways():
        for skill, score in board.score(way.turns).items():
            assert 0 <= score.got <= score.of
            assert (score.level == "unasked") == (score.of == 0)
            if all(turn.reply.scores.get(skill, 0) == max(reply.scores.get(skill, 0) for reply in turn.offered) for turn in way.turns):
                assert score.got == score.of
                assert score.level in ("strong", "unasked")


@SLOW
@given(dialogues(), st.integers(1, 9))
def test_a_long_way_is_found_where_there_is_one(raw: dict[str, Any], turns: int) -> None:
    """A way of so many turns without a circle is found exactly when there is one."""
    board = Board(Dialogue.model_validate(raw))
    longest = max(len(way.turns) for way in board.ways())
    way = States(board).long_way(turns)
    assert (way is not None) == (longest >= turns)
    if way:
        assert len({scene for scene, _ in way}) == len(way) == turns


# --- broken ones ----------------------------------------------------------------------------------------------------------


def _drop_a_scene(raw: dict[str, Any], at: int) -> set[str]:
    assume(len(raw["scenes"]) > 2)
    gone = raw["scenes"].pop(1 + at % (len(raw["scenes"]) - 1))["id"]
    assume(any(reply.get("go") == gone for scene in raw["scenes"] for reply in scene["replies"]))
    return {"replies_lead_somewhere"}


def _reply(raw: dict[str, Any], at: int) -> dict[str, Any]:
    replies: list[dict[str, Any]] = [reply for scene in raw["scenes"] for reply in scene["replies"]]
    return replies[at % len(replies)]


def _redirect_a_reply(raw: dict[str, Any], at: int) -> set[str]:
    reply = _reply(raw, at)
    reply.pop("end", None)
    reply["go"] = "nowhere"
    return {"replies_lead_somewhere"}


def _lead_nowhere(raw: dict[str, Any], at: int) -> set[str]:
    reply = _reply(raw, at)
    reply.pop("end", None)
    reply.pop("go", None)
    return {"replies_lead_somewhere"}


def _lead_to_both(raw: dict[str, Any], at: int) -> set[str]:
    _reply(raw, at).update(go="s1", end="good")
    return {"replies_lead_somewhere"}


def _remove_an_ending(raw: dict[str, Any], at: int) -> set[str]:
    raw["endings"].pop(at % len(raw["endings"]))
    raw["endings"].append({"id": "other", "title": "Other", "outcome": "good", "text": "So.", "debrief": "So."})
    return {"replies_lead_somewhere"}


def _add_an_ending(raw: dict[str, Any], at: int) -> set[str]:
    raw["endings"].insert(at % len(raw["endings"]), {"id": "other", "title": "Other", "outcome": "good", "text": "So.", "debrief": "So."})
    return {"endings_are_reached"}


def _add_a_scene(raw: dict[str, Any], at: int) -> set[str]:
    replies = [{"id": f"a{one}", "say": f"New {one}.", "because": f"New reason {one}.", "go": "s1" if one else "new"} for one in range(2)]
    raw["scenes"].insert(1 + at % len(raw["scenes"]), {"id": "new", "says": "New.", "replies": replies})
    return {"scenes_are_reached"}


def _forget_a_fact(raw: dict[str, Any], at: int) -> set[str]:
    facts = [fact for scene in raw["scenes"] for reply in scene["replies"] for fact in (reply.get("if"), reply.get("unless")) if fact]
    assume(facts)
    gone = facts[at % len(facts)]
    for scene in raw["scenes"]:
        for reply in scene["replies"]:
            if reply.get("remember", "").casefold() == gone.casefold():
                del reply["remember"]
    return {"facts_are_remembered"}


def _close_a_circle(raw: dict[str, Any], at: int) -> set[str]:
    """From some scene on, every reply leads to that scene or to a later one, and no ending is left there."""
    first = at % len(raw["scenes"])
    later = [scene["id"] for scene in raw["scenes"][first:]]
    for scene in raw["scenes"][first:]:
        for reply in scene["replies"]:
            if reply.pop("end", None) or reply.get("go") not in later:
                reply["go"] = later[0]
    return {"ways_come_to_an_end"}


def _ask_everywhere(raw: dict[str, Any], at: int) -> set[str]:
    """Every reply of a scene asks for a fact that not everybody comes with."""
    assume(any(reply.get("remember") == "ASKED FIRST" for reply in raw["scenes"][0]["replies"]))
    for reply in raw["scenes"][1 + at % (len(raw["scenes"]) - 1)]["replies"]:
        reply.pop("unless", None)
        reply["if"] = "asked first"
    return {"scenes_always_offer_a_reply"}


def _repeat_a_reason(raw: dict[str, Any], at: int) -> set[str]:
    reply = _reply(raw, at)
    reply["because"] = _reply(raw, at + 1)["because"].upper()
    return {"reasons_of_replies_differ"}


def _ask_both_ways(raw: dict[str, Any], at: int) -> set[str]:
    raw["scenes"][0]["replies"][0]["remember"] = "said hello"
    raw["scenes"][1]["replies"] = raw["scenes"][1]["replies"][:3]
    raw["scenes"][1]["replies"].append(
        {"id": "never", "say": "Never.", "because": "Never, of course.", "end": "good", "if": "said hello", "unless": "Said  hello"}
    )
    return {"conditions_can_hold"}


def _score_no_skill(raw: dict[str, Any], at: int) -> set[str]:
    _reply(raw, at)["scores"] = {"listening": "1"}
    return {"skills_exist"}


def _lose_the_learner(raw: dict[str, Any], at: int) -> set[str]:
    raw["you"] = "rui"
    return {"people_exist"}


def _remember_too_much(raw: dict[str, Any], at: int) -> set[str]:
    replies = [reply for scene in raw["scenes"] for reply in scene["replies"]]
    assume(len(replies) >= 9)
    for number, reply in enumerate(replies):
        reply["remember"] = f"fact {number}"
    return {"facts_are_few"}


BREAKS: tuple[Callable[[dict[str, Any], int], set[str]], ...] = (
    _drop_a_scene,
    _redirect_a_reply,
    _lead_nowhere,
    _lead_to_both,
    _remove_an_ending,
    _add_an_ending,
    _add_a_scene,
    _forget_a_fact,
    _close_a_circle,
    _ask_everywhere,
    _repeat_a_reason,
    _ask_both_ways,
    _score_no_skill,
    _lose_the_learner,
    _remember_too_much,
)


@pytest.mark.parametrize("harm", BREAKS, ids=lambda harm: harm.__name__.strip("_"))
@settings(max_examples=15, deadline=None)
@given(raw=dialogues(), at=st.integers(0, 60))
def test_whatever_is_broken_is_told(harm: Callable[[dict[str, Any], int], set[str]], raw: dict[str, Any], at: int) -> None:
    """Each way to break a good dialogue is refused by the rule that is about it."""
    good(raw)
    broken = harm(raw, at)
    told(raw)
    assert broken <= errors(raw)


@settings(max_examples=60, deadline=None)
@given(
    dialogues(),
    st.lists(st.tuples(st.sampled_from(BREAKS), st.integers(0, 60)), min_size=2, max_size=5, unique_by=lambda harm: harm[0].__name__),
    st.data(),
)
def test_many_faults_at_once_crash_nothing(raw: dict[str, Any], harms: list[tuple[Any, int]], data: st.DataObject) -> None:
    """However much is broken, the rules go on and at least one refuses it."""
    good(raw)
    for harm, at in harms:
        harm(raw, at)
    raw["scenes"].insert(data.draw(st.integers(0, len(raw["scenes"]))), copy.deepcopy(raw["scenes"][0]))
    assert told(raw)
    assert errors(raw)


# --- what an author reads -------------------------------------------------------------------------------------------------


def test_an_exception_beside_a_dialogue_is_counted(base: Any) -> None:
    """What an author weighed is not told again."""
    overlay(base, CASES / "problems" / "a-dialogue-in-which-nothing-is-mended" / "in")
    file = base / "modules" / "care" / "asking.yml"
    accepted = "    accepted:\n      - rule: mistakes_can_be_mended\n        because: It is about something else.\nquiz:\n"
    file.write_text(file.read_text("utf-8").replace("quiz:\n", accepted, 1), "utf-8")
    loaded = course.load(base, today=datetime.date(2026, 6, 1))
    assert problems.show(loaded.problems) == "No problems."
    assert loaded.accepted == 1


def test_a_fact_is_one_however_it_is_typed() -> None:
    """Capitals, line ends, and an accent that a keyboard writes as a sign of its own make no other fact of it."""
    assert fact("Café offered") == fact("cafe\u0301\n  OFFERED") == "café offered"


def test_what_is_done_counts_for_how_long_a_reply_is() -> None:
    """A reader sees both what is done and what is said."""
    raw = copy.deepcopy(_LONG)
    for scene in raw["scenes"]:
        for at, reply in enumerate(scene["replies"]):
            reply["scores"] = {"clear-yes": "-1" if at else "2"}
    assert not [message for message in told(raw) if "is the longest" in message]
    for scene in raw["scenes"]:
        scene["replies"][0]["do"] = "You lift both hands off her shoulder and wait."
    assert [message for message in told(raw) if "is the longest" in message]


def test_a_trifle_of_a_long_dialogue_is_no_habit() -> None:
    """In very many scenes a small lean is beyond chance, and still tells a reader nothing."""
    raw = copy.deepcopy(_LONG)
    for number, scene in enumerate(raw["scenes"]):
        for at, reply in enumerate(scene["replies"]):
            reply["scores"] = {"clear-yes": "2" if at == (0 if number % 5 < 2 else 1 + number % 2) else "-1"}
    assert not [message for message in told(raw) if "stands first" in message]
    for scene in raw["scenes"]:
        for at, reply in enumerate(scene["replies"]):
            reply["scores"] = {"clear-yes": "-1" if at else "2"}
    assert [message for message in told(raw) if "stands first" in message]


_LONG: dict[str, Any] = {
    "id": "long",
    "title": "Long",
    "minutes": "9",
    "about": "Long.",
    "you": "kim",
    "cast": [{"id": id, "name": id, "pronouns": "they/them", "role": "one", "about": "Here."} for id in ("kim", "maya")],
    "skills": [{"skill": "clear-yes", "section": "before"}],
    "scenes": [
        {
            "id": f"s{number}",
            "says": "And?",
            "replies": [
                {
                    "id": f"r{at}",
                    "say": f"I say {number} {at}.",
                    "because": f"Why {number} {at}.",
                    **({"end": "one"} if number == 199 else {"go": f"s{number + 1}"}),
                }
                for at in range(3)
            ],
        }
        for number in range(200)
    ],
    "endings": [{"id": id, "title": id, "outcome": "good", "text": "So.", "debrief": "So."} for id in ("one", "two")],
}


def refused(scores: dict[str, str]) -> list[Any]:
    """What is said against the points of a reply."""
    try:
        Reply.model_validate({"id": "a", "because": "b", "say": "c", "end": "d", "scores": scores})
    except ValidationError as error:
        return list(error.errors())
    return []


@given(st.text(max_size=12), st.text(max_size=12))
@example("clear-yes", "+2")
@example("clear-yes", "3")
@example("clear-yes", "-3")
@example("Kim", "kim")
@example("", "")
def test_any_points_for_any_skill_are_read_or_told_in_a_sentence(skill: str, value: str) -> None:
    """Whatever stands in `scores:`, an author reads sentences about it."""
    found = refused({skill: value})
    assert all(one["ctx"]["advice"] for one in found)
    fits = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", skill.strip()) and value.strip() in {"-2", "-1", "0", "1", "2", "+1", "+2"}
    assert bool(found) != bool(fits)
