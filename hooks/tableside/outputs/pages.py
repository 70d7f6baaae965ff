"""The site's pages: Markdown headings with explicit ids, and between them HTML in block elements.

It knows the course and the templates, not MkDocs: the same pages serve any generator that reads Markdown.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from .. import text
from ..examples import Example
from ..model import Course, Module, Reference
from ..questions import asked, counts, recalled
from ..render import Render
from ..text import Target
from . import Output


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file that readers can take with them."""

    path: str
    """Where it stands on the site, such as downloads/handout-consent-a4.pdf."""
    size: int
    """Its size in bytes."""
    kind: str
    """What it is, as the words say it: `handout`, `checklists`, `handbook.student` or `handbook.instructor`."""
    paper: str
    """The paper it is set for, as the words say it: `a4` or `letter`."""
    module: str | None = None
    """The module of a handout."""


@dataclass
class SiteLinks:
    """Links from one page. A term is explained at its first use on the page only."""

    course: Course
    page: str
    """The page's path, such as modules/consent.html."""
    explained: set[str] = field(default_factory=set)
    """Terms that this page has explained already."""
    cited: list[str] = field(default_factory=list)
    """Keys that this page has cited, in order."""

    def to(self, path: str) -> str:
        """The address of another page, seen from this one."""
        page, _, anchor = path.partition("#")
        href = "" if page == self.page else posixpath.relpath(page, posixpath.dirname(self.page) or ".")
        return f"{href}#{anchor}" if anchor else href

    def module(self, module: str, section: str | None) -> Target | None:
        """The page of a module, or a section on it."""
        if module not in self.course.modules:
            return None
        return Target(self.to(f"modules/{module}.html" + (f"#{section}" if section else "")))

    def term(self, term: str) -> Target | None:
        """The glossary's entry, with what the term means, at its first use on this page."""
        if term in self.explained or term not in self.course.terms or self.page == "glossary.html":
            return None
        self.explained.add(term)
        return Target(self.to(f"glossary.html#{term}"), means=text.plain(self.course.terms[term].means))

    def cite(self, key: str) -> Target | None:
        """The source in the module's own list, or on the references page."""
        reference = self.course.references.get(key)
        if reference is None:
            return None
        if key not in self.cited:
            self.cited.append(key)
        own_list = self.page.startswith("modules/")
        return Target(f"#ref-{key}" if own_list else self.to(f"references.html#ref-{key}"), label=reference.cite_as)


def build(
    course: Course,
    render: Render,
    downloads: Sequence[Download] = (),
    examples: Sequence[Example] = (),
    finished: Mapping[str, Output] = MappingProxyType({}),
) -> Iterator[Output]:
    """Every generated page of the site, and the content files behind its pencils.

    Args:
        course: what is taught.
        render: the templates.
        downloads: what can be taken along.
        examples: one question of every type, for educators.
        finished: pages of modules, by id, that need not be drawn again.
    """
    handouts: dict[str | None, list[Download]] = {}
    for each in downloads:
        handouts.setdefault(each.module, []).append(each)

    def page(path: str, template: str, **values: object) -> Output:
        links = SiteLinks(course, path.removesuffix(".md") + ".html")
        body = render(f"pages/{template}.md.jinja", links=links, course=course, to=links.to, **values)
        return Output(path, body.encode())

    yield page("index.md", "home")
    for track in course.about.tracks:
        yield page(f"tracks/{track.id}.md", "track", track=track)
    for module in course.modules.values():
        yield finished.get(module.id) or page(
            f"modules/{module.id}.md",
            "module",
            module=module,
            track=course.track_of[module.id],
            delivery=course.deliveries[module.quiz.delivery],
            recall=course.deliveries[course.about.recall],
            numbered=list(enumerate(module.quiz.questions, 1)),
            references=lambda links, module=module: _references(course, module, links.cited),
            handouts=handouts.get(module.id, []),
        )
    yield page("glossary.md", "glossary")
    yield page("references.md", "references", references=sorted(course.references.values(), key=_by_author))
    yield page("checklists.md", "checklists")
    yield page(
        "downloads.md",
        "downloads",
        handbooks=[each for each in downloads if each.kind.startswith("handbook")],
        checklists=[each for each in downloads if each.kind == "checklists"],
        handouts_of={module: handouts.get(module, []) for module in course.modules},
    )
    yield page("progress.md", "progress", catalogue=catalogue(course))
    yield page(
        "question-types.md",
        "question-types",
        examples=examples,
        module={"id": "question-types"},
        delivery=course.deliveries[course.about.recall],
    )
    for path, data in course.sources.items():
        yield Output(f"source/{path}.txt", data)


def downloads_notice(render: Render, course: Course, size: int | None) -> str:
    """The HTML that stands for the whole site as one file: with its size in bytes, or, inside that file, ``None``."""
    return render("pages/zip.html.jinja", course=course, size=size)


def catalogue(course: Course) -> dict[str, object]:
    """What a device's record is read against: titles, addresses from the site's root and the ids of all that is kept."""
    return {
        "modules": [
            {
                "id": module.id,
                "title": module.title,
                "href": f"modules/{module.id}.html",
                "minutes": module.minutes,
                "passAt": course.deliveries[module.quiz.delivery].pass_at,
                "quiz": f"{module.id}/quiz",
                "quizQuestions": [f"{module.id}/{question.id}" for question in module.quiz.questions if counts(question)],
                "recall": [f"{module.id}/{question.id}" for question in recalled(module)],
                "checklists": [
                    {
                        "id": f"{module.id}/{checklist.id}",
                        "title": checklist.title,
                        "href": f"modules/{module.id}.html#checklist-{checklist.id}",
                        "items": [item.id for item in checklist.items],
                    }
                    for checklist in module.checklists
                ],
            }
            for module in course.modules.values()
        ]
    }


def _references(course: Course, module: Module, cited: Iterable[str]) -> list[Reference]:
    """What the module cites in its prose, then what its place notes and questions rest on."""
    keys = dict.fromkeys(cited)
    for section in module.sections:
        for part in section.parts:
            if part.type == "place-notes":
                keys.update(dict.fromkeys(note.source for note in part.notes))
    for question in asked(module):
        keys.update(dict.fromkeys(question.sources))
    return sorted((course.references[key] for key in keys), key=_by_author)


def _by_author(reference: Reference) -> tuple[str, str]:
    return (reference.authors.casefold(), reference.year)
