"""The chair's own text names the delegations as it names them everywhere, and as it did when it was issued."""

from datetime import timedelta

from tests.cast import MEMBERS, Forum, workflow_source
from tests.harbours import capital, names_capitals
from tests.negotiation import rules_of
from tests.on_the_table import lay_on_the_table

from jointstatement.actions.falling_back import associate, consent_to_be_named, convert, issue
from jointstatement.actions.naming import choose_body_naming
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import table_revision
from jointstatement.models import Issuance, Revision
from jointstatement.queries.chairs_text import (
    chairs_document,
    chairs_text_page,
    document_of_issuance,
)
from jointstatement.terms import Outcome, Position


def test_chairs_text_names_capitals_everywhere_and_keeps_them_when_issued(forum: Forum) -> None:
    names_capitals(forum)
    text = lay_on_the_table(forum)
    clause = text.clauses[1]
    forum.act(take_position, text.id, part_id=clause, position=Position.OBJECT, by=forum.head("Borvia"))
    how = {"outcome": Outcome.STATEMENT_OF_SOME, "workflow_source": workflow_source("chairs_statement")}
    own_id = forum.act(convert, text.id, **how, by=forum.chair)
    forum.act(table_revision, own_id, by=forum.chair)
    forum.act(consent_to_be_named, own_id, by=forum.head("Borvia"))
    for name in ("Kelmora", "Hestvik"):
        forum.act(associate, own_id, by=forum.head(name))
    named = (capital("Hestvik"), capital("Kelmora"))

    with forum.database.reading() as session:
        page = chairs_text_page(session, forum.chair, own_id, now=forum.hour.now, rules_of=rules_of)
        printed = chairs_document(session, forum.chair, own_id, place="Port Alder", issued_on=forum.hour.now.date())

    assert (page.standing_by, page.consenting) == (named, (capital("Borvia"),))
    assert [each.wording for each in page.dissents] == [f"{capital('Borvia')} did not agree to this."]
    assert set(printed.members) == {capital(name) for name in MEMBERS}
    assert [each.text for each in printed.attachments] == ["\n".join(named)]
    assert [each.for_whom for each in printed.signatures] == ["Port Alder, Mon 4 May 2026"]

    [revision] = forum.rows(Revision, statement_id=own_id)
    forum.act(
        issue,
        own_id,
        place="Port Alder",
        issued_on=forum.hour.now.date(),
        fingerprint_seen=revision.fingerprint,
        content=b"PK the file",
        by=forum.chair,
    )
    forum.hour.pass_by(timedelta(days=1))
    forum.act(choose_body_naming, "", by=forum.secretariat)
    [issued] = forum.rows(Issuance)
    with forum.database.reading() as session:
        assert document_of_issuance(session, issued) == printed
