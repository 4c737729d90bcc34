"""`read` and `print` take what comes on the standard input, and are told what a file is where its bytes do not say."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.copied import copied, listed
from tests.documents.word.zoo import paragraph, word_file

from jointstatement.cli.paths import LARGEST

TEXT = "JOINT STATEMENT\r\n\r\nØ\tWe welcome the register;\r\nØ\tWe thank Tarn.\r\n"
FILES = {
    "text": TEXT.encode(),
    "html": copied(listed("Ø", "We welcome the register;"), listed("Ø", "We thank Tarn.")).encode(),
    "docx": word_file("".join(map(paragraph, ("JOINT STATEMENT", "Ø We welcome the register;", "Ø We thank Tarn.")))),
}
CLAUSES = ["We welcome the register", "We thank Tarn"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with these bytes on the standard input; gives its status, output and errors."""

    def run_command(data: bytes | None, *arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", None if data is None else io.TextIOWrapper(io.BytesIO(data)))
        return run(*arguments)

    return run_command


def clauses(told: str) -> list[str]:
    return [clause["text"] for clause in json.loads(told)["clauses"]]


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_read_takes_whatever_comes_on_the_standard_input(run: Run, data: bytes) -> None:
    status, out, err = run(data, "read", "-", "--json")

    assert (status, clauses(out), err) == (0, CLAUSES, "")


def test_print_takes_the_standard_input(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.txt"

    assert run(FILES["html"], "print", "-", "-o", target) == (0, "", "")
    assert [target.read_text(encoding="utf-8").count(clause) for clause in CLAUSES] == [1, 1]


def test_read_is_told_what_a_file_is(run: Run) -> None:
    page = b"<h1>JOINT STATEMENT</h1><ol><li>We welcome the register;<li>We thank Tarn.</ol>"

    status, out, _ = run(page, "read", "-", "--json", "--from", "html")
    text = run(b"{ " + FILES["text"], "read", "-", "--json", "--from", "txt")

    assert (status, clauses(out)) == (0, CLAUSES)
    assert (text[0], clauses(text[1])) == (0, CLAUSES)


@pytest.mark.parametrize(
    ("data", "arguments", "sentence"),
    [
        (b"", (), "The file is empty."),
        (None, (), "The file is empty."),
        (b"x" * (LARGEST + 1), (), "“-” is larger than 5 MB"),
        (FILES["text"], ("--from", "docx"), "Word file"),
        (FILES["docx"], ("--from", "txt"), "This is a Word file or another zip file"),
    ],
)
def test_input_that_cannot_be_read_is_refused_in_a_sentence(
    run: Run, data: bytes | None, arguments: tuple[str, ...], sentence: str
) -> None:
    status, out, err = run(data, "read", "-", *arguments)

    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
