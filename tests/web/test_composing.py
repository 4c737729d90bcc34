"""The chair's office composes amendments before a browser."""

from collections.abc import Callable

import pytest
from tests.actions.test_proposing import NEW, circulated, proposes
from tests.cast import Forum
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.giving_input import amend
from jointstatement.actions.proposing import propose_part
from jointstatement.models import Amendment, MergeInProgress

THIRD = CLAUSES[2]


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    """Three amendments of clause 3, two of them of one word, and a new clause after the fourth."""
    hall = hall_of(forum, browser)
    hall.talks.open_round()
    proposes(hall.talks, amend, 3, by="Aldmark", wording=THIRD.replace("our gauges", "all our gauges"))
    proposes(hall.talks, amend, 3, by="Borvia", wording=THIRD.replace("six", "three"), reason="Quicker.")
    proposes(hall.talks, amend, 3, by="Galdria", wording=THIRD.replace("six", "two"))
    proposes(hall.talks, propose_part, 4, by="Borvia", wording=NEW)
    circulated(hall.talks, "Aldmark", "Borvia", "Galdria")
    return hall


def test_what_goes_together_is_offered_with_one_press(hall: Hall) -> None:
    at = f"{hall.at}/compose"
    shown = hall.reads("chair", at)
    assert f'href="{at}"' in hall.reads("chair", f"{hall.at}/decide")
    assert "1 in dispute" in shown
    chosen = [row.id for row in hall.forum.rows(Amendment) if row.label in {"A-3.1", "A-4.1"}]
    assert all(f'value="{each}" checked' in shown for each in chosen)

    done = hall.browser("chair").fill(at, at, chosen=chosen)

    assert "2 amendments went into the text and are accepted." in done.text
    assert "all our gauges every six hours" in hall.talks.wording(hall.talks.clause(3))


def test_place_in_dispute_is_shown_with_who_wants_what_saved_and_composed(hall: Hall) -> None:
    at = f"{hall.at}/compose/{hall.talks.clause(3)}"
    shown = hall.reads("chair", at)
    for words in ("Place 1", "<ins>three</ins>", "<ins>two</ins>", "A-3.2", "Quicker.", "The text stays as it is here"):
        assert words in shown
    galdria = next(row.id for row in hall.forum.rows(Amendment) if row.label == "A-3.3")

    preview = hall.browser("chair").fill(at, at, deed="show", choice_1=galdria)
    assert (preview.status_code, "<ins>two</ins>" in preview.text) == (200, True)
    hall.browser("chair").fill(at, at, deed="save", choice_1=galdria)
    (row,) = hall.forum.rows(MergeInProgress)
    gone_on = hall.reads("secretariat", at)
    assert "A merge is in progress." in gone_on
    assert f'value="{galdria}" checked' in gone_on
    stale = hall.browser("chair").fill(at, at, deed="save", choice_1="own", own_1="four", saved="0")
    assert (stale.status_code, "As it stands now" in stale.text) == (409, True)

    hall.browser("secretariat").fill(at, at, deed="compose", choice_1="own", own_1="four")
    assert "all our gauges every four hours" in hall.talks.wording(hall.talks.clause(3))
    assert hall.forum.rows(MergeInProgress, id=row.id) == []


def test_same_press_again_is_answered_as_before(hall: Hall) -> None:
    at = f"{hall.at}/compose/{hall.talks.clause(3)}"
    chair = hall.browser("chair")
    given = hidden_fields(chair.get(at).text, at) | {"deed": "compose", "choice_1": "own", "own_1": "four"}

    first, second = chair.submit(at, given), chair.submit(at, given)

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.url == second.url
    assert "every four hours" in hall.talks.wording(hall.talks.clause(3))


def test_place_without_a_choice_stays_unsettled(hall: Hall) -> None:
    at = f"{hall.at}/compose/{hall.talks.clause(3)}"

    hall.browser("chair").fill(at, at, deed="save")

    assert "One place has no choice yet" in hall.reads("secretariat", at)


@pytest.mark.parametrize("who", ["head of Borvia", "observer"])
def test_others_are_not_let_in(hall: Hall, who: str) -> None:
    for address in (f"{hall.at}/compose", f"{hall.at}/compose/{hall.talks.clause(3)}"):
        assert hall.browser(who).get(address).status_code == 403
