"""A Word file is judged before any library opens it."""

import random
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from tests.documents.examples import HARBOUR, STYLES

from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile

GOOD = write_docx(HARBOUR, STYLES["o-we"])
Parts = dict[str, bytes]


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def changed(part: str, old: bytes, new: bytes, times: int = -1) -> bytes:
    """The good file with something in one of its parts changed."""
    parts = parts_of(GOOD)
    assert old in parts[part]
    return packed({**parts, part: parts[part].replace(old, new, times)})


def with_part(name: str, content: bytes = b"<a/>") -> bytes:
    return packed({**parts_of(GOOD), name: content})


def with_relationship(kind: str, target: str, *, external: bool) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    arrow = f'<Relationship Id="x1" Type="http://example.org/relationships/{kind}" Target="{target}"{mode}/>'
    return changed("word/_rels/document.xml.rels", b"</Relationships>", f"{arrow}</Relationships>".encode())


def in_directory(data: bytes, offset: int, form: str, value: int) -> bytes:
    """The file with a field of the first entry of its directory changed."""
    start = data.index(b"PK\x01\x02")
    written = bytearray(data)
    struct.pack_into(form, written, start + offset, value)
    return bytes(written)


def doctype() -> bytes:
    return changed("word/document.xml", b"<w:document", b'<!DOCTYPE w:document [<!ENTITY a "b">]><w:document')


def doctype_in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    return with_part("word/extra.xml", text)


def bomb() -> bytes:
    return with_part("word/extra.xml", b"<a>" + b" " * 3_000_000 + b"</a>")


def bomb_that_lies() -> bytes:
    """Declares a small size and unpacks to a large one."""
    data = packed({"[Content_Types].xml": b" " * 100_000})
    lying = bytearray(in_directory(data, 24, "<L", 900))
    struct.pack_into("<L", lying, 22, 900)
    return bytes(lying)


def overlap() -> bytes:
    """Two entries of the directory that point to one place."""
    data = bytearray(packed(parts_of(GOOD)))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def deep() -> bytes:
    return with_part("word/extra.xml", b"<a>" * 150 + b"</a>" * 150)


def crowded() -> bytes:
    return with_part("word/extra.xml", b"<x>" + b"<a/>b" * 210_000 + b"</x>")


def symlink() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        entry = zipfile.ZipInfo("word/link.xml")
        entry.create_system = 3
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return written.getvalue()


def wrong_count() -> bytes:
    data = bytearray(GOOD)
    struct.pack_into("<HH", data, len(data) - 14, 3, 3)
    return bytes(data)


def other_local_name() -> bytes:
    return GOOD.replace(b"word/document.xml", b"word/documenT.xml", 1)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "garbage": lambda: bytes(range(256)) * 40,
    "garbage behind the right beginning": lambda: b"PK\x03\x04" + bytes(range(256)) * 40,
    "old word file": lambda: b"\xd0\xcf\x11\xe0" + bytes(1000),
    "six megabytes": lambda: GOOD + bytes(6 * 1024 * 1024),
    "half of it": lambda: GOOD[: len(GOOD) // 2],
    "something behind the end": lambda: GOOD + b"more",
    "something before the beginning": lambda: b"PK\x03\x04" + GOOD,
    "two archives": lambda: GOOD + GOOD,
    "wrong count": wrong_count,
    "six hundred entries": lambda: packed({f"word/{number}.xml": b"<a/>" for number in range(600)}),
    "two of one name": lambda: with_part("WORD/document.xml"),
    "symbolic link": symlink,
    "path out of the archive": lambda: with_part("../word/extra.xml"),
    "path from the root": lambda: with_part("/etc/extra.xml"),
    "encrypted": lambda: in_directory(GOOD, 8, "<H", 1),
    "unknown packing": lambda: in_directory(GOOD, 10, "<H", 12),
    "bomb": bomb,
    "bomb by declared size": lambda: in_directory(GOOD, 24, "<L", 2**32 - 1),
    "bomb that lies": bomb_that_lies,
    "overlap": overlap,
    "other name in the local header": other_local_name,
    "no document": lambda: packed({"a.txt": b"a"}),
    "doctype": doctype,
    "doctype in utf-16": doctype_in_utf16,
    "broken xml": lambda: changed("word/document.xml", b"</w:body>", b""),
    "elements nested too deep": deep,
    "elements without end": crowded,
    "macros": lambda: with_part("word/vbaProject.bin", b"\0"),
    "embedded object": lambda: with_part("word/embeddings/oleObject1.bin", b"\0"),
    "web page in it": lambda: with_part("word/afchunk1.html", b"<p>"),
    "macro content type": lambda: changed(
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    ),
    "template content type": lambda: changed("[Content_Types].xml", b"document.main+xml", b"template.main+xml"),
    "linked template": lambda: with_relationship("attachedTemplate", "https://example.org/a.dotm", external=True),
    "linked picture": lambda: with_relationship("image", "https://example.org/a.png", external=True),
    "link to a file": lambda: with_relationship("hyperlink", "file:///etc/passwd", external=True),
    "object inside": lambda: with_relationship("oleObject", "styles.xml", external=False),
    "other main part": lambda: changed("_rels/.rels", b"word/document.xml", b"word/styles.xml"),
    "two main parts": lambda: changed(
        "_rels/.rels",
        b"</Relationships>",
        b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'officeDocument" Target="word/styles.xml"/></Relationships>',
    ),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        preflight(HOSTILE[name]())

    sentence = str(refused.value)
    assert sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_whole_file_passes_stored_or_deflated(method: int) -> None:
    preflight(packed(parts_of(GOOD), method))


def test_harmless_link_passes() -> None:
    preflight(with_relationship("hyperlink", "https://example.org/charter", external=True))
    preflight(with_relationship("hyperlink", "mailto:office@example.org", external=True))


def test_file_written_to_a_pipe_passes() -> None:
    """Such a file has its sizes behind each entry, not before it."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(GOOD).items():
            archive.writestr(name, content)

    preflight(pipe.getvalue())


@pytest.mark.parametrize("seed", range(6))
def test_mutated_file_passes_or_is_refused(seed: int) -> None:
    """Whatever is done to a file, nothing but the one refusal comes out."""
    dice = random.Random(seed)
    base = packed(parts_of(GOOD)) if seed % 2 else GOOD
    refused = 0
    for _ in range(150):
        data = bytearray(base)
        for _ in range(dice.randint(1, 8)):
            place = dice.randrange(len(data))
            deed = dice.randrange(4)
            if deed == 0:
                data[place] = dice.randrange(256)
            elif deed == 1:
                del data[place : place + dice.randint(1, 40)]
            elif deed == 2:
                data[place:place] = dice.randbytes(dice.randint(1, 40))
            else:
                other = dice.randrange(len(data))
                data[place : place + 20] = data[other : other + 20]
        try:
            preflight(bytes(data))
        except UnreadableFile:
            refused += 1

    assert refused > 100
