"""Commitments of adopted texts: over the whole body, and those of one text with what the rule proposes.

Members and the office read what was confirmed, with every report; what is only proposed the office alone reads.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.naming import named, naming_of, naming_of_body
from jointstatement.access.statements import statements_open_to
from jointstatement.access.symbols import symbols_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Adoption, AgreedClause, Commitment, CommitmentReport, Statement
from jointstatement.queries.adopted import titles_of_adopted
from jointstatement.queries.cited import cited
from jointstatement.queries.statement import StatementHead, head_of, negotiation_scene
from jointstatement.terms import AddresseeKind, CommitmentState, PartKind, Role
from jointstatement.text.commitments import ProposedCommitment, commitments_in
from jointstatement.text.naming import Naming
from jointstatement.text.wording import plain
from jointstatement.workflow import permit


class Due(StrEnum):
    """Which commitments are asked for, by the time at which they are due."""

    ALL = "all"
    OVERDUE = "overdue"
    """Their day has passed, and no report says that they are done."""
    ON_A_DAY = "on_a_day"
    AT_A_MEETING = "at_a_meeting"
    NONE = "none"
    """No time was agreed."""


class ReportLine(msgspec.Struct, frozen=True):
    """A report on a commitment."""

    id: str
    delegation: str
    """Empty for the chair's office."""
    state: CommitmentState
    text: str
    at: datetime


class CommitmentLine(msgspec.Struct, frozen=True):
    """A commitment that was confirmed."""

    id: str
    statement_id: str
    title: str
    symbol: str
    """Of the statement; empty where the body gives none."""
    adopted_on: date
    language: str
    part_id: str
    place: str
    """As "clause 3"."""
    words: str
    """The adopted words of the clause."""
    addressee_kind: AddresseeKind
    addressee: str
    """The name of the office, the body outside or the member; empty for the members together."""
    delegation_id: str | None
    action: str
    due_on: date | None
    due_meeting: str
    is_overdue: bool
    state: CommitmentState | None
    """By the last report on it; nothing where there is none."""
    reports: tuple[ReportLine, ...]
    """The first first."""
    version: int
    can_report: bool


class CommitmentsOfBody(msgspec.Struct, frozen=True):
    """The commitments of all adopted texts of the body that were asked for, and by what they can be told apart."""

    commitments: tuple[CommitmentLine, ...]
    addressees: tuple[tuple[str, str], ...]
    """What `addressee` can be asked for: its value and its name, empty for the members together."""


class ProposedLine(msgspec.Struct, frozen=True):
    """What the rule proposes of one clause."""

    part_id: str
    place: str
    proposed: ProposedCommitment


class CommitmentsPage(msgspec.Struct, frozen=True):
    """Everything on the page of one text."""

    head: StatementHead
    commitments: tuple[CommitmentLine, ...]
    proposals: tuple[ProposedLine, ...]
    """For the chair's office."""
    places: tuple[tuple[str, str], ...]
    """The clauses and items, id and how each is cited, for one that is entered by hand."""
    members: tuple[tuple[str, str], ...]
    to_keep: Refusal | None


def commitments_of_body(
    session: Session, viewer: Viewer, *, addressee: str = "", due: Due = Due.ALL, now: datetime
) -> CommitmentsOfBody:
    """The commitments of the body, those due first first. Raises `NotYours` for those who read no negotiation.

    `addressee` is one of the values of the answer's `addressees`.
    """
    permit.demand(permit.may_read_negotiation(viewer.role))
    naming = naming_of_body(session, viewer.body_id)
    found = _lines(session, viewer, naming, _open_to(session, viewer), now=now)
    asked = [each for each in found if (not addressee or addressee == _value_of(each)) and _is_due(each, due)]
    names = {_value_of(each): each.addressee for each in found}
    return CommitmentsOfBody(
        commitments=tuple(sorted(asked, key=lambda each: (each.due_on is None, each.due_on or date.min))),
        addressees=tuple(sorted(names.items(), key=lambda row: (row[0] != AddresseeKind.MEMBERS, row[1].casefold()))),
    )


def commitments_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> CommitmentsPage:
    """The commitments of one adopted text. Raises `NotFound`, before adoption too, and `NotYours` for observers."""
    scene = negotiation_scene(session, viewer, statement_id, now)
    if not scene.situation.adopted:
        raise NotFound()
    naming = naming_of(session, scene.statement)
    rows = _open_to(session, viewer, statement_id)
    clauses = session.exec(
        select(AgreedClause)
        .where(col(AgreedClause.statement_id) == statement_id)
        .order_by(col(AgreedClause.place_in_order))
    ).all()
    refusal = permit.may_keep_commitments(scene.workflow, scene.situation, viewer.role)
    return CommitmentsPage(
        head=head_of(scene),
        commitments=_lines(session, viewer, naming, rows, now=now),
        proposals=_proposals(session, scene.statement, clauses, naming) if refusal is None else (),
        places=tuple((each.part_id, cited(each.kind, each.label)) for each in clauses),
        members=tuple((each.id, each.name) for each in named(naming) if each.is_member),
        to_keep=refusal,
    )


def commitment_line(
    session: Session, viewer: Viewer, statement_id: str, commitment_id: str, *, now: datetime
) -> tuple[CommitmentsPage, CommitmentLine]:
    """One commitment, and the page of its text. Raises as `commitments_page` does."""
    page = commitments_page(session, viewer, statement_id, now=now)
    found = next((each for each in page.commitments if each.id == commitment_id), None)
    if found is None:
        raise NotFound()
    return page, found


def _open_to(session: Session, viewer: Viewer, statement_id: str = "") -> Sequence[Commitment]:
    readable = statements_open_to(viewer).with_only_columns(col(Statement.id))
    query = (
        select(Commitment)
        .join(AgreedClause, col(AgreedClause.part_id) == col(Commitment.part_id), isouter=True)
        .where(
            col(Commitment.statement_id).in_(readable),
            col(Commitment.confirmed_at).is_not(None),
            col(Commitment.dropped_at).is_(None),
        )
        .order_by(col(AgreedClause.place_in_order), col(Commitment.sentence), col(Commitment.id))
    )
    return session.exec(query.where(col(Commitment.statement_id) == statement_id) if statement_id else query).all()


def _lines(
    session: Session, viewer: Viewer, naming: Naming, rows: Sequence[Commitment], *, now: datetime
) -> tuple[CommitmentLine, ...]:
    ids = {row.statement_id for row in rows}
    adoptions = session.exec(
        select(Adoption, Statement.language)
        .join(Statement, col(Statement.id) == col(Adoption.statement_id))
        .where(col(Adoption.statement_id).in_(ids))
    ).all()
    titles = titles_of_adopted(session, [adoption.id for adoption, _ in adoptions])
    adopted = {adoption.statement_id: (adoption, language) for adoption, language in adoptions}
    symbols = symbols_of(session, ids)
    clauses = {
        row.part_id: row
        for row in session.exec(
            select(AgreedClause).where(col(AgreedClause.part_id).in_([row.part_id for row in rows]))
        )
    }
    reports: dict[str, list[ReportLine]] = {}
    for report in session.exec(
        select(CommitmentReport)
        .where(col(CommitmentReport.commitment_id).in_([row.id for row in rows]))
        .order_by(col(CommitmentReport.at), col(CommitmentReport.id))
    ):
        name = naming.name(report.delegation_id) if report.delegation_id else ""
        line = ReportLine(report.id, name, report.state, report.text, report.at)
        reports.setdefault(report.commitment_id, []).append(line)
    lines = []
    for row in rows:
        adoption, language = adopted[row.statement_id]
        clause = clauses.get(row.part_id)
        own = tuple(reports.get(row.id, ()))
        state = own[-1].state if own else None
        lines.append(
            CommitmentLine(
                id=row.id,
                statement_id=row.statement_id,
                title=titles[adoption.id],
                symbol=symbols.get(row.statement_id, ""),
                adopted_on=adoption.adopted_on,
                language=language,
                part_id=row.part_id,
                place=cited(clause.kind, clause.label) if clause else "",
                words=plain(clause.wording) if clause else "",
                addressee_kind=row.addressee_kind,
                addressee=naming.name(row.delegation_id) if row.delegation_id else row.addressee,
                delegation_id=row.delegation_id,
                action=row.action,
                due_on=row.due_on,
                due_meeting=row.due_meeting,
                is_overdue=row.due_on is not None and row.due_on < now.date() and state is not CommitmentState.DONE,
                state=state,
                reports=own,
                version=row.version,
                can_report=viewer.is_office
                or (
                    viewer.role is Role.HEAD
                    and (row.addressee_kind is AddresseeKind.MEMBERS or row.delegation_id == viewer.delegation_id)
                ),
            )
        )
    return tuple(lines)


def _proposals(
    session: Session, statement: Statement, clauses: Sequence[AgreedClause], naming: Naming
) -> tuple[ProposedLine, ...]:
    """What the rule finds in the clauses, without what was confirmed or dropped before."""
    if statement.language.split("-")[0] != "en":
        return ()
    decided = set(
        session.exec(
            select(Commitment.part_id, Commitment.sentence).where(col(Commitment.statement_id) == statement.id)
        ).all()
    )
    return tuple(
        ProposedLine(clause.part_id, cited(clause.kind, clause.label), each)
        for clause in clauses
        if clause.kind is not PartKind.PREAMBULAR
        for each in commitments_in(plain(clause.wording), naming)
        if (clause.part_id, each.sentence) not in decided
    )


def _value_of(line: CommitmentLine) -> str:
    """By which an addressee is asked for: the member's id, the name of an office or one outside, or "members"."""
    return line.delegation_id or line.addressee or str(line.addressee_kind)


def _is_due(line: CommitmentLine, due: Due) -> bool:
    return {
        Due.ALL: True,
        Due.OVERDUE: line.is_overdue,
        Due.ON_A_DAY: line.due_on is not None,
        Due.AT_A_MEETING: bool(line.due_meeting),
        Due.NONE: line.due_on is None and not line.due_meeting,
    }[due]
