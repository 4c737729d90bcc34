"""The record: chains that count for themselves, entries that cannot be changed unseen, seals, notices."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session
from tests.cast import MEMBERS, OBSERVER, Forum, begin
from tests.on_the_table import lay_on_the_table

from jointstatement.actions.calls import put_call
from jointstatement.actions.persons import end_person
from jointstatement.actions.record import chain_key, circulate, hash_of, leaf_of, notify, record, verify_chain
from jointstatement.actions.silence import start_silence
from jointstatement.models import Entry, Notice, Statement
from jointstatement.queries.people import notices
from jointstatement.queries.record import chain_entries
from jointstatement.terms import Chain, Role


def enter(forum: Forum, statement_id: str, chain: Chain, kind: str, **payload: object) -> None:
    forum.act(
        record,
        chain=chain,
        kind=kind,
        by=forum.chair,
        body_id=forum.body_id,
        statement_id=statement_id,
        payload=payload,
    )


def test_entries_count_from_one_in_their_own_chain(forum: Forum) -> None:
    statement_id = begin(forum)
    enter(forum, statement_id, Chain.CIRCULATED, "first_thing")
    enter(forum, statement_id, Chain.OFFICE, "other_thing")
    enter(forum, statement_id, Chain.CIRCULATED, "second_thing")
    circulated = forum.entries(f"{statement_id}:circulated")
    assert [(entry.number, entry.kind) for entry in circulated] == [(1, "first_thing"), (2, "second_thing")]


def test_entry_carries_actor_hour_and_payload(forum: Forum) -> None:
    statement_id = begin(forum)
    enter(forum, statement_id, Chain.CIRCULATED, "thing_done", at=forum.hour.now, role=Role.CHAIR, several=("a", None))
    entry = forum.last_entry(f"{statement_id}:circulated")
    assert (entry.actor_id, entry.at, entry.body_id, entry.statement_id) == (
        forum.chair.person_id,
        forum.hour.now,
        forum.body_id,
        statement_id,
    )
    assert json.loads(entry.payload) == {
        "at": "2026-05-04T09:00:00.000000+00:00",
        "role": "chair",
        "several": ["a", None],
    }


def test_payload_refuses_what_json_cannot_hold(forum: Forum) -> None:
    statement_id = begin(forum)
    with pytest.raises(TypeError):
        enter(forum, statement_id, Chain.OFFICE, "thing_done", what=1.5)


def test_chain_of_a_delegation_needs_the_delegation() -> None:
    with pytest.raises(ValueError):
        chain_key(Chain.DELEGATION, body_id="b", statement_id="s")
    with pytest.raises(ValueError):
        chain_key(Chain.OFFICE, body_id="b")
    with pytest.raises(ValueError):
        chain_key(Chain.OFFICE, body_id="b", statement_id="s", delegation_id="d")


def test_circulation_seals_the_head_of_every_other_chain(forum: Forum) -> None:
    statement_id = begin(forum)
    head_before = forum.last_entry(f"{statement_id}:office").hash
    forum.act(
        circulate, kind="thing_told", by=forum.chair, body_id=forum.body_id, statement_id=statement_id, payload={"a": 1}
    )
    told = json.loads(forum.last_entry(f"{statement_id}:circulated").payload)
    keys = [
        f"{statement_id}:office",
        *(f"{statement_id}:delegation:{forum.delegations[name]}" for name in (*MEMBERS, OBSERVER)),
    ]
    seals = [json.loads(forum.entries(key)[-1].payload) for key in keys]
    assert told == {"a": 1, "heads": sorted(leaf_of(seal["nonce"], seal["head"]) for seal in seals)}
    assert [seal["head"] for seal in seals] == [head_before] + [""] * 13


def test_circulation_does_not_tell_which_chains_have_grown(forum: Forum) -> None:
    """No leaf comes twice, so that an unchanged chain looks like a changed one."""
    statement_id = begin(forum)
    for _ in range(2):
        forum.act(circulate, kind="thing_told", by=None, body_id=forum.body_id, statement_id=statement_id, payload={})
    first, second = (json.loads(entry.payload)["heads"] for entry in forum.entries(f"{statement_id}:circulated"))
    assert (len(first), len(second), set(first) & set(second)) == (14, 14, set())


def test_every_chain_of_the_scene_verifies(forum: Forum) -> None:
    begin(forum)
    keys = {entry.chain_key for entry in forum.entries()}
    assert {key: verify_chain(forum.entries(key)) for key in keys} == dict.fromkeys(keys, ())


def chain_of(length: int) -> list[Entry]:
    """A sound chain outside any database."""
    entries: list[Entry] = []
    for number in range(1, length + 1):
        entry = Entry(
            chain_key="s:office",
            chain=Chain.OFFICE,
            body_id="b",
            number=number,
            at=datetime(2026, 5, number, 9, 0, tzinfo=UTC),
            kind="thing_done",
            payload=rfc8785.dumps({"n": number}).decode(),
            previous_hash=entries[-1].hash if entries else "",
            hash="",
        )
        entry.hash = hash_of(entry)
        entries.append(entry)
    return entries


@given(
    st.integers(1, 6), st.sampled_from(["kind", "payload", "previous_hash", "hash", "actor_id", "chain_key"]), st.data()
)
def test_chain_shows_any_entry_that_was_changed(length: int, field: str, data: st.DataObject) -> None:
    entries = chain_of(length)
    assert verify_chain(entries) == ()
    changed = data.draw(st.sampled_from(entries))
    setattr(changed, field, (getattr(changed, field) or "") + "x")
    assert verify_chain(entries) != ()


def test_chain_shows_an_entry_that_was_moved_by_an_hour() -> None:
    entries = chain_of(3)
    entries[1].at += timedelta(hours=1)
    assert verify_chain(entries) == ("Entry 2 is not what was recorded.",)


def test_chain_shows_an_entry_that_was_taken_out() -> None:
    entries = chain_of(3)
    del entries[1]
    assert verify_chain(entries) == ("Entry 2 has the number 3.", "Entry 2 does not follow the one before it.")


def test_chain_shows_two_entries_that_changed_places() -> None:
    entries = chain_of(3)
    entries[0], entries[1] = entries[1], entries[0]
    assert len(verify_chain(entries)) == 5


def told(forum: Forum, statement_id: str, to: str) -> list[str]:
    def tell(session: object, *, now: object) -> None:
        statement = session.get(Statement, statement_id)  # type: ignore[attr-defined]
        notify(session, statement=statement, kind="thing_done", to=to, now=now, parameters={"label": "Rev.1"})  # type: ignore[arg-type]

    forum.act(tell)
    who = {person_id: name for name, person_id in forum.persons.items()}
    return sorted(who[notice.person_id] for notice in forum.rows(Notice))


def test_notice_to_the_office_reaches_chair_co_chair_and_secretariat(forum: Forum) -> None:
    assert told(forum, begin(forum), "office") == ["chair", "co-chair", "secretariat"]


def test_notice_to_a_delegation_reaches_its_head_and_expert(forum: Forum) -> None:
    assert told(forum, begin(forum), forum.delegations["Borvia"]) == ["expert of Borvia", "head of Borvia"]


def test_notice_to_delegations_reaches_all_delegates_who_still_have_access(forum: Forum) -> None:
    statement_id = begin(forum)
    forum.act(end_person, forum.persons["expert of Borvia"], by=forum.secretariat)
    assert told(forum, statement_id, "delegations") == sorted(
        [f"head of {name}" for name in MEMBERS] + [f"expert of {name}" for name in MEMBERS if name != "Borvia"]
    )


def test_what_one_deed_told_a_person_stands_in_the_order_it_was_told_in(forum: Forum) -> None:
    statement_id = lay_on_the_table(forum).id
    kinds = [f"thing_{number}" for number in range(6)]

    def tell(session: Session, *, now: datetime) -> None:
        statement = session.get_one(Statement, statement_id)
        for kind in kinds:
            notify(session, statement=statement, kind=kind, to="delegations", now=now, parameters={})
            notify(session, statement=statement, kind=kind, to="office", now=now, parameters={})

    forum.act(tell)
    for who in (forum.chair, forum.head("Borvia")):
        with forum.database.reading() as session:
            assert [line.kind for line in notices(session, who)][: len(kinds)] == kinds[::-1]


def test_entry_says_to_which_delegations_notice_went(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    for who in ("head of Borvia", "expert of Borvia", "expert of Istara"):
        forum.act(end_person, forum.persons[who], by=forum.secretariat)
    due_at = forum.hour.now + timedelta(hours=48)

    forum.act(start_silence, text.id, due_at=due_at, due_as_typed="typed", by=forum.chair)

    entry = json.loads(forum.last_entry(text.circulated).payload)
    assert entry["told_to"] == [forum.delegations[name] for name in MEMBERS if name != "Borvia"]
    assert entry["nobody_at"] == [forum.delegations["Borvia"]]
    with forum.database.reading() as session:
        read = [chain_entries(session, who, text.id)[0] for who in (forum.head("Istara"), forum.observer)]
    assert [(line.kind, line.told_to, line.nobody_at) for line in read] == [
        ("silence_started", 11, ("Borvia",)),
        ("silence_started", 11, ()),
    ]


def test_call_says_to_which_delegations_notice_went(forum: Forum) -> None:
    asked = {"title": "T", "question": "Q", "due_at": forum.hour.now + timedelta(days=1), "due_as_typed": "typed"}
    for asks_observers, told in ((True, [*MEMBERS, OBSERVER]), (False, [*MEMBERS])):
        call_id = forum.act(
            put_call, forum.meeting_id, **asked, asks_observers=asks_observers, is_open_to_all=True, by=forum.chair
        )
        entry = json.loads(forum.last_entry(f"{call_id}:circulated").payload)
        assert entry["told_to"] == [forum.delegations[name] for name in told]


def test_notice_names_things(forum: Forum) -> None:
    statement_id = begin(forum)
    told(forum, statement_id, forum.delegations["Borvia"])
    assert [(notice.statement_id, notice.kind, notice.parameters, notice.read_at) for notice in forum.rows(Notice)] == [
        (statement_id, "thing_done", '{"label": "Rev.1"}', None)
    ] * 2
