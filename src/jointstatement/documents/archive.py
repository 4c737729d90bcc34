"""An archive: many files in one zip, with a page that lists them offline and a list of their digests.

The same files give the same bytes: names, order, dates and digests come from them alone. Files are taken one by one,
so that no more than one of them is in memory.
"""

import html
import lzma
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from jointstatement.errors import N_, UnreadableFile

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged archive raises; which of them depends on the place of the damage."""
INDEX = "index.html"
DIGESTS = "SHA256SUMS"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: a file's own dates stand in the record."""
_CHUNK = 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{font-size:.75rem;overflow-wrap:anywhere}li{margin:.4rem 0}"
)


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of an archive."""

    path: str
    """As "01-joint-statement/revisions/Rev.1.docx"; the first folder is its section on the index."""
    content: bytes
    said: str
    """What it is, in words."""


def pack(files: Iterable[Filed], target: BinaryIO, *, title: str, about: str) -> None:
    """Writes the files, their digests and the page that lists them into a zip."""
    told: list[tuple[str, str, str]] = []
    with zipfile.ZipFile(target, "w") as packed:
        for file in files:
            _write(packed, file.path, file.content)
            told.append((file.path, file.said, sha256(file.content).hexdigest()))
        page = _index(told, title=title, about=about).encode()
        _write(packed, INDEX, page)
        sums = [*((path, digest) for path, _, digest in told), (INDEX, sha256(page).hexdigest())]
        _write(packed, DIGESTS, "".join(f"{digest}  {path}\n" for path, digest in sums).encode())


def faults_of(archive: BinaryIO) -> tuple[str, ...]:
    """What of an archive is not as its list of digests says: changed, missing or added files; () where all is.

    Raises `UnreadableFile` for what is no such archive.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            listed = _listed(packed)
            names = [name for name in packed.namelist() if name != DIGESTS]
            faults = [f"{name} is not on the list of digests." for name in names if name not in listed]
            faults += [f"{name} is there twice." for name in sorted(set(names)) if names.count(name) > 1]
            for name, digest in listed.items():
                if name not in names:
                    faults.append(f"{name} is missing.")
                elif _digest(packed, name) != digest:
                    faults.append(f"{name} is not what was archived.")
    except DAMAGE as reason:
        raise UnreadableFile(N_("This is no archive of a body, or it is damaged.")) from reason
    return tuple(faults)


def letters_of(words: str) -> str:
    """Words in letters that every file system and mail program takes, "Rev.1" and "joint-statement" among them."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", letters).strip("-.")


def _write(packed: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    packed.writestr(entry, content)


def _listed(packed: zipfile.ZipFile) -> dict[str, str]:
    found = (_LINE.fullmatch(line) for line in packed.read(DIGESTS).decode().splitlines())
    return {line[2]: line[1] for line in found if line}


def _digest(packed: zipfile.ZipFile, name: str) -> str:
    digest = sha256()
    with packed.open(name) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _index(told: list[tuple[str, str, str]], *, title: str, about: str) -> str:
    lines = [
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>',
        f"<style>{_STYLE}</style></head><body><h1>{html.escape(title)}</h1><p>{html.escape(about)}</p>",
    ]
    section = ""
    for path, said, digest in told:
        folder = path.split("/")[0]
        if folder != section:
            lines.append(f"{'</ul>' if section else ''}<h2>{html.escape(folder)}</h2><ul>")
            section = folder
        lines.append(
            f'<li><a href="{html.escape(path)}">{html.escape(said)}</a><br><code>{html.escape(path)}<br>{digest}</code>'
        )
    lines.append(f"{'</ul>' if section else ''}</body></html>\n")
    return "\n".join(lines)
