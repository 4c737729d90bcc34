"""Between declared consensus and adoption the office mends slips of the pen; each falls by one objection."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.actions.test_groups import upper_river
from tests.cast import Forum, refused, workflow_source
from tests.negotiation import rules_of
from tests.on_the_table import Text, lay_on_the_table, reword, table_again

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus, reopen, withdraw_statement
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.positions import take_position
from jointstatement.actions.reviewing import (
    change_editorially,
    drop_editorial_change,
    object_to_editorial_change,
    open_editorial_review,
    put_editorial_changes,
    withdraw_editorial_review,
)
from jointstatement.actions.revising_orally import revise_orally
from jointstatement.actions.setting_up import change_body_rules
from jointstatement.actions.silence import record_objection, start_silence
from jointstatement.errors import (
    BadInput,
    EditorialChangeHasFallen,
    EditorialChangesLieBeforeMembers,
    EditorialReviewIsOpen,
    NoEditorialChanges,
    NoEditorialReviewOpen,
    NotAllowedNow,
    NotAWorkingMoment,
    NotFound,
    NotYours,
    StillMissing,
    TextSeenIsAnother,
    WordsNotThere,
    WordsThereMoreThanOnce,
)
from jointstatement.models import (
    AdoptedPosition,
    Adoption,
    ConsensusDeclaration,
    EditorialChange,
    EditorialObjection,
    EditorialReview,
    Notice,
    PositionTaken,
    Revision,
    RevisionPart,
)
from jointstatement.queries.adopted import adopted_document
from jointstatement.queries.adoption import adoption_page
from jointstatement.queries.reviewing import reviewing_page
from jointstatement.queries.silence import silence_page
from jointstatement.queries.statement import scene_of
from jointstatement.queries.tallies import tallies
from jointstatement.terms import ConsensusBasis, EditorialOutcome, Position, SubstanceSign

LASTS = timedelta(days=3)


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text on which consensus is declared; Borvia supported the whole of it."""
    return declared(forum, lay_on_the_table(forum))


def declared(forum: Forum, text: Text) -> Text:
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    return text


def opened(forum: Forum, text: Text) -> Text:
    forum.act(open_editorial_review, text.id, fingerprint_seen=text.fingerprint, by=forum.secretariat)
    return text


def enter(forum: Forum, text: Text, clause: int, before: str, after: str, **other: Any) -> str:
    given = {"part_id": text.clauses[clause], "before": before, "after": after, "by": forum.secretariat} | other
    return str(forum.act(change_editorially, text.id, **given))


def hour(forum: Forum, **other: Any) -> dict[str, Any]:
    due_at = forum.hour.now + LASTS
    return {"due_at": due_at, "due_as_typed": "as typed", "by": forum.secretariat} | other


def put(forum: Forum, text: Text, **other: Any) -> tuple[str, str, str]:
    """Three changes before the members, two of them in one clause."""
    opened(forum, text)
    ids = (
        enter(forum, text, 0, "water level", "water levels", reason="There are several."),
        enter(forum, text, 0, "every morning", "each morning"),
        enter(forum, text, 2, "We will meet", "We shall meet"),
    )
    forum.act(put_editorial_changes, text.id, **hour(forum, **other))
    return ids


def seen(text: Text) -> dict[str, Any]:
    return {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}


def words(forum: Forum, text: Text) -> list[str]:
    latest = max(forum.rows(Revision, statement_id=text.id), key=lambda row: row.number)
    parts = {row.part_id: row.wording for row in forum.rows(RevisionPart, revision_id=latest.id)}
    return [parts[part_id] for part_id in text.clauses]


def test_what_nobody_objected_to_is_adopted_with_positions_and_consensus_carried_over(forum: Forum, text: Text) -> None:
    before = text.fingerprint
    one, two, three = put(forum, text)
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, [each["after"] for each in json.loads(entry.payload)["changes"]]) == (
        "editorial_changes_put",
        ["water levels", "each morning", "We shall meet"],
    )
    refused(forum, StillMissing, adopt, text.id, **seen(text), by=forum.chair)

    forum.act(object_to_editorial_change, text.id, three, reason="It obliges us.", by=forum.head("Istara"))
    refused(forum, EditorialChangeHasFallen, object_to_editorial_change, text.id, three, by=forum.head("Kelmora"))
    forum.hour.pass_by(LASTS - timedelta(hours=1))
    forum.act(close_what_is_due)
    reminded = {row.person_id for row in forum.rows(Notice, kind="editorial_review_reminded")}
    assert forum.persons["head of Istara"] not in reminded and forum.persons["head of Borvia"] in reminded
    forum.hour.pass_by(timedelta(hours=1))

    assert [forum.act(close_what_is_due), forum.act(close_what_is_due)] == [1, 0]

    [review] = forum.rows(EditorialReview)
    revision = max(forum.rows(Revision), key=lambda row: row.number)
    assert (review.outcome, review.ended_at, review.reviewed_as) == (
        EditorialOutcome.REVIEWED,
        review.due_at,
        revision.id,
    )
    assert (revision.label, revision.tabled_at) == ("Zero draft, as editorially reviewed", review.due_at)
    assert words(forum, text) == [
        "We agree to measure the water levels each morning",
        "We ask the Secretariat to publish the readings",
        "We will meet again next spring",
    ]
    assert text.fingerprint != before
    entry = forum.last_entry(text.circulated)
    told = json.loads(entry.payload)
    assert (entry.kind, entry.actor_id, told["label"], told["count"], told["fallen"]) == (
        "editorial_review_ended",
        None,
        revision.label,
        2,
        1,
    )
    assert (told["fingerprint_before"], told["fingerprint"]) == (before, text.fingerprint)
    [kept] = forum.rows(ConsensusDeclaration)
    assert kept.set_aside_at is None

    forum.act(object_to_editorial_change, text.id, one, by=forum.head("Kelmora"))
    late = {row.change_id: row.is_late for row in forum.rows(EditorialObjection)}
    assert late == {three: False, one: True}
    assert forum.last_entry(text.office).kind == "late_objection_to_editorial_change"
    forum.act(adopt, text.id, **seen(text), by=forum.chair)
    with forum.database.reading() as session:
        printed = adopted_document(session, forum.head("Istara"), text.id)
    assert printed.clauses[0].wording == "We agree to measure the water levels each morning"
    [adoption] = forum.rows(Adoption)
    assert (adoption.revision_id, adoption.basis) == (revision.id, ConsensusBasis.FOUND_IN_THE_ROOM)
    frozen = [(row.part_id, row.position, row.given_on) for row in forum.rows(AdoptedPosition)]
    assert frozen == [(None, Position.SUPPORT, "Zero draft")]


def test_decision_that_rests_on_the_very_words_holds_on_the_reviewed_text(forum: Forum) -> None:
    source = workflow_source("unanimity")
    text = lay_on_the_table(forum, workflow="unanimity", source=source)
    for name in [name for name in forum.delegations if name != "Estuary Council"]:
        forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head(name))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.COUNTED, by=forum.chair)
    put(forum, text)
    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)
    assert words(forum, text)[2] == "We shall meet again next spring"

    # A further review of a reviewed text, and the positions hold still.
    opened(forum, text)
    enter(forum, text, 1, "readings", "*readings*")
    forum.act(put_editorial_changes, text.id, **hour(forum, due_at=forum.hour.now + timedelta(days=1)))
    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)

    labels = sorted(row.label for row in forum.rows(Revision))
    assert labels == [
        "Zero draft",
        "Zero draft, as editorially reviewed",
        "Zero draft, as editorially reviewed (2)",
    ]
    forum.act(adopt, text.id, **seen(text), by=forum.chair)
    assert len(forum.rows(Adoption)) == 1


def test_what_was_given_on_the_text_before_is_shown_as_given_on_the_reviewed_text(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    until = {"due_at": forum.hour.now + LASTS, "due_as_typed": "as typed"}
    forum.act(take_position, text.id, part_id=None, position=Position.AD_REFERENDUM, by=forum.head("Kelmora"))
    forum.act(take_position, text.id, part_id=text.clauses[0], position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.act(start_silence, text.id, **until, by=forum.chair)
    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)
    declared(forum, text)
    put(forum, text, on_purpose=True, by=forum.chair)
    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)

    with forum.database.reading() as session:
        now = forum.hour.now
        told = tallies(session, scene_of(session, forum.chair, text.id, now))
        silence = silence_page(session, forum.head("Istara"), text.id, now=now, rules_of=rules_of)
        waiting = adoption_page(session, forum.chair, text.id, now=now, rules_of=rules_of).confirmations
    assert {on: dict(told.parts[on].positions) for on in (None, text.clauses[0])} == {
        None: {Position.AD_REFERENDUM: 1, Position.SUPPORT: 1},
        text.clauses[0]: {Position.SUPPORT: 1},
    }
    assert (silence.current is not None, silence.before) == (True, ())
    assert [each.delegation for each in waiting] == ["Kelmora"]


def test_group_takes_nothing_on_the_reviewed_text_for_a_member_that_took_its_own_before(forum: Forum) -> None:
    group_id, text = upper_river(forum), lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Istara"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    put(forum, text)
    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)

    said = {"delegation_id": forum.delegations["Borvia"], "group_id": group_id, "received_at": forum.hour.now}
    forum.act(record_objection, text.id, part_id=None, **said, by=forum.secretariat)

    objecting = {row.delegation_id for row in forum.rows(PositionTaken, position=Position.OBJECT)}
    assert objecting == {forum.delegations[each] for each in ("Borvia", "Galdria", "Jorvland")}


def test_no_two_revisions_have_one_name_however_often_a_text_is_reviewed(forum: Forum, text: Text) -> None:
    def review(before: str, after: str) -> None:
        opened(forum, text)
        enter(forum, text, 0, before, after)
        forum.act(put_editorial_changes, text.id, **hour(forum, on_purpose=True, by=forum.chair))
        forum.hour.pass_by(LASTS)
        forum.act(close_what_is_due)

    for before, after in (("every", "each"), ("level", "levels"), ("morning", "day")):
        review(before, after)
    oral = {"changes": [(text.clauses[1], "We ask it")], "nobody_objected": True, "fingerprint_seen": text.fingerprint}
    forum.act(revise_orally, text.id, **oral, by=forum.chair)
    review("day", "morning")

    assert [row.label for row in sorted(forum.rows(Revision), key=lambda row: row.number)] == [
        "Zero draft",
        "Zero draft, as editorially reviewed",
        "Zero draft, as editorially reviewed (2)",
        "Zero draft, as editorially reviewed (3)",
        "Zero draft, as editorially reviewed (3), as orally revised",
        "Zero draft, as editorially reviewed (3), as orally revised, as editorially reviewed",
    ]


def test_change_sets_no_footnotes_mark_a_second_time(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    reword(forum, text.clauses[0], "We agree[^1] to measure the water level")
    table_again(forum, text)
    opened(forum, declared(forum, text))
    twice = {"part_id": text.clauses[0], "before": "agree[^1] to", "after": "agree[^1] to[^1]"}
    refused(forum, BadInput, change_editorially, text.id, **twice, by=forum.secretariat)


def test_review_of_which_nothing_stands_leaves_the_text_as_it_was(forum: Forum, text: Text) -> None:
    before = text.fingerprint
    for change_id in put(forum, text):
        forum.act(object_to_editorial_change, text.id, change_id, by=forum.head("Istara"))
    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)

    assert (text.fingerprint, len(forum.rows(Revision))) == (before, 1)
    assert "label" not in json.loads(forum.last_entry(text.circulated).payload)
    forum.act(adopt, text.id, **seen(text), by=forum.chair)


def test_who_finds_the_substance_wrong_takes_consensus_back_with_a_reason(forum: Forum, text: Text) -> None:
    one, _, _ = put(forum, text)
    refused(forum, BadInput, reopen, text.id, by=forum.chair)

    forum.act(reopen, text.id, reason="Clause 3 binds nobody.", by=forum.chair)

    [review] = forum.rows(EditorialReview)
    assert (review.outcome, text.state) == (EditorialOutcome.SET_ASIDE, "consensus")
    refused(forum, NoEditorialReviewOpen, object_to_editorial_change, text.id, one, by=forum.head("Istara"))
    forum.hour.pass_by(LASTS)
    assert forum.act(close_what_is_due) == 0
    assert len(forum.rows(Revision)) == 1
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    opened(forum, text)
    forum.act(withdraw_statement, text.id, by=forum.chair)
    assert [row.outcome for row in forum.rows(EditorialReview) if row.number == 2] == [EditorialOutcome.SET_ASIDE]


def test_hour_that_nobody_noticed_takes_effect_before_the_declaration_is_taken_back(forum: Forum, text: Text) -> None:
    put(forum, text)
    forum.hour.pass_by(LASTS)

    forum.act(reopen, text.id, by=forum.chair)

    [review] = forum.rows(EditorialReview)
    assert (review.outcome, len(forum.rows(Revision))) == (EditorialOutcome.REVIEWED, 2)


def test_change_is_one_of_words_that_stand_there_once_and_no_more_than_words(forum: Forum, text: Text) -> None:
    opened(forum, text)
    one = enter(forum, text, 0, "water level", "water levels")
    given: dict[str, Any] = {"part_id": text.clauses[0], "by": forum.secretariat}
    wrong: list[tuple[type[Any], dict[str, Any]]] = [
        (NotFound, {"part_id": "0" * 32, "before": "We", "after": "They"}),
        (WordsNotThere, {"before": "evening", "after": "morning"}),
        (WordsThereMoreThanOnce, {"part_id": text.clauses[1], "before": "the", "after": "The"}),
        (BadInput, {"before": "every", "after": "every"}),
        (BadInput, {"before": "level every", "after": "levels each"}),
        (BadInput, {"before": "every", "after": "[every]"}),
        (BadInput, {"before": "every", "after": "every[^1]"}),
        (BadInput, {"before": "every morning", "after": "every morning."}),
        (BadInput, {"part_id": text.clauses[2], "before": "We will meet again next spring", "after": ""}),
    ]
    for refusal, words_given in wrong:
        refused(forum, refusal, change_editorially, text.id, **given | words_given)
    refused(
        forum, NotYours, change_editorially, text.id, **given | {"by": forum.head("Istara")}, before="We", after="X"
    )

    forum.act(drop_editorial_change, text.id, one, by=forum.secretariat)

    assert [forum.last_entry(text.office).kind, forum.last_entry(text.circulated).kind] == [
        "editorial_change_dropped",
        "editorial_review_opened",
    ]
    refused(forum, NotFound, drop_editorial_change, text.id, one, by=forum.secretariat)
    refused(forum, NoEditorialChanges, put_editorial_changes, text.id, **hour(forum))
    enter(forum, text, 0, "the water level", "the river’s level")
    sooner = {"due_at": forum.hour.now + timedelta(minutes=30)}
    refused(forum, BadInput, put_editorial_changes, text.id, **hour(forum, **sooner))
    at_night = {"due_at": forum.hour.now + timedelta(days=3, hours=14)}
    refused(forum, NotAWorkingMoment, put_editorial_changes, text.id, **hour(forum, **at_night))
    assert [row.number for row in forum.rows(EditorialChange) if row.dropped_at is None] == [2]


def test_review_is_of_a_declared_text_and_keeps_everything_else_waiting(forum: Forum, text: Text) -> None:
    other = lay_on_the_table(forum)
    look: dict[str, Any] = {"fingerprint_seen": text.fingerprint, "by": forum.chair}
    refused(forum, NotAllowedNow, open_editorial_review, other.id, **look)
    refused(forum, NotYours, open_editorial_review, text.id, **look | {"by": forum.head("Istara")})
    refused(forum, TextSeenIsAnother, open_editorial_review, text.id, **look | {"fingerprint_seen": "0" * 64})
    for deed, given in of_no_review(text):
        refused(forum, NoEditorialReviewOpen, deed, text.id, **given, by=forum.secretariat)
    one, _, _ = put(forum, text)

    refused(forum, EditorialReviewIsOpen, open_editorial_review, text.id, **look)
    oral = {"changes": [(text.clauses[0], "We go")], "nobody_objected": True, "fingerprint_seen": text.fingerprint}
    refused(forum, EditorialReviewIsOpen, revise_orally, text.id, **oral, by=forum.chair)
    refused(forum, EditorialChangesLieBeforeMembers, drop_editorial_change, text.id, one, by=forum.secretariat)
    refused(forum, EditorialChangesLieBeforeMembers, put_editorial_changes, text.id, **hour(forum))
    refused(forum, NotYours, object_to_editorial_change, text.id, one, by=forum.chair)
    refused(forum, NotFound, object_to_editorial_change, text.id, "0" * 32, by=forum.head("Istara"))

    forum.act(withdraw_editorial_review, text.id, reason="Too many.", by=forum.chair)

    assert forum.last_entry(text.circulated).kind == "editorial_review_withdrawn"
    refused(forum, NoEditorialReviewOpen, object_to_editorial_change, text.id, one, by=forum.head("Istara"))
    forum.act(adopt, text.id, **seen(text), by=forum.chair)


def of_no_review(text: Text) -> list[tuple[Callable[..., Any], dict[str, Any]]]:
    change = {"part_id": text.clauses[0], "before": "every", "after": "each"}
    return [(change_editorially, change), (withdraw_editorial_review, {})]


def test_no_words_change_while_a_review_is_open_in_a_workflow_that_would_let_them(forum: Forum) -> None:
    source = workflow_source("consensus").replace(
        'allows = ["take_positions", "reserve"]', 'allows = ["draft", "take_positions", "reserve"]'
    )
    text = opened(forum, declared(forum, lay_on_the_table(forum, source=source)))

    refused(
        forum, EditorialReviewIsOpen, reword_part, text.id, text.clauses[0], wording="We go", expected=1, by=forum.chair
    )


def test_changes_are_the_offices_until_they_are_put_and_objectors_are_named_as_the_body_does(
    forum: Forum, text: Text
) -> None:
    rules: dict[str, Any] = {"marking": "", "shortest_silence_hours": 24, "matrix_open_to_members": True}
    forum.act(change_body_rules, forum.body_id, names_the_breaker=False, **rules, expected=1, by=forum.secretariat)
    opened(forum, text)
    one = enter(forum, text, 2, "We will meet", "We shall not meet")

    def read(who: Any) -> Any:
        with forum.database.reading() as session:
            return reviewing_page(session, who, text.id, now=forum.hour.now).reviews[0]

    assert ([each.id for each in read(forum.chair).changes], read(forum.head("Istara")).changes) == ([one], ())
    assert read(forum.chair).changes[0].signs == (SubstanceSign.NEGATION, SubstanceSign.OBLIGATION)

    forum.act(put_editorial_changes, text.id, **hour(forum))
    forum.act(object_to_editorial_change, text.id, one, reason="A heron.", by=forum.head("Istara"))

    named = {who: read(by).changes[0].objections for who, by in persons(forum).items()}
    assert {who: [(each.delegation, each.reason) for each in found] for who, found in named.items()} == {
        "chair": [("Istara", "A heron.")],
        "own": [("Istara", "A heron.")],
        "other": [],
    }
    entry = forum.last_entry(text.circulated)
    assert (entry.kind, entry.actor_id, "Istara" in entry.payload, "heron" in entry.payload) == (
        "editorial_change_fell",
        None,
        False,
        False,
    )


def persons(forum: Forum) -> dict[str, Any]:
    return {"chair": forum.chair, "own": forum.head("Istara"), "other": forum.head("Kelmora")}
