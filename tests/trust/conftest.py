"""The forum behind its one application: its text on the table, and whoever looks at it."""

import pytest
from litestar import Litestar
from tests.cast import Forum
from tests.trust.house import House, house_of

from jointstatement.app import create_app
from jointstatement.settings import Settings


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Litestar:
    """The application, made once for all tests of this process."""
    nowhere = tmp_path_factory.mktemp("application") / "unused.sqlite3"
    return create_app(Settings(database_url=f"sqlite:///{nowhere}"))


@pytest.fixture
def house(application: Litestar, forum: Forum) -> House:
    """The forum, with the zero draft of six clauses on the table."""
    application.state.database = forum.database
    return house_of(application, forum)
