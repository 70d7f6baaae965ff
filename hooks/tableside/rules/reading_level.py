"""How hard a module's prose is to read, and where it is harder than the course asks for.

Counted is what teaches: the prose of sections and their parts, and the key points. What a dialogue tells before its first scene and at its
ends is counted by itself, since a story may be plainer than a lesson. So are reasons and hints of questions and replies, which are read one
by one. What people say to each other (`say`, `client`) and show, quoted beliefs, questions and answers are left out: they are
as long as speech is. It is measured when an author asks, not at every build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import reading, text
from ..faults import short
from ..model import Module
from ..questions import shown
from ..reading import Level
from ..shelf import File, Shelf, texts
from ..source import Keys
from .finding import Finding, whole_modules

FROM, TO = 4.0, 9.0
"""The grades that a course is held to when it says nothing: nine is what much advice on writing for the public allows at most."""

CLIENT_TO = 6.0
"""The same for what clients read: advice on health information asks for grade five or six."""

_REASONS = frozenset({"because", "hints", "hint"})
_LEFT_OUT = frozenset({"say", "client", "people_say"})


@dataclass(frozen=True)
class ModuleLevel:
    """What was counted in a module."""

    file: File[Module]
    """Its file."""
    whole: Level
    """All prose that teaches."""
    sections: tuple[Level, ...]
    """The same, section by section."""
    dialogues: tuple[Level, ...]
    """What its dialogues tell, one by one."""
    reasons: Level
    """Reasons and hints of its questions and replies."""


def limits(shelf: Shelf) -> tuple[float, float]:
    """The lowest and the highest grade that the course asks for."""
    level = shelf.course.record.reading if shelf.course.record else None
    return (level.from_, level.to) if level else (FROM, TO)


def is_measured(shelf: Shelf) -> bool:
    """Whether there is a formula for the course's language."""
    about = shelf.course.record
    return about is not None and about.language.split("-")[0].lower() == "en"


def measured(shelf: Shelf) -> list[ModuleLevel]:
    """The levels of every module that could be read whole; none in a language without a formula."""
    return [_measured(file, module) for file, module in whole_modules(shelf)] if is_measured(shelf) else []


def _measured(file: File[Module], module: Module) -> ModuleLevel:
    sections: list[str] = []
    reasons: list[str] = []
    for section in module.sections:
        prose: list[str] = []
        for words in texts(section):
            names = [key for key in words.keys if isinstance(key, str)]
            if "accepted" in names or "also_called" in names:
                continue
            if "questions" in names or names[-1] == "because":
                reasons += [words.words] if names[-1] in _REASONS else []
            elif words.form != "plain" and names[-1] not in _LEFT_OUT:
                prose.append(words.words)
        sections.append(_plain(prose))
    for question in (*module.quiz.questions, *module.reserve):
        reasons += [words.words for words in texts(question) if "accepted" not in words.keys and any(key in _REASONS for key in words.keys)]
    dialogues: list[Level] = []
    for dialogue in module.dialogues:
        every = [words for words in texts(dialogue) if "accepted" not in words.keys]
        reasons += [words.words for words in every if words.keys[-1] in _REASONS]
        dialogues.append(reading.level(_plain([words.words for words in every if words.form == "prose"])))
    whole = reading.level("\n".join(sections))
    return ModuleLevel(file, whole, tuple(map(reading.level, sections)), tuple(dialogues), reading.level(_plain(reasons)))


def _plain(words: list[str]) -> str:
    return "\n".join(map(text.plain, words))


def reading_fits(shelf: Shelf, levels: list[ModuleLevel]) -> Iterator[Finding]:
    """A module's prose is neither harder nor more clipped than the course asks for."""
    lowest, highest = limits(shelf)
    for level in levels:
        parts: list[tuple[Keys, str, Level]] = [(("sections", at, "text"), "section", own) for at, own in enumerate(level.sections)]
        parts += [(("dialogues", at, "about"), "dialogue", own) for at, own in enumerate(level.dialogues)]
        for keys, name, section in parts:
            if section.words >= reading.FEWEST and section.grade > highest:
                hardest = " and ".join(f"“{short(sentence, 70)}”" for sentence in section.hardest())
                yield Finding(
                    file=level.file,
                    keys=keys,
                    message=f"this {name} reads like grade {section.grade:.1f}, and the course asks for {shown(highest)} at most; "
                    f"its hardest sentences are {hardest}",
                    advice="make two sentences of a long one, and take the short word (Flesch-Kincaid: Kincaid and others 1975)",
                    level="warning",
                )
        if level.whole.words >= reading.FEWEST and not lowest <= level.whole.grade <= highest:
            low = level.whole.grade < lowest
            yield Finding(
                file=level.file,
                keys=("sections",),
                message=f"this module reads like grade {level.whole.grade:.1f}; the course asks for {shown(lowest)} to {shown(highest)}",
                advice=("join some sentences" if low else "make sentences and words shorter") + ", or change `reading:` in course.yml",
                level="warning",
            )


def client_limit(shelf: Shelf) -> float:
    """The highest grade that the course asks of a sheet for clients."""
    level = shelf.course.record.reading if shelf.course.record else None
    return level.client_to if level else CLIENT_TO


def client_level(shelf: Shelf) -> Level | None:
    """How hard the sheet for clients is to read; None without one, and in a language without a formula."""
    sheet = shelf.client_sheet
    return (
        reading.level(_plain([words.words for words in sheet.texts if words.form != "plain"]))
        if sheet.record and is_measured(shelf)
        else None
    )


def client_sheet_is_easy(shelf: Shelf, level: Level | None) -> Iterator[Finding]:
    """What is handed to clients, who may read little or be in pain, is easier than a lesson."""
    highest = client_limit(shelf)
    if level and level.words >= reading.FEWEST and level.grade > highest:
        hardest = " and ".join(f"“{short(sentence, 70)}”" for sentence in level.hardest())
        yield Finding(
            file=shelf.client_sheet,
            message=f"this sheet reads like grade {level.grade:.1f}, and clients should not need more than {shown(highest)}; "
            f"its hardest sentences are {hardest}",
            advice="make two sentences of a long one, and take the short word; or change `client_to:` under `reading:` in course.yml",
            level="warning",
        )


def table(shelf: Shelf, levels: list[ModuleLevel]) -> str:
    """The levels as lines for a person, one a module; empty when nothing was measured."""
    if not levels:
        return ""
    lowest, highest = limits(shelf)
    names = [level.file.path.removeprefix("modules/").removesuffix(".yml") for level in levels]
    width = max(map(len, names))
    lines = [f"Reading level (school grade in the United States, Flesch-Kincaid; the course asks for {shown(lowest)} to {shown(highest)}):"]
    for name, level in zip(names, levels, strict=True):
        grades = [section.grade for section in level.sections if section.words >= reading.FEWEST]
        spread = f", sections {min(grades):.1f} to {max(grades):.1f}" if len(grades) > 1 else ""
        told = [dialogue.grade for dialogue in level.dialogues if dialogue.words >= reading.FEWEST]
        dialogues = f"; dialogues {' and '.join(f'{grade:.1f}' for grade in told)}" if told else ""
        reasons = f"; reasons and hints {level.reasons.grade:.1f}" if level.reasons.words >= reading.FEWEST else ""
        if level.whole.words < reading.FEWEST:
            lines.append(f"  {name:<{width}}     –; {level.whole.words} words are too few to say")
        else:
            lines.append(f"  {name:<{width}}  {level.whole.grade:4.1f}{spread}{dialogues}{reasons}; {level.whole.words:,} words")
    client = client_level(shelf)
    if client and client.words >= reading.FEWEST:
        lines.append(
            f"  {'sheet for clients':<{width}}  {client.grade:4.1f}, where {shown(client_limit(shelf))} is the most; {client.words:,} words"
        )
    return "\n".join(lines)
