"""Guards answer in words what is missing, and never make consent out of silence."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jointstatement.errors import Missing
from jointstatement.terms import Abstention, DecisionRule
from jointstatement.workflow.decision import Decision
from jointstatement.workflow.guards import GUARDS, information, missing
from jointstatement.workflow.situation import Situation

At = Callable[..., Situation]

UNANIMITY: dict[str, object] = {"decision": Decision(rule=DecisionRule.UNANIMITY)}
MAJORITY: dict[str, object] = {"decision": Decision(rule=DecisionRule.MAJORITY)}
MINUS_ONE: dict[str, object] = {"decision": Decision(rule=DecisionRule.CONSENSUS_MINUS, minus=1)}

BLOCKED: list[tuple[str, dict[str, object], str]] = [
    ("has_clauses", {"clauses": 0}, "The text has no clause yet."),
    ("text_is_tabled", {"revision": None}, "No revision of the text has been tabled yet."),
    (
        "text_is_tabled",
        {"text_changed_since_revision": True},
        "The text has changed since Rev.2: table it as a new revision, or take the changes back.",
    ),
    (
        "notice_given",
        {"decidable_from": datetime(2026, 5, 4, 23, tzinfo=ZoneInfo("Europe/Vienna"))},
        "Rev.2 may be decided from Mon 4 May 2026, 23:00 CEST on: until then its notice runs, unless the chair waives "
        "it.",
    ),
    ("no_open_bracket", {"open_brackets": 2}, "Brackets still open in the text: 2."),
    (
        "no_open_bracket",
        {"packages_by_half": ("Ferries",)},
        "The package “Ferries” is agreed by half: agree all of it together, re-open it, or free it.",
    ),
    ("no_open_bracket", {"placeholders": ("[date]", "[city]")}, "Placeholders still to be filled: 2 ([date], [city])."),
    ("round_closed", {"round_open": True}, "A round is still open."),
    ("all_answered", {"unanswered": 3}, "Comments and amendments without an answer from the chair: 3."),
    (
        "no_objection",
        {"objections": ("Arland", "Borland")},
        "Objections standing on Rev.2: 2 (Arland, Borland).",
    ),
    ("no_reserve", {"reserves": ("Arland",)}, "Reserves not yet lifted or converted on Rev.2: 1 (Arland)."),
    (
        "ad_referendum_confirmed",
        {"ad_referendum": ("Corland",)},
        "Answers to Rev.2 given ad referendum and not yet confirmed: 1 (Corland).",
    ),
    (
        "all_in_writing",
        {"awaited": ("Arland",), "answered": 2},
        "No answer is not consent. Written answers awaited on Rev.2: 1 of 3 (Arland).",
    ),
    ("all_in_writing", {"revision": None}, "No member can answer in writing before a revision is tabled."),
    ("rule_satisfied", {**UNANIMITY, "revision": None}, "No member can agree to a text before a revision is tabled."),
    (
        "rule_satisfied",
        {**UNANIMITY, "awaited": ("Arland",), "answered": 2},
        "Unanimity needs every member. No answer yet on Rev.2: 1 of 3 (Arland).",
    ),
    (
        "rule_satisfied",
        {**UNANIMITY, "ad_referendum": ("Borland",)},
        "Answers to Rev.2 given ad referendum and not yet confirmed: 1 (Borland).",
    ),
    (
        "rule_satisfied",
        {**UNANIMITY, "abstaining": ("Corland",)},
        "Unanimity needs every member. Abstaining on Rev.2: 1 (Corland).",
    ),
    (
        "rule_satisfied",
        {**MAJORITY, "answered": 1, "in_favour": ("Arland",), "awaited": ("Borland", "Corland")},
        "The quorum is 2 of 3 members with a position on the whole of Rev.2; so far 1 have one.",
    ),
    (
        "rule_satisfied",
        {**MAJORITY, "in_favour": ("Arland",), "against": ("Borland",), "abstaining": ("Corland",)},
        "In favour of Rev.2: 1; needed: 2. Against: 1; abstaining: 1; awaited: 0.",
    ),
    (
        "no_objection",
        {**MINUS_ONE, "objections": ("Arland",), "reserves": ("Borland",), "standing_apart": ("Arland", "Borland")},
        "Objecting or reserving on Rev.2: 2 (Arland, Borland). The rule leaves aside 1 at most.",
    ),
    ("silence_not_running", {"silence_running": True}, "A silence procedure is running; it ends at its hour."),
    (
        "silence_not_broken",
        {"silence_broken": True},
        "Silence was broken on Rev.2: hear those who broke it, table a new revision, or start a further silence "
        "procedure.",
    ),
    ("silence_held", {}, "A silence procedure on Rev.2 has to reach its hour unbroken first."),
    (
        "silence_held",
        {"revision": None},
        "No silence procedure has been held: there is no revision to put under silence.",
    ),
    ("written_procedure_ended", {"written_ended": False}, "A written procedure on Rev.2 has to reach its hour first."),
    (
        "written_procedure_ended",
        {"revision": None, "written_ended": False},
        "No member can answer in writing before a revision is tabled.",
    ),
    (
        "announcement_not_withheld",
        {"announcement_withheld": True},
        "The chair withholds the announcement of the result, until that is lifted with a reason.",
    ),
    (
        "review_not_open",
        {"review_open": True},
        "An editorial review is open: its changes wait for the members’ hour, or for the office.",
    ),
    ("consensus_declared", {}, "The chair has not declared consensus on this text."),
    ("adopted", {}, "The statement has not been adopted."),
]


@pytest.mark.parametrize(("name", "facts", "sentence"), BLOCKED)
def test_guard_says_what_is_missing(at: At, name: str, facts: dict[str, object], sentence: str) -> None:
    assert [m.sentence() for m in GUARDS[name](at(**facts))] == [sentence]


def test_every_guard_has_a_sentence_here() -> None:
    assert {name for name, _, _ in BLOCKED} == set(GUARDS)


@pytest.mark.parametrize("name", sorted(GUARDS))
def test_guard_is_silent_when_nothing_is_missing(at: At, name: str) -> None:
    assert GUARDS[name](at(silence_held=True, written_ended=True, consensus_declared=True, adopted=True)) == ()


@pytest.mark.parametrize("rule", DecisionRule)
@pytest.mark.parametrize("name", sorted(GUARDS))
def test_no_rule_misses_anything_where_all_agree(at: At, name: str, rule: DecisionRule) -> None:
    decided = at(
        decision=Decision(rule=rule), silence_held=True, written_ended=True, consensus_declared=True, adopted=True
    )

    assert GUARDS[name](decided) == ()


JUDGED = ("no_objection", "no_reserve", "silence_not_broken", "rule_satisfied")


@pytest.mark.parametrize(
    "facts",
    [
        {**MINUS_ONE, "objections": ("Arland",), "reserves": ("Arland",), "standing_apart": ("Arland",)},
        {**MINUS_ONE, "reserves": ("Arland",), "standing_apart": ("Arland",), "silence_broken": True},
        {**MAJORITY, "objections": ("Arland",), "against": ("Arland",), "in_favour": ("Borland", "Corland")},
        {**MAJORITY, "objections": ("Arland",), "reserves": ("Borland",), "silence_broken": True},
        {**MAJORITY, "objections": ("Arland", "Borland"), "against": ("Borland",), "in_favour": ("Arland", "Corland")},
        {
            "decision": Decision(rule=DecisionRule.UNANIMITY, abstention=Abstention.AGREES),
            "in_favour": ("Arland", "Borland"),
            "abstaining": ("Corland",),
        },
    ],
)
def test_what_a_rule_leaves_aside_stands_in_no_way(at: At, facts: dict[str, object]) -> None:
    assert missing(JUDGED, at(**facts)) == ()


@pytest.mark.parametrize("facts", [{"objections": ("Arland",)}, {"reserves": ("Arland",)}, {"silence_broken": True}])
def test_under_unanimity_blocks_what_blocks_under_consensus(at: At, facts: dict[str, object]) -> None:
    assert missing(JUDGED, at(**UNANIMITY, **facts)) == missing(JUDGED, at(**facts)) != ()


def test_missing_follows_the_order_of_the_names(at: At) -> None:
    blocked = at(unanswered=1, clauses=0)

    assert missing(("all_answered", "has_clauses"), blocked) == (
        Missing("Comments and amendments without an answer from the chair: {count}.", count=1),
        Missing("The text has no clause yet."),
    )


def test_sentence_without_names_keeps_the_number(at: At) -> None:
    blocked = at(
        objections=("Arland", "Borland"), reserves=("Corland",), awaited=("Arland",), ad_referendum=("Borland",)
    ).without_names()

    told = missing(("no_objection", "no_reserve", "ad_referendum_confirmed", "all_in_writing"), blocked)

    assert [m.sentence() for m in (*told, *information(blocked))] == [
        "Objections standing on Rev.2: 2.",
        "Reserves not yet lifted or converted on Rev.2: 1.",
        "Answers to Rev.2 given ad referendum and not yet confirmed: 1.",
        "No answer is not consent. Written answers awaited on Rev.2: 1 of 3.",
        "No position yet on Rev.2 as a whole: 1 of 3.",
        "Answers to Rev.2 given ad referendum and not yet confirmed: 1.",
    ]


def test_sentence_without_numbers_tells_that_something_stands_and_not_how_many(at: At) -> None:
    blocked = at(
        objections=("Arland", "Borland"), reserves=("Corland",), awaited=("Arland",), ad_referendum=("Borland",)
    ).without_numbers()
    majority = at(**{**MAJORITY, "in_favour": ()}).without_numbers()

    told = missing(("no_objection", "no_reserve", "ad_referendum_confirmed", "all_in_writing"), blocked)

    assert [each.sentence() for each in (*told, *information(blocked), *missing(("rule_satisfied",), majority))] == [
        "There is objection to Rev.2.",
        "Not every reserve on Rev.2 is lifted or converted.",
        "Not every answer to Rev.2 that was given ad referendum is confirmed.",
        "No answer is not consent. Written answers are still awaited on Rev.2.",
        "Not every answer to Rev.2 that was given ad referendum is confirmed.",
        "Rev.2 has not the number in favour that the rule needs.",
    ]
    assert [each.sentence() for each in information(at(awaited=("Arland",)).without_numbers())] == [
        "No objection to Rev.2 so far; members are awaited."
    ]


def test_information_calls_the_awaited_awaited(at: At) -> None:
    told = information(at(members=12, answered=6, awaited=("A", "B", "C", "D", "E", "F"), silence_held=True))

    assert [m.sentence() for m in told] == [
        "No objection to Rev.2 so far; 6 of 12 awaited (A, B, C, D, E, F).",
        "Silence held on Rev.2.",
    ]


@pytest.mark.parametrize("facts", [{"objections": ("Borland",)}, {"reserves": ("Borland",)}, {"silence_broken": True}])
def test_information_says_nothing_of_no_objection_where_something_stands(at: At, facts: dict[str, object]) -> None:
    told = information(at(answered=2, awaited=("Arland",), **facts))

    assert [m.sentence() for m in told] == ["No position yet on Rev.2 as a whole: 1 of 3 (Arland)."]


def test_information_counts_declined_essentials_and_full_answers(at: At) -> None:
    assert [m.sentence() for m in information(at(essential_declined=2))] == [
        "Every delegation has taken a position on Rev.2: 3.",
        "Amendments that their authors called essential, answered without acceptance: 2.",
    ]


def test_information_names_whose_objection_is_no_vote(at: At) -> None:
    facts: dict[str, object] = {"objections": ("Arland", "Borland"), "against": ("Arland",)}

    assert [m.sentence() for m in information(at(**MAJORITY, **facts))[1:]] == [
        "Objecting to a part of Rev.2, which is no vote on the whole: 1 (Borland)."
    ]
    assert [m.sentence() for m in information(at(**facts))[1:]] == []


def test_information_has_nothing_to_tell_before_the_first_revision(at: At) -> None:
    assert information(at(revision=None, answered=0, awaited=("A", "B", "C"))) == ()
