"""Rules about how the scenes of a dialogue hang together: each is reached and left, and no way is too short or too long."""

from __future__ import annotations

from collections.abc import Iterator

from ..dialogues import State
from ..faults import listed
from .dialogues import Talk
from .dialogues_states import last_circles, reached
from .finding import Finding

FEWEST_TURNS = 3
"""Less is a question, not a conversation."""
MOST_TURNS = 12
"""More is too much to look back on at the end."""


def scenes_are_reached(talk: Talk) -> Iterator[Finding]:
    """Every scene is seen by somebody."""
    if talk.stray_scenes:
        return
    leads = [lead for own in talk.states.leads for lead in own]
    unseen = {number for number in range(len(talk.dialogue.scenes)) if not talk.states.pasts(number)}
    before = {number: {lead.scene for lead in leads if lead.to == number} - {number} for number in unseen}
    # What only follows an unseen scene is seen once that one is.
    for number in _first_of(unseen, before, talk):
        scene = talk.dialogue.scenes[number]
        if before[number] - unseen:
            told, advice = "the replies that lead to it are never offered", "look at what their `if:` and `unless:` ask for"
        elif before[number]:
            from_ = listed((talk.id(one) for one in sorted(before[number])), 4, "and")
            told, advice = f"only {from_} can lead to it, which nobody sees", f"write `go: {scene.id}` at a reply that somebody comes to"
        else:
            told, advice = "no reply leads to it", f"write `go: {scene.id}` at a reply, or take the scene out"
        yield talk.finding(f"nobody ever sees the scene `{scene.id}`: {told}", advice, "scenes", number)


def _first_of(unseen: set[int], before: dict[int, set[int]], talk: Talk) -> list[int]:
    """The scenes to be led to, so that all that are unseen are seen."""
    following = {scene: {lead.to for lead in talk.states.leads[scene] if lead.to in unseen} for scene in unseen}
    first = {scene for scene in unseen if not before[scene] & unseen}
    left = unseen - first - reached(first, following)
    while left:
        first.add(min(left))
        left -= {min(left)} | reached({min(left)}, following)
    return sorted(scene for scene in first if talk.id(scene) not in talk.twice)


def endings_are_reached(talk: Talk) -> Iterator[Finding]:
    """Every ending is somebody's."""
    if talk.stray_endings or talk.stray_scenes:
        return
    # Where some reply leads to it, that reply or its scene is what nobody comes to, and is told.
    named = {reply.end for _, _, reply in talk.replies}
    for at, ending in enumerate(talk.dialogue.endings):
        if ending.id not in named:
            told = f"nobody ever comes to the ending `{ending.id}`: no reply leads to it"
            yield talk.finding(told, f"write `end: {ending.id}` at a reply, or take the ending out", "endings", at)


def scenes_always_offer_a_reply(talk: Talk) -> Iterator[Finding]:
    """Whoever comes to a scene has something to answer."""
    for number, scene in enumerate(talk.dialogue.scenes if talk.clear else ()):
        if found := talk.states.met.among(number, talk.stuck(number)):
            told = f"the scene `{scene.id}` offers no reply to whoever comes{talk.remembering(found[1])}, so they are stuck; "
            advice = "add a reply without `if:` and `unless:`, or one for this case"
            yield talk.finding(told + talk.how(found), advice, "scenes", number)


def scenes_always_offer_a_choice(talk: Talk) -> Iterator[Finding]:
    """Whoever comes to a scene has two replies to choose from at least."""
    for number, scene in enumerate(talk.dialogue.scenes if talk.clear else ()):
        one, two = talk.states.offering(talk.states.leads[number])
        # A reply that is never offered is told by itself.
        if not talk.unoffered(number) and (found := talk.states.met.among(number, one & ~two)):
            told = f"the scene `{scene.id}` offers only one reply to whoever comes{talk.remembering(found[1])}, and one is no choice; "
            yield talk.smell(told + talk.how(found), "add another reply for this case, or take a condition out", "scenes", number)


def ways_come_to_an_end(talk: Talk) -> Iterator[Finding]:
    """Wherever a learner comes to, some reply leads nearer to an ending."""
    states = talk.states
    lost = {scene for scene, pasts in enumerate(states.lost) if pasts}
    following = {
        scene: {lead.to for lead in states.leads[scene] if lead.to >= 0 and lead.when & states.lost[scene]} & lost for scene in lost
    }
    for circle in last_circles(following):
        first = min(circle)
        others = listed((talk.id(scene) for scene in sorted(circle - {first})), 4, "and")
        found = states.met.among(first, states.lost[first]) or (first, 0)
        told = f"from scene `{talk.id(first)}` on,{_clause(talk, found)} nobody can reach an ending: "
        told += f"its replies only lead round through {others}; " if others else "its replies only lead back to itself; "
        yield talk.finding(told + talk.how(found), "let one of these replies lead out, with `end:` or `go:`", "scenes", first)


def _clause(talk: Talk, state: State) -> str:
    """What is remembered, where it makes the difference."""
    everybody = talk.states.lost[state[0]] == talk.states.pasts(state[0])
    return "" if everybody else f"{talk.remembering(state[1])},"


def ways_are_neither_short_nor_long(talk: Talk) -> Iterator[Finding]:
    """A good ending takes a conversation, and no way is longer than one can look back on."""
    if not talk.sound:
        return
    for turns, layer in enumerate(talk.states.met.layers[: FEWEST_TURNS - 1], 1):
        for scene in layer:
            for lead in talk.states.leads[scene]:
                if lead.ending and lead.ending.outcome == "good" and (found := talk.states.met.among(scene, lead.when & layer[scene])):
                    way = talk.way(talk.states.way(found, talk.states.met, talk.states.leads))
                    told = f"a learner can come to the good ending `{lead.ending.id}` in {turns} turn{'s' if turns > 1 else ''} ({way})"
                    advice = "let it take three turns at least, so that there is something to practice"
                    yield talk.smell(told, advice, "scenes", scene, "replies", lead.at, "end")
    if long := talk.states.long_way(MOST_TURNS + 1):
        told = f"a learner can take more than {MOST_TURNS} turns without seeing a scene twice ({talk.way(long)})"
        yield talk.smell(told, "make two dialogues of it, or let some scenes go", "scenes", long[-1][0])
