"""Tables of comments by program."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from tests.cast import Forum
from tests.negotiation import Negotiation, begin
from tests.web.api.programs import API, Program

from jointstatement.actions.giving_input import comment_on, submit_input
from jointstatement.documents.word.iso_form import read_iso_form
from jointstatement.terms import CommentClass


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """A blind round is open, and Borvia has submitted a comment."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    by = forum.head("Borvia")
    forum.act(comment_on, talks.id, part_id=None, comment_class=CommentClass.EDITORIAL, text="@Heron", by=by)
    forum.act(submit_input, talks.id, by=by)
    return talks


def test_table_is_a_file(talks: Negotiation, program: Callable[[str], Program]) -> None:
    answer = program("head of Borvia").get(f"{API}/statements/{talks.id}/comment-tables/iso/docx")

    assert answer.headers["content-disposition"] == "attachment"
    assert [row.comment for row in read_iso_form(answer.content).rows] == ["@Heron"]


def test_table_is_asked_for_by_layout_delegation_and_answers(
    talks: Negotiation, program: Callable[[str], Program]
) -> None:
    wish = {"delegation_id": talks.forum.delegations["Borvia"], "with_answers": "true"}
    answer = program("head of Borvia").get(f"{API}/statements/{talks.id}/comment-tables/codex/xlsx", params=wish)

    sheet = openpyxl.load_workbook(BytesIO(answer.content))["Comments"]
    assert [sheet["F6"].value, sheet["I5"].value, sheet["J5"].value] == ["@Heron", "Disposition", "Reply"]


@pytest.mark.parametrize("who", ["chair", "head of Galdria"])
def test_table_of_a_blind_round_is_empty_for_others(
    talks: Negotiation, program: Callable[[str], Program], who: str
) -> None:
    answer = program(who).get(f"{API}/statements/{talks.id}/comment-tables/iso/docx")

    assert (answer.status_code, read_iso_form(answer.content).rows) == (200, ())


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("observer", "comment-tables/iso/docx", 403),
        ("administrator", "comment-tables/iso/docx", 404),
        ("chair", "comment-tables/din/docx", 404),
        ("chair", "comment-tables/iso/pdf", 404),
        ("chair", f"comment-tables/iso/docx?delegation_id={'0' * 32}", 404),
        ("chair", "comment-form", 403),
    ],
)
def test_table_that_is_not_for_somebody_is_refused(
    talks: Negotiation, program: Callable[[str], Program], who: str, path: str, status: int
) -> None:
    assert program(who).get(f"{API}/statements/{talks.id}/{path}").status_code == status


def test_form_is_for_ones_own_delegation(talks: Negotiation, program: Callable[[str], Program]) -> None:
    answer = program("expert of Galdria").get(f"{API}/statements/{talks.id}/comment-form")

    form = read_iso_form(answer.content)
    assert (form.rows, form.passed_over, b"Galdria" in answer.content) == ((), 14, True)
