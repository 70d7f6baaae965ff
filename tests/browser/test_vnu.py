"""The Nu Html Checker over every page. What we write is faultless; what the theme writes and cannot be overridden is named one by one."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from .conftest import REPOSITORY

TOGGLES = "__(drawer|search)"
THEME = {
    # Material's drawer and search are opened by checkboxes, which carry the attribute so that Firefox forgets their state on reload.
    "Attribute “autocomplete” is only allowed when the input type is .*": TOGGLES,
}
"""Message, as a pattern → a pattern that the faulty source must hold. Anything else fails."""


def test_every_page_is_valid_html(site: Path) -> None:
    """No error and no warning in any page of the site."""
    jar = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    said = subprocess.run(
        ["java", "-jar", jar, "--skip-non-html", "--stdout", "--format", "json", "--exit-zero-always", site],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    faults: dict[str, set[str]] = {}
    for message in json.loads(said)["messages"]:
        # Remarks that void elements have a slash, and the like, are matters of taste.
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        extract = message.get("extract", "")
        if not any(re.fullmatch(text, message["message"]) and re.search(source, extract) for text, source in THEME.items()):
            faults.setdefault(f"{message['message']}  {extract!r}", set()).add(f"{Path(message['url']).name}:{message.get('lastLine')}")
    assert not faults, "\n".join(f"{what}  in {', '.join(sorted(where)[:4])}" for what, where in faults.items())


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    """The checker that found nothing does find something where something is wrong."""
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=en><title>x</title><p id=a><div id=a></p></html>", encoding="utf-8")
    jar = REPOSITORY / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    said = subprocess.run(["java", "-jar", jar, "--stdout", tmp_path / "bad.html"], capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "Duplicate ID" in said.stdout
