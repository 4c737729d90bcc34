"""Statement styles: folders of `style.toml` (the words and rules of a style) and `style.docx` (how it looks in Word).

`templates/statements/README.md` explains every key. What both files say, the marker of a clause, must agree.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from string import Formatter
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from jointstatement.documents.word import names
from jointstatement.documents.word.template import ListLook, Template, TemplateMistake, open_template
from jointstatement.errors import StyleMistake, UnreadableFile
from jointstatement.terms import PartKind, ReserveKind
from jointstatement.text.brackets import LEFT_TO, brackets, is_left, left_blank
from jointstatement.text.punctuate import EndingRules
from jointstatement.text.wording import canonical

_README = "templates/statements/README.md"
_COUNTER = re.compile(r"1|(?<![^\W\d_])[aAiI](?![^\W\d_])")
_COUNTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a clause, an item or a heading: a sign ("Ø"), or a count shown by its first ("1.", "(a)").

    `count` is empty for a sign, else Word's name of the way of counting.
    """

    before: str
    count: str = ""
    after: str = ""

    @classmethod
    def like(cls, first: str) -> "Marker":
        """The marker whose first one looks like this: one of 1 a A i I, standing alone, is what counts."""
        found = _COUNTER.search(first)
        if found is None:
            return cls(first)
        return cls(first[: found.start()], _COUNTS[found[0]], first[found.end() :])

    def shown(self, number: int) -> str:
        """The marker of the clause or item of that number."""
        return self.before + (_counted(number, self.count) if self.count else "") + self.after

    def called(self, number: str) -> str:
        """The marker of a clause whose number is held: "3bis", or "IIIbis", where it counts so; a sign stays a sign."""
        digits = re.match(r"[0-9]+", number)
        if not self.count or digits is None:
            return self.before + (number if self.count else "") + self.after
        return self.before + _counted(int(digits[0]), self.count) + number[digits.end() :] + self.after

    def look(self, level: int) -> ListLook:
        """The same marker as Word's lists say it; levels begin with 0."""
        if not self.count:
            return ListLook(self.before, "bullet")
        return ListLook(f"{self.before}%{level + 1}{self.after}", self.count)


@dataclass(frozen=True, slots=True)
class Markers:
    """What stands before the clauses, items and headings of a style; an empty marker is none."""

    marker: Marker
    draft_marker: Marker
    preambular_marker: Marker
    draft_preambular_marker: Marker
    item_markers: tuple[Marker, ...]
    dash: Marker
    """Before items that had a sign and no count where they came from."""
    headings: tuple[Marker, ...]


class Dates(Struct, frozen=True, forbid_unknown_fields=True):
    """How the style writes dates and hours."""

    form: str
    months: Annotated[tuple[str, ...], Meta(min_length=12, max_length=12)]
    hour: str


class PageLines(Struct, frozen=True, forbid_unknown_fields=True):
    """The lines at the edges of the page; an empty one is left out."""

    draft_header: str
    draft_footer: str
    final_footer: str = ""


class AdoptionLines(Struct, frozen=True, forbid_unknown_fields=True):
    """The line that says where and when a text was adopted."""

    line: str
    line_without_place: str
    endorsed: str = "Endorsed with a view to adoption at {meeting}"
    """In the head of a draft."""
    left: str = LEFT_TO
    """In the place of a clause that is left to that level, in brackets."""


class ReserveLines(Struct, frozen=True, forbid_unknown_fields=True):
    """The footnotes of a draft that say which delegations keep their position open, by the kind of the reserve."""

    scrutiny: str = "Parliamentary scrutiny reserve by {delegations}."
    awaiting_instructions: str = "Reserve by {delegations}, awaiting instructions."
    linguistic: str = "Linguistic reserve by {delegations}."
    general: str = "General reserve by {delegations}."
    last: str = " and "
    """Between the last two delegations."""


class Annexes(Struct, frozen=True, forbid_unknown_fields=True):
    """The headings of what follows the text."""

    attachments: str
    participants: str
    participant_columns: tuple[str, str, str]


class Formulas(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns from which a chapeau and a closing line are composed, once, when a statement begins."""

    chapeau: str
    closing: str


class _Clauses(Struct, forbid_unknown_fields=True):
    marker: Annotated[str, Meta(min_length=1)]
    draft_marker: Annotated[str, Meta(min_length=1)]
    draft_preambular_marker: Annotated[str, Meta(min_length=1)]
    item_markers: Annotated[tuple[str, ...], Meta(min_length=names.ITEM_LEVELS, max_length=names.ITEM_LEVELS)]
    dash: Annotated[str, Meta(min_length=1)]
    preambular_marker: str = ""


class _Headings(Struct, forbid_unknown_fields=True):
    markers: Annotated[tuple[str, ...], Meta(min_length=len(names.HEADINGS), max_length=len(names.HEADINGS))] = (
        "",
    ) * len(names.HEADINGS)


class _StyleFile(Struct, forbid_unknown_fields=True):
    title: str
    language: str
    clauses: _Clauses
    endings: dict[str, object]
    formulas: Formulas
    dates: Dates
    page: PageLines
    adoption: AdoptionLines
    annexes: Annexes
    default_title: str = ""
    headings: _Headings = msgspec.field(default_factory=_Headings)
    reserves: ReserveLines = msgspec.field(default_factory=ReserveLines)


_PLACES = {
    "formulas.chapeau": {"body", "members", "date", "place", "chair", "meeting"},
    "formulas.closing": {"body", "date", "place", "chair", "meeting"},
    "dates.form": {"day", "month", "year"},
    "dates.hour": {"date", "time", "zone"},
    "page.draft_header": {"marking", "revision", "hour"},
    "page.draft_footer": {"page", "pages"},
    "page.final_footer": {"page", "pages"},
    "adoption.line": {"place", "date"},
    "adoption.line_without_place": {"date"},
    "adoption.endorsed": {"meeting"},
    "adoption.left": {"whom"},
    **{f"reserves.{kind}": {"delegations"} for kind in ReserveKind},
}
"""The named places that each pattern may have."""


@dataclass(frozen=True, slots=True)
class Style:
    """A statement style, checked: whatever is printed with it comes out."""

    name: str
    """The folder's name, as "o-we"."""
    title: str
    """What people choose it by."""
    language: str
    default_title: str
    """Printed where a document has no title of its own; may be empty."""
    markers: Markers
    endings: EndingRules
    formulas: Formulas
    dates: Dates
    page: PageLines
    adoption: AdoptionLines
    reserves: ReserveLines
    annexes: Annexes
    template: Template

    def reserve(self, kind: ReserveKind, delegations: Sequence[str]) -> str:
        """The footnote that says which delegations reserve."""
        before = ", ".join(delegations[:-1])
        listed = self.reserves.last.join(filter(None, (before, delegations[-1])))
        sentence: str = getattr(self.reserves, kind)
        return sentence.format(delegations=listed)

    def date(self, day: date) -> str:
        """A date as the style writes it."""
        return self.dates.form.format(day=day.day, month=self.dates.months[day.month - 1], year=day.year)

    def hour(self, moment: datetime) -> str:
        """An hour with its zone as the style writes it."""
        zone = getattr(moment.tzinfo, "key", None) or moment.tzname() or ""
        hour = self.dates.hour.format(date=self.date(moment), time=f"{moment:%H:%M}", zone=zone)
        return hour if zone else hour.replace(" ()", "")

    def chapeau(self, *, body: str, members: Sequence[str], date: str, place: str, chair: str, meeting: str) -> str:
        """The chapeau that a new statement begins with, as plain words."""
        return self.formulas.chapeau.format(
            body=body, members=", ".join(members), date=date, place=place, chair=chair, meeting=meeting
        )

    def closing(self, *, body: str, date: str, place: str, chair: str, meeting: str) -> str:
        """The closing line that a new statement begins with, as plain words; may be empty."""
        return self.formulas.closing.format(body=body, date=date, place=place, chair=chair, meeting=meeting)


def style_names(folders: Iterable[Path]) -> tuple[str, ...]:
    """The names of all styles in these folders, in order of the alphabet."""
    return tuple(sorted({entry.parent.name for folder in folders for entry in folder.glob("*/style.toml")}))


def load_style(name: str, folders: Sequence[Path]) -> Style:
    """The style of that name; where two folders have it, the first one's.

    Raises `StyleMistake` with file, key and remedy for a style that is not there, a key or place that is unknown or
    missing, and a `style.toml` that disagrees with its `style.docx`.
    """
    return style_of(name, rules_of_style(name, folders), template_of_style(name, folders))


def rules_of_style(name: str, folders: Sequence[Path]) -> str:
    """The `style.toml` of the style of that name, as it is written. Raises `StyleMistake`."""
    try:
        return (_folder(name, folders) / "style.toml").read_text(encoding="utf-8")
    except UnicodeDecodeError as reason:
        remedy = f"it is not TOML in UTF-8: {reason}."
        raise StyleMistake(file=f"{name}/style.toml", key="file", remedy=remedy) from reason


def template_of_style(name: str, folders: Sequence[Path]) -> bytes:
    """The `style.docx` of the style of that name. Raises `StyleMistake`."""
    try:
        return (_folder(name, folders) / "style.docx").read_bytes()
    except FileNotFoundError as reason:
        remedy = "it is missing; copy the one of a shipped style and edit it in Word."
        raise StyleMistake(file=f"{name}/style.docx", key="file", remedy=remedy) from reason


def _folder(name: str, folders: Sequence[Path]) -> Path:
    found = next((folder / name for folder in folders if name in style_names([folder])), None)
    if found is None:
        known = ", ".join(style_names(folders)) or "none"
        if not name.strip():
            raise StyleMistake(file="style", key="name", remedy=f"it is empty; there are: {known}.")
        raise StyleMistake(file=name, key="style", remedy=f"there is no style of this name; there are: {known}.")
    return found


def style_of(name: str, rules: str, content: bytes, *, title: str = "") -> Style:
    """The style that these two files make, the second one read as `style.docx`; `title` stands in for its own.

    Raises the first of `mistakes_of_style`.
    """
    written, template = _read(name, rules), _template(name, content)
    markers = _markers(written)
    for mistake in _disagreements(name, markers, template):
        raise mistake
    return Style(
        name=name,
        title=title or written.title,
        language=written.language,
        default_title=written.default_title,
        markers=markers,
        endings=_ending_rules(name, written.endings),
        formulas=written.formulas,
        dates=written.dates,
        page=written.page,
        adoption=written.adoption,
        reserves=written.reserves,
        annexes=written.annexes,
        template=template,
    )


def mistakes_of_style(name: str, rules: str, content: bytes) -> tuple[StyleMistake, ...]:
    """Everything that keeps these two files from being a style, as far as it can be told at once."""
    try:
        written, template = _read(name, rules), _template(name, content)
    except StyleMistake as mistake:
        return (mistake,)
    return tuple(_disagreements(name, _markers(written), template))


def _markers(written: _StyleFile) -> Markers:
    return Markers(
        marker=Marker.like(written.clauses.marker),
        draft_marker=Marker.like(written.clauses.draft_marker),
        preambular_marker=Marker.like(written.clauses.preambular_marker),
        draft_preambular_marker=Marker.like(written.clauses.draft_preambular_marker),
        item_markers=tuple(Marker.like(first) for first in written.clauses.item_markers),
        dash=Marker(written.clauses.dash),
        headings=tuple(Marker.like(first) for first in written.headings.markers),
    )


def _read(name: str, rules: str) -> _StyleFile:
    file = f"{name}/style.toml"
    try:
        written = msgspec.convert(tomllib.loads(rules), _StyleFile)
    except tomllib.TOMLDecodeError as reason:
        raise StyleMistake(file=file, key="file", remedy=f"it is not TOML in UTF-8: {reason}.") from reason
    except msgspec.ValidationError as reason:
        key, remedy = _explained(str(reason))
        raise StyleMistake(file=file, key=key, remedy=remedy) from reason
    _ending_rules(name, written.endings)
    _check_places(name, written)
    if not _is_known_as_left(written.adoption.left):
        remedy = f"readers know only some forms of words, with {{whom}} in them; {_README} lists these."
        raise StyleMistake(file=file, key="adoption.left", remedy=remedy)
    return written


def _is_known_as_left(words: str) -> bool:
    """Whether these words in brackets are one placeholder that names to whom a clause is left."""
    blank = canonical(left_blank("…", words))
    return "…" in blank and is_left(blank) and [each.words for each in brackets(blank).all] == [blank]


def _explained(reason: str) -> tuple[str, str]:
    """The key and the remedy in what msgspec says ("Object contains unknown field `x` - at `$.clauses`")."""
    said, _, where = reason.partition(" - at `$")
    path = where.removesuffix("`").removeprefix(".")
    field = re.search(r"(unknown|missing required) field `([^`]*)`", said)
    if field is None:
        return path, f"{said[:1].lower()}{said[1:]}; {_README} explains it."
    key = f"{path}.{field[2]}" if path else field[2]
    if field[1] == "unknown":
        return key, f"there is no such key; {_README} lists them all."
    return key, f"it is missing; {_README} explains it."


def _ending_rules(name: str, written: Mapping[str, object]) -> EndingRules:
    known = {field.name for field in fields(EndingRules)}
    for key in sorted(written.keys() ^ known):
        remedy = "it is missing" if key in known else "there is no such key"
        remedy = f"{remedy}; {_README} lists them all."
        raise StyleMistake(file=f"{name}/style.toml", key=f"endings.{key}", remedy=remedy)
    for key, ending in written.items():
        if not isinstance(ending, str):
            remedy = f"write it as text in quotation marks; {_README} explains it."
            raise StyleMistake(file=f"{name}/style.toml", key=f"endings.{key}", remedy=remedy)
    return EndingRules(**{key: str(ending) for key, ending in written.items()})


def _check_places(name: str, written: _StyleFile) -> None:
    for key, known in _PLACES.items():
        table, _, field = key.partition(".")
        pattern = getattr(getattr(written, table), field)
        try:
            places = {place for _, place, _, _ in Formatter().parse(pattern) if place is not None}
        except ValueError as reason:
            remedy = "write a brace that is text twice, and close every {place}."
            raise StyleMistake(file=f"{name}/style.toml", key=key, remedy=remedy) from reason
        for place in sorted(places - known):
            listed = ", ".join(f"{{{one}}}" for one in sorted(known))
            remedy = f"there is no place {{{place}}} here; there are {listed}."
            raise StyleMistake(file=f"{name}/style.toml", key=key, remedy=remedy)


def _template(name: str, content: bytes) -> Template:
    file = f"{name}/style.docx"
    try:
        return open_template(content)
    except UnreadableFile as reason:
        raise StyleMistake(file=file, key="file", remedy=str(reason)) from reason
    except TemplateMistake as reason:
        raise StyleMistake(file=file, key=reason.key, remedy=reason.remedy) from reason


def _disagreements(name: str, markers: Markers, template: Template) -> Iterator[StyleMistake]:
    """Where `style.toml` says another marker than Word will show."""
    operative, preambular = (names.STYLE_OF_KIND[kind] for kind in (PartKind.OPERATIVE, PartKind.PREAMBULAR))
    said: list[tuple[str, Marker, tuple[str, int], int]] = [
        ("clauses.marker", markers.marker, (operative, 0), 0),
        ("clauses.draft_marker", markers.draft_marker, (names.DRAFT_LIST, 0), 0),
        ("clauses.preambular_marker", markers.preambular_marker, (preambular, 0), 0),
        ("clauses.draft_preambular_marker", markers.draft_preambular_marker, (names.DRAFT_PREAMBLE_LIST, 0), 0),
    ]
    for level, marker in enumerate(markers.item_markers):
        said.append(("clauses.item_markers", marker, (names.ITEMS[level], 0), level + 1))
        said.append(("clauses.item_markers", marker, (names.DRAFT_LIST, level + 1), level + 1))
        said.append(("clauses.dash", markers.dash, (names.DASHES[level], 0), 0))
    for level, marker in enumerate(markers.headings):
        said.append(("headings.markers", marker, (names.HEADINGS[level], 0), level))
    for key, marker, place, level in said:
        shown = template.looks.get(place)
        wanted = marker.look(level) if marker != Marker("") else None
        if shown == wanted:
            continue
        in_word = f"“{shown.text}” ({shown.count})" if shown else "no marker"
        here = f"“{wanted.text}” ({wanted.count})" if wanted else "no marker"
        yield StyleMistake(
            file=f"{name}/style.toml",
            key=key,
            remedy=f"it says {here}, but style.docx shows {in_word} for “{place[0]}”; make the two agree.",
        )


def _counted(number: int, count: str) -> str:
    if count == "decimal":
        return str(number)
    if count in {"lowerLetter", "upperLetter"}:
        # Word counts a … z, aa, bb, cc …
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if count == "lowerLetter" else letter.upper()
    roman = ""
    for value, sign in _ROMAN:
        roman += sign * (number // value)
        number %= value
    return roman if count == "lowerRoman" else roman.upper()
