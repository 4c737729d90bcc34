"""Texts against texts, as pages show them: a whole redline part by part, and the short one in the margin."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

import msgspec

from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.anchors import Place
from jointstatement.text.compare import Change, PartPair, Segment, align, compare, share_changed
from jointstatement.text.document import Citation, Part
from jointstatement.text.number import number_parts
from jointstatement.text.punctuate import EndingRules, endings
from jointstatement.text.tokens import is_footnote, text_of, tokens
from jointstatement.text.wording import FootnoteMark, Run, Wording, escape, parse, plain, write

SHOWN_AROUND_A_CHANGE = 6
"""Words that a card in the margin shows before and after a change."""
ANOTHER_TEXT = 0.6
"""Where more than this share of two wordings changed, both are shown whole."""

_NO_LINKS: Mapping[str, tuple[Citation, ...]] = {}


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of a wording, and whether some proposal takes it out or replaces it."""

    text: str
    """Light marks."""
    is_touched: bool = False
    labels: tuple[str, ...] = ()
    """Of the comments that are about it."""
    cites: tuple[Citation, ...] = ()
    """The clauses that it cites, by places in its own plain words."""


class ComparedLine(msgspec.Struct, frozen=True):
    """One part of a text against the part that it was."""

    part_id: str
    kind: PartKind
    level: int
    label: str
    """By which it is cited now; of a removed part, by which it was cited."""
    was_label: str
    """By which it was cited, where it was there."""
    segments: tuple[Segment, ...]
    """The redline, endings included."""
    old: str
    """Its words before, endings included, empty for a new part; light marks."""
    new: str
    """Its words now, empty for a removed part."""
    is_new: bool
    is_removed: bool
    is_moved: bool
    is_another_text: bool
    """So much changed that both texts are better read whole."""
    is_changed: bool
    marker: str
    """Of an item: "(a)"; empty for a continuation paragraph."""
    key: str
    cites: tuple[Citation, ...] = ()
    """The clauses that its words cite now."""

    @property
    def is_clause(self) -> bool:
        """A preambular or operative clause."""
        return self.kind in CLAUSE_KINDS


def compared_lines(
    old: Sequence[Part],
    new: Sequence[Part],
    old_rules: EndingRules,
    new_rules: EndingRules,
    cites: Mapping[str, tuple[Citation, ...]] = _NO_LINKS,
) -> tuple[ComparedLine, ...]:
    """Two texts of one statement as one redline: what moved is said, what was removed stands where it stood.

    `cites` has what the words of the new one cite, by the id of the part.
    """
    old_labels = {part.id: label for part, label in zip(old, number_parts(old), strict=True)}
    new_labels = {part.id: label for part, label in zip(new, number_parts(new), strict=True)}
    old_words = {part.id: words for part, words in zip(old, printed(old, old_rules), strict=True)}
    new_words = {part.id: words for part, words in zip(new, printed(new, new_rules), strict=True)}
    return tuple(
        _line(
            pair,
            label=new_labels[pair.new.id] if pair.new else "",
            was_label=old_labels[pair.old.id] if pair.old else "",
            old=old_words[pair.old.id] if pair.old else "",
            new=new_words[pair.new.id] if pair.new else "",
            cites=cites.get(pair.new.id, ()) if pair.new else (),
        )
        for pair in align(old, new)
    )


def marks_of(parts: Sequence[Part]) -> dict[str, str]:
    """The printed mark of each footnote, by its key."""
    return {
        part.key: label
        for part, label in zip(parts, number_parts(parts), strict=True)
        if part.kind is PartKind.FOOTNOTE and part.key
    }


def item_marker(label: str) -> str:
    """What is printed before an item that is cited by this label: "(a)" of "3(a)"."""
    return f"({label.rsplit('(', 1)[1]}" if "(" in label else ""


def printed(parts: Sequence[Part], rules: EndingRules) -> tuple[str, ...]:
    """The wording of each part with the closing punctuation it is printed with; light marks."""
    return tuple(part.wording + ending for part, ending in zip(parts, endings(parts, rules), strict=True))


def shortened(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """A comparison cut down to its changes and a few words around each; what is cut loses its marks."""
    short: list[Segment] = []
    for place, segment in enumerate(segments):
        text = segment.text
        words = plain(text).split(" ")
        if segment.change is Change.SAME and len(words) > 2 * SHOWN_AROUND_A_CHANGE + 2:
            head = " ".join(words[:SHOWN_AROUND_A_CHANGE]) if place > 0 else ""
            tail = " ".join(words[-SHOWN_AROUND_A_CHANGE:]) if place < len(segments) - 1 else ""
            text = escape(f"{head} … {tail}".strip(" "))
            text = text if place == 0 else f" {text}" if segment.text.startswith(" ") else text
            text = f"{text} " if segment.text.endswith(" ") else text
        short.append(Segment(segment.change, text))
    return tuple(short)


def touched(base: str, proposals: Sequence[str], about: Sequence[tuple[str, Place]] = ()) -> tuple[Stretch, ...]:
    """A wording with those words marked that some proposal takes out or replaces, and those that comments are about.

    The comments go by their labels, their places are those of `text.anchors`.
    """
    hit: set[int] = set()
    for proposal in proposals:
        at = 0
        for segment in compare(base, proposal):
            if segment.change is Change.INSERTED:
                continue
            length = len(plain(segment.text))
            if segment.change is Change.DELETED:
                hit.update(range(at, at + length))
            at += length
    covering = _covering(base, about) if about else {}
    stretches: list[tuple[tuple[bool, tuple[str, ...]], list[Run | FootnoteMark]]] = []
    at = 0
    for sign in _signs(parse(base)):
        looks = isinstance(sign, Run) and at in hit, covering.get(at, ()) if isinstance(sign, Run) else ()
        if not stretches or stretches[-1][0] != looks:
            stretches.append((looks, []))
        stretches[-1][1].append(sign)
        at += isinstance(sign, Run)
    return tuple(Stretch(write(tuple(wording)), is_hit, labels) for (is_hit, labels), wording in stretches)


def linked(stretches: Sequence[Stretch], cites: Sequence[Citation]) -> tuple[Stretch, ...]:
    """The stretches of a wording, each with what it cites of what the whole wording does."""
    if not cites:
        return tuple(stretches)
    found: list[Stretch] = []
    at = 0
    for stretch in stretches:
        end = at + len(plain(stretch.text))
        own = tuple(
            Citation(max(each.start, at) - at, min(each.end, end) - at, each.part_id)
            for each in cites
            if each.start < end and at < each.end
        )
        found.append(msgspec.structs.replace(stretch, cites=own))
        at = end
    return tuple(found)


def _covering(base: str, about: Sequence[tuple[str, Place]]) -> dict[int, tuple[str, ...]]:
    """The labels of the comments about each sign of a wording, footnote marks not counted."""
    lengths = [0 if is_footnote(token) else len(text_of(token)) for token in tokens(base).row]
    begins = [0, *accumulate(lengths)]
    covering: dict[int, tuple[str, ...]] = {}
    for label, (start, end) in about:
        for at in range(begins[start], begins[end]):
            covering[at] = (*covering.get(at, ()), label)
    return covering


def first_words(wording: str) -> str:
    """The words by which a part is named in a list."""
    words = plain(wording).split()
    return " ".join(words[:5]) + ("\u00a0…" if len(words) > 5 else "")


def _signs(wording: Wording) -> Wording:
    return tuple(
        sign if isinstance(sign, FootnoteMark) else msgspec.structs.replace(sign, text=letter)
        for sign in wording
        for letter in (sign.text if isinstance(sign, Run) else "*")
    )


def _line(
    pair: PartPair, *, label: str, was_label: str, old: str, new: str, cites: tuple[Citation, ...]
) -> ComparedLine:
    part = pair.new or pair.old or Part(PartKind.TITLE, "")  # a pair has at least one of the two
    is_another = pair.old is not None and pair.new is not None and share_changed(old, new) > ANOTHER_TEXT
    return ComparedLine(
        part_id=part.id,
        kind=part.kind,
        level=part.level,
        label=label or was_label,
        was_label=was_label,
        segments=compare(old, new),
        old=old,
        new=new,
        is_new=pair.old is None,
        is_removed=pair.new is None,
        is_moved=pair.moved,
        is_another_text=is_another,
        is_changed=old != new or pair.moved,
        marker=item_marker(label or was_label) if part.kind is PartKind.ITEM else "",
        key=part.key or "",
        cites=cites,
    )
