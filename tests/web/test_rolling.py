"""Rolling texts taken from the pages of a statement."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin, sit_down
from tests.web.windows import Browser

from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, submit_input
from jointstatement.actions.persons import create_token
from jointstatement.actions.positions import take_position
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.view import View
from jointstatement.models import Round
from jointstatement.terms import Position, ReserveKind, Visibility, Weight

WARMLY = CLAUSES[0].replace("thank Cestria", "thank Cestria warmly")


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    """A text in an open round in which Borvia has amended the first clause."""
    text = begin(forum)
    text.table()
    text.open_round(Visibility.OPEN)
    borvia = forum.head("Borvia")
    forum.act(amend, text.id, text.clause(1), wording=WARMLY, reason="", weight=Weight.PREFERRED, by=borvia)
    forum.act(submit_input, text.id, by=borvia)
    return text


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def clauses(content: bytes, view: View) -> list[str]:
    return [part.wording for part in read_docx(content, view=view).document.clauses]


def words_of(content: bytes) -> list[str]:
    """Everything that a reader of the file sees: text, authors, comments, page edges."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if re.match("word/|docProps/", name)]


def test_amendments_are_taken_as_tracked_changes(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    answer = seat("head of Aldmark").get(f"/statements/{text.id}/rolling")

    assert answer.headers["content-disposition"] == (
        'attachment; filename="RCF-Joint-Statement-on-the-Free-Passage-of-the-River-Zero-draft-with-amendments.docx"'
    )
    assert clauses(answer.content, View.REJECTED) == list(CLAUSES)
    assert clauses(answer.content, View.ACCEPTED) == [WARMLY, *CLAUSES[1:]]
    assert b'w:author="Borvia"' in answer.content


def test_names_are_left_out_where_asked(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    answer = seat("chair").get(f"/statements/{text.id}/rolling?names=hidden")

    assert clauses(answer.content, View.ACCEPTED) == [WARMLY, *CLAUSES[1:]]
    assert [place for place in words_of(answer.content) if "Borvia" in place] == []


def test_text_without_names_does_not_tell_the_hour_of_a_reserve(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    forum, window, address = text.forum, seat("head of Borvia"), f"/statements/{text.id}/rolling"
    before = [window.get(f"{address}{asked}").content for asked in ("?names=hidden", "")]
    forum.hour.pass_by(timedelta(hours=1))
    reserve = {"position": Position.RESERVE, "reserve_kind": ReserveKind.SCRUTINY, "by": forum.head("Borvia")}
    forum.act(take_position, text.id, part_id=text.clause(1), **reserve)
    forum.act(submit_input, text.id, by=forum.head("Borvia"))

    after = [window.get(f"{address}{asked}").content for asked in ("?names=hidden&reserves=true", "")]
    assert [each == other for each, other in zip(before, after, strict=True)] == [True, False]


def test_way_to_the_working_text_is_the_offices(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    part, forum = text.clause(2), text.forum
    text.close_round(forum.rows(Round)[0].id)
    forum.act(reword_part, text.id, part, wording="We are free", expected=text.version(part), by=forum.chair)
    address = f"/statements/{text.id}/rolling?old=0&new=working"

    answer = seat("chair").get(address)

    assert clauses(answer.content, View.ACCEPTED) == [CLAUSES[0], "We are free", *CLAUSES[2:]]
    assert clauses(answer.content, View.REJECTED) == list(CLAUSES)
    assert seat("head of Borvia").get(address).status_code == 404


def test_texts_without_a_difference_are_refused_in_a_sentence(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    answer = seat("chair").get(f"/statements/{text.id}/rolling?old=0&new=0")

    assert answer.status_code == 422
    assert "No word differs between these two texts" in answer.text


@pytest.mark.parametrize(("who", "is_offered"), [("chair", True), ("expert of Borvia", True), ("observer", False)])
def test_page_offers_what_may_be_taken(
    text: Negotiation, seat: Callable[[str], Browser], who: str, is_offered: bool
) -> None:
    window = seat(who)

    assert (f"/statements/{text.id}/rolling" in window.get(f"/statements/{text.id}/files").text) is is_offered
    assert (window.get(f"/statements/{text.id}/rolling").status_code == 200) is is_offered


@pytest.mark.parametrize(
    ("who", "said", "address"),
    [
        ("chair", "also those that were told to the chair’s office alone", "reserves=true"),
        ("head of Borvia", "as far as you may know them. Without them", "reserves=false"),
    ],
)
def test_page_says_whose_reserves_a_rolling_text_tells(
    text: Negotiation, seat: Callable[[str], Browser], who: str, said: str, address: str
) -> None:
    offered = seat(who).get(f"/statements/{text.id}/files").text.partition('aria-labelledby="rolling-h"')[2]

    assert said in offered
    assert f"/statements/{text.id}/rolling?{address}" in offered


def test_programs_take_it_too(forum: Forum, text: Negotiation, browser: Callable[[], Browser]) -> None:
    token = forum.database.write_and_wait(create_token, forum.persons["head of Aldmark"], by=forum.head("Aldmark"))
    window, address = browser(), f"/api/v1/statements/{text.id}/rolling"
    window.headers["authorization"] = f"Bearer {token}"

    assert clauses(window.get(address).content, View.ACCEPTED) == [WARMLY, *CLAUSES[1:]]
    assert window.get(f"{address}?old=0&new=0").status_code == 422
