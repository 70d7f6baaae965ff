"""The command line: ``tableside check``, ``build``, ``new`` and ``schema``. The edge where files, clock and terminal are touched."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import click

from . import course, problems


@click.group()
def main() -> None:
    """Tableside."""


@main.command()
@click.option("--content", type=click.Path(path_type=Path), default=Path("content"))
@click.option("--drafts", is_flag=True)
def check(content: Path, drafts: bool) -> None:
    """Tell every mistake in the content."""
    loaded = course.load(content, drafts=drafts, today=datetime.date.today())
    click.echo(problems.show(loaded.problems, content.as_posix(), problems.form_for(os.environ, sys.stdout.isatty())), color=True)
    sys.exit(1 if problems.has_errors(loaded.problems) else 0)


if __name__ == "__main__":
    main()
