"""Who may do what: the table, the state and the moment."""

import inspect
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from jointstatement import errors
from jointstatement.errors import (
    AlreadyCirculated,
    NoRoundOpen,
    NoSilenceRunning,
    NotAllowedNow,
    NothingToTable,
    NotTabledYet,
    NotYours,
    Refusal,
    RoundIsOpen,
    SilenceIsRunning,
    StillMissing,
    WorkflowMistake,
    WrittenProcedureIsRunning,
)
from jointstatement.terms import CHAIRS_OFFICE, STEP_VERBS, Allowance, ConsensusBasis, Role, Verb
from jointstatement.workflow import permit
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.permit import (
    ADMINISTRATION,
    demand,
    may,
    may_at_all,
    may_declare_consensus,
    parse_roles,
    role_table,
)
from jointstatement.workflow.procedure import WHILE_SUSPENDED
from jointstatement.workflow.situation import Situation, Suspended

At = Callable[..., Situation]
Workflows = Mapping[str, Workflow]

EDITS = [
    Verb.INSERT_PART,
    Verb.REWORD_PART,
    Verb.MOVE_PART,
    Verb.SPLIT_CLAUSE,
    Verb.MERGE_CLAUSES,
    Verb.REMOVE_PART,
    Verb.APPLY_STYLE_ENDINGS,
    Verb.INCORPORATE,
    Verb.PUT_IN_BRACKETS,
    Verb.RESOLVE_BRACKET,
    Verb.NAME_SPONSORS,
    Verb.FILL_PLACEHOLDER,
]


def named(refusal: Refusal | None) -> str:
    """The refusal's name; empty where nothing is refused."""
    return type(refusal).__name__ if refusal else ""


def test_table_answers_for_every_verb_and_every_role() -> None:
    table = role_table()

    assert list(table) == list(Verb)
    assert all(rule.by for rule in table.values())
    assert {role for rule in table.values() for role in rule.by} == set(Role)
    for verb in Verb:
        for role in Role:
            assert named(may_at_all(verb, role)) == ("" if role in table[verb].by else "NotYours")


def test_secretariat_never_declares_in_the_table_nor_in_any_workflow(workflows: Workflows) -> None:
    declaring = {Verb.DECLARE_CONSENSUS, Verb.REOPEN, Verb.ADOPT}

    allowed = {role for verb in declaring for role in role_table()[verb].by}
    allowed |= {role for w in workflows.values() for step in w.steps if step.verb in declaring for role in step.by}

    assert allowed == {Role.CHAIR, Role.CO_CHAIR}


def test_administrator_reads_no_negotiation_and_takes_no_part_in_it() -> None:
    given = {verb for verb, rule in role_table().items() if Role.ADMINISTRATOR in rule.by}

    assert given == ADMINISTRATION
    assert not given & {Verb.READ_TEXT, Verb.READ_NEGOTIATION, Verb.READ_MATRIX, Verb.READ_OFFICE, Verb.EXPORT_DRAFT}


def test_only_delegates_give_input_and_only_heads_bind_their_delegation() -> None:
    table = role_table()

    assert {verb for verb, rule in table.items() if Role.EXPERT in rule.by and verb not in STEP_VERBS} == {
        Verb.COMMENT,
        Verb.AMEND,
        Verb.TAKE_OVER,
        Verb.ACKNOWLEDGE_RECEIPT,
        Verb.READ_CALLS,
        Verb.READ_TEXT,
        Verb.READ_NEGOTIATION,
        Verb.EXPORT_DRAFT,
        Verb.CREATE_TOKEN,
    }
    assert table[Verb.SUBMIT_INPUT].by == (Role.HEAD, Role.DEPUTY, Role.OBSERVER, Role.PARTNER)
    for verb in (Verb.TAKE_POSITION, Verb.BREAK_SILENCE):
        assert table[verb].by == (Role.HEAD, Role.DEPUTY)
    for verb in (Verb.RESERVE, Verb.WITHDRAW_RESERVATION, Verb.NAME_DEPUTY):
        assert table[verb].by == (Role.HEAD,)


def test_deputy_does_what_an_expert_does_and_what_the_head_does_until_a_text_is_decided_on() -> None:
    given = {role: {verb for verb, rule in role_table().items() if role in rule.by} for role in Role}

    assert given[Role.EXPERT] < given[Role.DEPUTY] < given[Role.HEAD]
    assert given[Role.HEAD] - given[Role.DEPUTY] == {
        Verb.OPT_OUT,
        Verb.CONVERT_RESERVE,
        Verb.DECLINE_BREAK,
        Verb.RESERVE,
        Verb.CHANGE_RESERVATION,
        Verb.JOIN_RESERVATION,
        Verb.WITHDRAW_RESERVATION,
        Verb.OBJECT_TO_CORRIGENDUM,
        Verb.REPORT_ON_COMMITMENT,
        Verb.ASSOCIATE,
        Verb.END_ASSOCIATION,
        Verb.CONSENT_TO_BE_NAMED,
        Verb.NAME_DEPUTY,
    }


def test_observer_reads_tabled_texts_answers_calls_comments_where_it_may_and_no_more() -> None:
    assert {verb for verb, rule in role_table().items() if Role.OBSERVER in rule.by} == {
        Verb.CONTRIBUTE,
        Verb.WITHDRAW_CONTRIBUTION,
        Verb.READ_CALLS,
        Verb.ASSOCIATE,
        Verb.END_ASSOCIATION,
        Verb.COMMENT,
        Verb.SUBMIT_INPUT,
        Verb.WITHDRAW_INPUT,
        Verb.READ_TEXT,
        Verb.CREATE_TOKEN,
    }
    assert {verb for verb, rule in role_table().items() if Role.GUEST in rule.by} == {
        Verb.END_ASSOCIATION,
        Verb.READ_TEXT,
        Verb.CREATE_TOKEN,
    }


def test_every_step_of_the_shipped_workflows_is_for_roles_of_the_table(workflows: Workflows) -> None:
    for workflow in workflows.values():
        for step in workflow.steps:
            assert set(step.by) <= set(role_table()[step.verb].by) <= CHAIRS_OFFICE


def test_every_verb_has_its_question_in_the_order_of_the_deeds() -> None:
    questions = [
        name.removeprefix("may_")
        for name, found in vars(permit).items()
        if name.startswith("may_") and inspect.isfunction(found) and name != "may_at_all"
    ]

    assert questions == [verb.value for verb in Verb]


def test_nothing_but_what_is_private_and_the_ways_out_goes_on_in_a_suspended_negotiation(
    workflows: Workflows, at: At
) -> None:
    since = datetime(2026, 5, 4, 11, tzinfo=ZoneInfo("Europe/Vienna"))
    suspended = Suspended(since, Role.CO_CHAIR, "Consultations.", None)
    about_a_text = [
        verb for verb in Verb if "workflow" in inspect.signature(getattr(permit, f"may_{verb.value}")).parameters
    ]

    assert set(about_a_text) > WHILE_SUSPENDED
    for verb in about_a_text:
        for state in workflows["consensus"].states:
            role = role_table()[verb].by[0]
            refusal = getattr(permit, f"may_{verb.value}")(workflows["consensus"], at(state, suspended=suspended), role)
            assert (named(refusal) == "NegotiationIsSuspended") is (verb not in WHILE_SUSPENDED), verb


def test_every_question_asks_the_one_mechanism(workflows: Workflows, at: At) -> None:
    workflow = workflows["consensus"]
    for verb in Verb:
        question = getattr(permit, f"may_{verb.value}")
        whole = "workflow" in inspect.signature(question).parameters
        for role in Role:
            for state in workflow.states:
                situation = at(state, silence_running=True, round_open=True)
                asked = question(workflow, situation, role) if whole else question(role)
                expected = may(verb, workflow, situation, role) if whole else may_at_all(verb, role)
                assert named(asked) == named(expected)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("draft", {Verb.REWORD_PART, Verb.TABLE_REVISION}),
        (
            "comments",
            {
                Verb.REWORD_PART,
                Verb.TABLE_REVISION,
                Verb.COMMENT,
                Verb.AMEND,
                Verb.SUBMIT_INPUT,
                Verb.WITHDRAW_INPUT,
                Verb.TAKE_POSITION,
                Verb.DISPOSE,
                Verb.RECORD_OBJECTION,
            },
        ),
        (
            "consensus",
            {
                Verb.REWORD_PART,
                Verb.TABLE_REVISION,
                Verb.TAKE_POSITION,
                Verb.DISPOSE,
                Verb.START_SILENCE,
                Verb.RECORD_OBJECTION,
            },
        ),
        ("adoption", {Verb.TAKE_POSITION, Verb.RESERVE, Verb.WITHDRAW_RESERVATION, Verb.RECORD_OBJECTION}),
        ("adopted", set()),
        ("published", set()),
        ("withdrawn", set()),
    ],
)
def test_state_allows_what_it_says_and_nothing_else(workflows: Workflows, at: At, state: str, verbs: set[Verb]) -> None:
    asked = {
        Verb.REWORD_PART,
        Verb.TABLE_REVISION,
        Verb.COMMENT,
        Verb.AMEND,
        Verb.SUBMIT_INPUT,
        Verb.WITHDRAW_INPUT,
        Verb.TAKE_POSITION,
        Verb.DISPOSE,
        Verb.START_SILENCE,
        Verb.RESERVE,
        Verb.WITHDRAW_RESERVATION,
        Verb.RECORD_OBJECTION,
    }
    workflow = workflows["consensus"]

    open_now = set()
    for verb in asked:
        situation = at(state, text_changed_since_revision=verb is Verb.TABLE_REVISION)
        if may(verb, workflow, situation, role_table()[verb].by[0]) is None:
            open_now.add(verb)

    assert open_now == verbs


def test_written_procedure_has_no_silence(workflows: Workflows, at: At) -> None:
    assert not [state for state in workflows["written"].states.values() if Allowance.SILENCE in state.allows]
    assert named(may(Verb.START_SILENCE, workflows["written"], at(), Role.CHAIR)) == "NotAllowedNow"


@pytest.mark.parametrize(
    ("verb", "role", "state", "facts", "refusal"),
    [
        *[(verb, Role.CHAIR, "consensus", {"silence_running": True}, SilenceIsRunning) for verb in EDITS],
        *[(verb, Role.CHAIR, "comments", {"round_open": True}, RoundIsOpen) for verb in EDITS],
        *[(verb, Role.HEAD, "draft", {}, NotYours) for verb in EDITS],
        *[(verb, Role.CHAIR, "adoption", {}, NotAllowedNow) for verb in EDITS],
        (Verb.IMPORT_TEXT, Role.SECRETARIAT, "draft", {}, AlreadyCirculated),
        (Verb.IMPORT_TEXT, Role.SECRETARIAT, "draft", {"revision": None}, None),
        (Verb.SET_FURNITURE, Role.SECRETARIAT, "adoption", {}, None),
        (Verb.SET_FURNITURE, Role.SECRETARIAT, "adopted", {}, NotAllowedNow),
        (Verb.TABLE_REVISION, Role.CHAIR, "draft", {}, NothingToTable),
        (Verb.TABLE_REVISION, Role.CHAIR, "draft", {"revision": None}, None),
        (Verb.TABLE_REVISION, Role.CHAIR, "draft", {"revision": None, "clauses": 0}, StillMissing),
        (Verb.TABLE_REVISION, Role.CHAIR, "consensus", {"silence_running": True}, SilenceIsRunning),
        (Verb.OPEN_ROUND, Role.SECRETARIAT, "draft", {}, None),
        (Verb.OPEN_ROUND, Role.SECRETARIAT, "comments", {"round_open": True}, StillMissing),
        (Verb.OPEN_ROUND, Role.SECRETARIAT, "draft", {"written_running": True}, WrittenProcedureIsRunning),
        (Verb.START_SILENCE, Role.CHAIR, "consensus", {"written_running": True}, WrittenProcedureIsRunning),
        (
            Verb.RESUME_SILENCE,
            Role.CHAIR,
            "consensus",
            {"silence_held": True, "written_running": True},
            WrittenProcedureIsRunning,
        ),
        (Verb.OPEN_ROUND, Role.SECRETARIAT, "consensus", {}, NotAllowedNow),
        (Verb.EXTEND_ROUND, Role.CHAIR, "comments", {}, NoRoundOpen),
        (Verb.EXTEND_ROUND, Role.CHAIR, "comments", {"round_open": True}, None),
        (Verb.CLOSE_ROUND, Role.CHAIR, "comments", {}, NoRoundOpen),
        (Verb.COMMENT, Role.EXPERT, "comments", {"revision": None}, NotTabledYet),
        (Verb.COMMENT, Role.EXPERT, "comments", {"round_open": True}, None),
        (Verb.COMMENT, Role.EXPERT, "comments", {"round_revision": "Rev.1"}, NoRoundOpen),
        (Verb.COMMENT, Role.EXPERT, "comments", {"rounds_held": 0, "round_revision": None}, NoRoundOpen),
        (Verb.COMMENT, Role.CHAIR, "comments", {"round_open": True}, NotYours),
        (Verb.COMMENT, Role.HEAD, "consensus", {}, NotAllowedNow),
        (Verb.SUBMIT_INPUT, Role.EXPERT, "comments", {"round_open": True}, NotYours),
        (Verb.TAKE_POSITION, Role.HEAD, "adoption", {}, None),
        (Verb.TAKE_POSITION, Role.HEAD, "comments", {"revision": None}, NotTabledYet),
        (Verb.DISPOSE, Role.CHAIR, "comments", {"round_open": True}, RoundIsOpen),
        (Verb.START_SILENCE, Role.SECRETARIAT, "consensus", {}, NotYours),
        (Verb.START_SILENCE, Role.CHAIR, "consensus", {"silence_running": True}, StillMissing),
        (Verb.START_SILENCE, Role.CHAIR, "consensus", {"text_changed_since_revision": True}, StillMissing),
        (Verb.START_SILENCE, Role.CHAIR, "consensus", {"open_brackets": 1}, StillMissing),
        (Verb.START_SILENCE, Role.CHAIR, "consensus", {"unanswered": 1}, StillMissing),
        (Verb.START_SILENCE, Role.CHAIR, "consensus", {"objections": ("Arland",)}, None),
        (Verb.ACKNOWLEDGE_RECEIPT, Role.HEAD, "consensus", {}, NoSilenceRunning),
        (Verb.ACKNOWLEDGE_RECEIPT, Role.HEAD, "consensus", {"silence_running": True}, None),
        (Verb.BREAK_SILENCE, Role.HEAD, "consensus", {}, NoSilenceRunning),
        (Verb.BREAK_SILENCE, Role.HEAD, "consensus", {"silence_running": True}, None),
        (Verb.BREAK_SILENCE, Role.CHAIR, "consensus", {"silence_running": True}, NotYours),
        (Verb.RECORD_OBJECTION, Role.SECRETARIAT, "draft", {"revision": None}, NotAllowedNow),
        (Verb.RECORD_OBJECTION, Role.SECRETARIAT, "consensus", {"silence_running": True}, None),
        (Verb.RECORD_OBJECTION, Role.HEAD, "consensus", {"silence_running": True}, NotYours),
        (Verb.EXTEND_SILENCE, Role.CHAIR, "consensus", {}, NoSilenceRunning),
        (Verb.WITHDRAW_SILENCE, Role.CHAIR, "consensus", {}, NoSilenceRunning),
        (Verb.WITHDRAW_SILENCE, Role.CHAIR, "consensus", {"silence_running": True}, None),
        (Verb.DECLARE_CONSENSUS, Role.SECRETARIAT, "consensus", {}, NotYours),
        (Verb.DECLARE_CONSENSUS, Role.CHAIR, "consensus", {"silence_running": True}, StillMissing),
        (Verb.DECLARE_CONSENSUS, Role.CHAIR, "consensus", {"awaited": ("Arland",), "answered": 2}, None),
        (Verb.RESERVE, Role.HEAD, "consensus", {}, NotAllowedNow),
        (Verb.ADOPT, Role.CHAIR, "adoption", {"consensus_declared": True}, None),
        (Verb.ADOPT, Role.CHAIR, "adoption", {"consensus_declared": True, "objections": ("A",)}, StillMissing),
        (Verb.PUBLISH, Role.SECRETARIAT, "adopted", {"adopted": True}, None),
        (Verb.WITHDRAW_STATEMENT, Role.CHAIR, "adopted", {}, NotAllowedNow),
    ],
)
def test_deed_is_refused_by_the_fact_that_forbids_it(
    workflows: Workflows,
    at: At,
    verb: Verb,
    role: Role,
    state: str,
    facts: dict[str, object],
    refusal: type[Refusal] | None,
) -> None:
    assert named(may(verb, workflows["consensus"], at(state, **facts), role)) == (refusal.__name__ if refusal else "")


@pytest.mark.parametrize("verb", [Verb.BREAK_SILENCE, Verb.RECORD_OBJECTION])
@pytest.mark.parametrize("state", ["consensus", "adoption", "adopted"])
@pytest.mark.parametrize("facts", [{"silence_held": True}, {"silence_broken": True}])
def test_objection_after_the_hour_is_still_taken(
    workflows: Workflows, at: At, verb: Verb, state: str, facts: dict[str, object]
) -> None:
    """It is kept as late; it is for the chair to see, and it undoes nothing by itself."""
    assert may(verb, workflows["consensus"], at(state, **facts), role_table()[verb].by[0]) is None


@pytest.mark.parametrize("verb", [Verb.BREAK_SILENCE, Verb.RECORD_OBJECTION])
def test_objection_to_a_published_text_is_refused(workflows: Workflows, at: At, verb: Verb) -> None:
    situation = at("published", silence_held=True)

    assert named(may(verb, workflows["consensus"], situation, role_table()[verb].by[0])) == "NotAllowedNow"


@pytest.mark.parametrize("name", ["unanimity", "majority"])
def test_rule_that_counts_positions_rests_on_them_alone(workflows: Workflows, at: At, name: str) -> None:
    situation = at(decision=workflows[name].decision, silence_held=True)

    assert {
        basis: named(may_declare_consensus(workflows[name], situation, Role.CHAIR, basis=basis))
        for basis in (None, *ConsensusBasis)
    } == {None: "", **dict.fromkeys(ConsensusBasis, "PositionsAreTheBasis"), ConsensusBasis.COUNTED: ""}


def test_chair_may_find_consensus_in_the_room_unless_silence_is_demanded(workflows: Workflows, at: At) -> None:
    answers = {
        (name, basis, held): named(
            may_declare_consensus(workflows[name], at(silence_held=held), Role.CHAIR, basis=basis)
        )
        for name in ("consensus", "silence")
        for basis in ConsensusBasis
        for held in (False, True)
    }

    found, silent, counted = ConsensusBasis.FOUND_IN_THE_ROOM, ConsensusBasis.SILENCE_HELD, ConsensusBasis.COUNTED
    assert answers == {
        ("consensus", silent, False): "StillMissing",
        ("consensus", silent, True): "",
        ("consensus", found, False): "",
        ("consensus", found, True): "",
        ("silence", silent, False): "StillMissing",
        ("silence", silent, True): "",
        ("silence", found, False): "StillMissing",
        ("silence", found, True): "",
        ("consensus", counted, False): "PositionsAreNoBasis",
        ("consensus", counted, True): "PositionsAreNoBasis",
        ("silence", counted, False): "StillMissing",
        ("silence", counted, True): "PositionsAreNoBasis",
    }


def test_demand_raises_the_refusal_and_passes_over_none() -> None:
    demand(None)
    with pytest.raises(NotYours, match="This is for a head of delegation."):
        demand(may_at_all(Verb.TAKE_POSITION, Role.CHAIR))


@pytest.mark.parametrize(
    "name",
    [
        "RoundIsOpen",
        "NoRoundOpen",
        "SilenceIsRunning",
        "NoSilenceRunning",
        "NotTabledYet",
        "AlreadyCirculated",
    ],
)
def test_refusal_of_the_moment_is_one_plain_sentence(name: str) -> None:
    sentence = str(getattr(errors, name)())

    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("comment               =", "coment                =", "coment", "there is no such verb; did you mean"),
        (
            'take_position         = { by = ["head", "deputy"], while = ["take_positions"] }\n',
            "",
            "take_position",
            "this verb is missing; add a row that says who may.",
        ),
        (
            'reserve               = { by = ["head"]',
            'reserve = { by = ["heads"]',
            "reserve",
            "Invalid enum value 'heads'",
        ),
        ('reserve               = { by = ["head"]', "reserve = { by = []", "reserve", "name at least one role."),
        ('reserve               = { by = ["head"]', "reserve = { to = []", "reserve", "Object contains unknown field"),
        ('while = ["silence"]', 'while = ["silent"]', "start_silence", "Invalid enum value 'silent'"),
        (
            'to_consensus          = { by = ["chair", "co_chair"] }',
            'to_consensus = { by = ["chair"], while = ["draft"] }',
            "to_consensus",
            "a step has no “while”: the workflow says from where it leads; take it out.",
        ),
        (
            'adopt                 = { by = ["chair", "co_chair"] }',
            'adopt = { by = ["chair", "secretariat"] }',
            "adopt",
            "only the chair and a co-chair declare; take the other roles out.",
        ),
        (
            'read_matrix           = { by = ["chair", ',
            'read_matrix = { by = ["administrator", ',
            "read_matrix",
            "an administrator takes no part in a negotiation; take the role out.",
        ),
        ("create_statement      =", "create_statement", "file", "this is not TOML (Expected '=' after a key"),
    ],
)
def test_mistake_in_the_table_names_file_key_and_remedy(
    folder: Path, old: str, new: str, key: str, remedy: str
) -> None:
    source = (folder / "roles.toml").read_text(encoding="utf-8")
    assert old in source

    with pytest.raises(WorkflowMistake) as refused:
        parse_roles(source.replace(old, new, 1), "roles.toml")

    assert (refused.value.parameters["file"], refused.value.parameters["key"]) == ("roles.toml", key)
    assert str(refused.value.parameters["remedy"]).startswith(remedy)


def test_table_is_written_in_the_order_of_the_deeds(folder: Path) -> None:
    source = (folder / "roles.toml").read_text(encoding="utf-8")

    assert list(tomllib.loads(source)) == [verb.value for verb in Verb]
