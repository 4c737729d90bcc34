"""The ISO form comes back: from our own print, filled in by hand, from LibreOffice, and from a standards body."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.table import _Cell
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.comments import FERRIES, GAUGES, ROWS, TITLE, table
from tests.documents.given import PARTS, comment_rows

from jointstatement.documents.filled_form import FilledForm, FormRow, PlacedRow, placed_rows
from jointstatement.documents.tables import Layout, disposition_of, iso_citation, iso_type
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.iso_form import MOST_ROWS, read_iso_form, read_uploaded_form
from jointstatement.documents.word.tables import write_form_docx, write_table_docx
from jointstatement.errors import UnreadableFile
from jointstatement.terms import CommentClass, Weight
from jointstatement.text.comments import CommentRow
from jointstatement.text.compare import Change, compare
from jointstatement.text.document import LeftOut

FORM = write_form_docx(table(delegation="Borvia"), PARTS)
WORDING = GAUGES.wording.replace("six", "two")


def filled(fill: Callable[[WordFile], object], form: bytes = FORM) -> bytes:
    """A form after somebody wrote in it."""
    opened = docx.Document(BytesIO(form))
    fill(opened)
    written = BytesIO()
    opened.save(written)
    return written.getvalue()


def cell(opened: WordFile, row: int, column: int) -> _Cell:
    """A cell of the form, its rows counted from 1 below the headings."""
    return opened.tables[0].cell(row, column)


def is_same(one: str, other: str) -> bool:
    """The same words under the same marks; marks on white space aside."""
    return {segment.change for segment in compare(one, other)} <= {Change.SAME}


def expected(row: CommentRow, place: int, *, with_answers: bool) -> FormRow:
    clause, paragraph = iso_citation(row.part)
    answer = "\n".join(filter(None, [disposition_of(row), row.reply])) if with_answers else ""
    notes = (*([f"on {row.given_on}"] if row.given_on else []), *(["late"] if row.is_late else []))
    return FormRow(
        number=place,
        delegation=row.delegation,
        label=row.number,
        notes=notes,
        line="",
        clause=clause,
        paragraph=paragraph,
        kind=iso_type(row),
        comment=row.text,
        proposed="",
        is_redline=bool(row.proposed) and not is_same(row.base, row.proposed),
        observations=answer,
    )


def without_wording(row: FormRow) -> FormRow:
    return FormRow(**{**{name: getattr(row, name) for name in FormRow.__slots__}, "proposed": ""})


@settings(max_examples=60)
@given(rows=st.lists(comment_rows().filter(lambda row: row.text), min_size=1, max_size=3), answers=st.booleans())
def test_printed_table_reads_back(rows: list[CommentRow], answers: bool) -> None:
    form = read_iso_form(write_table_docx(table(*rows, with_answers=answers), Layout.ISO))

    assert [without_wording(row) for row in form.rows] == [
        expected(row, place, with_answers=answers) for place, row in enumerate(rows, start=1)
    ]
    assert [
        (row.proposed, given.proposed)
        for row, given in zip(form.rows, rows, strict=True)
        if not is_same(row.proposed, given.proposed)
    ] == []
    assert (form.passed_over, form.left_out) == (0, ())


@settings(max_examples=60)
@given(
    rows=st.lists(
        comment_rows().filter(lambda row: row.text and not is_same(row.base, row.proposed or "?")),
        min_size=1,
        max_size=3,
    )
)
def test_printed_table_means_what_was_given(rows: list[CommentRow]) -> None:
    placed = placed_rows(read_iso_form(write_table_docx(table(*rows), Layout.ISO)), PARTS)

    assert [(each.part_id, each.is_found, each.is_amendment, each.text, each.doubts) for each in placed] == [
        (row.part.id if row.part else "", True, row.is_amendment, row.text, ()) for row in rows
    ]
    assert [each.weight if each.is_amendment else each.comment_class for each in placed] == [row.kind for row in rows]
    assert all(is_same(each.wording, row.proposed) for each, row in zip(placed, rows, strict=True))


def test_empty_form_says_nothing() -> None:
    assert read_iso_form(FORM) == FilledForm((), 7, ())


def fill(opened: WordFile) -> None:
    """A comment on the text, wording and a reason for clause 3, a change said in words for clause 5."""
    cell(opened, 1, 5).text = "Too long."
    cell(opened, 3, 4).text = "te"
    cell(opened, 3, 5).text = "Six hours are a night."
    cell(opened, 3, 6).text = WORDING
    cell(opened, 5, 6).text = "Delete."
    cell(opened, 5, 4).text = "ed"


def meant(form: FilledForm) -> list[tuple[str, str, str, CommentClass | Weight]]:
    """Part, wording, words and kind of each row."""
    return [
        (each.part_id, each.wording, each.text, each.weight if each.is_amendment else each.comment_class)
        for each in placed_rows(form, PARTS)
    ]


MEANT = [
    ("", "", "Too long.", CommentClass.SUBSTANTIVE),
    (GAUGES.id, WORDING, "Six hours are a night.", Weight.PREFERRED),
    (FERRIES.id, "", "Proposed change: Delete.", CommentClass.EDITORIAL),
]


def test_form_filled_in_offline_reads_back() -> None:
    form = read_uploaded_form(filled(fill))

    assert meant(form) == MEANT
    assert (form.passed_over, form.left_out) == (4, ())
    assert [each.doubts for each in placed_rows(form, PARTS)] == [
        (),
        (),
        ("The proposed change does not read like the wording of this part; it is kept as a comment.",),
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on the path")
@pytest.mark.parametrize("what", ["form", "table"])
def test_file_that_libreoffice_saved_reads_the_same(tmp_path: Path, what: str) -> None:
    written = filled(fill) if what == "form" else write_table_docx(table(with_answers=True), Layout.ISO)
    (tmp_path / "form.docx").write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]

    subprocess.run([*convert, str(tmp_path / "form.docx")], capture_output=True, check=True, timeout=120)

    saved = (tmp_path / "saved" / "form.docx").read_bytes()
    assert saved != written
    assert read_iso_form(saved) == read_iso_form(written)


def test_rows_that_were_added_are_read_and_unknown_clauses_named() -> None:
    def add(opened: WordFile) -> None:
        for clause, words in (("Clause 3 (a)", "On the gauges."), ("17", "On what is not there."), ("OP5", "Ferries.")):
            cells = opened.tables[0].add_row().cells
            cells[2].text, cells[5].text = clause, words

    placed = placed_rows(read_iso_form(filled(add)), PARTS)

    assert [(each.part_id, each.is_found, each.text) for each in placed] == [
        (PARTS[2].id, True, "On the gauges."),
        ("", False, "(17) On what is not there."),
        (FERRIES.id, True, "Ferries."),
    ]
    assert placed[1].doubts == ("The text on the table has no part that is cited like this.",)


def test_place_that_is_no_part_is_said_in_the_comment() -> None:
    def add(opened: WordFile) -> None:
        cells = opened.tables[0].add_row().cells
        cells[1].text, cells[2].text, cells[3].text, cells[5].text = "17", "3", "second half", "Unclear."

    (placed,) = placed_rows(read_iso_form(filled(add)), PARTS)

    assert (placed.part_id, placed.text) == (GAUGES.id, "(second half, line 17) Unclear.")
    assert placed.doubts == ("The place within the clause is not a part of its own; it is said in the comment.",)


@pytest.mark.parametrize(
    ("clause", "paragraph", "part_id"),
    [
        ("3", "", GAUGES.id),
        ("clause 3", "", GAUGES.id),
        ("3.a", "", PARTS[2].id),
        ("3", "a)", PARTS[2].id),
        ("", "title", TITLE.id),
        ("", 'Heading "The crossings and what is to become of them"', PARTS[4].id),
        ("", "Footnote *", PARTS[5].id),
        ("General", "", ""),
        ("whole text", "", ""),
    ],
)
def test_citation_is_understood_however_it_is_written(clause: str, paragraph: str, part_id: str) -> None:
    row = FormRow(1, "Borvia", "", (), "", clause, paragraph, "te", "Words.", "", False, "")

    (placed,) = placed_rows(FilledForm((row,), 0, ()), PARTS)

    assert (placed.part_id, placed.is_found, placed.text, placed.doubts) == (part_id, True, "Words.", ())


@pytest.mark.parametrize(
    ("written", "comment_class", "weight"),
    [
        ("ge", CommentClass.SUBSTANTIVE, Weight.PREFERRED),
        ("te", CommentClass.TECHNICAL, Weight.PREFERRED),
        ("ed", CommentClass.EDITORIAL, Weight.EDITORIAL),
        ("Editorial", CommentClass.EDITORIAL, Weight.EDITORIAL),
        ("TE (substantive)", CommentClass.SUBSTANTIVE, Weight.PREFERRED),
        ("te (essential)", CommentClass.TECHNICAL, Weight.ESSENTIAL),
        ("", CommentClass.TECHNICAL, Weight.PREFERRED),
    ],
)
def test_letters_of_the_form_are_a_class_or_a_weight(written: str, comment_class: CommentClass, weight: Weight) -> None:
    row = FormRow(1, "Borvia", "", (), "", "3", "", written, "Words.", "", False, "")

    (placed,) = placed_rows(FilledForm((row,), 0, ()), PARTS)

    assert (placed.comment_class, placed.weight) == (comment_class, weight)


@pytest.mark.parametrize(
    ("written", "comment_class"), [("??", CommentClass.TECHNICAL), ("xx", CommentClass.SUBSTANTIVE)]
)
def test_letters_that_the_form_does_not_know_are_doubted(written: str, comment_class: CommentClass) -> None:
    row = FormRow(1, "Borvia", "", (), "", "3", "", written, "Words.", "", False, "")

    (placed,) = placed_rows(FilledForm((row,), 0, ()), PARTS)

    assert (placed.comment_class, placed.doubts) == (
        comment_class,
        ("The type of comment is none of ge, te and ed; please look at the class.",),
    )


def test_words_in_the_column_of_the_secretariat_are_doubted() -> None:
    row = FormRow(1, "Borvia", "", (), "", "3", "", "te", "Words.", "", False, "Agreed.")

    (placed,) = placed_rows(FilledForm((row,), 0, ()), PARTS)

    assert placed.doubts == ("Something stands in the column of the secretariat; it is not taken over.",)


@settings(max_examples=40)
@given(places=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 7), st.booleans()), min_size=1, max_size=12))
def test_nothing_that_is_typed_vanishes(places: list[tuple[int, int, bool]]) -> None:
    def write_everywhere(opened: WordFile) -> None:
        opened.tables[0].add_row()
        for number, (row, column, anew) in enumerate(places):
            word = f"word{number}x"
            if row > 8:
                opened.add_paragraph(word)
            elif row:
                there = cell(opened, row, column)
                there.add_paragraph(word) if anew else there.paragraphs[0].add_run(word)

    form = read_iso_form(filled(write_everywhere))

    typed = [f"word{number}x" for number, (row, _, _) in enumerate(places) if row]
    said = repr((form.rows, form.left_out))
    unsaid = [word for word in typed if word not in said]
    # What stands in the columns of citation of a row without words is passed over with it.
    passed_over = {row for row, _, _ in places} - {row for row, column, _ in places if column in {1, 5, 6, 7}}
    assert [word for word in unsaid if places[int(word[4:-1])][0] not in passed_over] == []


def proposed(change: str, clause: str = "3") -> PlacedRow:
    row = FormRow(1, "Borvia", "", (), "", clause, "", "te", "Why not.", change, False, "")
    (placed,) = placed_rows(FilledForm((row,), 0, ()), PARTS)
    return placed


def test_proposed_words_that_stand_already_are_no_amendment() -> None:
    assert (proposed(GAUGES.wording).wording, proposed(GAUGES.wording).doubts) == (
        "",
        ("The proposed change is the text as it stands.",),
    )


def test_proposed_change_to_the_whole_text_is_a_comment() -> None:
    placed = proposed("Shorten it.", clause="")

    assert (placed.is_amendment, placed.text) == (False, "Why not.\n\nProposed change: Shorten it.")
    assert placed.doubts == ("A proposed change needs a part of the text; without one it is kept as a comment.",)


def test_redline_by_hand_is_wording() -> None:
    def strike(opened: WordFile) -> None:
        line = cell(opened, 3, 6).paragraphs[0]
        before, after = GAUGES.wording.split("six")
        line.add_run(before)
        line.add_run("six").font.strike = True
        line.add_run("ten").font.underline = True
        line.add_run(after[:7])
        line.add_run(after[7:]).italic = True

    (row,) = read_iso_form(filled(strike)).rows

    assert row.is_redline
    assert row.proposed == GAUGES.wording.replace("six", "ten").replace(
        "and within the hour when the water rises", "*and within the hour when the water rises*"
    )


def test_tracked_changes_are_read_as_accepted() -> None:
    def track(opened: WordFile) -> None:
        author = 'w:id="{}" w:author="Quay" w:date="2026-05-01T00:00:00Z"'
        paragraph = cell(opened, 3, 5).paragraphs[0]._p
        for element in (
            f'<w:ins xmlns:w="{NAMESPACE}" {author.format(1)}><w:r><w:t>Put in.</w:t></w:r></w:ins>',
            f'<w:del xmlns:w="{NAMESPACE}" {author.format(2)}><w:r><w:delText>Taken out.</w:delText></w:r></w:del>',
        ):
            paragraph.append(parse_xml(element))

    (row,) = read_iso_form(filled(track)).rows

    assert row.comment == "Put in."


def test_form_of_a_standards_body_is_known_by_its_headings() -> None:
    form = docx.Document()
    form.add_paragraph("Template for comments")
    sheet = form.add_table(rows=4, cols=7)
    for row, words in enumerate(
        (
            ("1", "2", "(3)", "4", "5", "(6)", "(7)"),
            (
                "MB1",
                "Clause No./ Subclause No./ Annex",
                "Paragraph/ Figure/Table/Note",
                "Type of com-ment2",
                "Comment (justification for change) by the MB",
                "Proposed change by the MB",
                "Secretariat observations on each comment submitted",
            ),
            ("Borvia", "3", "", "te", "Too slow.", WORDING, ""),
            ("", "", "", "ed", "And once more.", "", ""),
        )
    ):
        for column, text in enumerate(words):
            sheet.cell(row, column).text = text
    sheet.cell(2, 1).merge(sheet.cell(3, 1))
    written = BytesIO()
    form.save(written)

    read = read_iso_form(written.getvalue())

    assert meant(read) == [
        (GAUGES.id, WORDING, "Too slow.", Weight.PREFERRED),
        (GAUGES.id, "", "And once more.", CommentClass.EDITORIAL),
    ]
    assert read.left_out == (LeftOut("Template for comments", "It stands outside the form's table."),)


def test_what_stands_in_no_row_is_reported() -> None:
    def write_elsewhere(opened: WordFile) -> None:
        opened.add_paragraph("By the way.")
        other = opened.add_table(rows=1, cols=2)
        other.cell(0, 0).text, other.cell(0, 1).text = "Ferry", "Bridge"
        cell(opened, 2, 7).text = "An answer to nothing."
        opened.add_comment(cell(opened, 3, 0).paragraphs[0].runs[0], text="In the margin.", author="Quay")

    form = read_iso_form(filled(write_elsewhere))

    assert form.rows == ()
    assert form.left_out == (
        LeftOut("Borvia Title An answer to nothing.", "The row has neither a comment nor a proposed change."),
        LeftOut("By the way.", "It stands outside the form's table."),
        LeftOut("Ferry Bridge", "It stands outside the form's table."),
        LeftOut("In the margin.", "It is a comment in the margin of the Word file."),
    )


def test_file_without_a_form_is_refused() -> None:
    written = BytesIO()
    docx.Document().save(written)

    with pytest.raises(UnreadableFile, match=r"^The Word file has no table with the columns “Clause”, “Comments”"):
        read_uploaded_form(written.getvalue())


def test_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_uploaded_form(b"clause;comment")


def test_damaged_file_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^The Word file is damaged"):
        read_iso_form(FORM.replace(b"<w:body>", b"<w:bodi>"))


def test_form_with_too_many_rows_is_refused() -> None:
    rows = [CommentRow("Borvia", None, CommentClass.EDITORIAL, "Again.")] * (MOST_ROWS + 1)

    with pytest.raises(UnreadableFile, match=r"^The form has more than 1000 rows; please send it in parts\.$"):
        read_iso_form(write_table_docx(table(*rows), Layout.ISO))


def test_example_reads_back_whole() -> None:
    form = read_iso_form(write_table_docx(table(), Layout.ISO))

    assert [row.label for row in form.rows] == [row.number for row in ROWS]
