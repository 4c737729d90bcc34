"""Tables of comments: what was submitted on a statement, as far as a person may read it, in the order of the text.

A compilation has what stands; a disposition table has the chair's answers too, and what was withdrawn where all could
read it. Drafts are in neither, not even one's own.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from sqlmodel import Session, col, func, select

from jointstatement.access.copies import printed_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, NotTabledYet, Refusal
from jointstatement.models import Amendment, Comment, Entry
from jointstatement.queries.given import (
    Gathered,
    backing_of,
    comment_said,
    consolidated,
    gather,
    replies_to,
    stands_in,
    taken_over,
)
from jointstatement.queries.input_list import Wanted, wanted_ids
from jointstatement.queries.proposed import said_of
from jointstatement.queries.shown import backing_said, consolidated_said, taken_over_said
from jointstatement.queries.statement import Scene, StatementHead, head_of, latest_id, negotiation_scene, wording_on
from jointstatement.queries.voices import is_told, name_of, voice_of
from jointstatement.terms import AmendmentKind, Chain, Verb
from jointstatement.text.comments import CitedPart, CommentRow, CommentTable, cited_parts
from jointstatement.workflow import permit


class TableChoice(msgspec.Struct, frozen=True):
    """What a person can choose among when taking a table of comments."""

    head: StatementHead
    delegations: tuple[tuple[str, str], ...]
    """Ids and names, in the body's order: all of them, whoever has given anything."""
    own: str
    """The id of the person's own delegation; empty for the chair's office."""
    has_text: bool
    """A revision has been tabled."""
    speaks: bool
    """The person drafts comments for a delegation."""
    refusal: Refusal | None
    """Why no comment can be given now, or nothing where it can."""


class FormPage(msgspec.Struct, frozen=True):
    """What a form for comments is filled in against."""

    head: StatementHead
    table: CommentTable
    """Empty, with what stands over it."""
    parts: tuple[CitedPart, ...]
    """All parts of the text on the table."""
    drafts: dict[str, int]
    """The parts on which the delegation has a draft amendment, each with its version."""
    refusal: Refusal | None
    """Why no comment can be given now, or nothing where it can."""


def table_choice(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> TableChoice:
    """What tables there are. Raises `NotFound`, and `NotYours` for who reads no negotiation."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    return TableChoice(
        head=head_of(scene),
        delegations=tuple((member.id, member.name) for member in scene.members),
        own=viewer.delegation_id or "",
        has_text=bool(scene.revisions),
        speaks=permit.may_at_all(Verb.COMMENT, viewer.role) is None,
        refusal=permit.may_comment(scene.workflow, scene.situation, viewer.role),
    )


def comment_table(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    *,
    delegation_id: str = "",
    with_answers: bool = False,
    wanted: Wanted | None = None,
    now: datetime,
) -> CommentTable:
    """What was submitted and may be read by this person, of one delegation or of all.

    What is wanted of the list is taken from it as it stands there, withdrawn or not, drafts apart.

    Raises `NotFound` (of a delegation too), `NotTabledYet`, and `NotYours` for who reads no negotiation.
    """
    scene = negotiation_scene(session, viewer, statement_id, now)
    if not scene.revisions:
        raise NotTabledYet()
    if delegation_id and delegation_id not in scene.names:
        raise NotFound()
    gathered = gather(session, scene)
    chosen = None if wanted is None or wanted.is_all else set(wanted_ids(session, scene, wanted))
    everything: list[Comment | Amendment] = [*gathered.amendments, *gathered.comments]
    given = [
        row
        for row in everything
        if row.submitted_at is not None
        and (row.id in chosen if chosen is not None else with_answers or row.withdrawn_at is None)
        and (not delegation_id or (delegation_id == row.delegation_id and is_told(scene, row)))
    ]
    cited = _cited(scene)
    return _table(
        scene,
        delegation=name_of(scene, delegation_id),
        with_answers=with_answers,
        as_of=_as_of(session, scene, given),
        rows=tuple(
            _row(scene, gathered, cited, row, with_answers=with_answers) for row in _in_order(scene, cited, given)
        ),
    )


def form_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> FormPage:
    """What a delegation needs to fill in a form, and to have it read.

    Raises `NotFound`, `NotTabledYet`, and `NotYours` for who speaks for no delegation.
    """
    scene = negotiation_scene(session, viewer, statement_id, now)
    permit.demand(permit.may_at_all(Verb.COMMENT, viewer.role))
    if not scene.revisions:
        raise NotTabledYet()
    return FormPage(
        head=head_of(scene),
        table=_table(
            scene, delegation=viewer.delegation, with_answers=False, as_of=scene.revisions[-1].tabled_at, rows=()
        ),
        parts=cited_parts(scene.text),
        drafts={
            row.part_id: row.version
            for row in gather(session, scene).amendments
            if row.submitted_at is None and row.revision_id == latest_id(scene) and row.kind is AmendmentKind.REPLACE
        },
        refusal=permit.may_comment(scene.workflow, scene.situation, viewer.role),
    )


def _table(
    scene: Scene, *, delegation: str, with_answers: bool, as_of: datetime, rows: tuple[CommentRow, ...]
) -> CommentTable:
    head = head_of(scene)
    return CommentTable(
        body=scene.body.name,
        title=head.title,
        meeting=head.meeting,
        revision=head.revision,
        marking=scene.body.marking,
        language=scene.statement.language,
        as_of=as_of.astimezone(ZoneInfo(head.time_zone)),
        time_zone=head.time_zone,
        delegation=delegation,
        with_answers=with_answers,
        rows=rows,
        printed_for=printed_for(scene.viewer, scene.body, scene.naming),
    )


def _cited(scene: Scene) -> dict[str, CitedPart]:
    """Every part that was ever on the table: as it is cited now, or as it was when it was last there."""
    cited: dict[str, CitedPart] = {}
    for revision in scene.revisions:
        last_in = "" if revision.id == latest_id(scene) else revision.label
        cited |= {part.id: part for part in cited_parts(scene.texts[revision.id], last_in=last_in)}
    return cited


def _in_order(scene: Scene, cited: dict[str, CitedPart], given: list[Comment | Amendment]) -> list[Comment | Amendment]:
    """General comments first, then by the text on the table, then on what has left it; each by the members' order.

    Whose author is not named comes after them, by its label.
    """
    places = {part.id: place for place, part in enumerate(scene.text, start=1)}
    gone = {part_id: len(places) + place for place, part_id in enumerate(cited, start=1)}
    order = {member.id: place for place, member in enumerate(scene.members)}
    return sorted(
        given,
        key=lambda row: (
            places.get(row.part_id, gone.get(row.part_id, 0)) if row.part_id else 0,
            (order.get(row.delegation_id or "", len(order)), "", row.written_at)
            if is_told(scene, row)
            else (len(order) + 1, row.label or "", scene.rounds[0].opened_at),
            row.id,
        ),
    )


def _row(
    scene: Scene, gathered: Gathered, cited: dict[str, CitedPart], row: Comment | Amendment, *, with_answers: bool
) -> CommentRow:
    answer = gathered.answers.get(row.id) if with_answers else None
    base = (wording_on(scene, row.revision_id, row.part_id or "") or "") if isinstance(row, Amendment) else ""
    return CommentRow(
        delegation=voice_of(scene, row),
        part=cited[row.part_id] if row.part_id else None,
        kind=row.weight if isinstance(row, Amendment) else row.comment_class,
        text=_reason(scene, gathered, row, cited) if isinstance(row, Amendment) else comment_said(row),
        number=row.label or "",
        proposed=_proposed(row, base) if isinstance(row, Amendment) else "",
        base="" if isinstance(row, Amendment) and row.kind is AmendmentKind.ADD_AFTER else base,
        given_on="" if row.revision_id == latest_id(scene) else _label(scene, row.revision_id),
        is_late=row.is_late,
        is_withdrawn=row.withdrawn_at is not None,
        disposition=answer.disposition if answer else None,
        reply=answer.reply if answer else "",
        replies=tuple((each.delegation, each.text) for each in replies_to(scene, gathered, row)),
    )


def _reason(scene: Scene, gathered: Gathered, row: Amendment, cited: dict[str, CitedPart]) -> str:
    """What an amendment does where its words do not say it, why, and who else stands behind it."""
    named = {part.id: part.label or str(part.kind) for part in cited.values()}
    behind = backing_said(backing_of(scene, gathered, row))
    former = taken_over_said(taken_over(scene, gathered, row))
    made_of = consolidated_said(consolidated(scene, gathered, row), stands_in(gathered, row))
    return " ".join(filter(None, (said_of(row, named), row.reason, behind, former, made_of)))


def _proposed(row: Amendment, base: str) -> str:
    if row.kind is AmendmentKind.MOVE:
        return base
    return "\n".join(filter(None, (row.wording, row.second_wording)))


def _label(scene: Scene, revision_id: str) -> str:
    return next((revision.label for revision in scene.revisions if revision.id == revision_id), "")


def _as_of(session: Session, scene: Scene, given: list[Comment | Amendment]) -> datetime:
    """The hour of which a table speaks: the last act that this person knows of, from the record.

    When another delegation submitted in a round that was still closed to readers is not among those acts.
    """
    chains = (Chain.CIRCULATED, Chain.OFFICE) if scene.viewer.is_office else (Chain.CIRCULATED,)
    last = session.exec(
        select(func.max(Entry.at)).where(
            col(Entry.statement_id) == scene.statement.id,
            col(Entry.chain).in_(chains),
            col(Entry.kind) != "head_sealed",
        )
    ).one()
    own = [row for row in given if row.delegation_id == scene.viewer.delegation_id]
    moments = [moment for row in own for moment in (row.submitted_at, row.withdrawn_at) if moment is not None]
    return max([last or scene.revisions[-1].tabled_at, *moments])
