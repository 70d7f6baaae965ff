"""The map of a dialogue: every scene, reply and ending is on it, nothing lies on anything else, and lines lead where replies lead."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from long_dialogue import long_dialogue

from tableside.dialogue_map import HALF, ROW, svg
from tableside.dialogues import Board
from tableside.layers import layers
from tableside.model import Course
from tableside.model_dialogues import Dialogue

WORDS = {"dialogue.map_of": "Map of {title}", "dialogue.map_about": "{scenes} scenes, {endings} endings"}
SVG = "{http://www.w3.org/2000/svg}"


def groups(drawn: str) -> list[tuple[int, int, ElementTree.Element]]:
    """The scenes and endings of a drawing in its order, each with its middle."""
    found = []
    for group in ElementTree.fromstring(drawn).findall(f"{SVG}g"):  # noqa: S314 - our own drawing
        place = re.fullmatch(r"translate\((\d+) (\d+)\)", group.attrib["transform"])
        assert place
        found.append((int(place[1]), int(place[2]), group))
    return found


def edges(group: ElementTree.Element) -> list[ElementTree.Element]:
    """The replies of a scene, in its order."""
    return [path for lines in group.findall(f"{SVG}g") if "ts-edges" in lines.attrib["class"].split() for path in lines]


def end_of(path: str) -> tuple[int, int]:
    """Where a line ends, seen from where its letters count from. It knows the letters that the drawing uses."""
    x = y = 0
    for letter, numbers in re.findall(r"([MvqHV])([^MvqHV]*)", path):
        values = [int(number) for number in re.findall(r"-?\d+", numbers)]
        if letter == "M":
            x, y = values
        elif letter == "v":
            y += values[0]
        elif letter == "q":
            x, y = x + values[2], y + values[3]
        elif letter == "H":
            x = values[0]
        else:
            y = values[0]
    return x, y


def dialogues(course: Course) -> list[Dialogue]:
    """What is drawn: those that ship, and long ones with and without a line that leads back."""
    return [dialogue for module in course.modules.values() for dialogue in module.dialogues] + [long_dialogue(60), long_dialogue(500)]


def test_every_reply_leads_where_it_says(made: Course) -> None:
    """Each line begins at its scene and ends over the node that follows; what does not lead back leads down."""
    back = 0
    for dialogue in dialogues(made):
        board, drawn = Board(dialogue), groups(svg(dialogue, WORDS))
        names = [*(scene.id for scene in dialogue.scenes), *(f"ending {id}" for id in board.endings)]
        at = dict(zip(names, drawn, strict=True))
        for scene in dialogue.scenes:
            x, y, group = at[scene.id]
            lines = edges(group)
            assert len(lines) == len(scene.replies)
            for reply, line in zip(scene.replies, lines, strict=True):
                there = at[reply.go or f"ending {reply.end}"]
                ends = end_of(line.attrib["d"])
                assert (x + ends[0], y + ends[1] + HALF) == (there[0], pytest.approx(there[1], abs=8))
                assert ("stroke-dasharray" in line.attrib) == reply.repairs
                back += there[1] <= y
    assert back > 0


def test_nothing_lies_on_anything_else(made: Course) -> None:
    """Nodes keep apart and within the drawing, which stays as narrow as a page while a dialogue is as long as a good one."""
    for dialogue in dialogues(made):
        drawn = svg(dialogue, WORDS)
        width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawn)[0])
        assert width <= 480 or len(dialogue.scenes) > 12
        rows: dict[int, list[int]] = {}
        for x, y, _ in groups(drawn):
            rows.setdefault(y, []).append(x)
            assert 29 <= x <= width - 29
            assert HALF < y < height - HALF
        assert all(later - earlier >= 48 for places in rows.values() for earlier, later in pairwise(sorted(places)))
        assert all(later - earlier == ROW for earlier, later in pairwise(sorted(rows)))


def test_scenes_carry_their_number_and_endings_their_letter(made: Course) -> None:
    """And an outcome has a shape of its own, which no other has."""
    shapes: dict[str, set[str]] = {}
    for dialogue in dialogues(made):
        drawn = [group for *_, group in groups(svg(dialogue, WORDS))]
        labels = [group.find(f"{SVG}text").text for group in drawn]  # type: ignore[union-attr]
        assert labels[: len(dialogue.scenes)] == [str(number + 1) for number in range(len(dialogue.scenes))]
        assert labels[len(dialogue.scenes) :] == list("ABCDEFGH"[: len(dialogue.endings)])
        for ending, group in zip(dialogue.endings, drawn[len(dialogue.scenes) :], strict=True):
            shapes.setdefault(ending.outcome, set()).add(" ".join(shape.attrib.get("d", shape.tag) for shape in list(group)[1:3]))
    assert {outcome: len(found) for outcome, found in shapes.items()} == {"good": 1, "mixed": 1, "poor": 1}
    assert len(set.union(*shapes.values())) == 3


def test_the_drawing_is_the_same_every_time_and_tells_what_it_is() -> None:
    """The same bytes, a title with its signs escaped, and colours of its own for paper."""
    dialogue = long_dialogue().model_copy(update={"title": "Yes & <no>"})
    drawn = svg(dialogue, WORDS)
    assert drawn == svg(dialogue, WORDS)
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own drawing
    assert root.findtext(f"{SVG}title") == "Map of Yes & <no>"
    assert root.findtext(f"{SVG}desc") == "60 scenes, 3 endings"
    styled = set(re.findall(r"\.([\w-]+)\{", root.findtext(f"{SVG}style") or ""))
    used = {name for element in root.iter() for name in element.attrib.get("class", "").split()} - {"ts-edges"}
    assert used <= styled


def test_a_way_stands_out() -> None:
    """The replies that were taken are thick and those alone; scenes carry the numbers of their turns."""
    dialogue = long_dialogue(12)
    way = next(Board(dialogue).ways())
    drawn = [group for *_, group in groups(svg(dialogue, WORDS, way=way.turns))]
    thick = [line for group in drawn for line in edges(group) if line.get("stroke-width") == "4"]
    assert len(thick) == len(way.turns)
    told = {texts[0].text: texts[-1].text for group in drawn if len(texts := group.findall(f"{SVG}text")) > 1}
    assert sorted(told.values(), key=str) == sorted((str(Board(dialogue).scene_number(turn.scene.id)) for turn in way.turns), key=str)
    assert sorted(int(number or 0) for number in told) == list(range(1, len(way.turns) + 1))


def test_a_broken_dialogue_can_be_drawn() -> None:
    """Names that lead nowhere, scenes of one name, scenes that nothing leads to, a scene that leads to itself: what there is, is drawn."""
    whole = long_dialogue(12)
    first, second, *others = whole.scenes
    lost = first.model_copy(
        update={"replies": (first.replies[0].model_copy(update={"go": "nowhere"}), first.replies[1].model_copy(update={"go": first.id}))}
    )
    twice = second.model_copy(update={"id": others[0].id})
    drawn = groups(svg(whole.model_copy(update={"scenes": (lost, twice, *others)}), WORDS))
    assert len(drawn) == 11 + len(whole.endings)
    assert len(edges(drawn[0][2])) == 1


NODES = st.integers(1, 14)


@given(st.data(), NODES)
def test_any_graph_is_laid_out(data: st.DataObject, size: int) -> None:
    """Whatever leads where: what is not called a way back leads down, rows are not too full, and nobody stands in another's room."""
    nodes = [f"n{at}" for at in range(size)]
    arcs = data.draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=40))
    laid = layers(nodes, arcs, node=60, lane=20, widest=4)
    assert set(laid.rows) == set(nodes)
    assert laid.back <= set(arcs)
    assert all(laid.rows[start] < laid.rows[end] for start, end in arcs if (start, end) not in laid.back)
    assert all(start == end or _leads_to(set(arcs), end, start) for start, end in laid.back)
    held: dict[int, list[tuple[float, bool]]] = {}
    for (row, name), place in laid.across.items():
        is_node = laid.rows[name] == row
        held.setdefault(row, []).append((place, is_node))
        assert place - (30 if is_node else 10) + 1 >= 0
        assert place + (30 if is_node else 10) <= laid.width + 1
    for places in held.values():
        assert sum(is_node for _, is_node in places) <= 4
        for (earlier, one), (later, other) in pairwise(sorted(places)):
            assert later - earlier >= (30 if one else 10) + (30 if other else 10) - 1


def _leads_to(arcs: set[tuple[str, str]], start: str, end: str) -> bool:
    """Whether one can come from a node to another."""
    met, turn = {start}, [start]
    while turn:
        name = turn.pop()
        more = {other for one, other in arcs if one == name} - met
        met |= more
        turn += sorted(more)
    return end in met
