"""The statement styles of a body's own."""

from datetime import datetime

from sqlmodel import Field

from jointstatement.models.identity import Versioned, new_id


class StatementStyle(Versioned, table=True):
    """A `style.docx` of a body, with the rules that it is printed with. Its files never change: a new file is a row.

    A statement and its revisions name the row, so that each keeps printing as it did.
    """

    __tablename__ = "statement_style"

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    name: str = Field(unique=True)
    """The name that statements know it by, as "own-" and 16 hexadecimal digits; no folder's style has such a name."""
    title: str
    """What people choose it by."""
    based_on: str
    """The installation's style whose rules it took, as "o-we"."""
    rules: str
    """That style's `style.toml` as it was then."""
    content: bytes
    """The `style.docx` as it was sent."""
    digest: str
    """SHA-256 of the content, hexadecimal."""
    uploaded_at: datetime
    uploaded_by: str = Field(foreign_key="person.id")
    taken_at: datetime | None = Field(default=None)
    """Since when statements may be begun in it; until then it is only looked at."""
    withdrawn_at: datetime | None = Field(default=None)
    """Since when no further statement is begun in it: a later file took its place, or it is no longer wanted."""
