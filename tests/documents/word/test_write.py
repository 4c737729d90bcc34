"""What stands in a printed Word file, and that it is the same file every time."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES
from tests.documents.word.lint import lint

from jointstatement.documents.word.write import write_docx
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Draft, Part

ROOT = Path(__file__).parents[3]
PLAIN = Document(
    (
        Part(PartKind.TITLE, "JOINT STATEMENT"),
        Part(PartKind.OPERATIVE, "We welcome the tides"),
        Part(PartKind.OPERATIVE, "We note the 4^th^ buoy"),
        Part(PartKind.OPERATIVE, "We thank Tarn"),
    )
)


def part(printed: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(printed)) as archive:
        return archive.read(name).decode()


def paragraphs(printed: bytes) -> list[tuple[str, str]]:
    """Word style and words of each paragraph of the text."""
    return [(p.style.name, p.text) for p in docx.Document(BytesIO(printed)).paragraphs]


def test_clauses_are_paragraphs_of_a_list_without_a_typed_marker() -> None:
    assert paragraphs(write_docx(PLAIN, STYLES["o-we"])) == [
        ("JS Title", "JOINT STATEMENT"),
        ("JS Operative", "We welcome the tides;"),
        ("JS Operative", "We note the 4th buoy; and"),
        ("JS Operative", "We thank Tarn."),
    ]


def test_imported_endings_are_printed_as_they_were() -> None:
    imported = replace(PLAIN, parts=tuple(replace(p, ending=";" if p.is_clause else None) for p in PLAIN.parts))

    assert [words for _, words in paragraphs(write_docx(imported, STYLES["o-we"]))[1:]] == [
        "We welcome the tides;",
        "We note the 4th buoy;",
        "We thank Tarn;",
    ]


def test_final_list_shows_the_letter_in_the_font_of_the_text() -> None:
    numbering = part(write_docx(PLAIN, STYLES["o-we"]), "word/numbering.xml")

    levels = re.findall(r'<w:lvl w:ilvl="0">.*?</w:lvl>', numbering)
    clause = next(level for level in levels if 'w:val="JSOperative"' in level)
    assert '<w:lvlText w:val="Ø"/>' in clause
    assert "Wingdings" not in clause


def test_draft_list_shows_a_number_beside_the_letter() -> None:
    numbering = part(write_docx(HARBOUR_DRAFT, STYLES["o-we"]), "word/numbering.xml")

    levels = re.findall(r'<w:lvl w:ilvl="0">.*?</w:lvl>', numbering)
    assert [re.findall('lvlText w:val="(.*?)"', level) for level in levels if 'w:val="JSOperative"' in level] == [
        ["%1\u00a0Ø"]
    ]


def test_next_paragraph_after_a_clause_is_a_clause() -> None:
    clause = docx.Document(BytesIO(write_docx(PLAIN, STYLES["o-we"]))).styles["JS Operative"]

    assert clause.next_paragraph_style == clause


def test_clause_that_introduces_items_is_kept_with_them() -> None:
    document = docx.Document(BytesIO(write_docx(HARBOUR, STYLES["o-we"])))

    kept = {p.text: p.paragraph_format.keep_with_next for p in document.paragraphs if p.style.name == "JS Operative"}
    assert kept["We agree to keep:"] is True
    assert kept["We thank Tarn & its <people>;"] is None


def test_draft_says_marking_revision_and_hour_at_the_head_and_the_page_at_the_foot() -> None:
    printed = write_docx(HARBOUR_DRAFT, STYLES["o-we"])
    section = docx.Document(BytesIO(printed)).sections[0]

    assert section.header.paragraphs[-1].text == "Delegations only\nRev.2 · 1 May 2031, 14:00 (Europe/Ljubljana)"
    footer = part(printed, "word/footer-default.xml")
    assert re.findall(r'w:instr="(.*?)"', footer) == [" PAGE ", " NUMPAGES "]
    assert re.sub("<.*?>", "", footer.split("?>", 1)[1]).strip() == "Page 1 of 1"


@pytest.mark.parametrize(
    ("marking", "hour", "head"),
    [
        ("Delegations only", UTC, "Delegations only\tRev.2\t1 May 2031, 14:00 (UTC)"),
        (
            "Delegations only",
            ZoneInfo("America/Argentina/Buenos_Aires"),
            "Delegations only\nRev.2 · 1 May 2031, 14:00 (America/Argentina/Buenos_Aires)",
        ),
        (
            "Limited distribution – delegations and observers only",
            UTC,
            "Limited distribution – delegations and observers only\nRev.2 · 1 May 2031, 14:00 (UTC)",
        ),
    ],
)
def test_long_head_of_a_draft_stands_on_two_lines_and_is_broken_between_its_fields(
    marking: str, hour: tzinfo, head: str
) -> None:
    draft = Draft(marking, "Rev.2", datetime(2031, 5, 1, 14, 0, tzinfo=hour))

    printed = write_docx(replace(HARBOUR_DRAFT, draft=draft), STYLES["o-we"])

    assert docx.Document(BytesIO(printed)).sections[0].header.paragraphs[-1].text == head


def test_field_that_stands_alone_in_a_head_keeps_its_place_however_long_it_is() -> None:
    symbol = f"RIVERS/2031/{'X' * 40}"
    unmarked = Draft("", "Rev.2", datetime(2031, 5, 1, 14, 0, tzinfo=ZoneInfo("America/Argentina/Buenos_Aires")))
    final, draft = replace(HARBOUR, symbol=symbol), replace(HARBOUR_DRAFT, draft=unmarked)

    heads = [
        docx.Document(BytesIO(write_docx(each, STYLES["o-we"]))).sections[0].header.paragraphs[-1].text
        for each in (final, draft)
    ]

    assert heads == [f"\t\t{symbol}", "Rev.2 · 1 May 2031, 14:00 (America/Argentina/Buenos_Aires)"]


def test_final_form_has_nothing_of_the_draft() -> None:
    printed = write_docx(HARBOUR, STYLES["o-we"])
    section = docx.Document(BytesIO(printed)).sections[0]

    assert [p.text for p in (*section.header.paragraphs, *section.footer.paragraphs)] == ["", ""]
    assert "NUMPAGES" not in part(printed, "word/footer-default.xml")
    assert "Rev." not in part(printed, "word/document.xml")


def test_final_form_has_a_page_number_where_the_style_says_so() -> None:
    style = STYLES["o-we"]
    style = replace(style, page=type(style.page)(style.page.draft_header, style.page.draft_footer, "{page}"))

    assert " PAGE " in part(write_docx(PLAIN, style), "word/footer-default.xml")


def test_numbered_prints_its_own_title_where_there_is_none() -> None:
    untitled = replace(PLAIN, parts=PLAIN.parts[1:])

    assert paragraphs(write_docx(untitled, STYLES["numbered"]))[0] == ("JS Title", "CONFERENCE CONCLUSIONS")
    assert paragraphs(write_docx(PLAIN, STYLES["numbered"]))[0] == ("JS Title", "JOINT STATEMENT")


def test_everything_round_the_text_is_printed() -> None:
    document = docx.Document(BytesIO(write_docx(HARBOUR, STYLES["o-we"])))
    words = [p.text for p in document.paragraphs]

    assert words[0] == "Harbour Forum"
    assert words[words.index("Adopted in Tarn on 3 June 2031") :] == [
        "Adopted in Tarn on 3 June 2031",
        "",
        "Reservations and statements",
        "Reservation by Quay on clause 2",
        "Quay reserves its position.",
        "It joins the rest.",
        "List of participants",
        "",
    ]
    signatures, participants = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
    assert signatures == [["Ada Roe\nFor Pelland", "Bo Dahl\nFor Quay"], ["Cai Poe\nFor Ostmark", ""]]
    assert participants == [
        ["Name", "Rank", "Delegation"],
        ["Ada Roe", "Rear Admiral", "Pelland"],
        ["Bo Dahl", "Kapitän zur See", "Quay"],
    ]


def test_light_marks_are_formatting() -> None:
    document = docx.Document(BytesIO(write_docx(HARBOUR, STYLES["o-we"])))
    runs = [run for p in document.paragraphs for run in p.runs]

    assert [run.text for run in runs if run.bold] == ["welcome"]
    assert [run.text for run in runs if run.italic] == ["Recalling", "Aware"]
    assert [run.text for run in runs if run.underline] == ["note"]
    assert [run.text for run in runs if run.font.superscript and not run.style.name.startswith("f")] == ["rd", "rd"]


def test_text_has_its_own_proofing_language() -> None:
    printed = write_docx(replace(PLAIN, language="sl"), STYLES["o-we"])

    assert re.findall(r"<w:lang [^>]*>", part(printed, "word/styles.xml")) == ['<w:lang w:val="sl-SI"/>']


def test_properties_tell_only_what_the_document_says() -> None:
    printed = write_docx(replace(HARBOUR, adopted_on=date(2031, 6, 3)), STYLES["o-we"])
    core = docx.Document(BytesIO(printed)).core_properties

    assert (core.title, core.subject, core.author, str(core.created), core.last_modified_by) == (
        "JOINT STATEMENT of the Harbour Forum",
        "Fourth Meeting",
        "Harbour Forum",
        "2031-06-03 00:00:00+00:00",
        "",
    )
    custom = part(printed, "docProps/custom.xml")
    assert re.findall(r'name="(.*?)"><vt:lpwstr>(.*?)<', custom) == [
        ("jointstatement.format", "1"),
        ("jointstatement.body", "Harbour Forum"),
        ("jointstatement.meeting", "Fourth Meeting"),
        ("jointstatement.date", "2031-06-03"),
        ("jointstatement.statement", "a" * 32),
        ("jointstatement.fingerprint", "0" * 64),
        ("jointstatement.style", "o-we"),
    ]
    assert "created" not in part(write_docx(PLAIN, STYLES["o-we"]), "docProps/core.xml")


def test_draft_is_dated_by_its_hour_where_the_meeting_is() -> None:
    late = replace(
        HARBOUR_DRAFT, draft=Draft("", "Rev.3", datetime(2031, 5, 1, 23, 30, tzinfo=ZoneInfo("America/Lima")))
    )
    printed = write_docx(late, STYLES["o-we"])

    assert 'name="jointstatement.date"><vt:lpwstr>2031-05-01<' in part(printed, "docProps/custom.xml")
    assert ">2031-05-02T04:30:00Z</dcterms:created>" in part(printed, "docProps/core.xml")


def test_control_characters_do_not_reach_the_file() -> None:
    printed = write_docx(replace(PLAIN, body="Harbour\x00\x0b Forum"), STYLES["o-we"])

    assert paragraphs(printed)[0] == ("JS Letterhead", "Harbour Forum")


def test_same_document_is_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[2]);"
        "from tests.documents.examples import *; from jointstatement.documents.word.write import write_docx;"
        "open(sys.argv[1], 'wb').write("
        "b''.join(write_docx(d, s) for d in (HARBOUR, HARBOUR_DRAFT) for s in STYLES.values()))"
    )
    printed = []
    for number, (zone, seed) in enumerate([("Asia/Kathmandu", "1"), ("America/Lima", "2")]):
        file = tmp_path / f"{number}.bin"
        subprocess.run(
            [sys.executable, "-c", script, str(file), str(ROOT)],
            check=True,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        printed.append(file.read_bytes())

    here = b"".join(write_docx(d, s) for d in (HARBOUR, HARBOUR_DRAFT) for s in STYLES.values())
    assert printed == [here, here]


VALIDATOR = shutil.which(
    "ooxml-validator", path=os.pathsep.join([str(ROOT / "node_modules" / ".bin"), os.environ["PATH"]])
)


@pytest.mark.skipif(VALIDATOR is None, reason="ooxml-validator is neither in node_modules nor on the path")
@pytest.mark.parametrize("style", ["o-we", "numbered"])
@pytest.mark.parametrize("document", [HARBOUR, HARBOUR_DRAFT], ids=["adopted", "draft"])
def test_printed_file_is_valid_to_word(document: Document, style: str, tmp_path: Path) -> None:
    assert VALIDATOR is not None
    (tmp_path / "statement.docx").write_bytes(write_docx(document, STYLES[style]))

    judged = subprocess.run([VALIDATOR, str(tmp_path / "statement.docx")], capture_output=True, check=False)
    assert json.loads(judged.stdout)["errors"] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("word/document.xml", 'w:val="JSTitle"', 'w:val="Gone"', "word/document.xml: no style Gone"),
        ("word/document.xml", '<w:bookmarkEnd w:id="0"/>', "", "word/document.xml: bookmark 0 is open at one end"),
        ("word/footnotes.xml", '<w:footnote w:id="2"', '<w:footnote w:id="99"', "footnote 2 has no body"),
        ("word/numbering.xml", 'w:numId="1"', 'w:numId="77"', "word/styles.xml: no list 1"),
        ("word/styles.xml", 'w:styleId="JSTitle"', 'w:styleId="JSSubtitle"', "two styles JSSubtitle"),
        ("word/_rels/document.xml.rels", "/word/styles.xml", "/word/gone.xml", None),
        ("word/_rels/document.xml.rels", "rId-header-default", "rId-gone", None),
        ("[Content_Types].xml", "/word/styles.xml", "/word/gone.xml", None),
    ],
)  # fmt: skip
def test_lint_finds_what_is_broken(name: str, old: str, new: str, sentence: str | None) -> None:
    printed = write_docx(HARBOUR, STYLES["o-we"])
    broken = BytesIO()
    with zipfile.ZipFile(BytesIO(printed)) as whole, zipfile.ZipFile(broken, "w") as archive:
        for entry in whole.namelist():
            content = whole.read(entry).decode()
            assert entry != name or old in content
            archive.writestr(entry, content.replace(old, new) if entry == name else content)

    found = lint(broken.getvalue())
    assert lint(printed) == []
    assert found if sentence is None else sentence in found
