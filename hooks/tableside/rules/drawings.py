"""Rules about the drawings in content/media/: they exist, stand alone, and cannot run or fetch anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from ..faults import did_you_mean, listed
from ..model import Figure
from ..shelf import File, Shelf
from ..source import MOST_BYTES
from ..syntax import Mark
from .finding import Finding, whole_modules

_ELEMENTS = """
    circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient rect stop style svg
    symbol text textPath title tspan use
"""
ELEMENTS = frozenset(_ELEMENTS.split())
"""What a drawing may be made of."""

_STYLE_FETCHES = re.compile(r"@import|url\s*\(\s*['\"]?(?!#)|expression\s*\(|\\", re.IGNORECASE)
_SVG = "http://www.w3.org/2000/svg"


def figures_exist(shelf: Shelf) -> Iterator[Finding]:
    """A figure shows a drawing that is in media/."""
    for file, module in whole_modules(shelf):
        for at, section in enumerate(module.sections):
            for number, part in enumerate(section.parts):
                if isinstance(part, Figure) and part.file not in shelf.media:
                    there = listed(shelf.media) if shelf.media else "nothing yet"
                    yield Finding(
                        file=file,
                        keys=("sections", at, "parts", number, "file"),
                        message=f"there is no drawing `{part.file}` in media/",
                        advice=did_you_mean(part.file, shelf.media) or f"put it there; the folder holds {there}",
                    )


def figures_are_safe(shelf: Shelf) -> Iterator[Finding]:
    """A drawing is a well-formed SVG with a viewBox, of plain shapes and words, with nothing in it that runs or is fetched."""
    for name, data in shelf.media.items():
        file: File[Any] = File(f"media/{name}", None)
        if len(data) > MOST_BYTES:
            told = f"the drawing is larger than {MOST_BYTES // 1_000_000} million bytes"
            yield Finding(file=file, message=told, advice="draw it with fewer points, and without pictures inside")
            continue
        for line, column, message, advice in _look(PurePosixPath(name).stem, data):
            yield Finding(file=file, message=message, advice=advice, mark=Mark(line, column))


class _RefusedError(Exception):
    """Nothing further in the drawing is to be read."""


@dataclass
class _Look:
    """Reads one drawing, and never resolves an entity or fetches anything."""

    name: str
    found: list[tuple[int, int, str, str]] = field(default_factory=list)
    depth: int = 0
    in_style: bool = False
    style: str = ""

    def tell(self, message: str, advice: str) -> None:
        self.found.append((self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, message, advice))

    def read(self, data: bytes) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            self.tell("the drawing is not written in UTF-8, which the handbook needs", "save it again as plain SVG in UTF-8")
            return
        try:
            self.parser.Parse(data, True)
        except _RefusedError:
            pass
        except expat.ExpatError as error:
            told = "the drawing cannot be read from here on"
            self.found.append((error.lineno, error.offset + 1, told, "save it again as plain SVG from the drawing program"))

    def doctype(self, *_: object) -> None:
        self.tell("a drawing with a DOCTYPE is not read", "delete the line that begins with <!DOCTYPE")
        raise _RefusedError

    def instruction(self, target: str, _: str) -> None:
        self.tell(f"`<?{target}` is an order to the browser", "delete it")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        space, _, name = element.rpartition(" ")
        self.depth += 1
        self.in_style = name == "style"
        if self.depth == 1 and (space, name) != (_SVG, "svg"):
            self.tell("the file is not an SVG drawing", 'let it begin with <svg xmlns="http://www.w3.org/2000/svg" …>')
            raise _RefusedError
        if self.depth == 1 and not _is_view_box(attributes.get("viewBox", "")):
            self.tell("the drawing has no viewBox, so it cannot grow and shrink with the page", 'add viewBox="0 0 width height" to <svg>')
        if self.depth > 100:
            self.tell("the drawing's groups stand too deep inside each other", "save it again as plain SVG from the drawing program")
            raise _RefusedError
        if space != _SVG or name not in ELEMENTS:
            self.tell(f"<{name}> may not be in a drawing", "take it out; a drawing is made of shapes, groups, gradients and text")
        for full, value in attributes.items():
            self.attribute(full.rpartition(" ")[2], value)
        # Drawings stand inside a page, whose own places have ids too.
        if "id" in attributes and not attributes["id"].startswith(f"{self.name}-"):
            told = f"the id `{attributes['id']}` may be taken by something else on the page"
            self.tell(told, f"let it begin with the drawing's name, as in `{self.name}-{attributes['id']}`, also where the drawing uses it")

    def attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.tell(f"`{name}` would run a script", "take it out")
        elif name == "href" and not value.strip().startswith("#"):
            self.tell("`href` leads out of the drawing", "link to a shape of this drawing (#id), or take it out")
        elif name != "href" and (_STYLE_FETCHES.search(value) or "javascript:" in value.lower()):
            self.tell(f"`{name}` would fetch or run something", "use plain colors and numbers, or url(#id) within the drawing")

    def words(self, words: str) -> None:
        if self.in_style:
            self.style += words

    def end(self, _: str) -> None:
        if self.in_style and _STYLE_FETCHES.search(self.style):
            self.tell("the <style> above would fetch something", "use plain colors and numbers, or url(#id) within the drawing")
        self.depth -= 1
        self.in_style, self.style = False, ""


def _look(name: str, data: bytes) -> list[tuple[int, int, str, str]]:
    """Line, column, message and advice for everything in a drawing that may not be there."""
    look = _Look(name)
    look.read(data)
    return look.found


def _is_view_box(value: str) -> bool:
    numbers = value.replace(",", " ").split()
    return len(numbers) == 4 and all(re.fullmatch(r"-?[0-9]*\.?[0-9]+", number) for number in numbers)
