"""The stories for Twine, played in a browser by the real Harlowe: what is offered and said, where it ends, what was scored.

The package extwee brings a published story with Harlowe in it; ours is laid into that page. A few ways are played here that together take
every reply in every state. tests/test_stories.py walks all ways, with a player of its own for the part of Harlowe that our stories use.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from story_cases import covering, made_up, stories, told, ways

from tableside.model import Course

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "node_modules/extwee/test/Twine2HTML/Twine2HTMLParser/unescaping.html"
PLAYER = (ROOT / "tests/scripts/stories/click.js").read_text("utf-8")


def with_harlowe(case: dict[str, Any]) -> str:
    """The page of a story as Twine publishes it. A footer that Harlowe shows below every passage tells what is counted."""
    page = PUBLISHED.read_text("utf-8")
    start, end = page.index("<tw-storydata"), page.index("</tw-storydata>")
    passages = [passage.partition("\n") for passage in re.split(r"^:: ", case["twee"], flags=re.MULTILINE)[1:]]
    named = {re.sub(r"( \[\w+\])? \{.*\}$", "", head): text.strip() for head, _, text in passages}
    data = json.loads(named.pop("StoryData"))
    named.pop("StoryTitle")
    assert f'format="{data["format"]}" format-version="{data["format-version"]}"' in page[start:end]
    counted = [f"{kind}_{skill}" for skill in case["ways"][0]["score"] for kind in ("got", "of")]
    footer = '<span class="counted">' + " ".join(f"(text: ${name})" for name in counted) + "</span>"
    drawn = [
        f'<tw-passagedata pid="{number}" name="{html.escape(name)}" tags="{name if name == "footer" else ""}">'
        f"{html.escape(text)}</tw-passagedata>"
        for number, (name, text) in enumerate({**named, "footer": footer}.items(), 1)
    ]
    first = list(named).index(data["start"]) + 1
    opening = f'<tw-storydata name="{html.escape(case["title"])}" startnode="{first}" ifid="{data["ifid"]}" options="" tags="" hidden>'
    return page[:start] + opening + "".join(drawn) + page[end:]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Page]:
    """A page without a network, in a context of its own. Harlowe keeps what is played in the page's session."""
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


def clicked(page: Page, cases: list[dict[str, Any]], folder: Path) -> list[str]:
    """Play each story along its ways; every difference, and whatever the browser complains of."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    for number, case in enumerate(cases):
        file = folder / f"{number}.html"
        file.write_text(with_harlowe(case), "utf-8")
        page.goto(file.as_uri())
        page.wait_for_selector("tw-passage tw-link")
        found += page.evaluate(PLAYER, {key: value for key, value in case.items() if key not in ("ink", "twee")})
        page.evaluate("sessionStorage.clear()")
    return found


def test_harlowe_plays_the_dialogues_as_we_do(open_page: Page, made: Course, tmp_path: Path) -> None:
    """Every reply in every state of the shortest sensitive dialogue and of the shortest other one: what is offered, said and scored."""
    short = sorted(stories(made), key=lambda story: len(story[0].scenes))
    chosen = [next(story for story in short if bool(story[0].sensitive) is sensitive) for sensitive in (True, False)]
    cases = [told(*story, covering(story[0], ways(story[0]))) for story in chosen]
    assert clicked(open_page, cases, tmp_path) == []


def test_no_word_becomes_markup_in_harlowe(open_page: Page, made: Course, tmp_path: Path) -> None:
    """Words that try to be links, macros, HTML and passages are read as they were written."""
    made_stories = [made_up(seed, made) for seed in range(8)]
    cases = [told(*story, covering(story[0], ways(story[0], 100, 20))) for story in made_stories]
    assert clicked(open_page, cases, tmp_path) == []
