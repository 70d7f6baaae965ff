"""What search knows besides a page's own words: what people call the thing that a section teaches, and that teaching comes first.

Readers never meet those other names. They stand in the index alone, beside the title of their section and hidden, so that a hit shows the
title that the page shows, whatever word led there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from .model import Course, Section
from .ready import Hit
from .text import plain

SECTION, MODULE = 6.0, 1.5
"""How much more than other places a section of a module, and the module's page, count. Without it, long lists win: they hold every word."""


@dataclass(frozen=True)
class Entry:
    """A place as the index gets it."""

    anchor: str
    """The id of its heading; empty for the page."""
    title: str
    """Its heading as HTML, with the other names hidden behind it."""
    text: str
    """What stands under it, as HTML."""
    boost: float | None
    """How much more it counts than other places; None for one that counts once."""


def entries(course: Course, page: str, hits: tuple[Hit, ...]) -> Iterator[Entry]:
    """What the index gets for the hits on a page, such as modules/consent.md."""
    folder, _, name = page.removesuffix(".md").rpartition("/")
    module = course.modules.get(name) if folder == "modules" else None
    sections = {section.id: section for section in module.sections} if module else {}
    for hit in hits:
        section = sections.get(hit.anchor)
        boost = SECTION if section else MODULE if module and not hit.anchor else None
        yield Entry(hit.anchor, hit.title + _names(section), hit.text, boost)


def _names(section: Section | None) -> str:
    """What a section is also called, as HTML that nobody sees or hears."""
    names = section.also_called if section else ()
    return f"<span hidden> {' · '.join(escape(plain(name), quote=False) for name in names)}</span>" if names else ""
