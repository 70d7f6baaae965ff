"""The list of rules, and the one loop that runs them. A new rule is a function in ``rules`` and a line here."""

from __future__ import annotations

from .problems import Problem
from .rules import clinics, drawings, files, ids, links, numbers, objectives, prose, questions, reviews, words
from .rules.finding import Finding, Rule
from .shelf import Shelf

RULES: tuple[Rule, ...] = (
    files.modules_are_listed,
    files.drafts_are_not_published,
    ids.ids_are_unique,
    ids.roles_exist,
    numbers.numbers_make_sense,
    numbers.deliveries_exist,
    numbers.deliveries_fit_their_quizzes,
    objectives.objectives_exist,
    objectives.objectives_are_taught,
    objectives.objectives_are_tested,
    objectives.objectives_open_with_a_verb,
    questions.answers_are_right_or_wrong,
    questions.one_answer_has_one_right,
    questions.many_answers_have_both,
    questions.answers_differ,
    questions.match_partners_differ,
    questions.reasons_differ,
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
    reviews.reviews_are_current,
    reviews.days_are_past,
    words.words_exist,
)
"""Every rule, in the order in which an author would think of them."""


def run(shelf: Shelf) -> list[Problem]:
    """What the rules find, with line and column."""
    return [_problem(rule, finding) for rule in RULES for finding in rule(shelf)]


def _problem(rule: Rule, finding: Finding) -> Problem:
    place = finding.file.place(finding.keys)
    in_yaml = (place.at(*finding.at) if finding.at else place.value) if place else None
    mark = finding.mark or in_yaml
    return Problem(
        level=finding.level,
        path=finding.file.path,
        line=mark.line if mark else 1,
        column=mark.column if mark else 1,
        message=finding.message,
        advice=finding.advice,
        rule=getattr(rule, "__name__", ""),
    )
