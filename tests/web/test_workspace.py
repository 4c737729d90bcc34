"""The page of one statement, as each person's browser gets it."""

import re
from collections.abc import Callable

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, TITLE, Negotiation, begin, sit_down
from tests.web.windows import Browser

from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.positions import take_position
from jointstatement.models import Statement
from jointstatement.queries.workspace import MOST_CARDS
from jointstatement.terms import CommentClass, Position, Visibility, Weight

SECRET = "The eels of the upper basin are ours alone"


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    return begin(forum)


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def give(text: Negotiation, who: str) -> None:
    head, clause = text.forum.head(who), text.clause(2)
    text.forum.act(
        amend, text.id, clause, wording=f"{CLAUSES[1]}. {SECRET}", reason=SECRET, weight=Weight.ESSENTIAL, by=head
    )
    text.forum.act(take_position, text.id, part_id=clause, position=Position.OBJECT, reason=SECRET, by=head)
    text.forum.act(comment_on, text.id, part_id=None, comment_class=CommentClass.TECHNICAL, text=SECRET, by=head)


def test_chair_reads_the_text_with_its_markers_and_endings(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    answer = seat("chair").get(f"/statements/{text.id}")
    words = re.sub(r"<[^>]+>", "", answer.text)

    assert answer.status_code == 200
    assert f"{CLAUSES[0]};" in words
    assert "<sup>th</sup>" in answer.text
    assert 'aria-hidden="true">Ø</span>' in answer.text
    assert 'lang="en"' in answer.text


@pytest.mark.parametrize("who", ["head of Borvia", "expert of Borvia", "observer", "administrator"])
def test_untabled_statement_is_not_there_for_others(
    text: Negotiation, seat: Callable[[str], Browser], who: str
) -> None:
    answer = seat(who).get(f"/statements/{text.id}")

    assert answer.status_code == 404
    assert TITLE not in answer.text


def test_unknown_statement_is_not_found(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    assert seat("chair").get(f"/statements/{'0' * 32}").status_code == 404


def test_stranger_is_shown_no_text(text: Negotiation, browser: Callable[[], Browser]) -> None:
    answer = browser().get(f"/statements/{text.id}")

    assert answer.status_code == 401
    assert TITLE not in answer.text


@pytest.mark.parametrize("visibility", [Visibility.BLIND, Visibility.OPEN])
@pytest.mark.parametrize("view", ["", "amendments", "revision", "since", "working", "nonsense"])
def test_draft_of_a_delegation_is_in_no_other_page(
    text: Negotiation, seat: Callable[[str], Browser], visibility: Visibility, view: str
) -> None:
    text.table()
    text.open_round(visibility)
    give(text, "Borvia")

    for who in ("chair", "secretariat", "head of Istara", "observer"):
        assert SECRET not in seat(who).get(f"/statements/{text.id}?view={view}").text


def test_blind_round_hides_what_was_submitted_from_everybody_else(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    text.table()
    text.open_round(Visibility.BLIND)
    give(text, "Borvia")
    text.forum.act(submit_input, text.id, by=text.forum.head("Borvia"))

    chair = seat("chair").get(f"/statements/{text.id}").text
    other = seat("head of Istara").get(f"/statements/{text.id}").text

    assert SECRET not in chair
    assert SECRET not in other
    assert "1 of 12 delegations submitted" in chair
    assert "No objection" not in chair
    assert "Borvia" not in other
    assert SECRET in seat("head of Borvia").get(f"/statements/{text.id}").text


def test_observer_never_sees_input(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.table()
    opened = text.open_round(Visibility.OPEN)
    give(text, "Borvia")
    text.forum.act(submit_input, text.id, by=text.forum.head("Borvia"))
    text.close_round(opened)

    assert SECRET in seat("chair").get(f"/statements/{text.id}").text
    assert SECRET not in seat("observer").get(f"/statements/{text.id}").text


def test_htmx_gets_the_text_alone(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.table()
    answer = seat("chair").get(f"/statements/{text.id}?view=revision", headers={"hx-request": "true"})

    assert answer.text.lstrip().startswith('<div id="text">')


def test_button_and_refusal_are_one_answer(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window = seat("chair")
    page = window.get(f"/statements/{text.id}").text
    asked = window.get(f"/statements/{text.id}/steps/to_consensus").text

    assert "steps/to_consensus" not in page
    assert "where this is not possible" in asked


def test_statement_goes_to_consensus_and_back(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.table()
    text.close_round(text.open_round())
    window = seat("chair")

    there = f"/statements/{text.id}/steps/to_consensus"
    assert window.fill(there, there).status_code == 200
    assert text.forum.rows(Statement, id=text.id)[0].state == "consensus"
    back = f"/statements/{text.id}/steps/return_to_comments"
    assert window.fill(back, back, reason="The water has risen.").status_code == 200
    assert text.forum.rows(Statement, id=text.id)[0].state == "comments"


def test_secretariat_takes_no_step_of_the_chair(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    text.table()
    text.close_round(text.open_round())

    answer = seat("secretariat").get(f"/statements/{text.id}/steps/to_consensus")

    assert "This is for the chair or a co-chair." in answer.text
    assert '<form method="post" action="/statements/' not in answer.text


def test_big_statement_shows_one_clause_and_leads_to_the_others(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    text.table()
    opened = text.open_round()
    borvia = text.forum.head("Borvia")
    for clause, times in ((2, MOST_CARDS), (4, 1)):
        for number in range(times):
            words = f"Lock {clause} was shut for {number + 1} days."
            text.forum.act(
                comment_on,
                text.id,
                part_id=text.clause(clause),
                comment_class=CommentClass.TECHNICAL,
                text=words,
                by=borvia,
            )
    text.forum.act(submit_input, text.id, by=borvia)
    text.close_round(opened)
    chair, at = seat("chair"), f"/statements/{text.id}"
    second, fourth = text.clause(2), text.clause(4)

    first = chair.get(at).text
    chosen = chair.get(f"{at}?clause={fourth}").text
    fragment = chair.get(f"{at}?clause={fourth}", headers={"hx-request": "true"}).text

    assert first.count("Lock 2 was shut") == MOST_CARDS and "Lock 4 was shut" not in first
    assert f'href="{at}?clause={fourth}#p-{fourth}"' in first and f'href="{at}?clause={second}#' not in first
    assert "28 more" in first
    assert "Lock 4 was shut for 1 days." in chosen and "Lock 2 was shut" not in chosen
    assert "Show all 40" in chosen and f'href="{at}?clause={second}#p-{second}"' in chosen
    assert fragment.count("<article") == 1 and "Lock 4 was shut for 1 days." in fragment and "<html" not in fragment
    assert chair.get(f"{at}?clause=whole").status_code == 200
