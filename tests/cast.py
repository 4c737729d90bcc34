"""The cast: the Riverine Cooperation Forum, its twelve members, its persons and its clock.

A test takes the `forum`, lets people act in it (`forum.act(verb, …, by=forum.head("Borvia"))`) and reads what came of
it. Everything is invented. The clock stands still until a test moves it.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlalchemy import CompoundSelect, exists, insert, literal, select, union_all
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_rows
from tests.databases import Kept

from jointstatement.access.admission import in_the_role_of_now, viewer_of_person
from jointstatement.access.viewer import Viewer
from jointstatement.actions.deadlines import let_hours_fall
from jointstatement.actions.drafting import create_statement, insert_part
from jointstatement.actions.persons import admit_person
from jointstatement.actions.rounds import open_round, table_revision
from jointstatement.actions.setting_up import add_delegation, found_body, hold_meeting
from jointstatement.database import Database
from jointstatement.errors import Refusal
from jointstatement.models import Entry, WorkingPart
from jointstatement.settings import shipped
from jointstatement.terms import Participation, PartKind, Role, Visibility

P = ParamSpec("P")
R = TypeVar("R", bound=Refusal)
S = TypeVar("S")
Rows = dict[str, list[tuple[Any, ...]]]
"""Everything that is kept, table by table."""

MEMBERS = (
    "Aldmark",
    "Borvia",
    "Cestria",
    "Dravenia",
    "Fenland",
    "Elmoria",
    "Galdria",
    "Hestvik",
    "Istara",
    "Jorvland",
    "Kelmora",
    "Lusatia",
)
"""In the forum's own order, which is not the alphabet's: Fenland stands before Elmoria."""
OBSERVER = "Estuary Council"
CHAIRING = "Cestria"
"""The delegation whose ministry chairs. Its head is another person than the chair."""


class Hour:
    """The clock on the wall: it stands still until somebody moves it."""

    def __init__(self, now: datetime = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)) -> None:
        self.now = now

    def pass_by(self, time: timedelta) -> None:
        """Lets time go by."""
        self.now += time

    def __call__(self, session: Session) -> datetime:
        return self.now


@dataclass
class Forum:
    """The forum with everybody in it, before any text."""

    database: Database
    hour: Hour
    kept: Kept | None = None
    """Where scenes of this forum are kept, if anywhere."""
    body_id: str = ""
    meeting_id: str = ""
    delegations: dict[str, str] = field(default_factory=dict)
    """The ids of the delegations by their names, the observer's too."""
    persons: dict[str, str] = field(default_factory=dict)
    """The ids of the persons by what they are: "chair", "head of Borvia", "expert of Borvia", "observer" …."""

    def viewer(self, who: str) -> Viewer:
        """A person as the program sees them: "chair", "expert of Borvia" …."""
        with self.database.reading() as session:
            return in_the_role_of_now(session, viewer_of_person(session, self.persons[who]), now=self.hour.now)

    @property
    def chair(self) -> Viewer:
        return self.viewer("chair")

    @property
    def co_chair(self) -> Viewer:
        return self.viewer("co-chair")

    @property
    def secretariat(self) -> Viewer:
        return self.viewer("secretariat")

    @property
    def administrator(self) -> Viewer:
        return self.viewer("administrator")

    @property
    def observer(self) -> Viewer:
        return self.viewer("observer")

    def head(self, delegation: str) -> Viewer:
        return self.viewer(f"head of {delegation}")

    def expert(self, delegation: str) -> Viewer:
        return self.viewer(f"expert of {delegation}")

    def act(self, action: Callable[..., Any], *arguments: object, **named: object) -> Any:
        """Somebody acts: in a transaction of its own, after what has come by now, as the web would have it done."""
        first = arguments[0] if arguments and isinstance(arguments[0], str) else self.body_id

        def deed(session: Session, *, now: datetime) -> Any:
            if "by" in named:
                let_hours_fall(session, first, now=now)
            return action(session, *arguments, now=now, **named)

        return self.database.write_and_wait(deed, lock=first)

    def entries(self, chain_key: str = "") -> list[Entry]:
        """The entries of one chain in order, or of all chains."""
        with self.database.reading() as session:
            query = select_rows(Entry).order_by(col(Entry.chain_key), col(Entry.number))
            return list(session.exec(query.where(col(Entry.chain_key) == chain_key) if chain_key else query))

    def kinds(self, chain_key: str) -> list[str]:
        """What happened in one chain, without the seals that circulation leaves in it."""
        return [entry.kind for entry in self.entries(chain_key) if entry.kind != "head_sealed"]

    def last_entry(self, chain_key: str) -> Entry:
        """What happened last in one chain, without the seals."""
        return [entry for entry in self.entries(chain_key) if entry.kind != "head_sealed"][-1]

    def rows(self, table: type[SQLModel], **where: object) -> list[Any]:
        """The rows of a table with these values, in no order: no test may lean on one that databases do not promise."""
        with self.database.reading() as session:
            query = select_rows(table)
            for name, value in where.items():
                query = query.where(getattr(table, name) == value)
            found = list(session.exec(query))
        random.Random(len(found)).shuffle(found)
        return found


def gather(database: Database, hour: Hour) -> Forum:
    """The forum as its secretariat set it up: persons, a meeting, no text."""
    forum = Forum(database=database, hour=hour)
    database.write_and_wait(_set_up, forum)
    return forum


def restore(database: Database, rows: Rows) -> None:
    """Puts everything that a snapshot holds into an empty database."""
    database.write_and_wait(_put, rows)


def _put(session: Session, rows: Rows, *, now: datetime) -> None:
    for table in SQLModel.metadata.sorted_tables:
        if rows[table.name]:
            names = [column.name for column in table.columns]
            session.connection().execute(
                insert(table), [dict(zip(names, row, strict=True)) for row in rows[table.name]]
            )


def snapshot(database: Database) -> Rows:
    """Everything that is kept, table by table, to be compared before and after."""
    with database.reading() as session:
        connection = session.connection()
        # Most tables are empty in most tests; one question for all of them is quicker than one for each.
        filled = set(connection.execute(_filled_tables()).scalars())
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(table.c.id))]
            if table.name in filled
            else []
            for table in SQLModel.metadata.sorted_tables
        }


def scene(build: Callable[Concatenate[Forum, P], S]) -> Callable[Concatenate[Forum, P], S]:
    """Marks what sets a scene before the test itself begins: the same from the same beginnings is put back, not played.

    What it is given and what it returns are plain values. It lets no time go by: the clock would not be put back.
    """

    @wraps(build)
    def set_up(forum: Forum, *given: P.args, **named: P.kwargs) -> S:
        if forum.kept is None or forum.kept.database is not forum.database:
            return build(forum, *given, **named)
        now = forum.hour.now
        step = (build.__module__, build.__qualname__, given, tuple(sorted(named.items())), now)
        answer = forum.kept.build(step, lambda: build(forum, *given, **named))
        assert forum.hour.now == now, "a scene lets no time go by"
        return answer

    return set_up


@scene
def begin(
    forum: Forum, *clauses: str, title: str = "Joint Statement", workflow: str = "consensus", source: str = ""
) -> str:
    """A statement that the chair has begun, with these operative clauses. Returns its id."""
    statement_id = forum.act(
        create_statement,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name=workflow,
        workflow_source=source or workflow_source(workflow),
        title=title,
        by=forum.chair,
    )
    last = None
    for clause in clauses:
        last = forum.act(insert_part, statement_id, kind=PartKind.OPERATIVE, wording=clause, after=last, by=forum.chair)
    return str(statement_id)


@scene
def lay_before(forum: Forum, statement_id: str, *, visibility: Visibility = Visibility.BLIND) -> str:
    """The chair tables the working text and opens a round of two days on it. Returns the round's id."""
    forum.act(table_revision, statement_id, by=forum.chair)
    return str(
        forum.act(
            open_round,
            statement_id,
            due_at=forum.hour.now + timedelta(days=2),
            due_as_typed="two days from now Europe/Vienna",
            visibility=visibility,
            # Where the tests' hour is the real one, two days from now may be a night or a Sunday.
            on_purpose=True,
            by=forum.chair,
        )
    )


def said_in(entry: Entry) -> dict[str, Any]:
    """What an entry says, without what circulated ones carry besides: the sealed heads, and to whom notice went."""
    return {name: value for name, value in json.loads(entry.payload).items() if name not in _CARRIED}


_CARRIED = frozenset({"heads", "told_to", "nobody_at"})


def working_parts(forum: Forum, statement_id: str) -> list[WorkingPart]:
    """The working text as it stands, in order."""
    rows = forum.rows(WorkingPart, statement_id=statement_id, ended_at=None)
    return sorted(rows, key=lambda part: part.place_in_order)


def part_with(forum: Forum, statement_id: str, words: str) -> WorkingPart:
    """The one part of the working text that has these words in it."""
    (part,) = [part for part in working_parts(forum, statement_id) if words in part.wording]
    return part


def refused(forum: Forum, refusal: type[R], action: Callable[..., Any], *arguments: object, **named: object) -> R:
    """Somebody tries what is refused under this name; nothing changes. Returns the refusal."""
    before = snapshot(forum.database)
    with pytest.raises(refusal) as caught:
        forum.act(action, *arguments, **named)
    assert type(caught.value) is refusal
    assert snapshot(forum.database) == before
    return caught.value


def workflow_source(name: str = "consensus") -> str:
    """The text of a shipped workflow."""
    return (shipped("workflows") / f"{name}.toml").read_text(encoding="utf-8")


@cache
def _filled_tables() -> CompoundSelect[Any]:
    tables = SQLModel.metadata.sorted_tables
    return union_all(*(select(literal(table.name)).where(exists(select(1).select_from(table))) for table in tables))


def _set_up(session: Session, forum: Forum, *, now: datetime) -> None:
    forum.body_id = body_id = found_body(session, name="Riverine Cooperation Forum", short_name="RCF", now=now)
    for order, name in enumerate((*MEMBERS, OBSERVER), start=1):
        forum.delegations[name] = add_delegation(
            session,
            body_id,
            name=name,
            order=order,
            participation=Participation.OBSERVER if name == OBSERVER else Participation.MEMBER,
            by=None,
            now=now,
        )
    forum.meeting_id = hold_meeting(
        session,
        body_id,
        title="7th Ministerial Meeting",
        place="Port Alder",
        starts_on=date(2026, 6, 18),
        ends_on=date(2026, 6, 19),
        time_zone="Europe/Vienna",
        chair=CHAIRING,
        co_chairs=("Borvia",),
        secretariat="RCF Secretariat",
        by=None,
        now=now,
    )
    people: list[tuple[str, str, Role, str | None]] = [
        ("chair", "Ana Verel", Role.CHAIR, None),
        ("co-chair", "Bo Tarn", Role.CO_CHAIR, None),
        ("secretariat", "Seri Olm", Role.SECRETARIAT, None),
        ("administrator", "Ado Minn", Role.ADMINISTRATOR, None),
        ("observer", "Obi Lund", Role.OBSERVER, OBSERVER),
    ]
    for name in MEMBERS:
        people.append((f"head of {name}", f"Head {name}", Role.HEAD, name))
        people.append((f"expert of {name}", f"Expert {name}", Role.EXPERT, name))
    for who, name, role, delegation in people:
        forum.persons[who] = admit_person(
            session,
            body_id,
            name=name,
            role=role,
            delegation_id=forum.delegations[delegation] if delegation else None,
            by=None,
            now=now,
        )
