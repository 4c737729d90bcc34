"""Rolling texts: a revision with the amendments made on it, or the way from one text to the next.

What a person may not load is not in it: in a blind round that is everything the others gave. What a delegation gave to
the chair alone is in its own rolling text only: the office's goes from hand to hand, and has its words as the chair's.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.amendments import deeds_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import N_, BadInput, NotFound, NotTabledYet
from jointstatement.models import Amendment, Comment, Incorporation, Revision
from jointstatement.queries.adopted import draft_document
from jointstatement.queries.given import Gathered, backing_of, consolidated, gather, is_for_chair
from jointstatement.queries.proposed import remark_of, said_of
from jointstatement.queries.reserves import with_open_reserves
from jointstatement.queries.revisions import WORKING
from jointstatement.queries.shown import backing_said, consolidated_said
from jointstatement.queries.statement import Scene, StatementHead, head_of, revision_named, scene_of
from jointstatement.queries.voices import is_told, round_of, voice_of
from jointstatement.terms import AmendmentKind, DispositionKind
from jointstatement.text.arranging import Arrangement, arranged
from jointstatement.text.composing import in_the_way
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.naming import UNNAMED
from jointstatement.text.number import number_parts
from jointstatement.text.redline import Credit, redline
from jointstatement.text.rolling import Author, Remark, RollingText
from jointstatement.workflow.permit import demand, may_export_draft

WITH_AMENDMENTS = N_("{revision} with amendments")
FROM_ONE_TO_ANOTHER = N_("{revision} to {other}")
WITHOUT_NAMES = N_("Amendment")
"""The one author of a rolling text whose sponsors are not shown."""

_CHANGES_OF_ONE_PART = frozenset({AmendmentKind.REPLACE, AmendmentKind.DELETE})
_ENDED = frozenset(
    {
        DispositionKind.NOT_ACCEPTED,
        DispositionKind.NOTED,
        DispositionKind.COVERED_ELSEWHERE,
        DispositionKind.WITHDRAWN,
        DispositionKind.OUT_OF_SCOPE,
    }
)
"""Answers after which an amendment's words are no longer on the table."""


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """How the authors of what no delegation proposed are called, in the language of the house."""

    chair: str = N_("Chair")
    """Of the chair's own words."""
    secretariat: str = N_("Secretariat")
    """Of the closing punctuation that follows from others' words."""


class Rolling(msgspec.Struct):
    """A rolling text with what its file is named and dated by."""

    head: StatementHead
    text: RollingText
    revision: str
    """The label of the one that it begins with, as "Rev.1"."""
    other: str
    """The label of the text to which it leads; empty where it has the amendments to the one."""
    secretariat: Author


def revision_with_amendments(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    revision: str = "",
    *,
    reserves: bool | None = None,
    now: datetime,
    names: OfficeNames = OfficeNames(),
) -> Rolling:
    """A revision with the amendments that are live on it and the comments, each its delegation's.

    All of them are tracked changes, with their reasons and who stands behind them as remarks. A new part, a move, a
    clause split or joined that others are in the way of is told in a remark at its part.

    A revision goes by its number or label; without one it is the latest. Live is what was submitted, is not withdrawn
    and was not answered in the negative. `reserves` are as for a draft (`reserves.with_open_reserves`). Raises
    `NotFound`, `NotTabledYet`, `NotYours` for those who take no drafts out, and `BadInput` for a revision that is not
    there.
    """
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_export_draft(viewer.role))
    if not scene.revisions:
        raise NotTabledYet()
    row = revision_named(scene, revision) if revision else scene.revisions[-1]
    base = draft_document(session, viewer, statement_id, row.id)
    base = with_open_reserves(session, viewer, statement_id, base, row.id, asked=reserves)
    gathered = gather(session, scene)
    cited = {part.id: label or str(part.kind) for part, label in zip(base.parts, number_parts(base.parts), strict=True)}
    proposals: dict[str, list[Proposal]] = defaultdict(list)
    remarks: dict[str, list[Remark]] = defaultdict(list)
    live_here = _standing_on(
        gathered, [each for each in gathered.amendments if _is_told(scene, each) and _is_live_on(gathered, each, row)]
    )
    blocked = in_the_way(deeds_of(live_here))
    arrangements: list[Arrangement] = []
    for given in sorted(live_here, key=lambda given: (len(given.label or ""), given.label or "", given.id)):
        by = _author(scene, given)
        made_of = consolidated_said(consolidated(scene, gathered, given), "")
        behind = " ".join(filter(None, (made_of, backing_said(backing_of(scene, gathered, given)))))
        if given.kind in _CHANGES_OF_ONE_PART:
            proposals[given.part_id].append(Proposal(by, given.wording, given.reason, behind))
            continue
        told = remark_of(given, cited)
        if given.id in blocked:
            remarks[given.part_id].append(Remark(by, told, behind))
            continue
        said = " ".join(filter(None, (said_of(given, cited), given.reason)))
        (deed,) = deeds_of([given])
        arrangements.append(Arrangement(deed, by, given.wording, given.second_wording, said, told, behind))
    for comment in gathered.comments:
        live = comment.submitted_at is not None and comment.withdrawn_at is None and _is_told(scene, comment)
        if live and comment.revision_id == row.id:
            by = _author(scene, comment)
            remarks[comment.part_id or ""].append(Remark(by, comment.text, about=comment.quoted))
    secretariat = Author(names.secretariat, _local(scene, row.tabled_at))
    standing = {part.id for part in base.parts}
    return Rolling(
        head=head_of(scene),
        text=arranged(
            with_proposals(
                base,
                proposals,
                secretariat=secretariat,
                remarks={part_id: said for part_id, said in remarks.items() if part_id in standing},
                general=remarks[""],
            ),
            arrangements,
        ),
        revision=row.label,
        other="",
        secretariat=secretariat,
    )


def between_revisions(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    old: str,
    new: str = "",
    *,
    reserves: bool | None = None,
    now: datetime,
    names: OfficeNames = OfficeNames(),
) -> Rolling:
    """The way from a revision to another text, every change its author's.

    Revisions go by their numbers or labels. Without `new` it is what lies before the person: the latest revision, for
    the chair's office the working text (`WORKING` names it too). Words of an amendment that was incorporated in between
    are its delegation's, all others the chair's. The `reserves` are those that stand on the text to which it leads.
    Raises `NotFound`, `NotYours` for those who take no drafts out, and `BadInput` for a revision that is not there and
    where no word differs.
    """
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_export_draft(viewer.role))
    if new == WORKING and not viewer.is_office:
        raise NotFound()
    since = revision_named(scene, old)
    # What was taken into the working text since is the office's: a delegation's way ends with the latest revision.
    latest = scene.revisions[-1] if scene.revisions and not viewer.is_office else None
    until = revision_named(scene, new) if new and new != WORKING else latest
    before = draft_document(session, viewer, statement_id, since.id)
    after = draft_document(session, viewer, statement_id, until.id if until else None)
    if after.fingerprint == before.fingerprint:
        raise BadInput("old", N_("No word differs between these two texts; choose another."))
    at = _local(scene, until.tabled_at) if until else (after.draft.as_of if after.draft else None)
    after = with_open_reserves(session, viewer, statement_id, after, until.id if until else None, asked=reserves)
    return Rolling(
        head=head_of(scene),
        text=redline(before, after, by=Author(names.chair, at), credits=_credits(session, scene, since, until)),
        revision=since.label,
        other=after.draft.revision if after.draft else "",
        secretariat=Author(names.secretariat, at),
    )


def _is_live_on(gathered: Gathered, given: Amendment, revision: Revision) -> bool:
    """Whether an amendment was submitted on this revision and is still to be heard."""
    answer = gathered.answers.get(given.id)
    is_given = given.submitted_at is not None and given.withdrawn_at is None and given.revision_id == revision.id
    return is_given and (answer is None or answer.disposition not in _ENDED)


def _standing_on(gathered: Gathered, live: Sequence[Amendment]) -> list[Amendment]:
    """Those of a revision without what stands in a consolidated proposal of the same revision.

    What was consolidated on a later one stood by itself here.
    """
    here = {each.id for each in live}
    into = gathered.consolidated_in
    return [each for each in live if into.get(each.id) not in here]


def _credits(session: Session, scene: Scene, since: Revision, until: Revision | None) -> dict[str, list[Credit]]:
    """The amendments that went into the text between two revisions and that the person may read, by part."""
    readable = {row.id: row for row in gather(session, scene).amendments if _is_told(scene, row)}
    query = select(Incorporation).where(
        col(Incorporation.statement_id) == scene.statement.id, col(Incorporation.at) >= since.tabled_at
    )
    if until is not None:
        query = query.where(col(Incorporation.at) <= until.tabled_at)
    credits: dict[str, list[Credit]] = defaultdict(list)
    places = {amendment_id: place for place, amendment_id in enumerate(readable)}
    taken = [(row, readable[row.amendment_id]) for row in session.exec(query) if row.amendment_id in readable]
    # What the office made of several is its own only where none of them says it. What one deed took up stands in the
    # order of the amendments.
    taken.sort(key=lambda each: (each[1].delegation_id is None, each[0].at, places[each[1].id]))
    for incorporation, amendment in taken:
        credits[incorporation.part_id].append(Credit(_author(scene, amendment), amendment.wording))
    return credits


def _is_told(scene: Scene, given: Amendment | Comment) -> bool:
    return given.delegation_id == scene.viewer.delegation_id or not is_for_chair(scene, given)


def _author(scene: Scene, given: Comment | Amendment) -> Author:
    """Whose it is, and when it was submitted; where that is not told, by its label, and when its round was opened."""
    if not is_told(scene, given):
        return Author(f"{UNNAMED} ({given.label})", _local(scene, round_of(scene, given).opened_at))
    return Author(voice_of(scene, given), _local(scene, given.submitted_at) if given.submitted_at else None)


def _local(scene: Scene, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(scene.meeting.time_zone))
