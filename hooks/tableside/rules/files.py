"""Rules about which files there are, and which of them are published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ..faults import did_you_mean
from ..shelf import File, Shelf
from .finding import Finding, whole_modules


def modules_are_listed(shelf: Shelf) -> Iterator[Finding]:
    """A module's file, its id and its entry in course.yml agree, and it lies in the folder of its track."""
    for file, module in whole_modules(shelf):
        name = PurePosixPath(file.path).stem
        if module.id != name:
            yield Finding(
                file=file,
                keys=("id",),
                message=f"the id is `{module.id}`, but the file is called {name}.yml",
                advice=f"call the file {module.id}.yml; change the id only if nobody has learned with it yet",
            )
    about = shelf.course.record
    if not about:
        return
    by_name = {PurePosixPath(file.path).stem: file for file in shelf.modules}
    tracks = {track.id for track in about.tracks}
    listed: dict[str, str] = {}
    for at, track in enumerate(about.tracks):
        for number, module_id in enumerate(track.modules):
            keys = ("tracks", at, "modules", number)
            if module_id in listed:
                yield Finding(
                    file=shelf.course,
                    keys=keys,
                    message=f"`{module_id}` is listed twice",
                    advice="a module has one place in the course; keep one of the two",
                )
                continue
            listed[module_id] = track.id
            if module_id not in by_name:
                meant = did_you_mean(module_id, by_name.keys() - listed.keys())
                yield Finding(
                    file=shelf.course,
                    keys=keys,
                    message=f"`{module_id}` is listed here, but there is no file modules/{track.id}/{module_id}.yml",
                    advice=meant or f"write it (`tableside new module {track.id}/{module_id}` starts it), or take this line out",
                )
    for name, file in by_name.items():
        folder = PurePosixPath(file.path).parent.name
        if name not in listed:
            where = (
                f"`- {name}` to the `modules:` of the track `{folder}` in course.yml"
                if folder in tracks
                else f"`- {name}` to a track in course.yml"
            )
            yield Finding(file=file, message="course.yml does not list this module, so nobody can find it", advice=f"add {where}")
        elif listed[name] != folder:
            yield Finding(
                file=file,
                message=f"course.yml lists this module in the track `{listed[name]}`, but its file is in the folder {folder}",
                advice=f"move the file to modules/{listed[name]}/{name}.yml, or the line in course.yml to the other track",
            )
    yield from _same_name(shelf)


def _same_name(shelf: Shelf) -> Iterator[Finding]:
    first: dict[str, File[Any]] = {}
    for file in shelf.modules:
        name = PurePosixPath(file.path).stem
        if name in first:
            yield Finding(
                file=file,
                message=f"{first[name].path} has the same name",
                advice="give each module an id and a file name of its own, even in different tracks",
            )
        first.setdefault(name, file)


def drafts_are_not_published(shelf: Shelf) -> Iterator[Finding]:
    """A course has something to publish, and nobody takes a draft for published."""
    for file, module in whole_modules(shelf):
        if module.status == "draft":
            shown = "it is shown here and is never published" if shelf.drafts else "it is left out"
            yield Finding(
                file=file,
                keys=("status",),
                message=f"`{module.id}` is a draft: {shown}",
                advice="write `status: ready` when it may be read by learners",
                level="warning",
            )
    if shelf.course.record and not shelf.modules:
        yield Finding(
            file=shelf.course,
            keys=("tracks",),
            message="the course has no module yet",
            advice="start one with `tableside new module <track>/<id>`",
            level="warning",
        )
