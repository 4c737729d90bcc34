"""Notice by JSON: asked by the body, read with the text, waived by the chair."""

from collections.abc import Callable

from tests.cast import Forum, begin
from tests.web.api.programs import Program

from jointstatement.actions.rounds import table_revision


def test_notice_is_asked_read_and_waived(program: Callable[[str], Program], forum: Forum) -> None:
    chair, secretariat, borvia = program("chair"), program("secretariat"), program("head of Borvia")
    rule = {"shortest_notice_hours": 12, "expected": 1}
    assert chair.do("/body/notice", 403, **rule)["refusal"] == "NotYours"
    assert secretariat.do("/body/notice", 422, **rule | {"shortest_notice_hours": 9999})["field"] == (
        "shortest_notice_hours"
    )
    secretariat.do("/body/notice", **rule)
    assert secretariat.read("/body")["shortest_notice_hours"] == 12

    statement_id = begin(forum, "We meet at the river")
    forum.act(table_revision, statement_id, by=forum.chair)
    at = f"/statements/{statement_id}"
    read = borvia.read(f"{at}/adoption")
    assert read["notice"] == {"hours": 12, "runs_until": "2026-05-04T21:00:00Z", "waived": None}
    runs = (
        "Zero draft may be decided from Mon 4 May 2026, 23:00 CEST on: until then its notice runs, unless the chair "
        "waives it."
    )
    assert runs in read["consensus_needs"]
    assert borvia.read(at)["head"]["decidable_from"] == "2026-05-04T23:00:00+02:00"

    waiver = {"reason": "All were in the room.", "fingerprint_seen": read["fingerprint"]}
    assert secretariat.do(f"{at}/notice/waive", 403, **waiver)["refusal"] == "NotYours"
    assert chair.do(f"{at}/notice/waive", 422, **waiver | {"reason": ""})["field"] == "reason"
    chair.do(f"{at}/notice/waive", 201, **waiver)
    assert chair.do(f"{at}/notice/waive", 409, **waiver)["refusal"] == "NoticeIsWaived"
    waived = {"by": "Ana Verel", "at": "2026-05-04T09:00:00Z", "reason": "All were in the room."}
    assert borvia.read(f"{at}/adoption")["notice"]["waived"] == waived
