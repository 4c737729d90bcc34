"""What goes wrong at the table: a button pressed twice, two editors in one clause."""

from tests.cast import Forum, begin
from tests.journeys.people import Conference

FIRST = "the river is shared"
SECOND = "the gauges are read every morning"


def test_second_press_of_a_button_does_nothing_more(conference: Conference, forum: Forum) -> None:
    conference.statement = f"/statements/{begin(forum, FIRST, SECOND)}"
    chair, borvia = conference.chair, conference.delegation("Borvia")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")

    clause = borvia.part(2)
    filled = borvia.fills(borvia.sees(clause), clause, comment="Which gauges?", then="stay")
    once, twice = borvia.presses(*filled), borvia.presses(*filled)
    assert (once.status, twice.status, once.answer.url) == (200, 200, twice.answer.url)
    submitting = borvia.fills(borvia.sees("input"), "/input/submit")
    assert [borvia.presses(*submitting).status for _ in range(2)] == [200, 200]

    closing = chair.fills(chair.sees("rounds"), "/rounds/close")
    assert [chair.presses(*closing).status for _ in range(2)] == [200, 200]
    assert chair.sees("decide").words.count("Which gauges?") == 1
    assert chair.sees("record").words.count("was closed and its input circulated") == 1


def test_key_of_one_deed_serves_no_other(conference: Conference, forum: Forum) -> None:
    conference.statement = f"/statements/{begin(forum, FIRST, SECOND)}"
    chair = conference.chair
    path = chair.desk_of(2)
    address, fields = chair.fills(chair.sees(path), "/reword", wording="the gauges are read at noon")
    chair.presses(address, fields)
    other = [(name, "the gauges are read at night" if name == "wording" else value) for name, value in fields]

    assert chair.presses(address, other).status == 409
    assert chair.sees(path).box("wording") == "the gauges are read at noon"


def test_stale_edit_of_the_co_chair_comes_back_with_both_texts(conference: Conference, forum: Forum) -> None:
    conference.statement = f"/statements/{begin(forum, FIRST, SECOND)}"
    chair, co_chair = conference.chair, conference.co_chair
    theirs, yours = "the gauges are read at noon", "the gauges are read at night"
    path = chair.desk_of(2)
    before = co_chair.fills(co_chair.sees(path), "/reword", wording=yours)
    chair.sends(path, "/reword", wording=theirs)

    refused = co_chair.presses(*before)
    assert refused.status == 409
    assert [" ".join(each.text_content().split()) for each in refused.tree.xpath("//p[contains(@class, 'redbox')]")][
        :2
    ] == [theirs, yours]
    assert refused.box("wording") == yours
    assert chair.sees(path).box("wording") == theirs
