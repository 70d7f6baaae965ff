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


class BookLinks:
    """Resolves ids to labels of this file. What the file does not hold stays plain words."""

    def __init__(self, modules: Mapping[str, Module], terms: Mapping[str, Term], references: Mapping[str, Reference]) -> None:
        self._modules, self._terms, self._references = modules, terms, references
        self._met: set[str] = set()
        self.cited: set[str] = set()
        """Keys of the sources that were cited so far."""

    def begin_module(self) -> None:
        """From here on, the first use of a term is marked again."""
        self._met.clear()

    def module(self, module: str, section: str | None) -> Target | None:
        """A heading of this file."""
        if module not in self._modules or (section and section not in {one.id for one in self._modules[module].sections}):
            return None
        return Target(module_label(module, section))

    def term(self, term: str) -> Target | None:
        """The glossary's entry, at the first use in a module."""
        if term not in self._terms or term in self._met:
            return None
        self._met.add(term)
        return Target(term_label(term))

    def cite(self, key: str) -> Target | None:
        """The source's entry, which is thereby part of the file."""
        if key not in self._references:
            return None
        self.cited.add(key)
        return Target(reference_label(key), label=self._references[key].cite_as)
