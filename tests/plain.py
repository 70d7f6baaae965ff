"""A made-up course as plain Markdown for stock Material, as an author without Tableside would write it.

The measure of `make bench`: the same words, in headings, paragraphs, lists and tables, without anything that marks or remembers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import synthetic

CONFIG = """site_name: A made-up course
use_directory_urls: false
theme:
  name: material
  font: false
  features:
    - navigation.prune
markdown_extensions:
  - attr_list
plugins:
  - search
nav:"""


def write(folder: Path, modules: int) -> None:
    """Write mkdocs.yml and docs/ with a page for each module of ``synthetic.write``, one for the terms and one for the sources."""
    terms, sources = synthetic.lists(modules)
    nav, index = ["  - index.md"], []
    for number in range(modules):
        module = synthetic.module_of(number, modules, len(terms))
        if number % synthetic.MODULES_IN_A_TRACK == 0:
            nav.append(f"  - Track {number // synthetic.MODULES_IN_A_TRACK + 1}:")
        nav.append(f"    - modules/{module['id']}.md")
        index.append(f"- [{module['title']}](modules/{module['id']}.md)")
        _write(folder / "docs" / "modules" / f"{module['id']}.md", page(module))
    _write(folder / "docs" / "index.md", ["# A made-up course", "", *index])
    _write(folder / "docs" / "glossary.md", ["# Glossary", "", *(_entry(term["term"], term["id"], term["means"]) for term in terms)])
    works = (_entry(each["cite_as"], each["key"], f"{each['authors']}. {each['title']}. {each['links'][0]}") for each in sources)
    _write(folder / "docs" / "references.md", ["# References", "", *works])
    (folder / "mkdocs.yml").write_text("\n".join([CONFIG, *nav, "  - glossary.md", "  - references.md", ""]), "utf-8")


def _entry(title: str, id: str, words: str) -> str:
    return f"## {title} {{ #{id} }}\n\n{words}\n"


def page(module: dict[str, Any]) -> Iterator[str]:
    """The lines of a module's page."""
    yield from (f"# {module['title']}", "", module["summary"], "", f"{module['minutes']} minutes, for {' and '.join(module['roles'])}", "")
    yield from ("## What you will be able to do", "", *_items(each["you_will"] for each in module["objectives"]))
    for section in module["sections"]:
        yield from (f"## {section['title']}", "", _prose(section["text"]), "")
        for part in section["parts"]:
            yield from _part(part)
        yield from ("**Key points**", "", *_items(section["key_points"]))
        for question in section["questions"]:
            yield from _question(question)
    for checklist in module["checklists"]:
        yield from (f"## {checklist['title']}", "", checklist["about"], "")
        yield from _items(f"**{item['do']}**. {item['why']}" for item in checklist["items"])
    yield from ("## Quiz", "")
    for question in module["quiz"]["questions"]:
        yield from _question(question)
    yield from ("## Sign-off", "", module["sign_off"]["statement"], "", *_items(module["sign_off"]["signed_by"]))


def _items(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"- {_prose(line)}" for line in lines)
    yield ""


def _part(part: dict[str, Any]) -> Iterator[str]:
    if "title" in part:
        yield from (f"### {part['title']}", "")
    if "text" in part:
        yield from (_prose(part["text"]), "")
    match part["type"]:
        case "figure":
            yield from (f"*{part['caption']}*", "", part["described"], "")
        case "example":
            yield from _items(" ".join(step.values()) for step in part["steps"])
            yield from (part["outcome"], "")
        case "misconceptions":
            yield from _items(f"{item['people_say']} {item['in_fact']}" for item in part["items"])
        case "steps":
            yield from (*(f"{at}. {step}" for at, step in enumerate(part["steps"], 1)), "")
        case "place-notes":
            yield from _items(f"**{note['place']}** {note['says']} @{note['source']}" for note in part["notes"])
        case "clinic-rule":
            yield from (part["ask"], "")


def _question(question: dict[str, Any]) -> Iterator[str]:
    yield from (f"### {question['ask']}", "")
    if rows := question.get("answers", question.get("steps", question.get("items", question.get("pairs")))):
        yield from ("| Answer | | Why |", "| --- | --- | --- |")
        for row in rows:
            words = next(row[name] for name in ("right", "wrong", "step", "item") if name in row)
            yield f"| {words} | {row.get('goes_with', row.get('group', 'Right' if 'right' in row else ''))} | {row['because']} |"
        yield ""
    else:
        yield from (str(question.get("model_answer", question.get("this_is"))), "", question["because"], "")
    yield from _items(question.get("look_for", []) + question.get("hints", []))


def _prose(text: str) -> str:
    """Prose with links by id made links to pages, and citations links to the sources."""
    text = re.sub(r"\(term:([a-z0-9-]+)\)", r"(../glossary.md#\1)", text)
    text = re.sub(r"\(module:([a-z0-9-]+)\)", r"(\1.md)", text)
    return re.sub(r"@(source[0-9]+)", r"([source](../references.md#\1))", text)


def _write(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
