"""A negotiation that is suspended and resumed tells nobody what was given in a blind round that is open."""

from datetime import timedelta

from tests.trust.house import House

from jointstatement.actions.giving_input import submit_input
from jointstatement.actions.positions import take_position
from jointstatement.actions.suspending import resume, suspend
from jointstatement.terms import Position

OTHERS = ("chair", "co-chair", "secretariat", "head of Borvia", "observer")
TOLD = b"to confirm its agreement"


def agree_ad_referendum(house: House) -> None:
    """Aldmark agrees, to be confirmed by an hour, which a suspension moves."""
    forum, head = house.forum, house.forum.head("Aldmark")
    hour = {"confirm_by": house.talks.now() + timedelta(days=30), "confirm_as_typed": "an hour UTC"}
    forum.act(take_position, house.talks.id, part_id=None, position=Position.AD_REFERENDUM, **hour, by=head)
    forum.act(submit_input, house.talks.id, by=head)


def suspend_and_resume(house: House) -> None:
    forum = house.forum
    forum.act(suspend, house.talks.id, reason="For consultations.", by=forum.chair)
    forum.hour.pass_by(timedelta(days=1))
    forum.act(resume, house.talks.id, by=forum.chair)


def test_hour_of_confirmation_in_a_blind_round_is_moved_before_its_own_delegation_alone(house: House) -> None:
    house.talks.open_round()
    agree_ad_referendum(house)
    suspend_and_resume(house)

    at = f"/statements/{house.talks.id}/record"
    places = (at, f"/api/v1{at}", "/notices")
    assert all(TOLD in house.person("head of Aldmark").reads(each) for each in places)
    for who in OTHERS:
        assert [each for each in places if TOLD in house.person(who).reads(each)] == [], who
