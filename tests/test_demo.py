"""The example conference sets itself up with the program's own verbs, once."""

from collections.abc import Callable, Iterator

import pytest
from tests.cast import Rows, snapshot
from tests.databases import KINDS, Kept

from jointstatement.access.admission import viewer_of_person
from jointstatement.actions.persons import sign_in
from jointstatement.database import Database
from jointstatement.demo import MEMBERS, set_up_example
from jointstatement.queries.dashboard import dashboard
from jointstatement.queries.people import person_of_link
from jointstatement.queries.register import all_bodies, all_persons
from jointstatement.queries.soundness import verify_statement_record
from jointstatement.settings import Settings


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def empty(kept: Callable[[str], Kept], kind: str) -> Iterator[Database]:
    """A database with nothing in it and the database's own clock."""
    yield kept(kind).begin()
    kept(kind).end()


def test_example_is_there_once_and_its_links_are_fresh(empty: Database) -> None:
    first = set_up_example(empty, Settings())
    once = snapshot(empty)
    second = set_up_example(empty, Settings())
    twice = snapshot(empty)

    assert [link.who for link in first] == [link.who for link in second]
    assert not {link.secret for link in first} & {link.secret for link in second}
    assert _without_links(once) == _without_links(twice)


def test_everybody_comes_in_by_both_links(empty: Database) -> None:
    links = [*set_up_example(empty, Settings()), *set_up_example(empty, Settings())]

    assert all(empty.write_and_wait(sign_in, link.secret) for link in links)
    with empty.reading() as session:
        people = {person_of_link(session, link.secret, now=empty.now()).name for link in links}
    assert len(people) == len(links) // 2 == len(MEMBERS) + 5


def test_example_stands_in_the_middle_of_a_negotiation(empty: Database) -> None:
    set_up_example(empty, Settings())

    with empty.reading() as session:
        (body,) = all_bodies(session)
        assert [name for name in body.delegations if name in MEMBERS] == list(MEMBERS)
        chair = next(person for person in all_persons(session) if person.role == "chair")
        board = dashboard(session, viewer_of_person(session, chair.id), now=empty.now())
        (running,), (adopted,) = board.in_progress, board.adopted
        assert (running.revision, running.round) == ("Rev.1", 2)
        assert bool(adopted.address)
        assert [verify_statement_record(session, line.id) for line in (running, adopted)] == [(), ()]


def _without_links(rows: Rows) -> Rows:
    """Everything but the links, and the entries that say that one was made."""
    return {
        name: [row for row in table if "link_issued" not in row]
        for name, table in rows.items()
        if name != "sign_in_link"
    }
