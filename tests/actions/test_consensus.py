"""The chair brings a text to consensus, declares it and takes it back."""

import pytest
from tests.cast import Forum, refused, said_in, snapshot
from tests.on_the_table import Text, lay_on_the_table, open_a_round, reword

from jointstatement.actions.consensus import (
    declare_consensus,
    move_to_consensus,
    reopen,
    return_to_comments,
    withdraw_statement,
)
from jointstatement.actions.rounds import close_round
from jointstatement.errors import NotAllowedNow, NotFound, NotYours, RoundIsOpen, StillMissing
from jointstatement.models import ConsensusDeclaration, Notice
from jointstatement.terms import ConsensusBasis


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def declare(forum: Forum, text: Text) -> str:
    return str(forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair))


def test_chair_brings_the_text_to_consensus(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")

    forum.act(move_to_consensus, text.id, by=forum.chair)

    assert text.state == "consensus"
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, entry.actor_id, said_in(entry)) == (
        "moved_to_consensus",
        forum.persons["chair"],
        {"revision": "Zero draft"},
    )


def test_secretariat_brings_no_text_to_consensus(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")
    before = snapshot(forum.database)

    with pytest.raises(NotYours):
        forum.act(move_to_consensus, text.id, by=forum.secretariat)

    assert snapshot(forum.database) == before


def test_text_that_changed_since_it_was_tabled_is_not_brought_to_consensus(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")
    reword(forum, text.clauses[0], "We agree to measure the water level every evening")
    before = snapshot(forum.database)

    with pytest.raises(StillMissing):
        forum.act(move_to_consensus, text.id, by=forum.chair)

    assert snapshot(forum.database) == before


def test_consensus_is_declared_on_the_revision_on_the_table(forum: Forum, text: Text) -> None:
    declaration_id = declare(forum, text)

    [declaration] = forum.rows(ConsensusDeclaration)
    assert (declaration.id, declaration.revision_id, declaration.declared_by, declaration.declared_at) == (
        declaration_id,
        text.revisions[-1],
        forum.persons["chair"],
        forum.hour.now,
    )
    assert text.state == "adoption"
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, said_in(entry)) == (
        "consensus_declared",
        {
            "revision": "Zero draft",
            "fingerprint": text.fingerprint,
            "basis": "found_in_the_room",
            "rule": "consensus",
        },
    )


def test_declared_consensus_is_told_to_every_delegate(forum: Forum, text: Text) -> None:
    declare(forum, text)

    told = {notice.person_id for notice in forum.rows(Notice, kind="consensus_declared")}
    assert told == {forum.persons[who] for who in forum.persons if who.startswith(("head", "expert"))}


def test_silence_held_is_no_basis_where_none_was_held(forum: Forum, text: Text) -> None:
    before = snapshot(forum.database)

    with pytest.raises(StillMissing):
        forum.act(declare_consensus, text.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)

    assert snapshot(forum.database) == before


def test_workflow_with_silence_has_no_finding_in_the_room(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="silence")
    before = snapshot(forum.database)

    with pytest.raises(StillMissing):
        declare(forum, text)

    assert snapshot(forum.database) == before


@pytest.mark.parametrize("who", ["secretariat", "head of Borvia", "expert of Borvia", "observer"])
def test_nobody_but_the_chairs_declares(forum: Forum, text: Text, who: str) -> None:
    before = snapshot(forum.database)

    with pytest.raises(NotYours):
        forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.viewer(who))

    assert snapshot(forum.database) == before


def test_administrator_finds_no_statement(forum: Forum, text: Text) -> None:
    before = snapshot(forum.database)

    with pytest.raises(NotFound):
        forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.administrator)

    assert snapshot(forum.database) == before


def test_declaration_taken_back_stays_on_the_record_set_aside(forum: Forum, text: Text) -> None:
    declare(forum, text)

    forum.act(reopen, text.id, reason="A ministry asked for one more night.", by=forum.co_chair)

    [declaration] = forum.rows(ConsensusDeclaration)
    assert (text.state, declaration.set_aside_at) == ("consensus", forum.hour.now)
    assert forum.kinds(text.circulated) == ["consensus_declared", "consensus_reopened"]
    assert said_in(forum.last_entry(text.circulated)) == {
        "revision": "Zero draft",
        "reason": "A ministry asked for one more night.",
    }


def test_consensus_is_declared_again_after_it_was_taken_back(forum: Forum, text: Text) -> None:
    declare(forum, text)
    forum.act(reopen, text.id, by=forum.chair)

    declare(forum, text)

    assert (text.state, len(forum.rows(ConsensusDeclaration))) == ("adoption", 2)


def test_nothing_is_reopened_before_consensus(forum: Forum, text: Text) -> None:
    before = snapshot(forum.database)

    with pytest.raises(NotAllowedNow):
        forum.act(reopen, text.id, by=forum.chair)

    assert snapshot(forum.database) == before


def test_text_returns_to_comments(forum: Forum, text: Text) -> None:
    forum.act(return_to_comments, text.id, reason="Two delegations have new wording.", by=forum.chair)

    assert text.state == "comments"
    assert said_in(forum.last_entry(text.circulated)) == {
        "revision": "Zero draft",
        "reason": "Two delegations have new wording.",
    }


def test_text_in_draft_does_not_return_to_comments(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="draft")
    before = snapshot(forum.database)

    with pytest.raises(NotAllowedNow):
        forum.act(return_to_comments, text.id, by=forum.chair)

    assert snapshot(forum.database) == before


def test_statement_is_withdrawn_with_what_was_declared_on_it(forum: Forum, text: Text) -> None:
    declare(forum, text)

    forum.act(withdraw_statement, text.id, reason="The meeting was called off.", by=forum.chair)

    [declaration] = forum.rows(ConsensusDeclaration)
    assert (text.state, declaration.set_aside_at) == ("withdrawn", forum.hour.now)
    assert forum.last_entry(text.circulated).kind == "statement_withdrawn"


def test_statement_is_not_withdrawn_from_under_an_open_round(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")
    round_id = open_a_round(forum, text)

    refused(forum, RoundIsOpen, withdraw_statement, text.id, by=forum.chair)
    forum.act(close_round, round_id, by=forum.chair)
    forum.act(withdraw_statement, text.id, by=forum.chair)

    assert forum.kinds(text.circulated) == ["round_closed", "statement_withdrawn"]


def test_withdrawn_statement_is_not_withdrawn_again(forum: Forum, text: Text) -> None:
    forum.act(withdraw_statement, text.id, by=forum.chair)
    before = snapshot(forum.database)

    with pytest.raises(NotAllowedNow):
        forum.act(withdraw_statement, text.id, by=forum.chair)

    assert snapshot(forum.database) == before
