"""The adopted text as it is printed, and drafts; dates come from the record."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session
from tests.cast import MEMBERS, Forum
from tests.on_the_table import CLAUSES, TITLE, Text, lay_on_the_table, reword, table_again

from jointstatement.access.viewer import Viewer
from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import reserve, withdraw_reservation
from jointstatement.actions.clause_states import note_clause_state
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.falling_back import associate, end_association
from jointstatement.actions.publishing import publish
from jointstatement.errors import NotFound, NotYours, StatesOfAdoptedText
from jointstatement.models import Participant, Signatory, WorkingPart
from jointstatement.queries.adopted import adopted_document, draft_document, draft_with_states, is_adopted
from jointstatement.queries.cited import cited
from jointstatement.queries.clause_states import clause_states
from jointstatement.terms import ClauseState, ConsensusBasis, PartKind, ReservationKind
from jointstatement.text import document
from jointstatement.text.document import Attachment, Document, Draft, Part, Signature, StatedPart

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def parts(text: Text, *clauses: str) -> tuple[Part, ...]:
    return (
        Part(kind=PartKind.TITLE, wording=TITLE, id=text.title),
        *(
            Part(kind=PartKind.OPERATIVE, wording=wording, id=part_id)
            for part_id, wording in zip(text.clauses, clauses, strict=True)
        ),
    )


def declare(forum: Forum, text: Text) -> None:
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)


def adopt_it(forum: Forum, text: Text) -> None:
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )


def attach(forum: Forum, text: Text, delegation: str, kind: ReservationKind, part_id: str | None) -> str:
    return str(
        forum.act(
            reserve,
            text.id,
            part_ids=() if part_id is None else (part_id,),
            kind=kind,
            text=f"{delegation} has its own view.",
            by=forum.head(delegation),
        )
    )


def furnish(session: Session, forum: Forum, text: Text, *, now: datetime) -> None:
    session.add(Signatory(statement_id=text.id, place_in_order=2, name="Second Signer", for_whom="Borvia"))
    session.add(Signatory(statement_id=text.id, place_in_order=1, name="First Signer", for_whom="Aldmark"))
    session.add(
        Participant(
            meeting_id=forum.meeting_id, place_in_order=1, name="H.E. One", rank="Minister", delegation="Aldmark"
        )
    )


def adopted(forum: Forum, text: Text, viewer: Viewer | None) -> Document:
    with forum.database.reading() as session:
        return adopted_document(session, viewer, text.id)


def draft(forum: Forum, text: Text, viewer: Viewer, revision_id: str | None = None) -> Document:
    with forum.database.reading() as session:
        return draft_document(session, viewer, text.id, revision_id)


def test_adopted_document_is_the_frozen_revision_with_what_is_attached(forum: Forum, text: Text) -> None:
    forum.database.write_and_wait(furnish, forum, text)
    declare(forum, text)
    attach(forum, text, "Elmoria", ReservationKind.RESERVATION, text.clauses[2])
    attach(forum, text, "Fenland", ReservationKind.STATEMENT, None)
    attach(forum, text, "Aldmark", ReservationKind.RESERVATION, text.title)
    withdrawn = attach(forum, text, "Borvia", ReservationKind.RESERVATION, text.clauses[0])
    forum.act(withdraw_reservation, text.id, withdrawn, by=forum.head("Borvia"))
    adopt_it(forum, text)

    assert adopted(forum, text, forum.head("Istara")) == Document(
        parts=parts(text, *CLAUSES),
        style="o-we",
        language="en",
        members=MEMBERS,
        body="Riverine Cooperation Forum",
        meeting="7th Ministerial Meeting",
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        signatures=(Signature("First Signer", "Aldmark"), Signature("Second Signer", "Borvia")),
        attachments=(
            Attachment(
                "Attachment 1 to the statement: Reservation by Aldmark on the title", "Aldmark has its own view."
            ),
            Attachment("Attachment 2 to the statement: Statement by Fenland", "Fenland has its own view."),
            Attachment(
                "Attachment 3 to the statement: Reservation by Elmoria on clause 3", "Elmoria has its own view."
            ),
        ),
        participants=(document.Participant("H.E. One", "Minister", "Aldmark"),),
        statement_id=text.id,
        fingerprint=text.fingerprint,
    )


def test_text_that_is_not_adopted_has_no_adopted_document(forum: Forum, text: Text) -> None:
    with pytest.raises(NotFound):
        adopted(forum, text, forum.chair)


def test_administrator_finds_no_adopted_document(forum: Forum, text: Text) -> None:
    declare(forum, text)
    adopt_it(forum, text)

    with pytest.raises(NotFound):
        adopted(forum, text, forum.administrator)


def test_public_finds_the_adopted_text_once_it_is_published(forum: Forum, text: Text) -> None:
    declare(forum, text)
    adopt_it(forum, text)
    with pytest.raises(NotFound):
        adopted(forum, text, None)

    forum.act(publish, text.id, content=b"PK the file", by=forum.chair)

    assert adopted(forum, text, None) == adopted(forum, text, forum.chair)


def test_statement_is_adopted_when_it_is(forum: Forum, text: Text) -> None:
    def asked() -> bool:
        with forum.database.reading() as session:
            return is_adopted(session, text.id)

    assert not asked()
    declare(forum, text)
    adopt_it(forum, text)
    assert asked()


def test_draft_of_a_revision_carries_marking_label_and_its_hour(forum: Forum, text: Text) -> None:
    forum.hour.pass_by(timedelta(days=4))

    assert draft(forum, text, forum.expert("Borvia")) == Document(
        parts=parts(text, *CLAUSES),
        style="o-we",
        members=MEMBERS,
        body="Riverine Cooperation Forum",
        meeting="7th Ministerial Meeting",
        draft=Draft("Delegations only", "Zero draft", datetime(2026, 5, 4, 11, 0, tzinfo=VIENNA), "Borvia"),
        statement_id=text.id,
        fingerprint=text.fingerprint,
    )


def test_office_takes_the_working_text_where_it_moved_on(forum: Forum, text: Text) -> None:
    reword(forum, text.clauses[0], "We agree to measure the water level every evening")

    of_office, of_delegation = draft(forum, text, forum.secretariat), draft(forum, text, forum.head("Borvia"))

    assert of_office.parts == parts(text, "We agree to measure the water level every evening", *CLAUSES[1:])
    assert of_office.draft is not None
    assert of_office.draft.revision == "Working text after Zero draft"
    assert of_delegation.parts == parts(text, *CLAUSES)


def test_working_text_that_is_the_revision_is_drafted_as_the_revision(forum: Forum, text: Text) -> None:
    drafted, circulated = draft(forum, text, forum.chair), draft(forum, text, forum.head("Borvia"))
    assert drafted.draft is not None
    assert replace(drafted, draft=replace(drafted.draft, printed_for="Borvia")) == circulated


def test_draft_with_states_says_of_a_tabled_text_what_all_were_told(forum: Forum, text: Text) -> None:
    def states(viewer: Viewer) -> tuple[StatedPart, ...]:
        with forum.database.reading() as session:
            return draft_with_states(session, viewer, text.id).states

    def noted(clause: int, state: ClauseState, **other: Any) -> None:
        with forum.database.reading() as session:
            whole = clause_states(session, forum.chair, text.id, now=forum.hour.now)
        (seen,) = [each.seen for each in whole.clauses if each.place.part_id == text.clauses[clause]]
        part_id = text.clauses[clause]
        forum.act(note_clause_state, text.id, part_id, state=state, seen=seen, by=forum.chair, **other)

    def change(wording: str) -> None:
        (row,) = forum.rows(WorkingPart, id=text.clauses[0])
        forum.act(reword_part, text.id, row.id, wording=wording, expected=row.version, by=forum.chair)

    due = forum.hour.now + timedelta(days=2)
    noted(0, ClauseState.AGREED)
    noted(1, ClauseState.AGREED_AD_REFERENDUM, confirm_by=due, confirm_as_typed="in two days")
    borvia = forum.delegations["Borvia"]
    noted(2, ClauseState.PENDING, awaited=[borvia])
    first, second, third, *rest = text.clauses
    expected = [
        StatedPart(first, ClauseState.AGREED),
        StatedPart(second, ClauseState.AGREED_AD_REFERENDUM, due.astimezone(VIENNA)),
        StatedPart(third, ClauseState.PENDING),
        *(StatedPart(part_id, ClauseState.OPEN) for part_id in rest),
    ]
    assert list(states(forum.chair)) == list(states(forum.head("Istara"))) == expected

    # Changed and changed back on the desk: what goes out as the tabled text says what it was tabled with.
    words = CLAUSES[0]
    change(f"{words} and again")
    assert states(forum.chair)[0].state is ClauseState.REOPENED
    assert states(forum.head("Istara"))[0].state is ClauseState.AGREED
    change(words)
    assert states(forum.chair)[0].state is ClauseState.AGREED
    with pytest.raises(NotYours):
        states(forum.observer)
    declare(forum, text)
    adopt_it(forum, text)
    with pytest.raises(StatesOfAdoptedText):
        states(forum.chair)


def test_earlier_revision_is_drafted_as_it_was(forum: Forum, text: Text) -> None:
    first = text.fingerprint
    reword(forum, text.clauses[0], "We agree to measure the water level every evening")
    table_again(forum, text)

    assert draft(forum, text, forum.head("Borvia"), text.revisions[0]).fingerprint == first


def test_revision_of_another_statement_is_not_found(forum: Forum, text: Text) -> None:
    other = lay_on_the_table(forum)

    with pytest.raises(NotFound):
        draft(forum, text, forum.chair, other.revisions[0])


def test_observer_takes_no_draft_out(forum: Forum, text: Text) -> None:
    with pytest.raises(NotYours):
        draft(forum, text, forum.observer)


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        (PartKind.OPERATIVE, "4", "clause 4"),
        (PartKind.PREAMBULAR, "PP1", "clause PP1"),
        (PartKind.ITEM, "3(a)", "clause 3(a)"),
        (PartKind.FOOTNOTE, "*", "footnote *"),
        (PartKind.CHAPEAU, "", "the chapeau"),
    ],
)
def test_part_is_cited_in_words(kind: PartKind, label: str, words: str) -> None:
    assert cited(kind, label) == words


def test_every_kind_of_part_is_cited() -> None:
    said: dict[PartKind, Any] = {kind: cited(kind, "1") for kind in PartKind}

    assert all(said.values())


def test_who_aligned_itself_with_the_adopted_text_stands_behind_all_that_is_attached(forum: Forum, text: Text) -> None:
    declare(forum, text)
    attach(forum, text, "Fenland", ReservationKind.STATEMENT, None)
    adopt_it(forum, text)
    for who in (forum.observer, forum.head("Borvia"), forum.head("Istara")):
        forum.act(associate, text.id, by=who)
    forum.act(end_association, text.id, by=forum.head("Istara"))

    assert adopted(forum, text, forum.head("Istara")).attachments == (
        Attachment("Attachment 1 to the statement: Statement by Fenland", "Fenland has its own view."),
        Attachment("Aligned with this text, each by its own act", "Borvia\nEstuary Council"),
    )
