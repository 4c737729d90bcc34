"""What delegations attach: reservations, explanations of position, readings of the text, dissociations, footnotes.

From declared consensus until adoption, and after it until the hour for statements; what comes later is kept as late.
Each belongs to its author, who alone changes it and takes it back; other delegations join it only by their own act.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.naming import naming_of
from jointstatement.access.statements import members_of, parts_as_cited, revision_text, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import text as text_of
from jointstatement.actions.keep import keep
from jointstatement.actions.objecting import own_delegation
from jointstatement.actions.record import notify, record_within_delegation, tell_all
from jointstatement.actions.tabled import part_among, revision_on_the_table
from jointstatement.errors import N_, AlreadyJoined, BadInput, FootnotesStand, NotFound, PrintedAlready, WordingHasMoved
from jointstatement.models import (
    Delegation,
    Publication,
    Reservation,
    ReservationPart,
    ReservationParty,
    Revision,
    Statement,
)
from jointstatement.terms import ReservationKind
from jointstatement.text.footnotes import stands_at
from jointstatement.text.translations import language_tag
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_change_reservation,
    may_join_reservation,
    may_reserve,
    may_withdraw_reservation,
)
from jointstatement.workflow.situation import Situation

_MADE = {
    kind: "reservation_made" if kind is ReservationKind.RESERVATION else "statement_made" for kind in ReservationKind
} | {ReservationKind.FOOTNOTE: "footnote_offered"}
_WITHDRAWN = {
    # A withdrawn statement is another thing: the whole text, given up by the chair.
    kind: "reservation_withdrawn" if kind is ReservationKind.RESERVATION else "attached_statement_withdrawn"
    for kind in ReservationKind
} | {ReservationKind.FOOTNOTE: "footnote_withdrawn"}


def reserve(
    session: Session,
    statement_id: str,
    *,
    part_ids: Sequence[str] = (),
    kind: ReservationKind,
    text: str,
    language: str = "",
    together_with: Sequence[str] = (),
    by: Viewer,
    now: datetime,
) -> str:
    """A head of delegation attaches a reservation or a statement, to the whole text or some parts; it blocks nothing.

    Before adoption told to the chair's office and to those who are asked to join, and circulated with adoption; after
    it circulated at once; after the hour for statements kept as late and told to the office alone. `together_with` are
    delegations that are asked to join. Returns its id. Refused as `may_reserve` says, with `NotFound` for a part that
    is not in the text or a delegation that is no member, and with `BadInput` for an empty text, a language that is
    none, or a dissociation that names no clause. A footnote is about one part, or about the delegation's own name where
    that stands in the text; it is offered before adoption (`FootnotesStand`).
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_reserve(workflow_of(statement), situation, by.role))
    return attach(
        session,
        statement,
        situation,
        part_ids=part_ids,
        kind=kind,
        text=text,
        language=language,
        together_with=together_with,
        by=by,
        now=now,
    )


def attach(
    session: Session,
    statement: Statement,
    situation: Situation,
    *,
    part_ids: Sequence[str],
    kind: ReservationKind,
    text: str,
    language: str = "",
    together_with: Sequence[str] = (),
    by: Viewer,
    now: datetime,
) -> str:
    """Keeps what a delegation attaches, as `reserve` says; who calls has asked whether it may."""
    delegation = own_delegation(session, by)
    revision = revision_on_the_table(session, statement)
    if kind is ReservationKind.DISSOCIATION and not part_ids:
        raise BadInput("part_ids", N_("A dissociation names the clauses that it is from. Please choose them."))
    if kind is ReservationKind.FOOTNOTE:
        _demand_place_for_footnote(session, statement, situation, revision, delegation, part_ids)
    whole = parts_as_cited(session, revision)
    parts = {part_id: part_among(whole, part_id) for part_id in dict.fromkeys(part_ids)}
    asked = _members(session, statement, delegation, together_with)
    reservation = Reservation(
        statement_id=statement.id,
        revision_id=revision.id,
        delegation_id=delegation.id,
        kind=kind,
        language=language_tag("language", language or statement.language),
        text=text_of("text", text),
        made_at=now,
        made_by=by.person_id,
        is_late=situation.adopted and not situation.statements_open,
    )
    keep(
        session,
        reservation,
        *(ReservationPart(reservation_id=reservation.id, part_id=part_id) for part_id in parts),
        *(ReservationParty(reservation_id=reservation.id, delegation_id=each.id, asked_at=now) for each in asked),
    )
    said: dict[str, object] = {
        "revision": revision.label,
        "parts": list(parts.values()),
        "language": reservation.language,
        "text": reservation.text,
        "asked_to_join": [each.name for each in asked],
    }
    _tell(
        session,
        statement,
        reservation,
        delegation,
        said,
        situation,
        kind="late_statement_received" if reservation.is_late else _MADE[kind],
        by=by,
        now=now,
    )
    if not reservation.is_late:
        _ask_to_join(session, statement, delegation, [each.id for each in asked], now=now)
    return reservation.id


def _demand_place_for_footnote(
    session: Session,
    statement: Statement,
    situation: Situation,
    revision: Revision,
    delegation: Delegation,
    part_ids: Sequence[str],
) -> None:
    if situation.adopted:
        raise FootnotesStand()
    if len(set(part_ids)) > 1:
        raise BadInput("part_ids", N_("A footnote stands at one place. Please choose one, or give each its own."))
    parts = parts_as_cited(session, revision)
    name = naming_of(session, statement).name(delegation.id)
    if stands_at(parts, next(iter(part_ids), ""), name) is not None:
        return
    if part_ids:
        if any(part.id in part_ids for part in parts):
            raise BadInput("part_ids", N_("A footnote cannot be put to a footnote. Please choose another place."))
        raise NotFound()
    raise BadInput("part_ids", N_("“{name}” does not stand in the text. Please choose the place."), name=name)


def change_reservation(
    session: Session, statement_id: str, reservation_id: str, *, text: str, expected: int, by: Viewer, now: datetime
) -> None:
    """A head of delegation puts other words in the place of its own reservation's or statement's.

    Those who had joined had joined other words: they are asked again. Refused as `may_change_reservation` says, with
    `NotFound` for another delegation's, `PrintedAlready` for one in the published file, and `WordingHasMoved` where it
    was changed since `expected`.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_change_reservation(workflow_of(statement), situation, by.role))
    delegation = own_delegation(session, by)
    reservation = _own(session, statement, delegation, reservation_id)
    text = text_of("text", text)
    if reservation.version != expected:
        raise WordingHasMoved(yours=text, theirs=reservation.text, version=reservation.version)
    if text == reservation.text:
        return
    reservation.text, reservation.made_at, reservation.made_by = text, now, by.person_id
    joined = [party for party in _parties(session, reservation) if party.joined_at is not None]
    for party in joined:
        party.joined_at, party.joined_by, party.asked_at = None, None, now
    keep(session, reservation, *joined)
    _tell(
        session,
        statement,
        reservation,
        delegation,
        {"text": text, "asked_again": _names(session, [party.delegation_id for party in joined])},
        situation,
        kind="attached_statement_changed",
        by=by,
        now=now,
    )
    _ask_to_join(session, statement, delegation, [party.delegation_id for party in joined], now=now)


def join_reservation(session: Session, statement_id: str, reservation_id: str, *, by: Viewer, now: datetime) -> None:
    """A head of delegation joins what another attaches, having been asked; it is named with it from now on.

    Refused as `may_join_reservation` says, with `NotFound` where it was not asked, `AlreadyJoined`, and
    `PrintedAlready` for one in the published file.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_join_reservation(workflow_of(statement), situation, by.role))
    delegation = own_delegation(session, by)
    row = session.exec(
        select(ReservationParty, Reservation)
        .join(Reservation, col(Reservation.id) == col(ReservationParty.reservation_id))
        .where(
            col(ReservationParty.reservation_id) == reservation_id,
            col(ReservationParty.delegation_id) == delegation.id,
            col(Reservation.statement_id) == statement.id,
            col(Reservation.withdrawn_at).is_(None),
            col(Reservation.is_late).is_(False),
        )
    ).first()
    if row is None:
        raise NotFound()
    party, reservation = row
    if party.joined_at is not None:
        raise AlreadyJoined()
    _demand_unprinted(session, statement, reservation)
    party.joined_at, party.joined_by = now, by.person_id
    keep(session, party)
    author = session.exec(select(Delegation).where(col(Delegation.id) == reservation.delegation_id)).one()
    _tell(
        session,
        statement,
        reservation,
        delegation,
        {"author": author.name},
        situation,
        kind="attached_statement_joined",
        by=by,
        now=now,
    )
    notify(
        session,
        statement=statement,
        kind="attached_statement_joined",
        to=author.id,
        now=now,
        parameters={"delegation": delegation.name, "author": author.name},
    )


def withdraw_reservation(
    session: Session, statement_id: str, reservation_id: str, *, by: Viewer, now: datetime
) -> None:
    """A head of delegation takes the delegation's reservation or statement back, until the hour for statements.

    Refused as `may_withdraw_reservation` says, with `NotFound` for another delegation's or one taken back before, and
    with `PrintedAlready` for one in the published file.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_withdraw_reservation(workflow_of(statement), situation, by.role))
    delegation = own_delegation(session, by)
    reservation = _own(session, statement, delegation, reservation_id)
    reservation.withdrawn_at = now
    keep(session, reservation)
    gone = _WITHDRAWN[reservation.kind]
    _tell(session, statement, reservation, delegation, {}, situation, kind=gone, by=by, now=now)


def _own(session: Session, statement: Statement, delegation: Delegation, reservation_id: str) -> Reservation:
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
    _demand_unprinted(session, statement, reservation)
    return reservation


def _demand_unprinted(session: Session, statement: Statement, reservation: Reservation) -> None:
    """What the published file prints stands there for ever."""
    published_at = session.exec(
        select(Publication.published_at).where(col(Publication.statement_id) == statement.id)
    ).first()
    if published_at is not None and reservation.made_at <= published_at:
        raise PrintedAlready()


def _parties(session: Session, reservation: Reservation) -> list[ReservationParty]:
    return list(
        session.exec(
            select(ReservationParty)
            .join(Delegation, col(Delegation.id) == col(ReservationParty.delegation_id))
            .where(col(ReservationParty.reservation_id) == reservation.id)
            .order_by(col(Delegation.place_in_order), col(Delegation.id))
        )
    )


def _members(
    session: Session, statement: Statement, delegation: Delegation, delegation_ids: Sequence[str]
) -> list[Delegation]:
    """The other members of these ids, in the body's order. Raises `NotFound`."""
    others = [each for each in members_of(session, statement.body_id) if each.id != delegation.id]
    if not set(delegation_ids) <= {each.id for each in others}:
        raise NotFound()
    return [each for each in others if each.id in delegation_ids]


def _names(session: Session, delegation_ids: Sequence[str]) -> list[str]:
    named = select(Delegation.name).where(col(Delegation.id).in_(delegation_ids))
    return list(session.exec(named.order_by(col(Delegation.place_in_order), col(Delegation.id))))


def _ask_to_join(
    session: Session, statement: Statement, author: Delegation, delegation_ids: Sequence[str], *, now: datetime
) -> None:
    for each in delegation_ids:
        named = {"delegation": author.name}
        notify(session, statement=statement, kind="joining_asked", to=each, now=now, parameters=named)


def _tell(
    session: Session,
    statement: Statement,
    reservation: Reservation,
    delegation: Delegation,
    said: dict[str, object],
    situation: Situation,
    *,
    kind: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Into the delegation's own chain, and to the office; after adoption, where it came in time, to all."""
    payload: dict[str, object] = {"reservation_id": reservation.id, "kind": reservation.kind, **said}
    record_within_delegation(session, statement, delegation.id, kind=kind, by=by, now=now, payload=payload)
    parameters: dict[str, object] = {"delegation": delegation.name}
    if "author" in said:
        parameters["author"] = said["author"]
    notify(session, statement=statement, kind=kind, to="office", now=now, parameters=parameters)
    if situation.adopted and not reservation.is_late:
        named = {"delegation": delegation.name, **payload}
        tell_all(session, statement, kind, named, notice=parameters, by=by, now=now)


def attached(session: Session, statement: Statement, revision: Revision) -> list[dict[str, object]]:
    """What is attached when the text is adopted, for the record: in the order of the members, then of the hours."""
    rows = session.exec(
        select(Reservation, Delegation.name)
        .join(Delegation, col(Delegation.id) == col(Reservation.delegation_id))
        .where(col(Reservation.statement_id) == statement.id, col(Reservation.withdrawn_at).is_(None))
        .order_by(col(Delegation.place_in_order), col(Reservation.made_at), col(Reservation.id))
    ).all()
    in_text = [row.part_id for row in revision_text(session, revision)] if rows else []
    return [
        {
            "delegation": delegation,
            "joined": _names(
                session,
                [party.delegation_id for party in _parties(session, reservation) if party.joined_at is not None],
            ),
            "kind": str(reservation.kind),
            "parts": _parts_there(session, revision, in_text, reservation),
            "language": reservation.language,
            "text": reservation.text,
        }
        for reservation, delegation in rows
    ]


def _parts_there(
    session: Session, revision: Revision, in_text: Sequence[str], reservation: Reservation
) -> list[dict[str, str]]:
    """The parts that it is about and that stand in the text; where none does it is attached to the whole."""
    named = session.exec(
        select(ReservationPart.part_id).where(col(ReservationPart.reservation_id) == reservation.id)
    ).all()
    whole = parts_as_cited(session, revision)
    return [part_among(whole, part_id) for part_id in in_text if part_id in named]
