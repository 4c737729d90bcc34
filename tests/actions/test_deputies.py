"""A head names a deputy, who acts for the head until a text is decided on; the record says for whom it was done."""

from datetime import timedelta
from typing import Any

import pytest
from tests.cast import OBSERVER, Forum, begin, lay_before, part_with, refused
from tests.on_the_table import lay_on_the_table

from jointstatement.access.viewer import Viewer
from jointstatement.actions.attaching import reserve
from jointstatement.actions.clearing import clear
from jointstatement.actions.deputies import name_deputy, recall_deputy
from jointstatement.actions.giving_input import comment_on, withdraw_comment
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.persons import admit_person, end_person, replace_head
from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import break_silence, start_silence
from jointstatement.errors import BadInput, NoDeputyNamed, NotYours
from jointstatement.models import Comment, Deputyship, Entry
from jointstatement.queries.delegation import DelegateLine, DeputyLine, OwnDelegation, own_delegation
from jointstatement.queries.record import chain_entries, entries_within
from jointstatement.terms import Chain, CommentClass, Position, ReservationKind, Role


def role_of(forum: Forum, who: str) -> Role:
    return forum.viewer(who).role


def seen_by(forum: Forum, viewer: Viewer) -> OwnDelegation:
    with forum.database.reading() as session:
        return own_delegation(session, viewer, now=forum.hour.now)


def remark(forum: Forum, statement_id: str, by: Viewer) -> str:
    ask: dict[str, Any] = {"comment_class": CommentClass.SUBSTANTIVE, "text": "Why meet?", "by": by}
    return str(forum.act(comment_on, statement_id, part_id=part_with(forum, statement_id, "meet").id, **ask))


def test_deputy_acts_for_the_head_until_the_hour_or_until_it_is_taken_back(forum: Forum) -> None:
    head, expert_id = forum.head("Borvia"), forum.persons["expert of Borvia"]
    until = forum.hour.now + timedelta(hours=3)
    forum.act(name_deputy, expert_id, until=until, until_as_typed="noon", by=head)

    assert seen_by(forum, forum.expert("Borvia")) == OwnDelegation(
        name="Borvia",
        time_zone="Europe/Vienna",
        persons=(
            DelegateLine(head.person_id, "Head Borvia", Role.HEAD),
            DelegateLine(expert_id, "Expert Borvia", Role.DEPUTY),
        ),
        deputy=DeputyLine(expert_id, "Expert Borvia", forum.hour.now, until),
        may_name_deputy=False,
    )
    forum.hour.pass_by(timedelta(hours=2, minutes=59))
    assert role_of(forum, "expert of Borvia") is Role.DEPUTY
    forum.hour.pass_by(timedelta(minutes=1))
    assert (role_of(forum, "expert of Borvia"), seen_by(forum, head).deputy) == (Role.EXPERT, None)
    refused(forum, NoDeputyNamed, recall_deputy, by=head)

    forum.act(name_deputy, expert_id, by=head)
    other = forum.act(
        admit_person,
        forum.body_id,
        name="Nia Oort",
        role=Role.EXPERT,
        delegation_id=forum.delegations["Borvia"],
        by=forum.secretariat,
    )
    forum.persons["second expert"] = other
    forum.act(name_deputy, other, by=head)
    assert [role_of(forum, who) for who in ("expert of Borvia", "second expert")] == [Role.EXPERT, Role.DEPUTY]
    forum.act(recall_deputy, by=head)
    assert [role_of(forum, who) for who in ("expert of Borvia", "second expert")] == [Role.EXPERT, Role.EXPERT]
    with forum.database.reading() as session:
        told = entries_within(session, forum.expert("Borvia"))
    assert [line.sentence() for line in told] == [
        "Expert Borvia was named deputy of the head of delegation, until 2026-05-04 12:00:00+00:00.",
        "Expert Borvia was named deputy of the head of delegation.",
        "Nia Oort was named deputy of the head of delegation.",
        "Nia Oort is no longer deputy of the head of delegation.",
    ]
    assert all(row.ended_at for row in forum.rows(Deputyship))


def test_only_the_head_names_a_deputy_and_only_an_expert_of_its_own(forum: Forum) -> None:
    head, expert_id = forum.head("Borvia"), forum.persons["expert of Borvia"]
    for who in ("expert of Borvia", "chair", "secretariat", "administrator", "observer"):
        refused(forum, NotYours, name_deputy, expert_id, by=forum.viewer(who))
    for foreign in (forum.persons["expert of Istara"], head.person_id, forum.persons["chair"], "0" * 32, ""):
        assert refused(forum, BadInput, name_deputy, foreign, by=head).field == "person_id"
    passed = {"until": forum.hour.now, "until_as_typed": "now", "by": head}
    assert refused(forum, BadInput, name_deputy, expert_id, **passed).field == "until"
    new = {"name": "N", "role": Role.DEPUTY, "by": forum.secretariat}
    for delegation in ("Borvia", OBSERVER):
        ask = {**new, "delegation_id": forum.delegations[delegation]}
        assert refused(forum, BadInput, admit_person, forum.body_id, **ask).field == "role"

    forum.act(name_deputy, expert_id, by=head)
    deputy = forum.expert("Borvia")
    refused(forum, NotYours, name_deputy, expert_id, by=deputy)
    refused(forum, NotYours, recall_deputy, by=deputy)
    refused(forum, NoDeputyNamed, recall_deputy, by=forum.head("Istara"))


@pytest.mark.parametrize("leaving", ["head", "expert"])
def test_deputyship_ends_when_the_head_or_the_deputy_leaves(forum: Forum, leaving: str) -> None:
    forum.act(name_deputy, forum.persons["expert of Borvia"], by=forum.head("Borvia"))
    if leaving == "head":
        forum.act(replace_head, forum.delegations["Borvia"], name="Nia Oort", by=forum.secretariat)
        assert role_of(forum, "expert of Borvia") is Role.EXPERT
    else:
        forum.act(end_person, forum.persons["expert of Borvia"], by=forum.secretariat)
        assert seen_by(forum, forum.head("Borvia")).deputy is None


def test_what_a_deputy_does_is_recorded_as_done_for_the_head(forum: Forum) -> None:
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id)
    expert = forum.expert("Borvia")
    refused(forum, NotYours, hand_in, statement_id, by=expert)
    forum.act(name_deputy, expert.person_id, by=forum.head("Borvia"))
    deputy = forum.expert("Borvia")

    draft = remark(forum, statement_id, deputy)
    forum.act(clear, statement_id, comment_id=draft, expected=1, by=deputy)
    forum.act(take_position, statement_id, part_id=None, position=Position.SUPPORT, by=deputy)
    forum.act(hand_in, statement_id, by=deputy)
    forum.act(withdraw_comment, statement_id, draft, by=deputy)

    assert [row.withdrawn_at is not None for row in forum.rows(Comment)] == [True]
    with forum.database.reading() as session:
        lines = [line for line in chain_entries(session, deputy, statement_id) if line.chain == "delegation"]
        shown = {who: chain_entries(session, forum.viewer(who), statement_id) for who in ("chair", "head of Istara")}
    assert [(line.kind, line.actor, line.is_for_head) for line in lines] == [
        ("comment_drafted", "Expert Borvia", False),
        ("draft_cleared", "Expert Borvia", True),
        ("position_drafted", "Expert Borvia", True),
        ("input_submitted", "Expert Borvia", True),
        ("comment_withdrawn", "Expert Borvia", True),
    ]
    assert not any(line.is_for_head for lines in shown.values() for line in lines)
    forum.act(recall_deputy, by=forum.head("Borvia"))
    refused(forum, NotYours, hand_in, statement_id, by=forum.expert("Borvia"))


def test_deputy_breaks_silence_for_the_head_and_attaches_nothing(forum: Forum) -> None:
    talks = lay_on_the_table(forum)
    due_at = forum.hour.now + timedelta(hours=2)
    forum.act(start_silence, talks.id, due_at=due_at, due_as_typed="in two hours", by=forum.chair)
    forum.act(name_deputy, forum.persons["expert of Istara"], by=forum.head("Istara"))
    deputy = forum.expert("Istara")
    forum.act(break_silence, talks.id, part_id=None, reason="Not yet.", by=deputy)

    with forum.database.reading() as session:
        last = chain_entries(session, forum.head("Borvia"), talks.id)[-1]
        own = [line for line in chain_entries(session, deputy, talks.id) if line.chain == "delegation"]
    # By name the others read that a person of Istara acted, and nothing of a deputy; what is Istara's own says it.
    assert (last.kind, last.actor, last.is_for_head) == ("silence_broken", "Expert Istara", False)
    assert [line.is_for_head for line in own] == [True] * len(own)
    assert {row.chain for row in forum.rows(Entry) if "for_head" in row.payload} == {Chain.DELEGATION}
    attaching = {"kind": ReservationKind.RESERVATION, "text": "A heron.", "by": deputy}
    refused(forum, NotYours, reserve, talks.id, **attaching)
