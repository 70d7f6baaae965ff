"""Real form fields from drawn boxes.

The templates lay an empty link to `field:<id>` over each box; Typst gives it its place, its page and its spot in the reading order. Here
every such link becomes a widget of an AcroForm, keeping all three. What is typed is set in a font that the file holds whole, so that a
filled form shows the same everywhere and is still PDF/A and PDF/UA.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from .handbook_fields import Field, Manifest

_PREFIX = "field:"
_PRINT = 4
_MULTILINE = 1 << 12
_RADIO = 1 << 15
_NONSYMBOLIC = 1 << 5
_INK = "0.18 0.149 0.137"
_TYPED = "/Typed"

FieldLinks = Iterator[tuple[pikepdf.Page, pikepdf.Object, str]]


@dataclass(frozen=True, kw_only=True)
class TypedFont:
    """The font of what is typed into fields: one byte a character, as in Windows-1252."""

    name: str
    """Its PostScript name."""
    file: bytes
    """The whole TrueType file."""
    widths: tuple[int, ...]
    """Widths of the characters 32 to 255, in thousandths of the size."""


def convert(data: bytes, manifest: Manifest, font: TypedFont) -> bytes:
    """The same PDF with a widget wherever a field link was. The same input gives the same bytes.

    Raises:
        ValueError: the links in the file and the manifest are not the same set.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.PageMode = Name.UseOutlines if "/Outlines" in pdf.Root else Name.UseNone
        links = list(_field_links(pdf))
        found = [id for _, _, id in links]
        if sorted(found) != sorted(manifest.fields):
            raise ValueError(f"fields drawn and fields noted differ: {sorted(set(found) ^ set(manifest.fields))}")
        if links:
            _add_form(pdf, links, manifest.fields, font)
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True, linearize=False)
        return out.getvalue()


def _field_links(pdf: pikepdf.Pdf) -> FieldLinks:
    for page in pdf.pages:
        for annotation in page.get("/Annots", Array()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(_PREFIX):
                yield page, annotation, address.removeprefix(_PREFIX)


def _add_form(
    pdf: pikepdf.Pdf, links: list[tuple[pikepdf.Page, pikepdf.Object, str]], fields: Mapping[str, Field], font: TypedFont
) -> None:
    parents = _parents(pdf)
    groups: dict[str, pikepdf.Object] = {}
    roots: list[pikepdf.Object] = []
    resources = Dictionary(Font=Dictionary({_TYPED: _embed(pdf, font)}))
    for page, widget, id in links:
        field = fields[id]
        parents[int(widget.StructParent)].S = Name.Form
        for key in ("/A", "/Border", "/Contents"):
            if key in widget:
                del widget[key]
        widget.Subtype = Name.Widget
        widget.F = _PRINT
        widget.P = page.obj
        widget.TU = String(field.says)
        if field.kind == "choice":
            if field.group not in groups:
                groups[field.group] = pdf.make_indirect(
                    Dictionary(FT=Name.Btn, Ff=_RADIO, T=String(field.group), TU=String(field.group_says), V=Name.Off, Kids=Array())
                )
                roots.append(groups[field.group])
            widget.Parent = groups[field.group]
            groups[field.group].Kids.append(widget)
        else:
            widget.T = String(id)
            roots.append(widget)
        _dress(pdf, widget, field, resources)
        page.obj.Tabs = Name.S
    form = Dictionary(Fields=Array(roots), DR=resources, DA=String(f"{_TYPED} 11 Tf {_INK} rg"))
    pdf.Root.AcroForm = pdf.make_indirect(form)


def _dress(pdf: pikepdf.Pdf, widget: pikepdf.Object, field: Field, resources: Dictionary) -> None:
    """Type, state and looks of a widget."""
    left, bottom, right, top = (float(number) for number in widget.Rect)
    width, height = right - left, top - bottom
    if field.kind in ("tick", "choice"):
        marked = _tick(width, height) if field.kind == "tick" else _dot(width, height)
        state = Name("/" + field.value)
        widget.AP = Dictionary(
            N=Dictionary({str(state): _drawing(pdf, width, height, marked), "/Off": _drawing(pdf, width, height, "q Q")})
        )
        widget.AS = Name.Off
        if field.kind == "tick":
            widget.FT = Name.Btn
            widget.V = Name.Off
        widget.MK = Dictionary(CA=String("4" if field.kind == "tick" else "l"))
        return
    is_short = field.kind in ("letter", "place")
    size = 12 if is_short else 11
    widget.FT = Name.Tx
    widget.Ff = _MULTILINE if field.kind == "lines" else 0
    if is_short:
        widget.Q = 1
        widget.MaxLen = 2
    widget.V = String("")
    widget.DA = String(f"{_TYPED} {size} Tf {_INK} rg")
    widget.MK = Dictionary()
    widget.AP = Dictionary(N=_drawing(pdf, width, height, "/Tx BMC EMC", resources))


def _drawing(pdf: pikepdf.Pdf, width: float, height: float, code: str, resources: Dictionary | None = None) -> pikepdf.Object:
    box = Array([0, 0, round(width, 3), round(height, 3)])
    return pdf.make_stream(code.encode("ascii"), Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=resources or Dictionary())


def _tick(width: float, height: float) -> str:
    points = ((0.22, 0.52), (0.43, 0.28), (0.80, 0.76))
    (x1, y1), (x2, y2), (x3, y3) = ((round(x * width, 2), round(y * height, 2)) for x, y in points)
    return f"q {_INK} RG {round(width * 0.13, 2)} w 1 J 1 j {x1} {y1} m {x2} {y2} l {x3} {y3} l S Q"


def _dot(width: float, height: float) -> str:
    """A disc of four curves."""
    x, y, r = width / 2, height / 2, width * 0.27
    k = r * 0.5523
    curves = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    drawn = " ".join(" ".join(f"{number:.2f}" for number in curve) + " c" for curve in curves)
    return f"q {_INK} rg {x + r:.2f} {y:.2f} m {drawn} f Q"


def _embed(pdf: pikepdf.Pdf, font: TypedFont) -> pikepdf.Object:
    """The font as a simple one, with every character of Windows-1252 that it draws."""
    name = Name("/" + font.name)
    described = _described(pdf, font.name)
    descriptor = Dictionary({key: it for key, it in described.items() if not key.startswith("/FontFile") and key != "/CIDSet"})
    descriptor.FontName = name
    descriptor.Flags = _NONSYMBOLIC
    descriptor.FontFile2 = pdf.make_stream(font.file, Length1=len(font.file))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            FirstChar=32,
            LastChar=255,
            Widths=Array(font.widths),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _described(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    """What Typst says of the same font, a part of which it has set the text in."""
    for page in pdf.pages:
        for used in page.Resources.get("/Font", Dictionary()).values():
            descriptor: pikepdf.Object = used.DescendantFonts[0].FontDescriptor
            if str(descriptor.FontName).endswith("+" + name):
                return descriptor
    raise ValueError(f"no page is set in {name}")


def _parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """The structure element of each annotation, by its number in the parent tree."""
    return {int(number): element for number, element in pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items()}
