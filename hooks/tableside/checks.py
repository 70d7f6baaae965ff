"""The list of rules, and the one loop that runs them. A new rule is a function in ``rules`` and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from .faults import did_you_mean
from .problems import Problem
from .questions import placed
from .record import AcceptedFinding
from .rules import (
    assessments,
    characters,
    clinics,
    dialogues_facts,
    dialogues_graph,
    dialogues_names,
    dialogues_replies,
    dialogues_scores,
    drawings,
    fair_banks,
    fair_options,
    fair_stems,
    files,
    ids,
    links,
    maps,
    numbers,
    objectives,
    prerequisites,
    prose,
    questions,
    reading_level,
    reviews,
    samples,
    words,
    written,
)
from .rules.dialogues import TalkRule, talks
from .rules.fair import BankRule, ItemRule, banks, items
from .rules.finding import Finding, Rule, whole_modules
from .shelf import File, Shelf
from .source import Keys

RULES: tuple[Rule, ...] = (
    files.modules_are_listed,
    files.drafts_are_not_published,
    samples.samples_are_replaced,
    ids.ids_are_unique,
    ids.roles_exist,
    numbers.numbers_make_sense,
    numbers.deliveries_exist,
    numbers.deliveries_fit_their_quizzes,
    objectives.objectives_exist,
    objectives.objectives_are_taught,
    objectives.objectives_are_tested,
    objectives.objectives_are_tested_twice,
    objectives.objectives_open_with_a_verb,
    assessments.assessments_can_be_given,
    assessments.reserve_covers_objectives,
    assessments.reserve_questions_are_marked,
    assessments.reserve_questions_give_no_hints,
    assessments.reserve_is_drawn_from,
    assessments.reserve_questions_are_new,
    prerequisites.prerequisites_exist,
    prerequisites.prerequisites_are_published,
    prerequisites.prerequisites_come_to_an_end,
    questions.answers_are_right_or_wrong,
    questions.one_answer_has_one_right,
    questions.many_answers_have_both,
    questions.answers_differ,
    questions.rows_differ,
    questions.groups_and_items_meet,
    questions.statements_state,
    questions.reasons_differ,
    written.written_questions_can_be_answered,
    written.written_answers_stay_apart,
    written.number_answers_stay_apart,
    questions.example_steps_say_something,
    links.links_land,
    links.sources_exist,
    links.unverified_is_not_cited,
    links.urls_are_safe,
    links.glossary_terms_are_used,
    prose.prose_is_plain,
    prose.plain_words_have_no_markdown,
    drawings.figures_exist,
    drawings.figures_are_safe,
    clinics.clinic_rules_have_slots,
    maps.paths_lead_to_modules,
    maps.paths_fit_their_role,
    maps.path_rules_have_slots,
    maps.claims_are_told_once,
    maps.claims_are_complete,
    maps.claims_land,
    maps.outlines_name_each_topic_once,
    maps.outlines_weigh_in_per_cent,
    maps.exam_topics_exist,
    reviews.reviews_are_current,
    reviews.days_are_past,
    words.words_exist,
)
"""Every rule of form, in the order in which an author would think of them."""

FAIR_QUESTIONS: tuple[ItemRule, ...] = (
    fair_stems.stems_stand_alone,
    fair_stems.stems_are_short,
    fair_stems.stems_ask_for_what_is_so,
    fair_stems.stems_do_not_echo_the_key,
    fair_stems.grammar_gives_nothing_away,
    fair_options.three_to_five_answers,
    fair_options.key_is_not_the_longest,
    fair_options.answers_stand_for_themselves,
    fair_options.answers_are_definite,
    fair_options.answers_do_not_overlap,
    fair_options.answers_are_alike,
    fair_options.numbers_stand_in_order,
    fair_options.key_does_not_gather_the_others,
)
"""Every rule about the fairness of one question."""

FAIR_BANKS: tuple[BankRule, ...] = (
    fair_stems.questions_do_not_answer_each_other,
    fair_banks.right_answers_are_not_the_longest,
    fair_banks.right_answers_vary_in_place,
    fair_banks.absolute_words_mark_no_side,
    fair_banks.true_false_is_the_exception,
    fair_banks.true_and_false_show_no_pattern,
)
"""Every rule about the fairness of questions together."""

DIALOGUES: tuple[TalkRule, ...] = (
    dialogues_names.people_exist,
    dialogues_names.skills_exist,
    dialogues_names.replies_lead_somewhere,
    dialogues_facts.facts_are_few,
    dialogues_facts.facts_are_remembered,
    dialogues_facts.conditions_can_hold,
    dialogues_facts.additions_add_something,
    dialogues_graph.scenes_are_reached,
    dialogues_graph.endings_are_reached,
    dialogues_graph.scenes_always_offer_a_reply,
    dialogues_graph.ways_come_to_an_end,
    dialogues_scores.skills_are_scored,
    dialogues_replies.replies_say_something,
    dialogues_replies.replies_differ,
    dialogues_replies.what_is_said_has_no_quotation_marks,
    dialogues_replies.reasons_of_replies_differ,
)
"""Every rule about one dialogue without which nobody could play it."""

GOOD_DIALOGUES: tuple[TalkRule, ...] = (
    dialogues_names.people_speak,
    dialogues_facts.facts_are_asked,
    dialogues_graph.scenes_always_offer_a_choice,
    dialogues_graph.ways_are_neither_short_nor_long,
    dialogues_scores.skills_gain_and_lose,
    dialogues_scores.best_replies_end_well,
    dialogues_scores.good_endings_are_earned,
    dialogues_scores.best_replies_vary_in_place,
    dialogues_scores.best_replies_are_not_the_longest,
    dialogues_replies.scenes_show_somebody,
    dialogues_replies.mistakes_can_be_mended,
    dialogues_replies.repairs_mend,
)
"""Every rule about what makes a dialogue worth playing."""

ABOUT_DIALOGUES: frozenset[str] = frozenset(rule.__name__ for rule in GOOD_DIALOGUES)
"""The rules whose findings an author may accept beside a dialogue."""

ACCEPTABLE: frozenset[str] = ABOUT_DIALOGUES | frozenset(
    rule.__name__ for rule in (*FAIR_QUESTIONS, *FAIR_BANKS, fair_banks.shuffling_spreads_right_answers, written.written_answers_stay_apart)
)
"""The rules whose findings an author may accept with a reason."""


@dataclass(frozen=True)
class Judged:
    """What the rules found."""

    problems: tuple[Problem, ...]
    """Findings with line and column; among them notes."""
    accepted: int
    """How many findings were left out because an author accepted them."""


class _Owned(NamedTuple):
    """A finding by the question, quiz, dialogue or course that may accept it."""

    file: File[Any]
    owner: Keys
    rule: str

    @property
    def kind(self) -> str:
        if self.owner[:1] == ("dialogues",):
            return "dialogue"
        return "question" if len(self.owner) > 1 else "quiz" if self.owner else "course"

    def place(self, seen_from: File[Any]) -> str:
        """Where its exception belongs, for somebody who looks at a file."""
        of = "" if self.file.path == seen_from.path else f" of {self.file.path}"
        if self.kind in ("question", "dialogue"):
            return f"beside the {self.kind} `{_record(self.file, self.owner).id}`{of}"
        return f"under `quiz:`{of}" if self.kind == "quiz" else "at the top of course.yml"


def run(shelf: Shelf) -> Judged:
    """What the rules find, less what authors accepted."""
    kept: list[Problem] = []
    used: list[_Owned] = []
    open_: list[_Owned] = []
    accepted = 0
    for name, finding in _found(shelf):
        if finding.owner is not None and name in {entry.rule for entry in _accepted(finding.file, finding.owner)}:
            used.append(_Owned(finding.file, finding.owner, name))
            accepted += 1
        else:
            kept.append(_problem(name, finding))
            if finding.owner is not None:
                open_.append(_Owned(finding.file, finding.owner, name))
    kept += [_problem("accepted_findings_are_found", finding) for finding in _stale(shelf, used, open_)]
    return Judged(tuple(kept), accepted)


def read_level(shelf: Shelf) -> tuple[tuple[Problem, ...], str]:
    """Warnings about prose that is hard to read, and the levels of all modules as lines for a person."""
    levels = reading_level.measured(shelf)
    rule, easy = reading_level.reading_fits, reading_level.client_sheet_is_easy
    found = [_problem(rule.__name__, finding) for finding in rule(shelf, levels)]
    found += [_problem(easy.__name__, finding) for finding in easy(shelf, reading_level.client_level(shelf))]
    return tuple(found), reading_level.table(shelf, levels)


def undrawn(shelf: Shelf, missing: Callable[[str], Iterable[str]]) -> tuple[Problem, ...]:
    """Errors about characters that cannot be printed.

    Args:
        shelf: what was read.
        missing: tells which characters of a text no font draws. It is asked only when there is a doubt.
    """
    doubtful = "".join(sorted(characters.unusual(shelf)))
    rule = characters.characters_are_drawn
    return tuple(_problem(rule.__name__, finding) for finding in rule(shelf, list(missing(doubtful)))) if doubtful else ()


def _found(shelf: Shelf) -> Iterator[tuple[str, Finding]]:
    """Every finding, with the name of its rule."""
    for rule in RULES:
        yield from ((_name(rule), finding) for finding in rule(shelf))
    for talk in talks(shelf):
        for talk_rule in DIALOGUES + GOOD_DIALOGUES:
            yield from ((_name(talk_rule), finding) for finding in talk_rule(talk))
    every = items(shelf)
    for item_rule in FAIR_QUESTIONS:
        yield from ((_name(item_rule), finding) for item in every for finding in item_rule(item))
    together = banks(shelf, every)
    for bank_rule in FAIR_BANKS:
        yield from ((_name(bank_rule), finding) for bank in together for finding in bank_rule(bank))
    by_seed = fair_banks.shuffling_spreads_right_answers
    yield from ((by_seed.__name__, finding) for finding in by_seed(shelf, every))


def _name(rule: Callable[..., Any]) -> str:
    return getattr(rule, "__name__", "")


def _record(file: File[Any], owner: Keys) -> Any:
    """The question, quiz, dialogue or course at a path."""
    record: Any = file.record
    for key in owner:
        record = record[key] if isinstance(key, int) else getattr(record, key)
    return record


def _accepted(file: File[Any], owner: Keys) -> tuple[AcceptedFinding, ...]:
    """What it accepts."""
    return getattr(_record(file, owner), "accepted", ())


def _owners(shelf: Shelf) -> Iterator[tuple[File[Any], Keys]]:
    """Whatever can accept a finding."""
    if shelf.course.record:
        yield shelf.course, ()
    for file, module in whole_modules(shelf):
        yield file, ("quiz",)
        yield from ((file, keys) for keys, _ in placed(module))
        yield from ((file, ("dialogues", at)) for at, _ in enumerate(module.dialogues))


def _stale(shelf: Shelf, used: list[_Owned], unmet: list[_Owned]) -> Iterator[Finding]:
    """An accepted finding is there, and is one that may be accepted, so that no exception outlives its reason.

    Args:
        shelf: what was read.
        used: findings that were accepted.
        unmet: findings that could have been and were not.
    """
    needed = {(one.file.path, one.owner, one.rule) for one in used}
    for file, owner in _owners(shelf):
        for at, entry in enumerate(_accepted(file, owner)):
            keys = (*owner, "accepted", at, "rule")
            in_dialogue = owner[:1] == ("dialogues",)
            what, near = ("dialogues", ABOUT_DIALOGUES) if in_dialogue else ("fair questions", ACCEPTABLE - ABOUT_DIALOGUES)
            if entry.rule not in ACCEPTABLE:
                known = entry.rule in {*map(_name, RULES), *map(_name, DIALOGUES)}
                told = f"`{entry.rule}` cannot be accepted, since nothing works until it is mended"
                message = told if known else f"there is no rule `{entry.rule}` about {what}"
                advice = did_you_mean(entry.rule, near) or "write the name as docs/for-educators.md lists it"
                yield Finding(file=file, keys=keys, message=message, advice="mend it, and take this out" if known else advice)
            elif (file.path, owner, entry.rule) not in needed:
                message, advice = f"nothing here breaks `{entry.rule}` any more", "take this exception out"
                if entry.rule not in near:
                    message = f"`{entry.rule}` is not about {what}"
                if meant := _meant(_Owned(file, owner, entry.rule), unmet):
                    message, advice = f"`{entry.rule}` is not about this {meant[0]}", f"this exception belongs {meant[1]}"
                yield Finding(file=file, keys=keys, message=message, advice=advice, level="warning")


def _meant(entry: _Owned, unmet: list[_Owned]) -> tuple[str, str] | None:
    """What an exception stands in and where it belongs, if a finding of its rule is of another kind of place: a quiz, not a question."""
    for one in unmet:
        near = one.file.path == entry.file.path or "course" in (one.kind, entry.kind)
        if one.rule == entry.rule and one.kind != entry.kind and near:
            return entry.kind, one.place(entry.file)
    return None


def _problem(rule: str, finding: Finding) -> Problem:
    place = finding.file.place(finding.keys)
    in_yaml = (place.at(*finding.at) if finding.at else place.value) if place else None
    mark = finding.mark or in_yaml
    return Problem(
        level=finding.level,
        path=finding.file.path,
        line=mark.line if mark else 1,
        column=mark.column if mark else 1,
        message=finding.message,
        advice=finding.advice if finding.owner is None else f"{finding.advice}; or accept `{rule}`",
        rule=rule,
    )
