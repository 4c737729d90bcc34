"""A Word file is judged before any library opens it."""

import random
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from tests.documents.examples import HARBOUR, STYLES

from jointstatement.documents.files import read_file
from jointstatement.documents.own_style import judge_uploaded_style
from jointstatement.documents.word.iso_form import read_uploaded_form
from jointstatement.documents.word.outside import read_copy
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.returned import compare_files
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


def in_front(data: bytes, offset: int, form: str, value: int) -> bytes:
    """The file with a field of the first entry's own header changed."""
    written = bytearray(data)
    struct.pack_into(form, written, offset, value)
    return bytes(written)


def with_extra(kind: int) -> bytes:
    """The good file with a further field, of that kind, in the headers of one entry."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts_of(GOOD).items():
            entry = zipfile.ZipInfo(name)
            entry.extra = struct.pack("<HH", kind, 8) + bytes(8) if name == "word/document.xml" else b""
            archive.writestr(entry, content)
    return written.getvalue()


def doctype() -> bytes:
    return changed("word/document.xml", b"<w:document", b'<!DOCTYPE w:document [<!ENTITY a "b">]><w:document')


def laughs() -> bytes:
    """Entities of entities of entities."""
    row = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return with_part("customXml/item2.xml", f'<!DOCTYPE a [<!ENTITY l0 "ha">{row}]><a>&l9;</a>'.encode())


def doctype_in_utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    return with_part("word/extra.xml", text)


def doctype_in_utf7() -> bytes:
    """No byte of it looks like a declaration before it is decoded."""
    return with_part(
        "word/extra.xml",
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AFs-+ADwAIQ-ENTITY b+AD4-+AF0-+AD4-<a/>',
    )


def bomb_that_lies() -> bytes:
    """Declares a small size and unpacks to a large one."""
    parts = parts_of(GOOD)
    data = packed({"[Content_Types].xml": parts["[Content_Types].xml"] + b" " * 100_000, **without_types(parts)})
    return in_front(in_directory(data, 24, "<L", 900), 22, "<L", 900)


def without_types(parts: Parts) -> Parts:
    return {name: content for name, content in parts.items() if name != "[Content_Types].xml"}


def overlap() -> bytes:
    """An entry of the directory that lies within the content of the one before it, and is whole in itself."""
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("word/extra.xml", "<a/>")
    alone = inner.getvalue()[: inner.getvalue().index(b"PK\x01\x02")]
    data = packed({**parts_of(GOOD), "word/media/a.png": b"png" + alone, "word/extra.xml": b"<a/>"}, zipfile.ZIP_STORED)
    written = bytearray(data)
    last = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", written, last + 42, data.index(alone))
    return bytes(written)


def hidden_in_a_gap() -> bytes:
    """An entry that only those find who read the file from its beginning."""
    data = packed(parts_of(GOOD), zipfile.ZIP_STORED)
    directory, end = data.index(b"PK\x01\x02"), len(data) - 22
    unlisted = BytesIO()
    with zipfile.ZipFile(unlisted, "w") as archive:
        archive.writestr("word/document2.xml", "<a/>")
    stranger = unlisted.getvalue()[: unlisted.getvalue().index(b"PK\x01\x02")]
    written = bytearray(data[:directory] + stranger + data[directory:])
    struct.pack_into("<L", written, end + len(stranger) + 16, directory + len(stranger))
    return bytes(written)


def zip64() -> bytes:
    """The end record that large archives have, between the directory and the end."""
    data = GOOD
    end = len(data) - 22
    large = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 1, 0)
    where = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    return data[:end] + large + where + data[end:]


def crowded() -> bytes:
    """Few elements in each part, and too many in all."""
    part = b"<x>" + b"".join(b"<a>%d</a>" % number for number in range(40_000)) + b"</x>"
    return packed({**parts_of(GOOD), **{f"customXml/item{number}.xml": part for number in range(2, 8)}})


def laden() -> bytes:
    return with_part("word/extra.xml", b"<a " + b" ".join(b"a%d='1'" % number for number in range(300)) + b"/>")


def symlink() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        entry = zipfile.ZipInfo("word/link.xml")
        entry.create_system = 3
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return written.getvalue()


def other_descriptor() -> bytes:
    """The sizes behind an entry are others than those of the directory."""
    data = bytearray(piped())
    struct.pack_into("<L", data, data.index(b"PK\x07\x08") + 12, 7)
    return bytes(data)


def piped() -> bytes:
    """The good file as it is written where nothing can be corrected: sizes stand behind each entry, not before it."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(GOOD).items():
            archive.writestr(name, content)
    return pipe.getvalue()


def other_local_name() -> bytes:
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        place = archive.getinfo("word/styles.xml").header_offset + 30
    return GOOD[:place] + b"word/stylez.xml" + GOOD[place + 15 :]


def many_large() -> bytes:
    """Seven parts that swell no more than a picture may, and are too much together."""
    dice = random.Random(1)
    picture = b"".join(dice.randbytes(1_000) + bytes(19_000) for _ in range(200))
    return packed({**parts_of(GOOD), **{f"word/media/{number}.png": picture for number in range(7)}})


def wrong_count() -> bytes:
    data = bytearray(GOOD)
    struct.pack_into("<HH", data, len(data) - 14, 3, 3)
    return bytes(data)


def type_of(part: str, kind: str) -> bytes:
    """The good file with a further type for a part."""
    override = f'<Override PartName="{part}" ContentType="{kind}"/></Types>'
    return changed("[Content_Types].xml", b"</Types>", override.encode())


NO_WORD_FILE = "This is not a Word file (.docx)."
Case = tuple[Callable[[], bytes], str]
HOSTILE: dict[str, Case] = {
    # Its size and its beginning.
    "nothing": (lambda: b"", NO_WORD_FILE),
    "garbage": (lambda: bytes(range(256)) * 40, NO_WORD_FILE),
    "old word file": (lambda: b"\xd0\xcf\x11\xe0" + bytes(1000), NO_WORD_FILE),
    "six megabytes": (lambda: GOOD + bytes(6 * 1024 * 1024), "larger than 5 MB"),
    # One end record, at the very end, exact.
    "garbage behind the right beginning": (lambda: b"PK\x03\x04" + bytes(range(256)) * 40, "its end"),
    "half of it": (lambda: GOOD[: len(GOOD) // 2], "its end"),
    "something behind the end": (lambda: GOOD + b"more", "its end"),
    "something before the beginning": (lambda: b"PK\x03\x04" + GOOD, "its directory"),
    "two archives": (lambda: GOOD + GOOD, "its end"),
    "wrong count": (wrong_count, "its directory"),
    "second disk": (lambda: GOOD[:-18] + b"\x01" + GOOD[-17:], "its directory"),
    "end record of large archives": (zip64, "its directory"),
    # How many files.
    "six hundred entries": (lambda: packed({f"word/{number}.xml": b"<a/>" for number in range(600)}), "600 files"),
    # Each entry in the directory.
    "encrypted": (lambda: in_directory(GOOD, 8, "<H", 1), "a password"),
    "strongly encrypted": (lambda: in_directory(GOOD, 8, "<H", 0x41), "a password"),
    "encrypted in its own header only": (lambda: in_front(GOOD, 6, "<H", 1), "the way it is packed"),
    "unknown packing": (lambda: in_directory(GOOD, 10, "<H", 12), "the way it is packed"),
    "symbolic link": (symlink, "a link in place of a file"),
    "path out of the archive": (lambda: with_part("../word/extra.xml"), "a name in it"),
    "path from the root": (lambda: with_part("/etc/extra.xml"), "a name in it"),
    "path with strokes the other way": (lambda: with_part("word\\\\extra.xml"), "a name in it"),
    "second stream of a file": (lambda: with_part("word/document.xml:extra"), "a name in it"),
    "name in percents": (lambda: with_part("word/%2e%2e/extra.xml"), "a name in it"),
    "name with a line end": (lambda: with_part("word/ex\ntra.xml"), "a name in it"),
    "name that letters of another script spell": (lambda: with_part("word/d\u043ecument.xml"), "a name in it"),
    "two of one name": (
        lambda: packed(parts_of(GOOD)).replace(b"word/settings.xml", b"word/document.xml"),
        "two files of one name",
    ),
    "two of one name in other letters": (lambda: with_part("WORD/document.xml"), "two files of one name"),
    "second name in a further field": (lambda: with_extra(0x7075), "two names for one file"),
    "second sizes in a further field": (lambda: with_extra(0x0001), "a size in it"),
    "bomb": (lambda: with_part("word/extra.xml", b"<a>" + b" " * 3_000_000 + b"</a>"), "a part that swells"),
    "bomb by declared size": (lambda: in_directory(GOOD, 24, "<L", 2**32 - 1), "a part that swells"),
    "many parts of four megabytes": (many_large, "more than 24 MB"),
    # Each entry's own header.
    "other name in its own header": (other_local_name, "two names for one file"),
    "other size in its own header": (lambda: in_front(GOOD, 22, "<L", 3), "a size in it"),
    "other place in the directory": (lambda: in_directory(GOOD, 42, "<L", 7), "two names for one file"),
    "other sizes behind the entry": (other_descriptor, "a size in it"),
    "bomb that lies": (bomb_that_lies, "a size in it"),
    # Where the entries lie.
    "two entries in one place": (overlap, "two files in one place"),
    "entry that the directory does not list": (hidden_in_a_gap, "two files in one place"),
    # Which parts there are.
    "no document": (lambda: packed({"a.txt": b"a"}), NO_WORD_FILE),
    "macros": (lambda: with_part("word/vbaProject.bin", b"\0"), "vbaProject.bin"),
    "embedded object": (lambda: with_part("word/embeddings/oleObject1.bin", b"\0"), "oleObject1.bin"),
    "embedded workbook": (lambda: with_part("word/embeddings/sheet.xlsx", b"\0"), "sheet.xlsx"),
    "archive under another name": (lambda: with_part("word/media/image1.png", packed({"a": b"b"})), "image1.png"),
    "program under another name": (lambda: with_part("word/media/image1.png", b"MZ" + bytes(100)), "image1.png"),
    "old office file under another name": (
        lambda: with_part("word/media/image1.png", b"\xd0\xcf\x11\xe0" + bytes(9)),
        "image1.png",
    ),
    "packed picture": (lambda: with_part("word/media/image1.emz", b"\x1f\x8b\x08"), "image1.emz"),
    "web page in it": (lambda: with_part("word/afchunk1.html", b"<p>"), "afchunk1.html"),
    "web page under another name": (lambda: with_part("word/media/a.png", b" <html>"), "a.png"),
    # What type each part has.
    "macro content type": (
        lambda: changed(
            "[Content_Types].xml",
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "macros",
    ),
    "template with macros": (
        lambda: type_of("/word/b.xml", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        "macros",
    ),
    "template content type": (
        lambda: changed("[Content_Types].xml", b"document.main+xml", b"template.main+xml"),
        NO_WORD_FILE,
    ),
    "two types for one part": (lambda: type_of("/Word/document.xml", "application/xml"), "two types for one part"),
    "xml under another name": (
        lambda: packed(
            {**parts_of(type_of("/word/media/a.png", "application/vnd.example+xml")), "word/media/a.png": b"<a/>"}
        ),
        "the type of a part",
    ),
    # The XML of every part.
    "doctype": (doctype, "declarations of its own"),
    "doctype in utf-16": (doctype_in_utf16, "declarations of its own"),
    "doctype in utf-7": (doctype_in_utf7, "word/extra.xml"),
    "doctype in a part of pointers": (
        lambda: with_part("word/_rels/styles.xml.rels", b"<!DOCTYPE a><Relationships/>"),
        "declarations of its own",
    ),
    "billion laughs": (laughs, "declarations of its own"),
    "broken xml": (lambda: changed("word/document.xml", b"</w:body>", b""), "word/document.xml"),
    "elements nested too deep": (
        lambda: with_part("customXml/item2.xml", b"<a>" * 150 + b"</a>" * 150),
        "elements without end",
    ),
    "elements without end": (crowded, "elements without end"),
    "attributes without end": (laden, "elements without end"),
    # What points where.
    "linked template": (
        lambda: with_relationship("attachedTemplate", "https://example.org/a.dotm", external=True),
        "a pointer to the outside",
    ),
    "linked picture": (
        lambda: with_relationship("image", "https://example.org/a.png", external=True),
        "a pointer to the outside",
    ),
    "linked font": (
        lambda: with_relationship("font", "https://example.org/a.odttf", external=True),
        "a pointer to the outside",
    ),
    "link to a file": (
        lambda: with_relationship("hyperlink", "file:///etc/passwd", external=True),
        "a pointer to the outside",
    ),
    "pointer that says it stays inside": (
        lambda: with_relationship("image", "file://example.org/a.png", external=False),
        "a pointer to the outside",
    ),
    "pointer to another machine": (
        lambda: with_relationship("image", "//example.org/a.png", external=False),
        "a pointer to the outside",
    ),
    "pointer above the root": (
        lambda: with_relationship("image", "../../etc/a.png", external=False),
        "a pointer to the outside",
    ),
    "two pointers of one name": (
        lambda: changed("word/_rels/document.xml.rels", b'Id="rId-settings"', b'Id="rId-styles"'),
        "two pointers of one name",
    ),
    "object inside": (lambda: with_relationship("oleObject", "styles.xml", external=False), "oleObject"),
    "other text inside": (lambda: with_relationship("aFChunk", "styles.xml", external=False), "aFChunk"),
    "other main part": (lambda: changed("_rels/.rels", b"word/document.xml", b"word/styles.xml"), NO_WORD_FILE),
    "two main parts": (
        lambda: changed(
            "_rels/.rels",
            b"</Relationships>",
            b'<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            b'officeDocument" Target="word/styles.xml"/></Relationships>',
        ),
        NO_WORD_FILE,
    ),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_one_sentence(name: str) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(UnreadableFile) as refused:
        preflight(make())

    sentence = str(refused.value)
    assert reason in sentence
    assert sentence.endswith(".") and "\n" not in sentence


def locked() -> bytes:
    """The outer look of a Word file with a password: a container whose directory names the cipher."""
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    directory = b"".join(name.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for name in names)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + directory.ljust(1024, b"\xff")


def test_file_with_a_password_is_named_as_such_wherever_it_comes() -> None:
    doors: tuple[Callable[[bytes], object], ...] = (
        preflight,
        lambda data: read_file(data, "statement.docx"),
        read_copy,
        read_uploaded_form,
        lambda data: judge_uploaded_style(data, ""),
        lambda data: compare_files(GOOD, data),
    )
    for read in doors:
        with pytest.raises(UnreadableFile, match=r"^The file is protected with a password and cannot be opened here; "):
            read(locked())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_whole_file_passes_stored_or_deflated(method: int) -> None:
    preflight(packed(parts_of(GOOD), method))


def test_harmless_link_passes() -> None:
    preflight(with_relationship("hyperlink", "https://example.org/charter", external=True))
    preflight(with_relationship("hyperlink", "mailto:office@example.org", external=True))


def test_file_written_to_a_pipe_passes() -> None:
    preflight(piped())


def test_font_of_the_file_passes() -> None:
    """Nobody here opens a font; `outside` says that the file brings one, and no print carries it on."""
    preflight(with_part("word/fonts/font1.odttf", bytes(range(256))))


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
