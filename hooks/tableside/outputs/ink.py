"""A dialogue as a story in Ink, for Inky, a game engine or anything else that reads Ink.

Each scene and ending is a knot, each reply a choice that stays on offer. Every word of an author is escaped, so that none can become
a choice, a divert or logic. Tags tell what a line is; CLASS is the one that Inky's own web export understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from ..model import Course, Module
from ..model_dialogues import Aside, Dialogue, Ending, Reply, Scene
from ..telling import LEVELS, Part, Span, Telling


def write(dialogue: Dialogue, module: Module, course: Course) -> bytes:
    """The text of the .ink file."""
    told = Telling(dialogue, module, course)
    blocks = [_opening(told), *(_scene(told, scene) for scene in dialogue.scenes), *(_ending(told, each) for each in dialogue.endings)]
    if dialogue.sensitive:
        blocks.append(_left(told))
    blocks.append(_skills(told))
    return ("\n\n".join("\n".join(block) for block in blocks) + "\n").encode()


_SIGNS = re.compile(r"""[!#$%&()*+/<=>@\[\\\]^_`{|}~]|(?<![^\W_])-|-(?![^\W_])|^[!-/:-@]""")
_KEYWORDS = re.compile(r"(?:INCLUDE|VAR|CONST|LIST|EXTERNAL|TODO)\b")


def escaped(words: str) -> str:
    """Plain words on one line, so that Ink reads them as just these words."""
    signs = _SIGNS.sub(r"\\\g<0>", words)
    return "\\" + signs if _KEYWORDS.match(signs) else signs


def _knot(id: str) -> str:
    return id.replace("-", "_")


def _line(kind: str, words: str, who: str = "") -> str:
    speaker = f"{escaped(who)}: " if who else ""
    return f"{speaker}{escaped(words)} # CLASS: {kind}"


def _part(part: Part) -> str:
    return _line(part.kind, part.words, part.who)


def _condition(told: Telling, part: Reply | Aside) -> str:
    yes, no = told.facts_of(part)
    return " and ".join([*([yes] if yes else []), *([f"not {no}"] if no else [])])


def _opening(told: Telling) -> Iterator[str]:
    for words in told.head():
        yield f"// {words}"
    yield f"# title: {escaped(told.title)}"
    for name in told.fact_names.values():
        yield f"VAR {name} = false"
    for skill in told.skill_names:
        for kind in ("got", "of", *(("least", "most") if skill in told.measured else ())):
            yield f"VAR {kind}_{told.skill_names[skill]} = 0"
    yield ""
    yield _line("title", told.title)
    for words in told.opening():
        yield _line("opening", words)
    yield f"+ [{escaped(told.course.words['story.begin'])} # begin] -> scene_{_knot(told.dialogue.scenes[0].id)}"
    if told.dialogue.sensitive:
        yield _leave(told)


def _leave(told: Telling) -> str:
    return f"+ [{escaped(told.course.words['story.leave'])} # leave] -> left"


def _left(told: Telling) -> Iterator[str]:
    yield "=== left"
    yield _line("left", told.course.words["story.left"])
    yield "-> END"


def _scene(told: Telling, scene: Scene) -> Iterator[str]:
    knot = f"scene_{_knot(scene.id)}"
    spans = told.spans(scene)
    yield f"=== {knot}"
    yield f"# scene: {scene.id}"
    for aside, parts in groupby(told.parts(scene), key=lambda part: part.only):
        if aside is None or not _condition(told, aside):
            yield from map(_part, parts)
        else:
            yield f"{{ {_condition(told, aside)}:"
            yield from (f"    {_part(part)}" for part in parts)
            yield "}"
    for span in spans:
        yield from _measure(told, span)
    if scene.hint:
        yield "- (replies)"
    for reply in scene.replies:
        yield from _reply(told, reply, spans)
    if scene.hint:
        yield f"* [{escaped(told.course.words['story.hint_ask'])} # hint]"
        yield f"    {_line('hint', told.hint(scene))}"
        yield f"    -> {knot}.replies"
    if told.dialogue.sensitive:
        yield _leave(told)


def _measure(told: Telling, span: Span) -> Iterator[str]:
    """Find out, where replies are offered on conditions, what those that are offered now earn at least and at most."""
    if not span.maybe:
        return
    name = told.skill_names[span.skill]
    yield f"~ least_{name} = {span.least}"
    yield f"~ most_{name} = {span.most}"
    for reply in span.maybe:
        earns = reply.scores.get(span.skill, 0)
        yield f"{{ {_condition(told, reply)}:"
        yield f"    ~ least_{name} = MIN(least_{name}, {earns})"
        yield f"    ~ most_{name} = MAX(most_{name}, {earns})"
        yield "}"


def _reply(told: Telling, reply: Reply, spans: list[Span]) -> Iterator[str]:
    condition = _condition(told, reply)
    yield f"+ {f'{{{condition}}} ' if condition else ''}[{escaped(told.choice(reply))} # reply: {reply.id}]"
    for part in told.answer(reply):
        yield f"    {_part(part)}"
    if reply.remember:
        yield f"    ~ {told.remembered(reply)} = true"
    for span in spans:
        name, earns = told.skill_names[span.skill], reply.scores.get(span.skill, 0)
        if span.maybe:
            yield f"    ~ got_{name} += {earns} - least_{name}"
            yield f"    ~ of_{name} += most_{name} - least_{name}"
        else:
            if earns > span.least:
                yield f"    ~ got_{name} += {earns - span.least}"
            yield f"    ~ of_{name} += {span.most - span.least}"
    yield f"    -> ending_{_knot(reply.end)}" if reply.end else f"    -> scene_{_knot(reply.go or '')}"


def _ending(told: Telling, ending: Ending) -> Iterator[str]:
    yield f"=== ending_{_knot(ending.id)}"
    yield f"# ending: {ending.id}"
    for words in told.closing(ending):
        yield _line("ending", words)
    yield "-> skills ->"
    yield "-> END"


def _skills(told: Telling) -> Iterator[str]:
    yield "=== skills"
    yield _line("ending", told.course.words["dialogue.skills"])
    for skill, name in told.skill_names.items():
        yield "{"
        yield f"- of_{name} == 0:"
        yield f"    {_line('skill', told.level(skill, 'unasked'))}"
        for level, share in LEVELS:
            yield f"- 100 * got_{name} >= {share} * of_{name}:"
            yield f"    {_line('skill', told.level(skill, level))}"
        yield "- else:"
        yield f"    {_line('skill', told.level(skill, 'practice'))}"
        yield "}"
    yield "->->"
