"""The sheet for clients: one page in plain words, with the clinic's name and how to reach it."""

from __future__ import annotations

from typing import Any

from ..model import Course
from .handbook_fields import Manifest
from .handbook_pen import Pen


def client_sheet(course: Course, pen: Pen, manifest: Manifest) -> dict[str, Any]:
    """The sheet as client-sheet.typ takes it. What the clinic has not said yet is a line to write on."""
    sheet, clinic = course.client_sheet, course.clinic
    if sheet is None:
        raise ValueError("this course has no sheet for clients")
    told = {"clinic": clinic.name, "contact": clinic.contact}
    fields = {
        name: None if words else manifest.add("line", f"client/{name}", pen.say(f"handbook.client.{name}")) for name, words in told.items()
    }
    return {
        "title": sheet.title,
        "about": pen.prose(sheet.about),
        "parts": [{"title": part.title, "points": [pen.line(point) for point in part.points]} for part in sheet.parts],
        "closing": pen.prose(sheet.closing),
        "clinic": clinic.name,
        "contact": pen.line(clinic.contact) if clinic.contact else None,
        "fields": fields,
    }
