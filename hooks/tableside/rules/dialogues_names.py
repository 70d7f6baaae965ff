"""Rules about the names in a dialogue: whoever and whatever is named in it is there."""

from __future__ import annotations

from collections.abc import Iterator

from ..faults import did_you_mean, listed
from ..model_dialogues import Reply
from .dialogues import Talk
from .finding import Finding


def people_exist(talk: Talk) -> Iterator[Finding]:
    """The learner and whoever speaks is one of the cast."""
    known = list(dict.fromkeys(person.id for person in talk.dialogue.cast))
    if talk.dialogue.you not in known:
        told = f"nobody in the `cast:` is `{talk.dialogue.you}`, so the learner would be nobody"
        yield talk.finding(told, did_you_mean(talk.dialogue.you, known) or f"it can be {listed(known)}", "you")
    for number, scene in enumerate(talk.dialogue.scenes):
        if scene.who is not None and scene.who not in known:
            told = f"nobody in the `cast:` is `{scene.who}`, so the learner would not know who speaks"
            yield talk.finding(told, did_you_mean(scene.who, known) or f"it can be {listed(known)}", "scenes", number, "who")


def people_speak(talk: Talk) -> Iterator[Finding]:
    """Everybody in the cast speaks somewhere; the learner does so in replies alone."""
    known = {person.id for person in talk.dialogue.cast}
    named = {scene.who for scene in talk.dialogue.scenes if scene.who is not None}
    for number, scene in enumerate(talk.dialogue.scenes):
        if scene.who == talk.dialogue.you and scene.who in known:
            told = f"`{scene.who}` is the learner, who would read here what they say without having chosen it"
            yield talk.smell(told, "let somebody else speak, and put the learner's words into `replies:`", "scenes", number, "who")
    # A misspelled name may be the one that seems to be silent.
    if talk.dialogue.you not in known or named - known:
        return
    speaking = {talk.board.speaker(scene).id for scene in talk.dialogue.scenes}
    for at, person in enumerate(talk.dialogue.cast):
        if person.id not in speaking and person.id != talk.dialogue.you:
            told = f"`{person.id}` never speaks, so a learner waits for somebody who does not come"
            yield talk.smell(told, f"write `who: {person.id}` at a scene, or tell of them in `about:` alone", "cast", at)


def skills_exist(talk: Talk) -> Iterator[Finding]:
    """Skills are in course.yml, are taught in this lesson, and are listed if they are scored."""
    sections = {section.id for section in talk.module.sections}
    known = [taught.skill for taught in talk.dialogue.skills]
    for at, taught in enumerate(talk.dialogue.skills):
        if talk.skills is not None and taught.skill not in talk.skills:
            told = f"course.yml has no skill `{taught.skill}`, so what is practiced here would count nowhere"
            advice = did_you_mean(taught.skill, talk.skills) or "choose one of the `skills:` in course.yml, or add this one there"
            yield talk.finding(told, advice, "skills", at, "skill")
        if taught.section not in sections:
            told = f"this module has no section `{taught.section}`, so a learner who wants practice would be sent nowhere"
            advice = did_you_mean(taught.section, sections) or f"it can be {listed(section.id for section in talk.module.sections)}"
            yield talk.finding(told, advice, "skills", at, "section")
    yield from _unlisted(talk, known)


def _unlisted(talk: Talk, known: list[str]) -> Iterator[Finding]:
    """Skills that are scored and not listed, each told once."""
    slips = [skill for skill in known if talk.skills is not None and skill not in talk.skills]
    for skill in dict.fromkeys(skill for _, _, reply in talk.replies for skill in reply.scores if skill not in known):
        # Where the list has a slip in this very name, that is told there.
        if not did_you_mean(skill, slips):
            keys = [keys for keys, _, reply in talk.replies if skill in reply.scores]
            more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
            scores = f"this reply{more} score{'' if more else 's'} `{skill}`"
            told = f"{scores}, which the dialogue does not list, so its points would be lost"
            advice = did_you_mean(skill, known) or "list it under `skills:` with the section that teaches it"
            yield talk.finding(told, advice, *keys[0], "scores", skill)


def replies_lead_somewhere(talk: Talk) -> Iterator[Finding]:
    """Every reply leads to a scene or to an ending that is there, and never to both."""
    for keys, _, reply in talk.replies:
        if reply.go is not None and reply.end is not None:
            told = f"the reply `{reply.id}` has both `go:` and `end:`, so nobody knows whether the dialogue goes on after it"
            yield talk.finding(told, "keep one of the two", *keys, "end")
        elif reply.go is None and reply.end is None:
            told = f"the reply `{reply.id}` has neither `go:` nor `end:`, so whoever takes it is stuck"
            advice = "write `go:` and the id of the scene that follows, or `end:` and the id of an ending"
            yield talk.finding(told, advice, *keys)
        if reply.go is not None and reply.go not in talk.board.scene_numbers:
            told = f"there is no scene `{reply.go}`, so whoever takes the reply `{reply.id}` is stuck"
            yield talk.finding(told, _scene(talk, reply), *keys, "go")
        if reply.end is not None and reply.end not in talk.board.endings:
            told = f"there is no ending `{reply.end}`, so whoever takes the reply `{reply.id}` is stuck"
            yield talk.finding(told, _ending(talk, reply), *keys, "end")


def _scene(talk: Talk, reply: Reply) -> str:
    name = reply.go or ""
    if name in talk.board.endings:
        return f"it is an ending: write `end: {name}`"
    known = list(dict.fromkeys(scene.id for scene in talk.dialogue.scenes))
    return did_you_mean(name, known) or f"it can be {listed(known)}"


def _ending(talk: Talk, reply: Reply) -> str:
    name = reply.end or ""
    if name in talk.board.scene_numbers:
        return f"it is a scene: write `go: {name}`"
    return did_you_mean(name, talk.board.endings) or f"it can be {listed(talk.board.endings)}"
