"""Editorial reviews of a text: what was changed, what fell, and the text that came of each.

Whoever reads the negotiation reads that a review is open; its changes are the office's alone until they are put before
the members.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.reviews import reviews_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.models import EditorialChange, EditorialObjection, EditorialReview
from jointstatement.queries.silence import PlaceInText, place_of, places_of
from jointstatement.queries.statement import Scene, StatementHead, head_of, negotiation_scene
from jointstatement.terms import EditorialOutcome, SubstanceSign
from jointstatement.text.compare import Segment, compare
from jointstatement.text.document import Part
from jointstatement.text.mending import mended, signs_of_substance
from jointstatement.text.wording import plain
from jointstatement.workflow import permit


class ObjectionToChange(msgspec.Struct, frozen=True):
    """A delegation's objection to one change, as far as this person may know it."""

    delegation: str
    reason: str
    """For the office and the delegation itself."""
    is_late: bool


class EditorialChangeLine(msgspec.Struct, frozen=True):
    """One change: for these words of a part those."""

    id: str
    number: int
    place: PlaceInText
    before: str
    after: str
    """Empty where the words go."""
    reason: str
    signs: tuple[SubstanceSign, ...]
    """What tells, by rule, that it may be more than editorial. A warning and no bar."""
    fell_at: datetime | None
    """When a delegation objected to it in time."""
    objections: tuple[ObjectionToChange, ...]


class ReviewedPart(msgspec.Struct, frozen=True):
    """A part with every change that has not fallen, against the words on which consensus is declared."""

    place: PlaceInText
    segments: tuple[Segment, ...]


class EditorialReviewLine(msgspec.Struct, frozen=True):
    """One editorial review."""

    number: int
    revision: str
    """On which consensus is declared."""
    revision_number: int
    opened_at: datetime
    put_at: datetime | None
    """When its changes were put before the members."""
    due_at: datetime | None
    ended_at: datetime | None
    outcome: EditorialOutcome | None
    reviewed_as: str
    """The text that came of it; empty where no change stood."""
    reviewed_number: int | None
    fingerprint: str
    """Of that text."""
    changes: tuple[EditorialChangeLine, ...]
    parts: tuple[ReviewedPart, ...]


class EditorialReviews(msgspec.Struct, frozen=True):
    """Every editorial review of a text, the latest first."""

    reviews: tuple[EditorialReviewLine, ...]


class ReviewingPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    head: StatementHead
    fingerprint: str
    """Of the revision on the table; empty before the first."""
    reviews: tuple[EditorialReviewLine, ...]
    places: tuple[PlaceInText, ...]
    shortest_hours: int
    to_open: Refusal | None
    to_change: Refusal | None
    to_put: Refusal | None
    to_object: Refusal | None
    to_withdraw: Refusal | None
    to_reopen: Refusal | None


def reviewing_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> ReviewingPage:
    """The page of the editorial reviews of a text. Raises `NotFound`, and `NotYours` for observers."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    question = (scene.workflow, scene.situation, viewer.role)
    return ReviewingPage(
        head=head_of(scene),
        fingerprint=scene.revisions[-1].fingerprint if scene.revisions else "",
        reviews=_reviews(session, scene),
        places=places_of(scene.text) if scene.revisions else (),
        shortest_hours=scene.body.shortest_silence_hours,
        to_open=permit.may_open_editorial_review(*question),
        to_change=permit.may_change_editorially(*question),
        to_put=permit.may_put_editorial_changes(*question),
        to_object=permit.may_object_to_editorial_change(*question),
        to_withdraw=permit.may_withdraw_editorial_review(*question),
        to_reopen=permit.may_reopen(*question),
    )


def reviews_told(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> EditorialReviews:
    """The same without what may be done. Raises as `reviewing_page`."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    return EditorialReviews(_reviews(session, scene))


def _reviews(session: Session, scene: Scene) -> tuple[EditorialReviewLine, ...]:
    rows = reviews_of(session, scene.statement.id)
    readable = [row.id for row in rows if row.put_at is not None or scene.viewer.is_office]
    changes = session.exec(
        select(EditorialChange)
        .where(col(EditorialChange.review_id).in_(readable), col(EditorialChange.dropped_at).is_(None))
        .order_by(col(EditorialChange.number))
    ).all()
    objections = session.exec(
        select(EditorialObjection)
        .where(col(EditorialObjection.change_id).in_([each.id for each in changes]))
        .order_by(col(EditorialObjection.at), col(EditorialObjection.id))
    ).all()
    found = []
    for row in reversed(rows):
        own = [each for each in changes if each.review_id == row.id]
        found.append(_review(scene, row, own, objections))
    return tuple(found)


def _review(
    scene: Scene, row: EditorialReview, changes: Sequence[EditorialChange], objections: Sequence[EditorialObjection]
) -> EditorialReviewLine:
    revisions = {revision.id: revision for revision in scene.revisions}
    text = scene.texts[row.revision_id]
    before, after = revisions[row.revision_id], revisions.get(row.reviewed_as or "")
    return EditorialReviewLine(
        number=row.number,
        revision=before.label,
        revision_number=before.number,
        opened_at=row.opened_at,
        put_at=row.put_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        outcome=row.outcome,
        reviewed_as=after.label if after else "",
        reviewed_number=after.number if after else None,
        fingerprint=after.fingerprint if after else "",
        changes=tuple(
            EditorialChangeLine(
                id=each.id,
                number=each.number,
                place=place_of(text, each.part_id),
                before=plain(each.before),
                after=plain(each.after),
                reason=each.reason,
                signs=signs_of_substance(each.before, each.after),
                fell_at=each.fell_at,
                objections=_objections(scene, row, [one for one in objections if one.change_id == each.id]),
            )
            for each in changes
        ),
        parts=_parts(text, [each for each in changes if each.fell_at is None]),
    )


def _objections(
    scene: Scene, row: EditorialReview, objections: Sequence[EditorialObjection]
) -> tuple[ObjectionToChange, ...]:
    viewer = scene.viewer
    told = []
    for each in objections:
        is_own = viewer.is_office or each.delegation_id == viewer.delegation_id
        if is_own or (viewer.is_delegate and row.names_the_objector and not each.is_late):
            name = scene.naming.name(each.delegation_id)
            told.append(ObjectionToChange(name, each.reason if is_own else "", each.is_late))
    return tuple(told)


def _parts(text: Sequence[Part], standing: Sequence[EditorialChange]) -> tuple[ReviewedPart, ...]:
    wordings = {part.id: part.wording for part in text}
    return tuple(
        ReviewedPart(
            place,
            compare(
                wordings[place.part_id],
                mended(
                    wordings[place.part_id],
                    [(each.before, each.after) for each in standing if each.part_id == place.part_id],
                ),
            ),
        )
        for place in places_of(text)
        if any(each.part_id == place.part_id for each in standing)
    )
