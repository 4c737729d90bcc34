"""Who is let in by a secret, and what is remembered of it."""

import pytest
from tests.cast import Forum

from jointstatement.access.admission import hash_of_secret, viewer_of_session
from jointstatement.database import remembered
from jointstatement.errors import NotSignedIn


def test_secret_that_nobody_has_takes_no_room_in_the_memory(forum: Forum) -> None:
    with forum.database.reading() as session:
        with pytest.raises(NotSignedIn):
            viewer_of_session(session, "guessed", now=forum.hour.now)

        assert remembered(session, lambda: "not yet", "sign-in", hash_of_secret("guessed")) == "not yet"
