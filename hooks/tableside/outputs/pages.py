"""The site's pages: Markdown headings with explicit ids, and between them HTML in block elements.

It knows the course and the templates, not MkDocs: the same pages serve any generator that reads Markdown.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from .. import dialogue_map, maps, text
from ..assessments import Asked, Place, attempt, name_of, path_of, places
from ..dialogues import Board
from ..examples import Example
from ..model import Course, Module, Reference, Track
from ..questions import asked, counts, letter, recalled
from ..render import Render
from ..text import Target
from ..wording import fill
from . import Output


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file that readers can take with them."""

    path: str
    """Where it stands on the site, such as downloads/handout-consent-a4.pdf."""
    size: int
    """Its size in bytes."""
    kind: str
    """What it is, as the words say it: `handout`, `role-play`, `checklists`, `handbook` or `assessment` with its `.student` or
    `.instructor`."""
    paper: str
    """The paper it is set for, as the words say it: `a4` or `letter`."""
    module: str | None = None
    """The module of a handout or a role-play."""
    dialogue: str | None = None
    """The dialogue of a role-play."""
    track: str | None = None
    """The track of a final assessment."""
    title: str | None = None
    """The title of that dialogue, or of that track."""


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
        """The source in the page's own list, or on the references page."""
        reference = self.course.references.get(key)
        if reference is None:
            return None
        if key not in self.cited:
            self.cited.append(key)
        own_list = self.page.startswith(("modules/", "practice/"))
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
    role_plays: dict[tuple[str | None, str], list[Download]] = {}
    sheets: dict[str, list[Download]] = {}
    for each in downloads:
        if each.track is not None:
            sheets.setdefault(each.track, []).append(each)
        elif each.dialogue is None:
            handouts.setdefault(each.module, []).append(each)
        else:
            role_plays.setdefault((each.module, each.dialogue), []).append(each)

    def page(path: str, template: str, /, **values: object) -> Output:
        links = SiteLinks(course, path.removesuffix(".md") + ".html")
        body = render(f"pages/{template}.md.jinja", links=links, course=course, to=links.to, **values)
        return Output(path, body.encode())

    ways = maps.paths(course)
    assessed = {track.id: _assessed(course, track) for track in course.about.tracks}
    yield page("index.md", "home", paths=ways, lasting=partial(maps.lasting, course.words), assessed=assessed)
    for track in course.about.tracks:
        yield page(f"tracks/{track.id}.md", "track", track=track, assessment=assessed[track.id])
        if assessed[track.id]:
            yield page(f"{path_of(track)}.md", "assessment", track=track, **_assessment(course, track), sheets=sheets.get(track.id, []))
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
            pathed={path.role.id for path in ways if module in path.modules},
        )
        for dialogue in module.dialogues:
            yield page(
                f"practice/{module.id}/{dialogue.id}.md",
                "dialogue",
                module=module,
                track=course.track_of[module.id],
                dialogue=dialogue,
                board=Board(dialogue),
                letters={ending.id: letter(at) for at, ending in enumerate(dialogue.endings)},
                map=dialogue_map.svg(dialogue, course.words).encode(),
                references=lambda links, dialogue=dialogue: _listed(course, [*links.cited, *dialogue.sources]),
                role_plays=role_plays.get((module.id, dialogue.id), []),
            )
    practiced = {taught.skill for module in course.modules.values() for dialogue in module.dialogues for taught in dialogue.skills}
    if practiced:
        yield page("practice.md", "practice", skills=[skill for id, skill in course.skills.items() if id in practiced])
    yield from _maps(course, page)
    yield page("glossary.md", "glossary")
    yield page("references.md", "references", groups=_by_mark(course))
    yield page("checklists.md", "checklists")
    yield page(
        "downloads.md",
        "downloads",
        handbooks=[each for each in downloads if each.kind.startswith("handbook")],
        checklists=[each for each in downloads if each.kind == "checklists"],
        assessments=[each for each in downloads if each.track is not None],
        client_sheets=[each for each in downloads if each.kind == "client-sheet"],
        handouts_of={
            id: [*handouts.get(id, []), *(each for dialogue in module.dialogues for each in role_plays.get((id, dialogue.id), []))]
            for id, module in course.modules.items()
        },
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


def _maps(course: Course, page: Callable[..., Output]) -> Iterator[Output]:
    """The pages that lead into the course and out of it: paths for roles, where claims went, what an exam asks."""
    ways, lasting = maps.paths(course), partial(maps.lasting, course.words)
    if ways:
        yield page("paths.md", "paths", paths=ways, lasting=lasting)
        yield from (page(f"paths/{path.role.id}.md", "path", path=path, lasting=lasting) for path in ways)
    if articles := maps.told(course):
        yield page("where-this-course-comes-from.md", "claims", articles=articles, counts=maps.counted(articles))
    if outlines := maps.exam_maps(course):
        yield page("exam-map.md", "exam-map", maps=outlines)


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
                "dialogues": [
                    {
                        "id": f"{module.id}/{dialogue.id}",
                        "title": dialogue.title,
                        "href": f"practice/{module.id}/{dialogue.id}.html",
                        "endings": [ending.id for ending in dialogue.endings],
                        "sensitive": dialogue.sensitive is not None,
                    }
                    for dialogue in module.dialogues
                ],
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
        ],
        "assessments": [
            {"title": fill(course.words["assessment.of"], track=track.title), "href": f"{path_of(track)}.html", "quiz": name_of(track)}
            for track in course.about.tracks
            if _assessed(course, track)
        ],
        "skills": [{"id": skill.id, "title": skill.title} for skill in course.skills.values()],
    }


def _assessed(course: Course, track: Track) -> str | None:
    """The page of a track's final assessment, if it has questions to ask."""
    return f"{path_of(track)}.html" if places(course, track) else None


def _assessment(course: Course, track: Track) -> dict[str, object]:
    """A track's final assessment as its page draws it."""
    found, first = places(course, track), attempt(course, track, 1)
    asked = {one.key for one in first}
    every = [Asked(place, question) for place in found for question in place.questions]
    lessons: dict[str, list[Place]] = {}
    for place in found:
        lessons.setdefault(place.module.id, []).append(place)
    return {
        "name": name_of(track),
        "delivery": course.deliveries[track.assessment.delivery] if track.assessment else None,
        "numbered": list(enumerate(first, 1)),
        "others": [one for one in every if one.key not in asked],
        "lessons": [(course.modules[id], here) for id, here in lessons.items()],
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
    return _listed(course, keys)


def _by_mark(course: Course) -> list[tuple[str, list[Reference]]]:
    """Every source by how far it was read, the most trustworthy reading first; marks that no source has are left out."""
    found = [(mark, [one for one in course.references.values() if one.mark == mark]) for mark in ("V", "S", "P", "U")]
    return [(mark, sorted(references, key=_by_author)) for mark, references in found if references]


def _listed(course: Course, keys: Iterable[str]) -> list[Reference]:
    """The references with these keys, each once, in reading order."""
    return sorted((course.references[key] for key in dict.fromkeys(keys)), key=_by_author)


def _by_author(reference: Reference) -> tuple[str, str]:
    return (reference.authors.casefold(), reference.year)
