"""What a body remembers from one text to the next: agreed language, the text another began from, commitments."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import AddresseeKind, BaseStanding, CommitmentState, PartKind


class AgreedClause(SQLModel, table=True):
    """A clause or item of an adopted text, to be found again by its words. Never updated."""

    __tablename__ = "agreed_clause"
    __table_args__ = (UniqueConstraint("statement_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    adoption_id: str = Field(foreign_key="adoption.id")
    part_id: str = Field(foreign_key="working_part.id")
    place_in_order: int
    label: str
    """By which it is cited in the adopted text."""
    kind: PartKind = Field(sa_type=term(PartKind))
    wording: str
    words: str
    """Its words folded, with one space between them; on SQLite a full-text table holds them too."""
    digest: str = Field(index=True)
    """SHA-256 of its plain words: the same for clauses that read the same."""
    agreed_at: datetime


class BaseText(SQLModel, table=True):
    """From which adopted text a statement began. Never updated."""

    __tablename__ = "base_text"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    adoption_id: str = Field(foreign_key="adoption.id")
    amends: bool = Field(default=False)
    """It was begun to change what that text means."""
    at: datetime
    by: str = Field(foreign_key="person.id")


class NotAgreedBase(SQLModel, table=True):
    """From which text that was never adopted a statement began: one that lapsed, or the chair's own. Never updated."""

    __tablename__ = "not_agreed_base"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    revision_id: str = Field(foreign_key="revision.id")
    """What of that text was tabled last, or issued."""
    standing: BaseStanding = Field(sa_type=term(BaseStanding))
    ended_on: date
    """The day on which it was given up or issued, where its meeting is."""
    at: datetime
    by: str = Field(foreign_key="person.id")


class Commitment(Versioned, table=True):
    """What an adopted clause commits somebody to, as a person of the office confirmed it, or a proposal it dropped."""

    __table_args__ = (UniqueConstraint("part_id", "sentence"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")
    sentence: int | None = Field(default=None)
    """The sentence of the clause in which the rule found it; empty for one that a person entered."""
    addressee_kind: AddresseeKind = Field(sa_type=term(AddresseeKind))
    addressee: str = Field(default="")
    """For an office or one outside, its name."""
    delegation_id: str | None = Field(default=None, foreign_key="delegation.id", index=True)
    """The member that is addressed."""
    action: str
    due_on: date | None = Field(default=None)
    due_meeting: str = Field(default="")
    """Where it is due at a meeting, the meeting's name."""
    confirmed_at: datetime | None = Field(default=None)
    """Empty for a proposal that was dropped; that was the office's business alone."""
    confirmed_by: str | None = Field(default=None, foreign_key="person.id")
    dropped_at: datetime | None = Field(default=None)
    dropped_by: str | None = Field(default=None, foreign_key="person.id")


class CommitmentReport(SQLModel, table=True):
    """How far a commitment is, by whom it addresses or by the office. Never updated."""

    __tablename__ = "commitment_report"

    id: str = Field(default_factory=new_id, primary_key=True)
    commitment_id: str = Field(foreign_key="commitment.id", index=True)
    delegation_id: str | None = Field(default=None, foreign_key="delegation.id")
    """Empty for a report by the chair's office."""
    state: CommitmentState = Field(sa_type=term(CommitmentState))
    text: str
    at: datetime
    by: str = Field(foreign_key="person.id")
