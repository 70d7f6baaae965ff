"""A course as the Typst source of one book or handout: which pieces it has, in which order, with which fields. No design: that is in
templates/handbook/, whose functions the source calls. The student edition is written without ever reading which answer is right.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .. import text
from ..model import (
    Checklist,
    ClinicRule,
    Course,
    Figure,
    Module,
    Part,
    PlaceNotes,
    Reference,
    Section,
    SignOff,
    Track,
)
from ..model_dialogues import Dialogue
from ..questions import asked
from .handbook_assessment import asked_in, assessed, assessment
from .handbook_client import client_sheet
from .handbook_dialogues import Playing
from .handbook_fields import Manifest
from .handbook_index import entries
from .handbook_key import key
from .handbook_links import BookLinks, checklist_label, module_label, part_label, question_label, reference_label, term_label
from .handbook_pen import Pen
from .handbook_questions import Asking, numbers
from .handbook_review import packet
from .handbook_typst import Code, call, record, value

Kind = Literal["handbook", "handout", "role-play", "checklists", "assessment", "client-sheet", "review"]
Audience = Literal["student", "instructor"]
Paper = Literal["a4", "letter"]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One file to be made."""

    path: str
    """Its name."""
    kind: Kind
    """The whole book, or on loose sheets one module, one dialogue, all checklists, one final assessment, the page for clients, or what a
    licensed reader needs to review a module."""
    audience: Audience
    """Whom it is for: only the instructor's has the answer key."""
    paper: Paper
    """The paper it is set for."""
    module: str | None = None
    """The module of a handout or a dialogue."""
    dialogue: str | None = None
    """The dialogue of a role-play."""
    track: str | None = None
    """The track of a final assessment."""


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
    if edition.track:
        modules = asked_in(course, edition.track)
    writer = _Writer(course, edition, modules)
    pieces = {
        "handbook": writer.handbook,
        "handout": writer.handout,
        "role-play": writer.role_play,
        "checklists": writer.checklists,
        "assessment": writer.assessment,
        "client-sheet": writer.client_sheet,
        "review": writer.review,
    }
    lines = list(pieces[edition.kind]())
    main = '#import "templates.typ": *\n#show: set-book\n' + "".join(lines)
    drawings = {f"media/{name}": course.media[name] for name in sorted(writer.drawings)}
    return Source(
        files={"main": main.encode(), "data.typ": writer.data().encode(), **drawings, **writer.playing.maps},
        manifest=writer.manifest,
        written=writer.written,
    )


_LONG_LINE = 600
"""Where no line has more signs, no block that holds a handful of them is as high as a page."""
_SUMMARIES = 9
"""So many modules of a track have room for a summary each on its first page."""
_LINES_OF_CONTENTS = 300
"""Sections in the contents, some eight pages of them. With more than these the contents stop at the modules, and the index leads on."""


class _Writer:
    def __init__(self, course: Course, edition: Edition, modules: Mapping[str, Module]) -> None:
        self.course, self.edition, self.modules = course, edition, modules
        # Only the book has a glossary, and checklists and role-plays come without their modules.
        links = BookLinks(
            modules if edition.kind in ("handbook", "handout") else {},
            course.terms if edition.kind == "handbook" else {},
            course.references,
        )
        self.pen, self.manifest = Pen(course.words, links), Manifest()
        self.asking = Asking(self.pen, self.manifest, with_key=edition.audience == "instructor")
        self.playing = Playing(course, self.pen, self.manifest)
        self.drawings: set[str] = set()
        self.debriefs: dict[str, list[dict[str, Any]]] = {}
        self.written = max((module.written for module in modules.values()), default=datetime.date(2000, 1, 1))

    # --- the file as a whole

    def data(self) -> str:
        """data.typ: what the file is, and the interface words."""
        about = self.course.about
        language, *others = about.language.split("-")
        # Typst takes the code of a country alone, not that of a script or variant.
        region = next((part.upper() for part in others if len(part) == 2), None)
        titles = {
            "handbook": f"{about.title} – {self.edition_name}",
            "handout": f"{next(iter(self.modules.values())).title} – {self.pen.say('handbook.handout')}",
            "role-play": f"{self._dialogue.title} – {self.pen.say('handbook.dialogue.kind')}" if self.edition.dialogue else "",
            "checklists": f"{about.title} – {self.pen.say('checklists.title')}",
            "assessment": self._assessment_title,
            "client-sheet": self.course.client_sheet.title if self.course.client_sheet else "",
            "review": f"{next(iter(self.modules.values())).title} – {self.pen.say('handbook.review.title')}" if self.modules else "",
        }
        book = {
            "title": titles[self.edition.kind],
            "course": about.title,
            "author": self.course.clinic.name or about.title,
            "description": about.tagline,
            "keywords": [track.title for track in about.tracks],
            "date": self.written,
            "language": language,
            "region": region,
            "paper": self.edition.paper,
            "bound": self.edition.kind == "handbook",
            "has_long_lines": self.pen.longest > _LONG_LINE,
            "grouped": self.edition.kind in ("handbook", "checklists"),
        }
        return f"#let book = {value(book)}\n#let words = {value(dict(self.pen.words))}\n"

    @property
    def edition_name(self) -> str:
        return self.pen.say(f"handbook.edition.{self.edition.audience}")

    @property
    def _assessment_title(self) -> str:
        if self.edition.track is None:
            return ""
        title = self.pen.say("assessment.of", track=assessed(self.course, self.edition.track).title)
        return f"{title} – {self.edition_name}" if self.asking.with_key else title

    def handbook(self) -> Iterator[Code]:
        """The book's pieces, in order. Back matter comes last because only then is it known what was cited."""
        yield call("cover", self._cover())
        yield call("imprint", self._imprint())
        yield call("contents", {"depth": self._depth()})
        yield call("guide", self._guide())
        for track in self.course.about.tracks:
            here = [self.modules[id] for id in track.modules if id in self.modules]
            if here:
                yield call("track", self._track(track, here))
            for module in here:
                yield call("module", self.module(module))
        yield Code("#show: back-matter\n")
        if self.debriefs:
            told = [(self.modules[id], debriefs) for id, debriefs in self.debriefs.items()]
            yield call("debriefs", {"modules": [{"code": one.code, "title": one.title, "debriefs": debriefs} for one, debriefs in told]})
        if self.asking.with_key:
            yield call("key", {"modules": [key(module, self.pen) for module in self.modules.values()]})
        yield call("glossary", {"terms": [self._term(id) for id in self.course.terms]})
        yield call("references", {"references": self._references()})
        yield call("word-index", {"letters": entries(self.course, self.modules, self.pen)})

    def handout(self) -> Iterator[Code]:
        """One module without questions."""
        (module,) = self.modules.values()
        told = self.module(module)
        about = {"licences": self.pen.say("handbook.licences"), "not_certification": self.pen.say("handbook.not_certification")}
        yield call("handout", {**told, **about, "references": self._references()})

    @property
    def _dialogue(self) -> Dialogue:
        (module,) = self.modules.values()
        return next(one for one in module.dialogues if one.id == self.edition.dialogue)

    def role_play(self) -> Iterator[Code]:
        """One dialogue, with a paper for each who takes part."""
        (module,) = self.modules.values()
        told = self.playing.dialogue(module, self._dialogue)
        small_print = [self.pen.say(f"handbook.{key}") for key in ("invented", "not_certification", "licences")]
        here = {"code": module.code, "module": module.title, "small_print": [self._review(module), *small_print]}
        yield call("role-play-sheets", {**told, **here, "references": self._references()})

    def client_sheet(self) -> Iterator[Code]:
        """The page for clients."""
        yield call("client-sheet", client_sheet(self.course, self.pen, self.manifest))

    def review(self) -> Iterator[Code]:
        """One module's review packet."""
        (module,) = self.modules.values()
        small_print = [self.pen.say("handbook.review.means"), self.pen.say("handbook.licences")]
        told = packet(module, self.pen, self.manifest, self.playing)
        yield call("review-packet", {**told, "references": self._references(), "small_print": small_print})

    def checklists(self) -> Iterator[Code]:
        """Every checklist of the course, track by track."""
        tracks = []
        for track in self.course.about.tracks:
            here = [self.modules[id] for id in track.modules if id in self.modules]
            told = [
                {**self._checklist(module, one), "module": f"{module.code}  {module.title}"} for module in here for one in module.checklists
            ]
            if told:
                tracks.append({"id": track.id, "title": track.title, "checklists": told})
        yield call(
            "checklists",
            {
                "title": self.pen.say("checklists.title"),
                "about": self.pen.say("handbook.checklists_about"),
                "tracks": tracks,
                "references": self._references(),
                "small_print": [self.pen.say("handbook.not_certification"), self.pen.say("handbook.licences")],
            },
        )

    def assessment(self) -> Iterator[Code]:
        """A track's final assessment, with a key for instructors."""
        told = assessment(self.course, assessed(self.course, self.edition.track or ""), self.pen, self.manifest, self.asking)
        small_print = [self.pen.say(f"handbook.{key}") for key in ("assessment_worth", "licences")]
        yield call("assessment", {**told, "small_print": small_print, "references": self._references()})

    # --- front and back

    def _depth(self) -> int:
        """How deep the contents go: to the sections, or in a large book to the modules."""
        below = [len(one.sections) + len(one.checklists) + len(one.dialogues) + bool(one.sign_off) + 2 for one in self.modules.values()]
        return 3 if sum(below) <= _LINES_OF_CONTENTS else 2

    def _cover(self) -> dict[str, Any]:
        about, none_reviewed = self.course.about, all(module.reviewed == "none" for module in self.modules.values())
        return {
            "title": about.title,
            "tagline": about.tagline,
            "edition": self.edition_name,
            "day": self.pen.day(self.written),
            "clinic": self.course.clinic.name,
            "review": self.pen.say("review.none") if none_reviewed else None,
        }

    def _imprint(self) -> dict[str, Any]:
        about = self.course.about
        alike: dict[tuple[int, datetime.date], list[str]] = {}
        for module in self.modules.values():
            alike.setdefault((module.version, module.written), []).append(module.code)
        versions = "; ".join(
            self.pen.say("handbook.version_of", code=", ".join(codes), version=version, day=self.pen.day(day))
            for (version, day), codes in alike.items()
        )
        reviews = {self._review(module) for module in self.modules.values()}
        return {
            "about": self.pen.prose(about.about),
            "title": about.title,
            "tagline": about.tagline + ".",
            "edition": self.edition_name + ".",
            "edition_means": self.pen.say(f"handbook.edition.{self.edition.audience}_means"),
            "versions": self.pen.say("handbook.versions", versions=versions),
            "review": " ".join(sorted(reviews)),
            "clinic": self.course.clinic.name,
            "contact": self.pen.line(self.course.clinic.contact) if self.course.clinic.contact else None,
            "not_certification": self.pen.say("handbook.not_certification"),
            "invented": self.pen.say("handbook.invented"),
            "licences": self.pen.say("handbook.licences"),
            "made": self.pen.say("handbook.made"),
        }

    def _guide(self) -> dict[str, Any]:
        plays = ["dialogues"] if any(module.dialogues for module in self.modules.values()) else []
        ways = ("fields", "questions", "key", "checklists", *plays, "rules", "places", "terms")
        told = [(name, f"handbook.way.{name}.{self.edition.audience}") for name in ways]
        return {
            "ways": [
                [self.pen.say(f"handbook.way.{name}"), self.pen.say(own if own in self.pen.words else f"handbook.way.{name}_means")]
                for name, own in told
                if own in self.pen.words or f"handbook.way.{name}_means" in self.pen.words
            ],
            "marks": [[mark, self.pen.say(f"mark.{mark}"), self.pen.say(f"mark.means.{mark}")] for mark in "VSP"],
        }

    def _track(self, track: Track, modules: list[Module]) -> dict[str, Any]:
        listed = [{"code": one.code, "title": one.title, "summary": one.summary, "label": module_label(one.id)} for one in modules]
        return {
            "id": track.id,
            "title": track.title,
            "about": self.pen.prose(track.about),
            "modules": listed,
            "is_long": len(listed) > _SUMMARIES,
        }

    def _term(self, id: str) -> dict[str, Any]:
        term = self.course.terms[id]
        return {"label": term_label(id), "term": term.term, "means": self.pen.line(term.means), "sources": self.pen.cites(term.sources)}

    def _references(self) -> list[dict[str, Any]]:
        """What was cited so far, by author."""
        cited = [reference for reference in self.course.references.values() if reference.key in self.pen.links.cited]
        return [self._reference(one) for one in sorted(cited, key=lambda one: (one.authors.casefold(), one.year, one.key))]

    def _reference(self, one: Reference) -> dict[str, Any]:
        doi = [f"https://doi.org/{one.doi}"] if one.doi else []
        addresses = [address for address in (*doi, *one.links) if text.is_safe_url(address)]
        return {
            "label": reference_label(one.key),
            "authors": one.authors,
            "year": one.year,
            "title": _ended(one.title),
            "container": _ended(one.container) if one.container else None,
            "details": _ended(one.details) if one.details else None,
            "links": [{"href": address, "words": _breakable(address)} for address in addresses],
            "mark": one.mark,
        }

    # --- a module

    def module(self, module: Module) -> dict[str, Any]:
        """A module as module.typ and handout.typ take it, its fields noted."""
        self.pen.links.begin_module()
        with_questions = self.edition.kind == "handbook"
        called = numbers(module, self.pen)
        return {
            "label": module_label(module.id),
            "mark": f"in-module-{module.id}",
            "code": module.code,
            "track": self.course.track_of[module.id].title,
            "title": module.title,
            "summary": module.summary,
            "facts": self._facts(module),
            "topics": self.pen.say("handbook.topics") if module.exam_topics.mblex or module.exam_topics.ncbtmb else None,
            "review": self._review(module),
            "objectives": [record(objective, self.pen.prose) for objective in module.objectives],
            "sensitive": self.pen.prose(module.sensitive) if module.sensitive else None,
            "sections": [self._section(module, section, called if with_questions else {}) for section in module.sections],
            "checklists": [self._checklist(module, checklist) for checklist in module.checklists],
            "quiz": self._quiz(module, called) if with_questions else None,
            "sign_off": self._sign_off(module, module.sign_off) if module.sign_off else None,
            "dialogues": [self._conversation(module, dialogue) for dialogue in module.dialogues] if with_questions else [],
        }

    def _conversation(self, module: Module, dialogue: Dialogue) -> dict[str, Any]:
        """A dialogue in the book; its debrief is kept for the back."""
        told = self.playing.conversation(module, dialogue)
        self.debriefs.setdefault(module.id, []).append(told["debrief"])
        return told

    def _facts(self, module: Module) -> list[list[str]]:
        roles = {role.id: role.title for role in self.course.about.roles}
        facts = [
            ("facts.minutes", self.pen.say("facts.minutes_value", minutes=module.minutes)),
            ("facts.for", ", ".join(roles[role] for role in module.roles)),
            ("facts.before", ", ".join(self.modules[id].code for id in module.prerequisites if id in self.modules)),
            ("facts.mblex", ", ".join(module.exam_topics.mblex)),
            ("facts.ncbtmb", ", ".join(module.exam_topics.ncbtmb)),
        ]
        return [[self.pen.say(name), said] for name, said in facts if said]

    def _review(self, module: Module) -> str:
        if module.reviewed == "none":
            return self.pen.say("review.none") + " " + self.pen.say("review.none_means")
        return self.pen.say("review.by", name=module.reviewed.by, licence=module.reviewed.licence, day=self.pen.day(module.reviewed.on))

    def _section(self, module: Module, section: Section, called: Mapping[str, str]) -> dict[str, Any]:
        return {
            "label": module_label(module.id, section.id),
            "mark": f"in-module-{module.id}",
            "title": section.title,
            "text": self.pen.prose(section.text),
            "parts": [
                {**self._part(module, part), "label": part_label(module.id, section.id, at)} for at, part in enumerate(section.parts)
            ],
            "key_points": [self.pen.line(point) for point in section.key_points],
            "questions": [
                self.asking.question(module, question, called[question.id]) for question in section.questions if question.id in called
            ],
        }

    def _part(self, module: Module, part: Part) -> dict[str, Any]:
        told = record(part, self.pen.prose)
        match part:
            case ClinicRule():
                rule = self.course.rules.get(part.id)
                told["set"] = rule and {
                    "title": self.pen.say("rule.set", clinic=self.course.clinic.name or self.pen.say("rule.your_clinic")),
                    "says": self.pen.prose(rule.says),
                    "kept_by": self.pen.say("rule.kept_by", owner=rule.owner, day=self.pen.day(rule.checked)),
                }
                if rule is None:
                    told["field"] = self.manifest.add("lines", f"rule/{part.id}", self.pen.say("handbook.field.rule", title=part.title))
            case PlaceNotes():
                told["notes"] = [
                    {
                        "place": note.place,
                        "says": self.pen.line(note.says),
                        "source": self.pen.cite(note.source),
                        "checked": self.pen.day(note.checked).replace(" ", "\u00a0"),
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
                says = self.pen.say("handbook.field.seen", who=item.seen_by, do=do)
                seen = {
                    "words": self.pen.say("checklist.seen_by", who=item.seen_by),
                    "field": self.manifest.add("line", f"{name}/{item.id}/seen", says),
                }
            items.append({"do": self.pen.line(item.do), "why": self.pen.line(item.why), "field": field, "seen": seen})
        return {
            "label": checklist_label(module.id, checklist.id),
            "title": checklist.title,
            "how": self.pen.say(f"checklist.{checklist.style}"),
            "about": self.pen.prose(checklist.about),
            "items": items,
        }

    def _sign_off(self, module: Module, sign_off: SignOff) -> dict[str, Any]:
        signers = []
        for number, who in enumerate(sign_off.signed_by, start=1):
            signer = {"who": who}
            for part in ("name", "role", "signature", "date"):
                says = self.pen.say("handbook.field.sign", part=self.pen.say(f"handbook.{part}"), who=who)
                signer[part] = self.manifest.add("line", f"{module.id}/sign-off/{number}/{part}", says)
            signers.append(signer)
        return {
            "label": f"sign-off-{module.id}",
            "statement": self.pen.line(sign_off.statement),
            "renew": self.pen.say("sign_off.renew", every=sign_off.renew_every) if sign_off.renew_every else None,
            "signers": signers,
        }

    def _quiz(self, module: Module, called: Mapping[str, str]) -> dict[str, Any]:
        delivery = self.course.deliveries[module.quiz.delivery]
        questions = [self.asking.question(module, question, called[question.id]) for question in module.quiz.questions]
        return {
            "label": f"quiz-{module.id}",
            "about": self.pen.say("handbook.quiz_about", count=len(questions), pass_at=delivery.pass_at),
            "questions": questions,
            "hints": [
                {"label": question_label(module.id, one.id), "number": called[one.id], "hints": [self.pen.line(hint) for hint in one.hints]}
                for one in asked(module)
                if one.hints
            ],
        }


def _ended(words: str) -> str:
    """Words with a full stop at the end, unless they end otherwise already."""
    return words if words.endswith((".", "?", "!")) else words + "."


def _breakable(address: str) -> str:
    """An address that may be broken after a slash or sign, as an address must be on paper. No hyphen is added."""
    return "".join(sign + "\u200b" if sign in "/&?=_.-" else sign for sign in address)
