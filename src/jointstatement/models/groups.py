"""Groups of delegations, edition by edition, and who of them speaks for itself on a text.

Editions and their members are never updated: what was given for a group stays given for those who were in it then.
"""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id


class DelegationGroup(SQLModel, table=True):
    """Members of a body for which one of them may speak."""

    __tablename__ = "delegation_group"

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    begun_at: datetime
    begun_by: str = Field(foreign_key="person.id")


class GroupEdition(SQLModel, table=True):
    """A group as it was saved once. The one with the highest number holds."""

    __tablename__ = "group_edition"
    __table_args__ = (UniqueConstraint("group_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="delegation_group.id", index=True)
    number: int
    name: str
    speaker_id: str = Field(foreign_key="delegation.id")
    """The member that speaks for it."""
    saved_at: datetime
    saved_by: str = Field(foreign_key="person.id")


class GroupMember(SQLModel, table=True):
    """A member of a group in one edition, its speaker among them."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("edition_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    edition_id: str = Field(foreign_key="group_edition.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")


class GroupOptOut(Versioned, table=True):
    """A member speaks for itself on one text, and the group does not."""

    __tablename__ = "group_opt_out"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    group_id: str = Field(foreign_key="delegation_group.id")
    delegation_id: str = Field(foreign_key="delegation.id")
    opted_out_at: datetime
    opted_out_by: str = Field(foreign_key="person.id")
    ended_at: datetime | None = Field(default=None)
    """Since when the group speaks for it again."""
