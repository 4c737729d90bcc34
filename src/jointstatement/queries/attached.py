"""What delegations attached to a text, in the order in which it is printed and numbered.

Attached before adoption: in the order of the members; after it: in the order of the hours. What came after the hour for
statements has no number and is not printed. Who aligned itself with an adopted text stands behind them all.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.naming import naming_of
from jointstatement.models import Adoption, Delegation, Reservation, ReservationPart, ReservationParty, Statement
from jointstatement.queries.cited import cited
from jointstatement.queries.standing_by import standing_by
from jointstatement.terms import ReservationKind
from jointstatement.text import document
from jointstatement.text.document import Part
from jointstatement.text.footnotes import stands_at
from jointstatement.text.naming import listed
from jointstatement.text.number import number_parts

_HEADINGS = {
    ReservationKind.RESERVATION: "Reservation",
    ReservationKind.STATEMENT: "Statement",
    ReservationKind.EXPLANATION: "Explanation of position",
    ReservationKind.INTERPRETATIVE: "Interpretative statement",
    ReservationKind.DISSOCIATION: "Dissociation",
    ReservationKind.FOOTNOTE: "Footnote",
}


ALIGNED = "Aligned with this text, each by its own act"


class Attached(msgspec.Struct, frozen=True):
    """One reservation or statement, with everybody who makes it."""

    id: str
    number: int
    """As "Attachment 1"; 0 for one that came too late to be printed, and for a footnote that stands in the text."""
    kind: ReservationKind
    author_id: str
    delegations: tuple[str, ...]
    """Its author and those who joined it."""
    asked: tuple[tuple[str, str], ...]
    """Those who were asked to join and have not: id and name."""
    part_ids: tuple[str, ...]
    """The parts that it is about, in the order of the text; none for the whole text."""
    language: str
    text: str
    made_at: datetime
    is_late: bool
    version: int


def attached_to(session: Session, statement: Statement, parts: Sequence[Part]) -> tuple[Attached, ...]:
    """Everything attached to a statement, none of it withdrawn; for whoever may read all of it. Four statements."""
    adopted_at = session.exec(select(Adoption.adopted_at).where(col(Adoption.statement_id) == statement.id)).first()
    naming = naming_of(session, statement)
    rows = session.exec(
        select(Reservation, Delegation)
        .join(Delegation, col(Delegation.id) == col(Reservation.delegation_id))
        .where(col(Reservation.statement_id) == statement.id, col(Reservation.withdrawn_at).is_(None))
        .order_by(col(Delegation.place_in_order), col(Reservation.made_at), col(Reservation.id))
    ).all()
    ids = [reservation.id for reservation, _ in rows]
    about = session.exec(select(ReservationPart).where(col(ReservationPart.reservation_id).in_(ids))).all()
    parties = session.exec(
        select(ReservationParty, Delegation)
        .join(Delegation, col(Delegation.id) == col(ReservationParty.delegation_id))
        .where(col(ReservationParty.reservation_id).in_(ids))
        .order_by(col(Delegation.place_in_order))
    ).all()

    def is_after(reservation: Reservation) -> bool:
        return adopted_at is not None and reservation.made_at > adopted_at

    before = [row for row in rows if not is_after(row[0])]
    after = sorted((row for row in rows if is_after(row[0])), key=lambda row: (row[0].is_late, row[0].made_at))
    found = []
    number = 0
    for reservation, author in (*before, *after):
        own = [(party, each) for party, each in parties if party.reservation_id == reservation.id]
        named = {row.part_id for row in about if row.reservation_id == reservation.id}
        part_ids = tuple(part.id for part in parts if part.id in named)
        is_in_text = (
            reservation.kind is ReservationKind.FOOTNOTE
            and stands_at(parts, next(iter(named), ""), naming.name(author.id)) is not None
        )
        is_numbered = not reservation.is_late and not is_in_text
        number += is_numbered
        found.append(
            Attached(
                id=reservation.id,
                number=number if is_numbered else 0,
                kind=reservation.kind,
                author_id=author.id,
                delegations=tuple(
                    naming.name(each.id)
                    for each in (author, *(each for party, each in own if party.joined_at is not None))
                ),
                asked=tuple((each.id, naming.name(each.id)) for party, each in own if party.joined_at is None),
                # A part that has left the text meanwhile: what was attached to it is attached to the whole.
                part_ids=part_ids,
                language=reservation.language,
                text=reservation.text,
                made_at=reservation.made_at,
                is_late=reservation.is_late,
                version=reservation.version,
            )
        )
    return tuple(found)


def attachments_of(
    session: Session, statement: Statement, parts: Sequence[Part], *, since: datetime | None = None
) -> tuple[document.Attachment, ...]:
    """What is printed with an adopted text, last who aligned itself with it; with `since` only what is later."""
    attached = [
        document.Attachment(_heading(each, statement, parts), each.text)
        for each in attached_to(session, statement, parts)
        if each.number and (since is None or each.made_at > since)
    ]
    revision_id = session.exec(select(Adoption.revision_id).where(col(Adoption.statement_id) == statement.id)).first()
    aligned = standing_by(session, statement, revision_id, since=since) if revision_id else ()
    if aligned:
        attached.append(document.Attachment(ALIGNED, "\n".join(name for _, name in aligned)))
    return tuple(attached)


def headings_of(session: Session, statement: Statement, parts: Sequence[Part]) -> tuple[str, ...]:
    """What is printed with an adopted text, by its headings: the footnotes that stand in it, then the attachments."""
    found = [each for each in attached_to(session, statement, parts) if not each.is_late]
    return tuple(
        _heading(each, statement, parts) for each in sorted(found, key=lambda each: (each.number > 0, each.number))
    )


def _heading(attached: Attached, statement: Statement, parts: Sequence[Part]) -> str:
    """As "Attachment 2 to the statement: Reservation by Borvia and Istara on clauses 2 and 4"."""
    language = "" if attached.language == statement.language else f" [{attached.language}]"
    if not attached.number:
        about = _about(attached, parts) or " on its name"
        return f"{_HEADINGS[attached.kind]} by {listed(attached.delegations)}{about}{language}"
    return (
        f"Attachment {attached.number} to the statement: {_HEADINGS[attached.kind]} by {listed(attached.delegations)}"
        f"{_about(attached, parts)}{language}"
    )


def _about(attached: Attached, parts: Sequence[Part]) -> str:
    named = [
        cited(part.kind, label)
        for part, label in zip(parts, number_parts(parts), strict=True)
        if part.id in attached.part_ids
    ]
    if not named:
        return ""
    if len(named) > 1 and all(name.startswith("clause ") for name in named):
        named = [f"clauses {named[0].removeprefix('clause ')}", *(name.removeprefix("clause ") for name in named[1:])]
    word = "from" if attached.kind is ReservationKind.DISSOCIATION else "on"
    return f" {word} {listed(named)}"
