"""Which open reserves a draft is printed with: those that stand on it, as far as its reader may know them."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.actions.test_correcting import declare_and_adopt
from tests.actions.test_groups import UPPER, upper_river
from tests.cast import Forum
from tests.documents.examples import STYLES
from tests.on_the_table import Text, lay_on_the_table, open_a_round, reword, table_again

from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import merge_clauses
from jointstatement.actions.giving_input import submit_input
from jointstatement.actions.opting_out import opt_out
from jointstatement.actions.positions import lift, take_position
from jointstatement.documents.files import print_document
from jointstatement.queries.files import document_to_take
from jointstatement.queries.rolling import between_revisions, revision_with_amendments
from jointstatement.terms import Position, ReserveKind
from jointstatement.text.document import Document, OpenReserve

VIENNA = ZoneInfo("Europe/Vienna")


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def reserve(forum: Forum, text: Text, who: str, part_id: str | None, kind: ReserveKind = ReserveKind.SCRUTINY) -> None:
    stand = {"part_id": part_id, "position": Position.RESERVE, "reserve_kind": kind}
    forum.act(take_position, text.id, **stand, by=forum.head(who))


def taken(forum: Forum, text: Text, by: Viewer, revision: str | None = None, **asked: Any) -> Document:
    with forum.database.reading() as session:
        return document_to_take(session, by, text.id, revision, **asked)


def test_delegations_draft_has_those_that_stand_in_the_order_of_the_names_and_speaks_of_their_hour(
    forum: Forum, text: Text
) -> None:
    borvia = forum.head("Borvia")
    bare = taken(forum, text, borvia)
    stood = [("Galdria", text.clauses[1]), ("Borvia", text.clauses[1]), ("Istara", None)]
    for who, part_id in stood:
        forum.hour.pass_by(timedelta(hours=1))
        reserve(forum, text, who, part_id)
    last = forum.hour.now
    forum.hour.pass_by(timedelta(days=1))
    # What is no reserve changes nothing, and a further reading neither.
    forum.act(take_position, text.id, part_id=None, position=Position.ABSTAIN, by=forum.head("Galdria"))

    drafted = taken(forum, text, borvia)

    assert drafted.reserves == (
        OpenReserve(text.clauses[1], ReserveKind.SCRUTINY, "Borvia"),
        OpenReserve(text.clauses[1], ReserveKind.SCRUTINY, "Galdria"),
        OpenReserve("", ReserveKind.SCRUTINY, "Istara"),
    )
    assert drafted.draft is not None
    assert drafted.draft.as_of == last.astimezone(VIENNA)
    assert (drafted.parts, drafted.fingerprint) == (bare.parts, bare.fingerprint)

    forum.hour.pass_by(timedelta(hours=1))
    for who, part_id in stood:
        forum.act(lift, text.id, part_id=part_id, by=forum.head(who))
    lifted = taken(forum, text, borvia)
    assert (lifted.reserves, lifted.draft and lifted.draft.as_of) == ((), forum.hour.now.astimezone(VIENNA))


def test_reserve_on_a_clause_that_was_merged_stands_where_its_words_went(forum: Forum, text: Text) -> None:
    first, second, _ = text.clauses
    for who, part_id in (("Galdria", second), ("Istara", first), ("Istara", second)):
        reserve(forum, text, who, part_id)
    words = {"wording": "We agree to measure the water level and to publish it", "expected_first": 1}
    forum.act(merge_clauses, text.id, first, second, **words, expected_second=1, by=forum.chair)
    table_again(forum, text)

    on_each = [taken(forum, text, forum.head("Borvia"), each).reserves for each in text.revisions]

    assert [[(each.delegation, each.part_id) for each in reserves] for reserves in on_each] == [
        [("Galdria", second), ("Istara", first), ("Istara", second)],
        [("Galdria", first), ("Istara", first)],
    ]


def test_draft_speaks_of_the_hour_at_which_a_member_left_the_reserve_of_its_group(forum: Forum, text: Text) -> None:
    group_id = upper_river(forum)
    stand = {"part_id": text.clauses[0], "position": Position.RESERVE, "group_id": group_id}
    forum.act(take_position, text.id, **stand, by=forum.head("Borvia"))
    for who in UPPER[1:]:
        forum.hour.pass_by(timedelta(hours=1))
        forum.act(opt_out, text.id, group_id, by=forum.head(who))

    drafted = taken(forum, text, forum.head("Aldmark"))

    assert [each.delegation for each in drafted.reserves] == ["Borvia"]
    assert drafted.draft is not None
    assert drafted.draft.as_of == forum.hour.now.astimezone(VIENNA)


def test_office_has_them_only_where_it_asks_and_a_delegation_may_do_without(forum: Forum, text: Text) -> None:
    reserve(forum, text, "Galdria", text.clauses[0])
    told = (OpenReserve(text.clauses[0], ReserveKind.SCRUTINY, "Galdria"),)

    assert [taken(forum, text, forum.chair, reserves=asked).reserves for asked in (None, True, False)] == [(), told, ()]
    borvia = forum.head("Borvia")
    assert [taken(forum, text, borvia, reserves=asked).reserves for asked in (None, True, False)] == [told, told, ()]
    assert taken(forum, text, borvia, states=True).reserves == told
    printed = [print_document(taken(forum, text, borvia), STYLES["o-we"], "docx") for _ in range(2)]
    assert printed[0] == printed[1]


def test_rolling_texts_have_those_of_the_text_that_they_lead_to_as_far_as_their_reader_may_know(
    forum: Forum, text: Text
) -> None:
    reserve(forum, text, "Galdria", text.clauses[0])
    reword(forum, text.clauses[2], "We will meet again in May")
    table_again(forum, text)
    reserve(forum, text, "Istara", text.clauses[1])

    def told(who: Viewer, **asked: Any) -> list[list[str]]:
        with forum.database.reading() as session:
            at = {"now": forum.hour.now, **asked}
            first = revision_with_amendments(session, who, text.id, "0", **at).text
            latest = revision_with_amendments(session, who, text.id, **at).text
            way = between_revisions(session, who, text.id, "0", "1", **at).text
        assert (way.base.reserves, first.following, way.following is None) == ((), None, False)
        return [
            [each.delegation for each in one.reserves] for one in (first.base, latest.base, way.following or way.base)
        ]

    both = ["Galdria", "Istara"]
    assert told(forum.head("Borvia")) == [["Galdria"], both, both]
    assert told(forum.head("Borvia"), reserves=False) == [[], [], []]
    assert told(forum.chair) == [[], [], []]
    assert told(forum.chair, reserves=True) == [["Galdria"], both, both]


def test_rolling_text_of_a_blind_round_says_nothing_of_the_reserves_of_others(forum: Forum) -> None:
    text = lay_on_the_table(forum, state="comments")
    open_a_round(forum, text)
    stand = {"part_id": text.clauses[0], "position": Position.RESERVE, "reserve_kind": ReserveKind.SCRUTINY}
    forum.act(take_position, text.id, **stand, by=forum.head("Galdria"))
    forum.act(submit_input, text.id, by=forum.head("Galdria"))

    def told(who: Viewer) -> list[str]:
        with forum.database.reading() as session:
            rolling = revision_with_amendments(session, who, text.id, reserves=True, now=forum.hour.now)
        return [each.delegation for each in rolling.text.base.reserves]

    readers = (forum.head("Galdria"), forum.head("Borvia"), forum.chair)
    assert [told(who) for who in readers] == [["Galdria"], [], []]


def test_reserve_stands_on_its_revision_and_later_ones_until_it_is_lifted_and_on_no_adopted_text(
    forum: Forum, text: Text
) -> None:
    reserve(forum, text, "Galdria", text.clauses[0])
    table_again(forum, text)
    reserve(forum, text, "Istara", text.clauses[1], ReserveKind.LINGUISTIC)

    def on(revision: str | None) -> list[str]:
        return [each.delegation for each in taken(forum, text, forum.head("Borvia"), revision).reserves]

    assert [on(each) for each in (*text.revisions, None)] == [["Galdria"], ["Galdria", "Istara"], ["Galdria", "Istara"]]
    for who, clause in (("Galdria", 0), ("Istara", 1)):
        forum.act(lift, text.id, part_id=text.clauses[clause], by=forum.head(who))
    declare_and_adopt(forum, text)
    assert [on(each) for each in (*text.revisions, None)] == [[], [], []]
