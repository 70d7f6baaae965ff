"""Joins our ES modules into one classic script, because browsers refuse modules on pages that are opened from a folder.

It reads only what ``templates/assets/scripts`` is written in: one-line ``import {a, b} from "./x.js";``, ``export`` in front of a
declaration, names that are unique across all files. What else a module could do is refused with a sentence. Pure: texts in, text out.

A script can come in parts: the main one lends names, frozen, in ``window.tableside``, and a part that comes after it borrows them there. So
a module of the main script exists once on a page, with its state. What two parts share and the main script lacks stands in both of them,
and must keep no state.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_IMPORT = re.compile(r'^import \{(\w+(?:, \w+)*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_NAMED = re.compile(r"^(export )?(?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
_REFUSED = re.compile(r"^(?:import\b.*|export (?:default|\*|\{|(?:const|let) [{\[]).*)|\bimport\(.*|\bimport\.meta\b.*", re.MULTILINE)
_LENT = "tableside"
_COMMENT = re.compile(r"^[ ]*(?://.*|/\*[\s\S]*?\*/[ ]*)\n", re.MULTILINE)


class Unjoinable(Exception):
    """Why scripts cannot be joined: a sentence that names the file."""


def join(files: Mapping[str, str], entry: str, *, parts: Collection[str] = (), after: str | None = None) -> str:
    """One script that does what the module ``entry`` does, with all that it imports before it.

    Args:
        files: the text of each module by its name, such as ``main.js``.
        entry: the name of the module to begin with.
        parts: modules that other scripts begin with, which come after this one: it lends them what they import of it.
        after: the module that the script begins with which lends to this one: what that script has is left out here.

    Raises:
        Unjoinable: if a module is missing, imports in a ring, or is written in a way that the join does not know.
    """
    owner: dict[str, str] = {}
    first: list[str] = []
    if after:
        _visit(after, files, [], first, owner)
    order = list(first)
    _visit(entry, files, [], order, owner)
    own = order[len(first) :]
    body = "\n".join(re.sub(r"^export ", "", _IMPORT.sub("", files[name]), flags=re.MULTILINE).strip() + "\n" for name in own)
    joined = re.sub(r"\n{2,}", "\n", _COMMENT.sub("", body)).lstrip()
    borrowed = _borrowed(files, own, first)
    lent = sorted({name for part in parts for name in _borrowed(files, _after(files, part, entry), own)})
    if borrowed:
        joined = f"const {{{', '.join(borrowed)}}} = window.{_LENT};\n{joined}"
    if lent:
        joined += f"window.{_LENT} ??= Object.freeze({{{', '.join(lent)}}});\n"
    return f'(() => {{\n"use strict";\n{joined}}})();\n'


def _after(files: Mapping[str, str], entry: str, first: str) -> list[str]:
    """The modules that ``entry`` needs beyond those of the script that begins with ``first``."""
    owner: dict[str, str] = {}
    order: list[str] = []
    _visit(first, files, [], order, owner)
    there = len(order)
    _visit(entry, files, [], order, owner)
    return order[there:]


def _borrowed(files: Mapping[str, str], users: Collection[str], lenders: Collection[str]) -> list[str]:
    """The names that some modules import from others, sorted."""
    imports = [match for user in users for match in _IMPORT.finditer(files[user]) if match[2] in lenders]
    return sorted({name for match in imports for name in match[1].split(", ")})


def _visit(name: str, files: Mapping[str, str], path: list[str], order: list[str], owner: dict[str, str]) -> None:
    if name in order:
        return
    if name in path:
        raise Unjoinable(f"{' imports '.join([*path[path.index(name) :], name])}: break the ring")
    if name not in files:
        raise Unjoinable(f"{path[-1]} imports {name}, and there is no such script" if path else f"there is no script {name}")
    source = files[name]
    imports = [(match[2], match[1].split(", ")) for match in _IMPORT.finditer(source)]
    for imported, names in imports:
        _visit(imported, files, [*path, name], order, owner)
        exported = {match[2] for match in _NAMED.finditer(files[imported]) if match[1]}
        for each in names:
            if each not in exported:
                raise Unjoinable(f"{name} imports {each} from {imported}, which does not export it")
    if refused := _REFUSED.search(_COMMENT.sub("", _IMPORT.sub("", source))):
        raise Unjoinable(f"{name} says `{refused[0].strip()}`, which the join does not know: import and export plain names on one line")
    for match in _NAMED.finditer(source):
        if owner.setdefault(match[2], name) != name:
            raise Unjoinable(f"{name} and {owner[match[2]]} both name something `{match[2]}`: give one of them another name")
    order.append(name)
