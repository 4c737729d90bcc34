"""A text in other languages: what the office has entered so far, and the translations that were issued."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import TranslationStatus


class TranslatedPart(Versioned, table=True):
    """One part in another language, as the office has it; for the chair's office alone until it is issued."""

    __tablename__ = "translated_part"
    __table_args__ = (UniqueConstraint("statement_id", "language", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    language: str
    part_id: str = Field(foreign_key="working_part.id")
    revision_id: str = Field(foreign_key="revision.id")
    """The revision whose words it translates."""
    wording: str
    """Empty where its words were taken out again."""
    ending: str
    """Its own closing punctuation, which no style computes: that would be another language's."""
    entered_at: datetime
    entered_by: str = Field(foreign_key="person.id")


class IssuedTranslation(SQLModel, table=True):
    """A revision in another language, as it was put before the members. Never updated."""

    __tablename__ = "issued_translation"
    __table_args__ = (UniqueConstraint("statement_id", "language", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id", index=True)
    language: str
    number: int
    """Which issue in this language it is, from 1 on."""
    status: TranslationStatus = Field(sa_type=term(TranslationStatus))
    fingerprint: str
    """Text fingerprint v1 of its own words."""
    issued_at: datetime
    issued_by: str = Field(foreign_key="person.id")


class IssuedTranslationPart(SQLModel, table=True):
    """The words of one part in an issued translation. Never updated."""

    __tablename__ = "issued_translation_part"
    __table_args__ = (UniqueConstraint("translation_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    translation_id: str = Field(foreign_key="issued_translation.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")
    wording: str
    ending: str
