"""What references mean is kept beside the words: taken before numbers change, and carried along when words do.

Asks nothing and records nothing: who calls does both.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.references import meanings_now, reference_rows
from jointstatement.access.statements import parts_of
from jointstatement.actions.keep import keep
from jointstatement.models import ClauseReference, Statement, WorkingPart
from jointstatement.text.references import (
    Meanings,
    Name,
    Reference,
    Standing,
    citing,
    followed,
    numbers_in,
    references_of,
)
from jointstatement.text.wording import plain


def keep_references(session: Session, statement: Statement, parts: Sequence[WorkingPart], *, now: datetime) -> None:
    """Keeps what the references of the working text mean, those that are new by the numbers that it has now.

    For before the numbers change, and for when they are tabled. What is kept of words that are gone ends.
    """
    text = parts_of(parts)
    rows = reference_rows(session, statement)
    standing = {(part.id, cited.label, cited.occurrence) for part in text for cited in numbers_in(plain(part.wording))}
    gone = [row for row in rows if (row.part_id, row.label, row.occurrence) not in standing]
    for row in gone:
        row.ended_at = now
    keep(session, *gone)
    kept = {(row.part_id, row.label, row.occurrence) for row in rows}
    found = references_of(text, meanings_now(session, statement, text))
    new = {each.name: each.meant for each in found if each.meant is not None and each.name not in kept}
    _keep(session, statement, new, now=now)


def carry_references(
    session: Session,
    statement: Statement,
    old: Sequence[tuple[str, str]],
    new: Sequence[tuple[str, str]],
    *,
    now: datetime,
) -> None:
    """Carries what is kept along when parts, by id and wording, get other words, are divided or joined.

    What was read from the numbers ends where the words no longer cite a clause of this text with the number.
    """
    if list(old) == list(new):
        return
    rows = reference_rows(session, statement, *(part_id for part_id, _ in old))
    if not rows:
        return
    following = followed(old, new)
    cited = citing(new)
    for row in rows:
        before = row.part_id, row.label, row.occurrence
        after = following.get(before)
        if row.said_by is None and after not in cited:
            after = None
        if after == before:
            continue
        row.ended_at = now
        keep(session, row)
        if after is not None:
            _keep(session, statement, {after: row.meant_id}, said_by=row.said_by, now=now)


def copy_references(
    session: Session, statement: Statement, found: Sequence[Reference], copies: Mapping[str, str], *, now: datetime
) -> None:
    """Keeps for a text that was copied what these references of its origin mean: the copies of the same clauses.

    `copies` are the ids of the copies by those of what was copied.
    """
    for each in found:
        if each.part_id in copies and (each.meant in copies or each.standing is Standing.NONE):
            name = copies[each.part_id], each.cited.label, each.cited.occurrence
            _keep(session, statement, {name: copies[each.meant] if each.meant else None}, now=now)


def rewrite_references(
    session: Session,
    statement: Statement,
    part_id: str,
    wanted: Mapping[Name, tuple[str | None, str | None]],
    *,
    now: datetime,
) -> None:
    """Keeps of one part what is wanted, each with who said it where somebody did, in the place of what was kept."""
    for row in reference_rows(session, statement, part_id):
        if wanted.get((row.part_id, row.label, row.occurrence)) != (row.meant_id, row.said_by):
            row.ended_at = now
            keep(session, row)
    kept = {(row.part_id, row.label, row.occurrence) for row in reference_rows(session, statement, part_id)}
    for name, (meant, said_by) in wanted.items():
        if name not in kept:
            _keep(session, statement, {name: meant}, said_by=said_by, now=now)


def _keep(
    session: Session, statement: Statement, meanings: Meanings, *, said_by: str | None = None, now: datetime
) -> None:
    keep(
        session,
        *(
            ClauseReference(
                statement_id=statement.id,
                part_id=part_id,
                label=label,
                occurrence=occurrence,
                meant_id=meant,
                since=now,
                said_by=said_by,
            )
            for (part_id, label, occurrence), meant in meanings.items()
        ),
    )
