"""A file that waits is seen by the person who sent it alone, and leaves no trace in what anybody else reads."""

from tests.cast import snapshot
from tests.returning import wait_with
from tests.trust.house import House
from tests.trust.test_non_interference import changed

from jointstatement.actions.returned import Choice, confirm_returned, drop_returned
from jointstatement.text.findings import Finding, FindingKind, KeepAs

OTHERS = ["head of Borvia", "chair", "expert of Aldmark"]
SECRET = "A heron."


def bring_back(house: House) -> str:
    """Aldmark's head brings a file back. Returns its id."""
    remark = Finding(FindingKind.COMMENT, house.talks.clause(2), remark=SECRET)
    return wait_with(house.talks, house.forum.head("Aldmark"), remark, content=SECRET.encode(), file_name="heron.docx")


def bring_back_and_drop(house: House) -> None:
    """Aldmark's head brings a file back and throws it away; another one is confirmed."""
    forum, head = house.forum, house.forum.head("Aldmark")
    forum.act(drop_returned, house.talks.id, bring_back(house), by=head)
    choice = Choice(1, KeepAs.COMMENT, house.talks.clause(2), text=SECRET)
    forum.act(confirm_returned, house.talks.id, bring_back(house), choices=[choice], by=head)


def test_waiting_file_changes_nothing_for_anybody_else(house: House) -> None:
    """Not even for the other members of the delegation."""
    house.talks.open_round()

    assert changed(house, OTHERS, bring_back) == set()


def test_what_became_of_a_file_changes_nothing_outside_the_delegation(house: House) -> None:
    house.talks.open_round()

    assert changed(house, OTHERS[:1], bring_back_and_drop) == set()


def test_waiting_file_is_found_at_no_address_by_anybody_else(house: House) -> None:
    house.talks.open_round()
    upload_id = bring_back(house)
    before = snapshot(house.forum.database)
    at = f"/statements/{house.talks.id}/returned/{upload_id}"
    choice = {"finding": 1, "keep_as": "comment", "text": "A heron."}

    answers = {}
    for who in (*OTHERS, "observer", "secretariat", "administrator", "nobody"):
        somebody = house.person(who)
        statuses = [
            somebody.client.get(f"{place}{at}", follow_redirects=False).status_code for place in ("", "/api/v1")
        ]
        for address, fields in (
            (f"{at}/confirm", {"keep_1": "comment", "part_1": "", "text_1": "A heron."}),
            (f"{at}/drop", {}),
            (f"/api/v1{at}/confirm", {"choices": [choice]}),
            (f"/api/v1{at}/drop", None),
        ):
            statuses.append(somebody.sends(address, fields).status_code)
        answers[who] = set(statuses) - {303, 401, 403, 404}

    assert {who: statuses for who, statuses in answers.items() if statuses} == {}
    after = snapshot(house.forum.database)
    assert after["returned_upload"] == before["returned_upload"]
    assert after["comment"] == []


def test_its_person_reads_the_file(house: House) -> None:
    """What nobody else reads a word of is there to be read."""
    house.talks.open_round()
    at = f"/statements/{house.talks.id}/returned"

    address = f"{at}/{bring_back(house)}"

    own = house.person("head of Aldmark")
    assert b"A heron." in own.reads(address) and b"heron.docx" in own.reads(at)
