"""Rules about objectives: what is promised is taught, and what is taught is tested."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ..faults import did_you_mean
from ..model import Write
from ..questions import asked, counts, placed
from ..shelf import Shelf
from .finding import Finding, whole_modules


def _verbs(words: str) -> frozenset[str]:
    return frozenset(words.split())


VERBS: Mapping[str, frozenset[str]] = {
    "remember": _verbs("""
        define identify label list locate match name quote recall recite recognise recognize repeat state
    """),
    "understand": _verbs("""
        classify compare contrast describe discuss distinguish explain give identify illustrate interpret outline paraphrase predict
        recognise recognize report restate show summarise summarize tell translate
    """),
    "apply": _verbs("""
        act adapt adjust agree answer apply ask carry check choose close complete conduct confirm decline demonstrate do document drape
        explain follow greet guide handle hold introduce keep listen make match name notice obtain offer open pause perform phrase
        practice practise prepare present protect read record refer repair report request respect respond say screen seek set show sign
        solve speak state stop support teach tell thank time turn use walk welcome write
    """),
    "analyse": _verbs("""
        analyse analyze break categorise categorize classify compare contrast detect differentiate distinguish examine find identify
        inspect investigate match notice organise organize question relate separate sort spot tell trace
    """),
    "evaluate": _verbs("""
        appraise argue assess check choose critique decide defend evaluate judge justify prioritise prioritize rank rate recommend
        reflect review select test value weigh
    """),
    "create": _verbs("""
        adapt build combine compose construct create design develop devise draft formulate invent make plan prepare produce propose put
        rewrite write
    """),
}
"""Verbs that can be seen or heard, by level of the revised Bloom taxonomy. A verb may serve several levels."""

SUCH_AS: Mapping[str, str] = {
    "remember": "list, name or state",
    "understand": "explain, describe or compare",
    "apply": "use, ask or carry out",
    "analyse": "distinguish, sort or break down",
    "evaluate": "judge, decide or weigh",
    "create": "plan, write or design",
}
"""The verbs that come to mind first."""

VAGUE = _verbs("""
    acquire appreciate be become believe comprehend consider explore familiarise familiarize feel gain grasp have improve internalise
    internalize know learn realise realize remember study think understand value
""")
"""Verbs for what goes on inside a head, where nobody can see whether it did."""


def objectives_exist(shelf: Shelf) -> Iterator[Finding]:
    """Sections and questions name objectives of their own module."""
    for file, module in whole_modules(shelf):
        known = {objective.id for objective in module.objectives}
        named = [
            (("sections", at, "objectives", number), id)
            for at, section in enumerate(module.sections)
            for number, id in enumerate(section.objectives)
        ]
        for keys, id in [*named, *(((*keys, "objective"), question.objective) for keys, question in placed(module))]:
            if id not in known:
                advice = did_you_mean(id, known) or "choose one of the module's `objectives:`, or add this one there"
                yield Finding(file=file, keys=keys, message=f"this module has no objective `{id}`", advice=advice)


def objectives_are_taught(shelf: Shelf) -> Iterator[Finding]:
    """Every objective is named by a section."""
    for file, module in whole_modules(shelf):
        taught = {id for section in module.sections for id in section.objectives}
        for at, objective in enumerate(module.objectives):
            if objective.id not in taught:
                yield Finding(
                    file=file,
                    keys=("objectives", at),
                    message=f"no section teaches the objective `{objective.id}`",
                    advice="name it in the `objectives:` of the section that does, or write one",
                )


def objectives_are_tested(shelf: Shelf) -> Iterator[Finding]:
    """Every objective is tested by a quiz question that counts."""
    for file, module in whole_modules(shelf):
        tested = {question.objective for question in module.quiz.questions if not isinstance(question, Write)}
        for at, objective in enumerate(module.objectives):
            if objective.id not in tested:
                yield Finding(
                    file=file,
                    keys=("objectives", at),
                    message=f"no quiz question tests the objective `{objective.id}`",
                    advice="write one with `objective: " + objective.id + "`; questions of the type `write` do not count",
                )


def objectives_are_tested_twice(shelf: Shelf) -> Iterator[Finding]:
    """Every objective of a published module is tested by two questions that count, in quiz and sections together: one may be guessed."""
    for file, module in whole_modules(shelf):
        if not (shelf.drafts or module.status == "ready"):
            continue
        tested = Counter(question.objective for question in asked(module) if counts(question))
        in_quiz = {question.objective for question in module.quiz.questions if counts(question)}
        for at, objective in enumerate(module.objectives):
            if objective.id in in_quiz and tested[objective.id] < _TWICE:
                yield Finding(
                    file=file,
                    keys=("objectives", at),
                    message=f"only one question tests the objective `{objective.id}`, and one may be guessed",
                    advice="write another, in the quiz or in the section that teaches it",
                    level="warning",
                )


_TWICE = 2


def objectives_open_with_a_verb(shelf: Shelf) -> Iterator[Finding]:
    """What a learner will do can be seen or heard, and the verb fits the level. The lists are English, so other languages are let be."""
    if shelf.course.record and shelf.course.record.language.split("-")[0] != "en":
        return
    every = frozenset().union(*VERBS.values())
    for file, module in whole_modules(shelf):
        for at, objective in enumerate(module.objectives):
            first = re.match(r"[*_]*([\w’'-]+)", objective.you_will)
            verb = first[1].lower() if first else objective.you_will.split()[0].lower()
            keys = ("objectives", at, "you_will")
            such_as = SUCH_AS[objective.level]
            if verb in VAGUE and verb not in VERBS[objective.level]:
                told = f"nobody can see or hear whether somebody can `{verb}`"
                yield Finding(
                    file=file, keys=keys, message=told, advice=f"open with a verb for what the learner does or says, such as {such_as}"
                )
            elif verb not in every:
                told = f"`{verb}` is not on the list of verbs that can be seen or heard"
                advice = did_you_mean(verb, every) or f"for the level {objective.level} open with a verb such as {such_as}"
                yield Finding(file=file, keys=keys, message=told, advice=advice, level="warning")
            elif verb not in VERBS[objective.level]:
                levels = " or ".join(level for level, verbs in VERBS.items() if verb in verbs)
                yield Finding(
                    file=file,
                    keys=keys,
                    message=f"`{verb}` is a verb of the level {levels}, and this objective is on the level {objective.level}",
                    advice=f"write the level the verb has, or a verb such as {such_as}",
                    level="warning",
                )
