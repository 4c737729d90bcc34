"""Rounds by JSON: who learns authors, papers without standing, and what the chair reads out before adoption."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.actions.test_reviewing import declared
from tests.cast import Forum
from tests.negotiation import Negotiation, begin
from tests.on_the_table import CLAUSES, lay_on_the_table
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """A text that is not tabled yet."""
    return begin(forum)


def proposes(talks: Negotiation, program: Program) -> str:
    """A delegation amends the second clause and hands it in. Returns the amendment's id."""
    at, part_id = f"/statements/{talks.id}", talks.clause(2)
    words = f"{talks.wording(part_id)} and beyond"
    one = program.do(f"{at}/amendments", 201, part_id=part_id, wording=words)
    program.do(f"{at}/submissions", 201)
    return str(one)


def test_authors_are_nobodys_until_all_input_is_answered_where_the_chair_chose_so(
    forum: Forum, talks: Negotiation, program: Programs
) -> None:
    chair, borvia, at = program("chair"), program("head of Borvia"), f"/statements/{talks.id}"
    talks.table()
    assert borvia.read(f"{at}/attribution") == {"attribution": "all"}
    assert refused(forum, chair, f"{at}/attribution", 409, attribution="all")[0] == "AttributionStands"
    for who in ("secretariat", "head of Borvia", "observer"):
        assert refused(forum, program(who), f"{at}/attribution", 403, attribution="none")[0] == "NotYours"

    chair.do(f"{at}/attribution", 204, attribution="none")

    assert borvia.read(f"{at}/attribution") == {"attribution": "none"}
    round_id = talks.open_round()
    assert refused(forum, chair, f"{at}/attribution", 409, attribution="all")[0] == "RoundIsOpen"
    one = proposes(talks, borvia)
    talks.close_round(round_id)
    authors = f"{at}/rounds/{round_id}/authors"
    assert "Borvia" not in str(chair.read(f"{at}/input"))
    assert refused(forum, chair, authors, 409)[0] == "AnswersAwaited"
    assert refused(forum, borvia, authors, 403)[0] == "NotYours"
    assert refused(forum, chair, f"{at}/rounds/{'0' * 32}/authors", 404)[0] == "NotFound"
    chair.do(f"{at}/amendments/{one}/answer", 201, disposition="noted", reply="Heard.")
    chair.do(authors, 204)
    assert [each["delegation"] for each in chair.read(f"{at}/input")["amendments"]] == ["Borvia"]
    assert "Borvia" not in str(program("head of Istara").read(f"{at}/input"))


def test_non_paper_is_before_the_delegations_and_nothing_is_decided_on_it(
    forum: Forum, talks: Negotiation, program: Programs
) -> None:
    chair, borvia, at = program("chair"), program("head of Borvia"), f"/statements/{talks.id}"
    borvia.read(at, 404)

    chair.do(f"{at}/non-papers", 201)

    (told,) = borvia.read(f"{at}/revisions")
    assert told["label"] == "Zero draft, non-paper"
    assert refused(forum, chair, f"{at}/non-papers", 409)[0] == "NothingToTable"
    assert refused(forum, borvia, f"{at}/non-papers", 403)[0] == "NotYours"
    talks.close_round(talks.open_round())
    name, sentence = refused(forum, chair, f"{at}/consensus/begin", 409)
    assert (name, "Zero draft, non-paper has no standing" in sentence) == ("StillMissing", True)
    chair.do(f"{at}/revisions", 201)
    assert [each["label"] for each in borvia.read(f"{at}/revisions")] == ["Rev.1", "Zero draft, non-paper"]


def test_chair_reads_a_change_out_and_it_is_the_text_that_is_adopted(forum: Forum, program: Programs) -> None:
    text = declared(forum, lay_on_the_table(forum))
    chair, at = program("chair"), f"/statements/{text.id}/oral-revision"
    new = f"{CLAUSES[0]} and every evening"

    def read_out(**other: Any) -> dict[str, Any]:
        changes = [{"part_id": text.clauses[0], "wording": new}]
        return {"changes": changes, "nobody_objected": True, "fingerprint_seen": text.fingerprint} | other

    assert refused(forum, program("secretariat"), at, 403, **read_out())[0] == "NotYours"
    assert refused(forum, chair, at, 422, **read_out(nobody_objected=False)) == (
        "BadInput",
        "Ask whether anybody objects to the change, and confirm that nobody did.",
    )
    assert refused(forum, chair, at, 409, **read_out(fingerprint_seen="0" * 64))[0] == "TextSeenIsAnother"
    unknown = [{"part_id": "0" * 32, "wording": new}]
    assert refused(forum, chair, at, 404, **read_out(changes=unknown))[0] == "NotFound"

    chair.do(at, 201, **read_out())

    latest = program("head of Borvia").read(f"/statements/{text.id}/revisions/latest")
    assert [part["wording"] for part in latest["parts"]][1:] == [new, *CLAUSES[1:]]
    assert latest["label"] == "Zero draft, as orally revised"
    chair.do(
        f"/statements/{text.id}/adoption",
        201,
        place="Port Alder",
        adopted_on="2026-06-19",
        fingerprint_seen=latest["fingerprint"],
    )
