"""Pages on which a consolidated proposal stands, as each person's browser gets them."""

from collections.abc import Callable

import pytest
from tests.actions import test_consolidating_arrangements as arrangements
from tests.actions import test_consolidating_divisions as divisions
from tests.actions.test_consolidating import ONE_DAY, TOGETHER, given, hour, of, puts
from tests.cast import Forum
from tests.negotiation import Negotiation, sit_down
from tests.web.windows import Browser, hidden_fields

from jointstatement.actions.answering import answer_amendment
from jointstatement.actions.consolidating import object_to_consolidation, revise_consolidation, undo_consolidation
from jointstatement.actions.suspending import suspend
from jointstatement.models import Amendment, ConsolidationSource
from jointstatement.terms import DispositionKind


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    return given(forum)


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def test_it_is_offered_to_be_answered_from_its_hour_on(talks: Negotiation, seat: Callable[[str], Browser]) -> None:
    made, part_id = puts(talks), talks.clause(3)
    at = f"/statements/{talks.id}"

    def offers() -> tuple[bool, bool, bool]:
        chair = seat("chair")
        its_page = chair.get(f"{at}/consolidations/{made}").text
        of_part = chair.get(f"{at}/decide/{part_id}?source={made}").text
        assert ("Delegations may object to A-3.5 until" in its_page) is ("may object to A-3.5" in of_part)
        answers = f'action="{at}/decide/{part_id}/amendments/{made}"' in of_part
        return ("Answer it</a>" in its_page, answers, 'id="reflect"' in of_part)

    assert offers() == (False, False, False)
    until = "may object to A-3.5 until Tue 5 May 2026, 11:00 CEST. Please answer it then, or undo it."
    assert until in seat("chair").get(f"{at}/decide/{part_id}").text
    talks.forum.hour.pass_by(ONE_DAY)
    assert offers() == (True, True, True)


@pytest.mark.parametrize("who", ["chair", "head of Galdria"])
def test_its_card_leads_to_its_page(talks: Negotiation, seat: Callable[[str], Browser], who: str) -> None:
    made, at, reader = puts(talks), f"/statements/{talks.id}", seat(who)
    for address in (f"{at}?view=amendments", f"{at}?view=amendments&clause={talks.clause(3)}"):
        for is_htmx in ("false", "true"):
            answer = reader.get(address, headers={"hx-request": is_htmx})
            assert (answer.status_code, f'href="{at}/consolidations/{made}"' in answer.text) == (200, True), address


def test_deletions_are_consolidated_without_words_and_not_with_other_words(
    forum: Forum, seat: Callable[[str], Browser]
) -> None:
    talks, chair = arrangements.given(forum), seat("chair")
    page = f"/statements/{talks.id}/consolidate/{talks.clause(2)}"
    shown = chair.get(page).text
    assert "To be deleted" in shown and 'name="wording"' not in shown
    deletions, words = arrangements.of(talks, 2, "Galdria", "Kelmora"), arrangements.of(talks, 2, "Lusatia")
    mixed = chair.get(page, params={"chosen": [*deletions, *words]}).text
    assert "A-2.2, A-2.3 would delete the part that A-2.4 would keep" in mixed and 'name="due_at"' not in mixed
    hour_of = {"chosen": deletions, "due_at": "2026-05-19T11:00", "deed": "consolidate"}
    made = chair.submit(page, hidden_fields(shown.partition('id="words-h"')[2], page) | hour_of)
    assert made.status_code == 200 and "Give it another hour" in made.text and 'name="wording"' not in made.text
    assert "Nothing is dropped" not in made.text


def test_new_clauses_are_offered_side_by_side(forum: Forum, seat: Callable[[str], Browser]) -> None:
    talks = arrangements.given(forum)
    shown = seat("chair").get(f"/statements/{talks.id}/consolidate/{talks.clause(3)}").text
    assert "New text after this part" in shown
    assert f"[{arrangements.THANKS} / {arrangements.MORE}]" in shown


def test_what_is_over_is_listed_as_over(talks: Negotiation, seat: Callable[[str], Browser]) -> None:
    made, chair = puts(talks), seat("chair")
    assert "Was consolidated from" not in chair.get(f"/statements/{talks.id}/list").text
    talks.forum.act(undo_consolidation, talks.id, made, by=talks.forum.chair)
    assert (
        "Was consolidated from:</a> <b>Borvia</b> A-3.1; <b>Istara</b>"
        in chair.get(f"/statements/{talks.id}/list").text
    )


def test_who_objected_too_late_is_asked_again_about_new_words(
    talks: Negotiation, seat: Callable[[str], Browser]
) -> None:
    forum, made = talks.forum, puts(talks)
    at = f"/statements/{talks.id}/consolidations/{made}"

    def offers(who: str, deed: str) -> bool:
        answer = seat(who).get(at)
        return answer.status_code == 200 and f"/{deed}" in answer.text.partition("<main")[2]

    assert offers("head of Borvia", "object") and offers("chair", "undo")
    forum.hour.pass_by(ONE_DAY)
    forum.act(object_to_consolidation, talks.id, of(talks, "Borvia"), by=forum.head("Borvia"))
    deferred = {"disposition": DispositionKind.DEFERRED, "reply": "Until the meeting.", "by": forum.chair}
    forum.act(answer_amendment, talks.id, made, **deferred)
    assert offers("chair", "undo") and not offers("head of Borvia", "object")
    version = forum.rows(Amendment, id=made)[0].version
    words = {"wording": f"{TOGETHER} or so", "expected": version, **hour(talks), "by": forum.secretariat}
    forum.act(revise_consolidation, talks.id, made, **words)
    assert offers("head of Borvia", "object")
    forum.hour.pass_by(ONE_DAY)
    noted = {"disposition": DispositionKind.NOTED, "reply": "", "by": forum.chair}
    forum.act(answer_amendment, talks.id, made, **noted)
    assert not offers("chair", "undo")


def test_who_was_slower_reads_why_and_keeps_what_was_typed(talks: Negotiation, seat: Callable[[str], Browser]) -> None:
    """Two amendments are left that could be chosen, and neither of those that were."""
    chair, page = seat("chair"), f"/statements/{talks.id}/consolidate/{talks.clause(3)}"
    chosen = [of(talks, each) for each in ("Borvia", "Istara")]
    shown = chair.get(page, params={"chosen": chosen}).text.partition('id="words-h"')[2]
    made = puts(talks)

    late = {"chosen": chosen, "wording": f"{TOGETHER} and more", "due_at": "2026-05-05T11:00", "deed": "consolidate"}
    answer = chair.submit(page, hidden_fields(shown, page) | late)

    assert answer.status_code == 409
    assert "is consolidated already, as A-3.5" in answer.text and f"{TOGETHER} and more" in answer.text
    assert 'name="due_at"' not in answer.text
    assert chair.get(page, params={"chosen": made}).status_code == 200


def test_refused_objection_comes_back_at_its_own_amendment(talks: Negotiation, seat: Callable[[str], Browser]) -> None:
    at, source = f"/statements/{talks.id}/consolidations/{puts(talks)}", of(talks, "Borvia")

    answer = seat("head of Borvia").fill(at, f"{at}/sources/{source}/object", reason="x" * 20_001)

    assert answer.status_code == 422
    assert f'href="#f-reason-{source}">Why: This is too long' in answer.text
    box = answer.text.split(f'id="f-reason-{source}"')[1].split("</textarea>")[0]
    assert "x" * 20_001 in box and answer.text.count("x" * 20_001) == 1
    assert talks.forum.rows(ConsolidationSource, amendment_id=source)[0].objected_at is None


def test_what_was_typed_before_it_was_undone_comes_back(talks: Negotiation, seat: Callable[[str], Browser]) -> None:
    forum, made, source = talks.forum, puts(talks), of(talks, "Borvia")
    at = f"/statements/{talks.id}/consolidations/{made}"
    borvia, office = seat("head of Borvia"), seat("secretariat")
    objection = hidden_fields(borvia.get(at).text, f"{at}/sources/{source}/object") | {"reason": "“All” is ours."}
    words = {"wording": f"{TOGETHER} and more", "due_at": "2026-05-12T11:00", "deed": "revise"}
    words |= hidden_fields(office.get(at).text, f"{at}/revise")
    forum.act(undo_consolidation, talks.id, made, by=forum.chair)

    for window, action, fields, typed in (
        (borvia, f"{at}/sources/{source}/object", objection, "“All” is ours."),
        (office, f"{at}/revise", words, f"{TOGETHER} and more"),
    ):
        late = window.submit(action, fields)
        assert (late.status_code, f'action="{action}"' in late.text) == (409, False)
        assert typed in late.text.partition('id="typed-h"')[2].partition("</section>")[0]


def test_the_hour_to_object_is_not_told_as_running_while_it_stands_still(
    talks: Negotiation, seat: Callable[[str], Browser]
) -> None:
    forum, at = talks.forum, f"/statements/{talks.id}/consolidations/{puts(talks)}"
    forum.act(suspend, talks.id, reason="The parties consult.", by=forum.chair)
    for _ in range(2):
        shown = seat("head of Galdria").get(at).text
        assert "The hour until which delegations may object stands still" in shown
        assert "may object until" not in shown and "could object until" not in shown
        forum.hour.pass_by(ONE_DAY)


def test_division_is_consolidated_with_words_for_both_halves(forum: Forum, seat: Callable[[str], Browser]) -> None:
    talks, chair = divisions.given(forum), seat("chair")
    page = f"/statements/{talks.id}/consolidate/{talks.clause(3)}"
    apart = chair.get(page, params={"chosen": arrangements.of(talks, 3, "Borvia", "Galdria")}).text
    assert "divide the clause at different places: A-3.1, A-3.2" in apart and 'name="wording"' not in apart
    chosen = arrangements.of(talks, 3, "Borvia", "Istara")
    shown = chair.get(page, params={"chosen": chosen}).text
    assert "To be divided in two" in shown and divisions.SECOND in shown.partition('name="second_wording"')[2]
    # Compared first: words of the second half that come from nobody are named.
    hidden = hidden_fields(shown.partition('id="words-h"')[2], page)
    typed = hidden | {"chosen": chosen, "wording": divisions.FIRST, "second_wording": f"{divisions.SECOND} high"}
    seen = chair.submit(page, typed | {"due_at": "2026-05-19T11:00", "deed": "show"}).text
    assert "Words of A-3.3 that are dropped:" in seen and "Words that come from none of them:" in seen
    lost = chair.submit(page, typed | {"second_wording": "", "due_at": "2026-05-19T11:00", "deed": "consolidate"})
    assert lost.status_code == 422 and divisions.FIRST in lost.text
    made = chair.submit(page, typed | {"due_at": "2026-05-19T11:00", "deed": "consolidate"})
    assert made.status_code == 200 and f"{divisions.SECOND} high" in made.text.partition('name="second_wording"')[2]
