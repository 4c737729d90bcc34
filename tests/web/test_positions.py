"""The matrix."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select
from tests.cast import MEMBERS, Forum
from tests.negotiation import begin
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser

from jointstatement.actions.giving_input import submit_input
from jointstatement.actions.positions import take_position
from jointstatement.models import Body
from jointstatement.queries.positions import WINDOW
from jointstatement.terms import Position, Visibility


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    return hall_of(forum, browser)


def give(hall: Hall, delegation: str, positions: dict[int, Position]) -> None:
    """A delegation takes positions on clauses (0 is the whole text) and submits them."""
    head = hall.forum.head(delegation)
    for clause, position in positions.items():
        part_id = hall.talks.clause(clause) if clause else None
        hall.forum.act(take_position, hall.talks.id, part_id=part_id, position=position, by=head)
    hall.forum.act(submit_input, hall.talks.id, by=head)


def foot(shown: str) -> list[str]:
    """The words at the foot of each column."""
    cells = re.findall(r"<td[^>]*>(.*?)</td>", shown.split("<tfoot>")[1].split("</tfoot>")[0], re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def test_foot_says_where_each_part_stands_and_never_that_it_is_agreed(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    for delegation in MEMBERS:
        give(hall, delegation, {0: Position.SUPPORT} if delegation != "Lusatia" else {1: Position.SUPPORT})
    give(hall, "Istara", {2: Position.OBJECT, 3: Position.RESERVE})

    shown = hall.reads("head of Borvia", f"{hall.at}/positions")

    assert foot(shown) == [
        "No objection",
        "Blocked 1 objection 1 awaited",
        "Reserved 1 reserve 1 awaited",
        "No objection so far 1 awaited",
        "No objection so far 1 awaited",
        "No objection so far 1 awaited",
        "No objection so far 1 awaited",
    ]
    assert "agreed" not in shown.lower()


def test_rows_stand_in_the_order_of_the_body(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    shown = hall.reads("chair", f"{hall.at}/positions")

    assert re.findall(r'<th scope="row" class="rowhead">(\w+)', shown)[: len(MEMBERS)] == list(MEMBERS)


def test_earlier_position_is_said_to_be_earlier(hall: Hall) -> None:
    round_id = hall.talks.open_round()
    give(hall, "Borvia", {0: Position.SUPPORT, 1: Position.SUPPORT, 2: Position.SUPPORT})
    hall.talks.close_round(round_id)
    hall.reword(1, "We thank Cestria warmly for its hospitality")
    hall.talks.table()

    shown = hall.reads("head of Galdria", f"{hall.at}/positions")

    assert "Borvia, Clause 2: Supports (given on Zero draft)" in shown
    assert "Borvia, Clause 1" not in shown
    assert "<b>0</b> of 12 delegations have taken a position on Rev.1 as a whole" in shown


def test_blind_round_tells_the_office_who_submitted_and_others_nothing(hall: Hall) -> None:
    hall.talks.open_round(Visibility.BLIND)
    before = {who: hall.reads(who, f"{hall.at}/positions") for who in ("chair", "head of Galdria")}
    give(hall, "Borvia", {0: Position.OBJECT, 2: Position.OBJECT})

    after = {who: hall.reads(who, f"{hall.at}/positions") for who in ("chair", "head of Galdria")}

    assert "<b>1</b> of 12 delegations have submitted" in after["chair"]
    assert "Objects</span>" not in after["chair"].split("<tbody>")[1].split("</tbody>")[0]
    assert still(after["head of Galdria"]) == still(before["head of Galdria"])


def still(shown: str) -> str:
    """A page without what is new at each look: tokens, keys and the clock."""
    shown = re.sub(r'(value|data-now)="[^"]*"', "", shown)
    return re.sub(r"<time.*?</time>", "", shown, flags=re.S)


def test_filters_choose_rows_and_columns(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    give(hall, "Borvia", {0: Position.SUPPORT, 2: Position.OBJECT})

    shown = hall.reads("chair", f"{hall.at}/positions?parts=contested&members=answered")

    assert re.findall(r'<th scope="row" class="rowhead">(\w+)', shown) == ["Borvia", "Where"]
    assert foot(shown) == ["Blocked 1 objection 11 awaited"]


@pytest.mark.parametrize(("who", "status"), [("observer", 403), ("administrator", 404)])
def test_matrix_is_not_for_everybody(hall: Hall, who: str, status: int) -> None:
    assert hall.browser(who).get(f"{hall.at}/positions").status_code == status


@pytest.mark.parametrize("rule", ["matrix_open_to_members", "names_the_breaker"])
def test_members_read_it_only_where_the_body_lets_them(hall: Hall, rule: str) -> None:
    hall.forum.database.write_and_wait(_stop, rule)

    assert hall.browser("head of Borvia").get(f"{hall.at}/positions").status_code == 403
    assert hall.browser("chair").get(f"{hall.at}/positions").status_code == 200


def _stop(session: Session, rule: str, *, now: object) -> None:
    body = session.exec(select(Body).order_by(col(Body.id))).one()
    setattr(body, rule, False)
    session.add(body)


def test_parts_beyond_the_window_come_with_their_place(forum: Forum, browser: Callable[[], Browser]) -> None:
    talks = begin(forum, *(f"We thank the keepers of lock {number}" for number in range(1, WINDOW + 2)))
    talks.table()
    hall = Hall(forum, talks, browser)
    talks.open_round(Visibility.OPEN)
    give(hall, "Borvia", {WINDOW + 1: Position.OBJECT})

    first = hall.reads("chair", f"{hall.at}/positions")
    rest = hall.reads("chair", f"{hall.at}/positions?parts_from={WINDOW + 1}")

    assert "Parts 1 to 30 of 31" in first and "Later parts" in first and "Earlier parts" not in first
    assert f"parts_from={WINDOW + 1}&amp;members_from=1" in first
    assert "Parts 31 to 31 of 31" in rest and "Earlier parts" in rest and "Later parts" not in rest
    assert foot(rest) == ["Blocked 1 objection 11 awaited", "No objection so far 12 awaited"]
    assert still(hall.reads("chair", f"{hall.at}/positions?parts_from=here")) == still(first)
    assert "Parts 1 to" not in hall.reads("chair", f"{hall.at}/positions?parts=contested")
