"""Two-stage adoption: the chair declares a text endorsed with a view to adoption at a higher level.

Clauses on which this level did not agree are left to that one: they stand blank, with their numbers. An endorsement is
no adoption and nothing public. What was endorsed is frozen; the clauses that were left are drafted and decided on as
ever, and a placeholder stands in the way of consensus and adoption until each is filled or gone.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.endorsements import Endorsed, endorsed, endorsements_of
from jointstatement.access.naming import delegations_of
from jointstatement.access.statements import meeting_of, parts_as_cited, parts_of, statement_for, working_text
from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import remove_part, set_wording
from jointstatement.actions.fields import line, text
from jointstatement.actions.grid import positions_at
from jointstatement.actions.keep import keep
from jointstatement.actions.packages import called
from jointstatement.actions.record import tell_all
from jointstatement.actions.reopening import answer_requests
from jointstatement.actions.rounds import table_revision
from jointstatement.actions.ruling import ruling
from jointstatement.actions.tabled import part_among, revision_on_the_table
from jointstatement.errors import (
    N_,
    BadInput,
    EndorsedOnOtherWords,
    NotFound,
    NothingEndorsed,
    TextSeenIsAnother,
)
from jointstatement.models import (
    EndorsedPosition,
    Endorsement,
    EndorsementReopened,
    LeftClause,
    Revision,
    Statement,
    WorkingPart,
)
from jointstatement.terms import CLAUSE_KINDS, ConsensusBasis, Verb
from jointstatement.text.brackets import LEFT_TO, left_blank
from jointstatement.text.clause_states import blocks, going_with
from jointstatement.text.document import Part
from jointstatement.text.wording import canonical, escape
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import (
    demand,
    may_at_all,
    may_endorse,
    may_reopen_endorsed,
    rests_on_the_very_words,
)
from jointstatement.workflow.situation import Situation

LEADERS = "leaders"
"""To whom a clause is left where nobody says otherwise."""
_LONGEST_NAME = 80


def endorse(
    session: Session,
    statement_id: str,
    *,
    adoption_at: str,
    left: Sequence[str],
    left_to: str = LEADERS,
    left_words: str = LEFT_TO,
    reason: str,
    basis: ConsensusBasis = ConsensusBasis.FOUND_IN_THE_ROOM,
    fingerprint_seen: str,
    by: Viewer,
    now: datetime,
) -> str:
    """The chair declares the text endorsed but for the clauses that are `left`; circulated. Returns its id.

    Each of these is blank from now on, in the `left_words` of the text's style, its items gone, and the footnotes that
    had no mark elsewhere; that tables a further revision where it was not blank before. The grid is frozen, what is
    held on these clauses excepted. A text that is endorsed may be endorsed once more, with none left but clauses that
    are open. Refused as `may_endorse` says of all the rest of the text, with `EndorsedOnOtherWords` where the decision
    rests on the very words and they change, with `TextSeenIsAnother`, `NotFound` for what is no clause of the text,
    `ClauseIsEndorsed`, and `BadInput` where no clause or every one is left, and for an empty meeting or reason.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_at_all(Verb.ENDORSE, by.role))
    before = revision_on_the_table(session, statement)
    parts = working_text(session, statement)
    going = going_with(parts_of(parts), left)
    apart = {part.id for part in going}
    demand(
        may_endorse(
            workflow_of(statement),
            situation_of(session, statement, now, apart_from=apart),
            by.role,
            basis=basis,
        )
    )
    if fingerprint_seen != before.fingerprint:
        raise TextSeenIsAnother()
    adoption_at = line("adoption_at", adoption_at)
    left_to = _left_to(left_to)
    reason = text("reason", reason)
    clauses = _clauses_left(parts, left)
    holding = endorsed(session, statement)
    demand(holding.refusal(*left) if holding else None)
    blank = canonical(left_blank(escape(left_to), left_words))
    to_blank = _not_blank_yet(statement, parts, clauses, blank, basis)
    if to_blank:
        for part in to_blank:
            _blank(session, statement, part, blank, left_to, by=by, now=now)
        _take_out(session, statement, going, holding, by=by, now=now)
        table_revision(session, statement.id, by=by, now=now)
    revision = revision_on_the_table(session, statement)
    row = Endorsement(
        statement_id=statement.id,
        number=len(endorsements_of(session, statement)) + 1,
        revision_id=revision.id,
        fingerprint=revision.fingerprint,
        adoption_at=adoption_at,
        left_to=left_to,
        reason=reason,
        basis=basis,
        endorsed_at=now,
        endorsed_by=by.person_id,
    )
    held = positions_at(session, statement, revision, apart_from=apart)
    keep(
        session,
        row,
        *(LeftClause(endorsement_id=row.id, part_id=part.id) for part in clauses),
        *(EndorsedPosition(endorsement_id=row.id, **asdict(each)) for each in held),
    )
    situation = situation_of(session, statement, now, apart_from=apart)
    told = _told(session, statement, row, revision, clauses, situation, by=by)
    notice = {"revision": revision.label, "adoption_at": adoption_at}
    tell_all(session, statement, "endorsed", told, notice=notice, by=by, now=now)
    return row.id


def reopen_endorsed(
    session: Session, statement_id: str, *, part_ids: Sequence[str] = (), reason: str, by: Viewer, now: datetime
) -> None:
    """The chair re-opens clauses or other parts of an endorsed text, or with none named takes it all back; circulated.

    What was frozen stays on the record. Refused as `may_reopen_endorsed` says, with `NothingEndorsed`, with `NotFound`
    for what is no part of the endorsed text, and with `BadInput` for a part that is open, and without a reason.
    """
    statement = statement_for(session, by, statement_id)
    demand(may_reopen_endorsed(workflow_of(statement), situation_of(session, statement, now), by.role))
    holding = endorsed(session, statement)
    if holding is None:
        raise NothingEndorsed()
    reason = text("reason", reason)
    standing = blocks(holding.parts)
    chosen = list(dict.fromkeys(part_ids))
    for each in chosen:
        if each not in standing:
            raise NotFound()
        if each in holding.open_clauses:
            raise BadInput("part_ids", N_("This part is open already."))
    named: Sequence[str | None] = chosen or (None,)
    keep(
        session,
        *(
            EndorsementReopened(
                endorsement_id=holding.endorsement.id,
                part_id=each,
                reason=reason,
                reopened_at=now,
                reopened_by=by.person_id,
            )
            for each in named
        ),
    )
    _tell_reopened(session, statement, holding, chosen, reason, by=by, now=now)
    answer_requests(session, statement, by=by, now=now)


def _tell_reopened(
    session: Session,
    statement: Statement,
    holding: Endorsed,
    chosen: Sequence[str],
    reason: str,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    kind = "endorsed_clauses_reopened" if chosen else "endorsement_taken_back"
    short: dict[str, object] = {"adoption_at": holding.endorsement.adoption_at}
    if chosen:
        short["clauses"] = holding.called(tuple(chosen))
    told = {**short, "parts": [part_among(holding.parts, each) for each in chosen], "reason": reason}
    tell_all(session, statement, kind, told, notice=short, by=by, now=now)


def _told(
    session: Session,
    statement: Statement,
    row: Endorsement,
    revision: Revision,
    clauses: Sequence[WorkingPart],
    situation: Situation,
    *,
    by: Viewer,
) -> dict[str, object]:
    """What the circulated entry says, and with it what the certificate needs of the hour: names may change later."""
    cited = parts_as_cited(session, revision)
    return {
        "revision": revision.label,
        "fingerprint": revision.fingerprint,
        "adoption_at": row.adoption_at,
        "left_to": row.left_to,
        "left": [part_among(cited, part.id) for part in clauses],
        "clauses": called(cited, [part.id for part in clauses]),
        "reason": row.reason,
        "basis": row.basis,
        **ruling(session, statement, situation),
        "meeting": meeting_of(session, statement).title,
        "declared_by": by.name,
        "office": by.role,
        "names": [{"delegation": each.id, "name": each.name} for each in delegations_of(session, statement)],
    }


def _left_to(name: str) -> str:
    name = line("left_to", name, longest=_LONGEST_NAME)
    if "[" in name or "]" in name:
        raise BadInput("left_to", N_("Please write the name without brackets; the clause gets them."))
    return name


def _clauses_left(parts: Sequence[WorkingPart], left: Sequence[str]) -> list[WorkingPart]:
    """The clauses that are left, in the order of the text."""
    own = {part.id: part for part in parts if part.kind in CLAUSE_KINDS}
    if not own.keys() >= set(left):
        raise NotFound()
    if not left:
        raise BadInput("left", N_("Please choose the clauses that are left. Where none is, declare consensus."))
    if len(set(left)) == len(own):
        raise BadInput("left", N_("With every clause left nothing is endorsed. Please leave at least one standing."))
    return [part for part in parts if part.id in left]


def _not_blank_yet(
    statement: Statement,
    parts: Sequence[WorkingPart],
    clauses: Sequence[WorkingPart],
    blank: str,
    basis: ConsensusBasis,
) -> list[WorkingPart]:
    """Those of the clauses that say anything else, or have items; none where the decision rests on the very words."""
    standing = blocks(parts_of(parts))
    found = [part for part in clauses if part.wording != blank or len(standing[part.id]) > 1]
    if found and (rests_on_the_very_words(workflow_of(statement)) or basis is ConsensusBasis.SILENCE_HELD):
        raise EndorsedOnOtherWords(blank=blank, clauses=called(parts_of(parts), [part.id for part in found]))
    return found


def _blank(
    session: Session,
    statement: Statement,
    clause: WorkingPart,
    blank: str,
    left_to: str,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Puts the blank in the place of a clause. Earlier revisions keep the words."""
    parts = working_text(session, statement)
    set_wording(
        session,
        statement,
        parts,
        clause,
        wording=blank,
        by=by,
        now=now,
        kind="clause_left",
        payload={"left_to": left_to},
    )


def _take_out(
    session: Session,
    statement: Statement,
    going: Sequence[Part],
    holding: Endorsed | None,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    """Items and footnotes go with the clauses that alone had them, but for a footnote that was endorsed earlier."""
    alone = {part.id for part in going if part.kind not in CLAUSE_KINDS and not (holding and holding.refusal(part.id))}
    # An item takes those below it with it.
    while row := next((each for each in working_text(session, statement) if each.id in alone), None):
        remove_part(session, statement.id, row.id, expected=row.version, by=by, now=now)
