"""libyaml reads quickly, the Python parser reads what counts: whatever is written, both give the same texts, places and sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tableside import source

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(file for place in ("content", "tests/cases", "templates") for file in (ROOT / place).rglob("*.yml") if file.is_file())

PIECES = ["a", "b: ", "- ", "\n", "\n  ", "\n    ", "|\n", ">\n", "|-\n", "|2\n", '"', "'", "x y", "é", "😀", ",", ":", "#", " #", "[", "]"]
PIECES += ["{", "}", "?", "!", "&a", "*a", "%", "@", "`", "\\", "---\n", "...\n", "1", "~", "key: ", "\n\n", "\t", '"a b"', "'c'", " "]

assert hasattr(yaml, "CSafeLoader"), (
    "This PyYAML came without libyaml, so there is nothing to compare: install the wheel that the lock names."
)


def slowly(data: bytes, monkeypatch: pytest.MonkeyPatch) -> source.Source:
    """What is read where there is no libyaml."""
    with monkeypatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader")
        return source.read("lesson.yml", data)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_both_read_every_file_of_ours_alike(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = file.read_bytes()
    assert source.read("lesson.yml", data) == slowly(data, monkeypatch)


def test_our_own_course_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python parser is not asked about a file without mistakes."""
    monkeypatch.setattr(yaml, "SafeLoader", None)
    for file in sorted((ROOT / "content" / "modules").rglob("*.yml")):
        assert source.read(file.name, file.read_bytes()).data


@pytest.mark.parametrize(
    "text", ["a: |# c\n  b\n", "a: >#c\n  b\n", "a:\tb\n", "a: b\t# c\n", "a: b\t\nc: d\n", "a: |\t\n  x\n", "a:\nb: c\n", "a: b: c\n"]
)
def test_both_read_alike_what_libyaml_alone_would_read_otherwise(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert source.read("lesson.yml", text.encode()) == slowly(text.encode(), monkeypatch)


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=400, deadline=None)
def test_both_read_any_soup_alike(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    assert source.read("lesson.yml", data) == slowly(data, pytest.MonkeyPatch())


WORDS = st.from_regex(re.compile(r"[A-Za-z“é][A-Za-z ,.’?!;*_()/😀-]{0,30}[a-z.]"), fullmatch=True)
KEYS = st.from_regex(re.compile("[a-z_]{1,8}"), fullmatch=True)


@st.composite
def written(draw: st.DrawFn, indent: str = "", depth: int = 0) -> str:
    """Keys and lists as authors write them, with every style of text."""
    lines = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=4)):
        match draw(st.sampled_from(["plain", "long", "|", ">", "quoted", "list", "keys", "empty", "comment"] if depth < 3 else ["plain"])):
            case "plain":
                lines.append(f"{key}: {draw(WORDS)}")
            case "long":
                lines += [f"{key}: {draw(WORDS)}", f"  {draw(WORDS)}"]
            case "|" | ">" as sign:
                body = [f"  {draw(WORDS)}" if draw(st.booleans()) else "" for _ in range(draw(st.integers(1, 4)))]
                lines += [f"{key}: {sign}{draw(st.sampled_from(['', '-', '+']))}", *body]
            case "quoted":
                lines.append(f'{key}: "{draw(WORDS)}"' if draw(st.booleans()) else f"{key}: '{draw(WORDS)}'")
            case "list":
                lines += [f"{key}:", *(f"  - {draw(WORDS)}" for _ in range(draw(st.integers(1, 3))))]
            case "keys":
                lines += [f"{key}:", draw(written("  ", depth + 1)).rstrip("\n")]
            case "empty":
                lines.append(f"{key}:")
            case "comment":
                lines.append(f"{key}: {draw(WORDS)} # {draw(WORDS)}")
    return "".join(f"{indent}{line}".rstrip() + "\n" for text in lines for line in text.split("\n"))


@given(text=written())
@settings(max_examples=300, deadline=None)
def test_both_read_whatever_an_author_writes_alike(text: str) -> None:
    assert source.read("lesson.yml", text.encode()) == slowly(text.encode(), pytest.MonkeyPatch())
