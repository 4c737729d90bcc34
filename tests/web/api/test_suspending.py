"""Suspending and resuming by JSON."""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import Forum
from tests.on_the_table import lay_on_the_table, open_a_round
from tests.web.api.programs import Program


def test_negotiation_is_suspended_read_and_resumed(forum: Forum, program: Callable[[str], Program]) -> None:
    text = lay_on_the_table(forum, state="comments")
    open_a_round(forum, text)
    forum.hour.pass_by(timedelta(hours=1))
    secretariat, borvia, at = program("secretariat"), program("head of Borvia"), f"/statements/{text.id}"
    suspensions = f"{at}/suspensions"

    assert borvia.do(suspensions, 403, reason="Later.")["refusal"] == "NotYours"
    assert secretariat.do(suspensions, 422, reason=" ")["field"] == "reason"
    assert secretariat.do(f"{suspensions}/resume", 409)["refusal"] == "NotSuspended"
    secretariat.do(suspensions, 201, reason="For consultations.", until="2026-05-20")

    refused = borvia.do(f"{at}/submissions", 409)
    assert (refused["refusal"], "For consultations." in refused["detail"]) == ("NegotiationIsSuspended", True)
    head = program("observer").read(at)["head"]["suspended"]
    assert (head["by"], head["reason"], head["until"]) == ("secretariat", "For consultations.", "2026-05-20")
    acts = {each["verb"]: each["refusal"] for each in secretariat.read(at)["acts"]}
    assert (acts["resume"], acts["table_revision"]) == ("", "NegotiationIsSuspended")
    blocks = {each["verb"]: [block["guard"] for block in each["blocks"]] for each in secretariat.read(at)["steps"]}
    assert (blocks["open_round"], blocks["withdraw_statement"]) == (["not_suspended", "round_closed"], [])

    early = {"due_at": "2026-05-05T12:00:00+02:00"}
    assert secretariat.do(f"{suspensions}/resume", 422, **early)["field"] == "due_at"
    secretariat.do(f"{suspensions}/resume", word="We go on.", due_at="2026-05-13T12:00:00+02:00")
    (told,) = borvia.read(suspensions)["suspensions"]
    assert (told["reason"], told["word"], told["ended_at"] is None) == ("For consultations.", "We go on.", False)
    assert borvia.read(at)["head"]["suspended"] is None
