"""A module's review packet: each sentence that rests on a source, the places, the whole key, its dialogues, and lines to sign, for a
licensed reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..model import Checklist, Module, PlaceNotes, Section
from ..model_dialogues import Dialogue
from ..questions import counts
from ..reading import sentences
from ..shelf import texts
from ..text import mentions
from .handbook_dialogues import Playing
from .handbook_fields import Manifest
from .handbook_key import answer, key
from .handbook_pen import Pen

_VERDICTS = ("right", "change", "unsure")
_LIST_SIGN = re.compile(r"^(?:[-*>]|\d+\.)\s+")


def packet(module: Module, pen: Pen, manifest: Manifest, playing: Playing) -> dict[str, Any]:
    """The packet as review.typ takes it, its fields noted."""
    told = key(module, pen)
    reserve = [answer(module, one, str(at), pen) for at, one in enumerate(filter(counts, module.reserve), start=1)]
    groups = [*told["groups"], *([{"title": pen.say("handbook.review.reserve"), "answers": reserve}] if reserve else [])]
    return {
        "code": module.code,
        "title": module.title,
        "version": pen.say("handbook.review.version", version=module.version, day=pen.day(module.written)),
        "claims": [
            _judged(module, f"claim/{at}", where, words, pen, manifest) for at, (where, words) in enumerate(claims(module), start=1)
        ],
        "places": [
            {
                **_judged(module, f"place/{note.id}", note.place, f"{note.says} @{note.source}", pen, manifest),
                "checked": pen.say("handbook.review.checked", day=pen.day(note.checked)),
            }
            for section in module.sections
            for part in section.parts
            if isinstance(part, PlaceNotes)
            for note in part.notes
        ],
        "groups": [{**group, "answers": [{**one, "asked": None} for one in group["answers"]]} for group in groups],
        "dialogues": [playing.explained(module, dialogue) for dialogue in module.dialogues],
        "sign": {
            name: manifest.add("line", f"{module.id}/review/{name}", pen.say(f"handbook.review.{name}"))
            for name in ("name", "licence", "signature", "date")
        },
        "notes": manifest.add("lines", f"{module.id}/review/notes", pen.say("handbook.review.notes")),
    }


def claims(module: Module) -> Iterator[tuple[str, str]]:
    """Each sentence of the lesson that cites, as it is written, with the title of where it stands. Place notes come by themselves."""
    parts: tuple[Section | Checklist | Dialogue, ...] = (*module.sections, *module.checklists, *module.dialogues)
    for part in parts:
        for words in texts(part):
            if "notes" in words.keys or "questions" in words.keys or "accepted" in words.keys:
                continue
            for sentence in _sentences(words.words):
                if any(mention.kind == "cite" for mention in mentions(sentence)):
                    yield part.title, sentence


def _sentences(source: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", source):
        yield from sentences(_LIST_SIGN.sub("", " ".join(paragraph.split())))


def _judged(module: Module, name: str, where: str, words: str, pen: Pen, manifest: Manifest) -> dict[str, Any]:
    """One thing to judge, with its three boxes and a line."""
    group = f"{module.id}/review/{name}"
    said = {verdict: pen.say(f"handbook.review.{verdict}") for verdict in _VERDICTS}
    return {
        "where": where,
        "words": pen.line(words),
        "verdicts": [
            {
                "words": said[verdict],
                "field": manifest.add(
                    "choice",
                    f"{group}/{verdict}",
                    pen.say("handbook.review.judged", number=name.rpartition("/")[2], verdict=said[verdict]),
                    group=group,
                    group_says=pen.say("handbook.review.judge", number=name.rpartition("/")[2]),
                ),
            }
            for verdict in _VERDICTS
        ],
        "note": manifest.add("line", f"{group}/note", pen.say("handbook.review.note", number=name.rpartition("/")[2])),
    }
