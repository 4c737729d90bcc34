"""Readings as JSON and documents out of JSON."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.documents.as_json import document_as_json, document_from_json, reading_as_json
from jointstatement.documents.plain import read_plain
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, LeftOut, Part, Reading
from jointstatement.text.wording import canonical

WORDS = st.one_of(
    st.sampled_from(
        ["We agree", "*Recalling* the 6^th^ meeting", "Kosovo\\*", "**a** b[^1]\nsecond line", "", "čšž Ω Ж"]
    ),
    st.text(max_size=20),
).map(canonical)
ENDINGS = st.sampled_from([None, "", ";", ".", "; and", "\u00a0;"])
LABELS = st.sampled_from([None, "", "Ø", "1.", "(a)", "Члан 1."])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of all kinds of parts, in the order that a statement has them."""
    parts = [
        Part(kind, draw(WORDS)) for kind in (PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU) if draw(st.booleans())
    ]
    between = st.one_of(
        st.builds(Part, st.just(PartKind.HEADING), WORDS, level=st.integers(0, 6)),
        st.builds(Part, st.just(PartKind.FORMULA), WORDS),
    )
    for _ in range(draw(st.integers(0, 4))):
        parts += draw(st.lists(between, max_size=3))
        kind = draw(st.sampled_from([PartKind.PREAMBULAR, PartKind.OPERATIVE]))
        parts.append(Part(kind, draw(WORDS), ending=draw(ENDINGS), label=draw(LABELS)))
        level = 0
        for _ in range(draw(st.integers(0, 4))):
            level = draw(st.integers(1, level + 1))
            parts.append(Part(PartKind.ITEM, draw(WORDS), level=level, ending=draw(ENDINGS), label=draw(LABELS)))
    parts += draw(st.lists(between, max_size=2))
    if draw(st.booleans()):
        parts.append(Part(PartKind.CLOSING, draw(WORDS)))
    for key in draw(st.lists(st.sampled_from(["1", "2", "*", "kosovo"]), unique=True, max_size=3)):
        parts.append(Part(PartKind.FOOTNOTE, draw(WORDS), key=key, mark=draw(st.sampled_from([None, "*", "1"]))))
    members = draw(st.lists(st.text(max_size=8), max_size=3))
    return Document(tuple(parts), style=draw(st.sampled_from(["o-we", "numbered"])), members=tuple(members))


@settings(max_examples=200)
@given(documents(), st.lists(st.text(max_size=5), max_size=2))
def test_document_comes_back_out_of_its_json(document: Document, texts: list[str]) -> None:
    reading = Reading(document, tuple(LeftOut(text, "why") for text in texts), tuple(texts))
    value = json.loads(json.dumps(reading_as_json(reading)))
    assert document_from_json(value) == document


def test_reading_has_exactly_the_keys_of_the_command() -> None:
    document = Document(
        parts=(
            Part(PartKind.TITLE, "Joint Statement"),
            Part(PartKind.CHAPEAU, "We have met:"),
            Part(PartKind.HEADING, "Ports", level=2),
            Part(PartKind.OPERATIVE, "We agree", ending=":", label="Ø"),
            Part(PartKind.ITEM, "on quays", level=1, ending=";", label="a."),
            Part(PartKind.ITEM, "of stone", level=2, ending=".", label="-"),
            Part(PartKind.FORMULA, "hereby decide:"),
            Part(PartKind.OPERATIVE, "To meet", ending=".", label="Ø"),
            Part(PartKind.CLOSING, "Done at Tarn."),
            Part(PartKind.FOOTNOTE, "Without prejudice.", key="*", mark="*"),
        ),
        members=("Arden", "Calvia"),
    )
    assert reading_as_json(Reading(document, (LeftOut("Share", "A button."),), ("Look.",))) == {
        "title": "Joint Statement",
        "subtitle": None,
        "chapeau": "We have met:",
        "members": ["Arden", "Calvia"],
        "style": "o-we",
        "clauses": [
            {
                "kind": "operative",
                "marker": "Ø",
                "heading": "Ports",
                "text": "We agree",
                "ending": ":",
                "items": [
                    {
                        "label": "a.",
                        "text": "on quays",
                        "ending": ";",
                        "items": [{"label": "-", "text": "of stone", "ending": "."}],
                    }
                ],
                "heading_level": 2,
            },
            {
                "kind": "operative",
                "marker": "Ø",
                "heading": None,
                "text": "To meet",
                "ending": ".",
                "items": [],
                "heading_level": None,
                "before": [{"kind": "formula", "level": 0, "text": "hereby decide:"}],
            },
        ],
        "footnotes": [{"key": "*", "mark": "*", "text": "Without prejudice."}],
        "closing": "Done at Tarn.",
        "left_out": [{"text": "Share", "why": "A button."}],
        "warnings": ["Look."],
    }


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "texts").glob("*.txt")), ids=lambda path: path.name)
def test_what_was_read_comes_back_out_of_its_json(path: Path) -> None:
    reading = read_plain(path.read_bytes())
    assert document_from_json(json.loads(json.dumps(reading_as_json(reading)))) == reading.document


def test_document_left_nothing_out() -> None:
    value = document_as_json(Document((Part(PartKind.TITLE, "Joint Statement"),)))
    assert (value["left_out"], value["warnings"], value["clauses"]) == ([], [], [])


CLAUSE = {"kind": "operative", "text": "We agree"}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([], "the file must be a JSON object."),
        ({}, "The JSON has no key “clauses”."),
        ({"clauses": {}}, "clauses must be a list."),
        ({"clauses": [], "titel": "x"}, "the file has the unknown key “titel”; known are: title, subtitle, chapeau, "),
        ({"clauses": [], "title": 3}, "title must be text."),
        ({"clauses": ["x"]}, "clauses[0] must be a JSON object."),
        ({"clauses": [CLAUSE, {"kind": "item"}]}, "clauses[1].kind must be “preambular” or “operative”."),
        ({"clauses": [{"kind": ["operative"], "text": ""}]}, "clauses[0].kind must be “preambular” or “operative”."),
        ({"clauses": [{"kind": "operative"}]}, "clauses[0].text must be text."),
        ({"clauses": [CLAUSE | {"ending": 1}]}, "clauses[0].ending must be text."),
        ({"clauses": [CLAUSE | {"items": [{"label": "a"}]}]}, "clauses[0].items[0].text must be text."),
        ({"clauses": [CLAUSE | {"heading": "A", "heading_level": True}]}, "clauses[0].heading_level must be a whole "),
        ({"clauses": [CLAUSE | {"before": [{"kind": "title"}]}]}, "clauses[0].before[0].kind must be “heading” or "),
        ({"clauses": [], "footnotes": [{"key": "a b", "text": ""}]}, "footnotes[0].key must be made of letters, "),
        ({"clauses": [], "footnotes": [{"key": "1", "text": ""}] * 2}, "footnotes[1].key stands twice; "),
        ({"clauses": [], "left_out": [{"text": "x"}]}, "left_out[0].why must be text."),
        ({"clauses": [], "warnings": [None]}, "warnings[0] must be text."),
        ({"clauses": [], "title": "\ud800"}, "title holds half a character; please type it again."),
    ],
)
def test_wrong_json_is_refused_with_its_place(value: object, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        document_from_json(value)
    assert str(refused.value).startswith(sentence)


def test_items_nested_without_end_are_refused() -> None:
    item: dict[str, object] = {"text": "x"}
    for _ in range(500):
        item = {"text": "x", "items": [item]}
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        document_from_json({"clauses": [CLAUSE | {"items": [item]}]})
