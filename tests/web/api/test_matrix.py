"""The matrix as programs read it: a window, from the places that they ask for."""

from collections.abc import Callable

from tests.cast import MEMBERS, Forum
from tests.negotiation import begin
from tests.web.api.programs import Program

from jointstatement.actions.giving_input import submit_input
from jointstatement.actions.positions import take_position
from jointstatement.queries.positions import WINDOW
from jointstatement.terms import Position, Visibility


def test_program_asks_for_the_window_by_its_places(forum: Forum, program: Callable[[str], Program]) -> None:
    talks = begin(forum, *(f"We thank the keepers of lock {number}" for number in range(1, WINDOW + 2)))
    talks.table()
    talks.open_round(Visibility.OPEN)
    head = forum.head("Borvia")
    forum.act(take_position, talks.id, part_id=talks.clause(WINDOW + 1), position=Position.OBJECT, by=head)
    forum.act(submit_input, talks.id, by=head)
    address, chair = f"/statements/{talks.id}/matrix", program("chair")

    first = chair.read(address)
    rest = chair.read(address, parts_from=str(WINDOW + 1), members_from="12")

    assert len(first["columns"]) == WINDOW + 1
    assert (first["parts"], first["members"]) == (
        {"first": 1, "last": WINDOW, "of": WINDOW + 1},
        {"first": 1, "last": 12, "of": 12},
    )
    assert [row["delegation"] for row in rest["rows"]] == [MEMBERS[-1]]
    assert [(column["place"]["label"], column["objections"]) for column in rest["columns"]] == [("31", 1), ("", 0)]
    assert rest["parts"] == {"first": 31, "last": 31, "of": 31}
    assert chair.read(address, status=422, parts_from="here")["field"] == "parts_from"
