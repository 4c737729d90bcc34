"""Finds what is broken between the parts of a Word file, where no schema looks: a name without its thing, a thing
twice."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from jointstatement.documents.word.elements import NAMESPACE, RELATIONSHIPS

_STORIES = re.compile(r"word/(document|footnotes|header[^/]*|footer[^/]*)\.xml")
_ARROWS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def lint(data: bytes) -> list[str]:
    """Every broken cross-reference in a Word file, a sentence each; an empty list for a whole file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: etree.fromstring(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    return [
        *_arrows(parts, trees),
        *_styles(trees),
        *_lists(trees),
        *_bookmarks(trees),
        *_footnotes(trees),
        *_changes(trees),
        *_comments(trees),
        *_types(parts, trees),
    ]


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _values(tree: etree._Element, *elements: str) -> Iterator[str]:
    return (element.get(_w("val"), "") for element in tree.iter(*(_w(name) for name in elements)))


def _arrows(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    known: dict[str, set[str]] = {}
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        ids = [arrow.get("Id", "") for arrow in tree.iter(_ARROWS)]
        known[source] = set(ids)
        yield from (f"{name}: two relationships {one}" for one, count in Counter(ids).items() if count > 1)
        for arrow in tree.iter(_ARROWS):
            target = posixpath.normpath(posixpath.join("/" + folder, arrow.get("Target", ""))).removeprefix("/")
            if arrow.get("TargetMode") != "External" and target not in parts:
                yield f"{name}: {target} is not there"
    for name, tree in trees.items():
        for element in tree.iter():
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{RELATIONSHIPS}}}") and value not in known.get(name, set()):
                    yield f"{name}: no relationship {value!s}"


def _styles(trees: dict[str, etree._Element]) -> Iterator[str]:
    ids = Counter(style.get(_w("styleId"), "") for style in trees["word/styles.xml"].iter(_w("style")))
    yield from (f"two styles {one}" for one, count in ids.items() if count > 1)
    for name, tree in trees.items():
        for used in _values(tree, "pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink"):
            if used not in ids:
                yield f"{name}: no style {used}"


def _lists(trees: dict[str, etree._Element]) -> Iterator[str]:
    numbering = trees.get("word/numbering.xml")
    if numbering is None:
        return
    abstracts = Counter(a.get(_w("abstractNumId"), "") for a in numbering.iter(_w("abstractNum")))
    numbers = Counter(number.get(_w("numId"), "") for number in numbering.iter(_w("num")))
    yield from (f"two lists {one}" for one, count in (abstracts).items() if count > 1)
    for number in numbering.iter(_w("num")):
        for abstract in _values(number, "abstractNumId"):
            if abstract not in abstracts:
                yield f"list {number.get(_w('numId'))} has no definition {abstract}"
    for name, tree in trees.items():
        if name != "word/numbering.xml":
            yield from (f"{name}: no list {used}" for used in _values(tree, "numId") if used not in {*numbers, "0"})


def _bookmarks(trees: dict[str, etree._Element]) -> Iterator[str]:
    for name, tree in trees.items():
        if not _STORIES.fullmatch(name):
            continue
        starts = Counter(start.get(_w("id"), "") for start in tree.iter(_w("bookmarkStart")))
        ends = Counter(end.get(_w("id"), "") for end in tree.iter(_w("bookmarkEnd")))
        named = Counter(start.get(_w("name"), "").casefold() for start in tree.iter(_w("bookmarkStart")))
        yield from (f"{name}: two bookmarks {one}" for one, count in (starts + named).items() if count > 1)
        yield from (f"{name}: bookmark {one} is open at one end" for one in starts.keys() ^ ends.keys())
        yield from (f"{name}: bookmark {one} is too long a name" for one in named if len(one) > 40)


def _footnotes(trees: dict[str, etree._Element]) -> Iterator[str]:
    notes = trees.get("word/footnotes.xml")
    bodies = Counter(() if notes is None else [note.get(_w("id"), "") for note in notes.iter(_w("footnote"))])
    yield from (f"two footnotes {one}" for one, count in bodies.items() if count > 1)
    references = Counter(
        reference.get(_w("id"), "") for reference in trees["word/document.xml"].iter(_w("footnoteReference"))
    )
    yield from (f"footnote {one} has no body" for one in references if one not in bodies)
    yield from (f"footnote {one} is referred to twice" for one, count in references.items() if count > 1)
    yield from (f"footnote {one} has no place" for one in bodies if one not in {*references, "-1", "0"})


def _changes(trees: dict[str, etree._Element]) -> Iterator[str]:
    """Tracked changes, moves and bookmarks count together, over all stories of a file."""
    stories = {name: tree for name, tree in trees.items() if _STORIES.fullmatch(name)}
    numbered = ("ins", "del", "moveFrom", "moveTo", "bookmarkStart", "moveFromRangeStart", "moveToRangeStart")
    has_changes = any(True for tree in stories.values() for _ in tree.iter(*(_w(name) for name in numbered[:4])))
    ids = Counter(
        element.get(_w("id"), "")
        for tree in stories.values()
        for element in tree.iter(*(_w(name) for name in numbered))
    )
    yield from (f"two changes or bookmarks {one}" for one, count in ids.items() if has_changes and count > 1)
    moves: dict[str, Counter[str]] = {}
    for name, tree in stories.items():
        for end in ("From", "To"):
            starts = [start.get(_w("id"), "") for start in tree.iter(_w(f"move{end}RangeStart"))]
            ends = [one.get(_w("id"), "") for one in tree.iter(_w(f"move{end}RangeEnd"))]
            if sorted(starts) != sorted(ends):
                yield f"{name}: a move {end.lower()} is open at one end"
            named = (start.get(_w("name"), "") for start in tree.iter(_w(f"move{end}RangeStart")))
            moves.setdefault(end, Counter()).update(named)
        for change in tree.iter(_w("del")):
            if any(True for _ in change.iter(_w("t"), _w("instrText"))):
                yield f"{name}: deleted words are spelled as words"
            if any(True for _ in change.iterancestors(_w("ins"), _w("moveTo"))):
                yield f"{name}: a deletion stands in an insertion"
        for change in tree.iter(*(_w(one) for one in ("ins", "del", "moveFrom", "moveTo"))):
            parent = etree.QName(change.getparent()).localname if change.getparent() is not None else ""
            if parent not in {"rPr", "trPr"} and any(child.tag != _w("r") for child in change):
                yield f"{name}: a change holds more than runs"
        for text in tree.iter(_w("delText"), _w("delInstrText")):
            if not any(True for _ in text.iterancestors(_w("del"))):
                yield f"{name}: words are spelled as deleted outside of a deletion"
        body = tree.find(_w("body"))
        last = [] if body is None else list(body.iterchildren(_w("p")))[-1:]
        if last and any(True for _ in last[0].iterfind(f"{_w('pPr')}/{_w('rPr')}/*") if _.tag != _w("rStyle")):
            yield f"{name}: the last paragraph's mark is tracked"
    if moves.get("From") != moves.get("To") or any(count > 1 for names in moves.values() for count in names.values()):
        yield "the names of the moves do not pair"


def _comments(trees: dict[str, etree._Element]) -> Iterator[str]:
    comments = trees.get("word/comments.xml")
    texts = Counter(() if comments is None else [one.get(_w("id"), "") for one in comments.iter(_w("comment"))])
    yield from (f"two comments {one}" for one, count in texts.items() if count > 1)
    main = trees["word/document.xml"]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        places = Counter(one.get(_w("id"), "") for one in main.iter(_w(name)))
        yield from (f"comment {one} has no text" for one in places if one not in texts)
        yield from (f"comment {one} has no {name}" for one in texts if one not in places)
        yield from (f"comment {one} has two {name}" for one, count in places.items() if count > 1)


def _types(parts: dict[str, bytes], trees: dict[str, etree._Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    overrides = Counter(entry.get("PartName", "") for entry in types if "PartName" in entry.attrib)
    defaults = {entry.get("Extension", "").casefold() for entry in types if "Extension" in entry.attrib}
    yield from (f"two content types for {one}" for one, count in overrides.items() if count > 1)
    yield from (f"a content type for {one}, which is not there" for one in overrides if one[1:] not in parts)
    for name in parts:
        extension = name.rpartition(".")[2].casefold()
        if f"/{name}" not in overrides and extension not in defaults and name != "[Content_Types].xml":
            yield f"{name} has no content type"
