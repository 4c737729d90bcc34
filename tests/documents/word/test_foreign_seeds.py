"""The real statements, put into Word by LibreOffice, read as their plain text does."""

import html
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from jointstatement.documents.files import read_file
from jointstatement.documents.plain import read_plain
from jointstatement.terms import PartKind
from jointstatement.text.document import Document

SHARED = Path(os.environ.get("JOINTSTATEMENT_SEEDS") or Path(__file__).parents[4] / "shared")
SEEDS = sorted((SHARED / "seeds").glob("*_*.txt"))

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS, reason="the source documents are not here"),
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]


def as_page(document: Document) -> str:
    """A statement as a web page with a real list for its clauses."""
    lines = ["<html><head><meta charset='utf-8'></head><body>"]
    kind = "ul" if document.style == "o-we" else "ol"
    for part in document.parts:
        words = html.escape(part.wording.replace("^", "")).replace("\n", "<br>")
        if part is document.clauses[0]:
            lines.append(f"<{kind}>")
        lines.append(f"<li>{words}{part.ending}</li>" if part.is_clause else f"<p>{words}</p>")
        if part is document.clauses[-1]:
            lines.append(f"</{kind}>")
    return "\n".join([*lines, "</body></html>"])


def in_word(folder: Path, *, is_page: bool) -> dict[str, bytes]:
    """The source documents as Word files: of their lines, or of a web page with a list."""
    reads = "HTML (StarWriter)" if is_page else "Text (encoded):UTF8,LF,,,"
    sources = []
    for seed in SEEDS:
        source = folder / f"{seed.stem}{'.html' if is_page else '.txt'}"
        source.write_text(
            as_page(read_plain(seed.read_bytes()).document) if is_page else seed.read_text("utf-8"), "utf-8"
        )
        sources.append(source)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", f"--infilter={reads}",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), *map(str, sources)],
        check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return {source.stem: source.with_suffix(".docx").read_bytes() for source in sources}


def words(document: Document) -> list[tuple[PartKind, str, str | None]]:
    return [(part.kind, part.wording.replace("^", ""), part.ending) for part in document.parts]


@pytest.mark.parametrize("is_page", [False, True], ids=["typed", "with a list"])
def test_source_document_put_into_word_reads_as_its_text(is_page: bool, tmp_path: Path) -> None:
    files = in_word(tmp_path, is_page=is_page)

    for seed in SEEDS:
        expected = read_plain(seed.read_bytes()).document
        document = read_file(files[seed.stem], f"{seed.stem}.docx").document
        assert words(document) == words(expected)
        assert document.members == expected.members
