"""What may be loaded is judged by the database, so it is tried on both."""

import pytest
from tests.databases import KINDS


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)
