"""Rules about the points in a dialogue: every skill can be shown and missed, and the best replies lead to the best ending.

The best reply is the one with the most points over all skills among those offered; several may share the most.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..dialogues import State, points
from ..faults import did_you_mean, listed
from ..model_dialogues import Ending, Scene
from . import chance
from .dialogues import Talk
from .dialogues_states import Lead, last_circles
from .fair import tokens
from .finding import Finding

RARE = 0.05
"""A pattern that chance would bring about less often than this is a habit."""
MOSTLY = 0.5
"""In a long dialogue chance alone would be told of trifles, so a habit is also what happens in more than this share of its scenes."""


def skills_are_scored(talk: Talk) -> Iterator[Finding]:
    """Every skill that a dialogue lists is scored by some reply."""
    scored = {skill for _, _, reply in talk.replies for skill, value in reply.scores.items() if value}
    known = {taught.skill for taught in talk.dialogue.skills}
    meant = {did_you_mean(skill, known) for skill in scored - known}
    for at, taught in enumerate(talk.dialogue.skills):
        # A skill that is scored, or listed, under a slip of its name is told there.
        unknown = talk.skills is not None and taught.skill not in talk.skills
        if taught.skill not in scored and not unknown and f"did you mean `{taught.skill}`?" not in meant:
            told = f"no reply scores `{taught.skill}`, so nobody ever learns how they did in it"
            yield talk.finding(told, "give points for it where it shows, or take it out of `skills:`", "skills", at)


def skills_gain_and_lose(talk: Talk) -> Iterator[Finding]:
    """Every skill can be shown and missed."""
    for at, taught in enumerate(talk.dialogue.skills):
        values = {reply.scores.get(taught.skill, 0) for _, _, reply in talk.replies}
        if any(values) and min(values) >= 0:
            told = f"no reply loses points in `{taught.skill}`, so nobody finds out what harms it"
            yield talk.smell(told, "give minus points where a reply goes against it", "skills", at)
        elif any(values) and max(values) <= 0:
            told = f"no reply earns points in `{taught.skill}`, so nobody finds out what it takes"
            yield talk.smell(told, "give points where a reply shows it", "skills", at)


def best_replies_end_well(talk: Talk) -> Iterator[Finding]:
    """Whoever always takes a reply with the most points comes to a good ending, and can come to the best one."""
    good = [ending for ending in talk.dialogue.endings if ending.outcome == "good"]
    if not good:
        told = "no ending is `good`, so nobody can do well here"
        yield talk.smell(told, "write one with `outcome: good`, and let the replies with the most points lead there", "endings")
    if not good or not talk.sound:
        return
    ends = list(_best_ends(talk))
    circles = list(_in_circles(talk))
    yield from circles
    for lead, ending, found in ends:
        if ending.outcome != "good":
            told = f"whoever always takes a reply with the most points can end in `{ending.id}`, which is {ending.outcome}, by "
            advice = "give the replies on the better way more points, or lead from here to a good ending"
            yield talk.smell(told + _by(talk, found), advice, "scenes", lead.scene, "replies", lead.at)
    reached = {ending.id for _, ending, _ in ends if ending.outcome == "good"}
    # Where no good ending is reached at all, it is told above why.
    if reached and good[0].id not in reached:
        told = f"nobody who always takes a reply with the most points comes to the best ending, `{good[0].id}`"
        advice = "let such replies lead there, and put the best of the good endings first"
        yield talk.smell(told, advice, "endings", talk.dialogue.endings.index(good[0]))


def _in_circles(talk: Talk) -> Iterator[Finding]:
    """Where those who take the best replies never come to an end."""
    best, met = talk.states.best, talk.states.met_by_best
    leaving = talk.states.leaving(best, lambda lead: lead.ending is not None)
    lost = {scene: left for scene, pasts in met.pasts.items() if (left := pasts & ~leaving[scene])}
    following = {scene: {lead.to for lead in best[scene] if lead.to in lost and lead.when & left} for scene, left in lost.items()}
    for circle in last_circles(following):
        first = min(circle)
        if found := met.among(first, lost[first]):
            through = listed((talk.id(scene) for scene in sorted(circle)), 4, "and")
            told = f"whoever always takes a reply with the most points goes round through {through} for ever, by {_by(talk, found)}"
            yield talk.smell(told, "give the reply that leads out more points", "scenes", first)


def good_endings_are_earned(talk: Talk) -> Iterator[Finding]:
    """Every good ending is where some way of replies with the most points ends."""
    if not talk.sound:
        return
    earned = {ending.id for _, ending, _ in _best_ends(talk)}
    good = [(at, ending) for at, ending in enumerate(talk.dialogue.endings) if ending.outcome == "good"]
    # Of the first one `best_replies_end_well` tells.
    for at, ending in good[1:]:
        if ending.id not in earned:
            told = f"`{ending.id}` is a good ending, and nobody who always takes a reply with the most points comes to it"
            advice = "call its outcome `mixed` if it follows a mistake, or give the replies that lead there the most points"
            yield talk.smell(told, advice, "endings", at, "outcome")


def _best_ends(talk: Talk) -> Iterator[tuple[Lead, Ending, State]]:
    """The ends to which the best replies lead: the reply, the ending, and a state in which it is one of the best."""
    for scene, pasts in sorted(talk.states.met_by_best.pasts.items()):
        for lead in talk.states.best[scene]:
            if lead.ending and (found := talk.states.met_by_best.among(scene, lead.when & pasts)):
                yield lead, lead.ending, found


def _by(talk: Talk, state: State) -> str:
    return talk.way(talk.states.way(state, talk.states.met_by_best, talk.states.best)) + talk.remembering(state[1])


def best_replies_vary_in_place(talk: Talk) -> Iterator[Finding]:
    """The best reply stands first, or last, no more often than chance would put it there."""
    keyed = [(scene, at) for scene in talk.dialogue.scenes if (at := _best(scene)) is not None]
    for place, name in ((0, "first"), (-1, "last")):
        hits = sum(at == place % len(scene.replies) for scene, at in keyed)
        yield from _habit(talk, [scene for scene, _ in keyed], hits, f"stands {name}", "on paper readers see it", "move some of them")


def best_replies_are_not_the_longest(talk: Talk) -> Iterator[Finding]:
    """The best reply has the most words no more often than chance would give them to it."""
    keyed = [(scene, at) for scene in talk.dialogue.scenes if (at := _best(scene)) is not None]
    hits = sum(_is_longest(scene, at) for scene, at in keyed)
    advice = "say it in fewer words, or let the others say as much"
    yield from _habit(talk, [scene for scene, _ in keyed], hits, "is the longest", "readers see it without reading", advice)


def _best(scene: Scene) -> int | None:
    """The place of the one reply with the most points, or None where several share them."""
    most = max(points(reply) for reply in scene.replies)
    best = [at for at, reply in enumerate(scene.replies) if points(reply) == most]
    return best[0] if len(best) == 1 else None


def _is_longest(scene: Scene, best: int) -> bool:
    words = [len(tokens(f"{reply.do or ''} {reply.say or ''}")) for reply in scene.replies]
    return all(words[best] > count for at, count in enumerate(words) if at != best)


def _habit(talk: Talk, scenes: list[Scene], hits: int, does: str, follows: str, advice: str) -> Iterator[Finding]:
    chances = chance.at_least([1 / len(scene.replies) for scene in scenes], hits) if scenes else 1.0
    if chances < RARE and hits > MOSTLY * len(scenes):
        told = f"in {hits} of {len(scenes)} scenes the reply with the most points {does}, and {follows}; "
        told += f"chance alone would do so in 1 of {round(1 / chances):,} dialogues"
        yield talk.smell(told, f"{advice} (binomial test)", "scenes")
