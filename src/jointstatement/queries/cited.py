"""How a printed line names a part of a text."""

from jointstatement.terms import PartKind

_CITED = {
    PartKind.TITLE: "the title",
    PartKind.SUBTITLE: "the subtitle",
    PartKind.CHAPEAU: "the chapeau",
    PartKind.FORMULA: "the enacting formula",
    PartKind.HEADING: "a heading",
    PartKind.CLOSING: "the closing",
}


def cited(kind: PartKind, label: str) -> str:
    """As "clause 4", "clause 3(a)", "footnote 1", "the title"."""
    if kind is PartKind.FOOTNOTE:
        return f"footnote {label}"
    return _CITED.get(kind) or f"clause {label}".rstrip()
