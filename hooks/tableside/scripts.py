"""Joins our ES modules into one classic script, because browsers refuse modules on pages that are opened from a folder.

It reads only what ``templates/assets/scripts`` is written in: one-line ``import {a, b} from "./x.js";``, ``export`` in front of a
declaration, names that are unique across all files. What else a module could do is refused with a sentence. Pure: texts in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{(\w+(?:, \w+)*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_NAMED = re.compile(r"^(export )?(?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
_REFUSED = re.compile(r"^(?:import\b.*|export (?:default|\*|\{|(?:const|let) [{\[]).*)|\bimport\(.*|\bimport\.meta\b.*", re.MULTILINE)
_COMMENT = re.compile(r"^[ ]*(?://.*|/\*[\s\S]*?\*/[ ]*)\n", re.MULTILINE)


class Unjoinable(Exception):
    """Why scripts cannot be joined: a sentence that names the file."""


def join(files: Mapping[str, str], entry: str) -> str:
    """One script that does what the module ``entry`` does, with all that it imports before it.

    Args:
        files: the text of each module by its name, such as ``main.js``.
        entry: the name of the module to begin with.

    Raises:
        Unjoinable: if a module is missing, imports in a ring, or is written in a way that the join does not know.
    """
    order: list[str] = []
    owner: dict[str, str] = {}
    _visit(entry, files, [], order, owner)
    body = "\n".join(re.sub(r"^export ", "", _IMPORT.sub("", files[name]), flags=re.MULTILINE).strip() + "\n" for name in order)
    return '(() => {\n"use strict";\n' + re.sub(r"\n{2,}", "\n", _COMMENT.sub("", body)).lstrip() + "})();\n"


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
