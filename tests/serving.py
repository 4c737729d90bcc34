"""The program behind a real port of this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from jointstatement.app import create_app
from jointstatement.database import Database
from jointstatement.settings import Settings


@contextmanager
def served(database: Database) -> Iterator[str]:
    """Serves a database from a thread, at a port that was free; gives the address."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings = Settings(database_url=database.url, port=door.getsockname()[1])
        server = uvicorn.Server(
            uvicorn.Config(create_app(settings, database), log_config=None, access_log=False, ws="none")
        )
        # The door stands open already: who comes before the server is there waits in front of it.
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield settings.address
        finally:
            server.should_exit = True
            thread.join()
