"""Dialogues as stories for Ink and Twine: real readers walk every way, and what is offered, said, ended with and scored is ours.

Ink is compiled and played by inkjs. Twee is read by extwee, and played by a strict player of our own for the part of Harlowe that the
stories use; tests/browser/test_twine.py holds the real Harlowe to the same on a few ways.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CASES
from hypothesis import given, settings
from hypothesis import strategies as st
from story_cases import EVERY_WAY, HOSTILE, MOST_WAYS, made_up, stories, told, walk, ways
from test_scripts import node

from tableside import cli, course
from tableside.model import Course
from tableside.outputs import ink, twee
from tableside.stories import exports
from tableside.telling import Telling, line, paragraphs

ROOT = Path(__file__).parent.parent
WALKERS = {"ink": "ink.js", "twee": "twee.js"}


def base_course(words: Course) -> Course:
    """The small good course of the cases, which has few interface words, with those of another."""
    loaded = course.load(CASES / "base").course
    assert loaded
    return dataclasses.replace(loaded, words=words.words)


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("kind", WALKERS)
def test_every_way_is_the_same_in_the_story(request: pytest.FixtureRequest, kind: str, part: int, made: Course) -> None:
    """Replies on offer, lines, the ending, each skill’s got and of: on all ways without a circle, or on many if there are more."""
    every = [*stories(base_course(made)), *stories(made)][part::4]
    assert every
    most = EVERY_WAY if request.config.getoption("--every-way") else MOST_WAYS
    for story in every:
        case = told(*story, ways(story[0], most))
        (report,) = walk(WALKERS[kind], [case], node())
        assert report["faults"] == []
        assert report["walked"] == len(case["ways"]) > 0


@settings(max_examples=5, deadline=None)
@given(seeds=st.lists(st.integers(0, 10**6), min_size=12, max_size=12, unique=True))
def test_made_up_dialogues_are_the_same_in_the_story(made: Course, seeds: list[int]) -> None:
    """Facts, conditions and circles as chance puts them, and in every text what could be taken for markup or code."""
    drawn = [told(*story, ways(story[0], 200, 30)) for story in (made_up(seed, made) for seed in seeds)]
    for walker in WALKERS.values():
        report = walk(walker, drawn, node())
        assert [fault for each in report for fault in each["faults"]] == []
        assert [each["walked"] for each in report] == [len(case["ways"]) for case in drawn]


def _swap(old: str, new: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return changed


def _drop(pattern: str) -> Callable[[str], str]:
    def changed(text: str) -> str:
        fewer, count = re.subn(pattern, "", text, count=1)
        assert count == 1
        return fewer

    return changed


BROKEN: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a condition turned round": ("ink", _swap("+ {fact_told_the_plan}", "+ {not fact_told_the_plan}"), "offered in beginning"),
    "a fact forgotten": ("ink", _drop(r" *~ fact_told_the_plan = true\n"), "before and in choosing"),
    "points dropped": ("ink", _drop(r" *~ got_easy_choices \+= 3\n"), "the end"),
    "the most not widened": ("ink", _drop(r" *~ most_clear_yes = MAX\(most_clear_yes, 2\)\n"), "got and of clear_yes"),
    "another ending": ("ink", _swap("-> ending_gone", "-> ending_unsure"), "the end"),
    "an escape left out": ("ink", _swap("\\(they", "{they"), "Compilation failed"),
    "a reply missing": ("ink", _drop(r"\+ \[“Good\.”.*\n(?:    .*\n)+"), "offered in beginning"),
    "a Twine condition turned round": (
        "twee",
        _swap("(if: $fact_told_the_plan)[\n\n[[", "(if: not $fact_told_the_plan)[\n\n[["),
        "offered in beginning",
    ),
    "a Twine fact forgotten": ("twee", _drop(r"\(set: \$fact_told_the_plan to true\)"), "in choosing"),
    "Twine points dropped": ("twee", _drop(r"\(set: \$got_easy_choices to \$got_easy_choices \+ 3\)"), "the ending"),
    "a Twine span not widened": ("twee", _drop(r"\(set: \$most_clear_yes to \(max: \$most_clear_yes, 2\)\)"), "the ending"),
    "another Twine ending": ("twee", _swap("->ending gone", "->ending unsure"), "passages that no link leads to"),
    "a Twine link that leads nowhere": ("twee", _swap("->scene flinching", "->scene flinch"), "which is not there"),
    "a Twine escape left out": ("twee", _swap("&#40;they", "(they"), "a bare ("),
    "another IFID": ("twee", _swap('"ifid": "', '"ifid": "0'), "IFID"),
}
"""What may go wrong in a story, and the words by which a walker tells it."""


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_story_is_noticed(what: str, made: Course) -> None:
    """The walkers are no ornament: each of these mistakes is told."""
    kind, breaks, says = BROKEN[what]
    (story,) = stories(base_course(made))
    case = told(*story, ways(story[0]))
    assert walk(WALKERS[kind], [case], node())[0]["faults"] == []
    case[kind] = breaks(case[kind])
    assert says in "\n".join(walk(WALKERS[kind], [case], node())[0]["faults"])


def test_words_are_plain_and_on_one_line() -> None:
    """Marks, citations and line ends go; what would begin a list stays; nothing becomes nothing."""
    assert line("*Not* now, [ask](module:consent) @a_key.") == "Not now, ask."
    assert line("1. is the best") == "1. is the best"
    assert line("one\ntwo\u2028three\tfour \x07 five") == "one two three four five"
    assert line("10\u00a0min") == "10\u00a0min"
    assert line("@a_key") == "…"
    assert paragraphs("One.\n\n- two\n- three\n") == ["One.", "two", "three"]


@given(st.text(st.sampled_from("".join(HOSTILE)), max_size=30).map(line))
def test_escaped_words_hold_no_bare_sign(words: str) -> None:
    """What is escaped can be read back, and begins with nothing that either language reads at the beginning of a line."""
    in_ink, in_twee = ink.escaped(words), twee.escaped(words)
    assert re.sub(r"\\(.)", r"\1", in_ink) == words
    assert re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), in_twee) == words
    assert not re.search(r"[{}|~<>\[\]#*+=/]", re.sub(r"\\.", "", in_ink))
    assert not re.search(r"[{}|~<>\[\]*+=/$_`\"\\()]", in_twee)
    assert not re.match(r"[-:0]", in_twee)


def test_variables_are_named_after_facts(made: Course) -> None:
    """In small letters, no two alike, also when the words are long or in another alphabet."""
    dialogue, module, _ = stories(made)[0]
    replies = [
        reply.model_copy(update={"remember": words, "if_": None, "unless": None})
        for reply, words in zip(dialogue.scenes[0].replies, ["Said “yes”", "said, yes", "だいじょうぶ"], strict=False)
    ]
    scenes = (dialogue.scenes[0].model_copy(update={"replies": tuple(replies), "also": ()}),)
    names = Telling(dialogue.model_copy(update={"scenes": scenes}), module, made).fact_names
    assert list(names.values()) == ["fact_said_yes", "fact_said_yes_2", "fact_3"][: len(replies)]


def test_exports_stand_beside_their_pages_and_do_not_change(made: Course) -> None:
    """Two files a dialogue; the same course gives the same bytes; no two stories have the same IFID."""
    files = list(exports(made))
    wanted = [f"practice/{module.id}/{dialogue.id}.{kind}" for dialogue, module, _ in stories(made) for kind in WALKERS]
    assert [file.path for file in files] == wanted
    assert files == list(exports(made))
    ids = [json.loads(re.split(r"^:: StoryData\n", file.data.decode(), flags=re.M)[1].partition("\n\n")[0])["ifid"] for file in files[1::2]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}", each) for each in ids)


def test_an_ifid_does_not_change_with_the_words(made: Course) -> None:
    """It is what Twine and libraries know a story by, so a new title is still the same story."""
    dialogue, module, _ = stories(made)[0]
    renamed = dialogue.model_copy(update={"title": "Another title", "revision": 9})
    assert Telling(renamed, module, made).ifid == Telling(dialogue, module, made).ifid
    assert Telling(dialogue.model_copy(update={"id": "another"}), module, made).ifid != Telling(dialogue, module, made).ifid


def test_stories_are_written_among_what_is_there(tmp_path: Path, made: Course) -> None:
    """The command names each file after the lesson and the conversation, and leaves other files alone."""
    (tmp_path / "mine.txt").write_text("mine")
    result = CliRunner().invoke(cli.main, ["build", "stories", "--to", str(tmp_path), "--content", str(ROOT / "content")])
    assert result.exit_code == 0, result.output
    wanted = {f"{module.id}--{dialogue.id}.{kind}" for dialogue, module, _ in stories(made) for kind in WALKERS}
    assert {file.name for file in tmp_path.iterdir()} == {*wanted, "mine.txt"}
    assert result.output.endswith(f"{len(wanted)} stories are in {tmp_path}.\n")
