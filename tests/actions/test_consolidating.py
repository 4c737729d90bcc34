"""The chair's office puts amendments of one part into one proposal; their delegations may want them out of it."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Forum, refused, scene
from tests.negotiation import CLAUSES, Negotiation, begin, rules_of

from jointstatement.actions.answering import answer_amendment, incorporate
from jointstatement.actions.attribution import choose_attribution
from jointstatement.actions.brackets import put_disputes_in_brackets
from jointstatement.actions.composing import compose_part, compose_together
from jointstatement.actions.consensus import withdraw_statement
from jointstatement.actions.consolidating import (
    consolidate,
    object_to_consolidation,
    revise_consolidation,
    undo_consolidation,
)
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, withdraw_amendment
from jointstatement.actions.judging import judge_answer
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.proposing import propose_deletion
from jointstatement.actions.supporting import accept_co_sponsor, support_amendment
from jointstatement.actions.suspending import resume, suspend
from jointstatement.errors import (
    AlreadyAnswered,
    AlreadyConsolidated,
    AlreadyWithdrawn,
    AmendmentNotLive,
    AnsweredWithAnother,
    BadInput,
    ConsolidatedElsewhere,
    ConsolidationNeedsNewWords,
    DeletionAgainstKeeping,
    GivenToTheChairAlone,
    NegotiationIsSuspended,
    NoAuthorToAsk,
    NotAWorkingMoment,
    NotConsolidated,
    NotFound,
    NothingLeftOfSource,
    NotOnOnePart,
    NotYours,
    ObjectedAlready,
    RoundIsOpen,
    StillOpenToObjection,
    TooFewToConsolidate,
    WordingHasMoved,
)
from jointstatement.models import (
    Amendment,
    Consolidation,
    ConsolidationSource,
    Disposition,
    Incorporation,
    Notice,
    Person,
    Statement,
)
from jointstatement.queries.comment_tables import comment_table
from jointstatement.queries.consolidating import Left, consolidating_page, consolidation_page
from jointstatement.queries.dashboard import Act, dashboard
from jointstatement.queries.deciding import desk
from jointstatement.queries.input_list import Kind, Wanted, input_lines
from jointstatement.queries.listing import given_input
from jointstatement.queries.origins import origins_page
from jointstatement.queries.revisions import WORKING
from jointstatement.queries.rolling import between_revisions, revision_with_amendments
from jointstatement.queries.workspace import TextView, workspace
from jointstatement.terms import Attribution, DispositionKind, Visibility, Weight
from jointstatement.text.compare import Change
from jointstatement.workflow.facts import situation_of

THIRD = CLAUSES[2]
ONE_DAY = timedelta(days=1)
OTHER_WORDS = ("Borvia", "Istara", "Galdria")
"""Who gives the third clause other words."""


@scene
def _round_on(forum: Forum, statement_id: str, visibility: Visibility, attribution: Attribution) -> None:
    """Four proposals for the third clause, one of which does more than other words, and one for the first."""
    talks = Negotiation(forum, statement_id)
    talks.table()
    if attribution is not Attribution.ALL:
        forum.act(choose_attribution, statement_id, attribution=attribution, by=forum.chair)
    round_id = talks.open_round(visibility)
    proposed = {
        "Borvia": (3, THIRD.replace("our gauges", "all our gauges"), Weight.ESSENTIAL),
        "Istara": (3, THIRD.replace("share", "freely share"), Weight.PREFERRED),
        "Galdria": (3, THIRD.replace("every six hours", "every three hours"), Weight.PREFERRED),
        "Aldmark": (1, CLAUSES[0].replace("hospitality", "warm hospitality"), Weight.PREFERRED),
    }
    for who, (clause, words, weight) in proposed.items():
        named = {"wording": words, "reason": "", "weight": weight, "by": forum.head(who)}
        forum.act(amend, statement_id, talks.clause(clause), **named)
    why = {"reason": "", "weight": Weight.PREFERRED, "by": forum.head("Kelmora")}
    forum.act(propose_deletion, statement_id, talks.clause(3), **why)
    for each in ("Borvia", "Istara", "Galdria", "Kelmora", "Aldmark"):
        forum.act(hand_in, talks.id, by=forum.head(each))
    talks.close_round(round_id)


def given(
    forum: Forum, visibility: Visibility = Visibility.BLIND, attribution: Attribution = Attribution.ALL
) -> Negotiation:
    """A text with amendments that the office has before it."""
    talks = begin(forum)
    _round_on(forum, talks.id, visibility, attribution)
    return talks


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Amendments of a blind round that is closed."""
    return given(forum)


def of(talks: Negotiation, delegation: str) -> str:
    """The amendment of a delegation."""
    (row,) = talks.forum.rows(Amendment, delegation_id=talks.forum.delegations[delegation], statement_id=talks.id)
    return str(row.id)


TOGETHER = THIRD.replace("our gauges", "all our gauges").replace("share", "freely share")


def hour(talks: Negotiation, after: timedelta = ONE_DAY) -> dict[str, Any]:
    """The hour until which delegations may object."""
    due_at: datetime = talks.now() + after
    return {"due_at": due_at, "due_as_typed": f"{due_at:%Y-%m-%dT%H:%M} UTC"}


def puts(talks: Negotiation, *who: str, wording: str = TOGETHER, **named: Any) -> str:
    """The secretariat consolidates amendments of these delegations."""
    ids = [of(talks, each) for each in who or ("Borvia", "Istara")]
    by = talks.forum.secretariat
    given = {"amendment_ids": ids, "wording": wording, **hour(talks), "by": by, **named}
    return str(talks.forum.act(consolidate, talks.id, **given))


def one_more(talks: Negotiation, *ids: str) -> dict[str, Any]:
    """What a further consolidation of these would be asked with."""
    return {"amendment_ids": ids, "wording": TOGETHER, **hour(talks), "by": talks.forum.chair}


def told(talks: Negotiation, who: str) -> list[str]:
    """The kinds of notices about consolidation that a person has."""
    (person,) = talks.forum.rows(Person, id=talks.forum.persons[who])
    rows = talks.forum.rows(Notice, person_id=person.id)
    return [row.kind for row in sorted(rows, key=lambda row: (row.at, row.number)) if "consolidat" in row.kind]


def shown(talks: Negotiation, amendment_id: str, by: Any = None) -> Any:
    """The page of a consolidated proposal."""
    forum = talks.forum
    with forum.database.reading() as session:
        return consolidation_page(session, by or forum.chair, talks.id, amendment_id, now=talks.now())


def test_amendments_become_one_proposal_that_stands_in_their_place(talks: Negotiation) -> None:
    forum = talks.forum
    with forum.database.reading() as session:
        page = consolidating_page(session, forum.chair, talks.id, talks.clause(3), now=talks.now())
        ids = {of(talks, each) for each in ("Borvia", "Istara")}
        some = consolidating_page(session, forum.chair, talks.id, talks.clause(3), chosen=ids, now=talks.now())
    # What Kelmora would delete can be chosen, and is not put together with other words.
    there = {each.delegation: each.id in page.chosen for each in page.there}
    assert there == {"Borvia": True, "Galdria": True, "Istara": True, "Kelmora": False}
    assert (some.words, some.check.is_faithful) == ((TOGETHER,), True)

    consolidated = puts(talks)

    (row,) = forum.rows(Amendment, id=consolidated)
    assert (row.delegation_id, row.wording, row.label, row.weight) == (None, TOGETHER, "A-3.5", Weight.ESSENTIAL)
    entry = forum.last_entry(f"{talks.id}:circulated")
    payload = json.loads(entry.payload)
    assert (entry.kind, payload["label"], payload["sources"]) == ("amendments_consolidated", "A-3.5", "A-3.1, A-3.3")
    assert told(talks, "head of Borvia") == told(talks, "head of Istara") == ["amendments_consolidated"]
    assert told(talks, "head of Galdria") == []
    page = shown(talks, consolidated, forum.head("Galdria"))
    assert [(each.label, each.delegation, each.stands) for each in page.proposal.consolidated.sources] == [
        ("A-3.1", "Borvia", True),
        ("A-3.3", "Istara", True),
    ]
    with forum.database.reading() as session:
        listed = given_input(session, forum.head("Galdria"), talks.id, now=talks.now()).amendments
    assert {each.label: each.stands_in for each in listed if each.stands_in} == {"A-3.1": "A-3.5", "A-3.3": "A-3.5"}


def test_what_is_dropped_and_what_comes_from_nobody_is_said_and_not_refused(talks: Negotiation) -> None:
    words = TOGETHER.replace("all ", "").replace("freely share", "freely and daily share")
    with talks.forum.database.reading() as session:
        ids = {of(talks, each) for each in ("Istara", "Galdria")}
        named = {"chosen": ids, "typed": (words, ""), "now": talks.now()}
        check = consolidating_page(session, talks.forum.chair, talks.id, talks.clause(3), **named).check
    assert check.left == (Left("A-3.2", ("three",), ("six",), False),)
    assert check.added == ("and daily",)
    refusal = refused(
        talks.forum,
        NothingLeftOfSource,
        consolidate,
        talks.id,
        amendment_ids=sorted(ids),
        wording=words,
        **hour(talks),
        by=talks.forum.chair,
    )
    assert refusal.parameters == {"labels": "A-3.2"}
    assert puts(talks, "Istara", "Galdria", wording=words.replace("six", "three"))


def test_what_cannot_be_consolidated_is_refused_and_changes_nothing(talks: Negotiation) -> None:
    forum = talks.forum
    ids = [of(talks, each) for each in ("Borvia", "Istara")]
    named = {"wording": TOGETHER, **hour(talks), "by": forum.secretariat}

    def never(refusal: Any, *who: str, **other: Any) -> Any:
        chosen = [of(talks, each) for each in who] if who else ids
        return refused(forum, refusal, consolidate, talks.id, **{**named, "amendment_ids": chosen, **other})

    never(TooFewToConsolidate, "Borvia")
    never(TooFewToConsolidate, "Borvia", "Borvia")
    assert never(NotOnOnePart, "Borvia", "Aldmark").parameters == {"labels": "A-3.1, A-1.1"}
    against = never(DeletionAgainstKeeping, "Borvia", "Kelmora")
    assert against.parameters == {"deleting": "A-3.4", "keeping": "A-3.1"}
    never(BadInput, wording=THIRD)
    never(BadInput, **hour(talks, -ONE_DAY))
    never(NotAWorkingMoment, **hour(talks, timedelta(hours=14)))
    never(NotFound, amendment_ids=[*ids, "nobody’s"])
    for who in ("head of Borvia", "observer"):
        never(NotYours, by=forum.viewer(who))
    answered = of(talks, "Galdria")
    noted = {"disposition": DispositionKind.NOTED, "reply": "", "by": forum.chair}
    forum.act(answer_amendment, talks.id, answered, **noted)
    never(AmendmentNotLive, "Borvia", "Galdria")
    consolidated = puts(talks)
    again = never(AlreadyConsolidated)
    assert again.parameters == {"label": "A-3.1", "into": "A-3.5"}
    never(AlreadyConsolidated, amendment_ids=[consolidated, ids[0]])


def test_what_went_to_the_chair_alone_is_not_consolidated(forum: Forum) -> None:
    talks = given(forum, Visibility.CHAIR_ONLY)
    ids = [of(talks, each) for each in ("Borvia", "Istara")]
    named = {"amendment_ids": ids, "wording": TOGETHER, **hour(talks), "by": forum.chair}
    refused(forum, GivenToTheChairAlone, consolidate, talks.id, **named)
    with forum.database.reading() as session:
        assert consolidating_page(session, forum.chair, talks.id, talks.clause(3), now=talks.now()).there == ()


def test_objecting_before_the_hour_lets_an_amendment_stand_by_itself(talks: Negotiation) -> None:
    forum = talks.forum
    three = TOGETHER.replace("every six hours", "every three hours")
    consolidated = puts(talks, "Borvia", "Istara", "Galdria", wording=three)
    borvia, istara, galdria = (of(talks, each) for each in ("Borvia", "Istara", "Galdria"))
    for who in ("head of Istara", "head of Aldmark", "chair"):
        refused(forum, NotYours, object_to_consolidation, talks.id, borvia, by=forum.viewer(who))
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(object_to_consolidation, talks.id, borvia, reason="“All” is ours.", by=forum.head("Borvia"))
    refused(forum, NotConsolidated, object_to_consolidation, talks.id, borvia, by=forum.head("Borvia"))

    own = forum.last_entry(f"{talks.id}:delegation:{forum.delegations['Borvia']}")
    assert own.kind == "consolidation_objected" or own.kind == "head_sealed"
    assert told(talks, "chair")[-1:] == told(talks, "head of Istara")[-1:] == ["consolidation_objected"]
    page = shown(talks, consolidated)
    assert [(each.label, each.stands, each.objection) for each in page.proposal.consolidated.sources] == [
        ("A-3.1", False, "“All” is ours."),
        ("A-3.2", True, ""),
        ("A-3.3", True, ""),
    ]
    assert page.check.added == ("all",)
    seen = shown(talks, consolidated, forum.head("Galdria")).proposal.consolidated.sources[0]
    assert (seen.has_objected, seen.objection) == (True, "")

    forum.hour.pass_by(timedelta(minutes=1))
    version = forum.rows(Amendment, id=consolidated)[0].version
    words = {"wording": three.replace("all ", ""), "expected": version, **hour(talks), "by": forum.secretariat}
    stale = {**words, "expected": version - 1}
    refused(forum, WordingHasMoved, revise_consolidation, talks.id, consolidated, **stale)
    forum.act(revise_consolidation, talks.id, consolidated, **words)
    assert shown(talks, consolidated).check.is_faithful
    assert told(talks, "head of Galdria")[-1] == "consolidation_revised"
    assert told(talks, "head of Borvia")[-1] == "amendments_consolidated"

    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(withdraw_amendment, talks.id, istara, by=forum.head("Istara"))
    (row,) = forum.rows(Amendment, id=consolidated)
    assert row.withdrawn_at is not None
    assert {each.left_at is None for each in forum.rows(ConsolidationSource)} == {False}
    assert set(told(talks, "head of Galdria")[-2:]) == {"consolidation_source_withdrawn", "consolidation_fell"}
    refused(forum, NotConsolidated, object_to_consolidation, talks.id, galdria, by=forum.head("Galdria"))
    refused(forum, AlreadyWithdrawn, undo_consolidation, talks.id, consolidated, by=forum.secretariat)


def test_an_objection_after_the_hour_is_kept_as_late(talks: Negotiation) -> None:
    forum = talks.forum
    consolidated, borvia = puts(talks), of(talks, "Borvia")
    before = forum.kinds(f"{talks.id}:circulated")
    forum.hour.pass_by(ONE_DAY)
    forum.act(object_to_consolidation, talks.id, borvia, by=forum.head("Borvia"))
    refused(forum, ObjectedAlready, object_to_consolidation, talks.id, borvia, by=forum.head("Borvia"))
    assert forum.kinds(f"{talks.id}:circulated") == before
    assert told(talks, "chair") == ["late_objection_to_consolidation"]
    (source, other) = shown(talks, consolidated).proposal.consolidated.sources
    assert (source.stands, source.is_late, other.has_objected) == (True, True, False)
    assert not shown(talks, consolidated, forum.head("Istara")).proposal.consolidated.sources[0].has_objected
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(undo_consolidation, talks.id, consolidated, by=forum.secretariat)
    assert told(talks, "head of Istara")[-1] == "consolidation_undone"
    refused(forum, AmendmentNotLive, consolidate, talks.id, **one_more(talks, consolidated, borvia))
    assert puts(talks)


def test_who_objected_too_late_may_object_to_new_words(talks: Negotiation) -> None:
    forum = talks.forum
    consolidated = puts(talks, "Borvia", "Istara", "Galdria", wording=TOGETHER.replace("six", "three"))
    objecting = (object_to_consolidation, talks.id, of(talks, "Borvia"))
    forum.hour.pass_by(ONE_DAY)
    forum.act(*objecting, reason="“All” is ours.", by=forum.head("Borvia"))
    version = forum.rows(Amendment, id=consolidated)[0].version
    words = {"wording": TOGETHER.replace("six", "three") + " or so", "expected": version, **hour(talks)}
    forum.act(revise_consolidation, talks.id, consolidated, **words, by=forum.chair)
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(*objecting, reason="It is ours still.", by=forum.head("Borvia"))
    source = shown(talks, consolidated).proposal.consolidated.sources[0]
    assert (source.label, source.stands, source.objection) == ("A-3.1", False, "It is ours still.")


def test_the_hour_to_object_stands_still_while_the_negotiation_is_suspended(talks: Negotiation) -> None:
    forum = talks.forum
    over, borvia = puts(talks), of(talks, "Borvia")
    forum.act(undo_consolidation, talks.id, over, by=forum.secretariat)
    consolidated = puts(talks)
    forum.hour.pass_by(timedelta(hours=1))
    forum.act(suspend, talks.id, reason="The parties consult.", by=forum.chair)
    forum.hour.pass_by(7 * ONE_DAY)
    refused(forum, NegotiationIsSuspended, object_to_consolidation, talks.id, borvia, by=forum.head("Borvia"))
    forum.act(resume, talks.id, by=forum.chair)
    left = {row.id: row.due_at - forum.hour.now for row in forum.rows(Consolidation)}
    assert timedelta(hours=23) <= left[consolidated] <= timedelta(hours=24) and left[over] < timedelta()
    assert told(talks, "head of Istara")[-1] == "consolidation_hour_moved"
    forum.act(object_to_consolidation, talks.id, borvia, by=forum.head("Borvia"))
    assert told(talks, "chair")[-1] == "consolidation_fell"


def test_no_words_go_into_the_text_before_the_hour_to_object(talks: Negotiation) -> None:
    forum, part_id = talks.forum, talks.clause(3)
    puts(talks, wording=TOGETHER.replace("six", "two"))
    named = {"expected": talks.version(part_id), "by": forum.chair}
    refused(forum, StillOpenToObjection, put_disputes_in_brackets, talks.id, part_id, **named)
    refused(forum, StillOpenToObjection, compose_part, talks.id, part_id, choices={}, **named)
    forum.hour.pass_by(ONE_DAY)
    assert forum.act(put_disputes_in_brackets, talks.id, part_id, **named) == 1


def test_what_is_deferred_may_be_reworded_and_undone(talks: Negotiation) -> None:
    forum, consolidated = talks.forum, puts(talks)
    forum.hour.pass_by(ONE_DAY)
    deferred = {"disposition": DispositionKind.DEFERRED, "reply": "After the meeting.", "by": forum.chair}
    forum.act(answer_amendment, talks.id, consolidated, **deferred)
    version = forum.rows(Amendment, id=consolidated)[0].version
    words = {"wording": TOGETHER + " or so", "expected": version, **hour(talks), "by": forum.chair}
    forum.act(revise_consolidation, talks.id, consolidated, **words)
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(undo_consolidation, talks.id, consolidated, by=forum.chair)
    with forum.database.reading() as session:
        page = consolidating_page(session, forum.chair, talks.id, part_id := talks.clause(3), now=talks.now())
    assert (page.place.part_id, {each.delegation for each in page.there}) == (part_id, {*OTHER_WORDS, "Kelmora"})


def test_what_waits_is_counted_once(talks: Negotiation) -> None:
    forum = talks.forum

    def waits() -> list[int]:
        """In the chair's list, on the desk, and to the guard of the next step."""
        with forum.database.reading() as session:
            lines = dashboard(session, forum.chair, now=talks.now()).awaited
            lies = desk(session, forum.chair, talks.id, now=talks.now())
            (statement,) = forum.rows(Statement, id=talks.id)
            situation = situation_of(session, statement, talks.now())
        (listed,) = (each.unanswered for each in lines if each.act is Act.ANSWER_INPUT)
        return [listed, lies.total - lies.answered, situation.unanswered]

    assert waits() == [5, 5, 5]
    made = puts(talks)
    assert waits() == [4, 4, 4]
    forum.hour.pass_by(ONE_DAY)
    noted = {"disposition": DispositionKind.NOTED, "reply": "", "by": forum.chair}
    forum.act(answer_amendment, talks.id, made, **noted)
    assert waits() == [3, 3, 3]


def test_what_stands_by_itself_again_waits_by_itself(talks: Negotiation) -> None:
    forum, made = talks.forum, puts(talks)
    forum.act(undo_consolidation, talks.id, made, by=forum.chair)
    with forum.database.reading() as session:
        (statement,) = forum.rows(Statement, id=talks.id)
        assert situation_of(session, statement, talks.now()).unanswered == 5


def test_what_the_office_made_is_given_by_nobodys_delegation(talks: Negotiation) -> None:
    forum, consolidated = talks.forum, puts(talks)
    for who in ("chair", "secretariat", "head of Borvia"):
        viewer, now = forum.viewer(who), talks.now()
        with forum.database.reading() as session:
            given = input_lines(session, viewer, talks.id, wanted=Wanted(kind=Kind.AMENDMENT), now=now).lines
            page = workspace(session, viewer, talks.id, now=now, rules_of=rules_of, view=TextView.AMENDMENTS)
        (line,) = (each for each in given if each.given.id == consolidated)
        (card,) = (each for line in page.lines for each in line.cards if each.id == consolidated)
        assert (line.is_own, card.is_own, card.delegation) == (False, False, "Chair’s office"), who


def test_what_is_over_is_told_in_tables_as_over(talks: Negotiation) -> None:
    forum, consolidated = talks.forum, puts(talks)

    def said() -> list[str]:
        with forum.database.reading() as session:
            table = comment_table(session, forum.chair, talks.id, with_answers=True, now=talks.now())
        return [row.text for row in table.rows if "onsolidated" in row.text]

    assert said() == [
        "Consolidated as A-3.5.",
        "Consolidated as A-3.5.",
        "Consolidated from A-3.1 (Borvia), A-3.3 (Istara).",
    ]
    forum.act(undo_consolidation, talks.id, consolidated, by=forum.secretariat)
    assert said() == ["Was consolidated from A-3.1 (Borvia), A-3.3 (Istara)."]


def test_what_was_taken_up_is_tracked_as_its_sources(talks: Negotiation) -> None:
    forum, consolidated = talks.forum, puts(talks, wording=TOGETHER + " or so")
    forum.hour.pass_by(ONE_DAY)
    named = {"expected": talks.version(talks.clause(3)), "by": forum.chair}
    forum.act(incorporate, talks.id, consolidated, **named)
    with forum.database.reading() as session:
        rolling = between_revisions(session, forum.chair, talks.id, "0", WORKING, now=talks.now())
    changed = [
        (each.text.strip(), each.by.name)
        for part in rolling.text.parts
        for each in part.stretches
        if each.change is not Change.SAME and each.by is not None
    ]
    assert changed == [("freely", "Istara"), ("all", "Borvia"), ("or so", "Chair’s office")]


def test_rolling_text_of_an_earlier_revision_keeps_what_was_consolidated_later(talks: Negotiation) -> None:
    forum, second = talks.forum, talks.clause(2)
    new = {"wording": f"{CLAUSES[1]} again", "expected": talks.version(second), "by": forum.chair}
    forum.act(reword_part, talks.id, second, **new)
    talks.table()
    consolidated = puts(talks)

    def proposed(revision: str) -> set[str]:
        with forum.database.reading() as session:
            rolling = revision_with_amendments(session, forum.chair, talks.id, revision, now=talks.now())
        return {each.by.name for part in rolling.text.parts for each in part.stretches if each.by is not None}

    former = {"Borvia", "Istara", "Galdria", "Kelmora", "Aldmark"}
    assert (proposed("0") & former, proposed("1")) == (former, {"Chair’s office"})
    forum.act(undo_consolidation, talks.id, consolidated, by=forum.chair)
    assert (proposed("0") & former, proposed("1")) == (former, set())


def test_who_stands_behind_an_amendment_is_told_as_its_author_is(talks: Negotiation) -> None:
    forum = talks.forum
    backs = {"Lusatia": "Borvia", "Aldmark": "Istara"}
    for who, whose in backs.items():
        asking = {"as_co_sponsor": who == "Lusatia", "by": forum.head(who)}
        support = forum.act(support_amendment, talks.id, of(talks, whose), **asking)
        if who == "Lusatia":
            forum.act(accept_co_sponsor, talks.id, support, by=forum.head(whose))
    consolidated = puts(talks)
    assert [told(talks, f"head of {each}") for each in backs] == [["amendments_consolidated"]] * 2
    forum.hour.pass_by(timedelta(minutes=1))
    forum.act(support_amendment, talks.id, consolidated, by=forum.head("Galdria"))
    forum.act(object_to_consolidation, talks.id, of(talks, "Borvia"), by=forum.head("Borvia"))
    assert set(told(talks, "head of Lusatia")[1:]) == {"consolidation_objected"}
    over = {"consolidation_objected", "consolidation_fell"}
    assert set(told(talks, "head of Aldmark")[1:]) == set(told(talks, "head of Galdria")) == over
    assert told(talks, "head of Kelmora") == []


def test_who_may_object_is_reminded_of_the_hour_and_nobody_else(talks: Negotiation) -> None:
    forum = talks.forum
    forum.act(support_amendment, talks.id, of(talks, "Istara"), by=forum.head("Aldmark"))
    three = TOGETHER.replace("every six hours", "every three hours")
    consolidated = puts(talks, "Borvia", "Istara", "Galdria", wording=three, **hour(talks, timedelta(hours=26)))
    forum.act(object_to_consolidation, talks.id, of(talks, "Galdria"), by=forum.head("Galdria"))

    def reminded() -> dict[str, int]:
        kinds = {who: told(talks, who).count("consolidation_reminded") for who in forum.persons}
        return {who: count for who, count in kinds.items() if count}

    forum.act(close_what_is_due)
    assert reminded() == {}
    forum.hour.pass_by(timedelta(hours=2))
    forum.act(close_what_is_due)
    forum.act(close_what_is_due)
    once = {who: 1 for who in forum.persons if who.endswith(("of Borvia", "of Istara"))}
    assert reminded() == once
    (notice,) = forum.rows(Notice, person_id=forum.persons["head of Borvia"], kind="consolidation_reminded")
    assert json.loads(notice.parameters)["yours"] == "A-3.1"
    own = forum.last_entry(f"{talks.id}:delegation:{forum.delegations['Borvia']}")
    office = forum.last_entry(f"{talks.id}:office")
    assert (own.kind, own.actor_id, json.loads(own.payload)["yours"]) == ("consolidation_reminded", None, "A-3.1")
    assert json.loads(office.payload)["delegations"] == ["Borvia", "Istara"]
    forum.hour.pass_by(timedelta(hours=22))
    forum.act(close_what_is_due)
    assert reminded() == dict.fromkeys(once, 2)
    forum.act(undo_consolidation, talks.id, consolidated, by=forum.chair)
    (row,) = forum.rows(Consolidation, id=consolidated)
    assert row.remind_at is None


def test_nobody_is_reminded_of_an_hour_to_object_that_has_passed_or_is_over(talks: Negotiation) -> None:
    forum = talks.forum
    over = puts(talks)
    forum.act(undo_consolidation, talks.id, over, by=forum.chair)
    forum.hour.pass_by(timedelta(hours=23))
    forum.act(close_what_is_due)
    puts(talks)
    forum.hour.pass_by(2 * ONE_DAY)
    forum.act(close_what_is_due)
    assert not forum.rows(Notice, kind="consolidation_reminded")


def test_nobody_is_reminded_of_an_hour_to_object_to_a_text_that_was_given_up(talks: Negotiation) -> None:
    forum = talks.forum
    consolidated = puts(talks)
    forum.act(withdraw_statement, talks.id, by=forum.chair)
    forum.hour.pass_by(timedelta(hours=23))

    forum.act(close_what_is_due)

    assert not forum.rows(Notice, kind="consolidation_reminded")
    assert [row.remind_at for row in forum.rows(Consolidation, id=consolidated)] == [None]


def test_sources_are_answered_with_the_proposal_that_stands_for_them(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    consolidated, borvia = puts(talks), of(talks, "Borvia")
    accepted = {"disposition": DispositionKind.ACCEPTED, "reply": "", "by": chair}
    refused(forum, ConsolidatedElsewhere, answer_amendment, talks.id, borvia, **accepted)
    early = refused(forum, StillOpenToObjection, answer_amendment, talks.id, consolidated, **accepted)
    until = "Delegations may object to A-3.5 until Tue 5 May 2026, 11:00 CEST."
    assert str(early) == f"{until} Please answer it then, or undo it."
    refused(forum, StillOpenToObjection, compose_together, talks.id, amendment_ids=[consolidated], by=chair)
    refused(forum, AmendmentNotLive, compose_together, talks.id, amendment_ids=[borvia], by=chair)
    forum.hour.pass_by(ONE_DAY)
    named = {"expected": talks.version(talks.clause(3)), "by": chair}
    refused(forum, ConsolidatedElsewhere, incorporate, talks.id, borvia, **named)
    forum.act(compose_together, talks.id, amendment_ids=[consolidated], by=chair)

    assert talks.wording(talks.clause(3)) == TOGETHER
    noted = {"disposition": DispositionKind.NOTED, "reply": "", "by": chair}
    refused(forum, AnsweredWithAnother, answer_amendment, talks.id, borvia, **noted)
    refused(forum, AmendmentNotLive, consolidate, talks.id, **one_more(talks, consolidated, borvia))
    answers = {row.amendment_id: (row.disposition, row.id) for row in forum.rows(Disposition)}
    assert {each: kind for each, (kind, _) in answers.items()} == dict.fromkeys(
        (consolidated, borvia, of(talks, "Istara")), DispositionKind.ACCEPTED
    )
    assert {row.amendment_id for row in forum.rows(Incorporation)} == set(answers)
    with forum.database.reading() as session:
        origins = origins_page(session, chair, talks.id, now=talks.now())
    third = next(each for each in origins.parts if each.place.part_id == talks.clause(3))
    labels = {each.id: each.label for each in origins.sources}
    brought = [(each.text.strip(), labels[each.source]) for each in third.stretches if labels[each.source]]
    assert brought == [("freely", "A-3.3"), ("all", "A-3.1")]
    for deed, what in ((undo_consolidation, consolidated), (object_to_consolidation, borvia)):
        who = chair if deed is undo_consolidation else forum.head("Borvia")
        refused(forum, AlreadyAnswered, deed, talks.id, what, by=who)
    talks.table()
    judged = {"is_content": True, "word": "", "by": forum.head("Borvia")}
    forum.act(judge_answer, talks.id, answers[borvia][1], **judged)


def test_the_office_is_asked_about_words_that_moved_on(talks: Negotiation) -> None:
    forum = talks.forum
    words = THIRD.replace("share", "freely share").replace("six", "three")
    consolidated = puts(talks, "Istara", "Galdria", wording=words)
    part_id = talks.clause(3)
    moved = THIRD.replace("six", "nine")
    forum.act(reword_part, talks.id, part_id, wording=moved, expected=talks.version(part_id), by=forum.chair)
    talks.table()
    assert not forum.rows(Notice, person_id=forum.persons["chair"], kind="amendment_needs_its_author")
    assert told(talks, "chair") == ["consolidation_needs_new_words"]
    forum.hour.pass_by(ONE_DAY)
    chosen = {"amendment_ids": [consolidated], "by": forum.chair}
    refusal = refused(forum, ConsolidationNeedsNewWords, compose_together, talks.id, **chosen)
    assert refusal.parameters["label"] == "A-3.5"
    version = forum.rows(Amendment, id=consolidated)[0].version
    new = {"wording": moved.replace("share", "freely share"), "expected": version, **hour(talks), "by": forum.chair}
    forum.act(revise_consolidation, talks.id, consolidated, **new)
    forum.hour.pass_by(timedelta(hours=1))
    talks.open_round()
    refused(forum, RoundIsOpen, revise_consolidation, talks.id, consolidated, **{**new, "expected": version + 1})


def test_a_consolidated_proposal_is_supported_and_has_no_author_to_ask(talks: Negotiation) -> None:
    forum = talks.forum
    consolidated = puts(talks)
    by = {"by": forum.head("Aldmark")}
    refused(forum, NoAuthorToAsk, support_amendment, talks.id, consolidated, as_co_sponsor=True, **by)
    forum.act(support_amendment, talks.id, consolidated, **by)
    assert shown(talks, consolidated).proposal.supporters == ("Aldmark",)
    refused(forum, NotFound, undo_consolidation, talks.id, of(talks, "Borvia"), by=forum.chair)
    refused(forum, NotYours, undo_consolidation, talks.id, consolidated, **by)
    assert forum.rows(Consolidation, id=consolidated)
