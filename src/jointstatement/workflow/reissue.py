"""The silence that follows a break: whether a text may go under it on its changed clauses alone, and what is settled.

What lies open is not stored: both revisions and the breaks between them never change once the silence has started.
"""

from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_as_cited
from jointstatement.errors import BrokenOnTheWhole, ClauseIsSettled, NothingToFollow, OnlyClausesAreOpen, Refusal
from jointstatement.models import Revision, Silence, SilenceBreak, Statement
from jointstatement.terms import SilenceOutcome
from jointstatement.text.reissue import Reissue, reissue


def silence_to_follow(session: Session, statement: Statement) -> Silence | None:
    """The latest silence procedure of a statement that was not withdrawn."""
    silences = session.exec(
        select(Silence).where(col(Silence.statement_id) == statement.id).order_by(col(Silence.number).desc())
    )
    return next((row for row in silences if row.outcome is not SilenceOutcome.WITHDRAWN), None)


def reissue_refusal(session: Session, broken: Silence | None, revision: Revision | None) -> Refusal | None:
    """Why this revision cannot go under silence on its changed clauses alone, or None where it can.

    `broken` is the silence that it would follow. `NothingToFollow` where that was not broken or was on the same
    revision, `BrokenOnTheWhole` where a delegation objected to the text as a whole.
    """
    if (
        broken is None
        or revision is None
        or broken.outcome is not SilenceOutcome.BROKEN
        or broken.revision_id == revision.id
    ):
        return NothingToFollow()
    return BrokenOnTheWhole() if None in _broken_on(session, broken) else None


def reissued(session: Session, silence: Silence) -> Reissue | None:
    """What lies open in a silence that follows a break; None for one on the whole text."""
    if silence.follows is None:
        return None
    broken = session.exec(select(Silence).where(col(Silence.id) == silence.follows)).one()
    return what_would_be_open(session, broken, silence.revision_id)


def what_would_be_open(session: Session, broken: Silence, revision_id: str) -> Reissue:
    """What would lie open if this revision followed that broken silence."""
    rows = {
        row.id: row
        for row in session.exec(select(Revision).where(col(Revision.id).in_([broken.revision_id, revision_id])))
    }
    before, after = (parts_as_cited(session, rows[each]) for each in (broken.revision_id, revision_id))
    return reissue(before, after, objected={each for each in _broken_on(session, broken) if each is not None})


def settled_refusal(session: Session, silence: Silence, part_id: str | None) -> Refusal | None:
    """Why an objection cannot be made here: `ClauseIsSettled`, or `OnlyClausesAreOpen` for the text as a whole."""
    found = reissued(session, silence)
    if found is None:
        return None
    if part_id is None:
        return None if silence.whole_is_open else OnlyClausesAreOpen()
    return None if part_id in found.open_parts else ClauseIsSettled()


def _broken_on(session: Session, silence: Silence) -> set[str | None]:
    """What silence was broken on in time; None stands for the whole. What came late is not known to all."""
    return set(
        session.exec(
            select(SilenceBreak.part_id).where(
                col(SilenceBreak.silence_id) == silence.id, col(SilenceBreak.is_late).is_(False)
            )
        )
    )
