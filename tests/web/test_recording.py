"""The secretariat enters on one page what came on paper; the delegation finds it marked on the page of its input."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser

from jointstatement.models import Amendment, Comment
from jointstatement.terms import Visibility

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    return hall_of(forum, browser)


def test_secretariat_enters_what_came_on_paper(hall: Hall) -> None:
    at, window = f"{hall.at}/recorded", hall.browser("secretariat")
    assert f'href="{at}"' not in hall.reads("secretariat", f"{hall.at}/rounds")
    hall.talks.open_round(Visibility.OPEN)
    assert f'href="{at}"' in hall.reads("secretariat", f"{hall.at}/rounds")
    hour = hall.talks.now().strftime("%Y-%m-%dT")
    entered = {
        "delegation_id": hall.forum.delegations["Istara"],
        "place": hall.talks.clause(3),
        "wording": CHANGED,
        "comment": "",
    }
    before = snapshot(hall.forum.database)
    refused = window.fill(at, at, received_at="2036-05-12T18:00", **entered)
    assert (refused.status_code, "This hour is still to come." in refused.text) == (422, True)
    assert CHANGED in refused.text
    assert {**snapshot(hall.forum.database), "answered_request": []} == {**before, "answered_request": []}

    shown = window.fill(at, at, received_at=f"{hour}11:00", **entered)

    assert "It is entered, and the delegation is told." in shown.text
    assert [row.label for row in hall.forum.rows(Amendment)] == ["A-3.1"]
    own = hall.reads("head of Istara", f"{hall.at}/input")
    assert ("Entered by the secretariat; received on" in own, "<ins>three</ins>" in own) == (True, True)
    assert "Entered by the secretariat" in hall.reads("head of Borvia", hall.part(3))
    assert "Entered by the secretariat" in hall.reads("chair", hall.desk(3))
    assert "The secretariat entered input of Istara to round 1." in hall.reads("head of Istara", "/notices")


def test_secretariat_enters_what_came_on_the_whole_text(hall: Hall) -> None:
    at, window = f"{hall.at}/recorded", hall.browser("secretariat")
    hall.talks.open_round(Visibility.OPEN)
    came = {"delegation_id": hall.forum.delegations["Istara"], "received_at": f"{hall.talks.now():%Y-%m-%d}T11:00"}

    shown = window.fill(at, at, **came, place="whole", wording="", comment="It could be shorter.")

    assert "It is entered, and the delegation is told." in shown.text
    assert [(row.part_id, row.text) for row in hall.forum.rows(Comment)] == [(None, "It could be shorter.")]
