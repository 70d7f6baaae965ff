"""The JSON Schema for editors, judged by a validator that is not ours, on every good and bad file that the cases have."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import CASES, overlay
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tableside import course, schema

ROOT = Path(__file__).resolve().parents[1]
JUDGE = Draft202012Validator(schema.schema())
FILES = ("course.yml", "glossary.yml", "references.yml", "clinic.yml", "modules/care/asking.yml")
KNOWN_TO_SCHEMA = {"keys_are_there", "keys_are_known", "values_fit_their_keys"}
BEYOND_SCHEMA = {
    "a-day-that-never-was": "a pattern knows no calendar",
}
"""Cases that only the loader can refuse, with the reason."""


def typed(node: yaml.Node) -> Any:
    """A file as an editor reads it: by the core rules of YAML 1.2, in which `yes` is text and 1.10 is a number."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): typed(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [typed(entry) for entry in node.value]
    text = str(node.value)
    if node.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"0x[0-9a-fA-F]+|0o[0-7]+", text):
        return int(text, 0)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def as_an_editor_reads(text: str) -> Any:
    """The value of a whole file."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return typed(node) if node else None


def refused(file: Path) -> list[str]:
    """What the schema says against a file."""
    return [error.message for error in JUDGE.iter_errors(as_an_editor_reads(file.read_text("utf-8")))]


def test_the_schema_is_a_schema() -> None:
    """The judge itself finds nothing wrong with it."""
    Draft202012Validator.check_schema(schema.schema())


def test_the_schema_in_content_is_current() -> None:
    """An editor completes the keys that the model has today."""
    assert (ROOT / "content" / "schema.json").read_text("utf-8") == schema.text(), "run: tableside schema"


@pytest.mark.parametrize("file", [*(CASES / "base").rglob("*.yml"), *(ROOT / "content").rglob("*.yml")], ids=lambda file: file.name)
def test_good_files_pass(file: Path) -> None:
    """Whatever the loader takes, the schema takes: the small course and the real one."""
    if file.parent.name != "words":
        assert refused(file) == []


def test_an_editor_names_a_schema_that_is_there() -> None:
    """Every content file's first line leads from where it lies to the schema."""
    for file in (ROOT / "content").rglob("*.yml"):
        first = file.read_text("utf-8").split("\n", 1)[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        if file.parent.name != "words":
            assert found, f"{file.name} opens without its schema"
            assert (file.parent / found[1]).resolve() == (ROOT / "content" / "schema.json").resolve(), file.name


@pytest.mark.parametrize("case", sorted(path.name for path in (CASES / "problems").iterdir()))
def test_loader_and_schema_agree(case: str, base: Path) -> None:
    """A file that the model refuses is underlined by the editor too, and one that it takes is not."""
    overlay(base, CASES / "problems" / case / "in")
    found = course.load(base, drafts=True).problems
    for name in FILES:
        mine = {problem.rule for problem in found if problem.path == name}
        try:
            data = as_an_editor_reads((base / name).read_text("utf-8"))
        except (OSError, ValueError, OverflowError, yaml.YAMLError):
            continue
        errors = [error.message for error in JUDGE.iter_errors(data)]
        if mine & KNOWN_TO_SCHEMA and case not in BEYOND_SCHEMA:
            assert errors, f"the schema takes what the loader refuses in {name}"
        unread = {rule for rule in mine if rule.startswith(("files_", "texts_"))}
        if not mine & KNOWN_TO_SCHEMA and not unread:
            assert not errors, f"the schema refuses what the loader takes in {name}"


_GOOD = (CASES / "base" / "modules" / "care" / "asking.yml").read_text("utf-8")
_LINES = [
    "id: asking", "code: A1", "title: Asking first", "status: ready", "version: 1", "minutes: 10", "written: 2026-01-10", "reviewed: none",
    "sensitive: Yes", "    level: apply", "        file: ring.svg", "            source: standard", "            checked: 2026-01-05",
]  # fmt: skip
_SCALARS = st.one_of(
    st.from_regex(r"[-+.0-9a-zA-Z_:]{1,12}", fullmatch=True),
    st.sampled_from(
        [
            "true",
            "null",
            "~",
            "1e5",
            "0x1f",
            "010",
            ".5",
            "5.",
            "-0",
            "+1",
            "1.0",
            "1_0",
            "2026-02-30",
            "yes",
            "Infinity",
            "999999999",
            "9999999999",
        ]
    ),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_LINES), _SCALARS)
@example("id: asking", "true")
@example("            source: standard", "true")
@example("version: 1", "1.0")
def test_what_the_loader_takes_the_schema_takes(base: Path, line: str, value: str) -> None:
    """However a value is spelled, the editor never underlines what would be published."""
    key = line.split(":")[0]
    text = _GOOD.replace(line, f"{key}: {value}", 1) if line in _GOOD else f"{_GOOD}{key}: {value}\n"
    file = base / "modules" / "care" / "asking.yml"
    file.write_text(text, "utf-8")
    found = {problem.rule for problem in course.load(base).problems if problem.path == "modules/care/asking.yml"}
    if not found & KNOWN_TO_SCHEMA and not {rule for rule in found if rule.startswith(("files_", "texts_"))}:
        assert refused(file) == []


def test_the_schema_speaks_to_authors() -> None:
    """Every key has its sentence, for the editor to show."""
    for name, part in schema.schema()["$defs"].items():
        assert part.get("description"), name
        for key, about in part["properties"].items():
            assert about.get("description"), f"{name}.{key}"
    assert "title" not in json.dumps(schema.schema()["$defs"]["Answer"])
