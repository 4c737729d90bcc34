"""The written procedure by JSON: asked for, answered by program and on paper, extended, taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]
NOTHING_RUNS = (
    "NoWrittenProcedureRunning",
    "No written procedure is running on this text. After its hour the chair may start a further one.",
)
HOUR = {"due_at": "2026-05-06T11:00:00+02:00"}


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text to be decided in writing."""
    return lay_on_the_table(forum, workflow="written")


def test_members_answer_in_writing_until_the_hour(forum: Forum, program: Programs, text: Text) -> None:
    chair, secretariat, borvia = program("chair"), program("secretariat"), program("head of Borvia")
    at = f"/statements/{text.id}/written"
    assert refused(forum, borvia, f"{at}/answer", 409, answer="yes") == NOTHING_RUNS
    assert refused(forum, secretariat, at, 403, **HOUR)[0] == "NotYours"
    assert refused(forum, chair, at, 422, due_at="2026-05-04T10:00:00+02:00") == (
        "BadInput",
        "This hour has already passed. Please give one that is still to come.",
    )

    chair.do(at, 201, **HOUR)

    assert refused(forum, chair, at, 409, **HOUR) == (
        "WrittenProcedureIsRunning",
        "A written procedure is running on this text. This is possible after its hour.",
    )
    assert refused(forum, program("expert of Borvia"), f"{at}/answer", 403, answer="yes")[0] == "NotYours"
    borvia.do(f"{at}/answer", 201, answer="no", reason="The gauges are ours.")
    own = borvia.read(at)
    assert (own["own"]["position"], own["own"]["reason"], own["answers"]) == ("object", "The gauges are ours.", [])
    forum.hour.pass_by(timedelta(hours=1))
    paper = {"delegation_id": forum.delegations["Istara"], "answer": "abstain", "received_at": "2026-05-04T09:30:00Z"}
    early = paper | {"received_at": "2026-05-04T08:30:00Z"}
    assert refused(forum, secretariat, f"{at}/answers", 422, **early) == (
        "BadInput",
        "This hour lies before the written procedure began.",
    )
    assert refused(forum, chair, f"{at}/answers", 403, **paper)[0] == "NotYours"
    secretariat.do(f"{at}/answers", 201, **paper)
    said = {each["delegation"]: (each["position"], each["on_paper"]) for each in chair.read(at)["answers"]}
    assert {name: said[name] for name in ("Borvia", "Istara", "Galdria")} == {
        "Borvia": ("object", False),
        "Istara": ("abstain", True),
        "Galdria": (None, False),
    }


def test_hour_for_answers_is_moved_away_and_the_procedure_is_taken_back(
    forum: Forum, program: Programs, text: Text
) -> None:
    chair, borvia, at = program("chair"), program("head of Borvia"), f"/statements/{text.id}/written"
    assert refused(forum, chair, f"{at}/extend", 409, **HOUR) == NOTHING_RUNS
    assert refused(forum, chair, f"{at}/withdraw", 409, reason="") == NOTHING_RUNS
    chair.do(at, 201, **HOUR)
    assert refused(forum, chair, f"{at}/extend", 422, **HOUR) == (
        "BadInput",
        "The new hour has to be later than the present one.",
    )
    assert refused(forum, borvia, f"{at}/extend", 403, due_at="2026-05-07T11:00:00+02:00")[0] == "NotYours"

    chair.do(f"{at}/extend", 204, due_at="2026-05-07T11:00:00+02:00")

    assert borvia.read(at)["current"]["due_at"] == "2026-05-07T09:00:00Z"
    assert refused(forum, borvia, f"{at}/withdraw", 403, reason="")[0] == "NotYours"
    chair.do(f"{at}/withdraw", 204, reason="We meet instead.")
    told = borvia.read(at)
    assert [each["is_withdrawn"] for each in (told["current"], *told["before"])] == [True]
