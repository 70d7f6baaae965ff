"""What authors are told: each fault has a case folder, and no file whatever brings the reader down."""

from __future__ import annotations

import datetime
import os
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CASES, overlay
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tableside import checks, course, problems
from tableside.new_module import new_module
from tableside.outputs.handbook import missing_glyphs
from tableside.problems import Problem
from tableside.rules import characters, samples

TODAY = datetime.date(2026, 6, 1)
PROBLEMS = CASES / "problems"
ROOT = Path(__file__).resolve().parents[1]


def told(folder: Path, *, drafts: bool = False) -> tuple[Problem, ...]:
    """The problems of a content folder, on the day on which all cases play."""
    return course.load(folder, drafts=drafts, today=TODAY).problems


@pytest.mark.parametrize("case", sorted(path.name for path in PROBLEMS.iterdir() if path.is_dir()))
def test_case(case: str, base: Path, expect: Callable[[Path, str], None]) -> None:
    """Each case says what `tableside check` says about it."""
    assert (PROBLEMS / case / "in").is_dir(), f"{case} has no in/ folder"
    overlay(base, PROBLEMS / case / "in")
    found = told(base, drafts=case.startswith("preview-"))
    assert found, "nothing is wrong in this case, so it shows nothing"
    expect(PROBLEMS / case / "expected.txt", problems.show(found) + "\n")


def test_nothing_stray_among_the_cases() -> None:
    """A case folder holds in/ and expected.txt and nothing else, so nothing in it goes unread."""
    stray = [path.relative_to(CASES) for case in PROBLEMS.iterdir() for path in case.iterdir() if path.name not in ("in", "expected.txt")]
    assert not stray
    assert all(case.is_dir() for case in PROBLEMS.iterdir())


def test_the_small_course_is_good(base: Path) -> None:
    """What all cases start from has no problem: it is the passing twin of every rule."""
    assert told(base) == ()
    assert told(base, drafts=True) == ()


def test_the_real_content_is_good() -> None:
    """The course that ships has no problem, not even a warning."""
    loaded = course.load(ROOT / "content", drafts=True)
    assert problems.show(loaded.problems) == "No problems."
    assert loaded.course is not None


def _spoken() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(PROBLEMS.glob("*/expected.txt")))


def test_every_rule_has_a_case(tmp_path: Path) -> None:
    """A rule that no case breaks may be one that never speaks."""
    broken: set[str] = set()
    for number, case in enumerate(sorted(PROBLEMS.iterdir())):
        folder = tmp_path / str(number)
        overlay(folder, CASES / "base")
        overlay(folder, case / "in")
        broken |= {problem.rule for problem in told(folder, drafts=case.name.startswith("preview-"))}
    assert {rule.__name__ for rule in (*checks.RULES, *checks.DIALOGUES, *checks.GOOD_DIALOGUES)} - broken == set()


def test_messages_speak_to_authors() -> None:
    """No sentence shows a word of Python, of the parser or of the model's library."""
    machine = re.compile(
        r"\b(?:str|int|dict|NoneType|tuple|scalar|mapping|sequence|token|flow|parsing|scanning|pydantic|valid dictionary|Input should|"
        r"discriminator|Traceback|Error)\b"
    )
    assert not machine.findall(_spoken())


def test_every_problem_has_a_remedy() -> None:
    """Each line is a place, what is wrong and how to mend it, and each case ends with the count."""
    for case in sorted(PROBLEMS.glob("*/expected.txt")):
        *lines, count = case.read_text("utf-8").splitlines()
        assert all(re.fullmatch(r"[^:]*:\d+:\d+: (?:warning: )?\S.* — \S.*[^.]", line) for line in lines), case.parent.name
        assert re.fullmatch(r"(\d+ errors?)?( and )?(\d+ warnings?)? in \d+ files?\.", count)


@pytest.mark.parametrize("taken", ["top", "take-away", "question-first", "checklist-start", "figure-ring", "place-ontario", "rule-towels"])
def test_a_section_has_a_place_of_its_own(base: Path, taken: str) -> None:
    """A section may not be called like another place on its page: one id would stand there twice."""
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(file.read_text().replace("- id: before", f"- id: {taken}").replace("asking#before", f"asking#{taken}"))
    assert f"`{taken}` is the name of another place on" in problems.show(told(base))


def test_a_term_is_not_called_like_the_top_of_its_page(base: Path) -> None:
    """The glossary's heading has an id too."""
    file = base / "glossary.yml"
    file.write_text(file.read_text().replace("id: draping", "id: top"))
    assert "`top` is the name of the glossary's own heading" in problems.show(told(base))


# --- anything at all ------------------------------------------------------------------------------------------------------

_SIGNS = "a: | > - [ ] { } # ' \" & * ! % @ ` ? , : . ... --- << ~ null yes 1.10 id: type: one-answer sections: because: é 𝒜"
_SPACES = ["\n", "\n  ", "\n    ", " ", "\t", "\r\n", ": ", " #", "\ufeff", "\x00", "\u2028"]
_PIECES = st.sampled_from([*_SIGNS.split(" "), *_SPACES])
_SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _judged(base: Path, data: bytes) -> tuple[Problem, ...]:
    file = base / "modules" / "care" / "asking.yml"
    file.write_bytes(data)
    loaded = course.load(base, today=TODAY)
    assert loaded.course is not None or problems.has_errors(loaded.problems)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in loaded.problems:
        assert problem.message
        assert problem.advice
        assert problem.path != "modules/care/asking.yml" or 1 <= problem.line <= lines
        assert problem.column >= 1
    return loaded.problems


@_SLOW
@given(st.binary(max_size=200))
@example(b"\xff\xfe")
@example(b"")
@example(b"a: \xe9")
def test_any_bytes_are_a_problem_or_a_module(base: Path, data: bytes) -> None:
    """Whatever a file holds, an author reads sentences."""
    assert _judged(base, data)


@_SLOW
@given(st.lists(_PIECES, max_size=40).map("".join))
@example("[" * 3000)
@example("a: " + "{b: " * 500)
@example("- " * 2000)
@example("? " * 200)
@example("a: &a [*a, *a]")
@example("%YAML 9.9\n---\na: 1")
@example("%TAG ! !\n---\na: !x 1")
@example('"\\UFFFFFFFF"')
@example("a: '" + "x\n" * 50)
@example("\ta: 1")
def test_any_yaml_is_a_problem_or_a_module(base: Path, text: str) -> None:
    """Whatever the signs of YAML are put together to, an author reads sentences."""
    assert _judged(base, text.encode("utf-8", "surrogatepass"))


_MODULE = (CASES / "base" / "modules" / "care" / "asking.yml").read_text("utf-8")


@_SLOW
@given(st.integers(0, len(_MODULE)), st.integers(0, 30), st.lists(_PIECES, max_size=6).map("".join))
def test_any_slip_of_the_hand_is_told_in_sentences(base: Path, at: int, length: int, typed: str) -> None:
    """Whatever is typed into or cut out of a good module, nothing breaks."""
    _judged(base, (_MODULE[:at] + typed + _MODULE[at + length :]).encode("utf-8", "surrogatepass"))


@_SLOW
@given(st.text(max_size=60))
@example("No")
@example("1.10")
@example("# one")
@example("a: b")
@example("2021-02-03")
@example("null")
def test_any_quoted_text_arrives_as_it_was_typed(base: Path, text: str) -> None:
    """Between double quotes, with the two escapes an author needs, no text is bent."""
    words = "".join(sign for sign in text if sign.isprintable())
    assume(words.strip() not in samples.SAMPLES)
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(_MODULE.replace("title: Asking first", f'title: "{quoted}"'), "utf-8")
    loaded = course.load(base)
    if words.strip():
        assert loaded.course is not None, problems.show(loaded.problems)
        assert loaded.course.modules["asking"].title == words.strip()
    else:
        assert "`title` is empty" in problems.show(loaded.problems)


@pytest.mark.parametrize("word", ["No", "yes", "1.10", "010", "1_000", "2026-01-02", "12:30", "1e3", ".inf", "0x1F", "true", "=", "C3PO"])
def test_plain_words_stay_words(base: Path, word: str) -> None:
    """What YAML would read as a number, a day or a yes is text where text belongs."""
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(_MODULE.replace("code: A1", f"code: {word}"), "utf-8")
    loaded = course.load(base)
    assert loaded.course is not None, problems.show(loaded.problems)
    assert loaded.course.modules["asking"].code == word


# --- files that are no files ----------------------------------------------------------------------------------------------


def test_a_link_out_of_the_folder_is_refused(base: Path, tmp_path: Path) -> None:
    """Nothing outside the content folder is read, by whatever link."""
    secret = tmp_path / "secret.yml"
    secret.write_text("schema: 1\n")
    file = base / "modules" / "care" / "asking.yml"
    file.unlink()
    file.symlink_to(secret)
    (base / "media" / "out.svg").symlink_to(secret)
    (base / "modules" / "loop").symlink_to(base / "modules")
    found = problems.show(told(base))
    assert "media/out.svg:1:1: this link leads out of the content folder — put the file itself here instead of a link" in found
    assert "modules/care/asking.yml:1:1: this link leads out of the content folder" in found
    assert "modules/loop:1:1: this is a link to another folder, which is not followed" in found


def test_a_link_to_nothing_is_told(base: Path) -> None:
    """A link whose file is gone is a problem, not a crash."""
    (base / "modules" / "care" / "gone.yml").symlink_to(base / "nowhere.yml")
    assert "modules/care/gone.yml:1:1: this file cannot be read" in problems.show(told(base))


def test_a_link_to_itself_is_told(base: Path) -> None:
    """A link that goes round in a ring is a problem, not a crash."""
    (base / "modules" / "care" / "ring.yml").symlink_to("ring.yml")
    assert "modules/care/ring.yml:1:1: this file cannot be read" in problems.show(told(base))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_a_drawing_in_another_encoding_is_told(base: Path, encoding: str) -> None:
    """A browser's XML reader knows more encodings than the typesetter, so only UTF-8 will do."""
    drawing = f'<?xml version="1.0" encoding="{encoding}"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>é</text></svg>'
    (base / "media" / "ring.svg").write_bytes(drawing.encode(encoding))
    assert "media/ring.svg:1:1: the drawing is not written in UTF-8" in problems.show(told(base))


def test_a_folder_named_like_a_file_is_told(base: Path) -> None:
    """A folder called x.yml is a problem, not a crash."""
    (base / "modules" / "care" / "more.yml").mkdir()
    assert "modules/care/more.yml:1:1: this is a folder, though it is named like a file" in problems.show(told(base))


def test_a_file_far_too_large_is_not_read(base: Path) -> None:
    """Nobody waits for a file that cannot be a lesson."""
    (base / "glossary.yml").write_bytes(b"# " + b"x" * 2_000_000)
    (base / "media" / "ring.svg").write_bytes(b"<svg>" + b" " * 2_000_000)
    found = problems.show(told(base))
    assert "glossary.yml:1:1: the file is larger than 2 million bytes" in found
    assert "media/ring.svg:1:1: the drawing is larger than 2 million bytes" in found
    assert "2 errors in 2 files." in found


def _sparse(file: Path) -> None:
    """A file of 50 million bytes that takes no room on the disk."""
    with file.open("wb") as opened:
        opened.truncate(50_000_000)


def _folder(file: Path) -> None:
    file.mkdir()


def _link_out(file: Path) -> None:
    file.symlink_to(os.devnull)


HARM: dict[str, Callable[[Path], object]] = {
    "nothing in it": lambda file: file.write_bytes(b""),
    "bytes that are no UTF-8": lambda file: file.write_bytes(b"schema: 1\ntitle: caf\xe9\n"),
    "a zero byte": lambda file: file.write_bytes(b"schema: 1\ntitle: a\x00b\n"),
    "50 million bytes": _sparse,
    "a folder of its name": _folder,
    "a link out of the folder": _link_out,
    "a link to nothing": lambda file: file.symlink_to("nowhere"),
}
FILES = ("course.yml", "glossary.yml", "references.yml", "clinic.yml", "words/en.yml", "modules/care/asking.yml", "media/ring.svg")


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("name", FILES)
def test_every_file_may_come_to_harm(base: Path, name: str, harm: str) -> None:
    """Whatever happens to whichever file, it is named in a sentence, nothing is built from it, and nobody waits."""
    (base / name).unlink()
    HARM[harm](base / name)
    tracemalloc.start()
    loaded = course.load(base, today=TODAY)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert loaded.course is None
    assert name in {problem.path for problem in loaded.problems if problem.level == "error"}
    assert most < 30_000_000, "a file that is too large was read whole"


def test_a_character_that_no_font_draws_is_told_where_it_stands(base: Path) -> None:
    """The check says what the handbook would stumble over, and what can be drawn is not asked about."""
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(file.read_text("utf-8").replace("Maya waits at the door.", "Maya waits at the 門."), "utf-8")
    drawing = base / "media" / "ring.svg"
    drawing.write_text(drawing.read_text("utf-8").replace("</svg>", "<text>\n😀</text></svg>"), "utf-8")
    found = problems.show(checks.undrawn(course.read(base), missing_glyphs))
    assert "modules/care/asking.yml:37:33: no font of the handbook draws 門 (U+9580) — write it in letters" in found
    assert "media/ring.svg:7:1: no font of the handbook draws 😀 (U+1F600) — write it in letters, or draw it" in found
    sure = "".join(chr(code) for code in range(0x20, 0x2027) if not characters._SURELY_DRAWN.sub("", chr(code)))
    assert missing_glyphs(sure) == []


def test_what_a_new_lesson_says_is_refused_when_it_is_ready(base: Path) -> None:
    """A lesson that nobody has written cannot be published, and each of its samples is named; as a draft it is let be."""
    about = course.read(base).course.record
    assert about
    template = (ROOT / "templates" / "new" / "module.yml").read_text("utf-8")
    path, text = new_module("care/fresh", about, template, TODAY)
    (base / "course.yml").write_text((base / "course.yml").read_text("utf-8").replace("- asking", "- asking\n      - fresh"), "utf-8")
    (base / path).write_text(text, "utf-8")
    assert [problem.rule for problem in told(base)] == ["drafts_are_not_published"]
    (base / path).write_text(text.replace("status: draft", "status: ready"), "utf-8")
    found = [problem for problem in told(base) if problem.rule == "samples_are_replaced"]
    assert len(found) == len(samples.SAMPLES)
    assert {problem.level for problem in found} == {"error"}


def test_a_folder_without_a_course_is_told(tmp_path: Path) -> None:
    """A folder without course.yml, or no folder at all, gets one sentence."""
    missing = course.load(tmp_path / "nowhere")
    assert missing.course is None
    assert [problem.message for problem in missing.problems] == ["there is no such content folder"]
    empty = course.load(tmp_path)
    assert [problem.message for problem in empty.problems] == ["course.yml is missing"]


def test_line_ends_of_any_system_give_the_same_course(base: Path) -> None:
    """A file saved on Windows, with or without a byte order mark, is the same lesson."""
    before = course.load(base).course
    file = base / "modules" / "care" / "asking.yml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    after = course.load(base).course
    assert before
    assert after
    assert before.modules == after.modules


# --- printing -------------------------------------------------------------------------------------------------------------

ONE = Problem(path="modules/care/asking.yml", line=3, column=7, message="100 % wrong: see", advice="mend it", rule="files_are_yaml")


def test_plain_print() -> None:
    """In a pipe a problem is one plain line, with the folder as the reader knows it."""
    assert problems.show([ONE], folder="content") == "content/modules/care/asking.yml:3:7: 100 % wrong: see — mend it\n1 error in 1 file."


def test_annotations() -> None:
    """In a CI run each problem marks its line, with what the form needs escaped."""
    line = problems.show([ONE], folder="content", form="annotations").splitlines()[0]
    assert line == "::error file=content/modules/care/asking.yml,line=3,col=7,title=files_are_yaml::100 %25 wrong: see — mend it"


def test_colour() -> None:
    """On a terminal the place and the level stand out, and the remedy has a line of its own."""
    shown = problems.show([ONE], form="colour")
    assert "\x1b[1;31merror\x1b[0m" in shown
    assert "\n    \x1b[32m→\x1b[0m mend it" in shown


def test_content_cannot_reach_the_terminal() -> None:
    """Control characters of a quoted text never arrive in what is printed."""
    hostile = Problem(path="a\x1b[2J.yml", message="`\x1b]0;x\x07` and\n::error::fake", advice="\x9b31m", rule="r")
    for form in ("plain", "colour"):
        shown = problems.show([hostile], form=form)  # type: ignore[arg-type]
        assert not set(re.sub(r"\x1b\[[0-9;]*m|\n", "", shown)) & {chr(code) for code in (*range(32), *range(127, 160))}
    assert "\n::error::fake" not in problems.show([hostile], form="annotations")


@pytest.mark.parametrize(
    ("environment", "is_terminal", "form"),
    [
        ({}, False, "plain"),
        ({}, True, "colour"),
        ({"NO_COLOR": "1"}, True, "plain"),
        ({"TERM": "dumb"}, True, "plain"),
        ({"CI": "true"}, True, "annotations"),
        ({"CI": "false"}, False, "plain"),
        ({"GITHUB_ACTIONS": "true"}, False, "annotations"),
    ],
)
def test_the_form_fits_the_place(environment: dict[str, str], is_terminal: bool, form: str) -> None:
    """Colour on a terminal, plain in a pipe, annotations in CI."""
    assert problems.form_for(environment, is_terminal) == form
