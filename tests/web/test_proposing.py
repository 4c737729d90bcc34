"""A delegate proposes more than other words, before a browser; the chair's office reads what it would do."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser

from jointstatement.actions.own_input import hand_in
from jointstatement.models import Amendment, WorkingPart
from jointstatement.terms import AmendmentKind

NEW = "We welcome the new ferry at Reed Island"


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    """A blind round is open."""
    hall = hall_of(forum, browser)
    hall.talks.open_round()
    return hall


def fills(hall: Hall, clause: int, **fields: str) -> Browser:
    """The head of Borvia proposes something on a clause."""
    at = f"{hall.part(clause)}/propose"
    return hall.browser("head of Borvia").fill(at, at, **fields)


def test_everything_that_may_be_proposed_is_drafted_listed_and_thrown_away(hall: Hall) -> None:
    shown = hall.reads("head of Borvia", hall.part(1))
    assert f'href="{hall.part(1)}/propose"' in shown
    fills(hall, 1, kind="add_after", new_wording=NEW, reason="It runs again.")
    fills(hall, 1, kind="delete")
    fills(hall, 1, kind="move", after_id=hall.talks.clause(3))
    fills(hall, 1, kind="split", first="We thank Cestria", second="We praise its care")
    done = fills(hall, 1, kind="merge", with_part_id=hall.talks.clause(2), joined="We thank and reaffirm")

    assert sorted(row.kind for row in hall.forum.rows(Amendment)) == sorted(
        set(AmendmentKind) - {AmendmentKind.REPLACE}
    )
    for words in (
        "New text after this part",
        "To be deleted",
        "To be moved after Clause 3",
        "To be divided in two",
        "Clause 2 to be joined to this",
    ):
        assert words in done.text
        assert words in hall.reads("head of Borvia", f"{hall.at}/input")
    deletion = hall.forum.rows(Amendment, kind=AmendmentKind.DELETE)[0].id
    hall.browser("head of Borvia").fill(hall.part(1), f"{hall.part(1)}/amendments/{deletion}/drop")
    assert hall.forum.rows(Amendment, kind=AmendmentKind.DELETE) == []


def test_what_cannot_be_taken_is_told_at_its_own_form(hall: Hall) -> None:
    hall.reads("head of Borvia", hall.part(1))
    before = snapshot(hall.forum.database)

    shown = fills(hall, 1, kind="add_after", new_wording="We note this[^mist]")

    assert shown.status_code == 422
    assert "There is no footnote “mist” in this text." in shown.text
    assert "We note this[^mist]" in shown.text, "what was typed is still there"
    assert snapshot(hall.forum.database) == before


def test_office_reads_what_each_would_do_and_carries_it_out(hall: Hall) -> None:
    fills(hall, 2, kind="add_after", new_wording=NEW)
    fills(hall, 2, kind="delete", reason="It says nothing.")
    hall.forum.act(hand_in, hall.talks.id, by=hall.forum.head("Borvia"))
    rows = {row.kind: row for row in hall.forum.rows(Amendment)}
    hall.talks.close_round(rows[AmendmentKind.DELETE].round_id)

    for address in (f"{hall.at}/decide", hall.desk(2), hall.at):
        shown = hall.reads("chair", address)
        assert "To be deleted" in shown
        assert "New text after this part" in shown
    assert "To be deleted" in hall.reads("head of Galdria", hall.part(2))
    at = f"{hall.desk(2)}/amendments/{rows[AmendmentKind.ADD_AFTER].id}"
    done = hall.browser("chair").fill(hall.desk(2), at, deed="reflect")

    assert done.status_code == 200
    assert hall.talks.wording(hall.talks.clause(2)) == CLAUSES[1]
    assert [row.wording for row in hall.forum.rows(WorkingPart, wording=NEW)] == [NEW]
