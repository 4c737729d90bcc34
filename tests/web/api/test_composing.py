"""The chair's program composes amendments and reads whose words are whose; a delegation's proposes them."""

from collections.abc import Callable

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin
from tests.web.api.programs import Program

THIRD = CLAUSES[2]


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    talks = begin(forum)
    talks.table()
    return talks


def test_amendments_of_all_kinds_go_the_whole_way(
    forum: Forum, talks: Negotiation, program: Callable[[str], Program]
) -> None:
    it, clause = f"/statements/{talks.id}", talks.clause(3)
    borvia, galdria, chair = program("head of Borvia"), program("head of Galdria"), program("chair")
    round_id = talks.open_round()
    three = borvia.do(f"{it}/amendments", part_id=clause, wording=THIRD.replace("six", "three"))
    new = borvia.do(f"{it}/amendments/new-parts", part_id=talks.clause(4), wording="We welcome the heron")
    borvia.do(f"{it}/amendments/deletions", part_id=talks.clause(2))
    borvia.do(f"{it}/amendments/moves", part_id=talks.clause(4), after_id=talks.clause(1))
    borvia.do(f"{it}/amendments/splits", part_id=talks.clause(5), first="We note", second="We regret")
    borvia.do(f"{it}/amendments/mergers", part_id=talks.clause(1), with_part_id=talks.clause(2), wording="We thank")
    own = borvia.read(f"{it}/own-input")["amendments"]
    assert sorted(each["kind"] for each in own) == ["add_after", "delete", "merge", "move", "replace", "split"]
    two = galdria.do(f"{it}/amendments", part_id=clause, wording=THIRD.replace("six", "two"))
    for each in (borvia, galdria):
        each.do(f"{it}/submissions")
    talks.close_round(round_id)

    at_once = chair.read(f"{it}/composition")["in_one_press"]
    assert [each["label"] for each in at_once] == ["A-4.1", "A-4.2", "A-5.1"]
    assert chair.do(f"{it}/composition", amendments=[new]) == {"accepted": 1}
    at = f"{it}/parts/{clause}/composition"
    (dispute,) = chair.read(at)["disputes"]
    assert [(each["words"], each["voices"][0]["delegation"]) for each in dispute["alternatives"]] == [
        ("three", "Borvia"),
        ("two", "Galdria"),
    ]
    refused = chair.do(f"{it}/composition", 409, amendments=[three, two])
    assert refused["refusal"] == "ChosenCollide"
    chair.do(f"{at}/save", choices=[{"number": 0, "amendment": two}])
    stale = chair.do(f"{at}/save", 409, choices=[])
    assert (stale["refusal"], stale["theirs"]) == ("WordingHasMoved", THIRD.replace("six", "two"))
    chair.do(f"{at}/drop")
    assert chair.do(at, expected=1, choices=[{"number": 0, "amendment": three}]) == {"labels": ["A-3.1"]}
    parts = {each["place"]["part_id"]: each["stretches"] for each in chair.read(f"{it}/origins")["parts"]}
    assert [each["source"] for each in parts[clause]] == ["draft", three, "draft"]
    assert [program(who).read(f"{it}/origins", 403)["status"] for who in ("head of Borvia", "observer")] == [403, 403]

    talks.table()
    talks.open_round()
    anew = galdria.do(f"{it}/amendments/{two}/reissue", wording=THIRD.replace("six", "two"))
    galdria.do(f"{it}/submissions")
    given = {each["id"]: each["is_withdrawn"] for each in galdria.read(f"{it}/own-input")["amendments"]}
    assert given == {two: True, anew: False}
