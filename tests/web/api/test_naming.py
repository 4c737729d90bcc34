"""Names of delegations and a look through the text, by JSON."""

from collections.abc import Callable
from typing import Any

from tests.cast import MEMBERS, Forum, begin, snapshot
from tests.web.api.programs import Program, refused


def names(forum: Forum, **capitals: str) -> list[dict[str, Any]]:
    return [
        {"delegation_id": each, "state": name, "capital": capitals.get(name, f"Haven {number}")}
        for number, (name, each) in enumerate(forum.delegations.items(), start=1)
    ]


def test_secretariat_writes_a_profile_and_the_chair_chooses_it(forum: Forum, program: Callable[[str], Program]) -> None:
    secretariat, chair = program("secretariat"), program("chair")
    it = f"/statements/{begin(forum, 'We thank Borvia for its care', 'We agree', 'We ask', 'Galdria decides')}"
    profile_id = secretariat.do("/body/names", title="Havens")
    how = {"expected": 1, "mode": "capital", "noun": "economies", "is_sorted": False, "names": names(forum)}
    secretariat.do(f"/body/names/{profile_id}", **how)
    chair.do(f"{it}/names", profile_id=profile_id)
    assert refused(forum, chair, "/body/names/choose", 403, profile_id=profile_id)[0] == "NotYours"
    secretariat.do("/body/names/choose", profile_id=profile_id)

    assert [each["title"] for each in secretariat.read("/body/names")] == ["Havens"]
    profile = secretariat.read(f"/body/names/{profile_id}")
    assert (profile["edition"], profile["noun"], profile["names"][1]["capital"]) == (2, "economies", "Haven 2")
    shown = chair.read(f"{it}/names")
    assert shown["chosen"] == profile_id
    assert [each["name"] for each in shown["listed"]["members"]] == [f"Haven {n}" for n in range(1, len(MEMBERS) + 1)]
    warnings = chair.read(f"{it}/text/warnings")
    assert [(each["label"], each["subject"], each["words"]) for each in warnings] == [
        ("1", "name", "Borvia"),
        ("4", "name", "Galdria"),
    ]
    assert warnings[0]["sentence"] == "“Borvia” stands here; the profile names this delegation “Haven 2”."


def test_names_that_would_mislead_are_refused_by_their_field(forum: Forum, program: Callable[[str], Program]) -> None:
    secretariat = program("secretariat")
    profile_id = secretariat.do("/body/names", title="Havens")
    how = {"expected": 1, "mode": "capital", "noun": "members", "names": names(forum, Borvia="Haven 1")}
    before = snapshot(forum.database)

    problem = secretariat.do(f"/body/names/{profile_id}", 422, **how)

    assert (problem["refusal"], problem["field"]) == ("NameTakenTwice", "capital-2")
    assert snapshot(forum.database) == before


def test_profiles_and_warnings_are_not_for_delegations(forum: Forum, program: Callable[[str], Program]) -> None:
    statement_id = begin(forum, "We agree")
    borvia = program("head of Borvia")
    assert borvia.read("/body/names", 403)["refusal"] == "NotYours"
    assert borvia.read(f"/statements/{statement_id}/text/warnings", 404)["refusal"] == "NotFound"
