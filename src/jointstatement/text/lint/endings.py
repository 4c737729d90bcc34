"""The closing punctuation that a text brought along: at its end, and where a clause was moved."""

from collections.abc import Iterator

from jointstatement.errors import N_
from jointstatement.terms import PartKind
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning

_FINAL = frozenset({".", "!", "?", "…"})


def misplaced_endings(text: Text) -> Iterator[StyleWarning]:
    """A last clause that does not end the text, and an "; and" that stands anywhere but before the last.

    Endings that the style computes are right by themselves and left alone.
    """
    body = [place for place, part in enumerate(text.parts) if part.is_clause or part.kind is PartKind.ITEM]
    if not body:
        return
    last = body[-1]
    own = text.parts[last].ending
    whole = len(text.words[last])
    if own is not None and not _is_final(own, text.words[last]) and any(text.parts[place].ending for place in body):
        yield warning(
            text,
            last,
            Subject.ENDING,
            (whole, whole),
            N_("The last clause ends with “{ending}”; a full stop ends the text.")
            if own.strip()
            else N_("The last clause ends without a full stop."),
            ending=own.strip(),
        )
    clauses = [place for place in body if text.parts[place].kind is PartKind.OPERATIVE]
    for place in clauses[:-2]:
        joined = (text.parts[place].ending or "").strip()
        if joined[:1] in ";," and len(joined) > 1:
            yield warning(
                text,
                place,
                Subject.ENDING,
                (len(text.words[place]), len(text.words[place])),
                N_("This clause ends with “{ending}” and is not the last but one."),
                ending=joined,
            )


def _is_final(ending: str, words: str) -> bool:
    return ending.strip()[-1:] in _FINAL or (not ending.strip() and words.rstrip(' ”"»)')[-1:] in _FINAL)
