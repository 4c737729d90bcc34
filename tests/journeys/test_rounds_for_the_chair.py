"""A round for the chair alone, with everything that happens inside a delegation before and after it has submitted."""

from typing import Any

from tests.cast import Forum, workflow_source
from tests.journeys.people import WHOLE, Conference, Delegation
from tests.negotiation import text_of

from jointstatement.actions.drafting import import_document

UNTIL = "2026-05-06T18:00"


def begin(forum: Forum) -> str:
    """A text whose workflow lets observers comment. Returns its address."""
    statement_id = forum.act(
        import_document,
        meeting_id=forum.meeting_id,
        style="o-we",
        workflow_name="consensus",
        workflow_source="observers_comment = true\n" + workflow_source("consensus"),
        document=text_of("We measure the river every day", "We meet again next spring"),
        upload_id=None,
        by=forum.chair,
    )
    return f"/statements/{statement_id}"


def delegate(conference: Conference, who: str) -> Any:
    """Somebody who gives input as a head does."""
    return conference._person(who, Delegation)


def test_delegation_speaks_to_the_chair_alone_after_its_head_has_read_every_draft(
    conference: Conference, forum: Forum
) -> None:
    conference.statement = begin(forum)
    chair, other = conference.chair, conference.delegation("Istara")
    expert, head = delegate(conference, "expert of Borvia"), conference.delegation("Borvia")
    observer = delegate(conference, "observer")
    chair.tables("Zero draft")
    chair.opens_a_round(until=UNTIL, read_by="chair_only")

    # The expert drafts two comments; the head clears one and sends the other back.
    expert.remarks(1, "The gauges are old.")
    expert.remarks(2, "Which spring?")
    assert "Your head of delegation submits." in expert.sees("input").words
    first, _ = head.sees("input").forms("/input/clear")
    assert "Cleared" in head.presses(first.action, list(first.form_values())).words
    _, back = head.sees("input").forms("/input/send-back")
    fields = [*((name, value) for name, value in back.form_values() if name != "word"), ("word", "Say which river.")]
    assert "Say which river." in head.presses(back.action, fields).words
    assert "Say which river." in expert.sees("input").words

    # What is cleared goes in by itself; the rest waits.
    head.proposes(1, "every day", "every hour")
    (box,) = head.sees("input").tree.xpath("//label[contains(., 'The gauges are old.')]/input[@name='chosen']")
    head.sends("input", "/input/submit-chosen", chosen=box.get("value"))
    told = chair.sees(chair.decides_on(1)).words
    assert ("The gauges are old." in told, "every hour" in told) == (True, False)
    head.submits()
    assert "Sent back" in head.sees("input").words

    # The office reads what was cleared at once; others read nothing of it.
    told = chair.sees(chair.decides_on(1)).words
    assert "The gauges are old." in told and "For the chair alone." in told
    assert "The gauges are old." not in other.sees(other.part(1)).words
    assert "the chair’s office alone" in other.sees(other.part(1)).words

    # What is in is replaced until the hour; the former stays with the delegation.
    head.sends(head.part(1), "/replace", remark_text="The gauges are rusty.", remark_class="technical")
    head.submits()
    assert "Withdrawn or replaced" in head.sees("input").words
    desk = chair.sees(chair.decides_on(1)).words
    assert "The gauges are rusty." in desk

    # An observer comments, is marked as one, and sees itself alone.
    observer.remarks(WHOLE, "The estuary is forgotten.")
    observer.submits()
    assert "Estuary Council (observer)" in chair.sees(chair.decides_on(WHOLE)).words
    assert "Borvia" not in observer.sees("input").words

    # After the hour a late replacement leaves what came in time, and is not admitted.
    conference.time_passes(days=3)
    head.sends(head.part(1), "/replace", remark_text="The gauges are gone.", remark_class="technical")
    head.sends("input", "/input/submit")
    late = chair.sees(chair.decides_on(1))
    (form, *_) = late.forms("/admit")
    fields = [*((name, value) for name, value in form.form_values() if name != "reason"), ("admitted", "no")]
    assert chair.presses(form.action, fields).status == 200
    answered = chair.sees(chair.decides_on(1)).words
    assert "The gauges are rusty." in answered and "Late, not admitted" in answered
    record = other.sees("record").words
    assert "whose input went to the chair alone, was closed" in record and "A-1/" not in record and "C-1/" not in record
