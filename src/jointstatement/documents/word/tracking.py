"""Tracked changes and comments as Word has them: runs under a change, each with its number, author and hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from msgspec import Struct

from jointstatement.documents.word.elements import (
    comment,
    comment_end,
    comment_sign,
    comment_start,
    mark_change,
    revision,
    tracked,
)
from jointstatement.text.compare import Change
from jointstatement.text.rolling import Author, Remark

Tags = Mapping[Change, str]
KEPT: Tags = {Change.SAME: "", Change.INSERTED: "ins", Change.DELETED: "del"}
MOVED_FROM: Tags = {Change.SAME: "moveFrom", Change.DELETED: "del"}
MOVED_TO: Tags = {Change.SAME: "moveTo", Change.INSERTED: "ins"}
TAKEN_OUT: Tags = {Change.SAME: "del", Change.DELETED: "del"}
PUT_IN: Tags = {Change.SAME: "ins", Change.INSERTED: "ins"}
UNTRACKED: Tags = {Change.SAME: "", Change.INSERTED: "", Change.DELETED: ""}


class Inline(Struct, frozen=True, gc=False):
    """Runs under one change, or none, and what stands round them outside of it."""

    change: Change
    runs: str
    by: Author | None = None
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph that stays, comes or goes."""

    change: Change
    by: Author | None
    inlines: list[Inline] = field(default_factory=list)


class Tracking:
    """The changes and comments of one file. What nobody proposed is the secretariat's."""

    def __init__(self, secretariat: Author) -> None:
        self.secretariat = secretariat
        self.comments: list[str] = []
        self._last_number = 0

    def runs(self, paragraph_of: Paragraph, tags: Tags, by: Author) -> str:
        """The runs of a paragraph; neighbours under one change of one author stand in one."""
        written: list[str] = []
        runs = tag = ""
        author: Author | None = None
        for inline in paragraph_of.inlines:
            own_tag = tags[inline.change] if inline.runs else ""
            own_author = (inline.by or by) if own_tag else None
            stands_apart = inline.before or inline.after
            if own_tag == tag and own_author == author and not stands_apart:
                runs += inline.runs
                continue
            written.append(self.under(tag, author, runs))
            runs, tag, author = inline.runs, own_tag, own_author
            if stands_apart:
                written += (inline.before, self.under(tag, author, runs), inline.after)
                runs, tag, author = "", "", None
        written.append(self.under(tag, author, runs))
        return "".join(written)

    def under(self, tag: str, by: Author | None, runs: str) -> str:
        """Runs under a change of somebody, or under none where there is no tag."""
        return tracked(tag, self.revision(self.number(), by), runs) if tag and runs else runs

    def mark(self, paragraph_of: Paragraph, tags: Tags, by: Author) -> str:
        """The change of a paragraph's mark; empty where it stays."""
        tag = tags[paragraph_of.change]
        return self.mark_under(tag, paragraph_of.by or by) if tag else ""

    def mark_under(self, tag: str, by: Author | None) -> str:
        """A change of the mark of a paragraph, or of a table's row, by somebody."""
        return mark_change(tag, self.revision(self.number(), by))

    def comment_on(self, paragraphs: Sequence[Paragraph], remark: Remark) -> None:
        """Sets a comment on what its author changed, or on the whole part where that is nothing."""
        name = remark.by.name
        own = [
            (number, place)
            for number, one in enumerate(paragraphs)
            for place, inline in enumerate(one.inlines)
            if inline.by is not None and name in inline.by.name and name in _names(inline.by)
        ]
        whole = max(n for n, one in enumerate(paragraphs) if one.change is paragraphs[0].change)
        first, begin = own[0] if own else (0, 0)
        last, end = own[-1] if own else (whole, len(paragraphs[whole].inlines) - 1)
        number = self.remember(remark)
        # Where the paragraph goes, the comment's sign goes with it, else it would move on to the next one.
        sign = Inline(paragraphs[last].change, comment_sign(number), paragraphs[last].by, comment_end(number))
        paragraphs[last].inlines.insert(end + 1, sign)
        paragraphs[first].inlines.insert(begin, Inline(Change.SAME, "", before=comment_start(number)))

    def remember(self, remark: Remark, *, is_on_its_words: bool = False) -> int:
        """Keeps a comment; its number is its own kind's. One that is not on its words quotes them."""
        number = len(self.comments)
        by, said = remark.by, remark.said if is_on_its_words else remark.said_alone
        self.comments.append(comment(number, by.name, _initials(by.name), _date(by.at), said))
        return number

    def comment_alone(self, remark: Remark) -> str:
        """A comment that stands on nothing."""
        number = self.remember(remark)
        return comment_start(number) + comment_end(number) + comment_sign(number)

    def revision(self, number: int, by: Author | None) -> str:
        """What the change of that number says of itself."""
        by = by or self.secretariat
        return revision(number, by.name, _date(by.at))

    def number(self) -> int:
        """The next number of a change, a move or a bookmark: Word wants them all different."""
        self._last_number += 1
        return self._last_number


@lru_cache(maxsize=256)
def _names(by: Author) -> frozenset[str]:
    """The name of an author, and where it is several together that of each."""
    return frozenset((by.name, *by.name.split(", ")))


@lru_cache(maxsize=256)
def _date(at: datetime | None) -> str:
    """The hour of a change as Word files have it, in UTC; empty where nobody noted it."""
    if at is None:
        return ""
    return f"{at if at.tzinfo is None else at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@lru_cache(maxsize=256)
def _initials(name: str) -> str:
    """At most three letters by which a comment is marked."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return ("".join(letters) if len(letters) > 1 else name.strip())[:3].upper()
