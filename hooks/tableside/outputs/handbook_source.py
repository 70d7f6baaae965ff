"""A course as the Typst source of one book or handout: which pieces it has, in which order, with which fields. No design: that is in
templates/handbook/, whose functions the source calls. The student edition is written without ever reading which answer is right.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, Literal

from .. import text
from ..model import (
    Checklist,
    ClinicRule,
    Course,
    Figure,
    ManyAnswers,
    Match,
    Module,
    OneAnswer,
    Part,
    PlaceNotes,
    Question,
    Reference,
    Section,
    SignOff,
    Track,
    Write,
)
from ..wording import fill
from .handbook_fields import Manifest
from .handbook_links import BookLinks, module_label, reference_label, term_label
from .handbook_typst import Code, call, record, value

Kind = Literal["handbook", "handout"]
Audience = Literal["student", "instructor"]
Paper = Literal["a4", "letter"]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One file to be made."""

    path: str
    """Its name."""
    kind: Kind
    """The whole book, or one module on loose sheets."""
    audience: Audience
    """Whom it is for: only the instructor's has the answer key."""
    paper: Paper
    """The paper it is set for."""
    module: str | None = None
    """The module of a handout."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What Typst needs for one file."""

    files: Mapping[str, bytes]
    """Files that are written for this one, by name: `main`, `data.typ` and the drawings."""
    manifest: Manifest
    """The fields that the file will have."""
    written: datetime.date
    """The day that the newest of its modules was written: the file's own date."""


def write(course: Course, edition: Edition) -> Source:
    """The source of one edition."""
    modules = {edition.module: course.modules[edition.module]} if edition.module else dict(course.modules)
    writer = _Writer(course, edition, modules)
    lines = list(writer.handout() if edition.kind == "handout" else writer.handbook())
    main = '#import "templates.typ": *\n#show: set-book\n' + "".join(lines)
    drawings = {f"media/{name}": course.media[name] for name in sorted(writer.drawings)}
    return Source(
        files={"main": main.encode(), "data.typ": writer.data().encode(), **drawings},
        manifest=writer.manifest,
        written=writer.written,
    )


class _Writer:
    def __init__(self, course: Course, edition: Edition, modules: Mapping[str, Module]) -> None:
        self.course, self.edition, self.modules = course, edition, modules
        self.words = course.words
        self.with_key = edition.audience == "instructor"
        self.links = BookLinks(modules, {} if edition.kind == "handout" else course.terms, course.references)
        self.manifest = Manifest()
        self.drawings: set[str] = set()
        self.written = max((module.written for module in modules.values()), default=datetime.date(2000, 1, 1))

    # --- words and prose

    def prose(self, source: str, form: str = "prose") -> Code:
        return Code((text.line_typst if form == "line" else text.typst)(source, self.links))

    def line(self, source: str) -> Code:
        return self.prose(source, "line")

    def say(self, key: str, **slots: object) -> str:
        """The interface words of a key with its {slots} filled."""
        return fill(self.words[key], **slots)

    def day(self, day: datetime.date) -> str:
        months = self.say("handbook.months").split()
        return self.say("handbook.day", day=day.day, month=months[day.month - 1], year=day.year)

    def cites(self, keys: Iterable[str]) -> Code | None:
        """References as "(CMTO, 2021; …)", or None if there are none."""
        joined = " ".join("@" + key for key in keys)
        return self.line(joined) if joined else None

    def cite(self, key: str) -> Code:
        """One reference without brackets."""
        target = self.links.cite(key)
        return value("@" + key) if target is None else Code(f"md-cite({value(target.href)}, {value(target.label)})")

    # --- the file as a whole

    def data(self) -> str:
        """data.typ: what the file is, and the interface words."""
        about = self.course.about
        language, *others = about.language.split("-")
        # Typst takes the code of a country alone, not that of a script or variant.
        region = next((part.upper() for part in others if len(part) == 2), None)
        handout = self.edition.kind == "handout"
        title = self.modules[self.edition.module].title if self.edition.module else about.title
        book = {
            "title": f"{title} – {self.say('handbook.handout')}" if handout else f"{about.title} – {self.edition_name}",
            "course": about.title,
            "author": self.course.clinic.name or about.title,
            "description": about.tagline,
            "keywords": [track.title for track in about.tracks],
            "date": self.written,
            "language": language,
            "region": region,
            "paper": self.edition.paper,
            "bound": not handout,
        }
        return f"#let book = {value(book)}\n#let words = {value(dict(self.words))}\n"

    @property
    def edition_name(self) -> str:
        return self.say(f"handbook.edition.{self.edition.audience}")

    def handbook(self) -> Iterator[Code]:
        """The book's pieces, in order. Back matter comes last because only then is it known what was cited."""
        yield call("cover", self._cover())
        yield call("imprint", self._imprint())
        yield call("contents")
        yield call("guide", self._guide())
        for track in self.course.about.tracks:
            here = [self.modules[id] for id in track.modules if id in self.modules]
            if here:
                yield call("track", self._track(track, here))
            for module in here:
                yield call("module", self.module(module))
        yield Code("#show: back-matter\n")
        if self.with_key:
            yield call("key", {"modules": [self._key(module) for module in self.modules.values()]})
        yield call("glossary", {"terms": [self._term(id) for id in self.course.terms]})
        yield call("references", {"references": self._references()})

    def handout(self) -> Iterator[Code]:
        """One module without questions."""
        (module,) = self.modules.values()
        told = self.module(module)
        about = {"licences": self.say("handbook.licences"), "not_certification": self.say("handbook.not_certification")}
        yield call("handout", {**told, **about, "references": self._references()})

    # --- front and back

    def _cover(self) -> dict[str, Any]:
        about, none_reviewed = self.course.about, all(module.reviewed == "none" for module in self.modules.values())
        return {
            "title": about.title,
            "tagline": about.tagline,
            "edition": self.edition_name,
            "day": self.day(self.written),
            "clinic": self.course.clinic.name,
            "review": self.say("review.none") if none_reviewed else None,
        }

    def _imprint(self) -> dict[str, Any]:
        about = self.course.about
        versions = "; ".join(
            self.say("handbook.version_of", code=module.code, version=module.version, day=self.day(module.written))
            for module in self.modules.values()
        )
        reviews = {self._review(module) for module in self.modules.values()}
        return {
            "about": self.prose(about.about),
            "title": about.title,
            "tagline": about.tagline + ".",
            "edition": self.edition_name + ".",
            "edition_means": self.say(f"handbook.edition.{self.edition.audience}_means"),
            "versions": self.say("handbook.versions", versions=versions),
            "review": " ".join(sorted(reviews)),
            "clinic": self.course.clinic.name,
            "contact": self.line(self.course.clinic.contact) if self.course.clinic.contact else None,
            "not_certification": self.say("handbook.not_certification"),
            "invented": self.say("handbook.invented"),
            "licences": self.say("handbook.licences"),
            "made": self.say("handbook.made"),
        }

    def _guide(self) -> dict[str, Any]:
        ways = ("fields", "questions", "key", "checklists", "rules", "places", "terms")
        told = [(name, f"handbook.way.{name}.{self.edition.audience}") for name in ways]
        return {
            "ways": [
                [self.say(f"handbook.way.{name}"), self.say(own if own in self.words else f"handbook.way.{name}_means")]
                for name, own in told
                if own in self.words or f"handbook.way.{name}_means" in self.words
            ],
            "marks": [[mark, self.say(f"mark.{mark}"), self.say(f"mark.means.{mark}")] for mark in "VSP"],
        }

    def _track(self, track: Track, modules: list[Module]) -> dict[str, Any]:
        listed = [{"code": one.code, "title": one.title, "summary": one.summary, "label": module_label(one.id)} for one in modules]
        return {"id": track.id, "title": track.title, "about": self.prose(track.about), "modules": listed}

    def _term(self, id: str) -> dict[str, Any]:
        term = self.course.terms[id]
        return {"label": term_label(id), "term": term.term, "means": self.line(term.means), "sources": self.cites(term.sources)}

    def _references(self) -> list[dict[str, Any]]:
        """What was cited so far, by author."""
        cited = [reference for reference in self.course.references.values() if reference.key in self.links.cited]
        return [self._reference(one) for one in sorted(cited, key=lambda one: (one.authors.casefold(), one.year, one.key))]

    def _reference(self, one: Reference) -> dict[str, Any]:
        doi = [f"https://doi.org/{one.doi}"] if one.doi else []
        addresses = [address for address in (*doi, *one.links) if text.is_safe_url(address)]
        return {
            "label": reference_label(one.key),
            "authors": one.authors,
            "year": one.year,
            "title": one.title.rstrip("."),
            "container": one.container,
            "details": one.details.rstrip(".") if one.details else None,
            "links": [{"href": address, "words": _breakable(address)} for address in addresses],
            "mark": one.mark,
        }

    # --- a module

    def module(self, module: Module) -> dict[str, Any]:
        """A module as module.typ and handout.typ take it, its fields noted."""
        self.links.begin_module()
        with_questions = self.edition.kind == "handbook"
        numbers = self._numbers(module)
        return {
            "label": module_label(module.id),
            "mark": f"in-module-{module.id}",
            "code": module.code,
            "track": self.course.track_of[module.id].title,
            "title": module.title,
            "summary": module.summary,
            "facts": self._facts(module),
            "review": self._review(module),
            "objectives": [record(objective, self.prose) for objective in module.objectives],
            "sensitive": self.prose(module.sensitive) if module.sensitive else None,
            "sections": [self._section(module, section, numbers if with_questions else {}) for section in module.sections],
            "checklists": [self._checklist(module, checklist) for checklist in module.checklists],
            "quiz": self._quiz(module, numbers) if with_questions else None,
            "sign_off": self._sign_off(module, module.sign_off) if module.sign_off else None,
        }

    def _facts(self, module: Module) -> list[list[str]]:
        roles = {role.id: role.title for role in self.course.about.roles}
        facts = [
            ("facts.minutes", self.say("facts.minutes_value", minutes=module.minutes)),
            ("facts.for", ", ".join(roles[role] for role in module.roles)),
            ("facts.mblex", ", ".join(module.exam_topics.mblex)),
            ("facts.ncbtmb", ", ".join(module.exam_topics.ncbtmb)),
        ]
        return [[self.say(name), said] for name, said in facts if said]

    def _review(self, module: Module) -> str:
        if module.reviewed == "none":
            return self.say("review.none") + " " + self.say("review.none_means")
        return self.say("review.by", name=module.reviewed.by, licence=module.reviewed.licence, day=self.day(module.reviewed.on))

    @staticmethod
    def _numbers(module: Module) -> dict[str, str]:
        """The printed number of each question by its id, running through the module, so that none is there twice."""
        recall = [question.id for section in module.sections for question in section.questions]
        quiz = [question.id for question in module.quiz.questions]
        return {id: str(at) for at, id in enumerate(recall + quiz, start=1)}

    def _section(self, module: Module, section: Section, numbers: Mapping[str, str]) -> dict[str, Any]:
        return {
            "label": module_label(module.id, section.id),
            "mark": f"in-module-{module.id}",
            "title": section.title,
            "text": self.prose(section.text),
            "parts": [self._part(module, part) for part in section.parts],
            "key_points": [self.line(point) for point in section.key_points],
            "questions": [
                self._question(module, question, numbers[question.id]) for question in section.questions if question.id in numbers
            ],
        }

    def _part(self, module: Module, part: Part) -> dict[str, Any]:
        told = record(part, self.prose)
        match part:
            case ClinicRule():
                rule = self.course.rules.get(part.id)
                told["set"] = rule and {
                    "title": self.say("rule.set", clinic=self.course.clinic.name or self.say("rule.your_clinic")),
                    "says": self.prose(rule.says),
                    "kept_by": self.say("rule.kept_by", owner=rule.owner, day=self.day(rule.checked)),
                }
                if rule is None:
                    told["field"] = self.manifest.add("lines", f"rule/{part.id}", self.say("handbook.field.rule", title=part.title))
            case PlaceNotes():
                told["notes"] = [
                    {
                        "place": note.place,
                        "says": self.line(note.says),
                        "source": self.cite(note.source),
                        "checked": self.day(note.checked).replace(" ", "\u00a0"),
                    }
                    for note in part.notes
                ]
            case Figure():
                self.drawings.add(part.file)
                told["alt"] = f"{part.alt} {' '.join(text.plain(part.described).split())}"
        return told

    def _checklist(self, module: Module, checklist: Checklist) -> dict[str, Any]:
        name = f"{module.id}/checklist/{checklist.id}"
        items = []
        for item in checklist.items:
            do = text.plain(item.do)
            field = self.manifest.add("tick", f"{name}/{item.id}", do)
            seen = None
            if item.seen_by:
                says = self.say("handbook.field.seen", who=item.seen_by, do=do)
                seen = {
                    "words": self.say("checklist.seen_by", who=item.seen_by),
                    "field": self.manifest.add("line", f"{name}/{item.id}/seen", says),
                }
            items.append({"do": self.line(item.do), "why": self.line(item.why), "field": field, "seen": seen})
        return {
            "label": f"checklist-{module.id}--{checklist.id}",
            "title": checklist.title,
            "how": self.say(f"checklist.{checklist.style}"),
            "about": self.prose(checklist.about),
            "items": items,
        }

    def _sign_off(self, module: Module, sign_off: SignOff) -> dict[str, Any]:
        signers = []
        for number, who in enumerate(sign_off.signed_by, start=1):
            signer = {"who": who}
            for part in ("name", "role", "signature", "date"):
                says = self.say("handbook.field.sign", part=self.say(f"handbook.{part}"), who=who)
                signer[part] = self.manifest.add("line", f"{module.id}/sign-off/{number}/{part}", says)
            signers.append(signer)
        return {
            "label": f"sign-off-{module.id}",
            "statement": self.line(sign_off.statement),
            "renew": self.say("sign_off.renew", every=sign_off.renew_every) if sign_off.renew_every else None,
            "signers": signers,
        }

    # --- questions

    def _quiz(self, module: Module, numbers: Mapping[str, str]) -> dict[str, Any]:
        delivery = self.course.deliveries[module.quiz.delivery]
        asked = [question for section in module.sections for question in section.questions] + list(module.quiz.questions)
        questions = [self._question(module, question, numbers[question.id]) for question in module.quiz.questions]
        return {
            "label": f"quiz-{module.id}",
            "about": self.say("handbook.quiz_about", count=len(questions), pass_at=delivery.pass_at),
            "questions": questions,
            "hints": [
                {"label": _question_label(module, one), "number": numbers[one.id], "hints": [self.line(hint) for hint in one.hints]}
                for one in asked
                if one.hints
            ],
        }

    def _question(self, module: Module, question: Question, number: str) -> dict[str, Any]:
        """The asking alone. Of an answer only its words are read here, never which kind of words they are."""
        ask, name = text.plain(question.ask), f"{module.id}/question/{question.id}"
        told: dict[str, Any] = {
            "type": question.type,
            "label": _question_label(module, question),
            "key": _key_label(module, question) if self.with_key else None,
            "number": number,
            "ask": self.line(question.ask),
            "where": question.where,
            "help": self.say(f"handbook.help.{_as_key(question.type)}"),
        }
        match question:
            case OneAnswer() | ManyAnswers():
                kind: Literal["choice", "tick"] = "choice" if isinstance(question, OneAnswer) else "tick"
                told["answers"] = []
                for at, answer in enumerate(question.answers):
                    words = answer.right or answer.wrong or ""
                    says = self.say("handbook.field.answer", letter=_letter(at), answer=text.plain(words))
                    if kind == "tick":
                        says = self.say("handbook.field.of", field=says, number=number, ask=ask)
                    field = self.manifest.add(
                        kind,
                        f"{name}/{answer.id}",
                        says,
                        group=name,
                        group_says=self.say("handbook.field.question", number=number, ask=ask),
                    )
                    told["answers"].append({"letter": _letter(at), "words": self.line(words), "field": field})
            case Match():
                told["rows"] = [
                    {
                        "item": self.line(pair.item),
                        "field": self.manifest.add(
                            "letter",
                            f"{name}/{pair.id}",
                            self.say(
                                "handbook.field.of",
                                field=self.say("handbook.field.letter", item=text.plain(pair.item)),
                                number=number,
                                ask=ask,
                            ),
                        ),
                    }
                    for pair in question.pairs
                ]
                told["partners"] = [{"letter": letter, "words": self.line(words)} for words, letter in _partners(question).items()]
            case Write():
                told["field"] = self.manifest.add("lines", name, self.say("handbook.field.question", number=number, ask=ask))
        return told

    def _key(self, module: Module) -> dict[str, Any]:
        numbers = self._numbers(module)
        recall = [question for section in module.sections for question in section.questions]
        groups = [(self.say("handbook.recall"), recall), (self.say("module.quiz"), list(module.quiz.questions))]
        return {
            "code": module.code,
            "title": module.title,
            "groups": [
                {"title": title, "answers": [self._answer(module, question, numbers[question.id]) for question in questions]}
                for title, questions in groups
                if questions
            ],
        }

    def _answer(self, module: Module, question: Question, number: str) -> dict[str, Any]:
        told: dict[str, Any] = {
            "label": _key_label(module, question),
            "asked": _question_label(module, question),
            "number": number,
            "ask": self.line(question.ask),
            "sources": self.cites(question.sources),
        }
        match question:
            case OneAnswer() | ManyAnswers():
                told["answers"] = [
                    {
                        "letter": _letter(at),
                        "is_right": one.right is not None,
                        "words": self.line(one.right or one.wrong or ""),
                        "because": self.line(one.because),
                    }
                    for at, one in enumerate(question.answers)
                ]
            case Match():
                partners = _partners(question)
                told["pairs"] = [
                    {
                        "letter": partners[pair.goes_with],
                        "item": self.line(pair.item),
                        "goes_with": self.line(pair.goes_with),
                        "because": self.line(pair.because),
                    }
                    for pair in question.pairs
                ]
            case Write():
                told["model_answer"] = self.prose(question.model_answer)
                told["look_for"] = [self.line(point) for point in question.look_for]
                told["because"] = self.line(question.because)
        return told


def _question_label(module: Module, question: Question) -> str:
    return f"question-{module.id}--{question.id}"


def _key_label(module: Module, question: Question) -> str:
    return f"answer-{module.id}--{question.id}"


def _as_key(name: str) -> str:
    """A type's name as it stands in the key of an interface word."""
    return name.replace("-", "_")


def _partners(question: Match) -> dict[str, str]:
    """The letter of each partner; they stand in the order of their words, so that the order tells nothing."""
    ordered = sorted((pair.goes_with for pair in question.pairs), key=lambda words: (text.plain(words).casefold(), words))
    return {words: _letter(at) for at, words in enumerate(ordered)}


def _letter(at: int) -> str:
    """A, B, … Z, AA, AB, …"""
    over, letter = divmod(at, len(ascii_uppercase))
    return (_letter(over - 1) if over else "") + ascii_uppercase[letter]


def _breakable(address: str) -> str:
    """An address that may be broken after a slash or sign, as an address must be on paper. No hyphen is added."""
    return "".join(sign + "\u200b" if sign in "/&?=_.-" else sign for sign in address)
