"""The page on which silence is broken on several clauses, and time is asked for."""

import re

import pytest
from tests.on_the_table import lay_on_the_table
from tests.web.sitting import Sitting
from tests.web.windows import hidden_fields

from jointstatement.models import SilenceBreak, TimeRequest


@pytest.fixture
def sitting(forum, browser, come_in):
    sitting = Sitting(forum, lay_on_the_table(forum), browser, come_in)
    sitting.start_silence()
    return sitting


def test_silence_is_broken_on_two_clauses_with_a_row_for_each(forum, sitting):
    window, page = sitting.window("head of Istara"), f"{sitting.address}/silence"
    first, second = sitting.text.clauses[:2]

    more = window.fill(page, f"{page}/confirm", place=first, wording="We measure", reason="Ours.", change="more")
    assert more.text.count('name="place"') == 2
    typed = hidden_fields(more.text, f"{page}/confirm")
    asked = window.submit(
        f"{page}/confirm", typed | {"place": [first, second], "wording": ["We measure", "We ask"], "reason": "Ours."}
    )
    assert (asked.status_code, forum.rows(SilenceBreak)) == (200, [])
    said = re.findall(r'<input type="hidden" name="(place|wording)" value="([^"]*)">', asked.text)
    assert said[:4] == [("place", first), ("wording", "We measure"), ("place", second), ("wording", "We ask")]
    done = window.submit(
        f"{page}/break",
        hidden_fields(asked.text, f"{page}/break") | {"place": [first, second], "wording": ["We measure", "We ask"]},
    )

    assert done.status_code == 200
    assert {(row.part_id, row.wording, row.reason) for row in forum.rows(SilenceBreak)} == {
        (first, "We measure", "Ours."),
        (second, "We ask", "Ours."),
    }


def test_words_without_a_place_are_asked_back(forum, sitting):
    window, page = sitting.window("head of Istara"), f"{sitting.address}/silence"
    asked = window.fill(page, f"{page}/confirm", place=["", ""], wording=["We ask", ""])

    assert asked.status_code == 422
    assert "Please choose what you object to." in asked.text
    assert forum.rows(SilenceBreak) == []
    assert "We ask</textarea>" in asked.text


def test_request_for_time_stands_before_the_office_and_not_before_others(forum, sitting):
    page = f"{sitting.address}/silence"

    done = sitting.window("head of Istara").fill(page, f"{page}/time", reason="The capital is on holiday.")

    assert "Your delegation asked for more time on" in done.text
    assert len(forum.rows(TimeRequest)) == 1
    office, other = sitting.window("chair").get(page).text, sitting.window("head of Borvia").get(page).text
    assert "The capital is on holiday." in office
    assert "<b>Istara</b>" in office
    assert "holiday" not in other
    assert "Ask for more time" in other
