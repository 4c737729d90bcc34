"""The open reserves in a draft: whoever may not read another's position has the same file, byte for byte."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select
from tests.trust.house import House

from jointstatement.actions.own_input import hand_in
from jointstatement.actions.positions import take_position
from jointstatement.models import Body
from jointstatement.terms import Position, ReserveKind, Visibility

FILES = ("docx", "txt?reserves=true", "json?reserves=true")
READERS = ("head of Borvia", "observer")


def files(house: House, who: str) -> dict[str, bytes]:
    """Files of the draft that a person takes out, and the page that offers them."""
    at = f"statements/{house.talks.id}/files"
    addresses = (*(f"/{at}/{file}" for file in FILES), f"/api/v1/{at}/txt", f"/{at}")
    return {address: house.person(who).reads(address) for address in addresses}


def reserve(house: House, who: str = "Galdria") -> None:
    stand = {"part_id": house.talks.clause(2), "position": Position.RESERVE, "reserve_kind": ReserveKind.SCRUTINY}
    house.forum.act(take_position, house.talks.id, **stand, by=house.forum.head(who))


@pytest.mark.parametrize("told_to", [Visibility.OPEN, Visibility.BLIND, Visibility.CHAIR_ONLY])
def test_reserve_that_others_may_not_know_leaves_every_file_of_theirs_as_it_is(
    house: House, told_to: Visibility
) -> None:
    """Where members do not read each other's positions, in a blind round, and in one for the chair alone."""
    talks = house.talks
    if told_to is Visibility.OPEN:
        house.forum.database.write_and_wait(_close_the_matrix)
    talks.open_round(told_to)
    before = {who: files(house, who) for who in READERS}

    reserve(house)
    house.forum.act(hand_in, talks.id, by=house.forum.head("Galdria"))

    assert {who: files(house, who) for who in READERS} == before
    own, office = (
        house.person(who).client.get(f"/statements/{talks.id}/files/txt?reserves=true").text
        for who in ("head of Galdria", "chair")
    )
    sentence = "Parliamentary scrutiny reserve by Galdria."
    assert (own.count(sentence), office.count(sentence)) == (1, told_to is not Visibility.BLIND)


def test_blind_round_that_is_closed_tells_the_reserve_and_not_the_hour_of_its_submission(house: House) -> None:
    talks, forum = house.talks, house.forum
    round_id = talks.open_round(Visibility.BLIND)
    forum.hour.pass_by(timedelta(hours=1))
    reserve(house)
    forum.act(hand_in, talks.id, by=forum.head("Galdria"))
    forum.hour.pass_by(timedelta(hours=1))
    talks.close_round(round_id)

    printed = house.person("head of Borvia").client.get(f"/statements/{talks.id}/files/txt").text

    assert "Parliamentary scrutiny reserve by Galdria." in printed
    zone = ZoneInfo("Europe/Vienna")
    assert f"{forum.hour.now.astimezone(zone):%H:%M}" in printed.splitlines()[0]


def _close_the_matrix(session: Session, *, now: datetime) -> None:
    body = session.exec(select(Body)).one()
    body.matrix_open_to_members = False
    session.add(body)
