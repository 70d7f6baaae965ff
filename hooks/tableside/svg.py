"""Our own drawings, read as XML: what may stand in one, and how a page holds it."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

_NAMESPACE = "http://www.w3.org/2000/svg"


@lru_cache(maxsize=256)
def inline_svg(data: bytes) -> str:
    """A drawing as it stands inside a page: without its own style sheet and size, so that the page's colours (light and dark) apply.

    It is hidden from assistive technology, because the words beside it say the same. Ids lose nothing: a drawing must not use any
    that another on the page has.
    """
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.fromstring(data)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{_NAMESPACE}}}style", f"{{{_NAMESPACE}}}title", f"{{{_NAMESPACE}}}desc"):
                parent.remove(child)
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return re.sub(r">\s*\n\s*<", "><", ElementTree.tostring(root, encoding="unicode"))
