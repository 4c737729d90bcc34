"""The forum behind its one application: its text on the table, and whoever looks at it."""

import pytest
from litestar import Litestar
from tests.cast import Forum
from tests.trust.house import House, house_of


@pytest.fixture
def house(application: Litestar, forum: Forum) -> House:
    """The forum, with the zero draft of six clauses on the table."""
    application.state.database = forum.database
    return house_of(application, forum)
