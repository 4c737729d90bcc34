"""A text of the chair's own: where it came from, who stands by it, what it says of those who did not agree."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import (
    latest_revision,
    meeting_of,
    parts_of,
    revision_for,
    revision_text,
    statement_for,
    statements_open_to,
)
from jointstatement.access.symbols import coming_symbol, symbol_given
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import (
    Body,
    Conversion,
    Issuance,
    NamingConsent,
    Revision,
    RevisionPart,
    Statement,
)
from jointstatement.queries.redline import ComparedLine, compared_lines, marks_of
from jointstatement.queries.references import citations
from jointstatement.queries.silence import PlaceInText, place_of
from jointstatement.queries.standing_by import standing_by
from jointstatement.queries.statement import RulesOf, StatementHead, head_of, scene_of
from jointstatement.terms import Outcome, PartKind
from jointstatement.text.days import day
from jointstatement.text.document import Attachment, Document, Signature
from jointstatement.text.number import numbered_through
from jointstatement.text.wording import plain
from jointstatement.workflow import permit
from jointstatement.workflow.dissent import dissents_on

ASSOCIATED = "Associated with this text, each by its own act"


class LinkedText(msgspec.Struct, frozen=True):
    """The other text: the one that failed, or the chair's that began from it."""

    id: str
    title: str
    outcome: Outcome


class ProposedDissent(msgspec.Struct, frozen=True):
    """A footnote that the chair may put to a clause."""

    place: PlaceInText
    wording: str
    stands: bool
    """The text has it already, in these words."""


class Issued(msgspec.Struct, frozen=True):
    """How the chair's text went out."""

    address: str
    symbol: str
    place: str
    issued_on: date
    issued_at: datetime


class ChairsTextPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    head: StatementHead
    failed: LinkedText | None
    """The text that it began from, where this person may see it."""
    standing_by: tuple[str, ...]
    stands_by: bool
    """The person's own delegation."""
    consenting: tuple[str, ...]
    """Who lets the text name it; for the office all, for a delegation its own."""
    dissents: tuple[ProposedDissent, ...]
    """For the chair's office."""
    issued: Issued | None
    fingerprint: str
    place: str
    today: date
    to_associate: Refusal | None
    to_end_association: Refusal | None
    to_consent: Refusal | None
    to_add_dissent: Refusal | None
    to_issue: Refusal | None
    lines: tuple[ComparedLine, ...]
    marks: dict[str, str]


def chairs_text_page(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf
) -> ChairsTextPage:
    """The page of a chair's text. Raises `NotFound`, for every other text too."""
    scene = scene_of(session, viewer, statement_id, now)
    if not permit.is_of_the_chair(scene.workflow):
        raise NotFound()
    statement, question = scene.statement, (scene.workflow, scene.situation, viewer.role)
    issuance = session.exec(select(Issuance).where(col(Issuance.statement_id) == statement.id)).first()
    associated = standing_by(session, statement, scene.revisions[-1].id) if scene.revisions else ()
    consenting = set(
        session.exec(select(NamingConsent.delegation_id).where(col(NamingConsent.statement_id) == statement.id))
    )
    rules = rules_of(scene.style_of(-1))
    notes = {plain(part.wording) for part in scene.working if part.kind is PartKind.FOOTNOTE}
    dissents = dissents_on(session, statement) if viewer.is_office else ()
    return ChairsTextPage(
        head=head_of(scene),
        failed=_failed(session, viewer, statement),
        standing_by=tuple(name for _, name in associated),
        stands_by=viewer.delegation_id in {delegation_id for delegation_id, _ in associated},
        consenting=tuple(
            scene.naming.name(each)
            for each in scene.naming.order
            if each in consenting and (viewer.is_office or each == viewer.delegation_id)
        ),
        dissents=tuple(
            ProposedDissent(place_of(scene.working, each.part_id), each.wording, each.wording in notes)
            for each in dissents
        ),
        issued=Issued(issuance.address, scene.symbol, issuance.place, issuance.issued_on, issuance.issued_at)
        if issuance
        else None,
        fingerprint=scene.revisions[-1].fingerprint if scene.revisions else "",
        place=scene.meeting.place,
        today=now.date(),
        to_associate=permit.may_associate(*question),
        to_end_association=permit.may_end_association(*question),
        to_consent=permit.may_consent_to_be_named(*question),
        to_add_dissent=permit.may_add_dissent(*question),
        to_issue=permit.may_issue(*question),
        lines=compared_lines(scene.text, scene.text, rules, rules, citations(session, scene)),
        marks=marks_of(scene.text),
    )


def texts_begun_from(session: Session, viewer: Viewer, statement_id: str) -> tuple[LinkedText, ...]:
    """The chair's texts that began from a statement and that this person may see."""
    rows = session.exec(
        select(Conversion)
        .where(
            col(Conversion.from_statement_id) == statement_id,
            col(Conversion.to_statement_id).in_(statements_open_to(viewer).with_only_columns(col(Statement.id))),
        )
        .order_by(col(Conversion.at))
    ).all()
    return tuple(LinkedText(row.to_statement_id, _title_of(session, row.to_statement_id), row.outcome) for row in rows)


def chairs_document(session: Session, viewer: Viewer, statement_id: str, *, place: str, issued_on: date) -> Document:
    """The chair's text as it is to be issued: in the chair's name, with those who stand by it and the coming symbol.

    For the office, which issues it. Raises `NotFound`.
    """
    statement = statement_for(session, viewer, statement_id)
    revision = latest_revision(session, statement)
    if revision is None:
        raise NotFound()
    symbol, _ = coming_symbol(session, statement, issued_on)
    return _document(session, statement, revision, place=place, issued_on=issued_on, symbol=symbol)


def document_of_issuance(session: Session, issuance: Issuance) -> Document:
    """The same for one that was issued, with those who stood by it then."""
    statement = session.exec(select(Statement).where(col(Statement.id) == issuance.statement_id)).one()
    revision = revision_for(session, statement, issuance.revision_id)
    return _document(
        session,
        statement,
        revision,
        place=issuance.place,
        issued_on=issuance.issued_on,
        symbol=symbol_given(session, statement.id),
        at=issuance.issued_at,
    )


def _document(
    session: Session,
    statement: Statement,
    revision: Revision,
    *,
    place: str,
    issued_on: date,
    symbol: str,
    at: datetime | None = None,
) -> Document:
    body = session.exec(select(Body).where(col(Body.id) == statement.body_id)).one()
    names = [name for _, name in standing_by(session, statement, revision.id, at=at)]
    return Document(
        parts=numbered_through(parts_of(revision_text(session, revision))),
        style=revision.style,
        language=statement.language,
        members=tuple(member.name for member in delegations_of(session, statement)),
        body=body.name,
        meeting=meeting_of(session, statement).title,
        symbol=symbol,
        signatures=(Signature(f"The Chair of the {body.name}", f"{place}, {day(issued_on)}"),),
        attachments=(Attachment(ASSOCIATED, "\n".join(names)),) if names else (),
        statement_id=statement.id,
        fingerprint=revision.fingerprint,
    )


def _failed(session: Session, viewer: Viewer, statement: Statement) -> LinkedText | None:
    row = session.exec(select(Conversion).where(col(Conversion.to_statement_id) == statement.id)).first()
    if row is None:
        return None
    seen = session.exec(statements_open_to(viewer).where(col(Statement.id) == row.from_statement_id)).first()
    return LinkedText(row.from_statement_id, _title_of(session, row.from_statement_id), row.outcome) if seen else None


def _title_of(session: Session, statement_id: str) -> str:
    """The title in the latest revision; before the first, which the office alone sees, nothing."""
    words: Sequence[str] = session.exec(
        select(RevisionPart.wording)
        .join(Revision, col(Revision.id) == col(RevisionPart.revision_id))
        .where(col(Revision.statement_id) == statement_id, col(RevisionPart.kind) == PartKind.TITLE)
        .order_by(col(Revision.number).desc())
        .limit(1)
    ).all()
    return " ".join(plain(words[0]).split()) if words else ""
