"""What a screen reader could say on a page: a simulation, made from Chromium's accessibility tree. No screen reader was run.

It reads the tree that a browser hands to screen readers (DevTools protocol, Accessibility) and puts it into words in one fixed way: name,
role, state, description. Real screen readers differ from it and from each other in wording, order and what they leave out; what it can
show is what they are given to work with: names that are missing, rows that cannot be told apart, changes that nobody is told of.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Locator, Page

ROLES = {
    "textbox": "edit",
    "combobox": "list box",
    "radio": "radio button",
    "checkbox": "check box",
    "DisclosureTriangle": "disclosure",
    "listitem": "item",
}
"""Roles whose name in the tree is not what people hear."""

CONTROLS = {"button", "checkbox", "combobox", "DisclosureTriangle", "link", "radio", "textbox"}
GROUPS = {"group", "list", "listitem"}
SILENT = {"generic", "none", "InlineTextBox", "LegendRoot", "MenuListPopup", "option", "LabelText", "Details"}

WATCH = """e => {
    window.spoken = []
    for (const region of e.querySelectorAll('[role=status], [role=alert], [aria-live]'))
        new MutationObserver(() => region.textContent.trim() && window.spoken.push(region.textContent.trim()))
            .observe(region, {childList: true, characterData: true, subtree: true})
}"""


class Listener:
    """Somebody who listens to one part of a page, and writes down what they hear."""

    def __init__(self, page: Page, part: Locator) -> None:
        self.page = page
        self.part = part
        self.heard: list[str] = []
        self.tree: dict[str, dict[str, Any]] = {}
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Accessibility.enable")
        self.session.send("DOM.enable")
        part.evaluate(WATCH)

    def read(self) -> None:
        """Read the part from top to bottom, as with the arrow keys."""
        self.heard.append("[reads from top to bottom]")
        part = self._node(self.part)
        # In one piece: the browser gives nodes new ids while fonts and pictures come in.
        self.tree = {node["nodeId"]: node for node in self.session.send("Accessibility.getFullAXTree")["nodes"]}
        here = next(node for node in self.tree.values() if node.get("backendDOMNodeId") == part["backendDOMNodeId"])
        self._read(here, depth=0, done=set())

    def press(self, key: str, *, times: int = 1) -> None:
        """Press a key, and hear where the focus is now and what is announced."""
        before = self._focused()
        for _ in range(times):
            self.page.keyboard.press(key)
        self.heard.append(f"[{key}]" if times == 1 else f"[{key}, {times} times]")
        self._after(before)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        self.page.keyboard.type(words)
        self.heard.append(f"[types: {words}]")
        self._after(self._focused())

    def _after(self, before: str) -> None:
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        now = self._focused()
        if now != before:
            self.heard.append(f"  {now}")
        self.heard += [f"  (announced) {words}" for words in self.page.evaluate("() => window.spoken.splice(0)")]

    def _focused(self) -> str:
        handle = self.session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
        return told(self._ax({"objectId": handle}))

    def _node(self, part: Locator) -> dict[str, Any]:
        part.evaluate("e => { window.heardPart = e }")
        handle = self.session.send("Runtime.evaluate", {"expression": "window.heardPart"})["result"]["objectId"]
        return self._ax({"objectId": handle})

    def _ax(self, which: dict[str, str]) -> dict[str, Any]:
        nodes = self.session.send("Accessibility.getPartialAXTree", {**which, "fetchRelatives": False})["nodes"]
        return dict(nodes[0])

    def _children(self, node: dict[str, Any]) -> list[dict[str, Any]]:
        return [self.tree[key] for key in node.get("childIds", ()) if key in self.tree]

    def _read(self, node: dict[str, Any], depth: int, done: set[str]) -> None:
        # The browser lists the children of an ignored node both under it and in its place.
        if node["nodeId"] in done:
            return
        done.add(node["nodeId"])
        role = value(node, "role")
        name = value(node, "name")
        said = depth
        if not node.get("ignored") and role not in SILENT:
            if role in ("StaticText", "ListMarker"):
                self.heard.append("  " * (depth + 1) + name.strip())
                return
            if role in CONTROLS:
                self.heard.append("  " * (depth + 1) + told(node))
                return
            if role in GROUPS and (name or role != "group"):
                children = self._children(node)
                count = f", {sum(1 for child in children if value(child, 'role') == 'listitem')} items" if role == "list" else ""
                self.heard.append("  " * (depth + 1) + (f"{name}, " if name and role != "listitem" else "") + ROLES.get(role, role) + count)
                said = depth + 1
        for child in self._children(node):
            self._read(child, said, done)


def value(node: dict[str, Any], key: str) -> str:
    """A value of a node of the tree as text; empty, when it has none."""
    return str(node.get(key, {}).get("value", ""))


def told(node: dict[str, Any]) -> str:
    """A control in words: name, role, value, states, description."""
    role = value(node, "role")
    states = {state["name"]: state["value"].get("value") for state in node.get("properties", [])}
    words = [value(node, "name") or "(no name)", ROLES.get(role, role)]
    if role in ("textbox", "combobox"):
        words.append(value(node, "value") or "empty")
    if "checked" in states:
        words.append("checked" if states["checked"] == "true" else "not checked")
    if "expanded" in states and role != "combobox":
        words.append("open" if states["expanded"] else "closed")
    if states.get("disabled"):
        words.append("unavailable")
    if description := value(node, "description"):
        words.append(description)
    return ", ".join(words)
