"""What a finished search index is told besides the words of a page: other names, and how much a place counts.

It knows nothing of courses, imports nothing and stands alone: the folder that ``tableside build pages`` writes takes this file along as its
only hook, and works without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def tell(entries: list[dict[str, Any]], url: str, told: Mapping[str, Mapping[str, Any]]) -> None:
    """Add what is told of a page to its entries, which are the last of the index.

    Args:
        entries: the index so far. Each has its `location` and its `title`, as HTML.
        url: the page's address, such as modules/consent.html.
        told: by location, what to put behind the title (`names`, as HTML), and how much the place counts (`boost`).
    """
    for entry in reversed(entries):
        if entry["location"].partition("#")[0] != url:
            return
        more = told.get(entry["location"], {})
        entry["title"] += more.get("names", "")
        if "boost" in more:
            entry["boost"] = more["boost"]


def on_page_context(context: Any, *, page: Any, config: Any, **_: Any) -> Any:
    """As a hook of MkDocs: after its search has read a page, tell the index the rest. ``extra: search_also`` in mkdocs.yml holds it."""
    plugin = config["plugins"].get("material/search")
    if plugin:
        tell(plugin.search_index.entries, page.url, config["extra"].get("search_also", {}))
    return context
