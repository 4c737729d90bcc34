"""Delegations attach reservations and statements, until adoption and for some hours after it; only they change them."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused, said_in
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import change_reservation, join_reservation, reserve, withdraw_reservation
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.publishing import publish
from jointstatement.errors import (
    AlreadyJoined,
    BadInput,
    NotAllowedNow,
    NotFound,
    NotYours,
    PrintedAlready,
    StatementsStand,
    WordingHasMoved,
)
from jointstatement.models import Adoption, Notice, Reservation, ReservationPart, ReservationParty
from jointstatement.terms import ConsensusBasis, ReservationKind


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text on which consensus is declared."""
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    return text


def how(forum: Forum, it: Text, delegation: str = "Borvia", /, **other: Any) -> dict[str, Any]:
    return {
        "part_ids": [it.clauses[1]],
        "kind": ReservationKind.RESERVATION,
        "text": "Borvia publishes its readings itself.",
        "by": forum.head(delegation),
    } | other


def attach(forum: Forum, it: Text, delegation: str = "Borvia", /, **other: Any) -> str:
    return str(forum.act(reserve, it.id, **how(forum, it, delegation, **other)))


def adopt_it(forum: Forum, text: Text, hours: int = 2) -> None:
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        fingerprint_seen=text.fingerprint,
        hours_for_statements=hours,
        by=forum.chair,
    )


def told(forum: Forum, who: str, kind: str) -> int:
    """How many notices of a kind somebody has."""
    return len(forum.rows(Notice, person_id=forum.persons[who], kind=kind))


def test_reservation_is_kept_and_told_to_the_office_alone(forum: Forum, text: Text) -> None:
    reservation_id = attach(forum, text)

    [row] = forum.rows(Reservation)
    assert (row.id, row.kind, row.language, row.text, row.is_late, row.withdrawn_at) == (
        reservation_id,
        ReservationKind.RESERVATION,
        "en",
        "Borvia publishes its readings itself.",
        False,
        None,
    )
    assert [part.part_id for part in forum.rows(ReservationPart)] == [text.clauses[1]]
    entry = forum.last_entry(text.own("Borvia"))
    assert (entry.kind, said_in(entry)) == (
        "reservation_made",
        {
            "reservation_id": reservation_id,
            "kind": "reservation",
            "revision": "Zero draft",
            "parts": [{"part_id": text.clauses[1], "part_kind": "operative", "part": "2"}],
            "language": "en",
            "text": "Borvia publishes its readings itself.",
            "asked_to_join": [],
        },
    )
    assert forum.last_entry(text.circulated).kind == "consensus_declared"
    assert (told(forum, "chair", "reservation_made"), told(forum, "head of Istara", "reservation_made")) == (1, 0)


def test_nothing_is_attached_before_consensus(forum: Forum) -> None:
    text = lay_on_the_table(forum)

    refused(forum, NotAllowedNow, reserve, text.id, **how(forum, text))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"text": " "}, BadInput),
        ({"part_ids": ["0" * 32]}, NotFound),
        ({"language": "English"}, BadInput),
        ({"kind": ReservationKind.DISSOCIATION, "part_ids": []}, BadInput),
        ({"together_with": ["0" * 32]}, NotFound),
    ],
)
def test_what_is_attached_has_words_and_parts_and_parties_that_are_there(
    forum: Forum, text: Text, wrong: dict[str, Any], refusal: type[Any]
) -> None:
    refused(forum, refusal, reserve, text.id, **how(forum, text, **wrong))


def test_observer_cannot_be_asked_to_join(forum: Forum, text: Text) -> None:
    observer = forum.delegations["Estuary Council"]

    refused(forum, NotFound, reserve, text.id, **how(forum, text, together_with=[observer]))


def test_delegation_is_a_party_only_by_its_own_act(forum: Forum, text: Text) -> None:
    asked = [forum.delegations["Istara"], forum.delegations["Kelmora"]]
    reservation_id = attach(forum, text, kind=ReservationKind.INTERPRETATIVE, together_with=asked)
    assert told(forum, "head of Istara", "joining_asked") == 1

    forum.act(join_reservation, text.id, reservation_id, by=forum.head("Istara"))

    parties = {row.delegation_id: row.joined_by for row in forum.rows(ReservationParty)}
    assert parties == {asked[0]: forum.persons["head of Istara"], asked[1]: None}
    assert said_in(forum.last_entry(text.own("Istara")))["author"] == "Borvia"
    assert told(forum, "head of Borvia", "attached_statement_joined") == 1
    refused(forum, AlreadyJoined, join_reservation, text.id, reservation_id, by=forum.head("Istara"))
    refused(forum, NotFound, join_reservation, text.id, reservation_id, by=forum.head("Hestvik"))


def test_those_who_joined_other_words_are_asked_again(forum: Forum, text: Text) -> None:
    istara = forum.delegations["Istara"]
    reservation_id = attach(forum, text, together_with=[istara])
    forum.act(join_reservation, text.id, reservation_id, by=forum.head("Istara"))
    version = forum.rows(Reservation)[0].version

    forum.act(
        change_reservation, text.id, reservation_id, text="Not in winter.", expected=version, by=forum.head("Borvia")
    )

    assert [row.joined_at for row in forum.rows(ReservationParty)] == [None]
    entry = forum.last_entry(text.own("Borvia"))
    assert (entry.kind, said_in(entry)["asked_again"]) == ("attached_statement_changed", ["Istara"])
    assert told(forum, "head of Istara", "joining_asked") == 2
    stale = {"text": "Not in spring.", "expected": version, "by": forum.head("Borvia")}
    refused(forum, WordingHasMoved, change_reservation, text.id, reservation_id, **stale)


@pytest.mark.parametrize(
    ("who", "refusal"), [("head of Istara", NotFound), ("chair", NotYours), ("secretariat", NotYours)]
)
def test_nobody_but_its_author_changes_it_or_takes_it_back(
    forum: Forum, text: Text, who: str, refusal: type[Any]
) -> None:
    reservation_id = attach(forum, text)
    by = forum.viewer(who)

    refused(forum, refusal, change_reservation, text.id, reservation_id, text="Ours.", expected=1, by=by)
    refused(forum, refusal, withdraw_reservation, text.id, reservation_id, by=by)


def test_withdrawn_reservation_is_not_attached(forum: Forum, text: Text) -> None:
    reservation_id = attach(forum, text)

    forum.act(withdraw_reservation, text.id, reservation_id, by=forum.head("Borvia"))
    adopt_it(forum, text)

    assert said_in(forum.last_entry(text.circulated))["reservations"] == []
    assert forum.kinds(text.own("Borvia")) == ["reservation_made", "reservation_withdrawn"]


def test_statement_after_the_gavel_is_taken_until_its_hour_and_circulated(forum: Forum, text: Text) -> None:
    adopt_it(forum, text)
    [adoption] = forum.rows(Adoption)
    assert adoption.statements_until == forum.hour.now + timedelta(hours=2)
    forum.hour.pass_by(timedelta(hours=1, minutes=59, seconds=59))

    attach(forum, text, kind=ReservationKind.EXPLANATION)

    entry = forum.last_entry(text.circulated)
    payload = said_in(entry)
    assert (entry.kind, payload["delegation"], payload["kind"]) == ("statement_made", "Borvia", "explanation")
    assert told(forum, "expert of Istara", "statement_made") == 1
    assert [row.is_late for row in forum.rows(Reservation)] == [False]


def test_statement_after_its_hour_is_kept_as_late_and_told_to_the_office_alone(forum: Forum, text: Text) -> None:
    adopt_it(forum, text)
    forum.hour.pass_by(timedelta(hours=2))

    late = attach(forum, text, kind=ReservationKind.EXPLANATION, together_with=[forum.delegations["Istara"]])

    assert [row.is_late for row in forum.rows(Reservation)] == [True]
    assert forum.last_entry(text.own("Borvia")).kind == "late_statement_received"
    assert forum.last_entry(text.circulated).kind == "adopted"
    assert told(forum, "head of Istara", "joining_asked") == 0
    refused(forum, StatementsStand, join_reservation, text.id, late, by=forum.head("Istara"))


def test_what_is_attached_stands_after_its_hour(forum: Forum, text: Text) -> None:
    reservation_id = attach(forum, text)
    adopt_it(forum, text, hours=0)
    by = forum.head("Borvia")

    refused(forum, StatementsStand, change_reservation, text.id, reservation_id, text="Ours.", expected=1, by=by)
    refused(forum, StatementsStand, withdraw_reservation, text.id, reservation_id, by=by)


def test_what_the_published_file_prints_stands(forum: Forum, text: Text) -> None:
    reservation_id = attach(forum, text)
    adopt_it(forum, text)
    forum.act(publish, text.id, content=b"PK the file", by=forum.secretariat)
    forum.hour.pass_by(timedelta(minutes=1))
    by = forum.head("Borvia")

    refused(forum, PrintedAlready, change_reservation, text.id, reservation_id, text="Ours.", expected=1, by=by)
    refused(forum, PrintedAlready, withdraw_reservation, text.id, reservation_id, by=by)
    attach(forum, text, text="Borvia adds this.")
    assert [row.is_late for row in forum.rows(Reservation)] == [False, False]
