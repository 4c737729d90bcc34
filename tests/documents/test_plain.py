"""Reading plain text: our own texts with the difficulties of real ones, always; the real ones where they are."""

import csv
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.documents.plain import read_plain
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import LeftOut, Part, Reading
from jointstatement.text.wording import FootnoteMark, parse, plain

TEXTS = Path(__file__).parent / "texts"
INDEX = {
    row["file"]: row
    for row in csv.DictReader((TEXTS / "index.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
}


def own(start: str) -> Reading:
    """The reading of one of our own texts, by the start of its name."""
    (path,) = TEXTS.glob(f"{start}*")
    return read_plain(path.read_bytes(), name=path.name)


def read(text: str) -> Reading:
    return read_plain(text.encode())


def of_kind(reading: Reading, kind: PartKind) -> tuple[Part, ...]:
    return tuple(part for part in reading.document.parts if part.kind is kind)


def wordings(reading: Reading, kind: PartKind) -> list[str]:
    return [part.wording for part in of_kind(reading, kind)]


def counted(reading: Reading) -> dict[str, str]:
    """What the index of our own texts says about a text."""
    document = reading.document
    figures: dict[str, object] = {
        "clauses": len(document.clauses),
        "preambular": len(of_kind(reading, PartKind.PREAMBULAR)),
        "operative": len(of_kind(reading, PartKind.OPERATIVE)),
        "sub_items": sum(bool(part.label) for part in of_kind(reading, PartKind.ITEM)),
        "markers": sum(bool(part.label) for part in document.clauses),
        "headings": len(of_kind(reading, PartKind.HEADING)),
        "style": document.style,
        "members": len(document.members),
        "footnotes": len(of_kind(reading, PartKind.FOOTNOTE)),
    }
    return {name: str(figure) for name, figure in figures.items()}


def signs(text: str) -> Counter[str]:
    """Every character but blanks, and how often it stands there."""
    return Counter(sign for sign in unicodedata.normalize("NFC", text) if not sign.isspace())


def signs_of(reading: Reading) -> Counter[str]:
    """Every character of the parts' words, labels, endings and footnote marks, and of what was left out."""
    marks = {part.key: part.mark or part.key or "" for part in of_kind(reading, PartKind.FOOTNOTE)}
    pieces: list[str] = []
    for part in reading.document.parts:
        pieces += [marks[run.key] if isinstance(run, FootnoteMark) else run.text for run in parse(part.wording)]
        pieces += [part.ending or "", part.label or ""]
    return signs("".join([*pieces, *(left.text for left in reading.left_out)]))


def test_our_own_texts_are_at_least_sixteen() -> None:
    assert len(INDEX) >= 16
    assert {path.name for path in TEXTS.glob("*.txt")} == set(INDEX)


@pytest.mark.parametrize("name", sorted(INDEX))
def test_our_own_text_has_its_clauses_items_and_headings(name: str) -> None:
    row = {key: value for key, value in INDEX[name].items() if key not in ("file", "difficulty")}
    assert counted(own(name)) == row


@pytest.mark.parametrize("name", sorted(INDEX))
def test_every_character_of_our_own_text_is_in_the_reading_once(name: str) -> None:
    source = (TEXTS / name).read_bytes().decode()
    reading = own(name)
    missing = signs(source) - signs_of(reading)
    added = signs_of(reading) - signs(source)
    # A title out of front matter stands in both, and so do characters that HTML had named.
    title = reading.document.first(PartKind.TITLE)
    allowed = signs(plain(title.wording)) if title and source.startswith("---") else Counter()
    assert (missing, added - allowed) == (Counter(), Counter())


# Lists


def test_web_page_is_read_without_its_navigation() -> None:
    reading = own("01")
    assert reading.document.members == ("Arden", "Bosk and Herrin", "Calvia", "Dorne", "Estmark", "Pelland", "Quill")
    assert wordings(reading, PartKind.TITLE) == [
        "JOINT STATEMENT, 7th Lake Forum Conference, Marvik, Pelland, 3–4 June 2031"
    ]
    assert [(part.label, part.ending) for part in reading.document.clauses] == [
        ("Ø", ";"),
        ("Ø", ";"),
        ("Ø", ";"),
        ("Ø", ";"),
        ("Ø", "."),
    ]
    assert (
        LeftOut("READ: What the Lake Forum does", "A notice of the web page, not of the statement.") in reading.left_out
    )
    assert LeftOut("Related articles", "Stands after the statement: other contents of the page.") in reading.left_out


def test_wrapped_lines_with_empty_lines_between_are_joined() -> None:
    reading = own("02")
    assert wordings(reading, PartKind.TITLE) == ["Third Regional Conference on River Ports"]
    assert wordings(reading, PartKind.SUBTITLE) == [
        "“Quays that hold: how the small ports of the lakes can serve trade, travellers and the people who live beside "
        "them”.\n12 May 2031, Tarn\nCONFERENCE CONCLUSIONS"
    ]
    assert wordings(reading, PartKind.OPERATIVE)[:3] == [
        "The 3^rd^ conference on river ports of the Lake Forum was held on 12^th^ of May 2031 in Tarn, together with "
        "the harbour office of Estmark. The conference gathered about sixty participants from the seven members, the "
        "shipping companies and the unions of dockers",
        "The exchanges underlined the need for a common register of quays, which all members would keep and which the "
        "Secretariat would print once a year for those who have no other access to it. Members that have no register "
        "yet will be helped by those that have",
        "Participants stressed that cross-border towing cannot be regulated by one member alone, and that the rules of "
        "1 January 2029 have served well",
    ]


def test_article_label_on_its_own_line_is_the_marker_of_what_follows() -> None:
    assert [(part.label, part.wording) for part in of_kind(own("03"), PartKind.OPERATIVE)] == [
        ("Члан 1.", "Државе чланице воде заједнички регистар пристаништа"),
        ("Члан 2.", "Регистар садржи"),
        (
            "Члан 3.",
            "Секретаријат објављује регистар сваке године. Државе чланице достављају податке до 15. марта",
        ),
    ]


def test_starred_name_points_to_its_footnote() -> None:
    reading = own("04")
    assert of_kind(reading, PartKind.OPERATIVE)[2].wording == (
        "Svi članovi, uključujući Veldor[^*], cijene pravila iz točaka 1. i 2. Povelje i njihovu primjenu"
    )
    assert of_kind(reading, PartKind.FOOTNOTE) == (
        Part(
            PartKind.FOOTNOTE,
            "Ovaj naziv ne prejudicira status i u skladu je s odlukom Vijeća iz 2012.",
            key="*",
            mark="*",
        ),
    )


def test_starred_name_without_a_footnote_keeps_its_star() -> None:
    reading = read("Joint Statement\n\n1. 'Kosovo*' takes part in all meetings.\n2. 'Kosovo*' signs under that name.\n")
    assert [plain(part.wording) for part in reading.document.clauses] == [
        "'Kosovo*' takes part in all meetings",
        "'Kosovo*' signs under that name",
    ]


def test_sentence_that_goes_on_below_its_items_stays_with_its_clause() -> None:
    parts = [part for part in own("05").document.parts if part.is_clause or part.kind is PartKind.ITEM]
    assert [(part.kind.value, part.label, part.wording, part.ending) for part in parts[4:8]] == [
        ("operative", "3)", "Üye ülkeleri", ":"),
        ("item", "a)", "su derinliğini bildirmeye", ";"),
        ("item", "b)", "yetkili makamı belirtmeye", ""),
        ("item", "", "davet ediyoruz", "."),
    ]


def test_french_endings_keep_the_blank_before_them() -> None:
    assert [part.ending for part in of_kind(own("06"), PartKind.PREAMBULAR)] == ["\u00a0;"] * 3


def test_greek_stop_is_an_ending() -> None:
    assert [part.ending for part in own("07").document.clauses] == ["·", "·", ":", "."]


def test_bold_and_italic_of_markdown_become_light_marks() -> None:
    reading = own("09")
    assert reading.document.clauses[2].wording == (
        "We thank **Pelland** for its *good offices* and note that Article 5 [as amended] applies"
    )
    assert reading.document.clauses[2].label == "1."


def test_signatures_in_columns_are_set_one_below_the_other() -> None:
    assert wordings(own("09"), PartKind.CLOSING) == [
        "Done at Marvik on June 3, 2031, in duplicate, in the English language.\nAda Holm\nPeer Lund\n"
        "Minister of Transport of Arden\nMinister of Transport of Calvia"
    ]


def test_title_of_front_matter_is_the_title() -> None:
    assert wordings(own("09"), PartKind.TITLE) == [
        "Joint Declaration by the Ministers of Arden and Calvia’s neighbours"
    ]


def test_numbers_of_an_annex_are_no_clauses() -> None:
    left = [left.text for left in own("10").left_out if left.why.startswith("An annex")]
    assert left == ["Annex I", "List of participants", "1. Ms Ada Holm, Arden", "2. Mr Peer Lund, Calvia"]


def test_continuation_paragraph_belongs_to_the_clause_above() -> None:
    assert own("10").document.clauses[2].wording == (
        "We call on all members to apply the towing rules.\nThe rules are annexed to the Protocol of 2029"
    )


def test_items_go_as_deep_as_they_are() -> None:
    assert [(part.level, part.label) for part in of_kind(own("11"), PartKind.ITEM)] == [
        (1, "(a)"),
        (1, "(b)"),
        (2, "(i)"),
        (2, "(ii)"),
        (1, "(c)"),
    ]


def test_formula_stands_between_preamble_and_operative_part() -> None:
    kinds = [part.kind.value for part in own("11").document.parts][:9]
    assert kinds == [
        "title", "subtitle", "chapeau", "preambular", "preambular", "preambular", "formula", "heading", "operative",
    ]  # fmt: skip


def test_report_round_the_text_is_left_out() -> None:
    reading = own("12")
    assert wordings(reading, PartKind.CHAPEAU) == [
        "The Transport Ministers of Arden, Calvia and Pelland met in Marvik on 3 June 2031 to discuss navigation on "
        "the lakes."
    ]
    assert reading.document.members == ("Arden", "Calvia", "Pelland")
    assert [left.text[:30] for left in reading.left_out] == [
        "Lake ministers agree on regist",
        "MARVIK, 3 June – The transport",
        "Her colleague from Calvia told",
        "The full text of the statement",
        "The ministers left Marvik on W",
        "Press contact",
        "Lake Forum Secretariat, Old Fe",
        "press@example.org",
    ]


def test_names_one_below_the_other_stay_with_their_clause() -> None:
    assert own("13").document.clauses[1].wording == (
        "The following members attended the meeting:\nRepublic of Arden\nKingdom of Calvia\nDorne\nPelland"
    )


def test_members_in_the_chapeau_are_no_clauses() -> None:
    reading = own("15")
    assert reading.document.members == ("Republic of Arden", "Kingdom of Calvia", "Veldor*", "Pelland")
    assert [(note.key, note.mark) for note in of_kind(reading, PartKind.FOOTNOTE)] == [("*", "*"), ("1", None)]
    assert reading.document.clauses[1].wording == (
        "They will train the crews of tugs together with Veldor[^*], as was agreed in Tarn.[^1]"
    )


def test_date_is_no_marker() -> None:
    assert own("16").document.clauses[2].wording == (
        "They agreed that the rules of 20.12.2029 remain in force, and that nothing in paragraphs 1 and 2 limits them"
    )


def test_number_before_an_arrow_is_one_label_with_it() -> None:
    reading = read(
        "Joint Statement\n\nThe ministers met and state:\n\n1 Ø We thank the pilots;\n\n"
        "1bis Ø We read the gauges every hour;\n\n2 Ø We meet again.\n"
    )
    assert [(part.label, part.wording) for part in reading.document.clauses] == [
        ("1 Ø", "We thank the pilots"),
        ("1bis Ø", "We read the gauges every hour"),
        ("2 Ø", "We meet again"),
    ]
    assert reading.document.style == "o-we"
    assert reading.warnings == ()


def test_danish_name_is_no_bullet() -> None:
    reading = read(
        "Joint Statement\n\nØrsted and Ø are names.\n\nWe, the ministers, welcome the report.\n\n"
        "We thank Øystein Holm.\n"
    )
    assert [part.label for part in reading.document.clauses] == [None] * len(reading.document.clauses)


def test_text_in_an_eight_bit_encoding_is_read_with_a_warning() -> None:
    text = (TEXTS / "18-russian.txt").read_text(encoding="utf-8")
    reading = read_plain(text.encode("cp1251"))
    assert reading.document == read(text).document
    assert reading.warnings[0] == (
        "The file is not UTF-8; it was read as Cyrillic text (cp1251). Please check the accented letters."
    )


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("04-inline-numbers-croatian.txt", "utf-8-sig"),
        ("04-inline-numbers-croatian.txt", "utf-16"),
        ("04-inline-numbers-croatian.txt", "cp1250"),
        ("05-turkish.txt", "cp1254"),
        ("06-french.txt", "cp1252"),
        ("07-greek-bullets.txt", "cp1253"),
        ("08-swedish-markdown.txt", "cp1252"),
    ],
)
def test_other_encodings_give_the_same_words(name: str, encoding: str) -> None:
    text = (TEXTS / name).read_text(encoding="utf-8")
    assert read_plain(text.encode(encoding, errors="replace")).document == read(text).document


# What pages put round a text


def test_we_the_ministers_is_where_a_text_begins() -> None:
    reading = read(
        'Summit in Marvik\n\nThe minister was pleased. "It is a start", said Ada Holm.\n\n- The others will follow, he '
        "told reporters.\n\nDeclaration of the Ministers\n\nWe, the Ministers of Arden and Calvia, affirm our "
        "friendship. It is old.\n\nWe welcome the register.\n"
    )
    assert wordings(reading, PartKind.TITLE) == ["Declaration of the Ministers"]
    assert wordings(reading, PartKind.OPERATIVE) == [
        "We, the Ministers of Arden and Calvia, affirm our friendship. It is old",
        "We welcome the register",
    ]


def test_title_in_capitals_is_divided_from_the_text_it_is_glued_to() -> None:
    reading = read(
        "MINISTERIAL DECLARATION The Ministers met in Marvik and adopted the following Declaration after a long and "
        "useful exchange: 1. The Ministers welcomed the register. 2. The Ministers thanked Pelland.\n"
    )
    assert wordings(reading, PartKind.TITLE) == ["MINISTERIAL DECLARATION"]
    assert [part.label for part in reading.document.clauses] == ["1.", "2."]


def test_numbers_of_two_levels_in_one_paragraph_are_divided() -> None:
    reading = read(
        "Declaration\n\nWe, the Ministers, have met. 1. PRINCIPLES 1.1. We reaffirm the Protocol. 1.2. We support it. "
        "2. REGISTER 2.1. We welcome the register.\n"
    )
    assert wordings(reading, PartKind.HEADING) == ["1. PRINCIPLES", "2. REGISTER"]
    assert [part.label for part in reading.document.clauses] == ["1.1.", "1.2.", "2.1."]


def test_list_within_an_unmarked_text_is_a_list_of_items() -> None:
    reading = read(
        "Joint Statement\n\nThe ministers met in Tarn on 3 June 2031.\n\nThey welcomed the register, on which they had "
        "worked for two years.\n\nThey recognised the need for rules.\n\nThey asked the Secretariat to:\n- print the "
        "register;\n- draw a map.\n\nThey thanked Pelland for its hospitality in all these days.\n"
    )
    assert [part.kind.value for part in reading.document.parts] == [
        "title", "chapeau", "operative", "operative", "operative", "item", "item", "operative",
    ]  # fmt: skip


def test_first_words_of_a_cut_clause_count() -> None:
    reading = read(
        "Joint Statement\n\nWe, the ministers, met in Tarn:\n\nWe welcome the register.\n\n"
        "We support the efforts of all"
    )
    assert wordings(reading, PartKind.OPERATIVE) == ["We welcome the register", "We support the efforts of all"]


# Warnings


def test_open_end_is_a_warning() -> None:
    reading = read("Joint Statement\n\nThe ministers:\n\nØ We agree on the register;\nØ We agree on the map;\n")
    assert reading.warnings == ("The last clause ends with “;”.",)


def test_one_opening_that_differs_is_a_warning() -> None:
    text = "Joint Statement\n\nThe ministers:\n\n" + "Ø We agree on this.\n" * 3 + "Ø The ministers thank the host.\n"
    assert read(text).warnings == ("Clause 4 is not worded with “We” like the others.",)


def test_missing_number_is_a_warning() -> None:
    reading = read("Joint Statement\n\n1. We agree on this.\n2. We agree on that.\n4. We agree on all.\n")
    assert reading.warnings == ("The numbers jump from 2 to 4.",)


# What is no statement


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty. Choose the file that has the text of the statement in it."),
        (b" \r\n\t\xef\xbb\xbf", "The file is empty. Choose the file that has the text of the statement in it."),
        (b"We\0agree", "The file is not text (it holds zero bytes). Save the statement as plain text."),
        (
            b"%PDF-1.7\n...",
            "This is a PDF. Open it, copy its text into a text file (.txt, UTF-8) and read that.",
        ),
        (
            b"\x01\x02\x03\x04\x05" * 40,
            "The file is not readable text. Save the statement as plain text (.txt, UTF-8).",
        ),
        (
            b"\xff\xfea",
            "The file says that it is UTF-16 text and is not. Save it as plain text (.txt, UTF-8).",
        ),
        (
            b"x" * 5_000_001,
            "The file has 6 MB; a statement has at most 5 MB. Send only the text of the statement.",
        ),
        (
            b"a\n" * 11_000,
            "The file has more than 10000 lines; no statement is that long. Send only its text.",
        ),
        (
            b"word " * 20_000,
            "One paragraph of the file has more than 60000 characters; no clause is that long. Send only its text.",
        ),
        (
            b"<div>" * 60_000,
            "The file has more than 50000 tags; it is rather a web page. Copy its text into a text file (.txt).",
        ),
        (
            b"Milk\nBread\nTwo eggs\n",
            "No statement was found in the file: it has neither numbered or marked clauses nor paragraphs under a "
            "title such as “Joint Statement”. Please choose the file that holds the statement's text.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_plain(data)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "data",
    [
        b"\xc3\x98" * 400_000,
        "Ø We\n".encode() * 9_000,
        b"(" * 900_000,
        b" " * 900_000 + b"x",
        b"1.2.3." * 150_000,
        b"1. a b c d.\n" * 9_000,
        b"1. We a b c:\n2. b c d e.\n" * 4_500,
        b"*" * 900_000,
        b"<!--" * 100_000,
        b"<sup>" * 60_000,
        ("the " * 14 + ":\n\n").encode() * 4_000,
        b"coop-\neration " * 9_000,
        ("“said " * 9_000 + "\n\n").encode() * 10,
        b"# A\n\nWe agree on it all.\n\n" * 4_000,
        b"\n".join(b">" * depth + b" We agree" for depth in range(1_200)),
        b"\n".join(b"> " * depth + b" We agree" for depth in range(1_200)),
        b"\n".join(b"1." * depth + b" We agree" for depth in range(1_200)),
        b"\n".join(b" " * depth + b"- We agree" for depth in range(1_200)),
        b"&lt;" * 900_000,
        b"<ul><li>" * 600_000,
    ],
)
def test_hostile_text_is_read_or_refused(data: bytes) -> None:
    begun = time.process_time()
    try:
        reading = read_plain(data)
    except UnreadableFile:
        return
    else:
        assert reading.document.clauses
    finally:
        assert time.process_time() - begun < 5


# Accounting for every character

LINES = st.sampled_from(
    [
        "", "", "", "Joint Statement", "JOINT DECLARATION OF THE MINISTERS", "Marvik, 3 June 2031", "Home / News",
        "Share", "READ: something else", "Photo: Joint Statement, Tarn", "We, the ministers, have met and agree:",
        "The ministers met in Tarn on 3 June 2031 and concluded as follows:", "Recalling the Protocol of 2029,",
        "**NOTING** that the lakes have no borders;", "hereby decide:", "Ø We welcome the register;",
        "Ø We thank the Chair.", "• To keep the register; and", "- Veldor*", "- Pelland", "– with a dash and",
        "1. We welcome the 6", "th", "st", " meeting of the ministers, which was held in Tarn in spring and",
        "2. They agree on the coop-", "eration of all ports, and on cross-", "border towing.", "3) A note",
        "(a) the name;", "(i) at low water, and", "a. First, we commit", "1.1 The agenda was adopted.", "I. REGISTER",
        "Article 1", "Article 2 – Towing", "Члан 3.", "* This designation is without prejudice.", "1 See the Protocol.",
        "[1] See the Protocol.", "as agreed in Tarn.[1]", "the Secretariat1 keeps it*.", "Page 2 of 5", "- 3 -", "12",
        "\x0c", "Annex I", "Related articles", "“It is a good day,” said the minister.", "Done at Marvik.", "---",
        "\\###", "____________", "<p>We <b>agree</b> on 5 &amp; 6<sup>th</sup></p>", "<!-- -->", "![x](http://a.b/c)",
        "*Read* the [rules](https://example.org/a_b).", "a *b **c* d** \\* _e_ __f__ [^2]: ^g^", "> quoted line",
        "\u200bzero\u00adwidth\u00a0blank", "12.05.2031", "Ada Holm          Peer Lund", "# A heading", "q One",
        "q Two", "o three", "The full text of the statement follows:", "e\u0301tat",
        "Witnessed by:", "We thank the hosts.",
        "\u2028", "lower case goes on here", "The Ministers welcomed the register and thanked all who keep it.",
    ]
)  # fmt: skip


@settings(max_examples=120)
@given(st.lists(LINES, min_size=1, max_size=40))
def test_no_character_is_lost_or_doubled_in_any_row_of_lines(lines: list[str]) -> None:
    source = "\n".join(lines)
    try:
        reading = read(source)
    except UnreadableFile:
        return
    assert signs_of(reading) == signs(source)


@settings(max_examples=80)
@given(st.text(max_size=300), st.lists(LINES, max_size=6))
def test_no_character_of_any_text_is_lost(text: str, lines: list[str]) -> None:
    source = "Joint Statement\n\n1. We agree on this.\n" + text + "\n" + "\n".join(lines)
    try:
        reading = read_plain(source.encode("utf-8", errors="replace"))
    except UnreadableFile:
        return
    kept = source.encode("utf-8", errors="replace").decode()
    assert signs(kept) - signs_of(reading) == Counter()


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        reading = read_plain(data)
    except UnreadableFile as refused:
        assert str(refused).endswith((".", "”"))
    else:
        assert reading.document.clauses
