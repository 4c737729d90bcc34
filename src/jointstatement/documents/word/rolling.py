"""Prints a rolling text as a Word file with tracked changes: accepted it is the next text, rejected the one before.

Both texts are printed as they would be alone, part beside part. What is the same stands plain; what differs is one
text's deletion and the other's insertion, also where nobody touched a word: an ending, a footnote's place. What nobody
proposed is the secretariat's. A paragraph comes and goes whole, because Word joins one whose mark goes to the next.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from jointstatement.documents.reserves import rolling_with_open_reserves
from jointstatement.documents.style import Style
from jointstatement.documents.word import names
from jointstatement.documents.word.both_texts import BothTexts, Placed, PrintedText, in_order
from jointstatement.documents.word.elements import (
    DECLARATION,
    FOOTNOTE_SEPARATORS,
    ROOT_NAMESPACES,
    bookmark_end,
    bookmark_start,
    comment_end,
    comment_sign,
    comment_start,
    footnote,
    footnote_again_in_runs,
    footnote_reference,
    marked_run,
    marked_runs,
    move_end,
    move_start,
    paragraph,
    run,
    styled_run,
    table,
)
from jointstatement.documents.word.held import list_level, numbering_with_held
from jointstatement.documents.word.on_words import OnWords, on_words
from jointstatement.documents.word.tracking import (
    KEPT,
    MOVED_FROM,
    MOVED_TO,
    PUT_IN,
    TAKEN_OUT,
    UNTRACKED,
    Inline,
    Paragraph,
    Tags,
    Tracking,
)
from jointstatement.documents.word.write import (
    Grid,
    Line,
    Story,
    blocks_after,
    divides_paragraphs,
    form_of,
    grid,
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
from jointstatement.text.document import Part
from jointstatement.text.rolling import Author, Remark, RollingText, Stretch, covered
from jointstatement.text.wording import FootnoteMark, Run, Wording


def write_rolling(rolling: RollingText, style: Style, *, secretariat: Author) -> bytes:
    """The Word file of a rolling text. Accepting every change leaves `rolling.accepted`, rejecting it `rolling.base`.

    Each change carries its author and hour, remarks are Word comments; what follows from a change without being
    proposed (an ending, the place of a footnote) is the secretariat's. Raises `ValueError` for a row of parts that is
    not that of the base. Open reserves are footnotes in it that no reader takes for words. The same rolling text and
    style give the same bytes.
    """
    return _Writing(rolling_with_open_reserves(rolling, style), style, secretariat).file()


class _Writing:
    """One rolling text on its way to paper."""

    def __init__(self, rolling: RollingText, style: Style, secretariat: Author) -> None:
        self.style, self.secretariat = style, secretariat
        self.ids = style.template.style_ids
        self.texts = BothTexts(rolling, style)
        self.tracking = Tracking(secretariat)
        self.document, self.parts = self.texts.document, self.texts.parts
        self.old, self.new = self.texts.old, self.texts.new
        self.is_draft = self.document.draft is not None
        self._general = list(rolling.remarks)
        self._bodies: dict[int, Callable[[int], str]] = {}
        self._order_of_bodies: list[int] = []
        self._remarks_on_notes = self._remarks_by_note()

    def file(self) -> bytes:
        """The whole archive."""
        body = "".join(self._body())
        unseen = unseen_of(self.new.document, self.style, self.new.printed, self.new.bookmarks)
        rejected = unseen_of(self.old.document, self.style, self.old.printed, self.old.bookmarks)
        bodies = "".join(self._bodies[number](place) for place, number in enumerate(self._order_of_bodies, start=1))
        footnotes = f"{DECLARATION}<w:footnotes {ROOT_NAMESPACES}>{FOOTNOTE_SEPARATORS}{bodies}</w:footnotes>"
        comments = ""
        if self.tracking.comments:
            comments = f"{DECLARATION}<w:comments {ROOT_NAMESPACES}>{''.join(self.tracking.comments)}</w:comments>"
        form = form_of(self.document, self.style)
        story = Story(
            body,
            numbering_with_held(numbering_with_restarts(form, self.texts.restarts), form, self.texts.held),
            footnotes.encode(),
            structs.replace(unseen, rejected=rejected),
            comments.encode(),
        )
        return word_file(self.document, self.style, story)

    def _remarks_by_note(self) -> dict[int, list[Remark]]:
        """Those on footnotes, by the number that Word knows them by: Word has no comments within footnotes."""
        remarks: dict[int, list[Remark]] = defaultdict(list)
        for one in self.parts:
            if one.kind is PartKind.FOOTNOTE:
                if one.new is not None and one.new in self.new.numbers:
                    remarks[self.new.numbers[one.new]] += one.rolling.remarks
                elif one.old is not None and one.old in self.old.numbers:
                    remarks[self.old.numbers[one.old]] += one.rolling.remarks
        return remarks

    # The text

    def _body(self) -> Iterator[str]:
        yield from self._lines(lines_before(self.old.document, self.style), lines_before(self.new.document, self.style))
        text = [one for one in self.parts if one.kind is not PartKind.FOOTNOTE]
        for one, in_old, in_new in in_order(text):
            if in_old and in_new:
                yield self._standing(one)
            elif in_old:
                yield self._going(one)
            else:
                yield self._coming(one)
        notes = [one for one in self.parts if one.kind is PartKind.FOOTNOTE]
        for one, in_old, in_new in in_order(notes):
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
        yield f"<w:p>{''.join(map(self.tracking.comment_alone, self._general))}</w:p>"

    def _standing(self, one: Placed) -> str:
        about = on_words(one.rolling, with_old=True)
        paragraphs = self._paragraphs(one, one.old, one.new, about)
        return self._printed(one, paragraphs, KEPT, is_new=True, remarks=about.whole)

    def _going(self, one: Placed) -> str:
        """The old copy of a part that was removed or moved."""
        if one.rolling.is_moved:
            paragraphs = self._paragraphs(one, one.old, None)
            return self._moved(one, "From", self._printed(one, paragraphs, MOVED_FROM, is_new=False))
        about = on_words(one.rolling, with_old=True)
        paragraphs = self._paragraphs(one, one.old, None, about)
        return self._printed(one, paragraphs, TAKEN_OUT, is_new=False, remarks=about.whole)

    def _coming(self, one: Placed) -> str:
        """The new copy of a part that was put in or moved."""
        about = on_words(one.rolling, with_old=False)
        paragraphs = self._paragraphs(one, None, one.new, about)
        tags = MOVED_TO if one.rolling.is_moved else PUT_IN
        printed = self._printed(one, paragraphs, tags, is_new=True, remarks=about.whole)
        return self._moved(one, "To", printed) if one.rolling.is_moved else printed

    def _moved(self, one: Placed, end: str, printed: str) -> str:
        """A copy of a moved part within its range; one name holds the two ranges together."""
        number = self.tracking.number()
        start = move_start(end, self.tracking.revision(number, one.rolling.by), f"move{one.new}")
        head, properties_end, rest = printed.partition("</w:pPr>")
        return head + properties_end + start + rest + move_end(end, number)

    def _printed(
        self,
        one: Placed,
        paragraphs: list[Paragraph],
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
            self.tracking.comment_on(paragraphs, remark)
        first, further = style_names(part, is_draft=self.is_draft)
        parts = view.document.parts
        introduces = place + 1 < len(parts) and parts[place + 1].kind is PartKind.ITEM
        list_number = self.texts.lists.get((is_new, place), 0)
        number = self.tracking.number()
        last = max(n for n, one in enumerate(paragraphs) if n == 0 or one.change is not Change.DELETED or not is_new)
        printed = []
        for count, one_paragraph in enumerate(paragraphs):
            content = self.tracking.runs(one_paragraph, tags, self._author(one))
            if count == 0:
                content = bookmark_start(number, view.bookmarks[place]) + content
            if count == last:
                content += bookmark_end(number)
            printed.append(
                paragraph(
                    self.ids[first if count == 0 else further],
                    content,
                    keep_with_next=introduces,
                    list_place=(list_number, list_level(part)) if list_number and count == 0 else None,
                    mark=self.tracking.mark(one_paragraph, tags, self._author(one)),
                )
            )
        return "".join(printed)

    def _note(self, one: Placed, old: int | None, new: int | None) -> str:
        """A footnote that nothing refers to in one text or in both, below the text after its mark."""
        paragraphs = self._paragraphs(one, old, new)
        shown = [
            (change, run(f"{view.printed[place].marker}\t"))
            for change, view, place in ((Change.DELETED, self.old, old), (Change.INSERTED, self.new, new))
            if place is not None
        ]
        tags = KEPT if old is not None and new is not None else TAKEN_OUT if new is None else PUT_IN
        if len(shown) == 1 or shown[0][1] == shown[1][1]:
            shown = [(Change.SAME, shown[0][1])]
        inlines = [Inline(change, runs, self._author(one)) for change, runs in shown]
        mark = self.tracking.runs(Paragraph(Change.SAME, None, inlines), tags, self._author(one))
        if one.old not in self.old.numbers and one.new not in self.new.numbers:
            for remark in one.rolling.remarks:
                self.tracking.comment_on(paragraphs, remark)
        number = self.tracking.number()
        bookmark = self.new.bookmarks[new] if new is not None else self.old.bookmarks[old or 0]
        printed = []
        for count, one_paragraph in enumerate(paragraphs):
            content = self.tracking.runs(one_paragraph, tags, self._author(one))
            content = mark + bookmark_start(number, bookmark) + content if count == 0 else content
            content += bookmark_end(number) if count == len(paragraphs) - 1 else ""
            printed.append(
                paragraph(
                    self.ids[names.NOTE], content, mark=self.tracking.mark(one_paragraph, tags, self._author(one))
                )
            )
        return "".join(printed)

    def _footnote(self, one: Placed) -> None:
        """The bodies of a footnote: one with its changes where the texts share it, else one for each text."""
        if one.old is not None and one.new is not None and self.texts.stands_once(one):
            if one.new in self.new.numbers:
                # The last mark of a footnote cannot go: here a paragraph's change stands on the mark before it.
                paragraphs = self._paragraphs(one, one.old, one.new)
                changes = [*(self.tracking.mark(below, KEPT, self.secretariat) for below in paragraphs[1:]), ""]
                self._body_of(self.new, one.new, paragraphs, KEPT, changes)
            return
        for view, place, places in ((self.old, one.old, (one.old, None)), (self.new, one.new, (None, one.new))):
            if place is not None and place in view.numbers:
                paragraphs = self._paragraphs(one, *places)
                self._body_of(view, place, paragraphs, UNTRACKED, [""] * len(paragraphs))

    def _body_of(
        self, view: PrintedText, place: int, paragraphs: Sequence[Paragraph], tags: Tags, changes: Sequence[str]
    ) -> None:
        number = view.numbers[place]
        mark = view.document.parts[place].mark or ""
        contents = [self.tracking.runs(one, tags, self.secretariat) for one in paragraphs]
        styles = self.ids[names.FOOTNOTE], self.ids[names.FOOTNOTE_REFERENCE]
        self._bodies[number] = lambda place: footnote(place, *styles, mark, contents, changes)

    def _paragraphs(
        self, one: Placed, old: int | None, new: int | None, about: OnWords | None = None
    ) -> list[Paragraph]:
        """A part's paragraphs with its endings and the remarks on its words, as they stand in both texts or in one."""
        part = about.part if about is not None else one.rolling
        begin, end = (about.begin, about.end) if about is not None else ({}, {})
        comments: dict[int, int] = {}
        stays = Change.SAME
        change = Change.DELETED if part.new is None else Change.INSERTED if part.old is None else stays
        paragraphs = [Paragraph(change, part.by)]
        divides = divides_paragraphs(part.new or part.old or Part(one.kind, ""))
        count_old = count_new = -1
        for at, (stretch, in_old, in_new) in enumerate(covered(part)):
            for remark in begin.get(at, ()) if begin else ():
                comments[remark] = self.tracking.remember(part.remarks[remark], is_on_its_words=True)
                paragraphs[-1].inlines.append(Inline(stays, "", before=comment_start(comments[remark])))
            for change, wording in _sides(stretch, in_old, in_new, old, new):
                by = stretch.by or (self.secretariat if change is not Change.SAME else None)
                if "\n" not in stretch.text and "[^" not in stretch.text and paragraphs[-1].change in (stays, change):
                    paragraphs[-1].inlines.append(Inline(change, marked_runs(wording), by))
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
                        paragraphs[-1].inlines.append(Inline(change, marked_run(piece), by))
                        continue
                    for number, words in enumerate(piece.text.split("\n") if divides else (piece.text,)):
                        if number:
                            paragraphs.append(Paragraph(change, by))
                        elif words and paragraphs[-1].change not in (Change.SAME, change):
                            raise ValueError("a paragraph of a rolling text comes or goes whole")
                        if words:
                            shown = marked_run(structs.replace(piece, text=words))
                            paragraphs[-1].inlines.append(Inline(change, shown, by))
            for remark in end.get(at, ()) if end else ():
                sign = Inline(paragraphs[-1].change, comment_sign(comments[remark]), paragraphs[-1].by)
                paragraphs[-1].inlines.append(structs.replace(sign, before=comment_end(comments[remark])))
        self._end(paragraphs, one, old, new)
        return paragraphs

    def _end(self, paragraphs: list[Paragraph], one: Placed, old: int | None, new: int | None) -> None:
        """Sets the closing punctuation of each text behind its last paragraph."""
        last_old = max(n for n, p in enumerate(paragraphs) if n == 0 or p.change is not Change.INSERTED)
        last_new = max(n for n, p in enumerate(paragraphs) if n == 0 or p.change is not Change.DELETED)
        old_ending = run(self.old.printed[old].ending) if old is not None else ""
        new_ending = run(self.new.printed[new].ending) if new is not None else ""
        if last_old == last_new and old_ending == new_ending:
            paragraphs[last_old].inlines.append(Inline(Change.SAME, old_ending))
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
                paragraph_of.inlines.append(Inline(change, ending, by))

    # Footnote marks

    def _marks(
        self,
        key: str,
        kind: PartKind,
        change: Change,
        by: Author | None,
        in_old: tuple[int, int] | None,
        in_new: tuple[int, int] | None,
    ) -> list[Inline]:
        """A footnote mark as each text prints it: once where that is the same."""
        old = self._mark_in(self.old, key, in_old) if in_old and kind is not PartKind.FOOTNOTE else None
        new = self._mark_in(self.new, key, in_new) if in_new and kind is not PartKind.FOOTNOTE else None
        if old is None and new is None:
            dangling = styled_run(f"[^{key}]", self.ids[names.MARK_WITHOUT_NOTE])
            return [Inline(change, dangling, by)]
        if old is not None and new is not None and old != new:
            taken = self._mark_inlines(old, Change.DELETED, self.secretariat)
            return [*taken, *self._mark_inlines(new, Change.INSERTED, self.secretariat)]
        shown = new or old
        assert shown is not None
        return self._mark_inlines(shown, change, by)

    def _mark_in(self, view: PrintedText, key: str, where: tuple[int, int]) -> "_Mark":
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

    def _mark_inlines(self, mark: "_Mark", change: Change, by: Author | None) -> list[Inline]:
        if not mark.bookmark:
            return [Inline(change, mark.runs, by)]
        number = self.tracking.number()
        before, after = bookmark_start(number, mark.bookmark), bookmark_end(number)
        # LibreOffice takes the bodies of footnotes in the order of their places, whatever their numbers are.
        self._order_of_bodies.append(mark.number)
        shown = footnote_reference(len(self._order_of_bodies), self.ids[names.FOOTNOTE_REFERENCE], mark.runs)
        inlines = [Inline(change, shown, by, before, after)]
        for remark in self._remarks_on_notes.pop(mark.number, ()):
            comment_number = self.tracking.remember(remark)
            inlines.insert(0, Inline(Change.SAME, "", before=comment_start(comment_number)))
            inlines.append(Inline(change, comment_sign(comment_number), by, before=comment_end(comment_number)))
        return inlines

    def _author(self, one: Placed) -> Author:
        return one.rolling.by or self.secretariat

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
        changes = [self.tracking.mark_under(change, None) for _ in range(len(rows) + bool(heading))]
        return table(widths(block, self.style), rows, heading=heading, changes=changes) + "<w:p/>"

    def _line(self, line: Line, change: str) -> str:
        runs = run(line.text)
        content = self.tracking.under(change, None, runs)
        mark = self.tracking.mark_under(change, None)
        return paragraph(self.ids[line.name], content, mark=mark)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A footnote mark as one text prints it; the first one has a bookmark and the footnote's number."""

    runs: str
    """Of the first one only the mark that is not a number."""
    bookmark: str = ""
    number: int = 0


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
