"""A text endorsed with a view to adoption at a higher level: what was left, what was re-opened, the certificate.

Whoever reads the negotiation reads that a text was endorsed. The grid that was frozen with it is for members and the
office, as that of an adoption is; nothing of it is public.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.endorsements import endorsed, endorsements_of
from jointstatement.access.input import reads_positions_of_others
from jointstatement.access.statements import body_for, parts_as_cited, revision_for, statement_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, NothingEndorsed, NotYours, Refusal
from jointstatement.models import (
    EndorsedPosition,
    Endorsement,
    EndorsementReopened,
    Entry,
    LeftClause,
    Statement,
)
from jointstatement.queries.certificate import BASES, certified, positions_told
from jointstatement.queries.cited import cited
from jointstatement.queries.grid import FrozenLine, frozen_lines
from jointstatement.queries.silence import PlaceInText, place_of, places_of
from jointstatement.queries.statement import Scene, StatementHead, head_of, negotiation_scene, scene_of
from jointstatement.terms import CLAUSE_KINDS, Chain, ConsensusBasis, PartKind, Role
from jointstatement.text.clause_states import blocks_with_footnotes, going_with, open_in
from jointstatement.text.days import instant
from jointstatement.text.document import Document, Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.number import number_parts
from jointstatement.text.wording import escape, plain
from jointstatement.workflow import permit
from jointstatement.workflow.decision import how
from jointstatement.workflow.facts import blocking_positions, positions_submitted, situation_of, workflow_of
from jointstatement.workflow.procedure import those

TITLE = "Certificate of endorsement"


class Reopened(msgspec.Struct, frozen=True):
    """A clause of an endorsed text that was re-opened, or the whole of it."""

    place: PlaceInText
    reason: str
    reopened_at: datetime


class EndorsementLine(msgspec.Struct, frozen=True):
    """An endorsement, as it was declared, and what became of it."""

    number: int
    revision: str
    fingerprint: str
    adoption_at: str
    left_to: str
    left: tuple[PlaceInText, ...]
    reason: str
    basis: ConsensusBasis
    endorsed_at: datetime
    is_in_force: bool
    """It is the latest, and was not taken back."""
    reopened: tuple[Reopened, ...]
    positions: tuple[FrozenLine, ...]
    """As far as this person may read them."""


class ClauseToLeave(msgspec.Struct, frozen=True):
    """A clause that may be left to a higher level, and what stands on it."""

    place: PlaceInText
    open_brackets: int
    """With placeholders."""
    blocking: int
    """Objections and reserves that stand on it or on its items."""

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the text could be endorsed sooner without it."""
        return bool(self.open_brackets or self.blocking)


class _Member(msgspec.Struct, frozen=True):
    delegation: str
    name: str


class _Told(msgspec.Struct, frozen=True):
    """What the entry of an endorsement keeps for its certificate."""

    meeting: str
    declared_by: str
    office: Role
    names: tuple[_Member, ...]
    """The members, as the statement named and ordered them."""


class EndorsingPage(msgspec.Struct, frozen=True):
    """The endorsements of a text, and for the chair what there is to endorse or to re-open."""

    head: StatementHead
    fingerprint: str
    """Of the revision on the table; empty before the first."""
    endorsements: tuple[EndorsementLine, ...]
    """The latest first."""
    is_adopted: bool
    counts_positions: bool
    clauses: tuple[ClauseToLeave, ...]
    """For the chair alone."""
    to_endorse: Refusal | None
    """Where all that something stands on were left."""
    to_endorse_on_silence: Refusal | None
    to_reopen: Refusal | None
    closed: tuple[PlaceInText, ...]
    """What of the endorsed text can be re-opened."""


def endorsing_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> EndorsingPage:
    """The page of the endorsements of a text. Raises `NotFound`, and `NotYours` for observers."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    is_chairs = viewer.role in {Role.CHAIR, Role.CO_CHAIR}
    clauses = _clauses(session, scene) if is_chairs and scene.revisions else ()
    in_the_way = [each.place.part_id for each in clauses if each.stands_in_the_way]
    apart = {part.id for part in going_with(scene.text, in_the_way)}
    situation = situation_of(session, scene.statement, now, apart_from=apart)
    question = (scene.workflow, situation, viewer.role)
    holding = endorsed(session, scene.statement)
    closed: tuple[PlaceInText, ...] = ()
    if holding is not None:
        heads = {part.id for part in holding.parts if part.kind is not PartKind.ITEM} & holding.closed
        closed = tuple(place for place in places_of(holding.parts) if place.part_id in heads)
    return EndorsingPage(
        head=head_of(scene),
        fingerprint=scene.revisions[-1].fingerprint if scene.revisions else "",
        endorsements=_endorsements(session, scene),
        is_adopted=scene.situation.adopted,
        counts_positions=scene.workflow.decision.counts_positions,
        clauses=clauses,
        to_endorse=permit.may_endorse(*question),
        to_endorse_on_silence=permit.may_endorse(*question, basis=ConsensusBasis.SILENCE_HELD),
        to_reopen=permit.may_reopen_endorsed(*question) or (None if holding else NothingEndorsed()),
        closed=closed,
    )


def endorsements_told(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime
) -> tuple[EndorsementLine, ...]:
    """The endorsements of a text, the latest first. Raises `NotFound`, and `NotYours` for observers."""
    permit.demand(permit.may_read_negotiation(viewer.role))
    return _endorsements(session, scene_of(session, viewer, statement_id, now))


def endorsement_document(
    session: Session, viewer: Viewer, statement_id: str, number: int, *, with_positions: bool = False
) -> Document:
    """The certificate of an endorsement as it is printed, with every name as it was when it was declared.

    The same endorsement gives the same bytes. Raises `NotFound`, and `NotYours` for observers, and where positions are
    asked for by one who may not read all of them.
    """
    permit.demand(permit.may_read_negotiation(viewer.role))
    statement = statement_for(session, viewer, statement_id)
    row = next((each for each in endorsements_of(session, statement) if each.number == number), None)
    if row is None:
        raise NotFound()
    if with_positions and not reads_positions_of_others(session, viewer, statement):
        raise NotYours(who=those((Role.CHAIR, Role.SECRETARIAT)))
    body, revision = body_for(session, viewer), revision_for(session, statement, row.revision_id)
    parts = parts_as_cited(session, revision)
    places = {part.id: cited(part.kind, label) for part, label in zip(parts, number_parts(parts), strict=True)}
    entry = _entry(session, statement, row)
    told = msgspec.json.decode(entry.payload, type=_Told)
    left = set(session.exec(select(LeftClause.part_id).where(col(LeftClause.endorsement_id) == row.id)))
    clauses = ", ".join(place for part_id, place in places.items() if part_id in left)
    lines = [
        f"Text: {revision.label}",
        f"Endorsed with a view to adoption at {row.adoption_at}. This is an endorsement and no adoption: the text is "
        "not adopted before that level has agreed on what was left to it and adopts the whole",
        f"Left to {row.left_to}, and blank in the text: {clauses}",
        f"Reason: {row.reason}",
        f"Declared on {instant(row.endorsed_at)} by {told.declared_by}, {those((told.office,))}",
        f"Rule for all that was not left: {how(workflow_of(statement).decision).sentence()}, {BASES[row.basis]}",
        f"Text fingerprint (SHA-256, version 1): {row.fingerprint}",
        f"Members: {', '.join(each.name for each in told.names)}",
        f"Record of proceedings: entry {entry.number} of the circulated acts, {entry.hash}",
        *(_held_lines(session, told.names, row, places) if with_positions else ()),
    ]
    title = next(
        (plain(part.wording).replace("\n", " ") for part in parts if part.kind is PartKind.TITLE), told.meeting
    )
    printed = (
        Part(PartKind.TITLE, TITLE),
        Part(PartKind.SUBTITLE, escape(f"of “{title}”, {told.meeting}")),
        *(Part(PartKind.OPERATIVE, escape(each), ending="") for each in lines),
    )
    return Document(
        parts=printed,
        style=revision.style,
        body=body.name,
        meeting=told.meeting,
        fingerprint=fingerprint(printed),
    )


def _held_lines(session: Session, members: Sequence[_Member], row: Endorsement, places: dict[str, str]) -> list[str]:
    rows = session.exec(select(EndorsedPosition).where(col(EndorsedPosition.endorsement_id) == row.id))
    return positions_told(certified(rows, {member.delegation: member.name for member in members}, places))


def _entry(session: Session, statement: Statement, row: Endorsement) -> Entry:
    """The entry of an endorsement: each makes one, in their order."""
    entries = session.exec(
        select(Entry)
        .where(
            col(Entry.statement_id) == statement.id,
            col(Entry.chain) == Chain.CIRCULATED,
            col(Entry.kind) == "endorsed",
        )
        .order_by(col(Entry.number))
    ).all()
    return entries[row.number - 1]


def _endorsements(session: Session, scene: Scene) -> tuple[EndorsementLine, ...]:
    rows = endorsements_of(session, scene.statement)
    labels = {revision.id: revision.label for revision in scene.revisions}
    ids = [row.id for row in rows]
    left = session.exec(select(LeftClause).where(col(LeftClause.endorsement_id).in_(ids))).all()
    reopened = session.exec(
        select(EndorsementReopened)
        .where(col(EndorsementReopened.endorsement_id).in_(ids))
        .order_by(col(EndorsementReopened.reopened_at), col(EndorsementReopened.id))
    ).all()
    taken_back = {each.endorsement_id for each in reopened if each.part_id is None}
    found = []
    for row in reversed(rows):
        text = scene.texts[row.revision_id]
        own = {each.part_id for each in left if each.endorsement_id == row.id}
        found.append(
            EndorsementLine(
                number=row.number,
                revision=labels[row.revision_id],
                fingerprint=row.fingerprint,
                adoption_at=row.adoption_at,
                left_to=row.left_to,
                left=tuple(place for place in places_of(text) if place.part_id in own),
                reason=row.reason,
                basis=row.basis,
                endorsed_at=row.endorsed_at,
                is_in_force=row is rows[-1] and row.id not in taken_back,
                reopened=tuple(
                    Reopened(place_of(text, each.part_id), each.reason, each.reopened_at)
                    for each in reopened
                    if each.endorsement_id == row.id
                ),
                positions=frozen_lines(
                    session, scene, EndorsedPosition, col(EndorsedPosition.endorsement_id) == row.id, text
                ),
            )
        )
    return tuple(found)


def _clauses(session: Session, scene: Scene) -> tuple[ClauseToLeave, ...]:
    in_text = {part.id for part in scene.text}
    standing = blocking_positions(session, scene.statement, positions_submitted(session, scene.statement), in_text)
    own = blocks_with_footnotes(scene.text)
    return tuple(
        ClauseToLeave(
            place=place,
            open_brackets=open_in(own[place.part_id]),
            blocking=sum(each.on in _ids(own[place.part_id]) for each in standing),
        )
        for place in places_of(scene.text)
        if place.kind in CLAUSE_KINDS
    )


def _ids(block: Sequence[Part]) -> set[str]:
    return {part.id for part in block}
