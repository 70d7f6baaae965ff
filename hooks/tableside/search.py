"""What search knows besides a page's own words: what people call a page or what a section teaches, and that teaching comes first.

Readers never meet those other names. They stand in the index alone, beside the title of their place and hidden, so that a hit shows the
title that the page shows, whatever word led there. ``indexed`` puts them there.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .assessments import path_of
from .model import Course
from .text import plain

SECTION, MODULE, NAMED = 6.0, 1.5, 4.0
"""How much more than other places a section of a module, the module's page, and any other page that was given names, count. Without it,
long lists win: they hold every word."""


def also(course: Course) -> dict[str, dict[str, str | float]]:
    """By place, such as modules/consent.html#stop: how much more than other places it counts (`boost`), and, where it has other names,
    those as HTML that nobody sees or hears (`names`)."""
    places: dict[str, dict[str, str | float]] = {}
    for module in course.modules.values():
        page = f"modules/{module.id}.html"
        places[page] = {"boost": MODULE}
        places |= {f"{page}#{section.id}": {"boost": SECTION, **_names(section.also_called)} for section in module.sections}
    for named in course.about.pages:
        names = _names(named.also_called)
        if named.page == "assessments":
            # They carry the titles of tracks, and who types one of those looks for lessons.
            places |= {f"{path_of(track)}.html": names for track in course.about.tracks}
        else:
            places[f"{named.page}.html"] = {"boost": NAMED, **names}
    return places


def _names(names: Sequence[str]) -> dict[str, str | float]:
    return {"names": f"<span hidden> {' · '.join(escape(plain(name), quote=False) for name in names)}</span>"} if names else {}
