"""The last text as the base of the next: its parts are copied, each knows from which."""

import json
from datetime import date
from typing import Any

from tests.cast import Forum, begin, refused, snapshot, workflow_source
from tests.negotiation import rules_of
from tests.on_the_table import CLAUSES, TITLE, Text, lay_on_the_table, reword

from jointstatement.actions.adopting import adopt
from jointstatement.actions.base_text import begin_from
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.falling_back import convert, issue
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import table_revision
from jointstatement.errors import BadInput, NotAdopted, NotFound, NotYours, StillUnderWay
from jointstatement.models import AgreedClause, BaseText, CopiedPart, NotAgreedBase, Revision, WorkingPart
from jointstatement.queries.base_text import adopted_bases, base_comparison, bases, since_base
from jointstatement.queries.rolling import OfficeNames
from jointstatement.terms import BaseStanding, ConsensusBasis, Outcome, Position

DAY = date(2026, 6, 19)


def adopted(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    how = {"place": "Port Alder", "adopted_on": DAY, "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **how, by=forum.chair)
    return text


def frame(forum: Forum) -> dict[str, Any]:
    return {
        "meeting_id": forum.meeting_id,
        "style": "o-we",
        "workflow_name": "consensus",
        "workflow_source": workflow_source("consensus"),
    }


def parts(forum: Forum, statement_id: str) -> list[WorkingPart]:
    return sorted(forum.rows(WorkingPart, statement_id=statement_id), key=lambda row: row.place_in_order)


def test_next_text_begins_with_the_words_that_were_adopted(forum: Forum) -> None:
    base = adopted(forum)

    own_id = forum.act(begin_from, base.id, **frame(forum), by=forum.secretariat)

    copies = parts(forum, own_id)
    assert [row.wording for row in copies] == [TITLE, *CLAUSES]
    assert {row.part_id: row.from_part_id for row in forum.rows(CopiedPart)} == dict(
        zip([row.id for row in copies], [base.title, *base.clauses], strict=True)
    )
    assert [row.statement_id for row in forum.rows(BaseText)] == [own_id]
    entry = forum.last_entry(f"{own_id}:office")
    assert (entry.kind, json.loads(entry.payload)) == (
        "begun_from_adopted",
        {"base": base.id, "fingerprint": base.fingerprint, "adopted_on": "2026-06-19"},
    )


def test_only_the_office_begins_and_only_from_an_adopted_text_it_sees(forum: Forum) -> None:
    base, other = adopted(forum), lay_on_the_table(forum)
    before = snapshot(forum.database)

    refused(forum, StillUnderWay, begin_from, other.id, **frame(forum), by=forum.chair)
    refused(forum, NotYours, begin_from, base.id, **frame(forum), by=forum.head("Borvia"))
    refused(forum, NotFound, begin_from, "0" * 32, **frame(forum), by=forum.chair)

    assert snapshot(forum.database) == before


def test_comparison_with_the_base_follows_the_parts_and_what_each_may_read(forum: Forum) -> None:
    base = adopted(forum)
    own_id = forum.act(begin_from, base.id, **frame(forum), by=forum.chair)
    clause = parts(forum, own_id)[1]
    with forum.database.reading() as session:
        assert [each.title for each in adopted_bases(session, forum.chair)] == [TITLE]
        shown = base_comparison(session, forum.chair, own_id, now=forum.hour.now, rules_of=rules_of)
        assert (shown.changed, shown.against, shown.base.statement_id) == (0, "", base.id)
        try:
            since_base(session, forum.chair, own_id, now=forum.hour.now, names=OfficeNames())
        except BadInput as refusal:
            assert refusal.field == "base"
    forum.act(table_revision, own_id, by=forum.chair)
    words = "We agree to measure the water level every evening"
    forum.act(reword_part, own_id, clause.id, wording=words, expected=clause.version, by=forum.chair)

    with forum.database.reading() as session:
        office = base_comparison(session, forum.chair, own_id, now=forum.hour.now, rules_of=rules_of)
        borvia = base_comparison(session, forum.head("Borvia"), own_id, now=forum.hour.now, rules_of=rules_of)
        file = since_base(session, forum.chair, own_id, now=forum.hour.now, names=OfficeNames())
    assert [(line.part_id, line.label) for line in office.lines if line.is_changed] == [(clause.id, "1")]
    assert (borvia.against, borvia.changed) == ("Zero draft", 0)
    assert (file.revision, [part.new.wording for part in file.text.parts if part.new and part.new.id == clause.id]) == (
        TITLE,
        [words],
    )


def test_next_text_begins_from_one_that_lapsed_and_says_so(forum: Forum) -> None:
    lapsed, other = lay_on_the_table(forum), lay_on_the_table(forum)
    forum.act(withdraw_statement, lapsed.id, by=forum.chair)
    reword(forum, other.clauses[0], "What nobody has read")

    own_id = forum.act(begin_from, lapsed.id, **frame(forum), by=forum.chair)

    copies = parts(forum, own_id)
    assert [row.wording for row in copies] == [TITLE, *CLAUSES]
    [kept] = forum.rows(NotAgreedBase)
    assert (kept.statement_id, kept.revision_id, kept.standing, kept.ended_on) == (
        own_id,
        forum.rows(Revision, statement_id=lapsed.id)[0].id,
        BaseStanding.LAPSED,
        forum.hour.now.date(),
    )
    entry = forum.last_entry(f"{own_id}:office")
    assert (entry.kind, json.loads(entry.payload)["ended_on"]) == ("begun_from_lapsed", "2026-05-04")
    refused(forum, StillUnderWay, begin_from, other.id, **frame(forum), by=forum.chair)
    refused(forum, NotAdopted, begin_from, lapsed.id, **frame(forum), amends=True, by=forum.chair)
    # It is compared as an adopted base is, and is agreed language nowhere.
    forum.act(table_revision, own_id, by=forum.chair)
    clause = copies[1]
    forum.act(reword_part, own_id, clause.id, wording="We agree", expected=clause.version, by=forum.chair)
    with forum.database.reading() as session:
        assert [(each.statement_id, each.standing, each.adopted_on) for each in bases(session, forum.chair)] == [
            (lapsed.id, BaseStanding.LAPSED, None)
        ]
        for who, changed in ((forum.chair, 1), (forum.head("Borvia"), 0)):
            shown = base_comparison(session, who, own_id, now=forum.hour.now, rules_of=rules_of)
            assert (shown.changed, shown.base.standing, shown.base.ended_on) == (
                changed,
                BaseStanding.LAPSED,
                forum.hour.now.date(),
            )
    assert forum.rows(AgreedClause) == []


def test_text_given_up_before_anybody_read_it_is_no_base(forum: Forum) -> None:
    untabled = begin(forum, *CLAUSES)
    forum.act(withdraw_statement, untabled, by=forum.chair)

    refused(forum, StillUnderWay, begin_from, untabled, **frame(forum), by=forum.chair)


def test_text_that_goes_on_after_it_was_given_up_is_no_base(forum: Forum) -> None:
    source = workflow_source("consensus").replace(
        'title = "Withdrawn"\nfinal = true', 'title = "Withdrawn"\nallows = ["draft", "table"]'
    )
    shelved = lay_on_the_table(forum, source=source.replace('from = ["draft", "comments"]', 'from = ["withdrawn"]'))
    forum.act(withdraw_statement, shelved.id, by=forum.chair)

    refused(forum, StillUnderWay, begin_from, shelved.id, **frame(forum), by=forum.chair)
    with forum.database.reading() as session:
        assert bases(session, forum.chair) == ()


def test_next_text_begins_from_one_that_the_chair_issued_and_says_so(forum: Forum) -> None:
    failed = lay_on_the_table(forum)
    forum.act(take_position, failed.id, part_id=None, position=Position.OBJECT, by=forum.head("Borvia"))
    source = {"outcome": Outcome.CHAIRS_SUMMARY, "workflow_source": workflow_source("chairs_statement")}
    base_id = str(forum.act(convert, failed.id, **source, by=forum.chair))
    forum.act(table_revision, base_id, by=forum.chair)
    [revision] = forum.rows(Revision, statement_id=base_id)
    refused(forum, StillUnderWay, begin_from, base_id, **frame(forum), by=forum.chair)
    seen = {"fingerprint_seen": revision.fingerprint, "content": b"the file"}
    forum.act(issue, base_id, place="Port Alder", issued_on=DAY, **seen, by=forum.chair)

    own_id = forum.act(begin_from, base_id, **frame(forum), by=forum.chair)

    assert [row.wording for row in parts(forum, own_id)] == [row.wording for row in parts(forum, base_id)]
    [kept] = forum.rows(NotAgreedBase)
    assert (kept.revision_id, kept.standing, kept.ended_on) == (revision.id, BaseStanding.ISSUED, DAY)
    entry = forum.last_entry(f"{own_id}:office")
    assert (entry.kind, json.loads(entry.payload)["ended_on"]) == ("begun_from_issued", "2026-06-19")
    forum.act(table_revision, own_id, by=forum.chair)
    with forum.database.reading() as session:
        base = base_comparison(session, forum.head("Borvia"), own_id, now=forum.hour.now, rules_of=rules_of).base
    assert (base.statement_id, base.standing, base.place) == (base_id, BaseStanding.ISSUED, "Port Alder")
    assert forum.rows(AgreedClause) == []
