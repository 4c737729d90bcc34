"""What happened, as a sentence: the kinds of entries and notices in the reader's language."""

from collections.abc import Mapping
from datetime import datetime

from jointstatement.errors import N_
from jointstatement.web.hours import hour
from jointstatement.web.sentences import Translate

OCCASIONS: dict[str, str] = {
    "revision_tabled": N_("{revision} was tabled."),
    "round_opened": N_("Round {round} was opened on {revision}. Input is awaited until {due_at}."),
    "round_extended": N_("The hour of round {round} was moved to {due_at}."),
    "round_closed": N_("Round {round} was closed."),
    "input_circulated": N_("The input of round {round} was circulated."),
    "input_submitted": N_("{delegation} submitted input to round {round}."),
    "comment_withdrawn": N_("{delegation} withdrew its comment {label}."),
    "amendment_withdrawn": N_("{delegation} withdrew its amendment {label}."),
    "comment_answered": N_("The chair answered {label}."),
    "amendment_answered": N_("The chair answered {label}."),
    "amendment_incorporated": N_("The chair took {label} into the text."),
    "position_taken": N_("{delegation} took a position on {revision}."),
    "moved_to_consensus": N_("The chair put {revision} up for consensus."),
    "returned_to_comments": N_("The chair returned the text to comments."),
    "consensus_declared": N_("The chair declared consensus on {revision}."),
    "consensus_reopened": N_("The chair took the declared consensus back."),
    "statement_withdrawn": N_("The statement was withdrawn."),
    "silence_started": N_("A silence procedure on {revision} began. It ends on {due_at}."),
    "silence_extended": N_("The end of silence was moved to {due_at}."),
    "silence_withdrawn": N_("The silence procedure on {revision} was withdrawn."),
    "silence_broken": N_("Silence on {revision} was broken by {delegation}."),
    "late_objection_received": N_("An objection of {delegation} to {revision} arrived after the hour."),
    "objection_recorded": N_("An objection to {revision} was recorded."),
    "break_explained": N_("{delegation} gave its reason for breaking silence."),
    "silence_held": N_("Silence on {revision} was not broken."),
    "receipt_acknowledged": N_("{delegation} acknowledged receipt."),
    "reservation_made": N_("{delegation} entered a reservation."),
    "statement_made": N_("{delegation} entered a statement."),
    "reservation_withdrawn": N_("{delegation} withdrew its reservation."),
    "adopted": N_("The statement was adopted."),
    "published": N_("The statement was published."),
}
_OTHER = N_("Something changed on this statement.")


def occasion(kind: str, parameters: Mapping[str, str | int], time_zone: str, translate: Translate) -> str:
    """One sentence about what happened; hours are shown in the meeting's zone."""
    filling: dict[str, str | int] = {
        "delegation": translate(N_("a delegation")),
        "revision": translate(N_("the text")),
        "label": translate(N_("an entry")),
        "round": "",
        "due_at": "",
        **parameters,
    }
    if filling["due_at"]:
        filling["due_at"] = hour(datetime.fromisoformat(str(filling["due_at"])), time_zone, translate)
    sentence = translate(OCCASIONS.get(kind, _OTHER)).format_map(filling)
    return sentence[:1].upper() + sentence[1:]
