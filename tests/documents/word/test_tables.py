"""Tables of comments as Word files."""

import json
import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.table import Table, _Cell
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.comments import ROWS, table
from tests.documents.given import PARTS, comment_rows, iso_row, shown
from tests.documents.word.lint import lint

from jointstatement.documents.tables import Layout, citation_of, codex_type, disposition_of
from jointstatement.documents.word.tables import INSERTED, STRUCK, style_id, write_form_docx, write_table_docx
from jointstatement.documents.xlsx import write_table_xlsx
from jointstatement.text.comments import CommentRow, CommentTable

ROOT = Path(__file__).parents[3]


def table_in(printed: bytes) -> Table:
    (found,) = docx.Document(BytesIO(printed)).tables
    return found


def kept(cell: _Cell) -> str:
    """The words of a cell without those that are struck."""
    return "\n".join(
        "".join(run.text for run in line.runs if run._r.style != style_id(STRUCK)) for line in cell.paragraphs
    )


def codex_rows(printed: CommentTable) -> list[list[str]]:
    """The rows of the Codex layout, those that name a paragraph included."""
    rows: list[list[str]] = []
    before: object = ""
    for row in printed.rows:
        if row.part != before:
            words = f"\n{shown(row.part.wording)}" if row.part else ""
            rows.append([citation_of(row.part) + words])
            before = row.part
        notes = [f"on {row.given_on}" if row.given_on else "", "late" if row.is_late else ""]
        notes.append("withdrawn" if row.is_withdrawn else "")
        said = ["", shown(row.proposed), row.text] if row.is_amendment else [row.text, "", ""]
        answers = [disposition_of(row), row.reply] if printed.with_answers else []
        first = row.number + "".join(f"\n{note}" for note in notes if note)
        rows.append([first, row.delegation, codex_type(row), *said, *answers])
    return rows


def rows_of(printed: CommentTable, layout: Layout) -> list[list[str]]:
    return [iso_row(row, printed) for row in printed.rows] if layout is Layout.ISO else codex_rows(printed)


def read(printed: bytes) -> list[list[str]]:
    # A cell over the whole width is named by python-docx once for each column.
    rows = [
        [cell for place, cell in enumerate(row.cells) if place == 0 or cell._tc is not row.cells[0]._tc]
        for row in table_in(printed).rows[1:]
    ]
    return [[kept(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("with_answers", [False, True])
@pytest.mark.parametrize("layout", Layout)
def test_file_says_what_was_given(layout: Layout, with_answers: bool) -> None:
    printed = table(with_answers=with_answers)

    assert read(write_table_docx(printed, layout)) == rows_of(printed, layout)


@settings(max_examples=60)
@given(rows=st.lists(comment_rows(), min_size=1, max_size=3), layout=st.sampled_from(Layout), answers=st.booleans())
def test_whatever_is_given_comes_back(rows: list[CommentRow], layout: Layout, answers: bool) -> None:
    printed = table(*rows, with_answers=answers)

    assert read(write_table_docx(printed, layout)) == rows_of(printed, layout)


def test_proposed_wording_is_a_redline_against_the_words_it_was_made_on() -> None:
    cell = table_in(write_table_docx(table(), Layout.ISO)).rows[3].cells[6]

    assert [(run.text, run._r.style) for run in cell.paragraphs[0].runs] == [
        ("We agree to share the readings of our gauges every ", None),
        ("six", style_id(STRUCK)),
        ("three", style_id(INSERTED)),
        (" hours, and within the hour when the water rises", None),
    ]


def test_light_marks_are_letters_that_lean_and_stand_high() -> None:
    cell = table_in(write_table_docx(table(), Layout.ISO)).rows[7].cells[6]

    assert [run.text for run in cell.paragraphs[0].runs if run.italic] == ["great", "Old Lock"]
    assert [run.text for run in cell.paragraphs[0].runs if run.font.superscript] == ["nd"]


def test_page_lies_on_its_side_and_every_page_has_the_headings() -> None:
    printed = docx.Document(BytesIO(write_table_docx(table(), Layout.CODEX)))
    page = printed.sections[0]

    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    assert page.header.paragraphs[0].text == "Delegations only\tRev.1"
    (heading,) = [row for row in printed.tables[0].rows if row._tr.xpath("w:trPr/w:tblHeader")]
    assert [cell.text for cell in heading.cells] == [
        "No.",
        "Member",
        "Type",
        "Comment",
        "Proposed text",
        "Rationale",
    ]


def test_table_says_whose_input_it_holds_and_of_which_hour() -> None:
    printed = write_table_docx(table(delegation="Borvia", with_answers=True), Layout.ISO)

    assert [paragraph.text for paragraph in docx.Document(BytesIO(printed)).paragraphs] == [
        "Riverine Cooperation Forum",
        "Comments and amendments with the chair’s answers",
        "Joint Statement on the Free Passage of the River",
        "7th Ministerial Meeting · Rev.1 · Borvia · as of 2026-05-14 18:00 (Europe/Vienna)",
        "Type of comment: ge = general, te = technical, ed = editorial. [^…] = the place of a footnote.",
    ]


def test_form_has_a_row_for_the_text_and_for_each_part() -> None:
    form = read(write_form_docx(table(delegation="Borvia"), PARTS))

    assert [row[:5] for row in form] == [
        ["Borvia", "", "", "", "ge"],
        ["Borvia", "", "", "Title", ""],
        ["Borvia", "", "3", "", ""],
        ["Borvia", "", "3", "(a)", ""],
        ["Borvia", "", "5", "", ""],
        ["Borvia", "", "", "Heading “The crossings and what is to become of them”", ""],
        ["Borvia", "", "", "Footnote *", ""],
    ]
    assert {"".join(row[5:]) for row in form} == {""}


@pytest.mark.parametrize("layout", Layout)
def test_nothing_is_broken_between_the_parts_of_the_file(layout: Layout) -> None:
    assert lint(write_table_docx(table(with_answers=True), layout)) == []
    assert lint(write_form_docx(table(delegation="Borvia"), PARTS)) == []


BIN = [str(ROOT / "node_modules" / ".bin"), str(ROOT / ".venv" / "validator" / "node_modules" / ".bin")]
VALIDATOR = shutil.which("ooxml-validator", path=os.pathsep.join([*BIN, os.environ["PATH"]]))
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(VALIDATOR is None, reason="ooxml-validator is neither in node_modules nor on the path")
def test_tables_are_valid_to_word_and_excel(tmp_path: Path) -> None:
    assert VALIDATOR is not None
    (tmp_path / "form.docx").write_bytes(write_form_docx(table(delegation="Borvia"), PARTS))
    for layout in Layout:
        printed = table(with_answers=layout is Layout.CODEX)
        (tmp_path / f"{layout}.docx").write_bytes(write_table_docx(printed, layout))
        (tmp_path / f"{layout}.xlsx").write_bytes(write_table_xlsx(printed, layout))

    found = {}
    for file in sorted(tmp_path.iterdir()):
        judged = subprocess.run([VALIDATOR, str(file)], capture_output=True, check=False)
        found[file.name] = json.loads(judged.stdout)["errors"]

    assert found == {"codex.docx": [], "codex.xlsx": [], "form.docx": [], "iso.docx": [], "iso.xlsx": []}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on the path")
def test_libreoffice_shows_every_row(tmp_path: Path) -> None:
    assert OFFICE is not None
    (tmp_path / "table.docx").write_bytes(write_table_docx(table(with_answers=True), Layout.ISO))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [OFFICE, "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]

    subprocess.run([*convert, str(tmp_path / "table.docx")], capture_output=True, check=True, timeout=120)

    shown_words = (tmp_path / "table.txt").read_text(encoding="utf-8-sig")
    assert [row.text for row in ROWS if row.text.split("\n")[0] not in shown_words] == []
