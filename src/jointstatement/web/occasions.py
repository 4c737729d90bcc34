"""What happened, as a sentence: the kinds of notices in the reader's language, in the words of the record."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jointstatement.queries.sentences import filled, sentence_for
from jointstatement.text.days import Translate, day
from jointstatement.web.hours import hour


def occasion(kind: str, parameters: Mapping[str, str | int], time_zone: str, translate: Translate) -> str:
    """One sentence about what happened; hours are shown in the meeting's zone, days in words."""
    filling = {name: filled(name, value) for name, value in parameters.items()}
    return sentence_told(sentence_for(kind, filling), filling, time_zone, translate)


def sentence_told(message: str, parameters: Mapping[str, Any], time_zone: str, translate: Translate) -> str:
    """What an entry of the record says; hours are shown in the meeting's zone, days in words."""
    return translate(message).format(**{name: _shown(each, time_zone, translate) for name, each in parameters.items()})


def _shown(value: Any, time_zone: str, translate: Translate) -> Any:
    if isinstance(value, datetime):
        return hour(value, time_zone, translate)
    return day(value, translate) if isinstance(value, date) else value
