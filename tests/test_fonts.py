"""The web fonts that the build cuts: small, complete, always the same, and named by the style sheet."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tableside import fonts

ROOT = Path(__file__).resolve().parents[1]

PLAIN = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,;:!?()[]&%/+*#@–—‘’“”…•·×°½€£§"
ABROAD = "äöüßéèêëàâçñøåæœłńśźżěščřžýůőűăâîșțğışãõÀÉÑØŁŠŽ"


@pytest.fixture(scope="module")
def cut() -> list[tuple[str, bytes]]:
    """The fonts, cut once for all tests."""
    return fonts.web_fonts()


def test_the_fonts_are_small(cut: list[tuple[str, bytes]]) -> None:
    """All together they stay under 100 KB, so that a phone on a poor network shows them soon."""
    assert len(cut) == 4
    assert sum(len(data) for _, data in cut) < 100_000


def test_the_fonts_draw_what_the_course_is_written_in(cut: list[tuple[str, bytes]]) -> None:
    """No letter of English or of Europe's Latin alphabets is missing."""
    for name, data in cut:
        font = TTFont(BytesIO(data))
        assert font.flavor == "woff2"
        missing = {letter for letter in PLAIN + ABROAD if ord(letter) not in font.getBestCmap()}
        assert not missing, f"{name} lacks {' '.join(sorted(missing))}"


def test_cutting_again_gives_the_same_bytes(cut: list[tuple[str, bytes]]) -> None:
    """No clock and no chance get into a font."""
    assert fonts.web_fonts() == cut


def test_headings_are_one_fixed_weight(cut: list[tuple[str, bytes]]) -> None:
    """Fraunces arrives without its axes: they would be most of the file."""
    font = TTFont(BytesIO(dict(cut)["fraunces.woff2"]))
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == 600


def test_each_font_carries_its_licence(cut: list[tuple[str, bytes]]) -> None:
    """The Open Font License asks that its notice stays in the file."""
    for name, data in cut:
        names = {record.nameID: str(record) for record in TTFont(BytesIO(data))["name"].names}
        assert "Copyright" in names[0], name
        assert "SIL Open Font License" in names[13], name


def test_the_style_sheet_names_these_fonts_and_no_others(cut: list[tuple[str, bytes]]) -> None:
    """What the style sheet asks for is there, and nothing is cut for nobody."""
    styles = "".join(path.read_text("utf-8") for path in (ROOT / "templates" / "assets" / "styles").glob("*.css"))
    assert set(re.findall(r"url\(\"?fonts/([^)\"]+)\"?\)", styles)) == {name for name, _ in cut}
