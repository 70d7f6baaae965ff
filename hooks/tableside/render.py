"""The Jinja environment: templates in, text out. It knows nothing of any output; an output hands in its links.

Templates are chosen by name, prose is written by the filters ``line``, ``prose`` and ``plain``, and everything else is escaped.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from . import questions, text
from .folders import stamps
from .svg import inline_svg
from .wording import dated, fill

Render = Callable[..., str]
"""``render(template, links=…, **values)``: the text of one template."""


@pass_context
def _line(context: Context, source: str) -> Markup:
    return Markup(text.line_html(source, context["links"]))


@pass_context
def _prose(context: Context, source: str) -> Markup:
    return Markup(text.html(source, context["links"]))


def heading(level: int, words: str, id: str, searched: bool = True) -> Markup:
    """A Markdown heading with its id. Punctuation is written as numeric entities, so that neither Markdown nor HTML reads it.

    Args:
        level: 1 to 6.
        words: the heading, as plain words.
        id: its anchor on the page.
        searched: whether the search index takes what stands under it.
    """
    safe = re.sub(r"[^\w\s]|_", lambda sign: f"&#{ord(sign.group())};", " ".join(words.split()))
    return Markup(f"{'#' * level} {safe} {{#{id}{'' if searched else ' data-search-exclude'}}}")


def front_matter(words: str) -> Markup:
    """Words as a quoted YAML string, with the signs of HTML as entities because the theme writes titles as they are."""
    plain = " ".join(words.split())
    return Markup('"' + re.sub(r"[&<>\"'\\{}]", lambda sign: f"&#{ord(sign.group())};", plain) + '"')


@pass_context
def _day(context: Context, day: datetime.date) -> str:
    return dated(context["words"], day)


@lru_cache(maxsize=2)
def _environment(folder: Path, seen: object) -> Environment:
    """The environment of a folder whose templates were last changed at the moments in ``seen``; looking at each use takes longer."""
    env = Environment(
        loader=FileSystemLoader(folder),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(
        line=_line,
        prose=_prose,
        plain=text.plain,
        front_matter=front_matter,
        fill=fill,
        day=_day,
        number=questions.shown,
        drawing=lambda data: Markup(inline_svg(data)),
    )
    env.globals.update(
        heading=heading, partners=questions.partners, mixed=questions.mixed, letter=questions.letter, grading=questions.grading
    )
    return env


def compiled(folder: Path) -> FileSystemBytecodeCache | None:
    """Where an environment keeps its templates compiled from one build to the next; None if the folder cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def renderer(templates: Path, words: Mapping[str, str]) -> Render:
    """A ``Render`` over a folder of templates. A name may be a list, of which the first that exists is taken."""
    env = _environment(templates, stamps(templates, "*.jinja"))

    def render(template: str | Iterable[str], **values: Any) -> str:
        found = env.get_template(template) if isinstance(template, str) else env.select_template(list(template))
        return found.render(words=words, **values)

    return render
