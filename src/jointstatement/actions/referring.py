"""The chair's office sees to it that words cite the clauses they mean: by the numbers of now, and each by its own."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.references import reference_rows, references_now
from jointstatement.access.statements import parts_of, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import set_wording
from jointstatement.actions.record import record_in_office
from jointstatement.actions.references import keep_references, rewrite_references
from jointstatement.actions.tabled import part_among
from jointstatement.errors import N_, BadInput, ChangedMeanwhile, NotFound, ReferencesAreRight
from jointstatement.models import Statement, WorkingPart
from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.references import Name, Reference, Standing, brought_up_to_date, numbers_in
from jointstatement.text.wording import plain
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_set_reference, may_update_references


def bring_references_up_to_date(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> int:
    """Writes the numbers that clauses have now where the working text cites them by others. Returns how many.

    What lost its clause stays as it is. A clause that was agreed stays agreed, for it means what it meant, unless
    somebody said by hand what the number means. Refused as every edit is, with `ReferencesAreRight` where nothing is
    behind, and with `ClauseIsEndorsed` where the words are not open.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_update_references(workflow_of(statement), situation_of(session, statement, now), by.role))
    parts = working_text(session, statement)
    keep_references(session, statement, parts, now=now)
    behind = [each for each in references_now(session, statement, parts_of(parts)) if each.standing is Standing.BEHIND]
    if not behind:
        raise ReferencesAreRight()
    for part in parts:
        own = [each for each in behind if each.part_id == part.id]
        if own:
            _write(session, statement, parts, part, own, by=by, now=now)
    return len(behind)


def set_reference(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    label: str,
    occurrence: int,
    meant: str | None,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """The office says which clause or item a number in the words of a part means; without `meant`, that it means none.

    The number is named by how it is cited and how many equal ones stand before it. The words stay as they are. Refused
    as every edit is, with `ChangedMeanwhile` where the part is no longer the one that was seen, with `BadInput` for a
    number that does not stand there, and with `NotFound` for what is no clause or item of the text.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_set_reference(workflow_of(statement), situation_of(session, statement, now), by.role))
    parts = working_text(session, statement)
    part = next((part for part in parts if part.id == part_id), None)
    target = next((part for part in parts if part.id == meant), None)
    if part is None or (meant is not None and (target is None or target.kind not in {*CLAUSE_KINDS, PartKind.ITEM})):
        raise NotFound()
    if part.version != expected:
        raise ChangedMeanwhile()
    name = part.id, label, occurrence
    if name not in _names(part):
        raise BadInput("label", N_("The number {label} does not stand in these words."), label=label)
    keep_references(session, statement, parts, now=now)
    kept = _kept(session, statement, part)
    rewrite_references(session, statement, part.id, {**kept, name: (meant, by.person_id)}, now=now)
    text = parts_of(parts)
    record_in_office(
        session,
        statement,
        kind="reference_set",
        by=by,
        now=now,
        payload={
            **part_among(text, part.id),
            "label": label,
            "meant": part_among(text, meant)["part"] if meant else "",
            "meant_id": meant,
        },
    )


def _write(
    session: Session,
    statement: Statement,
    parts: Sequence[WorkingPart],
    part: WorkingPart,
    behind: Sequence[Reference],
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Writes the numbers of now in one part; what they mean stays what it was."""
    kept = _kept(session, statement, part)
    before = _names(part)
    by_hand = any(kept[each.name][1] for each in behind if each.name in kept)
    set_wording(
        session,
        statement,
        parts,
        part,
        wording=brought_up_to_date(part.wording, behind),
        by=by,
        now=now,
        kind="part_reworded" if by_hand else "references_updated",
        payload={"numbers": [{"said": each.cited.label, "now": each.now, "meant": each.meant} for each in behind]},
    )
    after = _names(part)
    assert len(before) == len(after), "a number is written as one number"
    following = {new: kept[old] for old, new in zip(before, after, strict=True) if old in kept}
    rewrite_references(session, statement, part.id, following, now=now)


def _kept(session: Session, statement: Statement, part: WorkingPart) -> dict[Name, tuple[str | None, str | None]]:
    rows = reference_rows(session, statement, part.id)
    return {(row.part_id, row.label, row.occurrence): (row.meant_id, row.said_by) for row in rows}


def _names(part: WorkingPart) -> list[Name]:
    return [(part.id, cited.label, cited.occurrence) for cited in numbers_in(plain(part.wording))]
