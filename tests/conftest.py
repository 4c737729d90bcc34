"""The scene of the tests: a clock, a database, the forum."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import HealthCheck, settings
from litestar import Litestar
from tests.cast import Forum, Hour, Rows, gather, restore, snapshot
from tests.databases import Kept
from tests.serving import Serve, program_at_a_port

from jointstatement.app import create_app
from jointstatement.database import Database
from jointstatement.settings import Settings

# A busy machine is no reason to fail. A failure that only chance finds is welcome at the desk; where changes are
# judged, a run must be repeatable.
settings.register_profile(
    "ours",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
    print_blob=False,
    derandomize="CI" in os.environ,
)
settings.load_profile("ours")


def pytest_configure() -> None:
    """Has waste searched for after so many new objects, and not after a few hundred: most of a test is soon gone."""
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests in Chromium last: it leaves an event loop running, beside which no other test could start one."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_collection_finish() -> None:
    """Sets what collecting has made aside: it stays to the end, and would be searched for waste again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def hour() -> Hour:
    """A clock that stands still at 09:00 UTC on 4 May 2026 until the test moves it."""
    return Hour()


@pytest.fixture(scope="session")
def kept() -> Iterator[Callable[[str], Kept]]:
    """The databases of this process by their kind, each opened at its first test."""
    opened: dict[str, Kept] = {}
    # In memory where the system has a place for it: each commit waits for the disk, and nothing here must last.
    memory = Path("/dev/shm")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None))

        def keep(kind: str) -> Kept:
            if kind not in opened:
                opened[kind] = Kept(kind, Path(folder))
                stack.callback(opened[kind].close)
            return opened[kind]

        yield keep


@pytest.fixture
def kind() -> str:
    """The kind of database; a room whose tests run on both parametrises it with `databases.KINDS`."""
    return "sqlite"


@pytest.fixture
def database(kept: Callable[[str], Kept], kind: str, hour: Hour) -> Iterator[Database]:
    """A database with all tables and nothing in them; its clock is the test's hour."""
    yield kept(kind).begin(hour)
    kept(kind).end()


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Litestar]:
    """The application, made once for all tests of this process; a test tells it which database it opens."""
    nowhere = tmp_path_factory.mktemp("application") / "unused.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{nowhere}"))
    with start_blocking_portal() as application.state.portal:
        yield application


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serves a database at a port of this machine, which is the same for all tests of this process."""
    with program_at_a_port() as serve:
        yield serve


@pytest.fixture(scope="session")
def gathered(kept: Callable[[str], Kept]) -> tuple[Forum, Rows]:
    """The forum, gathered once for all tests of this process, and everything that was kept of it."""
    hour = Hour()
    once = kept("sqlite")
    forum = gather(once.begin(hour), hour)
    rows = snapshot(once.database)
    once.end()
    return forum, rows


@pytest.fixture
def forum(
    database: Database, kept: Callable[[str], Kept], kind: str, hour: Hour, gathered: tuple[Forum, Rows]
) -> Forum:
    """The Riverine Cooperation Forum with everybody in it, before any text."""
    once_gathered, rows = gathered
    kept(kind).fill("forum", lambda database: restore(database, rows))
    return replace(
        once_gathered,
        database=database,
        hour=hour,
        kept=kept(kind),
        delegations=dict(once_gathered.delegations),
        persons=dict(once_gathered.persons),
    )
