"""Tables of comments at the command line."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.cast import Forum
from tests.documents.comments import table
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.documents.word.iso_form import read_iso_form
from jointstatement.documents.word.tables import write_form_docx
from jointstatement.terms import CommentClass, PartKind, Weight
from jointstatement.text.comments import cited_parts
from jointstatement.text.document import Part

THREE = CLAUSES[2].replace("six hours", "three hours")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def talks(forum: Forum, monkeypatch: pytest.MonkeyPatch) -> Negotiation:
    """Two delegations have given something, and the round is closed."""
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", forum.database.url)
    talks = begin(forum)
    talks.table()
    round_id = talks.open_round()
    own = {"reason": "Quicker.", "weight": Weight.PREFERRED, "by": forum.head("Borvia")}
    forum.act(amend, talks.id, talks.clause(3), wording=THREE, **own)
    remark = {"comment_class": CommentClass.EDITORIAL, "text": "-1 too many.", "by": forum.head("Galdria")}
    forum.act(comment_on, talks.id, part_id=None, **remark)
    for who in ("Borvia", "Galdria"):
        forum.act(submit_input, talks.id, by=forum.head(who))
    talks.close_round(round_id)
    return talks


def test_table_is_written_in_the_form_that_its_name_says(talks: Negotiation, run: Run, tmp_path: Path) -> None:
    word, excel = tmp_path / "table.docx", tmp_path / "table.xlsx"

    assert run("export-comments", talks.id, "-o", word) == (0, "", "")
    assert run("export-comments", talks.id, "--form", "codex", "--with-answers", "-o", excel) == (0, "", "")

    assert [(row.label, row.comment, row.proposed) for row in read_iso_form(word.read_bytes()).rows] == [
        ("C-0.1", "-1 too many.", ""),
        ("A-3.1", "Quicker.", THREE),
    ]
    sheet = openpyxl.load_workbook(BytesIO(excel.read_bytes()))["Comments"]
    assert [cell.value for cell in sheet[5]][:3] + [sheet["J5"].value] == ["Paragraph", "Text", "No.", "Reply"]


def test_one_delegation_alone_is_named(talks: Negotiation, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "table"

    assert run("export-comments", talks.id, "--delegation", "galdria", "--format", "docx", "-o", file)[0] == 0
    assert [row.delegation for row in read_iso_form(file.read_bytes()).rows] == ["Galdria"]


def test_unknown_delegation_is_refused_with_those_that_there_are(talks: Negotiation, run: Run, tmp_path: Path) -> None:
    status, out, error = run("export-comments", talks.id, "--delegation", "Novia", "-o", tmp_path / "table.docx")

    assert (status, out) == (2, "")
    assert error.startswith("There is no delegation “Novia”. There are: Aldmark, Borvia, Cestria,")
    assert list(tmp_path.glob("*.docx")) == []


def test_name_that_does_not_say_the_form_is_refused(talks: Negotiation, run: Run, tmp_path: Path) -> None:
    status, _, error = run("export-comments", talks.id, "-o", tmp_path / "table.pdf")

    assert (status, "let it end with one of .docx, .xlsx, or say it with --format." in error) == (2, True)
    assert not (tmp_path / "table.pdf").exists()


def test_unknown_statement_is_refused(talks: Negotiation, run: Run, tmp_path: Path) -> None:
    status, _, error = run("export-comments", "0" * 32, "-o", tmp_path / "table.docx")

    assert (status, error) == (2, "There is no such page, or it is not open to you.\n")


TEXT = """Joint Statement on the River

The members of the forum, meeting in Port Alder, concluded as follows:

Ø We reaffirm that the river is shared;
Ø We agree to read the gauges every morning.
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form in which wording for clause 2 is proposed, and a comment on a clause that is not there."""
    parts = (
        Part(PartKind.OPERATIVE, "We reaffirm that the river is shared"),
        Part(PartKind.OPERATIVE, "We agree to read the gauges every morning"),
    )
    opened = docx.Document(BytesIO(write_form_docx(table(delegation="Borvia"), cited_parts(parts))))
    sheet = opened.tables[0]
    sheet.cell(3, 6).text = "We agree to read the gauges every evening"
    cells = sheet.add_row().cells
    cells[2].text, cells[5].text = "9", "Where is it?"
    path = tmp_path / "form.docx"
    opened.save(str(path))
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_form_is_read_without_a_database(form: Path, run: Run) -> None:
    status, out, _ = run("read-comments", form, "--json")

    told = json.loads(out)
    assert status == 0
    assert [(row["number"], row["clause"], row["comment"], row["proposed"]) for row in told["rows"]] == [
        (3, "2", "", "We agree to read the gauges every evening"),
        (4, "9", "Where is it?", ""),
    ]
    assert (told["placed"], told["passed_over"], told["left_out"]) == ([], 2, [])


def test_rows_are_found_in_a_text_and_an_unknown_clause_is_said(form: Path, text: Path, run: Run) -> None:
    status, out, _ = run("read-comments", form, "--text", text, "--json")

    assert status == 1
    assert [(each["row"], each["part"], each["wording"]) for each in json.loads(out)["placed"]] == [
        (3, "Clause 2", "We agree to read the gauges every evening"),
        (4, None, None),
    ]


def test_form_is_told_in_words(form: Path, text: Path, run: Run) -> None:
    assert run("read-comments", form, "--text", text)[1].splitlines() == [
        "3. Borvia on 2 [no type]",
        "   amendment to Clause 2",
        "   We agree to read the gauges every evening",
        "4. (no delegation) on 9 [no type]",
        "   on no part of this text",
        "   ! The text on the table has no part that is cited like this.",
        "   Where is it?",
        "2 read, 2 passed over as empty, 0 left out.",
    ]


def test_file_without_a_form_is_refused(text: Path, run: Run) -> None:
    assert run("read-comments", text) == (2, "", "This is not a Word file (.docx).\n")
