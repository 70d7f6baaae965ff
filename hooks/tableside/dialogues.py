"""What every output needs to know of a dialogue: what is remembered, which replies are offered, where they lead, how a way is scored.

It knows the model alone, and nothing of pages, paper or scripts. The player on the page follows the same rules; a table of cases holds
the two together (tests/cases/dialogues.json).

A state is a pair of ints: the number of the scene from 0, and the remembered facts as bits. Facts are only ever added, so no way through
can forget.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .model_dialogues import Aside, Dialogue, Ending, Person, Reply, Scene

State = tuple[int, int]
"""Number of the scene from 0, remembered facts as bits."""

START: State = (0, 0)

STRONG, GROWING = 80, 50
"""Per cent of what could be reached at the turns that were taken, from which a skill is called strong, or growing."""


def fact(words: str) -> str:
    """A fact as it is compared: small letters, one space between words, a letter with its accent as one sign."""
    return " ".join(unicodedata.normalize("NFC", words.casefold()).split())


def points(reply: Reply) -> int:
    """What a reply earns over all skills together."""
    return sum(reply.scores.values())


@dataclass(frozen=True)
class Turn:
    """One scene on a way through, and what was answered."""

    scene: Scene
    """Where."""
    offered: tuple[Reply, ...]
    """What could be answered, in the author's order."""
    reply: Reply
    """What was answered."""


@dataclass(frozen=True)
class Way:
    """A way through a dialogue, from the first scene to an ending."""

    turns: tuple[Turn, ...]
    """The turns, in order."""
    ending: Ending
    """Where it ended."""


@dataclass(frozen=True)
class Score:
    """How a way used one skill: counted only at turns where the replies differ in it."""

    got: int
    """Points above the least that could be had at these turns."""
    of: int
    """The most that could be had above that least; 0 when no turn asked for the skill."""

    @property
    def level(self) -> str:
        """``strong``, ``growing``, ``practice``, or ``unasked`` when no turn asked for it."""
        if not self.of:
            return "unasked"
        return "strong" if 100 * self.got >= STRONG * self.of else "growing" if 100 * self.got >= GROWING * self.of else "practice"


@dataclass(frozen=True)
class Board:
    """A dialogue made ready to be walked. Names that lead nowhere are passed over, so that a broken dialogue can be looked at too."""

    dialogue: Dialogue
    """What is walked."""

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """What can be remembered, each once, in the order in which it is first written."""
        return tuple(dict.fromkeys(fact(reply.remember) for scene in self.dialogue.scenes for reply in scene.replies if reply.remember))

    @cached_property
    def scene_numbers(self) -> Mapping[str, int]:
        """The number of each scene from 0, by id."""
        return {scene.id: number for number, scene in reversed(list(enumerate(self.dialogue.scenes)))}

    def scene_number(self, scene: str) -> int:
        """The number of a scene as people read it, from 1."""
        return self.scene_numbers[scene] + 1

    def number(self, words: str) -> int:
        """The number of a fact among ``facts``, from 1; 0 for one that nothing remembers."""
        return self._numbers.get(fact(words), 0)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {words: number for number, words in enumerate(self.facts, 1)}

    @cached_property
    def endings(self) -> Mapping[str, Ending]:
        """The endings by id."""
        return {ending.id: ending for ending in self.dialogue.endings}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """The cast by id."""
        return {person.id: person for person in self.dialogue.cast}

    @cached_property
    def other(self) -> Person:
        """The first of the cast who is not the learner: who speaks where a scene does not say."""
        return next((person for person in self.dialogue.cast if person.id != self.dialogue.you), self.dialogue.cast[0])

    def speaker(self, scene: Scene) -> Person:
        """Who speaks in a scene."""
        return self.people.get(scene.who or "", self.other)

    def bit(self, words: str | None) -> int:
        """A fact as a bit; 0 for one that nothing remembers."""
        number = self.number(words) if words else 0
        return 1 << number - 1 if number else 0

    def holds(self, part: Reply | Aside, remembered: int) -> bool:
        """Whether a reply is offered, or an aside shown, with these facts."""
        if part.if_ and not remembered & self.bit(part.if_):
            return False
        return not (part.unless and remembered & self.bit(part.unless))

    def offered(self, state: State) -> tuple[Reply, ...]:
        """The replies that are offered in a state, in the author's order."""
        number, remembered = state
        return tuple(reply for reply in self.dialogue.scenes[number].replies if self.holds(reply, remembered))

    def asides(self, state: State) -> tuple[Aside, ...]:
        """What more is said or seen in a state."""
        number, remembered = state
        return tuple(aside for aside in self.dialogue.scenes[number].also if self.holds(aside, remembered))

    def after(self, state: State, reply: Reply) -> State | Ending | None:
        """Where a reply leads: a state, an ending, or None when the scene or ending it names is not there."""
        if reply.end is not None:
            return self.endings.get(reply.end)
        number = self.scene_numbers.get(reply.go or "")
        return None if number is None else (number, state[1] | self.bit(reply.remember))

    def ways(self) -> Iterator[Way]:
        """Every way through that comes to no scene twice, always in the same order."""
        # Each entry: the state, the scenes before it, the turns before it.
        stack: list[tuple[State, frozenset[int], tuple[Turn, ...]]] = [(START, frozenset(), ())]
        while stack:
            state, been, turns = stack.pop()
            offered = self.offered(state)
            later: list[tuple[State, frozenset[int], tuple[Turn, ...]]] = []
            for reply in offered:
                there = self.after(state, reply)
                taken = (*turns, Turn(self.dialogue.scenes[state[0]], offered, reply))
                if isinstance(there, Ending):
                    yield Way(taken, there)
                elif there and there[0] not in been and there[0] != state[0]:
                    later.append((there, been | {state[0]}, taken))
            stack.extend(reversed(later))

    def score(self, turns: Sequence[Turn]) -> Mapping[str, Score]:
        """How turns used each of the dialogue's skills, by id, in the order of its `skills:`."""
        return {skill: self._score(skill, turns) for skill in dict.fromkeys(each.skill for each in self.dialogue.skills)}

    def _score(self, skill: str, turns: Sequence[Turn]) -> Score:
        got = of = 0
        for turn in turns:
            could = [reply.scores.get(skill, 0) for reply in turn.offered]
            got += turn.reply.scores.get(skill, 0) - min(could)
            of += max(could) - min(could)
        return Score(got, of)
