"""That a clause is asked to be re-opened, its delegation and the chair's office read; nobody else learns of it."""

from collections.abc import Callable
from datetime import timedelta

from tests.actions.test_clause_states import note
from tests.cast import restore, snapshot
from tests.databases import Kept
from tests.trust.house import House, drawn_in, reads
from tests.trust.test_non_interference import OUTSIDE, changed

from jointstatement.actions.clause_states import reopen_clause
from jointstatement.actions.groups import begin_group
from jointstatement.actions.opting_out import opt_out
from jointstatement.actions.requesting_reopening import (
    decline_reopening,
    record_reopening_request,
    request_reopening,
    withdraw_reopening_request,
)

HERON = {"reason": "The heron was forgotten.", "words": "We thank the heron"}


def ask(house: House, clause: int = 2, group_id: str = "") -> str:
    """Aldmark asks for a clause, for itself or for a group."""
    forum, talks = house.forum, house.talks
    asked = {**HERON, "group_id": group_id, "by": forum.head("Aldmark")}
    return str(forum.act(request_reopening, talks.id, talks.clause(clause), **asked))


def go_back_and_forth(house: House) -> None:
    """Aldmark asks, takes it back, asks again and is declined; asks for another; the secretariat enters another."""
    forum, talks = house.forum, house.talks
    forum.act(withdraw_reopening_request, talks.id, ask(house), by=forum.head("Aldmark"))
    forum.act(decline_reopening, talks.id, ask(house), reason="Herons fly.", by=forum.chair)
    ask(house, 3)
    entered = {"delegation_id": forum.delegations["Aldmark"], **HERON, "by": forum.secretariat}
    forum.act(record_reopening_request, talks.id, talks.clause(1), **entered)


def test_requests_change_nothing_for_anybody_outside_their_delegation_and_the_office(house: House) -> None:
    for clause in (1, 2, 3):
        note(house.talks, clause)
    assert changed(house, OUTSIDE, go_back_and_forth) == set()
    at = f"/statements/{house.talks.id}"
    for who in ("chair", "expert of Aldmark"):
        assert b"heron" in house.person(who).reads(f"{at}/clause-states")
        assert b"heron" in house.person(who).reads(f"/api/v1{at}/reopening-requests")
    assert b"1 request to re-open" in house.person("chair").reads(f"{at}/draft")
    assert b"2 requests to re-open a clause" in house.person("secretariat").reads(at)


def test_request_for_a_group_changes_nothing_for_its_member_that_speaks_for_itself(house: House) -> None:
    forum, talks = house.forum, house.talks
    named = [forum.delegations[each] for each in ("Aldmark", "Borvia", "Istara")]
    said = {"name": "Heron Group", "member_ids": named, "speaker_id": named[0], "by": forum.secretariat}
    group_id = forum.act(begin_group, **said)
    forum.act(opt_out, talks.id, group_id, by=forum.head("Borvia"))
    note(talks, 2)

    def ask_for_the_group(house: House) -> None:
        forum.act(withdraw_reopening_request, talks.id, ask(house, group_id=group_id), by=forum.head("Aldmark"))
        request = ask(house, group_id=group_id)
        forum.act(decline_reopening, talks.id, request, reason="Herons fly.", by=forum.chair)

    assert changed(house, OUTSIDE, ask_for_the_group) == set()
    shown = house.person("head of Istara").reads(f"/statements/{talks.id}/clause-states")
    assert b"The heron was forgotten." in shown and b"Herons fly." in shown and b"Borvia" not in shown


def test_who_asked_for_what_was_re_opened_cannot_be_told_from_nobody(house: House, kept: Callable[[str], Kept]) -> None:
    forum, talks = house.forum, house.talks
    note(talks, 2)
    house.person("head of Borvia")
    rows, began = snapshot(forum.database), forum.hour.now
    before = drawn_in(rows)

    worlds = []
    for is_asked in (True, False):
        restore(kept("sqlite").begin(forum.hour), rows)
        forum.hour.now = began
        if is_asked:
            ask(house)
        forum.hour.now = began + timedelta(minutes=1)
        forum.act(reopen_clause, talks.id, talks.clause(2), reason="By request.", by=forum.chair)
        worlds.append(dict(reads(house, "head of Borvia", before)))

    asked, not_asked = worlds
    assert {at for at in asked if asked[at] != not_asked[at]} == set()
    assert b"By request." in asked[f"head of Borvia: /statements/{talks.id}/record"]
