"""How clauses open: one text keeps to one family of verbs, and a clause of another family deserves a look.

A preamble and an operative part have a family each. A clause whose opening tells nothing (it begins with a noun that
does not speak for those who adopt the text) belongs to no family and is left alone.
"""

import re
from collections import Counter
from collections.abc import Iterator

from jointstatement.errors import N_
from jointstatement.terms import PartKind
from jointstatement.text.collation import without_accents
from jointstatement.text.lint.verbs import ENDS, OPENS, Family, Rules
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning

_FIRST_SENTENCE = re.compile(r"^(.*?[.!?])(?:\s+[^\W\d_]|$)", re.DOTALL)
_LEAST = 3
"""With fewer clauses that open in a family, no family is the text's."""
_SHARE = 0.6
"""So much of them has to be of one family before the others are spoken of."""


def mixed_openers(text: Text) -> Iterator[StyleWarning]:
    """Clauses that open otherwise than most of their kind, where most open alike."""
    for kind in (PartKind.PREAMBULAR, PartKind.OPERATIVE):
        opened = [
            (place, found)
            for place, part in enumerate(text.parts)
            if part.kind is kind
            and (found := family_of(text.words[place], text.language)) is not None
            # "Taking note of …, the ministers agreed." is a whole sentence, whose verb comes later.
            and not (found[0] is Family.PARTICIPLE and part.ending == ".")
        ]
        counted = Counter(family for _, (family, _) in opened)
        if not counted:
            continue
        usual, times = counted.most_common(1)[0]
        if times < _LEAST or times < _SHARE * len(opened):
            continue
        for place, (family, span) in opened:
            if family is not usual:
                yield warning(
                    text,
                    place,
                    Subject.OPENER,
                    span,
                    N_("This clause opens like {this}; most others here open like {usual}."),
                    this=family,
                    usual=usual,
                )


def family_of(words: str, language: str) -> tuple[Family, tuple[int, int]] | None:
    """The family to which a clause's opening belongs, and where its words stand; `None` where it tells nothing."""
    sentence = _first_sentence(words)
    folded = without_accents(sentence.casefold()).replace("’", "'")
    lead = len(folded) - len(folded.lstrip("“\"'«*( "))
    folded = folded[lead:]
    if language in ENDS:
        return _by_its_end(sentence, folded, ENDS[language])
    for family, pattern in OPENS.get(language, ()):
        found = re.match(pattern, folded)
        if found:
            return family, _span(words, found.group())
    return None


def _by_its_end(sentence: str, folded: str, rules: Rules) -> tuple[Family, tuple[int, int]] | None:
    """Where the verb stands at the end, it is the last word that tells."""
    last, shown = (re.search(r"(\w+)\W*$", each) for each in (folded, sentence))
    for family, pattern in rules:
        if last and shown and re.fullmatch(pattern, last[1]):
            return family, shown.span(1)
    return None


def _first_sentence(words: str) -> str:
    found = _FIRST_SENTENCE.match(words)
    return found[1] if found else words


def _span(words: str, opening: str) -> tuple[int, int]:
    """The opening as it stands in the words: as many words as were matched, eight at most."""
    count = min(max(len(opening.split()), 1), 8)
    found = re.match(rf"\W*(?:\S+\s*){{{count}}}", words)
    end = len(found.group().rstrip(" ,;:")) if found else len(words)
    return 0, end
