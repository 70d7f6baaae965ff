"""What shows the way into a course and out of it: paths for roles, where the claims of its source articles went, outlines of exams.

Records alone, as in ``model``. A path stands with its role in course.yml; claims and outlines have files of their own, which may be
missing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .record import Record
from .scalars import Id, Key, Line, ModuleLink, Prose, Text, Whole, YesNo

# --- paths ----------------------------------------------------------------------------------------------------------------


class PathStep(Record):
    """Some modules of a path that are studied together."""

    title: Text
    """When, or what for: "Week 1"."""
    must: YesNo = True
    """Whether everybody with this role has to take it; otherwise it is advice."""
    modules: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Its modules, in order."""
    note: Prose | None = None
    """What to know about it, such as which sections of a module matter most."""


class PathSign(Record):
    """A statement that somebody with this role signs. It proves nothing by itself and says so."""

    statement: Line
    """What is signed."""
    signed_by: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Who signs, in order."""
    rules: tuple[Id, ...] = ()
    """The clinic's own rules that it is about: ids of parts with `type: clinic-rule`."""


# --- where claims went ----------------------------------------------------------------------------------------------------


class Article(Record):
    """An article that the course began with."""

    id: Id
    """A short name, with which the ids of its claims begin: "000"."""
    title: Text
    """What it is called."""
    about: Prose
    """What kind of article it is, and what to know about it."""
    left_out: tuple[Line, ...] = ()
    """What of it is no claim and was left out: advertisements, captions."""


class Claim(Record):
    """Something that an article says, in own words, and what became of it."""

    id: Id
    """The article's id and a number: "000-4"."""
    says: Line
    """The claim, in own words."""
    went: Literal["taught", "corrected", "dropped"]
    """Whether it is taught as it is, taught with a correction, or left out."""
    to: tuple[ModuleLink, ...] = ()
    """Where it is taught: modules or sections, such as `consent#ask-again`. A claim that was dropped has none."""
    why: Line
    """Why it went there: what is sound in it, what was wrong, or why it is left out."""


class ClaimsFile(Record):
    """content/claims.yml: where each claim of the source articles went. The file may be missing."""

    articles: Annotated[tuple[Article, ...], Field(min_length=1)]
    """The articles, in order."""
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]
    """Every claim, article by article."""


# --- outlines of exams ----------------------------------------------------------------------------------------------------


class ExamTopic(Record):
    """A topic of an outline."""

    id: Text
    """Its sign in the outline, by which modules name it: "6.A"."""
    title: Text
    """What it is about, in own words."""


class ExamArea(Record):
    """A part of an outline."""

    id: Text
    """Its sign in the outline: "6". Modules name it when it has no topics."""
    title: Text
    """What it is about, in own words."""
    weight: Whole | None = None
    """Its share of the exam in per cent."""
    topics: tuple[ExamTopic, ...] = ()
    """Its topics, as far as they were read."""
    note: Line | None = None
    """What to know about it, such as that its topics were not read in full."""


class Outline(Record):
    """What a board examines, or asks of those it certifies."""

    title: Text
    """What it is called."""
    about: Prose
    """Whose it is, how it was read, and that the course has no tie to that board."""
    source: Key
    """The reference that it was read in."""
    areas: Annotated[tuple[ExamArea, ...], Field(min_length=1)]
    """Its parts, in order."""


class ExamFile(Record):
    """content/exam.yml: the outlines that `exam_topics` of modules point into. The file may be missing."""

    mblex: Outline | None = None
    """The content outline of the MBLEx."""
    ncbtmb: Outline | None = None
    """The standards of practice of the NCBTMB."""
