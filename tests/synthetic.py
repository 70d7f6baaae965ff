"""Courses of any size, made up: the same number of modules gives the same files, byte for byte.

For measuring and for looking at a large handbook. Every module has each part and each question type that the model has; what changes from
one to the next is the length, between 675 and 1,600 words, the number of sections, and who does what where. The sentences make sense,
but they teach nothing.

Run it to look at one: `python tests/synthetic.py FOLDER 20`.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

REAL = Path(__file__).resolve().parents[1] / "content"
SHORTEST, LONGEST = 675, 1600
"""Words of a module, all its texts counted."""
MODULES_IN_A_TRACK = 20
MODULES_FOR_A_TERM = 5
"""So many modules bring one new term and one new source."""

PEOPLE = (
    "Maya",
    "Daniel",
    "Rosa",
    "Femi",
    "Ana",
    "Priya",
    "Marcus",
    "Lena",
    "Theo",
    "Jo",
    "Dolores",
    "Kai",
    "Ben",
    "Noor",
    "Sam",
    "Ines",
    "Omar",
    "Yuki",
    "Pavel",
    "Zadie",
)
AREAS = ("left shoulder", "lower back", "right calf", "neck", "upper arm", "left foot", "upper back", "right knee", "scalp", "forearm")
TOOLS = ("warm stone", "soft brush", "firm bolster", "folded towel", "light oil", "thick lotion", "rubber ball", "cool cloth")
CUES = ("a held breath", "a small frown", "a tight fist", "a quick glance", "a long silence", "a shifted leg", "a turned head")
SENTENCES = (
    "{person} books an hour for the {area} and says that the {tool} felt strange last time.",
    "You notice {cue} and rest your hands before you say a word.",
    "A plain question about the {area} gives {person} room to change the plan.",
    "The {tool} stays on the shelf until {person} has heard what it may do.",
    "Nobody can read {cue} with certainty, so the therapist asks and waits.",
    "{person} would rather keep the {area} out of it today, and that is reason enough.",
    "Write down what was agreed about the {area}, in words that {person} would know again.",
    "When {person} comes back, ask what is different since the last visit.",
    "Work near the {area} goes better when {person} knows what comes next.",
    "If the {tool} is new to {person}, show it first and let them hold it.",
    "Good notes name the {area}, the pressure and the words that {person} used.",
    "A colleague who sees {cue} may tell you about it after the session.",
    "Covering the {area} before you talk gives {person} back some privacy.",
    "{person} pays for time and care, and the {tool} is only one way to give it.",
)
WORDS = ("steady", "open", "shared", "patient", "early", "careful", "spoken", "plain", "second", "quiet")
THINGS = ("pause", "question", "agreement", "handover", "greeting", "record", "limit", "signal", "choice", "promise")


def write(folder: Path, modules: int) -> None:
    """Write a course of so many modules into an empty or missing folder, with the words and drawings of the real one."""
    for name in ("words", "media"):
        shutil.copytree(REAL / name, folder / name, dirs_exist_ok=True)
    tracks = [[_id(n) for n in range(at, min(at + MODULES_IN_A_TRACK, modules))] for at in range(0, modules, MODULES_IN_A_TRACK)]
    _write(folder / "course.yml", _course(tracks))
    terms, sources = lists(modules)
    _write(folder / "glossary.yml", {"terms": terms})
    _write(folder / "references.yml", {"references": sources})
    for number in range(modules):
        module = module_of(number, modules, len(terms))
        _write(folder / "modules" / f"track-{number // MODULES_IN_A_TRACK + 1}" / f"{module['id']}.yml", module)


def lists(modules: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The terms and the sources of a course of so many modules."""
    many = max(3, modules // MODULES_FOR_A_TERM)
    return [_term(number) for number in range(many)], [_reference(number) for number in range(many)]


def _id(number: int) -> str:
    return f"lesson-{number + 1:04}"


def _course(tracks: list[list[str]]) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": "synthetic",
        "title": "A made-up course",
        "tagline": "As many lessons as somebody wanted to measure",
        "about": "None of this is meant to be learned.\n\nIt shows how long a course of this size takes to build.",
        "language": "en",
        "roles": [{"id": "student", "title": "massage students"}, {"id": "front-desk", "title": "front-desk staff"}],
        "deliveries": [
            {"id": "self-check", "pass_at": 80, "tries": 2, "shuffle": "yes", "seed": 7},
            {"id": "recall", "pass_at": 80, "shuffle": "no"},
        ],
        "recall": "recall",
        "tracks": [
            {"id": f"track-{at}", "title": f"Track {at}", "about": f"Lessons of the group {at}, in order.", "modules": ids}
            for at, ids in enumerate(tracks, 1)
        ],
    }


def _name(number: int) -> str:
    """A pair of words that no other number up to 100 has; from there on the pairs are counted."""
    again, at = divmod(number, len(WORDS) * len(THINGS))
    return f"{WORDS[at % len(WORDS)]} {THINGS[at // len(WORDS)]}{f' {again + 1}' if again else ''}"


def _term(number: int) -> dict[str, Any]:
    name = _name(number)
    means = f"What two people do when the {name} helps them more than a rule would."
    return {"id": name.replace(" ", "-"), "term": name, "means": means, "sources": [f"source{number + 1}"]}


def _reference(number: int) -> dict[str, Any]:
    return {
        "key": f"source{number + 1}",
        "type": "article",
        "authors": f"{PEOPLE[number % len(PEOPLE)]} A, {PEOPLE[number // 3 % len(PEOPLE)]} B",
        "cite_as": f"{PEOPLE[number % len(PEOPLE)]}, {1950 + number % 70}",
        "year": str(1950 + number % 70),
        "title": f"On the {_name(number)}",
        "container": "Journal of Made-up Studies",
        "details": f"Volume {number + 1}, pages {number + 3} to {number + 9}",
        "links": [f"https://example.org/{number + 1}"],
        "mark": "V",
    }


class _Author:
    """Writes sentences, always the same ones for a number."""

    def __init__(self, number: int) -> None:
        self.chance = Random(number)  # noqa: S311 - it is to be foreseen

    def sentence(self) -> str:
        said = self.chance.choice(SENTENCES)
        return said.format(
            person=self.chance.choice(PEOPLE), area=self.chance.choice(AREAS), tool=self.chance.choice(TOOLS), cue=self.chance.choice(CUES)
        )

    def some(self, kind: Sequence[T], many: int) -> list[T]:
        return self.chance.sample(list(kind), many)


def module_of(number: int, modules: int, terms: int) -> dict[str, Any]:
    """One module as plain data.

    Args:
        number: which one, from 0 up.
        modules: how many there are, so that a link can lead to another one.
        terms: how many terms and sources the course has.
    """
    author = _Author(number)
    own, other = number // MODULES_FOR_A_TERM % terms, (number // MODULES_FOR_A_TERM + 1) % terms
    source, name = f"source{own + 1}", _name(own)
    module: dict[str, Any] = {
        "schema": 1,
        "id": _id(number),
        "code": f"M{number + 1}",
        "title": f"The {_name(number)}",
        "summary": f"How the {_name(number)} helps, and when to leave it.",
        "status": "ready",
        "version": 1,
        "minutes": 15 + number % 20,
        "roles": ["student"] if number % 3 else ["student", "front-desk"],
        "exam_topics": {"mblex": ["5.A"], "ncbtmb": ["V"]},
        "written": "2026-11-22",
        "reviewed": "none",
        "review_again": "2027-11-22",
        "objectives": [
            {"id": "name-it", "you_will": f"List the signs of the {name}", "level": "remember"},
            {"id": "do-it", "you_will": f"Choose when to use the {name}", "level": "apply"},
        ],
        "sections": [_section(author, at, number, source) for at in range(4 + number % 3)],
        "checklists": [_checklist(author)],
        "quiz": {"delivery": "self-check", "questions": list(_quiz(author, name, source))},
        "sign_off": {
            "statement": "I have done this with a colleague.",
            "signed_by": ["Therapist", "Supervisor"],
            "renew_every": "12 months",
        },
    }
    opening = module["sections"][0]
    opening["text"] += f"\n\nThe [{name}](term:{name.replace(' ', '-')}) is where it starts @{source}. See also"
    opening["text"] += f" [the next lesson](module:{_id((number + 1) % modules)}) and the *{_name(other)}*."
    opening["text"] += "\n\n- **First**, you look.\n- Then you *ask*.\n\n| When | What |\n| --- | --- |\n| Before | Ask |\n| After | Note |"
    for at, part in enumerate(_parts(author, number, source)):
        module["sections"][at % len(module["sections"])].setdefault("parts", []).append(part)
    for at, question in enumerate(_recall(author)):
        module["sections"][at + 1].setdefault("questions", []).append(question)
    _fill(author, module, SHORTEST + number * 397 % (LONGEST - SHORTEST))
    return module


def _section(author: _Author, at: int, number: int, source: str) -> dict[str, Any]:
    title = f"{WORDS[(number + at) % len(WORDS)].capitalize()} {THINGS[(number + 3 * at) % len(THINGS)]}s"
    return {
        "id": f"part-{at + 1}",
        "title": title,
        "objectives": ["name-it", "do-it"] if at % 2 else ["name-it"],
        "text": f"{author.sentence()} It has been described well @{source}." if at else author.sentence(),
        "parts": [],
        "key_points": [f"Ask before you touch the {author.chance.choice(AREAS)}."],
        "questions": [],
    }


def _parts(author: _Author, number: int, source: str) -> Iterator[dict[str, Any]]:
    """One part of each type."""
    area, tool = author.chance.choice(AREAS), author.chance.choice(TOOLS)
    yield {"type": "text", "text": f"Look at the {area} first.\n\n1. Ask.\n2. Wait."}
    yield {
        "type": "figure",
        "id": "loop",
        "file": "consent-loop.svg",
        "alt": "A loop that leads from asking to listening and back.",
        "caption": "Asking comes again.",
        "described": "You ask, you listen, you work, and you ask again.",
    }
    yield {
        "type": "example",
        "title": f"A first try with the {tool}",
        "text": author.sentence(),
        "steps": [
            {"do": f"The therapist puts the {tool} down.", "say": "Shall we try it?", "because": "A question leaves room."},
            {"client": "Yes, a little.", "because": "The answer has an edge."},
        ],
        "outcome": "Both know what comes next.",
    }
    yield {
        "type": "misconceptions",
        "items": [{"people_say": "Silence is a yes.", "in_fact": f"Silence may be sleep or good manners @{source}."}],
    }
    yield {"type": "note", "title": "Take your time", "text": f"The {area} can wait for a minute."}
    yield {"type": "steps", "title": "In three moves", "steps": [f"Show the {tool}.", "Ask what feels right.", "Wait for the answer."]}
    yield {
        "type": "place-notes",
        "title": "Rules differ by place",
        "notes": [{"id": "here", "place": "Utah, USA", "says": "Ask in writing.", "source": source, "checked": "2026-11-22"}],
    }
    yield {"type": "clinic-rule", "id": f"slot-{number + 1}", "title": f"Your rule for the {tool}", "ask": f"Who may use the {tool} here?"}


def _checklist(author: _Author) -> dict[str, Any]:
    one, two, three = author.some(AREAS, 3)
    items = [
        {"id": "ask", "do": f"Ask about the {one}", "why": "It may have changed."},
        {"id": "show", "do": f"Cover the {two}", "why": "Privacy comes first.", "seen_by": "supervisor"},
        {"id": "note", "do": f"Note what was said about the {three}", "why": "The next visit starts there."},
    ]
    return {"id": "each-time", "title": "Each time", "style": "do-then-confirm", "about": "Read it before you start.", "items": items}


def _answers(author: _Author, right: list[str], wrong: list[str]) -> list[dict[str, Any]]:
    """Options of the same make, so that neither place nor length tells which is right."""
    answers = [{"id": f"yes-{at}", "right": f"Ask about the {area}", "because": f"The {area} is theirs."} for at, area in enumerate(right)]
    for at, area in enumerate(wrong):
        start = author.chance.choice(("Start with the", "Carry on with the", "Begin to work on the"))
        answers.append({"id": f"no-{at}", "wrong": f"{start} {area}", "because": f"No word about the {area} yet."})
    return author.some(answers, len(answers))


def _recall(author: _Author) -> Iterator[dict[str, Any]]:
    person, cue = author.chance.choice(PEOPLE), author.chance.choice(CUES)
    areas = author.some(AREAS, 3)
    yield {
        "id": "seen",
        "type": "one-answer",
        "objective": "do-it",
        "ask": f"You see {cue}. What do you do first so that {person} can choose?",
        "answers": _answers(author, areas[:1], areas[1:]),
        "hints": ["Who knows the answer?"],
    }
    yield {
        "id": "own-words",
        "type": "write",
        "objective": "do-it",
        "ask": f"What would you say to {person} before you begin to work?",
        "model_answer": "“I would like to begin here. Is that what you want?”",
        "because": "It asks before it does.",
        "look_for": ["You asked.", "You left room."],
    }


def _quiz(author: _Author, name: str, source: str) -> Iterator[dict[str, Any]]:
    """One question of each type that counts."""
    areas, people, tool = author.some(AREAS, 6), author.some(PEOPLE, 4), author.chance.choice(TOOLS)

    def asked(id: str, kind: str, objective: str, ask: str, **more: Any) -> dict[str, Any]:
        return {"id": id, "type": kind, "objective": objective, "ask": ask, **more}

    yield asked(
        "first",
        "one-answer",
        "do-it",
        f"{people[0]} looks at the {tool} and stops talking. What do you do first?",
        answers=_answers(author, areas[:1], areas[1:3]),
        sources=[source],
    )
    yield asked(
        "helps",
        "many-answers",
        "name-it",
        f"{people[1]} has not been here before. Which of these make it easier to choose?",
        answers=_answers(author, areas[:2], areas[2:4]),
    )
    yield asked(
        "silence",
        "true-false",
        "name-it",
        f"When {people[2]} keeps quiet on the table, that is an answer.",
        this_is="false",
        because="Silence has many reasons.",
    )
    yield asked(
        "word",
        "fill-in",
        "name-it",
        "What is it called when two people do more than a rule asks?",
        answers=[
            {"id": "it", "right": name, "because": "That is the word."},
            {"id": "near", "wrong": "checklist", "because": "It only reminds."},
        ],
    )
    minutes = 2 + len(name) % 7
    yield asked(
        "how-long",
        "number",
        "name-it",
        f"{people[3]} has {minutes} minutes. How long may you talk at most?",
        unit="minutes",
        answers=[
            {"id": "all", "right": minutes, "within": 0.5, "because": "No more is there."},
            {"id": "twice", "wrong": 2 * minutes, "because": "That is twice the time."},
        ],
    )
    pairs = [
        {"id": f"row-{at}", "item": f"The {area}", "goes_with": f"With {who}", "because": f"{who} said so."}
        for at, (area, who) in enumerate(zip(areas, people, strict=False))
    ]
    yield asked("whose", "match", "name-it", "You spoke with some clients today. With whom did you speak about what?", pairs=pairs)
    steps = [
        ("pause", "Pause your hands", "You cannot listen while you work."),
        ("ask", "Ask", "Now they are free to answer."),
        ("wait", "Wait", "An answer takes time."),
    ]
    yield asked(
        "order",
        "put-in-order",
        "do-it",
        f"{people[0]} flinches in the middle of a session. In which order do you go on?",
        steps=[{"id": id, "step": step, "because": why} for id, step, why in steps],
    )
    items = [
        {
            "id": f"thing-{at}",
            "item": f"About the {area}",
            "group": "now" if at % 2 else "later",
            "because": f"The {area} is {'cold' if at % 2 else 'fine'}.",
        }
        for at, area in enumerate(areas[:4])
    ]
    yield asked(
        "when",
        "sort-into-groups",
        "do-it",
        "Four things come to your mind while you work. When do you say each?",
        groups=[{"id": "now", "title": "Now"}, {"id": "later", "title": "Later"}],
        items=items,
    )


def _fill(author: _Author, module: dict[str, Any], words: int) -> None:
    """Lengthen the sections, one after the other, until the module has so many words."""
    missing, at = words - _words_in(module), 0
    sections = module["sections"]
    while missing > 0:
        paragraph = " ".join(author.sentence() for _ in range(3))
        section = sections[at % len(sections)]
        section["text"] = f"{paragraph}\n\n{section['text']}"
        missing, at = missing - len(paragraph.split()), at + 1


_NAMES = ("id", "type", "objective", "objectives", "group", "source", "sources", "level", "style", "file", "delivery", "exam_topics")


def _words_in(value: Any) -> int:
    """How many words there are to read; names that only the course knows are none."""
    if isinstance(value, dict):
        return sum(_words_in(entry) for key, entry in value.items() if key not in _NAMES)
    if isinstance(value, list):
        return sum(_words_in(entry) for entry in value)
    return len(str(value).split())


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in _yaml(data, "")), "utf-8")


def _yaml(data: dict[str, Any], indent: str) -> Iterator[str]:
    """Keys and values as an author writes them: a line each, texts of several paragraphs after `|`."""
    for key, value in data.items():
        if isinstance(value, list) and value:
            yield f"{indent}{key}:"
            for entry in value:
                lines = list(_yaml(entry, f"{indent}    ")) if isinstance(entry, dict) else [f"{indent}    {_scalar(entry)}"]
                yield f"{indent}  - {lines[0].strip()}"
                yield from lines[1:]
        elif isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _yaml(value, f"{indent}  ")
        elif isinstance(value, str) and "\n" in value:
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}".rstrip() for text in value.split("\n") for line in textwrap.wrap(text, 120) or [""])
        elif value != []:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    text = str(value)
    return text if re.fullmatch(r"[\w“](?:[^:#]|:(?! ))*", text) and not text.endswith(":") else json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
