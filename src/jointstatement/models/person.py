"""Persons, and how they come in: links, sign-ins, tokens. Secrets are kept as hashes only."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import Role


class Person(Versioned, table=True):
    """A person with one role in one body; delegates belong to a delegation, the chair's office to none."""

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    name: str
    role: Role = Field(sa_type=term(Role))
    delegation_id: str | None = Field(default=None, foreign_key="delegation.id", index=True)
    ended_at: datetime | None = Field(default=None)
    """Since when the person has no access any more."""
    chaired_until: datetime | None = Field(default=None)
    """Of a former chair: until when he or she held the chair, and so what there is to read."""


class SignInLink(SQLModel, table=True):
    """A personal link: random, reusable until revoked or expired."""

    __tablename__ = "sign_in_link"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    token_hash: str = Field(unique=True)
    """SHA-256 of the token, hexadecimal."""
    issued_at: datetime
    issued_by: str | None = Field(default=None, foreign_key="person.id")
    expires_at: datetime | None = Field(default=None)
    revoked_at: datetime | None = Field(default=None)


class SignIn(SQLModel, table=True):
    """One session in one browser: a new token at sign-in, gone at sign-out."""

    __tablename__ = "sign_in"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    link_id: str = Field(foreign_key="sign_in_link.id", index=True)
    token_hash: str = Field(unique=True)
    started_at: datetime
    expires_at: datetime


class ApiToken(SQLModel, table=True):
    """A personal token for the API."""

    __tablename__ = "api_token"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    token_hash: str = Field(unique=True)
    issued_at: datetime
    revoked_at: datetime | None = Field(default=None)


class AnsweredRequest(SQLModel, table=True):
    """An unsafe request that was carried out, by its idempotency key: sent again, it is answered, not repeated."""

    __tablename__ = "answered_request"
    __table_args__ = (UniqueConstraint("person_id", "idempotency_key"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    idempotency_key: str
    request_digest: str
    """SHA-256 over the deed and what it was asked with; another request under the same key is refused."""
    answer: str
    """What the action returned, as JSON."""
    answered_at: datetime
