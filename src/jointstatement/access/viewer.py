"""Who is asking: a person in a role, as a plain value."""

from dataclasses import dataclass
from datetime import datetime

from jointstatement.terms import CHAIRS_OFFICE, DELEGATES, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person who is signed in. Read afresh on every request, so that a changed role holds at once."""

    person_id: str
    body_id: str
    role: Role
    name: str
    delegation_id: str | None = None
    delegation: str = ""
    """The delegation's name, as the statement in hand or else the body names it; empty for those who belong to none."""
    chaired_until: datetime | None = None
    """Of a former chair: until when."""
    reads_adopted_only: bool = False
    """A guest of a body that lets its guests read what was adopted, and nothing of how it came about."""

    @property
    def is_office(self) -> bool:
        """One of the chair's office: chair, co-chair or secretariat."""
        return self.role in CHAIRS_OFFICE

    @property
    def reads_desk(self) -> bool:
        """One of the chair's office, or reading beside it."""
        return self.is_office or self.role is Role.INCOMING_CHAIR

    @property
    def is_delegate(self) -> bool:
        """A head or expert of a delegation."""
        return self.role in DELEGATES
