"""A dialogue as a drawing: its scenes from top to bottom, a line for each reply, its endings in three shapes.

Numbers and letters are those of the text beside it, which says the same in words. The classes are those of every drawing of the course, so
a page colours it light or dark; alone, as on paper, it brings its own colours. It knows neither pages nor paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from .dialogues import Board, Turn
from .layers import Arc, Cell, layers
from .model_dialogues import Dialogue, Ending, Reply, Scene
from .questions import letter
from .wording import fill

ROW = 58
"""From one row to the next. All lengths are in the units of the drawing, which are a page's pixels."""
NODE, LANE, WIDEST = 64, 32, 5
"""The room of a node, and of a line that passes it, across; and how many nodes stand in a row at most."""
HALF = 14
"""Half of a node's height."""
GRID = 16
"""Nodes and lanes stand at multiples of this: equal steps are written alike, and pack well."""
PORT = 8
"""So far apart the replies leave their scene."""
ARROW, MARGIN, START, ABOVE = 6, 10, 16, 20
"""Heights: of an arrowhead, of the edge, of the mark of the beginning, of what leads back to the first row."""
LEAST_WIDTH = 320

ENDING = "@"
"""Before the id of an ending, where scenes and endings are nodes alike: no id of a scene holds it."""

_STYLE = (
    ".fill-ink{fill:#2E2623}.fill-paper{fill:#FBF7F0}.fill-pine{fill:#1F5B4E}.fill-pine-tint{fill:#E4EEE8}.fill-clay-tint{fill:#F8E8DE}"
    ".stroke-ink{stroke:#2E2623}.stroke-line{stroke:#E2D8CA}.stroke-pine{stroke:#1F5B4E}.stroke-clay{stroke:#A4492A}"
)
_HEAD = f'<path class="fill-ink" d="M-5-{HALF + ARROW + 2}h10l-5 7z"/>'
_BEGIN = f'<path class="stroke-ink" d="M0-{HALF}v-{START}"/>'
_SCENE = '<rect class="fill-paper stroke-pine" x="-18" y="-14" width="36" height="28" rx="9"/>'
_ENDINGS = {
    "good": '<ellipse class="fill-pine-tint stroke-pine" rx="23" ry="16"/><path class="stroke-pine" fill="none" d="M2 1l3 4 6-9"/>',
    "mixed": '<path class="fill-paper stroke-ink" d="M0-17L29 0 0 17-29 0z"/><path class="stroke-ink" fill="none" d="M2 1q3-6 6 0t6 0"/>',
    "poor": '<path class="fill-clay-tint stroke-clay" d="M-19-14h38v28h-38z"/><path class="stroke-clay" fill="none" d="M4-4l8 8m0-8-8 8"/>',
}
"""An oval with a tick, a diamond with a wave, a box with a cross: told apart without colour, each beside its letter."""


def svg(dialogue: Dialogue, words: Mapping[str, str], *, way: Sequence[Turn] = ()) -> str:
    """The drawing, as a document of its own. What leads nowhere is left out, so that a broken dialogue can be drawn too.

    It holds a group for each scene, then one for each ending, in the dialogue's order; in a scene's group, in ``.ts-edges``, a path
    for each of its replies, in order.

    Args:
        dialogue: what is drawn.
        words: the interface words, for its title and description.
        way: turns that somebody took: their lines are thick, their scenes carry the number of the turn, and the rest is faint.
    """
    drawing = _Drawing(dialogue, way)
    title = escape(fill(words["dialogue.map_of"], title=dialogue.title))
    about = escape(fill(words["dialogue.map_about"], scenes=len(drawing.scenes), endings=len(drawing.board.endings)))
    width, height = drawing.size
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" ',
            'font-family="Atkinson Hyperlegible, sans-serif" font-size="16" text-anchor="middle" stroke-linecap="round" ',
            f'stroke-linejoin="round" stroke-width="2"><title>{title}</title><desc>{about}</desc><style>{_STYLE}</style>',
            *(drawing.scene(at, scene) for at, scene in enumerate(drawing.scenes.values())),
            *(drawing.ending(at, ending) for at, ending in enumerate(drawing.board.endings.values())),
            "</svg>",
        )
    )


@dataclass(frozen=True)
class _Line:
    """A reply, as a line."""

    scene: str
    """The scene's id."""
    reply: Reply
    arc: Arc
    """The nodes at its ends."""


class _Drawing:
    """A dialogue, laid out."""

    def __init__(self, dialogue: Dialogue, way: Sequence[Turn]) -> None:
        self.board = Board(dialogue)
        self.scenes: dict[str, Scene] = {}
        for scene in dialogue.scenes:
            self.scenes.setdefault(scene.id, scene)
        self.way = way
        self.lines = {
            id: [_Line(id, reply, (id, there)) for reply in scene.replies if (there := self._leads(reply))]
            for id, scene in self.scenes.items()
        }
        arcs = [line.arc for lines in self.lines.values() for line in lines]
        self.led_to = {end for _, end in arcs}
        self.laid = layers([*self.scenes, *(f"{ENDING}{id}" for id in self.board.endings)], arcs, node=NODE, lane=LANE, widest=WIDEST)
        self.lanes = self._lanes()
        aside, back_to_first = LANE * len(self.lanes), any(self.laid.rows[name] == 0 for name in self.lanes)
        width = max(LEAST_WIDTH, self.laid.width + aside + 2 * MARGIN)
        self.left = (width - self.laid.width - aside) // 2
        self.top = MARGIN + (ABOVE if back_to_first else 0) + START + HALF
        self.size = (width, self.top + (self.laid.depth - 1) * ROW + HALF + ARROW + MARGIN)

    def _leads(self, reply: Reply) -> str | None:
        """The node that follows a reply."""
        if reply.end is not None:
            return f"{ENDING}{reply.end}" if reply.end in self.board.endings else None
        return reply.go if reply.go in self.scenes else None

    def _lanes(self) -> dict[str, int]:
        """At the right side, a lane from 0 outward for each node that lines lead back to. Short ones lie within longer ones."""
        spans: dict[str, int] = {}
        for start, end in self.laid.back:
            spans[end] = max(spans.get(end, 0), self.laid.rows[start] - self.laid.rows[end])
        return {name: at for at, name in enumerate(sorted(spans, key=lambda name: (spans[name], name)))}

    def _x(self, cell: Cell) -> int:
        """The middle of a cell, across."""
        return GRID * round((self.left + self.laid.across[cell]) / GRID)

    def _at(self, node: str) -> tuple[int, int]:
        """The middle of a node."""
        row = self.laid.rows[node]
        return self._x((row, node)), self.top + row * ROW

    def _edges(self, scene: str) -> str:
        """A scene's replies as lines, seen from its middle: dashed when they mend something. The places where they leave are in the order
        of where they lead, so that they do not cross at once."""

        def towards(line: _Line) -> int:
            return self.size[0] if line.arc in self.laid.back else self._x(self.laid.cells(line.arc)[1])

        lines = self.lines[scene]
        leaving = {id(line): PORT * (2 * at + 1 - len(lines)) // 2 for at, line in enumerate(sorted(lines, key=towards))}
        taken = [turn.reply for turn in self.way if turn.scene.id == scene]
        drawn = []
        for line in lines:
            look = ' stroke-width="4" class="stroke-pine"' if line.reply in taken else ""
            dashed = ' stroke-dasharray="6 5"' if line.reply.repairs else ""
            points = self._aside(line, leaving[id(line)]) if line.arc in self.laid.back else self._down(line, leaving[id(line)])
            drawn.append(f'<path{look}{dashed} d="{points}"/>')
        look = "line" if self.way else "ink"
        return f'<g class="ts-edges stroke-{look}" fill="none" stroke-width="1.5">{"".join(drawn)}</g>'

    def _down(self, line: _Line, port: int) -> str:
        """From the lower edge of a scene, between the nodes of the rows that it passes, to the upper edge of the node it leads to."""
        x = self._at(line.scene)[0] + port
        free = ROW - 2 * HALF - ARROW
        cells = self.laid.cells(line.arc)[1:]
        steps = []
        for cell in cells:
            aside = self._x(cell) - x
            # Down first, then aside; but into a lane, which goes straight on, the other way round.
            bend = f"0 {free // 2}{_next(aside)}" if cell == cells[-1] else f"{aside} {free // 2}{_next(aside)}"
            steps.append(f"q{bend} {free}" if aside else f"v{free}")
            x += aside
        return f"M{port} {HALF}" + f"v{ROW - free}".join(steps)

    def _aside(self, line: _Line, port: int) -> str:
        """Down into the room below the row, out to the lane at the side, and up and in to where it leads back."""
        x, y = self._at(line.scene)
        there, upper = self._at(line.arc[1])
        lane = self.lanes[line.arc[1]]
        side = self.left + self.laid.width + LANE * lane + LANE // 2 - x
        there, upper, near = there - x, upper - y - HALF - ARROW, 3 * (lane % 3)
        return f"M{port} {HALF}v{near}q0 8 8 8H{side - 8}q8 0 8-8V{upper - near}q0-8-8-8H{there + 8}q-8 0-8 8V{upper}"

    def _node(self, node: str, drawn: str, words: str, across: int) -> str:
        x, y = self._at(node)
        head = _HEAD if node in self.led_to else ""
        return f'<g transform="translate({x} {y})">{head}{drawn}<text class="fill-ink" x="{across}" y="6">{words}</text></g>'

    def scene(self, at: int, scene: Scene) -> str:
        """A scene with its replies, its number, and the numbers of the turns that came to it."""
        turns = ", ".join(str(number) for number, turn in enumerate(self.way, 1) if turn.scene.id == scene.id)
        told = f'<text class="fill-pine" x="-24" y="-12" font-size="14" font-weight="700">{turns}</text>' if turns else ""
        begin = "" if at else _BEGIN
        return self._node(scene.id, self._edges(scene.id) + begin + _SCENE + told, str(self.board.scene_number(scene.id)), 0)

    def ending(self, at: int, ending: Ending) -> str:
        """An ending with its letter and its sign."""
        return self._node(f"{ENDING}{ending.id}", _ENDINGS[ending.outcome], letter(at), -7)


def _next(number: int) -> str:
    """A number as it follows another in a path: a minus parts them as well as a space."""
    return f" {number}" if number >= 0 else str(number)
