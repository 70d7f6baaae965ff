"""Copies of what a site is built from, for tests that change something in it first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from .visit import ROOT


def checkout(folder: Path) -> Path:
    """A copy of what a site is built from, to be changed by a test."""
    folder.mkdir()
    for name in ("mkdocs.yml", "content", "docs", "hooks", "templates"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def build_copy(copy: Path, to: Path) -> None:
    """Build the site of a changed copy, without downloads."""
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", copy / "mkdocs.yml", "--site-dir", to],
        env={"TABLESIDE_DOWNLOADS": "no", "NO_MKDOCS_2_WARNING": "1", "PATH": "", "PYTHONPATH": str(copy / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
