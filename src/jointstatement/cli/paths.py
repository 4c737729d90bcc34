"""Files of the command line: read whole and written whole, or refused in a sentence."""

import argparse
import os
import secrets
import shutil
import sys
from collections.abc import Sequence
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
    """Writes a file: whole, or what was there stays as it was. Raises `UnwritableFile`."""
    try:
        if path.exists() and not path.is_file():
            # A device, as that of the standard output, takes what is written and is nothing to put another in place of.
            path.write_bytes(content)
        else:
            _write_beside(path.resolve(), content)
    except OSError as fault:
        raise UnwritableFile(name=path, reason=fault.strerror) from None


def _write_beside(path: Path, content: bytes) -> None:
    """Writes to a file of another name and puts it in place when it is whole; a link goes on pointing there."""
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def form_of(given: argparse.Namespace) -> Form:
    """The form to print in: `--format`, or what the name of the output ends with. Raises `UnwritableFile`."""
    suffix = given.output.suffix.lstrip(".").lower()
    form = next((form for form in FORMS if (given.format or suffix) in (form, SUFFIXES[form])), None)
    if form is None:
        raise unknown_ending(given.output, [SUFFIXES[one] for one in FORMS])
    return form


def unknown_ending(path: Path, known: Sequence[str]) -> UnwritableFile:
    """The refusal of a name that does not tell in which form to print."""
    endings = ", ".join(f".{ending}" for ending in known)
    reason = f"its name does not say what to print; let it end with one of {endings}, or say it with --format"
    return UnwritableFile(name=path, reason=reason)
