"""Whoever comes with the next term reads beside the chair by the body's rule alone, and nothing in confidence."""

from datetime import timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, snapshot
from tests.negotiation import rules_of
from tests.trust.house import House, filled_in, operations

from jointstatement.access.incoming_chair import beside_the_chair, incoming_of
from jointstatement.actions.answering import answer_amendment
from jointstatement.actions.chairing import change_rule_of_incoming_chair, plan_handover, withdraw_handover
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.positions import take_position
from jointstatement.actions.ready_answers import keep_ready_answer
from jointstatement.actions.replying import reply
from jointstatement.errors import ChangedMeanwhile, NotFound, NotYours, WorkflowMistake
from jointstatement.models import Amendment, Body, Comment
from jointstatement.queries.desk import desk_lines, read_desk
from jointstatement.settings import shipped
from jointstatement.terms import CommentClass, DispositionKind, Position, Role, Verb, Visibility, Weight
from jointstatement.workflow.permit import parse_roles, role_table

INCOMING = "head of Borvia"
SECRET = b"heron"
DESK = ("/desk", "/statements/{id}/desk", "/api/v1/desk", "/api/v1/statements/{id}/desk")


def plan(forum: Forum, *who: str) -> None:
    chair, *co_chairs = [forum.persons[each] for each in who]
    forum.act(
        plan_handover,
        holder="Borvia",
        starts_at=forum.hour.now + timedelta(days=90),
        starts_as_typed="typed",
        incoming=[(chair, Role.CHAIR), *((each, Role.CO_CHAIR) for each in co_chairs)],
        by=forum.secretariat,
    )


def let_it_read(forum: Forum, *, reads: bool = True) -> None:
    (body,) = forum.rows(Body)
    rule = {"incoming_chair_reads": reads, "expected": body.version}
    forum.act(change_rule_of_incoming_chair, **rule, by=forum.secretariat)


def give(forum: Forum, at: str, part_id: str, words: str, *, by: str, submits: bool = True) -> None:
    head = forum.head(by)
    forum.act(comment_on, at, part_id=part_id, comment_class=CommentClass.TECHNICAL, text=words, by=head)
    forum.act(amend, at, part_id, wording=words, reason=words, weight=Weight.ESSENTIAL, by=head)
    if submits:
        forum.act(submit_input, at, by=head)


def test_incoming_chair_finds_nothing_in_confidence_at_any_address(house: House) -> None:
    forum, talks = house.forum, house.talks
    at, part_id = talks.id, talks.clause(2)
    # Given to the chair alone, with the chair's answer to it.
    alone = talks.open_round(Visibility.CHAIR_ONLY)
    give(forum, at, part_id, "A heron for the chair", by="Aldmark")
    talks.close_round(alone)
    (theirs,) = forum.rows(Amendment)
    noted: dict[str, Any] = {"disposition": DispositionKind.NOTED, "by": forum.chair}
    forum.act(answer_amendment, at, theirs.id, reply="Heron.", **noted)
    forum.act(keep_ready_answer, title="Heron", words="Heron.", by=forum.chair)
    # Drafted by others and submitted in a blind round that runs, and held.
    talks.open_round(Visibility.BLIND)
    give(forum, at, part_id, "A heron before the hour", by="Dravenia")
    give(forum, at, part_id, "A heron not sent", by="Fenland", submits=False)
    held: dict[str, Any] = {"part_id": part_id, "position": Position.OBJECT, "reason": "Heron."}
    forum.act(take_position, at, **held, by=forum.head("Dravenia"))
    plan(forum, INCOMING)
    let_it_read(forum)

    read = house.sees(INCOMING)

    assert {each for each, answered in read.items() if SECRET in answered.lower()} == set()
    opened = {each: read[each.format(id=at)][:3] for each in DESK}
    assert opened == dict.fromkeys(DESK, b"200")
    office = ("/draft", "/decide", "/compose", "/origins", "/text")
    assert {read[f"/statements/{at}{each}"][:3] for each in office if f"/statements/{at}{each}" in read} == {b"403"}
    # To the chair it is there, so that there was something to find.
    assert SECRET in house.person("chair").reads(f"/statements/{at}/decide").lower()


def test_nobody_else_reads_the_desk_and_a_plan_alone_opens_nothing(house: House) -> None:
    forum, at = house.forum, house.talks.id
    others = ["expert of Borvia", "head of Aldmark", "observer", "administrator", "chair", "secretariat"]
    places = ("/", "/calls", f"/statements/{at}", f"/statements/{at}/rounds", f"/statements/{at}/record", "/api/v1/me")
    before = {
        who: [house.person(who).reads(each) for each in places] for who in (*others[:3], "head of Istara", INCOMING)
    }
    plan(forum, INCOMING, "head of Istara")
    assert {house.person(INCOMING).reads(each.format(id=at))[:3] for each in DESK} == {b"403"}
    # That one comes as chair is said to oneself, and to no other delegation; who comes as co-chair is not called so.
    after = {who: [house.person(who).reads(each) for each in places] for who in before}
    assert {who for who in before if after[who] != before[who]} == {INCOMING}
    assert b"incoming chair" in after[INCOMING][0]
    with forum.database.reading() as session:
        assert incoming_of(session, forum.body_id) == {forum.persons[INCOMING]: forum.delegations["Borvia"]}

    let_it_read(forum)
    assert {who: house.person(who).reads("/api/v1/desk")[:3] for who in others} == dict.fromkeys(others, b"403")
    assert house.person("head of Istara").reads("/api/v1/desk")[:3] == b"200"
    forum.act(withdraw_handover, by=forum.secretariat)
    assert house.person("head of Istara").reads("/api/v1/desk")[:3] == b"403"


def test_incoming_chair_changes_nothing_that_its_own_role_does_not(house: House) -> None:
    forum = house.forum
    plan(forum, INCOMING)
    let_it_read(forum)
    assert {verb for verb, rule in role_table().items() if Role.INCOMING_CHAIR in rule.by} == {Verb.READ_DESK}
    source = (shipped("workflows") / "roles.toml").read_text(encoding="utf-8")
    with pytest.raises(WorkflowMistake, match="reads the desk and nothing else"):
        parse_roles(
            source.replace('amend                 = { by = ["head"', 'amend = { by = ["incoming_chair", "head"'), "r"
        )

    person, things = house.person(INCOMING), {place: each[-1] for place, each in house.things().items()}
    before = snapshot(forum.database)
    paths = [path for path in operations(house.application, "POST") if "/draft/" in path or "/decide/" in path]
    refused = {path: person.sends(filled_in(path, things | {"verb": "to_consensus"})).status_code for path in paths}
    assert {path: status for path, status in refused.items() if status not in {403, 404, 409, 422}} == {}
    assert snapshot(forum.database) == before


def test_desk_holds_the_working_text_and_answers_before_they_go_out(house: House) -> None:
    forum, talks = house.forum, house.talks
    at, part_id = talks.id, talks.clause(2)
    untabled = begin(forum, "the mill is not shown yet", title="Statement on mills")
    in_round = talks.open_round(Visibility.OPEN)
    give(forum, at, part_id, "We count every mill", by="Aldmark")
    talks.close_round(in_round)
    (theirs,) = forum.rows(Amendment)
    noted: dict[str, Any] = {"disposition": DispositionKind.NOTED, "reply": "The mills stand in the annex."}
    forum.act(answer_amendment, at, theirs.id, **noted, by=forum.chair)
    forum.act(reword_part, at, part_id, wording="We rebuild the weir", expected=talks.version(part_id), by=forum.chair)
    (remark,) = forum.rows(Comment)
    forum.act(reply, at, remark.id, text="See the annex.", by=forum.chair)
    plan(forum, "observer")
    now = talks.now()
    with forum.database.reading() as session:
        assert beside_the_chair(session, forum.observer) == forum.observer
        with pytest.raises(NotYours):
            read_desk(session, forum.observer, at, now=now, rules_of=rules_of)
    let_it_read(forum)

    with forum.database.reading() as session:
        assert {line.statement_id for line in desk_lines(session, forum.observer)} == {at, untabled}
        desk = read_desk(session, forum.observer, at, now=now, rules_of=rules_of)
        assert [line.new for line in desk.lines if line.is_changed] == ["We rebuild the weir;"]
        (place,) = desk.given
        assert [(each.delegation, each.answer and each.answer.reply) for each in place.proposals] == [
            ("Aldmark", "The mills stand in the annex.")
        ]
        # What the office replied is not the reader's own, though neither is of a delegation.
        assert [(each.text, each.is_own) for each in place.remarks[0].replies] == [("See the annex.", False)]
        fresh = read_desk(session, forum.observer, untabled, now=now, rules_of=rules_of)
        assert "the mill is not shown yet." in [line.new for line in fresh.lines]
        with pytest.raises(NotFound):
            read_desk(session, forum.observer, "0" * 32, now=now, rules_of=rules_of)
    let_it_read(forum, reads=False)
    with forum.database.reading() as session, pytest.raises(NotYours):
        desk_lines(session, forum.observer)


def test_rule_of_the_incoming_chair_is_the_secretariats_and_never_written_over(house: House) -> None:
    forum = house.forum
    before = snapshot(forum.database)
    for by, refusal in (
        (forum.chair, NotYours),
        (forum.head("Borvia"), NotYours),
        (forum.secretariat, ChangedMeanwhile),
    ):
        with pytest.raises(refusal):
            forum.act(change_rule_of_incoming_chair, incoming_chair_reads=True, expected=99, by=by)
    assert snapshot(forum.database) == before
    let_it_read(forum)
    assert forum.last_entry(f"{forum.body_id}:administration").kind == "incoming_chair_reads"
