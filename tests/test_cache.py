"""Slow results are kept by what they were made from, and a cache can only cost time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tableside.cache import kept
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
