"""The look, read off its sources: colours that can be told apart, one dark scheme, a small style sheet, nothing fetched from elsewhere."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tableside.site import styles

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
STYLES = TEMPLATES / "assets" / "styles"
TOKENS = (STYLES / "tokens.css").read_text("utf-8")

TEXT_ON = ["paper", "surface"]
"""The grounds that every colour of text may stand on."""


def block(opening: str) -> dict[str, str]:
    """The colours that a rule of tokens.css sets, by name."""
    start = TOKENS.index(opening) + len(opening)
    return dict(re.findall(r"--ts-([\w-]+): (#[0-9a-f]+);", TOKENS[start : TOKENS.index("}", start)]))


SCHEMES = {"light": block(":root {"), "dark": block(':root[data-ts-scheme="dark"] {')}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as #1f5b4e, as WCAG 2 counts it: 1 to 21."""

    def light(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read(scheme: str) -> None:
    """Each colour of text stands out from each ground it is used on; ink does so strongly."""
    colours = SCHEMES[scheme]
    pairs = [(text, ground, 4.5) for text in ("ink-soft", "pine", "pine-deep", "clay", "right", "wrong") for ground in TEXT_ON]
    pairs += [("ink", ground, 7) for ground in (*TEXT_ON, "pine-tint", "clay-tint", "right-tint", "wrong-tint")]
    pairs += [("ink-soft", "pine-tint", 4.5), ("ink-soft", "clay-tint", 4.5), ("on-pine", "pine", 4.5), ("on-pine", "pine-deep", 4.5)]
    pairs += [("pine", "pine-tint", 4.5), ("right", "right-tint", 4.5), ("wrong", "wrong-tint", 4.5), ("pine", "clay-tint", 4.5)]
    faint = [
        f"{text} on {ground}: {contrast(colours[text], colours[ground]):.2f}"
        for text, ground, least in pairs
        if contrast(colours[text], colours[ground]) < least
    ]
    assert not faint, f"{scheme}: " + ", ".join(faint)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_can_be_seen(scheme: str) -> None:
    """The edge of a control and the ring of the focus stand out from what is around them."""
    colours = SCHEMES[scheme]
    faint = [f"{edge} on {ground}" for edge in ("edge", "focus") for ground in TEXT_ON if contrast(colours[edge], colours[ground]) < 3]
    assert not faint, f"{scheme}: " + ", ".join(faint)


def test_dark_is_the_same_chosen_or_not() -> None:
    """The dark scheme is written twice, for who chose it and for who has a dark device; the two agree."""
    assert SCHEMES["dark"]
    assert block(':root:not([data-ts-scheme="light"]) {') == SCHEMES["dark"]


def test_the_style_sheet_is_small() -> None:
    """All styles together stay under 15 KB as they travel, and no comment travels with them."""
    names = (STYLES / "index.txt").read_text("utf-8").split()
    assert sorted(names) == sorted(path.name for path in STYLES.glob("*.css"))
    travels = styles(TEMPLATES)
    assert len(gzip.compress(travels.encode(), mtime=0)) < 15_000
    assert "/*" not in travels
    assert ".ts-scene" in travels


def test_the_theme_fetches_nothing_from_elsewhere() -> None:
    """No script, style, font or picture of another host; a link that a person follows is no fetch."""
    files = [*(TEMPLATES / "site").rglob("*.*"), *STYLES.glob("*.css")]
    assert files
    fetch = re.compile(r"""(?:\bsrc=|<link [^>]*href=|url\(|@import)\s*["']?(?:https?:)?//""")
    faults = [path.name for path in files if fetch.search(path.read_text("utf-8"))]
    assert not faults, ", ".join(faults)


def test_the_theme_keeps_to_what_other_generators_understand() -> None:
    """MiniJinja, which Zensical draws with, has no methods on mappings."""
    faults = [
        path.name for path in (TEMPLATES / "site").rglob("*.html") if re.search(r"\.(?:items|keys|values|get)\(", path.read_text("utf-8"))
    ]
    assert not faults, ", ".join(faults)
