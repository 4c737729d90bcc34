"""References to clauses of the same text: to one that is not there, and to one that has another number by now."""

import re
from collections.abc import Iterator

from jointstatement.errors import N_
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning
from jointstatement.text.number import LATIN, number_parts
from jointstatement.text.wording import plain

_ONE = rf"(?:PP\s?)?\d{{1,3}}(?:(?:\s?(?:{'|'.join(LATIN)})|ante|alt)\d{{0,2}}(?!\w))?(?:\s?\([a-z]{{1,4}}\))*"
_CITED = re.compile(
    r"(?<![\w-])(?:clauses?|paragraphs?|paras?\.?|points?|operative\s+paragraphs?|paragraphes?|points?|punkt(?:en)?|"
    r"stav(?:ak|ka|ku|ovi)?|ta[čc]k[aeiu]|to[čc]k[aeiu]|madde(?:ler)?|παράγραφο[ςυ]?|параграф\w*|пункт\w*)\s+"
    rf"(?P<numbers>{_ONE}(?:\s*(?:,|and|or|to|–|-|et|i|och|und|ve|και|и)\s*{_ONE})*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(_ONE)
_ELSEWHERE = re.compile(
    r"\s*(?:\)|\])?\s*,?\s*(?:of|in|to|from|under|de|du|des|av|der|des|von)\s+(?!this\b|the\s+present\b|the\s+current\b)",
    re.IGNORECASE,
)
_BEFORE_ELSEWHERE = re.compile(
    r"(?:resolution|treaty|agreement|convention|declaration|charter|decision|protocol|article|art\.|conclusions|statement|"
    r"communiqu[eé]|memorandum)\s+[^.;:]{0,60}$",
    re.IGNORECASE,
)

_NEAR = 90
"""Signs before a reference in which another document can be named; who reads on reads a long text over and over."""


def dangling_references(text: Text) -> Iterator[StyleWarning]:
    """Clauses cited by a number that no clause has, or that meant another clause in the revision before.

    What is said to be a paragraph of another document is left alone.
    """
    if not text.document.clauses:
        return
    labels = {label: text.parts[place].id for place, label in enumerate(text.labels) if label}
    before = {part.id: plain(part.wording) for part in text.facts.earlier}
    meant = dict(zip(number_parts(text.facts.earlier), before, strict=True))
    for place, words in enumerate(text.words):
        for found in _CITED.finditer(words):
            before_it = words[max(0, found.start() - _NEAR) : found.start()]
            if _ELSEWHERE.match(words, found.end()) or _BEFORE_ELSEWHERE.search(before_it):
                continue
            # Words that are new speak of the text as it is now.
            is_old = found.group() in before.get(text.parts[place].id, "")
            for cited in _NUMBER.finditer(words, found.start("numbers"), found.end("numbers")):
                label = re.sub(r"\s", "", cited.group())
                then = meant.get(label) if is_old else None
                now = next((new for new, part_id in labels.items() if part_id == then), "")
                if then is not None and labels.get(label) != then:
                    message = (
                        N_("“{label}” meant the clause that is {now} now.")
                        if now
                        else N_("“{label}” meant a clause that is no longer in the text.")
                    )
                    yield warning(text, place, Subject.MOVED_REFERENCE, cited.span(), message, label=label, now=now)
                elif label not in labels:
                    yield warning(
                        text,
                        place,
                        Subject.REFERENCE,
                        cited.span(),
                        N_("There is no clause {label} in this text."),
                        label=label,
                    )
