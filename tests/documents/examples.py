"""Statements of an invented forum, and every statement that could be: the scenes of these tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from jointstatement.documents.style import Style, load_style
from jointstatement.settings import shipped
from jointstatement.terms import PartKind
from jointstatement.text.document import Attachment, Document, Draft, Part, Participant, Signature
from jointstatement.text.wording import FootnoteMark, Run, Wording, write

STYLE_FOLDERS: tuple[Path, ...] = (shipped("templates") / "statements",)
STYLES: dict[str, Style] = {name: load_style(name, STYLE_FOLDERS) for name in ("o-we", "numbered")}

HARBOUR = Document(
    parts=(
        Part(PartKind.TITLE, "JOINT STATEMENT\nof the Harbour Forum"),
        Part(PartKind.SUBTITLE, "Fourth meeting, Tarn, 3^rd^ June 2031"),
        Part(PartKind.CHAPEAU, "Pelland, Quay and Ostmark met on 3^rd^ June 2031 in Tarn and concluded as follows:"),
        Part(PartKind.PREAMBULAR, "*Recalling* the Tarn Charter", id="1" * 32),
        Part(PartKind.ITEM, "its first chapter", level=1),
        Part(PartKind.ITEM, "its second chapter", level=1),
        Part(PartKind.PREAMBULAR, "*Aware* of the tides[^tides]", id="2" * 32),
        Part(PartKind.ITEM, "spring", level=1),
        Part(PartKind.ITEM, "neap", level=1),
        Part(PartKind.FORMULA, "Hereby decide to do as follows:"),
        Part(PartKind.HEADING, "Lights", level=1),
        Part(PartKind.OPERATIVE, "We **welcome** the lighthouse at Ostmark*[^name] and __note__ its lamp", id="3" * 32),
        Part(PartKind.OPERATIVE, "We agree to keep", id="4" * 32),
        Part(PartKind.ITEM, "one white lamp", level=1),
        Part(PartKind.ITEM, "two lamps in colour", level=1),
        Part(PartKind.ITEM, "a red one", level=2),
        Part(PartKind.ITEM, "a green one", level=2),
        Part(PartKind.ITEM, "a horn", level=1, label="-"),
        Part(PartKind.ITEM, "All of them burn by night", level=1, label=""),
        Part(PartKind.HEADING, "Buoys", level=2),
        Part(PartKind.OPERATIVE, "We task the chair with the buoys[^tides].\nShe reports next year", id="5" * 32),
        Part(PartKind.OPERATIVE, "We thank Tarn & its <people>", ending=";", label="Ø", id="6" * 32),
        Part(PartKind.CLOSING, "Done at Tarn."),
        Part(PartKind.FOOTNOTE, "High water and low water.", key="tides"),
        Part(PartKind.FOOTNOTE, "This name is *without* prejudice.\nTo anybody.", key="name", mark="*"),
    ),
    members=("Pelland", "Quay", "Ostmark"),
    body="Harbour Forum",
    meeting="Fourth Meeting",
    place="Tarn",
    adopted_on=date(2031, 6, 3),
    signatures=(
        Signature("Ada Roe", "For Pelland"),
        Signature("Bo Dahl", "For Quay"),
        Signature("Cai Poe", "For Ostmark"),
    ),
    attachments=(Attachment("Reservation by Quay on clause 2", "Quay reserves its position.\nIt joins the rest."),),
    participants=(
        Participant("Ada Roe", "Rear Admiral", "Pelland"),
        Participant("Bo Dahl", "Kapitän zur See", "Quay"),
    ),
    statement_id="a" * 32,
    fingerprint="0" * 64,
)
"""An adopted text with everything in it that a statement can have."""

HARBOUR_DRAFT = replace(
    HARBOUR,
    adopted_on=None,
    signatures=(),
    attachments=(),
    participants=(),
    draft=Draft("Delegations only", "Rev.2", datetime(2031, 5, 1, 14, 0, tzinfo=ZoneInfo("Europe/Ljubljana"))),
)

_LETTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="\r\u2028\u2029\x85"
)
_WORDS = st.one_of(
    st.sampled_from(
        ["We welcome ", "the tides", " and", "; and", ".", "*", "^", "[^a]", "\\", "6", "th", " ", "  ", "\n", "Þórs ",
         "Ελλάδα", "Ђорђе", "İğdır", "a.", "(b)", ",", "_", "&<>\"'", "]]>", "\t", "1. ", "Ø "]
    ),
    st.text(_LETTERS, max_size=8),
)  # fmt: skip
_LINE = st.lists(_WORDS.filter(lambda words: "\n" not in words), max_size=4).map("".join)
_LINES = st.lists(_WORDS, max_size=4).map("".join)
_KEYS = ("tides", "name", "a*", "kosovo-1")


def _wordings(*, with_notes: bool) -> st.SearchStrategy[str]:
    marks = st.booleans()
    runs = st.builds(Run, _LINES, marks, marks, marks, marks)
    plain_runs = st.builds(Run, _LINES)
    pieces = st.one_of(plain_runs, runs)
    if with_notes:
        pieces = st.one_of(pieces, st.sampled_from(_KEYS).map(FootnoteMark))
    wordings: st.SearchStrategy[Wording] = st.lists(pieces, max_size=4).map(tuple)
    return wordings.map(write)


_IDS = st.one_of(st.just(""), st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}"))
_ENDINGS = st.one_of(st.none(), st.sampled_from(["", ";", "; and", ".", ",", ":", " ;"]))


def _parts(kind: PartKind) -> st.SearchStrategy[Part]:
    levels = {PartKind.HEADING: st.integers(1, 5), PartKind.ITEM: st.integers(1, 5)}
    labels = st.one_of(st.none(), st.sampled_from(["Ø", "4.", "a.", "-", "•"]))
    if kind is PartKind.ITEM:
        labels = st.one_of(labels, st.just(""))
    return st.builds(
        Part,
        kind=st.just(kind),
        wording=_wordings(with_notes=True),
        level=levels.get(kind, st.just(0)),
        ending=_ENDINGS,
        label=labels,
        id=_IDS,
    )


def _footnotes(key: str) -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        kind=st.just(PartKind.FOOTNOTE),
        wording=_wordings(with_notes=False),
        ending=_ENDINGS,
        key=st.just(key),
        mark=st.one_of(st.none(), st.sampled_from(["*", "**", "†", "i"])),
        id=_IDS,
    )


@st.composite
def documents(draw: st.DrawFn, *, style: str) -> Document:
    """Any statement in the order that statements have, draft or adopted."""
    parts: list[Part] = []
    for kind in (PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU):
        parts += draw(st.lists(_parts(kind), max_size=1))
    middle = (PartKind.FORMULA, PartKind.HEADING, PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.ITEM)
    parts += draw(st.lists(st.sampled_from(middle).flatmap(_parts), max_size=8))
    parts += draw(st.lists(_parts(PartKind.CLOSING), max_size=1))
    for key in draw(st.permutations(_KEYS).flatmap(lambda keys: st.integers(0, 4).map(lambda n: keys[:n]))):
        parts.append(draw(_footnotes(key)))
    hours = st.datetimes(
        datetime(1990, 1, 1), timezones=st.sampled_from([UTC, ZoneInfo("Europe/Tirane"), ZoneInfo("Asia/Kathmandu")])
    )
    return Document(
        parts=tuple(parts),
        style=style,
        language=draw(st.sampled_from(["en", "sr-Latn", "fr", "el"])),
        members=tuple(draw(st.lists(_LINE, max_size=3))),
        body=draw(_LINE),
        meeting=draw(_LINE),
        place=draw(_LINE),
        adopted_on=draw(st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))),
        draft=draw(st.none() | st.builds(Draft, _LINE, _LINE, st.none() | hours)),
        signatures=tuple(draw(st.lists(st.builds(Signature, _LINE, _LINE), max_size=3))),
        attachments=tuple(draw(st.lists(st.builds(Attachment, _LINE, _LINES), max_size=2))),
        participants=tuple(draw(st.lists(st.builds(Participant, _LINE, _LINE, _LINE), max_size=2))),
        statement_id=draw(_IDS),
        fingerprint=draw(st.sampled_from(["", "0" * 64])),
    )
