"""The scene of the tests: a clock, a database, the forum."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import SQLModel
from tests.cast import Forum, Hour, Rows, gather, restore, snapshot

from jointstatement import models  # noqa: F401 - its tables are made below
from jointstatement.database import Database


@pytest.fixture
def hour() -> Hour:
    """A clock that stands still at 09:00 UTC on 4 May 2026 until the test moves it."""
    return Hour()


@pytest.fixture
def database(tmp_path: Path, hour: Hour) -> Iterator[Database]:
    """An empty database in a file of its own, with all tables."""
    yield from _database(tmp_path, hour)


@pytest.fixture(scope="session")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Forum, Rows]:
    """The forum, gathered once for all tests of this process, and everything that was kept of it."""
    hour = Hour()
    for database in _database(tmp_path_factory.mktemp("gathered"), hour):
        forum = gather(database, hour)
        rows = snapshot(database)
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


def _database(folder: Path, hour: Hour) -> Iterator[Database]:
    database = Database(f"sqlite:///{folder / 'test.sqlite3'}", clock=hour)
    SQLModel.metadata.create_all(database.engine)
    yield database
    database.close()
