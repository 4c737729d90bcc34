"""A silence procedure that is proposed, where it begins only if no member refuses."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import ProposalOutcome


class SilenceProposal(Versioned, table=True):
    """The chair proposes to put one frozen revision under silence until an exact hour."""

    __tablename__ = "silence_proposal"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    revision_id: str = Field(foreign_key="revision.id")
    number: int
    proposed_at: datetime
    proposed_by: str = Field(foreign_key="person.id")
    due_at: datetime
    """The hour of the silence that is proposed."""
    due_as_typed: str
    refuse_until: datetime
    """The hour before which members may refuse."""
    refuse_as_typed: str
    follows: str | None = Field(default=None, foreign_key="silence.id")
    """The broken silence after which only what has changed, and what was objected to, would lie open."""
    names_the_refuser: bool = Field(default=True)
    """Whether delegations learn who refused; by the body's rule for breakers when it was proposed."""
    ended_at: datetime | None = Field(default=None)
    outcome: ProposalOutcome | None = Field(default=None, sa_type=term(ProposalOutcome))
    silence_id: str | None = Field(default=None, foreign_key="silence.id")
    """The silence that began."""


class SilenceProposalMember(SQLModel, table=True):
    """A member whose consent was asked when silence was proposed."""

    __tablename__ = "silence_proposal_member"
    __table_args__ = (UniqueConstraint("proposal_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    proposal_id: str = Field(foreign_key="silence_proposal.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")


class SilenceRefusal(SQLModel, table=True):
    """A member refused that silence be begun; one is enough. It says nothing of the text."""

    __tablename__ = "silence_refusal"

    id: str = Field(default_factory=new_id, primary_key=True)
    proposal_id: str = Field(foreign_key="silence_proposal.id", unique=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    reason: str = Field(default="")
    at: datetime
    """When it was made; for one that was made in the room, the hour at which it was."""
    recorded_at: datetime
    recorded_by: str = Field(foreign_key="person.id")
