"""Rules about ids: whatever is scored, remembered or linked to has one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..faults import did_you_mean
from ..model import ClinicRule, Figure, Module, Part, PlaceNotes
from ..model_dialogues import Dialogue
from ..questions import placed
from ..shelf import File, Shelf
from ..source import Keys
from .finding import Finding, line_of, repeated, whole_modules

RESERVED = ("top", "objectives", "practice", "quiz", "take-away", "references")
"""Names of places that every module's page may have."""

_LISTS = {"answer": "answers", "pair": "pairs", "step": "steps", "group": "groups", "item": "items"}
"""What a question may be made of, each with the key of its list."""


def ids_are_unique(shelf: Shelf) -> Iterator[Finding]:
    """No two things of a kind share an id."""
    if about := shelf.course.record:
        for group, name in (("roles", "role"), ("deliveries", "delivery"), ("skills", "skill"), ("tracks", "track")):
            yield from _repeated(shelf.course, name, (((group, at, "id"), entry.id) for at, entry in enumerate(getattr(about, group))))
        for again, page, first in repeated((("pages", at, "page"), named.page) for at, named in enumerate(about.pages)):
            told = f"the page `{page}` has other names already (line {line_of(shelf.course, first)})"
            yield Finding(file=shelf.course, keys=again, message=told, advice="put them all into one list")
    if glossary := shelf.glossary.record:
        yield from _repeated(shelf.glossary, "term", ((("terms", at, "id"), term.id) for at, term in enumerate(glossary.terms)))
        yield from _repeated(
            shelf.glossary, "word", ((("terms", at, "term"), term.term.casefold()) for at, term in enumerate(glossary.terms))
        )
        for at, term in enumerate(glossary.terms):
            if term.id == "top":
                told = "`top` is the name of the glossary's own heading, so links to this term would lead there"
                yield Finding(file=shelf.glossary, keys=("terms", at, "id"), message=told, advice="give the term another id")
    if references := shelf.references.record:
        keys = ((("references", at, "key"), reference.key) for at, reference in enumerate(references.references))
        yield from _repeated(shelf.references, "reference", keys)
    if clinic := shelf.clinic.record:
        yield from _repeated(shelf.clinic, "clinic rule", ((("rules", at, "id"), rule.id) for at, rule in enumerate(clinic.rules)))
    for file, module in whole_modules(shelf):
        for noun, names in _of_module(module):
            yield from _repeated(file, noun, names)
        for at, section in enumerate(module.sections):
            if section.id in RESERVED or section.id in _places(module):
                pages = "every module's page" if section.id in RESERVED else "this module's page"
                told = f"`{section.id}` is the name of another place on {pages}, so links to this section would lead there"
                yield Finding(file=file, keys=("sections", at, "id"), message=told, advice="give the section another id")
    yield from _slots(shelf)


def _places(module: Module) -> Iterator[str]:
    """The names of the places on a module's page that are made of an author's id."""
    yield from (f"checklist-{checklist.id}" for checklist in module.checklists)
    yield from (f"question-{question.id}" for _, question in placed(module))
    for section in module.sections:
        for part in section.parts:
            if isinstance(part, Figure):
                yield f"figure-{part.id}"
            elif isinstance(part, ClinicRule):
                yield f"rule-{part.id}"
            elif isinstance(part, PlaceNotes):
                yield from (f"place-{note.id}" for note in part.notes)


def _repeated(file: File[Any], noun: str, names: Iterable[tuple[Keys, str]]) -> Iterator[Finding]:
    for keys, name, first in repeated(names):
        yield Finding(
            file=file,
            keys=keys,
            message=f"`{name}` is taken: line {line_of(file, first)} has {'an' if noun[0] in 'aeiou' else 'a'} {noun} of this name already",
            advice="give each a name of its own; keep the one that learners have met already",
        )


def _of_module(module: Module) -> Iterator[tuple[str, list[tuple[Keys, str]]]]:
    """The kinds of thing in a module, each with the paths and ids that must differ."""
    sections = list(enumerate(module.sections))
    parts: list[tuple[Keys, Part]] = [
        (("sections", at, "parts", number), part) for at, section in sections for number, part in enumerate(section.parts)
    ]
    yield "objective", [(("objectives", at, "id"), objective.id) for at, objective in enumerate(module.objectives)]
    yield "section", [(("sections", at, "id"), section.id) for at, section in sections]
    yield "figure", [((*keys, "id"), part.id) for keys, part in parts if isinstance(part, Figure)]
    notes: list[tuple[Keys, str]] = [
        ((*keys, "notes", at, "id"), note.id) for keys, part in parts if isinstance(part, PlaceNotes) for at, note in enumerate(part.notes)
    ]
    yield "place note", notes
    yield "checklist", [(("checklists", at, "id"), checklist.id) for at, checklist in enumerate(module.checklists)]
    for at, checklist in enumerate(module.checklists):
        yield "checklist item", [(("checklists", at, "items", number, "id"), item.id) for number, item in enumerate(checklist.items)]
    yield "question", [((*keys, "id"), question.id) for keys, question in placed(module)]
    for keys, question in placed(module):
        for noun, group in _LISTS.items():
            rows = getattr(question, group, ())
            yield noun, [((*keys, group, at, "id"), row.id) for at, row in enumerate(rows)]
    yield "dialogue", [(("dialogues", at, "id"), dialogue.id) for at, dialogue in enumerate(module.dialogues)]
    for at, dialogue in enumerate(module.dialogues):
        yield from _of_dialogue(("dialogues", at), dialogue)


def _of_dialogue(keys: Keys, dialogue: Dialogue) -> Iterator[tuple[str, list[tuple[Keys, str]]]]:
    yield "person", [((*keys, "cast", at, "id"), person.id) for at, person in enumerate(dialogue.cast)]
    yield "skill", [((*keys, "skills", at, "skill"), taught.skill) for at, taught in enumerate(dialogue.skills)]
    yield "scene", [((*keys, "scenes", at, "id"), scene.id) for at, scene in enumerate(dialogue.scenes)]
    for at, scene in enumerate(dialogue.scenes):
        yield "reply", [((*keys, "scenes", at, "replies", number, "id"), reply.id) for number, reply in enumerate(scene.replies)]
    yield "ending", [((*keys, "endings", at, "id"), ending.id) for at, ending in enumerate(dialogue.endings)]


def _slots(shelf: Shelf) -> Iterator[Finding]:
    """Slots for clinic rules share one space over the whole course."""
    first: dict[str, tuple[File[Module], Keys]] = {}
    for file, module in whole_modules(shelf):
        for at, section in enumerate(module.sections):
            for number, part in enumerate(section.parts):
                keys = ("sections", at, "parts", number, "id")
                if isinstance(part, ClinicRule) and part.id in first:
                    where = f"{first[part.id][0].path}, line {line_of(*first[part.id])}"
                    yield Finding(
                        file=file,
                        keys=keys,
                        message=f"the slot `{part.id}` is there already ({where})",
                        advice="give each slot for a clinic rule an id of its own in the whole course",
                    )
                elif isinstance(part, ClinicRule):
                    first[part.id] = (file, keys)


def roles_exist(shelf: Shelf) -> Iterator[Finding]:
    """A module is for roles that course.yml knows, each named once."""
    known = shelf.course.ids("roles")
    for file, module in whole_modules(shelf):
        for at, role in enumerate(module.roles):
            if known is not None and role not in known:
                yield Finding(
                    file=file,
                    keys=("roles", at),
                    message=f"course.yml has no role `{role}`",
                    advice=did_you_mean(role, known) or "choose one of the `roles:` in course.yml, or add this one there",
                )
        for keys, role, _ in repeated((("roles", at), role) for at, role in enumerate(module.roles)):
            yield Finding(file=file, keys=keys, message=f"the role `{role}` is named twice", advice="keep one of the two lines")
