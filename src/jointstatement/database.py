"""The one way to change anything and the one way to read.

Every write goes through one writer: on SQLite a single thread, first come first served, with BEGIN IMMEDIATE; on
PostgreSQL a small pool that first takes the lock of the statement (or body) concerned. The writer opens the
transaction, reads the database's clock under the lock, runs the action, commits, and only then answers. Raising rolls
back. Nobody else commits.
"""

import asyncio
import hashlib
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from jointstatement.errors import ChangedMeanwhile

P = ParamSpec("P")
R = TypeVar("R")

Clock = Callable[[Session], datetime]

_WRITERS_ON_POSTGRESQL = 4
_UNIQUE_VIOLATION = "23505"
_DEADLOCK = "40P01"
_READS_ONLY, _REMEMBERED, _FROZEN = "reads_only", "remembered", "frozen"
_MOST_REMEMBERED, _MOST_FROZEN = 256, 32
"""Answers that a connection remembers at once; beyond them the oldest is forgotten."""


put_together_once = lru_cache(maxsize=1024)
"""For functions that return what is asked of the database, and no answers: on pages with dozens of questions, putting
them together takes as long as answering them. Their arguments are plain values, never rows or sessions."""


def remembered(session: Session, find: Callable[[], R], *question: Hashable) -> R:
    """What `find()` returns, for the `question` that says all that it depends on beside what the database holds.

    A connection that reads remembers the answer for as long as nothing whatever is written to the database, so that
    readers of a text on which thousands have spoken do not each have it counted again. An answer is a plain value that
    nobody changes, never a row, and does not depend on the clock. A writer remembers nothing.
    """
    if _READS_ONLY not in session.info:
        return find()
    answers = session.info.get(_REMEMBERED)
    if answers is None:
        answers = session.info[_REMEMBERED] = _answers_in_this_state(session)
    return _answer(answers, find, question, most=_MOST_REMEMBERED)


def remembered_frozen(session: Session, find: Callable[[], R], *question: Hashable) -> R:
    """The same for what frozen rows alone answer, which the question names by their ids: it holds for good."""
    if _READS_ONLY not in session.info:
        return find()
    return _answer(session.connection().info.setdefault(_FROZEN, {}), find, question, most=_MOST_FROZEN)


def _answer(answers: dict[tuple[Hashable, ...], Any], find: Callable[[], R], question: Any, *, most: int) -> R:
    if question not in answers:
        while len(answers) >= most:
            del answers[next(iter(answers))]
        answers[question] = find()
    return answers[question]  # type: ignore[no-any-return]


def _answers_in_this_state(session: Session) -> dict[tuple[Hashable, ...], Any]:
    """What the session's connection remembers of the very state of the data that the session sees."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        # Another number after each commit of another connection; this one commits nothing.
        state = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    else:
        state = connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one()
    last: tuple[Hashable, dict[tuple[Hashable, ...], Any]] | None = connection.info.get(_REMEMBERED)
    if last is None or last[0] != state:
        last = connection.info[_REMEMBERED] = state, {}
    return last[1]


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
        with Session(self._reading, expire_on_commit=False, info={_READS_ONLY: True}) as session:
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
    # The connection that was given back last is taken first: it remembers most of what was just read.
    pool = {"pool_use_lifo": True}
    if not url.startswith("sqlite"):
        options = {} if writing else {"postgresql_readonly": True}
        return create_engine(
            url, isolation_level="READ COMMITTED" if writing else "REPEATABLE READ", execution_options=options, **pool
        )
    engine = create_engine(url, **pool)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA busy_timeout=5000")
        cursor.execute("PRAGMA foreign_keys=ON")
        if not writing:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine
