"""A text on the table: a statement of the forum with a tabled revision, laid straight into the tables.

For tests of what happens to a tabled text. How a text gets there by the acts themselves is tested with drafting and
rounds.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select
from tests.cast import Forum, scene, workflow_source

from jointstatement.access.statements import parts_of
from jointstatement.models import Revision, RevisionPart, Round, Statement, WorkingPart
from jointstatement.terms import PartKind, Visibility
from jointstatement.text.fingerprint import fingerprint

TITLE = "Joint Statement on the Shared River"
CLAUSES = (
    "We agree to measure the water level every morning",
    "We ask the Secretariat to publish the readings",
    "We will meet again next spring",
)
LABELS = ("Zero draft", "Rev.1", "Rev.2", "Rev.3")


@dataclass
class Text:
    """A statement of the forum and the identities of its parts."""

    forum: Forum
    id: str
    title: str
    clauses: list[str]
    revisions: list[str] = field(default_factory=list)

    @property
    def circulated(self) -> str:
        """The key of the circulated chain."""
        return f"{self.id}:circulated"

    @property
    def office(self) -> str:
        """The key of the chair's office's chain."""
        return f"{self.id}:office"

    def own(self, delegation: str) -> str:
        """The key of a delegation's own chain."""
        return f"{self.id}:delegation:{self.forum.delegations[delegation]}"

    @property
    def state(self) -> str:
        """Where the statement is."""
        return str(self.forum.rows(Statement, id=self.id)[0].state)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the revision on the table."""
        return str(max(self.forum.rows(Revision, statement_id=self.id), key=lambda row: row.number).fingerprint)


def lay_on_the_table(forum: Forum, *, state: str = "consensus", workflow: str = "consensus", source: str = "") -> Text:
    """A statement of a title and three clauses, with its zero draft tabled, in this state."""
    laid = _laid(forum, state, workflow, source or workflow_source(workflow))
    return replace(laid, forum=forum, clauses=list(laid.clauses), revisions=list(laid.revisions))


def table_again(forum: Forum, text: Text) -> str:
    """Freezes the working text as it is, as the next revision."""
    return forum.database.write_and_wait(_table, forum, text)


def reword(forum: Forum, part_id: str, wording: str) -> None:
    """Changes a part of the working text."""
    forum.database.write_and_wait(_reword, part_id, wording)


def open_a_round(
    forum: Forum, text: Text, *, visibility: Visibility = Visibility.BLIND, lasts: timedelta = timedelta(days=7)
) -> str:
    """A round on the revision on the table."""
    return forum.database.write_and_wait(_open_round, forum, text, visibility, lasts)


@scene
def _laid(forum: Forum, state: str, workflow: str, source: str) -> Text:
    return forum.database.write_and_wait(_lay, forum, state, workflow, source)


def _lay(session: Session, forum: Forum, state: str, workflow: str, source: str, *, now: datetime) -> Text:
    statement = Statement(
        body_id=forum.body_id,
        meeting_id=forum.meeting_id,
        workflow=workflow,
        workflow_source=source,
        state=state,
        style="o-we",
        created_at=now,
        created_by=forum.persons["chair"],
    )
    session.add(statement)
    session.flush()  # the parts point at it
    parts = [
        WorkingPart(statement_id=statement.id, place_in_order=place, kind=kind, wording=wording)
        for place, (kind, wording) in enumerate(
            [(PartKind.TITLE, TITLE), *((PartKind.OPERATIVE, clause) for clause in CLAUSES)], start=1
        )
    ]
    session.add_all(parts)
    session.flush()  # the revision's parts point at them
    text = Text(forum=forum, id=statement.id, title=parts[0].id, clauses=[part.id for part in parts[1:]])
    _table(session, forum, text, now=now)
    return text


def _table(session: Session, forum: Forum, text: Text, *, now: datetime) -> str:
    rows = session.exec(
        select(WorkingPart)
        .where(col(WorkingPart.statement_id) == text.id, col(WorkingPart.ended_at).is_(None))
        .order_by(col(WorkingPart.place_in_order))
    ).all()
    number = len(text.revisions)
    revision = Revision(
        statement_id=text.id,
        number=number,
        label=LABELS[number],
        style="o-we",
        fingerprint=fingerprint(parts_of(rows)),
        tabled_at=now,
        tabled_by=forum.persons["chair"],
    )
    session.add(revision)
    session.flush()  # its parts point at it
    for place, row in enumerate(rows, start=1):
        session.add(
            RevisionPart(
                revision_id=revision.id,
                part_id=row.id,
                place_in_order=place,
                kind=row.kind,
                level=row.level,
                wording=row.wording,
                ending=row.ending,
                label=row.label,
                key=row.key,
                mark=row.mark,
            )
        )
    text.revisions.append(revision.id)
    return revision.id


def _reword(session: Session, part_id: str, wording: str, *, now: datetime) -> None:
    part = session.exec(select(WorkingPart).where(col(WorkingPart.id) == part_id)).one()
    part.wording = wording
    session.add(part)


def _open_round(
    session: Session, forum: Forum, text: Text, visibility: Visibility, lasts: timedelta, *, now: datetime
) -> str:
    number = len(session.exec(select(Round).where(col(Round.statement_id) == text.id)).all()) + 1
    row = Round(
        statement_id=text.id,
        revision_id=text.revisions[-1],
        number=number,
        visibility=visibility,
        opened_at=now,
        opened_by=forum.persons["chair"],
        due_at=now + lasts,
        due_as_typed="as typed",
    )
    session.add(row)
    return row.id
