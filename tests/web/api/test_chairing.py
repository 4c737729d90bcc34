"""The terms of the chair, by JSON."""

from collections.abc import Callable

from tests.cast import Forum, snapshot
from tests.web.api.programs import Program


def test_chair_is_entered_and_its_handover_planned(forum: Forum, program: Callable[[str], Program]) -> None:
    secretariat, chair, borvia = program("secretariat"), program("chair"), program("head of Borvia")
    secretariat.do("/body/chair", holder="Cestria", starts_at="2026-01-01T00:00:00+01:00")
    before = snapshot(forum.database)
    hour = {"holder": "Fenland", "starts_at": "2027-01-01T00:00:00+01:00"}
    nobody = secretariat.do("/body/chair/handover", 409, **hour, incoming=[])
    assert nobody["detail"] == "After this handover nobody would hold the chair. Please name who will be chair."
    assert borvia.read("/body/chair", 403)["refusal"] == "NotYours"
    assert snapshot(forum.database) == before

    incoming = [{"person_id": forum.persons["head of Fenland"], "role": "chair"}]
    secretariat.do("/body/chair/handover", **hour, incoming=incoming)
    told = chair.read("/body/chair")
    assert (told["running"]["holder"], told["coming"]["holder"], told["persons"]) == ("Cestria", "Fenland", [])
    assert [each["name"] for each in told["coming"]["incoming"]] == ["Head Fenland"]
    secretariat.do("/body/chair/handover/withdraw")
    assert secretariat.do("/body/chair/handover/withdraw", 409)["refusal"] == "NoHandoverPlanned"
