"""Prints a rolling text as a Word file with tracked changes: accepted it is the next text, rejected the one before.

Both texts are printed as they would be alone, part beside part. What is the same stands plain; what differs is one
text's deletion and the other's insertion, also where nobody touched a word: an ending, a footnote's place. What nobody
proposed is the secretariat's. A paragraph comes and goes whole, because Word joins one whose mark goes to the next.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct, structs

from jointstatement.documents.printed import PrintedPart, printed_parts, referred_footnotes, shown_level
from jointstatement.documents.style import Style
from jointstatement.documents.word import names
from jointstatement.documents.word.elements import (
    DECLARATION,
    FOOTNOTE_SEPARATORS,
    ROOT_NAMESPACES,
    bookmark_end,
    bookmark_start,
    comment,
    comment_end,
    comment_sign,
    comment_start,
    footnote,
    footnote_again_in_runs,
    footnote_reference,
    mark_change,
    marked_run,
    marked_runs,
    move_end,
    move_start,
    paragraph,
    revision,
    run,
    styled_run,
    table,
    tracked,
)
from jointstatement.documents.word.write import (
    Grid,
    Line,
    Story,
    blocks_after,
    bookmarks,
    divides_paragraphs,
    form_of,
    grid,
    groups_of_items,
    line_paragraph,
    lines_before,
    numbering_with_restarts,
    style_names,
    unseen_of,
    widths,
    word_file,
)
from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.rolling import Author, Remark, RollingPart, RollingText, Stretch, covered
from jointstatement.text.wording import FootnoteMark, Run, Wording, footnote_keys

Tags = Mapping[Change, str]
_KEPT: Tags = {Change.SAME: "", Change.INSERTED: "ins", Change.DELETED: "del"}
_MOVED_FROM: Tags = {Change.SAME: "moveFrom", Change.DELETED: "del"}
_MOVED_TO: Tags = {Change.SAME: "moveTo", Change.INSERTED: "ins"}
_TAKEN_OUT: Tags = {Change.SAME: "del", Change.DELETED: "del"}
_PUT_IN: Tags = {Change.SAME: "ins", Change.INSERTED: "ins"}
_PLAIN: Tags = {Change.SAME: "", Change.INSERTED: "", Change.DELETED: ""}


def write_rolling(rolling: RollingText, style: Style, *, secretariat: Author) -> bytes:
    """The Word file of a rolling text. Accepting every change leaves `rolling.accepted`, rejecting it `rolling.base`.

    Each change carries its author and hour, remarks are Word comments; what follows from a change without being
    proposed (an ending, the place of a footnote) is the secretariat's. Raises `ValueError` for a row of parts that is
    not that of the base. The same rolling text and style give the same bytes.
    """
    return _Writing(rolling, style, secretariat).file()


@dataclass(slots=True)
class _View:
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
    def of(cls, document: Document, style: Style) -> "_View":
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
class _Placed:
    """A part of the rolling text, with its places in the two texts."""

    rolling: RollingPart
    old: int | None
    new: int | None

    @property
    def kind(self) -> PartKind:
        part = self.rolling.new or self.rolling.old
        assert part is not None
        return part.kind


class _Inline(Struct, frozen=True, gc=False):
    """Runs under one change, or none, and what stands round them outside of it."""

    change: Change
    runs: str
    by: Author | None = None
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that stays, comes or goes."""

    change: Change
    by: Author | None
    inlines: list[_Inline] = field(default_factory=list)


class _Writing:
    """One rolling text on its way to paper."""

    def __init__(self, rolling: RollingText, style: Style, secretariat: Author) -> None:
        self.style, self.secretariat = style, secretariat
        self.ids = style.template.style_ids
        self.document = _on_paper(rolling)
        self.is_draft = self.document.draft is not None
        self.old, self.new = _View.of(rolling.base, style), _View.of(rolling.accepted, style)
        self.parts = _placed(rolling)
        self._general = list(rolling.remarks)
        self._comments: list[str] = []
        self._bodies: dict[int, Callable[[int], str]] = {}
        self._order_of_bodies: list[int] = []
        self._last_number = 0
        self._moves = 0
        self._remarks_on_notes: dict[int, list[Remark]] = defaultdict(list)
        """Of footnotes, by the number that Word knows them by: Word has no comments within footnotes."""
        self._pair_bookmarks()
        self._pair_footnotes()
        self._lists, self._restarts = self._item_lists()

    def file(self) -> bytes:
        """The whole archive."""
        body = "".join(self._body())
        unseen = unseen_of(self.new.document, self.style, self.new.printed, self.new.bookmarks)
        rejected = unseen_of(self.old.document, self.style, self.old.printed, self.old.bookmarks)
        bodies = "".join(self._bodies[number](place) for place, number in enumerate(self._order_of_bodies, start=1))
        footnotes = f"{DECLARATION}<w:footnotes {ROOT_NAMESPACES}>{FOOTNOTE_SEPARATORS}{bodies}</w:footnotes>"
        comments = ""
        if self._comments:
            comments = f"{DECLARATION}<w:comments {ROOT_NAMESPACES}>{''.join(self._comments)}</w:comments>"
        story = Story(
            body,
            numbering_with_restarts(form_of(self.document, self.style), self._restarts),
            footnotes.encode(),
            structs.replace(unseen, rejected=rejected),
            comments.encode(),
        )
        return word_file(self.document, self.style, story)

    # What belongs together in the two texts

    def _pair_bookmarks(self) -> None:
        """Gives what stands in both texts one bookmark, and every old copy beside a new one a name of its own."""
        taken = {bookmark.casefold() for bookmark in self.new.bookmarks}
        count = len(self.new.bookmarks)
        for one in self.parts:
            if one.old is None:
                continue
            if one.new is not None and self._stands_once(one):
                old, new = self.old.document.parts[one.old], self.new.document.parts[one.new]
                if old.id != new.id and one.kind is not PartKind.FOOTNOTE:
                    self.new.bookmarks[one.new] = names.bookmark_of_part("", one.new)
                self.old.bookmarks[one.old] = self.new.bookmarks[one.new]
            elif one.kind is PartKind.FOOTNOTE:
                self.old.bookmarks[one.old] = names.bookmark_of_footnote(count + one.old)
            elif self.old.bookmarks[one.old].casefold() in taken or self.old.bookmarks[one.old].startswith("_js_"):
                self.old.bookmarks[one.old] = names.bookmark_of_part("", count + one.old)

    def _stands_once(self, one: _Placed) -> bool:
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
    def _place_of_new(self) -> Mapping[int, _Placed]:
        return {one.new: one for one in self.parts if one.new is not None}

    def _pair_footnotes(self) -> None:
        """Gives a footnote that both texts first refer to by the same mark one number, others one for each text."""
        count = len(self.new.printed)
        shared = {one.old: one.new for one in self.parts if one.kind is PartKind.FOOTNOTE and self._stands_once(one)}
        for place in self.old.numbers:
            self.old.numbers[place] = count + place + 1
        for old, new in shared.items():
            if old is not None and new is not None and new in self.new.numbers:
                self.old.numbers[old] = self.new.numbers[new]
        for one in self.parts:
            if one.kind is PartKind.FOOTNOTE:
                if one.new is not None and one.new in self.new.numbers:
                    self._remarks_on_notes[self.new.numbers[one.new]] += one.rolling.remarks
                elif one.old is not None and one.old in self.old.numbers:
                    self._remarks_on_notes[self.old.numbers[one.old]] += one.rolling.remarks

    def _item_lists(self) -> tuple[Mapping[tuple[bool, int], int], int]:
        """The Word list of each item that begins to count anew, by text (new or old) and place, and how many lists."""
        new = groups_of_items(self.new.document.parts, is_draft=self.is_draft)
        old = groups_of_items(self.old.document.parts, is_draft=self.is_draft)
        free = form_of(self.document, self.style).free_number
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

    # The text

    def _body(self) -> Iterator[str]:
        yield from self._lines(lines_before(self.old.document, self.style), lines_before(self.new.document, self.style))
        text = [one for one in self.parts if one.kind is not PartKind.FOOTNOTE]
        for one, in_old, in_new in _in_order(text):
            if in_old and in_new:
                yield self._standing(one)
            elif in_old:
                yield self._going(one)
            else:
                yield self._coming(one)
        notes = [one for one in self.parts if one.kind is PartKind.FOOTNOTE]
        for one, in_old, in_new in _in_order(notes):
            is_old_note = in_old and one.old is not None and self.old.is_note(one.old)
            is_new_note = in_new and one.new is not None and self.new.is_note(one.new)
            if is_old_note and is_new_note:
                yield self._note(one, one.old, one.new)
            else:
                yield self._note(one, one.old, None) if is_old_note else ""
                yield self._note(one, None, one.new) if is_new_note else ""
        for one in notes:
            self._footnote(one)
        yield from self._lines(blocks_after(self.old.document, self.style), blocks_after(self.new.document, self.style))
        # Word joins a paragraph whose mark goes to the next one, so the last must stay.
        yield f"<w:p>{''.join(map(self._commented, self._general))}</w:p>"

    def _standing(self, one: _Placed) -> str:
        paragraphs = self._paragraphs(one, one.old, one.new)
        return self._printed(one, paragraphs, _KEPT, is_new=True, remarks=one.rolling.remarks)

    def _going(self, one: _Placed) -> str:
        """The old copy of a part that was removed or moved."""
        paragraphs = self._paragraphs(one, one.old, None)
        if not one.rolling.is_moved:
            return self._printed(one, paragraphs, _TAKEN_OUT, is_new=False, remarks=one.rolling.remarks)
        return self._moved(one, "From", self._printed(one, paragraphs, _MOVED_FROM, is_new=False))

    def _coming(self, one: _Placed) -> str:
        """The new copy of a part that was put in or moved."""
        paragraphs = self._paragraphs(one, None, one.new)
        tags = _MOVED_TO if one.rolling.is_moved else _PUT_IN
        printed = self._printed(one, paragraphs, tags, is_new=True, remarks=one.rolling.remarks)
        return self._moved(one, "To", printed) if one.rolling.is_moved else printed

    def _moved(self, one: _Placed, end: str, printed: str) -> str:
        """A copy of a moved part within its range; one name holds the two ranges together."""
        number = self._number()
        start = move_start(end, self._revision(number, one.rolling.by), f"move{one.new}")
        head, properties_end, rest = printed.partition("</w:pPr>")
        return head + properties_end + start + rest + move_end(end, number)

    def _printed(
        self,
        one: _Placed,
        paragraphs: list[_Paragraph],
        tags: Tags,
        *,
        is_new: bool,
        remarks: Sequence[Remark] = (),
    ) -> str:
        view, place = (self.new, one.new) if is_new else (self.old, one.old)
        assert place is not None
        part = view.document.parts[place]
        if is_new and self._general:
            remarks, self._general = (*self._general, *remarks), []
        for remark in remarks:
            self._comment(paragraphs, remark)
        first, further = style_names(part, is_draft=self.is_draft)
        parts = view.document.parts
        introduces = place + 1 < len(parts) and parts[place + 1].kind is PartKind.ITEM
        list_number = self._lists.get((is_new, place), 0)
        number = self._number()
        last = max(n for n, one in enumerate(paragraphs) if n == 0 or one.change is not Change.DELETED or not is_new)
        printed = []
        for count, one_paragraph in enumerate(paragraphs):
            content = self._inline(one_paragraph, tags, self._author(one))
            if count == 0:
                content = bookmark_start(number, view.bookmarks[place]) + content
            if count == last:
                content += bookmark_end(number)
            printed.append(
                paragraph(
                    self.ids[first if count == 0 else further],
                    content,
                    keep_with_next=introduces,
                    list_place=(list_number, shown_level(part)) if list_number and count == 0 else None,
                    mark=self._mark(one_paragraph, tags, self._author(one)),
                )
            )
        return "".join(printed)

    def _note(self, one: _Placed, old: int | None, new: int | None) -> str:
        """A footnote that nothing refers to in one text or in both, below the text after its mark."""
        paragraphs = self._paragraphs(one, old, new)
        shown = [
            (change, run(f"{view.printed[place].marker}\t"))
            for change, view, place in ((Change.DELETED, self.old, old), (Change.INSERTED, self.new, new))
            if place is not None
        ]
        tags = _KEPT if old is not None and new is not None else _TAKEN_OUT if new is None else _PUT_IN
        if len(shown) == 1 or shown[0][1] == shown[1][1]:
            shown = [(Change.SAME, shown[0][1])]
        inlines = [_Inline(change, runs, self._author(one)) for change, runs in shown]
        mark = self._inline(_Paragraph(Change.SAME, None, inlines), tags, self._author(one))
        if one.old not in self.old.numbers and one.new not in self.new.numbers:
            for remark in one.rolling.remarks:
                self._comment(paragraphs, remark)
        number = self._number()
        bookmark = self.new.bookmarks[new] if new is not None else self.old.bookmarks[old or 0]
        printed = []
        for count, one_paragraph in enumerate(paragraphs):
            content = self._inline(one_paragraph, tags, self._author(one))
            content = mark + bookmark_start(number, bookmark) + content if count == 0 else content
            content += bookmark_end(number) if count == len(paragraphs) - 1 else ""
            printed.append(
                paragraph(self.ids[names.NOTE], content, mark=self._mark(one_paragraph, tags, self._author(one)))
            )
        return "".join(printed)

    def _footnote(self, one: _Placed) -> None:
        """The bodies of a footnote: one with its changes where the texts share it, else one for each text."""
        if one.old is not None and one.new is not None and self._stands_once(one):
            if one.new in self.new.numbers:
                # The last mark of a footnote cannot go: here a paragraph's change stands on the mark before it.
                paragraphs = self._paragraphs(one, one.old, one.new)
                changes = [*(self._mark(below, _KEPT, self.secretariat) for below in paragraphs[1:]), ""]
                self._body_of(self.new, one.new, paragraphs, _KEPT, changes)
            return
        for view, place, places in ((self.old, one.old, (one.old, None)), (self.new, one.new, (None, one.new))):
            if place is not None and place in view.numbers:
                paragraphs = self._paragraphs(one, *places)
                self._body_of(view, place, paragraphs, _PLAIN, [""] * len(paragraphs))

    def _body_of(
        self, view: _View, place: int, paragraphs: Sequence[_Paragraph], tags: Tags, changes: Sequence[str]
    ) -> None:
        number = view.numbers[place]
        mark = view.document.parts[place].mark or ""
        contents = [self._inline(one, tags, self.secretariat) for one in paragraphs]
        styles = self.ids[names.FOOTNOTE], self.ids[names.FOOTNOTE_REFERENCE]
        self._bodies[number] = lambda place: footnote(place, *styles, mark, contents, changes)

    def _paragraphs(self, one: _Placed, old: int | None, new: int | None) -> list[_Paragraph]:
        """A part's paragraphs with its endings, as they stand in both texts or in one of them."""
        part = one.rolling
        stays = Change.SAME
        change = Change.DELETED if part.new is None else Change.INSERTED if part.old is None else stays
        paragraphs = [_Paragraph(change, part.by)]
        divides = divides_paragraphs(part.new or part.old or Part(one.kind, ""))
        count_old = count_new = -1
        for stretch, in_old, in_new in covered(part):
            for change, wording in _sides(stretch, in_old, in_new, old, new):
                by = stretch.by or (self.secretariat if change is not Change.SAME else None)
                if "\n" not in stretch.text and "[^" not in stretch.text and paragraphs[-1].change in (stays, change):
                    paragraphs[-1].inlines.append(_Inline(change, marked_runs(wording), by))
                    continue
                for piece in wording:
                    if isinstance(piece, FootnoteMark):
                        count_old += change is not Change.INSERTED
                        count_new += change is not Change.DELETED
                        old_mark = (old, count_old) if old is not None and change is not Change.INSERTED else None
                        new_mark = (new, count_new) if new is not None and change is not Change.DELETED else None
                        paragraphs[-1].inlines += self._marks(piece.key, one.kind, change, by, old_mark, new_mark)
                        continue
                    if not (divides and "\n" in piece.text) and paragraphs[-1].change in (Change.SAME, change):
                        paragraphs[-1].inlines.append(_Inline(change, marked_run(piece), by))
                        continue
                    for number, words in enumerate(piece.text.split("\n") if divides else (piece.text,)):
                        if number:
                            paragraphs.append(_Paragraph(change, by))
                        elif words and paragraphs[-1].change not in (Change.SAME, change):
                            raise ValueError("a paragraph of a rolling text comes or goes whole")
                        if words:
                            shown = marked_run(structs.replace(piece, text=words))
                            paragraphs[-1].inlines.append(_Inline(change, shown, by))
        self._end(paragraphs, one, old, new)
        return paragraphs

    def _end(self, paragraphs: list[_Paragraph], one: _Placed, old: int | None, new: int | None) -> None:
        """Sets the closing punctuation of each text behind its last paragraph."""
        last_old = max(n for n, p in enumerate(paragraphs) if n == 0 or p.change is not Change.INSERTED)
        last_new = max(n for n, p in enumerate(paragraphs) if n == 0 or p.change is not Change.DELETED)
        old_ending = run(self.old.printed[old].ending) if old is not None else ""
        new_ending = run(self.new.printed[new].ending) if new is not None else ""
        if last_old == last_new and old_ending == new_ending:
            paragraphs[last_old].inlines.append(_Inline(Change.SAME, old_ending))
            return
        both = old is not None and new is not None
        for ending, paragraph_of, change in (
            (old_ending, paragraphs[last_old], Change.DELETED),
            (new_ending, paragraphs[last_new], Change.INSERTED),
        ):
            if not both:
                change = paragraph_of.change
            by = self.secretariat if paragraph_of.change is Change.SAME and both else paragraph_of.by
            if ending:
                paragraph_of.inlines.append(_Inline(change, ending, by))

    # Footnote marks

    def _marks(
        self,
        key: str,
        kind: PartKind,
        change: Change,
        by: Author | None,
        in_old: tuple[int, int] | None,
        in_new: tuple[int, int] | None,
    ) -> list[_Inline]:
        """A footnote mark as each text prints it: once where that is the same."""
        old = self._mark_in(self.old, key, in_old) if in_old and kind is not PartKind.FOOTNOTE else None
        new = self._mark_in(self.new, key, in_new) if in_new and kind is not PartKind.FOOTNOTE else None
        if old is None and new is None:
            dangling = styled_run(f"[^{key}]", self.ids[names.MARK_WITHOUT_NOTE])
            return [_Inline(change, dangling, by)]
        if old is not None and new is not None and old != new:
            taken = self._mark_inlines(old, Change.DELETED, self.secretariat)
            return [*taken, *self._mark_inlines(new, Change.INSERTED, self.secretariat)]
        shown = new or old
        assert shown is not None
        return self._mark_inlines(shown, change, by)

    def _mark_in(self, view: _View, key: str, where: tuple[int, int]) -> "_Mark":
        place = view.referred.get(key)
        if place is None:
            return _Mark(styled_run(f"[^{key}]", self.ids[names.MARK_WITHOUT_NOTE]))
        style_id = self.ids[names.FOOTNOTE_REFERENCE]
        bookmark = view.bookmarks[place]
        if view.first[place] == where:
            number = view.numbers[place]
            mark = view.document.parts[place].mark or ""
            return _Mark(mark, bookmark, number)
        # What the field shows is counted anew by Word: where another number is all that differs, nobody changed it.
        marker = view.printed[place].marker
        if view is self.old and bookmark in self.new.bookmarks:
            marker = self.new.printed[self.new.bookmarks.index(bookmark)].marker
        return _Mark(footnote_again_in_runs(bookmark, marker, style_id))

    def _mark_inlines(self, mark: "_Mark", change: Change, by: Author | None) -> list[_Inline]:
        if not mark.bookmark:
            return [_Inline(change, mark.runs, by)]
        number = self._number()
        before, after = bookmark_start(number, mark.bookmark), bookmark_end(number)
        # LibreOffice takes the bodies of footnotes in the order of their places, whatever their numbers are.
        self._order_of_bodies.append(mark.number)
        shown = footnote_reference(len(self._order_of_bodies), self.ids[names.FOOTNOTE_REFERENCE], mark.runs)
        inlines = [_Inline(change, shown, by, before, after)]
        for remark in self._remarks_on_notes.pop(mark.number, ()):
            comment_number = self._remember(remark)
            inlines.insert(0, _Inline(Change.SAME, "", before=comment_start(comment_number)))
            inlines.append(_Inline(change, comment_sign(comment_number), by, before=comment_end(comment_number)))
        return inlines

    # Changes and comments

    def _inline(self, paragraph_of: _Paragraph, tags: Tags, by: Author) -> str:
        """The runs of a paragraph; neighbours under one change of one author stand in one."""
        written: list[str] = []
        runs = tag = ""
        author: Author | None = None
        for inline in paragraph_of.inlines:
            own_tag = tags[inline.change] if inline.runs else ""
            own_author = (inline.by or by) if own_tag else None
            stands_apart = inline.before or inline.after
            if own_tag == tag and own_author == author and not stands_apart:
                runs += inline.runs
                continue
            written.append(self._under(tag, author, runs))
            runs, tag, author = inline.runs, own_tag, own_author
            if stands_apart:
                written += (inline.before, self._under(tag, author, runs), inline.after)
                runs, tag, author = "", "", None
        written.append(self._under(tag, author, runs))
        return "".join(written)

    def _under(self, tag: str, by: Author | None, runs: str) -> str:
        """Runs under a change of somebody, or under none."""
        return tracked(tag, self._revision(self._number(), by), runs) if tag and runs else runs

    def _mark(self, paragraph_of: _Paragraph, tags: Tags, by: Author) -> str:
        """The change of a paragraph's mark."""
        tag = tags[paragraph_of.change]
        return mark_change(tag, self._revision(self._number(), paragraph_of.by or by)) if tag else ""

    def _comment(self, paragraphs: Sequence[_Paragraph], remark: Remark) -> None:
        """Sets a comment on what its author changed, or on the whole part where that is nothing."""
        name = remark.by.name
        own = [
            (number, place)
            for number, one in enumerate(paragraphs)
            for place, inline in enumerate(one.inlines)
            if inline.by is not None and name in inline.by.name and name in _names(inline.by)
        ]
        whole = max(n for n, one in enumerate(paragraphs) if one.change is paragraphs[0].change)
        first, begin = own[0] if own else (0, 0)
        last, end = own[-1] if own else (whole, len(paragraphs[whole].inlines) - 1)
        number = self._remember(remark)
        # Where the paragraph goes, the comment's sign goes with it, else it would move on to the next one.
        sign = _Inline(paragraphs[last].change, comment_sign(number), paragraphs[last].by, comment_end(number))
        paragraphs[last].inlines.insert(end + 1, sign)
        paragraphs[first].inlines.insert(begin, _Inline(Change.SAME, "", before=comment_start(number)))

    def _remember(self, remark: Remark) -> int:
        """Keeps a comment; its number is its own kind's."""
        number = len(self._comments)
        by = remark.by
        self._comments.append(comment(number, by.name, _initials(by.name), _date(by.at), remark.text))
        return number

    def _commented(self, remark: Remark) -> str:
        number = self._remember(remark)
        return comment_start(number) + comment_end(number) + comment_sign(number)

    def _revision(self, number: int, by: Author | None) -> str:
        by = by or self.secretariat
        return revision(number, by.name, _date(by.at))

    def _author(self, one: _Placed) -> Author:
        return one.rolling.by or self.secretariat

    def _number(self) -> int:
        """The next number of a change, a move or a bookmark: Word wants them all different."""
        self._last_number += 1
        return self._last_number

    # What stands round the text

    def _lines(self, old: Sequence[Line | Grid], new: Sequence[Line | Grid]) -> Iterator[str]:
        """The lines before or after both texts; those that differ come and go whole."""
        head = tail = 0
        shorter = min(len(old), len(new))
        while head < shorter and old[head] == new[head]:
            head += 1
        while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        for block in new[:head]:
            yield self._block(block, "")
        for block in old[head : len(old) - tail]:
            yield self._block(block, "del")
        for block in new[head : len(new) - tail]:
            yield self._block(block, "ins")
        for block in new[len(new) - tail :]:
            yield self._block(block, "")

    def _block(self, block: Line | Grid, change: str) -> str:
        if isinstance(block, Line):
            return self._line(block, change) if change else line_paragraph(block, self.style)
        if not change:
            return grid(block, self.style)
        heading = ["".join(self._line(line, change)) for line in block.heading]
        rows = [["".join(self._line(line, change) for line in cell) for cell in row] for row in block.rows]
        changes = [mark_change(change, self._revision(self._number(), None)) for _ in range(len(rows) + bool(heading))]
        return table(widths(block, self.style), rows, heading=heading, changes=changes) + "<w:p/>"

    def _line(self, line: Line, change: str) -> str:
        runs = run(line.text)
        content = tracked(change, self._revision(self._number(), None), runs) if runs else ""
        mark = mark_change(change, self._revision(self._number(), None))
        return paragraph(self.ids[line.name], content, mark=mark)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A footnote mark as one text prints it; the first one has a bookmark and the footnote's number."""

    runs: str
    """Of the first one only the mark that is not a number."""
    bookmark: str = ""
    number: int = 0


def _on_paper(rolling: RollingText) -> Document:
    """The document whose page and properties the file has: a draft where either text is one, on the way to the next."""
    old, new = rolling.base.draft, rolling.accepted.draft
    draft = new or old
    if old is not None and new is not None and old.revision and new.revision and old.revision != new.revision:
        draft = replace(new, revision=f"{old.revision} → {new.revision}")
    # The file is neither text, so it has the fingerprint of neither.
    return replace(rolling.accepted, draft=draft, fingerprint="")


def _placed(rolling: RollingText) -> list[_Placed]:
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
    placed: list[_Placed] = []
    new = 0
    for number, one in enumerate(rolling.parts):
        placed.append(_Placed(one, olds.get(number), new if one.new is not None else None))
        new += one.new is not None
    return placed


def _in_order(parts: Sequence[_Placed]) -> Iterator[tuple[_Placed, bool, bool]]:
    """The parts as they are printed, and whether in the old text and in the new one; a moved part comes twice."""
    moved = {one.old: one for one in parts if one.rolling.is_moved}
    order = sorted(one.old for one in parts if one.old is not None)
    following = dict(pairwise(order))

    def leaving(place: int | None) -> Iterator[tuple[_Placed, bool, bool]]:
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


def _sides(
    stretch: Stretch, in_old: Wording, in_new: Wording, old: int | None, new: int | None
) -> Sequence[tuple[Change, Wording]]:
    """What a stretch is in the texts that are printed: once where it is the same in both."""
    change = stretch.change
    if change is not Change.SAME:
        is_printed = (old if change is Change.DELETED else new) is not None
        return ((change, in_old or in_new),) if is_printed else ()
    if old is None or new is None or in_old is in_new or in_old == in_new:
        return ((change, in_new if old is None else in_old),)
    # The words are the same, and white space beside a change has other marks.
    sides: list[tuple[Change, Wording]] = []
    for one, other in _side_by_side(in_old, in_new):
        if one == other:
            sides.append((change, (one,)))
        else:
            sides += ((Change.DELETED, (one,)), (Change.INSERTED, (other,)))
    return sides


def _side_by_side(old: Wording, new: Wording) -> Iterator[tuple[Run | FootnoteMark, Run | FootnoteMark]]:
    """Two wordings of the same words, cut wherever the marks of one change."""
    ahead = deque(new)
    for piece in old:
        if isinstance(piece, FootnoteMark):
            yield piece, ahead.popleft()
            continue
        words = piece.text
        while words:
            other = ahead.popleft()
            assert isinstance(other, Run), "the same words have their footnote marks in the same places"
            count = min(len(words), len(other.text))
            yield structs.replace(piece, text=words[:count]), structs.replace(other, text=other.text[:count])
            if count < len(other.text):
                ahead.appendleft(structs.replace(other, text=other.text[count:]))
            words = words[count:]


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


@lru_cache(maxsize=256)
def _names(by: Author) -> frozenset[str]:
    """The name of an author, and where it is several together that of each."""
    return frozenset((by.name, *by.name.split(", ")))


@lru_cache(maxsize=256)
def _date(at: datetime | None) -> str:
    """The hour of a change as Word files have it, in UTC; empty where nobody noted it."""
    if at is None:
        return ""
    return f"{at if at.tzinfo is None else at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@lru_cache(maxsize=256)
def _initials(name: str) -> str:
    """At most three letters by which a comment is marked."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return ("".join(letters) if len(letters) > 1 else name.strip())[:3].upper()
