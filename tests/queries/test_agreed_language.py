"""Agreed language: found by words, by the same words, by likeness; among what the reader may read."""

from datetime import date

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import rules_of
from tests.on_the_table import Text, lay_on_the_table, reword, table_again

from jointstatement.access.viewer import Viewer
from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.errors import BadInput, NotFound, NotYours
from jointstatement.models import AgreedClause
from jointstatement.queries.agreed_language import AgreedPage, NearAgreed, agreed_page, near_agreed
from jointstatement.queries.drafting import drafting
from jointstatement.terms import ConsensusBasis
from jointstatement.text.compare import Change

DAY = date(2026, 6, 19)


def adopted(forum: Forum) -> Text:
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    how = {"place": "Port Alder", "adopted_on": DAY, "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **how, by=forum.chair)
    return text


def search(forum: Forum, typed: str, viewer: Viewer | None = None) -> AgreedPage:
    with forum.database.reading() as session:
        return agreed_page(session, viewer or forum.head("Borvia"), typed)


def near(forum: Forum, text: Text, part_id: str, viewer: Viewer | None = None) -> NearAgreed:
    with forum.database.reading() as session:
        return near_agreed(session, viewer or forum.chair, text.id, part_id, now=forum.hour.now)


def test_adopted_clauses_are_found_by_their_words_and_tabled_ones_are_not(forum: Forum) -> None:
    before = lay_on_the_table(forum)
    assert search(forum, "water").clauses == ()
    text = adopted(forum)

    found = search(forum, "WÂTER level")

    assert [(each.title, each.place, each.adopted_on, each.label, each.wording) for each in found.clauses] == [
        ("Joint Statement on the Shared River", "Port Alder", DAY, "1",
         "We agree to measure the water level every morning"),
    ]  # fmt: skip
    assert {each.statement_id for each in search(forum, "we").clauses} == {text.id} != {before.id}
    assert [each.label for each in search(forum, "we").clauses] == ["1", "2", "3"]
    assert [each.label for each in search(forum, "publi readin").clauses] == ["2"]
    assert [each.label for each in search(forum, '"every morning"').clauses] == ["1"]
    assert [search(forum, typed).clauses for typed in ('"morning every"', '"morn"', "heron", "we heron")] == [()] * 4
    assert search(forum, "").clauses == ()


def test_search_without_a_word_is_refused_and_changes_nothing(forum: Forum) -> None:
    adopted(forum)
    before = snapshot(forum.database)

    for typed in ("–", '""', "*'"):
        with pytest.raises(BadInput) as refusal:
            search(forum, typed)
        assert refusal.value.field == "words"

    assert snapshot(forum.database) == before


@pytest.mark.parametrize("typed", ['a"b', "we' | 'x", "we:*", "NEAR(we)", "we AND NOT", "{", "%", "we\\"])
def test_search_takes_whatever_is_typed_as_words(forum: Forum, typed: str) -> None:
    adopted(forum)
    try:
        search(forum, typed)
    except BadInput as refusal:
        assert refusal.field == "words"


def test_agreed_language_is_for_those_who_read_texts(forum: Forum) -> None:
    text = adopted(forum)

    assert len(search(forum, "we", forum.observer).clauses) == 3
    with pytest.raises(NotYours):
        search(forum, "we", forum.administrator)
    with pytest.raises(NotYours):
        near(forum, text, text.clauses[0], forum.head("Borvia"))


def test_desk_says_what_is_identical_and_what_is_reopened(forum: Forum) -> None:
    adopted(forum)
    again = lay_on_the_table(forum)
    reword(forum, again.clauses[1], "We ask the Secretariat to publish the readings at noon")
    reword(forum, again.clauses[2], "We adjourn")

    with forum.database.reading() as session:
        desk = drafting(session, forum.chair, again.id, now=forum.hour.now, rules_of=rules_of)

    assert [
        (part.agreed.identical and part.agreed.identical.label, part.agreed.reopened and part.agreed.reopened.label)
        for part in desk.parts
    ] == [(None, None), ("1", None), (None, "2"), (None, "3")]
    shown = near(forum, again, again.clauses[1])
    assert shown.reopened is not None and shown.identical == ()
    assert [(each.source.label, each.share) for each in shown.near] == [("2", 80)]
    assert [(each.change, each.text) for each in shown.near[0].change] == [
        (Change.SAME, "We ask the Secretariat to publish the readings"),
        (Change.INSERTED, " at noon"),
    ]
    assert [each.label for each in near(forum, again, again.clauses[0]).identical] == ["1"]
    assert near(forum, again, again.clauses[2]).near == ()
    with pytest.raises(NotFound):
        near(forum, again, again.title)


def test_text_is_not_compared_with_itself_and_the_last_of_the_same_is_shown(forum: Forum) -> None:
    first = adopted(forum)
    assert near(forum, first, first.clauses[0]).identical == ()
    second = adopted(forum)

    third = lay_on_the_table(forum)
    table_again(forum, third)

    shown = near(forum, third, third.clauses[0])
    assert [each.statement_id for each in shown.identical] == sorted([first.id, second.id])
    assert len(forum.rows(AgreedClause)) == 6
