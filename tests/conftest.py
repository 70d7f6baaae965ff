"""What every test may ask for: the way cases are laid out, and ``--update``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tableside import course
from tableside.model import Course

CASES = Path(__file__).parent / "cases"


def pytest_configure() -> None:
    """How problems are printed depends on who reads them; a test that wants it as a CI service gets it says so."""
    for name in ("CI", "GITHUB_ACTIONS"):
        os.environ.pop(name, None)


def pytest_runtest_teardown() -> None:
    """What a test has read is kept for the process's life, and thousands of spoiled lessons would fill the memory."""
    course.forget()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update` writes what is found into the expected files, for you to read the difference."""
    parser.addoption("--update", action="store_true", help="write expected files anew")
    parser.addoption("--every-way", action="store_true", help="walk up to 10,000 ways of each conversation in its stories, not 300")


@pytest.fixture(scope="session")
def made() -> Course:
    """The course that this repository ships."""
    loaded = course.load(CASES.parents[1] / "content").course
    assert loaded
    return loaded


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the small good course, to be spoiled at will."""
    return Path(shutil.copytree(CASES / "base", tmp_path / "content"))


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with an expected file, or writes the file when tests run with ``--update``."""

    def compare(file: Path, found: str) -> None:
        if request.config.getoption("--update"):
            file.write_text(found, "utf-8")
        assert file.exists(), f"{file.name} is missing: run pytest --update and read what it writes"
        assert found == file.read_text("utf-8")

    return compare


def overlay(folder: Path, over: Path) -> None:
    """Lay a case's files over a content folder.

    ``x.gone`` takes x away; ``x.change`` changes lines of x, see tests/cases/README.md; any other file is copied.
    """
    for file in sorted(path for path in over.rglob("*") if path.is_file()):
        target = folder / file.relative_to(over)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".gone":
            target.with_suffix("").unlink()
        elif file.suffix == ".change":
            plain = target.with_suffix("")
            plain.write_text(_changed(plain.read_text("utf-8"), file.read_text("utf-8")), "utf-8", newline="")
        else:
            shutil.copy(file, target)


def _changed(text: str, change: str) -> str:
    """The text with each block of `-` lines replaced by its `+` lines. Lines that begin with a space only say where."""
    for block in change.strip("\n").split("\n\n"):
        lines = block.split("\n")
        assert all(line[:1] in ("-", "+", " ") for line in lines), f"a line of a change begins with -, + or a space: {block}"
        before = "\n".join(line[1:] for line in lines if line[0] != "+") + "\n"
        after = "\n".join(line[1:] for line in lines if line[0] != "-") + "\n"
        assert f"\n{text}".count(f"\n{before}") == 1, f"these lines stand {text.count(before)} times in the file, not once:\n{before}"
        text = f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]
    return text
