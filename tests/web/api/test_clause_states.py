"""States of clauses and packages by JSON."""

from collections.abc import Callable

from tests.cast import Forum
from tests.negotiation import begin
from tests.web.api.programs import Program

from jointstatement.models import Revision


def test_clauses_are_noted_bound_and_reopened(forum: Forum, program: Callable[[str], Program]) -> None:
    talks, chair, head = begin(forum), program("chair"), program("head of Istara")
    talks.table()
    it = f"/statements/{talks.id}"

    def told(who: Program) -> list[tuple[str, str]]:
        clauses = who.read(f"{it}/clause-states")["clauses"]
        return [(each["place"]["label"], each["stated"]["state"]) for each in clauses[:3]]

    first = chair.read(f"{it}/clause-states")["clauses"][0]
    at = f"{it}/parts/{first['place']['part_id']}"
    noted = {"state": "agreed", "seen": first["seen"]}
    assert chair.do(f"{at}/state", 422, **noted | {"state": "open"})["field"] == "state"
    hour = "2026-06-01T18:00:00+02:00"
    chair.do(f"{at}/state", **noted | {"state": "agreed_ad_referendum", "confirm_by": hour})
    assert told(head) == told(chair) == [("1", "agreed_ad_referendum"), ("2", "open"), ("3", "open")]
    for who in (chair, head):
        (line,) = who.read("/statements")["in_progress"]
        assert (line["agreed"], line["clauses"]) == (1, 6)
    columns = chair.read(f"{it}/matrix")["columns"]
    assert [each["stated"]["state"] for each in columns[:2]] == ["agreed_ad_referendum", "open"]
    (line,) = program("observer").read("/statements")["in_progress"]
    assert line["agreed"] == 0
    parts = [talks.clause(number) for number in (1, 2)]
    package = chair.do(f"{it}/packages", title="Both", parts=parts)
    assert chair.do(f"{at}/state", 409, **noted)["refusal"] == "BoundInPackage"
    (line,) = head.read(f"{it}/clause-states")["packages"]
    assert (line["title"], line["is_by_half"]) == ("Both", True)
    chair.do(f"{it}/packages/{package}/state", state="agreed", seen=line["seen"])
    assert told(head)[:2] == [("1", "agreed"), ("2", "agreed")]
    file = f"/api/v1{it}/files/txt"
    assert head.get(file, params={"states": "true"}).text.count(" [agreed]\n") == 2
    (revision,) = forum.rows(Revision, statement_id=talks.id)
    assert head.get(file, params={"states": "true", "revision_id": revision.id}).status_code == 409
    chair.do(f"{at}/reopen", reason="It was too early.")
    chair.do(f"{it}/packages/{package}/free")
    assert told(head)[:2] == [("1", "reopened"), ("2", "reopened")]


def test_brackets_are_bound_and_resolved_with_their_package(forum: Forum, program: Callable[[str], Program]) -> None:
    talks, chair, head = begin(forum), program("chair"), program("head of Istara")
    it = f"/statements/{talks.id}"
    at = f"{it}/parts/{talks.clause(2)}/brackets"
    chair.do(at, 201, words="the springs", others=["our springs"], expected=1)
    talks.table()
    (part,) = chair.read(f"{it}/brackets")["parts"]
    bracket = {"part": part["place"]["part_id"], "bracket": 0, "expected": part["version"]}
    chair.do(f"{it}/packages", 422, title="Springs", brackets=[bracket])
    package = chair.do(f"{it}/packages", title="Springs", parts=[talks.clause(1)], brackets=[bracket])
    (part,) = head.read(f"{it}/brackets")["parts"]
    assert part["brackets"][0]["package"] == "Springs"
    alone = {"expected": bracket["expected"], "bracket": 0, "choice": 0}
    assert chair.do(f"{at}/resolve", 409, **alone)["refusal"] == "BracketBoundInPackage"
    (line,) = chair.read(f"{it}/clause-states")["packages"]
    assert line["brackets"][0]["choices"] == ["the springs", "our springs"]
    noted = {"state": "agreed", "seen": line["seen"]}
    assert chair.do(f"{it}/packages/{package}/state", 422, **noted)["field"] == "brackets"
    chair.do(f"{it}/packages/{package}/state", **noted, brackets=[{"number": 0, "choice": -1}])
    assert "from to the estuary" in talks.wording(talks.clause(2))
    talks.table()
    (line,) = head.read(f"{it}/clause-states")["packages"]
    assert (line["is_agreed"], line["brackets"][0]["stands"]) == (True, False)
