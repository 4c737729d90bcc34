"""Judges a Word file before any library opens it: an archive can lie about everything that it says of itself.

The steps stand in the order in which they must be taken: each may trust what the ones before it have shown. Nothing is
unpacked before every size is known.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from jointstatement.errors import N_, UnreadableFile

MOST_BYTES = 5 * 1024 * 1024
MOST_ENTRIES = 500
MOST_ENTRY_BYTES = 4 * 1024 * 1024
MOST_TOTAL_BYTES = 24 * 1024 * 1024
HIGHEST_RATIO = 120
MOST_ELEMENTS = 200_000
"""In all parts of a file together."""
MOST_ATTRIBUTES = 200
"""Of one element."""
DEEPEST = 100

_NO_WORD_FILE = N_("This is not a Word file (.docx).")
_LOCKED = N_(
    "The file is protected with a password and cannot be opened here; take the password off where it was written"
    " (in Word: File, Info, Protect Document, Encrypt with Password, and leave the field empty), save it and try once"
    " more."
)
_TOO_LARGE = N_("The Word file is larger than {most} MB; take out its pictures, or send only the text.")
_DAMAGED = N_("The Word file is damaged ({what}); open it in Word, save it again and try once more.")
_TOO_MUCH = N_("The Word file holds more than a statement can hold ({what}); send only the text.")
_UNSAFE = N_("The Word file carries what a statement may not carry ({what}); take it out in Word and try again.")

_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_HEADER = struct.Struct("<4s6H3L5H2L")
_END_RECORD = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE_IN_CIPHER = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED, _DATA_DESCRIPTOR = 0x1 | 0x40 | 0x2000, 0x8
_STORED, _DEFLATED = 0, 8
_SYMLINK = 0o120000
_ZIP64, _SECOND_NAME = 0x0001, 0x7075
_FILES = re.compile(
    rb"PK\x03\x04|\xd0\xcf\x11\xe0|\x7fELF|%PDF|\{\\rtf|Rar!|7z\xbc\xaf|\x1f\x8b|MZ.{58}|\s*<(script|!doctype|html)",
    re.IGNORECASE | re.DOTALL,
)
"""How archives, programs, other documents and web pages begin."""
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
_ENCODING = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_XML_TYPE = re.compile(r"[+/]xml\s*(;|$)", re.IGNORECASE)


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
    if is_locked(data):
        raise UnreadableFile(_LOCKED)
    if not data.startswith(b"PK\x03\x04"):
        raise UnreadableFile(_NO_WORD_FILE)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_TOO_LARGE, most=MOST_BYTES // (1024 * 1024))
    entries, directory = _directory(data)
    _check_names_and_sizes(entries, len(data))
    spans = [_span(data, entry) for entry in entries]
    _check_spans(data, entries, spans, directory)
    _check_parts(entries)
    contents = {entry.name: _unpacked(data, entry, start) for entry, (_, start, _) in zip(entries, spans, strict=True)}
    counting = _Counting()
    for name, content in contents.items():
        if _is_xml(name):
            _check_xml(name, content, counting)
        elif _FILES.match(content):
            raise UnreadableFile(_UNSAFE, what=name.rpartition("/")[2])
    _check_content_types(contents["[Content_Types].xml"], contents)
    for name, content in contents.items():
        if name.casefold().endswith(".rels"):
            _check_relationships(name, content)


def is_locked(data: bytes) -> bool:
    """Whether this is what Word makes of a file with a password: a container of the old kind, with a cipher in it."""
    return data.startswith(_OLD_CONTAINER) and _PACKAGE_IN_CIPHER in data


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
        name_at = place + _DIRECTORY_HEADER.size
        raw_name = data[name_at : name_at + name_length]
        try:
            # Beyond ASCII programs differ in what the same bytes spell.
            name = raw_name.decode("ascii")
        except UnicodeDecodeError as reason:
            raise _damaged("a name in it") from reason
        _check_extra(data[name_at + name_length : name_at + name_length + extra_length])
        if made_by >> 8 == 3 and (attributes >> 16) & 0o170000 == _SYMLINK:
            raise UnreadableFile(_UNSAFE, what="a link in place of a file")
        entries.append(_Entry(name, raw_name, flags, method, checksum, packed, entry_size, offset))
        place = end
    if place != at:
        raise _damaged("its directory")
    return entries, start


def _check_extra(extra: bytes) -> None:
    """Refuses a second name or second sizes beside those of the header: programs differ in which they believe."""
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        if kind == _SECOND_NAME:
            raise _damaged("two names for one file")
        if kind == _ZIP64:
            raise _damaged("a size in it")
        place += 4 + size


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
    _check_extra(data[name_at + name_length : start])
    end = start + entry.packed
    if flags & _DATA_DESCRIPTOR:
        end += 4 * (data[end : end + 4] == b"PK\x07\x08")
        if data[end : end + 12] != struct.pack("<3L", *known):
            raise _damaged("a size in it")
        end += 12
    return entry.offset, start, end


def _check_spans(data: bytes, entries: Sequence[_Entry], spans: Sequence[tuple[int, int, int]], directory: int) -> None:
    """Every byte before the directory belongs to one entry, or to the gap that some writers leave between two.

    No entry may stand in such a gap: who reads the file from its beginning would find it.
    """
    place = 0
    for begin, _, end in [*sorted(spans), (directory, directory, directory)]:
        if begin < place or (place == 0 and begin != 0) or b"PK" in data[place:begin]:
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
    """Counts the elements of a file while its parts are parsed, and stops at what no statement needs."""

    def __init__(self) -> None:
        self._count = self._depth = 0

    def doctype(self, name: str | bytes, public: str | bytes, system: str | bytes) -> None:
        """Declarations begin, in whatever letters they are written."""
        raise UnreadableFile(_UNSAFE, what="declarations of its own")

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        """An element begins."""
        self._count += 1
        self._depth += 1
        if self._count > MOST_ELEMENTS or self._depth > DEEPEST or len(attrib) > MOST_ATTRIBUTES:
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


def _is_xml(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))


def _check_xml(name: str, content: bytes, counting: _Counting) -> None:
    # Without its NUL bytes a declaration in UTF-16 looks like one in UTF-8.
    letters = content.replace(b"\0", b"")
    if _DECLARES.search(letters):
        raise UnreadableFile(_UNSAFE, what="declarations of its own")
    encoding = _ENCODING.search(letters[:200].decode("ascii", "replace"))
    if encoding is not None and encoding[1].casefold() not in {"utf-8", "utf-16", "us-ascii", "ascii"}:
        raise _damaged(name)
    parser = etree.XMLParser(target=counting, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as reason:
        raise _damaged(name) from reason


def _check_content_types(content: bytes, parts: Iterable[str]) -> None:
    """One type for each part, the main document's for the main part, and XML only in parts that were judged as XML."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for entry in _tree(content):
        kind = entry.get("ContentType", "")
        if _ACTIVE.search(kind):
            raise UnreadableFile(_UNSAFE, what="macros")
        of_one = entry.tag == f"{_TYPES}Override"
        types, key = (overrides, "PartName") if of_one else (defaults, "Extension")
        name = entry.get(key, "").casefold()
        if name in types:
            raise _damaged("two types for one part")
        types[name] = kind
    if overrides.get(f"/{_MAIN_PART}") != _MAIN_TYPE:
        raise UnreadableFile(_NO_WORD_FILE)
    for part in parts:
        kind = overrides.get(f"/{part.casefold()}") or defaults.get(part.casefold().rpartition(".")[2], "")
        if _XML_TYPE.search(kind) and not _is_xml(part):
            raise _damaged("the type of a part")


def _check_relationships(name: str, content: bytes) -> None:
    mains = []
    known: set[str] = set()
    for arrow in _tree(content).iter(_ARROW):
        kind, target = arrow.get("Type", ""), arrow.get("Target", "")
        external = arrow.get("TargetMode", "Internal").casefold() != "internal"
        inside = name.removesuffix(name.rpartition("/")[2]).removesuffix("_rels/")
        if external and not (kind.endswith("/hyperlink") and _HARMLESS_LINK.match(target)):
            raise UnreadableFile(_UNSAFE, what="a pointer to the outside")
        if not external and not _stays_inside(target, inside):
            raise UnreadableFile(_UNSAFE, what="a pointer to the outside")
        if arrow.get("Id", "") in known:
            raise _damaged("two pointers of one name")
        known.add(arrow.get("Id", ""))
        if _ACTIVE_RELATIONSHIPS.search(kind):
            raise UnreadableFile(_UNSAFE, what=kind.rpartition("/")[2])
        if _OFFICE_DOCUMENT.fullmatch(kind):
            mains.append(target)
    if name == "_rels/.rels" and [target.removeprefix("/") for target in mains] != [_MAIN_PART]:
        raise UnreadableFile(_NO_WORD_FILE)


def _stays_inside(target: str, folder: str) -> bool:
    """Whether a pointer of a part in that folder names a place in the same file."""
    path = target.partition("#")[0]
    if path.startswith("//") or ":" in path or "\\" in path:
        return False
    depth = 0 if path.startswith("/") else folder.count("/")
    for step in path.strip("/").split("/"):
        depth += -1 if step == ".." else 0 if step in {"", "."} else 1
        if depth < 0:
            return False
    return True


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    )
