"""An amendment is carried out in the working text, whatever it does, and what came of it is remembered as its own.

Who calls has asked whether it may be, and answers it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.consolidations import sources_of
from jointstatement.access.statements import parts_of, revision_for, revision_text, working_part_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions import drafting
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record_in_office
from jointstatement.errors import (
    N_,
    AmendmentNeedsItsAuthor,
    BadInput,
    ConsolidationNeedsNewWords,
    NotFound,
    Refusal,
    WordingHasMoved,
)
from jointstatement.models import Amendment, Incorporation, Statement, WorkingPart
from jointstatement.terms import AmendmentKind
from jointstatement.text.merging import AlreadyIn, Meeting, NeedsItsAuthor, Rebased, rebase
from jointstatement.text.place import kind_after


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one part."""

    part_id: str
    before: str
    """Empty for a part that was not there."""
    after: str
    """Empty for a part that is there no more."""


def take_up(
    session: Session,
    statement: Statement,
    amendment: Amendment,
    *,
    wording: str | None,
    expected: int,
    by: Viewer,
    now: datetime,
) -> str:
    """Carries an amendment out, in its own words or in others, and remembers it. Returns the incorporation's id.

    Its own words are put on those that stand in the working text by now; raises `AmendmentNeedsItsAuthor` where these
    changed at the same place. `expected` is the version of the working part that was seen; raises `WordingHasMoved`
    where it is another, `NotFound` where the part no longer stands in the text, and `BadInput` for other words where
    there are none to give.
    """
    part = working_part_for(session, by, statement, amendment.part_id)
    if part.version != expected:
        words = (amendment.wording if wording is None else wording) or part.wording
        raise WordingHasMoved(yours=words, theirs=part.wording, version=part.version)
    if wording is not None and amendment.kind in {AmendmentKind.DELETE, AmendmentKind.MOVE, AmendmentKind.SPLIT}:
        raise BadInput(
            "wording", N_("This amendment is carried out as it is. Other words are given in the working text.")
        )
    outcomes = _carry_out(session, statement, amendment, part, wording=wording, by=by, now=now)
    return _remember(session, statement, [(amendment, outcome) for outcome in outcomes], by=by, now=now)


def take_up_together(
    session: Session,
    statement: Statement,
    amendments: Sequence[Amendment],
    part: WorkingPart,
    *,
    wording: str,
    kind: str,
    by: Viewer,
    now: datetime,
) -> None:
    """Gives a part words that were made of several amendments, and remembers each of them."""
    before = part.wording
    drafting.set_wording(
        session,
        statement,
        working_text(session, statement),
        part,
        wording=wording,
        by=by,
        now=now,
        kind=kind,
        payload={"amendments": ", ".join(row.label or "" for row in amendments)},
    )
    outcome = Outcome(part.id, before, part.wording)
    _remember(session, statement, [(row, outcome) for row in amendments], by=by, now=now)


def needs_its_author(amendment: Amendment, needs: NeedsItsAuthor) -> Refusal:
    """The refusal of an amendment that meets other words at its places; the office rewords what it consolidated."""
    words = "; ".join(f"“{place.words or place.now}”" for place in needs.places)
    refusal = AmendmentNeedsItsAuthor if amendment.delegation_id else ConsolidationNeedsNewWords
    return refusal(label=amendment.label or "", words=words)


def _remember(
    session: Session,
    statement: Statement,
    taken_up: Sequence[tuple[Amendment, Outcome]],
    *,
    by: Viewer,
    now: datetime,
) -> str:
    """What came of which amendment, and of the sources of a consolidated one. Returns the first incorporation's id."""
    taken_up = [
        (each, outcome)
        for amendment, outcome in taken_up
        for each in (amendment, *(source for _, source in sources_of(session, amendment)))
    ]
    rows = [
        Incorporation(
            statement_id=statement.id,
            amendment_id=amendment.id,
            part_id=outcome.part_id,
            wording_before=outcome.before,
            wording_after=outcome.after,
            at=now,
            by=by.person_id,
        )
        for amendment, outcome in taken_up
    ]
    keep(session, *rows)
    return rows[0].id if rows else ""


def _words_on(session: Session, statement: Statement, amendment: Amendment, part: WorkingPart) -> str:
    """The words that an amendment gives a part of the working text as it is now.

    Raises `AmendmentNeedsItsAuthor` where they changed at the same place.
    """
    tabled = _wording_amended(session, statement, amendment, amendment.part_id)
    if tabled == part.wording:
        return amendment.wording
    match rebase(tabled, part.wording, amendment.wording):
        case Rebased(wording):
            return wording
        case AlreadyIn():
            return part.wording
        case needs:
            raise needs_its_author(amendment, needs)


def _wording_amended(session: Session, statement: Statement, amendment: Amendment, part_id: str) -> str:
    """The words of a part that an amendment was made on. Raises `NotFound`."""
    revision = revision_for(session, statement, amendment.revision_id)
    for part in revision_text(session, revision):
        if part.part_id == part_id:
            return part.wording
    raise NotFound()


def _carry_out(
    session: Session,
    statement: Statement,
    amendment: Amendment,
    part: WorkingPart,
    *,
    wording: str | None,
    by: Viewer,
    now: datetime,
) -> list[Outcome]:
    before = part.wording
    if amendment.kind is AmendmentKind.REPLACE:
        drafting.set_wording(
            session,
            statement,
            working_text(session, statement),
            part,
            wording=_words_on(session, statement, amendment, part) if wording is None else wording,
            by=by,
            now=now,
            kind="amendment_incorporated",
            payload={"amendment": amendment.id, "label": amendment.label},
        )
        return [Outcome(part.id, before, part.wording)]
    outcomes = _rearrange(session, statement, amendment, part, wording=wording, by=by, now=now)
    record_in_office(
        session,
        statement,
        kind="amendment_incorporated",
        by=by,
        now=now,
        payload={
            "amendment": amendment.id,
            "label": amendment.label,
            "kind": amendment.kind,
            "parts": [outcome.part_id for outcome in outcomes],
        },
    )
    return outcomes


def _rearrange(
    session: Session,
    statement: Statement,
    amendment: Amendment,
    part: WorkingPart,
    *,
    wording: str | None,
    by: Viewer,
    now: datetime,
) -> list[Outcome]:
    before = part.wording
    match amendment.kind:
        case AmendmentKind.DELETE:
            drafting.remove_part(session, statement.id, part.id, expected=part.version, by=by, now=now)
            return [Outcome(part.id, before, "")]
        case AmendmentKind.ADD_AFTER:
            return [_add(session, statement, amendment, part, wording=wording, by=by, now=now)]
        case AmendmentKind.MOVE:
            drafting.move_part(
                session,
                statement.id,
                part.id,
                after=amendment.other_part_id,
                expected=part.version,
                by=by,
                now=now,
            )
            return [Outcome(part.id, before, before)]
        case AmendmentKind.SPLIT:
            _demand_words_amended(session, statement, amendment, part)
            half = drafting.split_clause(
                session,
                statement.id,
                part.id,
                first=amendment.wording,
                second=amendment.second_wording,
                expected=part.version,
                by=by,
                now=now,
            )
            return [Outcome(part.id, before, amendment.wording), Outcome(half, "", amendment.second_wording)]
        case _:
            return _merge(session, statement, amendment, part, wording=wording, by=by, now=now)


def _add(
    session: Session,
    statement: Statement,
    amendment: Amendment,
    after: WorkingPart,
    *,
    wording: str | None,
    by: Viewer,
    now: datetime,
) -> Outcome:
    rows = working_text(session, statement)
    parts = parts_of(rows)
    kind = kind_after(parts, next(part for part in parts if part.id == after.id))
    assert kind is not None, "asked when it was drafted; a part keeps its kind"
    words = amendment.wording if wording is None else wording
    added = drafting.insert_part(
        session,
        statement.id,
        kind=kind,
        wording=words,
        after=after.id,
        level=after.level if kind is after.kind else 0,
        by=by,
        now=now,
    )
    kept = next(row.wording for row in working_text(session, statement) if row.id == added)
    return Outcome(added, "", kept)


def _merge(
    session: Session,
    statement: Statement,
    amendment: Amendment,
    part: WorkingPart,
    *,
    wording: str | None,
    by: Viewer,
    now: datetime,
) -> list[Outcome]:
    other = working_part_for(session, by, statement, amendment.other_part_id or "")
    before, joined = part.wording, other.wording
    if wording is None:
        _demand_words_amended(session, statement, amendment, part)
        _demand_words_amended(session, statement, amendment, other)
    drafting.merge_clauses(
        session,
        statement.id,
        part.id,
        other.id,
        wording=amendment.wording if wording is None else wording,
        expected_first=part.version,
        expected_second=other.version,
        by=by,
        now=now,
    )
    return [Outcome(part.id, before, part.wording), Outcome(other.id, joined, "")]


def _demand_words_amended(session: Session, statement: Statement, amendment: Amendment, part: WorkingPart) -> None:
    """Halves, and two clauses in one, are written for the words that they were made of."""
    tabled = _wording_amended(session, statement, amendment, part.id)
    if part.wording != tabled:
        meeting = Meeting(tabled, part.wording, amendment.wording)
        raise needs_its_author(amendment, NeedsItsAuthor(tabled, part.wording, amendment.wording, (meeting,)))
