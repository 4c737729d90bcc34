"""The statement: its working text, its frozen revisions, files waiting to become one."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import Attribution, LineageKind, PartKind


class Statement(Versioned, table=True):
    """A text on its way. `state` is assigned by `actions/step.py` alone."""

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    workflow: str
    """The workflow's name, as "consensus"."""
    workflow_source: str
    """The workflow file as it was when the statement began: a running statement keeps its rules."""
    state: str
    style: str
    """The statement style's folder name."""
    language: str = Field(default="en")
    created_at: datetime
    created_by: str = Field(foreign_key="person.id")
    adopted_in: str = Field(default="")
    """Place of adoption, where it is not the meeting's."""
    numbers_from: int | None = Field(default=None)
    """The number of the revision since which every clause keeps its number; empty while they run through."""
    attribution: Attribution = Field(default=Attribution.ALL, sa_type=term(Attribution))
    """Who learns which delegation puts forward what, from the next round on."""


class WorkingPart(Versioned, table=True):
    """One part of the chair's working text. Its id is the part's identity for ever."""

    __tablename__ = "working_part"
    __table_args__ = (Index("ix_working_part_text", "statement_id", "ended_at", "place_in_order"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id")
    place_in_order: int
    kind: PartKind = Field(sa_type=term(PartKind))
    level: int = Field(default=0)
    wording: str
    ending: str | None = Field(default=None)
    label: str | None = Field(default=None)
    key: str | None = Field(default=None)
    mark: str | None = Field(default=None)
    number: str | None = Field(default=None)
    """What a clause is cited by while numbers are held, as "3bis"."""
    ended_at: datetime | None = Field(default=None)
    """Since when the part no longer stands in the text; its row stays."""


class Lineage(SQLModel, table=True):
    """A part that came out of another (split) or went into another (merged)."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    from_part_id: str = Field(foreign_key="working_part.id")
    to_part_id: str = Field(foreign_key="working_part.id")
    how: LineageKind = Field(sa_type=term(LineageKind))
    at: datetime
    by: str = Field(foreign_key="person.id")


class Revision(SQLModel, table=True):
    """A frozen text that was put before the delegations."""

    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    number: int
    """0 is the zero draft."""
    label: str
    """As "Zero draft", "Rev.1"."""
    style: str
    """The statement style at the time."""
    fingerprint: str
    """Text fingerprint v1 of its parts."""
    is_oral: bool = Field(default=False)
    """The chair read the change out between declared consensus and adoption."""
    is_non_paper: bool = Field(default=False)
    """It was circulated without standing: nothing is decided on it."""
    notice_hours: int = Field(default=0)
    """For so long it is before the members before it is decided, by the body's rule when it was tabled; 0 for none."""
    tabled_at: datetime
    tabled_by: str = Field(foreign_key="person.id")


class RevisionPart(SQLModel, table=True):
    """One part as it stands in a revision. Never updated."""

    __tablename__ = "revision_part"
    __table_args__ = (UniqueConstraint("revision_id", "part_id"), UniqueConstraint("revision_id", "place_in_order"))

    id: str = Field(default_factory=new_id, primary_key=True)
    revision_id: str = Field(foreign_key="revision.id", index=True)
    part_id: str = Field(foreign_key="working_part.id", index=True)
    place_in_order: int
    kind: PartKind = Field(sa_type=term(PartKind))
    level: int
    wording: str
    ending: str | None
    label: str | None
    key: str | None
    mark: str | None
    number: str | None = Field(default=None)
    """What a clause was cited by; empty where numbers ran through."""


class Upload(SQLModel, table=True):
    """A file that waits until its reading is confirmed or dropped."""

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    file_name: str
    content: bytes
    digest: str
    """SHA-256 of the content, hexadecimal."""
    reading: str
    """What was read, as the JSON of `jointstatement read`."""
    uploaded_at: datetime
    expires_at: datetime
