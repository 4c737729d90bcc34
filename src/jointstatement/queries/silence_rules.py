"""The body's rules for its silence procedures, on their page."""

import msgspec
from sqlmodel import Session

from jointstatement.access.statements import body_for
from jointstatement.access.viewer import Viewer
from jointstatement.errors import Refusal
from jointstatement.workflow.permit import demand, may_manage_body, may_read_negotiation


class SilenceRulesPage(msgspec.Struct, frozen=True):
    """What the body says of silence procedures."""

    version: int
    body: str
    shortest_silence_hours: int
    shortest_reissue_hours: int
    whole_open_on_reissue: bool
    time_request_breaks: bool
    to_manage: Refusal | None
    """Why this person changes none of it, or nothing where it may."""


def silence_rules_page(session: Session, viewer: Viewer) -> SilenceRulesPage:
    """The rules, for all who take part in a negotiation and for those who keep them. Raises `NotYours`."""
    to_manage = may_manage_body(viewer.role)
    if to_manage:
        demand(may_read_negotiation(viewer.role))
    body = body_for(session, viewer)
    return SilenceRulesPage(
        version=body.version,
        body=body.name,
        shortest_silence_hours=body.shortest_silence_hours,
        shortest_reissue_hours=body.shortest_reissue_hours,
        whole_open_on_reissue=body.whole_open_on_reissue,
        time_request_breaks=body.time_request_breaks,
        to_manage=to_manage,
    )
