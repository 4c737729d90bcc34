"""Calls for inputs: what delegations are asked before any draft exists, and what they give."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id


class CallForInputs(Versioned, table=True):
    """A question that the chair's office puts before a meeting, until an exact hour."""

    __tablename__ = "call_for_inputs"

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    title: str
    question: str
    asks_observers: bool
    """Whether observers and partners are asked too; else they do not learn of the call. Guests never do."""
    is_open_to_all: bool
    """Whether, after the hour, everybody who was asked reads what was given; else the chair's office alone does."""
    put_at: datetime
    put_by: str = Field(foreign_key="person.id")
    due_at: datetime
    due_as_typed: str
    """The hour as wall time with its zone."""
    closed_at: datetime | None = Field(default=None)
    """Since when the hour has taken effect."""


class CallExtension(SQLModel, table=True):
    """The hour of a call was moved."""

    __tablename__ = "call_extension"

    id: str = Field(default_factory=new_id, primary_key=True)
    call_id: str = Field(foreign_key="call_for_inputs.id", index=True)
    from_due_at: datetime
    to_due_at: datetime
    at: datetime
    by: str = Field(foreign_key="person.id")


class AskedDelegation(SQLModel, table=True):
    """A delegation that a call had been put to, or that gave, when its hour took effect. Never updated."""

    __tablename__ = "asked_delegation"

    id: str = Field(default_factory=new_id, primary_key=True)
    call_id: str = Field(foreign_key="call_for_inputs.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")


class Contribution(SQLModel, table=True):
    """What one delegation gave to a call; given anew before the hour, or late, it takes the former's place."""

    id: str = Field(default_factory=new_id, primary_key=True)
    call_id: str = Field(foreign_key="call_for_inputs.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    text: str
    given_at: datetime
    given_by: str = Field(foreign_key="person.id")
    is_late: bool
    ended_at: datetime | None = Field(default=None)
    """Since when it stands no more: another took its place, or its delegation withdrew it."""


class ContributionFile(SQLModel, table=True):
    """A file of a contribution: kept as it came, never opened, handed out for download alone."""

    __tablename__ = "contribution_file"
    __table_args__ = (UniqueConstraint("contribution_id", "place_in_order"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    contribution_id: str = Field(foreign_key="contribution.id", index=True)
    place_in_order: int
    file_name: str
    content: bytes
    digest: str
    """SHA-256 of the content, hexadecimal."""


class TextFromCall(SQLModel, table=True):
    """From which call a statement was begun. Never updated."""

    __tablename__ = "text_from_call"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    call_id: str = Field(foreign_key="call_for_inputs.id", index=True)
    at: datetime
    by: str = Field(foreign_key="person.id")
