"""The page of the silence procedure: what is said on it, what it keeps, what it does not tell."""

from datetime import timedelta

import pytest
from sqlmodel import select
from tests.cast import MEMBERS, snapshot, workflow_source
from tests.on_the_table import lay_on_the_table
from tests.web.sitting import Sitting
from tests.web.windows import hidden_fields

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.groups import begin_group
from jointstatement.actions.silence import break_silence, withdraw_silence
from jointstatement.actions.suspending import resume, suspend
from jointstatement.models import Body, DelegationGroup, PositionTaken, Receipt, Silence, SilenceBreak
from jointstatement.terms import Position, SilenceOutcome


@pytest.fixture
def sitting(forum, browser, come_in):
    return Sitting(forum, lay_on_the_table(forum), browser, come_in)


@pytest.fixture
def silence(sitting):
    """The address of the page, the text being under silence for 72 hours."""
    sitting.start_silence()
    return f"{sitting.address}/silence"


def confirmed(window, page, **said):
    """Breaks silence as a person does: the form, the page that repeats it, the press."""
    asked = window.fill(page, f"{page}/confirm", **said)
    assert asked.status_code == 200, asked.text
    fields = hidden_fields(asked.text, f"{page}/break")
    return window.submit(f"{page}/break", fields)


def tell_nobody_who_breaks(sitting):
    """By the rule of the body, as it was when the silence began."""

    def change(session, *, now):
        for each in (session.get(Body, sitting.forum.body_id), session.exec(select(Silence)).one()):
            each.names_the_breaker = False

    sitting.forum.database.write_and_wait(change)


def test_page_says_the_hour_in_the_zone_of_the_meeting_and_what_it_does(sitting, silence):
    page = sitting.window("head of Borvia").get(silence).text

    # The clock of the test stands at 09:00 UTC on 4 May 2026; in Vienna it is two hours later.
    assert "Silence ends on Thu 7 May 2026, 11:00 CEST" in page
    assert "The chair then announces the result; the hour itself adopts nothing." in page
    assert "If you do not object, you need do nothing." in page
    assert "before 11:00 CEST, by the clock of the server" in page


def test_page_says_so_where_the_hour_itself_adopts(forum, browser, come_in):
    source = workflow_source().replace('at_end_of_silence = "announce"', 'at_end_of_silence = "adopt"')
    sitting = Sitting(forum, lay_on_the_table(forum, source=source), browser, come_in)
    sitting.start_silence()

    page = sitting.window("head of Borvia").get(f"{sitting.address}/silence").text

    assert "the text is adopted at the hour itself" in page
    assert "The chair then announces" not in page


def test_page_never_takes_silence_for_agreement(sitting, silence):
    page = sitting.window("chair").get(silence).text + sitting.window("head of Borvia").get(silence).text

    assert "if you agree" not in page.lower()
    assert "agreed" not in page.lower()


def test_receipt_is_kept_and_is_no_position(sitting, silence):
    shown = sitting.window("expert of Borvia").fill(silence, f"{silence}/receipt")

    assert "Your delegation acknowledged receipt" in shown.text
    assert [row.delegation_id for row in sitting.forum.rows(Receipt)] == [sitting.forum.delegations["Borvia"]]
    assert sitting.forum.rows(PositionTaken) == []


def test_receipts_are_listed_for_the_office_alone(sitting, silence):
    sitting.window("head of Borvia").fill(silence, f"{silence}/receipt")

    office = sitting.window("secretariat").get(silence).text
    other = sitting.window("head of Cestria").get(silence).text

    assert 'Borvia</th><td class="muted">Mon 4 May, 11:00' in office
    assert all(name not in other for name in MEMBERS if name != "Cestria")


def test_receipt_never_looks_like_support(sitting, silence):
    sitting.window("head of Borvia").fill(silence, f"{silence}/receipt")

    page = sitting.window("chair").get(silence).text

    assert "k-support" not in page
    assert "i-check" not in page.split('id="receipts-h"')[1].split("</section>")[0]


def test_nothing_is_chosen_before_a_delegate_chooses(sitting, silence):
    window = sitting.window("head of Borvia")
    before = snapshot(sitting.forum.database)

    again = window.fill(silence, f"{silence}/confirm", place="", reason="It goes too far.")

    assert again.status_code == 422
    assert "Please fill in this field." in again.text
    assert "It goes too far." in again.text
    assert snapshot(sitting.forum.database) == before


def test_confirmation_repeats_everything_and_records_nothing(sitting, silence):
    window = sitting.window("head of Borvia")
    before = snapshot(sitting.forum.database)

    asked = window.fill(
        silence, f"{silence}/confirm", place=sitting.text.clauses[1], reason="Not every day.", wording="every week"
    )

    assert "Borvia breaks silence" in asked.text
    assert "clause 2" in asked.text
    assert "Not every day." in asked.text
    assert "every week" in asked.text
    assert snapshot(sitting.forum.database) == before


def test_what_was_typed_comes_back_where_it_is_changed_before_the_press(sitting, silence):
    window = sitting.window("head of Borvia")
    asked = window.fill(silence, f"{silence}/confirm", place="whole", reason="Not every day.", wording="every week")

    fields = hidden_fields(asked.text.split(f'action="{silence}/break"')[1], f"{silence}/confirm")
    back = window.submit(f"{silence}/confirm", fields)

    assert back.status_code == 200
    assert "Not every day." in back.text
    assert 'value="whole" selected' in back.text


def test_confirmed_press_breaks_silence_on_a_part(sitting, silence):
    shown = confirmed(sitting.window("head of Borvia"), silence, place=sitting.text.clauses[1])

    assert "Silence was broken" in shown.text
    assert [(row.part_id, row.is_late) for row in sitting.forum.rows(SilenceBreak)] == [
        (sitting.text.clauses[1], False)
    ]
    assert [row.outcome for row in sitting.forum.rows(Silence)] == [SilenceOutcome.BROKEN]


def test_silence_is_broken_on_the_whole_text_without_a_reason(sitting, silence):
    confirmed(sitting.window("head of Borvia"), silence, place="whole")

    assert [(row.part_id, row.reason) for row in sitting.forum.rows(SilenceBreak)] == [(None, "")]
    assert [row.position for row in sitting.forum.rows(PositionTaken)] == [Position.OBJECT]


def test_break_shows_who_and_why_where_the_body_names_the_breaker(sitting, silence):
    confirmed(sitting.window("head of Borvia"), silence, place=sitting.text.clauses[1], reason="Not every day.")

    page = sitting.window("head of Cestria").get(silence).text

    assert "<b>Borvia</b>" in page
    assert "clause 2" in page
    assert "Not every day." in page


def test_break_shows_the_part_alone_where_the_body_does_not_name_the_breaker(sitting, silence):
    tell_nobody_who_breaks(sitting)
    confirmed(sitting.window("head of Borvia"), silence, place=sitting.text.clauses[1], reason="Our gauges freeze.")

    other = sitting.window("head of Cestria").get(silence).text
    office = sitting.window("chair").get(silence).text

    assert "A delegation" in other
    assert "clause 2" in other
    assert "Borvia" not in other
    assert "Our gauges freeze." not in other
    assert "<b>Borvia</b>" in office
    assert "Our gauges freeze." in office


def test_reason_is_added_after_the_press_and_only_once(sitting, silence):
    window = sitting.window("head of Borvia")
    confirmed(window, silence, place="whole")
    action = f"{silence}/breaks/{sitting.forum.rows(SilenceBreak)[0].id}"

    window.fill(silence, action, reason="Our gauges freeze.", wording="")
    again = window.submit(action, hidden_fields(window.get(silence).text, action) | {"reason": "Another."})

    assert again.status_code == 409
    assert [row.reason for row in sitting.forum.rows(SilenceBreak)] == ["Our gauges freeze."]


def test_reason_cannot_be_added_to_the_break_of_another(sitting, silence):
    confirmed(sitting.window("head of Borvia"), silence, place="whole")
    other = sitting.window("head of Cestria")
    fields = hidden_fields(other.get(silence).text, f"{silence}/confirm")
    before = snapshot(sitting.forum.database)

    refused = other.submit(
        f"{silence}/breaks/{sitting.forum.rows(SilenceBreak)[0].id}", fields | {"reason": "Mine.", "wording": ""}
    )

    assert refused.status_code == 404
    assert snapshot(sitting.forum.database) == before


def test_objection_after_the_hour_is_late_and_others_are_not_told(sitting, silence):
    sitting.forum.hour.pass_by(timedelta(hours=73))
    sitting.forum.database.write_and_wait(close_what_is_due)

    own = confirmed(sitting.window("head of Borvia"), silence, place="whole", reason="Our minister was away.")
    other = sitting.window("head of Cestria").get(silence).text

    assert "kept as late" in own.text
    assert "Silence was not broken" in other
    assert "Borvia" not in other
    assert "Our minister was away." not in other
    assert [row.is_late for row in sitting.forum.rows(SilenceBreak)] == [True]


def test_who_was_kept_from_objecting_by_a_suspension_reads_until_when_it_may(sitting, silence):
    forum, text = sitting.forum, sitting.text
    forum.act(break_silence, text.id, part_id=None, by=forum.head("Borvia"))
    forum.act(suspend, text.id, reason="Elections.", by=forum.chair)
    forum.hour.pass_by(timedelta(days=10))
    forum.act(resume, text.id, by=forum.chair)
    window, hour = sitting.window("head of Istara"), "Sun 17 May 2026, 11:00 CEST"

    assert f"a further objection is on time before {hour}." in window.get(silence).text
    asked = window.fill(silence, f"{silence}/confirm", place="whole")
    assert f"An objection is on time before {hour}; what counts is when this press arrives." in asked.text
    forum.hour.pass_by(timedelta(days=3))
    asked = sitting.window("head of Istara").fill(silence, f"{silence}/confirm", place="whole")
    assert f"An objection was on time before {hour}: this one is late." in asked.text


def test_expert_reads_that_breaking_is_for_the_head(sitting, silence):
    page = sitting.window("expert of Borvia").get(silence).text

    assert f'action="{silence}/confirm"' not in page
    assert "This is for" in page


def test_objection_is_lifted_by_another_position(sitting, silence):
    window = sitting.window("head of Borvia")
    confirmed(window, silence, place=sitting.text.clauses[1])

    shown = window.fill(silence, f"{silence}/lift", position="can_live_with")

    assert "Your objection stands" not in shown.text
    held = sorted(sitting.forum.rows(PositionTaken), key=lambda row: row.number)
    assert [row.position for row in held] == [Position.OBJECT, Position.CAN_LIVE_WITH]


def test_chair_starts_silence_at_an_hour_of_the_meeting(sitting):
    page = f"{sitting.address}/silence"

    sitting.window("chair").fill(page, page, due_at="2026-05-07T12:00")

    (row,) = sitting.forum.rows(Silence)
    assert row.due_at.isoformat() == "2026-05-07T10:00:00+00:00"
    assert row.due_as_typed == "2026-05-07T12:00 Europe/Vienna"


def test_office_reads_the_shortest_silence_as_the_body_says_it(sitting):
    page = sitting.window("chair").get(f"{sitting.address}/silence").text

    assert "This body’s shortest silence is one hour." in page


def test_silence_shorter_than_the_body_allows_is_refused_at_its_field(sitting):
    page = f"{sitting.address}/silence"
    before = snapshot(sitting.forum.database)

    again = sitting.window("chair").fill(page, page, due_at="2026-05-04T11:30")

    assert again.status_code == 422
    assert "may be shorter than 1 hours" in again.text
    assert 'value="2026-05-04T11:30"' in again.text
    assert sitting.forum.rows(Silence) == []
    assert snapshot(sitting.forum.database)["silence"] == before["silence"]


def test_chair_extends_and_withdraws(sitting, silence):
    chair = sitting.window("chair")

    later = chair.fill(silence, f"{silence}/extend", due_at="2026-05-08T12:00")
    withdrawn = chair.fill(silence, f"{silence}/withdraw", reason="The text is looked at again.")

    assert "Silence ends on Fri 8 May 2026, 12:00 CEST" in later.text
    assert "Extended from Thu 7 May 2026, 11:00 CEST to Fri 8 May 2026, 12:00 CEST" in later.text
    assert "The chair withdrew the procedure" in withdrawn.text


def test_secretariat_enters_an_objection_that_came_before_the_hour(sitting, silence):
    sitting.forum.hour.pass_by(timedelta(hours=73))
    sitting.forum.database.write_and_wait(close_what_is_due)

    shown = sitting.window("secretariat").fill(
        silence,
        f"{silence}/objections",
        delegation_id=sitting.forum.delegations["Borvia"],
        place="whole",
        received_at="2026-05-07T10:30",
        reason="By telephone.",
    )

    assert "Silence was broken" in shown.text
    assert "received on paper or by telephone" in shown.text


def test_text_is_shown_alone_to_htmx(sitting, silence):
    part = sitting.window("head of Borvia").get(silence, headers={"hx-request": "true"}).text

    assert part.lstrip().startswith('<div id="silence-text">')
    assert "We agree to measure the water level every morning" in part


def test_observer_does_not_read_the_procedure(sitting, silence):
    assert sitting.window("observer").get(silence).status_code == 403


def test_page_of_another_statement_is_not_found(sitting, silence):
    assert sitting.window("head of Borvia").get(f"/statements/{'0' * 32}/silence").status_code == 404


def test_break_of_a_part_that_is_not_there_is_not_found(sitting, silence):
    window = sitting.window("head of Borvia")
    before = snapshot(sitting.forum.database)

    refused = window.fill(silence, f"{silence}/confirm", place="f" * 32)

    assert refused.status_code == 404
    assert snapshot(sitting.forum.database) == before


def test_earlier_procedures_are_listed(sitting, silence):
    sitting.forum.act(break_silence, sitting.text.id, part_id=None, by=sitting.forum.head("Borvia"))
    sitting.start_silence()

    page = sitting.window("head of Cestria").get(silence).text

    assert "Silence procedure 1 on Zero draft: Silence was broken" in page


def test_objection_that_came_on_paper_is_entered_for_a_group_by_its_speaker(sitting, silence):
    forum, office = sitting.forum, sitting.window("secretariat")
    ids = [forum.delegations[each] for each in ("Borvia", "Istara")]
    forum.act(begin_group, name="Upper River Group", member_ids=ids, speaker_id=ids[0], by=forum.secretariat)
    said = {"place": "whole", "received_at": "2026-05-04T11:00", "group_id": forum.rows(DelegationGroup)[0].id}

    refused = office.fill(silence, f"{silence}/objections", delegation_id=ids[1], **said)
    assert refused.status_code == 409
    assert forum.rows(SilenceBreak) == []
    shown = office.fill(silence, f"{silence}/objections", delegation_id=ids[0], **said)

    assert "for the group “Upper River Group” (Borvia, Istara)" in shown.text
    assert {row.delegation_id for row in forum.rows(PositionTaken)} == set(ids)


def test_what_is_wrong_with_a_form_leads_to_its_own_field(sitting, silence):
    """Each of several reasons and hours on the page has an id of its own."""
    sitting.forum.hour.pass_by(timedelta(hours=73))
    sitting.forum.database.write_and_wait(close_what_is_due)
    chair = sitting.window("chair")

    for deed, further in (("withhold", {}), ("resume", {"due_at": "2026-05-12T11:00"})):
        answer = chair.fill(silence, f"{silence}/{deed}", reason="", **further)

        assert answer.status_code == 422
        assert f'href="#f-reason-{deed}">Reason' in answer.text and f'id="f-reason-{deed}"' in answer.text


def test_words_against_a_silence_that_was_withdrawn_meanwhile_come_back(sitting, silence):
    window = sitting.window("head of Borvia")
    asked = window.fill(silence, f"{silence}/confirm", place="whole", wording="in full", reason="We need the capital.")
    broken = hidden_fields(asked.text, f"{silence}/break")
    time = hidden_fields(window.get(silence).text, f"{silence}/time") | {"reason": "The capital sleeps."}
    sitting.forum.act(withdraw_silence, sitting.text.id, by=sitting.forum.chair)

    for action, fields, typed in (
        ("break", broken, ("in full", "We need the capital.")),
        ("time", time, ("The capital sleeps.",)),
    ):
        late = window.submit(f"{silence}/{action}", fields)
        kept = late.text.partition('id="typed-h"')[2].partition("</section>")[0]
        assert (late.status_code, [words in kept for words in typed]) == (409, [True] * len(typed)), action
