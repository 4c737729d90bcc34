"""What happened, as a sentence: the kinds of notices in the reader's language, in the words of the record."""

from collections.abc import Mapping
from datetime import datetime

from jointstatement.queries.record import sentence_for
from jointstatement.web.hours import hour
from jointstatement.web.sentences import Translate

_HOURS = frozenset({"due_at", "refuse_until"})


def occasion(kind: str, parameters: Mapping[str, str | int], time_zone: str, translate: Translate) -> str:
    """One sentence about what happened; hours are shown in the meeting's zone."""
    filling = dict(parameters)
    for name in _HOURS & filling.keys():
        filling[name] = hour(datetime.fromisoformat(str(filling[name])), time_zone, translate)
    return translate(sentence_for(kind, filling)).format_map(filling)
