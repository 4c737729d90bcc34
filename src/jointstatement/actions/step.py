"""Takes a step of a statement's workflow: the only place that assigns a statement's state."""

from datetime import datetime

from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.models import Statement
from jointstatement.terms import Verb
from jointstatement.workflow.facts import workflow_of
from jointstatement.workflow.procedure import take_step, take_step_at_end_of_silence
from jointstatement.workflow.situation import Situation


def take(
    session: Session,
    statement: Statement,
    verb: Verb,
    *,
    by: Viewer | None,
    now: datetime,
    situation: Situation,
) -> None:
    """Brings the statement to where this step leads; without `by` it is the end of a silence that acts.

    Raises what `workflow.procedure` answers; the act that takes the step records it.
    """
    workflow = workflow_of(statement)
    if by is None:
        statement.state = take_step_at_end_of_silence(workflow, situation, verb)
    else:
        statement.state = take_step(workflow, situation, verb, by.role)
    session.add(statement)
