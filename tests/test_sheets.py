"""What is printed for people outside the course: the page for clients, and review packets for licensed therapists."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from test_handbook import TEMPLATES, failures, small_course, squeezed, whole_course, words_of

from tableside import reading, text
from tableside.model import ClinicFile
from tableside.outputs import handbook
from tableside.outputs.handbook_review import claims
from tableside.outputs.handbook_source import Edition, write

TABLESIDE = Path(sys.executable).with_name("tableside")
SHEETS = [one for one in handbook.editions(whole_course()) if one.kind == "client-sheet"]


def pages_of(data: bytes) -> int:
    """How many pages a file has."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


# --- the page for clients -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", SHEETS, ids=lambda one: one.path)
def test_the_page_for_clients_is_one_page(one: Edition) -> None:
    """On either paper, with all that it says, and conforming."""
    course = whole_course()
    data = handbook.pdf(course, one, TEMPLATES)
    assert pages_of(data) == 1
    assert failures(data, "ua1") == failures(data, "2a") == []
    sheet = course.client_sheet
    assert sheet
    assert all(squeezed(text.plain(point)) in words_of(data) for part in sheet.parts for point in part.points)
    twice = replace(course, client_sheet=sheet.model_copy(update={"parts": sheet.parts * 2}))
    assert pages_of(handbook.pdf(twice, one, TEMPLATES)) == 2


def test_what_the_clinic_has_said_needs_no_line() -> None:
    """Its name and how to reach it are printed; what is not known yet is a line to write on."""
    course = small_course()
    one = next(one for one in handbook.editions(course) if one.kind == "client-sheet")
    nobody = replace(course, clinic=ClinicFile())
    known = replace(course, clinic=ClinicFile(name="Harbor Street", contact="Call the desk."))
    assert set(write(nobody, one).manifest.fields) == {"client/clinic", "client/contact"}
    assert set(write(known, one).manifest.fields) == set()
    assert squeezed("Harbor Street") in words_of(handbook.pdf(known, one, TEMPLATES))


def test_the_page_for_clients_is_easy_to_read() -> None:
    """Sixth grade or below, as health material for the public should be."""
    sheet = whole_course().client_sheet
    assert sheet
    told = "\n".join(
        [text.plain(sheet.about), *(text.plain(point) for part in sheet.parts for point in part.points), text.plain(sheet.closing)]
    )
    assert reading.level(told).grade <= 6


# --- review packets -----------------------------------------------------------------------------------------------------------


def test_a_packet_has_every_statement_with_a_source() -> None:
    """With three boxes each, the places, every answer's reason, lines to sign; and it conforms."""
    course = small_course()
    one = handbook.reviews(course)[0]
    module = course.modules[one.module or ""]
    fields = write(course, one).manifest.fields
    data = handbook.pdf(course, one, TEMPLATES)
    told = words_of(data)
    found = list(claims(module))
    assert found
    assert all(squeezed(text.plain(words.split(" @")[0]))[:40] in told for _, words in found)
    judged = {field.group for field in fields.values() if "/review/claim/" in field.group}
    assert len(judged) == len(found)
    assert all(squeezed(answer.because)[:30] in told for question in module.quiz.questions for answer in getattr(question, "answers", ()))
    assert {f"{module.id}/review/{name}" for name in ("name", "licence", "signature", "date", "notes")} <= set(fields)
    assert failures(data, "ua1") == failures(data, "2a") == []


def test_statements_are_told_sentence_by_sentence() -> None:
    """A sentence without a source is none; one in a list or a key point is; those of place notes and questions are not told here."""
    module = small_course().modules["asking"]
    section = module.sections[0].model_copy(
        update={
            "text": "Nobody says so. “Ask twice.” It helps @standard.\n\n- A point @standard.\n- Another.",
            "parts": (),
            "questions": (),
        }
    )
    only = module.model_copy(update={"sections": (section,), "checklists": ()})
    assert [words for _, words in claims(only)][:2] == ["It helps @standard.", "A point @standard."]


def test_what_a_debrief_cites_is_judged_too() -> None:
    """Conversations teach as well."""
    module = small_course().modules["asking"]
    talk = module.dialogues[0]
    endings = (talk.endings[0].model_copy(update={"debrief": "She came back. It helps @standard."}), *talk.endings[1:])
    told = module.model_copy(update={"dialogues": (talk.model_copy(update={"endings": endings}),)})
    assert (talk.title, "It helps @standard.") in list(claims(told))


def test_no_site_has_a_packet() -> None:
    """Since it tells every answer."""
    assert all(one.kind != "review" for one in handbook.editions(small_course()))


def test_packets_are_made_by_a_command(tmp_path: Path) -> None:
    """Of the lessons that are named; a name that is none is told with the nearest."""
    named = subprocess.run(
        [TABLESIDE, "build", "review", "--to", tmp_path / "packets", "consent"], capture_output=True, text=True, check=False
    )
    assert named.returncode == 0, named.stderr
    assert sorted(path.name for path in (tmp_path / "packets").iterdir()) == ["review-consent-a4.pdf", "review-consent-letter.pdf"]
    wrong = subprocess.run(
        [TABLESIDE, "build", "review", "--to", tmp_path / "none", "concent"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 1
    assert "there is no lesson `concent` — did you mean `consent`?" in wrong.stderr
    assert not (tmp_path / "none").exists()
