"""What the rules of dialogues share: a dialogue with its place, all that can happen in it, and how a way through is told to an author.

The rules live in ``dialogues_names`` (whatever is named is there), ``dialogues_facts`` (what is remembered and asked),
``dialogues_graph`` (every scene is reached and left), ``dialogues_scores`` (what the best replies lead to) and ``dialogues_replies``
(what is said). What no rule can see: whether a reply is what somebody would really say, and whether its points are deserved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..dialogues import Board, State, fact
from ..model import Module
from ..model_dialogues import Aside, Dialogue, Reply, Scene
from ..shelf import File, Shelf
from ..source import Keys
from .dialogues_states import MOST_FACTS, States
from .finding import Finding, whole_modules


@dataclass(frozen=True)
class Talk:
    """A dialogue as the rules look at it."""

    file: File[Module]
    """Its file."""
    module: Module
    """Its module."""
    keys: Keys
    """Where it stands in the file."""
    dialogue: Dialogue
    """What the author wrote."""
    skills: frozenset[str] | None
    """The skills in course.yml; None when they cannot be known."""

    @cached_property
    def board(self) -> Board:
        """The dialogue, ready to be walked."""
        return Board(self.dialogue)

    @cached_property
    def states(self) -> States:
        """Everything that can happen in it."""
        return States(self.board)

    @cached_property
    def replies(self) -> tuple[tuple[Keys, Scene, Reply], ...]:
        """Every reply, with the keys that lead to it from the dialogue and its scene."""
        return tuple(
            (("scenes", number, "replies", at), scene, reply)
            for number, scene in enumerate(self.dialogue.scenes)
            for at, reply in enumerate(scene.replies)
        )

    @cached_property
    def asked(self) -> frozenset[str]:
        """The facts that some reply or aside asks for."""
        parts: list[Reply | Aside] = []
        for scene in self.dialogue.scenes:
            parts += scene.replies
            parts += scene.also
        return frozenset(fact(words) for part in parts for words in (part.if_, part.unless) if words)

    @cached_property
    def stray_scenes(self) -> bool:
        """Whether some reply leads to no scene that is there, so that a scene nobody reaches may be the one that was meant."""
        return any(
            (reply.go is None and reply.end is None) or (reply.go is not None and reply.go not in self.board.scene_numbers)
            for _, _, reply in self.replies
        )

    @cached_property
    def stray_endings(self) -> bool:
        """The same of endings."""
        return any(
            (reply.go is None and reply.end is None) or (reply.end is not None and reply.end not in self.board.endings)
            for _, _, reply in self.replies
        )

    @cached_property
    def twice(self) -> frozenset[str]:
        """Ids that several scenes, or several endings, have. Only one of them can be meant."""
        scenes, endings = Counter(scene.id for scene in self.dialogue.scenes), Counter(ending.id for ending in self.dialogue.endings)
        return frozenset(id for group in (scenes, endings) for id, times in group.items() if times > 1)

    @cached_property
    def clear(self) -> bool:
        """Whether every name leads somewhere, so that what can happen is what the author meant."""
        both = any(reply.go is not None and reply.end is not None for _, _, reply in self.replies)
        slips = both or self.stray_scenes or self.stray_endings or self.twice or self.asked - set(self.board.facts)
        return not slips and len(self.board.facts) <= MOST_FACTS

    @cached_property
    def sound(self) -> bool:
        """Whether it can be walked to an end from wherever a learner comes to. Only then it is worth judging which ways are good ones."""
        stuck = any(self.stuck(number) for number in range(len(self.dialogue.scenes)))
        return self.clear and not stuck and not any(self.states.lost) and not any(map(self.unoffered, self.states.met.pasts))

    def unoffered(self, number: int) -> bool:
        """Whether nobody who comes to a scene is ever offered one of its replies."""
        return not all(lead.when & self.states.pasts(number) for lead in self.states.leads[number])

    def stuck(self, number: int) -> int:
        """What is remembered by those who are offered no reply in a scene."""
        return self.states.pasts(number) & ~self.states.offering(self.states.leads[number])[0]

    def finding(self, message: str, advice: str, *keys: str | int) -> Finding:
        """An error about this dialogue.

        Args:
            message: what is wrong.
            advice: how to mend it.
            keys: where, from the dialogue on.
        """
        return Finding(file=self.file, keys=(*self.keys, *keys), message=message, advice=advice)

    def smell(self, message: str, advice: str, *keys: str | int) -> Finding:
        """A warning, which the author may accept beside the dialogue. The arguments are those of ``finding``."""
        return Finding(file=self.file, keys=(*self.keys, *keys), message=message, advice=advice, level="warning", owner=self.keys)

    def id(self, number: int) -> str:
        """A scene's id."""
        return self.dialogue.scenes[number].id

    def way(self, way: Sequence[State], most: int = 6) -> str:
        """A way as an author would walk it, by the ids of its scenes: "`hello` → `plan`". Of a long one the end."""
        shown = " → ".join(f"`{self.id(scene)}`" for scene, _ in way[-most:])
        return f"… → {shown}" if len(way) > most else shown

    def how(self, state: State) -> str:
        """One way to a state, as the tail of a sentence: "for instance by `hello` → `plan`"."""
        way = self.states.way(state, self.states.met, self.states.leads)
        return f"for instance by {self.way(way)}" if len(way) > 1 else "at the very beginning"

    def remembering(self, past: int) -> str:
        """What is remembered, as a clause of its own: " with “asked first” remembered". Empty for a dialogue without facts."""
        if not self.board.facts:
            return ""
        facts = [f"“{words}”" for number, words in enumerate(self.board.facts) if past >> number & 1]
        return f" with {' and '.join([', '.join(facts[:-1]), facts[-1]] if len(facts) > 1 else facts) or 'nothing'} remembered"


TalkRule = Callable[[Talk], Iterator[Finding]]
"""A rule about one dialogue."""


def talks(shelf: Shelf) -> list[Talk]:
    """Every dialogue of every module that could be read whole."""
    skills = shelf.course.ids("skills")
    return [
        Talk(file, module, ("dialogues", at), dialogue, skills)
        for file, module in whole_modules(shelf)
        for at, dialogue in enumerate(module.dialogues)
    ]
