"""Pages on which a consolidated proposal stands, as each person's browser gets them."""

from collections.abc import Callable

import pytest
from tests.actions.test_consolidating import given, puts
from tests.cast import Forum
from tests.negotiation import Negotiation, sit_down
from tests.web.windows import Browser

from jointstatement.actions.consolidating import undo_consolidation


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    return given(forum)


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


@pytest.mark.parametrize("who", ["chair", "head of Galdria"])
def test_its_card_leads_to_its_page(talks: Negotiation, seat: Callable[[str], Browser], who: str) -> None:
    made, at, reader = puts(talks), f"/statements/{talks.id}", seat(who)
    for address in (f"{at}?view=amendments", f"{at}?view=amendments&clause={talks.clause(3)}"):
        for is_htmx in ("false", "true"):
            answer = reader.get(address, headers={"hx-request": is_htmx})
            assert (answer.status_code, f'href="{at}/consolidations/{made}"' in answer.text) == (200, True), address


def test_what_is_over_is_listed_as_over(talks: Negotiation, seat: Callable[[str], Browser]) -> None:
    made, chair = puts(talks), seat("chair")
    assert "Was consolidated from" not in chair.get(f"/statements/{talks.id}/list").text
    talks.forum.act(undo_consolidation, talks.id, made, by=talks.forum.chair)
    assert (
        "Was consolidated from:</a> <b>Borvia</b> A-3.1; <b>Istara</b>"
        in chair.get(f"/statements/{talks.id}/list").text
    )
