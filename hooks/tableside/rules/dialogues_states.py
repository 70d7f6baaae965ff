"""Everything that can happen in a dialogue at once: who comes to which scene remembering what, and whether they can ever leave.

What is remembered is a number with a bit for each fact. All that can be remembered in a scene is one whole number too, with a bit for
each of those: with eight facts 256 bits. So a hundred thousand states are a few hundred numbers, and no walk is needed to judge them.
It knows nothing of findings, nor of sentences.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..dialogues import START, Board, State, points
from ..model_dialogues import Aside, Ending, Reply

MOST_FACTS = 8
"""So many facts an author can still think through."""
MOST_COUNTED = 12
"""Of a dialogue with more facts than this, conditions are passed over: it is refused anyhow."""
PATIENCE = 20_000
"""So many steps are tried to find a long way through circles."""

Pasts = int
"""A set of pasts, where a past is a set of remembered facts: bit p stands for the past whose facts are the bits of p."""


@dataclass(frozen=True)
class Lead:
    """A reply, where it is offered, and where it leads."""

    scene: int
    """The number of its scene from 0."""
    at: int
    """Its place there, from 0."""
    reply: Reply
    """What the author wrote."""
    when: Pasts
    """The pasts with which it is offered."""
    fact: int
    """The number from 0 of the fact that it remembers; -1 for none."""
    to: int
    """The number of the scene that follows; -1 for none."""
    ending: Ending | None
    """The ending that follows."""


@dataclass(frozen=True)
class Met:
    """What somebody can come to."""

    layers: Sequence[Mapping[int, Pasts]]
    """By the number of turns it takes at the least: the pasts by scene."""

    @cached_property
    def pasts(self) -> Mapping[int, Pasts]:
        """The pasts by scene."""
        every: dict[int, Pasts] = {}
        for layer in self.layers:
            for scene, new in layer.items():
                every[scene] = every.get(scene, 0) | new
        return every

    def among(self, scene: int, wanted: Pasts) -> State | None:
        """Of some pasts in a scene, one that takes the fewest turns."""
        for layer in self.layers:
            if found := layer.get(scene, 0) & wanted:
                return scene, (found & -found).bit_length() - 1
        return None


class States:
    """All states of a dialogue. Names that lead nowhere are taken for ways out, so that a slip is told once and not by all it touches."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.facts = len(board.facts) if len(board.facts) <= MOST_COUNTED else 0
        self.every: Pasts = (1 << (1 << self.facts)) - 1
        self._with = [sum(1 << past for past in range(1 << self.facts) if past >> fact & 1) for fact in range(self.facts)]
        self.leads = tuple(tuple(self._leads(number)) for number in range(len(board.dialogue.scenes)))
        """The replies of each scene, in the author's order."""

    def _leads(self, number: int) -> Iterator[Lead]:
        for at, reply in enumerate(self.board.dialogue.scenes[number].replies):
            fact = self.board.number(reply.remember) - 1 if reply.remember and self.facts else -1
            # A reply with both `go:` and `end:` is told about; here it does the first, and ends.
            to = -1 if reply.end is not None and reply.go is None else self.board.scene_numbers.get(reply.go or "", -1)
            yield Lead(number, at, reply, self.holding(reply), fact, to, self.board.endings.get(reply.end or ""))

    def having(self, words: str | None) -> Pasts:
        """The pasts in which a fact is remembered; none for a fact that nothing remembers."""
        number = self.board.number(words) if words and self.facts else 0
        return self._with[number - 1] if number else 0

    def holding(self, part: Reply | Aside) -> Pasts:
        """The pasts with which a reply is offered, or an aside shown. A fact that nothing remembers is passed over."""
        return (self.having(part.if_) or self.every) & ~self.having(part.unless)

    def _on(self, pasts: Pasts, fact: int) -> Pasts:
        """Pasts, once a fact is remembered too."""
        if fact < 0:
            return pasts
        having = self._with[fact]
        return (pasts & having) | ((pasts & ~having) << (1 << fact))

    def _back(self, pasts: Pasts, fact: int) -> Pasts:
        """The pasts from which one comes to these once a fact is remembered too."""
        if fact < 0:
            return pasts
        having = pasts & self._with[fact]
        return having | having >> (1 << fact)

    def reach(self, start: Mapping[int, Pasts], leads: Sequence[Sequence[Lead]]) -> Met:
        """What can be come to by some replies.

        Args:
            start: pasts by scene.
            leads: the replies to take, by scene.
        """
        seen = dict(start)
        layers: list[Mapping[int, Pasts]] = []
        layer: Mapping[int, Pasts] = start
        while layer:
            layers.append(layer)
            following: dict[int, Pasts] = {}
            for scene, pasts in layer.items():
                for lead in leads[scene]:
                    if lead.to >= 0 and (here := pasts & lead.when):
                        new = self._on(here, lead.fact) & ~seen.get(lead.to, 0)
                        if new:
                            seen[lead.to] = seen.get(lead.to, 0) | new
                            following[lead.to] = following.get(lead.to, 0) | new
            layer = following
        return Met(layers)

    def leaving(self, leads: Sequence[Sequence[Lead]], out: Callable[[Lead], bool]) -> list[Pasts]:
        """By scene, the pasts from which some replies can come to a way out. Where nothing is offered counts as out: it is told by itself.

        Args:
            leads: the replies to take, by scene.
            out: whether a reply is a way out.
        """
        leaving = [self.every & ~self.offering(leads[scene])[0] for scene in range(len(leads))]
        into: list[list[Lead]] = [[] for _ in leads]
        for lead in (lead for own in leads for lead in own):
            if out(lead):
                leaving[lead.scene] |= lead.when
            if lead.to >= 0:
                into[lead.to].append(lead)
        waiting = deque(scene for scene, pasts in enumerate(leaving) if pasts)
        queued = set(waiting)
        while waiting:
            scene = waiting.popleft()
            queued.discard(scene)
            for lead in into[scene]:
                more = lead.when & self._back(leaving[scene], lead.fact) & ~leaving[lead.scene]
                if more:
                    leaving[lead.scene] |= more
                    if lead.scene not in queued:
                        queued.add(lead.scene)
                        waiting.append(lead.scene)
        return leaving

    @staticmethod
    def offering(leads: Iterable[Lead]) -> tuple[Pasts, Pasts]:
        """The pasts with which at least one of some replies is offered, and at least two."""
        one = two = 0
        for lead in leads:
            two |= one & lead.when
            one |= lead.when
        return one, two

    @cached_property
    def met(self) -> Met:
        """What learners can come to."""
        return self.reach({START[0]: 1 << START[1]}, self.leads)

    def pasts(self, scene: int) -> Pasts:
        """What can be remembered in a scene; 0 for one that nobody reaches."""
        return self.met.pasts.get(scene, 0)

    @cached_property
    def lost(self) -> list[Pasts]:
        """By scene, what is remembered by those who can reach no ending from there."""
        leaving = self.leaving(self.leads, lambda lead: lead.ending is not None or lead.to < 0)
        return [self.pasts(scene) & ~pasts for scene, pasts in enumerate(leaving)]

    @cached_property
    def best(self) -> tuple[tuple[Lead, ...], ...]:
        """By scene, the replies with the pasts with which none that is offered has more points."""
        return tuple(tuple(self._best(own)) for own in self.leads)

    @staticmethod
    def _best(own: Sequence[Lead]) -> Iterator[Lead]:
        for lead in own:
            better = 0
            for other in own:
                better |= other.when if points(other.reply) > points(lead.reply) else 0
            if when := lead.when & ~better:
                yield Lead(lead.scene, lead.at, lead.reply, when, lead.fact, lead.to, lead.ending)

    @cached_property
    def met_by_best(self) -> Met:
        """What those can come to who always take a reply with the most points."""
        return self.reach({START[0]: 1 << START[1]}, self.best)

    @cached_property
    def after_minus(self) -> Mapping[int, Pasts]:
        """By scene, what can be remembered there after a reply that lost points in any skill."""
        start: dict[int, Pasts] = {}
        for lead in (lead for own in self.leads for lead in own):
            if lead.to >= 0 and loses(lead.reply) and (here := self.pasts(lead.scene) & lead.when):
                start[lead.to] = start.get(lead.to, 0) | self._on(here, lead.fact)
        return self.reach(start, self.leads).pasts

    def way(self, state: State, met: Met, leads: Sequence[Sequence[Lead]]) -> list[State]:
        """One of the shortest ways to a state, from the first scene to it.

        Raises:
            ValueError: if the state is not among those met.
        """
        turn = next((turn for turn, layer in enumerate(met.layers) if layer.get(state[0], 0) >> state[1] & 1), -1)
        if turn < 0:
            raise ValueError("nobody comes to this state")
        way = [state]
        for layer in reversed(met.layers[:turn]):
            way.append(self._before(way[-1], layer, leads))
        return way[::-1]

    def _before(self, state: State, layer: Mapping[int, Pasts], leads: Sequence[Sequence[Lead]]) -> State:
        scene, past = state
        for lead in (lead for before in layer for lead in leads[before] if lead.to == scene):
            found = self._back(1 << past, lead.fact) & lead.when & layer[lead.scene]
            if found:
                return lead.scene, (found & -found).bit_length() - 1
        raise ValueError("nobody comes to this state")

    def long_way(self, turns: int) -> list[State] | None:
        """A way of so many turns that comes to no scene twice, or None. Through very many circles it is looked for with patience's end."""
        layers: list[dict[int, Pasts]] = [{START[0]: 1 << START[1]}]
        while len(layers) < turns:
            following: dict[int, Pasts] = {}
            for scene, pasts in layers[-1].items():
                for lead in self.leads[scene]:
                    if lead.to >= 0 and (here := pasts & lead.when):
                        following[lead.to] = following.get(lead.to, 0) | self._on(here, lead.fact)
            if not following:
                return None
            layers.append(following)
        if not self._has_circles():
            scene, pasts = next(iter(layers[-1].items()))
            way = [(scene, (pasts & -pasts).bit_length() - 1)]
            for layer in reversed(layers[:-1]):
                way.append(self._before(way[-1], layer, self.leads))
            return way[::-1]
        return self._search(turns)

    def _has_circles(self) -> bool:
        """Whether scenes lead back to themselves, by replies that somebody can be offered."""
        open_ = dict.fromkeys(self.met.pasts, 0)
        for scene in open_:
            for to in self._following(scene):
                open_[to] += 1
        free = [scene for scene, into in open_.items() if not into]
        left = len(open_)
        while free:
            left -= 1
            for to in self._following(free.pop()):
                open_[to] -= 1
                if not open_[to]:
                    free.append(to)
        return left > 0

    def _following(self, scene: int) -> list[int]:
        return [lead.to for lead in self.leads[scene] if lead.to >= 0 and lead.when & self.pasts(scene)]

    def _search(self, turns: int) -> list[State] | None:
        stack: list[tuple[State, ...]] = [(START,)]
        for _ in range(PATIENCE):
            if not stack:
                break
            way = stack.pop()
            if len(way) == turns:
                return list(way)
            scene, past = way[-1]
            been = {state[0] for state in way}
            for lead in reversed(self.leads[scene]):
                if lead.to >= 0 and lead.to not in been and lead.when >> past & 1:
                    stack.append((*way, (lead.to, past | 1 << lead.fact if lead.fact >= 0 else past)))
        return None


def loses(reply: Reply) -> bool:
    """Whether a reply loses points in any skill."""
    return any(value < 0 for value in reply.scores.values())


def last_circles(following: Mapping[int, set[int]]) -> list[set[int]]:
    """Groups of scenes that lead to each other and to nothing else.

    Args:
        following: the scenes that follow each, by number.
    """
    everywhere = {scene: reached({scene}, following) for scene in following}
    found: list[set[int]] = []
    for scene, there in sorted(everywhere.items()):
        if there not in found and scene in there and all(everywhere[one] == there for one in there):
            found.append(there)
    return found


def reached(start: set[int], following: Mapping[int, set[int]]) -> set[int]:
    """The scenes that come after some, in one turn or more."""
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        new = following[waiting.pop()] - found
        found |= new
        waiting += new
    return found
