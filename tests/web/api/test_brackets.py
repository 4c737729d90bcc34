"""Brackets and placeholders by JSON."""

from collections.abc import Callable

from tests.cast import Forum
from tests.negotiation import begin
from tests.web.api.programs import Program, refused


def test_brackets_are_put_backed_resolved_and_filled(forum: Forum, program: Callable[[str], Program]) -> None:
    talks, chair = begin(forum), program("chair")
    it, clause = f"/statements/{talks.id}", talks.clause(4)
    at = f"{it}/parts/{clause}/brackets"
    others = ["[date]", "spring"]
    assert chair.do(at, expected=1, words="the end of the year", others=others) == {"number": 0}
    borvia = forum.delegations["Borvia"]
    chair.do(f"{at}/sponsors", expected=2, bracket=0, choice=2, delegations=[borvia])
    (part,) = chair.read(f"{it}/brackets")["parts"]
    alternatives = part["brackets"][0]["alternatives"]
    assert [each["sponsors"] for each in alternatives] == [[], [], ["Borvia"], []]
    for each in alternatives:  # each is taken by the number that it is read with, the last too
        chair.do(f"{at}/sponsors", expected=2, bracket=0, choice=each["number"], delegations=[])
    assert chair.do(f"{at}/fill", 409, expected=2, bracket=0, words="May")["refusal"] == "NotAPlaceholder"
    chair.do(f"{at}/resolve", expected=2, bracket=0, choice=1)
    chair.do(f"{at}/fill", expected=3, bracket=0, words="1 May")
    assert "by 1 May, a list" in talks.wording(clause)
    chair.do(at, expected=4, words=", by 1 May,")
    chair.do(f"{at}/resolve", expected=5, bracket=0, choice=-1)
    assert "draw up a list" in talks.wording(clause)


def test_amendments_that_collide_are_put_in_brackets(forum: Forum, program: Callable[[str], Program]) -> None:
    talks, chair = begin(forum), program("chair")
    talks.table()
    round_id, clause = talks.open_round(), talks.clause(3)
    at, press = f"/statements/{talks.id}", f"/statements/{talks.id}/parts/{clause}/brackets/disputes"
    for who, hours in (("Borvia", "three"), ("Dravenia", "two")):
        words = talks.wording(clause).replace("six", hours)
        program(f"head of {who}").do(f"{at}/amendments", 201, part_id=clause, wording=words)
        program(f"head of {who}").do(f"{at}/submissions", 201)
    sentence = "A round is open. Until it has closed, the chair’s office neither edits the text nor answers input."
    in_round = ("RoundIsOpen", sentence)
    assert refused(forum, chair, press, 409, expected=1) == in_round
    talks.close_round(round_id)
    assert refused(forum, program("head of Borvia"), press, 403, expected=1)[0] == "NotYours"

    assert chair.do(press, 201, expected=1) == {"brackets": 1}

    assert "every [six / three / two] hours" in talks.wording(clause)
    assert refused(forum, chair, press, 422, expected=2)[0] == "BadInput"
