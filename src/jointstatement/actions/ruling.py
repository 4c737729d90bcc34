"""The rule by which a text is decided: whether it is one for this body, and what an entry says of how it was met."""

from sqlmodel import Session

from jointstatement.access.input import breakers_are_named
from jointstatement.access.statements import members_of
from jointstatement.errors import WorkflowMistake
from jointstatement.models import Statement
from jointstatement.terms import DecisionRule
from jointstatement.workflow.definition import Workflow
from jointstatement.workflow.situation import Situation


def ruling(session: Session, statement: Statement, situation: Situation) -> dict[str, object]:
    """The rule, and what of the positions it rests on; for a circulated entry.

    Consensus minus n names the delegations that stand apart, but only where who breaks silence is named: elsewhere it
    does not say how many either, as several at once may be one group. Under a majority the count is what decides.
    """
    decision = situation.decision
    told: dict[str, object] = {"rule": decision.rule}
    if decision.excluded:
        told["excluded"] = decision.excluded
    if decision.rule is DecisionRule.UNANIMITY:
        told["agreeing"] = situation.members
    elif decision.rule is DecisionRule.MAJORITY:
        told |= {
            "majority": decision.majority,
            "of": decision.of,
            "quorum": decision.quorum,
            "members": situation.members,
            "in_favour": len(situation.in_favour),
            "against": len(situation.against),
            "abstaining": len(situation.abstaining),
        }
    elif decision.rule is DecisionRule.CONSENSUS_MINUS:
        told["minus"] = decision.minus
        if breakers_are_named(session, statement):
            told |= {"standing_apart": len(situation.standing_apart), "delegations_apart": situation.standing_apart}
    return told


def demand_members_excluded(session: Session, workflow: Workflow, *, body_id: str) -> None:
    """Raises `WorkflowMistake` where the rule excludes somebody who is no member of the body, or all of its members."""
    names = [member.name for member in members_of(session, body_id)]
    for name in workflow.decision.excluded:
        if name not in names:
            raise WorkflowMistake(
                file=f"{workflow.name}.toml",
                key="decision.excluded",
                remedy=f"“{name}” is no member of this body; write a member's name as the body does.",
            )
    if names and set(names) <= set(workflow.decision.excluded):
        raise WorkflowMistake(
            file=f"{workflow.name}.toml",
            key="decision.excluded",
            remedy="every member of this body is excluded; leave those out whose consent is asked.",
        )
