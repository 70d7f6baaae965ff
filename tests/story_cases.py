"""What a story in Ink or Twine must do, told by our own engine: the ways through a dialogue, what is offered on them, their scores."""

from __future__ import annotations

import dataclasses
import itertools
import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tableside.dialogues import START, Board, State, Turn, Way
from tableside.model import Course, Module
from tableside.model_dialogues import Dialogue, Ending, Reply, Skill
from tableside.outputs import ink, twee
from tableside.telling import Part, Telling

MOST_WAYS = 300
"""Up to so many, every way is walked; above, so many are drawn."""
DRAWN = 150
EVERY_WAY = 10_000
"""Up to so many with `pytest --every-way`, which takes its time."""


def _dice(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - it is to be foreseen


def stories(course: Course) -> list[tuple[Dialogue, Module, Course]]:
    """Every dialogue of a course, as an output takes it."""
    return [(dialogue, module, course) for module in course.modules.values() for dialogue in module.dialogues]


def ways(dialogue: Dialogue, most: int = MOST_WAYS, drawn: int = DRAWN) -> list[Way]:
    """All ways without a circle when they are few enough, else some that are drawn, with circles, always the same."""
    found = list(itertools.islice(Board(dialogue).ways(), most + 1))
    return found if len(found) <= most else list(itertools.islice(_drawn(Board(dialogue)), drawn))


def _drawn(board: Board) -> Iterator[Way]:
    dice = _dice(board.dialogue.id)
    while True:
        state: State | Ending | None = START
        turns: list[Turn] = []
        while isinstance(state, tuple) and len(turns) < 60:
            offered = board.offered(state)
            reply = dice.choice(offered)
            turns.append(Turn(board.dialogue.scenes[state[0]], offered, reply))
            state = board.after(state, reply)
        if isinstance(state, Ending):
            yield Way(tuple(turns), state)


def covering(dialogue: Dialogue, found: Sequence[Way]) -> list[Way]:
    """A few of the ways, which together take every reply, beside whatever it may be offered with, after whatever may be shown."""
    board, seen, kept = Board(dialogue), set[object](), []
    for way in _dice(dialogue.id).sample(found, len(found)):
        taken: set[object] = set()
        for state, turn in zip(_states(board, way), way.turns, strict=True):
            shown = [at for at, aside in enumerate(turn.scene.also) if board.holds(aside, state[1])]
            taken.add((turn.scene.id, tuple(reply.id for reply in turn.offered), tuple(shown), turn.reply.id))
        if taken - seen:
            kept.append(way)
            seen |= taken
    return kept


def _states(board: Board, way: Way) -> list[State]:
    """The states in which the turns of a way are."""
    state, found = START, []
    for turn in way.turns:
        found.append(state)
        after = board.after(state, turn.reply)
        state = after if isinstance(after, tuple) else state
    return found


def told(dialogue: Dialogue, module: Module, course: Course, found: Sequence[Way]) -> dict[str, Any]:
    """One story with what it must do on these ways, to be handed to a walker."""
    telling, board = Telling(dialogue, module, course), Board(dialogue)
    numbers: dict[State, int] = {}
    ends = {reply.end for scene in dialogue.scenes for reply in scene.replies}
    return {
        "name": f"{module.id}/{dialogue.id}",
        "title": telling.title,
        "ifid": telling.ifid,
        "ink": ink.write(dialogue, module, course).decode(),
        "twee": twee.write(dialogue, module, course).decode(),
        "opening": [telling.title, *telling.opening()],
        "unlinked": [twee.ABOUT, *(f"ending {ending.id}" for ending in dialogue.endings if ending.id not in ends)],
        "left": [course.words["story.left"]] if dialogue.sensitive else None,
        "ways": [
            {
                "turns": [
                    [numbers.setdefault(state, len(numbers)), turn.offered.index(turn.reply)]
                    for state, turn in zip(_states(board, way), way.turns, strict=True)
                ],
                "ending": way.ending.id,
                "score": {skill.replace("-", "_"): [score.got, score.of] for skill, score in board.score(way.turns).items()},
                "levels": [
                    course.words["dialogue.skills"],
                    *(telling.level(skill, score.level) for skill, score in board.score(way.turns).items()),
                ],
            }
            for way in found
        ],
        "states": [_state(telling, state) for state in numbers],
        "endings": {ending.id: telling.closing(ending) for ending in dialogue.endings},
    }


def _state(telling: Telling, state: State) -> dict[str, Any]:
    board = telling.board
    scene = board.dialogue.scenes[state[0]]
    shown = [part for part in telling.parts(scene) if part.only is None or part.only in board.asides(state)]
    return {
        "scene": scene.id,
        "lines": [spoken(part) for part in shown],
        "hint": telling.hint(scene),
        "offered": [_reply(telling, reply) for reply in board.offered(state)],
    }


def _reply(telling: Telling, reply: Reply) -> dict[str, Any]:
    return {"id": reply.id, "text": telling.choice(reply), "lines": [spoken(part) for part in telling.answer(reply)]}


def spoken(part: Part) -> str:
    """A part as one reads it."""
    return f"{part.who}: {part.words}" if part.who else part.words


def walk(script: str, cases: Sequence[dict[str, Any]], node: str) -> list[dict[str, Any]]:
    """Hand stories to a walker in Node, and read its report: for each story its name, the number of ways walked, and faults."""
    file = Path(__file__).parent / "scripts" / "stories" / script
    ran = subprocess.run([node, file], input=json.dumps(cases), capture_output=True, text=True, check=False, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr[-3000:]
    report: list[dict[str, Any]] = json.loads(ran.stdout)
    return report


# --- made-up dialogues ------------------------------------------------------------------------------------------------------

HOSTILE = (
    *(
        "{x}",
        "{fact_a: yes|no}",
        "-> END",
        "<- thread",
        "<>",
        "~ got_a = 9",
        "VAR x = 1",
        "TODO: x",
        "INCLUDE x",
        "LIST a = b",
        "=== knot",
        "= a",
    ),
    *("// not", "/* not */", "* choice", "+ [x]", "- (x)", "# tag", "\\", "|", "a\\n", "!", "- else:", "EXTERNAL f(x)", "CONST y = 2"),
    *(
        "[[a->b]]",
        "[[a|b]]",
        "<<set $a to 1>>",
        "(set: $a to 1)",
        "(if: false)[",
        "]",
        "}",
        ":: Start",
        ":: x [script]",
        "$got_a",
        "_x",
        "?x",
        "|x>[",
    ),
    *(
        "''b''",
        "//i//",
        "~~s~~",
        "^^u^^",
        "0. one",
        "1. one",
        "---",
        "==>",
        "=|=",
        "`c`",
        "<!-- c",
        "<script>alert(1)</script>",
        "<b>",
        "&amp;",
        "&#65;",
    ),
    *(
        '"',
        "'",
        "’",
        "don't",
        "'t was",
        "well-read",
        "-",
        "a_b",
        "{{STORY_NAME}}",
        "$&",
        "$1",
        "%>",
        "<%= 1 %>",
        "/",
        ":",
        ".",
        ",",
        ";",
        "(",
        ")",
    ),
    *(
        "é",
        "日本語",
        "שלום",
        "مرحبا",
        "\u200f",
        "\u00a0",
        "\u202f",
        "😀",
        "👩‍👩‍👧",
        "ß",
        "Ⅷ",
        "0",
        "42",
        "plain words",
        "You ask.",
        "@key",
        "*",
        "**",
    ),
)
"""What could be taken for markup or code by Ink, Twee or Harlowe, and signs that files of text are often damaged by."""


def hostile(dice: random.Random) -> str:
    """A few of the above, with or without spaces between them."""
    words = dice.choice(("", " ", " ")).join(dice.choices(HOSTILE, k=dice.randint(1, 5))).strip()
    return words or "…"


def made_up(seed: int, like: Course) -> tuple[Dialogue, Module, Course]:
    """A dialogue in which every state offers two replies or more, with words that try to break out, in a course that is like another."""
    dice = _dice(seed)
    skills = [f"s-{number}" for number in range(dice.randint(1, 3))]
    facts = [f"{hostile(dice)} {number}" for number in range(dice.randint(0, 4))]
    scenes = [f"a-{number}" for number in range(dice.randint(1, 5))]
    endings = ["e-0", "e-1"]
    told: dict[str, Any] = {
        "id": f"d-{seed}",
        "title": hostile(dice),
        "minutes": "3",
        "about": f"{hostile(dice)}\n\n{hostile(dice)}",
        "you": "p-0",
        "cast": [
            {"id": f"p-{at}", "name": hostile(dice), "pronouns": "x/y", "role": hostile(dice), "about": hostile(dice)} for at in (0, 1)
        ],
        "skills": [{"skill": skill, "section": "none"} for skill in skills],
        "scenes": [],
        "endings": [
            {
                "id": each,
                "title": hostile(dice),
                "outcome": "good",
                "text": hostile(dice),
                "debrief": f"{hostile(dice)}\n\n- {hostile(dice)}",
            }
            for each in endings
        ],
    }
    if dice.random() < 0.3:
        told["sensitive"] = hostile(dice)
    for number, scene in enumerate(scenes):
        record: dict[str, Any] = {"id": scene, "says": hostile(dice)}
        record |= {key: hostile(dice) for key in ("happens", "shows", "hint") if dice.random() < 0.5}
        if facts and dice.random() < 0.6:
            record["also"] = [
                {dice.choice(("if", "unless")): dice.choice(facts), dice.choice(("says", "shows")): hostile(dice)}
                for _ in range(dice.randint(1, 3))
            ]
        record["replies"] = []
        for at, when in enumerate(_conditions(dice, facts)):
            forward = scenes[number + 1 :]
            # The first goes on, and so do those that are offered on conditions: so no state is without a way out.
            back = scenes if at and not when and dice.random() < 0.3 else forward
            leads = (
                {"go": dice.choice(back) if at else forward[0]}
                if back and (not at or dice.random() < 0.8)
                else {"end": dice.choice(endings)}
            )
            reply = {"id": f"r-{at}", "say": hostile(dice), "because": hostile(dice), **when, **leads}
            if dice.random() < 0.4:
                reply["do"] = hostile(dice)
                if dice.random() < 0.3:
                    del reply["say"]
            if facts and "go" in leads and dice.random() < 0.6:
                reply["remember"] = dice.choice(facts)
            if scores := {skill: str(dice.randint(-2, 2)) for skill in skills if dice.random() < 0.7}:
                reply["scores"] = scores
            record["replies"].append(reply)
        told["scenes"].append(record)
    dialogue = Dialogue.model_validate(told)
    module = next(iter(like.modules.values()))
    listed = {skill: Skill.model_validate({"id": skill, "title": hostile(dice), "about": hostile(dice)}) for skill in skills}
    return dialogue, module.model_copy(update={"title": hostile(dice)}), dataclasses.replace(like, skills=listed)


def _conditions(dice: random.Random, facts: Sequence[str]) -> list[dict[str, str]]:
    """The conditions of a scene's replies, two to four, of which two at least hold whatever is remembered."""
    if not facts:
        return [{}] * dice.randint(2, 4)
    one, two = dice.choice(facts), dice.choice(facts)
    both = {"if": one, "unless": two}
    return dice.choice(
        [
            [{}, {}],
            [{}, {}, {"if": one}],
            [{}, {}, both, {"unless": two}],
            [{}, {"if": one}, {"unless": one}, both],
            [{"if": one}, {"unless": one}, {"unless": two}, {"if": two}],
        ]
    )
