"""`print` in each form, by the name of the file or by `--format`."""

from pathlib import Path

import pytest

from jointstatement.cli import main
from jointstatement.documents.files import FORMS, SUFFIXES, Form

TEXT = """Joint Statement on the River

The members of the forum, meeting in Port Alder, concluded as follows:

Ø We reaffirm that the river is shared;
Ø We agree to read the gauges every morning.
"""
BEGINS: dict[Form, bytes] = {
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-1.7",
    "html": b"<!DOCTYPE html>",
    "txt": b"Joint Statement on the River\n",
    "md": b'---\ntitle: "Joint Statement on the River"\n',
    "akn": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<akomaNtoso ',
    "json": b'{\n  "title": "Joint Statement on the River"',
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_name_of_the_file_says_the_form(source: Path, tmp_path: Path, form: Form) -> None:
    if form == "pdf":
        pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    target = tmp_path / f"out.{SUFFIXES[form]}"

    assert main(["print", str(source), "-o", str(target)]) == 0
    assert target.read_bytes().startswith(BEGINS[form])


@pytest.mark.parametrize("form", FORMS)
def test_format_says_it_whatever_the_name(source: Path, tmp_path: Path, form: Form) -> None:
    if form == "pdf":
        pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    target = tmp_path / "out.docx"

    assert main(["print", str(source), "-o", str(target), "--format", form]) == 0
    assert target.read_bytes().startswith(BEGINS[form])


def test_pdf_of_signs_without_a_font_is_refused_in_one_sentence(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    source.write_text(TEXT.replace("river is", "川 is"), encoding="utf-8")
    target = tmp_path / "out.pdf"

    assert main(["print", str(source), "-o", str(target)]) == 2
    assert capsys.readouterr().err == (
        "The fonts for the PDF have Latin, Greek and Cyrillic letters, and not these signs of the text: "
        "川 (U+5DDD). Please take the Word file.\n"
    )
    assert not target.exists()


@pytest.mark.parametrize("name", ["out", "out.odt"])
def test_name_that_does_not_say_the_form_is_refused(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["print", str(source), "-o", str(tmp_path / name)]) == 2

    assert capsys.readouterr().err == (
        f"“{tmp_path / name}” cannot be written: its name does not say what to print; let it end with one of .docx, "
        ".pdf, .html, .txt, .md, .xml, .json, or say it with --format.\n"
    )
    assert [each.name for each in tmp_path.iterdir()] == [source.name]
