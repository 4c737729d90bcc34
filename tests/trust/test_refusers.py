"""Where the body does not name who breaks silence, nobody but the office can tell who refused that it be begun."""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import restore, snapshot, workflow_source
from tests.databases import Kept
from tests.trust.house import House, drawn_in, reads
from tests.trust.test_breakers import name_breakers

from jointstatement.actions.consensus import move_to_consensus
from jointstatement.actions.proposing_silence import (
    begin_proposed_silence,
    propose_silence,
    record_refusal,
    refuse_silence,
)
from jointstatement.models import Statement

MEMBER, OBSERVER = "head of Galdria", "observer"
KNOWN_TO_THE_OFFICE = {"silence", "record"}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_SAME_TO_ALL = r"/(files?|rolling|comment-tables|comment-form|base|certificate)\b|/(parts|amendments|comments)/"


def silence_is_proposed(house: House) -> None:
    due_at, until = house.talks.now() + 5 * HOUR, house.talks.now() + HOUR
    asked = {"due_at": due_at, "due_as_typed": "today", "refuse_until": until, "refuse_as_typed": "soon"}
    house.forum.act(propose_silence, house.talks.id, **asked, on_purpose=True, by=house.forum.chair)
    house.forum.hour.pass_by(MINUTE)


def silence_is_refused(house: House, who: str) -> None:
    """By one press, by a word in the room; the third proposal goes through."""
    forum, talks = house.forum, house.talks
    silence_is_proposed(house)
    forum.act(refuse_silence, talks.id, reason="The heron sleeps.", by=forum.head(who))
    forum.hour.pass_by(MINUTE)
    silence_is_proposed(house)
    said = {"delegation_id": forum.delegations[who], "reason": "By heron.", "received_at": forum.hour.now - MINUTE}
    forum.act(record_refusal, talks.id, **said, by=forum.secretariat)
    forum.hour.pass_by(MINUTE)
    name_breakers(house, is_named=True)
    silence_is_proposed(house)
    forum.hour.pass_by(HOUR)
    forum.act(begin_proposed_silence, talks.id, by=forum.chair)


def by_proposal(house: House) -> None:
    source = 'silence_begins = "proposal"\n' + workflow_source("consensus")

    def change(session, *, now):  # type: ignore[no-untyped-def]
        session.get_one(Statement, house.talks.id).workflow_source = source

    house.forum.database.write_and_wait(change)


def test_refuser_that_is_not_named_cannot_be_told_from_another(house: House, kept: Callable[[str], Kept]) -> None:
    by_proposal(house)
    name_breakers(house, is_named=False)
    in_round = house.talks.open_round()
    house.forum.hour.pass_by(MINUTE)
    house.talks.close_round(in_round)
    house.forum.act(move_to_consensus, house.talks.id, by=house.forum.chair)
    house.forum.hour.pass_by(MINUTE)
    for who in (MEMBER, OBSERVER, "chair"):
        house.person(who)
    rows, began = snapshot(house.forum.database), house.forum.hour.now
    before = drawn_in(rows)

    worlds: list[dict[str, bytes]] = []
    for refuser in ("Borvia", "Istara"):
        restore(kept("sqlite").begin(house.forum.hour), rows)
        house.forum.hour.now = began
        silence_is_refused(house, refuser)
        world = dict(reads(house, MEMBER, before, but=_SAME_TO_ALL))
        world |= reads(house, OBSERVER, before, but=_SAME_TO_ALL)
        for known in KNOWN_TO_THE_OFFICE:
            world[known] = house.person("chair").reads(f"/statements/{house.talks.id}/{known}")
        worlds.append(world)

    first, other = worlds
    assert first.keys() == other.keys()
    assert {at for at in first if first[at] != other[at]} == KNOWN_TO_THE_OFFICE
    assert b"refused that silence be begun" in first[f"{MEMBER}: /statements/{house.talks.id}/record"]
