"""The offline handbook and the handouts as PDF: typeset by Typst, with form fields by pikepdf, PDF/UA-1 and PDF/A-2a at once.

It takes the course, the templates as text and the installed font packages; it writes nothing and asks no clock: a file's date is the day
its newest module was written.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst

from ..assessments import attempt
from ..model import Course
from . import Output
from .handbook_forms import TypedFont, convert
from .handbook_source import Audience, Edition, Paper, Source, write
from .handbook_typst import value

STANDARDS = ("ua-1", "a-2a")
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_PACKAGES = ("fontpkg_atkinson_hyperlegible", "fontpkg_fraunces")
_TYPED = "AtkinsonHyperlegible-Regular"
_PAPERS: tuple[Paper, ...] = ("a4", "letter")
_AUDIENCES: tuple[Audience, ...] = ("student", "instructor")


# Its types do not tell that sources may be given in memory, by name.
_TYPST: Any = typst


class NotTypeset(Exception):
    """Why a file could not be made, in a sentence."""

    def __init__(self, sentence: str, undrawn: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.undrawn = tuple(undrawn)
        """The characters that no font draws, if that is why."""


def build(course: Course, templates: Mapping[str, str]) -> Iterator[Output]:
    """Every book and handout of a course, one by one as they are made.

    Args:
        course: what is taught.
        templates: the text of each file in templates/handbook/, by name.

    Raises:
        NotTypeset: a character that no font draws, or a template that does not fit.
    """
    for edition in editions(course):
        yield Output(edition.path, pdf(course, edition, templates))


def editions(course: Course) -> list[Edition]:
    """The files that a course becomes: the book for students and for instructors, all checklists, a final assessment a
    track with and without its key, the page for clients, a handout a module and a role-play a dialogue, each on A4 and Letter."""
    books = [
        Edition(path=f"{course.about.id}-handbook-{audience}-{paper}.pdf", kind="handbook", audience=audience, paper=paper)
        for audience in _AUDIENCES
        for paper in _PAPERS
    ]
    handouts = [
        Edition(path=f"handout-{module}-{paper}.pdf", kind="handout", audience="student", paper=paper, module=module)
        for module in course.modules
        for paper in _PAPERS
    ]
    role_plays = [
        Edition(
            path=f"role-play-{module}--{dialogue.id}-{paper}.pdf",
            kind="role-play",
            audience="student",
            paper=paper,
            module=module,
            dialogue=dialogue.id,
        )
        for module in course.modules
        for dialogue in course.modules[module].dialogues
        for paper in _PAPERS
    ]
    has_checklists = any(module.checklists for module in course.modules.values())
    checklists = [
        Edition(path=f"checklists-{paper}.pdf", kind="checklists", audience="student", paper=paper) for paper in _PAPERS if has_checklists
    ]
    assessments = [
        Edition(
            path=f"assessment-{track.id}{'-key' if audience == 'instructor' else ''}-{paper}.pdf",
            kind="assessment",
            audience=audience,
            paper=paper,
            track=track.id,
        )
        for track in course.about.tracks
        if attempt(course, track, 1)
        for audience in _AUDIENCES
        for paper in _PAPERS
    ]
    sheets = [
        Edition(path=f"for-clients-{paper}.pdf", kind="client-sheet", audience="student", paper=paper)
        for paper in _PAPERS
        if course.client_sheet
    ]
    return books + checklists + assessments + sheets + handouts + role_plays


def reviews(course: Course) -> list[Edition]:
    """A review packet a module, each on A4 and Letter. They hold every answer, so no site has them: who edits the course asks for them."""
    return [
        Edition(path=f"review-{module}-{paper}.pdf", kind="review", audience="instructor", paper=paper, module=module)
        for module in course.modules
        for paper in _PAPERS
    ]


def pdf(course: Course, edition: Edition, templates: Mapping[str, str]) -> bytes:
    """One file.

    Raises:
        NotTypeset: see `build`.
    """
    source = write(course, edition)
    return convert(typeset(source, templates), source.manifest, _typed_font())


def typeset(source: Source, templates: Mapping[str, str]) -> bytes:
    """The PDF before its fields are made: every field is a link yet.

    Raises:
        NotTypeset: see `build`.
    """
    everything = "".join(f'#import "{name}": *\n' for name in sorted(templates)).encode()
    texts = {name: text.encode() for name, text in templates.items()}
    return _compiled({**texts, "templates.typ": everything, **source.files}, source.written)


def missing_glyphs(words: str) -> list[str]:
    """The characters among these that no font of the handbook draws, each once, in order of code point."""
    signs = sorted({sign for sign in words if sign.isprintable() and not sign.isspace()})
    main = '#set document(title: "glyphs")\n#set text(lang: "en", font: ("Atkinson Hyperlegible", "Fraunces"))\n'
    main += "\n".join(f"#{value(sign)}" for sign in signs)
    try:
        _compiled({"main": main.encode()}, datetime.date(2000, 1, 1))
    except NotTypeset as error:
        return list(error.undrawn)
    return []


def _compiled(sources: Mapping[str, bytes], day: datetime.date) -> bytes:
    """The PDF of in-memory sources; a warning counts as an error, since it says that the layout is not what the templates mean."""
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    try:
        made, warnings = _TYPST.compile_with_warnings(
            dict(sources), format="pdf", font_paths=_fonts(), pdf_standards=list(STANDARDS), timestamp=midnight
        )
    except typst.TypstError as error:
        undrawn = sorted(set(_UNDRAWN.findall(_diagnostic(error))))
        if undrawn:
            named = ", ".join(f"{sign} (U+{ord(sign[0]):04X})" for sign in undrawn)
            raise NotTypeset(f"no font of the handbook draws {named} — write it in letters", undrawn) from error
        raise NotTypeset(f"the handbook's templates do not fit: {_diagnostic(error)}") from error
    if warnings:
        raise NotTypeset(f"the handbook's templates do not fit: {warnings[0].message}")
    return bytes(made)


def _diagnostic(error: typst.TypstError) -> str:
    return str(error.diagnostic) or str(error)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folders = [str(files(package) / "files") for package in _PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@lru_cache(maxsize=1)
def _typed_font() -> TypedFont:
    """The text font, whole, with the widths that the typesetter itself measures."""
    signs = [bytes([code]).decode("cp1252", errors="replace") for code in range(32, 256)]
    signs = [sign if sign.isprintable() and sign != "\ufffd" else " " for sign in signs]
    main = (
        '#set text(font: "Atkinson Hyperlegible", size: 1000pt, fallback: false)\n'
        f"#context [#metadata({value(signs)}.map(sign => measure(sign).width.pt()))<widths>]"
    )
    widths = json.loads(_TYPST.query({"main": main.encode()}, "<widths>", field="value", one=True, font_paths=_fonts()))
    file = (files(_PACKAGES[0]) / "files" / f"{_TYPED}.ttf").read_bytes()
    return TypedFont(name=_TYPED, file=file, widths=tuple(round(width) for width in widths))
