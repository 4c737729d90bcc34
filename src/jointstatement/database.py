"""The one way to change anything and the one way to read.

Every write goes through one writer: on SQLite a single thread, first come first served, with BEGIN IMMEDIATE; on
PostgreSQL a small pool that first takes the lock of the statement (or body) concerned. The writer opens the
transaction, reads the database's clock under the lock, runs the action, commits, and only then answers. Raising rolls
back. Nobody else commits.
"""

import asyncio
import hashlib
import re
import secrets
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import chain
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session, SQLModel

from jointstatement.errors import ChangedMeanwhile

P = ParamSpec("P")
R = TypeVar("R")

Clock = Callable[[Session], datetime]

_WRITERS_ON_POSTGRESQL = 4
_UNIQUE_VIOLATION = "23505"
_DEADLOCK = "40P01"
_MEMORY, _STATES, _TABLES = "memory", "states", "tables"
_MOST_REMEMBERED = 2048
"""Answers that are remembered at once; beyond them the oldest is forgotten."""
CHANGED_BY_TRIGGERS = {"agreed_clause": {"agreed_words"}, "disposition": {"amendment", "comment"}}
"""What the database itself changes, by its triggers, when a table is written to."""


put_together_once = lru_cache(maxsize=1024)
"""For functions that return what is asked of the database, and no answers: on pages with dozens of questions, putting
them together takes as long as answering them. Their arguments are plain values, never rows or sessions."""


def remembered(session: Session, find: Callable[[], R], *question: Hashable) -> R:
    """What `find()` returns, for the `question` that says all that it depends on beside what it reads itself.

    The answer is remembered for all readers for as long as nothing is written to the tables that it was read from, so
    that readers of a text on which thousands have spoken do not each have it counted again. Rows that the session knows
    already count as read. An answer is a plain value that nobody changes, never a row, and does not depend on the
    clock. A writer remembers nothing.
    """
    memory: _Memory | None = session.info.get(_MEMORY)
    if memory is None:
        return find()
    connection = session.connection()
    states = _states(connection)
    answer = memory.answer_to(question)
    if answer is None or any(states.get(table) != state for table, state in answer.read_from.items()):
        with _reading_from(connection) as tables:
            # Before it asks: a row that nobody else holds may be gone afterwards.
            tables.update(row.__tablename__ for row in session)  # type: ignore[attr-defined]
            value = find()
        answer = _Answer(value, {table: states.get(table) for table in tables})
        memory.keep(question, answer)
    else:
        _note(connection, answer.read_from)
    return answer.value  # type: ignore[no-any-return]


class _Answer(NamedTuple):
    value: Any
    read_from: dict[str, str | None]
    """The tables, each in its state of then."""


class _Memory:
    """What was found out, by question, for all who read one database."""

    def __init__(self) -> None:
        self._answers: dict[tuple[Hashable, ...], _Answer] = {}
        self._alone = threading.Lock()

    def answer_to(self, question: tuple[Hashable, ...]) -> _Answer | None:
        return self._answers.get(question)

    def keep(self, question: tuple[Hashable, ...], answer: _Answer) -> None:
        with self._alone:
            self._answers.pop(question, None)
            while len(self._answers) >= _MOST_REMEMBERED:
                del self._answers[next(iter(self._answers))]
            self._answers[question] = answer


def _states(connection: Connection) -> dict[str, str | None]:
    """The state of each table that was ever written to, as the reader's transaction sees it.

    Each writer gives another, never used before, to the tables that it wrote to: so where the state is the same, the
    rows are.
    """
    if _STATES not in connection.info:
        states = connection.exec_driver_sql("SELECT table_name, state FROM table_state").all()
        connection.info[_STATES] = dict(states)
    return connection.info[_STATES]  # type: ignore[no-any-return]


@contextmanager
def _reading_from(connection: Connection) -> Iterator[set[str]]:
    """The tables that are read meanwhile; so were they by whoever is asking, even where nothing was found."""
    before = connection.info.get(_TABLES)
    tables: set[str] = set()
    connection.info[_TABLES] = tables
    try:
        yield tables
    finally:
        connection.info[_TABLES] = before
        _note(connection, tables)


def _note(connection: Connection, tables: Iterable[str]) -> None:
    noted: set[str] | None = connection.info.get(_TABLES)
    if noted is not None:
        noted.update(tables)


@lru_cache(maxsize=4096)
def _tables_in(sql: str) -> frozenset[str]:
    """The tables whose names stand in an SQL statement: perhaps some too many, never one too few."""
    words = set(re.findall(r"\w+", sql))
    return frozenset(words & (SQLModel.metadata.tables.keys() | _BESIDE_THE_MODELS))


_BESIDE_THE_MODELS = frozenset(chain.from_iterable(CHANGED_BY_TRIGGERS.values()))


def _change_states(connection: Connection) -> None:
    """Gives another state to the tables that the writer's transaction wrote to.

    At its very end and in one order for all writers, so that none of them waits for another that waits for it.
    """
    written: set[str] = connection.info[_TABLES]
    _give_another_state(connection, written.union(*(CHANGED_BY_TRIGGERS.get(table, ()) for table in written)))


def change_all_states(connection: Connection) -> None:
    """The same for every table, after what was done beside the writer: nothing that was read before counts on."""
    _give_another_state(connection, SQLModel.metadata.tables.keys() | _BESIDE_THE_MODELS)


def _give_another_state(connection: Connection, tables: Iterable[str]) -> None:
    state = secrets.token_hex(8)
    if changed := [{"table": table, "state": state} for table in sorted(tables)]:
        connection.execute(_ANOTHER_STATE, changed)


_ANOTHER_STATE = text(
    "INSERT INTO table_state (table_name, state) VALUES (:table, :state) "
    "ON CONFLICT (table_name) DO UPDATE SET state = excluded.state"
)


def database_clock(session: Session) -> datetime:
    """The database's own clock, read now (not at the start of the transaction), as an aware UTC instant."""
    if session.get_bind().dialect.name == "sqlite":
        value = session.connection().execute(text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")).scalar_one()
        return datetime.strptime(value, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC)
    value = session.connection().execute(text("SELECT clock_timestamp()")).scalar_one()
    return value.astimezone(UTC)  # type: ignore[no-any-return]


def take_lock(session: Session, lock: str) -> None:
    """Waits until no other writer has the lock of that name (a statement's or a body's id), and holds it to the end.

    On SQLite there is one writer only, and nothing to wait for.
    """
    if session.get_bind().dialect.name != "sqlite":
        # Counted here and not by the server, which takes no NUL, and an id that is asked for may hold anything.
        digest = hashlib.sha256(lock.encode("utf-8", "surrogatepass")).digest()
        number = int.from_bytes(digest[:8], signed=True)
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


class Database:
    """The database of one installation: a writer, and read-only sessions."""

    def __init__(self, url: str, *, clock: Clock = database_clock) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.clock = clock
        """What o'clock it is for a session that is open already."""
        self._writing = _engine(url, writing=True)
        self._reading = _engine(url, writing=False)
        self._memory = _Memory()
        self._writer = ThreadPoolExecutor(
            max_workers=1 if self.is_sqlite else _WRITERS_ON_POSTGRESQL, thread_name_prefix="writer"
        )

    async def write(
        self, action: Callable[Concatenate[Session, P], R], *arguments: Any, lock: str = "", **named: Any
    ) -> R:
        """Runs `action(session, *arguments, now=…, **named)` in its own transaction and commits before it answers.

        `lock` is the id of the statement or body concerned; writers with the same lock follow one another. Raises
        what the action raises, and `ChangedMeanwhile` where a row was changed under it or another writer was first
        with a key that there can be one of; nothing has changed then.
        """
        return await asyncio.wrap_future(self._submit(action, lock, arguments, named))

    def write_and_wait(
        self, action: Callable[Concatenate[Session, P], R], *arguments: Any, lock: str = "", **named: Any
    ) -> R:
        """The same as `write`, for callers outside an event loop."""
        return self._submit(action, lock, arguments, named).result()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only session on one consistent view of the data; what is loaded must leave it as plain values."""
        with Session(self._reading, expire_on_commit=False, info={_MEMORY: self._memory}) as session:
            yield session

    def now(self) -> datetime:
        """The database's clock."""
        with self.reading() as session:
            return self.clock(session)

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations and backups only."""
        return self._writing

    def close(self) -> None:
        """Ends the writer after what it has begun, and the connections."""
        self._writer.shutdown(wait=True)
        self._writing.dispose()
        self._reading.dispose()

    def _submit(
        self, action: Callable[..., R], lock: str, arguments: tuple[Any, ...], named: dict[str, Any]
    ) -> "Future[R]":
        return self._writer.submit(self._run, action, lock, arguments, named)

    def _run(self, action: Callable[..., R], lock: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> R:
        with Session(self._writing, expire_on_commit=False) as session:
            # Begins the transaction, and with it on SQLite the lock, before the clock is read.
            session.connection()
            try:
                if lock:
                    take_lock(session, lock)
                answer = action(session, *arguments, now=self.clock(session), **named)
                session.flush()
                _change_states(session.connection())
                session.commit()
            except StaleDataError as stale:
                raise ChangedMeanwhile() from stale
            except (IntegrityError, OperationalError) as broken:
                # Only on PostgreSQL, where there are several writers. With one writer it is a fault of the action.
                if getattr(broken.orig, "sqlstate", "") not in {_UNIQUE_VIOLATION, _DEADLOCK}:
                    raise
                raise ChangedMeanwhile() from broken
        return answer


def _engine(url: str, *, writing: bool) -> Engine:
    # The connection that was given back last is taken first: it has most of what was just read at hand.
    pool = {"pool_use_lifo": True}
    if url.startswith("sqlite"):
        engine = create_engine(url, **pool)
    else:
        options = {} if writing else {"postgresql_readonly": True}
        level = "READ COMMITTED" if writing else "REPEATABLE READ"
        engine = create_engine(url, isolation_level=level, execution_options=options, **pool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.info.pop(_STATES, None)
        connection.info[_TABLES] = set() if writing else None
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    @event.listens_for(engine, "before_cursor_execute")
    def note(connection: Connection, _: object, sql: str, *__: object) -> None:
        if not (writing and sql.startswith("SELECT")):
            _note(connection, _tables_in(sql))

    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_up_sqlite, writing=writing))
    return engine


def _set_up_sqlite(connection: Any, _: object, *, writing: bool) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA foreign_keys=ON")
    if not writing:
        cursor.execute("PRAGMA query_only=ON")
    cursor.close()
