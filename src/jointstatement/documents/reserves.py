"""A draft with the open reserves of delegations as its footnotes, in the words of the style."""

from dataclasses import dataclass, replace

from jointstatement.documents.style import Style
from jointstatement.terms import ReserveKind
from jointstatement.text.document import Document
from jointstatement.text.reserves import with_reserves, with_reserves_in
from jointstatement.text.rolling import RollingText


def with_open_reserves(document: Document, style: Style) -> Document:
    """The document as it is printed: one footnote for each part and kind, with the delegations that reserve there."""
    if not document.reserves:
        return document
    said = [(each.part_id, each.sentence) for each in said_reserves(document, style)]
    return replace(document, parts=with_reserves(document.parts, said), reserves=())


def rolling_with_open_reserves(rolling: RollingText, style: Style) -> RollingText:
    """A rolling text as it is printed: with those of the text that it leads to, else of the one that it begins with."""
    document = rolling.following or rolling.base
    if not document.reserves:
        return rolling
    said = [(each.part_id, each.sentence) for each in said_reserves(document, style)]
    return with_reserves_in(rolling, said)


@dataclass(frozen=True, slots=True)
class SaidReserve:
    """The delegations that keep their position open on one part, for one kind of reason, as the style says it."""

    part_id: str
    """Empty for the text as a whole."""
    kind: ReserveKind
    delegations: tuple[str, ...]
    sentence: str


def said_reserves(document: Document, style: Style) -> tuple[SaidReserve, ...]:
    """The open reserves of a draft, one for each part and kind, by kind."""
    together: dict[tuple[str, ReserveKind], list[str]] = {}
    for each in document.reserves:
        together.setdefault((each.part_id, each.kind), []).append(each.delegation)
    kinds = list(ReserveKind)
    rows = sorted(together.items(), key=lambda row: kinds.index(row[0][1]))
    return tuple(
        SaidReserve(part_id, kind, tuple(delegations), style.reserve(kind, delegations))
        for (part_id, kind), delegations in rows
    )
