"""The certificate of adoption: who declared it, when, where, which text, by which rule, as the record has it.

Printed from the record alone, never from the clock: the same adoption gives the same bytes.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.input import reads_positions_of_others
from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import parts_as_cited, revision_for, statement_for
from jointstatement.access.symbols import symbol_given
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, NotYours
from jointstatement.models import AdoptedPosition, Adoption, EndorsedPosition, Entry, Person, Revision
from jointstatement.queries.adopted import titles_of_adopted, with_meeting_and_body
from jointstatement.queries.attached import headings_of
from jointstatement.queries.cited import cited
from jointstatement.terms import Chain, ConsensusBasis, PartKind, Position, Role
from jointstatement.text.days import day, instant
from jointstatement.text.document import Document, Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.naming import in_group
from jointstatement.text.number import number_parts
from jointstatement.text.wording import escape
from jointstatement.workflow.decision import how
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.procedure import those

TITLE = "Certificate of adoption"
BASES = {
    ConsensusBasis.SILENCE_HELD: "after a silence procedure that reached its hour unbroken",
    ConsensusBasis.FOUND_IN_THE_ROOM: "found by the chair in the room",
    ConsensusBasis.COUNTED: "counted from the positions taken",
}
"""On what a decision rests, as certificates say it."""


class CertifiedPosition(msgspec.Struct, frozen=True):
    """What a member held when the text was adopted."""

    delegation: str
    part: str
    """As "clause 3"; empty for the text as a whole."""
    position: Position
    given_on: str


class Certificate(msgspec.Struct, frozen=True):
    """An adoption, as it can be shown to somebody who was not there."""

    title: str
    symbol: str
    """The symbol given at adoption; empty where the body gives none."""
    body: str
    meeting: str
    place: str
    adopted_on: date
    declared_at: datetime
    declared_by: str
    """A person and the office; empty where the hour of an unbroken silence adopted."""
    revision: str
    how: str
    """By which rule, as "by consensus"."""
    basis: ConsensusBasis
    fingerprint: str
    members: tuple[str, ...]
    attached: tuple[str, ...]
    entry: int
    """The number of the entry in the circulated chain."""
    entry_hash: str
    positions: tuple[CertifiedPosition, ...]
    """For members and the office; empty where they were not asked for."""


def certificate(session: Session, viewer: Viewer, statement_id: str, *, with_positions: bool = False) -> Certificate:
    """The certificate of an adopted text.

    Raises `NotFound` before adoption, and `NotYours` where positions are asked for by one who may not read all of them.
    """
    return _of(session, _adoption_for(session, viewer, statement_id, with_positions), with_positions=with_positions)


def certificate_document(
    session: Session, viewer: Viewer, statement_id: str, *, with_positions: bool = False
) -> Document:
    """The same as it is printed."""
    adoption = _adoption_for(session, viewer, statement_id, with_positions)
    return certificate_of_adoption(session, adoption, with_positions=with_positions)


def certificate_of_adoption(session: Session, adoption: Adoption, *, with_positions: bool) -> Document:
    """The printed certificate of an adoption that was found already."""
    told = _of(session, adoption, with_positions=with_positions)
    revision = session.exec(select(Revision).where(col(Revision.id) == adoption.revision_id)).one()
    by = f"by {told.declared_by}" if told.declared_by else "by the rule of the procedure, at the end of silence"
    lines = [
        *((f"Symbol: {told.symbol}",) if told.symbol else ()),
        f"Text: {told.revision}",
        f"Adopted in {told.place} on {day(told.adopted_on)}",
        f"Declared on {instant(told.declared_at)} {by}",
        f"Rule: {told.how}, {BASES[told.basis]}",
        f"Text fingerprint (SHA-256, version 1): {told.fingerprint}",
        f"Members: {', '.join(told.members)}",
        *(f"Attached at adoption or by the hour for statements: {heading}" for heading in told.attached),
        f"Record of proceedings: entry {told.entry} of the circulated acts, {told.entry_hash}",
        *positions_told(told.positions),
    ]
    parts = (
        Part(PartKind.TITLE, TITLE),
        Part(PartKind.SUBTITLE, escape(f"of “{told.title}”, {told.meeting}")),
        *(Part(PartKind.OPERATIVE, escape(each), ending="") for each in lines),
    )
    return Document(
        parts=parts, style=revision.style, body=told.body, meeting=told.meeting, fingerprint=fingerprint(parts)
    )


def positions_told(positions: Iterable[CertifiedPosition]) -> list[str]:
    """A line for those who held the same on the same part of the same revision, in the order of the text."""
    held: dict[tuple[str, Position, str], list[str]] = {}
    for each in positions:
        held.setdefault((each.part, each.position, each.given_on), []).append(each.delegation)
    return [
        f"Positions on {part or 'the text as a whole'}, given on {given_on}: "
        f"{position.replace('_', ' ')} – {', '.join(delegations)}"
        for (part, position, given_on), delegations in held.items()
    ]


def certified(
    rows: Iterable[AdoptedPosition | EndorsedPosition], names: Mapping[str, str], places: Mapping[str, str]
) -> tuple[CertifiedPosition, ...]:
    """What members held when it was frozen, part by part, in the order of `names`: delegation ids and their names.

    `places` are the parts in their order. A certificate goes from hand to hand: what was told to the chair alone is not
    on it.
    """
    parts, members, kinds = [None, *places], [*names], [*Position]
    return tuple(
        CertifiedPosition(
            in_group(names[row.delegation_id], row.group_name),
            places.get(row.part_id or "", ""),
            row.position,
            row.given_on,
        )
        for row in sorted(
            (row for row in rows if row.delegation_id in names and not row.is_for_chair),
            key=lambda row: (
                parts.index(row.part_id),
                kinds.index(row.position),
                members.index(row.delegation_id),
            ),
        )
    )


def _adoption_for(session: Session, viewer: Viewer, statement_id: str, with_positions: bool) -> Adoption:
    statement = statement_for(session, viewer, statement_id)
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement.id)).first()
    if adoption is None:
        raise NotFound()
    if with_positions and not reads_positions_of_others(session, viewer, statement):
        raise NotYours(who=those((Role.CHAIR, Role.SECRETARIAT)))
    return adoption


def _of(session: Session, adoption: Adoption, *, with_positions: bool) -> Certificate:
    statement, meeting, body = with_meeting_and_body(session, adoption.statement_id)
    revision = revision_for(session, statement, adoption.revision_id)
    parts = parts_as_cited(session, revision)
    entry = session.exec(
        select(Entry).where(
            col(Entry.statement_id) == statement.id,
            col(Entry.chain) == Chain.CIRCULATED,
            col(Entry.kind) == "adopted",
        )
    ).one()
    person = session.exec(select(Person).where(col(Person.id) == (adoption.adopted_by or ""))).first()
    members = delegations_of(session, statement)
    positions: tuple[CertifiedPosition, ...] = ()
    if with_positions:
        places = {part.id: cited(part.kind, label) for part, label in zip(parts, number_parts(parts), strict=True)}
        rows = session.exec(select(AdoptedPosition).where(col(AdoptedPosition.adoption_id) == adoption.id))
        positions = certified(rows, {member.id: member.name for member in members}, places)
    return Certificate(
        title=titles_of_adopted(session, [adoption.id])[adoption.id],
        symbol=symbol_given(session, statement.id),
        body=body.name,
        meeting=meeting.title,
        place=adoption.place,
        adopted_on=adoption.adopted_on,
        declared_at=adoption.adopted_at,
        declared_by=f"{person.name}, {those((person.role,))}" if person else "",
        revision=revision.label,
        how=how(workflow_of(statement).decision).sentence(),
        basis=adoption.basis,
        fingerprint=adoption.fingerprint,
        members=tuple(member.name for member in members),
        attached=headings_of(session, statement, parts),
        entry=entry.number,
        entry_hash=entry.hash,
        positions=positions,
    )
