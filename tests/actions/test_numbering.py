"""Clauses keep the number they were tabled with, until the chair numbers anew."""

import json

import pytest
from tests.cast import Forum, begin, part_with, refused, workflow_source, working_parts
from tests.negotiation import begin as negotiate

from jointstatement.access.statements import parts_of
from jointstatement.actions.drafting import insert_part, merge_clauses, move_part, remove_part, split_clause
from jointstatement.actions.numbering import renumber_clauses
from jointstatement.actions.rounds import table_revision
from jointstatement.errors import NotAllowedNow, NothingToTable, NotYours, NumbersRunThrough, RoundIsOpen
from jointstatement.models import Revision, RevisionPart, Statement
from jointstatement.terms import PartKind
from jointstatement.text.number import number_parts


def put_in(forum: Forum, statement_id: str, wording: str, *, after: str | None) -> None:
    """The secretariat inserts a clause after the one with these words."""
    place = part_with(forum, statement_id, after).id if after else None
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording=wording, after=place, by=forum.secretariat)


def take_out(forum: Forum, statement_id: str, words: str) -> None:
    part = part_with(forum, statement_id, words)
    forum.act(remove_part, statement_id, part.id, expected=part.version, by=forum.chair)


def table(forum: Forum, statement_id: str) -> dict[str, str]:
    """What the clauses of the next revision are cited by, by their words."""
    revision_id = forum.act(table_revision, statement_id, by=forum.chair)
    rows = sorted(forum.rows(RevisionPart, revision_id=revision_id), key=lambda row: row.place_in_order)
    return {row.wording: row.number for row in rows if row.kind is PartKind.OPERATIVE}


def cited(forum: Forum, statement_id: str) -> dict[str, str]:
    """The same of the working text."""
    parts = parts_of(working_parts(forum, statement_id))
    return {part.wording: label for part, label in zip(parts, number_parts(parts), strict=True) if part.is_clause}


def test_clause_keeps_its_number_from_revision_to_revision(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We sail", "We part")
    put_in(forum, statement_id, "We moor", after="We sail")
    assert table(forum, statement_id) == {"We meet": "1", "We sail": "2", "We moor": "3", "We part": "4"}
    versions = {part.wording: part.version for part in working_parts(forum, statement_id)}

    put_in(forum, statement_id, "We row", after="We sail")
    put_in(forum, statement_id, "We drift", after="We sail")
    take_out(forum, statement_id, "We moor")
    assert cited(forum, statement_id) == {
        "We meet": "1", "We sail": "2", "We drift": "2bis", "We row": "2ter", "We part": "4",
    }  # fmt: skip
    part = part_with(forum, statement_id, "We part")
    forum.act(move_part, statement_id, part.id, after=None, expected=part.version, by=forum.chair)
    row = part_with(forum, statement_id, "We row")
    forum.act(
        split_clause, statement_id, row.id, first="We row", second="We rest", expected=row.version, by=forum.chair
    )
    assert table(forum, statement_id) == {
        "We part": "4", "We meet": "1", "We sail": "2", "We drift": "2bis", "We row": "2ter", "We rest": "2quater",
    }  # fmt: skip

    take_out(forum, statement_id, "We drift")
    first, second = part_with(forum, statement_id, "We sail"), part_with(forum, statement_id, "We row")
    forum.act(
        merge_clauses,
        statement_id,
        first.id,
        second.id,
        wording="We sail and row",
        expected_first=first.version,
        expected_second=second.version,
        by=forum.chair,
    )
    put_in(forum, statement_id, "We wait", after="We sail and row")
    put_in(forum, statement_id, "We end", after="We rest")
    assert table(forum, statement_id) == {
        "We part": "4", "We meet": "1", "We sail and row": "2", "We wait": "2quinquies", "We rest": "2quater",
        "We end": "2sexies",
    }  # fmt: skip
    # A number is none of the words that somebody may have open.
    assert part_with(forum, statement_id, "We meet").version == versions["We meet"]


def test_clauses_numbered_anew_run_through_and_are_held_again(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We sail")
    table(forum, statement_id)
    put_in(forum, statement_id, "We row", after="We meet")
    ids = {part.wording: part.id for part in working_parts(forum, statement_id)}

    forum.act(renumber_clauses, statement_id, by=forum.chair)

    entry = forum.last_entry(f"{statement_id}:office")
    assert (entry.kind, entry.actor_id) == ("clauses_renumbered", forum.chair.person_id)
    assert json.loads(entry.payload)["numbers"] == [
        {"part": ids["We row"], "before": "1bis", "after": "2"},
        {"part": ids["We sail"], "before": "2", "after": "3"},
    ]
    put_in(forum, statement_id, "We rest", after="We row")
    assert table(forum, statement_id) == {"We meet": "1", "We row": "2", "We rest": "3", "We sail": "4"}
    tabled = json.loads(forum.last_entry(f"{statement_id}:circulated").payload)
    assert (tabled["label"], tabled["renumbered"]) == ("Rev.1", 1)
    put_in(forum, statement_id, "We wait", after="We row")
    assert cited(forum, statement_id)["We wait"] == "2bis"
    (first, _) = sorted(forum.rows(Revision), key=lambda revision: revision.number)
    assert {row.wording: row.number for row in forum.rows(RevisionPart, revision_id=first.id) if row.number} == {
        "We meet": "1",
        "We sail": "2",
    }


def test_numbers_alone_are_tabled_once(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We sail")
    table(forum, statement_id)
    put_in(forum, statement_id, "We row", after="We meet")
    assert table(forum, statement_id) == {"We meet": "1", "We row": "1bis", "We sail": "2"}

    forum.act(renumber_clauses, statement_id, by=forum.chair)

    assert table(forum, statement_id) == {"We meet": "1", "We row": "2", "We sail": "3"}
    tabled = json.loads(forum.last_entry(f"{statement_id}:circulated").payload)
    assert (tabled["label"], tabled["renumbered"]) == ("Rev.2", 2)
    refused(forum, NothingToTable, table_revision, statement_id, by=forum.chair)


def test_numbers_run_through_where_the_workflow_holds_none(forum: Forum) -> None:
    talks = negotiate(forum, "We meet", "We sail")
    source = "numbers_held = false\n" + workflow_source()
    forum.database.write_and_wait(_keep_source, talks.id, source)
    talks.table()
    put_in(forum, talks.id, "We row", after="We meet")

    assert list(cited(forum, talks.id).values()) == ["1", "2", "3"]
    assert set(table(forum, talks.id).values()) == {None}
    refused(forum, NumbersRunThrough, renumber_clauses, talks.id, by=forum.chair)


def _keep_source(session, statement_id, source, *, now):
    statement = session.get(Statement, statement_id)
    statement.workflow_source = source
    session.add(statement)


def test_nobody_numbers_anew_where_nothing_would_change_or_in_an_open_round(forum: Forum) -> None:
    talks = negotiate(forum, "We meet", "We sail")
    refused(forum, NumbersRunThrough, renumber_clauses, talks.id, by=forum.chair)
    talks.table()
    refused(forum, NumbersRunThrough, renumber_clauses, talks.id, by=forum.chair)
    put_in(forum, talks.id, "We row", after="We meet")
    talks.table()
    for who in (forum.secretariat, forum.head("Borvia"), forum.observer):
        refused(forum, NotYours, renumber_clauses, talks.id, by=who)
    talks.open_round()
    refused(forum, RoundIsOpen, renumber_clauses, talks.id, by=forum.chair)
    assert cited(forum, talks.id) == {"We meet": "1", "We row": "1bis", "We sail": "2"}


@pytest.mark.parametrize("state", ["adoption", "adopted", "published"])
def test_nobody_numbers_anew_what_is_decided(forum: Forum, state: str) -> None:
    talks = negotiate(forum, "We meet", "We sail")
    talks.table()
    put_in(forum, talks.id, "We row", after="We meet")
    forum.database.write_and_wait(_put_into, talks.id, state)

    refused(forum, NotAllowedNow, renumber_clauses, talks.id, by=forum.chair)


def _put_into(session, statement_id, state, *, now):
    statement = session.get(Statement, statement_id)
    statement.state = state
    session.add(statement)
