"""Groups and replies by JSON."""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import Forum, begin, lay_before, part_with
from tests.on_the_table import lay_on_the_table
from tests.web.api.programs import Program

from jointstatement.actions.silence import start_silence
from jointstatement.terms import Visibility


def test_group_is_kept_spoken_for_left_and_replied_to(forum: Forum, program: Callable[[str], Program]) -> None:
    borvia, galdria, secretariat = (program(who) for who in ("head of Borvia", "head of Galdria", "secretariat"))
    ids = forum.delegations
    asked = {"name": "Upper River Group", "members": [ids["Borvia"], ids["Galdria"]], "speaker": ids["Borvia"]}
    group_id = secretariat.do("/body/groups", **asked)
    secretariat.do(f"/body/groups/{group_id}/change", **{**asked, "name": "Upper River"}, expected=1)
    stale = secretariat.do(f"/body/groups/{group_id}/change", 409, **asked, expected=1)
    assert stale["refusal"] == "ChangedMeanwhile"
    (line,) = galdria.read("/body/groups")
    assert (line["number"], line["name"], line["speaker"], line["members"]) == (
        2,
        "Upper River",
        "Borvia",
        ["Borvia", "Galdria"],
    )
    assert program("administrator").read("/body/groups") == [line]
    assert program("head of Istara").read("/body/groups") == program("observer").read("/body/groups") == []

    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.OPEN)
    at, part_id = f"/statements/{statement_id}", part_with(forum, statement_id, "meet").id
    borvia.do(f"{at}/comments", part_id=part_id, text="At which bank?")
    borvia.do(f"{at}/positions", position="object", part_id=part_id)
    assert galdria.do(f"{at}/groups/{group_id}/submissions", 409)["refusal"] == "SpeaksNotForIt"
    borvia.do(f"{at}/groups/{group_id}/submissions")

    given = galdria.read(f"{at}/input")
    (comment,) = given["comments"]
    assert comment["delegation"] == "Borvia for the Upper River (Borvia, Galdria)"
    held = [(each["stance"]["delegation"], each["stance"]["group"], each["is_held"]) for each in given["positions"]]
    assert held == [("Borvia", "Upper River", True), ("Galdria", "Upper River", True)]
    galdria.do(f"{at}/groups/{group_id}/opt-out")
    assert galdria.do(f"{at}/groups/{group_id}/opt-out", 409)["refusal"] == "AlreadyOptedOut"
    galdria.do(f"{at}/groups/{group_id}/rejoin")

    reply_id = galdria.do(f"{at}/comments/{comment['id']}/replies", text="At the left one.")
    replies = borvia.read(f"{at}/input")["comments"][0]["replies"]
    assert [(each["delegation"], each["text"], each["is_own"]) for each in replies] == [
        ("Galdria", "At the left one.", False)
    ]
    galdria.do(f"{at}/replies/{reply_id}/withdraw")
    assert borvia.read(f"{at}/input")["comments"][0]["replies"] == []


def test_group_breaks_silence_and_a_member_does_not_share_it(forum: Forum, program: Callable[[str], Program]) -> None:
    borvia, galdria, secretariat = (program(who) for who in ("head of Borvia", "head of Galdria", "secretariat"))
    ids, text = forum.delegations, lay_on_the_table(forum)
    members = [ids[each] for each in ("Borvia", "Galdria", "Istara")]
    group_id = secretariat.do("/body/groups", name="Upper River", members=members, speaker=ids["Borvia"])
    due_at = forum.hour.now + timedelta(days=1)
    forum.act(start_silence, text.id, due_at=due_at, due_as_typed="typed", on_purpose=True, by=forum.chair)
    at, named = f"/statements/{text.id}", {"part_id": text.clauses[0], "group_id": group_id}
    assert galdria.do(f"{at}/silence/breaks", 409, **named)["refusal"] == "SpeaksNotForIt"
    broken = borvia.do(f"{at}/silence/breaks", **named)

    galdria.do(f"{at}/silence/breaks/{broken}/decline")
    assert galdria.do(f"{at}/silence/breaks/{broken}/decline", 409)["refusal"] == "BreakAlreadyDeclined"

    (line,) = program("head of Aldmark").read(f"{at}/silence")["current"]["breaks"]
    assert (line["delegation"], line["group"], line["members"]) == ("Borvia", "Upper River", ["Borvia", "Istara"])
