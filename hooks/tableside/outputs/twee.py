"""A dialogue as a Twine story in Twee 3, for Harlowe 3, the story format that Twine begins with.

Each scene, reply and ending is a passage, so that a teacher finds them on Twine's map. Every sign of an author's words that could be
markup or a macro is written as a character reference, which Harlowe hands to the browser as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..model import Course, Module
from ..model_dialogues import Aside, Dialogue, Ending, Reply, Scene
from ..telling import LEVELS, Part, Span, Telling

HARLOWE = "3.3.8"
"""The version of the story format that the tests play the stories with. Twine takes the newest 3 that it has."""

BEGIN, LEFT, SKILLS, ABOUT = "Begin", "Left", "Skills", "About this file"
"""Passages that every story has. Those of the dialogue are called `scene …`, `reply …` and `ending …`, so none is called the same."""

STEP = 150
"""Pixels from one passage to the next on Twine's map."""


def write(dialogue: Dialogue, module: Module, course: Course) -> bytes:
    """The text of the .twee file."""
    told = Telling(dialogue, module, course)
    data = {
        "ifid": told.ifid,
        "format": "Harlowe",
        "format-version": HARLOWE,
        "start": BEGIN,
        "tag-colors": {"scene": "blue", "reply": "green", "ending": "orange"},
    }
    title = f" {told.title}" if told.title.startswith(":") else told.title
    passages = [f":: StoryTitle\n{title}", f":: StoryData\n{json.dumps(data, indent=2)}"]
    passages += [
        _passage(BEGIN, "", (0, 0), _opening(told)),
        _passage(ABOUT, "about", (4, 0), [escaped(words) for words in told.head()]),
    ]
    for row, scene in enumerate(dialogue.scenes, 1):
        spans = told.spans(scene)
        passages.append(_passage(f"scene {scene.id}", "scene", (0, row), _scene(told, scene, spans)))
        for column, reply in enumerate(scene.replies, 1):
            name = _reply_name(scene, reply)
            passages.append(_passage(name, "reply", (column, row), _reply(told, reply, spans)))
    last = len(dialogue.scenes) + 1
    for column, ending in enumerate(dialogue.endings):
        passages.append(_passage(f"ending {ending.id}", "ending", (column, last), _ending(told, ending)))
    passages.append(_passage(SKILLS, "", (0, last + 1), _skills(told)))
    if dialogue.sensitive:
        passages.append(_passage(LEFT, "", (1, last + 1), [escaped(course.words["story.left"]), _link(course.words["story.again"], BEGIN)]))
    return ("\n\n\n".join(passages) + "\n").encode()


_SIGNS = re.compile(r"""["#$%&()*+/<=>@\[\\\]^_`{|}~]|(?<![^\W_])['-]|['-](?![^\W_])|^[:0]""")


def escaped(words: str) -> str:
    """Plain words on one line, so that Twee and Harlowe read them as just these words, also at the beginning of a line."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", words)


def _passage(name: str, tag: str, at: tuple[int, int], paragraphs: Iterable[str]) -> str:
    place = json.dumps({"position": f"{(at[0] + 1) * STEP},{(at[1] + 1) * STEP}", "size": "100,100"}, separators=(",", ":"))
    return f":: {name}{f' [{tag}]' if tag else ''} {place}\n" + "\n\n".join(paragraphs)


def _reply_name(scene: Scene, reply: Reply) -> str:
    return f"reply {scene.id} {reply.id}"


def _link(words: str, passage: str) -> str:
    return f"[[{escaped(words)}->{passage}]]"


def _part(part: Part) -> str:
    words = escaped(part.words)
    if part.who:
        return f"''{escaped(part.who)}:'' {words}"
    return f"//{words}//" if part.kind in ("shows", "because") else words


def _condition(told: Telling, part: Reply | Aside) -> str:
    yes, no = told.facts_of(part)
    return " and ".join([*([f"${yes}"] if yes else []), *([f"not ${no}"] if no else [])])


def _set(name: str, value: str | int) -> str:
    return f"(set: ${name} to {value})"


def _opening(told: Telling) -> Iterator[str]:
    yield f"#{escaped(told.title)}"
    yield from map(escaped, told.opening())
    yield _link(told.course.words["story.begin"], f"scene {told.dialogue.scenes[0].id}")
    if told.dialogue.sensitive:
        yield _link(told.course.words["story.leave"], LEFT)
    names = [f"{kind}_{name}" for name in told.skill_names.values() for kind in ("got", "of")]
    yield "".join([*(_set(name, "false") for name in told.fact_names.values()), *(_set(name, 0) for name in names)])


def _scene(told: Telling, scene: Scene, spans: list[Span]) -> Iterator[str]:
    shown = ""
    for aside, parts in groupby(told.parts(scene), key=lambda part: part.only):
        more = "".join(f"\n\n{_part(part)}" for part in parts)
        condition = _condition(told, aside) if aside else ""
        # The empty line stands inside the condition, so that none is left where nothing is shown.
        shown += f"(if: {condition})[{more}]" if condition else more
    yield shown.removeprefix("\n\n")
    replies = ""
    for reply in scene.replies:
        link, condition = _link(told.choice(reply), _reply_name(scene, reply)), _condition(told, reply)
        replies += f"(if: {condition})[\n\n{link}]" if condition else f"\n\n{link}"
    yield replies.removeprefix("\n\n")
    words = told.course.words
    if scene.hint:
        yield f'(link: "{escaped(words["story.hint_ask"])}")[{escaped(told.hint(scene))}]'
    if told.dialogue.sensitive:
        yield _link(words["story.leave"], LEFT)
    if measures := "".join(_measure(told, span) for span in spans):
        yield measures


def _measure(told: Telling, span: Span) -> str:
    """Find out, where replies are offered on conditions, what those that are offered now earn at least and at most."""
    if not span.maybe:
        return ""
    least, most = (f"{kind}_{told.skill_names[span.skill]}" for kind in ("least", "most"))
    found = _set(least, span.least) + _set(most, span.most)
    for reply in span.maybe:
        earns = reply.scores.get(span.skill, 0)
        wider = _set(least, f"(min: ${least}, {earns})") + _set(most, f"(max: ${most}, {earns})")
        found += f"(if: {_condition(told, reply)})[{wider}]"
    return found


def _reply(told: Telling, reply: Reply, spans: list[Span]) -> Iterator[str]:
    yield from map(_part, told.answer(reply))
    yield _link(told.course.words["story.go_on"], f"ending {reply.end}" if reply.end else f"scene {reply.go}")
    kept = _set(told.remembered(reply), "true") if reply.remember else ""
    for span in spans:
        name, earns = told.skill_names[span.skill], reply.scores.get(span.skill, 0)
        got, of = f"got_{name}", f"of_{name}"
        if span.maybe:
            kept += _set(got, f"${got} + {earns} - $least_{name}") + _set(of, f"${of} + $most_{name} - $least_{name}")
        else:
            kept += _set(got, f"${got} + {earns - span.least}") if earns > span.least else ""
            kept += _set(of, f"${of} + {span.most - span.least}")
    if kept:
        yield kept


def _ending(told: Telling, ending: Ending) -> Iterator[str]:
    yield from map(escaped, told.closing(ending))
    yield f'(display: "{SKILLS}")'
    yield _link(told.course.words["story.again"], BEGIN)


def _skills(told: Telling) -> Iterator[str]:
    yield escaped(told.course.words["dialogue.skills"])
    for skill, name in told.skill_names.items():
        levels = f"(if: $of_{name} is 0)[{escaped(told.level(skill, 'unasked'))}]"
        for level, share in LEVELS:
            levels += f"(else-if: 100 * $got_{name} >= {share} * $of_{name})[{escaped(told.level(skill, level))}]"
        yield levels + f"(else:)[{escaped(told.level(skill, 'practice'))}]"
