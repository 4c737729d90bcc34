"""An uploaded Word file is read in a process of its own, and every failure is one sentence."""

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES
from tests.documents.word.test_preflight import changed, packed, parts_of
from tests.documents.word.zoo import paragraph, word_file

import jointstatement
from jointstatement.documents.word.preflight import MOST_BYTES, preflight
from jointstatement.documents.word.safely import in_child, read_upload
from jointstatement.documents.word.view import View
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Reading


@pytest.mark.parametrize("document", [HARBOUR, HARBOUR_DRAFT], ids=["adopted", "draft"])
def test_upload_of_our_own_reads_as_it_was_printed(document: Document) -> None:
    assert read_upload(write_docx(document, STYLES["o-we"])) == Reading(document)


def test_upload_is_judged_before_a_process_is_started() -> None:
    with pytest.raises(UnreadableFile, match=r"^This is not a Word file \(\.docx\)\.$"):
        read_upload(b"Joint statement of the Harbour Forum")


def test_upload_of_another_program_is_read_too() -> None:
    words = ("JOINT STATEMENT", "The members met in Tarn and concluded as follows:", "Ø We note the tides.")
    reading = read_upload(word_file("".join(paragraph(each) for each in (*words, "Ø We thank Tarn."))))

    assert [clause.wording for clause in reading.document.clauses] == ["We note the tides", "We thank Tarn"]


def test_open_tracked_changes_are_refused() -> None:
    inserted = b'<w:ins w:id="900" w:author="Quay"><w:r><w:t>not </w:t></w:r></w:ins></w:p>'

    with pytest.raises(UnreadableFile, match=r"^The Word file has tracked changes that are still open; .*\.$"):
        read_upload(changed("word/document.xml", b"</w:p>", inserted))


@pytest.mark.parametrize(
    ("view", "words"), [(View.ACCEPTED, "JOINT not STATEMENT"), (View.REJECTED, "JOINT STATEMENT")]
)
def test_upload_with_open_changes_is_read_in_the_view_asked_for(view: View, words: str) -> None:
    inserted = (
        b'JOINT </w:t></w:r><w:ins w:id="900" w:author="Quay"><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>'
        b"<w:r><w:t>"
    )

    title = read_upload(changed("word/document.xml", b"JOINT ", inserted, 1), view=view).document.first(PartKind.TITLE)
    assert title is not None
    assert title.wording.split("\n")[0] == words


def test_refusal_keeps_its_sentence_and_its_parameters() -> None:
    with pytest.raises(UnreadableFile) as refused:
        in_child(preflight, b"PK\x03\x04" + b"\0" * (MOST_BYTES + 1))

    assert "{most}" in refused.value.sentence_message
    assert refused.value.sentence_parameters == {"most": 5}


def test_file_that_the_child_cannot_read_is_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match=r"^The Word file is damaged and cannot be read; .*\.$"):
        read_upload(changed("word/document.xml", b"w:body>", b"w:corpse>"))


def test_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(UnreadableFile, match=r"^The file took too long to read; .*\.$"):
        read_upload(write_docx(HARBOUR, STYLES["o-we"]), seconds=0.001)


def test_file_full_of_empty_runs_is_read_in_time() -> None:
    crowd = b"<w:r><w:t/></w:r>" * 90_000
    parts = parts_of(write_docx(HARBOUR, STYLES["o-we"]))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:p>", crowd + b"</w:p>", 1)

    assert read_upload(packed(parts, zipfile.ZIP_STORED)) == Reading(HARBOUR)


def test_child_gets_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    document = replace(HARBOUR, attachments=(), participants=())

    assert read_upload(write_docx(document, STYLES["o-we"])) == Reading(document)


def test_child_is_of_the_program_that_runs(tmp_path: Path) -> None:
    """Beside an installed one, a copy of the program reads by its own code; this copy has a reader more."""
    program = Path(jointstatement.__file__).parent
    copy = tmp_path / "jointstatement"
    shutil.copytree(program, copy, ignore=shutil.ignore_patterns("web", "migrations", "example", "__pycache__"))
    (copy / "documents" / "word" / "counting.py").write_text("def count(data: bytes) -> int:\n    return len(data)\n")
    script = """
from jointstatement.documents.word.counting import count
from jointstatement.documents.word.safely import in_child
print(in_child(count, b"four"))
"""
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("4\n", "")


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('made', 'w')",
        "import os; os.open('made', os.O_CREAT)",
    ],
)
def test_child_reaches_for_nothing_outside(deed: str, tmp_path: Path) -> None:
    script = f"""
import sys
from jointstatement.documents.word.safely import stay_inside
sys.addaudithook(stay_inside)
try:
    {deed}
except PermissionError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert done.stdout == "refused\n"
    assert list(tmp_path.iterdir()) == []
