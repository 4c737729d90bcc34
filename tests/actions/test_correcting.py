"""A slip in an adopted text is corrected beside it, where nobody objects by an hour."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused
from tests.harbours import capital, names_capitals
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.correcting import (
    Correction,
    object_to_corrigendum,
    propose_corrigendum,
    withdraw_corrigendum,
)
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.setting_up import change_body_rules
from jointstatement.errors import (
    BadInput,
    CorrigendumEnded,
    CorrigendumIsOpen,
    CorrigendumIsOver,
    NotFound,
    NotYours,
    StillMissing,
    SubstanceNeedsDecision,
)
from jointstatement.models import Corrigendum, CorrigendumLine, CorrigendumObjection, Notice
from jointstatement.queries.corrigenda import corrigenda_page, corrigendum_for, corrigendum_told
from jointstatement.terms import ConsensusBasis, CorrectionKind, CorrigendumOutcome
from jointstatement.text.wording import plain


@pytest.fixture
def text(forum: Forum) -> Text:
    """An adopted text."""
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    return text


def declare_and_adopt(forum: Forum, it: Text) -> None:
    forum.act(declare_consensus, it.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    seen = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": it.fingerprint}
    forum.act(adopt, it.id, **seen, by=forum.chair)


def how(forum: Forum, it: Text, /, **other: Any) -> dict[str, Any]:
    return {
        "kind": CorrectionKind.FORMAL,
        "corrections": (Correction(it.clauses[0], "water level", "water levels"),),
        "due_at": forum.hour.now + timedelta(days=3),
        "due_as_typed": "2026-05-07T11:00 Europe/Vienna",
        "by": forum.secretariat,
    } | other


def propose(forum: Forum, it: Text, /, **other: Any) -> str:
    return str(forum.act(propose_corrigendum, it.id, **how(forum, it, **other)))


def test_corrigendum_comes_into_force_at_its_hour_once_with_a_number(forum: Forum, text: Text) -> None:
    corrigendum_id = propose(forum, text)
    assert forum.last_entry(text.circulated).kind == "corrigendum_proposed"
    forum.hour.pass_by(timedelta(days=3, minutes=2))

    assert [forum.act(close_what_is_due), forum.act(close_what_is_due)] == [1, 0]

    [row] = forum.rows(Corrigendum)
    assert (row.id, row.number, row.outcome, row.ended_at) == (
        corrigendum_id,
        1,
        CorrigendumOutcome.IN_FORCE,
        row.due_at,
    )
    assert [(line.for_words, line.read_words) for line in forum.rows(CorrigendumLine)] == [
        ("water level", "water levels")
    ]
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, entry.actor_id, json.loads(entry.payload)["number"]) == ("corrigendum_in_force", None, 1)
    with forum.database.reading() as session:
        printed = corrigendum_for(session, forum.head("Istara"), text.id, 1)
    assert [plain(part.wording) for part in printed.parts] == [
        "Corrigendum 1",
        "to “Joint Statement on the Shared River”",
        "The text that was adopted in Port Alder on Fri 19 Jun 2026 is corrected as follows:",
        "Clause 1: for “water level” read “water levels”",
        "No member objected until Thu 7 May 2026, 09:00 UTC (2026-05-07T09:00:00Z). In force since that hour.",
    ]


def test_one_objection_before_the_hour_stops_it(forum: Forum, text: Text) -> None:
    corrigendum_id = propose(forum, text)
    forum.hour.pass_by(timedelta(days=2, hours=23, minutes=59))

    forum.act(object_to_corrigendum, text.id, corrigendum_id, reason="It is no slip.", by=forum.head("Istara"))
    forum.hour.pass_by(timedelta(days=1))
    forum.act(close_what_is_due)

    [row] = forum.rows(Corrigendum)
    assert (row.number, row.outcome) == (None, CorrigendumOutcome.STOPPED)
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, json.loads(entry.payload)["delegation"]) == ("corrigendum_stopped", "Istara")
    refused(forum, CorrigendumEnded, withdraw_corrigendum, text.id, corrigendum_id, by=forum.chair)
    propose(forum, text)


def test_who_objected_is_named_as_the_text_names_it(forum: Forum) -> None:
    names_capitals(forum)
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    corrigendum_id = propose(forum, text)
    forum.act(object_to_corrigendum, text.id, corrigendum_id, by=forum.head("Istara"))

    with forum.database.reading() as session:
        page = corrigenda_page(session, forum.chair, text.id, now=forum.hour.now)

    assert [each.objections for each in page.corrigenda] == [(capital("Istara"),)]


def test_who_objected_is_named_by_the_rule_of_the_day_of_the_proposal(forum: Forum, text: Text) -> None:
    rules: dict[str, Any] = {"marking": "", "shortest_silence_hours": 1, "matrix_open_to_members": True}
    forum.act(change_body_rules, forum.body_id, names_the_breaker=False, **rules, expected=1, by=forum.secretariat)
    corrigendum_id = propose(forum, text)
    forum.act(change_body_rules, forum.body_id, names_the_breaker=True, **rules, expected=2, by=forum.secretariat)

    forum.act(object_to_corrigendum, text.id, corrigendum_id, by=forum.head("Istara"))

    with forum.database.reading() as session:
        told = [
            corrigenda_page(session, reader, text.id, now=forum.hour.now).corrigenda[0].objections
            for reader in (forum.chair, forum.head("Borvia"), forum.head("Istara"))
        ]
    assert told == [("Istara",), (), ("Istara",)]
    assert "delegation" not in json.loads(forum.last_entry(text.circulated).payload)


def test_objection_after_the_hour_is_kept_as_late_and_stops_nothing(forum: Forum, text: Text) -> None:
    corrigendum_id = propose(forum, text)
    forum.hour.pass_by(timedelta(days=3))

    forum.act(object_to_corrigendum, text.id, corrigendum_id, by=forum.head("Istara"))

    assert [row.outcome for row in forum.rows(Corrigendum)] == [CorrigendumOutcome.IN_FORCE]
    assert [row.is_late for row in forum.rows(CorrigendumObjection)] == [True]
    assert forum.last_entry(text.own("Istara")).kind == "late_objection_to_corrigendum"
    others = forum.rows(Notice, person_id=forum.persons["head of Borvia"], kind="late_objection_to_corrigendum")
    assert others == []


def test_what_does_not_come_into_force_is_objected_to_no_more(forum: Forum, text: Text) -> None:
    stopped = propose(forum, text)
    forum.act(object_to_corrigendum, text.id, stopped, by=forum.head("Istara"))
    taken_back = propose(forum, text)
    forum.act(withdraw_corrigendum, text.id, taken_back, by=forum.chair)

    for corrigendum_id in (stopped, taken_back):
        refused(forum, CorrigendumIsOver, object_to_corrigendum, text.id, corrigendum_id, by=forum.head("Borvia"))
    assert [row.is_late for row in forum.rows(CorrigendumObjection)] == [False]


def test_corrigendum_is_withdrawn_before_its_hour(forum: Forum, text: Text) -> None:
    corrigendum_id = propose(forum, text)

    forum.act(withdraw_corrigendum, text.id, corrigendum_id, by=forum.chair)

    assert [row.outcome for row in forum.rows(Corrigendum)] == [CorrigendumOutcome.WITHDRAWN]
    assert forum.last_entry(text.circulated).kind == "corrigendum_withdrawn"


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"kind": CorrectionKind.SUBSTANTIVE}, SubstanceNeedsDecision),
        ({"corrections": ()}, BadInput),
        ({"corrections": (Correction("0" * 32, "water", "tide"),)}, NotFound),
        ({"due_as_typed": ""}, BadInput),
    ],
)
def test_no_corrigendum_is_made_of_this(forum: Forum, text: Text, wrong: dict[str, Any], refusal: type[Any]) -> None:
    refused(forum, refusal, propose_corrigendum, text.id, **how(forum, text, **wrong))


@pytest.mark.parametrize(("for_words", "read_words"), [("tide", "ebb"), ("e", "i"), ("", "x"), ("water", "water")])
def test_words_stand_just_once_and_become_others(forum: Forum, text: Text, for_words: str, read_words: str) -> None:
    line = Correction(text.clauses[0], for_words, read_words)

    refused(forum, BadInput, propose_corrigendum, text.id, **how(forum, text, corrections=(line,)))


def test_corrections_of_one_clause_never_touch_each_other(forum: Forum, text: Text) -> None:
    one = text.clauses[0]
    shared = (Correction(one, "the water level", "the tide"), Correction(one, "level every", "levels each"))
    refusal = refused(forum, BadInput, propose_corrigendum, text.id, **how(forum, text, corrections=shared))
    assert refusal.field == "for_words"

    # Each is of the adopted words, and none of what the other puts in.
    swapped = (Correction(one, "morning", "water"), Correction(one, "water", "tide"))
    corrigendum_id = propose(forum, text, corrections=swapped)
    with forum.database.reading() as session:
        (part,) = corrigendum_told(session, forum.chair, text.id, corrigendum_id, now=forum.hour.now).parts
    assert "the tide level every water" in part.corrected


def test_words_are_corrected_once(forum: Forum, text: Text) -> None:
    propose(forum, text)
    forum.hour.pass_by(timedelta(days=3, minutes=2))
    forum.act(close_what_is_due)

    again = how(forum, text, corrections=(Correction(text.clauses[0], "the water", "the tidal"),))
    refusal = refused(forum, BadInput, propose_corrigendum, text.id, **again)
    assert refusal.sentence_parameters == {"words": "the water", "old": "water level", "new": "water levels"}
    propose(forum, text, corrections=(Correction(text.clauses[0], "every", "each"),))


def test_one_corrigendum_at_a_time_and_never_sooner_than_silence(forum: Forum, text: Text) -> None:
    soon = how(forum, text, due_at=forum.hour.now + timedelta(minutes=1))
    refused(forum, BadInput, propose_corrigendum, text.id, **soon)
    propose(forum, text)

    refused(forum, CorrigendumIsOpen, propose_corrigendum, text.id, **how(forum, text))


def test_only_the_office_corrects_only_heads_object_and_only_what_is_adopted(forum: Forum, text: Text) -> None:
    other = lay_on_the_table(forum)
    refused(forum, StillMissing, propose_corrigendum, other.id, **how(forum, other))
    refused(forum, NotYours, propose_corrigendum, text.id, **how(forum, text, by=forum.head("Borvia")))
    corrigendum_id = propose(forum, text)
    refused(forum, NotYours, object_to_corrigendum, text.id, corrigendum_id, by=forum.expert("Borvia"))
    refused(forum, NotFound, object_to_corrigendum, text.id, "0" * 32, by=forum.head("Borvia"))
    refused(forum, NotYours, withdraw_corrigendum, text.id, corrigendum_id, by=forum.head("Borvia"))
