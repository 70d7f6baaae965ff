"""Slow results are kept by what they were made from, and a cache can only cost time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tableside.cache import forget, kept, makers
from tableside.outputs import Output


class Maker:
    """Makes two outputs and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Iterator[Output]:
        self.asked += 1
        yield Output("b/two.pdf", b"two")
        yield Output("a/one.pdf", b"one")


def test_the_same_bytes_are_made_once_and_come_in_the_same_order(tmp_path: Path) -> None:
    make = Maker()
    first = kept(tmp_path, [b"course"], make)
    assert kept(tmp_path, [b"course"], make) == first == [Output("a/one.pdf", b"one"), Output("b/two.pdf", b"two")]
    assert make.asked == 1


def test_other_bytes_are_made_anew_and_the_older_results_go(tmp_path: Path) -> None:
    make = Maker()
    kept(tmp_path, [b"course"], make)
    kept(tmp_path, [b"course", b""], make)
    assert make.asked == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    make = Maker()
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")
    assert [output.path for output in kept(in_the_way, [], make)] == ["a/one.pdf", "b/two.pdf"]
    assert in_the_way.read_text() == "a file where the folder should be"


def test_what_is_no_longer_wanted_goes(tmp_path: Path) -> None:
    for name in ("stays", "goes"):
        kept(tmp_path / name, [], Maker())
    forget(tmp_path, all_but={"stays"})
    assert [path.name for path in tmp_path.iterdir()] == ["stays"]
    forget(tmp_path / "missing", all_but=set())


def test_only_code_that_makes_a_result_is_part_of_its_key(tmp_path: Path) -> None:
    """A change beside it must not cost seconds."""
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text("1")
    other.write_text("1")
    before = makers(("click",), one), makers(("click",), tmp_path)
    other.write_text("2")
    makers.cache_clear()
    after = makers(("click",), one), makers(("click",), tmp_path)
    assert before[0] == after[0]
    assert before[1] != after[1]


HARM: dict[str, Callable[[Path], object]] = {
    "a file was deleted": lambda place: (place / "a" / "one.pdf").unlink(),
    "a file was emptied": lambda place: (place / "a" / "one.pdf").write_bytes(b""),
    "a file has other bytes": lambda place: (place / "a" / "one.pdf").write_bytes(b"eno"),
    "all was deleted but the folder": lambda place: [shutil.rmtree(place), place.mkdir()],
    "the list was deleted": lambda place: (place / ".list").unlink(),
    "the list was cut short": lambda place: (place / ".list").write_bytes(b"0"),
    "the list is no text": lambda place: (place / ".list").write_bytes(b"\xff"),
}


@pytest.mark.parametrize("harm", HARM)
def test_what_was_damaged_is_made_anew(tmp_path: Path, harm: str) -> None:
    """And is whole again for the next build."""
    make = Maker()
    first = kept(tmp_path, [], make)
    (place,) = tmp_path.iterdir()
    HARM[harm](place)
    assert kept(tmp_path, [], make) == first
    assert make.asked == 2
    assert kept(tmp_path, [], make) == first
    assert make.asked == 2


def test_what_another_build_takes_away_while_it_is_read_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    first = kept(tmp_path, [], make)
    read = Path.read_bytes

    def read_while_it_goes(path: Path) -> bytes:
        data = read(path)
        shutil.rmtree(tmp_path)
        return data

    monkeypatch.setattr(Path, "read_bytes", read_while_it_goes)
    assert kept(tmp_path, [], make) == first
    assert make.asked == 2


def test_a_result_that_another_build_kept_meanwhile_is_no_hindrance(tmp_path: Path) -> None:
    """Two builds make the same; whichever ends later leaves one good folder."""

    def make_late() -> Iterator[Output]:
        kept(tmp_path, [], Maker())
        yield from Maker()()

    first = kept(tmp_path, [], make_late)
    make = Maker()
    assert kept(tmp_path, [], make) == first
    assert make.asked == 0
    assert len(list(tmp_path.iterdir())) == 1


def test_a_lock_that_an_editor_left_is_no_code(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("1")
    before = makers(("click",), tmp_path)
    (tmp_path / ".#one.py").symlink_to("nowhere")
    makers.cache_clear()
    assert makers(("click",), tmp_path) == before
