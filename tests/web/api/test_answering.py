"""Around the chair's answers by JSON: who prepares which, ready ones, a batch of editorial ones."""

from collections.abc import Callable

import pytest
from tests.cast import Forum
from tests.negotiation import Negotiation, begin
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """A text on the table."""
    talks = begin(forum)
    talks.table()
    return talks


@pytest.fixture
def given(talks: Negotiation, program: Programs) -> tuple[str, str]:
    """Borvia's editorial comment and its amendment, in a round that is closed."""
    borvia, at, part_id = program("head of Borvia"), f"/statements/{talks.id}", talks.clause(2)
    round_id = talks.open_round()
    said = {"part_id": part_id, "comment_class": "editorial", "text": "A comma is missing."}
    comment = borvia.do(f"{at}/comments", 201, **said)
    words = f"{talks.wording(part_id)} and beyond"
    amendment = borvia.do(f"{at}/amendments", 201, part_id=part_id, wording=words)
    borvia.do(f"{at}/submissions", 201)
    talks.close_round(round_id)
    return str(comment), str(amendment)


def test_input_is_assigned_to_a_colleague_and_delegations_read_nothing_of_it(
    forum: Forum, talks: Negotiation, given: tuple[str, str], program: Programs
) -> None:
    chair, at = program("chair"), f"/statements/{talks.id}"
    secretariat = forum.persons["secretariat"]
    assert secretariat in {each["id"] for each in program("co-chair").read("/office")}
    program("head of Borvia").read("/office", 403)
    for kind, one in zip(("comments", "amendments"), given, strict=True):
        press = f"{at}/{kind}/{one}/assign"
        assert refused(forum, program("head of Borvia"), press, 403, person_id=secretariat)[0] == "NotYours"
    chair.do(f"{at}/comments/{given[0]}/assign", 201, person_id=secretariat)
    chair.do(f"{at}/amendments/{given[1]}/assign", 201, person_id=secretariat)
    assigned = {who: program(who).read(f"{at}/input")["assigned"] for who in ("co-chair", "head of Borvia")}
    colleague = {"id": secretariat, "name": "Seri Olm", "role": "secretariat"}
    assert assigned == {"co-chair": [{"input_id": one, "to": colleague} for one in given], "head of Borvia": []}
    told = {}
    for who in ("secretariat", "head of Borvia"):
        entries = program(who).read(f"{at}/record")["entries"]
        told[who] = ["Seri Olm" in each["sentence"] for each in entries if each["kind"] == "input_assigned"]
    assert told == {"secretariat": [True, True], "head of Borvia": []}


def test_editorial_comments_are_accepted_in_one_press(
    forum: Forum, talks: Negotiation, given: tuple[str, str], program: Programs
) -> None:
    chair, borvia, at = program("chair"), program("head of Borvia"), f"/statements/{talks.id}"
    comment, _ = given
    assert refused(forum, borvia, f"{at}/editorial", 403, comment_ids=[comment])[0] == "NotYours"
    assert refused(forum, chair, f"{at}/editorial", 404, comment_ids=["0" * 32])[0] == "NotFound"

    assert chair.do(f"{at}/editorial", 201, comment_ids=[comment]) == {"count": 1}

    (row,) = borvia.read(f"{at}/input")["comments"]
    assert row["answer"]["disposition"] == "accepted"


def test_ready_answer_is_kept_for_the_office(forum: Forum, program: Programs) -> None:
    secretariat, borvia = program("secretariat"), program("head of Borvia")
    new = {"title": "Style", "words": "This is a matter of style."}
    assert refused(forum, borvia, "/ready-answers", 403, **new)[0] == "NotYours"
    assert refused(forum, secretariat, "/ready-answers", 422, **(new | {"words": " "}))[0] == "BadInput"

    one = secretariat.do("/ready-answers", 201, **new)

    (told,) = program("chair").read("/ready-answers")
    assert (told["id"], told["title"], told["text"]) == (one, "Style", "This is a matter of style.")
    borvia.read("/ready-answers", 403)
    changed = {"title": "Style", "words": "We leave style to the editors.", "expected": told["version"]}
    secretariat.do(f"/ready-answers/{one}/change", 204, **changed)
    stale = secretariat.do(f"/ready-answers/{one}/change", 409, **changed)
    assert stale["refusal"] in {"WordingHasMoved", "ChangedMeanwhile"}
    secretariat.do(f"/ready-answers/{one}/withdraw", 204)
    assert program("chair").read("/ready-answers") == []
