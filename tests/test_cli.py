"""The command line: what a person types and what they read."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import CASES

from tableside import cli, course, site
from tableside.outputs import Output

ROOT = Path(__file__).resolve().parents[1]
PLAIN = {"CI": "", "GITHUB_ACTIONS": "", "NO_COLOR": "1"}


def run(*words: str) -> Result:
    """Type `tableside …`."""
    return CliRunner().invoke(cli.main, list(words), env=PLAIN)


def test_check_says_that_all_is_well(base: Path) -> None:
    """A good course gets one line, how hard it is to read, and the exit code 0."""
    result = run("check", "--content", str(base))
    assert result.output.startswith("No problems.\n\nReading level")
    assert result.exit_code == 0


def test_check_tells_every_mistake_as_another_program_reads_it(base: Path) -> None:
    """In a pipe: one plain line a problem, the count, exit code 1, and no traceback."""
    (base / "modules" / "care" / "asking.yml").write_bytes(b"\xff")
    (base / "glossary.yml").write_text("terms:\n  - id: Draping\n")
    environment = {**os.environ, **PLAIN, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(
        [sys.executable, "-m", "tableside.cli", "check", "--content", "content"],
        cwd=base.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert all(re.match(r"content/(modules/care/asking|glossary)\.yml:\d+:\d+: .+ — .+", line) for line in lines[:-1])
    assert lines[-1] == "4 errors in 2 files."


def test_check_marks_lines_in_ci(base: Path) -> None:
    """In a CI run each problem is an annotation of its line."""
    (base / "glossary.yml").write_text("terms: none\n")
    result = CliRunner().invoke(cli.main, ["check", "--content", str(base)], env={**PLAIN, "CI": "true"})
    assert re.search(
        r"^::error file=\S+/glossary\.yml,line=1,col=8,title=values_fit_their_keys::`terms` should be a list", result.output, re.M
    )
    assert result.exit_code == 1


def test_warnings_do_not_stop_anybody(base: Path) -> None:
    """Advice alone ends with 0."""
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(file.read_text().replace("status: ready", "status: draft"))
    result = run("check", "--content", str(base))
    assert "warning: `asking` is a draft" in result.output
    assert result.exit_code == 0


def test_check_without_a_folder() -> None:
    """A folder that is not there is told in a sentence."""
    result = run("check", "--content", "nowhere")
    assert "nowhere:1:1: there is no such content folder — name the folder that holds course.yml with --content" in result.output
    assert result.exit_code == 1


# --- new module -----------------------------------------------------------------------------------------------------------


def test_a_new_module_works_and_explains_itself(base: Path) -> None:
    """It is a draft without a mistake, says what each key is for, and the command says what to do next."""
    result = run("new", "module", "care/first-visit", "--content", str(base))
    assert result.exit_code == 0, result.output
    text = (base / "modules" / "care" / "first-visit.yml").read_text("utf-8")
    assert "id: first-visit\n" in text
    assert "title: First visit\n" in text
    assert "status: draft\n" in text
    assert text.count("\n# ") > 15
    assert "under `modules:` of the track `care`" in result.output
    assert "      - first-visit\n" in result.output

    course_file = base / "course.yml"
    course_file.write_text(course_file.read_text().replace("      - asking\n", "      - asking\n      - first-visit\n"))
    loaded = course.load(base, drafts=True)
    assert [(problem.level, problem.rule) for problem in loaded.problems] == [("warning", "drafts_are_not_published")]
    assert loaded.course is not None
    assert loaded.course.modules["first-visit"].roles == ("student",)
    published = course.load(base).course
    assert published is not None
    assert list(published.modules) == ["asking"]


def test_a_new_module_of_the_real_course_works(tmp_path: Path) -> None:
    """In the course that ships, too, a new lesson starts without a mistake."""
    import shutil

    folder = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    result = run("new", "module", "boundaries/first-visit", "--content", str(folder))
    assert result.exit_code == 0, result.output
    loaded = course.load(folder, drafts=True)
    about = {problem.rule for problem in loaded.problems if problem.path.endswith("first-visit.yml")}
    assert about == {"drafts_are_not_published", "modules_are_listed"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("care/asking", "there is {base}/modules/care/asking.yml already — choose another id, or go on writing that one"),
        ("cares/new", "the course has no track `cares` — did you mean `care`?"),
        ("care", "`care` is not a track and an id — write both with / between them, such as care/first-visit"),
        ("care/First Visit", "`First Visit` is not an id — use up to 60 small letters, digits and single hyphens, such as first-visit"),
        ("care/../../evil", "`care/../../evil` is not a track and an id"),
        ("../evil", "the course has no track `..`"),
        ("care/..", "`..` is not an id"),
    ],
)
def test_a_new_module_is_refused_in_a_sentence(base: Path, name: str, says: str) -> None:
    """What cannot be started is said, and nothing is written over."""
    before = {path: path.read_bytes() for path in base.parent.rglob("*") if path.is_file()}
    result = run("new", "module", name, "--content", str(base))
    assert says.format(base=base) in result.output
    assert result.exit_code == 1
    assert before == {path: path.read_bytes() for path in base.parent.rglob("*") if path.is_file()}


def test_a_new_module_without_a_name_names_the_tracks(base: Path) -> None:
    """Who types too little learns what to type."""
    result = run("new", "module", "--content", str(base))
    assert "say which lesson: tableside new module TRACK/ID — the tracks are care" in result.output
    assert result.exit_code == 1


def test_a_new_module_needs_a_readable_course(base: Path) -> None:
    """With a broken course.yml nothing is written."""
    (base / "course.yml").write_text("schema: 1\n")
    result = run("new", "module", "care/first-visit", "--content", str(base))
    assert "course.yml is missing or has mistakes — `tableside check` tells them" in result.output
    assert result.exit_code == 1
    assert not (base / "modules" / "care" / "first-visit.yml").exists()


# --- build, schema, help --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("build", "site", "--to"), ("build", "handbook", "--to")])
def test_nothing_is_built_of_a_course_with_problems(
    words: tuple[str, ...], base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Problems are told, and what stood before still stands."""
    monkeypatch.setattr(cli, "ROOT", base.parent)
    (base / "glossary.yml").write_text("terms: none\n")
    place = tmp_path / "site"
    place.mkdir()
    (place / "index.html").write_text("what stood before")
    result = run(*words, str(place))
    assert "glossary.yml:1:8: `terms` should be a list" in result.output
    assert "Nothing was built and nothing was changed." in result.output
    assert result.exit_code == 1
    assert [path.name for path in place.iterdir()] == ["index.html"]
    assert (place / "index.html").read_text() == "what stood before"


@pytest.mark.parametrize("what", ["site", "handbook", "pages"])
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told with the reason, and nothing of it is begun."""
    monkeypatch.setattr(site, "downloads", lambda *_, **__: [Output("handbook.pdf", b"%PDF")])
    (tmp_path / "file").write_text("what stood before")
    place = tmp_path / "file" / "below"
    result = run("build", what, *(["--no-downloads"] if what != "handbook" else []), "--to", str(place))
    assert f"cannot write {place}: Not a directory — what stood there still stands\n" in result.output
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_disk_that_fills_up_leaves_the_handbook_that_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is replaced before all are written."""
    (tmp_path / "one.pdf").write_bytes(b"what stood before")
    write = Path.write_bytes

    def write_until_full(path: Path, data: bytes) -> int:
        if path.name == "two.pdf":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, data)

    monkeypatch.setattr(site, "downloads", lambda *_, **__: [Output("one.pdf", b"new"), Output("two.pdf", b"new")])
    monkeypatch.setattr(Path, "write_bytes", write_until_full)
    result = run("build", "handbook", "--to", str(tmp_path))
    assert f"cannot write {tmp_path}: No space left on device — what stood there still stands\n" in result.output
    assert result.exit_code == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one.pdf": b"what stood before"}
    monkeypatch.setattr(Path, "write_bytes", write)
    assert run("build", "handbook", "--to", str(tmp_path)).exit_code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one.pdf": b"new", "two.pdf": b"new"}


def test_schema_writes_the_schema(base: Path) -> None:
    """`tableside schema` puts the schema where the editor looks for it."""
    result = run("schema", "--content", str(base))
    assert result.exit_code == 0
    assert (base / "schema.json").read_bytes() == (ROOT / "content" / "schema.json").read_bytes()


def test_schema_does_not_make_a_folder(tmp_path: Path) -> None:
    """A mistyped folder is told."""
    result = run("schema", "--content", str(tmp_path / "nowhere"))
    assert "there is no folder" in result.output
    assert result.exit_code == 1


def test_help_teaches() -> None:
    """The help names every command on the way from an empty file to a published site, each with what it is for."""
    said = run("--help").output
    for command in ("tableside new module", "mkdocs serve", "tableside check", "tableside build site"):
        assert command in said
    for words in (["check"], ["build"], ["build", "site"], ["build", "handbook"], ["new"], ["new", "module"], ["schema"]):
        result = run(*words, "--help")
        assert result.exit_code == 0
        assert len(result.output) > 120


def test_the_example_in_the_help_is_true(base: Path) -> None:
    """What the help shows of a problem is what check really says."""
    said = " ".join(run("--help").output.split())
    told = (CASES / "problems" / "an-unknown-key-suggests-the-right-one" / "expected.txt").read_text("utf-8")
    sentence = told.splitlines()[0].split(": ", 1)[1]
    assert sentence in said
