"""The checks that a machine can make of the whole checkout: style, types, hosts, the list of dependencies."""

import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def run(*command: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", *command], cwd=CHECKOUT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def tracked_texts() -> list[tuple[str, str]]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    texts = []
    for name in filter(None, names.stdout.split("\0")):
        path = CHECKOUT / name
        if path.is_file() and path.suffix not in {".docx", ".woff2", ".png", ".ico"}:
            texts.append((name, path.read_text()))
    return texts


def test_style_checker_finds_nothing() -> None:
    assert run("ruff", "check", ".") == (0, "All checks passed!\n")


def test_formatter_finds_nothing_to_change() -> None:
    status, output = run("ruff", "format", "--check", ".")

    assert (status, output) == (0, output)


def test_strict_type_checker_finds_nothing() -> None:
    status, output = run("mypy")

    assert (status, output[-2000:]) == (0, output[-2000:])


def test_no_file_names_a_registry() -> None:
    hosts = re.compile(
        r"(pypi|npmjs|pythonhosted|debian|unpkg|jsdelivr|cdnjs|googleapis)\.(org|com|net)", re.IGNORECASE
    )

    assert [name for name, text in tracked_texts() if hosts.search(text)] == []


def test_no_text_is_left_unfinished_in_words() -> None:
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
    own = ("src/", "tests/", "templates/", "workflows/")

    assert [name for name, text in tracked_texts() if name.startswith(own) and words.search(text)] == []


def test_every_dependency_is_pinned_with_hashes() -> None:
    for name in ("constraints.txt", "constraints-test.txt"):
        requirements = (CHECKOUT / name).read_text().replace("\\\n", " ").splitlines()

        assert [line for line in requirements if "==" not in line or "--hash=sha256:" not in line] == []
