"""The page of one clause before a browser: what was noted of it, and requests that it be re-opened."""

from collections.abc import Callable

import pytest
from tests.actions.test_clause_states import note
from tests.cast import Forum, snapshot
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.clause_states import reopen_clause
from jointstatement.actions.requesting_reopening import request_reopening, withdraw_reopening_request

HERONS = "The herons were forgotten."


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    """Clause 1 is agreed."""
    hall = hall_of(forum, browser)
    note(hall.talks, 1)
    return hall


def typed_in(shown: str) -> str:
    """What the page shows of a form that it offers no more."""
    return shown.partition('id="typed-h"')[2].partition("</section>")[0]


def test_request_that_came_after_the_clause_was_opened_comes_back(hall: Hall) -> None:
    talks, page = hall.talks, f"{hall.at}/clause-states/{hall.talks.clause(1)}"
    borvia, office = hall.browser("head of Borvia"), hall.browser("secretariat")
    asked = hidden_fields(borvia.get(page).text, f"{page}/requests") | {"reason": HERONS, "words": "We thank them"}
    entered = hidden_fields(office.get(page).text, f"{page}/requests/recorded") | {
        "delegation_id": hall.forum.delegations["Borvia"], "reason": HERONS,
    }  # fmt: skip
    hall.forum.act(reopen_clause, talks.id, talks.clause(1), reason="", by=hall.forum.chair)
    before = snapshot(hall.forum.database)

    late = borvia.submit(f"{page}/requests", asked)
    assert (late.status_code, HERONS in typed_in(late.text), "We thank them" in typed_in(late.text)) == (
        409,
        True,
        True,
    )
    late = office.submit(f"{page}/requests/recorded", entered)
    assert (late.status_code, HERONS in typed_in(late.text)) == (409, True)
    assert snapshot(hall.forum.database) == before
    assert typed_in(borvia.get(page).text) == ""


def test_answer_to_a_request_that_was_withdrawn_meanwhile_comes_back(hall: Hall) -> None:
    talks, page = hall.talks, f"{hall.at}/clause-states/{hall.talks.clause(1)}"
    head = hall.forum.head("Borvia")
    request = hall.forum.act(request_reopening, talks.id, talks.clause(1), reason=HERONS, by=head)
    action, chair = f"{page}/requests/{request}/decline", hall.browser("chair")
    fields = hidden_fields(chair.get(page).text, action) | {"reason": "Herons fly."}
    hall.forum.act(withdraw_reopening_request, talks.id, request, by=head)

    late = chair.submit(action, fields)

    assert (late.status_code, "Herons fly." in typed_in(late.text)) == (409, True)


def test_refused_re_opening_comes_back_in_its_own_form(hall: Hall) -> None:
    page = f"{hall.at}/clause-states/{hall.talks.clause(1)}"

    refused = hall.browser("chair").fill(page, f"{page}/reopen", reason="x" * 501)

    assert refused.status_code == 422 and 'href="#f-reason-reopen"' in refused.text
    assert refused.text.count("x" * 501) == 1
    assert "x" * 501 in refused.text.partition('id="f-reason-reopen"')[2].partition("</form>")[0]
