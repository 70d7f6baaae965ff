"""Prose: CommonMark with tables, read once, written as HTML, as Typst calls or as plain words.

Raw HTML is never markup here: it comes out as the characters the author typed. Where a link leads is not known here either: each
output hands in its own ``Links``. In Typst every word is a string literal in code mode, so prose can never become code.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Literal, Protocol

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True)
class Target:
    """Where a link leads in one output."""

    href: str
    """An address in HTML, a label in Typst."""
    label: str = ""
    """The words of a citation, such as "CMTO, 2021"."""
    means: str = ""
    """What a term means, in plain words, when it is to be shown beside the prose."""


class Links(Protocol):
    """How one output resolves links by id. ``None`` means: write the words without a link."""

    def module(self, module: str, section: str | None) -> Target | None:
        """The target of `module:consent` or `module:consent#ask-first`."""
        ...

    def term(self, term: str) -> Target | None:
        """The target of `term:draping`."""
        ...

    def cite(self, key: str) -> Target | None:
        """The target and label of `@key`."""
        ...


@dataclass(frozen=True)
class Mention:
    """One thing that prose points at, or should not hold."""

    kind: Literal["module", "term", "cite", "url", "heading", "image", "html"]
    """What it is."""
    id: str
    """The module, term or key; the address; or the offending text."""
    section: str | None
    """The section after `#`, for a module."""
    line: int
    """Line within the text, from 1."""
    column: int
    """Column within that line, from 1."""


_CITES = re.compile(r"(?<![\w@./])@([a-z][a-z0-9_]*[a-z0-9])(?:[,;]?[ \n]+@[a-z][a-z0-9_]*[a-z0-9])*")
_CITE = re.compile(r"@([a-z][a-z0-9_]*[a-z0-9])")
_SAFE_URL = re.compile(r"(?:https?://|mailto:)[^\s]+\Z", re.IGNORECASE)


def is_safe_url(url: str) -> bool:
    """Whether an address may be written into an output: http, https or mailto."""
    return bool(_SAFE_URL.match(url))


def _reader(raw_html: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": raw_html}).enable("table")
    # Addresses are judged by is_safe_url when they are written, so that a refused one can be told instead of silently becoming words.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


_PROSE = _reader(raw_html=False)
_WITH_HTML = _reader(raw_html=True)


_WORDS_ALONE = re.compile(r"[^\W\d_](?:[^\\`*_\[\]<&@|\s]| (?=\S))*")
"""Words on one line in which Markdown finds nothing to read. Most lines of a course are such, and reading takes time."""


@lru_cache(maxsize=16384)
def _tree(source: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_PROSE.parse(source))


@lru_cache(maxsize=16384)
def _line_tree(source: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_PROSE.parseInline(" ".join(source.split("\n"))))


def _split_cites(words: str) -> Iterator[str | tuple[str, ...]]:
    """Stretches of words, and groups of adjacent citations."""
    if words and "@" not in words:
        yield words
        return
    at = 0
    for group in _CITES.finditer(words):
        if group.start() > at:
            yield words[at : group.start()]
        yield tuple(_CITE.findall(group.group()))
        at = group.end()
    if at < len(words):
        yield words[at:]


class _Writer(ABC):
    """Walks the tree; subclasses say how each thing is written."""

    def __init__(self, links: Links) -> None:
        self.links = links

    def walk(self, nodes: Iterable[SyntaxTreeNode]) -> list[str]:
        return [getattr(self, node.type, self.other)(node) for node in nodes]

    def other(self, node: SyntaxTreeNode) -> str:
        return self.group(node.children)

    inline = other

    def paragraph(self, node: SyntaxTreeNode) -> str:
        """In a tight list the words of an item are no paragraph of their own."""
        hidden = node.nester_tokens is not None and node.nester_tokens.opening.hidden
        return self.group(node.children) if hidden else self.block(node)

    @abstractmethod
    def group(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        """Nodes, one after the other."""

    @abstractmethod
    def block(self, node: SyntaxTreeNode) -> str:
        """A paragraph."""

    def target(self, href: str) -> Target | None:
        """Where a link's address leads, or None to write its words alone."""
        scheme, _, rest = href.partition(":")
        if scheme == "module":
            module, _, section = rest.partition("#")
            return self.links.module(module, section or None)
        if scheme == "term":
            return self.links.term(rest)
        return Target(href) if is_safe_url(href) else None


class _Html(_Writer):
    def group(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        return "".join(self.walk(nodes))

    def _wrap(self, tag: str, node: SyntaxTreeNode) -> str:
        return f"<{tag}>{self.group(node.children)}</{tag}>"

    def block(self, node: SyntaxTreeNode) -> str:
        return self._wrap("p", node)

    heading = block

    def bullet_list(self, node: SyntaxTreeNode) -> str:
        return self._wrap("ul", node)

    def ordered_list(self, node: SyntaxTreeNode) -> str:
        start = node.attrs.get("start", 1)
        number = f' start="{int(start)}"' if start != 1 else ""
        return f"<ol{number}>{self.group(node.children)}</ol>"

    def list_item(self, node: SyntaxTreeNode) -> str:
        return self._wrap("li", node)

    def blockquote(self, node: SyntaxTreeNode) -> str:
        return self._wrap("blockquote", node)

    def table(self, node: SyntaxTreeNode) -> str:
        return f'<div class="ts-table" tabindex="0" role="group" aria-label="Table"><table>{self.group(node.children)}</table></div>'

    def thead(self, node: SyntaxTreeNode) -> str:
        return self._wrap("thead", node)

    def tbody(self, node: SyntaxTreeNode) -> str:
        return self._wrap("tbody", node)

    def tr(self, node: SyntaxTreeNode) -> str:
        return self._wrap("tr", node)

    def th(self, node: SyntaxTreeNode) -> str:
        return f'<th scope="col">{self.group(node.children)}</th>'

    def td(self, node: SyntaxTreeNode) -> str:
        return self._wrap("td", node)

    def hr(self, node: SyntaxTreeNode) -> str:
        return "<hr>"

    def _pre(self, node: SyntaxTreeNode) -> str:
        # A line of backticks in raw HTML would open a fence for the Markdown reader that comes after us.
        return f"<pre><code>{escape(node.content).replace('`', '&#96;')}</code></pre>"

    fence = code_block = _pre

    def em(self, node: SyntaxTreeNode) -> str:
        return self._wrap("em", node)

    def strong(self, node: SyntaxTreeNode) -> str:
        return self._wrap("strong", node)

    def code_inline(self, node: SyntaxTreeNode) -> str:
        return f"<code>{_escape(node.content)}</code>"

    def softbreak(self, node: SyntaxTreeNode) -> str:
        return " "

    def hardbreak(self, node: SyntaxTreeNode) -> str:
        return "<br>"

    def image(self, node: SyntaxTreeNode) -> str:
        return _escape(node.content)

    def text(self, node: SyntaxTreeNode) -> str:
        return "".join(_escape(part) if isinstance(part, str) else self._cites(part) for part in _split_cites(node.content))

    text_special = text

    def _cites(self, keys: tuple[str, ...]) -> str:
        found = [(key, self.links.cite(key)) for key in keys]
        shown = [
            f'<a class="ts-cite" href="{_escape(target.href)}">{_escape(target.label)}</a>' if target else _escape("@" + key)
            for key, target in found
        ]
        return f"({'; '.join(shown)})"

    def link(self, node: SyntaxTreeNode) -> str:
        words = self.group(node.children)
        href = str(node.attrs.get("href", ""))
        target = self.target(href)
        if target is None:
            return words
        if target.means:
            return f'<a class="ts-term" href="{_escape(target.href)}" data-means="{_escape(target.means)}">{words}</a>'
        return f'<a href="{_escape(target.href)}">{words}</a>'


class _Typst(_Writer):
    def group(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        return "{" + "; ".join(part for part in self.walk(nodes) if part) + "}"

    def _call(self, name: str, node: SyntaxTreeNode) -> str:
        return f"{name}({self.group(node.children)})"

    def _calls(self, name: str, node: SyntaxTreeNode) -> str:
        return f"{name}({', '.join(self.walk(node.children))})"

    def block(self, node: SyntaxTreeNode) -> str:
        return self._call("md-paragraph", node)

    heading = block

    def bullet_list(self, node: SyntaxTreeNode) -> str:
        return self._calls("md-bullets", node)

    def ordered_list(self, node: SyntaxTreeNode) -> str:
        items = ", ".join([f"start: {int(node.attrs.get('start', 1))}", *self.walk(node.children)])
        return f"md-numbers({items})"

    def blockquote(self, node: SyntaxTreeNode) -> str:
        return self._call("md-quote", node)

    def table(self, node: SyntaxTreeNode) -> str:
        rows = [f"({', '.join([*self.walk(row.children), ''])})" for part in node.children for row in part.children]
        return f"md-table({', '.join(rows)})"

    def hr(self, node: SyntaxTreeNode) -> str:
        return "md-rule()"

    def _pre(self, node: SyntaxTreeNode) -> str:
        return f"md-pre({typst_string(node.content)})"

    fence = code_block = _pre

    def em(self, node: SyntaxTreeNode) -> str:
        return self._call("md-em", node)

    def strong(self, node: SyntaxTreeNode) -> str:
        return self._call("md-strong", node)

    def code_inline(self, node: SyntaxTreeNode) -> str:
        return f"md-code({typst_string(node.content)})"

    def softbreak(self, node: SyntaxTreeNode) -> str:
        return '" "'

    def hardbreak(self, node: SyntaxTreeNode) -> str:
        return "linebreak()"

    def image(self, node: SyntaxTreeNode) -> str:
        return typst_string(node.content)

    def text(self, node: SyntaxTreeNode) -> str:
        return "; ".join(typst_string(part) if isinstance(part, str) else self._cites(part) for part in _split_cites(node.content))

    text_special = text

    def _cites(self, keys: tuple[str, ...]) -> str:
        shown = []
        for key in keys:
            target = self.links.cite(key)
            shown.append(f"md-cite({typst_string(target.href)}, {typst_string(target.label)})" if target else typst_string("@" + key))
        return '"("; ' + '; "; "; '.join(shown) + '; ")"'

    def link(self, node: SyntaxTreeNode) -> str:
        words = self.group(node.children)
        href = str(node.attrs.get("href", ""))
        target = self.target(href)
        if target is None:
            return words
        kind = href.partition(":")[0]
        call = {"module": "md-see", "term": "md-term"}.get(kind, "md-url")
        return f"{call}({typst_string(target.href)}, {words})"


class _Plain(_Writer):
    def group(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        return "".join(self.walk(nodes))

    def block(self, node: SyntaxTreeNode) -> str:
        return self.group(node.children).strip() + "\n"

    paragraph = heading = list_item = blockquote = tr = block

    def th(self, node: SyntaxTreeNode) -> str:
        return self.group(node.children) + " "

    td = th

    def _content(self, node: SyntaxTreeNode) -> str:
        return node.content

    code_inline = fence = code_block = image = _content

    def softbreak(self, node: SyntaxTreeNode) -> str:
        return " "

    hardbreak = softbreak

    def text(self, node: SyntaxTreeNode) -> str:
        return "".join(part if isinstance(part, str) else "" for part in _split_cites(node.content))

    text_special = text


class _NoLinks:
    def module(self, module: str, section: str | None) -> Target | None:
        return None

    def term(self, term: str) -> Target | None:
        return None

    def cite(self, key: str) -> Target | None:
        return None


def _escape(words: str) -> str:
    return escape(words, quote=True)


def typst_string(words: str) -> str:
    """A Typst string literal that holds exactly these words."""
    return '"' + re.sub(r'["\\\x00-\x1f\x7f]', _typst_escape, words) + '"'


def _typst_escape(sign: re.Match[str]) -> str:
    return f"\\{sign.group()}" if sign.group() in '"\\' else f"\\u{{{ord(sign.group()):x}}}"


def html(source: str, links: Links) -> str:
    """Block HTML of prose, on one line but for what stands in <pre>."""
    if _WORDS_ALONE.fullmatch(source):
        return f"<p>{_escape(source)}</p>"
    return _Html(links).group(_tree(source).children)


def line_html(source: str, links: Links) -> str:
    """Inline HTML of a line."""
    if _WORDS_ALONE.fullmatch(source):
        return _escape(source)
    return _Html(links).group(_line_tree(source).children)


def typst(source: str, links: Links) -> str:
    """A Typst code block of `md-…` calls for prose."""
    return _Typst(links).group(_tree(source).children)


def line_typst(source: str, links: Links) -> str:
    """A Typst code block of strings and inline `md-…` calls for a line."""
    return _Typst(links).group(_line_tree(source).children)


def plain(source: str) -> str:
    """The words alone: no marks, no links, no citations; blocks part by line ends."""
    return _tidy(source if _WORDS_ALONE.fullmatch(source) else _Plain(_NoLinks()).group(_tree(source).children))


def line_plain(source: str) -> str:
    """The words of a line alone. What would begin a list or a heading in prose is words here."""
    return _tidy(source if _WORDS_ALONE.fullmatch(source) else _Plain(_NoLinks()).group(_line_tree(source).children))


def _tidy(words: str) -> str:
    """Without the spaces that marks and citations leave behind."""
    return re.sub(r"[ \t]+(?=[.,;:!?)\n]|$)", "", re.sub(r"[ \t]{2,}", " ", words)).strip()


_POINTS = re.compile(r"[@<\[#]|^[\s>]*(?:=+|-+)[ \t]*$", re.MULTILINE)
"""What a citation, a link, HTML, a picture or a heading is written with."""


def mentions(source: str) -> list[Mention]:
    """Everything the text points at or should not hold, in order."""
    if not _POINTS.search(source):
        return []
    found: list[Mention] = []
    at = 0

    def add(kind: str, id: str, section: str | None, needle: str) -> None:
        nonlocal at
        start = source.find(needle, at)
        if start < 0:
            start = max(source.find(needle), 0)
        else:
            at = start + len(needle)
        line_start = source.rfind("\n", 0, start) + 1
        found.append(Mention(kind, id, section, source.count("\n", 0, start) + 1, start - line_start + 1))  # type: ignore[arg-type]

    # Without a `<` both readers see the same, and what one has read is kept.
    for node in (SyntaxTreeNode(_WITH_HTML.parse(source)) if "<" in source else _tree(source)).walk():
        if node.type == "heading":
            first_line = node.map[0] if node.map else 0
            add("heading", node.children[0].content if node.children else "", None, source.split("\n")[first_line])
        elif node.type in ("html_block", "html_inline"):
            add("html", node.content.strip(), None, node.content.strip())
        elif node.type == "image":
            add("image", str(node.attrs.get("src", "")), None, "![")
        elif node.type == "link":
            href = str(node.attrs.get("href", ""))
            scheme, _, rest = href.partition(":")
            if scheme == "module":
                module, _, section = rest.partition("#")
                add("module", module, section or None, href)
            elif scheme == "term":
                add("term", rest, None, href)
            else:
                add("url", href, None, href)
        elif node.type in ("text", "text_special"):
            for part in _split_cites(node.content):
                for key in () if isinstance(part, str) else part:
                    add("cite", key, None, "@" + key)
    return found
