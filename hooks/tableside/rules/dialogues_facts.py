"""Rules about what a dialogue remembers: little, all of it asked for, and nothing asked that cannot be so."""

from __future__ import annotations

from collections.abc import Iterator

from ..dialogues import fact
from ..faults import did_you_mean
from ..model_dialogues import Aside, Reply
from ..source import Keys
from .dialogues import Talk
from .dialogues_states import MOST_FACTS
from .finding import Finding


def facts_are_few(talk: Talk) -> Iterator[Finding]:
    """No more is remembered than somebody can think through."""
    facts = talk.board.facts
    if len(facts) > MOST_FACTS:
        keys = next(keys for keys, _, reply in talk.replies if reply.remember and fact(reply.remember) == facts[MOST_FACTS])
        told = f"this is the ninth of {len(facts)} facts, and with more than eight nobody can think through who meets which scene"
        yield talk.finding(told, "remember only what changes what is said or offered later", *keys, "remember")


def facts_are_remembered(talk: Talk) -> Iterator[Finding]:
    """Whatever is asked for can be remembered."""
    for keys, part in _asking(talk):
        what = "reply" if isinstance(part, Reply) else "addition"
        for key, words in (("if", part.if_), ("unless", part.unless)):
            if words and not talk.board.number(words):
                seen = "offered" if what == "reply" else "shown"
                follows = f"never {seen}" if key == "if" else f"{seen} to everybody"
                advice = did_you_mean(fact(words), talk.board.facts) or f"write `remember: {words}` at the reply that makes it so"
                yield talk.finding(f"no reply remembers “{words}”, so this {what} is {follows}", advice, *keys, key)


def facts_are_asked(talk: Talk) -> Iterator[Finding]:
    """Whatever is remembered makes a difference later."""
    # A fact that is asked for in other words may be this one.
    if talk.asked - set(talk.board.facts):
        return
    told: set[str] = set()
    for keys, _, reply in talk.replies:
        words = fact(reply.remember) if reply.remember else ""
        if words and words not in talk.asked and words not in told:
            told.add(words)
            message = f"nothing asks whether “{reply.remember}” is so, so remembering it changes nothing for a learner"
            advice = "ask for it with `if:` or `unless:` at a later reply or under `also:`, or take the line out"
            yield talk.smell(message, advice, *keys, "remember")


def conditions_can_hold(talk: Talk) -> Iterator[Finding]:
    """Every reply is offered to somebody, and every addition shown to somebody."""
    for keys, part in _asking(talk):
        what = "is ever offered this reply" if isinstance(part, Reply) else "ever sees this"
        if part.if_ and part.unless and fact(part.if_) == fact(part.unless):
            told = f"`if:` and `unless:` ask for the same fact, so nobody {what}"
            yield talk.finding(told, "keep one of the two", *keys, "unless")
        elif talk.clear and (part.if_ or part.unless):
            number = int(keys[1])
            pasts = talk.states.pasts(number)
            # Of a scene that nobody reaches this is told once, and not of all that stands in it.
            if pasts and not pasts & talk.states.holding(part):
                told = f"nobody {what}, since nobody comes to `{talk.id(number)}` {_wanted(part)}"
                advice = f"let an earlier reply {'remember it' if part.if_ else 'lead here without it'}, or take the condition out"
                yield talk.finding(told, advice, *keys, "if" if part.if_ else "unless")


def _wanted(part: Reply | Aside) -> str:
    wanted = [f"with “{part.if_}”"] if part.if_ else []
    return " and ".join([*wanted, f"without “{part.unless}”"] if part.unless else wanted) + " remembered"


def additions_add_something(talk: Talk) -> Iterator[Finding]:
    """What a scene adds when something is remembered asks for a fact, and says or shows something."""
    for number, scene in enumerate(talk.dialogue.scenes):
        for at, aside in enumerate(scene.also):
            if not (aside.says or aside.shows):
                told = "this adds nothing to the scene: nothing is said or seen"
                yield talk.finding(told, "add `says:` or `shows:`, or take it out", "scenes", number, "also", at)
            if not (aside.if_ or aside.unless):
                told = "everybody sees this, since it asks for no fact"
                yield talk.finding(told, "add `if:` or `unless:`, or write it into the scene itself", "scenes", number, "also", at)


def _asking(talk: Talk) -> Iterator[tuple[Keys, Reply | Aside]]:
    """Whatever may ask for a fact, with the keys that lead to it from the dialogue."""
    for number, scene in enumerate(talk.dialogue.scenes):
        yield from ((("scenes", number, "also", at), aside) for at, aside in enumerate(scene.also))
        yield from ((("scenes", number, "replies", at), reply) for at, reply in enumerate(scene.replies))
