"""Amendments that the chair's office has put into one proposal, without change of substance."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id


class Consolidation(Versioned, table=True):
    """The hour until which delegations may want their amendments out of a consolidated proposal.

    The proposal itself is an amendment of the chair's office; once it is withdrawn its sources stand by themselves.
    """

    id: str = Field(foreign_key="amendment.id", primary_key=True)
    """That of the proposal."""
    statement_id: str = Field(foreign_key="statement.id", index=True)
    due_at: datetime
    due_as_typed: str
    remind_at: datetime | None = Field(default=None)
    """When their delegations are reminded next; empty once it is over."""


class ConsolidationSource(SQLModel, table=True):
    """An amendment that stands in a consolidated proposal until it leaves it, and what its delegation says of that."""

    __tablename__ = "consolidation_source"
    __table_args__ = (UniqueConstraint("consolidation_id", "amendment_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    consolidation_id: str = Field(foreign_key="consolidation.id", index=True)
    amendment_id: str = Field(foreign_key="amendment.id", index=True)
    objected_at: datetime | None = Field(default=None)
    objected_by: str | None = Field(default=None, foreign_key="person.id")
    reason: str = Field(default="")
    """Of the objection."""
    left_at: datetime | None = Field(default=None)
    """Since when it stands by itself again: objected to in time, withdrawn, or the consolidation is over."""
