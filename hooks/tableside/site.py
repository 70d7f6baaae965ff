"""Everything that the site is made of, put together from one course: pages, styles, scripts, fonts, downloads.

It reads templates from disk, and the content only to tell where a mistake stands. It keeps slow results in a cache folder, writes
nothing else and knows nothing of MkDocs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import checks, examples, keep, scripts, stories
from .cache import forget, kept, makers
from .course import read
from .folders import sources, stamps
from .model import Course, Module
from .outputs import Output, handbook, pages
from .outputs.handbook_source import Edition, write
from .problems import has_errors, show
from .render import renderer
from .wording import NoWord


class NotMade(Exception):
    """Why a part of the site could not be made, in a sentence."""


Say = Callable[[str], None]
"""Tells a person what is being done."""


@dataclass
class Before:
    """The modules' pages of the last build in this process, so that the next one draws only what changed."""

    around: object = None
    """All that such a page shows besides its module."""
    drawn: Mapping[str, tuple[Module, Output]] = field(default_factory=dict)
    """Each module with its page, by id."""

    def finished(self, course: Course, around: object) -> dict[str, Output]:
        """The pages that are as they were."""
        same = self.drawn.items() if around == self.around else ()
        return {id: output for id, (module, output) in same if course.modules.get(id) is module}


def _around(course: Course, templates: Path) -> object:
    """What a module's page may show besides the module, to be compared."""
    others = [(module.id, module.title, module.code, module.summary, module.minutes) for module in course.modules.values()]
    shared = (course.about, course.terms, course.references, course.clinic, course.media, course.words, course.paths, course.skills)
    return shared, others, stamps(templates)


def files(
    course: Course, *, content: Path, templates: Path, cache: Path, with_downloads: bool, say: Say, before: Before | None = None
) -> list[Output]:
    """All files of the site that are made from the course. PDFs stand under downloads/ when they are asked for.

    Args:
        course: what is taught.
        content: the folder that it was read from, where a mistake that only the handbook meets is looked up.
        templates: the folder of our templates.
        cache: the folder for results that are slow to make.
        with_downloads: whether PDFs are made.
        say: tells a person what is being done.
        before: the last build, when there will be a next one; it is brought up to date. Without downloads only.

    Raises:
        NotMade: if scripts cannot be joined, the handbook cannot be set or an interface word is missing.
    """
    made = downloads(course, content=content, templates=templates, cache=cache, say=say) if with_downloads else []
    sizes = {output.path: len(output.data) for output in made}
    listed = [_listed(course, edition, sizes[edition.path]) for edition in handbook.editions(course) if edition.path in sizes]
    try:
        shown = examples.read((templates / examples.PATH).read_bytes())
        around = _around(course, templates) if before else None
        finished = before.finished(course, around) if before else {}
        drawn = list(pages.build(course, renderer(templates, course.words), listed, shown, finished))
        told = list(stories.exports(course))
    except (NoWord, examples.NotRead) as error:
        raise NotMade(str(error)) from error
    if before:
        by_path = {output.path: output for output in drawn}
        before.around = around
        before.drawn = {id: (module, by_path[f"modules/{id}.md"]) for id, module in course.modules.items()}
    return [
        *drawn,
        *told,
        Output(keep.MANIFEST, keep.manifest(course)),
        *(Output(f"downloads/{output.path}", output.data) for output in made),
        *assets(templates, cache),
    ]


def _listed(course: Course, edition: Edition, size: int) -> pages.Download:
    kind = f"{edition.kind}.{edition.audience}" if edition.kind in ("handbook", "assessment") else edition.kind
    dialogues = course.modules[edition.module].dialogues if edition.module else ()
    title = next((dialogue.title for dialogue in dialogues if dialogue.id == edition.dialogue), None)
    title = next((track.title for track in course.about.tracks if track.id == edition.track), title)
    if edition.kind == "client-sheet" and course.client_sheet:
        title = course.client_sheet.title
    return pages.Download(
        path=f"downloads/{edition.path}",
        size=size,
        kind=kind,
        paper=edition.paper,
        module=edition.module,
        dialogue=edition.dialogue,
        track=edition.track,
        title=title,
    )


def assets(templates: Path, cache: Path) -> Iterator[Output]:
    """Our style sheet, scripts and fonts, where the pages look for them.

    Raises:
        NotMade: if scripts cannot be joined.
    """
    yield Output("assets/tableside.css", styles(templates).encode())
    written = {path.name: path.read_text("utf-8") for path in sources(templates / "assets" / "scripts", "*.js")}
    try:
        for name, text in joined(written).items():
            yield Output(f"assets/{name}", text.encode())
    except scripts.Unjoinable as error:
        raise NotMade(f"The scripts in templates/assets/scripts cannot be joined: {error}") from error
    made_by = makers(("fonttools", "brotli", *_FONTS), Path(__file__).with_name("fonts.py"))
    for font in kept(cache / "fonts", [made_by], _web_fonts):
        yield Output(f"assets/fonts/{font.path}", font.data)


def styles(templates: Path) -> str:
    """Our style sheets as one, in the order of their index, without the comments: those are for who changes them."""
    folder = templates / "assets" / "styles"
    order = (folder / "index.txt").read_text("utf-8").split()
    return re.sub(r"[ ]*/\*.*?\*/\n?", "", "\n".join((folder / name).read_text("utf-8") for name in order), flags=re.DOTALL)


PARTS = ("assessment", "dialogue", "keep", "path", "progress", "questions")
"""What only some pages need, each a script of its own that the main one fetches (templates/assets/scripts/parts.js)."""


def joined(written: Mapping[str, str]) -> dict[str, str]:
    """The scripts that pages load, by the name of the file.

    Args:
        written: our modules by name, as they stand in templates/assets/scripts.

    Raises:
        scripts.Unjoinable: if they cannot be joined.
    """
    entries = {part: f"{part}-part.js" for part in PARTS}
    return {
        "tableside-early.js": scripts.join(written, "early.js"),
        "tableside.js": scripts.join(written, "main.js", parts=list(entries.values())),
        **{f"tableside-{part}.js": scripts.join(written, entry, after="main.js") for part, entry in entries.items()},
    }


_FONTS = ("fontpkg-atkinson-hyperlegible", "fontpkg-fraunces")


def _web_fonts() -> list[Output]:
    # Loading what cuts fonts takes as long as many pages, and most builds have the fonts already.
    from .fonts import web_fonts

    return [Output(name, data) for name, data in web_fonts()]


def stemmers(languages: Iterable[str]) -> set[str]:
    """The theme's files that search loads for a site in these languages, such as `["de"]`. English is in the search itself."""
    folder, wanted = "assets/javascripts/lunr", set(languages)
    others = {f"{folder}/min/lunr.{language}.min.js" for language in wanted - {"en"}}
    if not others:
        return set()
    cutters = {f"{folder}/{name}.js" for name, users in (("tinyseg", {"ja"}), ("wordcut", {"hi", "th"})) if users & wanted}
    several = {f"{folder}/min/lunr.multi.min.js"} if len(wanted) > 1 else set()
    return {f"{folder}/min/lunr.stemmer.support.min.js", *others, *cutters, *several}


def downloads(course: Course, *, content: Path, templates: Path, cache: Path, say: Say) -> list[Output]:
    """The handbooks and handouts.

    Raises:
        NotMade: if they cannot be set or an interface word is missing; a character that no font draws is told with its place.
    """
    return typeset(course, handbook.editions(course), content=content, templates=templates, cache=cache / "handbook", say=say)


def typeset(course: Course, editions: Sequence[Edition], *, content: Path, templates: Path, cache: Path, say: Say) -> list[Output]:
    """Some PDFs, from the cache when nothing that they are made of has changed.

    Raises:
        NotMade: as `downloads`.
    """
    design = {path.name: path.read_text("utf-8") for path in sources(templates / "handbook", "*.typ")}
    made_by = makers(("typst", "pikepdf", *_FONTS), Path(__file__).parent)
    design_bytes = [part.encode() for item in design.items() for part in item]

    def edition(wanted: Edition) -> list[Output]:
        """One file. All that Typst is given is its key, so a changed lesson makes its handout and the books anew, and no other."""

        def make() -> Iterator[Output]:
            say(f"Setting {wanted.path}…")
            yield Output(wanted.path, handbook.pdf(course, wanted, design))

        made_from = [made_by, *design_bytes, repr(write(course, wanted)).encode()]
        return kept(cache / wanted.path, made_from, make)

    forget(cache, all_but={edition.path for edition in editions})
    try:
        return [output for wanted in editions for output in edition(wanted)]
    except NoWord as error:
        raise NotMade(str(error)) from error
    except handbook.NotTypeset as error:
        undrawn = checks.undrawn(read(content), handbook.missing_glyphs) if error.undrawn else ()
        raise NotMade(show(undrawn, folder="content") if has_errors(undrawn) else f"The handbook cannot be set: {error}") from error
