"""Copies of drafts: the body's rules for them, and what is kept of those that were taken out."""

import json

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, update
from tests.cast import Forum, refused, snapshot
from tests.on_the_table import lay_on_the_table

from jointstatement.actions.copies import change_copy_rules, keep_copy
from jointstatement.errors import ChangedMeanwhile, NotFound, NotYours
from jointstatement.models import Body, TakenCopy
from jointstatement.terms import CopyKind

ON = {"copies_are_named": False, "copies_are_logged": True}
TAKEN = {"kind": CopyKind.DRAFT, "revision": "Zero draft", "form": "docx"}


def test_rules_for_copies_are_the_secretariats_and_on_record(forum: Forum) -> None:
    before = snapshot(forum.database)
    refused(forum, NotYours, change_copy_rules, **ON, expected=1, by=forum.chair)
    refused(forum, ChangedMeanwhile, change_copy_rules, **ON, expected=77, by=forum.secretariat)
    assert snapshot(forum.database) == before

    forum.act(change_copy_rules, **ON, expected=1, by=forum.secretariat)
    (body,) = forum.rows(Body)
    assert (body.copies_are_named, body.copies_are_logged) == (False, True)
    entry = forum.entries(f"{forum.body_id}:administration")[-1]
    assert (entry.kind, json.loads(entry.payload)) == ("copies_logged", ON)


def test_copy_is_kept_only_where_the_body_keeps_it_and_of_delegations_alone(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    entries = len(forum.entries())
    forum.act(keep_copy, text.id, **TAKEN, by=forum.head("Borvia"))
    assert forum.rows(TakenCopy) == []
    forum.act(change_copy_rules, **ON, expected=1, by=forum.secretariat)

    for who in (forum.expert("Borvia"), forum.chair, forum.secretariat):
        forum.act(keep_copy, text.id, **TAKEN, by=who)
    before = snapshot(forum.database)
    refused(forum, NotYours, keep_copy, text.id, **TAKEN, by=forum.observer)
    refused(forum, NotFound, keep_copy, "0" * 32, **TAKEN, by=forum.head("Borvia"))
    assert snapshot(forum.database) == before

    (row,) = forum.rows(TakenCopy)
    assert (row.person_id, row.delegation_id, row.at, row.kind, row.revision, row.form) == (
        forum.expert("Borvia").person_id,
        forum.delegations["Borvia"],
        forum.hour.now,
        *TAKEN.values(),
    )
    # No chain tells of it: an entry, and be it only sealed, would tell that somebody did something.
    assert len(forum.entries()) == entries + 1
    with pytest.raises(DBAPIError, match="taken_copy is frozen"), Session(forum.database.engine) as session:
        session.execute(update(TakenCopy).where(col(TakenCopy.id) == row.id).values(form="pdf"))
