"""On the way to the decision by JSON: confirmations, the ways back, silence in its turns, attachments, publication."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions.test_reviewing import declared
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table
from tests.web.api.programs import Program, refused

from jointstatement.actions.deadlines import close_what_is_due

Programs = Callable[[str], Program]
LATER = {"due_at": "2026-05-08T11:00:00+02:00"}


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text at consensus."""
    return lay_on_the_table(forum)


def state(chair: Program, text: Text) -> str:
    """Where the statement is."""
    return str(chair.read(f"/statements/{text.id}")["head"]["state"])


def not_at(stage: str) -> tuple[str, str]:
    """How a step is refused at a stage that does not have it."""
    return "NotAllowedNow", f"The statement is at the stage “{stage}”, where this is not possible."


def adopted(forum: Forum, chair: Program) -> str:
    """A text that was declared and adopted. Returns the address of its statement."""
    text = declared(forum, lay_on_the_table(forum))
    named = {"place": "Port Alder", "adopted_on": "2026-06-18", "fingerprint_seen": text.fingerprint}
    chair.do(f"/statements/{text.id}/adoption", 201, **named)
    return f"/statements/{text.id}"


def test_agreement_ad_referendum_is_given_longer_and_lapses_by_the_chairs_word(
    forum: Forum, program: Programs, text: Text
) -> None:
    chair, at = program("chair"), f"/statements/{text.id}"
    given = {"position": "ad_referendum", "confirm_by": "2026-05-05T11:00:00+02:00"}
    one = program("head of Borvia").do(f"{at}/positions", 201, **given)
    hour, lapse = f"{at}/confirmations/{one}/hour", f"{at}/confirmations/{one}/lapse"
    assert refused(forum, program("secretariat"), hour, 403, **LATER)[0] == "NotYours"
    assert refused(forum, chair, hour, 422, due_at="2026-05-04T10:00:00+02:00") == (
        "BadInput",
        "This hour has already passed. Please give one that is still to come.",
    )

    chair.do(hour, 204, **LATER)

    (told,) = chair.read(f"{at}/adoption")["confirmations"]
    assert (told["delegation"], told["confirm_by"]) == ("Borvia", "2026-05-08T09:00:00Z")
    assert refused(forum, program("head of Borvia"), lapse, 403)[0] == "NotYours"
    forum.hour.pass_by(timedelta(days=5))
    chair.do(lapse, 204)
    assert chair.read(f"{at}/adoption")["confirmations"] == []
    assert refused(forum, chair, lapse, 409) == (
        "NothingToConfirm",
        "No agreement ad referendum stands there that waits for this decision.",
    )


def test_text_goes_back_to_comments_and_a_declared_one_is_re_opened(
    forum: Forum, program: Programs, text: Text
) -> None:
    chair, at = program("chair"), f"/statements/{text.id}/consensus"
    assert refused(forum, chair, f"{at}/reopen", 409, reason="") == not_at("Consensus")
    assert refused(forum, program("head of Borvia"), f"{at}/return", 403, reason="")[0] == "NotYours"

    chair.do(f"{at}/return", 204, reason="The gauges need another look.")

    assert state(chair, text) == "comments"
    assert refused(forum, chair, f"{at}/return", 409, reason="") == not_at("Comments")
    declared_one = declared(forum, lay_on_the_table(forum))
    chair.do(f"/statements/{declared_one.id}/consensus/reopen", 204, reason="A word is wrong.")
    assert state(chair, declared_one) == "consensus"


def test_text_is_given_up_once(forum: Forum, program: Programs, text: Text) -> None:
    chair, press = program("chair"), f"/statements/{text.id}/withdraw"
    assert refused(forum, program("secretariat"), press, 403, reason="")[0] == "NotYours"

    chair.do(press, 204, reason="The meeting is off.")

    assert state(chair, text) == "withdrawn"
    assert refused(forum, chair, press, 409, reason="") == not_at("Withdrawn")


def test_silence_is_extended_resumed_after_its_hour_and_withdrawn(forum: Forum, program: Programs, text: Text) -> None:
    chair, at = program("chair"), f"/statements/{text.id}/silence"
    none_runs = ("NoSilenceRunning", "No silence procedure is running on this text.")
    assert refused(forum, chair, f"{at}/extend", 409, **LATER) == none_runs
    assert refused(forum, chair, f"{at}/withdraw", 409, reason="") == none_runs
    chair.do(at, 201, due_at="2026-05-07T11:00:00+02:00")
    assert refused(forum, chair, f"{at}/extend", 422, due_at="2026-05-06T11:00:00+02:00") == (
        "BadInput",
        "The new hour has to be later than the present one.",
    )

    chair.do(f"{at}/extend", 204, **LATER)

    assert program("head of Borvia").read(at)["current"]["due_at"] == "2026-05-08T09:00:00Z"
    again = {"due_at": "2026-05-11T11:00:00+02:00", "reason": "A delegation was cut off."}
    assert refused(forum, chair, f"{at}/resume", 409, **again) == (
        "NoSilenceHeld",
        "No silence has been held on this text, or its result has been announced.",
    )
    forum.hour.pass_by(timedelta(days=4))
    forum.act(close_what_is_due)
    assert refused(forum, program("head of Istara"), f"{at}/resume", 403, **again)[0] == "NotYours"
    chair.do(f"{at}/resume", 201, **again)
    assert program("head of Borvia").read(at)["current"]["due_at"] == "2026-05-11T09:00:00Z"
    assert refused(forum, program("head of Istara"), f"{at}/withdraw", 403, reason="")[0] == "NotYours"
    chair.do(f"{at}/withdraw", 204, reason="We meet instead.")
    told = program("head of Borvia").read(at)
    assert next(each for each in (told["current"], *told["before"]) if each)["outcome"] == "withdrawn"


def test_reservation_is_changed_joined_and_taken_back(forum: Forum, program: Programs) -> None:
    text = declared(forum, lay_on_the_table(forum))
    at, borvia, istara = f"/statements/{text.id}", program("head of Borvia"), program("head of Istara")
    made = {"kind": "reservation", "text": "Borvia reads the gauges as its own."}
    one = borvia.do(f"{at}/reservations", 201, **made, together_with=[forum.delegations["Istara"]])
    press = f"{at}/reservations/{one}"
    assert refused(forum, istara, f"{press}/change", 404, text="No.", expected=1)[0] == "NotFound"
    assert refused(forum, borvia, f"{press}/change", 422, text=" ", expected=1)[0] == "BadInput"

    borvia.do(f"{press}/change", 204, text="Borvia reads its gauges itself.", expected=1)

    assert refused(forum, borvia, f"{press}/change", 409, text="Again.", expected=1)[0] == "WordingHasMoved"
    assert refused(forum, program("head of Galdria"), f"{press}/join", 404)[0] == "NotFound"
    istara.do(f"{press}/join", 204)
    (told,) = istara.read(f"{at}/adoption")["reservations"]
    assert (told["text"], told["delegations"]) == ("Borvia reads its gauges itself.", ["Borvia", "Istara"])
    assert refused(forum, program("head of Galdria"), f"{press}/withdraw", 404)[0] == "NotFound"
    borvia.do(f"{press}/withdraw", 204)
    assert borvia.read(f"{at}/adoption")["reservations"] == []


def test_publication_is_withheld_after_adoption(forum: Forum, program: Programs, text: Text) -> None:
    chair = program("chair")
    assert refused(forum, chair, f"/statements/{text.id}/publication/withhold", 409, reason="") == (
        "StillMissing",
        "This is not possible yet: The statement has not been adopted.",
    )
    at = adopted(forum, chair)
    assert refused(forum, program("head of Borvia"), f"{at}/publication/withhold", 403, reason="")[0] == "NotYours"

    chair.do(f"{at}/publication/withhold", 201, reason="Until the ferry is back.")

    assert chair.read(f"{at}/adoption")["withheld"]["reason"] == "Until the ferry is back."
