"""The scene of the tests: a clock, a database, the forum."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel
from tests.cast import Forum, Hour, gather

from jointstatement import models  # noqa: F401 - its tables are made below
from jointstatement.database import Database


@pytest.fixture
def hour() -> Hour:
    """A clock that stands still at 09:00 UTC on 4 May 2026 until the test moves it."""
    return Hour()


@pytest.fixture
def database(tmp_path: Path, hour: Hour) -> Iterator[Database]:
    """An empty database in a file of its own, with all tables."""
    database = Database(f"sqlite:///{tmp_path / 'test.sqlite3'}", clock=hour)
    SQLModel.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def forum(database: Database, hour: Hour) -> Forum:
    """The Riverine Cooperation Forum with everybody in it, before any text."""
    return gather(database, hour)
