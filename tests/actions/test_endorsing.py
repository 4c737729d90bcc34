"""A text is endorsed with a view to adoption at a higher level, with a clause left to it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, update
from tests.actions.test_chairing import plan
from tests.actions.test_naming import begun, save
from tests.cast import Forum, refused
from tests.on_the_table import Text, lay_on_the_table
from tests.on_the_table import reword as reword_behind_the_desk

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus, move_to_consensus, return_to_comments
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import (
    insert_part,
    merge_clauses,
    move_part,
    remove_part,
    reword_part,
    set_style,
    split_clause,
)
from jointstatement.actions.endorsing import endorse, reopen_endorsed
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.naming import choose_statement_naming
from jointstatement.actions.numbering import renumber_clauses
from jointstatement.actions.positions import lift, take_position
from jointstatement.actions.proposing import propose_deletion, propose_merger, propose_part
from jointstatement.actions.publishing import publish
from jointstatement.actions.recording import record_input
from jointstatement.actions.revising_orally import revise_orally
from jointstatement.actions.rounds import open_round, table_revision
from jointstatement.actions.setting_up import change_meeting
from jointstatement.actions.silence import break_silence, record_objection, start_silence
from jointstatement.errors import (
    BadInput,
    ClauseIsEndorsed,
    EndorsedOnOtherWords,
    NotAllowedNow,
    NotFound,
    NothingEndorsed,
    NotYours,
    StillMissing,
    TextSeenIsAnother,
)
from jointstatement.models import (
    Adoption,
    Amendment,
    Comment,
    EndorsedPosition,
    Endorsement,
    EndorsementReopened,
    LeftClause,
    Meeting,
    PositionTaken,
    Revision,
    RevisionPart,
    WorkingPart,
)
from jointstatement.queries.adopted import draft_document
from jointstatement.queries.endorsing import endorsement_document, endorsing_page
from jointstatement.terms import CommentClass, ConsensusBasis, PartKind, Position, Role, Visibility, Weight
from jointstatement.text.document import Document

BLANK = "[Paragraph left to leaders]"
AGREED = "We agree to share every reading, by the hour"
SUMMIT = "the Summit of heads of government"
PROPOSED = {"reason": "", "weight": Weight.PREFERRED}


def how(text: Text, /, **other: Any) -> dict[str, Any]:
    return {
        "adoption_at": SUMMIT,
        "left": [text.clauses[1]],
        "reason": "The ministers did not agree on who publishes.",
        "fingerprint_seen": text.fingerprint,
        "by": text.forum.chair,
    } | other


def version(text: Text, part_id: str) -> int:
    return int(text.forum.rows(WorkingPart, id=part_id)[0].version)


def reword(text: Text, part_id: str, wording: str) -> None:
    text.forum.act(reword_part, text.id, part_id, wording=wording, expected=version(text, part_id), by=text.forum.chair)


def hold(text: Text, who: str, position: Position, part_id: str | None = None) -> None:
    text.forum.act(take_position, text.id, part_id=part_id, position=position, by=text.forum.head(who))


def words(text: Text, revision_id: str) -> list[str]:
    rows = text.forum.rows(RevisionPart, revision_id=revision_id)
    return [row.wording for row in sorted(rows, key=lambda row: row.place_in_order)]


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text at consensus whose second clause, with an item, is disputed; an objection to it stands."""
    text = lay_on_the_table(forum)
    two = text.clauses[1]
    reword(text, two, "We ask the Secretariat [to publish / to keep] the readings")
    item = {"kind": PartKind.ITEM, "wording": "of the upper gauges", "after": two, "level": 1}
    forum.act(insert_part, text.id, **item, by=forum.chair)
    forum.act(table_revision, text.id, by=forum.chair)
    hold(text, "Borvia", Position.SUPPORT)
    hold(text, "Istara", Position.OBJECT, two)
    hold(text, "Kelmora", Position.CAN_LIVE_WITH, text.clauses[0])
    return text


@pytest.fixture
def endorsed(text: Text) -> Text:
    """The same, endorsed."""
    text.forum.act(endorse, text.id, **how(text))
    return text


def test_endorsement_freezes_text_and_grid_and_leaves_the_clause_blank_with_its_number(
    forum: Forum, text: Text
) -> None:
    endorsement_id = forum.act(endorse, text.id, **how(text))

    [row] = forum.rows(Endorsement)
    [revision] = forum.rows(Revision, label="Rev.2")
    assert (row.id, row.number, row.revision_id, row.fingerprint) == (endorsement_id, 1, revision.id, text.fingerprint)
    assert words(text, revision.id)[1:] == [
        "We agree to measure the water level every morning",
        BLANK,
        "We will meet again next spring",
    ]
    numbers = [part.number for part in forum.rows(RevisionPart, revision_id=revision.id) if part.number]
    assert sorted(numbers) == ["1", "2", "3"]
    assert [left.part_id for left in forum.rows(LeftClause)] == [text.clauses[1]]
    held = {(each.part_id, each.position, each.given_on) for each in forum.rows(EndorsedPosition)}
    assert held == {
        (None, Position.SUPPORT, "Rev.1"),
        (text.clauses[0], Position.CAN_LIVE_WITH, "Rev.1"),
    }
    entry = forum.last_entry(text.circulated)
    told = json.loads(entry.payload)
    assert (entry.kind, told["revision"], told["adoption_at"], told["clauses"], told["reason"]) == (
        "endorsed",
        "Rev.2",
        SUMMIT,
        "2",
        "The ministers did not agree on who publishes.",
    )
    assert forum.kinds(text.circulated)[-2:] == ["revision_tabled", "endorsed"]
    assert (text.state, forum.rows(Adoption)) == ("consensus", [])
    for table, change in (
        (Endorsement, {"adoption_at": "nowhere"}),
        (LeftClause, {"part_id": text.clauses[0]}),
        (EndorsedPosition, {"reason": "another"}),
    ):
        with pytest.raises(DBAPIError):
            forum.database.write_and_wait(_overwrite, table, change)


def _overwrite(session: Session, table: type[Any], change: dict[str, Any], *, now: Any) -> None:
    session.exec(update(table).values(**change))


def test_endorsed_text_is_adopted_when_the_higher_level_has_agreed_on_what_was_left(
    forum: Forum, endorsed: Text
) -> None:
    text, two, chair = endorsed, endorsed.clauses[1], forum.chair
    found = {"basis": ConsensusBasis.FOUND_IN_THE_ROOM, "by": chair}
    blocked = refused(forum, StillMissing, declare_consensus, text.id, **found)
    assert [str(each.sentence()) for each in blocked.missing] == [
        f"Placeholders still to be filled: 1 ({BLANK}).",
        "Objections standing on Rev.2: 1 (Istara).",
    ]
    adoption = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    refused(forum, NotAllowedNow, adopt, text.id, **adoption, by=chair)
    refused(forum, NotAllowedNow, publish, text.id, content=b"", acts_seen=0, by=chair)

    reword(text, two, AGREED)
    added = {"kind": PartKind.ITEM, "wording": "to all members", "after": two, "level": 1}
    forum.act(insert_part, text.id, **added, by=chair)
    forum.act(table_revision, text.id, by=chair)
    refused(forum, StillMissing, declare_consensus, text.id, **found)
    forum.act(lift, text.id, part_id=two, by=forum.head("Istara"))
    forum.act(declare_consensus, text.id, **found)
    seen = {"fingerprint_seen": text.fingerprint, "nobody_objected": True, "by": chair}
    refused(forum, ClauseIsEndorsed, revise_orally, text.id, changes=[(text.clauses[0], "We agree to nothing")], **seen)
    forum.act(revise_orally, text.id, changes=[(two, f"{AGREED} and by the day")], **seen)
    forum.act(adopt, text.id, **(adoption | {"fingerprint_seen": text.fingerprint}), by=chair)

    [adopted] = forum.rows(Adoption)
    assert words(text, adopted.revision_id)[1:] == [
        "We agree to measure the water level every morning",
        f"{AGREED} and by the day",
        "to all members",
        "We will meet again next spring",
    ]


def test_nothing_but_what_was_left_is_drafted_moved_or_numbered(forum: Forum, endorsed: Text) -> None:
    text, (one, two, three), chair = endorsed, endorsed.clauses, forum.chair
    at = {each: version(text, each) for each in (one, two, three)}
    for action, named in (
        (reword_part, {"part_id": one, "wording": AGREED, "expected": at[one]}),
        (remove_part, {"part_id": three, "expected": at[three]}),
        (move_part, {"part_id": two, "after": three, "expected": at[two]}),
        (split_clause, {"part_id": one, "first": "We agree", "second": "We measure", "expected": at[one]}),
        (insert_part, {"kind": PartKind.OPERATIVE, "wording": AGREED, "after": two}),
        (insert_part, {"kind": PartKind.ITEM, "wording": "daily", "after": one, "level": 1}),
        (
            merge_clauses,
            {
                "first_id": two,
                "second_id": three,
                "wording": AGREED,
                "expected_first": at[two],
                "expected_second": at[three],
            },
        ),
        (renumber_clauses, {}),
        (set_style, {"style": "o-dash"}),
    ):
        refusal = refused(forum, ClauseIsEndorsed, action, text.id, **named, by=chair)
    assert refusal.parameters == {"adoption_at": SUMMIT, "clauses": "2"}

    # However the text was changed: what was endorsed is tabled as it was, or not at all.
    reword(text, two, AGREED)
    reword_behind_the_desk(forum, three, "We will never meet again")
    refused(forum, ClauseIsEndorsed, table_revision, text.id, by=chair)
    reword_behind_the_desk(forum, three, "We will meet again next spring")
    half = forum.act(
        split_clause, text.id, two, first=AGREED, second="We thank the gauges", expected=version(text, two), by=chair
    )
    revision_id = forum.act(table_revision, text.id, by=chair)
    assert [row.part_id for row in forum.rows(RevisionPart, revision_id=revision_id, number="2bis")] == [half]


def test_only_what_was_left_is_commented_amended_and_objected_to(forum: Forum, endorsed: Text) -> None:
    text, (one, two, _), borvia = endorsed, endorsed.clauses, forum.head("Borvia")
    for position in (Position.OBJECT, Position.RESERVE):
        refused(forum, ClauseIsEndorsed, take_position, text.id, part_id=one, position=position, by=borvia)
    hold(text, "Borvia", Position.OBJECT)
    hold(text, "Borvia", Position.CAN_LIVE_WITH)
    hold(text, "Borvia", Position.CAN_LIVE_WITH, one)
    hold(text, "Borvia", Position.RESERVE, two)
    paper = {"delegation_id": forum.delegations["Galdria"], "part_id": one, "by": forum.secretariat}
    refused(forum, ClauseIsEndorsed, record_objection, text.id, **paper, received_at=forum.hour.now)
    forum.act(record_objection, text.id, **paper, received_at=forum.hour.now - timedelta(days=1))

    forum.act(return_to_comments, text.id, by=forum.chair)
    due_at = forum.hour.now + timedelta(days=3)
    until = {"due_at": due_at, "due_as_typed": "then", "visibility": Visibility.OPEN}
    forum.act(open_round, text.id, **until, by=forum.chair)
    said = {"comment_class": CommentClass.SUBSTANTIVE, "text": "Why?"}
    proposed = {"reason": "", "weight": Weight.PREFERRED}
    for part_id in (one, None):
        refused(forum, ClauseIsEndorsed, comment_on, text.id, part_id=part_id, **said, by=borvia)
    refused(forum, ClauseIsEndorsed, amend, text.id, one, wording=AGREED, **proposed, by=borvia)
    refused(forum, ClauseIsEndorsed, propose_deletion, text.id, one, **proposed, by=borvia)
    refused(forum, ClauseIsEndorsed, propose_part, text.id, two, wording="We add", **proposed, by=borvia)
    entered = {"delegation_id": forum.delegations["Galdria"], "received_at": forum.hour.now, "by": forum.secretariat}
    refused(forum, ClauseIsEndorsed, record_input, text.id, part_id=one, comment="Why?", **entered)
    forum.act(comment_on, text.id, part_id=two, **said, by=borvia)
    forum.act(amend, text.id, two, wording=AGREED, **proposed, by=borvia)
    forum.act(propose_deletion, text.id, two, **proposed, by=borvia)
    forum.act(record_input, text.id, part_id=two, comment="Why?", **entered)


def test_what_is_handed_in_late_on_endorsed_clauses_stays_a_draft(forum: Forum) -> None:
    text, borvia = lay_on_the_table(forum, state="comments"), forum.head("Borvia")
    one, two, three = text.clauses
    reword(text, two, BLANK)
    forum.act(table_revision, text.id, by=forum.chair)
    until = {"due_at": forum.hour.now + timedelta(days=3), "due_as_typed": "then", "visibility": Visibility.OPEN}
    forum.act(open_round, text.id, **until, by=forum.chair)
    said = {"comment_class": CommentClass.SUBSTANTIVE, "text": "Why?", "by": borvia}
    drafts = [
        forum.act(take_position, text.id, part_id=one, position=Position.RESERVE, by=borvia),
        forum.act(comment_on, text.id, part_id=None, **said),
        forum.act(amend, text.id, three, wording=AGREED, reason="", weight=Weight.PREFERRED, by=borvia),
        forum.act(propose_merger, text.id, two, with_part_id=three, wording=AGREED, **PROPOSED, by=borvia),
    ]
    hold(text, "Borvia", Position.CAN_LIVE_WITH, three)
    forum.act(comment_on, text.id, part_id=two, **said)
    forum.hour.pass_by(timedelta(days=4))
    forum.act(close_what_is_due)
    forum.act(move_to_consensus, text.id, by=forum.chair)
    forum.act(endorse, text.id, **how(text))
    forum.act(return_to_comments, text.id, by=forum.chair)

    for each in drafts:
        refused(forum, ClauseIsEndorsed, submit_input, text.id, chosen=[each], by=borvia)
    forum.act(submit_input, text.id, by=borvia)

    given = [*forum.rows(Comment), *forum.rows(Amendment), *forum.rows(PositionTaken)]
    assert {row.id for row in given if row.submitted_at is None} == set(drafts)
    assert {row.part_id for row in given if row.submitted_at} == {two, three}
    refused(forum, ClauseIsEndorsed, submit_input, text.id, by=borvia)


def test_footnote_of_a_clause_that_is_left_or_open_goes_with_it(forum: Forum, text: Text) -> None:
    (one, two, three), chair = text.clauses, forum.chair
    notes: dict[str, Any] = {}
    for key, wording in (("own", "As in [2019 / 2020]."), ("both", "See above."), ("third", "As ever.")):
        named = {"kind": PartKind.FOOTNOTE, "wording": wording, "after": None, "key": key}
        notes[key] = forum.act(insert_part, text.id, **named, by=chair)
    reword(text, one, "We agree to measure the water level[^both] every morning")
    reword(text, two, "We ask[^own] the Secretariat[^both] [to publish / to keep] the readings[^own]")
    reword(text, three, "We will meet again[^third] next spring")
    forum.act(table_revision, text.id, by=chair)
    with forum.database.reading() as session:
        page = endorsing_page(session, chair, text.id, now=forum.hour.now)
    assert (page.to_endorse, [each.open_brackets for each in page.clauses]) == (None, [0, 2, 0])

    forum.act(endorse, text.id, **how(text))

    last = max(forum.rows(Revision, statement_id=text.id), key=lambda row: row.number)
    assert words(text, last.id)[-2:] == ["As ever.", "See above."]
    refused(forum, ClauseIsEndorsed, reword_part, text.id, notes["third"], wording="Never.", expected=1, by=chair)
    forum.act(reopen_endorsed, text.id, part_ids=[three], reason="The host asks for it.", by=chair)
    reword(text, three, "We will meet again next spring")
    for key, refusal in (("third", None), ("both", ClauseIsEndorsed)):
        named = {"expected": version(text, notes[key]), "by": chair}
        if refusal:
            refused(forum, refusal, remove_part, text.id, notes[key], **named)
        else:
            forum.act(remove_part, text.id, notes[key], **named)
    forum.act(table_revision, text.id, by=chair)


def test_certificate_names_members_and_chair_as_they_were_at_the_endorsement(forum: Forum, endorsed: Text) -> None:
    def printed() -> Document:
        with forum.database.reading() as session:
            return endorsement_document(session, forum.secretariat, endorsed.id, 1, with_positions=True)

    before = printed()
    said = "".join(part.wording for part in before.parts)
    assert all(each in said for each in ("Members: Aldmark, Borvia,", "by Ana Verel, the chair", "support – Borvia"))
    profile_id = begun(forum)
    save(forum, profile_id)
    forum.act(choose_statement_naming, endorsed.id, profile_id=profile_id, by=forum.chair)
    plan(forum, ("head of Fenland", Role.CHAIR))
    forum.hour.pass_by(timedelta(days=9))
    forum.act(close_what_is_due)
    [meeting] = forum.rows(Meeting)
    named = {each: getattr(meeting, each) for each in ("place", "starts_on", "ends_on", "time_zone", "chair")}
    forum.act(
        change_meeting, meeting.id, **named, title="Another Meeting", expected=meeting.version, by=forum.secretariat
    )

    assert printed() == before


def test_silence_on_an_endorsed_text_is_broken_on_what_was_left_or_on_the_whole(forum: Forum, endorsed: Text) -> None:
    text, (one, two, _) = endorsed, endorsed.clauses
    reword(text, two, AGREED)
    forum.act(table_revision, text.id, by=forum.chair)
    forum.act(start_silence, text.id, due_at=forum.hour.now + timedelta(days=4), due_as_typed="then", by=forum.chair)
    refused(forum, ClauseIsEndorsed, break_silence, text.id, part_id=one, by=forum.head("Borvia"))
    forum.act(break_silence, text.id, part_id=two, by=forum.head("Borvia"))
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Istara"))


def test_draft_of_the_endorsed_revision_alone_says_so_until_it_is_taken_back(forum: Forum, endorsed: Text) -> None:
    def said() -> list[str]:
        with forum.database.reading() as session:
            revisions = sorted(forum.rows(Revision, statement_id=endorsed.id), key=lambda row: row.number)
            drafts = [draft_document(session, forum.head("Borvia"), endorsed.id, row.id) for row in revisions]
        return [draft.draft.endorsed_for for draft in drafts if draft.draft]

    assert said() == ["", "", SUMMIT]
    forum.act(reopen_endorsed, endorsed.id, reason="The host asks for it.", by=forum.chair)
    assert said() == ["", "", ""]


def test_chair_reopens_a_clause_of_an_endorsed_text_or_takes_it_back_and_says_so(forum: Forum, endorsed: Text) -> None:
    text, (one, two, three), chair = endorsed, endorsed.clauses, forum.chair
    why = {"reason": "The prime minister asks for it.", "by": chair}
    for wrong, refusal in (
        ({"part_ids": [two]}, BadInput),
        ({"part_ids": ["0" * 32]}, NotFound),
        ({"reason": " "}, BadInput),
        ({"by": forum.secretariat}, NotYours),
    ):
        refused(forum, refusal, reopen_endorsed, text.id, **(why | {"part_ids": [one]} | wrong))

    forum.act(reopen_endorsed, text.id, part_ids=[one], **why)

    entry = forum.last_entry(text.circulated)
    assert (entry.kind, json.loads(entry.payload)["clauses"]) == ("endorsed_clauses_reopened", "1")
    reword(text, one, AGREED)
    refused(forum, ClauseIsEndorsed, remove_part, text.id, three, expected=version(text, three), by=chair)
    # The next level may endorse once more, with fewer clauses left.
    reword(text, two, "We ask the Secretariat to publish the readings")
    forum.act(table_revision, text.id, by=chair)
    hold(text, "Istara", Position.CAN_LIVE_WITH, two)
    refused(forum, ClauseIsEndorsed, endorse, text.id, **how(text, left=[three]))
    forum.act(endorse, text.id, **how(text, left=[one], left_to="Heads of State/Government"))
    blank = "[Paragraph left to Heads of State/Government]"
    assert [part.wording for part in forum.rows(WorkingPart, id=one)] == [blank]
    found = {"basis": ConsensusBasis.FOUND_IN_THE_ROOM, "by": chair}
    blocked = refused(forum, StillMissing, declare_consensus, text.id, **found)
    assert [str(each.sentence()) for each in blocked.missing] == [f"Placeholders still to be filled: 1 ({blank})."]

    forum.act(reopen_endorsed, text.id, **why)
    assert forum.last_entry(text.circulated).kind == "endorsement_taken_back"
    assert {(row.part_id, row.reason) for row in forum.rows(EndorsementReopened)} == {
        (one, why["reason"]),
        (None, why["reason"]),
    }
    refused(forum, NothingEndorsed, reopen_endorsed, text.id, **why)
    forum.act(remove_part, text.id, three, expected=version(text, three), by=chair)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"left": []}, StillMissing),
        ({"left": ["0" * 32]}, StillMissing),
        ({"adoption_at": " "}, BadInput),
        ({"reason": ""}, BadInput),
        ({"left_to": "the [leaders]"}, BadInput),
        ({"fingerprint_seen": "0" * 64}, TextSeenIsAnother),
        ({"basis": ConsensusBasis.SILENCE_HELD}, StillMissing),
    ],
)
def test_endorsement_says_of_which_text_for_whom_and_why(
    forum: Forum, text: Text, wrong: dict[str, Any], refusal: type[Any]
) -> None:
    refused(forum, refusal, endorse, text.id, **how(text, **wrong))


def test_endorsement_leaves_a_clause_of_the_text(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    for wrong, refusal in (([], BadInput), (["0" * 32], NotFound), ([text.title], NotFound), (text.clauses, BadInput)):
        refused(forum, refusal, endorse, text.id, **how(text, left=wrong))


def test_what_stands_on_the_rest_of_the_text_is_in_the_way(forum: Forum, text: Text) -> None:
    one, two, three = text.clauses
    for position, on in ((Position.OBJECT, None), (Position.RESERVE, three)):
        hold(text, "Galdria", position, on)
        refused(forum, StillMissing, endorse, text.id, **how(text))
        hold(text, "Galdria", Position.SUPPORT, on)
    refused(forum, NotYours, endorse, text.id, **how(text, by=forum.secretariat))
    refused(forum, NotYours, endorse, text.id, **how(text, by=forum.head("Borvia")))
    refused(forum, BadInput, endorse, text.id, **how(text, left=[one, two, three]))
    forum.act(return_to_comments, text.id, by=forum.chair)
    refused(forum, NotAllowedNow, endorse, text.id, **how(text))


def test_where_the_very_words_are_decided_on_the_blank_is_put_to_the_members_first(forum: Forum) -> None:
    text = lay_on_the_table(forum, workflow="silence")
    two, chair = text.clauses[1], forum.chair
    due = {"due_at": forum.hour.now + timedelta(days=4), "due_as_typed": "then", "by": chair}
    forum.act(start_silence, text.id, **due)
    forum.hour.pass_by(timedelta(days=5))
    forum.act(close_what_is_due)
    held = {"basis": ConsensusBasis.SILENCE_HELD}
    refused(forum, EndorsedOnOtherWords, endorse, text.id, **how(text, **held))

    reword(text, two, BLANK)
    forum.act(table_revision, text.id, by=chair)
    refused(forum, StillMissing, endorse, text.id, **how(text, **held))
    forum.act(start_silence, text.id, **(due | {"due_at": forum.hour.now + timedelta(days=4)}))
    forum.hour.pass_by(timedelta(days=5))
    forum.act(close_what_is_due)
    forum.act(endorse, text.id, **how(text, **held))

    [row] = forum.rows(Endorsement)
    assert (row.basis, [each.label for each in forum.rows(Revision, id=row.revision_id)]) == (
        ConsensusBasis.SILENCE_HELD,
        ["Rev.1"],
    )
