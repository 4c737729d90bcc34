"""The forum behind its JSON door: every person with a program of his or her own."""

from collections.abc import Callable

import pytest
from litestar import Litestar
from tests.cast import Forum
from tests.web.api.programs import ADDRESS, Program

from jointstatement.actions.persons import create_token


@pytest.fixture
def program(application: Litestar, forum: Forum) -> Callable[[str], Program]:
    """Gives a person's program: "chair", "head of Borvia" …; "nobody" has no token."""
    application.state.database = forum.database
    programs: dict[str, Program] = {}

    def of(who: str) -> Program:
        if who not in programs:
            programs[who] = Program(application, base_url=ADDRESS, raise_server_exceptions=False)
            if who != "nobody":
                token = forum.act(create_token, forum.persons[who], by=forum.viewer(who))
                programs[who].headers["authorization"] = f"Bearer {token}"
        return programs[who]

    return of
