"""Judges a Word file before any library opens it: an archive can lie about everything that it says of itself.

The steps stand in the order in which they must be taken: each may trust what the ones before it have shown. Nothing is
unpacked before every size is known.
"""

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from jointstatement.errors import N_, UnreadableFile

MOST_BYTES = 5 * 1024 * 1024
MOST_ENTRIES = 500
MOST_ENTRY_BYTES = 4 * 1024 * 1024
MOST_TOTAL_BYTES = 24 * 1024 * 1024
HIGHEST_RATIO = 120
MOST_ELEMENTS = 200_000
DEEPEST = 100

_NO_WORD_FILE = N_("This is not a Word file (.docx).")
_TOO_LARGE = N_("The Word file is larger than {most} MB; take out its pictures, or send only the text.")
_DAMAGED = N_("The Word file is damaged ({what}); open it in Word, save it again and try once more.")
_TOO_MUCH = N_("The Word file holds more than a statement can hold ({what}); send only the text.")
_UNSAFE = N_("The Word file carries what a statement may not carry ({what}); take it out in Word and try again.")

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_HEADER = struct.Struct("<4s6H3L5H2L")
_END_RECORD = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_ENCRYPTED, _DATA_DESCRIPTOR = 0x1, 0x8
_STORED, _DEFLATED = 0, 8
_SYMLINK = 0o120000
_FORBIDDEN_IN_NAMES = re.compile(r"[\\:%\x00-\x1f\x7f]|\.\.|=\?")

_MAIN_PART = "word/document.xml"
_NEEDED = ("[Content_Types].xml", "_rels/.rels", _MAIN_PART)
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE = re.compile(
    r"vbaproject|vbadata|activex|oleobject|/embeddings/|customui|/afchunk|macroenabled|\.bin$|\.exe$|\.html?$|\.mht$",
    re.IGNORECASE,
)
_ACTIVE_RELATIONSHIPS = re.compile(
    r"/(vbaProject|oleObject|package|control|aFChunk|attachedTemplate|subDocument|frame|ui/extensibility)$",
    re.IGNORECASE,
)
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_ARROW = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE_DOCUMENT = re.compile(r"https?://[^/]+/.*/officeDocument$")
_HARMLESS_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the archive, as its directory describes it."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


def preflight(data: bytes) -> None:
    """Passes a Word file that may be opened.

    Raises `UnreadableFile`, with one sentence, for whatever is no Word file, is damaged, is out of all proportion, or
    carries active content or pointers to the outside.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise UnreadableFile(_NO_WORD_FILE)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_TOO_LARGE, most=MOST_BYTES // (1024 * 1024))
    entries, directory = _directory(data)
    _check_names_and_sizes(entries, len(data))
    spans = [_span(data, entry) for entry in entries]
    _check_spans(entries, spans, directory)
    _check_parts(entries)
    contents = {entry.name: _unpacked(data, entry, start) for entry, (_, start, _) in zip(entries, spans, strict=True)}
    for name, content in contents.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(name, content)
    _check_content_types(contents["[Content_Types].xml"])
    for name, content in contents.items():
        if name.endswith(".rels"):
            _check_relationships(name, content)


def _damaged(what: str) -> UnreadableFile:
    return UnreadableFile(_DAMAGED, what=what)


def _directory(data: bytes) -> tuple[list[_Entry], int]:
    """The entries and where the directory begins: one end record, at the very end, exact in count and size."""
    at = len(data) - _END_RECORD.size
    if at < 0 or data.count(_END_MAGIC) != 1 or data[at : at + 4] != _END_MAGIC:
        raise _damaged("its end")
    _, disk, first_disk, here, count, size, start, comment = _END_RECORD.unpack_from(data, at)
    if disk or first_disk or comment or here != count or start + size != at:
        raise _damaged("its directory")
    if count > MOST_ENTRIES:
        raise UnreadableFile(_TOO_MUCH, what=f"{count} files")
    entries = []
    place = start
    for _ in range(count):
        if place + _DIRECTORY_HEADER.size > at:
            raise _damaged("its directory")
        fields = _DIRECTORY_HEADER.unpack_from(data, place)
        magic, made_by, _, flags, method, _, _, checksum, packed, entry_size = fields[:10]
        name_length, extra_length, comment_length, entry_disk, _, attributes, offset = fields[10:]
        end = place + _DIRECTORY_HEADER.size + name_length + extra_length + comment_length
        if magic != b"PK\x01\x02" or entry_disk or end > at:
            raise _damaged("its directory")
        raw_name = data[place + _DIRECTORY_HEADER.size :][:name_length]
        try:
            name = raw_name.decode("utf-8" if flags & 0x800 else "ascii")
        except UnicodeDecodeError as reason:
            raise _damaged("a name in it") from reason
        if made_by >> 8 == 3 and (attributes >> 16) & 0o170000 == _SYMLINK:
            raise UnreadableFile(_UNSAFE, what="a link in place of a file")
        entries.append(_Entry(name, raw_name, flags, method, checksum, packed, entry_size, offset))
        place = end
    if place != at:
        raise _damaged("its directory")
    return entries, start


def _check_names_and_sizes(entries: Sequence[_Entry], file_size: int) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.flags & _ENCRYPTED:
            raise UnreadableFile(_UNSAFE, what="a password")
        if entry.method not in {_STORED, _DEFLATED}:
            raise _damaged("the way it is packed")
        name = entry.name
        if not name or not name.isprintable() or name.startswith("/") or _FORBIDDEN_IN_NAMES.search(name):
            raise _damaged("a name in it")
        if name.casefold() in seen:
            raise _damaged("two files of one name")
        seen.add(name.casefold())
        if entry.packed > file_size:
            raise _damaged("a size in it")
        if entry.size > MOST_ENTRY_BYTES or entry.size > max(entry.packed, 1) * HIGHEST_RATIO:
            raise UnreadableFile(_TOO_MUCH, what="a part that swells")
        if entry.method == _STORED and entry.packed != entry.size:
            raise _damaged("a size in it")
    if sum(entry.size for entry in entries) > MOST_TOTAL_BYTES:
        raise UnreadableFile(_TOO_MUCH, what="more than 24 MB of parts")


def _span(data: bytes, entry: _Entry) -> tuple[int, int, int]:
    """Where an entry begins, where its content begins and where it ends; both its headers must say the same."""
    if entry.offset + _LOCAL_HEADER.size > len(data):
        raise _damaged("a place in it")
    fields = _LOCAL_HEADER.unpack_from(data, entry.offset)
    magic, _, flags, method, _, _, checksum, packed, size, name_length, extra_length = fields
    name_at = entry.offset + _LOCAL_HEADER.size
    if magic != b"PK\x03\x04" or data[name_at : name_at + name_length] != entry.raw_name:
        raise _damaged("two names for one file")
    if method != entry.method or flags & _ENCRYPTED:
        raise _damaged("the way it is packed")
    given = (checksum, packed, size)
    known = (entry.checksum, entry.packed, entry.size)
    if given != known and not (flags & _DATA_DESCRIPTOR and given == (0, 0, 0)):
        raise _damaged("a size in it")
    start = name_at + name_length + extra_length
    end = start + entry.packed
    if flags & _DATA_DESCRIPTOR:
        signature = data[end : end + 4] == b"PK\x07\x08"
        end += 16 if signature else 12
    return entry.offset, start, end


def _check_spans(entries: Sequence[_Entry], spans: Sequence[tuple[int, int, int]], directory: int) -> None:
    """Every byte before the directory belongs to one entry, or to the gap that some writers leave between two."""
    place = 0
    for begin, _, end in sorted(spans):
        if begin < place or (place == 0 and begin != 0):
            raise _damaged("two files in one place")
        place = end
    if not entries or place > directory:
        raise _damaged("its directory")


def _check_parts(entries: Sequence[_Entry]) -> None:
    names = {entry.name for entry in entries}
    if any(needed not in names for needed in _NEEDED):
        raise UnreadableFile(_NO_WORD_FILE)
    for name in names:
        if _ACTIVE.search(f"/{name}"):
            raise UnreadableFile(_UNSAFE, what=name.rpartition("/")[2])


def _unpacked(data: bytes, entry: _Entry, start: int) -> bytes:
    packed = data[start : start + entry.packed]
    if entry.method == _STORED:
        content = packed
    else:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacking.decompress(packed, entry.size + 1)
        except zlib.error as reason:
            raise _damaged("what is packed in it") from reason
        if not unpacking.eof or unpacking.unused_data:
            raise _damaged("a size in it")
    if len(content) != entry.size or zlib.crc32(content) != entry.checksum:
        raise _damaged("what is packed in it")
    return content


class _Counting:
    """Counts the elements of a part while it is parsed, and stops at what no statement needs."""

    def __init__(self) -> None:
        self._count = self._depth = 0

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        """An element begins."""
        self._count += 1
        self._depth += 1
        if self._count > MOST_ELEMENTS or self._depth > DEEPEST:
            raise UnreadableFile(_TOO_MUCH, what="elements without end")

    def end(self, tag: str | bytes) -> None:
        """An element ends."""
        self._depth -= 1

    def data(self, data: str | bytes) -> None:
        """Text weighs nothing: the size of the part is known already."""

    def comment(self, text: str | bytes) -> None:
        """Nor does a comment."""

    def close(self) -> None:
        """The part ends."""


def _check_xml(name: str, content: bytes) -> None:
    # Without its NUL bytes a declaration in UTF-16 looks like one in UTF-8.
    if _DECLARES.search(content.replace(b"\0", b"")):
        raise UnreadableFile(_UNSAFE, what="declarations of its own")
    parser = etree.XMLParser(
        target=_Counting(), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as reason:
        raise _damaged(name) from reason


def _check_content_types(content: bytes) -> None:
    types = _tree(content)
    of_main = ""
    for entry in types:
        kind = entry.get("ContentType", "")
        if _ACTIVE.search(kind):
            raise UnreadableFile(_UNSAFE, what="macros")
        if entry.tag == f"{_TYPES}Override" and entry.get("PartName") == f"/{_MAIN_PART}":
            of_main = kind
    if of_main != _MAIN_TYPE:
        raise UnreadableFile(_NO_WORD_FILE)


def _check_relationships(name: str, content: bytes) -> None:
    mains = []
    for arrow in _tree(content).iter(_ARROW):
        kind, target = arrow.get("Type", ""), arrow.get("Target", "")
        external = arrow.get("TargetMode", "Internal").casefold() != "internal"
        if external and not (kind.endswith("/hyperlink") and _HARMLESS_LINK.match(target)):
            raise UnreadableFile(_UNSAFE, what="a pointer to the outside")
        if _ACTIVE_RELATIONSHIPS.search(kind):
            raise UnreadableFile(_UNSAFE, what=kind.rpartition("/")[2])
        if _OFFICE_DOCUMENT.fullmatch(kind):
            mains.append(target)
    if name == "_rels/.rels" and [target.removeprefix("/") for target in mains] != [_MAIN_PART]:
        raise UnreadableFile(_NO_WORD_FILE)


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    )
