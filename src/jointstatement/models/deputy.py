"""Whom a head of delegation named to act for the head."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id


class Deputyship(SQLModel, table=True):
    """An expert acts for the head who named him or her: until an hour, or until it is taken back."""

    id: str = Field(default_factory=new_id, primary_key=True)
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    named_at: datetime
    named_by: str = Field(foreign_key="person.id")
    until: datetime | None = Field(default=None)
    """From this hour on it does not hold any more; empty where none was set."""
    until_as_typed: str = Field(default="")
    ended_at: datetime | None = Field(default=None)
    """Since when it is taken back, or another one has its place."""
    ended_by: str | None = Field(default=None, foreign_key="person.id")
