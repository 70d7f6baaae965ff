"""A folder's files come in one order, and what editors leave there meanwhile is not among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tableside.folders import below, sources, stamps
from tableside.render import renderer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.jinja", "B.jinja", "a/z.jinja", "a.jinja", ".hidden/c.jinja"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / ".#b.jinja").symlink_to("nowhere")
    return tmp_path


def test_files_are_sorted_as_their_paths_are_written(folder: Path) -> None:
    """Signs by their number, / among them, as on every system."""
    names = [path.relative_to(folder).as_posix() for path in below(folder)]
    assert names == [".hidden/c.jinja", "B.jinja", "a.jinja", "a/z.jinja", "b.jinja"]


def test_hidden_files_are_no_sources(folder: Path) -> None:
    assert [path.name for path in sources(folder, "b*")] == ["b.jinja"]
    assert [path.name for path in sources(folder)] == ["B.jinja", "a.jinja", "z.jinja", "b.jinja"]


def test_an_editors_lock_changes_nothing(folder: Path) -> None:
    """It leads nowhere and cannot be looked at; templates are drawn all the same."""
    before = stamps(folder)
    (folder / ".#a.jinja").symlink_to("somebody@somewhere.1")
    assert stamps(folder) == before
    assert len(before) == 4
    assert renderer(folder, {})("a.jinja", links=None) == "a.jinja"


def test_a_file_that_goes_meanwhile_is_left_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tableside.folders.sources", lambda *_: [folder / "a.jinja", folder / "gone.jinja"])
    assert [Path(path).name for path, _ in stamps(folder)] == ["a.jinja"]
