"""The two texts of a rolling text: each as it would be printed alone, and what belongs together in them."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from jointstatement.documents.printed import PrintedPart, printed_parts, referred_footnotes
from jointstatement.documents.style import Style
from jointstatement.documents.word import names
from jointstatement.documents.word.held import HeldMarker, held_markers
from jointstatement.documents.word.write import bookmarks, form_of, groups_of_items
from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.rolling import RollingPart, RollingText, Stretch
from jointstatement.text.wording import footnote_keys


@dataclass(slots=True)
class PrintedText:
    """One of the two texts, as it would be printed alone."""

    document: Document
    printed: tuple[PrintedPart, ...]
    bookmarks: list[str]
    referred: Mapping[str, int]
    """The place of each footnote that the text refers to, by its key."""
    first: Mapping[int, tuple[int, int]]
    """Where the text first refers to the footnote of a place: the place of the part, and which of its marks."""
    numbers: dict[int, int]
    """By which Word knows the footnote of a place."""

    @classmethod
    def of(cls, document: Document, style: Style) -> "PrintedText":
        referred = referred_footnotes(document.parts)
        first: dict[int, tuple[int, int]] = {}
        if referred:
            for place, part in enumerate(document.parts):
                if part.kind is not PartKind.FOOTNOTE and "[^" in part.wording:
                    for count, key in enumerate(footnote_keys(part.wording)):
                        if key in referred:
                            first.setdefault(referred[key], (place, count))
        printed = printed_parts(document, style)
        numbers = {place: place + 1 for place in first}
        return cls(document, printed, list(bookmarks(document.parts)), referred, first, numbers)

    def is_note(self, place: int) -> bool:
        """A footnote that nothing refers to: it stands below the text."""
        return self.printed[place].part.kind is PartKind.FOOTNOTE and place not in self.first


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of the rolling text, with its places in the two texts."""

    rolling: RollingPart
    old: int | None
    new: int | None

    @property
    def kind(self) -> PartKind:
        part = self.rolling.new or self.rolling.old
        assert part is not None
        return part.kind


class BothTexts:
    """A rolling text as the two texts that it is, their parts beside each other."""

    def __init__(self, rolling: RollingText, style: Style) -> None:
        self.document = _on_paper(rolling)
        self.old, self.new = PrintedText.of(rolling.base, style), PrintedText.of(rolling.accepted, style)
        self.parts = _placed(rolling)
        self._pair_bookmarks()
        self._pair_footnotes()
        free = form_of(self.document, style).free_number
        self.lists, self.restarts = self._item_lists(free)
        """The Word list of each item that begins to count anew, and of each clause that keeps its number with its
        items, by text (new or old) and place; and how many of the former there are."""
        held = self._held()
        self.held = {marker: free + self.restarts + n for n, marker in enumerate(dict.fromkeys(held.values()))}
        """The lists of clauses that keep their number."""
        self.lists |= {place: self.held[marker] for place, marker in held.items()}

    def stands_once(self, one: Placed) -> bool:
        """Whether a part of both texts is printed once, with its changes in it."""
        if one.old is None or one.new is None:
            return False
        if one.kind is not PartKind.FOOTNOTE:
            return not one.rolling.is_moved
        if self.old.is_note(one.old) and self.new.is_note(one.new):
            return not one.rolling.is_moved
        return one.old in self.old.first and one.new in self.new.first and self._same_mark(one.old, one.new)

    def _same_mark(self, old: int, new: int) -> bool:
        """Whether both texts refer to a footnote first by the same mark in the same words."""
        if self.old.document.parts[old].mark != self.new.document.parts[new].mark:
            return False
        (old_part, old_count), (new_part, new_count) = self.old.first[old], self.new.first[new]
        place = self._place_of_new.get(new_part)
        if place is None or place.old != old_part or place.rolling.is_moved:
            return False
        return (old_count, new_count) in _marks_that_stay(place.rolling.stretches)

    @cached_property
    def _place_of_new(self) -> Mapping[int, Placed]:
        return {one.new: one for one in self.parts if one.new is not None}

    def _pair_bookmarks(self) -> None:
        """Gives what stands in both texts one bookmark, and every old copy beside a new one a name of its own."""
        taken = {bookmark.casefold() for bookmark in self.new.bookmarks}
        count = len(self.new.bookmarks)
        for one in self.parts:
            if one.old is None:
                continue
            if one.new is not None and self.stands_once(one):
                old, new = self.old.document.parts[one.old], self.new.document.parts[one.new]
                if old.id != new.id and one.kind is not PartKind.FOOTNOTE:
                    self.new.bookmarks[one.new] = names.bookmark_of_part("", one.new)
                self.old.bookmarks[one.old] = self.new.bookmarks[one.new]
            elif one.kind is PartKind.FOOTNOTE:
                self.old.bookmarks[one.old] = names.bookmark_of_footnote(count + one.old)
            elif self.old.bookmarks[one.old].casefold() in taken or self.old.bookmarks[one.old].startswith("_js_"):
                self.old.bookmarks[one.old] = names.bookmark_of_part("", count + one.old)

    def _pair_footnotes(self) -> None:
        """Gives a footnote that both texts first refer to by the same mark one number, others one for each text."""
        count = len(self.new.printed)
        shared = {one.old: one.new for one in self.parts if one.kind is PartKind.FOOTNOTE and self.stands_once(one)}
        for place in self.old.numbers:
            self.old.numbers[place] = count + place + 1
        for old, new in shared.items():
            if old is not None and new is not None and new in self.new.numbers:
                self.old.numbers[old] = self.new.numbers[new]

    def _held(self) -> dict[tuple[bool, int], HeldMarker]:
        """The clauses that keep their number in one text or the other: what stands in both is printed once."""
        is_draft = self.document.draft is not None
        pairs = {
            (one.new, one.old): one.rolling.new
            for one in self.parts
            if one.new is not None and one.old is not None and not one.rolling.is_moved
        }
        of_new: Collection[int] = ()
        of_old: Collection[int] = ()
        while True:
            new = held_markers(self.new.printed, is_draft=is_draft, besides=of_new)
            old = held_markers(self.old.printed, is_draft=is_draft, besides=of_old)
            clauses = [(at_new, at_old) for (at_new, at_old), part in pairs.items() if part and part.is_clause]
            further_new = {at_new for at_new, at_old in clauses if at_old in old and at_new not in new}
            further_old = {at_old for at_new, at_old in clauses if at_new in new and at_old not in old}
            if not further_new and not further_old:
                return {(True, place): marker for place, marker in new.items()} | {
                    (False, place): marker for place, marker in old.items()
                }
            of_new, of_old = {*of_new, *further_new}, {*of_old, *further_old}

    def _item_lists(self, free: int) -> tuple[dict[tuple[bool, int], int], int]:
        is_draft = self.document.draft is not None
        new = groups_of_items(self.new.document.parts, is_draft=is_draft)
        old = groups_of_items(self.old.document.parts, is_draft=is_draft)
        count = max(new.values(), default=0)
        lists = {(True, place): free + group - 1 for place, group in new.items()}
        of_old: dict[int, int] = {}
        for one in self.parts:
            if one.old is None or one.new is None or one.rolling.is_moved:
                continue
            if one.old in old and one.new in new:
                of_old.setdefault(old[one.old], lists[True, one.new])
        for place, group in old.items():
            if group not in of_old:
                count += 1
                of_old[group] = free + count - 1
            lists[False, place] = of_old[group]
        return lists, count


def _on_paper(rolling: RollingText) -> Document:
    """The document whose page and properties the file has: a draft where either text is one, on the way to the next."""
    old, new = rolling.base.draft, rolling.accepted.draft
    draft = new or old
    if old is not None and new is not None and old.revision and new.revision and old.revision != new.revision:
        draft = replace(new, revision=f"{old.revision} → {new.revision}")
    # The file is neither text, so it has the fingerprint of neither.
    return replace(rolling.accepted, draft=draft, fingerprint="")


def _placed(rolling: RollingText) -> list[Placed]:
    """The parts with their places in both texts."""
    places: dict[Part, deque[int]] = defaultdict(deque)
    for place, part in enumerate(rolling.base.parts):
        places[part].append(place)
    olds: dict[int, int] = {}
    last = -1
    for number, one in enumerate(rolling.parts):
        if one.old is not None and not one.is_moved:
            waiting = places[one.old]
            last = next((place for place in waiting if place > last), -1)
            if last < 0:
                raise ValueError("the parts of a rolling text are those of its base, in its order but for moved ones")
            waiting.remove(last)
            olds[number] = last
    for number, one in enumerate(rolling.parts):
        if one.old is not None and one.is_moved and places[one.old]:
            olds[number] = places[one.old].popleft()
    if len(olds) != len(rolling.base.parts) or any(one.old and n not in olds for n, one in enumerate(rolling.parts)):
        raise ValueError("a rolling text has each part of its base once")
    placed: list[Placed] = []
    new = 0
    for number, one in enumerate(rolling.parts):
        placed.append(Placed(one, olds.get(number), new if one.new is not None else None))
        new += one.new is not None
    return placed


def in_order(parts: Sequence[Placed]) -> Iterator[tuple[Placed, bool, bool]]:
    """The parts as they are printed, and whether in the old text and in the new one; a moved part comes twice."""
    moved = {one.old: one for one in parts if one.rolling.is_moved}
    order = sorted(one.old for one in parts if one.old is not None)
    following = dict(pairwise(order))

    def leaving(place: int | None) -> Iterator[tuple[Placed, bool, bool]]:
        while place is not None and place in moved:
            yield moved[place], True, False
            place = following.get(place)

    yield from leaving(order[0] if order else None)
    for one in parts:
        if one.rolling.is_moved:
            yield one, False, True
            continue
        yield one, one.old is not None, one.new is not None
        if one.old is not None:
            yield from leaving(following.get(one.old))


def _marks_that_stay(stretches: Iterable[Stretch]) -> set[tuple[int, int]]:
    """The footnote marks that are in both wordings, as the how manieth they are in the old and in the new one."""
    stay: set[tuple[int, int]] = set()
    old = new = 0
    for stretch in stretches:
        marks = len(footnote_keys(stretch.text))
        if stretch.change is Change.SAME:
            stay.update((old + number, new + number) for number in range(marks))
        old += marks * (stretch.change is not Change.INSERTED)
        new += marks * (stretch.change is not Change.DELETED)
    return stay
