"""Which of the theme's files for searching in other languages a site needs."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from tableside.site import stemmers

FOLDER = "assets/javascripts/lunr"


@pytest.mark.parametrize(
    ("languages", "names"),
    [
        ([], []),
        (["en"], []),
        (["de"], ["min/lunr.de.min.js", "min/lunr.stemmer.support.min.js"]),
        (["en", "es"], ["min/lunr.es.min.js", "min/lunr.multi.min.js", "min/lunr.stemmer.support.min.js"]),
        (["ja"], ["min/lunr.ja.min.js", "min/lunr.stemmer.support.min.js", "tinyseg.js"]),
        (["th"], ["min/lunr.stemmer.support.min.js", "min/lunr.th.min.js", "wordcut.js"]),
    ],
)
def test_a_site_brings_the_files_of_its_languages(languages: list[str], names: list[str]) -> None:
    """English needs none of the megabyte; each that is named is a file that the theme has."""
    assert sorted(stemmers(languages)) == [f"{FOLDER}/{name}" for name in names]
    theme = Path(material.__file__).parent / "templates"
    assert [name for name in stemmers(languages) if not (theme / name).exists()] == []
