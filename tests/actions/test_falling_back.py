"""When consensus fails: a text of the chair's own, from the same clauses, that names nobody without its consent."""

from datetime import date
from typing import Any

import pytest
from tests.actions.test_reviewing import LASTS, put
from tests.cast import MEMBERS, Forum, refused, workflow_source, working_parts
from tests.on_the_table import CLAUSES, Text, lay_on_the_table, reword, table_again

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus, reopen
from jointstatement.actions.drafting import remove_part
from jointstatement.actions.falling_back import (
    add_dissent,
    associate,
    consent_to_be_named,
    convert,
    end_association,
    issue,
)
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import table_revision
from jointstatement.actions.setting_up import change_participation
from jointstatement.errors import (
    AlreadyAssociated,
    ConsensusHasNotFailed,
    NobodyAssociated,
    NotAllowedNow,
    NoTextOfTheChairs,
    NotFound,
    NothingToConsentTo,
    NotYours,
    TextSeenIsAnother,
)
from jointstatement.models import Association, Conversion, Delegation, Issuance, Revision, Statement
from jointstatement.terms import ConsensusBasis, Outcome, Participation, PartKind, Position
from jointstatement.workflow.dissent import dissents_on


def begin_from(forum: Forum, it: Text, outcome: Outcome = Outcome.CHAIRS_SUMMARY, **other: Any) -> str:
    named = {"outcome": outcome, "workflow_source": workflow_source("chairs_statement"), "by": forum.chair}
    return str(forum.act(convert, it.id, **(named | other)))


def position(forum: Forum, it: Text, delegation: str, what: Position, part_id: str | None = None) -> None:
    forum.act(take_position, it.id, part_id=part_id, position=what, by=forum.head(delegation))


def footnotes(forum: Forum, own_id: str) -> list[str]:
    with forum.database.reading() as session:
        own = session.get(Statement, own_id)
        assert own is not None
        return [each.wording for each in dissents_on(session, own)]


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text on whose second clause Borvia objects and Istara reserves."""
    text = lay_on_the_table(forum)
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[1])
    position(forum, text, "Istara", Position.RESERVE, text.clauses[1])
    return text


BODY = "Riverine Cooperation Forum"
BEGINNINGS = {
    Outcome.CHAIRS_STATEMENT: (
        "Chair’s Statement",
        f"In my capacity as Chair of the {BODY}, I state under my own responsibility:",
    ),
    Outcome.CHAIRS_SUMMARY: (
        "Chair’s Summary",
        f"In my capacity as Chair of the {BODY}, I sum up the discussion as I have heard it:",
    ),
    Outcome.CONCLUSIONS: (
        "Conclusions of the Chair",
        f"In my capacity as Chair of the {BODY}, I conclude under my own responsibility:",
    ),
    Outcome.STATEMENT_OF_SOME: (
        "Statement",
        f"We, those members of the {BODY} that are named below as associated, state:",
    ),
}


@pytest.mark.parametrize("outcome", Outcome)
def test_chairs_text_has_the_clauses_and_a_formula_of_its_own(forum: Forum, text: Text, outcome: Outcome) -> None:
    own_id = begin_from(forum, text, outcome)

    title, formula = BEGINNINGS[outcome]
    parts = working_parts(forum, own_id)
    assert [(part.kind, part.wording) for part in parts] == [
        (PartKind.TITLE, title),
        (PartKind.CHAPEAU, formula),
        *((PartKind.OPERATIVE, clause) for clause in CLAUSES),
    ]
    [link] = forum.rows(Conversion)
    assert (link.from_statement_id, link.to_statement_id, link.outcome) == (text.id, own_id, outcome)
    assert (text.state, forum.last_entry(text.circulated).kind) == ("consensus", "converted")


def test_nobody_has_agreed_who_has_not_answered_and_nobody_is_named_who_has_not_consented(
    forum: Forum, text: Text
) -> None:
    own_id = begin_from(forum, text)
    assert footnotes(forum, own_id) == ["Two delegations did not agree to this."]

    for delegation in [name for name in forum.delegations if name not in {"Borvia", "Istara", "Estuary Council"}]:
        position(forum, text, delegation, Position.SUPPORT)
    assert footnotes(forum, own_id) == ["Agreed by all except two delegations."]

    forum.act(table_revision, own_id, by=forum.chair)
    forum.act(consent_to_be_named, own_id, by=forum.head("Istara"))
    assert footnotes(forum, own_id) == ["Agreed by all except Istara and one other delegation."]
    refused(forum, NothingToConsentTo, consent_to_be_named, own_id, by=forum.head("Istara"))

    forum.act(consent_to_be_named, own_id, by=forum.head("Borvia"))
    clause = working_parts(forum, own_id)[3]
    forum.act(add_dissent, own_id, clause.id, by=forum.chair)
    again = forum.act(add_dissent, own_id, clause.id, by=forum.secretariat)
    notes = [part for part in working_parts(forum, own_id) if part.kind is PartKind.FOOTNOTE]
    assert [(note.id, note.wording) for note in notes] == [(again, "Agreed by all except Borvia and Istara.")]
    refused(forum, NotFound, add_dissent, own_id, working_parts(forum, own_id)[2].id, by=forum.chair)


def test_agreed_is_only_who_agrees_to_these_words(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    first, second = text.clauses[:2]
    others = [name for name in MEMBERS if name != "Borvia"]
    for name in others:
        position(forum, text, name, Position.SUPPORT)
        position(forum, text, name, Position.CAN_LIVE_WITH, first)
        position(forum, text, name, Position.SUPPORT, second)
    reword(forum, second, "We ask the Secretariat to publish the readings every week")
    table_again(forum, text)
    position(forum, text, "Borvia", Position.OBJECT, first)
    position(forum, text, "Borvia", Position.RESERVE, second)
    own_id = begin_from(forum, text)
    agreed, not_agreed = "Agreed by all except one delegation.", "One delegation did not agree to this."

    # The first clause stands as it was agreed to; the second was reworded, and the whole with it.
    assert footnotes(forum, own_id) == [agreed, not_agreed]

    for name in others:
        position(forum, text, name, Position.SUPPORT)
    assert footnotes(forum, own_id) == [agreed, agreed]

    # What is said of the clause itself goes before what is said of the whole.
    position(forum, text, "Kelmora", Position.ABSTAIN, second)
    assert footnotes(forum, own_id) == [agreed, not_agreed]
    position(forum, text, "Kelmora", Position.AD_REFERENDUM, second)
    assert footnotes(forum, own_id) == [agreed, not_agreed]
    position(forum, text, "Kelmora", Position.SUPPORT, second)
    position(forum, text, "Kelmora", Position.OBJECT)
    assert footnotes(forum, own_id) == [agreed, agreed, "One delegation did not agree to this."]

    # Nobody has agreed to the words that the chair puts in their place.
    copy = working_parts(forum, own_id)[2]
    reword(forum, copy.id, "We agree to measure the water level every hour")
    assert footnotes(forum, own_id) == [not_agreed, agreed, "One delegation did not agree to this."]


def test_who_agreed_to_the_text_before_an_editorial_review_agrees_to_the_reviewed_text(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    for name in MEMBERS:
        position(forum, text, name, Position.SUPPORT)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    put(forum, text)
    forum.hour.pass_by(LASTS)
    forum.act(reopen, text.id, by=forum.chair)
    position(forum, text, "Borvia", Position.OBJECT, text.clauses[0])

    assert footnotes(forum, begin_from(forum, text)) == ["Agreed by all except one delegation."]


def test_clause_that_left_the_failed_text_is_agreed_by_nobody(forum: Forum, text: Text) -> None:
    own_id = begin_from(forum, text)
    forum.act(remove_part, text.id, text.clauses[1], expected=1, by=forum.chair)
    table_again(forum, text)
    for name in MEMBERS:
        position(forum, text, name, Position.OBJECT if name == "Borvia" else Position.SUPPORT)

    assert footnotes(forum, own_id) == [
        "Agreed by all except one delegation.",
        "One delegation did not agree to this.",
        "Agreed by all except one delegation.",
    ]


def test_nothing_is_begun_from_a_text_that_did_not_fail(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    how = {"outcome": Outcome.CONCLUSIONS, "workflow_source": workflow_source("chairs_statement")}

    refused(forum, ConsensusHasNotFailed, convert, text.id, **how, by=forum.chair)
    refused(forum, NotYours, convert, text.id, **how, by=forum.secretariat)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    seen = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **seen, by=forum.chair)
    refused(forum, NotAllowedNow, convert, text.id, **how, by=forum.chair)


def test_statement_of_some_goes_out_with_two_that_stand_by_its_words(forum: Forum, text: Text) -> None:
    own_id = begin_from(forum, text, Outcome.STATEMENT_OF_SOME)
    forum.act(table_revision, own_id, by=forum.chair)
    [revision] = forum.rows(Revision, statement_id=own_id)
    how = {
        "place": "Port Alder",
        "issued_on": date(2026, 6, 20),
        "fingerprint_seen": revision.fingerprint,
        "content": b"PK the file",
        "by": forum.chair,
    }
    forum.act(associate, own_id, by=forum.head("Kelmora"))
    refused(forum, AlreadyAssociated, associate, own_id, by=forum.head("Kelmora"))
    refused(forum, NobodyAssociated, issue, own_id, **how)
    refused(forum, TextSeenIsAnother, issue, own_id, **(how | {"fingerprint_seen": "0" * 64}))
    forum.act(associate, own_id, by=forum.head("Hestvik"))
    forum.act(end_association, own_id, by=forum.head("Hestvik"))
    refused(forum, NotFound, end_association, own_id, by=forum.head("Hestvik"))
    refused(forum, NobodyAssociated, issue, own_id, **how)
    forum.act(associate, own_id, by=forum.observer)

    address = forum.act(issue, own_id, **how)

    [issued] = forum.rows(Issuance)
    assert (issued.address, issued.fingerprint, issued.content) == (address, revision.fingerprint, b"PK the file")
    assert forum.last_entry(f"{own_id}:circulated").kind == "issued"
    refused(forum, NotAllowedNow, issue, own_id, **how)
    refused(forum, NoTextOfTheChairs, consent_to_be_named, own_id, by=forum.head("Borvia"))


def test_delegation_aligns_itself_with_an_adopted_text_and_with_no_other(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    refused(forum, NoTextOfTheChairs, associate, text.id, by=forum.head("Borvia"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    seen = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **seen, by=forum.chair)

    forum.act(associate, text.id, by=forum.observer)

    [row] = forum.rows(Association)
    assert (row.delegation_id, row.by) == (forum.delegations["Estuary Council"], forum.persons["observer"])
    assert forum.last_entry(text.circulated).kind == "associated"
    # A partner may as an observer may; a guest gives nothing, not even this, but ends what it began before.
    (seat,) = forum.rows(Delegation, id=row.delegation_id)
    changed = {"participation": Participation.GUEST, "expected": seat.version, "by": forum.secretariat}
    forum.act(change_participation, seat.id, **changed)
    forum.act(end_association, text.id, by=forum.observer)
    assert forum.last_entry(text.circulated).kind == "association_ended"
    refused(forum, NotYours, associate, text.id, by=forum.observer)
    changed |= {"participation": Participation.PARTNER, "expected": seat.version + 1}
    forum.act(change_participation, seat.id, **changed)
    forum.act(associate, text.id, by=forum.observer)
