"""The labels of Word's lists: each rule by itself, and LibreOffice as a second opinion where it is."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.documents.word.zoo import (
    WORD,
    definition,
    level,
    list_of,
    paragraph,
    paragraph_style,
    starts_at,
    word_file,
)

from jointstatement.documents.word.numbering import Label, ListLabels, written_number

LEVELS = (
    level(0, "%1."),
    level(1, "%1.%2"),
    level(2, "(%3)", "lowerLetter"),
    level(3, "(%4)", "lowerRoman"),
)
NORMAL = paragraph_style("Normal", is_default=True)


def listed(*depths: int, number: int = 1) -> str:
    return "".join(paragraph("x", numbered=(number, depth)) for depth in depths)


def resolved(data: bytes) -> list[Label | None]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        trees = {
            name: etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "numbering", "styles")
        }
    labels = ListLabels(trees["numbering"], trees["styles"])
    return [labels.label_of(each) for each in trees["document"].iter(f"{{{WORD}}}p")]


def shown(body: str, numbering: str, styles: str = NORMAL) -> list[str]:
    """The labels of a body's paragraphs; empty where there is none."""
    return [label.text if label else "" for label in resolved(word_file(body, numbering=numbering, styles=styles))]


SCENES = {
    "levels": (listed(0, 1, 1, 2, 2, 3, 1, 0, 1), definition(0, *LEVELS) + list_of(1, 0)),
    "levels left out": (listed(1, 0, 1, 2, 1, 0), definition(0, *LEVELS) + list_of(1, 0)),
    "two lists of one definition": (
        listed(0, 0) + listed(0, number=2) + listed(0) + listed(0, number=2),
        definition(0, *LEVELS) + list_of(1, 0) + list_of(2, 0),
    ),
    "list that starts anew": (
        listed(0, 0) + listed(0, 0, number=2) + listed(0),
        definition(0, *LEVELS) + list_of(1, 0) + list_of(2, 0, starts_at(0, 1)),
    ),
    "first number": (listed(0, 0, 0), definition(0, level(0, "%1)", "lowerLetter", start=25)) + list_of(1, 0)),
    "changed level": (
        listed(0) + listed(0, 0, number=2) + listed(0),
        definition(0, *LEVELS)
        + list_of(1, 0)
        + list_of(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "[%1]", "lowerRoman")}</w:lvlOverride>'),
    ),
    "empty paragraph": (
        listed(0) + paragraph(numbered=(1, 0)) + listed(0),
        definition(0, *LEVELS) + list_of(1, 0),
    ),
    "forms": (
        "".join(listed(0, number=number) for number in range(1, 9)),
        "".join(
            definition(number, level(0, "%1", form, start=27)) + list_of(number, number)
            for number, form in enumerate(
                (
                    "upperLetter",
                    "lowerLetter",
                    "upperRoman",
                    "lowerRoman",
                    "decimalZero",
                    "ordinal",
                    "russianLower",
                    "decimal",
                ),
                start=1,
            )
        ),
    ),
    "words before the number": (listed(0, 0), definition(0, level(0, "Article %1:")) + list_of(1, 0)),
}
EXPECTED = {
    "levels": ["1.", "1.1", "1.2", "(a)", "(b)", "(i)", "1.3", "2.", "2.1"],
    "levels left out": ["1.1", "2.", "2.1", "(a)", "2.2", "3."],
    "two lists of one definition": ["1.", "2.", "3.", "4.", "5."],
    "list that starts anew": ["1.", "2.", "1.", "2.", "3."],
    "first number": ["y)", "z)", "aa)"],
    "changed level": ["1.", "[ii]", "[iii]", "4."],
    "empty paragraph": ["1.", "2.", "3."],
    "forms": ["AA", "aa", "XXVII", "xxvii", "27", "27th", "э", "27"],
    "words before the number": ["Article 1:", "Article 2:"],
}


@pytest.mark.parametrize("name", SCENES)
def test_labels_are_counted_as_word_shows_them(name: str) -> None:
    assert shown(*SCENES[name]) == EXPECTED[name]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_labels(tmp_path: Path) -> None:
    files = []
    for name, (body, numbering) in SCENES.items():
        file = tmp_path / f"{name.replace(' ', '-')}.docx"
        file.write_bytes(word_file(body, numbering=numbering))
        files.append(file)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *map(str, files)],
        check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    for name, file in zip(SCENES, files, strict=True):
        lines = file.with_suffix(".txt").read_text("utf-8-sig").splitlines()
        assert [line.removesuffix("x").strip() for line in lines] == EXPECTED[name], name


def test_legal_numbers_are_figures_at_every_level() -> None:
    numbering = definition(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + list_of(1, 0)

    assert shown(listed(0, 1, 0, 1), numbering) == ["I.", "1.1", "II.", "2.1"]


def test_level_that_never_restarts_counts_through() -> None:
    numbering = definition(
        0, level(0, "Part %1", "upperLetter"), level(1, "%2.", more='<w:lvlRestart w:val="0"/>')
    ) + list_of(1, 0)

    assert shown(listed(0, 1, 0, 1), numbering) == ["Part A", "1.", "Part B", "2."]


def test_level_that_restarts_only_below_the_highest_counts_through_the_others() -> None:
    numbering = definition(
        0, level(0, "%1."), level(1, "%2."), level(2, "(%3)", "lowerLetter", more='<w:lvlRestart w:val="1"/>')
    ) + list_of(1, 0)

    assert shown(listed(0, 1, 2, 1, 2, 0, 1, 2), numbering) == ["1.", "1.", "(a)", "2.", "(b)", "2.", "1.", "(a)"]


def test_first_number_of_a_list_holds_each_time_that_its_level_begins() -> None:
    numbering = definition(0, *LEVELS) + list_of(1, 0) + list_of(2, 0, starts_at(1, 5))

    assert shown(listed(0, 1) + listed(1, 1, 0, 1, number=2), numbering) == ["1.", "1.1", "1.5", "1.6", "2.", "2.5"]


@pytest.mark.parametrize(
    ("sign", "font", "label"),
    [
        ("\uf0d8", "Wingdings", "Ø"),
        ("Ø", "Wingdings", "Ø"),
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("§", "Wingdings", "▪"),
        ("\uf0fc", "Wingdings", "✓"),
        ("\uf0d8", "", "Ø"),
        ("o", "Courier New", "o"),
        ("–", "", "–"),
        ("Ø", "Times New Roman", "Ø"),
        ("\uf021", "Webdings", "•"),
        ("K", "Wingdings 2", "•"),
    ],
)
def test_bullet_is_what_its_font_shows(sign: str, font: str, label: str) -> None:
    numbering = definition(0, level(0, sign, "bullet", font=font)) + list_of(1, 0)

    assert shown(listed(0), numbering) == [label]


def test_picture_is_a_plain_bullet() -> None:
    numbering = definition(0, level(0, "", "bullet", more='<w:lvlPicBulletId w:val="0"/>')) + list_of(1, 0)

    assert shown(listed(0), numbering) == ["•"]


def test_styles_give_their_list_and_level_unless_the_paragraph_says_another() -> None:
    styles = (
        NORMAL
        + paragraph_style("Clause", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + paragraph_style("Point", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', based_on="Clause")
        + paragraph_style("Heir", based_on="Point")
        + paragraph_style("Plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="Clause")
    )
    numbering = definition(
        0, level(0, "%1.", more='<w:pStyle w:val="Clause"/>'), level(1, "%1.%2", more='<w:pStyle w:val="Point"/>')
    ) + list_of(1, 0)
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    deeper = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
    body = (
        paragraph("x", style="Clause")
        + paragraph("x", style="Point")
        + paragraph("x", style="Heir")
        + paragraph("x", style="Plain")
        + paragraph("x", style="Clause", properties=off)
        + paragraph("x", style="Clause", properties=deeper)
        + paragraph("x", style="Clause")
    )

    assert shown(body, numbering, styles) == ["1.", "1.1", "1.2", "", "", "1.3", "2."]


def test_list_style_lends_its_levels() -> None:
    styles = NORMAL + (
        '<w:style w:type="numbering" w:styleId="Clauses"><w:name w:val="Clauses"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        definition(0, *LEVELS, more='<w:styleLink w:val="Clauses"/>')
        + definition(1, more='<w:numStyleLink w:val="Clauses"/>')
        + list_of(1, 0)
        + list_of(2, 1)
    )

    assert shown(listed(0, number=2) + listed(0, 1), numbering, styles) == ["1.", "2.", "2.1"]


def test_default_style_numbers_what_has_no_style() -> None:
    styles = paragraph_style("Normal", '<w:numPr><w:numId w:val="1"/></w:numPr>', is_default=True)

    assert shown(paragraph("x") + paragraph("x"), definition(0, *LEVELS) + list_of(1, 0), styles) == ["1.", "2."]


@pytest.mark.parametrize(
    "numbering",
    [
        "",
        list_of(1, 7),
        definition(0) + list_of(1, 0),
        definition(0, level(0, "%1.", "none")) + list_of(2, 0),
        definition(0, more='<w:numStyleLink w:val="Nobody"/>') + list_of(1, 0),
    ],
    ids=["no lists", "no definition", "no levels", "another list", "no list style"],
)
def test_list_that_is_not_there_has_no_label(numbering: str) -> None:
    assert shown(listed(0, 3), numbering) == ["", ""]


def test_styles_in_a_ring_end() -> None:
    styles = NORMAL + paragraph_style("One", based_on="Two") + paragraph_style("Two", based_on="One")

    assert shown(paragraph("x", style="One"), definition(0, *LEVELS) + list_of(1, 0), styles) == [""]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 2)), max_size=20))
def test_numbers_of_one_level_go_up_by_one_until_a_higher_level_comes(places: list[tuple[int, int]]) -> None:
    body = "".join(paragraph("x", numbered=(number, depth)) for depth, number in places)
    labels = resolved(word_file(body, numbering=definition(0, *LEVELS) + list_of(1, 0) + list_of(2, 0)))
    counts = [0] * 4
    expected = []
    for depth, _ in places:
        counts[:depth] = [count or 1 for count in counts[:depth]]
        counts[depth:] = [counts[depth] + 1, *[0] * (3 - depth)]
        expected.append((depth, counts[depth]))

    assert [(label.level, label.value) for label in labels if label] == expected


@given(
    st.integers(-5, 40_000), st.sampled_from(["upperRoman", "lowerLetter", "russianUpper", "chicago", "ordinal", "x"])
)
def test_any_number_can_be_written_in_any_form(value: int, form: str) -> None:
    assert written_number(value, form)
