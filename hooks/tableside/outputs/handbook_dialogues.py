"""Dialogues on paper: for the book a script and a debrief, for loose sheets the observer's sheet too, and a way through for the key.

Replies and endings stand in an order that is the same at every build and says nothing of which is best; their letters are those of this
order everywhere. The script and both sheets are written without ever reading a reason, a score or an outcome.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any, TypeVar

from ..dialogue_map import svg
from ..dialogues import START, Board, State, fact, points
from ..model import Course, Module
from ..model_dialogues import Aside, Dialogue, Ending, Reply, Scene
from ..questions import letter
from .handbook_fields import Manifest
from .handbook_links import dialogue_label, ending_label, module_label, scene_label
from .handbook_pen import Pen

TURNS = 12
"""Rows for turns on the observer's sheet: a way takes twelve at the most."""
SEEN = ("clearly", "partly", "not_yet")
"""How well an observer saw a skill."""

_Answer = TypeVar("_Answer", Reply, Ending)


def mixed(dialogue: Dialogue) -> Dialogue:
    """The dialogue with its replies and endings in the order in which paper letters them."""

    def order(name: str, items: Sequence[_Answer]) -> tuple[_Answer, ...]:
        return tuple(sorted(items, key=lambda one: sha256(f"{dialogue.id}/{name}/{one.id}".encode()).digest()))

    scenes = tuple(scene.model_copy(update={"replies": order(scene.id, scene.replies)}) for scene in dialogue.scenes)
    return dialogue.model_copy(update={"scenes": scenes, "endings": order("endings", dialogue.endings)})


class Playing:
    """Writes the dialogues of one file and notes their fields."""

    def __init__(self, course: Course, pen: Pen, manifest: Manifest) -> None:
        self.course, self.pen, self.manifest = course, pen, manifest
        self.maps: dict[str, bytes] = {}
        """The drawings that the debriefs show, by name."""

    def dialogue(self, module: Module, dialogue: Dialogue) -> dict[str, Any]:
        """One dialogue on loose sheets, as role-play-sheets in role-play.typ takes it. In reading order, as its fields are noted."""
        paper = _Paper(module, mixed(dialogue))
        here, you, others = paper.label, paper.you, self._others(paper)
        return {
            **self._opening(paper),
            "script": {
                **self._script(paper),
                "title": self.pen.say("handbook.dialogue.script"),
                "for": self.pen.say("handbook.dialogue.script_for", others=others),
                "how": [
                    self.pen.say(f"handbook.dialogue.how.{step}", you=you, others=others)
                    for step in ("who", "begin", "answer", "go", "end")
                ],
            },
            "sheet": {
                "label": f"{here}--sheet",
                "title": self.pen.say("handbook.dialogue.sheet", you=you),
                "for": self.pen.say("handbook.dialogue.sheet_for", you=you),
            },
            "observer": self._observer(paper),
            "debrief": {
                **self._debrief(paper),
                "title": self.pen.say("handbook.dialogue.debrief"),
                "for": self.pen.say("handbook.dialogue.debrief_for"),
                "map": self._map(paper),
                "scenes": self._reasons(paper),
            },
        }

    def conversation(self, module: Module, dialogue: Dialogue) -> dict[str, Any]:
        """One dialogue in the book, as conversation in conversation.typ takes it; ``debrief`` is for debriefs there."""
        paper = _Paper(module, mixed(dialogue))
        return {
            **self._opening(paper),
            "how": self.pen.say("handbook.dialogue.in_book", you=paper.you, others=self._others(paper)),
            "script": self._script(paper),
            "debrief": {**self._debrief(paper), "title": dialogue.title},
        }

    def explained(self, module: Module, dialogue: Dialogue) -> dict[str, Any]:
        """One dialogue with every reply's reason beside what was said before it, as explained in debrief.typ takes it."""
        paper = _Paper(module, mixed(dialogue))
        return {
            "title": dialogue.title,
            "about": self.pen.prose(dialogue.about),
            "scenes": [
                {**told, "happens": self.pen.line(scene.happens) if scene.happens else None, "heard": self._heard(paper, scene)}
                for scene, told in zip(paper.dialogue.scenes, self._reasons(paper), strict=True)
            ],
            "endings": [
                {**told, "text": self.pen.prose(ending.text)}
                for ending, told in zip(paper.dialogue.endings, self._debrief(paper)["endings"], strict=True)
            ],
            "sources": self.pen.cites(dialogue.sources),
        }

    def _others(self, paper: _Paper) -> str:
        return self._all([person.name for person in paper.dialogue.cast if person.id != paper.dialogue.you])

    def _opening(self, paper: _Paper) -> dict[str, Any]:
        """What it is about, who is there, and what may be hard in it."""
        dialogue = paper.dialogue
        return {
            "label": paper.label,
            "mark": f"in-module-{paper.module.id}",
            "title": self.pen.say("handbook.dialogue.title", title=dialogue.title),
            "name": dialogue.title,
            "minutes": self.pen.say("handbook.dialogue.minutes", minutes=dialogue.minutes),
            "about": self.pen.prose(dialogue.about),
            "sensitive": self.pen.prose(dialogue.sensitive) if dialogue.sensitive else None,
            "cast": [
                {
                    "name": person.name,
                    "pronouns": person.pronouns,
                    "role": person.role,
                    "about": self.pen.line(person.about),
                    "is_you": person.id == dialogue.you,
                }
                for person in dialogue.cast
            ],
        }

    # --- the script

    def _script(self, paper: _Paper) -> dict[str, Any]:
        return {
            "label": f"{paper.label}--script",
            "facts": self._facts(paper),
            "scenes": [self._scene(paper, scene) for scene in paper.dialogue.scenes],
            "endings": [
                {**self._ending(paper, ending), "label": paper.ending(ending.id), "text": self.pen.prose(ending.text)}
                for ending in paper.dialogue.endings
            ],
        }

    def _facts(self, paper: _Paper) -> list[dict[str, Any]]:
        """What is to be remembered, each with its box."""
        return [
            {"words": words, "field": self.manifest.add("tick", f"{paper.name}/fact/{at}", self._says(paper, "fact", fact=words))}
            for at, words in enumerate(paper.facts.values(), start=1)
        ]

    def _heard(self, paper: _Paper, scene: Scene) -> list[dict[str, Any]]:
        """What is said and seen in a scene, under which condition."""
        spoken: list[Scene | Aside] = [scene, *scene.also] if scene.says or scene.shows else list(scene.also)
        return [
            {
                "who": paper.board.speaker(scene).name,
                "when": self._when(paper, one) if isinstance(one, Aside) else None,
                "says": self.pen.line(one.says) if one.says else None,
                "shows": self.pen.line(one.shows) if one.shows else None,
            }
            for one in spoken
        ]

    def _scene(self, paper: _Paper, scene: Scene) -> dict[str, Any]:
        return {
            "label": paper.scene(scene.id),
            "name": self._numbered(paper, scene),
            "happens": self.pen.line(scene.happens) if scene.happens else None,
            "heard": self._heard(paper, scene),
            "hint": self.pen.line(scene.hint) if scene.hint else None,
            "answers": self.pen.say("handbook.dialogue.answers", name=paper.you),
            "replies": [
                {
                    **self._reply(at, reply),
                    "when": self._when(paper, reply),
                    "remember": self.pen.say("handbook.dialogue.remember", fact=paper.facts[fact(reply.remember)])
                    if reply.remember
                    else None,
                    **self._next(paper, reply),
                }
                for at, reply in enumerate(scene.replies)
            ],
        }

    def _reply(self, at: int, reply: Reply) -> dict[str, Any]:
        return {
            "letter": letter(at),
            "do": self.pen.line(reply.do) if reply.do else None,
            "say": self.pen.line(reply.say) if reply.say else None,
        }

    def _next(self, paper: _Paper, reply: Reply) -> dict[str, Any]:
        """Where a reply leads: a label of this file, and the words for it."""
        if reply.end is not None:
            return {"to": paper.ending(reply.end), "go": self.pen.say("handbook.dialogue.to_ending", letter=paper.letters[reply.end])}
        number = paper.board.scene_numbers[reply.go or ""] + 1
        return {"to": paper.scene(reply.go or ""), "go": self.pen.say("dialogue.go", number=number)}

    def _when(self, paper: _Paper, part: Reply | Aside) -> str | None:
        """Under which condition a reply is offered or an aside told."""
        told = [
            self.pen.say(f"handbook.dialogue.{name}", fact=paper.facts.get(fact(words), words))
            for name, words in (("if", part.if_), ("unless", part.unless))
            if words
        ]
        return " ".join(told) or None

    def _ending(self, paper: _Paper, ending: Ending) -> dict[str, Any]:
        name = self.pen.say("dialogue.ending", letter=paper.letters[ending.id])
        return {"name": self.pen.say("handbook.dialogue.named", name=name, title=ending.title)}

    def _numbered(self, paper: _Paper, scene: Scene) -> str:
        return self.pen.say("dialogue.scene", number=paper.board.scene_numbers[scene.id] + 1)

    def _all(self, names: Sequence[str]) -> str:
        """Names in a row: "Nadia", "Nadia and Lee", "Nadia, Lee and Kim"."""
        *first, last = names
        return self.pen.say("handbook.dialogue.and", first=", ".join(first), last=last) if first else last

    # --- the observer's sheet

    def _observer(self, paper: _Paper) -> dict[str, Any]:
        name, says = f"{paper.name}/observer", partial(self._says, paper)
        watches = self.pen.say("handbook.dialogue.watches")
        played = [(f"who/{person.id}", person.name, says("who", who=person.name)) for person in paper.dialogue.cast]
        return {
            "label": f"{paper.label}--observer",
            "title": self.pen.say("handbook.dialogue.observer"),
            "for": self.pen.say("handbook.dialogue.observer_for"),
            "people": [
                {"who": who, "field": self.manifest.add("line", f"{name}/{id}", asked)}
                for id, who, asked in (*played, ("observer", watches, says("observer")))
            ],
            "turns": [
                {
                    "number": str(turn),
                    "scene": self.manifest.add("place", f"{name}/turn/{turn}/scene", says("scene", turn=turn)),
                    "reply": self.manifest.add("letter", f"{name}/turn/{turn}/reply", says("reply", turn=turn)),
                    "note": self.manifest.add("line", f"{name}/turn/{turn}/note", says("note", turn=turn)),
                }
                for turn in range(1, TURNS + 1)
            ],
            "skills": [
                self._watched(name, skill, says("skill", skill=self.course.skills[skill].title)) for skill in paper.skills(self.course)
            ],
            "helped": self.manifest.add("lines", f"{name}/helped", says("helped")),
            "to_try": self.manifest.add("lines", f"{name}/to-try", says("to_try")),
        }

    def _says(self, paper: _Paper, key: str, **slots: object) -> str:
        """What is spoken for a field: as two dialogues of a book have the same, each names its own."""
        return self.pen.say(f"handbook.dialogue.field.{key}", title=paper.dialogue.title, **slots)

    def _watched(self, name: str, skill: str, asked: str) -> dict[str, Any]:
        group = f"{name}/skill/{skill}"
        return {
            "title": self.course.skills[skill].title,
            "about": self.pen.line(self.course.skills[skill].about),
            "seen": [
                {
                    "words": self.pen.say(f"handbook.dialogue.seen.{how}"),
                    "field": self.manifest.add(
                        "choice",
                        f"{group}/{how}",
                        self.pen.say(
                            "handbook.dialogue.field.seen",
                            skill=self.course.skills[skill].title,
                            seen=self.pen.say(f"handbook.dialogue.seen.{how}"),
                        ),
                        group=group,
                        group_says=asked,
                    ),
                }
                for how in SEEN
            ],
        }

    # --- the debrief

    def _debrief(self, paper: _Paper) -> dict[str, Any]:
        return {
            "label": f"{paper.label}--debrief",
            "endings": [
                {
                    **self._ending(paper, ending),
                    "to": paper.ending(ending.id),
                    "outcome": ending.outcome,
                    "went": self.pen.say(f"dialogue.outcome.{ending.outcome}"),
                    "debrief": self.pen.prose(ending.debrief),
                }
                for ending in paper.dialogue.endings
            ],
            "next": [self._taught(paper, skill) for skill in paper.skills(self.course)],
            "sources": self.pen.cites(paper.dialogue.sources),
        }

    def _reasons(self, paper: _Paper) -> list[dict[str, Any]]:
        """Why each reply does what it does, scene by scene."""
        return [
            {
                "to": paper.scene(scene.id),
                "name": self._numbered(paper, scene),
                "replies": [
                    {**self._reply(at, reply), "because": self.pen.line(reply.because), "marks": self._marks(paper, reply)}
                    for at, reply in enumerate(scene.replies)
                ],
            }
            for scene in paper.dialogue.scenes
        ]

    def _map(self, paper: _Paper) -> dict[str, str]:
        """The drawing, with the letters of paper."""
        file = f"maps/{paper.label}.svg"
        self.maps[file] = svg(paper.dialogue, self.pen.words).encode()
        scenes, endings = len(paper.dialogue.scenes), len(paper.dialogue.endings)
        return {"file": file, "alt": self.pen.say("handbook.dialogue.map", title=paper.dialogue.title, scenes=scenes, endings=endings)}

    def _marks(self, paper: _Paper, reply: Reply) -> list[dict[str, Any]]:
        """What a reply does for each skill that it touches, the dialogue's skills in their order."""
        return [
            {
                "skill": self.course.skills[skill].title,
                "points": earned,
                "words": self.pen.say(f"handbook.dialogue.points.{_NAMES[earned]}"),
            }
            for skill in paper.skills(self.course)
            if (earned := reply.scores.get(skill, 0))
        ]

    def _taught(self, paper: _Paper, skill: str) -> dict[str, Any]:
        """Where a skill is taught: the section's title, and its label if this file has it."""
        wanted = next(one.section for one in paper.dialogue.skills if one.skill == skill)
        section = next((one for one in paper.module.sections if one.id == wanted), None)
        held = section is not None and self.pen.links.module(paper.module.id, wanted) is not None
        return {
            "skill": self.course.skills[skill].title,
            "about": self.pen.line(self.course.skills[skill].about),
            "section": section.title if section else paper.module.title,
            "module": self.pen.say("handbook.module", code=paper.module.code),
            "to": module_label(paper.module.id, wanted) if held else None,
        }


_NAMES = {2: "much", 1: "some", -1: "less", -2: "least"}


class _Paper:
    """A dialogue in the order of paper, and what its places are called."""

    def __init__(self, module: Module, dialogue: Dialogue) -> None:
        self.module, self.dialogue, self.board = module, dialogue, Board(dialogue)
        self.name = f"{module.id}/dialogue/{dialogue.id}"
        self.label = dialogue_label(module.id, dialogue.id)
        self.you = self.board.people[dialogue.you].name
        self.letters = {ending.id: letter(at) for at, ending in enumerate(dialogue.endings)}

    @property
    def facts(self) -> Mapping[str, str]:
        """Each fact as its author first writes it, by what it is compared by."""
        told: dict[str, str] = {}
        for scene in self.dialogue.scenes:
            for reply in sorted(scene.replies, key=lambda reply: reply.id):
                if reply.remember:
                    told.setdefault(fact(reply.remember), reply.remember)
        return told

    def skills(self, course: Course) -> list[str]:
        """The skills that are scored, each once."""
        return [skill for skill in dict.fromkeys(one.skill for one in self.dialogue.skills) if skill in course.skills]

    def scene(self, scene: str) -> str:
        return scene_label(self.module.id, self.dialogue.id, scene)

    def ending(self, ending: str) -> str:
        return ending_label(self.module.id, self.dialogue.id, ending)


def solved(module: Module, dialogue: Dialogue, pen: Pen) -> dict[str, Any]:
    """For the key: the shortest way of best-scored replies to the best ending that they reach, as dialogue-key in key.typ takes it."""
    paper = _Paper(module, mixed(dialogue))
    turns, ending = _best_way(Board(dialogue), paper.board)
    return {
        "label": f"{paper.label}--key",
        "script": f"{paper.label}--script",
        "debrief": f"{paper.label}--debrief",
        "title": dialogue.title,
        "turns": [
            {"to": paper.scene(scene), "words": pen.say("handbook.dialogue.turn", number=number, letter=at)} for scene, number, at in turns
        ],
        "ending": ending
        and {
            "to": paper.ending(ending.id),
            "words": pen.say(
                "handbook.dialogue.named", name=pen.say("dialogue.ending", letter=paper.letters[ending.id]), title=ending.title
            ),
        },
    }


def _best_way(written: Board, lettered: Board) -> tuple[list[tuple[str, int, str]], Ending | None]:
    """The scene's id, its number from 1 and the reply's letter at each turn, and the ending: the author's first of those reached."""
    before: dict[State, tuple[State, Reply] | None] = {START: None}
    ends: dict[str, tuple[State, Reply]] = {}
    waiting = deque([START])
    while waiting:
        state = waiting.popleft()
        offered = lettered.offered(state)
        most = max(map(points, offered), default=0)
        for reply in (one for one in offered if points(one) == most):
            there = lettered.after(state, reply)
            if isinstance(there, Ending):
                ends.setdefault(there.id, (state, reply))
            elif there is not None and there not in before:
                before[there] = (state, reply)
                waiting.append(there)
    ending = next((one for one in written.dialogue.endings if one.id in ends), None)
    if ending is None:
        return [], None
    turns: list[tuple[str, int, str]] = []
    step: tuple[State, Reply] | None = ends[ending.id]
    while step is not None:
        (number, remembered), reply = step
        scene = lettered.dialogue.scenes[number]
        turns.append((scene.id, number + 1, letter(scene.replies.index(reply))))
        step = before[number, remembered]
    return turns[::-1], ending
