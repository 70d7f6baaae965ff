"""Everything that the site is made of, put together from one course: pages, styles, scripts, fonts, downloads.

It reads templates from disk and keeps slow results in a cache folder; it writes nothing else and knows nothing of MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from . import fonts, scripts
from .cache import kept
from .model import Course
from .outputs import Output, handbook, pages
from .outputs.handbook_source import Edition
from .problems import Problem, show
from .render import renderer
from .wording import NoWord


class NotMade(Exception):
    """Why a part of the site could not be made, in a sentence."""


Say = Callable[[str], None]
"""Tells a person what is being done."""


def files(course: Course, *, templates: Path, cache: Path, with_downloads: bool, say: Say) -> list[Output]:
    """All files of the site that are made from the course. PDFs stand under downloads/ when they are asked for.

    Raises:
        NotMade: if scripts cannot be joined, the handbook cannot be set or an interface word is missing.
    """
    made = downloads(course, templates=templates, cache=cache, say=say) if with_downloads else []
    sizes = {output.path: len(output.data) for output in made}
    listed = [_listed(edition, sizes[edition.path]) for edition in handbook.editions(course) if edition.path in sizes]
    try:
        drawn = list(pages.build(course, renderer(templates, course.words), listed))
    except NoWord as error:
        raise NotMade(str(error)) from error
    return [
        *drawn,
        *(Output(f"downloads/{output.path}", output.data) for output in made),
        *assets(templates, cache),
    ]


def _listed(edition: Edition, size: int) -> pages.Download:
    kind = edition.kind if edition.kind == "handout" else f"{edition.kind}.{edition.audience}"
    return pages.Download(path=f"downloads/{edition.path}", size=size, kind=kind, paper=edition.paper, module=edition.module)


def assets(templates: Path, cache: Path) -> Iterator[Output]:
    """Our style sheet, scripts and fonts, where the pages look for them.

    Raises:
        NotMade: if scripts cannot be joined.
    """
    styles = templates / "assets" / "styles"
    order = (styles / "index.txt").read_text("utf-8").split()
    yield Output("assets/tableside.css", "\n".join((styles / name).read_text("utf-8") for name in order).encode())
    sources = {path.name: path.read_text("utf-8") for path in sorted((templates / "assets" / "scripts").glob("*.js"))}
    for name, entry in (("tableside-early.js", "early.js"), ("tableside.js", "main.js")):
        try:
            yield Output(f"assets/{name}", scripts.join(sources, entry).encode())
        except scripts.Unjoinable as error:
            raise NotMade(f"The scripts in templates/assets/scripts cannot be joined: {error}") from error
    for font in kept(cache / "fonts", [], lambda: [Output(name, data) for name, data in fonts.web_fonts()]):
        yield Output(f"assets/fonts/{font.path}", font.data)


def downloads(course: Course, *, templates: Path, cache: Path, say: Say) -> list[Output]:
    """The handbooks and handouts, from the cache when nothing that they are made of has changed.

    Raises:
        NotMade: if they cannot be set or an interface word is missing; a character that no font draws is told with its place.
    """
    design = {path.name: path.read_text("utf-8") for path in sorted((templates / "handbook").glob("*.typ"))}

    def make() -> Iterator[Output]:
        say("Setting the handbook and the handouts…")
        for output in handbook.build(course, design):
            say(f"  {output.path}  {len(output.data) // 1024} KB")
            yield output

    made_from = [*(part.encode() for item in design.items() for part in item)]
    made_from += [course.about.model_dump_json().encode(), course.clinic.model_dump_json().encode()]
    made_from += [*course.sources.values(), *course.media.values(), *(part.encode() for item in course.words.items() for part in item)]
    try:
        return kept(cache / "handbook", made_from, make)
    except NoWord as error:
        raise NotMade(str(error)) from error
    except handbook.NotTypeset as error:
        undrawn = list(_undrawn(course, error.undrawn))
        raise NotMade(show(undrawn, folder="content") if undrawn else f"The handbook cannot be set: {error}") from error


def _undrawn(course: Course, signs: Iterable[str]) -> Iterator[Problem]:
    """Where each character that no font draws stands in the content."""
    for sign in signs:
        for path, data in course.sources.items():
            for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
                if sign in line:
                    yield Problem(
                        path=path,
                        line=number,
                        column=line.index(sign) + 1,
                        message=f"no font of the handbook draws {sign} (U+{ord(sign[0]):04X})",
                        advice="write it in letters",
                        rule="characters_are_drawn",
                    )
