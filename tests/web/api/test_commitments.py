"""Commitments by JSON: the rule proposes to the office, a person confirms, and whom it addresses reports."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.actions.test_commitments import adopt_it
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table, reword, table_again
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]


@pytest.fixture
def text(forum: Forum) -> Text:
    """An adopted text whose second clause tasks the secretariat, and whose third all members."""
    text = lay_on_the_table(forum)
    reword(forum, text.clauses[0], "We note that the level was measured")
    reword(forum, text.clauses[1], "We ask the Secretariat to publish the readings by 30 June 2026")
    table_again(forum, text)
    adopt_it(forum, text)
    return text


def borvias(forum: Forum, text: Text, **other: Any) -> dict[str, Any]:
    """A commitment of Borvia's, from the second clause."""
    said = {"part_id": text.clauses[1], "addressee_kind": "member", "delegation_id": forum.delegations["Borvia"]}
    return said | {"action": "measure twice a day", "due_on": "2026-06-30"} | other


def test_proposals_are_the_offices_and_what_it_confirms_all_members_read(
    forum: Forum, text: Text, program: Programs
) -> None:
    secretariat, borvia, at = program("secretariat"), program("head of Borvia"), f"/statements/{text.id}/commitments"
    assert [each["place"] for each in secretariat.read(at)["proposals"]] == ["clause 2", "clause 3"]
    assert borvia.read(at) == {"commitments": [], "proposals": []}
    assert refused(forum, borvia, at, 403, **borvias(forum, text))[0] == "NotYours"
    assert refused(forum, secretariat, at, 422, **borvias(forum, text, action=" "))[0] == "BadInput"
    drop = {"part_id": text.clauses[2], "sentence": 1}
    assert refused(forum, borvia, f"{at}/proposals/drop", 403, **drop)[0] == "NotYours"

    one = secretariat.do(at, 201, **borvias(forum, text, sentence=1))
    secretariat.do(f"{at}/proposals/drop", 204, **drop)

    assert secretariat.read(at)["proposals"] == []
    assert refused(forum, secretariat, at, 409, **borvias(forum, text, sentence=1))[0] == "CommitmentDecided"
    (told,) = program("head of Istara").read("/commitments")["commitments"]
    assert (told["id"], told["place"], told["addressee"], told["action"], told["due_on"], told["state"]) == (
        one,
        "clause 2",
        "Borvia",
        "measure twice a day",
        "2026-06-30",
        None,
    )
    program("observer").read("/commitments", 403)


def test_whom_it_addresses_reports_and_the_office_changes_and_drops(
    forum: Forum, text: Text, program: Programs
) -> None:
    secretariat, borvia, at = program("secretariat"), program("head of Borvia"), f"/statements/{text.id}/commitments"
    one = secretariat.do(at, 201, **borvias(forum, text))
    report = {"state": "under_way", "text": "The gauge is ordered."}
    assert refused(forum, program("head of Istara"), f"{at}/{one}/reports", 409, **report)[0] == "NotAddressed"
    assert refused(forum, borvia, f"{at}/{one}/reports", 422, **(report | {"text": " "}))[0] == "BadInput"

    borvia.do(f"{at}/{one}/reports", 201, **report)

    (told,) = program("head of Istara").read(at)["commitments"]
    assert (told["state"], [(each["delegation"], each["text"]) for each in told["reports"]]) == (
        "under_way",
        [("Borvia", "The gauge is ordered.")],
    )
    new = {name: value for name, value in borvias(forum, text, action="measure daily").items() if name != "part_id"}
    stale = secretariat.do(f"{at}/{one}", 409, **new, expected=told["version"] + 1)
    assert stale["refusal"] == "WordingHasMoved"
    assert refused(forum, borvia, f"{at}/{one}", 403, **new, expected=told["version"])[0] == "NotYours"
    secretariat.do(f"{at}/{one}", 204, **new, expected=told["version"])
    (changed,) = borvia.read(at)["commitments"]
    assert (changed["action"], len(changed["reports"])) == ("measure daily", 1)
    secretariat.do(f"{at}/{one}/drop", 204)
    assert borvia.read(at)["commitments"] == []
    assert refused(forum, borvia, f"{at}/{one}/reports", 404, **report)[0] == "NotFound"
