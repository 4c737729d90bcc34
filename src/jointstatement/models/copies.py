"""The copies of drafts that delegations took out, where their body keeps that."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id, term
from jointstatement.terms import CopyKind


class TakenCopy(SQLModel, table=True):
    """One file of a text under negotiation that a person of a delegation took out. Never updated."""

    __tablename__ = "taken_copy"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    person_id: str = Field(foreign_key="person.id")
    kind: CopyKind = Field(sa_type=term(CopyKind))
    revision: str
    """The label of the text that was in it, as "Rev.2"."""
    form: str
    """What kind of file, as "docx"."""
    at: datetime
