"""The symbols that texts have, and those that were chosen for texts to come."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id


class GivenSymbol(SQLModel, table=True):
    """The symbol that a text was given when it was adopted or issued. Never updated, and never given again."""

    __tablename__ = "given_symbol"
    __table_args__ = (UniqueConstraint("body_id", "folded"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id")
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    symbol: str
    folded: str
    """By what it is compared with others."""
    year: int
    """Of the day of adoption."""
    number: int | None = Field(default=None)
    """Its number in the row; empty where the secretariat entered it."""
    at: datetime


class EnteredSymbol(SQLModel, table=True):
    """The symbol that a text will be given instead of the next in the row; for the chair's office alone until then."""

    __tablename__ = "entered_symbol"
    __table_args__ = (UniqueConstraint("body_id", "folded"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id")
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    symbol: str
    folded: str
    at: datetime
    by: str = Field(foreign_key="person.id")
