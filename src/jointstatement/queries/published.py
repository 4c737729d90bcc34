"""A published statement, for everybody: what was adopted, where, when, and its file; nothing of how it came about.

Before the hour from which it is public nothing is there.
"""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_as_cited, revision_for
from jointstatement.access.symbols import symbol_given, symbols_of
from jointstatement.access.translations import last_translations
from jointstatement.errors import N_, Missing, NotFound
from jointstatement.models import Adoption, BaseText, Issuance, Publication, PublicationOmission, Statement
from jointstatement.queries.adopted import as_published, titles_of_adopted, with_meeting_and_body
from jointstatement.queries.attached import attachments_of
from jointstatement.queries.corrigenda import CorrigendumView, corrigenda_in_force, of_language, of_original
from jointstatement.queries.translations import document_of_translation
from jointstatement.terms import PublicationExtent, TranslationStatus
from jointstatement.text.document import Attachment, Document, Part
from jointstatement.text.translations import language_name
from jointstatement.workflow.decision import how
from jointstatement.workflow.facts import workflow_of


class PublicAmendment(msgspec.Struct, frozen=True):
    """A public text that amends this one."""

    address: str
    title: str
    symbol: str
    place: str
    adopted_on: date


class PublicTranslation(msgspec.Struct, frozen=True):
    """A public text in another language."""

    language: str
    name: str
    """As "Turkish"."""
    status: TranslationStatus
    issued_at: datetime
    fingerprint: str
    """Of as much of it as is public."""
    document: Document
    corrigenda: tuple[CorrigendumView, ...]
    """Those to this translation alone: earlier copies are corrected by them, and this one reads them."""


class PublishedStatement(msgspec.Struct, frozen=True):
    """What the public page says beside the text; the text is read from the file itself."""

    address: str
    symbol: str
    """Empty where the body gives none."""
    body: str
    meeting: str
    time_zone: str
    place: str
    adopted_on: date
    published_at: datetime
    """For one that was published from an hour on, that hour."""
    language: str
    fingerprint: str
    file_digest: str
    how_adopted: Missing
    """By which rule, as "by consensus"."""
    is_issued: bool
    """By the chair, in the chair's own name, and adopted by nobody."""
    content: bytes
    """The Word file as it was published."""
    is_extract: bool
    attached_since: tuple[Attachment, ...]
    """What was attached in time, and after the file was printed."""
    corrigenda: tuple[CorrigendumView, ...]
    """Those to the adopted text in force, with the lines that are about public words."""
    amended_by: tuple[PublicAmendment, ...]
    """What was adopted since to amend it, where that is public itself."""
    translations: tuple[PublicTranslation, ...]
    """The last that was issued in each language since the text had gone out."""


def published_statement(session: Session, address: str, *, now: datetime) -> PublishedStatement:
    """The statement that is public under this address now. Raises `NotFound`."""
    row = session.exec(
        select(Publication, Adoption)
        .join(Adoption, col(Adoption.id) == col(Publication.adoption_id))
        .where(col(Publication.address) == address)
    ).first()
    if row is None:
        return _issued(session, address)
    publication, adoption = row
    if publication.public_from is not None and now < publication.public_from:
        raise NotFound()
    statement, meeting, body = with_meeting_and_body(session, publication.statement_id)
    since: tuple[Attachment, ...] = ()
    parts = parts_as_cited(session, revision_for(session, statement, adoption.revision_id))
    if publication.extent is PublicationExtent.WHOLE:
        since = attachments_of(session, statement, parts, since=publication.published_at)
    public = public_corrigenda(session, publication, parts)
    return PublishedStatement(
        address=publication.address,
        symbol=symbol_given(session, statement.id),
        body=body.name,
        meeting=meeting.title,
        time_zone=meeting.time_zone,
        place=adoption.place,
        adopted_on=adoption.adopted_on,
        published_at=publication.public_from or publication.published_at,
        language=statement.language,
        fingerprint=publication.fingerprint,
        file_digest=publication.file_digest,
        how_adopted=how(workflow_of(statement).decision),
        is_issued=False,
        content=publication.content,
        is_extract=publication.extent is PublicationExtent.IN_PART,
        attached_since=since,
        corrigenda=of_original(public),
        amended_by=_amended_by(session, adoption, now),
        translations=_translations(session, statement, publication, public),
    )


def _issued(session: Session, address: str) -> PublishedStatement:
    """A text that the chair issued."""
    issuance = session.exec(select(Issuance).where(col(Issuance.address) == address)).first()
    if issuance is None:
        raise NotFound()
    statement, meeting, body = with_meeting_and_body(session, issuance.statement_id)
    return PublishedStatement(
        address=issuance.address,
        symbol=symbol_given(session, statement.id),
        body=body.name,
        meeting=meeting.title,
        time_zone=meeting.time_zone,
        place=issuance.place,
        adopted_on=issuance.issued_on,
        published_at=issuance.issued_at,
        language=statement.language,
        fingerprint=issuance.fingerprint,
        file_digest=issuance.file_digest,
        how_adopted=Missing(N_("issued by the chair, in the chair’s own name")),
        is_issued=True,
        content=issuance.content,
        is_extract=False,
        attached_since=(),
        corrigenda=(),
        amended_by=(),
        translations=_translations(session, statement, None, ()),
    )


def _translations(
    session: Session,
    statement: Statement,
    publication: Publication | None,
    corrigenda: Sequence[CorrigendumView],
) -> tuple[PublicTranslation, ...]:
    """As much of each as is public of the original; a text that the chair issued is public as a whole."""
    found = []
    for language, each in last_translations(session, statement).items():
        document = document_of_translation(session, statement, each)
        if publication is not None:
            left_out = frozenset(_left_out(session, publication))
            document = as_published(document, extent=publication.extent, left_out=left_out)
        found.append(
            PublicTranslation(
                language=each.language,
                name=language_name(each.language),
                status=each.status,
                issued_at=each.issued_at,
                fingerprint=document.fingerprint,
                document=document,
                corrigenda=of_language(corrigenda, language),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.name, each.language)))


def _amended_by(session: Session, adoption: Adoption, now: datetime) -> tuple[PublicAmendment, ...]:
    rows = session.exec(
        select(Publication.address, Adoption)
        .join(Adoption, col(Adoption.id) == col(Publication.adoption_id))
        .join(BaseText, col(BaseText.statement_id) == col(Adoption.statement_id))
        .where(
            col(BaseText.adoption_id) == adoption.id,
            col(BaseText.amends),
            col(Publication.public_from).is_(None) | (col(Publication.public_from) <= now),
        )
        .order_by(col(Adoption.adopted_at), col(Adoption.id))
    ).all()
    titles = titles_of_adopted(session, [own.id for _, own in rows])
    symbols = symbols_of(session, [own.statement_id for _, own in rows])
    return tuple(
        PublicAmendment(address, titles[own.id], symbols.get(own.statement_id, ""), own.place, own.adopted_on)
        for address, own in rows
    )


def public_corrigenda(session: Session, publication: Publication, parts: Sequence[Part]) -> tuple[CorrigendumView, ...]:
    """Those in force, with the lines that are about public words and nothing of why."""
    left_out = _left_out(session, publication)
    found = []
    for each in corrigenda_in_force(session, publication.statement_id, parts):
        lines = tuple(line for line in each.lines if line.part_id not in left_out)
        if lines:
            found.append(msgspec.structs.replace(each, lines=lines, reason=""))
    return tuple(found)


def _left_out(session: Session, publication: Publication) -> Sequence[str]:
    omissions = select(PublicationOmission.part_id)
    return session.exec(omissions.where(col(PublicationOmission.publication_id) == publication.id)).all()
