"""Where links by id lead inside one file, and what of the course the file therefore has to hold.

Ids are joined by two hyphens, which no id holds, so that no two things come to the same label.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Module, Reference, Term
from ..text import Target


def module_label(module: str, section: str | None = None) -> str:
    """The label of a module's or a section's heading."""
    return f"module-{module}" if section is None else f"section-{module}--{section}"


def term_label(term: str) -> str:
    """The label of a term in the glossary."""
    return f"term-{term}"


def reference_label(key: str) -> str:
    """The label of a source in the list of references."""
    return f"ref-{key}"


def question_label(module: str, question: str) -> str:
    """The label of a question where it is asked."""
    return f"question-{module}--{question}"


def answer_label(module: str, question: str) -> str:
    """The label of a question's answer in the key."""
    return f"answer-{module}--{question}"


def checklist_label(module: str, checklist: str) -> str:
    """The label of a checklist's heading."""
    return f"checklist-{module}--{checklist}"


def dialogue_label(module: str, dialogue: str) -> str:
    """The label of a dialogue's heading."""
    return f"dialogue-{module}--{dialogue}"


def scene_label(module: str, dialogue: str, scene: str) -> str:
    """The label of a scene where it is played."""
    return f"scene-{module}--{dialogue}--{scene}"


def ending_label(module: str, dialogue: str, ending: str) -> str:
    """The label of an ending where it is played."""
    return f"ending-{module}--{dialogue}--{ending}"


def part_label(module: str, section: str, at: int) -> str:
    """The label of a part of a section, counted from 0."""
    return f"part-{module}--{section}--{at}"


class BookLinks:
    """Resolves ids to labels of this file. What the file does not hold stays plain words."""

    def __init__(self, modules: Mapping[str, Module], terms: Mapping[str, Term], references: Mapping[str, Reference]) -> None:
        self._modules, self._terms, self._references = modules, terms, references
        self._met: set[str] = set()
        self.cited: set[str] = set()
        """Keys of the sources that were cited so far."""

    def begin_module(self) -> None:
        """From here on, the first use of a term is underlined again."""
        self._met.clear()

    def module(self, module: str, section: str | None) -> Target | None:
        """A heading of this file."""
        if module not in self._modules or (section and section not in {one.id for one in self._modules[module].sections}):
            return None
        return Target(module_label(module, section))

    def term(self, term: str) -> Target | None:
        """The glossary's entry. After the first use in a module it is asked for by another name, and only the index learns of it."""
        if term not in self._terms:
            return None
        again = "again-" if term in self._met else ""
        self._met.add(term)
        return Target(again + term_label(term))

    def cite(self, key: str) -> Target | None:
        """The source's entry, which is thereby part of the file."""
        if key not in self._references:
            return None
        self.cited.add(key)
        return Target(reference_label(key), label=self._references[key].cite_as)
