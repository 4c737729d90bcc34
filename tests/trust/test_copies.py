"""Who took a draft out is read by the chair's office and by that delegation, and shows to nobody else."""

from tests.trust.house import House

from jointstatement.actions.copies import change_copy_rules
from jointstatement.models import Body, TakenCopy

OTHERS = ("head of Galdria", "expert of Galdria", "observer", "administrator")
READERS = ("chair", "secretariat", "expert of Borvia")


def test_copy_taken_out_shows_to_the_office_and_its_own_delegation_alone(house: House) -> None:
    house.talks.open_round(days=3)
    at, forum = f"/statements/{house.talks.id}", house.forum
    addresses = [
        *(f"{at}/{each}" for each in ("copies", "files", "record", "")),
        f"/api/v1{at}/copies",
        "/",
        "/notices",
    ]
    rules = {"copies_are_named": True, "copies_are_logged": True, "expected": forum.rows(Body)[0].version}
    forum.act(change_copy_rules, **rules, by=forum.secretariat)
    before = {(who, address): house.person(who).reads(address) for who in OTHERS for address in addresses}

    files = ["files/docx", "files/txt?states=true", "rolling", "comments/file?form=xlsx", "comments/form"]
    for file in files:
        assert house.person("head of Borvia").client.get(f"{at}/{file}").status_code == 200
        assert house.person("chair").client.get(f"{at}/{file}").status_code == (403 if file.endswith("form") else 200)

    assert {(who, address): house.person(who).reads(address) for who in OTHERS for address in addresses} == before
    taken = [(row.kind.value, row.form, row.revision) for row in forum.rows(TakenCopy)]
    expected = [("draft", "docx"), ("draft_with_states", "txt"), ("rolling_text", "docx"), ("comments", "xlsx")]
    assert sorted(taken) == sorted((*each, "Zero draft") for each in expected)
    for who in READERS:
        told = house.person(who).client.get(f"/api/v1{at}/copies").json()
        assert {(each["delegation"], each["kind"], each["form"]) for each in told["taken"]} == {
            ("Borvia", *each) for each in expected
        }
        assert house.person(who).client.get(f"{at}/copies").text.count("<tr><td>") == len(expected)
    assert house.person("head of Galdria").client.get(f"/api/v1{at}/copies").json() == {"is_logged": True, "taken": []}
    assert {who: house.person(who).client.get(f"{at}/copies").status_code for who in OTHERS[2:]} == {
        "observer": 403,
        "administrator": 404,
    }
