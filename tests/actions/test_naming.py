"""Naming profiles: begun, saved edition by edition, chosen; what was adopted keeps its names."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.cast import MEMBERS, OBSERVER, Forum, begin, refused
from tests.on_the_table import lay_on_the_table

from jointstatement.access.naming import delegations_of, naming_of
from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.naming import (
    begin_naming_profile,
    choose_body_naming,
    choose_statement_naming,
    save_naming_profile,
)
from jointstatement.actions.rounds import table_revision
from jointstatement.errors import (
    BadInput,
    ChangedMeanwhile,
    MarkWithoutFootnote,
    NameMissing,
    NamesStand,
    NameTakenTwice,
    NotFound,
    NotYours,
)
from jointstatement.models import NamingChoice, NamingEdition, Statement
from jointstatement.terms import CollectiveNoun, ConsensusBasis, NamingMode, Participation
from jointstatement.text.naming import Names

CAPITALS = {name: f"Port {name[:3]}" for name in MEMBERS}


def names(forum: Forum, **changed: dict[str, str]) -> list[Names]:
    """The names of everybody, in the body's order; those of some delegations changed."""
    rows = []
    for name in (*MEMBERS, OBSERVER):
        row = Names(
            delegation_id=forum.delegations[name],
            state=name,
            capital=CAPITALS.get(name, ""),
            participation=Participation.OBSERVER if name == OBSERVER else Participation.MEMBER,
        )
        rows.append(replace(row, **changed.get(name, {})))
    return rows


def begun(forum: Forum, title: str = "Capitals") -> str:
    return str(forum.act(begin_naming_profile, title=title, by=forum.secretariat))


def save(forum: Forum, profile_id: str, *, expected: int = 1, **changed: object) -> None:
    asked: dict[str, object] = {
        "mode": NamingMode.CAPITAL,
        "noun": CollectiveNoun.PARTICIPANTS,
        "chair_first": False,
        "is_sorted": True,
        "known_abbreviations": "RCF  GIS RCF",
        "names": names(forum),
        "expected": expected,
        "by": forum.secretariat,
        **changed,
    }
    forum.act(save_naming_profile, profile_id, **asked)


def named_in(forum: Forum, statement_id: str) -> list[str]:
    with forum.database.reading() as session:
        statement = session.get_one(Statement, statement_id)
        return [each.name for each in delegations_of(session, statement)]


def test_a_profile_begins_with_the_names_and_the_order_that_the_body_entered(forum: Forum) -> None:
    statement_id, profile_id = begin(forum, "We agree"), begun(forum)
    forum.act(choose_body_naming, profile_id, by=forum.secretariat)

    assert named_in(forum, statement_id) == list(MEMBERS)
    entries = forum.entries(f"{forum.body_id}:administration")[-2:]
    assert [(each.kind, json.loads(each.payload)) for each in entries] == [
        ("naming_profile_begun", {"profile_id": profile_id, "title": "Capitals"}),
        ("body_naming_chosen", {"profile_id": profile_id, "title": "Capitals"}),
    ]


def test_statements_follow_the_body_or_a_profile_of_their_own(forum: Forum) -> None:
    statement_id, profile_id, other_id = begin(forum, "We agree"), begun(forum), begun(forum, "As entered")
    save(forum, profile_id)
    assert named_in(forum, statement_id) == list(MEMBERS)

    forum.act(choose_body_naming, profile_id, by=forum.secretariat)
    assert named_in(forum, statement_id) == sorted(CAPITALS.values())
    forum.act(choose_statement_naming, statement_id, profile_id=other_id, by=forum.chair)
    assert named_in(forum, statement_id) == list(MEMBERS)
    forum.act(choose_statement_naming, statement_id, profile_id="", by=forum.chair)
    assert named_in(forum, statement_id) == sorted(CAPITALS.values())
    forum.act(choose_body_naming, "", by=forum.secretariat)
    assert named_in(forum, statement_id) == list(MEMBERS)

    told = [json.loads(each.payload) for each in forum.entries(f"{statement_id}:office")]
    assert [each for each in told if "profile_id" in each] == [
        {"profile_id": other_id, "title": "As entered"},
        {"profile_id": ""},
    ]


def test_an_edition_keeps_what_was_typed_and_the_chair_may_stand_first(forum: Forum) -> None:
    statement_id, profile_id = begin(forum, "We agree"), begun(forum)
    borvia = {
        "mark": "*",
        "footnote": "Without prejudice.",
        "avoided": ("Old Borvia", "", "Old Borvia"),
        "sort_keys": (("fr", "Zz"), ("", "Aa")),
    }
    save(forum, profile_id, mode=NamingMode.STATE, chair_first=True, names=names(forum, Borvia=borvia))
    forum.act(choose_statement_naming, statement_id, profile_id=profile_id, by=forum.chair)

    assert named_in(forum, statement_id)[:3] == ["Cestria", "Borvia", "Aldmark"]
    with forum.database.reading() as session:
        naming = naming_of(session, session.get_one(Statement, statement_id))
    assert naming.known_abbreviations == frozenset({"RCF", "GIS"})
    assert naming.footnotes() == (("*", "Without prejudice."),)
    row = next(each for each in naming.names if each.state == "Borvia")
    assert (row.avoided, row.sort_keys) == (("Old Borvia",), (("fr", "Zz"), ("", "Aa")))


def test_adopted_text_keeps_the_names_it_was_adopted_with(forum: Forum) -> None:
    text, profile_id = lay_on_the_table(forum), begun(forum)
    statement_id = text.id
    save(forum, profile_id)
    forum.act(choose_body_naming, profile_id, by=forum.secretariat)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    how = {"place": "Port Alder", "adopted_on": forum.hour.now.date(), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **how, by=forum.chair)
    forum.hour.pass_by(timedelta(days=1))

    save(forum, profile_id, expected=2, mode=NamingMode.STATE)
    forum.act(choose_body_naming, "", by=forum.secretariat)

    assert named_in(forum, statement_id) == sorted(CAPITALS.values())
    refused(forum, NamesStand, choose_statement_naming, statement_id, profile_id=profile_id, by=forum.chair)


def test_choices_for_several_texts_at_once_are_all_kept(forum: Forum) -> None:
    profile_id, texts = begun(forum), [lay_on_the_table(forum).id for _ in range(4)]

    async def at_once() -> None:
        choices = (
            forum.database.write(
                choose_statement_naming, text, profile_id=profile_id, by=forum.chair, lock=forum.body_id
            )
            for text in texts
        )
        await asyncio.gather(*choices)

    asyncio.run(at_once())

    assert sorted((row.number, row.profile_id) for row in forum.rows(NamingChoice)) == [
        (number, profile_id) for number in (1, 2, 3, 4)
    ]
    assert {row.statement_id for row in forum.rows(NamingChoice)} == set(texts)


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (NameMissing, {"mode": NamingMode.SHORT}),
        (NameTakenTwice, {"Borvia": {"capital": "Aldmark"}}),
        (NameTakenTwice, {"Borvia": {"state": "aldmark"}}),
        (MarkWithoutFootnote, {"Borvia": {"mark": "*"}}),
        (BadInput, {"Borvia": {"state": " "}}),
        (BadInput, {"Borvia": {"mark": "a"}}),
        (BadInput, {"Borvia": {"short": "two\nlines"}}),
        (BadInput, {"names": []}),
        (ChangedMeanwhile, {"expected": 2}),
    ],
)
def test_profiles_that_would_mislead_are_refused(
    forum: Forum, refusal: type[BadInput], changed: dict[str, object]
) -> None:
    profile_id = begun(forum)
    asked: dict[str, object] = {
        "mode": NamingMode.STATE,
        "noun": CollectiveNoun.MEMBERS,
        "chair_first": False,
        "is_sorted": False,
        "known_abbreviations": "",
        "names": names(forum, **{name: row for name, row in changed.items() if isinstance(row, dict)}),
        "expected": 1,
        "by": forum.secretariat,
        **{name: value for name, value in changed.items() if not isinstance(value, dict)},
    }
    refused(forum, refusal, save_naming_profile, profile_id, **asked)
    assert [row.number for row in forum.rows(NamingEdition)] == [1]


def test_naming_is_the_secretariats_and_the_choice_of_a_text_the_offices(forum: Forum) -> None:
    statement_id, profile_id = begin(forum, "We agree"), begun(forum)
    refused(forum, BadInput, begin_naming_profile, title="capitals", by=forum.secretariat)
    forum.act(begin_naming_profile, title="États", by=forum.secretariat)
    for again in ("États", "états"):
        refused(forum, BadInput, begin_naming_profile, title=again, by=forum.secretariat)
    refused(forum, NotYours, begin_naming_profile, title="Other", by=forum.chair)
    refused(forum, NotYours, choose_body_naming, profile_id, by=forum.administrator)
    refused(forum, NotFound, choose_body_naming, "0" * 32, by=forum.secretariat)
    refused(forum, NotFound, choose_statement_naming, statement_id, profile_id="0" * 32, by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.chair)
    refused(forum, NotYours, choose_statement_naming, statement_id, profile_id=profile_id, by=forum.head("Borvia"))
    assert forum.rows(NamingChoice) == []
