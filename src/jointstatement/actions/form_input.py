"""What a delegation wrote in a form offline becomes its drafts, once somebody of it has confirmed row after row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.actions.giving_input import draft_amendment, draft_comment, open_to_amendments, open_to_comments
from jointstatement.errors import N_, BadInput
from jointstatement.terms import CommentClass, Weight


@dataclass(frozen=True, slots=True)
class ConfirmedRow:
    """One row of a form as a person confirmed it."""

    number: int
    """Of the row in the form."""
    part_id: str
    """Empty for the text as a whole."""
    wording: str
    """Of an amendment, light marks; empty for a comment."""
    text: str
    """The comment, or the reason of the amendment."""
    comment_class: CommentClass
    weight: Weight
    expected: int = 0
    """The version of the delegation's own draft that an amendment takes the place of; 0 for none."""


def keep_form(session: Session, statement_id: str, *, rows: Sequence[ConfirmedRow], by: Viewer, now: datetime) -> int:
    """Drafts a comment or an amendment of each row, all of them or none. Returns how many.

    Always for the delegation of the person, whoever the form says wrote it. Raises what `comment_on` and `amend` raise,
    and `BadInput` for a form without rows and for two amendments to one part: a delegation proposes one wording there.
    """
    if not rows:
        raise BadInput("", N_("No row is kept. Please choose what becomes of each row."))
    amended = Counter(row.part_id for row in rows if row.wording)
    for row in rows:
        if row.wording and not row.part_id:
            raise BadInput(
                "part", N_("Row {row} proposes wording and names no part. Please choose one."), row=row.number
            )
        if row.wording and amended[row.part_id] > 1:
            numbers = [str(each.number) for each in rows if each.wording and each.part_id == row.part_id]
            raise BadInput(
                "keep",
                N_("The rows {rows} propose wording for one part. Please keep one of them, the others as comments."),
                rows=", ".join(numbers),
            )
    to_amend = open_to_amendments(session, statement_id, by=by, now=now) if amended else None
    to_comment = open_to_comments(session, statement_id, by=by, now=now) if len(rows) > amended.total() else None
    for row in rows:
        if row.wording and to_amend is not None:
            draft_amendment(
                session,
                to_amend,
                row.part_id,
                wording=row.wording,
                reason=row.text,
                weight=row.weight,
                expected=row.expected,
                by=by,
                now=now,
            )
        elif to_comment is not None:
            draft_comment(
                session,
                to_comment,
                part_id=row.part_id or None,
                comment_class=row.comment_class,
                text=row.text,
                by=by,
                now=now,
            )
    return len(rows)
