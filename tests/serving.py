"""The program behind a real port of this machine, and clients that stand before the application itself."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import uvicorn
from anyio.from_thread import BlockingPortal
from litestar import Litestar
from litestar.testing import TestClient

from jointstatement.app import create_app
from jointstatement.database import Database
from jointstatement.settings import Settings

Serve = Callable[[Database], AbstractContextManager[str]]
"""Serves a database from a thread as long as the context lasts; gives the address."""


class Client(TestClient[Litestar]):
    """A client before the application. All of a process share the application's event loop.

    It is not to be entered: clients that share an application would each start and stop its life.
    """

    __test__ = False

    @property
    def blocking_portal(self) -> BlockingPortal:  # type: ignore[override]
        """Where requests run; missing for an application that was given no loop, and then each gets one of its own."""
        portal: BlockingPortal = self.app.state.portal
        return portal


@contextmanager
def program_at_a_port() -> Iterator[Serve]:
    """The program at a port that was free, for one database after the other.

    To make the application, and its templates for an address, costs more than most tests do with it.
    """
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings = Settings(port=door.getsockname()[1])
        nowhere = Database("sqlite:///nowhere")
        application = create_app(settings, nowhere)

        @contextmanager
        def serve(database: Database) -> Iterator[str]:
            assert application.state.database is nowhere, "the port serves another database still"
            application.state.database = database
            server = uvicorn.Server(uvicorn.Config(application, log_config=None, access_log=False, ws="none"))
            # A copy, since a server closes what it is given. The door stands open already: who comes before the server
            # is there waits in front of it.
            thread = threading.Thread(target=server.run, kwargs={"sockets": [door.dup()]})
            thread.start()
            try:
                yield settings.address
            finally:
                server.should_exit = True
                thread.join()
                application.state.database = nowhere

        yield serve
        nowhere.close()
