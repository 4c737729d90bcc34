"""The matrix of a big statement: a window of its parts and delegations, whose feet count all."""

from datetime import datetime

import pytest
from sqlalchemy import event
from sqlmodel import Session
from tests.cast import MEMBERS, Forum
from tests.negotiation import Negotiation, begin

from jointstatement.access.viewer import Viewer
from jointstatement.actions.giving_input import submit_input
from jointstatement.actions.positions import take_position
from jointstatement.actions.setting_up import add_delegation
from jointstatement.queries.positions import WINDOW, Matrix, PartsShown, Standing, Window, matrix
from jointstatement.terms import Position

CLAUSES = WINDOW + 1
DELEGATIONS = WINDOW + 2


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """One clause and two delegations more than a window holds; Borvia objects to the last clause."""
    forum.act(_let_in, forum.body_id, by=forum.administrator)
    talks = begin(forum, *(f"We thank the keepers of lock {number}" for number in range(1, CLAUSES + 1)))
    talks.table()
    opened = talks.open_round()
    _hold(talks, "Borvia", {CLAUSES: Position.OBJECT, 1: Position.SUPPORT})
    _hold(talks, "Istara", {0: Position.SUPPORT, 2: Position.RESERVE})
    talks.close_round(opened)
    return talks


def _let_in(session: Session, body_id: str, *, by: Viewer, now: datetime) -> None:
    for place in range(len(MEMBERS) + 1, DELEGATIONS + 1):
        add_delegation(session, body_id, name=f"Riparia {place}", order=100 + place, by=by, now=now)


def _hold(talks: Negotiation, who: str, positions: dict[int, Position]) -> None:
    head = talks.forum.head(who)
    for clause, position in positions.items():
        part_id = talks.clause(clause) if clause else None
        talks.forum.act(take_position, talks.id, part_id=part_id, position=position, by=head)
    talks.forum.act(submit_input, talks.id, by=head)


def seen(talks: Negotiation, **wishes: object) -> Matrix:
    database = talks.forum.database
    with database.reading() as session:
        return matrix(session, talks.forum.chair, talks.id, now=database.now(), **wishes)


def labels(shown: Matrix) -> list[str]:
    return [column.place.label for column in shown.columns]


def test_window_is_shown_from_the_places_asked_for_and_its_feet_count_all(talks: Negotiation) -> None:
    shown = seen(talks)

    assert labels(shown) == [*map(str, range(1, WINDOW + 1)), ""]
    assert (len(shown.rows), shown.rows[0].delegation) == (WINDOW, MEMBERS[0])
    assert shown.parts == Window(1, WINDOW, CLAUSES)
    assert (shown.parts.before, shown.parts.after) == (0, WINDOW + 1)
    assert shown.members == Window(1, WINDOW, DELEGATIONS)

    shown = seen(talks, parts_from=WINDOW + 1, members_from=WINDOW + 1)

    assert labels(shown) == [str(CLAUSES), ""]
    assert [row.delegation for row in shown.rows] == ["Riparia 31", "Riparia 32"]
    assert (shown.parts.before, shown.parts.after) == (1, 0)
    assert (shown.parts, shown.members) == (Window(CLAUSES, CLAUSES, CLAUSES), Window(31, 32, DELEGATIONS))
    last = shown.columns[0]
    assert (last.standing, last.objections, last.awaited) == (Standing.BLOCKED, 1, DELEGATIONS - 2)
    assert shown.awaited == tuple(
        [name for name in MEMBERS if name != "Istara"]
        + [f"Riparia {n}" for n in range(len(MEMBERS) + 1, DELEGATIONS + 1)]
    )
    assert (shown.contested, shown.quiet) == (2, CLAUSES - 1)


def test_feet_are_the_same_from_each_window(talks: Negotiation) -> None:
    def feet(shown: Matrix) -> list[tuple[Standing, int, int, int, int]]:
        return [(each.standing, each.objections, each.reserves, each.awaited, each.earlier) for each in shown.columns]

    assert feet(seen(talks)) == feet(seen(talks, members_from=WINDOW + 1))
    contested = seen(talks, parts_shown=PartsShown.CONTESTED)
    assert (labels(contested), contested.parts) == (["2", str(CLAUSES)], Window(1, 2, 2))
    for wished, first, last in ((-5, 1, 30), (0, 1, 30), (5, 5, 31), (999, 31, 31)):
        assert seen(talks, parts_from=wished).parts == Window(first, last, CLAUSES)


def test_big_matrix_takes_as_many_statements_as_a_small_one(talks: Negotiation) -> None:
    small = begin(talks.forum)
    small.table()
    opened = small.open_round()
    _hold(small, "Borvia", {1: Position.OBJECT})
    small.close_round(opened)

    assert _statements(talks) == _statements(small)


def _statements(talks: Negotiation) -> int:
    database, asked = talks.forum.database, []
    chair = talks.forum.chair
    with database.reading() as session:
        now = database.now()
        event.listen(session.get_bind(), "before_cursor_execute", lambda *a: asked.append(a[2]))
        matrix(session, chair, talks.id, now=now)
    return len(asked)
