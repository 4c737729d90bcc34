"""Files that delegations sent back, scoped: each is there for the person who sent it, and for nobody else.

Not for the delegation's other members, not for the chair's office: until it is confirmed it is nobody's input, and that
it waits would tell that somebody is at work. A day after it came it is there for nobody.
"""

from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import ReturnedUpload, Statement


def returned_uploads_open_to(viewer: Viewer, statement: Statement, *, now: datetime) -> SelectOfScalar[ReturnedUpload]:
    """The waiting files of a statement that a person may load, the earliest first."""
    return (
        select(ReturnedUpload)
        .where(
            col(ReturnedUpload.statement_id) == statement.id,
            col(ReturnedUpload.person_id) == viewer.person_id,
            # Who changed sides takes no file along.
            col(ReturnedUpload.delegation_id) == viewer.delegation_id,
            col(ReturnedUpload.expires_at) > now,
        )
        .order_by(col(ReturnedUpload.uploaded_at), col(ReturnedUpload.id))
    )


def returned_upload_for(
    session: Session, viewer: Viewer, statement: Statement, upload_id: str, *, now: datetime
) -> ReturnedUpload:
    """One waiting file. Raises `NotFound`."""
    row = session.exec(
        returned_uploads_open_to(viewer, statement, now=now).where(col(ReturnedUpload.id) == upload_id)
    ).first()
    if row is None:
        raise NotFound()
    return row
