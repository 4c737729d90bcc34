"""Agreed language: the adopted clauses of a body, found by their words or by a clause that is being drafted."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.agreed import agreed_as, agreed_near, agreed_with
from jointstatement.access.statements import body_for
from jointstatement.access.symbols import symbols_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import N_, BadInput, NotFound
from jointstatement.models import (
    Adoption,
    AgreedClause,
    CopiedPart,
    Corrigendum,
    CorrigendumLine,
    Meeting,
    Statement,
    WorkingPart,
)
from jointstatement.queries.adopted import titles_of_adopted
from jointstatement.queries.statement import Scene, StatementHead, head_of, scene_of
from jointstatement.terms import CorrigendumOutcome, PartKind
from jointstatement.text.agreed import digest_of, folded, likeness, sought
from jointstatement.text.compare import Segment, compare
from jointstatement.text.number import number_parts
from jointstatement.workflow.permit import demand, may_read_office, may_read_text

MOST_FOUND = 50
LONGEST_SEARCH = 500
"""Signs of what is typed that are looked for."""
_MOST_NEAR = 5
_LOOKED_AT = 40
"""Clauses that the full-text search hands over, of which the nearest are shown."""
_NEAR = 0.25
"""Below this share of words in common two clauses have no more than their subject in common."""
_MOST_WORDS = 60
"""Words of a clause by which its like are looked for."""


class AgreedSource(msgspec.Struct, frozen=True):
    """A clause of an adopted text, and where it stands."""

    statement_id: str
    title: str
    """Of the statement."""
    symbol: str
    """Empty where the body gives none."""
    meeting: str
    place: str
    """Where it was adopted."""
    adopted_on: date
    part_id: str
    kind: PartKind
    label: str
    wording: str
    is_corrected: bool
    """A corrigendum in force changed its words after adoption; shown are those that were adopted."""


class AgreedPage(msgspec.Struct, frozen=True):
    """What a search found, those agreed last first."""

    body: str
    typed: str
    clauses: tuple[AgreedSource, ...]
    has_more: bool


class NearClause(msgspec.Struct, frozen=True):
    """An adopted clause that is like the one that is drafted."""

    source: AgreedSource
    share: int
    """How much of both is the same, in hundredths."""
    change: tuple[Segment, ...]
    """From the agreed words to those that are drafted."""


class NearAgreed(msgspec.Struct, frozen=True):
    """A clause of the working text beside the agreed language that is nearest to it."""

    head: StatementHead
    part_id: str
    kind: PartKind
    label: str
    wording: str
    identical: tuple[AgreedSource, ...]
    reopened: AgreedSource | None
    """The agreed language that the clause held, where its words are others now."""
    near: tuple[NearClause, ...]


class AgreedBeside(msgspec.Struct, frozen=True):
    """What the desk says beside a clause."""

    identical: AgreedSource | None = None
    reopened: AgreedSource | None = None


def agreed_page(session: Session, viewer: Viewer, typed: str) -> AgreedPage:
    """The adopted clauses that have all the words typed; none where nothing was typed yet.

    Words in quotation marks have to stand as they are, all others may go on. Raises `NotYours` for those who read no
    text, and `BadInput` where there is no word in what was typed.
    """
    demand(may_read_text(viewer.role))
    body = body_for(session, viewer)
    if not typed.strip():
        return AgreedPage(body.name, "", (), has_more=False)
    wanted = sought(typed)
    if not wanted.beginnings and not wanted.phrases:
        raise BadInput("words", N_("There is no word in this. Please type one that stands in the clause."))
    rows = agreed_with(session, viewer, wanted, most=MOST_FOUND + 1)
    return AgreedPage(body.name, typed.strip(), _sources(session, rows[:MOST_FOUND]), len(rows) > MOST_FOUND)


def near_agreed(session: Session, viewer: Viewer, statement_id: str, part_id: str, *, now: datetime) -> NearAgreed:
    """The agreed language nearest to a clause or item of the working text, with the way from it to what is drafted.

    For the chair's office. Raises `NotFound`, `NotYours`.
    """
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_read_office(viewer.role))
    found = [
        (part, label)
        for part, label in zip(scene.working, number_parts(scene.working), strict=True)
        if part.id == part_id and (part.is_clause or part.kind is PartKind.ITEM)
    ]
    if not found:
        raise NotFound()
    part, label = found[0]
    identical = agreed_as(session, viewer, [digest_of(part.wording)], other_than=statement_id)
    words = tuple(dict.fromkeys(sorted(folded(part.wording), key=len, reverse=True)))[:_MOST_WORDS]
    alike = agreed_near(session, viewer, words, other_than=statement_id, most=_LOOKED_AT) if words else ()
    same = {row.digest for row in identical}
    # Of clauses that read the same, the one agreed last.
    apart = {row.digest: row for row in sorted(alike, key=lambda row: row.agreed_at) if row.digest not in same}
    ranked = sorted(((likeness(row.wording, part.wording), row) for row in apart.values()), key=_nearest_first)
    near = [(share, row) for share, row in ranked if share >= _NEAR][:_MOST_NEAR]
    sources = _sources(session, [*identical, *(row for _, row in near)])
    return NearAgreed(
        head=head_of(scene),
        part_id=part.id,
        kind=part.kind,
        label=label,
        wording=part.wording,
        identical=sources[: len(identical)],
        reopened=beside(session, scene)[part.id].reopened,
        near=tuple(
            NearClause(source, round(share * 100), compare(row.wording, part.wording))
            for source, (share, row) in zip(sources[len(identical) :], near, strict=True)
        ),
    )


def beside(session: Session, scene: Scene) -> dict[str, AgreedBeside]:
    """What there is to say beside each clause and item of the working text, by its id.

    A clause re-opens agreed language where it held such words, in the text it was copied from or when it was tabled
    last, and holds others now that are not agreed themselves.
    """
    parts = [part for part in scene.working if part.is_clause or part.kind is PartKind.ITEM]
    held = _held(session, scene)
    digests = {digest_of(words) for part in parts for words in (part.wording, *held.get(part.id, ()))}
    rows: dict[str, AgreedClause] = {}
    for row in agreed_as(session, scene.viewer, sorted(digests), other_than=scene.statement.id):
        rows.setdefault(row.digest, row)
    sources = {
        row.digest: source for row, source in zip(rows.values(), _sources(session, tuple(rows.values())), strict=True)
    }
    return {part.id: _beside(sources, part.wording, held.get(part.id, ())) for part in parts}


def _beside(sources: dict[str, AgreedSource], wording: str, held: Sequence[str]) -> AgreedBeside:
    identical = sources.get(digest_of(wording))
    before = next((sources[digest_of(words)] for words in held if digest_of(words) in sources), None)
    return AgreedBeside(identical, None if identical else before)


def _held(session: Session, scene: Scene) -> dict[str, tuple[str, ...]]:
    """The words that a part held when it was tabled last, and those that it was copied from."""
    tabled = {part.id: part.wording for part in scene.texts[scene.revisions[-1].id]} if scene.revisions else {}
    copied = dict(
        session.exec(
            select(CopiedPart.part_id, AgreedClause.wording)
            .join(AgreedClause, col(AgreedClause.part_id) == col(CopiedPart.from_part_id))
            .join(WorkingPart, col(WorkingPart.id) == col(CopiedPart.part_id))
            .where(col(WorkingPart.statement_id) == scene.statement.id)
        ).all()
    )
    return {
        part.id: tuple(words for words in (tabled.get(part.id), copied.get(part.id)) if words is not None)
        for part in scene.working
    }


def _sources(session: Session, rows: Sequence[AgreedClause]) -> tuple[AgreedSource, ...]:
    ids = {row.adoption_id for row in rows}
    adopted = {
        adoption.id: (adoption, meeting)
        for adoption, meeting in session.exec(
            select(Adoption, Meeting)
            .join(Statement, col(Statement.id) == col(Adoption.statement_id))
            .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
            .where(col(Adoption.id).in_(ids))
        )
    }
    titles = titles_of_adopted(session, ids)
    symbols = symbols_of(session, {row.statement_id for row in rows})
    corrected = set(
        session.exec(
            select(CorrigendumLine.part_id)
            .join(Corrigendum, col(Corrigendum.id) == col(CorrigendumLine.corrigendum_id))
            .where(
                col(Corrigendum.outcome) == CorrigendumOutcome.IN_FORCE,
                col(Corrigendum.translation_id).is_(None),
                col(CorrigendumLine.part_id).in_([row.part_id for row in rows]),
            )
        )
    )
    return tuple(
        AgreedSource(
            statement_id=row.statement_id,
            title=titles[row.adoption_id],
            symbol=symbols.get(row.statement_id, ""),
            meeting=adopted[row.adoption_id][1].title,
            place=adopted[row.adoption_id][0].place,
            adopted_on=adopted[row.adoption_id][0].adopted_on,
            part_id=row.part_id,
            kind=row.kind,
            label=row.label,
            wording=row.wording,
            is_corrected=row.part_id in corrected,
        )
        for row in rows
    )


def _nearest_first(ranked: tuple[float, AgreedClause]) -> tuple[float, float, str, int]:
    share, row = ranked
    return -share, -row.agreed_at.timestamp(), row.statement_id, row.place_in_order
