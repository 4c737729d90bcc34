"""The rolling text: a text on its way to the next one, every change with its author and its hour."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from unicodedata import is_normalized

from msgspec import Struct

from jointstatement.text.alternatives import without_sponsors
from jointstatement.text.anchors import said_on
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.tokens import SIGNS
from jointstatement.text.wording import FootnoteMark, Run, Wording, parse, write


class Author(Struct, frozen=True, gc=False):
    """Who made a change: a delegation, the chair, the secretariat."""

    name: str
    """As it is shown beside the change."""
    at: datetime | None = None
    """The hour of the change, with its zone; `None` where nobody noted one."""


class Stretch(Struct, frozen=True, gc=False):
    """A stretch of a part's wording, and who put it in or took it out."""

    change: Change
    text: str
    """Light marks, complete in itself."""
    by: Author | None = None
    """`None` where nothing changed."""


class Remark(Struct, frozen=True, gc=False):
    """A comment, or the reason of an amendment, in its author's words."""

    by: Author
    text: str
    """Plain words; `\\n` divides paragraphs."""
    behind: str = ""
    """Who else stands behind it, as a sentence; a text without names leaves it out."""
    about: str = ""
    """Words of the part as it was that it is about; empty where it is about the whole part."""

    @property
    def said(self) -> str:
        """All that it says of the words that it is about."""
        return f"{self.text} {self.behind}".strip() if self.behind else self.text

    @property
    def said_alone(self) -> str:
        """The same where it does not stand beside these words: they are quoted."""
        return said_on(self.about, self.said) if self.about else self.said


@dataclass(frozen=True, slots=True)
class RollingPart:
    """A part of either text. Without `old` it is new, without `new` it was removed."""

    old: Part | None
    new: Part | None
    stretches: tuple[Stretch, ...]
    """The way from the old wording to the new one, closing punctuation not included. A line end that comes or goes
    begins a paragraph that comes or goes whole."""
    is_moved: bool = False
    by: Author | None = None
    """Who put the whole part in, took it out or moved it; `None` where only words changed, or nothing."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class RollingText:
    """A text and the next one as one row of parts."""

    base: Document
    """The text as it was, with all that is printed round it."""
    parts: tuple[RollingPart, ...]
    """In the order of the next text; what was removed stands after what it stood after (`compare.align`)."""
    remarks: tuple[Remark, ...] = ()
    """On the whole text."""
    following: Document | None = None
    """The next text with all that is printed round it; `None` where it is only proposed."""

    @property
    def accepted(self) -> Document:
        """The text that is left when every change is accepted; that of `base` is left when every one is rejected."""
        parts = tuple(part.new for part in self.parts if part.new is not None)
        if self.following is not None:
            return replace(self.following, parts=parts)
        return replace(self.base, parts=parts, fingerprint=self.base.fingerprint if parts == self.base.parts else "")


def covered(part: RollingPart) -> Iterator[tuple[Stretch, Wording, Wording]]:
    """Each stretch with what it covers of the old wording and of the new one, with the marks that it has there.

    A stretch alone cannot say whether white space at its edge is marked. Raises `ValueError` where the stretches are
    not the way from the one wording to the other.
    """
    old_wording, new_wording = part.old.wording if part.old else "", part.new.wording if part.new else ""
    if _joined(part.stretches, _INSERTED) == old_wording and _joined(part.stretches, _DELETED) == new_wording:
        for stretch in part.stretches:
            text = parse(stretch.text)
            yield stretch, () if stretch.change is _INSERTED else text, () if stretch.change is _DELETED else text
        return
    old, new = _Course(parse(old_wording)), _Course(parse(new_wording))
    for stretch in part.stretches:
        text = parse(stretch.text)
        in_old = old.follow(text) if stretch.change is not _INSERTED else ()
        in_new = new.follow(text) if stretch.change is not _DELETED else ()
        yield stretch, in_old, in_new
    if not (old.is_done and new.is_done):
        raise ValueError(_NO_WAY)


def without_names(rolling: RollingText, name: str) -> RollingText:
    """The same changes and remarks as if by one author of that name, without hours; alternatives without sponsors.

    Open reserves are named in footnotes, so there are none.
    """
    nobody = Author(name)

    def unnamed(part: RollingPart) -> RollingPart:
        stretches = tuple(
            Stretch(one.change, _without_sponsors(one), nobody) if one.by else one for one in part.stretches
        )
        new = part.new
        if new is not None and stretches != part.stretches:
            new = replace(new, wording=accepted_wording(part.old.wording if part.old else "", stretches))
        return replace(
            part,
            new=new,
            stretches=stretches,
            by=nobody if part.by else None,
            remarks=tuple(Remark(nobody, remark.text, about=remark.about) for remark in part.remarks),
        )

    return replace(
        rolling,
        base=replace(rolling.base, reserves=()),
        following=replace(rolling.following, reserves=()) if rolling.following else None,
        parts=tuple(unnamed(part) for part in rolling.parts),
        remarks=tuple(Remark(nobody, remark.text) for remark in rolling.remarks),
    )


_SAME, _DELETED, _INSERTED = Change.SAME, Change.DELETED, Change.INSERTED
_SPACE = re.compile(r"\s")
_NO_WAY = "the stretches of a part are not the way from its old wording to its new one"


class _Course:
    """A wording that is gone along, stretch by stretch."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._place = 0
        self._at = 0
        """How much of the text at that place is behind."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left of it."""
        return self._place == len(self._wording)

    def follow(self, text: Wording) -> Wording:
        """What comes next, as long as a text that says the same."""
        followed: list[Run | FootnoteMark] = []
        for piece in text:
            here = None if self._place == len(self._wording) else self._wording[self._place]
            if isinstance(piece, FootnoteMark):
                if here != piece:
                    raise ValueError(_NO_WAY)
                followed.append(piece)
                self._place += 1
                continue
            words = piece.text
            while words:
                run = self._next(words)
                words = words[len(run.text) :]
                last = followed[-1] if followed else None
                if isinstance(last, Run) and last.marks == run.marks:
                    followed[-1] = Run(last.text + run.text, *run.marks)
                else:
                    followed.append(run)
        return tuple(followed)

    def _next(self, words: str) -> Run:
        """What comes next under the same marks, as far as some words go."""
        here = None if self.is_done else self._wording[self._place]
        if not isinstance(here, Run):
            raise ValueError(_NO_WAY)
        start, end = self._at, min(self._at + len(words), len(here.text))
        if not words.startswith(here.text[start:end]):
            raise ValueError(_NO_WAY)
        if end < len(here.text):
            self._at = end
        else:
            self._place, self._at = self._place + 1, 0
        return here if end - start == len(here.text) else Run(here.text[start:end], *here.marks)


def accepted_wording(old: str, stretches: Sequence[Stretch]) -> str:
    """The wording that is left when every change is accepted."""
    if _joined(stretches, _INSERTED) == old and (joined := _joined(stretches, _DELETED)) is not None:
        return joined
    course = _Course(parse(old))
    left: list[Run | FootnoteMark] = []
    for stretch in stretches:
        text = parse(stretch.text)
        in_old = course.follow(text) if stretch.change is not _INSERTED else ()
        left += in_old if stretch.change is _SAME else text if stretch.change is _INSERTED else ()
    return write(left)


def _joined(stretches: Iterable[Stretch], left_out: Change) -> str | None:
    """The stretches but those of a change as one wording; `None` where one might say something else beside others."""
    texts = [stretch.text for stretch in stretches if stretch.change is not left_out]
    joined = "".join(texts)
    marked = list(filter(SIGNS.search, texts))
    if not all(map(stands_alone, marked)):
        return None
    if any(SIGNS.search(text[0] + text[-1]) for text in marked):
        for one, other in pairwise(texts):
            beside = one[-1] + other[0]
            if SIGNS.search(beside) and not _SPACE.search(beside):
                return None
    return joined if joined.isascii() or is_normalized("NFC", joined) else None


@lru_cache(maxsize=4096)
def stands_alone(text: str) -> bool:
    """Whether each sign in a text is part of a mark round some of its words."""
    if "\\" in text:
        return False
    return all(isinstance(piece, Run) and not SIGNS.search(piece.text) for piece in parse(text))


def _without_sponsors(stretch: Stretch) -> str:
    """The text of a stretch; that of an alternative without the names before it."""
    if stretch.change is not Change.INSERTED or stretch.by is None:
        return stretch.text
    return without_sponsors(stretch.text, stretch.by.name)
