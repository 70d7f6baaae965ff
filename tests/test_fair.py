"""Fair questions: each rule names its flaw wherever it is planted, and is silent about the twin without it.

A case is a folder in cases/fair/ with the rule's name. Its files hold the quiz of the small course (`-recall`: the questions of its
section): what is in `flawed` breaks the rule, what is in `clean` looks much the same and does not. `expected.txt` is what the rule says.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product
from math import comb
from pathlib import Path
from textwrap import indent

import pytest
from conftest import CASES, overlay
from hypothesis import given, settings
from hypothesis import strategies as st

from tableside import checks, course, problems
from tableside.model import Answer, ManyAnswers, OneAnswer, Question, TrueFalse
from tableside.problems import Problem
from tableside.rules import chance, fair, fair_banks, fair_words
from tableside.shelf import Shelf
from tableside.shuffled import shuffled

ROOT = Path(__file__).resolve().parents[1]
FAIR = CASES / "fair"
TODAY = datetime.date(2026, 6, 1)
ITEM_RULES = {rule.__name__: rule for rule in checks.FAIR_QUESTIONS}
BANK_RULES = {rule.__name__: rule for rule in checks.FAIR_BANKS}
RULES = {*ITEM_RULES, *BANK_RULES, "shuffling_spreads_right_answers"}


# --- cases ----------------------------------------------------------------------------------------------------------------


def lay(base: Path, file: Path) -> None:
    """Put a case's questions in place of those that the small course has."""
    module = base / "modules" / "care" / "asking.yml"
    text = module.read_text("utf-8")
    questions = file.read_text("utf-8")
    if file.stem.endswith("-recall"):
        text = re.sub(r"(?ms)^    questions:\n.*?(?=^checklists:)", lambda _: "    questions:\n" + indent(questions, " " * 6), text)
    else:
        text = re.sub(r"(?ms)^  questions:\n.*?(?=^reserve:)", lambda _: "  questions:\n" + indent(questions, " " * 4), text)
        # The small course keeps an answer last that these questions do not have.
        about = (base / "course.yml").read_text("utf-8")
        (base / "course.yml").write_text(re.sub(r"    keep_last:\n.*\n", "", about), "utf-8")
    module.write_text(text, "utf-8")


def told(folder: Path) -> tuple[Problem, ...]:
    """Problems and notes together."""
    loaded = course.load(folder, today=TODAY)
    return (*loaded.problems, *loaded.notes)


def test_every_rule_has_its_case() -> None:
    """A rule without a flaw that it names may be one that never speaks; every case is of a rule."""
    assert {path.name for path in FAIR.iterdir()} == RULES


@pytest.mark.parametrize("rule", sorted(RULES))
def test_flawed_is_told_and_clean_is_not(rule: str, base: Path, tmp_path: Path, expect: Callable[[Path, str], None]) -> None:
    """The flaw is named with its remedy, and the twin without it gets no word, nor does it break any other rule of form."""
    flawed, clean = (next((FAIR / rule).glob(f"{kind}*.yml")) for kind in ("flawed", "clean"))
    lay(base, flawed)
    found = [problem for problem in told(base) if problem.rule == rule]
    count = 1 if rule in BANK_RULES or rule.startswith("shuffling") else flawed.read_text("utf-8").count("- id: ") - _answers(flawed)
    assert len({problem.line for problem in found}) >= count, "a flawed question went unnoticed"
    expect(FAIR / rule / "expected.txt", problems.show(found) + "\n")
    twin = tmp_path / "twin"
    overlay(twin, CASES / "base")
    lay(twin, clean)
    others = told(twin)
    assert not [problem.message for problem in others if problem.rule == rule]
    # A case asks as many questions as it needs, and one may be enough.
    assert not [problem.message for problem in others if problem.rule not in {*RULES, "objectives_are_tested_twice"}]


def _answers(file: Path) -> int:
    return sum(line.startswith("    - id: ") for line in file.read_text("utf-8").split("\n"))


def test_a_flaw_names_its_source() -> None:
    """An author who asks "says who?" finds the answer in the advice."""
    spoken = [line for file in FAIR.glob("*/expected.txt") for line in file.read_text("utf-8").splitlines()[:-1]]
    assert len(spoken) >= len(RULES)
    assert not [line for line in spoken if not re.search(r"\((?:Haladyna|NBME|Rodriguez)[^()]*\); or accept `\w+`$", line)]


def test_the_guide_lists_every_rule_that_can_be_accepted() -> None:
    """An author finds each name in the guide, with the level at which it speaks."""
    guide = (ROOT / "docs" / "for-educators.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)`(?: \((\w+)\))? \|", guide, re.M)
    assert {rule for rule, _ in listed} == checks.ACCEPTABLE
    for rule, level in listed:
        spoken = FAIR / rule / "expected.txt"
        if spoken.exists():
            words = {"note": ": note: ", "": ": warning: ", "error": ": "}[level]
            assert all(re.match(rf"[^:]+:\d+:\d+{words}", line) for line in spoken.read_text("utf-8").splitlines()[:-1]), rule
            assert level != "error" or "warning: " not in spoken.read_text("utf-8"), rule


# --- accepted findings ----------------------------------------------------------------------------------------------------

_ACCEPTED = "      accepted:\n        - rule: {rule}\n          because: We weighed it.\n"


def accept(base: Path, question: str, rule: str) -> None:
    """Accept a finding in a question of the small course."""
    file = base / "modules" / "care" / "asking.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(f"      id: {question}\n", f"      id: {question}\n" + _ACCEPTED.format(rule=rule)), "utf-8")


def test_an_accepted_finding_is_counted_and_not_told(base: Path) -> None:
    """Whoever weighed a flaw says so beside the question, and is not told again."""
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(file.read_text("utf-8").replace("A handshake.", "None of these."), "utf-8")
    assert [problem.rule for problem in told(base)] == ["answers_stand_for_themselves"]
    accept(base, "first", "answers_stand_for_themselves")
    loaded = course.load(base, today=TODAY)
    assert loaded.problems == ()
    assert loaded.accepted == 1
    assert loaded.course is not None


def test_a_bank_is_accepted_in_the_quiz(base: Path) -> None:
    """A pattern over a quiz is accepted where the quiz says how it is given."""
    lay(base, FAIR / "right_answers_are_not_the_longest" / "flawed.yml")
    file = base / "modules" / "care" / "asking.yml"
    entry = "  accepted:\n    - rule: right_answers_are_not_the_longest\n      because: We weighed it.\n"
    file.write_text(file.read_text("utf-8").replace("quiz:\n", f"quiz:\n{entry}"), "utf-8")
    loaded = course.load(base, today=TODAY)
    assert "right_answers_are_not_the_longest" not in {problem.rule for problem in loaded.problems}
    assert loaded.accepted == 1


def test_a_stale_exception_is_told(base: Path) -> None:
    """An exception does not outlive what it excused."""
    accept(base, "first", "key_is_not_the_longest")
    shown = problems.show(told(base))
    assert "213:17: warning: nothing here breaks `key_is_not_the_longest` any more — take this exception out" in shown


def test_an_exception_from_no_rule_is_told(base: Path) -> None:
    """A misspelled rule excuses nothing."""
    accept(base, "first", "key_is_not_longest")
    assert "there is no rule `key_is_not_longest` about fair questions — did you mean `key_is_not_the_longest`?" in problems.show(
        told(base)
    )


@pytest.mark.parametrize(
    ("at", "rule", "told"),
    [
        ("quiz", "answers_stand_for_themselves", "is not about this quiz — this exception belongs beside the question `first`"),
        (
            "course",
            "answers_stand_for_themselves",
            "course — this exception belongs beside the question `first` of modules/care/asking.yml",
        ),
        ("question", "right_answers_are_not_the_longest", "is not about this question — this exception belongs under `quiz:`"),
        ("course", "right_answers_are_not_the_longest", "course — this exception belongs under `quiz:` of modules/care/asking.yml"),
        ("quiz", "shuffling_spreads_right_answers", "is not about this quiz — this exception belongs at the top of course.yml"),
    ],
)
def test_an_exception_in_the_wrong_place_is_told_where_it_belongs(base: Path, at: str, rule: str, told: str) -> None:
    """A finding that is still told is not called mended: its exception is sent where it counts."""
    file, about = base / "modules" / "care" / "asking.yml", base / "course.yml"
    if rule == "answers_stand_for_themselves":
        file.write_text(file.read_text("utf-8").replace("A handshake.", "None of these."), "utf-8")
    else:
        lay(base, next((FAIR / rule).glob("flawed*.yml")))
    entry = f"accepted:\n  - rule: {rule}\n    because: We weighed it.\n"
    if at == "course":
        about.write_text(entry + about.read_text("utf-8"), "utf-8")
    elif at == "quiz":
        file.write_text(file.read_text("utf-8").replace("quiz:\n", "quiz:\n" + indent(entry, "  ")), "utf-8")
    else:
        file.write_text(file.read_text("utf-8").replace("    - id: q0\n", "    - id: q0\n" + indent(entry, "      ")), "utf-8")
    loaded = course.load(base, today=TODAY)
    found = [problem for problem in loaded.problems if problem.rule == "accepted_findings_are_found"]
    assert [f"{problem.message} — {problem.advice}".endswith(told) for problem in found] == [True], problems.show(loaded.problems)
    assert rule in {problem.rule for problem in loaded.problems}


def test_a_rule_of_form_cannot_be_accepted(base: Path) -> None:
    """What would break the site is mended, not excused."""
    accept(base, "first", "ids_are_unique")
    assert "`ids_are_unique` cannot be accepted, since nothing works until it is mended — mend it" in problems.show(told(base))


# --- mutants of the real questions ----------------------------------------------------------------------------------------

REAL: Shelf = course.read(ROOT / "content")
ITEMS: list[fair.Item] = fair.items(REAL)
ONES = [item for item in ITEMS if item.key]
BANKS = fair.banks(REAL, ITEMS)


def _line(answer: Answer) -> str:
    return answer.right or answer.wrong or ""


def _said(answer: Answer, words: str) -> Answer:
    return answer.model_copy(update={"right" if answer.right is not None else "wrong": words})


def _with_ask(question: Question, ask: str) -> Question:
    return question.model_copy(update={"ask": ask})


def _with_answers(question: Question, answers: Sequence[Answer]) -> Question:
    return question.model_copy(update={"answers": tuple(answers)})


def _with_key(question: OneAnswer, change: Callable[[str], str]) -> Question:
    return _with_answers(question, [_said(a, change(a.right)) if a.right is not None else a for a in question.answers])


def _with_first_wrong(question: OneAnswer, words: str) -> Question:
    at = next(at for at, answer in enumerate(question.answers) if answer.wrong is not None)
    return _with_answers(question, [_said(a, words) if n == at else a for n, a in enumerate(question.answers)])


def _right(question: OneAnswer) -> str:
    return next(answer.right for answer in question.answers if answer.right is not None)


def _gathered(item: fair.Item) -> Question | None:
    """The key takes one word of its own from each wrong answer."""
    if len(item.options) < 4:
        return None
    by = dict(zip(item.options, item.telling_of_options, strict=True))
    taken = []
    for option in item.others:
        own = by[option] - frozenset().union(*(words for other, words in by.items() if other is not option))
        word = next((token for token in option.tokens if item.telling(token) & own), None)
        if word is None:
            return None
        taken.append(word)
    return _with_key(item.question, lambda words: f"{words} {' '.join(taken)}")  # type: ignore[arg-type]


def mutants(rule: str, item: fair.Item) -> Iterator[Question]:
    """A question with a flaw planted by hand; none where the flaw does not fit it."""
    question = item.question
    assert isinstance(question, OneAnswer)
    match rule:
        case "stems_stand_alone":
            yield _with_ask(question, "And then what?")
            yield _with_ask(question, "He lies still. " + question.ask.replace("?", "."))
        case "stems_are_short":
            yield _with_ask(question, "The room is warm and the light is low. " * 9 + question.ask)
        case "stems_ask_for_what_is_so":
            for turn in (
                "Which of these would you not do?",
                "Which one isn’t so?",
                "What is least likely?",
                "All of these hold except which one?",
            ):
                yield _with_ask(question, f"{question.ask} {turn}")
        case "stems_do_not_echo_the_key":
            if not any(
                words & item.telling(item.stem) for o, words in zip(item.options, item.telling_of_options, strict=True) if not o.right
            ):
                yield _with_ask(_with_key(question, lambda words: f"{words} by the aquarium"), f"There is an aquarium. {question.ask}")
        case "grammar_gives_nothing_away":
            yield _with_key(question, lambda words: "Asking whether " + words.strip("“”").lower())
        case "three_to_five_answers":
            yield _with_answers(
                question, [a for a in question.answers if a.right is not None] + [a for a in question.answers if a.wrong][:1]
            )
            yield _with_answers(question, [*question.answers, *(a.model_copy(update={"id": f"{a.id}-2"}) for a in question.answers)])
        case "key_is_not_the_longest":
            yield _with_key(question, lambda words: f"{words}, and in plain words tell everybody in the room why you chose to do so today")
        case "answers_stand_for_themselves":
            for words in ("All of the above", "None of these.", "Both A and B", "All of the above are right"):
                yield _with_first_wrong(question, words)
        case "answers_are_definite":
            yield _with_key(question, lambda words: f"Usually: {words}")
        case "answers_do_not_overlap":
            yield _with_first_wrong(question, f"{_right(question)} and smile")
            yield _with_first_wrong(question, f"“{_right(question).upper()}!”")
        case "answers_are_alike":
            yield _with_first_wrong(question, "Go on")
            if not any(_line(answer)[:1] in "“‘" or _line(answer)[-1:] == "." for answer in question.answers):
                yield _with_key(question, lambda words: f"{words}.")
        case "numbers_stand_in_order":
            sizes = (20, 5, 10, 15, 25)
            yield _with_answers(question, [_said(a, f"{n} minutes") for a, n in zip(question.answers, sizes, strict=False)])
        case "key_does_not_gather_the_others":
            if (gathered := _gathered(item)) is not None:
                yield gathered


@pytest.mark.parametrize("rule", sorted(ITEM_RULES))
def test_every_planted_flaw_is_named(rule: str) -> None:
    """In nearly every real question a flaw is planted in, its rule names it; without the flaw it has nothing to say there."""
    planted, missed = 0, []
    for item in ONES:
        allowed = {entry.rule for entry in item.question.accepted}
        quiet = not list(ITEM_RULES[rule](item)) or rule in allowed
        noisy = [finding.level for finding in ITEM_RULES[rule](item)]
        assert quiet or noisy == ["note"], f"{item.question.id} breaks {rule} as it is"
        for mutant in mutants(rule, item):
            planted += 1
            options = tuple(fair._options(item.keys, mutant))
            if not list(ITEM_RULES[rule](dataclasses.replace(item, question=mutant, options=options, shuffled=False))):
                missed.append(f"{item.question.id}: {mutant.ask}")
    assert planted >= 5, "hardly any question could take the flaw"
    # Rules that look at words miss one now and then, where the flaw happens to read well.
    assert len(missed) <= planted / 50, f"{len(missed)} of {planted} went unnoticed: {missed[:3]}"


def _bank(name: str, items: Sequence[fair.Item]) -> fair.Bank:
    return fair.Bank(tuple(items), name, items[0].file, ("quiz",), ("quiz",))


def _changed(item: fair.Item, question: Question) -> fair.Item:
    return dataclasses.replace(item, question=question, options=tuple(fair._options(item.keys, question)))


def _key_first(question: OneAnswer) -> Question:
    return _with_answers(question, sorted(question.answers, key=lambda answer: answer.right is None))


def _statement(item: fair.Item, yes: bool) -> fair.Item:
    base = item.question.model_dump(include={"id", "objective", "points", "revision"})
    return dataclasses.replace(
        item,
        question=TrueFalse(
            type="true-false", ask="A yes can be taken back.", this_is=str(yes), because="It can.", **{k: str(v) for k, v in base.items()}
        ),
        options=(),
    )


def bank_mutants(rule: str, bank: fair.Bank) -> Iterator[Sequence[fair.Item]]:
    """The questions of a real bank, with a habit planted in all of them."""
    items = bank.items
    ones = [item for item in items if item.key]
    match rule:
        case "right_answers_are_not_the_longest":
            yield [
                _changed(item, _with_key(item.question, lambda words: f"{words}{' indeed' * 12}")) if item.key else item for item in items
            ]  # type: ignore[arg-type]
        case "right_answers_vary_in_place":
            yield [_changed(item, _key_first(item.question)) if item.key else item for item in items]  # type: ignore[arg-type]
        case "absolute_words_mark_no_side":
            yield [
                _changed(item, _with_answers(q, [_said(a, f"always {a.wrong}") if a.wrong is not None else a for a in q.answers]))
                if isinstance(q := item.question, OneAnswer | ManyAnswers)
                else item
                for item in items
            ]
        case "true_false_is_the_exception":
            yield [_statement(item, at % 3 == 0) if at % 2 else item for at, item in enumerate(items)]
        case "true_and_false_show_no_pattern":
            yield [_statement(item, True) for item in items]
            yield [_statement(item, at % 2 == 0) for at, item in enumerate(items)]
        case "questions_do_not_answer_each_other":
            for item in ones:
                words = item.key.words.strip("“”.") if item.key else ""
                if len(words.split()) >= 3 and len(item.telling(words)) >= 2:
                    at = next(n for n, other in enumerate(items) if other is not item)
                    teller = _changed(items[at], _with_ask(items[at].question, f"{words}, she said. {items[at].question.ask}"))
                    yield [teller if n == at else other for n, other in enumerate(items)]


@pytest.mark.parametrize("rule", sorted(BANK_RULES))
def test_every_planted_habit_is_named(rule: str) -> None:
    """A habit planted in a real quiz, or in the whole course, is named; the quiz as it is has none."""
    planted = 0
    for bank in BANKS:
        accepted = {entry.rule for entry in (bank.file.record.quiz if bank.owner else bank.file.record).accepted}
        assert rule in accepted or not [finding for finding in BANK_RULES[rule](bank) if finding.level != "note"], bank.file.path
        if rule == "questions_do_not_answer_each_other" and bank.name != "this quiz":
            continue
        for mutant in bank_mutants(rule, bank):
            planted += 1
            changed = dataclasses.replace(bank, items=tuple(mutant))
            assert list(BANK_RULES[rule](changed)), f"{bank.file.path} with the habit gets no word"
    assert planted


def test_a_seed_that_tells_is_rare() -> None:
    """Of many seeds about one in twenty puts right answers in one place, and that is the share that the rule refuses."""
    refused = 0
    about = REAL.course.record
    assert about
    for seed in range(1, 201):
        deliveries = tuple(delivery.model_copy(update={"seed": seed}) for delivery in about.deliveries)
        seeded = dataclasses.replace(
            REAL, course=dataclasses.replace(REAL.course, record=about.model_copy(update={"deliveries": deliveries}))
        )
        refused += bool(list(fair_banks.shuffling_spreads_right_answers(seeded, ITEMS)))
    assert 1 <= refused <= 24


def test_a_draft_is_no_part_of_the_course() -> None:
    """What a draft does wrong is told in the draft, and never keeps the others from being published."""
    files = [
        dataclasses.replace(file, record=file.record.model_copy(update={"status": "draft"})) for file in REAL.modules[:1] if file.record
    ]
    shelf = dataclasses.replace(REAL, drafts=False, modules=(*files, *REAL.modules[1:]))
    course_bank = fair.banks(shelf, fair.items(shelf))[-1]
    assert course_bank.owner == ()
    assert {item.file.path for item in course_bank.items} == {file.path for file in REAL.modules[1:]}


def test_the_rules_know_other_languages_only_when_told() -> None:
    """In a language without word lists, rules that count still speak, and rules of words are silent."""
    item = dataclasses.replace(ONES[0], language=fair_words.words_of("xx"))
    for mutant in mutants("answers_stand_for_themselves", item):
        assert not list(ITEM_RULES["answers_stand_for_themselves"](_changed(item, mutant)))
    longer = next(mutants("key_is_not_the_longest", item))
    assert list(ITEM_RULES["key_is_not_the_longest"](_changed(item, longer)))


@pytest.mark.parametrize(
    "rule",
    [
        "stems_stand_alone",
        "stems_do_not_echo_the_key",
        "grammar_gives_nothing_away",
        "key_does_not_gather_the_others",
        "questions_do_not_answer_each_other",
        "stems_ask_for_what_is_so",
        "answers_are_definite",
        "answers_stand_for_themselves",
        "absolute_words_mark_no_side",
    ],
)
def test_a_german_course_is_not_held_to_english_words(base: Path, rule: str) -> None:
    """A rule that needs word lists says nothing in a language that has none."""
    lay(base, next((FAIR / rule).glob("flawed*.yml")))
    assert rule in {problem.rule for problem in told(base)}
    about = base / "course.yml"
    about.write_text(about.read_text("utf-8").replace("language: en", "language: de"), "utf-8")
    (base / "words" / "de.yml").write_bytes((base / "words" / "en.yml").read_bytes())
    assert not {rule, "words_exist"} & {problem.rule for problem in told(base)}


def _longest(number: int) -> list[fair.Item]:
    """Questions with three answers, the right one always clearly the longest."""
    threes = [item for item in ONES if len(item.options) == 3]
    made = [_changed(item, _with_key(item.question, lambda words: f"{words}{' indeed' * 12}")) for item in threes]  # type: ignore[arg-type]
    return (made * number)[:number]


@pytest.mark.parametrize(
    ("number", "whole_course", "level"),
    [(2, False, None), (3, False, "warning"), (6, False, "warning"), (7, False, "error"), (4, True, "warning"), (5, True, "error")],
)
def test_a_habit_of_long_answers_is_refused_only_beyond_doubt(number: int, whole_course: bool, level: str | None) -> None:
    """Chance makes the right one of three answers the longest in all of n questions once in 3 ** n."""
    bank = dataclasses.replace(_bank("this quiz", _longest(number)), owner=() if whole_course else ("quiz",))
    found = [finding.level for finding in fair_banks.right_answers_are_not_the_longest(bank)]
    assert found == ([level] if level else [])


def test_a_few_letters_more_are_no_habit() -> None:
    """A right answer that is longer by less than anybody sees does not count as the longest."""
    items = []
    for item in _longest(9):
        lengths = max(len(option.words) for option in item.others)
        items.append(_changed(item, _with_key(item.question, lambda words, to=lengths + 9: words[:to].ljust(to, "x"))))  # type: ignore[arg-type,misc]
    assert all(item.key and len(item.key.words) > max(len(option.words) for option in item.others) for item in items)
    assert not list(fair_banks.right_answers_are_not_the_longest(_bank("this quiz", items)))


_ANYTHING = st.text(max_size=30) | st.sampled_from(
    ["@key", "![](x)", "…", "“”", "?", "1 to 2", "1,5–", "an", "**", "not", "a and b", "\n\n"]
)


@settings(max_examples=200, deadline=None)
@given(_ANYTHING.filter(str.strip), st.lists(_ANYTHING.filter(str.strip), min_size=4, max_size=4), st.integers(0, 3))
def test_any_words_are_judged(ask: str, answers: list[str], key: int) -> None:
    """Whatever a question and its answers hold, the rules come to an end."""
    question = OneAnswer.model_validate(
        {
            "id": "x",
            "type": "one-answer",
            "objective": "x",
            "ask": ask,
            "answers": [{"id": f"a{n}", "right" if n == key else "wrong": words, "because": "x"} for n, words in enumerate(answers)],
        }
    )
    item = _changed(ONES[0], question)
    for rule in ITEM_RULES.values():
        list(rule(item))
    for bank_rule in BANK_RULES.values():
        list(bank_rule(dataclasses.replace(BANKS[0], items=(item, *BANKS[0].items))))


@pytest.mark.parametrize("language", sorted(fair_words.LANGUAGES))
def test_word_lists_hold_words(language: str) -> None:
    """Lists are small letters, as words are compared."""
    words = fair_words.LANGUAGES[language]
    for listed in (words.absolute, words.vague, words.commands, words.denials, words.plain):
        assert listed
        assert all(word == word.casefold() for word in listed)


# --- the statistics -------------------------------------------------------------------------------------------------------


def test_hits_in_tosses() -> None:
    """The binomial test agrees with the formula, and with unlike coins counted out by hand."""
    assert chance.at_least([0.5] * 10, 9) == pytest.approx(11 / 1024)
    assert chance.at_least([0.25] * 8, 5) == pytest.approx(sum(comb(8, k) * 0.25**k * 0.75 ** (8 - k) for k in range(5, 9)))
    assert chance.at_least([1 / 2, 1 / 3], 1) == pytest.approx(2 / 3)
    assert chance.at_least([], 0) == 1


@pytest.mark.parametrize(("value", "freedom"), [(3.841459, 1), (5.991465, 2), (7.814728, 3), (9.487729, 4), (11.070498, 5)])
def test_the_tail_of_chi_square(value: float, freedom: int) -> None:
    """The five per cent points are those of the printed tables."""
    assert chance._chi_square_tail(value, freedom) == pytest.approx(0.05, abs=1e-6)


def test_uneven_places_are_counted_out() -> None:
    """For few draws the probability is that of all ways to draw, each as likely as the other."""
    sizes, places = [3, 3, 2, 4], [0, 0, 0, 1]
    expected = chance._expected(sizes)
    values = [chance._chi_square([draw.count(p) for p in range(4)], expected) for draw in product(*map(range, sizes))]
    found = chance._chi_square([3, 1, 0, 0], expected)
    assert chance.as_uneven(sizes, places) == pytest.approx(sum(value >= found - 1e-9 for value in values) / len(values))


def test_many_places_come_near_the_exact_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the chi-square distribution takes over, it says nearly what counting out would."""
    sizes, places = [3] * 24, [0] * 13 + [1] * 6 + [2] * 5
    near = chance.as_uneven(sizes, places)
    monkeypatch.setattr(chance, "EXACT_UP_TO", 24)
    assert chance.as_uneven(sizes, places) == pytest.approx(near, abs=0.03)


def test_the_lady_tasting_tea() -> None:
    """Fisher's own example: four of four cups are 1 in 70, three or more 17 in 70."""
    assert chance.as_one_sided(4, 4, 0, 4) == pytest.approx(1 / 70)
    assert chance.as_one_sided(3, 4, 1, 4) == pytest.approx(17 / 70)


def test_runs_are_counted_out() -> None:
    """The runs test agrees with all rows of the same make-up."""
    rows = [row for row in product([True, False], repeat=8) if sum(row) == 4]

    def runs(row: Sequence[bool]) -> int:
        return 1 + sum(one != other for one, other in pairwise(row))

    for row in rows[::7]:
        few = sum(runs(other) <= runs(row) for other in rows) / len(rows)
        many = sum(runs(other) >= runs(row) for other in rows) / len(rows)
        assert chance.as_patterned(row) == pytest.approx(min(1, 2 * min(few, many)))
    assert chance.as_patterned([True] * 6) == pytest.approx(2 / 64)
    assert chance.as_patterned([]) == 1


def test_the_order_is_that_of_the_script() -> None:
    """The order that the script's own test pins is ours too."""
    script = (ROOT / "tests" / "scripts" / "shuffle.test.js").read_text("utf-8")
    pinned = re.findall(r'"([^"]+)"', re.search(r"const PINNED = \[(.*?)\];", script)[1])  # type: ignore[index]
    ids = re.findall(r'"([^"]+)"', re.search(r"const IDS = \[(.*?)\];", script)[1])  # type: ignore[index]
    assert shuffled(ids, 7, "consent/quiz", 1) == pinned
    assert shuffled(ids, 7, "k", 3, ["wait", "ask", "not-here"])[-2:] == ["wait", "ask"]


# --- what an assessment draws from ----------------------------------------------------------------------------------------


def test_the_reserve_of_a_track_is_a_bank_of_its_own(base: Path) -> None:
    """A habit that only those questions have is told in course.yml, at the assessment, and can be accepted there; nobody draws, no bank."""
    file, about = base / "modules" / "care" / "asking.yml", base / "course.yml"
    text = file.read_text("utf-8").split("reserve:\n")[0]
    habit = (FAIR / "right_answers_are_not_the_longest" / "flawed.yml").read_text("utf-8")
    file.write_text(text + "reserve:\n" + indent(re.sub(r"(?m)^- id: ", "- id: kept-", habit), "  "), "utf-8")
    found = [problem for problem in told(base) if problem.rule == "right_answers_are_not_the_longest"]
    assert [(problem.path, "the reserve of `care`" in problem.message) for problem in found] == [("course.yml", True)]
    written = about.read_text("utf-8")
    about.write_text("accepted:\n  - {rule: right_answers_are_not_the_longest, because: We weighed it.}\n" + written, "utf-8")
    assert "right_answers_are_not_the_longest" not in {problem.rule for problem in told(base)}
    about.write_text(written.split("    assessment:")[0], "utf-8")
    assert "right_answers_are_not_the_longest" not in {problem.rule for problem in told(base)}


def test_questions_in_reserve_are_given_as_their_assessment_is(base: Path) -> None:
    """Whether readers meet the answers of a reserve shuffled is up to the assessment's delivery, not to that of sections."""
    for shuffle, expected in (("yes", True), ("no", False)):
        about = base / "course.yml"
        about.write_text(re.sub(r"(  - id: final\n(?:    .*\n)*?    shuffle: )\w+", rf"\g<1>{shuffle}", about.read_text("utf-8")), "utf-8")
        kept = [item for item in fair.items(course.read(base)) if item.keys[0] == "reserve"]
        assert {item.shuffled for item in kept} == {expected}
