"""Rules about what should be studied first."""

from __future__ import annotations

from collections.abc import Iterator

from ..faults import did_you_mean
from ..shelf import Shelf
from ..source import Keys
from .finding import Finding, is_draft, repeated, whole_modules


def prerequisites_exist(shelf: Shelf) -> Iterator[Finding]:
    """A module asks for other modules of the course first, each named once."""
    known = shelf.by_name
    for file, module in whole_modules(shelf):
        named: list[tuple[Keys, str]] = [(("prerequisites", at), id) for at, id in enumerate(module.prerequisites)]
        for keys, id in named:
            if id == module.id:
                yield Finding(file=file, keys=keys, message="a module cannot come before itself", advice="take it out")
            elif id not in known:
                advice = did_you_mean(id, known) or "write the id of a module of this course, or take it out"
                yield Finding(file=file, keys=keys, message=f"there is no module `{id}`", advice=advice)
        for keys, id, _ in repeated(named):
            yield Finding(file=file, keys=keys, message=f"the module `{id}` is named twice", advice="keep one of the two lines")


def prerequisites_are_published(shelf: Shelf) -> Iterator[Finding]:
    """What a published module asks for first is published too."""
    if shelf.drafts:
        return
    drafts = {name for name, file in shelf.by_name.items() if is_draft(file)}
    for file, module in whole_modules(shelf):
        for at, id in enumerate(module.prerequisites):
            if id in drafts and module.status == "ready":
                yield Finding(
                    file=file,
                    keys=("prerequisites", at),
                    message=f"the module `{id}` is a draft, so nobody could study it first",
                    advice="take it out until the module is ready",
                    level="warning",
                )


def prerequisites_come_to_an_end(shelf: Shelf) -> Iterator[Finding]:
    """No two modules wait for each other, by whatever way round."""
    before = {module.id: module.prerequisites for _, module in whole_modules(shelf)}
    told: set[frozenset[str]] = set()
    for file, module in whole_modules(shelf):
        for at, id in enumerate(module.prerequisites):
            way = _way(before, id, module.id)
            if id == module.id or way is None or frozenset(way) in told:
                continue
            told.add(frozenset(way))
            circle = ", ".join(f"`{one}`" for one in [module.id, *way[:-1]])
            yield Finding(
                file=file,
                keys=("prerequisites", at),
                message=f"these modules wait for each other, so nobody could begin: {circle}",
                advice="take one of them out of the other's `prerequisites:`",
            )


def _way(before: dict[str, tuple[str, ...]], start: str, goal: str) -> list[str] | None:
    """The shortest way from one module to another by what each asks for first, both ends in it; None without any."""
    ways = {start: [start]}
    todo = [start]
    while todo:
        here = todo.pop(0)
        if here == goal:
            return ways[here]
        for id in before.get(here, ()):
            if id not in ways:
                ways[id] = [*ways[here], id]
                todo.append(id)
    return None
