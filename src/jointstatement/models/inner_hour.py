"""The hour within a delegation by which its experts hand in to its head."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id


class InnerHour(SQLModel, table=True):
    """An hour that a head set for the experts of the delegation, in one round."""

    __tablename__ = "inner_hour"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    due_at: datetime
    due_as_typed: str
    set_at: datetime
    set_by: str = Field(foreign_key="person.id")
    remind_at: datetime | None = Field(default=None)
    """When the experts are reminded next."""
    ended_at: datetime | None = Field(default=None)
    """Since when it is lifted, or another one has its place."""
    ended_by: str | None = Field(default=None, foreign_key="person.id")
