"""A printed PDF says what Word shows, is tagged and dated by its text, and takes nothing from a text as code."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES, documents

from jointstatement.documents.files import read_file
from jointstatement.documents.pdf import prints_pdf, write_pdf
from jointstatement.documents.printed import printed_parts
from jointstatement.errors import PdfNotInstalled, SignsWithoutFont
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Draft, Part
from jointstatement.text.wording import plain

pypdf = pytest.importorskip("pypdf", reason="the extra “pdf” is not installed")
pytest.importorskip("typst", reason="the extra “pdf” is not installed")

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
HOSTILE = (
    '#import "@preview/x:1.0.0": * #read("/etc/passwd") $x^2$ @label <label> `code` [content] {code} \\u{41} /*c*/ //c',
    "= Heading",
    "- list + enum / term: x",
    "~ -- --- ... \\ 'quotes' \"quotes\"",
)


def words_of(printed: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def root_of(printed: bytes) -> Mapping[str, object]:
    root: Mapping[str, object] = pypdf.PdfReader(io.BytesIO(printed)).trailer["/Root"]
    return root


def properties_of(printed: bytes) -> str:
    metadata = pypdf.PdfReader(io.BytesIO(printed)).xmp_metadata
    assert metadata is not None
    return str(metadata.stream.get_data().decode())


def test_markers_endings_and_everything_round_the_text_are_printed() -> None:
    printed = words_of(write_pdf(HARBOUR, STYLES["o-we"])).replace("\xa0", " ")
    lines = [line.strip() for line in printed.split("\n")]

    assert [line for line in lines if line] == [
        "Harbour Forum",
        "JOINT STATEMENT",
        "of the Harbour Forum",
        "Fourth meeting, Tarn, 3rd June 2031",
        "Pelland, Quay and Ostmark met on 3rd June 2031 in Tarn and concluded as follows:",
        "Recalling the Tarn Charter:",
        "(a) its first chapter; and",
        "(b) its second chapter,",
        "Aware of the tides1:",
        "(a) spring; and",
        "(b) neap,",
        "Hereby decide to do as follows:",
        "Lights",
        "Ø We welcome the lighthouse at Ostmark** and note its lamp;",
        "Ø We agree to keep:",
        "(a) one white lamp;",
        "(b) two lamps in colour:",
        "(i) a red one; and",
        "(ii) a green one; and",
        "– a horn;",
        "All of them burn by night;",
        "Buoys",
        "Ø We task the chair with the buoys1.",
        "She reports next year; and",
        "Ø We thank Tarn & its <people>;",
        "Done at Tarn.",
        "Adopted in Tarn on 3 June 2031",
        "Ada Roe",
        "For Pelland",
        "Bo Dahl",
        "For Quay",
        "1 High water and low water.",
        "* This name is without prejudice.",
        "To anybody.",
        "Cai Poe",
        "For Ostmark",
        "Reservations and statements",
        "Reservation by Quay on clause 2",
        "Quay reserves its position.",
        "It joins the rest.",
        "List of participants",
        "Name Rank Delegation",
        "Ada Roe Rear Admiral Pelland",
        "Bo Dahl Kapitän zur See Quay",
    ]


def test_draft_carries_its_line_its_page_numbers_and_clause_numbers() -> None:
    words = words_of(write_pdf(HARBOUR_DRAFT, STYLES["numbered"]))

    for line in ("Delegations only", "Rev.2", "1 May 2031, 14:00 (Europe/Ljubljana)", "Page 1 of 1"):
        assert line in words
    assert "PP2 Aware of the tides1:" in words
    assert "3. We task the chair with the buoys1." in words


def test_file_knows_its_title_body_language_and_day() -> None:
    printed = write_pdf(replace(HARBOUR, language="sr-Latn-RS"), STYLES["o-we"])
    information = pypdf.PdfReader(io.BytesIO(printed)).metadata

    assert (information.title, information.author) == ("JOINT STATEMENT of the Harbour Forum", "Harbour Forum")
    assert information.creation_date.date() == HARBOUR.adopted_on
    assert root_of(printed)["/Lang"] == "sr-RS"


def test_dated_text_is_for_archives_and_every_text_can_be_listened_to() -> None:
    dated = write_pdf(HARBOUR, STYLES["o-we"])
    undated = write_pdf(replace(HARBOUR, adopted_on=None), STYLES["o-we"])

    assert ["pdfaid:part>2<" in properties_of(one) for one in (dated, undated)] == [True, False]
    assert ["pdfuaid:part>1<" in properties_of(one) for one in (dated, undated)] == [True, True]
    assert [root_of(one)["/MarkInfo"]["/Marked"] for one in (dated, undated)] == [True, True]  # type: ignore[index]


def test_structure_has_headings_lists_notes_and_a_table() -> None:
    structure: list[str] = []

    def gather(element: object) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, pypdf.generic.ArrayObject):
            for one in element:
                gather(one)
        elif isinstance(element, pypdf.generic.DictionaryObject) and "/S" in element:
            structure.append(str(element["/S"]))
            gather(element.get("/K", pypdf.generic.ArrayObject()))

    gather(root_of(write_pdf(HARBOUR, STYLES["o-we"]))["/StructTreeRoot"]["/K"])  # type: ignore[index]

    headings = [tag for tag in structure if re.fullmatch(r"/H\d", tag)]
    assert headings == ["/H1", "/H2", "/H3", "/H1", "/H2", "/H1"]
    assert [structure.count(tag) for tag in ("/L", "/LI", "/Lbl", "/Note", "/Table", "/TH")] == [7, 13, 18, 2, 1, 3]


def test_fonts_are_in_the_file_and_have_greek_and_cyrillic() -> None:
    text = "Ελληνική Δημοκρατία, Ђорђе Његош, Россия, Īlūkste, İğdır, Þórshöfn, Łódź, – “quoted” ‘single’ … Ø ➢ →"
    printed = write_pdf(Document((Part(PartKind.OPERATIVE, f"**{text}** {text}"),)), STYLES["o-we"])
    reader = pypdf.PdfReader(io.BytesIO(printed))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]

    assert squeezed(words_of(printed)).count(squeezed(text)) == 2
    assert all(
        "/FontFile3" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        or "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for font in fonts
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_a_text_is_code(words: str) -> None:
    document = replace(
        HARBOUR,
        parts=tuple(replace(part, wording=part.wording and f"{plain(words)}") for part in HARBOUR.parts),
        body=words,
        place=words,
    )
    printed = squeezed(words_of(write_pdf(document, STYLES["o-we"])))

    assert printed.count(squeezed(plain(words))) >= len([part for part in HARBOUR.parts if not part.key])
    assert "root:" not in printed


def test_signs_that_no_font_has_are_refused_by_name() -> None:
    with pytest.raises(SignsWithoutFont) as refused:
        write_pdf(Document((Part(PartKind.OPERATIVE, "We welcome 日本 and 👩\u200d👩\u200d👧"),)), STYLES["o-we"])

    assert str(refused.value) == (
        "The fonts for the PDF have Latin, Greek and Cyrillic letters, and not these signs of the text: "
        "日 (U+65E5), 本 (U+672C), 👩 (U+1F469), zero width joiner (U+200D), 👧 (U+1F467). "
        "Please take the Word file."
    )


def test_signs_without_a_look_are_left_out() -> None:
    printed = write_pdf(Document((Part(PartKind.OPERATIVE, "We\x07 wel\ufeffcome\tall"),)), STYLES["o-we"])

    assert "Wewelcomeall" in squeezed(words_of(printed))


def test_without_the_extra_a_pdf_is_refused_with_what_to_do() -> None:
    """In a process that has no typst: an interpreter that does not see the installed packages' `typst`."""
    asked = (
        "import sys, importlib.util\n"
        "class Gone:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        return None\n"
        "import importlib.metadata, importlib.machinery\n"
        "finder = importlib.machinery.PathFinder.find_spec\n"
        "importlib.machinery.PathFinder.find_spec = classmethod(\n"
        "    lambda cls, name, path=None, target=None: None if name == 'typst' else finder(name, path, target))\n"
        "from tests.documents.examples import HARBOUR, STYLES\n"
        "from jointstatement.documents.pdf import write_pdf\n"
        "from jointstatement.errors import PdfNotInstalled\n"
        "try:\n"
        "    write_pdf(HARBOUR, STYLES['o-we'])\n"
        "except PdfNotInstalled as refused:\n"
        "    print(refused)\n"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert prints_pdf()
    assert said.stdout == f"{PdfNotInstalled()}\n"
    assert 'pip install "jointstatement[pdf]"' in said.stdout


def test_same_bytes_in_another_place_at_another_time() -> None:
    asked = (
        "import hashlib\n"
        "from dataclasses import replace\n"
        "from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES\n"
        "from jointstatement.documents.pdf import write_pdf\n"
        "for document in (HARBOUR, HARBOUR_DRAFT, replace(HARBOUR, adopted_on=None)):\n"
        "    for style in STYLES.values():\n"
        "        print(hashlib.sha256(write_pdf(document, style)).hexdigest())\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", asked],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch, "LC_ALL": "C"},
        ).stdout
        for zone, seed, epoch in (("Pacific/Auckland", "1", "1"), ("America/Lima", "2", "1999999999"))
    ]

    assert said[0] == said[1]
    assert len(set(said[0].split())) == 6


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_example_text_comes_out_in_both_styles_with_all_its_words(path: Path) -> None:
    read = read_file(path.read_bytes(), path.name).document
    for style in STYLES.values():
        document = replace(read, style=style.name, draft=Draft("", "Draft"))
        words = squeezed(words_of(write_pdf(document, style)))
        for printed in printed_parts(document, style):
            if "[^" not in printed.part.wording and "[" not in printed.marker:
                marker = "" if printed.part.kind is PartKind.FOOTNOTE else printed.marker
                for number, line in enumerate(plain(printed.part.wording).split("\n")):
                    # pypdf gives a line end for a break between pages, which `squeezed` takes away.
                    assert squeezed((marker if number == 0 else "") + line) in words


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_any_statement_is_printed_or_refused_for_its_signs(style: str) -> None:
    @settings(max_examples=25)
    @given(documents(style=style))
    def is_printed(document: Document) -> None:
        try:
            printed = write_pdf(document, STYLES[style])
        except SignsWithoutFont as refused:
            assert re.fullmatch(r"(.+ \(U\+[0-9A-F]{4,6}\)(, |$))+", str(refused.parameters["signs"]), re.DOTALL)
        else:
            assert printed.startswith(b"%PDF-1.7")

    is_printed()
