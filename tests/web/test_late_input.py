"""The chair admits late input at the desk, or does not; everybody reads it where the input stands."""

from collections.abc import Callable

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser

from jointstatement.actions.ready_answers import keep_ready_answer
from jointstatement.models import Amendment, Comment
from jointstatement.queries.positions import Standing, matrix
from jointstatement.terms import Visibility

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    return hall_of(forum, browser)


def standing_of_clause_3(hall: Hall) -> tuple[Standing, int, int]:
    """At the foot of the matrix, with how many proposals and comments wait."""
    database = hall.forum.database
    with database.reading() as session:
        shown = matrix(session, hall.forum.chair, hall.talks.id, now=database.now())
    (column,) = [each for each in shown.columns if each.place.part_id == hall.talks.clause(3)]
    return column.standing, column.proposals, column.remarks


def test_late_input_is_admitted_or_not_at_the_desk(hall: Hall) -> None:
    hall.talks.close_round(hall.talks.open_round(Visibility.OPEN))
    hall.forum.act(keep_ready_answer, title="Thanks", words="Noted, with thanks.", by=hall.forum.chair)
    head, chair = hall.browser("head of Borvia"), hall.browser("chair")
    head.fill(hall.part(3), hall.part(3), wording=CHANGED, comment="Which gauges?")
    head.fill(f"{hall.at}/input", f"{hall.at}/input/submit")
    (amendment,), (comment,) = hall.forum.rows(Amendment), hall.forum.rows(Comment)
    waiting = "2 inputs came after the hour and wait for the chair’s word whether they are admitted."
    assert waiting in hall.reads("chair", f"{hall.at}/decide")
    assert standing_of_clause_3(hall) == (Standing.NO_OBJECTION, 0, 0)
    assert "The chair says whether it is admitted." in hall.reads("secretariat", hall.desk(3))
    at_amendment, at_comment = (
        f"{hall.desk(3)}/amendments/{amendment.id}",
        f"{hall.desk(3)}/comments/{comment.id}",
    )
    desk = hall.reads("chair", hall.desk(3))
    assert (f'action="{at_amendment}"' in desk, "Late, admitted" in desk) == (False, False)

    shown = chair.fill(hall.desk(3), f"{at_amendment}/admit", admitted="yes").text
    assert (f'action="{at_amendment}"' in shown, "Late, admitted" in shown) == (True, True)
    shown = chair.fill(hall.desk(3), f"{at_comment}/admit", admitted="no", reason="It is in clause 4.").text
    assert (f'action="{at_comment}"' in shown, "Late, not admitted" in shown) == (False, True)

    assert "0 of 1 answered." in hall.reads("chair", f"{hall.at}/decide")
    own = hall.reads("head of Borvia", f"{hall.at}/input")
    assert ("Late, admitted" in own, "Late, not admitted" in own) == (True, True)
    others = hall.reads("head of Istara", hall.part(3))
    assert ("late, admitted" in others, "late, not admitted" in others) == (True, True)
    assert standing_of_clause_3(hall) == (Standing.OPEN, 1, 0)
    record = hall.reads("head of Istara", f"{hall.at}/record")
    assert "C-3.1, which came after the hour, was not admitted: It is in clause 4." in record
