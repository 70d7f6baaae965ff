"""Rules about what is said in a dialogue: replies and reasons of their own, somebody to answer, and a way to mend a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..source import Keys
from .dialogues import Talk
from .dialogues_states import Lead, loses
from .finding import Finding, line_of
from .questions import same_words

QUOTED = re.compile(r'[“”„"«][^“”„"«»]*[“”"»]')
"""A text that is one quotation from its first sign to its last."""


def replies_say_something(talk: Talk) -> Iterator[Finding]:
    """In every reply something is said or done."""
    for keys, _, reply in talk.replies:
        if not (reply.say or reply.do):
            told = f"in the reply `{reply.id}` nothing is said or done, so a learner would read nothing there"
            yield talk.finding(told, "add `say:`, or `do:` where hands or silence are the answer", *keys)


def replies_differ(talk: Talk) -> Iterator[Finding]:
    """No two replies that can be offered together have the same words."""
    for number, own in enumerate(talk.states.leads):
        for at, lead in enumerate(own):
            keys: Keys = ("scenes", number, "replies", at, "say" if lead.reply.say else "do")
            twin = next((one for one in own[:at] if one.when & lead.when and any(_words(lead)) and _words(one) == _words(lead)), None)
            if twin:
                line = line_of(talk.file, (*talk.keys, *keys[:3], twin.at, keys[-1]))
                told = f"this reply has the same words as the one in line {line}, so nobody could tell the two apart"
                yield talk.finding(told, "give every reply words of its own", *keys)


def _words(lead: Lead) -> tuple[str, str]:
    return same_words(lead.reply.say or ""), same_words(lead.reply.do or "")


def what_is_said_has_no_quotation_marks(talk: Talk) -> Iterator[Finding]:
    """Nothing that is said stands between quotation marks of its own, since page and paper set them."""
    said: list[tuple[Keys, str | None]] = [((*keys, "say"), reply.say) for keys, _, reply in talk.replies]
    for number, scene in enumerate(talk.dialogue.scenes):
        said.append((("scenes", number, "says"), scene.says))
        said += [(("scenes", number, "also", at, "says"), aside.says) for at, aside in enumerate(scene.also)]
    for keys, words in said:
        if words and QUOTED.fullmatch(words.strip()):
            told = "this stands between quotation marks, and a learner would see them twice"
            yield talk.finding(told, "take them out: what is said gets its quotation marks by itself", *keys)


def reasons_of_replies_differ(talk: Talk) -> Iterator[Finding]:
    """Every reply has a reason of its own, and it says more than the reply does. One reply in two cases may have one reason."""
    first: dict[str, tuple[Keys, str]] = {}
    for keys, _, reply in talk.replies:
        because, say = same_words(reply.because), same_words(reply.say or reply.do or "")
        if because == say:
            advice = "say what the reply does to the other person, and why"
            yield talk.finding("this reason only repeats the reply", advice, *keys, "because")
        elif because in first and first[because][1] != say:
            line = line_of(talk.file, (*talk.keys, *first[because][0], "because"))
            advice = "say what this very reply does to the other person; a learner reads the reason of the reply they took"
            yield talk.finding(f"this reason is the same as the one in line {line}", advice, *keys, "because")
        first.setdefault(because, (keys, say))


def scenes_show_somebody(talk: Talk) -> Iterator[Finding]:
    """In every scene somebody says or shows something that can be answered."""
    for number, scene in enumerate(talk.dialogue.scenes):
        if not (scene.says or scene.shows):
            told = f"in the scene `{scene.id}` nobody says or shows anything, so there is nothing to answer"
            yield talk.smell(told, "add `says:` or `shows:`", "scenes", number)


def mistakes_can_be_mended(talk: Talk) -> Iterator[Finding]:
    """Some reply mends a mistake, since putting it right is worth practicing too."""
    if not any(reply.repairs for _, _, reply in talk.replies):
        told = "no reply of this dialogue mends anything, so nobody can practice to put a mistake right"
        advice = "add a reply that names the mistake, makes it right and goes on, with `repairs: yes`"
        yield talk.smell(told, advice, "scenes")


def repairs_mend(talk: Talk) -> Iterator[Finding]:
    """A reply that mends comes after one that lost points, and loses none itself."""
    for keys, scene, reply in talk.replies:
        if not reply.repairs:
            continue
        if loses(reply):
            told = f"the reply `{reply.id}` mends something and loses points itself, so a learner cannot tell whether it is a good one"
            yield talk.smell(told, "take the minus points away, or `repairs:`", *keys, "scores")
        number, lead = int(keys[1]), talk.states.leads[int(keys[1])][int(keys[3])]
        if talk.clear and talk.states.pasts(number) & lead.when and not talk.states.after_minus.get(number, 0) & lead.when:
            told = f"nobody loses points before the reply `{reply.id}` of the scene `{scene.id}`, so there is nothing that it mends"
            yield talk.smell(told, "give minus points to what it mends, or take `repairs:` out", *keys, "repairs")
