"""A correction that changes the meaning is a new decision, begun from the adopted text and linked with it."""

from datetime import date, datetime

import pytest
from sqlmodel import Session
from tests.cast import Forum, refused
from tests.on_the_table import CLAUSES, TITLE, Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.base_text import begin_to_amend
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.publishing import publish
from jointstatement.actions.rounds import table_revision
from jointstatement.errors import AmendingIsUnderWay, NotYours, StillMissing
from jointstatement.models import Adoption, BaseText, Publication, Statement, WorkingPart
from jointstatement.queries.base_text import AmendingText, amended_by, amends
from jointstatement.queries.published import PublicAmendment, published_statement
from jointstatement.terms import ConsensusBasis, PartKind

DAY = date(2026, 6, 19)


@pytest.fixture
def text(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    adopt_it(forum, text.id, text.fingerprint)
    return text


def adopt_it(forum: Forum, statement_id: str, seen: str) -> None:
    forum.act(declare_consensus, statement_id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(adopt, statement_id, place="Port Alder", adopted_on=DAY, fingerprint_seen=seen, by=forum.chair)


def links(forum: Forum, text: Text, who: str) -> tuple[AmendingText, ...]:
    with forum.database.reading() as session:
        return amended_by(session, forum.viewer(who), text.id)


def test_new_decision_begins_with_the_adopted_words_by_the_same_rules(forum: Forum, text: Text) -> None:
    own_id = forum.act(begin_to_amend, text.id, by=forum.secretariat)

    old, own = (forum.rows(Statement, id=each)[0] for each in (text.id, own_id))
    parts = sorted(forum.rows(WorkingPart, statement_id=own_id), key=lambda row: row.place_in_order)
    assert [part.wording for part in parts] == [TITLE, *CLAUSES]
    assert (own.meeting_id, own.style, own.workflow, own.workflow_source) == (
        old.meeting_id,
        old.style,
        old.workflow,
        old.workflow_source,
    )
    assert [(row.statement_id, row.amends) for row in forum.rows(BaseText)] == [(own_id, True)]
    assert forum.last_entry(text.circulated).kind == "amending_begun"
    assert forum.last_entry(f"{own_id}:office").kind == "begun_from_adopted"


def test_one_amends_at_a_time_and_only_what_was_adopted(forum: Forum, text: Text) -> None:
    open_text = lay_on_the_table(forum)
    refused(forum, StillMissing, begin_to_amend, open_text.id, by=forum.chair)
    refused(forum, NotYours, begin_to_amend, text.id, by=forum.head("Borvia"))

    first = forum.act(begin_to_amend, text.id, by=forum.chair)
    refused(forum, AmendingIsUnderWay, begin_to_amend, text.id, by=forum.chair)
    forum.act(withdraw_statement, first, by=forum.chair)
    assert links(forum, text, "chair") == ()
    assert forum.act(begin_to_amend, text.id, by=forum.chair) != first


def test_each_text_tells_of_the_other_to_those_who_see_it(forum: Forum, text: Text) -> None:
    own_id = forum.act(begin_to_amend, text.id, by=forum.chair)
    under_way = AmendingText(own_id, "", "", "", None)
    assert (links(forum, text, "chair"), links(forum, text, "head of Borvia")) == ((under_way,), ())
    with forum.database.reading() as session:
        base = amends(session, own_id)
        assert base is not None
        assert (base.statement_id, base.title, amends(session, text.id)) == (text.id, TITLE, None)

    [clause] = forum.rows(WorkingPart, statement_id=own_id, wording=CLAUSES[0])
    assert clause.kind is PartKind.OPERATIVE
    other = {"wording": "We measure twice a day", "expected": clause.version}
    forum.act(reword_part, own_id, clause.id, **other, by=forum.chair)
    forum.act(table_revision, own_id, by=forum.chair)
    assert links(forum, text, "head of Borvia") == (under_way,)


def test_public_page_tells_of_an_amendment_that_is_public_itself(forum: Forum, text: Text) -> None:
    old = forum.act(publish, text.id, content=b"the file", by=forum.secretariat)
    own = lay_on_the_table(forum)
    adopt_it(forum, own.id, own.fingerprint)

    [adoption] = forum.rows(Adoption, statement_id=text.id)

    def link(session: Session, *, now: datetime) -> None:
        named = {"at": now, "by": forum.persons["chair"]}
        session.add(BaseText(statement_id=own.id, adoption_id=adoption.id, amends=True, **named))

    forum.database.write_and_wait(link)
    assert links(forum, text, "head of Borvia") == (AmendingText(own.id, TITLE, "", "Port Alder", DAY),)

    def told() -> tuple[PublicAmendment, ...]:
        with forum.database.reading() as session:
            return published_statement(session, old, now=forum.hour.now).amended_by

    assert told() == ()
    forum.act(publish, own.id, content=b"the file", by=forum.secretariat)
    [row] = forum.rows(Publication, statement_id=own.id)
    assert told() == (PublicAmendment(row.address, TITLE, "", "Port Alder", DAY),)
