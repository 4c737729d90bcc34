"""Review and submit."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.clearing import send_back
from jointstatement.models import Amendment, Comment, PositionTaken, Submission
from jointstatement.terms import Position, Visibility

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    return hall_of(forum, browser)


def test_review_lists_what_is_drafted_and_what_is_open(hall: Hall) -> None:
    hall.talks.open_round()
    head = hall.browser("head of Borvia")
    head.fill(
        hall.part(3), hall.part(3), position="support", wording=CHANGED, comment="Which gauges?", quoted="six hours"
    )
    head.fill(f"{hall.at}/parts/whole", f"{hall.at}/parts/whole", position="can_live_with", comment="Well drafted.")

    shown = head.get(f"{hall.at}/input").text

    assert "5 drafts are handed in with this press." in shown
    texts = ("Which gauges?", ">six hours</q>", "Well drafted.", "<ins>three</ins>")
    assert [text in shown for text in texts] == [True] * 4
    still_open = shown.split('id="open-h"')[1].split("</section>")[0]
    assert [f"Clause {n}<" in still_open for n in range(1, 7)] == [True, True, False, True, True, True]
    assert "The whole text" not in still_open


def test_draft_that_was_sent_back_waits_for_no_submission(hall: Hall) -> None:
    hall.talks.open_round()
    hall.browser("expert of Borvia").fill(hall.part(3), hall.part(3), comment="Which gauges?")
    hall.browser("expert of Borvia").fill(hall.part(4), hall.part(4), comment="Since when?")
    head, comment = hall.browser("head of Borvia"), hall.forum.rows(Comment, text="Since when?")[0]
    assert "2 drafts wait to be submitted" in head.get(hall.part(3)).text

    ask = {"comment_id": comment.id, "word": "Ask at home.", "expected": comment.version}
    hall.forum.act(send_back, hall.talks.id, **ask, by=hall.forum.head("Borvia"))

    assert "One draft waits to be submitted" in head.get(hall.part(3)).text
    shown = head.get(f"{hall.at}/input").text
    told = ("One draft waits to be submitted", "One draft is handed in with this press.", "One draft was sent back")
    assert [sentence in shown for sentence in told] == [True] * 3


def test_head_submits_and_expert_does_not(hall: Hall) -> None:
    hall.talks.open_round()
    head, expert, review = hall.browser("head of Borvia"), hall.browser("expert of Borvia"), f"{hall.at}/input"
    expert.fill(hall.part(3), hall.part(3), comment="Which gauges?")
    shown = expert.get(review).text
    assert "Your head of delegation submits." in shown and f'action="{review}/submit"' not in shown
    before = snapshot(hall.forum.database)

    token = {name: value for name, value in hidden_fields(shown, "/sign-out").items() if name in {"_csrf", "_key"}}
    assert expert.submit(f"{review}/submit", token).status_code == 403
    assert snapshot(hall.forum.database) == before
    handed_in = head.fill(review, f"{review}/submit")

    assert "Your input is submitted." in handed_in.text
    assert len(hall.forum.rows(Submission)) == 1


def test_nothing_to_submit_is_refused_in_words(hall: Hall) -> None:
    hall.talks.open_round()
    head, review = hall.browser("head of Borvia"), f"{hall.at}/input"
    token = hidden_fields(head.get(review).text, "/sign-out")

    refused = head.submit(f"{review}/submit", token)

    assert refused.status_code == 409
    assert hall.forum.rows(Submission) == []


@pytest.mark.parametrize("visibility", list(Visibility))
def test_wording_submitted_again_before_the_hour_takes_the_place_of_the_other(
    hall: Hall, visibility: Visibility
) -> None:
    hall.talks.open_round(visibility)
    head, review, page = hall.browser("head of Borvia"), f"{hall.at}/input", hall.part(3)
    for hours in ("three hours", "two hours"):
        head.fill(page, page, position="support", wording=CLAUSES[2].replace("six hours", hours))
        head.fill(review, f"{review}/submit")

    live = [row for row in hall.forum.rows(Amendment) if row.withdrawn_at is None]

    assert [row.wording for row in live] == [CLAUSES[2].replace("six hours", "two hours")]
    assert all(row.submitted_at for row in hall.forum.rows(Amendment))


def test_submitted_input_is_withdrawn(hall: Hall) -> None:
    hall.talks.open_round()
    head, review = hall.browser("head of Borvia"), f"{hall.at}/input"
    head.fill(hall.part(3), hall.part(3), wording=CHANGED)
    head.fill(review, f"{review}/submit")
    amendment = hall.forum.rows(Amendment)[0].id

    shown = head.fill(review, f"{hall.part(3)}/amendments/{amendment}/withdraw")

    given, _, taken_back = shown.text.partition("Withdrawn or replaced")
    words = "<ins>three</ins>"
    assert (shown.url.path, words in given, words in taken_back) == (review, False, True)
    assert hall.forum.rows(Amendment)[0].withdrawn_at is not None


def test_input_after_the_hour_is_late(hall: Hall) -> None:
    round_id = hall.talks.open_round()
    hall.talks.close_round(round_id)
    head, review = hall.browser("head of Borvia"), f"{hall.at}/input"
    head.fill(hall.part(3), hall.part(3), wording=CHANGED)

    shown = head.get(review).text
    head.fill(review, f"{review}/submit")

    assert "Submit as late input" in shown
    assert [row.is_late for row in hall.forum.rows(Amendment)] == [True]


def test_form_sent_twice_submits_once(hall: Hall) -> None:
    hall.talks.open_round()
    head, review = hall.browser("head of Borvia"), f"{hall.at}/input"
    head.fill(hall.part(3), hall.part(3), position="reserve", position_reason="Instructions are to come.")
    fields = hidden_fields(head.get(review).text, f"{review}/submit")

    answers = [head.submit(f"{review}/submit", fields).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert len(hall.forum.rows(Submission)) == 1
    assert [(row.position, row.reason) for row in hall.forum.rows(PositionTaken)] == [
        (Position.RESERVE, "Instructions are to come.")
    ]
