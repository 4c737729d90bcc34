"""Standing behind another's amendment by JSON, co-sponsoring it, and what the secretariat records from paper."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions.test_supporting import proposed
from tests.cast import Forum, begin, lay_before, part_with
from tests.on_the_table import lay_on_the_table
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]


@pytest.fixture
def asked(forum: Forum, program: Programs) -> tuple[str, str]:
    """Istara asks to co-sponsor Borvia's amendment. Returns the address of the statement, and the support."""
    statement_id, amendment_id, _ = proposed(forum)
    at = f"/statements/{statement_id}"
    ask = {"as_co_sponsor": True}
    return at, str(program("head of Istara").do(f"{at}/amendments/{amendment_id}/support", 201, **ask))


def behind(program: Program, at: str) -> list[tuple[str, bool, bool]]:
    """Who stands behind the one amendment, as somebody reads it: name, whether it co-sponsors, whether it asks."""
    (amendment,) = program.read(f"{at}/input")["amendments"]
    return [(each["delegation"], each["is_co_sponsor"], each["asks"]) for each in amendment["backing"]]


def test_amendment_is_supported_once_and_not_by_its_author(forum: Forum, program: Programs) -> None:
    statement_id, amendment_id, _ = proposed(forum)
    at, istara = f"/statements/{statement_id}", program("head of Istara")
    press = f"{at}/amendments/{amendment_id}/support"
    assert refused(forum, program("head of Borvia"), press, 409, as_co_sponsor=False) == (
        "OwnAmendment",
        "This amendment is your own delegation’s. Others can support it.",
    )
    assert refused(forum, program("expert of Istara"), press, 403, as_co_sponsor=False)[0] == "NotYours"

    support = istara.do(press, 201, as_co_sponsor=False)

    assert behind(program("head of Galdria"), at) == [("Istara", False, False)]
    assert refused(forum, istara, press, 409, as_co_sponsor=False) == (
        "AlreadySupports",
        "Your delegation stands behind A-1.1 already.",
    )
    assert refused(forum, program("head of Borvia"), f"{at}/supports/{support}/withdraw", 403)[0] == "NotYours"
    istara.do(f"{at}/supports/{support}/withdraw", 204)
    assert behind(program("head of Galdria"), at) == []
    assert refused(forum, istara, f"{at}/supports/{support}/withdraw", 404)[0] == "NotFound"


def test_author_accepts_a_co_sponsor_and_only_they_know_before(
    forum: Forum, program: Programs, asked: tuple[str, str]
) -> None:
    at, support = asked
    readers = ("head of Borvia", "expert of Istara", "chair", "head of Galdria")
    asks = {who: behind(program(who), at)[0][2] for who in readers}
    assert asks == {"head of Borvia": True, "expert of Istara": True, "chair": False, "head of Galdria": False}
    accept = f"{at}/supports/{support}/accept"
    for who in ("head of Istara", "head of Galdria", "expert of Borvia"):
        assert refused(forum, program(who), accept, 403)[0] == "NotYours"

    program("head of Borvia").do(accept, 204)

    assert {who: behind(program(who), at) for who in readers} == dict.fromkeys(readers, [("Istara", True, False)])
    assert refused(forum, program("head of Borvia"), accept, 404)[0] == "NotFound"


def test_input_on_paper_is_the_delegations_own_and_blind_to_who_entered_it(forum: Forum, program: Programs) -> None:
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id)
    forum.hour.pass_by(timedelta(hours=1))
    secretariat, at = program("secretariat"), f"/statements/{statement_id}"
    paper = {
        "delegation_id": forum.delegations["Istara"],
        "received_at": "2026-05-04T09:30:00Z",
        "part_id": part_with(forum, statement_id, "meet").id,
        "wording": "We gladly meet at the river",
        "comment": "By courier.",
    }
    early = refused(forum, secretariat, f"{at}/recorded", 422, **(paper | {"received_at": "2026-05-04T11:00:00Z"}))
    assert early == ("BadInput", "This hour is still to come. Please give the hour of receipt.")
    same = refused(forum, secretariat, f"{at}/recorded", 422, **(paper | {"wording": "We meet at the river"}))
    assert same[1] == "This is the text as it stands. Please change the words, or leave a comment."
    assert refused(forum, program("chair"), f"{at}/recorded", 403, **paper)[0] == "NotYours"

    secretariat.do(f"{at}/recorded", 201, **paper)

    own = program("expert of Istara").read(f"{at}/own-input")
    assert [(each["wording"], each["received_at"]) for each in own["amendments"]] == [
        ("We gladly meet at the river", "2026-05-04T09:30:00Z")
    ]
    assert [each["text"] for each in own["comments"]] == ["By courier."]
    for who in ("secretariat", "chair", "head of Borvia"):
        given = program(who).read(f"{at}/input")
        assert (given["amendments"], given["comments"]) == ([], [])


def test_objection_that_came_by_telephone_stands_with_its_hour(forum: Forum, program: Programs) -> None:
    text = lay_on_the_table(forum)
    chair, secretariat, at = program("chair"), program("secretariat"), f"/statements/{text.id}"
    chair.do(f"{at}/silence", 201, due_at="2026-05-06T11:00:00+02:00")
    forum.hour.pass_by(timedelta(hours=2))
    said = {
        "delegation_id": forum.delegations["Istara"],
        "received_at": "2026-05-04T10:00:00Z",
        "part_id": text.clauses[1],
        "reason": "The capital called.",
    }
    late = refused(forum, secretariat, f"{at}/objections", 422, **(said | {"received_at": "2026-05-04T12:00:00Z"}))
    assert late[0] == "BadInput"
    assert refused(forum, program("head of Istara"), f"{at}/objections", 403, **said)[0] == "NotYours"

    secretariat.do(f"{at}/objections", 201, **said)

    silence = program("head of Istara").read(f"{at}/silence")
    (broken,) = (silence["current"] or silence["before"][0])["breaks"]
    assert (broken["on_paper"], broken["place"]["part_id"], broken["reason"], broken["is_own"]) == (
        True,
        text.clauses[1],
        "The capital called.",
        True,
    )
