"""Rounds, opened and ended by forms."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import Negotiation, begin, sit_down
from tests.web.windows import Browser

from jointstatement.actions.giving_input import submit_input
from jointstatement.actions.positions import take_position
from jointstatement.models import Round
from jointstatement.terms import Position, Visibility


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    text = begin(forum)
    text.table()
    return text


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def rounds(text: Negotiation) -> list[Round]:
    return text.forum.rows(Round, statement_id=text.id)


def test_round_opens_until_the_wall_time_of_the_meeting(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    page = f"/statements/{text.id}/rounds"

    answer = seat("chair").fill(page, page, due_at="2036-05-12T18:00", visibility="open")

    opened = rounds(text)[0]
    assert answer.status_code == 200
    assert (opened.due_at.isoformat(), opened.due_as_typed, opened.visibility) == (
        "2036-05-12T16:00:00+00:00",
        "2036-05-12T18:00 Europe/Vienna",
        Visibility.OPEN,
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Give a day and an hour"),
        ("soon", "Give a day and an hour"),
        ("2020-05-12T18:00", "This hour has already passed."),
        ("2036-03-30T02:30", "skip 02:30 that day"),
        ("2036-10-26T02:30", "twice that day"),
    ],
)
def test_hour_that_cannot_be_is_asked_again(
    text: Negotiation, seat: Callable[[str], Browser], typed: str, sentence: str
) -> None:
    window, page = seat("chair"), f"/statements/{text.id}/rounds"

    answer = window.fill(page, page, due_at=typed, visibility="blind")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert rounds(text) == []


def test_round_is_extended_and_closed(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.open_round()
    window, page = seat("secretariat"), f"/statements/{text.id}/rounds"

    window.fill(page, f"{page}/extend", due_at="2036-05-12T18:00")
    assert rounds(text)[0].due_at.isoformat() == "2036-05-12T16:00:00+00:00"
    window.fill(page, f"{page}/close")
    assert rounds(text)[0].closed_at is not None


def test_round_of_another_statement_is_not_found(
    forum: Forum, text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    text.open_round()
    other = begin(forum)
    other.table()
    other.open_round()
    window, page = seat("chair"), f"/statements/{text.id}/rounds"

    answer = window.fill(page, f"{page}/close", round_id=rounds(other)[0].id)

    assert answer.status_code == 404
    assert rounds(other)[0].closed_at is None


def test_delegation_cannot_open_a_round(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    page = f"/statements/{text.id}/rounds"
    window = seat("head of Borvia")
    fields = _hidden(window, text)
    before = snapshot(text.forum.database)

    answer = window.submit(page, fields | {"due_at": "2036-05-12T18:00", "visibility": "open"})

    assert answer.status_code == 403
    assert snapshot(text.forum.database) == before


def test_page_of_an_open_round_names_others_to_nobody_but_the_office(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    text.open_round()
    borvia = text.forum.head("Borvia")
    text.forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=borvia)
    text.forum.act(submit_input, text.id, by=borvia)
    page = f"/statements/{text.id}/rounds"

    assert "1 of 12 delegations submitted" in seat("chair").get(page).text
    assert "Borvia" not in seat("head of Istara").get(page).text
    assert seat("observer").get(page).status_code == 403


def _hidden(window: Browser, text: Negotiation) -> dict[str, str]:
    from_page = window.get(f"/statements/{text.id}").text
    token = from_page.split('name="_csrf" value="')[1].split('"')[0]
    return {"_csrf": token, "_key": "a key of nobody else"}
