"""The forum: a body with its delegations, and the meetings it holds."""

from datetime import date, time

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import Participation


class Body(Versioned, table=True):
    """A forum of members with a rotating chair and a secretariat."""

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    short_name: str
    marking: str = Field(default="Delegations only")
    """Printed on every draft and shown on every page of a negotiation."""
    language: str = Field(default="en")
    """The language of the body's texts, a BCP 47 tag."""
    shortest_silence_hours: int = Field(default=1)
    """No silence procedure may be shorter."""
    shortest_notice_hours: int = Field(default=0)
    """For so long a text is before the members before it is decided; 0 for none."""
    shortest_reissue_hours: int = Field(default=1)
    """No silence on changed clauses alone, after a break, may be shorter."""
    whole_open_on_reissue: bool = Field(default=True)
    """Whether such a silence may be broken on the text as a whole."""
    time_request_breaks: bool = Field(default=False)
    """Whether asking for more time breaks a silence that starts now; else the chair is told, and may extend it."""
    names_the_breaker: bool = Field(default=True)
    """Whether delegations learn who broke silence; the chair's office always does."""
    matrix_open_to_members: bool = Field(default=True)
    """Whether delegations read each other's submitted positions once these are circulated; only where the breaker is
    named, since positions would name it."""
    day_begins: time = Field(default=time(8))
    """From this wall time on, where a meeting is held, the body works; before it is night."""
    day_ends: time = Field(default=time(20))
    """Until this wall time, included."""
    incoming_chair_reads: bool = Field(default=False)
    """Whether those who come with the next term read beside the chair until it is theirs."""
    working_days: str = Field(default="monday tuesday wednesday thursday friday")
    """The days of its working week, in their order; the others are its weekend."""
    guests_read_drafts: bool = Field(default=True)
    """Whether guests read tabled texts as observers do, or what was adopted alone."""
    symbol_form: str = Field(default="")
    """How it writes the symbols of its texts, as "RCF/{year}/{number}"; empty where it gives none."""
    copies_are_named: bool = Field(default=True)
    """Whether a draft that a delegation takes out says on every page whose copy it is."""
    copies_are_logged: bool = Field(default=False)
    """Whether it keeps who of a delegation took which draft out, for the chair's office and the delegation itself."""


class Delegation(Versioned, table=True):
    """A party of the body; name and order are data, exactly as the body writes them."""

    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    name: str
    place_in_order: int
    """Place in the body's own order of members, from 1."""
    participation: Participation = Field(default=Participation.MEMBER, sa_type=term(Participation))
    """Those that are no members hold no position and are never awaited."""

    @property
    def is_member(self) -> bool:
        """It holds positions, and is counted."""
        return self.participation is Participation.MEMBER


class Holiday(SQLModel, table=True):
    """A day on which the body does not work."""

    __table_args__ = (UniqueConstraint("body_id", "day"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    day: date
    name: str


class Meeting(Versioned, table=True):
    """One meeting of the body."""

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    title: str
    """As "7th Ministerial Meeting"."""
    place: str
    starts_on: date
    ends_on: date
    time_zone: str
    """IANA name; all hours on the screen are shown in it."""
    chair: str
    """Whose chairmanship it is, as the body writes it."""
    secretariat: str = Field(default="")


class CoChair(SQLModel, table=True):
    """A co-chair of a meeting, by name: it need not be a member of the body."""

    __tablename__ = "co_chair"

    id: str = Field(default_factory=new_id, primary_key=True)
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    place_in_order: int
    name: str


class Participant(SQLModel, table=True):
    """One line of the list of participants; rank and order as typed."""

    id: str = Field(default_factory=new_id, primary_key=True)
    meeting_id: str = Field(foreign_key="meeting.id", index=True)
    place_in_order: int
    name: str
    rank: str
    delegation: str


class Signatory(SQLModel, table=True):
    """One line of a statement's signature block."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    place_in_order: int
    name: str
    for_whom: str
