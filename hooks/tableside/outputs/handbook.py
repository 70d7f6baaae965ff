"""The offline handbook and the handouts as PDF: typeset by Typst, with form fields by pikepdf, PDF/UA-1 and PDF/A-2a at once.

It takes the course, the templates as text and the installed font packages; it writes nothing and asks no clock: a file's date is the day
its newest module was written.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import typst

from ..model import Course
from . import Output
from .handbook_forms import TypedFont, convert
from .handbook_source import Audience, Edition, Paper, Source, write
from .handbook_typst import value

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_PACKAGES = ("fontpkg_atkinson_hyperlegible", "fontpkg_fraunces")
_TYPED = "AtkinsonHyperlegible-Regular"
_PAPERS: tuple[Paper, ...] = ("a4", "letter")
_AUDIENCES: tuple[Audience, ...] = ("student", "instructor")


class NotTypeset(Exception):
    """Why a file could not be made, in a sentence."""


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
    """The files that a course becomes: the book for students and for instructors, and a handout a module, each on A4 and Letter."""
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
    return books + handouts


def pdf(course: Course, edition: Edition, templates: Mapping[str, str]) -> bytes:
    """One file."""
    source = write(course, edition)
    return convert(typeset(source, templates), source.manifest, _typed_font())


def typeset(source: Source, templates: Mapping[str, str]) -> bytes:
    """The PDF before its fields are made: every field is a link yet.

    Raises:
        NotTypeset: see `build`.
    """
    everything = "".join(f'#import "{name}": *\n' for name in sorted(templates)).encode()
    texts = {name: text.encode() for name, text in templates.items()}
    midnight = datetime.datetime.combine(source.written, datetime.time(), datetime.UTC)
    try:
        made = typst.compile(
            {**texts, "templates.typ": everything, **source.files},
            format="pdf",
            font_paths=_fonts(),
            pdf_standards=STANDARDS,
            timestamp=midnight,
        )
    except typst.TypstError as error:
        raise NotTypeset(_sentence(error)) from error
    return made


def missing_glyphs(words: str) -> list[str]:
    """The characters among these that no font of the handbook draws, each once, in order of code point."""
    signs = sorted({sign for sign in words if sign.isprintable() and not sign.isspace()})
    main = '#set document(title: "glyphs")\n#set text(lang: "en", font: ("Atkinson Hyperlegible", "Fraunces"))\n'
    main += "\n".join(f"#{value(sign)}" for sign in signs)
    try:
        typst.compile({"main": main.encode()}, format="pdf", font_paths=_fonts(), pdf_standards=STANDARDS, timestamp=0)
    except typst.TypstError as error:
        return sorted(set(_UNDRAWN.findall(_diagnostic(error))))
    return []


_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')


def _diagnostic(error: typst.TypstError) -> str:
    return str(error.diagnostic) or str(error)


def _sentence(error: typst.TypstError) -> str:
    undrawn = sorted(set(_UNDRAWN.findall(_diagnostic(error))))
    if undrawn:
        named = ", ".join(f"{sign} (U+{ord(sign[0]):04X})" for sign in undrawn)
        return f"no font of the handbook draws {named} — write it in letters"
    return f"the handbook's templates do not fit: {_diagnostic(error)}"


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folders: list[str | Path | bytes] = [str(files(package) / "files") for package in _PACKAGES]
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
    widths = json.loads(typst.query({"main": main.encode()}, "<widths>", field="value", one=True, font_paths=_fonts()))
    file = (files(_PACKAGES[0]) / "files" / f"{_TYPED}.ttf").read_bytes()
    return TypedFont(name=_TYPED, file=file, widths=tuple(round(width) for width in widths))
