"""Steps of a workflow, asked and taken; the only user of the state machine library.

One machine per workflow serves all threads. It knows no model: a step is fired on a throw-away holder of the state's
name, so that no row, no name from a file and no callback ever comes near the library.
"""

import logging
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from transitions import Machine

from jointstatement.errors import (
    N_,
    Missing,
    NegotiationIsSuspended,
    NotAllowedNow,
    NotYours,
    Refusal,
    StillMissing,
)
from jointstatement.terms import AtEndOfSilence, Role, Verb
from jointstatement.text.days import NamedHour
from jointstatement.workflow.definition import Step, Workflow
from jointstatement.workflow.guards import GUARDS, OF_EVERY_DECISION, Guard
from jointstatement.workflow.situation import Situation

ROLE_NAMES = {
    Role.CHAIR: N_("the chair"),
    Role.CO_CHAIR: N_("a co-chair"),
    Role.SECRETARIAT: N_("the secretariat"),
    Role.HEAD: N_("a head of delegation"),
    Role.DEPUTY: N_("the deputy of a head of delegation"),
    Role.EXPERT: N_("an expert of a delegation"),
    Role.OBSERVER: N_("an observer"),
    Role.PARTNER: N_("a partner"),
    Role.GUEST: N_("a guest"),
    Role.ADMINISTRATOR: N_("an administrator"),
    Role.FORMER_CHAIR: N_("a former chair"),
    Role.INCOMING_CHAIR: N_("an incoming chair, where the body lets it read with the chair"),
}
"""How a refusal names those for whom a deed is."""


WHILE_SUSPENDED = frozenset(
    {
        Verb.COMMENT,
        Verb.AMEND,
        Verb.TAKE_OVER,
        Verb.CLEAR_INPUT,
        Verb.TRANSLATE,
        Verb.CONVERT,
        Verb.RESUME,
        Verb.WITHDRAW_STATEMENT,
    }
)
"""What goes on while the negotiation is suspended: what a delegation drafts within itself and the office translates of
words that do not change, and the ways out. What is the body's and not one text's asks no situation, and goes on too.
Nothing that was handed in is taken back: what lay on the table lies there when it goes on."""


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that leads on from where the statement is."""

    step: Step
    missing: tuple[Missing, ...]
    """What still stands in its way; empty when the step can be taken."""
    yours: bool
    """Whether the asking role takes it."""


def steps_from(workflow: Workflow, state: str) -> tuple[Step, ...]:
    """The steps that lead out of a state, in the order of the file."""
    return tuple(step for step in workflow.steps if step.from_state == state)


def open_steps(workflow: Workflow, situation: Situation, role: Role) -> tuple[OpenStep, ...]:
    """Every step from here with what it still misses: the panel, the buttons and the refusals in one answer."""
    return tuple(
        OpenStep(step=step, missing=_lacking(step, situation), yours=role in step.by)
        for step in steps_from(workflow, situation.state)
    )


def what_blocks(workflow: Workflow, situation: Situation, verb: Verb) -> tuple[Missing, ...]:
    """What still stands in the way of a step, wherever in the workflow it begins.

    Where the statement is not yet at the step's own state, the guards are asked nevertheless: a chair wants to know
    long before what consensus will need. With several steps of this verb the one from here is meant, else the first.
    A verb that this workflow does not have is blocked by that.
    """
    candidates = [step for step in workflow.steps if step.verb is verb]
    here = [step for step in candidates if step.from_state == situation.state]
    for step in here or candidates:
        return _lacking(step, situation)
    return (Missing(N_("This workflow has no such step.")),)


def step_refusal(workflow: Workflow, situation: Situation, verb: Verb, role: Role) -> Refusal | None:
    """Why this role cannot take this step now, or None where it can.

    `NotAllowedNow` where no such step leads on from here, `NotYours` where it is another's, `StillMissing` where a
    guard is not satisfied: in this order, so that nobody learns what is missing for a deed that is not theirs.
    """
    step = _step(workflow, situation.state, verb)
    if step is None:
        return NotAllowedNow(state=workflow.states[situation.state].title)
    if role not in step.by:
        return NotYours(who=those(step.by))
    lacking = _lacking(step, situation)
    return StillMissing(missing=lacking) if lacking else None


def take_step(workflow: Workflow, situation: Situation, verb: Verb, role: Role) -> str:
    """The name of the state to which this step leads. It changes nothing: `step.py` writes what this answers.

    Raises what `step_refusal` answers.
    """
    refusal = step_refusal(workflow, situation, verb, role)
    if refusal:
        raise refusal
    return _fire(workflow, situation.state, verb)


def steps_at_end_of_silence(workflow: Workflow, situation: Situation) -> tuple[Step, ...]:
    """The steps that the end of an unbroken silence itself takes, in order; `situation` is after silence held.

    None where the chair's announcement adopts, which is the rule; consensus and adoption where the workflow says
    `at_end_of_silence = "adopt"` and nothing stands in the way of either: the hour never adopts over an objection.
    """
    if workflow.at_end_of_silence is not AtEndOfSilence.ADOPT or not situation.silence_held:
        return ()
    declaring = _step(workflow, situation.state, Verb.DECLARE_CONSENSUS)
    if declaring is None or _lacking(declaring, situation):
        return ()
    declared = replace(situation, state=declaring.to_state, consensus_declared=True)
    adopting = _step(workflow, declared.state, Verb.ADOPT)
    if adopting is None or _lacking(adopting, declared):
        return ()
    return (declaring, adopting)


def take_step_at_end_of_silence(workflow: Workflow, situation: Situation, verb: Verb) -> str:
    """The state to which the hour itself leads by this step, with no person behind it.

    Raises `NotAllowedNow` for any verb that `steps_at_end_of_silence` does not begin with, and `StillMissing` for the
    adoption that follows a consensus declared by the hour where its guards are not satisfied.
    """
    if workflow.at_end_of_silence is AtEndOfSilence.ADOPT and situation.silence_held:
        step = _step(workflow, situation.state, verb)
        if step is not None and verb in {Verb.DECLARE_CONSENSUS, Verb.ADOPT}:
            lacking = _lacking(step, situation)
            if lacking:
                raise StillMissing(missing=lacking)
            return _fire(workflow, situation.state, verb)
    raise NotAllowedNow(state=workflow.states[situation.state].title)


def while_suspended(situation: Situation) -> Refusal | None:
    """Why nothing changes now, where the negotiation is suspended."""
    suspended = situation.suspended
    if suspended is None:
        return None
    return NegotiationIsSuspended(since=NamedHour(suspended.since), who=those((suspended.by,)), reason=suspended.reason)


def those(roles: tuple[Role, ...]) -> str:
    """The roles as a refusal names them: "the chair or a co-chair". A deputy is not named beside a head."""
    names = [ROLE_NAMES[role] for role in roles if role is not Role.DEPUTY or Role.HEAD not in roles]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def guards_of(step: Step) -> tuple[Guard, ...]:
    """What a step asks: that the negotiation goes on, what every decision needs, and the workflow's own guards."""
    going_on = () if step.verb in WHILE_SUSPENDED else (not_suspended,)
    beside = OF_EVERY_DECISION if step.verb in _DECIDING else ()
    return (*going_on, *beside, *(GUARDS[name] for name in step.needs))


def not_suspended(situation: Situation) -> tuple[Missing, ...]:
    """The negotiation goes on."""
    refusal = while_suspended(situation)
    return (Missing(refusal.message, **refusal.parameters),) if refusal else ()


def _lacking(step: Step, situation: Situation) -> tuple[Missing, ...]:
    return tuple(sentence for guard in guards_of(step) for sentence in guard(situation))


_DECIDING = frozenset({Verb.TO_CONSENSUS, Verb.DECLARE_CONSENSUS, Verb.ADOPT, Verb.ISSUE})


def _step(workflow: Workflow, state: str, verb: Verb) -> Step | None:
    for step in steps_from(workflow, state):
        if step.verb is verb:
            return step
    return None


class _Holder:
    """What the library moves from state to state, for the length of one step."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def _fire(workflow: Workflow, state: str, verb: Verb) -> str:
    holder = _Holder(state)
    _machine(workflow).events[verb.value].trigger(holder)
    return holder.state


@lru_cache(maxsize=64)
def _machine(workflow: Workflow) -> Any:  # Any: the library has no types of its own
    # The library writes every callback at INFO, which would tell a log who negotiates what.
    logging.getLogger("transitions").setLevel(logging.WARNING)
    return Machine(
        model=None,
        initial=None,
        states=[str(name) for name in workflow.states],
        transitions=[
            {"trigger": step.verb.value, "source": step.from_state, "dest": step.to_state} for step in workflow.steps
        ],
        auto_transitions=False,
        send_event=True,
        queued=False,
    )
