"""The office puts new clauses, deletions and moves into one proposal, and says what cannot be one."""

from typing import Any

import pytest
from tests.actions.test_consolidating import ONE_DAY, hour
from tests.cast import Forum, refused, scene
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.answering import incorporate
from jointstatement.actions.composing import compose_together
from jointstatement.actions.consolidating import consolidate, object_to_consolidation, revise_consolidation
from jointstatement.actions.drafting import remove_part
from jointstatement.actions.giving_input import amend
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.proposing import propose_deletion, propose_move, propose_part, propose_split
from jointstatement.errors import (
    BadInput,
    DeletionAgainstKeeping,
    DoDifferentThings,
    MovedApart,
    NotFound,
    NothingLeftOfSource,
    NotOnOnePart,
)
from jointstatement.models import Amendment, Disposition, Incorporation
from jointstatement.queries.consolidating import Left, consolidating_page, consolidation_page
from jointstatement.queries.origins import origins_page
from jointstatement.queries.rolling import revision_with_amendments
from jointstatement.terms import AmendmentKind, DispositionKind, Visibility, Weight

THANKS, MORE = "We thank our host", "We thank our host warmly for its hospitality"
BOTH = f"{MORE} and care"


Proposals = list[tuple[str, Any, str, dict[str, Any]]]
"""Who proposes, by which act, on which part, and with what words."""


def propose_and_close(talks: Negotiation, round_id: str, proposed: Proposals) -> None:
    """The heads propose, hand in, and the chair closes the round."""
    forum = talks.forum
    for who, deed, part_id, words in proposed:
        forum.act(deed, talks.id, part_id, reason="", weight=Weight.PREFERRED, by=forum.head(who), **words)
    for who in dict.fromkeys(who for who, *_ in proposed):
        forum.act(hand_in, talks.id, by=forum.head(who))
    talks.close_round(round_id)


@scene
def _round_on(forum: Forum, statement_id: str) -> None:
    """After the third clause two new ones, of the second two deletions and other words, of the first what else is."""
    talks = Negotiation(forum, statement_id)
    talks.table()
    round_id = talks.open_round(Visibility.BLIND)
    first, second, third = (talks.clause(each) for each in (1, 2, 3))
    proposed: Proposals = [
        ("Borvia", propose_part, third, {"wording": THANKS}),
        ("Istara", propose_part, third, {"wording": MORE}),
        ("Aldmark", propose_part, second, {"wording": THANKS}),
        ("Galdria", propose_deletion, second, {}),
        ("Kelmora", propose_deletion, second, {}),
        ("Lusatia", amend, second, {"wording": f"{CLAUSES[1]} again"}),
        ("Borvia", propose_move, first, {"after_id": third}),
        ("Istara", propose_move, first, {"after_id": third}),
        ("Galdria", propose_move, first, {"after_id": second}),
        ("Kelmora", propose_deletion, first, {}),
        ("Lusatia", propose_split, first, {"first": "We thank", "second": "We are grateful"}),
    ]
    propose_and_close(talks, round_id, proposed)


def given(forum: Forum) -> Negotiation:
    """A round that is closed, with arrangements of clauses."""
    begun = begin(forum)
    _round_on(forum, begun.id)
    return begun


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    return given(forum)


def of(talks: Negotiation, clause: int, *who: str) -> list[str]:
    """The amendments of these delegations on a clause."""
    there, whose = {"statement_id": talks.id, "part_id": talks.clause(clause)}, talks.forum.delegations
    return [row.id for each in who for row in talks.forum.rows(Amendment, delegation_id=whose[each], **there)]


def puts(talks: Negotiation, ids: list[str], wording: str = "") -> str:
    """The secretariat consolidates these."""
    named = {"amendment_ids": ids, "wording": wording, **hour(talks), "by": talks.forum.secretariat}
    return str(talks.forum.act(consolidate, talks.id, **named))


def offered(talks: Negotiation, clause: int, *chosen: str) -> Any:
    """The page on which the office chooses."""
    forum = talks.forum
    with forum.database.reading() as session:
        part_id = talks.clause(clause)
        return consolidating_page(session, forum.chair, talks.id, part_id, chosen=chosen, now=talks.now())


def shown(talks: Negotiation, consolidated: str) -> Any:
    with talks.forum.database.reading() as session:
        return consolidation_page(session, talks.forum.chair, talks.id, consolidated, now=talks.now())


def test_new_clauses_at_one_place_become_one(talks: Negotiation) -> None:
    forum, ids = talks.forum, of(talks, 3, "Borvia", "Istara")
    page = offered(talks, 3)
    assert (page.base, page.words, page.against) == ("", (f"[{THANKS} / {MORE}]",), None)
    assert (page.has_words, page.check.is_faithful, page.chosen) == (True, True, frozenset(ids))
    asked = {"amendment_ids": ids, **hour(talks), "by": forum.chair}
    lost = refused(forum, NothingLeftOfSource, consolidate, talks.id, wording="Members meet", **asked)
    assert lost.parameters == {"labels": "A-3.1, A-3.2"}
    refused(forum, BadInput, consolidate, talks.id, wording="", **asked)

    consolidated = puts(talks, ids, BOTH.replace("warmly ", ""))

    (row,) = forum.rows(Amendment, id=consolidated)
    assert (row.kind, row.part_id, row.delegation_id) == (AmendmentKind.ADD_AFTER, talks.clause(3), None)
    check = shown(talks, consolidated).check
    assert (check.left, check.added) == ((Left("A-3.2", ("warmly",), (), True),), ("and care",))
    words = {"wording": BOTH, "expected": row.version, **hour(talks), "by": forum.chair}
    forum.act(revise_consolidation, talks.id, consolidated, **words)
    with forum.database.reading() as session:
        rolling = revision_with_amendments(session, forum.chair, talks.id, now=talks.now())
    new = [each for part in rolling.text.parts for each in part.stretches if each.by and MORE in each.text]
    assert [each.by.name for each in new if each.by] == ["Chair’s office"]


def test_new_clause_is_taken_up_as_that_of_those_who_proposed_it(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    ids = of(talks, 3, "Borvia", "Istara")
    consolidated = puts(talks, ids, BOTH)
    forum.hour.pass_by(ONE_DAY)
    forum.act(compose_together, talks.id, amendment_ids=[consolidated], by=chair)
    new = talks.clause(4)
    assert talks.wording(new) == BOTH
    assert {row.amendment_id for row in forum.rows(Incorporation, part_id=new)} == {consolidated, *ids}
    answers = {row.amendment_id: row.disposition for row in forum.rows(Disposition)}
    assert answers == dict.fromkeys((consolidated, *ids), DispositionKind.ACCEPTED)
    with forum.database.reading() as session:
        origins = origins_page(session, chair, talks.id, now=talks.now())
    labels = {each.id: each.label for each in origins.sources}
    added = next(each for each in origins.parts if each.place.part_id == new)
    brought = {labels[each.source] for each in added.stretches}
    assert {"A-3.2", "A-3.3"} <= brought


def test_deletions_of_one_clause_become_one_and_an_objection_ends_it(talks: Negotiation) -> None:
    forum, ids = talks.forum, of(talks, 2, "Galdria", "Kelmora")
    page = offered(talks, 2)
    assert (page.chosen, page.has_words, page.words, page.against) == (frozenset(ids), False, (), None)
    asked = {"amendment_ids": ids, "wording": "We meet", **hour(talks), "by": forum.chair}
    refused(forum, BadInput, consolidate, talks.id, **asked)

    consolidated = puts(talks, ids)

    (row,) = forum.rows(Amendment, id=consolidated)
    assert (row.kind, row.wording, shown(talks, consolidated).check.is_faithful) == (AmendmentKind.DELETE, "", True)
    later = {"expected": row.version, **hour(talks, 2 * ONE_DAY), "by": forum.chair}
    refused(forum, BadInput, revise_consolidation, talks.id, consolidated, wording="We meet", **later)
    forum.act(revise_consolidation, talks.id, consolidated, **later)
    forum.hour.pass_by(ONE_DAY)
    forum.act(object_to_consolidation, talks.id, ids[0], by=forum.head("Galdria"))
    assert shown(talks, consolidated).proposal.is_withdrawn


def test_deletion_is_carried_out_once_and_answers_all_who_asked_for_it(talks: Negotiation) -> None:
    forum, ids, second = talks.forum, of(talks, 2, "Galdria", "Kelmora"), talks.clause(2)
    consolidated = puts(talks, ids)
    forum.hour.pass_by(ONE_DAY)
    named = {"expected": talks.version(second), "by": forum.chair}
    forum.act(incorporate, talks.id, consolidated, **named)
    gone = {(row.amendment_id, row.part_id, row.wording_after) for row in forum.rows(Incorporation)}
    assert gone == {(each, second, "") for each in (consolidated, *ids)}
    answers = {row.amendment_id: row.disposition for row in forum.rows(Disposition)}
    assert answers == dict.fromkeys((consolidated, *ids), DispositionKind.ACCEPTED)


def test_moves_to_one_place_become_one(talks: Negotiation) -> None:
    forum, first = talks.forum, talks.clause(1)
    consolidated = puts(talks, of(talks, 1, "Borvia", "Istara"))
    (row,) = forum.rows(Amendment, id=consolidated)
    assert (row.kind, row.other_part_id) == (AmendmentKind.MOVE, talks.clause(3))
    forum.hour.pass_by(ONE_DAY)
    forum.act(incorporate, talks.id, consolidated, expected=talks.version(first), by=forum.chair)
    assert talks.clause(3) == first


def test_what_cannot_be_one_proposal_is_refused_with_what_each_does(talks: Negotiation) -> None:
    forum = talks.forum

    def never(refusal: Any, *ids: str) -> dict[str, object]:
        named = {"amendment_ids": ids, "wording": "We meet", **hour(talks), "by": forum.secretariat}
        told = refused(forum, refusal, consolidate, talks.id, **named)
        against = offered(talks, _clause_of(talks, ids[0]), *ids).against if refusal is not NotOnOnePart else None
        assert against is None or against.parameters == told.parameters
        return dict(told.parameters)

    deleting, words = of(talks, 2, "Galdria", "Kelmora"), of(talks, 2, "Lusatia")
    assert never(DeletionAgainstKeeping, *deleting, *words) == {"deleting": "A-2.2, A-2.3", "keeping": "A-2.4"}
    moved, gone = of(talks, 1, "Borvia"), of(talks, 1, "Kelmora")
    assert never(DeletionAgainstKeeping, *gone, *moved) == {"deleting": "A-1.4", "keeping": "A-1.1"}
    assert never(MovedApart, *of(talks, 1, "Borvia", "Galdria")) == {"labels": "A-1.1, A-1.2"}
    assert never(DoDifferentThings, *moved, *of(talks, 1, "Lusatia")) == {"labels": "A-1.1, A-1.5"}
    assert never(DoDifferentThings, *of(talks, 2, "Aldmark"), *words) == {"labels": "A-2.1, A-2.4"}
    never(NotOnOnePart, *of(talks, 3, "Borvia"), *of(talks, 2, "Aldmark"))


def _clause_of(talks: Negotiation, amendment_id: str) -> int:
    (row,) = talks.forum.rows(Amendment, id=amendment_id)
    return next(each for each in (1, 2, 3) if talks.clause(each) == row.part_id)


def test_what_left_the_text_is_not_consolidated_anew(talks: Negotiation) -> None:
    forum, third = talks.forum, talks.clause(3)
    moves, new = of(talks, 1, "Borvia", "Istara"), of(talks, 3, "Borvia", "Istara")
    forum.act(remove_part, talks.id, third, expected=talks.version(third), by=forum.chair)
    talks.table()
    for gone in (moves, new):
        named = {"amendment_ids": gone, "wording": "", **hour(talks), "by": forum.chair}
        refused(forum, NotFound, consolidate, talks.id, **named)
