"""What happened, as a sentence: the kinds of notices in the reader's language, in the words of the record."""

from collections.abc import Mapping
from datetime import datetime

from jointstatement.queries.record import sentence_for
from jointstatement.web.hours import hour
from jointstatement.web.sentences import Translate


def occasion(kind: str, parameters: Mapping[str, str | int], time_zone: str, translate: Translate) -> str:
    """One sentence about what happened; hours are shown in the meeting's zone."""
    filling = dict(parameters)
    if "due_at" in filling:
        filling["due_at"] = hour(datetime.fromisoformat(str(filling["due_at"])), time_zone, translate)
    return translate(sentence_for(kind, filling)).format_map(filling)
