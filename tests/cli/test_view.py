"""The command line reads the text of a file with tracked changes that is asked for."""

from pathlib import Path

import pytest
from tests.documents.word.zoo import paragraph, run, word_file

from jointstatement.cli import main

INSERTED = f'<w:ins w:id="1" w:author="Quay" w:date="2031-05-01T10:00:00Z">{run("spring ")}</w:ins>'
TRACKED = word_file(
    paragraph("JOINT STATEMENT")
    + paragraph("The members met in Tarn and concluded as follows:")
    + paragraph("Ø We thank Tarn;")
    + paragraph(run("Ø We note the "), INSERTED, run("tides."))
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "statement.docx"
    file.write_bytes(TRACKED)
    return file


def test_read_names_the_option_where_changes_are_tracked(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(file)]) != 0

    assert "--view accepted" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("view", "words"), [("accepted", "We note the spring tides."), ("rejected", "We note the tides.")]
)
def test_read_and_print_take_the_view_that_is_asked_for(
    view: str, words: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = tmp_path / "printed.txt"

    assert main(["read", str(file), "--view", view]) == 0
    assert words in capsys.readouterr().out
    assert main(["print", str(file), "--view", view, "-o", str(printed)]) == 0
    assert words in printed.read_text("utf-8")
