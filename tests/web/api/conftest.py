"""The forum behind its JSON door: every person with a program of his or her own."""

from collections.abc import Callable, Iterator

import pytest
from tests.cast import Forum, Hour
from tests.databases import Kept
from tests.web.api.programs import ADDRESS, Program

from jointstatement.actions.persons import create_token
from jointstatement.app import create_app
from jointstatement.database import Database
from jointstatement.settings import Settings


@pytest.fixture
def database(kept: Callable[[str], Kept], hour: Hour) -> Iterator[Database]:
    """A database with all tables and nothing in them; its clock is the test's hour."""
    yield kept("sqlite").begin(hour)
    kept("sqlite").end()


@pytest.fixture
def program(forum: Forum) -> Callable[[str], Program]:
    """Gives a person's program: "chair", "head of Borvia" …; "nobody" has no token."""
    app = create_app(Settings(), forum.database)
    programs: dict[str, Program] = {}

    def of(who: str) -> Program:
        if who not in programs:
            # Not entered: clients that share an application would each start and stop its life.
            programs[who] = Program(app, base_url=ADDRESS, raise_server_exceptions=False)
            if who != "nobody":
                token = forum.act(create_token, forum.persons[who], by=forum.viewer(who))
                programs[who].headers["authorization"] = f"Bearer {token}"
        return programs[who]

    return of
