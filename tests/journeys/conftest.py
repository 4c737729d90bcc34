"""The conference in session, on both kinds of database."""

from collections.abc import Iterator

import pytest
from tests.cast import Forum
from tests.databases import KINDS
from tests.journeys.people import Conference
from tests.serving import Serve


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def conference(forum: Forum, serve: Serve) -> Iterator[Conference]:
    """The forum behind a real server, everybody with a link and nobody signed in."""
    with serve(forum.database) as address:
        conference = Conference(forum, address)
        yield conference
        conference.goes_home()
