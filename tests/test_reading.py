"""The reading level: what is counted, how, and what an author is told about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tableside import checks, course, problems, reading
from tableside.cli import main
from tableside.rules import reading_level

ROOT = Path(__file__).resolve().parents[1]
HARD = (
    "Notwithstanding the aforementioned considerations regarding physiological contraindications, practitioners occasionally encounter "
    "individuals whose psychological vulnerabilities necessitate considerably more comprehensive preliminary communication than "
    "conventional introductory documentation anticipates, particularly whenever institutional responsibilities complicate "
    "interpersonal expectations. "
)


def module_with(base: Path, words: str) -> Path:
    """The small course with other words in its section."""
    file = base / "modules" / "care" / "asking.yml"
    text = file.read_text("utf-8")
    start = text.index("      Ask first @standard.")
    file.write_text(f"{text[:start]}      {words}\n\n{text[start:]}", "utf-8")
    return file


def told(base: Path) -> str:
    """What `tableside check` says of the level."""
    return problems.show(checks.read_level(course.read(base))[0])


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("The cat sat on the mat.", -1.45),
        ("A therapist asks a client before touching a shoulder.", 7.59),
    ],
)
def test_the_formula(text: str, grade: float) -> None:
    """Sentences counted by hand, 6 words of 6 syllables and 9 of 15, come to the grades that the formula gives them."""
    assert reading.level(text).grade == pytest.approx(grade, abs=0.01)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Okafor, 81, arrives. He smiles.", ["Mr. Okafor, 81, arrives.", "He smiles."]),
        ("“Stop,” she says. “Is it sore?” He nods.", ["“Stop,” she says.", "“Is it sore?”", "He nods."]),
        ("Come at 5 p.m. on the day. Bring oil.", ["Come at 5 p.m. on the day.", "Bring oil."]),
        ("Wait 2.5 minutes in the U.S. and elsewhere.", ["Wait 2.5 minutes in the U.S. and elsewhere."]),
        ("Is it enough? No. Ask again.", ["Is it enough?", "No.", "Ask again."]),
        ("See No. 5 of the list. Then ask.", ["See No. 5 of the list.", "Then ask."]),
        ("*Ask first.* Then wait.", ["*Ask first.*", "Then wait."]),
        ("He says: **“Stop.”** Then *wait.* **Go.** Ask.", ["He says: **“Stop.”**", "Then *wait.*", "**Go.**", "Ask."]),
        ("*Dr.* Okafor arrives.", ["*Dr.* Okafor arrives."]),
        ("one thing,\nanother thing", ["one thing,", "another thing"]),
        ("… —", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """An abbreviation or a decimal point ends no sentence; a quotation and an entry of a list do."""
    assert list(reading.level(text).sentences) == sentences


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("yes", 1),
        ("client", 2),
        ("therapist", 3),
        ("NCBTMB", 1),
        ("1996", 1),
        ("check-in", 2),
        ("client’s", 2),
        ("you’re", 1),
        ("asked", 1),
    ],
)
def test_syllables(word: str, syllables: int) -> None:
    """Words as they are spoken; what is seen and not spelled out counts once."""
    assert reading.syllables(word) == syllables


def test_most_words_are_counted_as_they_are_spoken() -> None:
    """Of the words below, parted by hand, hardly one is counted otherwise."""
    parted = (
        (
            "ther-a-pist cli-ent pres-sure be-fore mas-sage con-sent bound-a-ry shoul-der a-gree-ment im-me-di-ate-ly ques-tion an-swer "
            "si-lence un-der-stand re-spon-si-bil-i-ty com-fort-a-ble pol-i-cy pri-va-cy li-cense tech-nique draped eased stopped want-ed "
            "feel-ings po-lite-ly a-cross hour quiet-ly i-de-a ca-pac-i-ty vol-un-tar-y guard-i-an col-league breathe breath-ing touched "
            "area-s hon-est-ly care-ful-ly"
        )
        .replace("quiet-ly", "qui-et-ly")
        .replace("area-s", "ar-e-as")
    )
    wrong = [word for word in parted.split() if reading.syllables(word.replace("-", "")) != word.count("-") + 1]
    assert len(wrong) <= 0.1 * len(parted.split()), wrong


def test_citations_and_links_are_not_read() -> None:
    """What stands behind a link, and the key of a source, is no word of the prose."""
    shelf = course.read(ROOT / "content")
    for level in reading_level.measured(shelf):
        assert not [sentence for sentence in level.whole.sentences if "@" in sentence or "term:" in sentence]


def test_speech_is_left_out(base: Path) -> None:
    """What a client says does not change the level of the prose; what is taught does."""
    before = reading_level.measured(course.read(base))[0].whole
    file = base / "modules" / "care" / "asking.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("client: Yes.", f"client: {HARD}"), "utf-8")
    assert reading_level.measured(course.read(base))[0].whole == before
    file.write_text(text.replace("outcome: They begin.", f"outcome: {HARD}"), "utf-8")
    assert reading_level.measured(course.read(base))[0].whole.grade > before.grade + 5


@pytest.mark.parametrize("reason", ["Then the client can choose.", "A yes holds for the day it was given on."])
def test_reasons_are_counted_wherever_they_stand(base: Path, reason: str) -> None:
    """Reasons in the quiz and in reserve are counted, by themselves."""
    before = reading_level.measured(course.read(base))[0]
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(file.read_text("utf-8").replace(reason, HARD.strip()), "utf-8")
    after = reading_level.measured(course.read(base))[0]
    assert after.reasons.words > before.reasons.words
    assert after.whole == before.whole


def test_a_hard_section_is_told_with_its_hardest_sentences(base: Path) -> None:
    """The warning stands at the section's text, with the sentences to begin with."""
    module_with(base, HARD * 3)
    found = told(base)
    assert "modules/care/asking.yml:25:11: warning: this section reads like grade" in found
    assert "its hardest sentences are “Notwithstanding the aforementioned considerations regarding" in found


def test_the_course_says_what_it_asks_for(base: Path) -> None:
    """Other limits give other warnings, and limits the wrong way round are an error."""
    module_with(
        base,
        "We ask first and politely, and then we wait until the client has answered us in her own words, however long that may take. " * 8,
    )
    assert told(base) == "No problems."
    file = base / "course.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("tracks:", "reading:\n  from: 6\n  to: 9\ntracks:"), "utf-8")
    assert "the course asks for 6 to 9 — join some sentences, or change `reading:` in course.yml" in told(base)
    file.write_text(text.replace("tracks:", "reading:\n  from: 9\n  to: 6\ntracks:"), "utf-8")
    assert "a reading level from grade 9 to 6 cannot be" in problems.show(course.load(base).problems)


def test_a_sheet_for_clients_is_easier_than_a_lesson(base: Path) -> None:
    """What a lesson may say is too hard for a sheet; the course may ask for another grade, and the table says what was measured."""
    words = (
        "We ask first and politely, and then we wait until the client has answered us in her own words, however long that may take. " * 8
    )
    sheet = f"title: Hello\nabout: {words}\nparts:\n  - title: Us\n    points:\n      - We ask.\nclosing: Goodbye.\n"
    module_with(base, words)
    assert told(base) == "No problems."
    (base / "client-sheet.yml").write_text(sheet, "utf-8")
    assert "client-sheet.yml:1:1: warning: this sheet reads like grade 7.2, and clients should not need more than 6" in told(base)
    file = base / "course.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("tracks:", "reading:\n  from: 4\n  to: 9\n  client_to: 9.5\ntracks:"), "utf-8")
    assert told(base) == "No problems."
    assert "sheet for clients   7.2, where 9.5 is the most" in checks.read_level(course.read(base))[1]
    file.write_text(text.replace("tracks:", "reading:\n  from: 4\n  to: 9\n  client_to: 0\ntracks:"), "utf-8")
    assert "clients cannot be asked to read at grade 0" in problems.show(course.load(base).problems)


def test_other_names_are_not_read(base: Path) -> None:
    """What a section is also called is for search, and nobody reads it."""
    before = checks.read_level(course.read(base))[1]
    file = base / "modules" / "care" / "asking.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("    key_points:\n", "    also_called:\n      - asking beforehand\n    key_points:\n", 1), "utf-8")
    assert course.load(base).course
    assert checks.read_level(course.read(base))[1] == before


def test_few_words_are_not_judged(base: Path) -> None:
    """The formula was made for passages, so a short section is let be."""
    module_with(base, HARD)
    assert told(base) == "No problems."


def test_another_language_is_not_measured(base: Path) -> None:
    """The formula is of English."""
    file = base / "course.yml"
    file.write_text(file.read_text("utf-8").replace("language: en", "language: fr"), "utf-8")
    assert checks.read_level(course.read(base)) == ((), "")


def test_the_real_modules_are_within_the_limits() -> None:
    """The course that ships keeps to the level it asks for, and the check says what it is."""
    shelf = course.read(ROOT / "content")
    warnings, table = checks.read_level(shelf)
    assert warnings == ()
    for file in shelf.modules:
        assert file.path.removeprefix("modules/").removesuffix(".yml") in table


def test_check_shows_levels_notes_and_accepted(base: Path) -> None:
    """The command ends with what was left out and how hard each module reads."""
    file = base / "modules" / "care" / "asking.yml"
    text = file.read_text("utf-8").replace("wrong: A handshake.", "wrong: None of these.").replace("right: May I?", "right: May I")
    accepted = "      accepted:\n        - rule: answers_stand_for_themselves\n          because: We weighed it.\n"
    file.write_text(text.replace("      id: first\n      obj", f"      id: first\n{accepted}      obj"), "utf-8")
    shown = CliRunner().invoke(main, ["check", "--content", str(base)])
    assert shown.exit_code == 0, shown.output
    lines = shown.output.splitlines()
    assert lines[0].startswith("No problems")
    assert lines[1] == "1 accepted finding not shown."
    assert lines[2] == "1 note not shown; see them with `tableside check --all`."
    assert "  care/asking" in lines[-1]
    everything = CliRunner().invoke(main, ["check", "--all", "--content", str(base)]).output
    assert "note: some of these answers end with a full stop and some do not" in everything
