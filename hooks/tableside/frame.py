"""What the frame around every page is told of the course: the way through the site, and the words of the theme's templates.

It knows the course and no generator: the hook hands this to MkDocs, and a folder for another generator holds it in its configuration.
"""

from __future__ import annotations

from html import escape

from . import maps
from .assessments import path_of, places
from .model import Course, Track
from .text import plain


def nav(course: Course) -> list[object]:
    """Pages by their paths, in order, in the form of MkDocs' ``nav``. The theme writes titles as they are, so they are escaped here."""
    words = course.words
    return [
        "index.md",
        *(
            {
                escape(track.title): [
                    f"tracks/{track.id}.md",
                    *(f"modules/{id}.md" for id in track.modules if id in course.modules),
                    *_last(course, track),
                ]
            }
            for track in course.about.tracks
        ),
        *_practice(course),
        *_paths(course),
        {
            escape(words["nav.tools"]): [
                "progress.md",
                "checklists.md",
                "glossary.md",
                "references.md",
                *(["exam-map.md"] if maps.exam_maps(course) else []),
                "downloads.md",
            ]
        },
        {
            escape(words["nav.about"]): [
                "for-educators.md",
                "question-types.md",
                *(["where-this-course-comes-from.md"] if course.claims else []),
                "for-clinics.md",
                "hosting.md",
                "privacy.md",
                "accessibility.md",
            ]
        },
    ]


def _last(course: Course, track: Track) -> list[object]:
    """A track's final assessment, if it has questions to ask."""
    return [f"{path_of(track)}.md"] if places(course, track) else []


def _practice(course: Course) -> list[object]:
    """The list of all dialogues, with those of each lesson below it; nothing without any."""
    lessons: list[object] = [
        {escape(module.title): [f"practice/{module.id}/{dialogue.id}.md" for dialogue in module.dialogues]}
        for module in course.modules.values()
        if module.dialogues
    ]
    return [{escape(course.words["nav.practice"]): ["practice.md", *lessons]}] if lessons else []


def _paths(course: Course) -> list[object]:
    """The choice of paths, with each of them below it; nothing without any."""
    ways = [f"paths/{path.role.id}.md" for path in maps.paths(course)]
    return [{escape(course.words["path.title"]): ["paths.md", *ways]}] if ways else []


def told(course: Course) -> dict[str, object]:
    """What the templates in templates/site/ read as ``config.extra.tableside``."""
    about, clinic = course.about, course.clinic
    return {
        "course_id": about.id,
        "course_title": about.title,
        "tagline": about.tagline,
        "language": about.language,
        "edit_link": about.edit_link.rstrip("/") if about.edit_link else "",
        "clinic": clinic.name,
        "contact": plain(clinic.contact) if clinic.contact else None,
        "words": dict(course.words),
        "script_words": {key: word for key, word in course.words.items() if key.startswith("js.")},
    }
