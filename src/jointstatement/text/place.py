"""What may stand at a place of a text, and where a wording might be divided."""

from collections.abc import Sequence
from itertools import takewhile

from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.document import Part

_BEFORE_CLAUSES = frozenset({PartKind.CHAPEAU, PartKind.FORMULA, PartKind.HEADING})


def kind_after(parts: Sequence[Part], after: Part) -> PartKind | None:
    """The kind of a new part directly after another: that of a clause or item itself, after what leads clauses in that
    of the next clause (operative where none follows); nothing where no clause can stand."""
    if after.kind in CLAUSE_KINDS or after.kind is PartKind.ITEM:
        return after.kind
    if after.kind not in _BEFORE_CLAUSES:
        return None
    following = parts[parts.index(after) + 1 :]
    return next((part.kind for part in following if part.kind in CLAUSE_KINDS), PartKind.OPERATIVE)


def may_follow(parts: Sequence[Part], part: Part, after: Part) -> bool:
    """Whether a part can be moved after another: a clause or a heading after what leads clauses or a clause, an item
    after a clause or an item."""
    if kind_after(parts, after) is None:
        return False
    if after.kind is PartKind.ITEM:
        return part.kind is PartKind.ITEM
    return part.kind is not PartKind.ITEM or after.kind in CLAUSE_KINDS


def belonging(parts: Sequence[Part], head: Part) -> tuple[Part, ...]:
    """What goes where a part goes: the items of a clause, those below an item."""
    if head.kind not in CLAUSE_KINDS and head.kind is not PartKind.ITEM:
        return ()
    level = head.level if head.kind is PartKind.ITEM else 0
    following = parts[next(place for place, part in enumerate(parts) if part is head) + 1 :]
    return tuple(takewhile(lambda part: part.kind is PartKind.ITEM and part.level > level, following))


def clause_over(parts: Sequence[Part], part: Part) -> Part:
    """The clause that an item belongs to; any other part itself."""
    if part.kind is not PartKind.ITEM:
        return part
    before = parts[: next(place for place, one in enumerate(parts) if one is part)]
    return next((one for one in reversed(before) if one.kind in CLAUSE_KINDS), part)


def halves(wording: str) -> tuple[str, str]:
    """A wording divided at the sentence end, the semicolon or else the comma that is nearest to its middle."""
    for sign in (". ", "; ", ", ", " "):
        places = [place + len(sign) for place in range(len(wording)) if wording.startswith(sign, place)]
        if places:
            middle = min(places, key=lambda place: abs(place - len(wording) / 2))
            return wording[:middle].rstrip(" ,;"), wording[middle:]
    return wording, ""
