"""Revisions are tabled; rounds are opened, extended and closed, and their input is circulated."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Forum, begin, lay_before, part_with, refused, said_in, working_parts

from jointstatement.access.statements import parts_of
from jointstatement.actions.answering import answer_comment
from jointstatement.actions.drafting import insert_part, reword_part, set_style
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.actions.rounds import close_round, extend_round, open_round, table_revision
from jointstatement.errors import (
    BadInput,
    NoRoundOpen,
    NotAllowedNow,
    NotFound,
    NothingToTable,
    NotYours,
    RoundIsOpen,
    StillMissing,
)
from jointstatement.models import (
    Amendment,
    Comment,
    Notice,
    Revision,
    RevisionPart,
    Round,
    RoundExtension,
    Statement,
)
from jointstatement.terms import Attribution, CommentClass, DispositionKind, PartKind, Visibility, Weight
from jointstatement.text.fingerprint import fingerprint


def circulated(forum: Forum, statement_id: str) -> list[tuple[str, dict[str, Any]]]:
    """What all delegations were told."""
    return [(entry.kind, said_in(entry)) for entry in forum.entries(f"{statement_id}:circulated")]


def notices(forum: Forum, who: str) -> list[str]:
    """The kinds of what somebody was told, in order of the alphabet."""
    return sorted(notice.kind for notice in forum.rows(Notice, person_id=forum.persons[who]))


def say(forum: Forum, statement_id: str, delegation: str, words: str | None, text: str = "Why?") -> str:
    """The head of a delegation drafts a comment on the part with these words, or on the whole."""
    comment_id = forum.act(
        comment_on,
        statement_id,
        part_id=part_with(forum, statement_id, words).id if words else None,
        comment_class=CommentClass.SUBSTANTIVE,
        text=text,
        by=forum.head(delegation),
    )
    return str(comment_id)


# Revisions


def test_first_revision_is_the_zero_draft_and_the_next_rev_1(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    forum.act(table_revision, statement_id, by=forum.chair)
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording="We part", after=None, by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.secretariat)
    assert sorted((revision.number, revision.label) for revision in forum.rows(Revision)) == [
        (0, "Zero draft"),
        (1, "Rev.1"),
    ]


def test_revision_is_the_working_text_frozen(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    revision_id = forum.act(table_revision, statement_id, by=forum.chair)
    working = parts_of(working_parts(forum, statement_id))
    part = part_with(forum, statement_id, "meet")
    forum.act(reword_part, statement_id, part.id, wording="We meet again", expected=1, by=forum.chair)
    rows = sorted(forum.rows(RevisionPart, revision_id=revision_id), key=lambda row: row.place_in_order)
    assert parts_of(rows) == working
    assert [revision.fingerprint for revision in forum.rows(Revision)] == [fingerprint(working)]


def test_tabled_revision_is_circulated_and_told_to_all_delegates(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    revision_id = forum.act(table_revision, statement_id, by=forum.chair)
    (revision,) = forum.rows(Revision)
    assert circulated(forum, statement_id) == [
        (
            "revision_tabled",
            {
                "revision": revision_id,
                "label": "Zero draft",
                "style": "o-we",
                "fingerprint": revision.fingerprint,
                "answers": [],
            },
        )
    ]
    assert (notices(forum, "head of Borvia"), notices(forum, "expert of Lusatia"), notices(forum, "observer")) == (
        ["revision_tabled"],
        ["revision_tabled"],
        [],
    )


def test_answers_go_out_with_the_next_revision(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    round_id = lay_before(forum, statement_id)
    comment_id = say(forum, statement_id, "Borvia", "meet")
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    forum.act(close_round, round_id, by=forum.chair)
    for disposition in (DispositionKind.NOTED, DispositionKind.ACCEPTED):
        forum.act(answer_comment, statement_id, comment_id, disposition=disposition, reply="", by=forum.chair)
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording="We part", after=None, by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.chair)
    kind, payload = circulated(forum, statement_id)[-1]
    assert (kind, payload["answers"]) == ("revision_tabled", [["C-1.1", "accepted"]])


def test_text_without_a_clause_is_not_tabled(forum: Forum) -> None:
    refused(forum, StillMissing, table_revision, begin(forum), by=forum.chair)


def test_unchanged_text_is_not_tabled_again(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    forum.act(table_revision, statement_id, by=forum.chair)
    refused(forum, NothingToTable, table_revision, statement_id, by=forum.chair)


def test_other_style_is_no_other_text(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    forum.act(table_revision, statement_id, by=forum.chair)
    forum.act(set_style, statement_id, style="numbered", by=forum.chair)
    refused(forum, NothingToTable, table_revision, statement_id, by=forum.chair)


def test_nothing_is_tabled_while_a_round_is_open(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    lay_before(forum, statement_id)
    refused(forum, RoundIsOpen, table_revision, statement_id, by=forum.chair)


def test_delegation_tables_nothing(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    refused(forum, NotFound, table_revision, statement_id, by=forum.head("Borvia"))
    forum.act(table_revision, statement_id, by=forum.chair)
    refused(forum, NotYours, table_revision, statement_id, by=forum.head("Borvia"))


# Rounds


def hours(forum: Forum, **changes: Any) -> dict[str, Any]:
    return {
        "due_at": forum.hour.now + timedelta(days=2),
        "due_as_typed": "2026-05-06T11:00 Europe/Vienna",
        "visibility": Visibility.BLIND,
        **changes,
    }


def test_opened_round_takes_the_statement_to_comments(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    revision_id = forum.act(table_revision, statement_id, by=forum.chair)
    round_id = forum.act(open_round, statement_id, **hours(forum), by=forum.secretariat)
    assert [row.model_dump() for row in forum.rows(Round)] == [
        {
            "id": round_id,
            "version": 1,
            "statement_id": statement_id,
            "revision_id": revision_id,
            "number": 1,
            "visibility": Visibility.BLIND,
            "attribution": Attribution.ALL,
            "opened_at": forum.hour.now,
            "opened_by": forum.secretariat.person_id,
            "due_at": datetime(2026, 5, 6, 9, 0, tzinfo=UTC),
            "due_as_typed": "2026-05-06T11:00 Europe/Vienna",
            "remind_at": datetime(2026, 5, 5, 9, 0, tzinfo=UTC),
            "closed_at": None,
            "closed_by": None,
            "authors_learnt_at": None,
            "concepts_only": False,
        }
    ]
    assert [statement.state for statement in forum.rows(Statement)] == ["comments"]
    assert circulated(forum, statement_id)[-1] == (
        "round_opened",
        {
            "round_id": round_id,
            "round": 1,
            "revision": "Zero draft",
            "visibility": "blind",
            "attribution": "all",
            "due_at": "2026-05-06T09:00:00.000000+00:00",
            "due_as_typed": "2026-05-06T11:00 Europe/Vienna",
        },
    )
    assert notices(forum, "expert of Borvia") == ["revision_tabled", "round_opened"]


def test_second_round_counts_on_from_comments(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    forum.act(close_round, lay_before(forum, statement_id), by=forum.chair)
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording="We part", after=None, by=forum.chair)
    lay_before(forum, statement_id)
    assert sorted(row.number for row in forum.rows(Round)) == [1, 2]


def test_round_on_a_text_that_is_not_tabled_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    refused(forum, StillMissing, open_round, statement_id, **hours(forum), by=forum.chair)
    forum.act(table_revision, statement_id, by=forum.chair)
    forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording="We part", after=None, by=forum.chair)
    refused(forum, StillMissing, open_round, statement_id, **hours(forum), by=forum.chair)


def test_round_within_a_round_is_refused(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    lay_before(forum, statement_id)
    refused(forum, StillMissing, open_round, statement_id, **hours(forum), by=forum.chair)


@pytest.mark.parametrize(
    "due_at", [datetime(2026, 5, 4, 9, 0, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 6, 1)]
)
def test_round_until_an_hour_that_is_none_is_refused(forum: Forum, due_at: datetime) -> None:
    statement_id = begin(forum, "We meet")
    forum.act(table_revision, statement_id, by=forum.chair)
    refused(forum, BadInput, open_round, statement_id, **hours(forum, due_at=due_at), by=forum.chair)


def test_delegation_opens_no_round(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    forum.act(table_revision, statement_id, by=forum.chair)
    refused(forum, NotYours, open_round, statement_id, **hours(forum), by=forum.head("Borvia"))


def test_extended_round_lasts_until_the_later_hour(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    round_id = lay_before(forum, statement_id)
    later = forum.hour.now + timedelta(days=3)
    forum.act(extend_round, round_id, due_at=later, due_as_typed="a day later", by=forum.secretariat)
    assert [(row.due_at, row.due_as_typed) for row in forum.rows(Round)] == [(later, "a day later")]
    assert [(row.from_due_at, row.to_due_at, row.by) for row in forum.rows(RoundExtension)] == [
        (forum.hour.now + timedelta(days=2), later, forum.secretariat.person_id)
    ]
    assert circulated(forum, statement_id)[-1][0] == "round_extended"


def test_round_is_not_shortened(forum: Forum) -> None:
    round_id = lay_before(forum, begin(forum, "We meet"))
    for days in (1, 2):
        due_at = forum.hour.now + timedelta(days=days)
        refused(forum, BadInput, extend_round, round_id, due_at=due_at, due_as_typed="x", by=forum.chair)


def test_round_is_not_extended_when_its_hour_has_struck(forum: Forum) -> None:
    round_id = lay_before(forum, begin(forum, "We meet"))
    forum.hour.pass_by(timedelta(days=2))
    due_at = forum.hour.now + timedelta(days=2)
    refused(forum, NoRoundOpen, extend_round, round_id, due_at=due_at, due_as_typed="x", by=forum.chair)


def test_delegation_neither_extends_nor_closes_a_round(forum: Forum) -> None:
    round_id = lay_before(forum, begin(forum, "We meet"))
    due_at = forum.hour.now + timedelta(days=3)
    head = forum.head("Borvia")
    refused(forum, NotYours, extend_round, round_id, due_at=due_at, due_as_typed="x", by=head)
    refused(forum, NotYours, close_round, round_id, by=head)


def test_unknown_round_is_not_there(forum: Forum) -> None:
    refused(forum, NotFound, close_round, "0" * 32, by=forum.chair)


def test_hour_closes_a_round_once_and_never_early(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    round_id = lay_before(forum, statement_id)
    forum.hour.pass_by(timedelta(days=2) - timedelta(microseconds=1))
    refused(forum, NoRoundOpen, close_round, round_id, by=None)
    forum.hour.pass_by(timedelta(microseconds=1))
    forum.act(close_round, round_id, by=None)
    refused(forum, NoRoundOpen, close_round, round_id, by=None)
    assert [(row.closed_at, row.closed_by) for row in forum.rows(Round)] == [(forum.hour.now, None)]
    assert forum.last_entry(f"{statement_id}:circulated").actor_id is None


def test_chair_closes_a_round_before_its_hour(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    round_id = lay_before(forum, statement_id)
    forum.act(close_round, round_id, by=forum.chair)
    refused(forum, NoRoundOpen, close_round, round_id, by=forum.chair)
    assert [row.closed_by for row in forum.rows(Round)] == [forum.chair.person_id]
    assert circulated(forum, statement_id)[-1] == (
        "round_closed",
        {"round_id": round_id, "round": 1, "input": []},
    )


def test_no_round_from_the_stage_of_a_withdrawn_text(forum: Forum) -> None:
    """The step leads on from draft and comments only."""
    statement_id = begin(forum, "We meet")
    forum.act(table_revision, statement_id, by=forum.chair)

    def withdraw(session: Any, *, now: datetime) -> None:
        session.get(Statement, statement_id).state = "withdrawn"

    forum.act(withdraw)
    refused(forum, NotAllowedNow, open_round, statement_id, **hours(forum), by=forum.chair)


# Labels


def test_labels_follow_the_text_and_then_the_order_of_the_body(forum: Forum) -> None:
    statement_id = begin(forum, "We meet", "We part")
    round_id = lay_before(forum, statement_id)
    for delegation in ("Elmoria", "Fenland", "Aldmark"):
        say(forum, statement_id, delegation, "part", f"{delegation} on the second")
    say(forum, statement_id, "Elmoria", "meet", "Elmoria on the first")
    say(forum, statement_id, "Elmoria", "Joint", "Elmoria on the title")
    say(forum, statement_id, "Elmoria", None, "Elmoria on the whole")
    forum.act(
        amend,
        statement_id,
        part_with(forum, statement_id, "part").id,
        wording="We part friends",
        reason="",
        weight=Weight.PREFERRED,
        by=forum.expert("Fenland"),
    )
    for delegation in ("Elmoria", "Fenland", "Aldmark"):
        forum.act(submit_input, statement_id, by=forum.head(delegation))
    forum.act(close_round, round_id, by=forum.chair)
    assert {row.label: row.text for row in forum.rows(Comment)} == {
        "C-0.1": "Elmoria on the whole",
        "C-title.1": "Elmoria on the title",
        "C-1.1": "Elmoria on the first",
        "C-2.1": "Aldmark on the second",
        "C-2.2": "Fenland on the second",
        "C-2.3": "Elmoria on the second",
    }
    assert [row.label for row in forum.rows(Amendment)] == ["A-2.1"]
    assert [given["label"] for given in circulated(forum, statement_id)[-1][1]["input"]] == [
        "C-0.1",
        "C-title.1",
        "C-1.1",
        "C-2.1",
        "C-2.2",
        "C-2.3",
        "A-2.1",
    ]


def test_labels_count_on_in_the_next_round(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    for _ in range(2):
        forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording="We talk", after=None, by=forum.chair)
        round_id = lay_before(forum, statement_id)
        say(forum, statement_id, "Borvia", None)
        forum.act(submit_input, statement_id, by=forum.head("Borvia"))
        forum.act(close_round, round_id, by=forum.chair)
    assert sorted(str(row.label) for row in forum.rows(Comment)) == ["C-0.1", "C-0.2"]


def test_drafts_and_withdrawn_comments_get_no_label(forum: Forum) -> None:
    statement_id = begin(forum, "We meet")
    round_id = lay_before(forum, statement_id)
    withdrawn = say(forum, statement_id, "Borvia", "meet")
    forum.act(submit_input, statement_id, by=forum.head("Borvia"))
    forum.act(withdraw_comment, statement_id, withdrawn, by=forum.head("Borvia"))
    say(forum, statement_id, "Borvia", "meet")
    forum.act(close_round, round_id, by=forum.chair)
    assert [row.label for row in forum.rows(Comment)] == [None, None]
