"""Competing amendments as the practice shows them: "[should] [Borvia: must] [Pelland: shall]", written and read back.

The words in dispute stand in brackets of their own, each alternative in brackets with its sponsors after them; where
there are no words yet, two alternatives or more stand alone. `text.live_amendments` puts them together.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from msgspec import structs

from jointstatement.text.tokens import Token, source_of
from jointstatement.text.wording import Run, canonical, parse, write

_DELETION = "delete"
"""What stands in an alternative that is to leave words out, as on the floor: "[Pelland: delete]"."""
_CLOSING = tuple(".,;:!?)”’»\n")
"""Before these no space is put."""
_WORDS = r"(?:[^\[\]\n]|\[[^\[\]\n]*\])*"
"""Words that may have brackets of their own, as a footnote's mark has."""
_ONE = re.compile(rf" ?\[(?P<sponsors>[^\[\]:\n]+): (?P<words>{_WORDS})\]")
_DISPUTE = re.compile(rf"(?:\[(?P<words>{_WORDS})\](?= \[))?(?P<all>(?: ?\[[^\[\]:\n]+: {_WORDS}\])+)")


def alternative(sponsors: str, row: Sequence[Token]) -> str:
    """What sponsors would have in the place of words in dispute, in its brackets."""
    return source_of((f"[{sponsors}: ", *(row or (_DELETION,)), "]"))


def without_sponsors(shown: str, sponsors: str) -> str:
    """A text that begins with an alternative, without the names in it; any other as it is."""
    pieces = parse(shown)
    first = pieces[0] if pieces else None
    if not isinstance(first, Run):
        return shown
    names = normalize("NFC", sponsors)
    found = re.match(rf"\n? ?\[(?={re.escape(names)}: )", first.text)
    if found is None:
        return shown
    return write((structs.replace(first, text=found[0] + first.text[found.end() + len(names) + 2 :]), *pieces[1:]))


def proposed_alone(wording: str, sponsors: str, whole: str) -> str:
    """What these sponsors propose, where `wording` shows their alternatives and `whole` those of all.

    Brackets that stand in no dispute stay: they are words like others. A wording that its sponsors would delete
    altogether is empty.
    """
    deletion = f" [{sponsors}: {_DELETION}]"
    if _is_deletion_of_all(whole) and whole.endswith(deletion) and wording.endswith(deletion):
        return ""
    for dispute in _DISPUTE.finditer(whole):
        alternatives = list(_ONE.finditer(dispute["all"]))
        words = dispute["words"]
        if words is None and len(alternatives) < 2:
            continue
        for one in alternatives:
            if one["sponsors"] == sponsors:
                instead = "" if one["words"] == _DELETION else one["words"]
                if words is not None:
                    wording = _replaced(wording, words + one[0], instead)
                if len(alternatives) > 1:
                    wording = _put_in(wording, one[0].lstrip(), instead)
    lines = [_ONE.fullmatch(line) for line in whole.split("\n")]
    for line, beside in pairwise([None, *lines, None]):
        # Two paragraphs or more that are new at one place.
        if line is not None and beside is not None:
            for one in (line, beside):
                if one["sponsors"] == sponsors:
                    wording = wording.replace(f"\n{one[0]}", f"\n{one['words']}", 1)
    return canonical(wording)


def without_frames(wording: str, whole: str) -> str:
    """A wording without the brackets that `whole` has round the words in dispute."""
    if _is_deletion_of_all(whole) and wording.startswith("[") and wording.endswith("]"):
        wording = wording[1:-1]
    for dispute in _DISPUTE.finditer(whole):
        if dispute["words"] is not None:
            wording = wording.replace(f"[{dispute['words']}]", dispute["words"], 1)
    return canonical(wording)


def _is_deletion_of_all(whole: str) -> bool:
    """Whether the whole part is in dispute, because somebody would delete it."""
    return whole.startswith("[") and re.search(rf"\] \[[^\[\]:]+: {_DELETION}\]\Z", whole) is not None


def _replaced(wording: str, shown: str, instead: str) -> str:
    """The wording with other words in the place of what was shown; where none come, one space goes as well."""
    forms: Iterator[tuple[str, str]] = iter(((shown, instead),))
    if not instead:
        forms = iter(((f"{shown} ", ""), (f" {shown}", ""), (shown, "")))
    for form, other in forms:
        if form in wording:
            return wording.replace(form, other, 1)
    return wording


def _put_in(wording: str, shown: str, instead: str) -> str:
    """The wording with words in the place of an alternative that stands at no words, a space before and after."""
    before, found, after = wording.partition(shown)
    if not found:
        return wording
    opens = not before.rstrip(" ") or before.endswith(("\n", "(", "“"))
    closes = not after.strip(" ") or after.startswith(_CLOSING)
    return before.rstrip(" ") + ("" if opens else " ") + instead + ("" if closes else " ") + after.lstrip(" ")
