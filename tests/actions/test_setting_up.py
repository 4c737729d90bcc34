from tests.cast import Forum


def test_forum_gathers(forum: Forum) -> None:
    assert len(forum.persons) == 29
