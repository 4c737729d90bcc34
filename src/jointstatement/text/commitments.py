"""What an adopted clause commits somebody to, proposed by rule for a person to confirm: who, what, until when.

English alone has rules. They look for a sentence in which those who adopt the text undertake something ("We commit to
…", "We will …"), in which it tasks somebody ("We request the Secretariat to …"), or in which an office is told what it
will do ("The Chair will …"). What only welcomes, encourages or recalls commits nobody.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jointstatement.terms import AddresseeKind
from jointstatement.text.naming import Naming


@dataclass(frozen=True, slots=True)
class ProposedCommitment:
    """A commitment that a sentence of a clause seems to hold."""

    sentence: int
    """Which sentence of the clause, from 1."""
    words: str
    """The sentence itself."""
    addressee_kind: AddresseeKind
    addressee: str
    """As the sentence names it; empty for the members together."""
    delegation_id: str
    """Of a member that is named; else empty."""
    action: str
    due_on: date | None
    due_meeting: str
    """The meeting by which it is due, as the sentence names it."""


_BOTH = r"(?:(?:also|further|hereby|jointly|therefore|again|strongly|firmly)\s+)*"
_SPEAKERS = (
    r"(?:we|the\s+(?:\w+\s+){0,2}?(?:ministers|members|participants|parties|leaders|directors|delegations|"
    r"economies|partners|sides))"
)
_UNDERTAKEN = re.compile(
    rf"\b{_SPEAKERS},?\s+{_BOTH}(?:(?:re)?commit(?:s|ted)?(?:\s+(?:ourselves|themselves))?\s+to|undert(?:ake|akes|ook)"
    rf"\s+to|pledge[ds]?\s+to|agree[ds]?\s+to|resolve[ds]?\s+to|decide[ds]?\s+to|will|shall)\s+(?:{_BOTH})"
    r"(?P<action>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TASK = (
    r"(?:task|request|ask|instruct|mandate|charge|invite|suggest\s+to|call\s+(?:up)?on|called\s+(?:up)?on|"
    r"calls\s+(?:up)?on)(?:s|d|ed)?"
)
_TASKED = re.compile(
    rf"(?:^(?:{_SPEAKERS}\s+)?|^.*?[,\s](?:we|and)\s+){_BOTH}{_TASK}\s+"
    r"(?P<addressee>[^,;:.]{2,90}?)\s+(?:to|with)\s+(?P<action>.+)",
    re.IGNORECASE | re.DOTALL,
)
_AND_TASK = re.compile(rf"\s+and\s+{_BOTH}{_TASK}\s+(?:the\s+)?", re.IGNORECASE)
_TOLD = re.compile(
    r"^(?P<addressee>the\s+(?:[\w-]+\s+){0,3}?(?:chair\w*|presidency|secretariat|host|(?:working|expert)\s+group)"
    r"(?:\s+\d{4})?)\s+(?:will|shall|undertakes\s+to)\s+(?P<action>.+)",
    re.IGNORECASE | re.DOTALL,
)
_NO_DEED = re.compile(r"^(?:be|have\s+been|remain|continue\s+to\s+be|not)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:chair\w*|presidency|secretariat|secretary|host|(?:working|expert)\s+groups?|experts|coordinators?|troika|"
    r"committee|directors|ministers)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"^(?:all|the|our|each|every|remaining|other|\s)*(?:[\w-]+\s+)?(?:members?|member\s+states|participants|parties|"
    r"delegations|economies|partners|states|countries)$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z“\"])|\n+")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_MONTH = "|".join(_MONTHS)
_BEFORE = r"\b(?P<how>by|until|before|no\s+later\s+than|not\s+later\s+than)\s+(?:the\s+)?(?P<end>end\s+of\s+)?"
_DAY = re.compile(rf"{_BEFORE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})\b")
_IN_MONTH = re.compile(rf"{_BEFORE}(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})\b")
_IN_YEAR = re.compile(rf"{_BEFORE}(?:the\s+year\s+)?(?P<year>\d{{4}})\b")
_MEETING = re.compile(
    r"\b(?:by|at|before|to|for|until|in\s+time\s+for)\s+(?P<meeting>(?:our|the|its|their)\s+(?:next\s+|following\s+)"
    r"(?:[\w-]+\s+){0,2}?(?:meeting|summit|session|conference)|the\s+\d+(?:st|nd|rd|th)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:meeting|summit|session|conference))\b",
    re.IGNORECASE,
)


def commitments_in(words: str, naming: Naming) -> tuple[ProposedCommitment, ...]:
    """What the sentences of a clause, in plain words, seem to commit somebody to; each sentence to one thing at most.

    `naming` tells which of those addressed are members, and how a text names them.
    """
    found = []
    for number, sentence in enumerate(_sentences(words), start=1):
        likeliest = next(_addressed(sentence, naming), None)
        if likeliest is None:
            continue
        kind, addressee, delegation_id, action = likeliest
        due_on, due_meeting = _due(sentence)
        found.append(
            ProposedCommitment(
                sentence=number,
                words=sentence,
                addressee_kind=kind,
                addressee=addressee,
                delegation_id=delegation_id,
                action=action,
                due_on=due_on,
                due_meeting=due_meeting,
            )
        )
    return tuple(found)


def _sentences(words: str) -> Sequence[str]:
    return [each.strip() for each in _SENTENCE_END.split(words) if each.strip()]


def _addressed(sentence: str, naming: Naming) -> Iterator[tuple[AddresseeKind, str, str, str]]:
    """Who is to do what: kind, words, delegation and action; the likeliest reading first."""
    for rule in (_TASKED, _TOLD):
        found = rule.match(sentence)
        if found and not _NO_DEED.match(found["action"]):
            yield (*_addressee(found["addressee"], naming), _deed(found["action"]))
    found = _UNDERTAKEN.search(sentence)
    if found and not _NO_DEED.match(found["action"]):
        yield AddresseeKind.MEMBERS, "", "", _deed(found["action"])


def _addressee(words: str, naming: Naming) -> tuple[AddresseeKind, str, str]:
    words = _AND_TASK.sub(" and ", " ".join(words.split()))
    bare = re.sub(r"^(?:the|our)\s+", "", words, flags=re.IGNORECASE)
    if _TOGETHER.match(words):
        return AddresseeKind.MEMBERS, "", ""
    for row in naming.names:
        if row.is_member and any(bare.casefold() == form.casefold() for form in row.forms):
            return AddresseeKind.MEMBER, naming.name(row.delegation_id), row.delegation_id
    kind = AddresseeKind.ROLE if _OFFICE.search(words) else AddresseeKind.OUTSIDE
    return kind, bare[:1].upper() + bare[1:], ""


def _deed(words: str) -> str:
    return " ".join(words.split()).rstrip(".;, ")


def _due(sentence: str) -> tuple[date | None, str]:
    """The last day by which it is due, or the meeting."""
    day, month, year = (rule.search(sentence) for rule in (_DAY, _IN_MONTH, _IN_YEAR))
    if day and 1 <= int(day["day"]) <= monthrange(int(day["year"]), _number(day["month"]))[1]:
        return date(int(day["year"]), _number(day["month"]), int(day["day"])), ""
    if month:
        first = date(int(month["year"]), _number(month["month"]), 1)
        return _last_day(month, first, first.replace(day=monthrange(first.year, first.month)[1])), ""
    if year and 1900 <= int(year["year"]) <= 2199:
        return _last_day(year, date(int(year["year"]), 1, 1), date(int(year["year"]), 12, 31)), ""
    meeting = _MEETING.search(sentence)
    return None, " ".join(meeting["meeting"].split()) if meeting else ""


def _last_day(found: re.Match[str], first: date, last: date) -> date:
    """Of a month or a year: its last day, but of "before June" the day before it begins."""
    return first - timedelta(days=1) if found["how"].casefold() == "before" and not found["end"] else last


def _number(month: str) -> int:
    return _MONTHS.index(month) + 1
