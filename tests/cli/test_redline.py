"""The verb `compare`: two files in, one Word file with tracked changes out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from jointstatement.documents.files import read_file
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.view import View
from jointstatement.text.document import Draft

OLD = """Joint Statement on the River

The members of the forum, meeting in Port Alder, concluded as follows:

1. We reaffirm that the river is shared;
2. We agree to read the gauges every morning;
3. We thank Port Alder.
"""
NEW = """Joint Statement on the River

The members of the forum, meeting in Port Alder, concluded as follows:

1. We thank Port Alder;
2. We reaffirm that the river and its banks are shared;
3. We look forward to the next meeting.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    """Two texts of three clauses."""
    paths = tmp_path / "spring.txt", tmp_path / "autumn.txt"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_compare_prints_a_file_that_holds_both_texts(run: Run, texts: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "redline.docx"

    status, said, _ = run("compare", *texts, "-o", out, "--author", "Aldmark")

    assert (status, said) == (0, "Parts: 1 new, 1 removed, 1 moved, 1 reworded.\n")
    for view, path in ((View.REJECTED, texts[0]), (View.ACCEPTED, texts[1])):
        document = read_file(path.read_bytes(), path.name).document
        draft = Draft(marking="", revision=path.stem)
        left = read_docx(out.read_bytes(), view=view).document
        assert left == replace(document, style="numbered", draft=draft)
    assert b'w:author="Aldmark"' in out.read_bytes()


def test_compare_of_one_text_with_itself_tracks_nothing(run: Run, texts: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "redline.docx"

    status, said, _ = run("compare", texts[0], texts[0], "-o", out)

    assert (status, said) == (0, "The two texts have the same words in the same order.\n")
    assert b"w:author" not in out.read_bytes()


def test_compare_gives_the_same_bytes_twice(run: Run, texts: tuple[Path, Path], tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        run("compare", *texts, "-o", tmp_path / name, "--style", "o-we")

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_compare_into_another_kind_of_file_is_refused(run: Run, texts: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "redline.pdf"

    status, said, why = run("compare", *texts, "-o", out)

    assert (status, said, out.exists()) == (2, "", False)
    assert why == f"“{out}” cannot be written: a redline is a Word file, so its name ends with .docx.\n"


def test_what_is_left_out_of_a_redline_is_said(run: Run, texts: tuple[Path, Path], tmp_path: Path) -> None:
    printed, again = tmp_path / "printed.docx", tmp_path / "again.docx"
    run("print", texts[0], "-o", printed)
    file = Document(str(printed))
    file.add_paragraph("Written by another hand.", style="Normal")
    file.save(str(again))
    why = "Left out: “Written by another hand.” The paragraph has none of the statement's Word styles."

    assert run("compare", printed, again, "-o", tmp_path / "redline.docx")[2] == f"again.docx: {why}\n"
    assert run("print", again, "-o", tmp_path / "again.txt")[2] == f"{why}\n"


def test_compare_with_a_missing_file_is_refused(run: Run, texts: tuple[Path, Path], tmp_path: Path) -> None:
    out, missing = tmp_path / "redline.docx", tmp_path / "missing.txt"

    status, said, why = run("compare", texts[0], missing, "-o", out)

    assert (status, said, out.exists()) == (2, "", False)
    assert why == f"There is no file “{missing}”.\n"


def test_file_with_open_changes_is_compared_in_the_view_that_is_chosen(
    run: Run, texts: tuple[Path, Path], tmp_path: Path
) -> None:
    tracked, out = tmp_path / "tracked.docx", tmp_path / "again.docx"
    run("compare", *texts, "-o", tracked)

    status, _, refusal = run("compare", tracked, tracked, "-o", out)
    assert (status, "--view accepted" in refusal, out.exists()) == (2, True, False)
    assert run("compare", texts[1], tracked, "--view", "accepted", "-o", out)[:2] == (
        0,
        "The two texts have the same words in the same order.\n",
    )


@pytest.mark.parametrize("author", ["", "  "])
def test_changes_are_somebodys(run: Run, texts: tuple[Path, Path], tmp_path: Path, author: str) -> None:
    old, new = texts

    told = run("compare", old, new, "-o", tmp_path / "redline.docx", "--author", author)

    assert told == (2, "", "Say with --author whose the changes are, or leave it out.\n")
    assert not (tmp_path / "redline.docx").exists()
