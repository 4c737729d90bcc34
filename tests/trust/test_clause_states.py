"""What the chair notes of clauses: the desk's own until it is tabled, and no delegation named to another."""

from datetime import datetime

import msgspec
from sqlmodel import Session, select
from tests.actions.test_clause_states import note, reword, seen_by
from tests.cast import said_in
from tests.trust.house import House
from tests.trust.test_non_interference import changed

from jointstatement.actions.binding import Picked, bind_package
from jointstatement.actions.clause_states import Resolution, note_package_state
from jointstatement.models import Body
from jointstatement.terms import ClauseState


def test_reopening_on_the_desk_changes_nothing_for_others_before_it_is_tabled(house: House) -> None:
    talks = house.talks
    note(talks, 2)
    note(talks, 3, ClauseState.AGREED_INFORMALLY)

    def on_the_desk(house: House) -> None:
        reword(talks, 2, "river", "great river")
        reword(talks, 3, "six", "four")
        note(talks, 3)

    assert changed(house, ["head of Borvia", "observer"], on_the_desk) == set()


def test_brackets_resolved_on_the_desk_with_their_package_change_nothing_for_others(house: House) -> None:
    talks, chair = house.talks, house.forum.chair
    reword(talks, 2, "the springs", "[the springs / our springs]")
    talks.table()
    two = talks.clause(2)
    bracket = Picked(two, 0, talks.version(two))
    ask = {"title": "Springs", "part_ids": [talks.clause(3)], "picked": [bracket], "by": chair}
    package = house.forum.act(bind_package, talks.id, **ask)

    def on_the_desk(house: House) -> None:
        (line,) = seen_by(talks, chair).packages
        settled = {"state": ClauseState.AGREED, "resolutions": [Resolution(0, choice=1)], "seen": line.seen}
        house.forum.act(note_package_state, talks.id, package, by=chair, **settled)

    assert changed(house, ["head of Borvia", "observer"], on_the_desk) == set()
    assert "our springs" in talks.wording(two)


def test_awaited_delegation_is_named_to_itself_and_where_members_read_positions(house: House) -> None:
    forum, talks = house.forum, house.talks
    note(talks, 2, ClauseState.PENDING, awaited=[forum.delegations["Borvia"]])

    def awaited(who: str) -> list[str]:
        read = house.person(who).client.get(f"/api/v1/statements/{talks.id}/clause-states")
        assert read.status_code == 200
        return list(msgspec.json.decode(read.content)["clauses"][1]["stated"]["awaited"])

    for is_open in (True, False):
        forum.database.write_and_wait(_open_the_matrix, is_open=is_open)
        told = {who: awaited(who) for who in ("chair", "head of Borvia", "head of Galdria")}
        assert told == {
            "chair": ["Borvia"],
            "head of Borvia": ["Borvia"],
            "head of Galdria": ["Borvia"] if is_open else [],
        }
    entries = [str(said_in(entry)) for entry in forum.entries(f"{talks.id}:circulated")]
    assert [entry for entry in entries if "Borvia" in entry or forum.delegations["Borvia"] in entry] == []
    assert house.person("observer").client.get(f"/statements/{talks.id}/clause-states").status_code == 403


def _open_the_matrix(session: Session, *, is_open: bool, now: datetime) -> None:
    body = session.exec(select(Body)).one()
    body.matrix_open_to_members = body.names_the_breaker = is_open
    session.add(body)
