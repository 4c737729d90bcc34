"""What a Word file shows or hides beside the statement's words: a copy that lies is found out, a true one is not."""

import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES
from tests.documents.word.test_preflight import changed, packed, parts_of

from jointstatement.documents.word.outside import copy_of, is_word_file, read_copy, shown_by
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import LeftOut, Part, Reading, Shown
from jointstatement.text.fingerprint import fingerprint

TRUE = write_docx(HARBOUR, STYLES["o-we"])
TRUE_SHOWN = shown_by(TRUE)
MAIN, STYLE_SHEET, UNSEEN = "word/document.xml", "word/styles.xml", "customXml/item1.xml"
CLAUSE = b'<w:t xml:space="preserve">We agree to keep</w:t>'


def test_true_copy_is_its_lines_and_nothing_else() -> None:
    assert TRUE_SHOWN.beside == ()
    assert TRUE_SHOWN.lines[:16] == (
        "Harbour Forum",
        "JOINT STATEMENT\nof the Harbour Forum",
        "Fourth meeting, Tarn, 3rd June 2031",
        "Pelland, Quay and Ostmark met on 3rd June 2031 in Tarn and concluded as follows:",
        "Recalling the Tarn Charter:",
        "(a)\tits first chapter; and",
        "(b)\tits second chapter,",
        "Aware of the tides1:",
        "(a)\tspring; and",
        "(b)\tneap,",
        "Hereby decide to do as follows:",
        "Lights",
        "Ø\tWe welcome the lighthouse at Ostmark** and note its lamp;",
        "Ø\tWe agree to keep:",
        "(a)\tone white lamp;",
        "(b)\ttwo lamps in colour:",
    )
    assert TRUE_SHOWN.lines[-3:] == ("1 High water and low water.", "* This name is without prejudice.", "To anybody.")


def test_draft_tells_what_stands_at_the_edge_of_its_pages() -> None:
    assert [found.text for found in shown_by(write_docx(HARBOUR_DRAFT, STYLES["o-we"])).beside] == [
        "Delegations only Rev.2 · 1 May 2031, 14:00 (Europe/Ljubljana)",
        "Page {PAGE} of {NUMPAGES}",
    ]


def in_clause(properties: str = "", words: str = "We agree to keep", around: str = "{}") -> bytes:
    """The true copy with one clause in other dress."""
    run = f'<w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t>'
    run = around.format(f"</w:r><w:r>{run}</w:r><w:r>") if around != "{}" else run
    return changed(MAIN, CLAUSE, run.encode())


def after_clause(xml: str) -> bytes:
    return changed(MAIN, CLAUSE, CLAUSE + f"</w:r>{xml}<w:r>".encode())


def with_style(properties: str) -> bytes:
    """The true copy whose operative clauses have a style of other looks."""
    parts = parts_of(TRUE)
    sheet = re.sub(
        rb'(<w:style [^>]*w:styleId="JSOperative".*?)(<w:rPr>.*?</w:rPr>)?(</w:style>)',
        lambda found: found[1] + f"<w:rPr>{properties}</w:rPr>".encode() + found[3],
        parts[STYLE_SHEET],
        count=1,
        flags=re.DOTALL,
    )
    assert sheet != parts[STYLE_SHEET]
    return packed({**parts, STYLE_SHEET: sheet})


def with_story(kind: str, xml: str) -> bytes:
    """The true copy with a further part of words."""
    name = f"word/{kind}7.xml"
    parts = parts_of(TRUE)
    arrow = (
        f'<Relationship Id="x7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="{kind}7.xml"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", arrow.encode())
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return packed({**parts, name: xml.replace("<w:root", f"<w:root {space}").replace("w:root", f"w:{kind}").encode()})


def with_memory(change: Callable[[dict[str, object]], object]) -> bytes:
    """The true copy that keeps something else beside its words."""
    parts = parts_of(TRUE)
    before, kept, after = re.split(rb"(?<=urn:jointstatement:unseen:1\">)(.*)(?=</unseen>)", parts[UNSEEN], maxsplit=1)
    memory = json.loads(kept.decode().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    change(memory)
    text = json.dumps(memory).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return packed({**parts, UNSEEN: before + text.encode() + after})


def decoy() -> bytes:
    """Footnotes in two places: where programs look, and where Word does."""
    parts = parts_of(TRUE)
    other = parts["word/footnotes.xml"].replace(b"High water", b"No water")
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"/word/footnotes.xml", b"/word/notes.xml")
    return packed({**parts, "word/notes.xml": other})


HIDDEN_RUN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>but not </w:t></w:r>"
BOX = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box"
    "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
FORGED: dict[str, tuple[Callable[[], bytes], LeftOut]] = {
    "hidden words": (lambda: after_clause(HIDDEN_RUN), LeftOut("but not", "Hidden text.")),
    "hidden by a style": (
        lambda: with_style("<w:vanish/>"),
        LeftOut("We agree to keep:", "Hidden text."),
    ),
    "hidden on the web": (
        lambda: after_clause("<w:r><w:rPr><w:webHidden/></w:rPr><w:t>ever</w:t></w:r>"),
        LeftOut("ever", "Hidden text."),
    ),
    "white words": (
        lambda: in_clause('<w:color w:val="FFFFFF"/>'),
        LeftOut("We agree to keep", "Words in the colour of the paper."),
    ),
    "pale words by a style": (
        lambda: with_style('<w:color w:val="FAFAF8"/>'),
        LeftOut("We agree to keep:", "Words in the colour of the paper."),
    ),
    "words in the colour of their ground": (
        lambda: in_clause('<w:color w:val="336699"/><w:shd w:val="clear" w:fill="336699"/>'),
        LeftOut("We agree to keep", "Words in the colour of the paper."),
    ),
    "tiny words": (
        lambda: in_clause('<w:sz w:val="2"/>'),
        LeftOut("We agree to keep", "Words too small to be read."),
    ),
    "narrow words": (
        lambda: in_clause('<w:w w:val="1"/>'),
        LeftOut("We agree to keep", "Words too small to be read."),
    ),
    "struck words": (
        lambda: in_clause("<w:strike/>"),
        LeftOut("We agree to keep", "Words that are struck out."),
    ),
    "pictures for letters": (
        lambda: in_clause('<w:rFonts w:ascii="Webdings" w:hAnsi="Webdings"/>'),
        LeftOut("We agree to keep", "Words in a font whose letters are pictures."),
    ),
    "frame off the page": (
        lambda: changed(
            MAIN,
            b'<w:pStyle w:val="JSAdoption"/>',
            b'<w:pStyle w:val="JSAdoption"/><w:framePr w:w="100" w:x="-9000"/>',
        ),
        LeftOut("Adopted in Tarn on 3 June 2031", "Words in a frame or at a place of their own on the page."),
    ),
    "lines too low": (
        lambda: changed(
            MAIN,
            b'<w:pStyle w:val="JSAdoption"/>',
            b'<w:pStyle w:val="JSAdoption"/><w:spacing w:line="1" w:lineRule="exact"/>',
        ),
        LeftOut("Adopted in Tarn on 3 June 2031", "Words in a frame or at a place of their own on the page."),
    ),
    "beyond the margin": (
        lambda: changed(
            MAIN, b'<w:pStyle w:val="JSAdoption"/>', b'<w:pStyle w:val="JSAdoption"/><w:ind w:left="-20000"/>'
        ),
        LeftOut("Adopted in Tarn on 3 June 2031", "Words in a frame or at a place of their own on the page."),
    ),
    "letters in another order": (
        lambda: after_clause('<w:bdo w:val="rtl"><w:r><w:t>on</w:t></w:r></w:bdo>'),
        LeftOut("on", "Words whose letters are set in another order."),
    ),
    "bound control": (
        lambda: after_clause(
            '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent><w:r><w:t> it'
            "</w:t></w:r></w:sdtContent></w:sdt>"
        ),
        LeftOut("it", "Words that Word replaces by others when the file is opened."),
    ),
    "field": (
        lambda: after_clause(
            '<w:fldSimple w:instr=" QUOTE &quot;none&quot; "><w:r><w:t> all</w:t></w:r></w:fldSimple>'
        ),
        LeftOut("all", "A field: Word may show other words there than it does now."),
    ),
    "field in pieces": (
        lambda: after_clause(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF 1 = 1 a b </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> all</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        LeftOut("all", "A field: Word may show other words there than it does now."),
    ),
    "text box": (lambda: after_clause(BOX), LeftOut("In a box", "Something that a statement’s words are not made of.")),
    "formula": (
        lambda: after_clause(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>not</m:t></m:r>'
            "</m:oMath>"
        ),
        LeftOut("not", "Something that a statement’s words are not made of."),
    ),
    "small letters above": (
        lambda: after_clause(
            "<w:r><w:ruby><w:rt><w:r><w:t>not</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby>"
            "</w:r>"
        ),
        LeftOut("nota", "Something that a statement’s words are not made of."),
    ),
    "picture": (lambda: after_clause("<w:r><w:drawing/></w:r>"), LeftOut("", "A picture.")),
    "row that is not shown": (
        lambda: changed(MAIN, b"<w:trPr>", b"<w:trPr><w:hidden/>", 1),
        LeftOut("Ada RoeFor PellandBo DahlFor Quay", "A row of a table that is not shown."),
    ),
    "head of the pages": (
        lambda: with_story("header", "<w:root><w:p><w:r><w:t>Void</w:t></w:r></w:p></w:root>"),
        LeftOut("Void", "Words at the head or foot of the pages."),
    ),
    "watermark": (
        lambda: with_story(
            "header",
            "<w:root><w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textpath string='VOID'/>"
            "</v:shape></w:pict></w:r></w:p></w:root>",
        ),
        LeftOut("VOID", "A picture at the head or foot of the pages."),
    ),
    "comment": (
        lambda: with_story(
            "comments",
            '<w:root><w:comment w:id="1" w:author="Quay"><w:p><w:r><w:t>We never agreed.</w:t></w:r></w:p></w:comment>'
            "</w:root>",
        ),
        LeftOut("Quay: We never agreed.", "A comment."),
    ),
    "endnote": (
        lambda: with_story(
            "endnotes", '<w:root><w:endnote w:id="1"><w:p><w:r><w:t>Not now.</w:t></w:r></w:p></w:endnote></w:root>'
        ),
        LeftOut("Not now.", "An endnote."),
    ),
    "letters of its own": (
        lambda: with_story("fontTable", '<w:root><w:font w:name="Seal"><w:embedRegular/></w:font></w:root>'),
        LeftOut("Seal", "The file brings letters of its own: what they look like is not what they are."),
    ),
    "footnotes in two places": (
        decoy,
        LeftOut("word/footnotes.xml", "A part that Word looks for in another place than others do."),
    ),
    "insertion that is open": (
        lambda: after_clause('<w:ins w:id="900" w:author="Quay"><w:r><w:t> not</w:t></w:r></w:ins>'),
        LeftOut("Quay: not", "A tracked change that is still open."),
    ),
    "deletion that is open": (
        lambda: after_clause('<w:del w:id="900" w:author="Quay"><w:r><w:delText> never</w:delText></w:r></w:del>'),
        LeftOut("Quay: never", "A tracked change that is still open."),
    ),
    "formatting that is open": (
        lambda: in_clause('<w:rPrChange w:id="9" w:author="Quay"><w:rPr><w:strike/></w:rPr></w:rPrChange>'),
        LeftOut("Quay", "A tracked change that is still open."),
    ),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_stands_beside_the_words_is_named(name: str) -> None:
    make, expected = FORGED[name]
    found = shown_by(make()).beside

    assert expected in found


UNTRUE: dict[str, tuple[Callable[[], bytes], str]] = {
    "marker that is a sentence": (
        lambda: changed("word/numbering.xml", 'w:val="Ø"'.encode(), 'w:val="We do not say: Ø"'.encode()),
        "We do not say: Ø\tWe agree to keep:",
    ),
    "ending that the file says the style computed": (
        lambda: (
            with_memory(lambda memory: None)
            and packed(
                {
                    **parts_of(
                        with_memory(lambda memory: memory["parts"][f"_cl_{'4' * 32}"].update(ending=" no lamps:"))
                    ),  # type: ignore[index]
                    MAIN: parts_of(TRUE)[MAIN].replace(
                        CLAUSE + b'</w:r><w:r><w:t xml:space="preserve">:</w:t>',
                        CLAUSE + b'</w:r><w:r><w:t xml:space="preserve"> no lamps:</w:t>',
                    ),
                }
            )
        ),
        "Ø\tWe agree to keep no lamps:",
    ),
    "adoption that the file says was printed": (
        lambda: packed(
            {
                **parts_of(with_memory(lambda memory: memory["adoption"].update(line="Adopted in Quay on 1 May 2000"))),  # type: ignore[attr-defined]
                MAIN: parts_of(TRUE)[MAIN].replace(b"Adopted in Tarn on 3 June 2031", b"Adopted in Quay on 1 May 2000"),
            }
        ),
        "Adopted in Quay on 1 May 2000",
    ),
    "title that the file says is the style's": (
        lambda: packed(
            {
                **parts_of(with_memory(lambda memory: memory.update(default_title="VOID"))),
                MAIN: parts_of(TRUE)[MAIN].replace(
                    b"<w:body>",
                    b'<w:body><w:p><w:pPr><w:pStyle w:val="JSTitle"/></w:pPr><w:r><w:t>VOID</w:t></w:r></w:p>',
                ),
            }
        ),
        "VOID",
    ),
    "second mark of a footnote that shows words": (
        lambda: changed(MAIN, b"1</w:t></w:r></w:fldSimple>", b"1 and no more</w:t></w:r></w:fldSimple>"),
        "Ø\tWe task the chair with the buoys1 and no more.",
    ),
    "reservation in other words": (
        lambda: changed(MAIN, b"Quay reserves its position.", b"Quay agrees."),
        "Quay agrees.",
    ),
    "signature of another": (lambda: changed(MAIN, b"Bo Dahl", b"Di Fox"), "Di Fox"),
    "letterhead of another": (
        lambda: changed(MAIN, b"Harbour Forum</w:t>", b"Harbor Forum</w:t>", 1),
        "Harbor Forum",
    ),
}


@pytest.mark.parametrize("name", UNTRUE)
def test_line_is_what_stands_on_the_page_whatever_the_file_says_of_it(name: str) -> None:
    make, line = UNTRUE[name]
    forged = make()
    shown = shown_by(forged)

    assert line in shown.lines
    assert line not in TRUE_SHOWN.lines
    assert fingerprint(read_docx(forged).document.parts) == fingerprint(HARBOUR.parts)


def is_true(data: bytes, shown: Shown = TRUE_SHOWN, words: str = fingerprint(HARBOUR.parts)) -> bool:
    """Whether a copy has the words of the statement, shows the lines of a true copy and nothing beside."""
    return fingerprint(read_docx(data).document.parts) == words and shown_by(data) == shown


SMALL = replace(
    HARBOUR,
    parts=(
        Part(PartKind.TITLE, "ON TIDES"),
        Part(PartKind.PREAMBULAR, "*Aware* of it", id="1" * 32),
        Part(PartKind.OPERATIVE, "We keep two lamps[^a]", id="2" * 32),
        Part(PartKind.ITEM, "a red one", level=1),
        Part(PartKind.OPERATIVE, "We meet on 3^rd^ June", id="3" * 32, ending="."),
        Part(PartKind.FOOTNOTE, "By night.", key="a"),
    ),
    signatures=(),
    participants=(),
)


def test_every_change_of_one_character_is_found() -> None:
    """Each character of a small statement and of all that is printed round it: taken out, doubled or made another, in
    turn; some 190 files. Of the blank after a footnote's mark nothing is asked."""
    parts = parts_of(write_docx(SMALL, STYLES["o-we"]))
    true, words = shown_by(packed(parts, 0)), fingerprint(SMALL.parts)
    found = 0
    for name in (MAIN, "word/footnotes.xml"):
        content = parts[name].decode()
        for text in re.finditer(r"<w:t(?: [^>]*)?>([^<]{2,}|[^< ])</w:t>", content):
            for place in range(*text.span(1)):
                sign = content[place]
                instead = ("", sign * 2, "\u00a0" if sign == " " else chr(ord(sign) ^ 1))[place % 3]
                forged = packed({**parts, name: (content[:place] + instead + content[place + 1 :]).encode()}, 0)
                assert not is_true(forged, true, words), (name, text[1], place - text.start(1), instead)
                found += 1

    assert is_true(packed(parts, 0), true, words)
    assert found > 180


def test_file_that_python_docx_saved_again_is_a_true_copy() -> None:
    saved = BytesIO()
    docx.Document(BytesIO(TRUE)).save(saved)

    assert saved.getvalue() != TRUE
    assert is_true(saved.getvalue())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_file_that_libreoffice_saved_again_is_a_true_copy(tmp_path: Path) -> None:
    (tmp_path / "statement.docx").write_bytes(TRUE)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
            "--convert-to", "docx:Office Open XML Text", "--outdir", str(tmp_path / "saved"),
            str(tmp_path / "statement.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    saved = (tmp_path / "saved" / "statement.docx").read_bytes()

    preflight(saved)
    assert is_true(saved)


def test_copy_is_read_in_a_process_of_its_own_as_it_is_here() -> None:
    copy = read_copy(TRUE)

    assert copy == copy_of(TRUE)
    assert (copy.reading, copy.shown, copy.is_ours) == (Reading(HARBOUR), TRUE_SHOWN, True)


def test_copy_with_open_changes_is_read_as_accepted() -> None:
    copy = copy_of(FORGED["insertion that is open"][0]())

    assert "Ø\tWe agree to keep not:" in copy.shown.lines
    assert copy.shown.beside == (LeftOut("Quay: not", "A tracked change that is still open."),)


def test_word_file_of_another_program_is_read_too() -> None:
    other = docx.Document()
    other.add_paragraph("Joint Statement")
    other.add_paragraph("We agree to measure the water level every morning.", "List Number")
    saved = BytesIO()
    other.save(saved)
    copy = read_copy(saved.getvalue())

    assert not copy.is_ours
    assert copy.shown == Shown(("Joint Statement", "1.\tWe agree to measure the water level every morning."))


def test_word_file_is_known_by_its_bytes() -> None:
    assert is_word_file(TRUE)
    assert not is_word_file(packed({"mimetype": b"application/vnd.oasis.opendocument.text"}))
    assert not is_word_file(b"word/document.xml")


@pytest.mark.parametrize("seed", range(4))
def test_mutated_parts_are_read_or_refused(seed: int) -> None:
    """160 files whose XML is whole and nonsense: 40 for each seed."""
    dice = random.Random(seed)
    parts = parts_of(TRUE)
    for _ in range(40):
        name = dice.choice([MAIN, STYLE_SHEET, "word/numbering.xml", "word/footnotes.xml", UNSEEN])
        content = parts[name]
        tags = [found.span() for found in re.finditer(rb"<w:[a-zA-Z]+[^<>]*/>", content)] or [(0, 0)]
        start, end = dice.choice(tags)
        other = dice.choice(tags)
        broken = content[:start] + content[other[0] : other[1]] + content[end:]
        broken = re.sub(rb'w:(id|val)="[^"]*"', lambda _: b'w:val="-7"', broken, count=dice.randrange(3))
        try:
            shown_by(packed({**parts, name: broken}))
        except UnreadableFile as refused:
            assert str(refused).endswith(".")
