"""The body's rules for its silence procedures, beside those of `setting_up.py`."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record
from jointstatement.actions.setting_up import LONGEST_SILENCE_RULE
from jointstatement.errors import N_, BadInput, ChangedMeanwhile
from jointstatement.terms import Chain
from jointstatement.workflow.permit import demand, may_manage_body


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRules:
    """What the body says of silence procedures."""

    shortest_reissue_hours: int
    """Of a silence on changed clauses alone, after a break."""
    whole_open_on_reissue: bool
    time_request_breaks: bool


def change_silence_rules(session: Session, *, rules: SilenceRules, expected: int, by: Viewer, now: datetime) -> None:
    """Changes the body's rules for silence; a procedure that runs keeps those under which it started.

    Raises `NotYours`, `ChangedMeanwhile` where they changed since they were seen, and `BadInput`.
    """
    demand(may_manage_body(by.role))
    body = body_for(session, by)
    if body.version != expected:
        raise ChangedMeanwhile()
    if not 1 <= rules.shortest_reissue_hours <= LONGEST_SILENCE_RULE:
        raise BadInput(
            "shortest_reissue_hours", N_("Please give a number of hours from 1 to {most}."), most=LONGEST_SILENCE_RULE
        )
    for name, value in asdict(rules).items():
        setattr(body, name, value)
    keep(session, body)
    record(
        session,
        chain=Chain.ADMINISTRATION,
        kind="silence_rules_changed",
        by=by,
        now=now,
        body_id=body.id,
        payload=asdict(rules),
    )
