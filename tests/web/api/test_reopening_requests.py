"""Requests that a clause be re-opened, by JSON."""

from collections.abc import Callable

from tests.actions.test_clause_states import note
from tests.actions.test_groups import upper_river
from tests.cast import Forum
from tests.negotiation import begin
from tests.web.api.programs import Program, refused

from jointstatement.terms import ClauseState


def test_clause_is_asked_for_declined_and_re_opened(forum: Forum, program: Callable[[str], Program]) -> None:
    talks = begin(forum)
    talks.table()
    note(talks, 1)
    chair, secretariat, head, other = map(program, ("chair", "secretariat", "head of Borvia", "head of Istara"))
    it = f"/statements/{talks.id}"
    at = f"{it}/parts/{talks.clause(1)}"

    def told(who: Program) -> list[tuple[str, str, str | None]]:
        lines = who.read(f"{it}/reopening-requests")
        return [(each["place"]["label"], each["delegation"], each["answer"]) for each in lines]

    assert head.do(f"{at}/reopening-requests", 422, reason=" ")["field"] == "reason"
    request = head.do(f"{at}/reopening-requests", reason="Too early.", words="We thank Cestria")
    assert head.do(f"{at}/reopening-requests", 409, reason="Again.")["refusal"] == "ReopeningAlreadyRequested"
    assert told(chair) == told(head) == [("1", "Borvia", None)]
    assert told(other) == []
    program("observer").read(f"{it}/reopening-requests", 403)
    other.do(f"{it}/reopening-requests/{request}/withdraw", 404)
    assert secretariat.do(f"{it}/reopening-requests/{request}/decline", 403, reason="No.")["refusal"] == "NotYours"
    chair.do(f"{it}/reopening-requests/{request}/decline", reason="It stands.")
    assert head.do(f"{it}/reopening-requests/{request}/withdraw", 409)["refusal"] == "AlreadyAnswered"
    assert head.do(f"{at}/reopening-requests", 409, reason="Again.")["refusal"] == "ReopeningWasDeclined"
    note(talks, 1, ClauseState.AGREED_INFORMALLY)

    entered = {"reason": "By telephone.", "delegation_id": forum.delegations["Istara"]}
    secretariat.do(f"{at}/reopening-requests/recorded", **entered)
    again = head.do(f"{at}/reopening-requests", reason="Once more.")
    head.do(f"{it}/reopening-requests/{again}/withdraw")
    chair.do(f"{at}/reopen", reason="By request.")
    assert told(other) == [("1", "Istara", "reopened")]
    assert [answer for _, _, answer in told(chair)] == ["declined", "reopened", None]
    assert other.do(f"{at}/reopening-requests", 409, reason="Again.")["refusal"] == "ClauseIsOpen"


def test_speaker_asks_for_the_members_of_its_group(forum: Forum, program: Callable[[str], Program]) -> None:
    talks, group_id = begin(forum), upper_river(forum)
    talks.table()
    note(talks, 1)
    it = f"/statements/{talks.id}"
    at = f"{it}/parts/{talks.clause(1)}/reopening-requests"
    asked = {"reason": "Too early.", "group_id": group_id}
    member = program("head of Galdria")
    assert refused(forum, program("head of Kelmora"), at, 404, **asked)[0] == "NotFound"
    assert refused(forum, member, at, 409, **asked)[0] == "SpeaksNotForIt"
    request = program("head of Borvia").do(at, 201, **asked)

    (line,) = member.read(f"{it}/reopening-requests")
    assert (line["id"], line["delegation"], line["group"], line["is_own"]) == (
        request, "Borvia", "Upper River Group", False,
    )  # fmt: skip
    assert line["members"] == ["Borvia", "Galdria", "Istara", "Jorvland"]
    assert refused(forum, member, f"{it}/reopening-requests/{request}/withdraw", 403)[0] == "NotYours"
    assert program("head of Kelmora").read(f"{it}/reopening-requests") == []

    entered = {"delegation_id": forum.delegations["Galdria"], "reason": "By telephone.", "group_id": group_id}
    assert refused(forum, program("secretariat"), f"{at}/recorded", 409, **entered)[0] == "SpeaksNotForIt"
