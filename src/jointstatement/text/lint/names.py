"""Names against the profile: forms it does not use, its collective noun, and the footnotes that names carry."""

import re
from collections.abc import Iterable, Iterator

from jointstatement.errors import N_
from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode
from jointstatement.text.lint.forms import skeleton
from jointstatement.text.lint.lists import UPPER
from jointstatement.text.lint.warnings import StyleWarning, Subject, Text, warning
from jointstatement.text.naming import Names, Naming
from jointstatement.text.wording import FootnoteMark, Run, parse

_OF_STATES = re.compile(
    r"(?<![\w-])(?:our|the|all|these|participating|member)\s+(?:countries|states|nations)\b|"
    r"(?<![\w-])member\s+(?:states|countries)\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"(?<![\w-])(?:the|all|our|its)\s+members\b", re.IGNORECASE)
_CAPITALISED = re.compile(rf"[{UPPER}][\w’'-]*(?:\s+(?:and\s+|of\s+|the\s+)*[{UPPER}][\w’'-]*)*")


def names_outside(text: Text) -> Iterator[StyleWarning]:
    """Forms of a delegation's name that this text does not use: another form, one to be avoided, or a near miss."""
    naming = text.facts.naming
    if naming is None:
        return
    foreign = _foreign_forms(naming)
    near = {skeleton(form): (form, row) for row in naming.names for form in row.forms}
    allowed = {form for row in naming.names for form in row.forms}
    for place, words in enumerate(text.words):
        taken: list[tuple[int, int]] = []
        for form, row in foreign:
            for found in _occurrences(form, words):
                if _meets(found, taken):
                    continue
                taken.append(found.span())
                if _is_within_own(naming, row, words, found.span()):
                    continue
                yield warning(
                    text,
                    place,
                    Subject.NAME,
                    found.span(),
                    N_("“{found}” stands here; the profile names this delegation “{name}”.")
                    if row.form(naming.mode)
                    else N_("“{found}” names a delegation; this text names none so."),
                    found=form,
                    name=row.form(naming.mode),
                )
        for found in _CAPITALISED.finditer(words):
            form_and_row = near.get(skeleton(found.group()))
            if form_and_row is None or _meets(found, taken) or found.group() in allowed:
                continue
            yield warning(
                text,
                place,
                Subject.NAME,
                found.span(),
                N_("“{found}” is not how the profile writes it: “{name}”."),
                found=found.group(),
                name=form_and_row[0],
            )


def foreign_nouns(text: Text) -> Iterator[StyleWarning]:
    """Words that make states or members of those whom the profile calls otherwise."""
    naming = text.facts.naming
    if naming is None or naming.noun is CollectiveNoun.MEMBERS:
        return
    for place, words in enumerate(text.words):
        for pattern in (_OF_STATES, _MEMBERS):
            for found in pattern.finditer(words):
                yield warning(
                    text,
                    place,
                    Subject.NOUN,
                    found.span(),
                    N_("“{found}” stands here; the profile speaks of {noun}."),
                    found=found.group(),
                    noun=naming.noun,
                )


def missing_footnotes(text: Text) -> Iterator[StyleWarning]:
    """Mentions of a name that carries a footnote, without a footnote mark or its own sign behind them."""
    naming = text.facts.naming
    if naming is None:
        return
    for row in naming.names:
        if not row.footnote:
            continue
        name = naming.name(row.delegation_id)
        mentions = [
            (place, found) for place in range(len(text.parts)) for found in _occurrences(name, text.words[place])
        ]
        wanted = mentions if row.footnote_at is FootnoteAt.EACH else mentions[:1]
        for place, found in wanted:
            sign = text.words[place][found.end() :].startswith(row.mark) if row.mark else False
            if sign or found.end() in _footnoted_at(text, place):
                continue
            yield warning(
                text,
                place,
                Subject.FOOTNOTE,
                found.span(),
                N_("“{name}” carries the footnote “{mark}”, which is missing here."),
                name=name,
                mark=row.mark,
            )


def _foreign_forms(naming: Naming) -> list[tuple[str, Names]]:
    """The forms that the text does not use, each with its delegation; the longest first."""
    rows: list[tuple[str, Names]] = []
    for row in naming.names:
        own = row.form(naming.mode)
        unused = [row.state, row.short, *row.avoided]
        if naming.mode not in {NamingMode.STATE, NamingMode.SHORT}:
            unused.append(row.adjective)
        # The capital is a place too, and a person is a person: only a text without any names minds them.
        if naming.mode is NamingMode.NONE:
            unused += [row.capital, row.person]
        rows += [(form, row) for form in dict.fromkeys(unused) if form and form != own]
    rows.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return rows


def _is_within_own(naming: Naming, row: Names, words: str, span: tuple[int, int]) -> bool:
    """A short name within the form that the text uses: "Pelland" in "Republic of Pelland"."""
    own = row.form(naming.mode)
    return bool(own) and any(found.start() <= span[0] and span[1] <= found.end() for found in _occurrences(own, words))


def _meets(found: re.Match[str], taken: Iterable[tuple[int, int]]) -> bool:
    """Whether any of its words is spoken of already."""
    return any(start < found.end() and found.start() < end for start, end in taken)


def _occurrences(form: str, words: str) -> Iterator[re.Match[str]]:
    pattern = r"\s+".join(map(re.escape, form.split()))
    return re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", words)


def _footnoted_at(text: Text, place: int) -> frozenset[int]:
    """Where footnote marks stand in the plain words of a part."""
    places: list[int] = []
    offset = 0
    for run in parse(text.parts[place].wording):
        if isinstance(run, FootnoteMark):
            places.append(offset)
        elif isinstance(run, Run):
            offset += len(run.text)
    return frozenset(places)
