"""What may stand at a place of a text, and where a wording might be divided."""

from collections.abc import Sequence

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


def halves(wording: str) -> tuple[str, str]:
    """A wording divided at the sentence end, the semicolon or else the comma that is nearest to its middle."""
    for sign in (". ", "; ", ", ", " "):
        places = [place + len(sign) for place in range(len(wording)) if wording.startswith(sign, place)]
        if places:
            middle = min(places, key=lambda place: abs(place - len(wording) / 2))
            return wording[:middle].rstrip(" ,;"), wording[middle:]
    return wording, ""
