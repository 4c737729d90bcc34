"""The steps from an empty database to the present tables, one file each, and the verbs that take them."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from jointstatement.database import Database, change_all_states
from jointstatement.errors import DatabaseIsNewer, DatabaseNotReady

_FOLDER = Path(__file__).parent


def upgrade(database: Database) -> str:
    """Brings the tables to the present revision, in one transaction, one process at a time; returns the revision.

    Raises `DatabaseIsNewer` where a later program has already changed them.
    """
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            # One upgrade at a time: a second process waits here and then finds nothing left to do.
            connection.execute(text("SELECT pg_advisory_lock(7201905)"))
            connection.commit()
        with connection.begin():
            before = _demand_known(connection)
            command.upgrade(_configuration(connection), "head")
            if before != present_revision():
                # A program that runs still may remember what it read, and these tables may come from elsewhere.
                change_all_states(connection)
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_unlock(7201905)"))
            connection.commit()
    return present_revision()


def downgrade(database: Database, to: str) -> None:
    """Takes the tables back to an earlier revision ("base" for none). Loses what only later tables keep."""
    with database.engine.begin() as connection:
        command.downgrade(_configuration(connection), to)


def demand_present(database: Database) -> None:
    """Raises `DatabaseNotReady` or `DatabaseIsNewer` unless the tables are those that this program knows."""
    with database.engine.begin() as connection:
        _demand_known(connection)
        if MigrationContext.configure(connection).get_current_revision() != present_revision():
            raise DatabaseNotReady()


def present_revision() -> str:
    """The revision that this program works with."""
    return str(_steps().get_current_head())


def _demand_known(connection: Connection) -> str | None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in _steps().walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseIsNewer(revision=current)
    return current


@cache
def _steps() -> ScriptDirectory:
    # To read all the files takes far longer than to ask what they are.
    return ScriptDirectory(str(_FOLDER))


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(_FOLDER))
    configuration.attributes["connection"] = connection
    return configuration
