"""What follows from paths, claims and outlines of exams: minutes, counts, and which module touches which topic.

It knows the course, and nothing of pages.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .model import ClinicRule, Course, Module, Role, Section
from .model_maps import Article, Claim, ExamArea, Outline, PathSign, PathStep
from .wording import fill


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a path with what is published of it."""

    step: PathStep
    """What the author wrote."""
    modules: tuple[Module, ...]
    """Its published modules, in order."""
    minutes: int
    """How long they take together."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place where a clinic puts a rule of its own."""

    module: Module
    """The module that has it."""
    rule: ClinicRule
    """What the rule is about."""
    is_set: bool
    """Whether the clinic has filled it in."""


@dataclass(frozen=True, kw_only=True)
class Path:
    """The path of a role."""

    role: Role
    """Whose it is."""
    steps: tuple[Step, ...]
    """The steps of which something is published, in order."""
    must: int
    """Minutes of the steps that everybody takes."""
    should: int
    """Minutes of the steps that are advice."""
    sign: tuple[tuple[PathSign, tuple[Slot, ...]], ...]
    """What is signed, each with the clinic's own rules that it is about."""

    @property
    def modules(self) -> tuple[Module, ...]:
        """Every module on it, in order."""
        return tuple(module for step in self.steps for module in step.modules)


def paths(course: Course) -> list[Path]:
    """The paths of the roles that have one, in the order of the roles."""
    slots = _slots(course)
    found: list[Path] = []
    for role in course.about.roles:
        steps = tuple(step for step in (_step(course, written) for written in role.path) if step.modules)
        if steps:
            must = sum(step.minutes for step in steps if step.step.must)
            should = sum(step.minutes for step in steps if not step.step.must)
            sign = tuple((sign, tuple(slots[id] for id in sign.rules if id in slots)) for sign in role.sign)
            found.append(Path(role=role, steps=steps, must=must, should=should, sign=sign))
    return found


def _step(course: Course, step: PathStep) -> Step:
    modules = tuple(course.modules[id] for id in step.modules if id in course.modules)
    return Step(step=step, modules=modules, minutes=sum(module.minutes for module in modules))


def _slots(course: Course) -> dict[str, Slot]:
    """Where clinics put rules of their own, by id."""
    return {
        part.id: Slot(module=module, rule=part, is_set=part.id in course.rules)
        for module in course.modules.values()
        for section in module.sections
        for part in section.parts
        if isinstance(part, ClinicRule)
    }


def lasting(words: Mapping[str, str], minutes: int) -> str:
    """A time as people say it: 45 minutes, 2 hours 5 minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return fill(words["facts.minutes_value"], minutes=minutes)
    return fill(words["path.hours"] if rest else words["path.hours_sharp"], hours=hours, minutes=rest)


# --- claims ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Told:
    """An article with what became of its claims."""

    article: Article
    """The article."""
    claims: tuple[Claim, ...]
    """Its claims, in order."""
    places: Mapping[str, tuple[tuple[Module, Section | None], ...]]
    """Where each claim went, by its id: modules, or sections of them."""
    counts: Mapping[str, int]
    """How many went which way: `taught`, `corrected`, `dropped`."""


WAYS: tuple[Literal["taught", "corrected", "dropped"], ...] = ("taught", "corrected", "dropped")
"""What may become of a claim."""


def told(course: Course) -> list[Told]:
    """The source articles in order; none when nothing is known of them."""
    if not course.claims:
        return []
    found: list[Told] = []
    for article in course.claims.articles:
        claims = tuple(claim for claim in course.claims.claims if claim.id.rpartition("-")[0] == article.id)
        places = {claim.id: tuple(_place(course, to) for to in claim.to if to.partition("#")[0] in course.modules) for claim in claims}
        found.append(Told(article=article, claims=claims, places=places, counts=_counts(claims)))
    return found


def _place(course: Course, to: str) -> tuple[Module, Section | None]:
    id, _, section = to.partition("#")
    module = course.modules[id]
    return module, next((one for one in module.sections if one.id == section), None)


def counted(articles: list[Told]) -> dict[str, int]:
    """How many claims of all articles went which way."""
    return _counts(tuple(claim for each in articles for claim in each.claims))


def _counts(claims: tuple[Claim, ...]) -> dict[str, int]:
    return {way: sum(claim.went == way for claim in claims) for way in WAYS}


# --- exams ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic of an outline, or an area without any."""

    id: str
    """Its sign."""
    title: str
    """What it is about."""
    modules: tuple[Module, ...]
    """The modules that name it, in reading order; none when the course does not touch it."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area of an outline with what the course has for it."""

    area: ExamArea
    """What the author wrote."""
    topics: tuple[Topic, ...]
    """Its topics; itself, when it has none."""

    @property
    def touched(self) -> int:
        """How many of them some module names."""
        return sum(bool(topic.modules) for topic in self.topics)


@dataclass(frozen=True, kw_only=True)
class ExamMap:
    """An outline with what the course has for it."""

    name: Literal["mblex", "ncbtmb"]
    """Which outline it is."""
    outline: Outline
    """What the author wrote."""
    areas: tuple[Area, ...]
    """Its areas, in order."""

    @property
    def touched(self) -> int:
        """How many of the topics some module names."""
        return sum(area.touched for area in self._told)

    @property
    def topics(self) -> int:
        """How many topics are known: those of areas that have any, or the areas themselves when none has."""
        return sum(len(area.topics) for area in self._told)

    @property
    def _told(self) -> tuple[Area, ...]:
        return tuple(area for area in self.areas if area.area.topics) or self.areas


def exam_maps(course: Course) -> list[ExamMap]:
    """The outlines that the course knows, each with the modules that touch its topics."""
    found: list[ExamMap] = []
    if course.exam.mblex:
        named = ((module, module.exam_topics.mblex) for module in course.modules.values())
        found.append(ExamMap(name="mblex", outline=course.exam.mblex, areas=_areas(course.exam.mblex, named)))
    if course.exam.ncbtmb:
        named = ((module, module.exam_topics.ncbtmb) for module in course.modules.values())
        found.append(ExamMap(name="ncbtmb", outline=course.exam.ncbtmb, areas=_areas(course.exam.ncbtmb, named)))
    return found


def within(topic: str, known: Container[str]) -> str | None:
    """The topic of an outline that another is, or is a part of: 7.D for 7.D.3."""
    while topic not in known:
        topic, dot, _ = topic.rpartition(".")
        if not dot:
            return None
    return topic


def _areas(outline: Outline, named: Iterable[tuple[Module, tuple[str, ...]]]) -> tuple[Area, ...]:
    by_topic: dict[str, list[Module]] = {topic.id: [] for area in outline.areas for topic in area.topics or (area,)}
    for module, topics in named:
        for topic in dict.fromkeys(within(topic, by_topic) for topic in topics):
            if topic is not None:
                by_topic[topic].append(module)
    return tuple(
        Area(
            area=area,
            topics=tuple(Topic(id=topic.id, title=topic.title, modules=tuple(by_topic[topic.id])) for topic in area.topics or (area,)),
        )
        for area in outline.areas
    )
