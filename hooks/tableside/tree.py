"""The site as a folder of Markdown with a configuration of its own, for any generator that reads what MkDocs reads.

MkDocs asks the hook for its pages; this folder needs none of it. It holds the same pages, hand-written and made, and the theme's templates,
and a small hook that tells MkDocs' search the names that stand on no page. A generator without hooks does without those names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import frame, search
from .folders import sources
from .model import Course
from .outputs import Output

MADE = "# Made by `tableside build pages`: make it again instead of changing it."
"""The first line of the folder's mkdocs.yml, by which such a folder is known."""

_HOOK = "hooks/indexed.py"


def files(root: Path, course: Course, made: Iterable[Output]) -> Iterator[Output]:
    """Everything that stands in the folder.

    Args:
        root: the checkout, for mkdocs.yml, docs/ and templates/site/.
        course: the course that ``made`` was made from.
        made: what ``site.files`` gave.
    """
    yield Output("base.yml", (root / "mkdocs.yml").read_bytes())
    yield Output("mkdocs.yml", _configuration(course).encode())
    yield Output(_HOOK, (root / "hooks" / "tableside" / "indexed.py").read_bytes())
    for folder, name in (("docs", "docs"), ("templates/site", "theme")):
        for path in sources(root / folder):
            yield Output(f"{name}/{path.relative_to(root / folder).as_posix()}", path.read_bytes())
    for output in made:
        yield Output(f"docs/{output.path}", output.data)


def _configuration(course: Course) -> str:
    """mkdocs.yml: everything of base.yml, with another hook and with what the hook would have told. JSON is YAML."""
    own = {
        "INHERIT": "base.yml",
        "site_name": course.about.title,
        "hooks": [_HOOK],
        "watch": [],
        "theme": {"custom_dir": "theme", "variant": "classic"},
        "nav": frame.nav(course),
        "extra": {"tableside": frame.told(course), "search_also": search.also(course)},
    }
    return f"{MADE}\n{json.dumps(own, ensure_ascii=False, indent=2)}\n"
