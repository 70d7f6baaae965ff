"""The site's web fonts, cut from font packages: only the letters a page needs, as woff2. The only file that knows fontTools.

It reads the installed packages and nothing else, and the same packages give the same bytes. It takes seconds, so whoever calls it keeps
the result.
"""

from __future__ import annotations

from io import BytesIO
from itertools import chain

# Neither package tells its types.
import fontpkg  # type: ignore[import-untyped]
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

LETTERS = tuple(
    chain(
        range(0x20, 0x7F),  # basic Latin
        range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: the languages of Europe and most of the Americas
        (0x218, 0x219, 0x21A, 0x21B),  # Romanian s and t with a comma below
        range(0x2010, 0x2016),  # hyphens and dashes
        range(0x2018, 0x2023),  # quotation marks, daggers, the bullet
        (0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122),
        (0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713, 0x2717),  # arrows, relations, ticks, where drawn
    )
)
"""What is kept. A character that a font does not draw is taken from the reader's own fonts."""

FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "case", "frac", "tnum", "pnum", "sups", "ordn")
"""Kerning, joined letters, and figures that line up in tables."""

DISPLAY = {"wght": 600, "opsz": 48, "SOFT": 60, "WONK": 0}
"""Where Fraunces is pinned on its four axes: semi-bold, drawn for headings, soft corners, no swashes."""


def web_fonts() -> list[tuple[str, bytes]]:
    """File name and woff2 bytes of each font, under 100 KB together: three of Atkinson Hyperlegible and one of Fraunces.

    Raises:
        fontpkg.FamilyNotInstalled: a font package is missing.
    """
    text = "Atkinson Hyperlegible"
    return [
        ("atkinson-regular.woff2", _cut(_open(text))),
        ("atkinson-italic.woff2", _cut(_open(text, style="italic"))),
        ("atkinson-bold.woff2", _cut(_open(text, weight=700))),
        ("fraunces.woff2", _cut(instancer.instantiateVariableFont(_open("Fraunces", nearest=True), DISPLAY))),
    ]


def _open(family: str, *, weight: int = 400, style: str = "normal", nearest: bool = False) -> TTFont:
    # Without recalcTimestamp the moment of cutting would be in the file.
    return TTFont(fontpkg.path(family, weight, style, nearest), recalcTimestamp=False)


def _cut(font: TTFont) -> bytes:
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=list(FEATURES),
        name_IDs=[0, 1, 2, 13, 14],  # copyright, family, style, and the licence, which asks to travel along
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    made = BytesIO()
    subset.save_font(font, made, options)
    return made.getvalue()
