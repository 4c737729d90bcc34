"""A stretch of text whose every character knows where in the source it stands.

Every pass of the reader cuts, joins and drops stretches; none copies characters by hand. So each character of the
source is in exactly one place at the end, or the reader can say that it is not.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from jointstatement.text.wording import Run, Wording

ITALIC, BOLD, UNDERLINE, RAISED = 1, 2, 4, 8
NOTE = 16
"""The characters `[^key]` under this style are the mark of a footnote, not text."""

_BLANKS = re.compile(r"\s+")
_KEPT_BLANK_BEFORE = frozenset(";:!?»%€°")


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Characters, the place of each in the source (-1 for what a pass put in), and the style of each."""

    text: str
    at: "array[int]"
    style: bytes

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int | None = None) -> "Stretch":
        """The characters from start to before end."""
        return Stretch(self.text[start:end], self.at[start:end], self.style[start:end])

    def strip(self) -> "Stretch":
        """Without blanks at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def styled(self, flag: int, start: int = 0, end: int | None = None) -> "Stretch":
        """The same characters, those from start to before end with one more style."""
        end = len(self.text) if end is None else end
        middle = bytes(style | flag for style in self.style[start:end])
        return Stretch(self.text, self.at, self.style[:start] + middle + self.style[end:])

    def unstyled(self, but: int = RAISED | NOTE) -> "Stretch":
        """The same characters without styles, except for those named."""
        return Stretch(self.text, self.at, bytes(style & but for style in self.style))

    def one_blank_each(self) -> "Stretch":
        """Every run of blanks as one space; a no-break space stays before French marks and between digits."""
        pieces: list[Stretch] = []
        done = 0
        for blank in _BLANKS.finditer(self.text):
            start, end = blank.span()
            if blank[0] == " " or (end - start == 1 and blank[0] in "\xa0\u202f" and self._kept_blank(start)):
                continue
            pieces += (self.cut(done, start), put_in(" ", self.style[start]))
            done = end
        return joined((*pieces, self.cut(done))) if pieces else self

    def _kept_blank(self, index: int) -> bool:
        before, after = self.text[index - 1 : index], self.text[index + 1 : index + 2]
        return (after in _KEPT_BLANK_BEFORE and bool(after)) or before == "«" or (before.isdigit() and after.isdigit())

    def wording(self) -> Wording:
        """The characters as runs of one style each."""
        runs: list[Run] = []
        start = 0
        for style, same in groupby(self.style):
            end = start + sum(1 for _ in same)
            runs.append(
                Run(
                    self.text[start:end],
                    italic=bool(style & ITALIC),
                    bold=bool(style & BOLD),
                    underline=bool(style & UNDERLINE),
                    raised=bool(style & RAISED),
                )
            )
            start = end
        return tuple(runs)


def whole(source: str) -> Stretch:
    """A whole source as one stretch."""
    return Stretch(source, array("i", range(len(source))), bytes(len(source)))


def put_in(text: str, style: int = 0) -> Stretch:
    """Characters that stand nowhere in the source: a blank between two lines, a line's end."""
    return Stretch(text, array("i", [-1]) * len(text), bytes([style]) * len(text))


def joined(stretches: Iterable[Stretch]) -> Stretch:
    """Several stretches as one."""
    texts: list[str] = []
    at: array[int] = array("i")
    styles: list[bytes] = []
    for stretch in stretches:
        texts.append(stretch.text)
        at += stretch.at
        styles.append(stretch.style)
    return Stretch("".join(texts), at, b"".join(styles))


NOTHING = put_in("")
