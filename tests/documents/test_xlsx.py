"""Tables of comments as Excel workbooks: everything is text, and says what was given."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.comments import GAUGES, ROWS, table
from tests.documents.given import BEGINNINGS, comment_rows, iso_row, shown

from jointstatement.documents.tables import Layout, citation_of, codex_type, disposition_of
from jointstatement.documents.xlsx import write_table_xlsx
from jointstatement.errors import TooLongForExcel
from jointstatement.terms import CommentClass, Weight
from jointstatement.text.comments import CommentRow, CommentTable

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass
class Read:
    """A cell as Excel reads it; `kind` is "s" for a text of the workbook's table of texts."""

    text: str
    struck: str = ""
    kind: str = "s"


def sheet_of(workbook: bytes) -> list[list[Read]]:
    """The cells below the headings, of rows in which more than one is filled."""
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        texts = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    shared = [text_of(item) for item in texts]
    rows = [[cell_of(cell, shared) for cell in row] for row in sheet.iter(f"{MAIN}row") if int(row.get("r", 0)) > 5]
    return [row for row in rows if len(row) > 1]


def cell_of(cell: ElementTree.Element, shared: list[tuple[str, str]]) -> Read:
    value = cell.find(f"{MAIN}v")
    if value is None:
        return Read("")
    return Read(*shared[int(value.text or "")], kind=cell.get("t", ""))


def text_of(item: ElementTree.Element) -> tuple[str, str]:
    """The words of a text, and those that are struck in it; openpyxl undoes Excel's escapes only by half."""
    kept = struck = ""
    for run in [item] if item.find(f"{MAIN}t") is not None else item.iter(f"{MAIN}r"):
        words = ESCAPED.sub(lambda found: chr(int(found[1], 16)), run.findtext(f"{MAIN}t") or "")
        if run.find(f"{MAIN}rPr/{MAIN}strike") is None:
            kept += words
        else:
            struck += words
    return kept, struck


def headings_of(workbook: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(BytesIO(workbook))["Comments"]
    return [str(cell.value) for cell in sheet[5] if cell.value is not None]


def codex_row(row: CommentRow, printed: CommentTable) -> list[str]:
    notes = ["on Zero draft" if row.given_on else "", "late" if row.is_late else ""]
    notes.append("withdrawn" if row.is_withdrawn else "")
    words = shown(row.part.wording) if row.part else ""
    said = ["", shown(row.proposed), row.text] if row.is_amendment else [row.text, "", ""]
    answers = [disposition_of(row), row.reply] if printed.with_answers else []
    first = row.number + "".join(f"\n{note}" for note in notes if note)
    return [citation_of(row.part), words, first, row.delegation, codex_type(row), *said, *answers]


@pytest.mark.parametrize("with_answers", [False, True])
@pytest.mark.parametrize("layout", Layout)
def test_workbook_says_what_was_given(layout: Layout, with_answers: bool) -> None:
    printed = table(with_answers=with_answers)
    expected = iso_row if layout is Layout.ISO else codex_row

    read = sheet_of(write_table_xlsx(printed, layout))

    assert [[cell.text for cell in row] for row in read] == [expected(row, printed) for row in ROWS]


def test_another_program_reads_the_same_words() -> None:
    sheet = openpyxl.load_workbook(BytesIO(write_table_xlsx(table(), Layout.ISO)))["Comments"]

    assert [sheet.cell(row, 6).value for row in range(6, 6 + len(ROWS))] == [row.text or None for row in ROWS]
    assert {sheet.cell(row, 6).data_type for row in range(6, 6 + len(ROWS)) if sheet.cell(row, 6).value} == {"s"}


@settings(max_examples=80)
@given(rows=st.lists(comment_rows(), min_size=1, max_size=4), layout=st.sampled_from(Layout), answers=st.booleans())
def test_whatever_is_given_comes_back_and_is_text(rows: list[CommentRow], layout: Layout, answers: bool) -> None:
    printed = table(*rows, with_answers=answers)
    expected = iso_row if layout is Layout.ISO else codex_row

    read = sheet_of(write_table_xlsx(printed, layout))

    assert [[cell.text for cell in row] for row in read] == [expected(row, printed) for row in rows]
    assert {cell.kind for row in read for cell in row if cell.text} == {"s"}


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_text_that_begins_like_a_formula_stays_text(beginning: str) -> None:
    said = f"{beginning}cmd|' /C calc'!A1"
    workbook = write_table_xlsx(table(CommentRow("Borvia", None, CommentClass.EDITORIAL, said)), Layout.ISO)

    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert [name for name in archive.namelist() if "external" in name.lower()] == []
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert sheet_of(workbook)[0][5] == Read(said)


def test_redline_strikes_what_goes_and_keeps_the_proposed_words() -> None:
    proposed = sheet_of(write_table_xlsx(table(), Layout.ISO))[2][6]

    assert (proposed.text, proposed.struck) == (GAUGES.wording.replace("six", "three"), "six")


def amendment(base: str, proposed: str) -> CommentRow:
    return CommentRow("Borvia", GAUGES, Weight.PREFERRED, "", proposed=proposed, base=base)


def test_redline_too_long_for_a_cell_gives_way_to_the_proposed_words() -> None:
    old, new = "ab " * 6_000 + "old", "cd " * 6_000 + "new"

    (row,) = sheet_of(write_table_xlsx(table(amendment(old, new)), Layout.ISO))

    assert (row[6].text, row[6].struck) == (new, "")


def test_text_too_long_for_a_cell_is_refused() -> None:
    long = CommentRow("Borvia", None, CommentClass.EDITORIAL, "ø" * 32_768)
    just = CommentRow("Borvia", None, CommentClass.EDITORIAL, "ø" * 32_767)

    with pytest.raises(TooLongForExcel, match=r"^In row 2, “Comments” is longer than Excel takes in one cell"):
        write_table_xlsx(table(just, long), Layout.ISO)


def test_headings_are_those_of_the_form() -> None:
    assert headings_of(write_table_xlsx(table(), Layout.ISO)) == [
        "MB/NC",
        "Line number",
        "Clause/ Subclause",
        "Paragraph/ Figure/ Table",
        "Type of comment",
        "Comments",
        "Proposed change",
        "Observations of the secretariat",
    ]
    assert headings_of(write_table_xlsx(table(with_answers=True), Layout.CODEX)) == [
        "Paragraph",
        "Text",
        "No.",
        "Member",
        "Type",
        "Comment",
        "Proposed text",
        "Rationale",
        "Disposition",
        "Reply",
    ]


_ANEW = (
    "import sys, hashlib; sys.path.insert(0, {root!r});"
    "from tests.documents.comments import table; from jointstatement.documents.tables import Layout;"
    "from jointstatement.documents.{module} import {write};"
    "print([hashlib.sha256({write}(table(with_answers=True), layout)).hexdigest() for layout in Layout])"
)


@pytest.mark.parametrize(("module", "write"), [("xlsx", "write_table_xlsx"), ("word.tables", "write_table_docx")])
def test_table_is_the_same_file_every_time(module: str, write: str) -> None:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", _ANEW.format(root=root, module=module, write=write)]
    said = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, capture_output=True).stdout
        for seed, zone in (("0", "UTC"), ("7", "Asia/Kathmandu"))
    }

    assert len(said) == 1
    assert said != {b""}


def test_empty_table_says_that_nothing_may_be_read() -> None:
    workbook = openpyxl.load_workbook(BytesIO(write_table_xlsx(replace(table(), rows=()), Layout.ISO)))

    assert workbook["Comments"]["A7"].value == "No comment or amendment that may be read."


OFFICE = shutil.which("soffice")
HAS_CALC = OFFICE is not None and (Path(OFFICE).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not HAS_CALC, reason="LibreOffice is not here, or has no Calc")
def test_libreoffice_shows_every_row_as_text(tmp_path: Path) -> None:
    assert OFFICE is not None
    (tmp_path / "table.xlsx").write_bytes(write_table_xlsx(table(), Layout.ISO))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [OFFICE, "--headless", profile, "--convert-to", "csv", "--outdir", str(tmp_path)]

    subprocess.run([*convert, str(tmp_path / "table.xlsx")], capture_output=True, check=True, timeout=120)

    words = (tmp_path / "table.csv").read_text(encoding="utf-8").replace('""', '"')
    assert [row.text for row in ROWS if row.text not in words] == []
