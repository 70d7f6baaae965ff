"""A dialogue made ready to be told in a story language: plain words in order, names for its variables, what a turn adds to a score.

It knows no story language. Each output writes what it finds here in its own, and escapes every word for itself.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from . import text
from .dialogues import GROWING, STRONG, Board, fact
from .model import Course, Module
from .model_dialogues import Aside, Dialogue, Ending, Person, Reply, Scene, Skill
from .wording import fill

Kind = Literal["happens", "says", "shows", "because"]
"""What a stretch of words is, so that it can be told apart: told by nobody, said, seen or heard, or the reason of a reply."""

_LEVEL_WORDS = {
    "strong": "story.level.strong",
    "growing": "story.level.growing",
    "practice": "story.level.practice",
    "unasked": "story.level.unasked",
}

LEVELS = (("strong", STRONG), ("growing", GROWING))
"""The levels that ask for a share of what could be reached, the highest first, with that share in per cent."""


@dataclass(frozen=True)
class Part:
    """A stretch of words on one line."""

    kind: Kind
    """What it is."""
    words: str
    """Plain words, never empty."""
    who: str = ""
    """The name of who says it; empty for the other kinds."""
    only: Aside | None = None
    """The aside that it stands in, whose conditions it shares."""


@dataclass(frozen=True)
class Span:
    """What the replies of a scene can earn in one skill, as far as it stands before anybody plays."""

    skill: str
    """The skill's id."""
    least: int
    """The least among the replies that are always offered; the highest possible when there is none."""
    most: int
    """The most among them; the lowest possible when there is none."""
    maybe: tuple[Reply, ...]
    """The replies that are offered on a condition: while one is played, each that is offered stretches the span."""


HIGHEST, LOWEST = 2, -2
"""What a reply can earn at most and at least."""


def line(source: str) -> str:
    """The words of a line alone: no marks, no line ends, no signs that cannot be seen; an ellipsis when none are left."""
    return _clean(text.line_plain(source)) or "…"


def paragraphs(source: str) -> list[str]:
    """The paragraphs of prose, each as ``line`` gives it."""
    return [words for block in text.plain(source).split("\n") if (words := _clean(block))] or ["…"]


def _clean(words: str) -> str:
    """On one line, without control characters. No-break spaces stay."""
    spaced = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", lambda found: found[0] if set(found[0]) <= {"\xa0", "\u202f"} else " ", words)
    return spaced.strip()


def _name(words: str) -> str:
    """Words as part of a variable's name: small letters from a to z, digits and single underscores. Empty when none are left."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_")


def _names(prefix: str, many: Iterable[str]) -> dict[str, str]:
    """A variable's name for each of some words, no two alike."""
    taken: dict[str, str] = {}
    for words in many:
        wanted = f"{prefix}_{_name(words) or len(taken) + 1}"
        number, free = 1, wanted
        while free in taken.values():
            number += 1
            free = f"{wanted}_{number}"
        taken[words] = free
    return taken


@dataclass(frozen=True)
class Telling:
    """A dialogue, where it stands, and what a story needs of it."""

    dialogue: Dialogue
    """What is told."""
    module: Module
    """The lesson it belongs to."""
    course: Course
    """The course, with its skills and the interface words."""

    @cached_property
    def board(self) -> Board:
        """The dialogue, ready to be walked."""
        return Board(self.dialogue)

    @cached_property
    def ifid(self) -> str:
        """What tells this story from all others, for good: it depends on the ids alone."""
        path = f"tableside:{self.course.about.id}/{self.module.id}/{self.dialogue.id}"
        return str(uuid.uuid5(uuid.NAMESPACE_URL, path)).upper()

    @cached_property
    def title(self) -> str:
        """The title, on one line."""
        return _clean(self.dialogue.title) or "…"

    @cached_property
    def fact_names(self) -> Mapping[str, str]:
        """The variable of each fact that is remembered or asked for, in the order in which the facts are first written."""
        parts: list[Reply | Aside] = []
        for scene in self.dialogue.scenes:
            parts += [*scene.also]
            parts += [*scene.replies]
        asked = [words for part in parts for words in (part.if_, part.unless) if words is not None]
        return _names("fact", dict.fromkeys((*self.board.facts, *map(fact, asked))))

    @cached_property
    def skill_names(self) -> Mapping[str, str]:
        """What the variables of each skill are called after their `got_`, `of_`, `least_` or `most_`, by the skill's id."""
        return {skill: skill.replace("-", "_") for skill in dict.fromkeys(each.skill for each in self.dialogue.skills)}

    def facts_of(self, part: Reply | Aside) -> tuple[str, str]:
        """The variables that must be true, and not be true, for a reply or an aside; empty where nothing is asked."""
        return tuple(self.fact_names[fact(words)] if words else "" for words in (part.if_, part.unless))  # type: ignore[return-value]

    def remembered(self, reply: Reply) -> str:
        """The variable that a reply makes true; empty when it leaves nothing to remember."""
        return self.fact_names[fact(reply.remember)] if reply.remember else ""

    @cached_property
    def you(self) -> Person:
        """Whose replies are chosen."""
        return self.board.people[self.dialogue.you]

    # --- the words -------------------------------------------------------------------------------------------------------

    def word(self, words: str, **slots: object) -> str:
        """An interface word with its slots filled, on one line."""
        return _clean(fill(words, **slots))

    def head(self) -> list[str]:
        """What somebody who opens the file should know, a line each."""
        words = self.course.words
        sources = [self.course.references[key] for key in self.dialogue.sources if key in self.course.references]
        return [
            self.word(words["story.from"], title=self.title, module=self.module.title, course=self.course.about.title),
            self.word(words["story.order"]),
            self.word(words["story.facts"]),
            self.word(words["story.points"]),
            self.word(f"{words['site.licence']} {words['site.licence_name']}."),
            *(self.word(words["story.source"], authors=each.authors, year=each.year, title=each.title) for each in sources),
        ]

    def opening(self) -> list[str]:
        """What stands before the first scene, besides the title: the notice, the situation, the people, the skills."""
        words, dialogue = self.course.words, self.dialogue
        told = [*paragraphs(dialogue.sensitive), self.word(words["story.sensitive_ways"])] if dialogue.sensitive else []
        told += paragraphs(dialogue.about)
        for person in dialogue.cast:
            which = words["story.you"] if person is self.you else words["story.person"]
            about = line(person.about)
            told.append(self.word(which, name=person.name, pronouns=person.pronouns, role=person.role, about=about))
        practiced = [self.skill(skill) for skill in self.skill_names]
        return [*told, *(self.word(words["story.skill"], skill=_clean(skill.title), about=line(skill.about)) for skill in practiced)]

    def skill(self, skill: str) -> Skill:
        """A skill by its id."""
        return self.course.skills[skill]

    def parts(self, scene: Scene) -> Iterator[Part]:
        """What happens, is said and is shown in a scene, and then what more when something is remembered."""
        who = self.board.speaker(scene)
        if scene.happens:
            yield Part("happens", line(scene.happens))
        for aside in (None, *scene.also):
            each = aside or scene
            if each.says:
                yield Part("says", self.quoted(each.says), _clean(who.name), aside)
            if each.shows:
                yield Part("shows", self.word(self.course.words["story.shows"], line=line(each.shows)), only=aside)

    def quoted(self, say: str) -> str:
        """Words that somebody says, in the quotation marks of the language."""
        return self.word(self.course.words["story.quoted"], line=line(say))

    def choice(self, reply: Reply) -> str:
        """A reply as it is offered: what is done, then the words."""
        parts = ([line(reply.do)] if reply.do else []) + ([self.quoted(reply.say)] if reply.say else [])
        return " ".join(parts) or "…"

    def answer(self, reply: Reply) -> Iterator[Part]:
        """What is done and said once a reply is chosen, and why that does what it does."""
        if reply.do:
            yield Part("happens", line(reply.do))
        if reply.say:
            yield Part("says", self.quoted(reply.say), _clean(self.you.name))
        yield Part("because", self.word(self.course.words["story.because"], line=line(reply.because)))

    def hint(self, scene: Scene) -> str:
        """A scene's hint; empty when it has none."""
        return self.word(self.course.words["story.hint"], line=line(scene.hint)) if scene.hint else ""

    def closing(self, ending: Ending) -> list[str]:
        """An ending, from its title to its debrief."""
        words = self.course.words
        return [
            self.word(words["story.ending"], title=ending.title),
            words[f"dialogue.outcome.{ending.outcome}"],
            *paragraphs(ending.text),
            words["dialogue.debrief"],
            *paragraphs(ending.debrief),
        ]

    def level(self, skill: str, level: str) -> str:
        """How a skill was used, in words: its title, the level and, where it wants practice, the section to go back to."""
        words = self.course.words
        taught = next(each.section for each in self.dialogue.skills if each.skill == skill)
        section = next((section.title for section in self.module.sections if section.id == taught), self.module.title)
        return self.word(words[_LEVEL_WORDS[level]], skill=self.skill(skill).title, section=section)

    # --- the score -------------------------------------------------------------------------------------------------------

    def spans(self, scene: Scene) -> list[Span]:
        """The skills in which the replies of a scene differ. In the others a turn adds nothing, whatever is remembered."""
        always = [reply for reply in scene.replies if not reply.if_ and not reply.unless]
        maybe = tuple(reply for reply in scene.replies if reply.if_ or reply.unless)
        found = []
        for skill in self.skill_names:
            if len({reply.scores.get(skill, 0) for reply in scene.replies}) > 1:
                fixed = [reply.scores.get(skill, 0) for reply in always]
                found.append(Span(skill, min(fixed, default=HIGHEST), max(fixed, default=LOWEST), maybe))
        return found

    @cached_property
    def measured(self) -> list[str]:
        """The skills whose least and most are found out while one plays, since some scene offers replies on conditions."""
        return [
            skill
            for skill in self.skill_names
            if any(s.skill == skill and s.maybe for each in self.dialogue.scenes for s in self.spans(each))
        ]
