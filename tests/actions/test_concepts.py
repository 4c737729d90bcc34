"""Rounds on concepts, which take no wording; and non-papers, on which nothing is decided."""

import json
from datetime import timedelta

from tests.cast import Forum, refused
from tests.negotiation import begin
from tests.on_the_table import lay_on_the_table, reword

from jointstatement.access.statements import statement_for
from jointstatement.actions.consensus import move_to_consensus
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.proposing import propose_deletion
from jointstatement.actions.recording import record_input
from jointstatement.actions.rounds import circulate_non_paper, close_round, open_round, table_revision
from jointstatement.actions.silence import start_silence
from jointstatement.errors import ConceptsOnly, NothingToTable, NotYours, StillMissing
from jointstatement.models import Comment, Revision, Round
from jointstatement.queries.rounds import rounds
from jointstatement.terms import CommentClass, Verb, Visibility, Weight
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.procedure import what_blocks

NO_STANDING = "{revision} has no standing, and nothing is decided on it: table a revision that is no non-paper."


def test_round_on_concepts_takes_comments_and_no_wording(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    due_at = talks.now() + timedelta(days=2)
    hour = {"due_at": due_at, "due_as_typed": f"{due_at:%Y-%m-%dT%H:%M} UTC", "visibility": Visibility.OPEN}
    round_id = forum.act(open_round, talks.id, **hour, concepts_only=True, by=forum.chair)
    assert forum.last_entry(f"{talks.id}:circulated").kind == "round_on_concepts_opened"
    part_id, borvia = talks.clause(2), forum.head("Borvia")

    said = {"reason": "", "weight": Weight.PREFERRED, "by": borvia}
    refused(forum, ConceptsOnly, amend, talks.id, part_id, wording="We go home", **said)
    refused(forum, ConceptsOnly, propose_deletion, talks.id, part_id, **said)
    paper = {"delegation_id": forum.delegations["Borvia"], "part_id": part_id, "received_at": talks.now()}
    refused(forum, ConceptsOnly, record_input, talks.id, **paper, wording="We go home", by=forum.secretariat)
    forum.act(record_input, talks.id, **paper, comment="Say who pays.", by=forum.secretariat)
    asked = {"comment_class": CommentClass.SUBSTANTIVE, "text": "Too long as a whole.", "by": borvia}
    forum.act(comment_on, talks.id, part_id=part_id, **asked)
    forum.act(submit_input, talks.id, by=borvia)
    forum.act(close_round, round_id, by=forum.chair)

    # What comes late comes to the same round.
    refused(forum, ConceptsOnly, amend, talks.id, part_id, wording="We go home", **said)
    assert {row.text for row in forum.rows(Comment)} == {"Say who pays.", "Too long as a whole."}
    assert [row.concepts_only for row in forum.rows(Round)] == [True]
    with forum.database.reading() as session:
        (line,) = rounds(session, borvia, talks.id, now=forum.hour.now).rounds
    assert line.concepts_only


def test_nothing_is_decided_on_a_non_paper_until_a_revision_with_standing_is_tabled(forum: Forum) -> None:
    talks = begin(forum)

    forum.act(circulate_non_paper, talks.id, by=forum.chair)

    (row,) = forum.rows(Revision)
    assert (row.label, row.is_non_paper) == ("Zero draft, non-paper", True)
    entry = forum.last_entry(f"{talks.id}:circulated")
    assert (entry.kind, json.loads(entry.payload)["label"]) == ("non_paper_circulated", "Zero draft, non-paper")
    refused(forum, NothingToTable, circulate_non_paper, talks.id, by=forum.chair)
    refused(forum, NotYours, circulate_non_paper, talks.id, by=forum.head("Borvia"))
    talks.close_round(talks.open_round())
    refusal = refused(forum, StillMissing, move_to_consensus, talks.id, by=forum.chair)
    assert [each.message for each in refusal.missing] == [NO_STANDING]
    with forum.database.reading() as session:
        statement = statement_for(session, forum.chair, talks.id)
        situation = situation_of(session, statement, forum.hour.now)
        for verb in (Verb.TO_CONSENSUS, Verb.DECLARE_CONSENSUS, Verb.ADOPT):
            assert NO_STANDING in [each.message for each in what_blocks(workflow_of(statement), situation, verb)]

    # The same words, tabled with standing.
    forum.act(table_revision, talks.id, by=forum.chair)
    assert [(row.number, row.label, row.is_non_paper) for row in forum.rows(Revision, number=1)] == [
        (1, "Rev.1", False)
    ]
    forum.act(move_to_consensus, talks.id, by=forum.chair)


def test_no_silence_is_started_on_a_non_paper(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="silence")
    reword(forum, text.clauses[0], "We count the birds of the river")
    forum.act(circulate_non_paper, text.id, by=forum.chair)
    due_at = forum.hour.now + timedelta(days=3)
    hour = {"due_at": due_at, "due_as_typed": f"{due_at:%Y-%m-%dT%H:%M} UTC"}
    refusal = refused(forum, StillMissing, start_silence, text.id, **hour, by=forum.chair)
    assert [each.message for each in refusal.missing] == [NO_STANDING]
