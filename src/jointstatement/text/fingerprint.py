"""Text fingerprint v1: the same words, marks, order and endings give the same 64 digits, in whatever file they stand.

The recipe, so that anybody can compute it again:

1. For each part, in the order of the text, an object with the keys `kind` (as "operative"), `level` (a whole number),
   `wording` (canonical light marks) and `ending` (a string, or `null` where the style computes it). A footnote's object
   has two more: `key` and `mark`, each a string or `null`.
2. Every string in Unicode normalisation form C.
3. The array of these objects as JSON canonicalised by RFC 8785, in UTF-8, with nothing round it.
4. SHA-256 of these bytes, in small hexadecimal digits.

Labels, numbers and identities are left out: they are display, or belong to one installation.
"""

import hashlib
from collections.abc import Sequence
from unicodedata import normalize

import rfc8785

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.wording import canonical


def fingerprint(parts: Sequence[Part]) -> str:
    """The text fingerprint v1 of a statement's parts: 64 hexadecimal digits. Two parts in another order differ."""
    return hashlib.sha256(rfc8785.dumps([_as_json(part) for part in parts])).hexdigest()


def _as_json(part: Part) -> dict[str, str | int | None]:
    fields: dict[str, str | int | None] = {
        "kind": str(part.kind),
        "level": part.level,
        "wording": canonical(part.wording),
        "ending": _composed(part.ending),
    }
    if part.kind is PartKind.FOOTNOTE:
        fields |= {"key": _composed(part.key), "mark": _composed(part.mark)}
    return fields


def _composed(text: str | None) -> str | None:
    return None if text is None else normalize("NFC", text)
