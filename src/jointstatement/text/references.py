"""References to clauses of the same text: where words cite a number, what is meant by it, and what it is called now.

A reference is known by its part, the number that it says, and how many equal numbers stand before it there. What it
means is kept beside the words, because numbers move and words stay.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

import msgspec

from jointstatement.terms import PartKind
from jointstatement.text.compare import Change, compare
from jointstatement.text.document import Part
from jointstatement.text.number import LATIN, PREAMBULAR, number_parts, shown_number
from jointstatement.text.wording import FootnoteMark, Run, parse, plain, write

_SUFFIX = rf"(?:\s?(?:{'|'.join(LATIN)})|ante|alt)\d{{0,2}}(?!\w)"
_ONE = rf"(?<!\w)(?:PP\s?)?\d{{1,3}}(?!\d)(?:{_SUFFIX})?(?:\s?\([a-z]{{1,4}}\))*"
_CITED = re.compile(
    r"(?<![\w-])(?P<preambular>preambular\s+)?"
    r"(?:clauses?|paragraphs?|paras?\.?|points?|operative\s+paragraphs?|paragraphes?|points?|punkt(?:en)?|"
    r"stav(?:ak|ka|ku|ovi)?|ta[čc]k[aeiu]|to[čc]k[aeiu]|madde(?:ler)?|παράγραφο[ςυ]?|параграф\w*|пункт\w*)\s+"
    rf"(?P<numbers>{_ONE}(?:\s*(?:,|and|or|to|–|-|et|i|och|und|ve|και|и)\s*{_ONE})*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(_ONE, re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s*(?:\)|\])?\s*,?\s*"
    r"(?:(?:of|in(?!\s+(?:order|full|part|particular|principle|practice|line|accordance|conformity|view|addition|\d{4}"
    r"|the\s+light|its\s+(?:entirety|present|current)|that\s+(?:regard|respect))\b)"
    r"|under|de|du|des|av|der|des|von)\s+(?!this\b|the\s+present\b|the\s+current\b)"
    r"|from\s+(?!now\b|then\b|today\b|this\b|the\s+present\b|\d)"
    r"|to\s+(?=(?:the|its|that|annex)\b|(?-i:[A-Z]))(?!(?:the\s+(?:present|current|extent)|that\s+(?:end|effect))\b))",
    re.IGNORECASE,
)
"""That another document follows. What begins as one and goes on as a purpose or a manner ("in order to") is none."""
_BEFORE_ELSEWHERE = re.compile(
    r"(?:resolution|treaty|agreement|convention|declaration|charter|decision|protocol|article|art\.|conclusions|statement|"
    r"communiqu[eé]|memorandum)\s+[^.;:]{0,60}$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[\[\]]")
_NEAR = 90
"""Signs before a reference in which another document can be named; who reads on reads a long text over and over."""

Name = tuple[str, str, int]
"""The id of a part, a number as it is said there, and how many equal ones stand before it."""
Meanings = Mapping[Name, str | None]
"""The id of the part that each reference means; `None` for a number that means no clause of this text."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A number in plain words that cites a clause, or might."""

    start: int
    end: int
    label: str
    """As `number_parts` has it: "3bis", "PP2", "3(a)"."""
    occurrence: int
    """How many equal numbers stand before it in these words."""
    phrase: str = ""
    """What the rule reads as a reference, as "paragraphs 2 and 3"; empty where it reads none in the number."""
    of_preamble: bool = False
    """Words before it say so: "preambular paragraph 2"."""


class Standing(StrEnum):
    """How a reference and the numbers of its text are to each other."""

    RIGHT = "right"
    BEHIND = "behind"
    """The clause that is meant has another number by now."""
    LOST = "lost"
    """The clause that is meant stands no more in the text."""
    UNKNOWN = "unknown"
    """No clause has this number, and nobody has said which is meant."""
    NONE = "none"
    """Somebody has said that no clause of this text is meant."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A number in a text that cites a clause."""

    part_id: str
    """Where it stands."""
    cited: Cited
    meant: str | None
    """The id of the clause or item that is meant."""
    now: str
    """By which that is cited now, written as it is here; empty where it is none or stands no more."""
    standing: Standing

    @property
    def name(self) -> Name:
        """How it is known."""
        return self.part_id, self.cited.label, self.cited.occurrence


@lru_cache(maxsize=4096)
def numbers_in(words: str) -> tuple[Cited, ...]:
    """Every number of one to three digits in plain words; those that the rule reads as references have a phrase.

    What is said to be a paragraph of another document is read as none.
    """
    found: list[tuple[int, int, re.Match[str]]] = []
    for each in _CITED.finditer(words):
        before_it = words[max(0, each.start() - _NEAR) : each.start()]
        if not _ELSEWHERE.match(words, each.end()) and not _BEFORE_ELSEWHERE.search(before_it):
            found.append((each.start("numbers"), each.end("numbers"), each))
    numbers: list[Cited] = []
    seen: dict[str, int] = {}
    at = 0
    for number in _NUMBER.finditer(words):
        while at < len(found) and found[at][1] <= number.start():
            at += 1
        cites = at < len(found) and found[at][0] <= number.start()
        end = min(number.end(), found[at][1]) if cites else number.end()
        label = _label(words[number.start() : end])
        numbers.append(
            Cited(
                number.start(),
                end,
                label,
                seen.get(label, 0),
                found[at][2].group() if cites else "",
                bool(cites and found[at][2].group("preambular")),
            )
        )
        seen[label] = seen.get(label, 0) + 1
    return tuple(numbers)


def clauses_by_label(parts: Sequence[Part], labels: Sequence[str] = ()) -> dict[str, str]:
    """The ids of the clauses and items of a text by what they are cited by; other labels where others are given."""
    return {
        label: part.id
        for part, label in zip(parts, labels or number_parts(parts), strict=True)
        if label and (part.is_clause or part.kind is PartKind.ITEM)
    }


def cites(cited: Cited, ids: Mapping[str, str]) -> str | None:
    """The id of the clause that a number cites, among these; `None` where it cites none of them."""
    return (ids.get(PREAMBULAR + cited.label) if cited.of_preamble else None) or ids.get(cited.label)


def references_of(
    parts: Sequence[Part], meanings: Meanings, *, labels_when_said: Sequence[str] = ()
) -> tuple[Reference, ...]:
    """The references of a text in order: what they mean is known, or else read from the numbers of the text.

    `labels_when_said` are the labels that the words speak in, where the text goes by others now.
    """
    labels = number_parts(parts)
    by_label = clauses_by_label(parts, labels_when_said)
    called = {part.id: label for part, label in zip(parts, labels, strict=True)}
    found: list[Reference] = []
    for part in parts:
        for cited in numbers_in(plain(part.wording)):
            name = part.id, cited.label, cited.occurrence
            if name not in meanings and not cited.phrase:
                continue
            meant = meanings[name] if name in meanings else cites(cited, by_label)
            now = _as_cited(cited, called.get(meant, "")) if meant else ""
            if meant is None:
                standing = Standing.NONE if name in meanings else Standing.UNKNOWN
            elif not now:
                standing = Standing.LOST
            else:
                standing = Standing.RIGHT if now == cited.label else Standing.BEHIND
            found.append(Reference(part.id, cited, meant, now, standing))
    return tuple(found)


def brought_up_to_date(wording: str, references: Sequence[Reference]) -> str:
    """A wording in which those of its references that are behind say the numbers of now; all else stays."""
    changes = [each for each in references if each.standing is Standing.BEHIND]
    updated: list[Run | FootnoteMark] = []
    at = 0
    for run in parse(wording):
        if isinstance(run, FootnoteMark):
            updated.append(run)
            continue
        text, begins = run.text, at
        at += len(text)
        for each in reversed(changes):
            start, end = max(each.cited.start, begins) - begins, min(each.cited.end, at) - begins
            if start < end:
                # A number that changes its marks midway is written where it begins.
                number = each.now if each.cited.start >= begins else ""
                text = text[:start] + number + text[end:]
        updated.append(msgspec.structs.replace(run, text=text))
    return write(updated)


def followed(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[Name, Name]:
    """How each number is known that stays when some parts, by id and wording, get other words or become other parts."""
    names = dict(_names(new))
    places: list[tuple[int, int, int]] = []
    before = after = 0
    for segment in compare("\n".join(words for _, words in old), "\n".join(words for _, words in new)):
        length = len(plain(segment.text))
        if segment.change is Change.SAME:
            places.append((before, after, length))
        before += length * (segment.change is not Change.INSERTED)
        after += length * (segment.change is not Change.DELETED)
    kept: dict[Name, Name] = {}
    for at, name in _names(old):
        there = next((then + at - start for start, then, length in places if start <= at < start + length), None)
        following = names.get(there) if there is not None else None
        if following and following[1] == name[1]:
            kept[name] = following
    return kept


def citing(texts: Sequence[tuple[str, str]]) -> set[Name]:
    """The numbers of some parts, by id and wording, that are read as references, as if no bracket stood there."""
    found: set[Name] = set()
    for part_id, wording in texts:
        words = plain(wording)
        numbers, bare = numbers_in(words), numbers_in(_BRACKETS.sub(" ", words))
        # Where a bracket cuts a number in two there are more of them without it.
        read = bare if len(bare) == len(numbers) else numbers
        found |= {
            (part_id, cited.label, cited.occurrence)
            for cited, without in zip(numbers, read, strict=True)
            if cited.phrase or without.phrase
        }
    return found


def _names(texts: Sequence[tuple[str, str]]) -> list[tuple[int, Name]]:
    """Every number of some parts with its place in the row of their words."""
    words = [plain(wording) for _, wording in texts]
    begins = accumulate((len(each) + 1 for each in words), initial=0)
    return [
        (begin + cited.start, (part_id, cited.label, cited.occurrence))
        for (part_id, _), text, begin in zip(texts, words, begins, strict=False)
        for cited in numbers_in(text)
    ]


def _label(said: str) -> str:
    label = re.sub(r"\s", "", said).lower()
    return PREAMBULAR + label.removeprefix("pp") if label.startswith("pp") else label


def _as_cited(cited: Cited, label: str) -> str:
    """A label as these words say it: where they say “preambular” themselves, the number does not."""
    return shown_number(label) if cited.of_preamble and not cited.label.startswith(PREAMBULAR) else label
