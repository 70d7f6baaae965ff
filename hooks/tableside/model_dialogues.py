"""What a dialogue is: a conversation to practice, in scenes that lead to one another, with replies to choose from.

Records alone, as in ``model``. What follows from them (which reply is offered when, how a way through is scored) is in ``dialogues``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from .record import AcceptedFinding, Record
from .scalars import Id, Key, Line, Points, Prose, Text, Whole, YesNo


class Skill(Record):
    """Something that practice makes better. One list for the course, so that scores add up from lesson to lesson."""

    id: Id
    """A short name. What learners did is kept under it, so it never changes."""
    title: Text
    """Its name, as a learner reads it: "Asking before acting"."""
    about: Line
    """What somebody does who has it, in a sentence that can be seen or heard."""


class SkillTaught(Record):
    """A skill that a dialogue scores, and where this lesson teaches it."""

    skill: Id
    """The skill: one of the `skills:` in course.yml."""
    section: Id
    """The section of this lesson to go back to when it wants practice."""


class Person(Record):
    """Somebody in a dialogue. Invented."""

    id: Id
    """A short name, unique in the dialogue."""
    name: Text
    """The name by which the others call them."""
    pronouns: Text
    """Their pronouns: "they/them"."""
    role: Text
    """What they are here: "client", "massage therapist", "front desk"."""
    about: Line
    """A line of context: what one should know of them before it begins."""


class Aside(Record):
    """Something more that is said or seen in a scene, when a fact is remembered."""

    if_: Annotated[Text | None, Field(alias="if")] = None
    """Only when this was remembered, in the words of a `remember:`."""
    unless: Text | None = None
    """Only when this was not remembered."""
    says: Line | None = None
    """The words, without quotation marks."""
    shows: Line | None = None
    """What the body shows: something that anybody could see or hear."""


class Reply(Record):
    """Something that the learner may say or do next. It says `go:` or `end:`, never both."""

    id: Id
    """A short name, unique in its scene. It is what the learner's device remembers."""
    say: Line | None = None
    """The words, without quotation marks. Left out, when hands or silence are the answer."""
    do: Line | None = None
    """What is done before or while saying it, or instead: "You lift your hands"."""
    because: Line
    """What the reply does to the other person, and why."""
    scores: Annotated[Mapping[Id, Points], Field(min_length=1)] = Field(default_factory=dict)
    """Points from -2 to 2 by skill; a skill that is left out is not touched."""
    remember: Text | None = None
    """A fact to remember from here on, in a few words: "asked first"."""
    if_: Annotated[Text | None, Field(alias="if")] = None
    """Offered only when this was remembered, in the words of a `remember:`."""
    unless: Text | None = None
    """Offered only when this was not remembered."""
    repairs: YesNo = False
    """Whether it mends what an earlier reply broke: names it, makes it right and goes on."""
    go: Id | None = None
    """The scene that follows."""
    end: Id | None = None
    """The ending that follows."""


class Scene(Record):
    """One turn of the other person, and what one may answer."""

    id: Id
    """A short name, unique in the dialogue. It is what the learner's device remembers."""
    who: Id | None = None
    """Who speaks; the first of the `cast:` who is not `you:`, when left out."""
    happens: Line | None = None
    """What happens around the words, told by nobody: "Ten minutes later"."""
    says: Line | None = None
    """The words, without quotation marks."""
    shows: Line | None = None
    """What the body shows: something that anybody could see or hear, not what it means."""
    also: tuple[Aside, ...] = ()
    """More that is said or seen, when something is remembered."""
    hint: Line | None = None
    """Help for who hesitates: where to look, never which reply to take."""
    replies: Annotated[tuple[Reply, ...], Field(min_length=2, max_length=4)]
    """What one may answer, two to four."""


class Ending(Record):
    """One way in which the dialogue ends."""

    id: Id
    """A short name, unique in the dialogue."""
    title: Text
    """What it comes to, in a few words."""
    outcome: Literal["good", "mixed", "poor"]
    """How it went for the two people. The first good ending is the best one."""
    text: Prose
    """What happens in the end."""
    debrief: Prose
    """What led here, and what to take from it."""


class Dialogue(Record):
    """A conversation to practice."""

    id: Id
    """A short name, unique in the module, that survives rewording."""
    revision: Whole = 1
    """Raise it when scenes or replies come to mean something else."""
    title: Text
    """Its title."""
    minutes: Whole
    """How long one way through takes, with its debrief."""
    about: Prose
    """The situation, as the learner meets it: where, who, and what is at hand."""
    sensitive: Prose | None = None
    """What may be hard to read, and that it may be left at any time or read instead. It stands before the first scene."""
    you: Id
    """Whose replies the learner chooses: one of the `cast:`."""
    cast: Annotated[tuple[Person, ...], Field(min_length=2)]
    """The people."""
    skills: Annotated[tuple[SkillTaught, ...], Field(min_length=1)]
    """The skills that its replies score."""
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1)]
    """The scenes; it begins with the first. They are numbered in this order."""
    endings: Annotated[tuple[Ending, ...], Field(min_length=2)]
    """The endings, the best first."""
    sources: tuple[Key, ...] = ()
    """References that carry what the reasons say."""
    accepted: tuple[AcceptedFinding, ...] = ()
    """Advice of a check that somebody weighed and did not take, each with the reason."""
