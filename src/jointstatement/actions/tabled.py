"""What lies on the table: the latest revision, and how an entry names a part of it."""

from collections.abc import Sequence

from sqlmodel import Session

from jointstatement.access.statements import latest_revision, parts_as_cited
from jointstatement.errors import NotFound, NotTabledYet
from jointstatement.models import Revision, Statement
from jointstatement.text.document import Part
from jointstatement.text.number import number_parts


def revision_on_the_table(session: Session, statement: Statement) -> Revision:
    """The revision tabled last. Raises `NotTabledYet`."""
    revision = latest_revision(session, statement)
    if revision is None:
        raise NotTabledYet()
    return revision


def revisions_tabled(session: Session, statement: Statement) -> int:
    """How many revisions were tabled by now."""
    revision = latest_revision(session, statement)
    return revision.number + 1 if revision else 0


def part_named(session: Session, revision: Revision, part_id: str | None) -> dict[str, str]:
    """A part of a revision for a payload: `part_id`, `part_kind` and `part`, its label ("4", "3(a)" or "").

    Nothing for the whole text. Raises `NotFound` for a part that does not stand in the revision.
    """
    return {} if part_id is None else part_among(parts_as_cited(session, revision), part_id)


def part_among(parts: Sequence[Part], part_id: str) -> dict[str, str]:
    """The same of a part of any text. Raises `NotFound` for one that does not stand in it."""
    for part, label in zip(parts, number_parts(parts), strict=True):
        if part.id == part_id:
            return {"part_id": part_id, "part_kind": str(part.kind), "part": label}
    raise NotFound()


def tabled_text(session: Session, statement: Statement) -> tuple[Part, ...]:
    """The text as delegations have it: what is circulated cites clauses by its labels, and not by the desk's."""
    revision = latest_revision(session, statement)
    return parts_as_cited(session, revision) if revision else ()
