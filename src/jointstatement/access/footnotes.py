"""The footnotes that delegations put to a text, for whoever prints the adopted text."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from jointstatement.access.naming import naming_of
from jointstatement.models import Delegation, Reservation, ReservationPart, ReservationParty, Statement
from jointstatement.terms import ReservationKind
from jointstatement.text.document import Part
from jointstatement.text.footnotes import OwnFootnote, with_footnotes


def as_printed(session: Session, statement: Statement, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of the adopted text with the footnotes that delegations put to it and have not taken back."""
    return with_footnotes(parts, footnotes_to(session, statement))


def footnotes_to(session: Session, statement: Statement) -> tuple[OwnFootnote, ...]:
    """Every footnote that stands, in the order of their hours."""
    rows = session.exec(
        select(Reservation, ReservationPart.part_id)
        .join(ReservationPart, col(ReservationPart.reservation_id) == col(Reservation.id), isouter=True)
        .where(
            col(Reservation.statement_id) == statement.id,
            col(Reservation.kind) == ReservationKind.FOOTNOTE,
            col(Reservation.withdrawn_at).is_(None),
        )
        .order_by(col(Reservation.made_at), col(Reservation.id))
    ).all()
    if not rows:
        return ()
    joined = session.exec(
        select(ReservationParty)
        .join(Delegation, col(Delegation.id) == col(ReservationParty.delegation_id))
        .where(
            col(ReservationParty.reservation_id).in_([row.id for row, _ in rows]),
            col(ReservationParty.joined_at).is_not(None),
        )
        .order_by(col(Delegation.place_in_order), col(Delegation.id))
    ).all()
    naming = naming_of(session, statement)
    return tuple(
        OwnFootnote(
            key=f"note-{row.id[:8]}",
            part_id=part_id or "",
            names=tuple(
                naming.name(each)
                for each in (
                    row.delegation_id,
                    *(party.delegation_id for party in joined if party.reservation_id == row.id),
                )
            ),
            text=row.text,
        )
        for row, part_id in rows
    )
