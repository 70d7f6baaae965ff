"""The command line: the edge where files, clock and terminal are touched. It says what is done and leaves the doing to others."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from . import checks, course, problems, publish, schema, site, stories, tree
from .faults import did_you_mean
from .model import Course
from .new_module import NotStartedError, new_module
from .outputs import Output, handbook
from .wording import NoWord

ROOT = Path(__file__).resolve().parents[2]
"""The checkout, which holds mkdocs.yml, templates/ and content/."""

_TOUR = """Turn lessons in YAML into a training site and an offline handbook.

A lesson is one file in content/modules/. You write it, look at it, check it and publish it:

\b
  tableside new module boundaries/first-visit
      start a lesson that explains itself, in content/modules/boundaries/
  mkdocs serve
      see it in your browser, again after every change you save
  tableside check
      read everything and tell every mistake, with its line and a remedy
  tableside build site --to site
      make the site, with the handbook and handouts to download

What check says reads like this:

\b
  content/modules/boundaries/consent.yml:12:1: `minuts` is not a key of a
  module — did you mean `minutes`?

that is: file, line, column, what is wrong, and how to mend it. A warning is advice; everything else must be mended before a
site is built. While there are mistakes, the site that stands is left as it is.

Each command explains itself: tableside build --help
"""

_content = click.option(
    "--content",
    "folder",
    type=click.Path(path_type=Path),
    default=lambda: _nearby(ROOT / "content"),
    show_default="this checkout's content/",
    help="The folder that holds course.yml.",
)


@click.group(help=_TOUR, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tableside")
def main() -> None:
    """Everything a person can ask for."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a dash still gets the sentence.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")


@main.command()
@_content
@click.option("--drafts", is_flag=True, help="Judge drafts as if they were to be published now.")
@click.option("--all", "everything", is_flag=True, help="Tell notes too: advice on questions that is often better left alone.")
def check(folder: Path, drafts: bool, everything: bool) -> None:
    """Read the content and tell every mistake.

    Nothing is built or changed. Each line is file:line:column, what is wrong and how to mend it; warnings are advice. In a
    draft every mistake is a warning, since drafts are never published; --drafts tells which of them are to be mended first.

    What is said about questions may be accepted beside them with a reason; docs/for-educators.md shows how. At the end stands
    how hard each module is to read.

    Ends with 0 if there is no error, and with 1 if there is one.
    """
    loaded = course.load(folder, drafts=drafts, today=datetime.date.today())
    shelf = course.read(folder)
    hard, levels = checks.read_level(shelf)
    found = (*loaded.problems, *checks.undrawn(shelf, handbook.missing_glyphs), *hard)
    _show((*found, *(loaded.notes if everything else ())), folder, to_stderr=False)
    if loaded.accepted:
        _say(f"{loaded.accepted} accepted finding{'s' if loaded.accepted > 1 else ''} not shown.")
    if loaded.notes and not everything:
        _say(f"{len(loaded.notes)} note{'s' if len(loaded.notes) > 1 else ''} not shown; see them with `tableside check --all`.")
    if levels:
        _say(f"\n{levels}")
    if problems.has_errors(found):
        sys.exit(1)


@main.group()
def build() -> None:
    """Make the site or the handbook."""


@build.command("site")
@click.option(
    "--to", "place", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True, help="Where it goes."
)
@click.option("--no-downloads", is_flag=True, help="Leave out the PDFs and the zip; much quicker.")
def build_site(place: Path, no_downloads: bool) -> None:
    """Make the whole site, with the handbook and handouts under downloads/.

    It is built beside the folder and put in its place at the end. If anything is wrong, what stood there still stands.
    """
    content = _without_errors(ROOT / "content")
    try:
        with _writing(place):
            publish.site(ROOT, content, place, with_downloads=not no_downloads, say=_say)
    except publish.NotPublished as error:
        _stop(str(error))
    _say(f"The site is in {place}: open {place / 'index.html'}, or put the folder on any web host.")


@build.command("handbook")
@click.option("--to", "place", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for the PDFs.")
def build_handbook(place: Path) -> None:
    """Make the handbook and the handouts as PDFs, without a site."""
    content = _without_errors(ROOT / "content")
    try:
        made = site.downloads(content, content=ROOT / "content", templates=ROOT / "templates", cache=ROOT / ".cache", say=_say)
    except site.NotMade as error:
        _stop(str(error))
    with _writing(place):
        publish.beside(made, place)
    _say(f"The PDFs are in {place}.")


@build.command("pages")
@click.option("--to", "place", type=click.Path(path_type=Path, file_okay=False), required=True, help="An empty or new folder.")
@click.option("--no-downloads", is_flag=True, help="Leave out the PDFs; much quicker.")
def build_pages(place: Path, no_downloads: bool) -> None:
    """Write the site as Markdown with a mkdocs.yml, for MkDocs without our hook, Zensical or another generator.

    What stood in the folder is replaced if it was written by this command; a folder with other things in it is left alone.
    """
    content = _without_errors(ROOT / "content")
    try:
        made = site.files(
            content,
            content=ROOT / "content",
            templates=ROOT / "templates",
            cache=ROOT / ".cache",
            with_downloads=not no_downloads,
            say=_say,
        )
        pages = list(tree.files(ROOT, content, made))
        with _writing(place):
            publish.tree(pages, place)
    except (site.NotMade, publish.NotPublished) as error:
        _stop(str(error))
    _say(f"The pages are in {place}: build them there with `mkdocs build` or `zensical build`.")


@build.command("stories")
@click.option("--to", "place", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for the files.")
@_content
def build_stories(place: Path, folder: Path) -> None:
    """Write every conversation as a story, for Ink and for Twine.

    Each becomes two files, named after its lesson and itself: .ink opens in Inky, .twee is imported by Twine, which plays it
    with Harlowe. Other files in the folder are left alone.
    """
    content = _without_errors(folder)
    try:
        made = [Output(output.path.removeprefix("practice/").replace("/", "--"), output.data) for output in stories.exports(content)]
    except NoWord as error:
        _stop(str(error))
    with _writing(place):
        publish.beside(made, place)
    _say(f"{len(made)} stories are in {place}." if made else "There is no conversation in the course, so nothing was written.")


@build.command("review")
@click.option("--to", "place", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for the PDFs.")
@click.argument("modules", nargs=-1, metavar="[MODULE]...")
def build_review(place: Path, modules: tuple[str, ...]) -> None:
    """Make review packets for licensed therapists, of the lessons named by their ids or of all.

    A packet holds each statement with its source, the rules of places, every answer with its reason, and lines to sign. It is no part of
    the site, since it tells every answer.
    """
    content = _without_errors(ROOT / "content")
    if unknown := sorted(set(modules) - set(content.modules)):
        advice = did_you_mean(unknown[0], content.modules) or f"the lessons are {', '.join(content.modules)}"
        _stop(f"there is no lesson `{unknown[0]}` — {advice}")
    wanted = [one for one in handbook.reviews(content) if not modules or one.module in modules]
    try:
        made = site.typeset(
            content, wanted, content=ROOT / "content", templates=ROOT / "templates", cache=ROOT / ".cache" / "review", say=_say
        )
    except site.NotMade as error:
        _stop(str(error))
    with _writing(place):
        publish.beside(made, place)
    _say(f"The review packets are in {place}.")


@main.group()
def new() -> None:
    """Start something new."""


@new.command("module")
@click.argument("name", metavar="TRACK/ID", required=False)
@_content
def start_module(name: str | None, folder: Path) -> None:
    r"""Start a lesson that works and explains itself.

    TRACK is the id of a track in course.yml, ID a short name that will never change: small letters, digits and hyphens.

    \b
    Example:
      tableside new module boundaries/first-visit
    """
    shelf = course.read(folder)
    about = shelf.course.record
    if about is None:
        _stop(f"{folder / 'course.yml'} is missing or has mistakes — `tableside check` tells them")
    tracks = ", ".join(track.id for track in about.tracks)
    if not name:
        _stop(f"say which lesson: tableside new module TRACK/ID — the tracks are {tracks}")
    try:
        path, text = new_module(name, about, (ROOT / "templates" / "new" / "module.yml").read_text("utf-8"), datetime.date.today())
    except NotStartedError as error:
        _stop(str(error))
    track, id = path.split("/")[1], path.split("/")[2].removesuffix(".yml")
    twin = next((file.path for file in shelf.modules if file.path.endswith(f"/{id}.yml")), None)
    if twin or (folder / path).exists():
        _stop(f"there is {folder / (twin or path)} already — choose another id, or go on writing that one")
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    with (folder / path).open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    _say(f"Wrote {folder / path}, a draft that explains itself.")
    if not any(id in listed.modules for listed in about.tracks):
        line = f"      - {id}\n"
        course_file = folder / "course.yml"
        if any(listed.id == track and listed.modules for listed in about.tracks):
            _say(f"Now add its line to {course_file}, under `modules:` of the track `{track}`, where readers should meet it:\n\n{line}")
        else:
            _say(f"Now add these two lines to {course_file}, at the end of the track `{track}`:\n\n    modules:\n{line}")
    _say("Then `make serve` shows it, and `make check` tells its mistakes. Set `status: ready` when it may be published.")


@main.command("schema")
@_content
def write_schema(folder: Path) -> None:
    """Write schema.json, by which an editor completes keys and underlines mistakes.

    It is made from the model, so write it again whenever hooks/tableside/model.py has changed.
    """
    if not folder.is_dir():
        _stop(f"there is no folder {folder} — name the one that holds course.yml with --content")
    (folder / "schema.json").write_bytes(schema.text().encode())
    _say(f"Wrote {folder / 'schema.json'}.")


def _without_errors(folder: Path) -> Course:
    loaded = course.load(folder, today=datetime.date.today())
    if loaded.problems:
        _show(loaded.problems, _nearby(folder), to_stderr=True)
    if loaded.course is None:
        _stop("Nothing was built and nothing was changed.")
    return loaded.course


@contextlib.contextmanager
def _writing(place: Path) -> Iterator[None]:
    """Tell in a sentence that a folder cannot be written."""
    try:
        yield
    except OSError as error:
        _stop(f"cannot write {place}: {error.strerror or error} — what stood there still stands")


def _nearby(folder: Path) -> Path:
    """A folder as seen from here, so that a terminal can open the files of its problems."""
    try:
        return Path(os.path.relpath(folder))
    except ValueError:
        # Windows knows no way from one drive to another.
        return folder


def _show(found: tuple[problems.Problem, ...], folder: Path, *, to_stderr: bool) -> None:
    form = problems.form_for(os.environ, (sys.stderr if to_stderr else sys.stdout).isatty())
    click.echo(problems.show(found, folder.as_posix(), form), err=to_stderr, color=form == "colour")


def _say(sentence: str) -> None:
    click.echo(sentence)


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)


if __name__ == "__main__":
    main()
