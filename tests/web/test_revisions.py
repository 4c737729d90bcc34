"""Tabling by a press, and revisions compared in a browser."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES, Negotiation, begin, sit_down
from tests.web.windows import Browser

from jointstatement.actions.drafting import reword_part
from jointstatement.models import Revision


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    return begin(forum)


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def reword(text: Negotiation, clause: int, wording: str) -> None:
    part = text.clause(clause)
    text.forum.act(reword_part, text.id, part, wording=wording, expected=text.version(part), by=text.forum.chair)


def test_press_tables_the_zero_draft(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    page = f"/statements/{text.id}/tabling"

    answer = seat("secretariat").fill(page, page)

    assert answer.status_code == 200
    assert [revision.label for revision in text.forum.rows(Revision)] == ["Zero draft"]


def test_second_press_of_the_same_form_tables_nothing_more(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    page = f"/statements/{text.id}/tabling"
    window = seat("chair")
    first = window.get(page).text
    fields = {
        "_csrf": first.split('name="_csrf" value="')[-1].split('"')[0],
        "_key": "the same key both times",
    }

    answers = [window.submit(page, fields, follow=False) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(text.forum.rows(Revision)) == 1


def test_unchanged_text_is_not_tabled_again(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.table()

    answer = seat("chair").get(f"/statements/{text.id}/tabling")

    assert "Nothing has changed since Zero draft: there is nothing new to table." in answer.text
    assert f'action="/statements/{text.id}/tabling"' not in answer.text


def test_redline_of_two_revisions_is_open_to_observers(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.table()
    reword(text, 3, CLAUSES[2].replace("six", "three"))
    text.table()

    answer = seat("observer").get(f"/statements/{text.id}/compare?old=0&new=1")

    assert "<del>six</del><ins>three</ins>" in answer.text


@pytest.mark.parametrize("layout", ["inline", "beside"])
def test_working_text_is_compared_by_the_office_alone(
    text: Negotiation, seat: Callable[[str], Browser], layout: str
) -> None:
    text.table()
    reword(text, 1, "Words that nobody has seen")
    address = f"/statements/{text.id}/compare?new=working&layout={layout}"

    assert "nobody has seen" in seat("chair").get(address).text
    assert seat("head of Borvia").get(address).status_code == 404


def test_delegation_cannot_table(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.table()
    reword(text, 1, "Words that nobody has seen")
    window = seat("head of Borvia")
    page = window.get(f"/statements/{text.id}").text
    fields = {"_csrf": page.split('name="_csrf" value="')[1].split('"')[0], "_key": "a key of nobody else"}
    before = snapshot(text.forum.database)

    answer = window.submit(f"/statements/{text.id}/tabling", fields)

    assert answer.status_code == 403
    assert "nobody has seen" not in answer.text
    assert snapshot(text.forum.database) == before
