"""A text with tracked changes as it reads when they are accepted or rejected: all of them, or those of some authors.

Works on the tree of one story (`document.xml`, `footnotes.xml`) and always on a copy.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from jointstatement.documents.word.elements import NAMESPACE

Tree = etree._Element
Chosen = Callable[[Tree], bool]
"""Whether a tracked change is accepted; the rest are rejected. It is asked of elements that carry `w:author`."""


class View(StrEnum):
    """Which of its two texts a file with tracked changes is read as."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


_PUT_IN = frozenset({_w("ins"), _w("moveTo"), _w("cellIns")})
_TAKEN_OUT = frozenset({_w("del"), _w("moveFrom"), _w("cellDel")})
_CHANGES = _PUT_IN | _TAKEN_OUT
_PROPERTY_CHANGES = tuple(
    _w(name)
    for name in (
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblPrExChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
    )
)
_TRACES = tuple(
    _w(name)
    for name in (
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
        "numberingChange",
        "cellMerge",
    )
)
_RANGES = frozenset(_w(name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))
_SURVIVES_REJECTION = {
    _w("pPrChange"): frozenset({_w("rPr"), _w("sectPr")}),
    _w("rPrChange"): _CHANGES,
    _w("sectPrChange"): frozenset({_w("headerReference"), _w("footerReference")}),
    _w("trPrChange"): frozenset({_w("ins"), _w("del")}),
    _w("tcPrChange"): frozenset({_w("cellIns"), _w("cellDel"), _w("cellMerge")}),
}
"""What an older set of properties never says, so that the newer one's is kept."""
_SPELLED_AS_DELETED = {_w("delText"): _w("t"), _w("delInstrText"): _w("instrText")}
_TRANSPARENT = frozenset(_w(name) for name in ("sdt", "sdtContent", "customXml"))
_STORIES = tuple(_w(name) for name in ("body", "tc", "footnote", "endnote", "comment", "txbxContent", "hdr", "ftr"))
_SHOWN = tuple(
    _w(name)
    for name in (
        "t",
        "tab",
        "br",
        "cr",
        "sym",
        "noBreakHyphen",
        "softHyphen",
        "footnoteReference",
        "endnoteReference",
        "drawing",
        "pict",
        "object",
        "fldChar",
    )
)


def has_changes(tree: Tree) -> bool:
    """Whether words, paragraph marks, rows or cells are tracked as put in, taken out or moved; looks are not asked."""
    return next(tree.iter(*_CHANGES), None) is not None


def accepted(tree: Tree) -> Tree:
    """A copy with every tracked change accepted."""
    return chosen(tree, lambda change: True)


def rejected(tree: Tree) -> Tree:
    """A copy with every tracked change rejected."""
    return chosen(tree, lambda change: False)


def viewed(tree: Tree, view: View) -> Tree:
    """A copy with every tracked change accepted or rejected."""
    return accepted(tree) if view is View.ACCEPTED else rejected(tree)


def chosen(tree: Tree, is_accepted: Chosen) -> Tree:
    """A copy in which each tracked change is accepted or rejected, and no trace of tracking is left.

    Where a paragraph's mark goes, its words join the following paragraph, whose properties hold for both; a paragraph
    that nothing follows keeps its mark, and one that is empty and stands before a table goes. Comments and
    bookmarks stay, except bookmarks that are empty after such a joining: as in Word, they go with their words.
    """
    return _Viewing(deepcopy(tree), is_accepted).tree


@dataclass(slots=True)
class _Viewing:
    tree: Tree
    is_accepted: Chosen
    _markless: set[Tree] = field(default_factory=set)
    """The paragraphs whose mark goes."""

    def __post_init__(self) -> None:
        self._settle_properties()
        for change in list(self.tree.iter(*_CHANGES)):
            self._settle(change, stays=self._stays(change))
        for trace in list(self.tree.iter(*_TRACES)):
            _remove(trace)
        for element in list(self.tree.iter(*_SPELLED_AS_DELETED)):
            element.tag = _SPELLED_AS_DELETED[element.tag]
        for story in list(self.tree.iter(*_STORIES)):
            self._join_paragraphs(story)

    def _stays(self, change: Tree) -> bool:
        return self.is_accepted(change) == (change.tag in _PUT_IN)

    def _settle(self, change: Tree, *, stays: bool) -> None:
        parent = change.getparent()
        if parent is None:
            return
        holder = parent.tag
        if holder == _w("rPr"):
            paragraph = _paragraph_of_mark(parent)
            if not stays and paragraph is not None:
                self._markless.add(paragraph)
            _remove(change)
        elif holder in {_w("trPr"), _w("tcPr")}:
            _remove(change)
            if not stays:
                _remove_with_empty_holders(parent.getparent())
        elif holder == _w("numPr"):
            _remove(change)
            if not stays:
                _remove(parent)
        elif stays:
            _put_in_place(change, list(change))
        else:
            _put_in_place(change, [element for element in change.iter() if element.tag in _RANGES])

    def _settle_properties(self) -> None:
        """Takes off what tracks the looks of things; where that is rejected, the older looks come back."""
        for change in list(self.tree.iter(*_PROPERTY_CHANGES)):
            properties = change.getparent()
            if properties is None:
                continue
            if not self.is_accepted(change):
                kept = _SURVIVES_REJECTION.get(change.tag, frozenset())
                for element in list(properties):
                    if element is not change and element.tag not in kept:
                        properties.remove(element)
                older = [element for holder in change for element in holder]
                marks = [element for element in properties if element.tag in _CHANGES]
                for place, element in enumerate(older):
                    properties.insert(place + len(marks), element)
            _remove(change)

    def _join_paragraphs(self, story: Tree) -> None:
        without_mark: Tree | None = None
        for block in list(_blocks(story)):
            if without_mark is not None and block.tag == _w("p"):
                _join(without_mark, block)
            elif without_mark is not None and not any(_shows(element) for element in _contents(without_mark)):
                _remove(without_mark)
            without_mark = block if block in self._markless else None


def _paragraph_of_mark(properties: Tree) -> Tree | None:
    """The paragraph whose mark has these properties; `None` where they are a run's."""
    of_paragraph = properties.getparent()
    return None if of_paragraph is None or of_paragraph.tag != _w("pPr") else of_paragraph.getparent()


def _join(merged: Tree, following: Tree) -> None:
    """Puts what a paragraph holds at the beginning of the next one."""
    contents = _contents(merged)
    for start in _empty_bookmarks(contents):
        _remove_bookmark(start, contents)
    contents = _contents(merged)
    if any(_shows(one) for one in contents):
        own = _contents(following)
        for start in _empty_bookmarks(own):
            _remove_bookmark(start, own)
    place = 1 if len(following) and following[0].tag == _w("pPr") else 0
    following[place:place] = contents
    _remove(merged)


def _contents(paragraph: Tree) -> list[Tree]:
    return [element for element in paragraph if element.tag != _w("pPr")]


def _blocks(story: Tree) -> Iterator[Tree]:
    """The paragraphs and tables of a story in order, also those in content controls."""
    for element in story:
        if element.tag in {_w("p"), _w("tbl")}:
            yield element
        elif element.tag in _TRANSPARENT:
            yield from _blocks(element)


def _shows(element: Tree) -> bool:
    return any(shown.tag != _w("t") or bool(shown.text) for shown in element.iter(*_SHOWN))


def _empty_bookmarks(contents: Sequence[Tree]) -> list[Tree]:
    """The bookmarks that begin and end among these elements and hold nothing that is shown."""
    empty = []
    for place, start in enumerate(contents):
        if start.tag != _w("bookmarkStart"):
            continue
        for element in contents[place + 1 :]:
            if element.tag == _w("bookmarkEnd") and element.get(_w("id")) == start.get(_w("id")):
                empty.append(start)
                break
            if _shows(element):
                break
    return empty


def _remove_bookmark(start: Tree, contents: Collection[Tree]) -> None:
    for element in contents:
        if element.tag == _w("bookmarkEnd") and element.get(_w("id")) == start.get(_w("id")):
            _remove(element)
    _remove(start)


def _put_in_place(element: Tree, others: Iterable[Tree]) -> None:
    """Puts other elements where one was."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent.remove(element)
        parent[place:place] = list(others)


def _remove(element: Tree) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove_with_empty_holders(element: Tree | None) -> None:
    """Removes a row or cell, and its row or table where that holds none any more."""
    while element is not None and element.tag in {_w("tc"), _w("tr"), _w("tbl")}:
        parent = element.getparent()
        if parent is None:
            return
        parent.remove(element)
        if any(True for _ in parent.iterchildren(_w("tc"), _w("tr"))):
            return
        element = parent
