"""Rules about paths for roles, about where the claims of the source articles went, and about outlines of exams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..faults import did_you_mean, listed
from ..maps import within
from ..model import Module
from ..model_maps import Outline
from ..shelf import File, Shelf
from ..source import Keys
from .clinics import slots
from .finding import Finding, line_of, repeated, whole_modules
from .links import module_link

# --- paths ----------------------------------------------------------------------------------------------------------------


def paths_lead_to_modules(shelf: Shelf) -> Iterator[Finding]:
    """A path names modules that are there and published, each once."""
    for at, role in enumerate(shelf.course.record.roles if shelf.course.record else ()):
        named: list[tuple[Keys, str]] = [
            (("roles", at, "path", step_at, "modules", number), id)
            for step_at, step in enumerate(role.path)
            for number, id in enumerate(step.modules)
        ]
        for keys, id in named:
            yield from (
                Finding(file=shelf.course, keys=keys, message=message, advice=advice)
                for message, advice in module_link(shelf, shelf.course, id, None)
            )
        for keys, id, first in repeated(named):
            told = f"the path of `{role.id}` leads to `{id}` already (line {line_of(shelf.course, first)})"
            yield Finding(file=shelf.course, keys=keys, message=told, advice="keep it in one step")


def paths_fit_their_role(shelf: Shelf) -> Iterator[Finding]:
    """A module on the path of a role says that it is for that role."""
    roles = {PurePosixPath(file.path).stem: module.roles for file, module in whole_modules(shelf)}
    for at, role in enumerate(shelf.course.record.roles if shelf.course.record else ()):
        for step_at, step in enumerate(role.path):
            for number, id in enumerate(step.modules):
                if id in roles and role.id not in roles[id]:
                    yield Finding(
                        file=shelf.course,
                        keys=("roles", at, "path", step_at, "modules", number),
                        message=f"this path of `{role.id}` leads to `{id}`, which says that it is for {listed(roles[id], last='and')}",
                        advice=f"add `{role.id}` to `roles:` of that module, or take it off the path",
                        level="warning",
                    )


def path_rules_have_slots(shelf: Shelf) -> Iterator[Finding]:
    """What is signed on a path is about rules that a clinic can fill in."""
    known = {id for file in shelf.modules for id in slots(file)}
    if not all(file.record for file in shelf.modules):
        return
    for at, role in enumerate(shelf.course.record.roles if shelf.course.record else ()):
        for sign_at, sign in enumerate(role.sign):
            for number, id in enumerate(sign.rules):
                if id not in known:
                    yield Finding(
                        file=shelf.course,
                        keys=("roles", at, "sign", sign_at, "rules", number),
                        message=f"no module has a slot `{id}` for a clinic’s rule",
                        advice=did_you_mean(id, known) or "use the id of a part with `type: clinic-rule`, or take this out",
                    )


# --- claims ---------------------------------------------------------------------------------------------------------------


def claims_are_told_once(shelf: Shelf) -> Iterator[Finding]:
    """No two articles and no two claims share an id."""
    if claims := shelf.claims.record:
        yield from _told_once(shelf, "article", [(("articles", at, "id"), article.id) for at, article in enumerate(claims.articles)])
        yield from _told_once(shelf, "claim", [(("claims", at, "id"), claim.id) for at, claim in enumerate(claims.claims)])


def _told_once(shelf: Shelf, noun: str, ids: list[tuple[Keys, str]]) -> Iterator[Finding]:
    for keys, id, first in repeated(ids):
        yield Finding(
            file=shelf.claims,
            keys=keys,
            message=f"the {noun} `{id}` stands here a second time: line {line_of(shelf.claims, first)} has it already",
            advice="tell it once, with every place that it went to under `to:`",
        )


def claims_are_complete(shelf: Shelf) -> Iterator[Finding]:
    """Each claim belongs to an article, and the claims of an article are numbered without a gap, so that none was forgotten."""
    record = shelf.claims.record
    if not record:
        return
    articles = {article.id for article in record.articles}
    found: dict[str, set[int]] = {article: set() for article in articles}
    for at, claim in enumerate(record.claims):
        article, _, number = claim.id.rpartition("-")
        digits = re.match(r"[1-9][0-9]{0,2}(?=[a-z]?$)", number)
        if article in articles and digits:
            found[article].add(int(digits.group()))
        else:
            yield Finding(
                file=shelf.claims,
                keys=("claims", at, "id"),
                message=f"the claim `{claim.id}` belongs to no article",
                advice=f"begin its id with that of an article and end it with a number, as in `{min(articles)}-1`",
            )
    for at, told in enumerate(record.articles):
        numbers = found[told.id]
        missing = [f"{told.id}-{number}" for number in range(1, max(numbers, default=1) + 1) if number not in numbers]
        if missing:
            yield Finding(
                file=shelf.claims,
                keys=("articles", at, "id"),
                message=f"{listed(missing, last='and')} {'is' if len(missing) == 1 else 'are'} told nowhere",
                advice="say what became of each claim under `claims:`; one that was left out `went: dropped`",
            )


def claims_land(shelf: Shelf) -> Iterator[Finding]:
    """A claim that is taught says where, the place exists and is published, and a claim that was dropped names none."""
    for at, claim in enumerate(shelf.claims.record.claims if shelf.claims.record else ()):
        keys: Keys = ("claims", at)
        if claim.went == "dropped" and claim.to:
            told = f"the claim `{claim.id}` was dropped, and yet it names a place where it is taught"
            yield Finding(file=shelf.claims, keys=(*keys, "to"), message=told, advice="take `to:` out, or say `went: corrected`")
        elif claim.went != "dropped" and not claim.to:
            told = f"the claim `{claim.id}` is {claim.went}, but nothing says where"
            advice = "name the module or section under `to:`, or say `went: dropped`"
            yield Finding(file=shelf.claims, keys=(*keys, "went"), message=told, advice=advice)
        for number, to in enumerate(claim.to):
            id, _, section = to.partition("#")
            yield from (
                Finding(file=shelf.claims, keys=(*keys, "to", number), message=message, advice=advice)
                for message, advice in module_link(shelf, shelf.claims, id, section or None)
            )


# --- exams ----------------------------------------------------------------------------------------------------------------


def signs(outline: Outline) -> Iterator[tuple[Keys, str]]:
    """What modules may name of an outline: its topics, and areas without any."""
    parents = {area.id for area in outline.areas if area.topics}
    return (one for one in _all_signs(outline) if one[1] not in parents)


def _outlines(shelf: Shelf) -> Iterator[tuple[str, Outline]]:
    if exam := shelf.exam.record:
        yield from ((name, outline) for name, outline in (("mblex", exam.mblex), ("ncbtmb", exam.ncbtmb)) if outline)


def outlines_name_each_topic_once(shelf: Shelf) -> Iterator[Finding]:
    """No two areas or topics of an outline share their sign."""
    for name, outline in _outlines(shelf):
        for keys, sign, first in repeated(_all_signs(outline)):
            told = f"`{sign}` stands here a second time: line {line_of(shelf.exam, (name, *first))} has it already"
            yield Finding(file=shelf.exam, keys=(name, *keys), message=told, advice="give each the sign that it has in the outline")


def _all_signs(outline: Outline) -> Iterator[tuple[Keys, str]]:
    """The signs of all areas and topics, in order."""
    for at, area in enumerate(outline.areas):
        yield ("areas", at, "id"), area.id
        yield from ((("areas", at, "topics", number, "id"), topic.id) for number, topic in enumerate(area.topics))


def outlines_weigh_in_per_cent(shelf: Shelf) -> Iterator[Finding]:
    """The share of an area is 100 per cent at most."""
    for name, outline in _outlines(shelf):
        for at, area in enumerate(outline.areas):
            if area.weight is not None and area.weight > 100:
                yield Finding(
                    file=shelf.exam,
                    keys=(name, "areas", at, "weight"),
                    message=f"a share of {area.weight} per cent cannot be",
                    advice="write a number from 0 to 100, such as 15",
                )


def exam_topics_exist(shelf: Shelf) -> Iterator[Finding]:
    """A module's place on an exam's map is a place on the map, or within one, named once."""
    maps = {name: {sign for _, sign in signs(outline)} for name, outline in _outlines(shelf)}
    for file, module in whole_modules(shelf):
        for name, topics in (("mblex", module.exam_topics.mblex), ("ncbtmb", module.exam_topics.ncbtmb)):
            yield from _topics(file, name, topics, maps.get(name))


def _topics(file: File[Module], name: str, topics: tuple[str, ...], known: set[str] | None) -> Iterator[Finding]:
    for at, topic in enumerate(topics):
        if known is not None and within(topic, known) is None:
            yield Finding(
                file=file,
                keys=("exam_topics", name, at),
                message=f"exam.yml has no topic `{topic}` under `{name}:`",
                advice=did_you_mean(topic, known) or f"use one of {listed(sorted(known))}, or add it to exam.yml",
            )
    for keys, topic, _ in repeated((("exam_topics", name, at), topic) for at, topic in enumerate(topics)):
        yield Finding(file=file, keys=keys, message=f"the topic `{topic}` is named twice", advice="keep one of the two lines")
