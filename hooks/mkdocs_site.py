"""The only file that knows MkDocs: pages in, problems out.

Everything that can fail is done in ``on_config``, before MkDocs empties the site folder. A build with problems ends in one
``PluginError``; ``mkdocs serve`` goes on with the last good course and shows the problems on every page.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import TemplateContext

from tableside import course as courses
from tableside import folders, frame, indexed, keep, problems, ready, search, site
from tableside.model import Course
from tableside.outputs import Output
from tableside.render import compiled
from tableside.wording import NoWord

log = logging.getLogger("mkdocs.hooks.tableside")

ROOT = Path(__file__).parent.parent

_serving = False
_last_good: Course | None = None
_made: list[Output] = []
_course: Course | None = None
_search_also: Mapping[str, Mapping[str, object]] = {}
_before = site.Before()


def on_startup(command: str, dirty: bool) -> None:
    """Keep this module between the rebuilds of ``mkdocs serve``."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the course, make every page and download, and tell the theme about them."""
    global _last_good, _made, _course, _search_also
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
    if not _serving:
        courses.forget()
        # The course stays to the end, and what is drawn of it goes at once: neither is worth looking through for garbage often.
        gc.freeze()
        gc.set_threshold(50_000, 20, 50)
    try:
        _made = _everything(_course)
        if _course:
            _search_also = search.also(_course)
            config.site_name = _course.about.title
            config.nav = frame.nav(_course)
            config.theme["language"] = _language(config, _course)
    except (site.NotMade, NoWord) as error:
        raise PluginError(f"{error}\n\nNothing was changed.") from error
    config.extra["tableside"] = {
        **(frame.told(_course) if _course else {}),
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
    return site.files(
        course,
        content=ROOT / "content",
        templates=templates,
        cache=cache,
        with_downloads=with_downloads,
        say=log.info,
        before=_before if _serving else None,
    )


def _language(config: MkDocsConfig, course: Course) -> str:
    """The course's language for the page and the few words that are the theme's own; English when the theme does not speak it."""
    language = course.about.language
    spoken = any((Path(folder) / "partials" / "languages" / f"{language}.html").exists() for folder in config.theme.dirs)
    return language if spoken else "en"


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Look for changes in the content four times a second instead of twice."""
    server.observer._timeout = 0.25
    return server


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what was made to what stands in docs/, and leave out what no page uses.

    That is the theme's own style sheets and source maps, and search in other languages. Without a course the
    hand-written pages would link to nothing, so they wait.
    """
    plugin = config.plugins.get("material/search")
    stemmers = site.stemmers(plugin.config.lang if plugin else [])
    for file in list(files):
        unused = file.src_uri.startswith("assets/javascripts/lunr/") and file.src_uri not in stemmers
        if unused or file.src_uri.startswith("assets/stylesheets/") or file.src_uri.endswith(".map"):
            files.remove(file)
    if _course is None:
        for file in list(files.documentation_pages()):
            files.remove(file)
    for output in _made:
        text = output.path.endswith(".md")
        file = File.generated(config, output.path, content=output.data.decode() if text else output.data)
        files.append(file)
        if text:
            _Made(None, file, config)
    return files


class _Made(Page):
    """A page that we made: it is HTML already, so it need not be read as Markdown, nor again for search."""

    hits: tuple[ready.Hit, ...] = ()

    def render(self, config: MkDocsConfig, files: Files) -> None:
        markdown, page = _ready.get(self.file.src_uri, ("", None))
        if page is None or markdown != self.markdown:
            page = ready.page(self.markdown or "")
        if page is None:
            super().render(config, files)
            return
        if _serving:
            _ready[self.file.src_uri] = (self.markdown or "", page)
        self.content = page.html
        self.toc = get_toc(page.toc)
        self.present_anchor_ids = set(page.anchors)
        asked = self.meta.get("search") or {}
        if not asked.get("exclude"):
            # Material's search, which comes before hooks, leaves the page to on_page_context.
            self.meta["search"] = {**asked, "exclude": True}
            self.hits = page.hits


_ready: dict[str, tuple[str, ready.Ready]] = {}
"""The pages of the last build by path, with the Markdown they were made of."""


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Keep the theme's templates compiled; and let `mkdocs serve` keep the pages that an edit did not change."""
    env.bytecode_cache = compiled(ROOT / ".cache" / "theme")
    return _Keeping(env, config) if _serving else env


_kept_pages: dict[str, tuple[object, str]] = {}


class _Keeping:
    """Stands before the theme's templates and hands out a page as it was drawn before, when all that it is drawn from is the same."""

    def __init__(self, env: Any, config: MkDocsConfig) -> None:
        self.env = env
        told = (config.site_name, config.site_url, repr(config.extra), repr(config.theme["language"]))
        self.around: list[object] = [told, folders.stamps(Path(config.theme.dirs[0]))]

    def get_template(self, name: str) -> Any:
        template = self.env.get_template(name)
        return SimpleNamespace(render=lambda context: self.render(name, template, context))

    def render(self, name: str, template: Any, context: TemplateContext) -> str:
        page = context.get("page")
        if page is None:
            return str(template.render(context))
        if len(self.around) == 2:
            nav = context["nav"]
            self.around.append([(each.title, each.url) for each in nav.pages] + [repr(item.title) for item in nav.items])
        ways = [(way.title, way.url) if way else None for way in (page.previous_page, page.next_page)]
        seen = (name, self.around, ways, page.content, page.title, repr(page.meta), page.edit_url)
        key = page.file.src_uri
        if key not in _kept_pages or _kept_pages[key][0] != seen:
            _kept_pages[key] = (seen, str(template.render(context)))
        return _kept_pages[key][1]


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    """Tell search what can be found on a page that we made, and by which other words it and those of docs/ are found."""
    plugin = config.plugins.get("material/search")
    if plugin and isinstance(page, _Made):
        index: Any = plugin.search_index
        for hit in page.hits:
            section = SimpleNamespace(id=hit.anchor or None, title=[hit.title], text=[hit.text])
            index.create_entry_for_section(section, page.toc, page.url, page)
    if plugin:
        indexed.tell(plugin.search_index.entries, page.url, _search_also)
    return context


# After the plugins that write files of their own here.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the worker that keeps the site on a phone. `mkdocs serve` has none, or a browser would show yesterday's lesson."""
    if _course and not _serving:
        try:
            keep.finish(Path(config.site_dir), ROOT / "templates", _course)
        except (keep.NotKept, NoWord) as error:
            raise PluginError(str(error)) from error
