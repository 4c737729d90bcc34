"""A draft with the open reserves of delegations as its footnotes, in the words of the style."""

from dataclasses import replace

from jointstatement.documents.style import Style
from jointstatement.terms import ReserveKind
from jointstatement.text.document import Document
from jointstatement.text.reserves import with_reserves


def with_open_reserves(document: Document, style: Style) -> Document:
    """The document as it is printed: one footnote for each part and kind, with the delegations that reserve there."""
    if not document.reserves:
        return document
    together: dict[tuple[str, ReserveKind], list[str]] = {}
    for each in document.reserves:
        together.setdefault((each.part_id, each.kind), []).append(each.delegation)
    kinds = list(ReserveKind)
    rows = sorted(together.items(), key=lambda row: kinds.index(row[0][1]))
    said = [(part_id, style.reserve(kind, delegations)) for (part_id, kind), delegations in rows]
    return replace(document, parts=with_reserves(document.parts, said), reserves=())
