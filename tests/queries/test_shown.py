"""How positions are shown: who holds what, and in which order."""

from jointstatement.queries.places import WHOLE_TEXT
from jointstatement.queries.shown import Stance, StanceGroup, grouped
from jointstatement.terms import Position


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
