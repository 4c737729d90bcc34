"""Calls for inputs, by JSON."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta

from tests.cast import Forum, snapshot
from tests.web.api.programs import API, Program

from jointstatement.actions.deadlines import close_what_is_due


def test_call_is_put_extended_answered_and_a_text_begun(forum: Forum, program: Callable[[str], Program]) -> None:
    chair, borvia, istara = program("chair"), program("head of Borvia"), program("head of Istara")
    asked = {"title": "Gauges", "question": "Which?", "is_open_to_all": True}
    call_id = chair.do("/calls", meeting_id=forum.meeting_id, due_at="2026-05-10T18:00:00+02:00", **asked)
    chair.do(f"/calls/{call_id}/extend", due_at="2026-05-11T18:00:00+02:00")
    file = {"file_name": "gauges.csv", "content": b64encode(b"a;b").decode()}
    borvia.do(f"/calls/{call_id}/contribution", text="Two.", files=[file])
    istara.do(f"/calls/{call_id}/contribution", text="One.")
    istara.do(f"/calls/{call_id}/contribution/withdraw")
    before = snapshot(forum.database)
    problem = istara.do(f"/calls/{call_id}/contribution", 422, text="")
    assert (problem["field"], problem["detail"]) == ("text", "Please write your inputs, or choose a file with them.")
    problem = istara.do(f"/calls/{call_id}/contribution/withdraw", 409)
    assert problem["refusal"] == "NothingContributed"
    assert snapshot(forum.database) == before
    assert istara.read(f"/calls/{call_id}")["contributions"] == []

    forum.hour.pass_by(timedelta(days=9))
    assert forum.database.write_and_wait(close_what_is_due) == 1
    seen = program("head of Aldmark").read(f"/calls/{call_id}")
    assert (seen["gave"], seen["gave_late"], len(seen["awaited"]), seen["is_closed"]) == (["Borvia"], [], 11, True)
    ((given,),) = [seen["contributions"]]
    (kept,) = given["files"]
    answer = istara.get(f"{API}/calls/{call_id}/files/{kept['id']}")
    assert (answer.content, answer.headers["content-type"]) == (b"a;b", "application/octet-stream")
    assert [line["title"] for line in borvia.read("/calls")] == ["Gauges"]

    own_id = chair.do(f"/calls/{call_id}/begin", title="Joint Statement", style="o-we", workflow="consensus")
    assert chair.read(f"/calls/{call_id}")["begun"] == [{"statement_id": own_id, "title": "Joint Statement"}]
