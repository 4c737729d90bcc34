"""How input is shown: who holds what, in which order, and with how many questions to the database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from tests.cast import MEMBERS, Forum
from tests.negotiation import CLAUSES, Negotiation, begin, rules_of

from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.positions import take_position
from jointstatement.queries.deciding import decide_page, desk
from jointstatement.queries.given import WHOLE_TEXT, Stance, StanceGroup, collisions, grouped, in_phrases
from jointstatement.queries.own_input import own_input
from jointstatement.queries.part import part_page
from jointstatement.queries.positions import matrix
from jointstatement.terms import CommentClass, Position, Visibility, Weight


def stance(delegation: str, position: Position, *, earlier: str = "") -> Stance:
    return Stance(
        delegation=delegation,
        group="",
        is_spoken_for=False,
        place=WHOLE_TEXT,
        position=position,
        reason="",
        would_lift_if="",
        reserve_kind=None,
        confirm_by=None,
        confirm_as_typed="",
        is_draft=False,
        is_late=False,
        given_on=earlier or "Rev.1",
        is_current=not earlier or position is Position.OBJECT,
        is_earlier=bool(earlier),
    )


def test_groups_put_what_stands_in_the_way_first_and_earlier_consent_last() -> None:
    groups = grouped(
        [
            stance("Aldmark", Position.SUPPORT),
            stance("Borvia", Position.SUPPORT, earlier="Zero draft"),
            stance("Cestria", Position.OBJECT, earlier="Zero draft"),
            stance("Dravenia", Position.SUPPORT),
            stance("Fenland", Position.RESERVE),
        ]
    )

    assert groups == (
        StanceGroup(Position.OBJECT, "Zero draft", True, ("Cestria",)),
        StanceGroup(Position.RESERVE, "", True, ("Fenland",)),
        StanceGroup(Position.SUPPORT, "", True, ("Aldmark", "Dravenia")),
        StanceGroup(Position.SUPPORT, "Zero draft", False, ("Borvia",)),
    )


def test_collisions_name_both_proposals_and_the_words() -> None:
    base = "We will meet again in the spring of next year"

    found = collisions(
        base,
        [
            ("A-1.1", base.replace("the spring", "the autumn")),
            ("A-1.2", base.replace("the spring of", "March of")),
            ("A-1.3", base.replace("We will", "We shall")),
        ],
    )

    assert [(clash.one, clash.other, clash.words) for clash in found] == [("A-1.1", "A-1.2", ("spring",))]


def test_words_that_follow_one_another_are_one_phrase() -> None:
    assert in_phrases("to be held in the spring, or later", ("be", "held", "spring", ",", "later")) == (
        "be held",
        "spring",
        "later",
    )


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    talks = begin(forum)
    talks.table()
    talks.open_round(Visibility.OPEN)
    return talks


def test_pages_ask_the_database_as_often_however_much_was_given(forum: Forum, talks: Negotiation) -> None:
    asked_before = asked(forum, talks)
    for name in MEMBERS[:5]:
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

    assert asked(forum, talks) == asked_before


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
