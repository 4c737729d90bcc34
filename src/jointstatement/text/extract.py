"""A text in part: clauses that are left out keep their place, so that the others keep their numbers."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.wording import escape, footnote_keys

LEFT_OUT = "[…]"
"""What stands where a clause was left out."""


def extract(parts: Sequence[Part], left_out: Collection[str]) -> tuple[Part, ...]:
    """The parts without the words of the clauses of these ids, their items, and footnotes that only they refer to."""
    kept: list[Part] = []
    is_left_out = False
    for part in parts:
        if part.is_clause:
            is_left_out = part.id in left_out
            kept.append(replace(part, wording=escape(LEFT_OUT), ending="") if is_left_out else part)
        elif part.kind is not PartKind.ITEM:
            is_left_out = False
            kept.append(part)
        elif not is_left_out:
            kept.append(part)
    before, after = _referred(parts), _referred(kept)
    return tuple(
        part for part in kept if part.kind is not PartKind.FOOTNOTE or part.key in after or part.key not in before
    )


def _referred(parts: Sequence[Part]) -> set[str]:
    return {key for part in parts if part.kind is not PartKind.FOOTNOTE for key in footnote_keys(part.wording)}
