"""Everything that the site is made of, put together from one course: pages, styles, scripts, fonts, downloads.

It reads templates from disk and keeps slow results in a cache folder; it writes nothing else and knows nothing of MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from . import fonts, scripts
from .cache import kept
from .model import Course
from .outputs import Output, handbook, pages
from .render import renderer

Say = Callable[[str], None]
"""Tells a person what is being done."""


def files(course: Course, *, templates: Path, cache: Path, with_downloads: bool, say: Say) -> list[Output]:
    """All files of the site that are made from the course. PDFs stand under downloads/ when they are asked for."""
    made = downloads(course, templates=templates, cache=cache, say=say) if with_downloads else []
    listed = [pages.Download(path=f"downloads/{output.path}", size=len(output.data)) for output in made]
    return [
        *pages.build(course, renderer(templates, course.words), listed),
        *(Output(f"downloads/{output.path}", output.data) for output in made),
        *assets(templates, cache),
    ]


def assets(templates: Path, cache: Path) -> Iterator[Output]:
    """Our style sheet, scripts and fonts, where the pages look for them."""
    styles = templates / "assets" / "styles"
    order = (styles / "index.txt").read_text("utf-8").split()
    yield Output("assets/tableside.css", "\n".join((styles / name).read_text("utf-8") for name in order).encode())
    sources = {path.name: path.read_text("utf-8") for path in sorted((templates / "assets" / "scripts").glob("*.js"))}
    yield Output("assets/tableside-early.js", scripts.join(sources, "early.js").encode())
    yield Output("assets/tableside.js", scripts.join(sources, "main.js").encode())
    for font in kept(cache / "fonts", [], lambda: [Output(name, data) for name, data in fonts.web_fonts()]):
        yield Output(f"assets/fonts/{font.path}", font.data)


def downloads(course: Course, *, templates: Path, cache: Path, say: Say) -> list[Output]:
    """The handbooks and handouts, from the cache when nothing that they are made of has changed."""
    design = {path.name: path.read_text("utf-8") for path in sorted((templates / "handbook").glob("*.typ"))}

    def make() -> Iterator[Output]:
        say("Setting the handbook and the handouts…")
        for output in handbook.build(course, design):
            say(f"  {output.path}  {len(output.data) // 1024} KB")
            yield output

    made_from = [*(part.encode() for item in design.items() for part in item)]
    made_from += [*course.sources.values(), *course.media.values(), *(part.encode() for item in course.words.items() for part in item)]
    return kept(cache / "handbook", made_from, make)
