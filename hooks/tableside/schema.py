"""The JSON Schema of every content file, made from the model, for completion and red underlines in an editor.

The root is a module; the other files find theirs under ``$defs``. It takes whatever the loader takes, and cannot know rules that
look at two values at once.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from .model import ClinicFile, CourseFile, GlossaryFile, Module, Record, ReferencesFile

FILES: tuple[type[Record], ...] = (Module, CourseFile, GlossaryFile, ReferencesFile, ClinicFile)
"""The records that are files."""


def schema() -> dict[str, Any]:
    """The schema. A file says which part it follows by its `$schema` line: `schema.json` for a module, `schema.json#/$defs/…` else."""
    _, made = models_json_schema([(record, "validation") for record in FILES], ref_template="#/$defs/{model}", by_alias=True)
    definitions = {name: _without_titles(part) for name, part in sorted(made["$defs"].items())}
    for definition in definitions.values():
        definition.get("properties", {}).pop("$schema", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tableside: a module",
        "description": "Made from the model by `tableside schema`; change hooks/tableside/model.py instead.",
        "$ref": "#/$defs/Module",
        "$defs": definitions,
    }


def text() -> str:
    """The schema as content/schema.json holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _without_titles(part: Any) -> Any:
    """The schema without the titles that pydantic makes of Python names, and with sentences on one line."""
    if isinstance(part, list):
        return [_without_titles(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    return {
        key: " ".join(value.split()) if key == "description" and isinstance(value, str) else _without_titles(value)
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }
