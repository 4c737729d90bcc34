"""Other word processors' files: by LibreOffice where it is, in one sentence where it is not."""

import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.documents.word.zoo import definition, level, list_of, paragraph, run, word_file

from jointstatement.documents.files import read_file
from jointstatement.documents.office import MEMORY, PROCESSOR_SECONDS, as_word_file, kind_of_office_file
from jointstatement.documents.word.view import View
from jointstatement.errors import UnreadableFile

office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

WORDS = ("We welcome the common register of quays;", "We thank Tarn for its hospitality.")
STATEMENT = word_file(
    paragraph("JOINT STATEMENT")
    + paragraph("The members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as follows:")
    + "".join(paragraph(words, numbered=(1, 0)) for words in WORDS),
    numbering=definition(0, level(0, "%1.", start=7)) + list_of(1, 0),
)
TRACKED = word_file(
    paragraph("JOINT STATEMENT")
    + paragraph("The members met in Tarn and concluded as follows:")
    + paragraph(
        run("1. We welcome the "),
        f'<w:ins w:id="1" w:author="Quay" w:date="2031-05-01T10:00:00Z">{run("common ")}</w:ins>',
        run("register;"),
    )
    + paragraph("2. We thank Tarn.")
)


def open_document() -> bytes:
    """The beginning of an OpenDocument text, which is all that tells what a file is."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return written.getvalue()


def converted(data: bytes, ending: str, folder: Path) -> bytes:
    source = folder / "statement.docx"
    source.write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", ending,
         "--outdir", str(folder), str(source)],
        check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return source.with_suffix(f".{ending}").read_bytes()


@office
@pytest.mark.parametrize("ending", ["odt", "rtf", "doc"])
def test_file_of_another_word_processor_keeps_its_labels_and_words(ending: str, tmp_path: Path) -> None:
    reading = read_file(converted(STATEMENT, ending, tmp_path), f"statement.{ending}")

    assert [(clause.label, clause.wording + (clause.ending or "")) for clause in reading.document.clauses] == [
        ("7.", WORDS[0]),
        ("8.", WORDS[1]),
    ]


@office
def test_tracked_changes_of_an_open_document_are_read_in_the_view_that_is_asked_for(tmp_path: Path) -> None:
    data = converted(TRACKED, "odt", tmp_path)

    with pytest.raises(UnreadableFile, match=r"^The Word file has tracked changes that are still open; "):
        read_file(data, "statement.odt")
    assert [read_file(data, "", view=view).document.clauses[0].wording for view in View] == [
        "We welcome the common register",
        "We welcome the register",
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (open_document(), "an OpenDocument text (.odt)"),
        (b"{\\rtf1 Joint statement}", "a rich text file (.rtf)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "an old Word file (.doc)"),
    ],
)
def test_without_libreoffice_the_sentence_says_what_to_do(
    data: bytes, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(UnreadableFile) as refused:
        read_file(data, "statement")
    assert str(refused.value) == (
        f"This is {kind}. To read it, LibreOffice must be installed beside this program; without it, open the file, "
        "save it as a Word file (.docx) and read that."
    )


@office
def test_file_that_libreoffice_cannot_read_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^LibreOffice cannot read this file\. "):
        read_file(open_document(), "statement.odt")


@office
def test_libreoffice_that_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableFile, match=r"^LibreOffice took too long over this file\. "):
        as_word_file(b"{\\rtf1 Joint statement}", ".rtf", "a rich text file (.rtf)", seconds=0.01)


def test_large_file_is_refused_before_libreoffice_is_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(UnreadableFile, match=r"^The file has more than 10 MB\. "):
        read_file(b"{\\rtf1 ".ljust(10_000_001), "statement.rtf")


def test_files_of_this_day_need_no_libreoffice() -> None:
    assert [kind_of_office_file(data) for data in (STATEMENT, b"%PDF-1.7", b"Joint statement", b"")] == [None] * 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_libreoffice_has_limits_on_memory_and_processor_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Here a program of that name writes down what it is given, as the file that it makes."""
    made = "import resource, sys, pathlib; name = sys.argv[sys.argv.index('--outdir') + 1]; pathlib.Path(name).mkdir();"
    told = "said = [resource.getrlimit(each)[0] for each in (resource.RLIMIT_AS, resource.RLIMIT_CPU)];"
    written = "(pathlib.Path(name) / 'text.docx').write_text(repr(said))"
    (tmp_path / "soffice").write_text(f"#!{sys.executable} -I\n{made}{told}{written}\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    limits = as_word_file(b"{\\rtf1 Joint statement}", ".rtf", "a rich text file (.rtf)")

    assert limits == repr([MEMORY, PROCESSOR_SECONDS]).encode()
