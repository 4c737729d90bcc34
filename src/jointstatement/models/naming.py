"""How a body names its delegations: profiles, their editions, and which text uses which.

Editions and choices are never updated: what a text was adopted with stays what it was.
"""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id, term
from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode


class NamingProfile(SQLModel, table=True):
    """A way of naming the delegations of a body, which goes through editions."""

    __tablename__ = "naming_profile"
    __table_args__ = (UniqueConstraint("body_id", "title"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    title: str
    """What people choose it by, as "Capitals"."""
    created_at: datetime
    created_by: str = Field(foreign_key="person.id")


class NamingEdition(SQLModel, table=True):
    """A profile as it was saved once. The one with the highest number holds for texts that are in work."""

    __tablename__ = "naming_edition"
    __table_args__ = (UniqueConstraint("profile_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    profile_id: str = Field(foreign_key="naming_profile.id", index=True)
    number: int
    mode: NamingMode = Field(sa_type=term(NamingMode))
    noun: CollectiveNoun = Field(sa_type=term(CollectiveNoun))
    chair_first: bool
    is_sorted: bool
    """By the names' own keys; otherwise in the body's order."""
    known_abbreviations: str
    """What the body's readers know without having it written out, divided by blanks."""
    saved_at: datetime
    saved_by: str = Field(foreign_key="person.id")


class DelegationNames(SQLModel, table=True):
    """The names of one delegation in one edition."""

    __tablename__ = "delegation_names"
    __table_args__ = (UniqueConstraint("edition_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    edition_id: str = Field(foreign_key="naming_edition.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    state: str
    """The name in full."""
    short: str
    capital: str
    person: str
    adjective: str
    avoided: str
    """Forms not to be used, one a line."""
    footnote: str
    mark: str
    footnote_at: FootnoteAt = Field(sa_type=term(FootnoteAt))
    sort_keys: str
    """What it sorts by, a line for each language: "fr Moldavie"; a line without a language holds for all others."""


class NamingChoice(SQLModel, table=True):
    """Which profile names the delegations: in one statement, or wherever a statement has no choice of its own."""

    __tablename__ = "naming_choice"
    __table_args__ = (UniqueConstraint("body_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    number: int
    """The last one holds."""
    statement_id: str | None = Field(default=None, foreign_key="statement.id", index=True)
    """Empty for the body."""
    profile_id: str | None = Field(default=None, foreign_key="naming_profile.id")
    """Empty: a statement follows its body again, a body names its delegations as they were entered."""
    chosen_at: datetime
    chosen_by: str = Field(foreign_key="person.id")
