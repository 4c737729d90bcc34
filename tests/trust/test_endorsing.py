"""What was endorsed is told to all members; the grid that was frozen with it is read as positions are."""

import json

from sqlmodel import Session, select
from tests.actions.test_endorsing import AGREED, how, reword
from tests.cast import MEMBERS, said_in
from tests.on_the_table import Text, lay_on_the_table
from tests.trust.house import House
from tests.trust.test_non_interference import changed

from jointstatement.actions.endorsing import endorse
from jointstatement.actions.positions import take_position
from jointstatement.models import Body, EndorsementReopened
from jointstatement.terms import Position

SECRET = "Our parliament sleeps."


def _endorsed(house: House) -> Text:
    text = lay_on_the_table(house.forum)
    held = {"part_id": text.clauses[0], "position": Position.CAN_LIVE_WITH, "reason": SECRET}
    house.forum.act(take_position, text.id, **held, by=house.forum.head("Borvia"))
    house.forum.act(endorse, text.id, **how(text))
    return text


def test_grid_of_an_endorsement_is_read_by_members_only_where_they_read_positions(house: House) -> None:
    text = _endorsed(house)
    readers = ("chair", "secretariat", "head of Borvia", "head of Galdria")

    def who_reads(address: str) -> list[str]:
        return [who for who in readers if SECRET in house.person(who).client.get(address).text]

    addresses = (f"/statements/{text.id}/endorsement", f"/api/v1/statements/{text.id}/endorsements")
    certificate = f"/statements/{text.id}/endorsement/1/certificate/txt"
    for is_open in (True, False):
        house.forum.database.write_and_wait(_open_the_matrix, is_open=is_open)
        for address in addresses:
            assert who_reads(address) == [who for who in readers if is_open or who != "head of Galdria"]
        asked = {who: house.person(who).client.get(f"{certificate}?positions=yes").status_code for who in readers}
        assert asked == {who: 200 if is_open or not who.startswith("head") else 403 for who in readers}
        told = house.person("head of Galdria").client.get(certificate).text
        assert ("no adoption" in told, "can live with" in told) == (True, False)
    for address in (*addresses, certificate):
        assert house.person("observer").client.get(address).status_code == 403
    entry = said_in(house.forum.last_entry(text.circulated))
    assert {each["name"] for each in entry.pop("names")} == set(MEMBERS)
    assert house.forum.delegations["Borvia"] not in json.dumps(entry)


def test_an_endorsement_is_taken_back_as_a_whole_where_that_is_said_alone(house: House) -> None:
    text, chair = _endorsed(house), house.person("chair")
    address = f"/api/v1/statements/{text.id}/endorsements"
    for part_ids in ({}, {"part_ids": []}):
        assert chair.sends(f"{address}/reopen", {"reason": "So they say.", **part_ids}).status_code == 422
    assert house.forum.rows(EndorsementReopened) == []
    assert chair.sends(f"{address}/take-back", {"reason": "So they say."}).status_code == 204
    assert [row.part_id for row in house.forum.rows(EndorsementReopened)] == [None]


def test_what_is_drafted_for_the_clause_that_was_left_changes_nothing_for_others(house: House) -> None:
    text = _endorsed(house)

    def on_the_desk(_: House) -> None:
        reword(text, text.clauses[1], AGREED)

    assert changed(house, ["head of Borvia", "observer"], on_the_desk) == set()


def _open_the_matrix(session: Session, *, is_open: bool, now: object) -> None:
    body = session.exec(select(Body)).one()
    body.matrix_open_to_members = body.names_the_breaker = is_open
    session.add(body)
