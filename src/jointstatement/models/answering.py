"""How the chair's office answers: who answers what, its ready answers, and what the authors say of the answers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id


class ReadyAnswer(Versioned, table=True):
    """A standard reply of a body's office."""

    __tablename__ = "ready_answer"

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    title: str
    """By which it is chosen."""
    text: str
    kept_at: datetime
    kept_by: str = Field(foreign_key="person.id")
    withdrawn_at: datetime | None = Field(default=None)


class Assignment(SQLModel, table=True):
    """Who of the office answers one comment or one amendment. A later one is a further row; the last one holds."""

    __table_args__ = (
        CheckConstraint("(comment_id IS NULL) <> (amendment_id IS NULL)", name="one_subject"),
        UniqueConstraint("comment_id", "number"),
        UniqueConstraint("amendment_id", "number"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    comment_id: str | None = Field(default=None, foreign_key="comment.id", index=True)
    amendment_id: str | None = Field(default=None, foreign_key="amendment.id", index=True)
    number: int
    person_id: str | None = Field(default=None, foreign_key="person.id")
    """Empty where it is nobody's any more."""
    assigned_at: datetime
    assigned_by: str = Field(foreign_key="person.id")


class Verdict(SQLModel, table=True):
    """What the author says of the chair's answer; of several the last holds, and none of them blocks anything."""

    __table_args__ = (UniqueConstraint("disposition_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    disposition_id: str = Field(foreign_key="disposition.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    number: int
    is_content: bool
    word: str = Field(default="")
    """Why not."""
    given_at: datetime
    given_by: str = Field(foreign_key="person.id")
