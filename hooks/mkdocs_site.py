"""The only file that knows MkDocs: pages in, problems out.

Everything that can fail is done in ``on_config``, before MkDocs empties the site folder. A build with problems ends in one
``PluginError``; ``mkdocs serve`` goes on with the last good course and shows the problems on every page.
"""

from __future__ import annotations

import logging
import os
import sys
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from tableside import course as courses
from tableside import problems, site
from tableside.model import Course
from tableside.outputs import Output
from tableside.text import plain
from tableside.wording import NoWord

log = logging.getLogger("mkdocs.hooks.tableside")

ROOT = Path(__file__).parent.parent

_serving = False
_last_good: Course | None = None
_made: list[Output] = []
_course: Course | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Keep this module between the rebuilds of ``mkdocs serve``."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the course, make every page and download, and tell the theme about them."""
    global _last_good, _made, _course
    loaded = courses.load(ROOT / "content", drafts=_serving)
    told = problems.show(loaded.problems, folder="content")
    broken = loaded.course is None or problems.has_errors(loaded.problems)
    if broken and not _serving:
        raise PluginError(f"The course has problems. Nothing was changed.\n\n{told}")
    if not broken:
        _last_good = loaded.course
    # `tableside build site`, which sets this, has told them already.
    if loaded.problems and "TABLESIDE_DOWNLOADS" not in os.environ:
        # Not by the log: in strict mode a warning there would end the preview.
        sys.stderr.write(f"{told}\n")
    _course = _last_good
    try:
        _made = _everything(_course)
        if _course:
            config.site_name = _course.about.title
            config.nav = _nav(_course)
    except (site.NotMade, NoWord) as error:
        raise PluginError(f"{error}\n\nNothing was changed.") from error
    config.extra["tableside"] = {
        "course_id": _course.about.id if _course else "",
        "course_title": _course.about.title if _course else "",
        "tagline": _course.about.tagline if _course else "",
        "clinic": _course.clinic.name if _course else None,
        "contact": plain(_course.clinic.contact) if _course and _course.clinic.contact else None,
        "words": dict(_course.words) if _course else {},
        "script_words": {key: word for key, word in _course.words.items() if key.startswith("js.")} if _course else {},
        "problems": told if _serving and loaded.problems else "",
        "broken": broken,
    }
    return config


def _everything(course: Course | None) -> list[Output]:
    """All that is made for the site; only an empty first page as long as there has not been a course without problems."""
    templates, cache = ROOT / "templates", ROOT / ".cache"
    if course is None:
        return [Output("index.md", b"# Tableside {#top}\n"), *site.assets(templates, cache)]
    with_downloads = not _serving and os.environ.get("TABLESIDE_DOWNLOADS") != "no"
    return site.files(course, templates=templates, cache=cache, with_downloads=with_downloads, say=log.info)


def _nav(course: Course) -> list[object]:
    words = course.words
    return [
        "index.md",
        *(
            {track.title: [f"tracks/{track.id}.md", *(f"modules/{id}.md" for id in track.modules if id in course.modules)]}
            for track in course.about.tracks
        ),
        {words["nav.tools"]: ["progress.md", "checklists.md", "glossary.md", "references.md", "downloads.md"]},
        {words["nav.about"]: ["for-educators.md", "for-clinics.md", "privacy.md", "accessibility.md"]},
    ]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what was made to what stands in docs/, and leave out the theme's own style sheets and source maps, which no page uses.

    Without a course the hand-written pages would link to nothing, so they wait.
    """
    for file in list(files):
        if file.src_uri.startswith("assets/stylesheets/") or file.src_uri.endswith(".map"):
            files.remove(file)
    if _course is None:
        for file in list(files.documentation_pages()):
            files.remove(file)
    for output in _made:
        text = output.path.endswith(".md")
        files.append(File.generated(config, output.path, content=output.data.decode() if text else output.data))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Section titles come from YAML and the theme writes them as they are, so they are escaped here."""
    for item in nav.items:
        if item.is_section:
            item.title = escape(item.title)
    return nav


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Let the pencil open the page's YAML: in the repository when course.yml has an edit link, else the site's own copy."""
    source = page.meta.get("source")
    if source and _course:
        edit = _course.about.edit_link
        page.edit_url = f"{edit.rstrip('/')}/{source}" if edit else f"{'../' * page.url.count('/')}source/{source}.txt"
    return context
