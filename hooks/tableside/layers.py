"""Where the nodes of a graph stand when it is drawn in rows from top to bottom, and how its lines pass between them.

The usual four steps: lines that lead back are set aside, every node gets a row below all that lead to it, rows are ordered so that few
lines cross, and places are chosen that keep lines straight. It knows no dialogue and draws nothing. The same graph always lies the same.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Arc = tuple[str, str]
"""A line: from a node, to a node."""

Cell = tuple[int, str]
"""A place in a row: a node, or, in a row above that node's own, the lane of all long lines that lead to it."""

SWEEPS = 12


@dataclass(frozen=True)
class Layers:
    """A graph, laid out."""

    rows: Mapping[str, int]
    """The row of each node, from 0 at the top."""
    across: Mapping[Cell, int]
    """The middle of each cell, from the left edge, in the unit of the widths that were given."""
    back: frozenset[Arc]
    """Lines that lead to where one has been: up, or to the same node."""
    width: int
    """How wide it is."""
    depth: int
    """How many rows it has."""

    def cells(self, arc: Arc) -> list[Cell]:
        """The cells that a line passes on its way down, its two ends included."""
        start, end = arc
        return [(self.rows[start], start), *((row, end) for row in range(self.rows[start] + 1, self.rows[end] + 1))]


def layers(nodes: Sequence[str], arcs: Iterable[Arc], *, node: int, lane: int, widest: int) -> Layers:
    """Lay out a graph.

    Args:
        nodes: its nodes. The first is where it begins.
        arcs: its lines; each counts once, and both its ends are nodes.
        node: how wide a node is, with the room beside it.
        lane: how wide a line is that passes a row, with the room beside it.
        widest: so many nodes stand in a row at most.
    """
    lines = list(dict.fromkeys(arcs))
    back = _back(nodes, lines)
    down = [arc for arc in lines if arc not in back]
    rows = _rows(nodes, down, widest)
    found = Layers(rows, {}, back, 0, max(rows.values()) + 1)
    cells = {(rows[name], name): None for name in nodes}
    links = list(dict.fromkeys(link for arc in down for link in pairwise(found.cells(arc))))
    cells.update(dict.fromkeys(cell for link in links for cell in link))
    order = _ordered([[cell for cell in cells if cell[0] == row] for row in range(found.depth)], links)
    wide = {cell: node if rows[cell[1]] == cell[0] else lane for cell in cells}
    across = _across(order, links, wide)
    left = min(across[cell] - wide[cell] / 2 for cell in cells)
    right = max(across[cell] + wide[cell] / 2 for cell in cells)
    return Layers(rows, {cell: round(place - left) for cell, place in across.items()}, back, round(right - left), found.depth)


def _back(nodes: Sequence[str], arcs: Iterable[Arc]) -> frozenset[Arc]:
    """The lines that lead to a node on the way to where they start, walking from the first node, then from each that was not met."""
    after: dict[str, list[str]] = {name: [] for name in nodes}
    for start, end in arcs:
        after[start].append(end)
    found: set[Arc] = set()
    met: set[str] = set()
    for root in nodes:
        if root in met:
            continue
        met.add(root)
        stack = [(root, iter(after[root]))]
        on_way = {root}
        while stack:
            name, more = stack[-1]
            there = next(more, None)
            if there is None:
                on_way.remove(name)
                stack.pop()
            elif there in on_way:
                found.add((name, there))
            elif there not in met:
                met.add(there)
                on_way.add(there)
                stack.append((there, iter(after[there])))
    return frozenset(found)


def _rows(nodes: Sequence[str], arcs: Iterable[Arc], widest: int) -> dict[str, int]:
    """A row for each node: below all that lead to it, and one lower wherever a row is full."""
    before: dict[str, list[str]] = {name: [] for name in nodes}
    after: dict[str, list[str]] = {name: [] for name in nodes}
    for start, end in arcs:
        before[end].append(start)
        after[start].append(end)
    waiting = {name: len(before[name]) for name in nodes}
    rows: dict[str, int] = {}
    held: dict[int, int] = {}
    turn = [name for name in nodes if not waiting[name]]
    while turn:
        later: list[str] = []
        for name in turn:
            row = max((rows[one] + 1 for one in before[name]), default=0)
            while held.get(row, 0) == widest:
                row += 1
            rows[name] = row
            held[row] = held.get(row, 0) + 1
            for there in after[name]:
                waiting[there] -= 1
                if not waiting[there]:
                    later.append(there)
        turn = later
    return rows


def _neighbours(links: Iterable[tuple[Cell, Cell]]) -> tuple[dict[Cell, list[Cell]], dict[Cell, list[Cell]]]:
    above: dict[Cell, list[Cell]] = {}
    below: dict[Cell, list[Cell]] = {}
    for upper, lower in links:
        above.setdefault(lower, []).append(upper)
        below.setdefault(upper, []).append(lower)
    return above, below


def _ordered(rows: list[list[Cell]], links: Sequence[tuple[Cell, Cell]]) -> list[list[Cell]]:
    """Rows in which few lines cross: each cell is put at the middle of those it is linked to, down and up in turn; the best is kept."""
    above, below = _neighbours(links)
    best, least = rows, _crossings(rows, below)
    for sweep in range(SWEEPS):
        near = below if sweep % 2 else above
        rows = list(rows)
        for at in range(len(rows) - 2, -1, -1) if sweep % 2 else range(1, len(rows)):
            beside = {cell: place for place, cell in enumerate(rows[at + 1 if sweep % 2 else at - 1])}
            wish = {cell: _mean([beside[other] for other in near.get(cell, ())], place) for place, cell in enumerate(rows[at])}
            rows[at] = sorted(rows[at], key=wish.__getitem__)
        crossings = _crossings(rows, below)
        if crossings < least:
            best, least = rows, crossings
    return best


def _crossings(rows: Sequence[Sequence[Cell]], below: Mapping[Cell, Sequence[Cell]]) -> int:
    """How often two lines cross."""
    found = 0
    for upper, lower in pairwise(rows):
        place = {cell: at for at, cell in enumerate(lower)}
        passed: list[int] = []
        for cell in upper:
            ends = sorted(place[other] for other in below.get(cell, ()))
            found += sum(len(passed) - bisect_left(passed, end + 1) for end in ends)
            for end in ends:
                insort(passed, end)
    return found


def _across(rows: Sequence[Sequence[Cell]], links: Sequence[tuple[Cell, Cell]], wide: Mapping[Cell, int]) -> dict[Cell, float]:
    """Places that keep the order and the room of each cell, as near as they can be to the middle of those it is linked to."""
    above, below = _neighbours(links)
    across: dict[Cell, float] = {}
    for row in rows:
        ends = list(accumulate(wide[cell] for cell in row))
        across.update({cell: end - wide[cell] / 2 - ends[-1] / 2 for cell, end in zip(row, ends, strict=True)})
    for sweep in range(SWEEPS):
        both = sweep == SWEEPS - 1
        for row in rows if sweep % 2 == 0 or both else reversed(rows):
            wishes = []
            for cell in row:
                near = [*(above.get(cell, ()) if both or sweep % 2 == 0 else ()), *(below.get(cell, ()) if both or sweep % 2 else ())]
                wishes.append(_mean([across[other] for other in near], across[cell]))
            across.update(zip(row, _apart(wishes, [wide[cell] for cell in row]), strict=True))
    return across


def _apart(wishes: Sequence[float], wide: Sequence[int]) -> list[float]:
    """Places in this order, no two nearer than half of both widths, with the least sum of squared distances from what is wished."""
    before = [0.0, *accumulate((one + other) / 2 for one, other in pairwise(wide))]
    # Without the room between them the places must only not fall: neighbours that would are taken together, at their mean.
    blocks: list[tuple[float, int]] = []
    for wish, room in zip(wishes, before, strict=True):
        total, count = wish - room, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            other, more = blocks.pop()
            total, count = total + other, count + more
        blocks.append((total, count))
    level = [total / count for total, count in blocks for _ in range(count)]
    return [place + room for place, room in zip(level, before, strict=True)]


def _mean(places: Sequence[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise
