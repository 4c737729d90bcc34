"""The record of proceedings: hash-chained entries, and the notices that come of them."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id, term
from jointstatement.terms import Chain


class Entry(SQLModel, table=True):
    """One thing that happened. Never updated. Written by `actions/record.py` alone."""

    __table_args__ = (UniqueConstraint("chain_key", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    chain_key: str = Field(index=True)
    """What the chain belongs to: "<statement>:circulated", "<statement>:office",
    "<statement>:delegation:<delegation>", "<body>:administration"; of a call for inputs the same with its id."""
    chain: Chain = Field(sa_type=term(Chain))
    body_id: str = Field(foreign_key="body.id")
    statement_id: str | None = Field(default=None, foreign_key="statement.id", index=True)
    delegation_id: str | None = Field(default=None, foreign_key="delegation.id")
    number: int
    """From 1 within its chain."""
    at: datetime
    kind: str
    """The deed in the past tense, as "revision_tabled"."""
    actor_id: str | None = Field(default=None, foreign_key="person.id")
    """Empty where the hour itself acted."""
    payload: str
    """RFC 8785 JSON of what happened."""
    previous_hash: str
    hash: str
    """SHA-256 of RFC 8785 JSON of chain key, number, hour, kind, actor, payload and the previous hash."""


class Notice(SQLModel, table=True):
    """A line on a person's list of notices; it carries names of things, never their content."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    statement_id: str | None = Field(default=None, foreign_key="statement.id", index=True)
    call_id: str | None = Field(default=None, foreign_key="call_for_inputs.id", index=True)
    """The call for inputs that it is about, where it is about no statement."""
    kind: str
    """The entry's kind it comes of."""
    parameters: str = Field(default="{}")
    """JSON of what fills the notice's sentence."""
    at: datetime = Field(index=True)
    number: int = Field(default=0)
    """From 0 among the person's notices of one instant: what came of one deed stands in the order it was told in."""
    read_at: datetime | None = Field(default=None)
