"""The database of a command: opened and found to answer, or refused in a sentence."""

from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from jointstatement.database import Database
from jointstatement.errors import N_, DatabaseUnreachable

_KINDS = ("sqlite:///", "postgresql+psycopg://")
_IN_MEMORY = ("sqlite:///", "sqlite:///:memory:")


def open_database(url: str) -> Database:
    """Opens a database, which answers. Raises `DatabaseUnreachable`."""
    if not url.startswith(_KINDS):
        raise DatabaseUnreachable(reason=N_("its address begins with “sqlite:///” or “postgresql+psycopg://”"))
    if url in _IN_MEMORY:
        raise DatabaseUnreachable(reason=N_("its address names no file, and what is kept in memory is soon lost"))
    try:
        database = Database(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as fault:
        raise DatabaseUnreachable(reason=_in_one_line(fault)) from fault
    try:
        with database.engine.connect():
            return database
    except DBAPIError as fault:
        database.close()
        raise DatabaseUnreachable(reason=_in_one_line(fault.orig)) from fault


def _in_one_line(fault: BaseException | None) -> str:
    return " ".join(str(fault).split()).rstrip(".")
