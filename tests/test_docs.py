"""What can be said is written down: README.md and CONTRIBUTING.md name each command and each make target, and none that is not there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from click.testing import CliRunner

from tableside import cli

ROOT = Path(__file__).resolve().parents[1]


def documents() -> str:
    """README.md and CONTRIBUTING.md, one after the other."""
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))


def make_targets() -> list[str]:
    """The targets that the Makefile declares to be commands."""
    declared = re.search(r"^\.PHONY: (help .+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert declared
    return declared[1].split()


def commands() -> list[str]:
    """The commands and their parts as `tableside --help` lists them: `check`, `build site`, …"""
    found: list[str] = []
    groups = [""]
    while groups:
        group = groups.pop()
        said = CliRunner().invoke(cli.main, [*group.split(), "--help"]).output
        listed = re.split(r"^Commands:$", said, flags=re.M)
        names = re.findall(r"^  ([a-z][a-z-]*)(?:  |$)", listed[1], re.M) if len(listed) > 1 else []
        for name in names:
            path = f"{group} {name}".strip()
            groups.append(path)
        if group and not names:
            found.append(group)
    return sorted(found)


def test_each_make_target_is_documented() -> None:
    """Whoever reads the documents meets every target; `help` shows itself."""
    missing = [name for name in make_targets() if name != "help" and f"make {name}" not in documents()]
    assert not missing, f"say in README.md or CONTRIBUTING.md what these do: {', '.join(missing)}"


def test_each_documented_make_target_exists() -> None:
    """No document names a target that is not there."""
    named = set(re.findall(r"`(?:\$ )?make ([a-z]+)", documents()))
    assert named
    assert named <= set(make_targets()), sorted(named - set(make_targets()))


def test_make_alone_explains_each_target() -> None:
    """`make` without a target lists them all."""
    said = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    missing = [name for name in make_targets() if name != "help" and f"make {name}" not in said]
    assert not missing, missing


def test_each_command_is_documented() -> None:
    """Whoever reads the documents meets every command."""
    assert len(commands()) >= 4
    missing = [name for name in commands() if f"tableside {name}" not in documents()]
    assert not missing, f"say in README.md or CONTRIBUTING.md what these do: {', '.join(missing)}"


def test_each_documented_file_exists() -> None:
    """A path in backticks or a link to a file leads somewhere, unless it has a placeholder."""
    text = documents()
    named = set(re.findall(r"`((?:content|docs|hooks|templates|tests)/[\w./-]*)`", text)) | set(
        re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)
    )
    assert named
    missing = sorted(name for name in named if not (ROOT / name).exists())
    assert not missing, missing
