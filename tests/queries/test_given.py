"""How many questions to the database it takes to load what was given."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from tests.cast import MEMBERS, Forum
from tests.negotiation import CLAUSES, Negotiation, begin, rules_of

from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.positions import take_position
from jointstatement.queries.deciding import decide_page, desk
from jointstatement.queries.own_input import own_input
from jointstatement.queries.part import part_page
from jointstatement.queries.positions import matrix
from jointstatement.terms import CommentClass, Position, Visibility, Weight


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    talks = begin(forum)
    talks.table()
    talks.open_round(Visibility.OPEN)
    return talks


def test_pages_ask_the_database_as_often_however_much_was_given(forum: Forum, talks: Negotiation) -> None:
    # What frozen rows say, the connection that reads remembers from here on.
    asked(forum, talks)
    give(forum, talks, MEMBERS[0])
    asked_before = asked(forum, talks)
    for name in MEMBERS[1:5]:
        give(forum, talks, name)

    assert asked(forum, talks) == asked_before


def give(forum: Forum, talks: Negotiation, name: str) -> None:
    head = forum.head(name)
    for clause in (1, 2):
        part_id = talks.clause(clause)
        words = f"{CLAUSES[clause - 1]}, says {name}"
        forum.act(amend, talks.id, part_id, wording=words, reason="", weight=Weight.EDITORIAL, by=head)
        forum.act(
            comment_on, talks.id, part_id=part_id, comment_class=CommentClass.EDITORIAL, text="Language.", by=head
        )
        forum.act(take_position, talks.id, part_id=part_id, position=Position.SUPPORT, by=head)
    forum.act(submit_input, talks.id, by=head)


def asked(forum: Forum, talks: Negotiation) -> dict[str, int]:
    """How many SQL statements each page takes."""
    now, head, chair = forum.database.now(), forum.head("Kelmora"), forum.chair
    address = talks.clause(1)
    counts: dict[str, int] = {}
    with forum.database.reading() as session, counting(session) as seen:
        part_page(session, head, talks.id, address, now=now, rules_of=rules_of)
        counts["part"] = len(seen)
        own_input(session, head, talks.id, now=now)
        counts["own input"] = len(seen)
        matrix(session, chair, talks.id, now=now)
        counts["matrix"] = len(seen)
        desk(session, chair, talks.id, now=now)
        counts["desk"] = len(seen)
        decide_page(session, chair, talks.id, address, now=now, rules_of=rules_of)
        counts["decide"] = len(seen)
    return counts


@contextmanager
def counting(session) -> Iterator[list[str]]:
    """The SQL statements of a session, as they are sent."""
    seen: list[str] = []
    engine = session.get_bind()

    def keep(connection, cursor, statement, parameters, context, executemany) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", keep)
    yield seen
    event.remove(engine, "before_cursor_execute", keep)
