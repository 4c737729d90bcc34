"""`style check`: every mistake of a style.docx by name, or how its Word styles look."""

from pathlib import Path

import pytest
from tests.documents.examples import STYLE_FOLDERS
from tests.documents.test_own_style import renamed

from jointstatement.cli import main
from jointstatement.documents.style import template_of_style


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "style.docx"
    path.write_bytes(template_of_style("o-we", STYLE_FOLDERS))
    return path


def test_style_that_is_one_is_described(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["style", "check", str(file)]) == 0
    assert "JS Operative: Ø Times New Roman, 12 pt, justified\n" in capsys.readouterr().out


def test_missing_word_styles_are_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(renamed("JS Title", "JS Note"))

    assert main(["style", "check", str(file)]) == 1
    assert capsys.readouterr() == (
        "",
        "JS Title, JS Note: style.docx has no paragraph style of these names; make it in Word, or copy it from a "
        "shipped style.\n",
    )


def test_rules_of_another_style_are_compared(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["style", "check", str(file), "--base", "numbered"]) == 1
    assert "clauses.marker: it says “%1.” (decimal), but style.docx shows “Ø” (bullet)" in capsys.readouterr().err


def test_what_is_no_word_file_and_what_is_no_style_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["style", "check", str(file), "--base", "none"]) == 2
    file.write_bytes(b"a text")
    assert main(["style", "check", str(file)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "none: style: there is no style of this name; there are: numbered, o-we.",
        "This is not a Word file (.docx).",
    ]
