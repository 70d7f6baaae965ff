"""A page of ours turned to HTML, with what search knows of it, without reading it as Markdown again.

The pages that ``outputs.pages`` makes are Markdown headings with ids and finished HTML between them, so that any generator can read them.
Python-Markdown takes longer for such a page than everything else together, and Material's search as long again. This file knows
the shape and cuts the page at its headings. A page of any other shape is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

_HEADING = re.compile(r"(?:\A|\n\n)(#{1,6}) ((?:[\w ]|&#[0-9]+;)+) \{#([a-z0-9-]+)( data-search-exclude)?\}(?=\n\n+(?:<[a-z]|#)|\n*\Z)")
"""A heading as ``render.heading`` writes it, where one can stand. What an author typed cannot look like it: there every `<` is `&lt;`."""


@dataclass(frozen=True)
class Stretch:
    """A heading and what stands under it."""

    level: int
    """1 to 6."""
    title: str
    """The heading as HTML."""
    id: str
    """Its anchor."""
    searched: bool
    """Whether search knows of it."""
    html: str
    """What follows, up to the next heading."""


@dataclass(frozen=True)
class Hit:
    """Something that search can find."""

    anchor: str
    """The id of its heading; empty for the first one, which stands for the page."""
    title: str
    """The heading as HTML."""
    text: str
    """What stands under it, as HTML of the few tags that Material's search shows."""


def stretches(markdown: str) -> tuple[Stretch, ...] | None:
    """The headings of a page with what stands under each, or None if the page is not of our shape."""
    markdown = markdown.strip("\n")
    found = list(_HEADING.finditer(markdown))
    if not found or found[0].start() != 0 or found[0][1] != "#":
        return None
    ends = [*(heading.start() for heading in found[1:]), len(markdown)]
    cut = tuple(
        Stretch(len(heading[1]), heading[2].strip(), heading[3], not heading[4], markdown[heading.end() : end].strip("\n"))
        for heading, end in zip(found, ends, strict=True)
    )
    # A heading of Markdown's that `render.heading` did not write, or a heading within HTML that search would take for one.
    odd = any((part.html and part.html[0] != "<") or "<!--" in part.html or "\n\n#" in part.html or _ODD.search(part.html) for part in cut)
    return None if odd else cut


_ODD = re.compile(r"<h[1-6] [^>]*\bid=")


def html(page: Sequence[Stretch]) -> str:
    """The page's content."""
    return "\n".join(line for part in page for line in (_heading(part), part.html) if line)


def _heading(part: Stretch) -> str:
    return f'<h{part.level}{"" if part.searched else " data-search-exclude"} id="{part.id}">{part.title}</h{part.level}>'


def anchors(page: Sequence[Stretch]) -> frozenset[str]:
    """Every id on the page that a link can lead to."""
    return frozenset(part.id for part in page).union(*(re.findall(r'\sid="([^"]+)"', part.html) for part in page))


def hits(page: tuple[Stretch, ...]) -> tuple[Hit, ...]:
    """What Material's search would find on the page, in its own form: a heading each, with the words below it and a few tags."""
    return tuple(
        Hit("" if at == 0 else part.id, escape(unescape(part.title), quote=False), "".join(_words(part.html)).strip())
        for at, part in enumerate(page)
        if part.searched
    )


@dataclass(frozen=True)
class Ready:
    """A page, finished."""

    html: str
    """Its content."""
    anchors: frozenset[str]
    """Every id on it that a link can lead to."""
    toc: Any
    """Its headings as Python-Markdown's table of contents tells them: a list of mappings, those of level 2 within those of level 1."""
    hits: tuple[Hit, ...]
    """What search finds on it."""


def page(markdown: str) -> Ready | None:
    """A page of ours, or None if it is not of our shape."""
    cut = stretches(markdown)
    return Ready(html(cut), anchors(cut), toc(cut), hits(cut)) if cut else None


_TOKEN = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)""")
_KEPT = {"p", "code", "pre", "li", "ol", "ul", "sub", "sup"}
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_UNREAD = {"object", "script", "style"}


def _words(source: str) -> list[str]:
    """The text of finished HTML with the tags that are kept; what carries data-search-exclude is left out with all in it."""
    said: list[str] = []
    # Tags that are open: inside what is left out, and inside preformatted text.
    left_out = preformatted = 0
    for closing, name, attributes, text in _TOKEN.findall(source):
        if text:
            if not left_out:
                _say(said, unescape(text), bool(preformatted))
        elif name in _EMPTY or attributes.endswith("/"):
            continue
        elif left_out:
            left_out += -1 if closing else 1
        elif closing:
            preformatted -= name == "pre"
            if name in _KEPT:
                _close(said, name)
        elif name in _UNREAD or "data-search-exclude" in attributes:
            left_out = 1
        else:
            preformatted += name == "pre"
            if name in _KEPT:
                said.append(f"<{name}>")
    return said


def _say(said: list[str], text: str, preformatted: bool) -> None:
    """Add words. White space is one space, and none follows another, except in preformatted text."""
    if not text.isspace():
        said.append(escape(text if preformatted else text.replace("\n", " "), quote=False))
    elif preformatted:
        said.append(text)
    elif not said or not said[-1].isspace():
        said.append(" ")


def _close(said: list[str], name: str) -> None:
    """Close a tag, or take it back when nothing stands in it."""
    at = said.index(f"<{name}>")
    if all(word.isspace() for word in said[at + 1 :]):
        del said[at:]
    else:
        said.append(f"</{name}>")


def toc(page: Sequence[Stretch]) -> Any:
    """The headings as Python-Markdown's table of contents tells them: a list of mappings, those of level 2 within those of level 1."""
    top: list[dict[str, Any]] = []
    for part in page:
        if part.level <= _IN_TOC:
            siblings = top if part.level == 1 else top[-1]["children"]
            siblings.append({"level": part.level, "id": part.id, "name": part.title, "children": []})
    return top


_IN_TOC = 2
"""As `toc_depth` in mkdocs.yml says."""
