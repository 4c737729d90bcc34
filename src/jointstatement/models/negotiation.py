"""What delegations give and how the chair answers: rounds, comments, amendments, positions, dispositions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import (
    AmendmentKind,
    Attribution,
    CommentClass,
    DispositionKind,
    Position,
    ReserveKind,
    Visibility,
    Weight,
)

_WAITS = "submitted_at IS NOT NULL AND withdrawn_at IS NULL AND answered_at IS NULL"
_WAITING = text(_WAITS)
# As each database has it in its questions: one that is put otherwise does not use the index.
_UNANSWERED_ON_SQLITE = text(f"{_WAITS} AND (is_late IS 0 OR is_admitted IS 1)")
_UNANSWERED_ON_POSTGRESQL = text(f"{_WAITS} AND (is_late IS false OR is_admitted IS true)")
_FOR_A_GROUP = text("group_edition_id IS NOT NULL")
SAYS_WHY = "(reason != '' OR would_lift_if != '')"
"""Of a position: its delegation said why it holds it, or what would change it. As the index has it, for the database
takes an index in part only for its very words."""


def _indexes(table: str) -> tuple[Index, ...]:
    """Input is found by its part, and counted without reading the rows.

    Of parts, all of a revision and what waits for an answer; of rounds, what waits and counts.
    """
    counted = ("round_id", "delegation_id", "submitted_at", "withdrawn_at", "answered_at", "is_late", "is_admitted")
    return (
        Index(f"ix_{table}_part", "statement_id", "part_id"),
        Index(f"ix_{table}_revision", "statement_id", "revision_id", "part_id", *counted),
        Index(
            f"ix_{table}_waiting",
            *("statement_id", "part_id", "revision_id", *counted),
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            f"ix_{table}_unanswered",
            *("round_id", "delegation_id"),
            sqlite_where=_UNANSWERED_ON_SQLITE,
            postgresql_where=_UNANSWERED_ON_POSTGRESQL,
        ),
    )


class Round(Versioned, table=True):
    """One revision before the delegations until an exact hour."""

    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    number: int
    visibility: Visibility = Field(sa_type=term(Visibility))
    attribution: Attribution = Field(default=Attribution.ALL, sa_type=term(Attribution))
    """Who learns whose input it brings: as the statement had it when the round was opened, for ever."""
    concepts_only: bool = Field(default=False)
    """It takes comments on concepts, and no proposed wording."""
    authors_learnt_at: datetime | None = Field(default=None)
    """Of a round that keeps its authors from the chair's office too: since when the office knows them."""
    opened_at: datetime
    opened_by: str = Field(foreign_key="person.id")
    due_at: datetime
    """On time means before this instant, by the database's clock."""
    due_as_typed: str
    """The wall time and zone as the chair set them, "2026-05-12T18:00 Europe/Vienna"."""
    remind_at: datetime | None = Field(default=None)
    """When those who have not submitted are reminded next."""
    closed_at: datetime | None = Field(default=None)
    closed_by: str | None = Field(default=None, foreign_key="person.id")
    """Empty where the hour itself closed the round."""


class RoundExtension(SQLModel, table=True):
    """The chair moved the hour of an open round."""

    __tablename__ = "round_extension"

    id: str = Field(default_factory=new_id, primary_key=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    from_due_at: datetime
    to_due_at: datetime
    at: datetime
    by: str = Field(foreign_key="person.id")


class Submission(SQLModel, table=True):
    """A delegation's input to a round, cleared and handed in by its head (or a later addition to it)."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    round_id: str = Field(foreign_key="round.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    submitted_at: datetime
    submitted_by: str = Field(foreign_key="person.id")
    is_late: bool = Field(default=False)
    group_edition_id: str | None = Field(default=None, foreign_key="group_edition.id")
    """The group, as it was then, for which it was handed in; empty for the delegation alone."""
    told_members_at: datetime | None = Field(default=None)
    """When what was handed in for a group began to count for its members: with its circulation."""


class Comment(Versioned, table=True):
    """A remark on one part, or a general one. Until submitted it is its delegation's own draft."""

    __table_args__ = _indexes("comment")

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id")
    round_id: str = Field(foreign_key="round.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    part_id: str | None = Field(default=None, foreign_key="working_part.id")
    """Empty for a general comment."""
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    comment_class: CommentClass = Field(sa_type=term(CommentClass))
    text: str
    quoted: str = Field(default="")
    """The words of the part that it is about, plain; they stand there once. Empty where it is about the whole part."""
    replaces: str | None = Field(default=None, foreign_key="comment.id")
    """The delegation's submitted comment whose place this one takes when it is handed in in time."""
    written_by: str = Field(foreign_key="person.id")
    written_at: datetime
    received_at: datetime | None = Field(default=None)
    """When it came on paper or by mail, where the secretariat entered it for the delegation."""
    submission_id: str | None = Field(default=None, foreign_key="submission.id", index=True)
    submitted_at: datetime | None = Field(default=None)
    is_late: bool = Field(default=False)
    is_admitted: bool | None = Field(default=None)
    """Of late input: what the chair said of it, empty while nothing was said. The record has who said it, and when."""
    withdrawn_at: datetime | None = Field(default=None)
    answered_at: datetime | None = Field(default=None)
    """The hour of its first answer. The database keeps it as the answer is written; nobody else sets it."""
    label: str | None = Field(default=None)
    """As "C-6.1", given when the round's input is circulated."""


class Reply(Versioned, table=True):
    """A reply to a comment, open to whoever may load the comment. There is no reply to a reply."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    comment_id: str = Field(foreign_key="comment.id", index=True)
    delegation_id: str | None = Field(default=None, foreign_key="delegation.id")
    """Empty for the chair's office."""
    text: str
    replied_at: datetime
    replied_by: str = Field(foreign_key="person.id")
    is_named: bool = Field(default=True)
    """By the rule of the day on which it was given, delegations learn whose reply it is."""
    withdrawn_at: datetime | None = Field(default=None)


class Amendment(Versioned, table=True):
    """What a delegation would do to one part. Until submitted it is its delegation's own draft."""

    __table_args__ = (*_indexes("amendment"), Index("ix_amendment_weight", "statement_id", "weight"))

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id")
    round_id: str = Field(foreign_key="round.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    part_id: str = Field(foreign_key="working_part.id")
    delegation_id: str | None = Field(default=None, foreign_key="delegation.id", index=True)
    """Empty for a consolidated proposal: it is of the chair's office."""
    kind: AmendmentKind = Field(default=AmendmentKind.REPLACE, sa_type=term(AmendmentKind))
    wording: str
    """The whole proposed wording of the part, light marks; of the new part, the first half or both clauses joined.
    Empty where the part is deleted or moved."""
    second_wording: str = Field(default="")
    """The second half of a clause that is split."""
    other_part_id: str | None = Field(default=None, foreign_key="working_part.id")
    """The clause that is joined to the part; of a move, the part after which it would stand, empty for the head."""
    reissue_of: str | None = Field(default=None, foreign_key="amendment.id")
    """The delegation's amendment on an earlier revision, whose place this one takes when it is handed in in time."""
    taken_over_from: str | None = Field(default=None, foreign_key="amendment.id")
    """The amendment of another delegation, withdrawn, that this one began as."""
    reason: str = Field(default="")
    weight: Weight = Field(sa_type=term(Weight))
    written_by: str = Field(foreign_key="person.id")
    written_at: datetime
    received_at: datetime | None = Field(default=None)
    """When it came on paper or by mail, where the secretariat entered it for the delegation."""
    submission_id: str | None = Field(default=None, foreign_key="submission.id", index=True)
    submitted_at: datetime | None = Field(default=None)
    is_late: bool = Field(default=False)
    is_admitted: bool | None = Field(default=None)
    """As of a comment."""
    withdrawn_at: datetime | None = Field(default=None)
    answered_at: datetime | None = Field(default=None)
    """As of a comment."""
    label: str | None = Field(default=None)
    """As "A-6.1", given when the round's input is circulated."""


class Clearance(SQLModel, table=True):
    """What the head of a delegation said of one version of a draft: it is cleared, or goes back to who wrote it.

    A draft that was changed since is to be cleared anew. Seen within the delegation alone.
    """

    __table_args__ = (
        CheckConstraint("(comment_id IS NULL) <> (amendment_id IS NULL)", name="one_subject"),
        UniqueConstraint("comment_id", "number"),
        UniqueConstraint("amendment_id", "number"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    comment_id: str | None = Field(default=None, foreign_key="comment.id", index=True)
    amendment_id: str | None = Field(default=None, foreign_key="amendment.id", index=True)
    number: int
    version: int
    """Of the draft that was read."""
    is_cleared: bool
    word: str = Field(default="")
    """To who wrote it, of a draft that goes back."""
    at: datetime
    by: str = Field(foreign_key="person.id")


class AmendmentSupport(Versioned, table=True):
    """Another delegation stands behind an amendment, by its own act, from when it was before all."""

    __tablename__ = "amendment_support"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    amendment_id: str = Field(foreign_key="amendment.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    asks_to_co_sponsor: bool
    given_at: datetime
    given_by: str = Field(foreign_key="person.id")
    accepted_at: datetime | None = Field(default=None)
    """When the author took it among the sponsors."""
    accepted_by: str | None = Field(default=None, foreign_key="person.id")
    is_named: bool = Field(default=True)
    """By the rule of the day on which it was given, delegations learn who stands behind the amendment."""
    withdrawn_at: datetime | None = Field(default=None)


class PositionTaken(Versioned, table=True):
    """A delegation's position on one part, or on the whole text, of one revision.

    Rows are added, not changed: the submitted row with the highest number is what the delegation holds, the others are
    what it held. Until submitted a row is the delegation's own draft.
    """

    __tablename__ = "position_taken"
    __table_args__ = (
        UniqueConstraint("statement_id", "delegation_id", "number"),
        Index("ix_position_taken_part", "statement_id", "part_id"),
        Index("ix_position_taken_position", "statement_id", "position"),
        # What is held is found without reading the rows.
        Index(
            "ix_position_taken_held",
            *("statement_id", "delegation_id", "part_id", "number"),
            *("submitted_at", "round_id", "revision_id", "position", "lapsed_at"),
        ),
        Index(
            "ix_position_taken_group",
            *("statement_id", "group_edition_id"),
            sqlite_where=_FOR_A_GROUP,
            postgresql_where=_FOR_A_GROUP,
        ),
        Index(
            "ix_position_taken_said",
            *("statement_id", "delegation_id", "part_id", "number", "submitted_at", "round_id"),
            sqlite_where=text(SAYS_WHY),
            postgresql_where=text(SAYS_WHY),
        ),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id")
    revision_id: str = Field(foreign_key="revision.id", index=True)
    round_id: str | None = Field(default=None, foreign_key="round.id", index=True)
    """Empty where it was taken outside a round; it then takes effect at once."""
    part_id: str | None = Field(default=None, foreign_key="working_part.id")
    """Empty for the whole text."""
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    number: int
    """Counts within one delegation and one statement only, so that it tells nobody else anything."""
    position: Position = Field(sa_type=term(Position))
    reason: str = Field(default="")
    would_lift_if: str = Field(default="")
    reserve_kind: ReserveKind | None = Field(default=None, sa_type=term(ReserveKind))
    """Of a reserve, and of nothing else."""
    confirm_by: datetime | None = Field(default=None)
    """Of an agreement ad referendum: the hour by which it is to be confirmed."""
    confirm_as_typed: str = Field(default="")
    reminded_at: datetime | None = Field(default=None)
    """The hour to confirm of which everybody concerned was reminded."""
    lapsed_at: datetime | None = Field(default=None)
    """Since when it no longer counts: it was not confirmed, and the delegation is awaited again."""
    group_edition_id: str | None = Field(default=None, foreign_key="group_edition.id")
    """The group, as it was then, for which it was taken; empty for the delegation alone."""
    spoken_by: str | None = Field(default=None, foreign_key="delegation.id")
    """The delegation that took it for the group; empty where the delegation took it itself."""
    taken_by: str = Field(foreign_key="person.id")
    taken_at: datetime
    received_at: datetime | None = Field(default=None)
    """Of an answer or an objection that came on paper: its hour of receipt."""
    submission_id: str | None = Field(default=None, foreign_key="submission.id", index=True)
    submitted_at: datetime | None = Field(default=None)
    is_late: bool = Field(default=False)


class Disposition(SQLModel, table=True):
    """How the chair answered one comment or one amendment. A later answer is a further row; the last one holds.

    Never updated: when a comment or amendment was first answered is kept beside it.
    """

    __table_args__ = (
        CheckConstraint("(comment_id IS NULL) <> (amendment_id IS NULL)", name="one_subject"),
        UniqueConstraint("comment_id", "number"),
        UniqueConstraint("amendment_id", "number"),
        Index("ix_disposition_comment", "statement_id", "comment_id"),
        Index("ix_disposition_amendment", "statement_id", "amendment_id"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id")
    comment_id: str | None = Field(default=None, foreign_key="comment.id")
    amendment_id: str | None = Field(default=None, foreign_key="amendment.id")
    number: int
    disposition: DispositionKind = Field(sa_type=term(DispositionKind))
    reply: str = Field(default="")
    covered_in: str | None = Field(default=None, foreign_key="working_part.id")
    """The part in which it is covered, where that was said."""
    answered_at: datetime
    answered_by: str = Field(foreign_key="person.id")


class Incorporation(SQLModel, table=True):
    """An amendment whose words went into the working text."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    amendment_id: str = Field(foreign_key="amendment.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")
    wording_before: str
    wording_after: str
    at: datetime
    by: str = Field(foreign_key="person.id")


class ReturnedUpload(SQLModel, table=True):
    """A Word file that a delegation edited, waiting until its own person confirms or drops what was found in it."""

    __tablename__ = "returned_upload"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    """The revision that the file was compared with."""
    is_origin_known: bool
    """The file itself names that revision; otherwise a person chose it."""
    delegation_id: str = Field(foreign_key="delegation.id", index=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    file_name: str
    content: bytes
    digest: str
    """SHA-256 of the content, hexadecimal."""
    found: str
    """What was found, a `text.findings.Found` as JSON."""
    uploaded_at: datetime
    expires_at: datetime
