"""Adoption: the chair's separate act that freezes the text, the positions and what is attached to it; publication."""

from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from jointstatement.access.statements import meeting_of, members_of, revision_text, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import line, text
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import circulate, notify, record
from jointstatement.actions.step import take
from jointstatement.actions.tabled import part_named, revision_on_the_table
from jointstatement.errors import N_, BadInput, NotFound, TextSeenIsAnother
from jointstatement.models import (
    AdoptedPosition,
    Adoption,
    ConsensusDeclaration,
    Delegation,
    Publication,
    Reservation,
    Revision,
    Silence,
    Statement,
)
from jointstatement.models.identity import new_id
from jointstatement.terms import Chain, ReservationKind, Verb
from jointstatement.workflow.facts import positions_held, positions_submitted, situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_adopt,
    may_publish,
    may_reserve,
    may_withdraw_reservation,
)

_MADE = {ReservationKind.RESERVATION: "reservation_made", ReservationKind.STATEMENT: "statement_made"}
_WITHDRAWN = {
    ReservationKind.RESERVATION: "reservation_withdrawn",
    # A withdrawn statement is another thing: the whole text, given up by the chair.
    ReservationKind.STATEMENT: "attached_statement_withdrawn",
}


def reserve(
    session: Session,
    statement_id: str,
    *,
    part_id: str | None,
    kind: ReservationKind,
    text: str,
    by: Viewer,
    now: datetime,
) -> str:
    """A head of delegation attaches a reservation or a statement, to the whole text or one part; it blocks nothing.

    Told to the chair's office; circulated with adoption. Returns its id. Refused as `may_reserve` says, with
    `NotFound` for a part that is not in the revision, and with `BadInput` for an empty text.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_reserve(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    revision = revision_on_the_table(session, statement)
    named = part_named(session, revision, part_id)
    reservation = Reservation(
        statement_id=statement.id,
        revision_id=revision.id,
        delegation_id=delegation.id,
        part_id=part_id,
        kind=kind,
        text=_words(text),
        made_at=now,
        made_by=by.person_id,
    )
    keep(session, reservation)
    _tell_office(
        session,
        statement,
        _MADE[kind],
        delegation,
        {"reservation_id": reservation.id, "kind": kind, "revision": revision.label, **named, "text": reservation.text},
        by=by,
        now=now,
    )
    return reservation.id


def withdraw_reservation(
    session: Session, statement_id: str, reservation_id: str, *, by: Viewer, now: datetime
) -> None:
    """A head of delegation takes the delegation's reservation or statement back, until adoption.

    Refused as `may_withdraw_reservation` says, and with `NotFound` for another delegation's or one taken back before.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_withdraw_reservation(workflow_of(statement), situation_of(session, statement, now), by.role))
    delegation = own_delegation(session, by)
    reservation = session.exec(
        select(Reservation).where(
            col(Reservation.id) == reservation_id,
            col(Reservation.statement_id) == statement.id,
            col(Reservation.delegation_id) == delegation.id,
            col(Reservation.withdrawn_at).is_(None),
        )
    ).first()
    if reservation is None:
        raise NotFound()
    reservation.withdrawn_at = now
    keep(session, reservation)
    _tell_office(
        session,
        statement,
        _WITHDRAWN[reservation.kind],
        delegation,
        {"reservation_id": reservation.id, "kind": reservation.kind},
        by=by,
        now=now,
    )


def adopt(
    session: Session,
    statement_id: str,
    *,
    place: str,
    adopted_on: date,
    fingerprint_seen: str,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair declares adoption of the text whose fingerprint was on the page; circulated. Returns its id.

    Freezes for every member the position it holds on the whole and on each part, with the revision it was given on.
    Refused as `may_adopt` says, with `TextSeenIsAnother` where the fingerprint is another text's, and with `BadInput`
    for an empty place.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_adopt(workflow_of(statement), situation, by.role))
    if fingerprint_seen != revision_on_the_table(session, statement).fingerprint:
        raise TextSeenIsAnother()
    place = line("place", place)
    take(session, statement, Verb.ADOPT, by=by, now=now, situation=situation)
    return _freeze(session, statement, place=place, adopted_on=adopted_on, adopted_at=now, by=by, now=now)


def adopt_at_end_of_silence(session: Session, statement: Statement, silence: Silence, *, now: datetime) -> str:
    """Adoption by the rule of the body, at the hour of an unbroken silence, where the meeting is; circulated.

    Only where the workflow says that the end of silence adopts, and after consensus was declared by the same hour.
    Returns the adoption's id.
    """
    situation = situation_of(session, statement, now)
    meeting = meeting_of(session, statement)
    take(session, statement, Verb.ADOPT, by=None, now=now, situation=situation)
    return _freeze(
        session,
        statement,
        place=statement.adopted_in or meeting.place,
        adopted_on=silence.due_at.astimezone(ZoneInfo(meeting.time_zone)).date(),
        adopted_at=silence.due_at,
        by=None,
        now=now,
    )


def publish(session: Session, statement_id: str, *, content: bytes, by: Viewer, now: datetime) -> str:
    """Publishes the adopted text: keeps the file's bytes, once, with their digest; circulated.

    Returns the last part of the public page's address. Refused as `may_publish` says, which it does a second time,
    and with `BadInput` for an empty file.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_publish(workflow_of(statement), situation, by.role))
    if not content:
        raise BadInput("content", N_("The file to publish is empty."))
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement.id)).one()
    take(session, statement, Verb.PUBLISH, by=by, now=now, situation=situation)
    publication = Publication(
        statement_id=statement.id,
        adoption_id=adoption.id,
        address=new_id(),
        content=content,
        file_digest=sha256(content).hexdigest(),
        fingerprint=adoption.fingerprint,
        published_at=now,
        published_by=by.person_id,
    )
    keep(session, publication)
    circulate(
        session,
        kind="published",
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        payload={
            "address": publication.address,
            "file_digest": publication.file_digest,
            "fingerprint": publication.fingerprint,
        },
    )
    notify(session, statement=statement, kind="published", to="delegations", now=now, parameters={})
    return publication.address


def _freeze(
    session: Session,
    statement: Statement,
    *,
    place: str,
    adopted_on: date,
    adopted_at: datetime,
    by: Viewer | None,
    now: datetime,
) -> str:
    revision = revision_on_the_table(session, statement)
    declaration = session.exec(
        select(ConsensusDeclaration).where(
            col(ConsensusDeclaration.statement_id) == statement.id,
            col(ConsensusDeclaration.revision_id) == revision.id,
            col(ConsensusDeclaration.set_aside_at).is_(None),
        )
    ).one()
    adoption = Adoption(
        statement_id=statement.id,
        revision_id=revision.id,
        fingerprint=revision.fingerprint,
        place=place,
        adopted_on=adopted_on,
        adopted_at=adopted_at,
        adopted_by=by.person_id if by else None,
        basis=declaration.basis,
    )
    keep(session, adoption, *_positions(session, statement, revision, adoption))
    circulate(
        session,
        kind="adopted",
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        payload={
            "revision": revision.label,
            "fingerprint": adoption.fingerprint,
            "place": place,
            "adopted_on": adopted_on,
            "basis": adoption.basis,
            "reservations": _attached(session, statement, revision),
        },
    )
    notify(
        session,
        statement=statement,
        kind="adopted",
        to="delegations",
        now=now,
        parameters={"revision": revision.label},
    )
    return adoption.id


def _positions(session: Session, statement: Statement, revision: Revision, adoption: Adoption) -> list[AdoptedPosition]:
    """What every member holds on the whole and on each part of the text. Who is awaited has no row."""
    held = positions_held(positions_submitted(session, statement))
    labels = dict(
        session.exec(select(Revision.id, Revision.label).where(col(Revision.statement_id) == statement.id)).all()
    )
    subjects = [None, *(part.part_id for part in revision_text(session, revision))]
    return [
        AdoptedPosition(
            adoption_id=adoption.id,
            delegation_id=member.id,
            part_id=part_id,
            position=held[member.id, part_id].position,
            given_on=labels[held[member.id, part_id].revision_id],
        )
        for member in members_of(session, statement.body_id)
        for part_id in subjects
        if (member.id, part_id) in held
    ]


def _attached(session: Session, statement: Statement, revision: Revision) -> list[dict[str, str]]:
    rows = session.exec(
        select(Reservation, Delegation.name)
        .join(Delegation, col(Delegation.id) == col(Reservation.delegation_id))
        .where(col(Reservation.statement_id) == statement.id, col(Reservation.withdrawn_at).is_(None))
        .order_by(col(Delegation.place_in_order), col(Reservation.made_at), col(Reservation.id))
    )
    return [
        {
            "delegation": delegation,
            "kind": str(reservation.kind),
            **_part_if_there(session, revision, reservation.part_id),
            "text": reservation.text,
        }
        for reservation, delegation in rows
    ]


def _part_if_there(session: Session, revision: Revision, part_id: str | None) -> dict[str, str]:
    """A reservation to a part that has left the text meanwhile is attached to the whole."""
    in_text = {row.part_id for row in revision_text(session, revision)}
    return part_named(session, revision, part_id if part_id in in_text else None)


def _tell_office(
    session: Session,
    statement: Statement,
    kind: str,
    delegation: Delegation,
    payload: dict[str, str],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    record(
        session,
        chain=Chain.DELEGATION,
        kind=kind,
        by=by,
        now=now,
        body_id=statement.body_id,
        statement_id=statement.id,
        delegation_id=delegation.id,
        payload=payload,
    )
    notify(
        session,
        statement=statement,
        kind=kind,
        to="office",
        now=now,
        parameters={"delegation": delegation.name},
    )


def _words(value: str) -> str:
    return text("text", value)
