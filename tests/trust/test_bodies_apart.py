"""Two bodies in one installation: for the persons of one there is nothing of the other."""

import pytest
from tests.cast import gather, snapshot
from tests.trust.house import House, filled_in
from tests.trust.house import operations as doors
from tests.trust.test_rights import FORMS
from tests.web.api.programs import API, fitting, operations


@pytest.fixture
def other(house: House) -> House:
    """The persons of another body, before the same doors."""
    forum = gather(house.forum.database, house.forum.hour)
    return House(house.application, forum, house.talks)


@pytest.mark.parametrize("who", ["chair", "secretariat", "head of Aldmark", "administrator"])
def test_another_bodys_things_are_not_found_and_not_changed(house: House, other: House, who: str) -> None:
    house.talks.open_round()
    stranger = other.person(who)
    things = {place: values[0] for place, values in house.things().items()} | {"verb": "to_consensus"}
    before = snapshot(house.forum.database)

    found = {}
    for address in house.addresses():
        if any(thing in address for thing in things.values() if len(thing) == 32):
            status = stranger.client.get(address).status_code
            found |= {address: status} if status not in {403, 404} else {}
    for path, (_, fields) in FORMS.items():
        if "_id:" in path:
            status = stranger.sends(filled_in(path, things), fields).status_code
            found |= {path: status} if status not in {403, 404, 422} else {}
    for name, operation in operations().items():
        if operation.is_act and "_id}" in operation.path:
            body = fitting(operation.shape, things) if operation.shape else None
            path = operation.path.format_map({**dict.fromkeys(_places(house), "0" * 32), **things})
            status = stranger.sends(f"{API}{path}", body).status_code
            found |= {name: status} if status not in {403, 404, 422} else {}

    assert found == {}
    assert snapshot(house.forum.database) == before


def test_new_person_cannot_be_put_into_another_bodys_delegation(house: House, other: House) -> None:
    theirs = house.forum.delegations["Aldmark"]
    secretariat = other.person("secretariat")
    before = snapshot(house.forum.database)

    form = secretariat.sends("/people", {"name": "Spy", "role": "expert", "delegation_id": theirs})
    act = secretariat.sends("/api/v1/persons", {"name": "Spy", "role": "expert", "delegation_id": theirs})
    text = secretariat.sends(
        "/api/v1/statements",
        {"title": "T", "meeting_id": house.forum.meeting_id, "style": "o-we", "workflow": "consensus"},
    )

    assert [answer.status_code for answer in (form, act, text)] == [404, 404, 404]
    assert snapshot(house.forum.database) == before


def _places(house: House) -> set[str]:
    """The names of all places in addresses."""
    return {part.strip("{}").split(":")[0] for path in doors(house.application, "POST") for part in path.split("/")}
