"""A style is checked before anything is printed with it; a mistake names file, key and remedy."""

import io
import re
import shutil
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.documents.examples import STYLE_FOLDERS, STYLES

from jointstatement.documents.style import Marker, load_style, style_names
from jointstatement.documents.word.template import ListLook
from jointstatement.errors import StyleMistake
from jointstatement.terms import ReserveKind

SHIPPED = STYLE_FOLDERS[0]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of an installation's own styles, with a copy of o-we named "own"."""
    shutil.copytree(SHIPPED / "o-we", tmp_path / "own")
    return tmp_path


def mistake(folder: Path) -> dict[str, object]:
    with pytest.raises(StyleMistake) as refused:
        load_style("own", (folder,))
    return refused.value.parameters


def change(folder: Path, old: str, new: str) -> None:
    file = folder / "own" / "style.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def change_in_word(folder: Path, part: str, changed: Callable[[str], str]) -> None:
    file = folder / "own" / "style.docx"
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[part].decode()
    parts[part] = changed(before).encode()
    assert parts[part] != before.encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.write_bytes(written.getvalue())


def test_shipped_styles_are_o_we_and_numbered() -> None:
    assert style_names(STYLE_FOLDERS) == ("numbered", "o-we")


def test_o_we_marks_clauses_with_the_letter_and_drafts_with_a_number_beside_it() -> None:
    markers = STYLES["o-we"].markers

    assert (markers.marker, markers.draft_marker) == (Marker("Ø"), Marker("", "decimal", "\u00a0Ø"))
    assert STYLES["o-we"].template.looks["JS Operative", 0] == ListLook("Ø", "bullet")


def test_numbered_has_a_title_of_its_own() -> None:
    assert STYLES["numbered"].default_title == "CONFERENCE CONCLUSIONS"


def test_own_folder_comes_before_the_shipped_one(own: Path) -> None:
    (own / "own").rename(own / "o-we")
    file = own / "o-we" / "style.toml"
    file.write_text(file.read_text("utf-8").replace('title = "Joint', 'title = "Our joint'), encoding="utf-8")

    assert load_style("o-we", (own, *STYLE_FOLDERS)).title == "Our joint statement, clauses marked Ø"


def test_unknown_style_is_refused_with_those_there_are() -> None:
    with pytest.raises(StyleMistake) as refused:
        load_style("sealed", STYLE_FOLDERS)

    assert refused.value.parameters == {
        "file": "sealed",
        "key": "style",
        "remedy": "there is no style of this name; there are: numbered, o-we.",
    }


def test_name_that_climbs_out_of_the_folder_is_no_style() -> None:
    with pytest.raises(StyleMistake):
        load_style("../statements/o-we", STYLE_FOLDERS)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('dash = "–"', 'dash = "–"\ndots = "…"', "clauses.dots"),
        ('operative = ";"', 'operativ = ";"', "endings.operativ"),
        ('operative = ";"', "", "endings.operative"),
        ('last = "."', "last = 1", "endings.last"),
        ("[annexes]", "[annex]", "annex"),
        ('    "January", ', "    ", "dates.months"),
        ("{marking}", "{mark}", "page.draft_header"),
        ("Page {page}", "Page {page", "page.draft_footer"),
        ("{members} met", "{member} met", "formulas.chapeau"),
        ("left to {whom}", "for {whom}", "adoption.left"),
        ("left to {whom}", "left to {level}", "adoption.left"),
        ("left to {whom}", "left to [{whom}]", "adoption.left"),
        ("left to {whom}", "left to leaders", "adoption.left"),
        ('["(a)", "(i)", "(A)"]', '["(a)", "(i)"]', "clauses.item_markers"),
    ],
)
def test_mistake_in_style_toml_is_refused_by_its_key(own: Path, old: str, new: str, key: str) -> None:
    change(own, old, new)

    refused = mistake(own)
    assert (refused["file"], refused["key"]) == ("own/style.toml", key)


def test_file_that_is_no_toml_is_refused(own: Path) -> None:
    (own / "own" / "style.toml").write_text("title = ", encoding="utf-8")

    assert mistake(own)["key"] == "file"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('marker = "Ø"', 'marker = "•"', "clauses.marker"),
        ('draft_marker = "1\\u00a0Ø"', 'draft_marker = "1."', "clauses.draft_marker"),
        ('"(i)"', '"(I)"', "clauses.item_markers"),
        ('dash = "–"', 'dash = "-"', "clauses.dash"),
        ('preambular_marker = ""', 'preambular_marker = "•"', "clauses.preambular_marker"),
        ('markers = ["", "", ""]', 'markers = ["I.", "", ""]', "headings.markers"),
    ],
)
def test_style_toml_that_disagrees_with_style_docx_is_refused(own: Path, old: str, new: str, key: str) -> None:
    change(own, old, new)

    refused = mistake(own)
    assert (refused["file"], refused["key"]) == ("own/style.toml", key)
    assert "make the two agree" in str(refused["remedy"])


def test_other_marker_in_word_is_refused_with_both_markers(own: Path) -> None:
    change_in_word(
        own, "word/numbering.xml", lambda xml: xml.replace('<w:lvlText w:val="Ø"/>', '<w:lvlText w:val="§"/>')
    )

    assert mistake(own) == {
        "file": "own/style.toml",
        "key": "clauses.marker",
        "remedy": "it says “Ø” (bullet), but style.docx shows “§” (bullet) for “JS Operative”; make the two agree.",
    }


def test_arrowhead_of_a_symbol_font_is_the_arrowhead(own: Path) -> None:
    def arrowhead(xml: str) -> str:
        first = xml.index('<w:lvlText w:val="Ø"/>')
        fonts = xml.index("Times New Roman", first)
        end = xml.index("</w:lvl>", fonts)
        return xml[:first] + xml[first:end].replace("Times New Roman", "Wingdings") + xml[end:]

    change_in_word(own, "word/numbering.xml", arrowhead)
    assert "shows “➢” (bullet)" in str(mistake(own)["remedy"])
    change(own, 'marker = "Ø"', 'marker = "➢"')
    assert load_style("own", (own,)).markers.marker == Marker("➢")


def test_missing_word_style_is_refused_by_its_name(own: Path) -> None:
    change_in_word(own, "word/styles.xml", lambda xml: xml.replace('"JS Adoption"', '"Adoption"'))

    refused = mistake(own)
    assert (refused["file"], refused["key"]) == ("own/style.docx", "JS Adoption")


def test_clause_without_a_list_is_refused(own: Path) -> None:
    change_in_word(
        own,
        "word/styles.xml",
        lambda xml: re.sub(r'(w:styleId="JSOperative">.*?)<w:numPr>.*?</w:numPr>', r"\1", xml, count=1),
    )

    assert mistake(own)["key"] == "JS Operative"


def test_items_in_a_list_of_their_own_are_refused(own: Path) -> None:
    change_in_word(
        own,
        "word/styles.xml",
        lambda xml: re.sub(r'(w:styleId="JSItem1">.*?<w:numId w:val=")1', r"\g<1>2", xml, count=1),
    )

    assert mistake(own)["key"] == "JS Item 1"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"{\\rtf1 an old friend}"])
def test_template_that_is_no_word_file_is_refused(own: Path, content: bytes) -> None:
    (own / "own" / "style.docx").write_bytes(content)

    refused = mistake(own)
    assert (refused["file"], refused["key"]) == ("own/style.docx", "file")


def test_missing_template_is_refused(own: Path) -> None:
    (own / "own" / "style.docx").unlink()

    refused = mistake(own)
    assert (refused["file"], refused["key"]) == ("own/style.docx", "file")


@pytest.mark.parametrize(
    ("first", "numbers", "shown"),
    [
        ("Ø", (1, 2), ("Ø", "Ø")),
        ("1.", (1, 12), ("1.", "12.")),
        ("(a)", (1, 27), ("(a)", "(aa)")),
        ("(i)", (4, 9), ("(iv)", "(ix)")),
        ("A.", (2, 3), ("B.", "C.")),
        ("PP1", (1, 10), ("PP1", "PP10")),
        ("Article I", (1, 14), ("Article I", "Article XIV")),
    ],
)
def test_marker_counts_as_its_first_one_shows(first: str, numbers: tuple[int, int], shown: tuple[str, str]) -> None:
    marker = Marker.like(first)

    assert tuple(marker.shown(number) for number in numbers) == shown


def test_held_number_is_shown_as_the_marker_counts() -> None:
    called = [Marker.like(first).called(number) for first in ("Ø", "1.", "I.", "(a)") for number in ("4", "3bis")]

    assert called == ["Ø", "Ø", "4.", "3bis.", "IV.", "IIIbis.", "(d)", "(cbis)"]


def test_date_and_hour_are_written_as_the_style_says() -> None:
    style = STYLES["o-we"]

    assert style.date(date(2031, 6, 3)) == "3 June 2031"
    hour = datetime(2031, 6, 3, 9, 5, tzinfo=ZoneInfo("Europe/Sofia"))
    assert style.hour(hour) == "3 June 2031, 09:05 (Europe/Sofia)"
    assert style.hour(hour.replace(tzinfo=None)) == "3 June 2031, 09:05"


def test_chapeau_and_closing_are_composed_from_the_meeting() -> None:
    style = STYLES["o-we"]
    chapeau = style.chapeau(
        body="Harbour Forum",
        members=("Pelland", "Quay"),
        date="3 June 2031",
        place="Tarn",
        chair="Ostmark",
        meeting="Fourth Meeting",
    )
    closing = style.closing(
        body="Harbour Forum", date="3 June 2031", place="Tarn", chair="Ostmark", meeting="Fourth Meeting"
    )

    assert chapeau == (
        "Pelland, Quay met on 3 June 2031 in Tarn at the Fourth Meeting under the chairmanship of Ostmark, "
        "and concluded as follows:"
    )
    assert closing == "Done at Tarn on 3 June 2031."


def test_style_that_says_nothing_of_reserves_prints_them_in_english(own: Path) -> None:
    file = own / "own" / "style.toml"
    before, after = file.read_text(encoding="utf-8").split("[reserves]\n")
    before = before.replace("endorsed = ", "# ").replace("left = ", "# ")
    file.write_text(before + "[annexes]" + after.split("[annexes]")[1], encoding="utf-8")
    style = load_style("own", (own,))
    assert style.reserve(ReserveKind.LINGUISTIC, ("Quay", "Tarn")) == "Linguistic reserve by Quay and Tarn."
    assert style.adoption.endorsed == "Endorsed with a view to adoption at {meeting}"
    assert style.adoption.left == "Paragraph left to {whom}"


def test_readme_of_the_styles_names_every_key() -> None:
    def keys(table: dict[str, object], path: str = "") -> list[str]:
        return [
            key
            for name, value in table.items()
            for key in (keys(value, f"{path}{name}.") if isinstance(value, dict) else [f"{path}{name}"])
        ]

    readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z_.]+)` \|", readme, re.MULTILINE)
    for style in ("o-we", "numbered"):
        written = tomllib.loads((SHIPPED / style / "style.toml").read_text(encoding="utf-8"))
        assert sorted(keys(written)) == sorted(named)
