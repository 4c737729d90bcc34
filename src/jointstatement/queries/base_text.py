"""A text against the one that it began from, on a page and as a Word file with tracked changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_as_cited, statement_for, statements_open_to
from jointstatement.access.symbols import symbol_given, symbols_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import N_, BadInput, NotFound, StillUnderWay
from jointstatement.models import Adoption, BaseText, CopiedPart, Meeting, Revision, Statement
from jointstatement.queries.adopted import draft_document, titles_of_adopted
from jointstatement.queries.redline import ComparedLine, compared_lines, marks_of
from jointstatement.queries.rolling import OfficeNames, Rolling
from jointstatement.queries.statement import RulesOf, Scene, head_of, scene_of
from jointstatement.queries.statement import StatementHead as Head
from jointstatement.terms import BaseStanding, PartKind
from jointstatement.text.document import Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.redline import redline
from jointstatement.text.rolling import Author
from jointstatement.text.wording import plain
from jointstatement.workflow.bases import Ending, base_open_to, ending_of
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.permit import demand, may_create_statement, may_export_draft


class BaseLine(msgspec.Struct, frozen=True):
    """A text that another may begin from, or began from: adopted, lapsed, or issued by the chair."""

    statement_id: str
    title: str
    symbol: str
    """Empty where the body gives none."""
    meeting: str
    place: str
    adopted_on: date | None
    """None for a text that was never adopted."""
    style: str
    language: str
    standing: BaseStanding = BaseStanding.ADOPTED
    ended_on: date | None = None
    """The day on which a text lapsed or was issued."""


class AmendingText(msgspec.Struct, frozen=True):
    """A text that amends an adopted one, or was begun to."""

    statement_id: str
    title: str
    """As it was adopted; empty before."""
    symbol: str
    place: str
    adopted_on: date | None
    """Before its own adoption nothing: until then the text that it amends stands as it was adopted."""


class BaseComparison(msgspec.Struct, frozen=True):
    """A text against its base."""

    head: Head
    base: BaseLine
    against: str
    """The label of the revision that is compared; empty for the working text."""
    lines: tuple[ComparedLine, ...]
    marks: dict[str, str]
    changed: int
    may_export: bool


def adopted_bases(session: Session, viewer: Viewer) -> tuple[BaseLine, ...]:
    """The adopted texts of the body that a statement may begin from, the latest first. Raises `NotYours`."""
    demand(may_create_statement(viewer.role))
    rows = session.exec(
        select(Adoption)
        .join(Statement, col(Statement.id) == col(Adoption.statement_id))
        .where(col(Statement.body_id) == viewer.body_id)
        .order_by(col(Adoption.adopted_at).desc(), col(Adoption.id))
    )
    return _lines(session, rows.all())


def bases(session: Session, viewer: Viewer) -> tuple[BaseLine, ...]:
    """All texts of the body that a statement may begin from: the adopted first, then those that were not agreed.

    Raises `NotYours`.
    """
    demand(may_create_statement(viewer.role))
    seen = session.exec(statements_open_to(viewer).order_by(col(Statement.created_at).desc(), col(Statement.id))).all()
    adopted = set(session.exec(select(Adoption.statement_id)))
    others = (ending_of(session, each) for each in seen if each.id not in adopted)
    return adopted_bases(session, viewer) + tuple(_told(session, each) for each in others if each is not None)


def amended_by(session: Session, viewer: Viewer, statement_id: str) -> tuple[AmendingText, ...]:
    """The texts that amend an adopted one, or are to, among those that a person may see; the first first.

    One that was given up is none of them.
    """
    rows = session.exec(
        select(Statement)
        .join(BaseText, col(BaseText.statement_id) == col(Statement.id))
        .join(Adoption, col(Adoption.id) == col(BaseText.adoption_id))
        .where(
            col(Adoption.statement_id) == statement_id,
            col(BaseText.amends),
            col(BaseText.statement_id).in_(statements_open_to(viewer).with_only_columns(col(Statement.id))),
        )
        .order_by(col(BaseText.at), col(BaseText.id))
    ).all()
    own = session.exec(select(Adoption).where(col(Adoption.statement_id).in_([row.id for row in rows]))).all()
    titles = titles_of_adopted(session, [adoption.id for adoption in own])
    adopted = {adoption.statement_id: adoption for adoption in own}
    symbols = symbols_of(session, adopted)
    return tuple(
        AmendingText(
            row.id,
            titles[adopted[row.id].id],
            symbols.get(row.id, ""),
            adopted[row.id].place,
            adopted[row.id].adopted_on,
        )
        if row.id in adopted
        else AmendingText(row.id, "", "", "", None)
        for row in rows
        if row.id in adopted or not workflow_of(row).states[row.state].final
    )


def amends(session: Session, statement_id: str) -> BaseLine | None:
    """The adopted text that a statement, found already, was begun to amend."""
    adoption = session.exec(
        select(Adoption)
        .join(BaseText, col(BaseText.adoption_id) == col(Adoption.id))
        .where(col(BaseText.statement_id) == statement_id, col(BaseText.amends))
    ).first()
    return _line(session, adoption) if adoption else None


def base_to_begin_from(session: Session, viewer: Viewer, statement_id: str) -> BaseLine:
    """One text that a statement may begin from. Raises `NotYours`, `NotFound`, `StillUnderWay`."""
    demand(may_create_statement(viewer.role))
    ended = ending_of(session, statement_for(session, viewer, statement_id))
    if ended is None:
        raise StillUnderWay()
    return _told(session, ended)


def base_comparison(
    session: Session, viewer: Viewer, statement_id: str, *, now: datetime, rules_of: RulesOf
) -> BaseComparison:
    """The text that lies before the person (the working text, for the office) against the one it began from.

    Raises `NotFound`, also for a text that began from none, or from one that this person may not read.
    """
    scene = scene_of(session, viewer, statement_id, now)
    ended, parts = _base_of(session, scene)
    shown = scene.working or scene.text
    base = _told(session, ended)
    style = scene.statement.style if scene.working else scene.style_of(-1)
    lines = compared_lines(parts, shown, rules_of(base.style), rules_of(style))
    return BaseComparison(
        head=head_of(scene),
        base=base,
        against="" if scene.working else scene.revisions[-1].label,
        lines=lines,
        marks=marks_of(shown) | marks_of(parts),
        changed=sum(line.is_changed for line in lines),
        may_export=may_export_draft(viewer.role) is None,
    )


def since_base(session: Session, viewer: Viewer, statement_id: str, *, now: datetime, names: OfficeNames) -> Rolling:
    """The way from the adopted text to the one that began from it, for a Word file with tracked changes.

    Raises `NotFound`, `NotYours` for those who take no drafts out, and `BadInput` where no word differs.
    """
    scene = scene_of(session, viewer, statement_id, now)
    demand(may_export_draft(viewer.role))
    ended, parts = _base_of(session, scene)
    after = draft_document(session, viewer, statement_id)
    before = replace(after, parts=parts, fingerprint=fingerprint(parts))
    if before.fingerprint == after.fingerprint:
        raise BadInput("base", N_("No word differs from the text that it began from yet."))
    at = after.draft.as_of if after.draft else now.astimezone(ZoneInfo(scene.meeting.time_zone))
    return Rolling(
        head=head_of(scene),
        text=redline(before, after, by=Author(names.chair, at)),
        revision=_told(session, ended).title,
        other=after.draft.revision if after.draft else "",
        secretariat=Author(names.secretariat, at),
    )


def _base_of(session: Session, scene: Scene) -> tuple[Ending, tuple[Part, ...]]:
    """The text that this one began from, and its parts under the identities that their copies have."""
    ended = base_open_to(session, scene.viewer, scene.statement)
    if ended is None:
        raise NotFound()
    parts = parts_as_cited(session, ended.revision)
    copies = dict(
        session.exec(
            select(CopiedPart.from_part_id, CopiedPart.part_id).where(
                col(CopiedPart.part_id).in_(_ever_in(scene)),
                col(CopiedPart.from_part_id).in_([part.id for part in parts]),
            )
        ).all()
    )
    return ended, tuple(replace(part, id=copies.get(part.id, part.id)) for part in parts)


def _ever_in(scene: Scene) -> list[str]:
    """The parts of all texts of the statement that the person may read."""
    return sorted({part.id for parts in (scene.working, *scene.texts.values()) for part in parts})


def _told(session: Session, ended: Ending) -> BaseLine:
    """A base as its readers know it, whatever became of it."""
    if ended.adoption is not None:
        return _line(session, ended.adoption)
    statement = session.exec(select(Statement).where(col(Statement.id) == ended.statement_id)).one()
    meeting = session.exec(select(Meeting).where(col(Meeting.id) == statement.meeting_id)).one()
    titles = (part.wording for part in parts_as_cited(session, ended.revision) if part.kind is PartKind.TITLE)
    return BaseLine(
        statement_id=statement.id,
        title=next((" ".join(plain(each).split()) for each in titles), meeting.title),
        symbol=symbol_given(session, statement.id),
        meeting=meeting.title,
        place=ended.place,
        adopted_on=None,
        style=ended.revision.style,
        language=statement.language,
        standing=ended.standing,
        ended_on=ended.ended_on,
    )


def _line(session: Session, adoption: Adoption) -> BaseLine:
    (line,) = _lines(session, [adoption])
    return line


def _lines(session: Session, adoptions: Sequence[Adoption]) -> tuple[BaseLine, ...]:
    ids = [adoption.id for adoption in adoptions]
    found = {
        adoption_id: (meeting, style, language)
        for adoption_id, meeting, style, language in session.exec(
            select(Adoption.id, Meeting.title, Revision.style, Statement.language)
            .join(Statement, col(Statement.id) == col(Adoption.statement_id))
            .join(Meeting, col(Meeting.id) == col(Statement.meeting_id))
            .join(Revision, col(Revision.id) == col(Adoption.revision_id))
            .where(col(Adoption.id).in_(ids))
        )
    }
    titles = titles_of_adopted(session, ids)
    symbols = symbols_of(session, [adoption.statement_id for adoption in adoptions])
    lines = []
    for adoption in adoptions:
        meeting, style, language = found[adoption.id]
        lines.append(
            BaseLine(
                statement_id=adoption.statement_id,
                title=titles[adoption.id],
                symbol=symbols.get(adoption.statement_id, ""),
                meeting=meeting,
                place=adoption.place,
                adopted_on=adoption.adopted_on,
                style=style,
                language=language,
            )
        )
    return tuple(lines)
