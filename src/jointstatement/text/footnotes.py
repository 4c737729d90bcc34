"""Footnotes that delegations put to an adopted text: where each is printed, and the text with all of them.

The adopted words stay as they were adopted; what is printed has the marks of these footnotes in it, and the footnotes
after its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.naming import listed
from jointstatement.text.wording import FootnoteMark, Run, escape, parse, plain, write


@dataclass(frozen=True, slots=True)
class OwnFootnote:
    """A delegation's footnote, in its own words."""

    key: str
    """By which the text refers to it; the same in every file."""
    part_id: str
    """The part that it is about; empty for one about the delegation's own name."""
    names: tuple[str, ...]
    """Its author, and those who joined it."""
    text: str


def stands_at(parts: Sequence[Part], part_id: str, name: str) -> int | None:
    """The place among the parts where a footnote is called: its part, or the one that names its author first.

    `None` where neither stands in the text any more; nothing is called from a footnote.
    """
    for place, part in enumerate(parts):
        if part.kind is PartKind.FOOTNOTE:
            continue
        if part.id == part_id if part_id else _named(name).search(plain(part.wording)):
            return place
    return None


def with_footnotes(parts: Sequence[Part], footnotes: Sequence[OwnFootnote]) -> tuple[Part, ...]:
    """The parts as they are printed: each footnote called where it stands, and said after the text's own footnotes.

    Footnotes follow each other as their marks do. One that stands nowhere in the text is left out.
    """
    marked = list(parts)
    called: list[tuple[int, int, Part]] = []
    for number, each in enumerate(footnotes):
        place = stands_at(parts, each.part_id, each.names[0])
        if place is None:
            continue
        part = marked[place]
        wording = _after_name(part.wording, each) if not each.part_id else _at_end(part.wording, each.key)
        marked[place] = replace(part, wording=wording)
        said = escape(f"{listed(each.names)}: {each.text}")
        called.append((place, number, Part(PartKind.FOOTNOTE, said, ending="", key=each.key)))
    return (*marked, *(part for _, _, part in sorted(called, key=lambda row: row[:2])))


def _at_end(wording: str, key: str) -> str:
    return write((*parse(wording), FootnoteMark(key)))


def _after_name(wording: str, footnote: OwnFootnote) -> str:
    """The wording with the mark directly behind the first mention of the author's name."""
    found = _named(footnote.names[0]).search(plain(wording))
    assert found is not None
    pieces: list[Run | FootnoteMark] = []
    done, end = 0, found.end()
    for piece in parse(wording):
        if isinstance(piece, FootnoteMark):
            pieces.append(piece)
            continue
        cut = end - done
        done += len(piece.text)
        if 0 < cut <= len(piece.text):
            pieces += [
                structs.replace(piece, text=piece.text[:cut]),
                FootnoteMark(footnote.key),
                structs.replace(piece, text=piece.text[cut:]),
            ]
        else:
            pieces.append(piece)
    return write(pieces)


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
