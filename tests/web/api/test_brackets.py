"""Brackets and placeholders by JSON."""

from collections.abc import Callable

from tests.cast import Forum
from tests.negotiation import begin
from tests.web.api.programs import Program


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
