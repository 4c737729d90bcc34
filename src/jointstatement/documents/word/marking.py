"""Marks every run of a Word file with a number, so that it is known again in each view of its tracked changes.

With the number goes what only the whole file says: in which paragraph the run stands, whose changes it is in, which
bookmarks cover it and which comments hang on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from jointstatement.documents.word import names
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.text.rolling import Author

Element = etree._Element
_RUN, _PARAGRAPH = "run", "paragraph"
"""The attributes that carry the numbers. They have no namespace: no file has them."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is known of one run, whatever view it is seen in."""

    paragraph: int
    size: int
    """How many signs it shows, white space not counted."""
    text: str
    is_taken_out: bool
    is_put_in: bool
    authors: tuple[Author, ...] = ()
    """Who put it in, took it out or changed its looks, the outermost first."""


@dataclass(slots=True)
class Marks:
    """What is known of all runs of a file, by their numbers."""

    runs: list[RunFacts] = field(default_factory=list)
    ends: list[tuple[Author, ...]] = field(default_factory=list)
    """Who put in or took out the mark at the end of each paragraph."""
    covered: dict[str, set[int]] = field(default_factory=dict)
    """The runs that each bookmark of a part covers; copies count as the same bookmark."""
    places: dict[str, set[int]] = field(default_factory=dict)
    """The paragraphs in which each of them begins."""
    comments: dict[str, list[int]] = field(default_factory=dict)
    """The runs that each comment hangs on, and that of its own sign."""

    def size(self, runs: Iterable[int]) -> int:
        """How many signs these runs show."""
        return sum(self.runs[run].size for run in runs)


def mark(*trees: Element | None) -> Marks:
    """Writes the numbers into the trees, and says what they stand for."""
    marks = Marks()
    for tree in trees:
        if tree is not None:
            _go_through(tree, marks)
    return marks


def runs_of(paragraphs: Iterable[Element]) -> frozenset[int]:
    """The numbers of the runs that stand in these paragraphs."""
    return frozenset(
        int(number)
        for paragraph in paragraphs
        for run in paragraph.iter(_w("r"))
        if (number := run.get(_RUN)) is not None
    )


def author_of(element: Element) -> Author:
    """The author and hour that an element of the file gives; no hour where it is not one."""
    try:
        at = datetime.fromisoformat(element.get(_w("date"), ""))
    except ValueError:
        return Author(element.get(_w("author"), ""))
    return Author(element.get(_w("author"), ""), at.replace(tzinfo=UTC) if at.tzinfo is None else at)


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


_CHANGES = frozenset(_w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
_TAKEN_OUT = frozenset(_w(name) for name in ("del", "moveFrom"))
_SHOWN = {_w("t"): "", _w("delText"): "", _w("tab"): "\t", _w("br"): "\n", _w("cr"): "\n"}
_VISITED = tuple(
    _w(name) for name in ("p", "r", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
)


def _go_through(tree: Element, marks: Marks) -> None:
    open_names: dict[str, str] = {}
    open_comments: dict[str, None] = {}
    for element in tree.iter(*_VISITED):
        identity = element.get(_w("id"), "")
        if element.tag == _w("p"):
            element.set(_PARAGRAPH, str(len(marks.ends)))
            properties = element.iterfind(f"{_w('pPr')}/{_w('rPr')}/*")
            marks.ends.append(tuple(author_of(change) for change in properties if change.tag in _CHANGES))
        elif element.tag == _w("bookmarkStart"):
            name = names.without_copy_suffix(element.get(_w("name"), ""))
            if name.startswith(("_cl_", "_js_")):
                open_names[identity] = name
                marks.covered.setdefault(name, set())
                marks.places.setdefault(name, set()).add(_paragraph_of(element, len(marks.ends) - 1))
        elif element.tag == _w("bookmarkEnd"):
            open_names.pop(identity, None)
        elif element.tag == _w("commentRangeStart"):
            open_comments[identity] = None
        elif element.tag == _w("commentRangeEnd"):
            open_comments.pop(identity, None)
        else:
            number = len(marks.runs)
            element.set(_RUN, str(number))
            marks.runs.append(_facts(element, _paragraph_of(element, len(marks.ends) - 1)))
            for name in open_names.values():
                marks.covered[name].add(number)
            signs = {sign.get(_w("id"), ""): None for sign in element.iter(_w("commentReference"))}
            for comment in open_comments | signs:
                marks.comments.setdefault(comment, []).append(number)


def _paragraph_of(element: Element, otherwise: int) -> int:
    holder = next(element.iterancestors(_w("p")), None)
    return max(otherwise, 0) if holder is None else int(holder.get(_PARAGRAPH, "0"))


def _facts(run: Element, paragraph: int) -> RunFacts:
    text = "".join(_texts(run))
    changes = list(_enclosing(run))[::-1]
    looks = [] if run.find(_w("rPr")) is None else run.findall(f"{_w('rPr')}/{_w('rPrChange')}")
    return RunFacts(
        paragraph,
        sum(not sign.isspace() for sign in text),
        text,
        any(change.tag in _TAKEN_OUT for change in changes),
        any(change.tag in _CHANGES - _TAKEN_OUT for change in changes),
        tuple(author_of(change) for change in (*changes, *looks)),
    )


def _texts(run: Element) -> Iterator[str]:
    for element in run:
        if element.tag in _SHOWN:
            yield _SHOWN[element.tag] or element.text or ""


def _enclosing(run: Element) -> Iterator[Element]:
    for holder in run.iterancestors():
        if holder.tag == _w("p"):
            return
        if holder.tag in _CHANGES:
            yield holder
