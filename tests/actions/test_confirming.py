"""Reserves of a kind are lifted or converted; an agreement ad referendum is confirmed, waits or lapses: never more."""

import json
from datetime import datetime, timedelta

import pytest
from tests.actions.test_groups import upper_river
from tests.cast import Forum, refused, workflow_source
from tests.on_the_table import Text, lay_on_the_table, open_a_round

from jointstatement.actions.adopting import adopt
from jointstatement.actions.confirming import give_until, let_agreement_lapse
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.positions import convert_reserve, take_position
from jointstatement.errors import (
    BadInput,
    NotFound,
    NothingToConfirm,
    NothingToLift,
    NotYours,
    RoundIsOpen,
    StillMissing,
)
from jointstatement.models import AdoptedPosition, Notice, PositionTaken, Reservation, ReservationPart, Statement
from jointstatement.queries.adoption import adoption_page
from jointstatement.terms import ConsensusBasis, Position, ReservationKind, ReserveKind
from jointstatement.workflow.decision import needed_present
from jointstatement.workflow.facts import situation_of
from jointstatement.workflow.situation import Situation

FOUND = ConsensusBasis.FOUND_IN_THE_ROOM


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def situation(forum: Forum, text: Text) -> Situation:
    (statement,) = forum.rows(Statement, id=text.id)
    with forum.database.reading() as session:
        return situation_of(session, statement, forum.hour.now)


def agrees(forum: Forum, text: Text, who: str, *, hours: int | None = 24, part: str | None = None) -> str:
    """A delegation agrees ad referendum, to be confirmed within some hours. Returns the position's id."""
    by_hour = {} if hours is None else {"confirm_by": forum.hour.now + timedelta(hours=hours)}
    return str(
        forum.act(
            take_position,
            text.id,
            part_id=part,
            position=Position.AD_REFERENDUM,
            confirm_as_typed="an hour UTC",
            by=forum.head(who),
            **by_hour,
        )
    )


def notices(forum: Forum, kind: str) -> set[str]:
    names = {person_id: who for who, person_id in forum.persons.items()}
    return {names[row.person_id] for row in forum.rows(Notice, kind=kind)}


OFFICE = {"chair", "co-chair", "secretariat"}


@pytest.mark.parametrize(("said", "stands"), [(None, ReserveKind.GENERAL), *((each, each) for each in ReserveKind)])
def test_reserve_is_of_a_kind(forum: Forum, text: Text, said: ReserveKind | None, stands: ReserveKind) -> None:
    by = forum.head("Borvia")
    forum.act(take_position, text.id, part_id=None, position=Position.RESERVE, reserve_kind=said, by=by)

    assert [row.reserve_kind for row in forum.rows(PositionTaken)] == [stands]
    assert json.loads(forum.last_entry(text.own("Borvia")).payload)["reserve_kind"] == stands
    assert situation(forum, text).reserves == ("Borvia",)


def test_kind_and_hour_belong_to_their_positions(forum: Forum, text: Text) -> None:
    by, later = forum.head("Borvia"), forum.hour.now + timedelta(hours=1)
    ask = {"part_id": None, "by": by}
    kind = {"reserve_kind": ReserveKind.SCRUTINY}
    refused(forum, BadInput, take_position, text.id, position=Position.SUPPORT, **kind, **ask)
    refused(forum, BadInput, take_position, text.id, position=Position.SUPPORT, confirm_by=later, **ask)
    for hour in (forum.hour.now, datetime(2036, 1, 1)):
        refused(forum, BadInput, take_position, text.id, position=Position.AD_REFERENDUM, confirm_by=hour, **ask)


def test_reserve_becomes_a_reservation_in_one_act(forum: Forum, text: Text) -> None:
    by, part = forum.head("Borvia"), text.clauses[0]
    forum.act(take_position, text.id, part_id=part, position=Position.RESERVE, by=by)
    refused(forum, StillMissing, declare_consensus, text.id, basis=FOUND, by=forum.chair)
    words = {"kind": ReservationKind.RESERVATION, "text": "Without prejudice to our law.", "by": by}
    refused(forum, NothingToLift, convert_reserve, text.id, part_id=None, **words)
    refused(forum, BadInput, convert_reserve, text.id, part_id=part, **words | {"text": " "})
    refused(forum, NotYours, convert_reserve, text.id, part_id=part, **words | {"by": forum.expert("Borvia")})
    again = words | {"position": Position.RESERVE}
    refused(forum, BadInput, convert_reserve, text.id, part_id=part, **again)

    reservation_id = forum.act(convert_reserve, text.id, part_id=part, **words)

    assert [(row.id, row.kind, row.text, row.withdrawn_at) for row in forum.rows(Reservation)] == [
        (reservation_id, ReservationKind.RESERVATION, "Without prejudice to our law.", None)
    ]
    assert [row.part_id for row in forum.rows(ReservationPart)] == [part]
    assert situation(forum, text).reserves == ()
    forum.act(declare_consensus, text.id, basis=FOUND, by=forum.chair)


def test_reserve_converted_by_the_speaker_stands_for_the_other_members(forum: Forum, text: Text) -> None:
    group_id, by, part = upper_river(forum), forum.head("Borvia"), text.clauses[0]
    forum.act(take_position, text.id, part_id=part, position=Position.RESERVE, group_id=group_id, by=by)
    words = {"kind": ReservationKind.RESERVATION, "text": "Without prejudice to our law.", "by": by}
    forum.act(convert_reserve, text.id, part_id=part, **words)

    assert situation(forum, text).reserves == ("Galdria", "Istara", "Jorvland")
    assert [row.delegation_id for row in forum.rows(Reservation)] == [forum.delegations["Borvia"]]
    forum.act(take_position, text.id, part_id=part, position=Position.SUPPORT, group_id=group_id, by=by)
    assert situation(forum, text).reserves == ()


def test_objection_is_not_converted_and_nothing_is_in_an_open_round(forum: Forum, text: Text) -> None:
    by = forum.head("Borvia")
    words = {"part_id": None, "kind": ReservationKind.STATEMENT, "text": "A heron.", "by": by}
    forum.act(take_position, text.id, part_id=None, position=Position.OBJECT, by=by)
    refused(forum, NothingToLift, convert_reserve, text.id, **words)
    open_a_round(forum, text)
    refused(forum, RoundIsOpen, convert_reserve, text.id, **words)


def test_hour_of_confirmation_reminds_once_and_leaves_the_rest_to_the_chair(forum: Forum, text: Text) -> None:
    position = agrees(forum, text, "Borvia")
    agrees(forum, text, "Istara", hours=None)
    refused(forum, NothingToConfirm, let_agreement_lapse, text.id, position, by=forum.chair)
    forum.hour.pass_by(timedelta(hours=24))

    assert [forum.database.write_and_wait(close_what_is_due) for _ in range(2)] == [1, 0]

    assert notices(forum, "confirmation_due") == {*OFFICE, "head of Borvia", "expert of Borvia"}
    assert len(forum.rows(Notice, kind="confirmation_due")) == 5
    assert situation(forum, text).ad_referendum == ("Borvia", "Istara")
    assert (forum.kinds(text.office)[-1], forum.kinds(text.own("Borvia"))[-1]) == ("confirmation_due",) * 2
    assert forum.kinds(text.own("Istara")) == ["position_taken"]


@pytest.mark.parametrize("workflow", ["consensus", "majority"])
def test_withdrawn_text_reminds_nobody(forum: Forum, workflow: str) -> None:
    text = lay_on_the_table(forum, workflow=workflow)
    agrees(forum, text, "Borvia")
    forum.act(withdraw_statement, text.id, by=forum.chair)
    kinds = forum.kinds(text.own("Borvia"))
    forum.hour.pass_by(timedelta(hours=24))

    assert [forum.database.write_and_wait(close_what_is_due) for _ in range(2)] == [1, 0]

    assert notices(forum, "confirmation_due") == notices(forum, "agreement_lapsed") == set()
    assert [row.lapsed_at for row in forum.rows(PositionTaken)] == [None]
    assert forum.kinds(text.own("Borvia")) == kinds


def test_chair_lets_lapse_what_was_not_confirmed(forum: Forum, text: Text) -> None:
    position = agrees(forum, text, "Borvia")
    forum.hour.pass_by(timedelta(hours=24))
    for by in (forum.secretariat, forum.head("Borvia")):
        refused(forum, NotYours, let_agreement_lapse, text.id, position, by=by)
    refused(forum, NotFound, let_agreement_lapse, text.id, "0" * 32, by=forum.chair)

    forum.act(let_agreement_lapse, text.id, position, by=forum.chair)

    now = situation(forum, text)
    assert (now.ad_referendum, now.in_favour, "Borvia" in now.awaited) == ((), (), True)
    assert notices(forum, "agreement_lapsed") == {*OFFICE, "head of Borvia", "expert of Borvia"}
    refused(forum, NothingToConfirm, let_agreement_lapse, text.id, position, by=forum.chair)


def test_chair_gives_a_later_hour_which_reminds_again(forum: Forum, text: Text) -> None:
    position = agrees(forum, text, "Borvia")
    forum.hour.pass_by(timedelta(hours=24))
    forum.database.write_and_wait(close_what_is_due)
    named = {"due_as_typed": "tomorrow UTC", "by": forum.chair}
    refused(forum, BadInput, give_until, text.id, position, due_at=forum.hour.now, **named)
    later = forum.hour.now + timedelta(hours=24)

    forum.act(give_until, text.id, position, due_at=later, **named)

    refused(forum, NothingToConfirm, let_agreement_lapse, text.id, position, by=forum.chair)
    forum.hour.pass_by(timedelta(hours=24))
    assert forum.database.write_and_wait(close_what_is_due) == 1
    assert len(forum.rows(Notice, kind="confirmation_due")) == 10


def test_agreement_lapses_by_itself_where_the_workflow_says_so(forum: Forum) -> None:
    source = workflow_source("written").replace(
        "[states.draft]", '[decision]\nrule = "consensus"\nunconfirmed = "awaited"\n\n[states.draft]', 1
    )
    text = lay_on_the_table(forum, workflow="written", source=source)
    agrees(forum, text, "Borvia")
    forum.hour.pass_by(timedelta(hours=24))

    forum.database.write_and_wait(close_what_is_due)

    assert [row.lapsed_at for row in forum.rows(PositionTaken)] == [forum.hour.now]
    assert "Borvia" in situation(forum, text).awaited
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    assert situation(forum, text).in_favour == ("Borvia",)


def test_hour_that_nobody_noticed_yet_counts_before_the_chair_acts(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="majority")
    position = agrees(forum, text, "Borvia")
    voting = [name for name in situation(forum, text).awaited if name != "Borvia"]
    needed = needed_present(situation(forum, text).decision, members=situation(forum, text).members)
    for name in voting[: needed - 1]:
        forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head(name))
    assert situation(forum, text).answered == needed
    forum.hour.pass_by(timedelta(hours=24))
    later = {"due_at": forum.hour.now + timedelta(hours=1), "due_as_typed": "in an hour UTC"}

    refused(forum, StillMissing, declare_consensus, text.id, basis=FOUND, by=forum.chair)
    refused(forum, NothingToConfirm, give_until, text.id, position, by=forum.chair, **later)
    refused(forum, NothingToConfirm, let_agreement_lapse, text.id, position, by=forum.chair)


def test_confirmed_in_time_is_reminded_of_nothing(forum: Forum, text: Text) -> None:
    agrees(forum, text, "Borvia")
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.hour.pass_by(timedelta(hours=24))

    forum.database.write_and_wait(close_what_is_due)

    assert notices(forum, "confirmation_due") == set()
    assert situation(forum, text).in_favour == ("Borvia",)


def test_grid_is_frozen_with_kinds_and_reasons_for_members_and_the_office_alone(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="consensus_minus_one")
    forum.act(
        take_position,
        text.id,
        part_id=None,
        position=Position.RESERVE,
        reserve_kind=ReserveKind.SCRUTINY,
        reason="The heron committee has not sat.",
        by=forum.head("Borvia"),
    )
    forum.act(declare_consensus, text.id, basis=FOUND, by=forum.chair)
    day = (forum.hour.now + timedelta(days=45)).date()
    forum.act(adopt, text.id, place="Port Alder", adopted_on=day, fingerprint_seen=text.fingerprint, by=forum.chair)

    assert [(row.position, row.reserve_kind, row.reason) for row in forum.rows(AdoptedPosition)] == [
        (Position.RESERVE, ReserveKind.SCRUTINY, "The heron committee has not sat.")
    ]
    with forum.database.reading() as session:
        for viewer in (forum.chair, forum.secretariat, forum.expert("Istara")):
            page = adoption_page(session, viewer, text.id, now=forum.hour.now)
            assert [line.held[0].reason for line in page.frozen if line.held] == ["The heron committee has not sat."]
        with pytest.raises(NotYours):
            adoption_page(session, forum.observer, text.id, now=forum.hour.now)
    assert not any("heron" in entry.payload for entry in forum.entries(text.circulated))
