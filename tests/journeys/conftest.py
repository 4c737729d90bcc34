"""The conference in session. Few journeys are played on both kinds of database: those in which the kind may tell."""

from collections.abc import Iterator

import pytest
from tests.cast import Forum
from tests.databases import KINDS
from tests.journeys.people import Conference
from tests.serving import Serve

ON_BOTH = {
    "test_double_presses",
    "test_from_call_to_archive",
    "test_list_of_input",
    "test_memory",
    "test_silence",
    "test_written_procedure",
}
"""The whole way, what happens at once, what a clock drives, what is searched and filtered.

Every act and every query is tried on both by itself, and every page is opened on both (`web/test_every_address.py`).
"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A journey on SQLite, and one of those above on PostgreSQL too."""
    if "kind" in metafunc.fixturenames:
        is_on_both = metafunc.module.__name__.rpartition(".")[2] in ON_BOTH
        metafunc.parametrize("kind", KINDS if is_on_both else KINDS[:1])


@pytest.fixture
def conference(forum: Forum, serve: Serve) -> Iterator[Conference]:
    """The forum behind a real server, everybody with a link and nobody signed in."""
    with serve(forum.database) as address:
        conference = Conference(forum, address)
        yield conference
        conference.goes_home()
