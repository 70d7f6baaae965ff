"""What a course is: frozen records, no behaviour, no idea how they are drawn. Dialogues have a file of their own, ``model_dialogues``,
and so have paths, claims and outlines of exams, ``model_maps``.

An author's YAML file is one of ``CourseFile``, ``Module``, ``GlossaryFile``, ``ReferencesFile``, ``ClinicFile``, ``ClaimsFile`` or
``ExamFile``; together they make a ``Course``, the only thing an output ever sees. The sentence under a field is also what the author's
reference and the editor show. Rules that need two fields at once live in ``checks``, never here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .model_dialogues import Dialogue, Skill
from .model_maps import ClaimsFile, ExamFile, PathSign, PathStep
from .model_sheets import ClientSheet
from .record import AcceptedFinding, Record
from .scalars import Day, FormatOne, Id, Key, Line, Number, Prose, Text, Whole, YesNo

# --- questions ------------------------------------------------------------------------------------------------------------


class Answer(Record):
    """One option of a question. It says `right:` or `wrong:`, never both."""

    id: Id
    """A short name of this answer within its question. It is what the learner's device remembers."""
    right: Line | None = None
    """The option's words, when it is right."""
    wrong: Line | None = None
    """The option's words, when it is wrong: something a decent, hurried person would really choose."""
    because: Line
    """Why it is right or wrong. Shown after the learner has answered."""


class Pair(Record):
    """One row of a matching question."""

    id: Id
    """A short name of this row within its question."""
    item: Line
    """What is given."""
    goes_with: Line
    """What belongs to it. No two rows may share it."""
    because: Line
    """Why the two belong together."""


class NumberAnswer(Record):
    """One number that a learner may give. It says `right:` or `wrong:`, never both."""

    id: Id
    """A short name of this answer within its question."""
    right: Number | None = None
    """The number, when it is right."""
    wrong: Number | None = None
    """The number, when it is wrong: what a real slip comes to."""
    within: Number = 0.0
    """How far off a given number may be and still be taken for this one, in the unit of the question."""
    because: Line
    """Why it is right or wrong. Shown after the learner has answered."""


class Step(Record):
    """One step of an order."""

    id: Id
    """A short name of this step within its question."""
    step: Line
    """What is done."""
    because: Line
    """Why it stands just here."""


class Group(Record):
    """One group that things are sorted into."""

    id: Id
    """A short name of this group within its question."""
    title: Line
    """What its members have in common."""


class GroupItem(Record):
    """One thing to be sorted."""

    id: Id
    """A short name of this thing within its question."""
    item: Line
    """What is to be sorted."""
    group: Id
    """The group it belongs to."""
    because: Line
    """Why it belongs there."""


class QuestionBase(Record):
    """What every question has, whatever its type."""

    id: Id
    """A short name, unique in the module, that survives rewording. A changed meaning gets a new id."""
    revision: Whole = 1
    """Raise it when the words change enough that an old answer should be read with care."""
    objective: Id
    """The objective of this module that the question tests."""
    ask: Line
    """The stem. It can be answered without reading the options."""
    where: Text | None = None
    """The place the answer holds for, when it depends on law: "Ontario, Canada"."""
    points: Whole = 1
    """What a fully right answer is worth."""
    hints: tuple[Line, ...] = ()
    """Help before answering, from faint to strong. They are shown one by one."""
    sources: tuple[Key, ...] = ()
    """References that carry the right answer."""
    accepted: tuple[AcceptedFinding, ...] = ()
    """Advice of a check that somebody weighed and did not take, each with the reason."""


class OneAnswer(QuestionBase):
    """Choose one. Right earns all points, wrong none. A blind guesser expects 1/n of them for n answers."""

    type: Literal["one-answer"]
    """Choose one of the answers."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]
    """The options, three or four as a rule, one of them right."""


class ManyAnswers(QuestionBase):
    """Choose all that apply. The share of right answers ticked, less the share of wrong answers ticked, and never below 0: ticking
    everything earns 1 - 1 = 0. A blind guesser who tosses a coin for each answer expects the mean of that over all ways to tick."""

    type: Literal["many-answers"]
    """Choose every answer that applies."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=3)]
    """The options: at least two right and one wrong."""


class Match(QuestionBase):
    """Give each item its partner. With k of n rows right, (k - 1) / (n - 1) and never below 0: the same partner for every row gets
    one row right and earns 0. A blind guesser who deals the partners at random has one row right on average."""

    type: Literal["match"]
    """Give each item its partner."""
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3)]
    """The rows, in the order they are asked."""


class TrueFalse(QuestionBase):
    """Say whether a statement is true. Right earns all points, wrong none. A blind guesser expects half of them."""

    type: Literal["true-false"]
    """Say whether what is asked, a statement, is true."""
    this_is: YesNo
    """Whether the statement is true: `true` or `false`."""
    because: Line
    """Why it is so, told to whoever chose either."""


class FillIn(QuestionBase):
    """Write a word or a few. What is written is compared without regard to case, accents, hyphens and signs, and a slip of the keyboard
    counts as the word that was meant, unless it spells another term of the glossary. Right earns all points, wrong none. A blind guesser
    expects nothing."""

    type: Literal["fill-in"]
    """Write a word or a few."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    """Every spelling and wording that is right, and wrong ones that deserve a reason of their own. The first right one is shown."""


class NumberQuestion(QuestionBase):
    """Give a number. Right within its tolerance earns all points, wrong none. A blind guesser expects nothing."""

    type: Literal["number"]
    """Give a number."""
    unit: Text | None = None
    """What the number counts, in the plural: "minutes". It is shown beside the field and may be written or left out."""
    answers: Annotated[tuple[NumberAnswer, ...], Field(min_length=1)]
    """One right number or more, and wrong ones that deserve a reason of their own. The first right one is shown."""


class PutInOrder(QuestionBase):
    """Put steps in order. Of all ways to take two of the steps, the share that stand the right way round, less the share that stand the
    wrong way round, and never below 0: the order turned round earns 0. A blind guesser expects the mean of that over all orders."""

    type: Literal["put-in-order"]
    """Put steps in order."""
    steps: Annotated[tuple[Step, ...], Field(min_length=3)]
    """The steps in the right order. Learners meet them mixed."""


class SortIntoGroups(QuestionBase):
    """Sort things into groups. With k of n things right and m things in the largest group, (k - m) / (n - m) and never below 0:
    everything in one group earns 0. A blind guesser expects the mean of that over all ways to sort."""

    type: Literal["sort-into-groups"]
    """Sort things into groups."""
    groups: Annotated[tuple[Group, ...], Field(min_length=2)]
    """The groups, in the order they are offered."""
    items: Annotated[tuple[GroupItem, ...], Field(min_length=3)]
    """The things, in the order they are asked."""


class Write(QuestionBase):
    """Answer in own words, then compare with a model answer. It never counts towards a score."""

    type: Literal["write"]
    """Answer in your own words."""
    model_answer: Prose
    """One good answer, in full."""
    because: Line
    """What makes the model answer good."""
    look_for: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Points for the learner to find in their own answer."""


Question = Annotated[
    OneAnswer | ManyAnswers | TrueFalse | FillIn | NumberQuestion | Match | PutInOrder | SortIntoGroups | Write,
    Field(discriminator="type"),
]


# --- the parts of a section -----------------------------------------------------------------------------------------------


class TextPart(Record):
    """More prose, between other parts."""

    type: Literal["text"]
    """Prose."""
    text: Prose
    """The words."""


class Figure(Record):
    """A drawing of our own from content/media/."""

    type: Literal["figure"]
    """A drawing."""
    id: Id
    """A short name, unique in the module."""
    file: Text
    """The SVG's name in content/media/."""
    alt: Text
    """What the drawing shows, in a sentence, for who cannot see it."""
    caption: Line
    """What to notice in it."""
    described: Prose
    """Everything the drawing says, in words."""


class ExampleStep(Record):
    """One move in a worked example."""

    do: Line | None = None
    """What the therapist does."""
    say: Line | None = None
    """What the therapist says, without quotation marks."""
    client: Line | None = None
    """What the client says or does."""
    because: Line | None = None
    """Why this move is a good one."""


class Example(Record):
    """A worked example: a good way to do it, step by step."""

    type: Literal["example"]
    """A worked example."""
    title: Text
    """Its title."""
    text: Prose
    """The situation. Invented people only."""
    steps: Annotated[tuple[ExampleStep, ...], Field(min_length=1)]
    """What was said and done, in order."""
    outcome: Prose
    """What came of it."""


class Misconception(Record):
    """A belief that is met often, and what is so."""

    people_say: Line
    """The belief, as people put it."""
    in_fact: Line
    """What is so, and why."""


class Misconceptions(Record):
    """Beliefs to be met and answered."""

    type: Literal["misconceptions"]
    """Common beliefs, answered."""
    items: Annotated[tuple[Misconception, ...], Field(min_length=1)]
    """The beliefs."""


class Note(Record):
    """A call-out."""

    type: Literal["note"]
    """A call-out."""
    title: Text
    """Its title."""
    text: Prose
    """Its words."""


class Steps(Record):
    """An ordered procedure."""

    type: Literal["steps"]
    """A procedure."""
    title: Text
    """Its title."""
    steps: Annotated[tuple[Line, ...], Field(min_length=2)]
    """The steps, in order."""


class PlaceNote(Record):
    """What the rule is in one place. Law is always place, source and date."""

    id: Id
    """A short name, unique in the module."""
    place: Text
    """The place: "Ontario, Canada"."""
    says: Line
    """The rule in own words, cited."""
    source: Key
    """The reference that carries it."""
    checked: Day
    """The day somebody last read the source."""


class PlaceNotes(Record):
    """How places differ."""

    type: Literal["place-notes"]
    """How the rule differs by place."""
    title: Text
    """What they are about."""
    notes: Annotated[tuple[PlaceNote, ...], Field(min_length=1)]
    """One note a place."""


class ClinicRule(Record):
    """A slot for a clinic's own rule. Until clinic.yml fills it, every output says "Your clinic's rule: not set"."""

    type: Literal["clinic-rule"]
    """A slot for the clinic's own rule."""
    id: Id
    """A short name, unique in the course, by which clinic.yml fills it."""
    title: Text
    """What the rule is about."""
    ask: Line
    """What the clinic has to answer."""


Part = Annotated[
    TextPart | Figure | Example | Misconceptions | Note | Steps | PlaceNotes | ClinicRule,
    Field(discriminator="type"),
]


# --- a module -------------------------------------------------------------------------------------------------------------


class Objective(Record):
    """What a learner will be able to do."""

    id: Id
    """A short name, unique in the module."""
    you_will: Line
    """What the learner will do, opening with a verb that can be seen or heard: List, Explain, Choose."""
    level: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    """The level in the revised Bloom taxonomy."""


class Section(Record):
    """A stretch of teaching with one idea."""

    id: Id
    """A short name, unique in the module."""
    title: Text
    """Its heading."""
    objectives: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The objectives it teaches."""
    text: Prose
    """The opening prose."""
    parts: tuple[Part, ...] = ()
    """Figures, examples, notes and more prose, in reading order."""
    key_points: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What to keep from it, a sentence each."""
    questions: tuple[Question, ...] = ()
    """Questions to recall it with, right where it was taught. They do not count in the quiz."""
    also_called: tuple[Line, ...] = ()
    """Words that people use for what it teaches. Search finds it by them; readers do not see them."""


class ChecklistItem(Record):
    """One thing to do."""

    id: Id
    """A short name within its checklist."""
    do: Line
    """What to do."""
    why: Line
    """The reason."""
    seen_by: Text | None = None
    """Who must see it done, if somebody must: "supervisor"."""


class Checklist(Record):
    """Few items, each with its reason, to be used with people."""

    id: Id
    """A short name, unique in the module."""
    title: Text
    """Its heading."""
    style: Literal["do-then-confirm", "read-then-do"]
    """Work from memory and confirm, or read each item and do it."""
    about: Prose
    """When and how to use it."""
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]
    """The items, in order."""


class Quiz(Record):
    """The self-quiz at the end of a module."""

    delivery: Id
    """How it is given: the id of one of the course's deliveries."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """What may be asked."""
    accepted: tuple[AcceptedFinding, ...] = ()
    """Advice of a check on the quiz as a whole that somebody weighed and did not take, each with the reason."""


class SignOff(Record):
    """A statement to be signed by people. It proves nothing by itself and says so."""

    statement: Line
    """What is signed."""
    signed_by: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Who signs, in order."""
    renew_every: Text | None = None
    """When it is to be signed again: "12 months"."""


class Reviewed(Record):
    """A licensed therapist's review."""

    by: Text
    """The reviewer's name."""
    licence: Text
    """The licence they hold, and where."""
    on: Day
    """The day of the review."""


class ExamTopics(Record):
    """Where the module lies on the maps of the exam and certification boards."""

    mblex: tuple[Text, ...] = ()
    """Sub-topics of the MBLEx content outline, such as 5.B."""
    ncbtmb: tuple[Text, ...] = ()
    """NCBTMB Standards of Practice, such as V."""


class Module(Record):
    """One lesson: a file in content/modules/<track>/."""

    schema_: Annotated[FormatOne, Field(alias="schema")]
    """The version of this format: 1."""
    id: Id
    """A short name that never changes. It is the file's name too."""
    code: Text
    """Its short code: "B2"."""
    title: Text
    """Its title."""
    summary: Text
    """What it is about, in one or two sentences."""
    status: Literal["ready", "draft"]
    """A draft can be previewed and is never published."""
    version: Whole
    """Raise it at every change that a learner should notice."""
    minutes: Whole
    """How long it takes to study."""
    roles: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Whom it is for: ids of the course's roles."""
    prerequisites: tuple[Id, ...] = ()
    """Modules that should be studied before this one."""
    exam_topics: ExamTopics
    """Its place on the exam maps."""
    written: Day
    """The day this version was written."""
    reviewed: Literal["none"] | Reviewed
    """The licensed therapist's review, or none."""
    review_again: Day
    """The day by which somebody should read it again."""
    sensitive: Prose | None = None
    """What may be hard to read, and that it may be skipped."""
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1)]
    """What the learner will be able to do."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """The teaching."""
    checklists: tuple[Checklist, ...] = ()
    """Its checklists."""
    dialogues: tuple[Dialogue, ...] = ()
    """Its conversations to practice."""
    quiz: Quiz
    """Its self-quiz."""
    reserve: tuple[Question, ...] = ()
    """Questions that the track's final assessment draws from. They are asked nowhere else."""
    sign_off: SignOff | None = None
    """What is to be signed by people when it is done."""


# --- the files beside the modules -----------------------------------------------------------------------------------------


class Role(Record):
    """A kind of reader."""

    id: Id
    """A short name."""
    title: Text
    """How readers of this kind are called."""
    about: Prose | None = None
    """What the course does for them, and what their role leaves to others."""
    path: tuple[PathStep, ...] = ()
    """Which modules they study, in order. Without it, the role has no page."""
    away: tuple[Line, ...] = ()
    """What they do away from the screen, with people: role-plays, a shadowed intake."""
    sign: tuple[PathSign, ...] = ()
    """What is signed on the way."""


class Delivery(Record):
    """How a quiz is given. It belongs to the quiz, never to a question."""

    id: Id
    """A short name."""
    pass_at: Whole
    """The pass mark in per cent of the points."""
    draw: Whole | None = None
    """How many questions are drawn for an attempt; all, when left out."""
    tries: Whole | None = None
    """How often an answer may be checked before the right one is shown; no limit, when left out. Only the first try counts."""
    shuffle: YesNo = False
    """Whether questions and answers change places from attempt to attempt."""
    seed: Whole = 1
    """What the shuffling starts from: the same seed and attempt give the same order again."""
    keep_last: tuple[Id, ...] = ()
    """Ids of answers that keep the last places when answers are shuffled."""


class Assessment(Record):
    """The final assessment of a track. An attempt asks one question for each objective of its published modules, out of their reserves, and
    marks them together at the end."""

    delivery: Id
    """How it is given: the id of one of the course's deliveries. Its pass mark, seed and whether answers are shuffled count; questions
    are mixed in any case, and it draws no number."""
    minutes: Whole
    """How long an attempt takes, about."""
    about: Prose
    """What it is for, and what a reader should know before."""


class Track(Record):
    """A group of modules, in order."""

    id: Id
    """A short name: the folder's name."""
    title: Text
    """Its title."""
    about: Prose
    """What it teaches, and why."""
    modules: tuple[Id, ...] = ()
    """Its modules, in order."""
    assessment: Assessment | None = None
    """Its final assessment, if it has one."""


class ReadingLevel(Record):
    """How hard the prose may be to read, in school grades of the United States (Flesch-Kincaid)."""

    from_: Annotated[Number, Field(alias="from")]
    """The lowest grade that a module should come to: below it, sentences sound clipped."""
    to: Number
    """The highest grade that a module, and each of its sections, should come to."""
    client_to: Number = 6.0
    """The highest grade that a sheet for clients should come to."""


class NamedPage(Record):
    """What people call a page that is no lesson."""

    page: Literal[
        "accessibility",
        "assessments",
        "downloads",
        "exam-map",
        "for-clinics",
        "for-educators",
        "glossary",
        "hosting",
        "paths",
        "practice",
        "privacy",
        "progress",
        "question-types",
        "references",
        "where-this-course-comes-from",
    ]
    """Which page: its address without .html. `assessments` stands for the final assessment of every track."""
    also_called: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Words that people use for it. Search finds it by them; readers do not see them."""


class CourseFile(Record):
    """content/course.yml."""

    schema_: Annotated[FormatOne, Field(alias="schema")]
    """The version of this format: 1."""
    id: Id
    """A short name. What learners did is kept on their devices under it, so it never changes."""
    title: Text
    """The course's title."""
    tagline: Text
    """What it is, in a few words."""
    about: Prose
    """What it is and for whom."""
    language: Text
    """The language of the content, such as en."""
    edit_link: Text | None = None
    """Where the source of a content file can be edited, up to and including content/."""
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    """The kinds of reader."""
    deliveries: Annotated[tuple[Delivery, ...], Field(min_length=1)]
    """How quizzes are given."""
    skills: tuple[Skill, ...] = ()
    """What dialogues score, one list for the whole course."""
    recall: Id
    """The delivery of the questions inside sections."""
    tracks: Annotated[tuple[Track, ...], Field(min_length=1)]
    """The tracks, in order."""
    reading: ReadingLevel | None = None
    """The reading level that the prose is held to; grades 4 to 9, when left out."""
    pages: tuple[NamedPage, ...] = ()
    """What search calls pages that are no lessons, besides their titles."""
    accepted: tuple[AcceptedFinding, ...] = ()
    """Advice of a check on all questions together that somebody weighed and did not take, each with the reason."""


class Term(Record):
    """A word worth knowing."""

    id: Id
    """A short name; prose links to it with term:id."""
    term: Text
    """The word."""
    means: Line
    """What it means, in a sentence or two."""
    sources: tuple[Key, ...] = ()
    """References that carry it."""


class GlossaryFile(Record):
    """content/glossary.yml."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    """The terms, in any order."""


class Reference(Record):
    """A source, and how far it was read."""

    key: Key
    """Prose cites it with @key."""
    type: Literal["article", "report", "book", "thesis", "law", "page"]
    """What kind of source it is."""
    authors: Text
    """Who wrote or issued it."""
    cite_as: Text
    """The short form in the text: "CMTO, 2021"."""
    year: Text
    """The year, or "no date"."""
    title: Text
    """Its title."""
    container: Text | None = None
    """The journal, book or site it is part of."""
    details: Text | None = None
    """Volume, pages or section."""
    doi: Text | None = None
    """Its DOI, without the address in front."""
    links: tuple[Text, ...] = ()
    """Web addresses, the best first."""
    mark: Literal["V", "S", "P", "U"]
    """How far it was read: V at the source, S in another party's copy, P in part, U not verified (and never cited)."""


class ReferencesFile(Record):
    """content/references.yml."""

    references: Annotated[tuple[Reference, ...], Field(min_length=1)]
    """The sources, in any order."""


class FilledRule(Record):
    """A clinic's own rule."""

    id: Id
    """The id of the slot it fills."""
    says: Prose
    """The rule, in the clinic's words."""
    owner: Text
    """Who keeps it."""
    checked: Day
    """The day it was last checked."""


class ClinicFile(Record):
    """content/clinic.yml: what a clinic makes its own. The file may be missing."""

    name: Text | None = None
    """The clinic's name."""
    contact: Line | None = None
    """Whom to ask, in the clinic's words."""
    rules: tuple[FilledRule, ...] = ()
    """The clinic's own rules, each filling a slot."""


# --- the course -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Course:
    """Everything an output may draw on. Mappings keep reading order: tracks and modules as course.yml has them, terms by alphabet."""

    about: CourseFile
    """Title, roles, deliveries and tracks."""
    modules: Mapping[str, Module]
    """Published modules by id, in reading order."""
    track_of: Mapping[str, Track]
    """The track of each module id."""
    paths: Mapping[str, str]
    """The file of each module id below content/, with forward slashes."""
    terms: Mapping[str, Term]
    """Glossary by id, in alphabetical order of the term."""
    references: Mapping[str, Reference]
    """Sources by key."""
    skills: Mapping[str, Skill]
    """What dialogues score, by id."""
    deliveries: Mapping[str, Delivery]
    """Deliveries by id."""
    clinic: ClinicFile
    """What the clinic made its own."""
    claims: ClaimsFile | None
    """Where the claims of the source articles went; None when there is no claims.yml."""
    exam: ExamFile
    """The outlines of exams; empty when there is no exam.yml."""
    client_sheet: ClientSheet | None
    """The page for clients; None when there is no client-sheet.yml."""
    rules: Mapping[str, FilledRule]
    """The clinic's rules by the slot they fill."""
    media: Mapping[str, bytes]
    """The drawings in content/media/ by name."""
    sources: Mapping[str, bytes]
    """The content files as they were written, by path below content/: modules, glossary and references."""
    words: Mapping[str, str]
    """Interface words by key, such as `quiz.check`."""
