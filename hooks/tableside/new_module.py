"""A new module that works and explains itself, for an author to write over. It returns text and writes nothing."""

from __future__ import annotations

import datetime
import re

from .faults import did_you_mean, listed
from .model import CourseFile


class NotStartedError(Exception):
    """Why there is no new module, in a sentence with its remedy."""


def new_module(name: str, about: CourseFile, template: str, today: datetime.date) -> tuple[str, str]:
    """The path below the content folder, and the text of a new module.

    Args:
        name: `track/id`, as the author typed it.
        about: the course, for its tracks, roles and deliveries.
        template: the text of templates/new/module.yml.
        today: the day it is written.

    Raises:
        NotStartedError: if the name is no `track/id`, or the course has no such track, or lists such a module already.
    """
    tracks = [track.id for track in about.tracks]
    found = re.fullmatch(r"([^/]+)/([^/]+?)(?:\.yml)?", name)
    if not found:
        raise NotStartedError(f"`{name}` is not a track and an id — write both with / between them, such as {tracks[0]}/first-visit")
    track, id = found[1], found[2]
    there_are = f"it can be {listed(tracks)}; new ones go into course.yml"
    if track not in tracks:
        raise NotStartedError(f"the course has no track `{track}` — {did_you_mean(track, tracks) or there_are}")
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id) or len(id) > 60:
        raise NotStartedError(f"`{id}` is not an id — use up to 60 small letters, digits and single hyphens, such as first-visit")
    fill = {
        "<id>": id,
        "<title>": id.replace("-", " ").capitalize(),
        "<roles>": "\n".join(f"  - {role.id}" for role in about.roles),
        "<delivery>": next((delivery.id for delivery in about.deliveries if delivery.id != about.recall), about.recall),
        "<today>": today.isoformat(),
        "<next-year>": (today + datetime.timedelta(days=365)).isoformat(),
    }
    text = re.sub("|".join(map(re.escape, fill)), lambda slot: fill[slot[0]], template)
    return f"modules/{track}/{id}.yml", text
