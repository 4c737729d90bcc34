"""Tables of comments on the page: taken, and the form read back and confirmed."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO

import docx
import openpyxl
import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.documents.word.iso_form import read_iso_form
from jointstatement.models import Amendment, Comment
from jointstatement.terms import CommentClass, Visibility, Weight

TWO = CLAUSES[2].replace("six hours", "two hours")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    """A blind round is open; Borvia has submitted a comment on clause 3."""
    hall = hall_of(forum, browser)
    hall.talks.open_round()
    forum.act(
        comment_on,
        hall.talks.id,
        part_id=hall.talks.clause(3),
        comment_class=CommentClass.TECHNICAL,
        text="=Herons()",
        by=forum.head("Borvia"),
    )
    forum.act(submit_input, hall.talks.id, by=forum.head("Borvia"))
    return hall


def test_table_is_taken_as_a_word_file(hall: Hall) -> None:
    answer = hall.browser("head of Borvia").get(f"{hall.at}/comments/file")

    assert answer.headers["content-type"] == WORD
    assert answer.headers["content-disposition"] == (
        'attachment; filename="RCF-Joint-Statement-on-the-Free-Passage-of-the-River-Zero-draft-comments.docx"'
    )
    assert [(row.clause, row.comment) for row in read_iso_form(answer.content).rows] == [("3", "=Herons()")]


def test_table_is_taken_as_a_workbook(hall: Hall) -> None:
    wish = f"?layout=codex&form=xlsx&answers=yes&delegation={hall.forum.delegations['Borvia']}"
    answer = hall.browser("head of Borvia").get(f"{hall.at}/comments/file{wish}")

    sheet = openpyxl.load_workbook(BytesIO(answer.content))["Comments"]
    assert answer.headers["content-type"] == EXCEL
    assert answer.headers["content-disposition"].endswith('-Zero-draft-comments-Borvia.xlsx"')
    assert [sheet["A6"].value, sheet["F6"].value, sheet["F6"].data_type] == ["Clause 3", "=Herons()", "s"]


@pytest.mark.parametrize("who", ["chair", "head of Galdria"])
def test_table_of_a_blind_round_is_empty_for_others(hall: Hall, who: str) -> None:
    answer = hall.browser(who).get(f"{hall.at}/comments/file")

    assert read_iso_form(answer.content).rows == ()
    assert b"Heron" not in answer.content


@pytest.mark.parametrize("wish", ["?layout=din", "?form=pdf", f"?delegation={'0' * 32}"])
def test_unknown_table_is_not_found(hall: Hall, wish: str) -> None:
    assert hall.browser("chair").get(f"{hall.at}/comments/file{wish}").status_code == 404


def test_observer_has_no_tables(hall: Hall) -> None:
    window = hall.browser("observer")

    assert {window.get(f"{hall.at}/comments{rest}").status_code for rest in ("", "/file", "/form")} == {403}


def test_chair_has_tables_and_no_form(hall: Hall) -> None:
    assert "/comments/read" not in hall.reads("chair", f"{hall.at}/comments")
    assert hall.browser("chair").get(f"{hall.at}/comments/form").status_code == 403


def test_tables_are_found_where_one_looks_for_them(hall: Hall) -> None:
    link = f'href="{hall.at}/comments"'

    assert link in hall.reads("chair", f"{hall.at}/files")
    assert link in hall.reads("head of Borvia", f"{hall.at}/files")
    assert link in hall.reads("head of Borvia", f"{hall.at}/input")
    assert link not in hall.reads("observer", hall.at)


def form_of(hall: Hall, who: str, *rows: tuple[str, str, str, str]) -> bytes:
    """The form as it is taken, with rows of clause, type, comment and proposed change written into it."""
    opened = docx.Document(BytesIO(hall.browser(who).get(f"{hall.at}/comments/form").content))
    for clause, kind, comment, proposed in rows:
        cells = opened.tables[0].add_row().cells
        cells[2].text, cells[4].text, cells[5].text, cells[6].text = clause, kind, comment, proposed
    written = BytesIO()
    opened.save(written)
    return written.getvalue()


def send(hall: Hall, who: str, form: bytes):
    fields = hidden_fields(hall.reads(who, f"{hall.at}/comments"), f"{hall.at}/comments/read")
    return hall.browser(who).submit(f"{hall.at}/comments/read", fields, files={"file": ("form.docx", form)})


ROWS = (
    ("3", "te (essential)", "Rivers are quick.", TWO),
    ("17", "ed", "On what is not there.", ""),
    ("", "ge", "Too long.", ""),
)


def fields_of(hall: Hall, html: str, **changed: list[str]) -> dict[str, list[str]]:
    """What a browser would send of the page on which a form is confirmed."""
    action = f"{hall.at}/comments/keep"
    fields: dict[str, list[str]] = {name: [value] for name, value in hidden_fields(html, action).items()}
    sections = html.split('<section class="panel" aria-labelledby="r-')[1:]
    hidden = [_hidden(section) for section in sections]
    fields["number"] = [each["number"] for each in hidden]
    fields["expected"] = [each["expected"] for each in hidden]
    for name in ("keep", "part", "comment_class", "weight"):
        fields[name] = [_selected(section, name) for section in sections]
    for name in ("wording", "text"):
        fields[name] = [_typed(section, name) for section in sections]
    return fields | changed


def _hidden(section: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', section))


def _selected(section: str, name: str) -> str:
    options = re.search(rf'<select [^>]*name="{name}"[^>]*>(.*?)</select>', section, re.S)
    assert options
    chosen = re.search(r'<option value="([^"]*)" selected>', options[1])
    return chosen[1] if chosen else ""


def _typed(section: str, name: str) -> str:
    found = re.search(rf'<textarea [^>]*name="{name}"[^>]*>\n(.*?)</textarea>', section, re.S)
    assert found
    return unescape(found[1])


def test_form_is_shown_before_anything_is_kept(hall: Hall) -> None:
    form = form_of(hall, "expert of Galdria", *ROWS)
    before = snapshot(hall.forum.database)

    shown = send(hall, "expert of Galdria", form)

    fields = fields_of(hall, shown.text)
    assert shown.status_code == 200
    assert snapshot(hall.forum.database) == before
    # The row that cites no part comes first, and nobody decided for the person what becomes of it.
    assert fields["keep"] == ["", "amendment", "comment"]
    assert fields["part"] == ["", hall.talks.clause(3), ""]
    assert fields["wording"] == ["", TWO, ""]
    assert fields["text"] == ["(17) On what is not there.", "Rivers are quick.", "Too long."]
    assert fields["weight"][1] == "essential"
    assert "The text on the table has no part that is cited like this." in shown.text
    assert "<del>six</del><ins>two</ins>" in shown.text


def test_confirmed_rows_are_drafts_of_ones_own_delegation(hall: Hall) -> None:
    shown = send(hall, "expert of Galdria", form_of(hall, "expert of Galdria", *ROWS))
    part = hall.talks.clause(4)
    fields = fields_of(hall, shown.text, keep=["comment", "amendment", "drop"], part=[part, hall.talks.clause(3), ""])

    done = hall.browser("expert of Galdria").submit(f"{hall.at}/comments/keep", fields)

    galdria = hall.forum.delegations["Galdria"]
    assert done.url.path == f"{hall.at}/input"
    assert [
        (row.part_id, row.text, row.comment_class, row.submitted_at)
        for row in hall.forum.rows(Comment, delegation_id=galdria)
    ] == [(part, "(17) On what is not there.", CommentClass.EDITORIAL, None)]
    assert [
        (row.part_id, row.wording, row.reason, row.weight, row.submitted_at)
        for row in hall.forum.rows(Amendment, delegation_id=galdria)
    ] == [(hall.talks.clause(3), TWO, "Rivers are quick.", Weight.ESSENTIAL, None)]


def refused(hall: Hall, fields: dict[str, list[str]]) -> str:
    """The page that comes back; nothing was kept."""
    before = snapshot(hall.forum.database)
    answer = hall.browser("expert of Galdria").submit(f"{hall.at}/comments/keep", fields)
    assert answer.status_code in {409, 422}, answer.text
    assert snapshot(hall.forum.database) == before
    return str(answer.text)


def test_row_that_nobody_decided_is_refused_with_all_that_was_typed(hall: Hall) -> None:
    shown = send(hall, "expert of Galdria", form_of(hall, "expert of Galdria", *ROWS))
    fields = fields_of(hall, shown.text)

    again = refused(hall, fields | {"text": ["One.", "Two.", "Three."]})

    assert "Please choose what becomes of row 16." in again
    assert fields_of(hall, again)["text"] == ["One.", "Two.", "Three."]
    assert fields_of(hall, again)["part"] == fields["part"]


def test_two_amendments_to_one_part_are_refused(hall: Hall) -> None:
    rows = (("3", "te", "", TWO), ("3", "te", "", CLAUSES[2].replace("six hours", "four hours")))
    shown = send(hall, "expert of Galdria", form_of(hall, "expert of Galdria", *rows))

    again = refused(hall, fields_of(hall, shown.text))

    assert "The rows 15, 16 propose wording for one part. Please keep one of them, the others as comments." in again


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"keep": ["drop", "drop", "drop"]}, "No row is kept. Please choose what becomes of each row."),
        ({"keep": ["amendment", "amendment", "comment"]}, "Row 16 is to be an amendment and has no wording."),
        ({"keep": ["drop", "amendment", "drop"], "part": ["", "", ""]}, "Row 15 proposes wording and names no part."),
        ({"keep": ["comment"]}, "The form did not arrive whole. Please read the file again."),
        ({"keep": ["drop", "drop", "comment"], "text": ["", "", ""]}, "This field is empty. Please fill it in."),
        ({"part": ["f" * 32, "f" * 32, "f" * 32], "keep": ["drop", "comment", "drop"]}, ""),
    ],
)
def test_form_that_cannot_be_kept_is_refused(hall: Hall, changed: dict[str, list[str]], sentence: str) -> None:
    shown = send(hall, "expert of Galdria", form_of(hall, "expert of Galdria", *ROWS))
    fields = fields_of(hall, shown.text, **changed)
    if sentence:
        assert sentence in refused(hall, fields)
    else:
        before = snapshot(hall.forum.database)
        assert hall.browser("expert of Galdria").submit(f"{hall.at}/comments/keep", fields).status_code == 404
        assert snapshot(hall.forum.database) == before


def test_draft_that_an_amendment_replaces_is_named_and_not_overwritten_unseen(hall: Hall) -> None:
    shown = send(hall, "expert of Galdria", form_of(hall, "expert of Galdria", ROWS[0]))
    own = {"reason": "", "weight": Weight.EDITORIAL, "by": hall.forum.head("Galdria")}
    hall.forum.act(amend, hall.talks.id, hall.talks.clause(3), wording="We agree to read", **own)

    assert "The text changed while you were writing." in refused(hall, fields_of(hall, shown.text))
    seen = send(hall, "expert of Galdria", form_of(hall, "expert of Galdria", ROWS[0]))
    assert "Your delegation has a draft amendment on this part; this one takes its place." in seen.text
    hall.browser("expert of Galdria").submit(f"{hall.at}/comments/keep", fields_of(hall, seen.text))
    assert [row.wording for row in hall.forum.rows(Amendment)] == [TWO]


def test_rows_of_others_and_rows_with_a_number_are_left_out_unless_chosen(hall: Hall) -> None:
    forum = hall.forum
    forum.act(
        comment_on,
        hall.talks.id,
        part_id=None,
        comment_class=CommentClass.TECHNICAL,
        text="Ours.",
        by=forum.head("Galdria"),
    )
    forum.act(submit_input, hall.talks.id, by=forum.head("Galdria"))
    round_id = str(forum.rows(Comment)[0].round_id)
    hall.talks.close_round(round_id)
    table = hall.browser("head of Galdria").get(f"{hall.at}/comments/file").content

    shown = send(hall, "head of Galdria", table)

    assert fields_of(hall, shown.text)["keep"] == ["drop", "drop"]
    assert "The file says that another delegation wrote it." in shown.text
    assert shown.text.count("It was printed with a number: it has been given before.") == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"clause;comment", "This is not a Word file (.docx)."), (b"", "The file is empty.")],
)
def test_file_that_is_no_form_is_refused(hall: Hall, content: bytes, sentence: str) -> None:
    hall.browser("head of Galdria")
    before = snapshot(hall.forum.database)

    answer = send(hall, "head of Galdria", content)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert snapshot(hall.forum.database) == before


def test_form_in_which_nothing_is_written_is_refused(hall: Hall) -> None:
    answer = send(hall, "head of Galdria", form_of(hall, "head of Galdria"))

    assert answer.status_code == 422
    assert "Nothing is written in the form" in answer.text


def test_form_with_too_many_rows_for_a_page_is_refused(hall: Hall) -> None:
    rows = [("3", "te", "Again.", "")] * 201

    answer = send(hall, "head of Galdria", form_of(hall, "head of Galdria", *rows))

    assert answer.status_code == 422
    assert "The form has more than 200 filled rows; please send it in parts." in answer.text


def test_without_a_round_the_form_is_not_read(forum: Forum, browser: Callable[[], Browser]) -> None:
    hall = hall_of(forum, browser)

    page = hall.reads("head of Galdria", f"{hall.at}/comments")

    assert "/comments/read" not in page
    assert "/comments/form" in page


def test_open_round_shows_what_others_gave(forum: Forum, browser: Callable[[], Browser]) -> None:
    hall = hall_of(forum, browser)
    hall.talks.open_round(Visibility.OPEN)
    by = forum.head("Borvia")
    forum.act(comment_on, hall.talks.id, part_id=None, comment_class=CommentClass.EDITORIAL, text="Tern.", by=by)
    forum.act(submit_input, hall.talks.id, by=by)

    answer = hall.browser("head of Galdria").get(f"{hall.at}/comments/file")

    assert [(row.delegation, row.label, row.comment) for row in read_iso_form(answer.content).rows] == [
        ("Borvia", "C-0.1", "Tern.")
    ]
