"""The chair reads out a change between declared consensus and adoption."""

import json
from datetime import date
from typing import Any

import pytest
from tests.cast import Forum, refused, workflow_source
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.drafting import remove_part
from jointstatement.actions.numbering import renumber_clauses
from jointstatement.actions.positions import take_position
from jointstatement.actions.revising_orally import revise_orally
from jointstatement.actions.rounds import table_revision
from jointstatement.errors import (
    BadInput,
    NotAllowedNow,
    NotFound,
    NothingToTable,
    NotYours,
    OralRevisionNeedsMore,
    StillMissing,
    TextSeenIsAnother,
)
from jointstatement.models import AdoptedPosition, ConsensusDeclaration, Revision, WorkingPart
from jointstatement.queries.adopted import adopted_document
from jointstatement.terms import ConsensusBasis, Position

NEW = "We agree to measure the water level every morning and every evening"


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text on which consensus is declared; Borvia supported the whole of it."""
    text = lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    return text


def how(forum: Forum, it: Text, /, **other: Any) -> dict[str, Any]:
    return {
        "changes": [(it.clauses[0], NEW)],
        "nobody_objected": True,
        "fingerprint_seen": it.fingerprint,
        "by": forum.chair,
    } | other


def adopt_it(forum: Forum, it: Text) -> None:
    how = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": it.fingerprint}
    forum.act(adopt, it.id, **how, by=forum.chair)


def test_orally_revised_text_is_adopted_with_the_positions_as_they_were_given(forum: Forum, text: Text) -> None:
    revision_id = forum.act(revise_orally, text.id, **how(forum, text))

    [oral] = forum.rows(Revision, id=revision_id)
    assert (oral.number, oral.label, oral.is_oral) == (1, "Zero draft, as orally revised", True)
    assert sorted(row.set_aside_at is None for row in forum.rows(ConsensusDeclaration)) == [False, True]
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, json.loads(entry.payload)["changes"]) == (
        "orally_revised",
        [{"part_id": text.clauses[0], "part_kind": "operative", "part": "1", "wording": NEW}],
    )
    adopt_it(forum, text)
    with forum.database.reading() as session:
        printed = adopted_document(session, forum.head("Istara"), text.id)
    assert (printed.clauses[0].wording, printed.adopted_how) == (NEW, "as orally revised")
    frozen = [(row.part_id, row.position, row.given_on) for row in forum.rows(AdoptedPosition)]
    assert frozen == [(None, Position.SUPPORT, "Zero draft")]


def test_objection_after_the_oral_revision_stands_in_the_way(forum: Forum, text: Text) -> None:
    forum.act(revise_orally, text.id, **how(forum, text))
    forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.OBJECT, by=forum.head("Istara"))

    seen = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    refused(forum, StillMissing, adopt, text.id, **seen, by=forum.chair)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"nobody_objected": False}, BadInput),
        ({"fingerprint_seen": "0" * 64}, TextSeenIsAnother),
        ({"changes": [("0" * 32, NEW)]}, NotFound),
        ({"changes": []}, NothingToTable),
    ],
)
def test_oral_revision_is_asked_for_seen_and_a_change(
    forum: Forum, text: Text, wrong: dict[str, Any], refusal: type[Any]
) -> None:
    refused(forum, refusal, revise_orally, text.id, **how(forum, text, **wrong))


def test_nobody_revises_orally_before_consensus_or_without_the_chair(forum: Forum, text: Text) -> None:
    other = lay_on_the_table(forum)

    refused(forum, NotAllowedNow, revise_orally, other.id, **how(forum, other))
    refused(forum, NotYours, revise_orally, text.id, **how(forum, text, by=forum.secretariat))


def test_where_consensus_rests_on_more_than_the_room_it_is_not_found_there(forum: Forum) -> None:
    source = workflow_source("consensus").replace(
        '    "silence_not_broken",', '    "silence_not_broken",\n    "all_in_writing",', 1
    )
    text = lay_on_the_table(forum, source=source)
    for delegation in [name for name in forum.delegations if name != "Estuary Council"]:
        forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head(delegation))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)

    refused(forum, OralRevisionNeedsMore, revise_orally, text.id, **how(forum, text))


def test_oral_revision_says_that_clauses_have_another_number(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    *gone, kept = working_parts_by_id(forum, text)
    for part in gone:
        forum.act(remove_part, text.id, part.id, expected=part.version, by=forum.chair)
        forum.act(table_revision, text.id, by=forum.chair)
    forum.act(renumber_clauses, text.id, by=forum.chair)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    on_the_table = max(forum.rows(Revision), key=lambda row: row.number)

    seen = {"changes": [(kept.id, NEW)], "fingerprint_seen": on_the_table.fingerprint}
    forum.act(revise_orally, text.id, **how(forum, text, **seen))

    entry = forum.last_entry(text.circulated)
    assert (entry.kind, json.loads(entry.payload)["renumbered"]) == ("orally_revised", 1)


def working_parts_by_id(forum: Forum, text: Text) -> list[WorkingPart]:
    rows = {row.id: row for row in forum.rows(WorkingPart, statement_id=text.id)}
    return [rows[part_id] for part_id in text.clauses]
