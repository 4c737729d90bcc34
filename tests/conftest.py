"""The scene of the tests: a clock, a database, the forum."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cast import Forum, Hour, Rows, gather, restore, snapshot

from jointstatement.database import Database
from jointstatement.migrations import upgrade


@pytest.fixture
def hour() -> Hour:
    """A clock that stands still at 09:00 UTC on 4 May 2026 until the test moves it."""
    return Hour()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and nothing in them, made once for all tests of this process."""
    path = tmp_path_factory.mktemp("empty") / "negotiation.sqlite3"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture
def database(hour: Hour, empty_file: Path) -> Iterator[Database]:
    """An empty database in a file of its own, with all tables."""
    # In memory where the system has a place for it: each commit waits for the disk, and nothing here must last.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        database = _copy(empty_file, Path(folder), hour)
        yield database
        database.close()


@pytest.fixture(scope="session")
def gathered(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> tuple[Forum, Rows]:
    """The forum, gathered once for all tests of this process, and everything that was kept of it."""
    hour = Hour()
    database = _copy(empty_file, tmp_path_factory.mktemp("gathered"), hour)
    forum = gather(database, hour)
    rows = snapshot(database)
    database.close()
    return forum, rows


@pytest.fixture
def forum(database: Database, hour: Hour, gathered: tuple[Forum, Rows]) -> Forum:
    """The Riverine Cooperation Forum with everybody in it, before any text."""
    once_gathered, rows = gathered
    restore(database, rows)
    return replace(
        once_gathered,
        database=database,
        hour=hour,
        delegations=dict(once_gathered.delegations),
        persons=dict(once_gathered.persons),
    )


def _copy(empty_file: Path, folder: Path, hour: Hour) -> Database:
    path = folder / "test.sqlite3"
    shutil.copyfile(empty_file, path)
    return Database(f"sqlite:///{path}", clock=hour)
