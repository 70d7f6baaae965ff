"""A content folder as one frozen Course, or every problem that stands in the way.

The only file that looks at the content folder. It knows which file is where, and leaves YAML to ``source``, keys and values to
``faults`` and rules across files to ``checks``.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from . import checks, faults, source
from .model import ClinicFile, Course, CourseFile, GlossaryFile, Module, ReferencesFile
from .model_maps import ClaimsFile, ExamFile
from .model_sheets import ClientSheet
from .problems import Problem, has_errors, in_order
from .record import Record
from .shelf import File, Shelf
from .wording import Wording

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Loaded:
    """What came of reading a content folder."""

    course: Course | None
    """The course; None if there is any error."""
    problems: tuple[Problem, ...]
    """Every problem of every file, by file and line. Warnings alone do not keep the course back."""
    notes: tuple[Problem, ...] = ()
    """Advice for those who ask for it."""
    accepted: int = 0
    """How many findings about questions their authors accepted, each with a reason."""


def load(folder: Path, *, drafts: bool = False, today: datetime.date | None = None) -> Loaded:
    """Read a content folder.

    Args:
        folder: the content folder, which holds course.yml.
        drafts: whether modules with `status: draft` are part of the course. When they are not, their mistakes are warnings,
            since they are never published, and a link to one is an error.
        today: the day by which reviews are judged; without it they are not.
    """
    found, problems = _gather(folder)
    shelf, told = _read(found, drafts, today)
    problems += told
    judged = checks.run(shelf) if shelf.course.path in found or not problems else checks.Judged((), 0)
    problems += judged.problems
    problems += _unread(shelf, problems)
    unpublished = {file.path for file in shelf.modules if not drafts and _is_draft(file, found)}
    every = in_order(
        replace(problem, level="warning") if problem.path in unpublished and problem.level == "error" else problem for problem in problems
    )
    ordered = tuple(problem for problem in every if problem.level != "note")
    notes = tuple(problem for problem in every if problem.level == "note")
    return Loaded(None if has_errors(ordered) else _course(shelf, found), ordered, notes, judged.accepted)


def read(folder: Path) -> Shelf:
    """What is in a content folder, whole or broken, without a word about its problems."""
    found, _ = _gather(folder)
    return _read(found, True, None)[0]


def _unread(shelf: Shelf, told: Iterable[Problem]) -> list[Problem]:
    """A module that could not be read and of which nothing was told must not be left out in silence."""
    named = {problem.path for problem in told if problem.level == "error"}
    message, advice = "this lesson cannot be read", "compare it with what `tableside new module` writes, key by key"
    return [
        Problem(path=file.path, message=message, advice=advice, rule="files_can_be_read")
        for file in shelf.modules
        if file.record is None and file.path not in named
    ]


def _gather(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """Every file that the course can be made of, by path. Links that lead out of the folder are refused."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []

    def tell(path: str, message: str, advice: str) -> None:
        problems.append(Problem(path=path, message=message, advice=advice, rule="files_can_be_read"))

    if not (folder / "course.yml").exists():
        told = "course.yml is missing" if folder.is_dir() else "there is no such content folder"
        tell("course.yml" if folder.is_dir() else "", told, "name the folder that holds course.yml with --content")
        if not folder.is_dir():
            return {}, problems
    home = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*names, *(odd for odd in folders if _is_named_like_a_file(odd) or (Path(parent) / odd).is_symlink())]:
            file = Path(parent) / name
            path = file.relative_to(folder).as_posix()
            if name.startswith("."):
                continue
            if _leads_out(file, home):
                tell(path, "this link leads out of the content folder", "put the file itself here instead of a link")
            elif file.is_dir():
                if file.is_symlink():
                    tell(path, "this is a link to another folder, which is not followed", "put the folder itself here")
                elif _is_named_like_a_file(name):
                    tell(path, "this is a folder, though it is named like a file", "give the folder another name")
            elif misplaced := _misplaced(path):
                tell(path, *misplaced)
            elif _is_content(path):
                try:
                    if not file.is_file():
                        raise OSError("not a file")
                    # One byte too many is enough to see that it is too large.
                    with file.open("rb") as opened:
                        found[path] = opened.read(source.MOST_BYTES + 1)
                except OSError:
                    tell(path, "this file cannot be read", "see whether it exists and whether you may read it")
    return found, problems


def _leads_out(file: Path, home: Path) -> bool:
    try:
        return not file.resolve().is_relative_to(home)
    except RuntimeError:
        # A link that leads to itself leads nowhere; Python 3.11 and 3.12 raise here, and opening it fails everywhere.
        return False


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yml", ".yaml"))


def _is_named_like_a_file(name: str) -> bool:
    return _is_yaml(name) or name.lower().endswith(".svg")


def _is_content(path: str) -> bool:
    return path in _FIXED or re.fullmatch(r"modules/[^/]+/[^/]+\.yml|words/[^/]+\.yml|media/[^/]+\.svg", path) is not None


_FIXED = ("course.yml", "glossary.yml", "references.yml", "clinic.yml", "claims.yml", "exam.yml", "client-sheet.yml")


def _misplaced(path: str) -> tuple[str, str] | None:
    """What is wrong with a file that nothing would read, or None."""
    if _is_content(path):
        return None
    if path.lower().endswith((".yaml", ".yml")) and not path.endswith(".yml"):
        return "a file with this ending is not read", "let its name end in .yml"
    if path.startswith("modules/") and _is_yaml(path):
        return "nothing reads a file in this place", "move it to modules/<track>/<id>.yml, with the id of its track as the folder"
    if _is_yaml(path):
        return (
            "nothing reads a file of this name here",
            f"the content folder holds {', '.join(_FIXED)}, and the folders modules, words and media",
        )
    if path.startswith("media/"):
        return "only drawings with a name in .svg, right in media/, are read", "save the drawing as SVG, or take the file away"
    return None


@lru_cache(maxsize=4096)
def _file(path: str, data: bytes, kind: type[R]) -> tuple[File[R], tuple[Problem, ...]]:
    """A file as its record, with what is wrong in it by itself. The same bytes are read once as long as the process lives."""
    what = source.read(path, data)
    if what.data is None:
        return File(path, None, None, what.places), what.problems
    problems = list(what.problems)
    record: R | None = None
    try:
        record = kind.model_validate(what.data)
    except ValidationError as error:
        problems.extend(faults.told(path, kind, what, error.errors(include_url=False)))
    problems.extend(faults.lost_words(path, kind, what))
    return File(path, record, what.data, what.places), tuple(problems)


def forget() -> None:
    """Let go of the files that were read. A process that reads once needs them no more, and they are the larger part of its memory."""
    _file.cache_clear()


def _read(found: Mapping[str, bytes], drafts: bool, today: datetime.date | None) -> tuple[Shelf, list[Problem]]:
    problems: list[Problem] = []

    def read(path: str, kind: type[R], missing: Any = None) -> File[R]:
        if path not in found:
            return File(
                path, kind.model_validate(missing) if isinstance(missing, dict) else missing, missing if isinstance(missing, dict) else None
            )
        file, told = _file(path, found[path], kind)
        problems.extend(told)
        return file

    def read_words(path: str) -> File[Any]:
        what = source.read(path, found[path])
        problems.extend(what.problems)
        problems.extend(faults.lost_words(path, None, what))
        return File(path, None, what.data, what.places)

    shelf = Shelf(
        course=read("course.yml", CourseFile),
        modules=tuple(read(path, Module) for path in sorted(found) if path.startswith("modules/")),
        glossary=read("glossary.yml", GlossaryFile, GlossaryFile.model_construct(terms=())),
        references=read("references.yml", ReferencesFile, ReferencesFile.model_construct(references=())),
        clinic=read("clinic.yml", ClinicFile, {}),
        claims=read("claims.yml", ClaimsFile),
        exam=read("exam.yml", ExamFile, {}),
        client_sheet=read("client-sheet.yml", ClientSheet),
        words={path[6:-4]: read_words(path) for path in sorted(found) if path.startswith("words/")},
        media={path[6:]: data for path, data in sorted(found.items()) if path.startswith("media/")},
        drafts=drafts,
        today=today,
    )
    return shelf, problems


def _is_draft(file: File[Module], found: Mapping[str, bytes]) -> bool:
    """Whether a module is a draft, even when the file is broken."""
    if file.record:
        return file.record.status == "draft"
    if file.data is not None:
        return str(file.data.get("status", "")).strip() == "draft"
    return re.search(rb"^status:[ ]*draft\b", found[file.path], re.MULTILINE) is not None


def _course(shelf: Shelf, found: Mapping[str, bytes]) -> Course:
    """The Course of a folder without errors. Nothing of a draft is in it unless drafts are wanted."""
    about = shelf.course.record
    if about is None:
        raise ValueError("a course cannot be made of a folder with errors")
    files = {file.record.id: file for file in shelf.modules if file.record and (shelf.drafts or file.record.status == "ready")}
    listed = {module: track for track in about.tracks for module in track.modules if module in files}
    records = {module: files[module].record for module in listed}
    glossary = shelf.glossary.record.terms if shelf.glossary.record else ()
    references = shelf.references.record.references if shelf.references.record else ()
    clinic = shelf.clinic.record or ClinicFile()
    return Course(
        about=about,
        modules={module: record for module, record in records.items() if record},
        track_of=listed,
        paths={module: files[module].path for module in listed},
        terms={term.id: term for term in sorted(glossary, key=lambda term: (term.term.casefold(), term.id))},
        references={reference.key: reference for reference in references},
        skills={skill.id: skill for skill in about.skills},
        deliveries={delivery.id: delivery for delivery in about.deliveries},
        clinic=clinic,
        claims=shelf.claims.record,
        exam=shelf.exam.record or ExamFile(),
        client_sheet=shelf.client_sheet.record,
        rules={rule.id: rule for rule in clinic.rules},
        media=dict(shelf.media),
        sources={
            path: found[path] for path in (*(files[module].path for module in listed), "glossary.yml", "references.yml") if path in found
        },
        words=_words(shelf, about.language),
    )


def _words(shelf: Shelf, language: str) -> Wording:
    """The interface words of a language, with English where one is missing."""
    return Wording(
        (key, str(value).strip("\n"))
        for name in ("en", language)
        if name in shelf.words
        for key, value in (shelf.words[name].data or {}).items()
    )
