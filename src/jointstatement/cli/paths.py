"""Files of the command line: read whole and written whole, or refused in a sentence."""

import argparse
import sys
from pathlib import Path

from jointstatement.documents.files import FORMS, SUFFIXES, Form
from jointstatement.errors import UnreadableFile, UnwritableFile

LARGEST = 5 * 1024 * 1024
"""Bytes; a longer file is refused before its content is read."""


def content_of(path: Path) -> bytes:
    """A file's bytes, for “-” those of the standard input.

    Raises `UnreadableFile` where it is missing, no file, closed to us, or too large.
    """
    try:
        if path == Path("-"):
            content = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
        else:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UnreadableFile("There is no file “{name}”.", name=path) from None
    except IsADirectoryError:
        raise UnreadableFile("“{name}” is a folder; name a file.", name=path) from None
    except OSError as fault:
        raise UnreadableFile("“{name}” cannot be opened: {reason}.", name=path, reason=fault.strerror) from None
    if len(content) > LARGEST:
        raise UnreadableFile("“{name}” is larger than 5 MB; no statement is that long.", name=path)
    return content


def write(path: Path, content: bytes) -> None:
    """Writes a file. Raises `UnwritableFile`."""
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise UnwritableFile(name=path, reason=fault.strerror) from None


def form_of(given: argparse.Namespace) -> Form:
    """The form to print in: `--format`, or what the name of the output ends with, or Word."""
    suffix = given.output.suffix.lstrip(".").lower()
    return next((form for form in FORMS if (given.format or suffix) in (form, SUFFIXES[form])), "docx")
