"""What the documents show is true: their examples load, their mistake is told as printed, their figures are the grader's."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tableside import course, problems, source
from tableside.model import ReadingLevel, Role
from tableside.model_maps import ClaimsFile, ExamFile

ROOT = Path(__file__).resolve().parents[1]
EDUCATORS = (ROOT / "docs" / "for-educators.md").read_text(encoding="utf-8")
CLINICS = (ROOT / "docs" / "for-clinics.md").read_text(encoding="utf-8")
PRIVACY = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fences(document: str, language: str) -> list[str]:
    """The fenced examples of one language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", document, re.M | re.S)


LESSON = "\n".join(fences(EDUCATORS, "yaml"))
"""The guide's pieces put together: one lesson."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real content with the guide's lesson in it."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    listed = (folder / "course.yml").read_text(encoding="utf-8")
    track, after = listed.split("  - id: communication\n")
    listed = after if "    modules:\n" in after else f"{after}    modules:\n"
    listed = listed.replace("    modules:\n", "    modules:\n      - pressure\n", 1)
    (folder / "course.yml").write_text(f"{track}  - id: communication\n{listed}", encoding="utf-8")
    (folder / "modules" / "communication").mkdir(exist_ok=True)
    (folder / "modules" / "communication" / "pressure.yml").write_text(LESSON, encoding="utf-8")
    return folder


def test_the_guide_is_a_lesson_that_works(content: Path) -> None:
    """The pieces of the guide make one lesson. All there is to say about it is that it is a draft."""
    loaded = course.load(content, drafts=True)
    told = [problem for problem in loaded.problems if problem.path.endswith("pressure.yml")]
    assert [problem.rule for problem in told] == ["drafts_are_not_published"], problems.show(told)
    assert loaded.course
    lesson = loaded.course.modules["pressure"]
    assert {question.type for question in lesson.quiz.questions} == {"one-answer", "many-answers", "match", "write"}
    assert [ending.outcome for dialogue in lesson.dialogues for ending in dialogue.endings] == ["good", "mixed", "poor"]


def test_the_guide_s_draft_is_not_published(content: Path) -> None:
    """As the guide says, a draft can be previewed and nobody else can see it."""
    loaded = course.load(content)
    assert loaded.course
    assert "pressure" not in loaded.course.modules


def test_the_guide_s_mistake_is_told_as_printed(content: Path) -> None:
    """Whoever makes the slip that the guide describes reads what the guide shows."""
    slip = re.search(r"`(objective: \w+)` in the last question", EDUCATORS)
    printed = fences(EDUCATORS, "text")
    assert slip
    assert len(printed) == 1
    before, after = LESSON.rsplit("objective: ask", 1)
    (content / "modules" / "communication" / "pressure.yml").write_text(before + slip[1] + after, encoding="utf-8")
    told = problems.show(course.load(content).problems, folder="content")
    assert " ".join(printed[0].split()) == " ".join(told.split())


def test_the_guide_s_other_files_can_be_read() -> None:
    """What the guide shows of claims, of an exam's outline, of a path and of the reading level is of the form that the loader takes."""
    shown = {text.split(":")[0].strip(): text for text in fences(EDUCATORS, "yml")}
    for key, record in (("articles", ClaimsFile), ("mblex", ExamFile), ("reading", ReadingLevel), ("roles", Role)):
        data = source.read("shown.yml", shown[key].encode()).data
        assert data, key
        record.model_validate(data[key][0] if key == "roles" else data[key] if key == "reading" else data)


def test_the_clinic_s_file_works(content: Path) -> None:
    """The clinic's example fills slots that the course has."""
    shown = fences(CLINICS, "yaml")
    assert len(shown) == 1
    (content / "clinic.yml").write_text(shown[0], encoding="utf-8")
    loaded = course.load(content)
    told = [problem for problem in loaded.problems if problem.path == "clinic.yml"]
    assert not told, problems.show(told)
    assert loaded.course
    assert loaded.course.clinic.name == "Harbor Street Massage"
    assert {"sensitive-areas", "draping"} == set(loaded.course.rules)


def test_every_slot_is_named_for_clinics(content: Path) -> None:
    """A clinic reads on its page which rules it can fill in."""
    loaded = course.load(content)
    assert loaded.course
    parts = [part for module in loaded.course.modules.values() for section in module.sections for part in section.parts]
    slots = [part.id for part in parts if part.type == "clinic-rule"]
    assert slots
    assert [slot for slot in slots if f"`{slot}`" not in CLINICS] == []


def test_privacy_names_every_place_in_storage(content: Path) -> None:
    """What the scripts keep, the page on privacy names, by the name under which it is kept."""
    loaded = course.load(content)
    assert loaded.course
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates" / "assets" / "scripts").glob("*.js")))
    names = {name.replace("${course}", loaded.course.about.id) for name in re.findall(r"[\"`](tableside:[^\"`]+)[\"`]", scripts)}
    assert len(names) >= 2
    assert [name for name in sorted(names) if f"`{name}`" not in PRIVACY] == []


def test_each_rule_of_the_house_has_its_test() -> None:
    """A test that CONTRIBUTING.md names as holding a rule is there."""
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    tests = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) >= 8
    assert [name for name in sorted(named) if f"def {name}(" not in tests] == []


def test_what_the_readme_shows_is_in_the_course() -> None:
    """The README shows a question and a scene as they stand in a lesson."""
    shown = fences(README, "yaml")
    assert len(shown) == 2
    lesson = (ROOT / "content" / "modules" / "boundaries" / "consent.yml").read_text(encoding="utf-8")
    for each in shown:
        assert any(textwrap.indent(each, " " * depth) in lesson for depth in (4, 6))


def test_the_figures_are_the_grader_s() -> None:
    """The worked numbers of the guide come out of the code that marks on the page."""
    scripts = (ROOT / "templates" / "assets" / "scripts").as_uri()
    script = f"""
        import {{grade}} from "{scripts}/graders.js"
        import {{guess}} from "{scripts}/guessing.js"
        const many = {{type: "many-answers", answers: ["a", "b", "c", "x", "y"], right: ["a", "b", "c"]}}
        const match = {{type: "match", answers: ["a", "b", "c", "d"]}}
        const one = {{type: "one-answer", answers: ["a", "b", "c"], right: ["b"]}}
        console.log(JSON.stringify([
            guess(one), grade(many, ["a", "b", "x"]).score, grade(many, many.answers).score, guess(many),
            grade(match, {{a: "a", b: "b", c: "d", d: "c"}}).score, grade(match, {{a: "a", b: "a", c: "a", d: "a"}}).score, guess(match)]))
    """
    beside = Path(sys.executable).with_name("node")
    node = beside if beside.exists() else shutil.which("node")
    assert node, "Node is missing: make test installs it"
    said = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True, text=True, check=True).stdout
    third, slip, everything, coin, two_rows, same, dealt = json.loads(said)
    assert "a third of the points with three answers" in EDUCATORS
    assert third == pytest.approx(1 / 3)
    assert "= 1/6 of the points" in EDUCATORS
    assert slip == pytest.approx(1 / 6)
    assert "Ticking everything makes 1 − 1 = 0" in EDUCATORS
    assert everything == 0
    assert f"about {coin:.2f} of the points" in EDUCATORS
    assert "(2 − 1) / (4 − 1) = 1/3" in EDUCATORS
    assert two_rows == pytest.approx(1 / 3)
    assert "earns 0" in EDUCATORS
    assert same == 0
    assert "expects 1/8 with four rows" in EDUCATORS
    assert dealt == pytest.approx(1 / 8)
