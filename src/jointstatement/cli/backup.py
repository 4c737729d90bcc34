"""Copies of a SQLite database that are whole, and the check that they are."""

import sqlite3
from itertools import groupby
from pathlib import Path

from sqlmodel import col, select

from jointstatement.actions.record import verify_chain
from jointstatement.cli.opening import open_database
from jointstatement.database import Database
from jointstatement.errors import N_, BackupRefused
from jointstatement.migrations import demand_present
from jointstatement.models import Entry


def back_up(database: Database, target: Path) -> None:
    """Copies a SQLite database page by page, consistent while others write, and checks the copy.

    Raises `BackupRefused` on PostgreSQL, whose own tools do this, and where the target is there already.
    """
    if not database.is_sqlite:
        raise BackupRefused(reason=N_("this database is PostgreSQL; use pg_dump."))
    if target.exists():
        raise BackupRefused(reason=N_("there is already a file of that name."))
    partial = target.with_name(target.name + ".partial")
    source = database.engine.raw_connection()
    try:
        copy = sqlite3.connect(partial)
        source.driver_connection.backup(copy)  # type: ignore[union-attr]
        copy.close()
    except (sqlite3.Error, OSError) as fault:
        partial.unlink(missing_ok=True)
        raise BackupRefused(reason=str(fault)) from fault
    finally:
        source.close()
    partial.replace(target)


def check_backup(url: str) -> tuple[str, ...]:
    """What is wrong with a database, one sentence each: its pages, and each chain of entries."""
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        raise BackupRefused(reason=N_("there is no such file."))
    database = open_database(url)
    try:
        demand_present(database)
        faults: list[str] = []
        with database.reading() as session:
            if database.is_sqlite:
                pages = session.connection().exec_driver_sql("PRAGMA integrity_check").scalars().all()
                faults += [page for page in pages if page != "ok"]
            entries = session.exec(select(Entry).order_by(col(Entry.chain_key), col(Entry.number))).all()
        for _, chain in groupby(entries, key=lambda entry: entry.chain_key):
            faults += verify_chain(tuple(chain))
    finally:
        database.close()
    return tuple(faults)
