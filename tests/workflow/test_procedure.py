"""Steps asked and taken, and every way that can be walked: none reaches adoption over what must block it."""

import itertools
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.errors import Missing, NotAllowedNow, NotYours, StillMissing
from jointstatement.terms import AtEndOfSilence, Role, Verb
from jointstatement.workflow.definition import Workflow, parse_workflow
from jointstatement.workflow.procedure import (
    OpenStep,
    open_steps,
    step_refusal,
    steps_at_end_of_silence,
    steps_from,
    take_step,
    take_step_at_end_of_silence,
    those,
    what_blocks,
)
from jointstatement.workflow.situation import Situation

At = Callable[..., Situation]
Workflows = Mapping[str, Workflow]


def adopting_by_the_hour(workflow: Workflow) -> Workflow:
    """The same workflow for a body whose own rule adopts at the end of silence."""
    return parse_workflow(
        workflow.source.replace('at_end_of_silence = "announce"', 'at_end_of_silence = "adopt"'), "by_the_hour.toml"
    )


@pytest.mark.parametrize("name", ["consensus", "silence", "written"])
def test_whole_way_leads_from_draft_to_published(workflows: Workflows, at: At, name: str) -> None:
    workflow, way = workflows[name], []
    situation = at(workflow.first, silence_held=True)
    for verb in (
        Verb.OPEN_ROUND,
        Verb.OPEN_ROUND,
        Verb.TO_CONSENSUS,
        Verb.RETURN_TO_COMMENTS,
        Verb.TO_CONSENSUS,
        Verb.DECLARE_CONSENSUS,
        Verb.REOPEN,
        Verb.DECLARE_CONSENSUS,
        Verb.ADOPT,
        Verb.PUBLISH,
    ):
        situation = replace(
            situation,
            state=take_step(workflow, situation, verb, Role.CHAIR),
            consensus_declared=verb in {Verb.DECLARE_CONSENSUS, Verb.ADOPT},
            adopted=verb is Verb.ADOPT,
        )
        way.append(situation.state)

    assert way == [
        "comments",
        "comments",
        "consensus",
        "comments",
        "consensus",
        "adoption",
        "consensus",
        "adoption",
        "adopted",
        "published",
    ]


def test_step_that_does_not_lead_from_here_is_refused(workflows: Workflows, at: At) -> None:
    with pytest.raises(NotAllowedNow, match="“Draft”"):
        take_step(workflows["consensus"], at("draft"), Verb.ADOPT, Role.CHAIR)


def test_step_of_another_is_refused(workflows: Workflows, at: At) -> None:
    with pytest.raises(NotYours) as refused:
        take_step(workflows["consensus"], at(), Verb.DECLARE_CONSENSUS, Role.SECRETARIAT)

    assert str(refused.value) == "This is for the chair or a co-chair."


def test_step_with_unsatisfied_guards_is_refused_with_all_of_them(workflows: Workflows, at: At) -> None:
    with pytest.raises(StillMissing) as refused:
        take_step(workflows["consensus"], at(objections=("Arland",), unanswered=4), Verb.DECLARE_CONSENSUS, Role.CHAIR)

    assert str(refused.value) == (
        "This is not possible yet: Comments and amendments without an answer from the chair: 4. "
        "Objections standing on Rev.2: 1 (Arland)."
    )


def test_who_may_not_take_a_step_learns_nothing_of_what_is_missing(workflows: Workflows, at: At) -> None:
    refusal = step_refusal(workflows["consensus"], at(objections=("Arland",)), Verb.DECLARE_CONSENSUS, Role.HEAD)

    assert isinstance(refusal, NotYours)


def test_open_steps_draw_panel_button_and_refusal_alike(workflows: Workflows, at: At) -> None:
    workflow, situation = workflows["consensus"], at("comments", unanswered=1)
    unanswered = Missing("Comments and amendments without an answer from the chair: {count}.", count=1)

    shown = open_steps(workflow, situation, Role.SECRETARIAT)

    round_step, consensus_step, withdraw_step = steps_from(workflow, "comments")
    assert shown == (
        OpenStep(round_step, missing=(), yours=True),
        OpenStep(consensus_step, missing=(unanswered,), yours=False),
        OpenStep(withdraw_step, missing=(), yours=False),
    )
    refusal = step_refusal(workflow, situation, Verb.TO_CONSENSUS, Role.CHAIR)
    assert isinstance(refusal, StillMissing)
    assert refusal.missing == (unanswered,)


def test_what_blocks_is_answered_long_before_the_step(workflows: Workflows, at: At) -> None:
    blocking = what_blocks(workflows["silence"], at("draft", open_brackets=1), Verb.DECLARE_CONSENSUS)

    assert [m.sentence() for m in blocking] == [
        "Brackets still open in the text: 1.",
        "A silence procedure on Rev.2 has to reach its hour unbroken first.",
    ]


def test_what_blocks_an_unknown_step_is_that_there_is_none(at: At) -> None:
    source = 'title = "T"\nfirst = "a"\n[states.a]\ntitle = "A"\n[states.b]\ntitle = "B"\nfinal = true\n'
    source += '[[steps]]\nverb = "withdraw_statement"\nlabel = "Go"\nfrom = "a"\nto = "b"\nby = ["chair"]\n'

    blocking = what_blocks(parse_workflow(source, "t.toml"), at("a"), Verb.ADOPT)

    assert [m.sentence() for m in blocking] == ["This workflow has no such step."]


def test_silence_is_obligatory_where_the_workflow_says_so(workflows: Workflows, at: At) -> None:
    open_without_silence = {
        name: step_refusal(workflow, at(decision=workflow.decision), Verb.DECLARE_CONSENSUS, Role.CHAIR) is None
        for name, workflow in workflows.items()
        if "consensus" in workflow.states
    }

    assert open_without_silence == dict.fromkeys(open_without_silence, True) | {"silence": False}
    assert take_step(workflows["silence"], at(silence_held=True), Verb.DECLARE_CONSENSUS, Role.CHAIR) == "adoption"


def test_no_reply_is_not_consent_in_the_written_procedure(workflows: Workflows, at: At) -> None:
    situation = at(members=3, answered=2, awaited=("Arland",), in_favour=("Borland", "Corland"), silence_held=True)

    refusals = {
        name: step_refusal(workflow, replace(situation, decision=workflow.decision), Verb.DECLARE_CONSENSUS, Role.CHAIR)
        for name, workflow in workflows.items()
        if "consensus" in workflow.states
    }

    assert {name: refusal is None for name, refusal in refusals.items()} == {
        "consensus": True,
        "consensus_minus_one": True,
        "majority": True,
        "silence": True,
        "unanimity": False,
        "written": False,
    }


def test_end_of_silence_takes_no_step_where_the_chair_announces(workflows: Workflows, at: At) -> None:
    assert steps_at_end_of_silence(workflows["silence"], at(silence_held=True)) == ()
    with pytest.raises(NotAllowedNow):
        take_step_at_end_of_silence(workflows["silence"], at(silence_held=True), Verb.DECLARE_CONSENSUS)


def test_end_of_silence_adopts_where_the_body_says_so(workflows: Workflows, at: At) -> None:
    workflow, held = adopting_by_the_hour(workflows["silence"]), at(silence_held=True, awaited=("Arland",))

    assert workflow.at_end_of_silence is AtEndOfSilence.ADOPT
    assert [step.verb for step in steps_at_end_of_silence(workflow, held)] == [Verb.DECLARE_CONSENSUS, Verb.ADOPT]
    declared = take_step_at_end_of_silence(workflow, held, Verb.DECLARE_CONSENSUS)
    situation = replace(held, state=declared, consensus_declared=True)
    assert take_step_at_end_of_silence(workflow, situation, Verb.ADOPT) == "adopted"


@pytest.mark.parametrize(
    "facts",
    [
        {"silence_held": False},
        {"objections": ("Arland",)},
        {"reserves": ("Arland",)},
        {"silence_broken": True},
        {"silence_running": True},
        {"open_brackets": 1},
        {"text_changed_since_revision": True},
        {"state": "comments"},
    ],
)
def test_end_of_silence_never_adopts_over_what_blocks(workflows: Workflows, at: At, facts: dict[str, object]) -> None:
    workflow = adopting_by_the_hour(workflows["silence"])
    situation = at(**{"silence_held": True, **facts})

    assert steps_at_end_of_silence(workflow, situation) == ()
    with pytest.raises((StillMissing, NotAllowedNow)):
        take_step_at_end_of_silence(workflow, situation, Verb.DECLARE_CONSENSUS)


def test_end_of_silence_takes_no_other_step(workflows: Workflows, at: At) -> None:
    with pytest.raises(NotAllowedNow):
        take_step_at_end_of_silence(
            adopting_by_the_hour(workflows["silence"]), at(silence_held=True), Verb.WITHDRAW_STATEMENT
        )


def test_refusal_names_three_roles_in_a_sentence() -> None:
    assert those((Role.CHAIR, Role.CO_CHAIR, Role.SECRETARIAT)) == "the chair, a co-chair or the secretariat"
    assert those((Role.HEAD,)) == "a head of delegation"


def test_many_threads_take_steps_on_one_machine(workflows: Workflows, at: At) -> None:
    workflow, wrong = workflows["consensus"], []

    def walk(verb: Verb, origin: str, target: str) -> None:
        for _ in range(300):
            if take_step(workflow, at(origin, consensus_declared=True), verb, Role.CHAIR) != target:
                wrong.append(verb)

    threads = [
        threading.Thread(target=walk, args=way)
        for way in [
            (Verb.OPEN_ROUND, "draft", "comments"),
            (Verb.TO_CONSENSUS, "comments", "consensus"),
            (Verb.ADOPT, "adoption", "adopted"),
            (Verb.REOPEN, "adoption", "consensus"),
        ]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


BLOCKING: dict[str, object] = {
    "objections": ("Arland",),
    "reserves": ("Borland",),
    "open_brackets": 1,
    "unanswered": 1,
    "silence_running": True,
    "round_open": True,
    "text_changed_since_revision": True,
    "revision": None,
}


@pytest.mark.parametrize("name", ["consensus", "silence", "written"])
def test_no_step_reaches_adoption_over_anything_that_blocks(workflows: Workflows, at: At, name: str) -> None:
    """Every set of blocking facts, every state, every step, every role: adoption needs the empty set."""
    workflow = workflows[name]
    reached = set()
    for count in range(len(BLOCKING) + 1):
        for facts in itertools.combinations(BLOCKING, count):
            for state, declared in itertools.product(workflow.states, (False, True)):
                situation = at(
                    state, silence_held=True, consensus_declared=declared, **{fact: BLOCKING[fact] for fact in facts}
                )
                for step in steps_from(workflow, state):
                    if step_refusal(workflow, situation, step.verb, Role.CHAIR) is None and step.to_state == "adopted":
                        reached.add((facts, declared))

    assert reached == {((), True)}


@given(data=st.data(), name=st.sampled_from(["consensus", "silence", "written"]))
@settings(max_examples=80)
def test_no_negotiation_ends_in_an_adoption_that_nobody_agreed_to(
    workflows: Workflows, at: At, data: st.DataObject, name: str
) -> None:
    """Facts change at random between steps, as delegations act; adoption is only ever seen on clean facts."""
    workflow = workflows[name]
    situation = at(workflow.first, revision=None, revisions=0, rounds_held=0, round_revision=None)
    names = st.lists(st.sampled_from(["Arland", "Borland", "Corland"]), unique=True, max_size=1).map(tuple)
    often_none = st.sampled_from([0, 0, 0, 1])
    rarely = st.sampled_from([False, False, False, True])
    for _ in range(data.draw(st.integers(5, 40))):
        awaited = data.draw(names)
        situation = replace(
            situation,
            revision=data.draw(st.sampled_from(["Rev.1", "Rev.1", "Rev.1", None])),
            text_changed_since_revision=data.draw(rarely),
            open_brackets=data.draw(often_none),
            unanswered=data.draw(often_none),
            round_open=data.draw(rarely),
            silence_running=data.draw(rarely),
            silence_broken=data.draw(rarely),
            silence_held=data.draw(st.booleans()),
            objections=data.draw(names) if data.draw(rarely) else (),
            reserves=data.draw(names) if data.draw(rarely) else (),
            awaited=awaited,
            answered=3 - len(awaited),
        )
        verbs = [step.verb for step in steps_from(workflow, situation.state)]
        if not verbs:
            break
        verb, role = data.draw(st.sampled_from(verbs)), data.draw(st.sampled_from(Role))
        try:
            state = take_step(workflow, situation, verb, role)
        except (NotYours, StillMissing):
            continue
        if verb is Verb.ADOPT:
            assert role in {Role.CHAIR, Role.CO_CHAIR}
            assert situation.consensus_declared
            assert situation.revision == "Rev.1"
            assert not any(situation.objections + situation.reserves)
            assert not (situation.open_brackets or situation.unanswered or situation.text_changed_since_revision)
            assert not (situation.silence_running or situation.round_open)
            assert situation.silence_held or name != "silence"
            assert not situation.awaited or name != "written"
        situation = replace(
            situation,
            state=state,
            consensus_declared=verb is Verb.DECLARE_CONSENSUS or (situation.consensus_declared and verb is Verb.ADOPT),
            adopted=situation.adopted or verb is Verb.ADOPT,
        )
        assert situation.adopted or state not in {"adopted", "published"}
