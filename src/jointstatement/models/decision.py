"""How the text is decided on: consensus, silence, reservations, adoption, publication.

The longest file of this room, for what a decision rests on and what follows from it is read in one place.
"""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import (
    ConsensusBasis,
    CorrigendumOutcome,
    Outcome,
    Position,
    PublicationExtent,
    ReservationKind,
    ReserveKind,
    SilenceOutcome,
)


class ConsensusDeclaration(SQLModel, table=True):
    """The chair's declared act: consensus on one frozen revision."""

    __tablename__ = "consensus_declaration"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    basis: ConsensusBasis = Field(sa_type=term(ConsensusBasis))
    declared_at: datetime
    declared_by: str | None = Field(default=None, foreign_key="person.id")
    """Empty where the body's rule is adoption at the end of silence."""
    set_aside_at: datetime | None = Field(default=None)
    """Since when the text is negotiated again and the declaration no longer holds."""


class NoticeWaiver(SQLModel, table=True):
    """The chair lets one revision be decided before its notice has run. Never updated."""

    __tablename__ = "notice_waiver"
    __table_args__ = (UniqueConstraint("revision_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    reason: str
    waived_at: datetime
    waived_by: str = Field(foreign_key="person.id")


class Silence(Versioned, table=True):
    """A silence procedure on one frozen revision until an exact hour."""

    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    number: int
    started_at: datetime
    started_by: str = Field(foreign_key="person.id")
    due_at: datetime
    due_as_typed: str
    follows: str | None = Field(default=None, foreign_key="silence.id")
    """The broken silence after which only what has changed, and what was objected to, lies open."""
    whole_is_open: bool = Field(default=True)
    """Whether an objection may be to the text as a whole; by the body's rule when it started."""
    names_the_breaker: bool = Field(default=True)
    """Whether delegations learn who broke it; by the body's rule when it started."""
    time_request_breaks: bool = Field(default=False)
    """Whether asking for more time breaks it; by the body's rule when it started."""
    remind_at: datetime | None = Field(default=None)
    """When those who have not acknowledged receipt are reminded next."""
    ended_at: datetime | None = Field(default=None)
    outcome: SilenceOutcome | None = Field(default=None, sa_type=term(SilenceOutcome))


class SilenceExtension(SQLModel, table=True):
    """The chair moved the hour of a running silence procedure."""

    __tablename__ = "silence_extension"

    id: str = Field(default_factory=new_id, primary_key=True)
    silence_id: str = Field(foreign_key="silence.id", index=True)
    from_due_at: datetime
    to_due_at: datetime
    at: datetime
    by: str = Field(foreign_key="person.id")


class SilenceBreak(SQLModel, table=True):
    """A delegation broke silence on the whole text or one part; its first confirmed press is enough."""

    __tablename__ = "silence_break"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    silence_id: str = Field(foreign_key="silence.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    part_id: str | None = Field(default=None, foreign_key="working_part.id")
    reason: str = Field(default="")
    wording: str = Field(default="")
    at: datetime
    """When it was received; for one that came on paper, the hour of receipt."""
    recorded_at: datetime
    recorded_by: str = Field(foreign_key="person.id")
    is_late: bool = Field(default=False)
    group_edition_id: str | None = Field(default=None, foreign_key="group_edition.id")
    """The group for which the delegation broke it, in the edition of that hour; empty for itself alone."""


class SilenceBreakMember(Versioned, table=True):
    """A member for which its group's break counts beside the speaker, until it says that it does not share it."""

    __tablename__ = "silence_break_member"
    __table_args__ = (UniqueConstraint("break_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    break_id: str = Field(foreign_key="silence_break.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    declined_at: datetime | None = Field(default=None)
    declined_by: str | None = Field(default=None, foreign_key="person.id")


class WrittenProcedure(Versioned, table=True):
    """The members are asked to answer one frozen revision in writing, until an exact hour. No answer is no consent."""

    __tablename__ = "written_procedure"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    number: int
    started_at: datetime
    started_by: str = Field(foreign_key="person.id")
    due_at: datetime
    due_as_typed: str
    remind_at: datetime | None = Field(default=None)
    """When those who have not answered are reminded next."""
    ended_at: datetime | None = Field(default=None)
    is_withdrawn: bool = Field(default=False)


class AnnouncementWithheld(SQLModel, table=True):
    """The chair does not announce the result of a silence that was held, until that is lifted."""

    __tablename__ = "announcement_withheld"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    silence_id: str = Field(foreign_key="silence.id")
    reason: str
    withheld_at: datetime
    withheld_by: str = Field(foreign_key="person.id")
    lifted_at: datetime | None = Field(default=None)
    lifted_by: str | None = Field(default=None, foreign_key="person.id")
    reason_lifted: str = Field(default="")


class TimeRequest(SQLModel, table=True):
    """A delegation asked for a later hour of silence; only it and the chair's office see it."""

    __tablename__ = "time_request"
    __table_args__ = (UniqueConstraint("silence_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    silence_id: str = Field(foreign_key="silence.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    reason: str = Field(default="")
    requested_at: datetime
    requested_by: str = Field(foreign_key="person.id")


class Receipt(SQLModel, table=True):
    """A delegation acknowledged receipt of a silence procedure. It is not a position; only the office sees it."""

    __table_args__ = (UniqueConstraint("silence_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    silence_id: str = Field(foreign_key="silence.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    acknowledged_at: datetime
    acknowledged_by: str = Field(foreign_key="person.id")


class Reservation(Versioned, table=True):
    """What a delegation attaches to the text without blocking it: a reservation, or a statement of another kind."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    """Its author, who alone changes it and takes it back."""
    kind: ReservationKind = Field(sa_type=term(ReservationKind))
    language: str = Field(default="en")
    text: str
    made_at: datetime
    """For one whose words were changed, when that was done."""
    made_by: str = Field(foreign_key="person.id")
    is_late: bool = Field(default=False)
    """It came after the hour for statements: kept, and not printed."""
    withdrawn_at: datetime | None = Field(default=None)


class ReservationPart(SQLModel, table=True):
    """A part that a reservation or statement is about; one about the whole text has none."""

    __tablename__ = "reservation_part"
    __table_args__ = (UniqueConstraint("reservation_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    reservation_id: str = Field(foreign_key="reservation.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")


class ReservationParty(SQLModel, table=True):
    """A delegation that was asked to join what another attaches; it is named only once it has."""

    __tablename__ = "reservation_party"
    __table_args__ = (UniqueConstraint("reservation_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    reservation_id: str = Field(foreign_key="reservation.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    asked_at: datetime
    joined_at: datetime | None = Field(default=None)
    joined_by: str | None = Field(default=None, foreign_key="person.id")


class Adoption(SQLModel, table=True):
    """The chair's separate act that freezes the text and the positions. Never updated."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    revision_id: str = Field(foreign_key="revision.id")
    fingerprint: str
    """Text fingerprint v1 of what was adopted."""
    place: str
    adopted_on: date
    adopted_at: datetime
    adopted_by: str | None = Field(default=None, foreign_key="person.id")
    """Empty where the body's rule is adoption at the end of silence."""
    basis: ConsensusBasis = Field(sa_type=term(ConsensusBasis))
    statements_until: datetime | None = Field(default=None)
    """Until when what is attached after adoption is printed with the text; empty where nothing is."""


class AdoptedPosition(SQLModel, table=True):
    """A position as it stood when the text was adopted. Never updated; for the office and members only."""

    __tablename__ = "adopted_position"

    id: str = Field(default_factory=new_id, primary_key=True)
    adoption_id: str = Field(foreign_key="adoption.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    part_id: str | None = Field(default=None, foreign_key="working_part.id")
    position: Position = Field(sa_type=term(Position))
    given_on: str
    """The label of the revision it was given on."""
    reserve_kind: ReserveKind | None = Field(default=None, sa_type=term(ReserveKind))
    reason: str = Field(default="")
    is_for_chair: bool = Field(default=False)
    """It was taken in a round for the chair alone: no other delegation reads it here either."""
    group_name: str = Field(default="")
    """The name of the group that took it for the delegation; empty where it took it itself."""


class Publication(SQLModel, table=True):
    """The published file, stored once. Never updated."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    adoption_id: str = Field(foreign_key="adoption.id")
    address: str = Field(unique=True)
    """The last part of the public page's address, random."""
    content: bytes
    """The Word file."""
    file_digest: str
    """SHA-256 of the content, hexadecimal."""
    fingerprint: str
    """Text fingerprint v1 of what was published, which may be a part of what was adopted."""
    extent: PublicationExtent = Field(default=PublicationExtent.WHOLE, sa_type=term(PublicationExtent))
    public_from: datetime | None = Field(default=None)
    """Before this hour nothing answers at the address; empty for what was published at once, before hours were kept."""
    published_at: datetime
    published_by: str = Field(foreign_key="person.id")


class PublicationOmission(SQLModel, table=True):
    """A clause whose words a publication in part leaves out. Never updated."""

    __tablename__ = "publication_omission"
    __table_args__ = (UniqueConstraint("publication_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    publication_id: str = Field(foreign_key="publication.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")


class Corrigendum(SQLModel, table=True):
    """A formal correction of an adopted text or of one translation of it, before the members until an hour.

    It has a number once it is in force; those of the text and of its translations are numbered in one row.
    """

    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    number: int | None = Field(default=None)
    translation_id: str | None = Field(default=None, foreign_key="issued_translation.id")
    """The issued translation that it corrects; None for the adopted text itself."""
    issued_as_id: str | None = Field(default=None, foreign_key="issued_translation.id")
    """The same translation, issued again as corrected; once it is in force."""
    reason: str
    proposed_at: datetime
    proposed_by: str = Field(foreign_key="person.id")
    due_at: datetime
    due_as_typed: str
    names_the_objector: bool = Field(default=True)
    """Whether delegations learn who objected to it; by the body's rule on breakers when it was proposed."""
    ended_at: datetime | None = Field(default=None)
    outcome: CorrigendumOutcome | None = Field(default=None, sa_type=term(CorrigendumOutcome))


class CorrigendumLine(SQLModel, table=True):
    """For these words of a part read those. Never updated."""

    __tablename__ = "corrigendum_line"
    __table_args__ = (UniqueConstraint("corrigendum_id", "place_in_order"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    corrigendum_id: str = Field(foreign_key="corrigendum.id", index=True)
    place_in_order: int
    part_id: str = Field(foreign_key="working_part.id")
    for_words: str
    read_words: str
    """Empty where the words are taken out."""


class CorrigendumObjection(SQLModel, table=True):
    """A delegation objected to a corrigendum; in time it stopped it. Never updated."""

    __tablename__ = "corrigendum_objection"

    id: str = Field(default_factory=new_id, primary_key=True)
    corrigendum_id: str = Field(foreign_key="corrigendum.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    reason: str
    is_late: bool
    at: datetime
    by: str = Field(foreign_key="person.id")


class Conversion(SQLModel, table=True):
    """A text of the chair's own that began from one that consensus failed on."""

    id: str = Field(default_factory=new_id, primary_key=True)
    from_statement_id: str = Field(foreign_key="statement.id", index=True)
    to_statement_id: str = Field(foreign_key="statement.id", unique=True)
    outcome: Outcome = Field(sa_type=term(Outcome))
    at: datetime
    by: str = Field(foreign_key="person.id")


class CopiedPart(SQLModel, table=True):
    """From which part of another text a part was copied: of one that failed, or of an adopted one."""

    __tablename__ = "copied_part"

    id: str = Field(default_factory=new_id, primary_key=True)
    part_id: str = Field(foreign_key="working_part.id", unique=True)
    from_part_id: str = Field(foreign_key="working_part.id")


class Association(SQLModel, table=True):
    """A delegation stands by a text, as it was tabled, by its own act."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    at: datetime
    by: str = Field(foreign_key="person.id")
    withdrawn_at: datetime | None = Field(default=None)


class NamingConsent(SQLModel, table=True):
    """A delegation lets a chair's text name it among those that did not agree. Never updated."""

    __tablename__ = "naming_consent"
    __table_args__ = (UniqueConstraint("statement_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    at: datetime
    by: str = Field(foreign_key="person.id")


class Issuance(SQLModel, table=True):
    """The chair's own text as it was issued, with its file, stored once. Never updated."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    revision_id: str = Field(foreign_key="revision.id")
    fingerprint: str
    place: str
    issued_on: date
    address: str = Field(unique=True)
    """The last part of the public page's address, random."""
    content: bytes
    file_digest: str
    """SHA-256 of the content, hexadecimal."""
    issued_at: datetime
    issued_by: str = Field(foreign_key="person.id")


class Withholding(SQLModel, table=True):
    """The decision that an adopted text is not public, until it is published after all."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    reason: str
    decided_at: datetime
    decided_by: str = Field(foreign_key="person.id")
