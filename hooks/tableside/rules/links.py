"""Rules about links: to modules, terms, sources and the web."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..faults import did_you_mean, listed
from ..questions import placed
from ..shelf import File, Shelf
from ..source import Keys
from ..text import Mention, is_safe_url
from .finding import Finding, is_draft, mentioned, whole_modules


def _mentions(shelf: Shelf) -> Iterator[tuple[File[Any], Keys, Mention]]:
    """Everything that prose points at."""
    for file, words in shelf.texts:
        if words.form != "plain":
            for mention in mentioned(words.words):
                yield file, words.keys, mention


def links_land(shelf: Shelf) -> Iterator[Finding]:
    """A link to a module, one of its sections or a term finds it, and a published page never leads to a draft."""
    terms = shelf.glossary.ids("terms") if shelf.glossary.data is not None or shelf.glossary.record is None else frozenset[str]()
    for file, keys, mention in _mentions(shelf):
        at = (mention.line, mention.column)
        if mention.kind == "module":
            yield from (
                Finding(file=file, keys=keys, at=at, message=message, advice=advice)
                for message, advice in module_link(shelf, file, mention.id, mention.section)
            )
        elif mention.kind == "term" and terms is not None and mention.id not in terms:
            advice = did_you_mean(mention.id, terms) or "add it to glossary.yml, or see how its id is spelled there"
            yield Finding(file=file, keys=keys, at=at, message=f"the glossary has no term `{mention.id}`", advice=advice)


def module_link(shelf: Shelf, file: File[Any], id: str, section: str | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a link that leads from a file to a module or a section, each with its remedy."""
    modules = shelf.by_name
    target = modules.get(id)
    if target is None:
        advice = did_you_mean(id, modules) or "link to the id of a module, as in `module:consent`"
        yield f"there is no module `{id}`", advice
        return
    sections = target.ids("sections")
    if section is not None and sections is not None and section not in sections:
        advice = did_you_mean(section, sections) or f"its sections are {listed(sorted(sections), last='and')}"
        yield f"the module `{id}` has no section `{section}`", advice
    own = file.record is not None and getattr(file.record, "status", "ready") == "ready"
    if not shelf.drafts and own and is_draft(target):
        yield f"the module `{id}` is a draft, so this link would lead nowhere", "take the link out until the module is ready"


def _cited(shelf: Shelf) -> Iterator[tuple[File[Any], Keys, tuple[int, int] | None, str]]:
    """Every key of a reference that anything names, with its place."""
    for file, keys, mention in _mentions(shelf):
        if mention.kind == "cite":
            yield file, keys, (mention.line, mention.column), mention.id
    for module_file, module in whole_modules(shelf):
        for keys, question in placed(module):
            yield from ((module_file, (*keys, "sources", at), None, key) for at, key in enumerate(question.sources))
        for at, dialogue in enumerate(module.dialogues):
            yield from ((module_file, ("dialogues", at, "sources", number), None, key) for number, key in enumerate(dialogue.sources))
        for at, section in enumerate(module.sections):
            for number, part in enumerate(section.parts):
                if part.type == "place-notes":
                    path: Keys = ("sections", at, "parts", number, "notes")
                    yield from ((module_file, (*path, note_at, "source"), None, note.source) for note_at, note in enumerate(part.notes))
    for at, term in enumerate(shelf.glossary.record.terms if shelf.glossary.record else ()):
        yield from ((shelf.glossary, ("terms", at, "sources", number), None, key) for number, key in enumerate(term.sources))
    for name, outline in (("mblex", shelf.exam.record.mblex), ("ncbtmb", shelf.exam.record.ncbtmb)) if shelf.exam.record else ():
        if outline:
            yield shelf.exam, (name, "source"), None, outline.source


def sources_exist(shelf: Shelf) -> Iterator[Finding]:
    """Whatever is cited is in references.yml."""
    known = (
        shelf.references.ids("references", "key")
        if shelf.references.data is not None or shelf.references.record is None
        else frozenset[str]()
    )
    if known is None:
        return
    for file, keys, at, key in _cited(shelf):
        if key not in known:
            advice = (
                did_you_mean(key, known) or f"add it to references.yml; if `@{key}` is not meant as a citation, write it between backticks"
            )
            yield Finding(file=file, keys=keys, at=at, message=f"references.yml has no source `{key}`", advice=advice)


def unverified_is_not_cited(shelf: Shelf) -> Iterator[Finding]:
    """A source that nobody has verified (mark U) carries nothing."""
    references = shelf.references.record.references if shelf.references.record else ()
    verified = {reference.key for reference in references if reference.mark != "U"}
    unverified = {reference.key for reference in references} - verified
    for file, keys, at, key in _cited(shelf):
        if key in unverified:
            yield Finding(
                file=file,
                keys=keys,
                at=at,
                message=f"`{key}` is marked U in references.yml: nobody has verified it, so it cannot be cited",
                advice="read the source and give it the mark it earns, or cite another one",
            )


def urls_are_safe(shelf: Shelf) -> Iterator[Finding]:
    """Addresses begin with https://, http:// or mailto:, so that none of them can run or open anything else."""
    for file, keys, mention in _mentions(shelf):
        if mention.kind == "url" and not is_safe_url(mention.id):
            yield _unsafe(file, keys, (mention.line, mention.column), mention.id)
    if (about := shelf.course.record) and about.edit_link and not _is_web(about.edit_link):
        yield _unsafe(shelf.course, ("edit_link",), None, about.edit_link)
    for at, reference in enumerate(shelf.references.record.references if shelf.references.record else ()):
        for number, link in enumerate(reference.links):
            if not _is_web(link):
                yield _unsafe(shelf.references, ("references", at, "links", number), None, link)
        if reference.doi and not reference.doi.startswith("10."):
            yield Finding(
                file=shelf.references,
                keys=("references", at, "doi"),
                message="a DOI begins with `10.`",
                advice="leave out the address in front of it, and put other addresses under `links:`",
            )


def _is_web(address: str) -> bool:
    return is_safe_url(address) and not address.lower().startswith("mailto:")


def _unsafe(file: File[Any], keys: Keys, at: tuple[int, int] | None, address: str) -> Finding:
    advice = "write the whole address with https:// in front; a link within the course is `module:…` or `term:…`"
    return Finding(file=file, keys=keys, at=at, message=f"`{address[:60]}` is not an address that a page may link to", advice=advice)


def glossary_terms_are_used(shelf: Shelf) -> Iterator[Finding]:
    """Every term of the glossary is linked from some module."""
    if not all(file.record for file in shelf.modules) or not shelf.glossary.record:
        return
    used = {mention.id for _, _, mention in _mentions(shelf) if mention.kind == "term"}
    for at, term in enumerate(shelf.glossary.record.terms):
        if term.id not in used:
            yield Finding(
                file=shelf.glossary,
                keys=("terms", at),
                message=f"no text links to the term `{term.id}`",
                advice=f"link it where it is first used, as in `[{term.term}](term:{term.id})`, or take it out",
                level="warning",
            )
