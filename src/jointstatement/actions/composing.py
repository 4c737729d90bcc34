"""The chair's office composes amendments: those that do not collide in one press, the others place by place.

Whose words went in is remembered, and who is in the words wholly is answered in the same press. What was chosen so far
on a part is kept until it is composed, for whoever of the office goes on with it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.amendments import composition_of, deeds_of, live_amendments, live_wordings
from jointstatement.access.statements import statement_for, working_part_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.answering import accept
from jointstatement.actions.consolidating import demand_answerable
from jointstatement.actions.fields import optional_text
from jointstatement.actions.keep import drop, keep
from jointstatement.actions.record import record_in_office
from jointstatement.actions.taking_up import needs_its_author, take_up, take_up_together
from jointstatement.errors import (
    N_,
    AmendmentNotLive,
    AmendmentsInTheWay,
    BadInput,
    ChosenCollide,
    WordingHasMoved,
)
from jointstatement.models import Amendment, MergeInProgress, Statement
from jointstatement.terms import AmendmentKind, DispositionKind
from jointstatement.text.composing import (
    IN_ORDER,
    Choice,
    Composition,
    SavedChoice,
    in_the_way,
    still_there,
    to_save,
)
from jointstatement.text.composing import compose as composed
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_dispose, may_incorporate


def compose_together(
    session: Session, statement_id: str, *, amendment_ids: Sequence[str], by: Viewer, now: datetime
) -> int:
    """Takes amendments that do not collide into the working text, all or none, and accepts them. Returns how many.

    They may be of any parts and kinds. Raises `AmendmentNotLive`, `ChosenCollide` for two that change the same words,
    `AmendmentsInTheWay` for others that cannot go together, and `AmendmentNeedsItsAuthor`.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    chosen = _chosen(session, statement, amendment_ids, by=by)
    names = {row.id: row.label or "" for row in chosen}
    blocked = in_the_way(deeds_of(chosen))
    if blocked:
        raise AmendmentsInTheWay(labels=", ".join(sorted(names[each] for each in blocked)))
    for part_id in dict.fromkeys(row.part_id for row in chosen if row.kind is AmendmentKind.REPLACE):
        rows = [row for row in chosen if row.part_id == part_id and row.kind is AmendmentKind.REPLACE]
        part = working_part_for(session, by, statement, part_id)
        whole = composition_of(session, part.id, part.wording, rows)
        if whole.merged.collisions:
            raise ChosenCollide(words="; ".join(f"“{one.words}”" for one in whole.merged.collisions))
        _demand_carried_over(whole, rows)
        words = whole.merged.wording
        take_up_together(session, statement, rows, part, wording=words, kind="part_composed", by=by, now=now)
    for kind in IN_ORDER:
        for row in (row for row in chosen if row.kind is kind):
            part = working_part_for(session, by, statement, row.part_id)
            take_up(session, statement, row, wording=None, expected=part.version, by=by, now=now)
    for row in chosen:
        accept(session, statement, row, by=by, now=now)
    return len(chosen)


def compose_part(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    choices: Mapping[int, Choice],
    reply: str = "",
    expected: int,
    by: Viewer,
    now: datetime,
) -> tuple[str, ...]:
    """Composes all live amendments of a part: what does not collide, and at each place in dispute what was chosen.

    Those that are in the words wholly are accepted; with a `reply`, those that are in part are accepted in part and
    told so. Whoever is not in waits for an answer of its own. Returns the labels of those that were answered. Raises
    `WordingHasMoved` where the part is not the one that was seen, `NoSuchAlternative`, `StillOpenToObjection`, and
    `BadInput` where nothing would change.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    part = working_part_for(session, by, statement, part_id)
    rows = live_wordings(session, by, statement, part_id)
    whole = composition_of(session, part.id, part.wording, rows)
    outcome = composed(whole, choices)
    if part.version != expected:
        raise WordingHasMoved(yours=outcome.wording, theirs=part.wording, version=part.version)
    if outcome.wording == part.wording:
        raise BadInput("choice", N_("This would leave every word as it is. Please choose what goes into the text."))
    reply = optional_text("reply", reply)
    in_it = [row for row in rows if row.id in {*outcome.whole, *outcome.in_part}]
    for row in in_it:
        demand_answerable(session, statement, row, now=now)
    words = outcome.wording
    take_up_together(session, statement, in_it, part, wording=words, kind="part_composed", by=by, now=now)
    answered = []
    for row in in_it:
        if row.id in outcome.whole:
            accept(session, statement, row, by=by, now=now)
        elif reply:
            in_part = DispositionKind.ACCEPTED_IN_PART
            accept(session, statement, row, disposition=in_part, reply=reply, by=by, now=now)
        else:
            continue
        answered.append(row.label or "")
    drop(session, *_in_progress(session, statement, part_id))
    return tuple(answered)


def save_merge(
    session: Session,
    statement_id: str,
    part_id: str,
    *,
    choices: Mapping[int, Choice],
    expected: int,
    by: Viewer,
    now: datetime,
) -> str:
    """Keeps what was chosen so far on a part; the text stays as it is. Returns the merge's id.

    `expected` is the version of what was saved before, 0 for nothing; where somebody of the office has saved another
    meanwhile, raises `WordingHasMoved` with both wordings. Raises `NoSuchAlternative`.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    part = working_part_for(session, by, statement, part_id)
    whole = composition_of(session, part.id, part.wording, live_wordings(session, by, statement, part_id))
    yours = composed(whole, choices).wording
    saved = next(iter(_in_progress(session, statement, part_id)), None)
    version = saved.version if saved else 0
    if version != expected:
        theirs = composed(whole, _chosen_before(whole, saved)).wording if saved else part.wording
        raise WordingHasMoved(yours=yours, theirs=theirs, version=version)
    row = saved or MergeInProgress(
        statement_id=statement.id, part_id=part_id, base="", choices="", saved_at=now, saved_by=by.person_id
    )
    row.base = part.wording
    row.choices = msgspec.json.encode(to_save(whole, choices)).decode()
    row.saved_at = now
    row.saved_by = by.person_id
    keep(session, row)
    _record(session, statement, "merge_saved", part_id, by=by, now=now)
    return row.id


def drop_merge(session: Session, statement_id: str, part_id: str, *, by: Viewer, now: datetime) -> None:
    """Gives up what was chosen so far on a part. Raises `BadInput` where nothing is saved."""
    statement = _statement(session, statement_id, by=by, now=now)
    saved = _in_progress(session, statement, part_id)
    if not saved:
        raise BadInput("part_id", N_("No merge is in progress on this part."))
    _record(session, statement, "merge_dropped", part_id, by=by, now=now)
    drop(session, *saved)


def _statement(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> Statement:
    statement = statement_for(session, by, statement_id)
    ask = workflow_of(statement), situation_of(session, statement, now), by.role
    demand(may_dispose(*ask))
    demand(may_incorporate(*ask))
    return statement


def _chosen(session: Session, statement: Statement, amendment_ids: Sequence[str], *, by: Viewer) -> list[Amendment]:
    live = live_amendments(session, by, statement)
    if not amendment_ids:
        raise BadInput("chosen", N_("Please choose what goes into the text."))
    if not set(amendment_ids) <= {row.id for row in live}:
        raise AmendmentNotLive()
    return [row for row in live if row.id in amendment_ids]


def _demand_carried_over(whole: Composition, rows: Sequence[Amendment]) -> None:
    for row in rows:
        needs = whole.needing.get(row.id)
        if needs is not None:
            raise needs_its_author(row, needs)


def _chosen_before(whole: Composition, saved: MergeInProgress) -> dict[int, Choice]:
    return still_there(whole, saved.base, msgspec.json.decode(saved.choices, type=list[SavedChoice]))


def _in_progress(session: Session, statement: Statement, part_id: str) -> list[MergeInProgress]:
    return list(
        session.exec(
            select(MergeInProgress).where(
                col(MergeInProgress.statement_id) == statement.id, col(MergeInProgress.part_id) == part_id
            )
        )
    )


def _record(session: Session, statement: Statement, kind: str, part_id: str, *, by: Viewer, now: datetime) -> None:
    record_in_office(
        session,
        statement,
        kind=kind,
        by=by,
        now=now,
        payload={"part": part_id},
    )
