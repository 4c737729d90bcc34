"""How far each clause has come, as a mark after it on paper."""

import re
from collections.abc import Mapping

from jointstatement.terms import ClauseState

_WORDS: Mapping[ClauseState, str] = {
    ClauseState.OPEN: "open",
    ClauseState.BRACKETED: "in brackets",
    ClauseState.AGREED_INFORMALLY: "agreed informally",
    ClauseState.PENDING: "agreed pending delegations",
    ClauseState.AGREED_AD_REFERENDUM: "agreed ad ref",
    ClauseState.AGREED: "agreed",
    ClauseState.REOPENED: "re-opened",
}
_MARK = re.compile(
    rf" \\?\[(?:{'|'.join(map(re.escape, _WORDS.values()))})(?: until [^\[\]\n]{{1,80}})?\\?\]\Z", re.IGNORECASE
)
"""A mark at the end of a clause; a printer may have escaped its signs."""


def state_mark(state: ClauseState, until: str = "") -> str:
    """The mark of a state with the space before it: " [agreed ad ref until 14 May 18:00]". It names nobody."""
    return f" [{_WORDS[state]}{f' until {until}' if until else ''}]"


def mark_in(text: str) -> int | None:
    """Where the mark begins, with the space before it, that a paragraph of bare words ends with; `None` without one."""
    found = _MARK.search(text)
    return found.start() if found else None
