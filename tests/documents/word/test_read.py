"""What comes back after hands and other programs were at the file: the page decides, nothing vanishes unseen."""

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES
from tests.documents.word.test_preflight import packed, parts_of

from jointstatement.documents.word.read import is_ours, read_docx
from jointstatement.documents.word.view import View
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, LeftOut, Part, Reading

SHORT = Document(
    (
        Part(PartKind.TITLE, "JOINT STATEMENT"),
        Part(PartKind.OPERATIVE, "We welcome the tides", id="1" * 32),
        Part(PartKind.OPERATIVE, "We note the buoy", id="2" * 32, ending="."),
    ),
    place="Tarn",
    adopted_on=date(2031, 6, 3),
)


def edited(document: Document, old: str, new: str, part: str = "word/document.xml") -> bytes:
    parts = parts_of(write_docx(document, STYLES["o-we"]))
    text = parts[part].decode()
    assert old in text
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, text.replace(old, new, 1) if name == part else content)
    return written.getvalue()


def typed(style: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def clauses(data: bytes) -> list[tuple[str, str | None, str]]:
    return [(part.wording, part.ending, part.id) for part in read_docx(data).document.clauses]


def test_reworded_clause_keeps_identity_and_ending() -> None:
    assert clauses(edited(SHORT, "welcome the tides", "greet all tides")) == [
        ("We greet all tides", None, "1" * 32),
        ("We note the buoy", ".", "2" * 32),
    ]


def test_ending_changed_by_hand_is_the_parts_own() -> None:
    assert clauses(edited(SHORT, ">; and<", ">,<"))[0] == ("We welcome the tides", ",", "1" * 32)


def test_clause_typed_in_word_comes_without_identity() -> None:
    new = typed("JSOperative", "We thank Tarn; and")
    text = parts_of(write_docx(SHORT, STYLES["o-we"]))["word/document.xml"].decode()
    first = text.index("</w:p>", text.index("We welcome")) + len("</w:p>")

    assert clauses(edited(SHORT, text[first - 60 : first], text[first - 60 : first] + new)) == [
        ("We welcome the tides", None, "1" * 32),
        ("We thank Tarn", "; and", ""),
        ("We note the buoy", ".", "2" * 32),
    ]


def test_copy_of_a_clause_does_not_take_its_identity() -> None:
    text = parts_of(write_docx(SHORT, STYLES["o-we"]))["word/document.xml"].decode()
    clause = re.findall(r"<w:p>.*?</w:p>", text)[1]
    copy = clause.replace("1" * 32, "1" * 32 + "_Copy_1")

    assert [identity for _, _, identity in clauses(edited(SHORT, clause, clause + copy))] == ["1" * 32, "", "2" * 32]


def test_paragraph_in_no_style_of_ours_is_left_out_with_a_reason() -> None:
    reading = read_docx(edited(SHORT, "<w:sectPr", typed("Normal", "Nota bene") + "<w:sectPr"))

    assert reading == Reading(SHORT, (LeftOut("Nota bene", "The paragraph has none of the statement's Word styles."),))


def test_hidden_text_is_left_out_with_a_reason() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"

    reading = read_docx(edited(SHORT, "</w:p>", hidden))
    assert reading == Reading(SHORT, (LeftOut("secret", "The text is hidden in the Word file."),))


def test_text_in_a_hyperlink_belongs_to_the_clause() -> None:
    link = "<w:hyperlink><w:r><w:t> of Tarn</w:t></w:r></w:hyperlink>"
    old = '<w:t xml:space="preserve">We welcome the tides</w:t></w:r>'

    assert clauses(edited(SHORT, old, old + link))[0] == ("We welcome the tides of Tarn", None, "1" * 32)


def test_adoption_line_edited_in_word_is_what_counts() -> None:
    document = read_docx(edited(SHORT, "Adopted in Tarn on 3 June 2031", "Adopted in Quay on 4 July 2031")).document

    assert (document.place, document.adopted_on) == ("Quay", date(2031, 7, 4))


@pytest.mark.parametrize("line", ["Adopted at sea", "Adopted in Tarn on 31 June 2031"])
def test_adoption_line_that_names_no_day_is_left_out(line: str) -> None:
    reading = read_docx(edited(SHORT, "Adopted in Tarn on 3 June 2031", line))

    why = "The adoption line was changed and names no date that can be read."
    assert reading == Reading(replace(SHORT, adopted_on=None), (LeftOut(line, why),))


@pytest.mark.parametrize("change", ["ins", "del", "moveFrom", "moveTo"])
def test_open_tracked_changes_are_refused(change: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^The Word file has tracked changes that are still open; .*\.$"):
        read_docx(edited(SHORT, "</w:p>", f'<w:{change} w:id="9" w:author="Quay"/></w:p>'))


def test_file_with_open_changes_is_read_in_the_view_asked_for() -> None:
    clause = re.findall("<w:p>.*?</w:p>", parts_of(write_docx(SHORT, STYLES["o-we"]))["word/document.xml"].decode())[1]
    by = 'w:id="90" w:author="Quay"'
    removed = clause.replace("</w:pPr>", f"<w:rPr><w:del {by}/></w:rPr></w:pPr>")
    removed = re.sub("<w:r>.*?</w:r>", lambda run: f"<w:del {by}>{run[0]}</w:del>", removed)
    removed = re.sub("w:t(?=[ >])", "w:delText", removed)
    data = edited(SHORT, clause, removed)

    assert read_docx(data, view=View.REJECTED) == Reading(SHORT)
    assert read_docx(data, view=View.ACCEPTED) == Reading(replace(SHORT, parts=(SHORT.parts[0], SHORT.parts[2])))


def test_footnote_goes_with_the_words_that_referred_to_it() -> None:
    wording = "We note the buoy[^buoy]"
    note = Part(PartKind.FOOTNOTE, "A light buoy.", key="buoy")
    document = Document((Part(PartKind.OPERATIVE, wording, id="1" * 32), note))
    written = parts_of(write_docx(document, STYLES["o-we"]))["word/document.xml"].decode()
    reference = next(run for run in re.findall("<w:r>.*?</w:r>", written) if "footnoteReference" in run)
    data = edited(document, reference, f'<w:del w:id="90" w:author="Quay">{reference}</w:del>')

    assert read_docx(data, view=View.REJECTED) == Reading(document)
    assert read_docx(data, view=View.ACCEPTED) == Reading(
        Document((Part(PartKind.OPERATIVE, "We note the buoy", id="1" * 32),))
    )


def test_file_is_ours_by_its_mark_and_its_styles() -> None:
    parts = parts_of(write_docx(SHORT, STYLES["o-we"]))
    foreign = {**parts, "customXml/item1.xml": b"<other/>", "docProps/custom.xml": b"<other/>"}

    assert is_ours(packed(parts))
    assert is_ours(packed({**parts, "customXml/item1.xml": b"<other/>"}))
    assert not is_ours(packed(foreign))


def test_file_without_its_memory_is_read_from_the_page_with_a_warning() -> None:
    reading = read_docx(edited(SHORT, "urn:jointstatement:unseen:1", "urn:example", "customXml/item1.xml"))

    assert [(part.wording, part.ending, part.id) for part in reading.document.parts] == [
        ("JOINT STATEMENT", "", ""),
        ("We welcome the tides", "; and", "1" * 32),
        ("We note the buoy", ".", "2" * 32),
    ]
    assert reading.warnings == (
        "The file has lost what it kept beside its words; endings and footnote keys are taken from the page.",
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda parts: {**parts, "word/document.xml": b"<w:"},
        lambda parts: {name: content for name, content in parts.items() if name != "word/styles.xml"},
        lambda parts: {**parts, "word/styles.xml": b"<a/>"},
        lambda parts: {},
    ],
)
def test_spoilt_file_is_refused(spoil: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in spoil(parts_of(write_docx(SHORT, STYLES["o-we"]))).items():
            archive.writestr(name, content)

    with pytest.raises(UnreadableFile):
        read_docx(written.getvalue())


PRINTED = {
    "adopted": (HARBOUR, "o-we"),
    "adopted and numbered": (HARBOUR, "numbered"),
    "draft": (HARBOUR_DRAFT, "o-we"),
}


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice makes of the printed statements, as Word files."""
    return converted(tmp_path_factory.mktemp("saved"), "docx")


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what LibreOffice makes of the printed statements, as pages."""
    return converted(tmp_path_factory.mktemp("pages"), "pdf")


def converted(folder: Path, form: str) -> Path:
    """Has LibreOffice convert all printed statements at once: to start it takes longer than to convert."""
    for name, (document, style) in PRINTED.items():
        (folder / f"{name}.docx").write_bytes(write_docx(document, STYLES[style]))
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", form]
        + ["--outdir", str(folder / "made"), *(str(folder / f"{name}.docx") for name in PRINTED)],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
    )
    return folder / "made"


needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@needs_libreoffice
@pytest.mark.parametrize("name", ["adopted", "draft"])
def test_statement_saved_again_by_libreoffice_is_the_same(saved_again: Path, name: str) -> None:
    document, _ = PRINTED[name]

    assert read_docx((saved_again / f"{name}.docx").read_bytes()) == Reading(document)


@needs_libreoffice
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize(
    ("name", "markers"),
    [
        ("adopted", ["(a)", "(b)", "(a)", "(b)", "Ø", "Ø", "(a)", "(b)", "(i)", "(ii)", "–", "Ø", "Ø"]),
        (
            "adopted and numbered",
            ["(a)", "(b)", "(a)", "(b)", "1.", "2.", "(a)", "(b)", "(i)", "(ii)", "–", "3.", "4."],
        ),
        (
            "draft",
            ["PP1", "(a)", "(b)", "PP2", "(a)", "(b)", "1Ø", "2Ø", "(a)", "(b)", "(i)", "(ii)", "(c)"] + ["3Ø", "4Ø"],
        ),
    ],
    ids=["o-we", "numbered", "o-we draft"],
)
def test_libreoffice_shows_the_markers(laid_out: Path, name: str, markers: list[str]) -> None:
    pages = subprocess.run(
        ["pdftotext", "-layout", str(laid_out / f"{name}.pdf"), "-"], check=True, capture_output=True
    )
    # pdftotext drops the no-break space between number and letter.
    lines = pages.stdout.decode().splitlines()

    shown = [re.match(r"\s*(PP\d|\dØ|\d\.|Ø|–|\([a-z]+\)) ", line) for line in lines]
    assert [found[1] for found in shown if found] == markers


def test_mark_of_two_signs_that_libreoffice_wrote_twice_is_read_once() -> None:
    parts = tuple(replace(part, mark="**") if part.mark == "*" else part for part in HARBOUR.parts)
    marked = replace(HARBOUR, parts=parts)
    again = "<w:r><w:rPr/><w:t>*</w:t></w:r><w:r><w:t>*</w:t></w:r>"
    saved = edited(marked, "**</w:t></w:r>", f"**</w:t></w:r>{again}")
    assert read_docx(saved).document == marked
