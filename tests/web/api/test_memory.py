"""What a body remembers, by JSON."""

from collections.abc import Callable
from datetime import date

from tests.cast import Forum, snapshot
from tests.on_the_table import Text, lay_on_the_table, reword
from tests.web.api.programs import Program

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.terms import ConsensusBasis


def adopted(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    how = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **how, by=forum.chair)
    return text


def test_agreed_language_is_found_by_words_and_beside_a_clause(forum: Forum, program: Callable[[str], Program]) -> None:
    first = adopted(forum)
    again = lay_on_the_table(forum)
    reword(forum, again.clauses[0], "We agree to measure the water level every evening")
    chair, borvia = program("chair"), program("head of Borvia")

    found = borvia.read("/agreed", words="water")
    assert [(each["statement_id"], each["label"], each["adopted_on"]) for each in found["clauses"]] == [
        (first.id, "1", "2026-06-19")
    ]
    near = chair.read(f"/statements/{again.id}/text/{again.clauses[0]}/agreed")
    assert (near["identical"], near["reopened"]["part_id"]) == ([], first.clauses[0])
    assert [each["source"]["label"] for each in near["near"]] == ["1"]


def test_search_for_no_word_and_by_others_is_refused(forum: Forum, program: Callable[[str], Program]) -> None:
    text = adopted(forum)
    chair, borvia, administrator = program("chair"), program("head of Borvia"), program("administrator")
    before = snapshot(forum.database)

    problem = chair.read("/agreed", 422, words="*")
    assert (problem["field"], problem["detail"]) == (
        "words",
        "There is no word in this. Please type one that stands in the clause.",
    )
    assert administrator.read("/agreed", 403, words="water")["refusal"] == "NotYours"
    assert borvia.read(f"/statements/{text.id}/text/{text.clauses[0]}/agreed", 403)["refusal"] == "NotYours"
    assert snapshot(forum.database) == before


def test_next_text_begins_from_an_adopted_one_and_is_compared_with_it(
    forum: Forum, program: Callable[[str], Program]
) -> None:
    base, other = adopted(forum), lay_on_the_table(forum)
    chair, borvia = program("chair"), program("head of Borvia")
    how = {"meeting_id": forum.meeting_id, "style": "o-we", "workflow": "consensus"}
    before = snapshot(forum.database)
    problem = chair.do(f"/bases/{other.id}/begin", 409, **how)
    assert (problem["refusal"], problem["detail"]) == (
        "StillUnderWay",
        "This text is still being negotiated. The base of another is one that was adopted, one that the chair issued, "
        "or one that was tabled and given up.",
    )
    assert snapshot(forum.database) == before

    assert [each["statement_id"] for each in chair.read("/bases")] == [base.id]
    own_id = chair.do(f"/bases/{base.id}/begin", **how)

    compared = chair.read(f"/statements/{own_id}/base")
    assert (compared["changed"], compared["base"]["statement_id"]) == (0, base.id)
    assert borvia.read(f"/statements/{own_id}/base", 404)["refusal"] == "NotFound"
    assert (
        chair.read(f"/statements/{own_id}/base/file", 422)["detail"]
        == "No word differs from the text that it began from yet."
    )
