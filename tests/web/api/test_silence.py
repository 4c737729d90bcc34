"""Silence by JSON: proposed and refused, its announcement withheld, and more time asked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions.test_proposing_silence import by_proposal
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table
from tests.web.api.programs import Program, refused

from jointstatement.actions.deadlines import close_what_is_due

Programs = Callable[[str], Program]
PROPOSED = {"refuse_until": "2026-05-04T13:00:00+02:00", "due_at": "2026-05-07T11:00:00+02:00"}


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text at consensus on which the chair begins silence."""
    return lay_on_the_table(forum)


@pytest.fixture
def asking(forum: Forum) -> Text:
    """A text on which silence begins when the members agree to it."""
    return lay_on_the_table(forum, source=by_proposal())


def hold(forum: Forum, text: Text, chair: Program) -> None:
    """Silence is held until its hour."""
    chair.do(f"/statements/{text.id}/silence", 201, due_at="2026-05-05T11:00:00+02:00")
    forum.hour.pass_by(timedelta(days=1))
    forum.act(close_what_is_due)


def test_silence_that_was_proposed_and_refused_by_nobody_begins(forum: Forum, asking: Text, program: Programs) -> None:
    chair, at = program("chair"), f"/statements/{asking.id}/silence"
    assert refused(forum, chair, at, 409, due_at=PROPOSED["due_at"])[0] == "SilenceIsProposedFirst"
    assert refused(forum, chair, f"{at}/proposal/begin", 409)[0] == "NoSilenceProposed"
    assert refused(forum, program("secretariat"), f"{at}/proposal", 403, **PROPOSED)[0] == "NotYours"
    after = PROPOSED | {"refuse_until": "2026-05-08T11:00:00+02:00"}
    assert refused(forum, chair, f"{at}/proposal", 422, **after)[0] == "BadInput"

    chair.do(f"{at}/proposal", 201, **PROPOSED)

    (told,) = program("head of Borvia").read(at)["proposals"]
    assert (told["refuse_until"], told["due_at"], told["outcome"]) == (
        "2026-05-04T11:00:00Z",
        "2026-05-07T09:00:00Z",
        None,
    )
    assert refused(forum, chair, f"{at}/proposal", 409, **PROPOSED)[0] == "SilenceIsProposed"
    assert refused(forum, chair, f"{at}/proposal/begin", 409) == (
        "SilenceMayStillBeRefused",
        "Delegations may refuse until Mon 4 May 2026, 13:00 CEST. Silence can begin from that hour on.",
    )
    forum.hour.pass_by(timedelta(hours=2))
    chair.do(f"{at}/proposal/begin", 201)
    begun = program("head of Borvia").read(at)
    assert (begun["current"]["due_at"], begun["proposals"][0]["outcome"]) == ("2026-05-07T09:00:00Z", "begun")


def test_one_refusal_ends_a_proposal_and_one_made_in_the_room_ends_the_next(
    forum: Forum, asking: Text, program: Programs
) -> None:
    chair, istara, at = program("chair"), program("head of Istara"), f"/statements/{asking.id}/silence/proposal"
    assert refused(forum, istara, f"{at}/refuse", 409, reason="")[0] == "NoSilenceProposed"
    chair.do(at, 201, **PROPOSED)
    for who in ("expert of Istara", "observer", "chair"):
        assert refused(forum, program(who), f"{at}/refuse", 403, reason="")[0] == "NotYours"

    istara.do(f"{at}/refuse", 201, reason="We read on.")

    (told,) = program("head of Istara").read(f"/statements/{asking.id}/silence")["proposals"]
    assert (told["outcome"], told["refusal"]["reason"], told["refusal"]["is_own"]) == ("refused", "We read on.", True)
    assert refused(forum, chair, f"{at}/begin", 409)[0] == "SilenceWasRefused"
    chair.do(at, 201, **PROPOSED)
    forum.hour.pass_by(timedelta(hours=1))
    said = {"delegation_id": forum.delegations["Kelmora"], "received_at": "2026-05-04T09:30:00Z"}
    early = said | {"received_at": "2026-05-04T08:30:00Z"}
    assert refused(forum, program("secretariat"), f"{at}/refusals", 422, **early) == (
        "BadInput",
        "This hour lies before silence was proposed.",
    )
    assert refused(forum, istara, f"{at}/refusals", 403, **said)[0] == "NotYours"
    program("secretariat").do(f"{at}/refusals", 201, **said)
    latest = chair.read(f"/statements/{asking.id}/silence")["proposals"][0]
    assert (latest["outcome"], latest["refusal"]["delegation"], latest["refusal"]["in_the_room"]) == (
        "refused",
        "Kelmora",
        True,
    )


def test_proposal_is_withdrawn(forum: Forum, asking: Text, program: Programs) -> None:
    chair, at = program("chair"), f"/statements/{asking.id}/silence/proposal"
    assert refused(forum, chair, f"{at}/withdraw", 409, reason="")[0] == "NoSilenceProposed"
    chair.do(at, 201, **PROPOSED)
    assert refused(forum, program("head of Borvia"), f"{at}/withdraw", 403, reason="")[0] == "NotYours"
    chair.do(f"{at}/withdraw", 204, reason="Not today.")
    (told,) = program("head of Borvia").read(f"/statements/{asking.id}/silence")["proposals"]
    assert told["outcome"] == "withdrawn"


def test_announcement_is_withheld_and_nothing_is_declared_until_that_is_lifted(
    forum: Forum, text: Text, program: Programs
) -> None:
    chair, at = program("chair"), f"/statements/{text.id}"
    why = "The line to three capitals was down."
    assert refused(forum, chair, f"{at}/silence/withhold", 409, reason=why)[0] == "NoSilenceHeld"
    hold(forum, text, chair)
    assert refused(forum, chair, f"{at}/silence/lift-withholding", 409, reason=why)[0] == "NothingWithheld"
    assert refused(forum, chair, f"{at}/silence/withhold", 422, reason=" ")[0] == "BadInput"
    assert refused(forum, program("secretariat"), f"{at}/silence/withhold", 403, reason=why)[0] == "NotYours"

    chair.do(f"{at}/silence/withhold", 201, reason=why)

    (told,) = program("head of Borvia").read(f"{at}/silence")["withheld"]
    assert (told["reason"], told["lifted_at"], told["reason_lifted"]) == (why, None, "")
    assert refused(forum, chair, f"{at}/silence/withhold", 409, reason=why)[0] == "AnnouncementIsWithheld"
    name, sentence = refused(forum, chair, f"{at}/consensus/declare", 409, basis="silence_held")
    assert (name, "The chair withholds the announcement of the result" in sentence) == ("StillMissing", True)
    chair.do(f"{at}/silence/lift-withholding", 204, reason="All have been heard.")
    (told,) = program("head of Borvia").read(f"{at}/silence")["withheld"]
    assert (told["lifted_at"] is None, told["reason_lifted"]) == (False, "All have been heard.")
    chair.do(f"{at}/consensus/declare", 201, basis="silence_held")


def test_more_time_is_asked_of_the_office_and_breaks_nothing(forum: Forum, text: Text, program: Programs) -> None:
    chair, istara, at = program("chair"), program("head of Istara"), f"/statements/{text.id}/silence"
    assert refused(forum, istara, f"{at}/time-requests", 409, reason="")[0] == "NoSilenceRunning"
    chair.do(at, 201, due_at="2026-05-07T11:00:00+02:00")
    assert refused(forum, program("expert of Istara"), f"{at}/time-requests", 403, reason="")[0] == "NotYours"

    istara.do(f"{at}/time-requests", 201, reason="Our minister travels.")

    told = {}
    for who in ("chair", "head of Istara", "head of Borvia"):
        shown = program(who).read(at)
        told[who] = [(each["delegation"], each["reason"]) for each in shown["time_requests"]]
        assert (shown["current"]["outcome"], shown["current"]["breaks"]) == (None, [])
    own = [("Istara", "Our minister travels.")]
    assert told == {"chair": own, "head of Istara": own, "head of Borvia": []}


def test_break_is_explained_once_by_who_made_it(forum: Forum, text: Text, program: Programs) -> None:
    chair, istara, at = program("chair"), program("head of Istara"), f"/statements/{text.id}/silence"
    chair.do(at, 201, due_at="2026-05-07T11:00:00+02:00")
    broken = istara.do(f"{at}/breaks", 201, part_id=text.clauses[1])
    explain = f"{at}/breaks/{broken}/explain"
    kelmora = program("head of Kelmora").say(explain, {"reason": "R"})
    assert kelmora.status_code in {403, 404}

    istara.do(explain, 204, reason="Who pays?")

    shown = istara.read(at)
    (line,) = (shown["current"] or shown["before"][0])["breaks"]
    assert (line["reason"], line["is_own"]) == ("Who pays?", True)
    again = istara.say(explain, {"reason": "Who pays for it?"})
    assert (again.status_code, istara.read(at)) == (409, shown)
