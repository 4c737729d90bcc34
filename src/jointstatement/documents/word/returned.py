"""Reads a delegation's own file back: what it proposes on each part of the text it was made from.

The file says it in four ways. What its tracked changes do to a word holds exactly: every run is marked before they are
accepted or rejected, and is known again on both sides. Bookmarks say which part a paragraph was, as long as they live.
Words say it where neither does (`text.trace`). And what is left when all changes are rejected is compared with the
base, so that nothing untracked slips by.

Sure is: words that tracking carried over; a part all whose words were taken out in the paragraph where others were put
in; and what `trace` says without a doubt. All else is marked as unsure, with a sentence that says why.

Most of the file is one comparison, whose steps all change what is known of the same paragraphs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby

from lxml import etree
from msgspec import structs

from jointstatement.documents.style import Style
from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.marking import Marks, RunFacts, author_of, mark, runs_of
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.read import (
    UNKNOWN,
    Found,
    OpenedFile,
    Page,
    PageReader,
    Pieces,
    cut_end,
    in_order,
    opened_file,
    read_docx,
)
from jointstatement.documents.word.safely import PATIENCE, in_child
from jointstatement.documents.word.unseen import Unseen, UnseenPart
from jointstatement.documents.word.view import View, accepted, has_changes
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import N_, UnreadableFile
from jointstatement.terms import CLAUSE_KINDS, PartKind
from jointstatement.text.alternatives import proposed_alone, without_frames
from jointstatement.text.compare import longest_rise
from jointstatement.text.document import Document, LeftOut
from jointstatement.text.punctuate import split_ending
from jointstatement.text.returned import Became, FileComment, FileProposal, ReturnedFile, ReturnedPart
from jointstatement.text.rolling import Author
from jointstatement.text.trace import Passage, Trace, trace
from jointstatement.text.wording import FootnoteMark, Run, write

_PIECE = 0.3
"""From this share of the smaller passage on, words that tracking carried into another passage make it a piece of it."""
_ONCE = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING})
_ENDED = CLAUSE_KINDS | {PartKind.ITEM}
_EARLIEST = datetime.min.replace(tzinfo=UTC)

_NO_STYLE = N_("The paragraph has none of the statement's Word styles; it may be no clause.")
_PERHAPS_REWORDED = N_("It stands where a part is missing, and may be that part in other words.")
_BASE_CHANGED = N_(
    "The text to compare with is not as this program printed it: in it are paragraphs that were added or cut in two."
    " Name the file that was printed, as it was before anybody wrote in it."
)
_ANOTHER_BASE = N_("The file was made from another text than the one it is compared with.")
_NO_MEMORY = N_("The file has lost what it kept beside its words.")
_LINE_MISSING = N_("A line that stands round the text is missing in the file: “{line}”.")
_LINE_CHANGED = N_("The line stands round the text and is not as it was printed.")
_AT_THE_EDGE = N_("The words stand at the edge of the page or in an endnote.")
_IN_NEITHER = N_("One author put this in and another took it out again.")


def read_returned(data: bytes, base: Document, style: Style, *, seconds: float = PATIENCE) -> ReturnedFile:
    """What a file that came back proposes on the text that it was made from.

    The file is judged first and read in a process of its own. Raises `UnreadableFile`, with one sentence.
    """
    return compare_files(write_docx(base, style), data, seconds=seconds)


def compare_files(base: bytes, returned: bytes, *, seconds: float = PATIENCE) -> ReturnedFile:
    """The same where the base is a Word file that this program printed; its own open changes are rejected."""
    preflight(base)
    preflight(returned)
    return in_child(returned_file, returned, seconds, base)


def returned_file(data: bytes, base: bytes) -> ReturnedFile:
    """The same without judging the files first, and in this process."""
    return _Comparison(opened_file(data, of_any_program=True), base).file()


@dataclass(slots=True)
class _Unit:
    """A part as one view of a file has it."""

    found: Found
    runs: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """All that it says, closing punctuation included."""
        return "".join(piece.text for piece in self.found.pieces if isinstance(piece, Run))

    @property
    def is_note(self) -> bool:
        return self.found.shown.kind is PartKind.FOOTNOTE

    @property
    def passage(self) -> Passage:
        kind = self.found.shown.kind
        signs = self.names | {f"the {kind}"} if kind in _ONCE else self.names
        return Passage(self.words, signs, "note" if self.is_note else "text")


@dataclass(slots=True)
class _Seen:
    """One view of the file, traced back to the base."""

    units: Sequence[_Unit]
    page: Page
    trace: Trace
    """From the parts of the base to the units."""
    carried: Trace
    """From the units of the rejected view to these."""
    left: frozenset[int] = frozenset()
    """The units that left the order of the base."""
    mains: dict[int, list[int]] = field(default_factory=dict)
    """The units that are mainly one part of the base, in order, by that part."""

    def __post_init__(self) -> None:
        for unit in sorted(self.trace.made_of):
            self.mains.setdefault(self.trace.made_of[unit][0], []).append(unit)
        first = {units[0]: place for place, units in self.mains.items() if not self.units[units[0]].is_note}
        in_place = longest_rise([first[unit] for unit in sorted(first)])
        self.left = frozenset(unit for unit, place in first.items() if place not in in_place)

    def main(self, unit: int) -> int | None:
        """The part of the base that a unit mainly is."""
        olds = self.trace.made_of.get(unit)
        return olds[0] if olds else None

    def is_new(self, unit: int) -> bool:
        """Whether a unit is no part of the base, or only a further piece of one."""
        place = self.main(unit)
        return place is None or self.mains[place][0] != unit

    def after(self, unit: int) -> int | None:
        """The part of the base that a unit stands after."""
        before = (self.main(number) for number in reversed(range(unit)))
        return next((place for place in before if place is not None), None)

    def into(self, place: int) -> tuple[int | None, str]:
        """The part whose unit has taken in the words of this one, and what makes that unsure."""
        for unit, olds in sorted(self.trace.made_of.items()):
            if place in olds[1:]:
                return olds[0], self.trace.doubts.get(unit, "")
        return None, ""


class _Comparison:
    """One file and its base, on the way to what became of each part."""

    def __init__(self, opened: OpenedFile, base: bytes) -> None:
        printed = opened_file(base)
        self.document = read_docx(base, view=View.REJECTED).document
        self.opened = opened
        self.base_file = printed.viewed(View.REJECTED)
        self.base_unseen = self.base_file.unseen or Unseen()
        self.base_page, founds = _found(self.base_file, self.base_unseen)
        if len(founds) != len(self.document.parts):
            raise UnreadableFile(_BASE_CHANGED)
        self.base = [
            _Unit(found, names=_own_names(found, self.base_unseen, printed.unseen, part.key))
            for found, part in zip(founds, self.document.parts, strict=True)
        ]
        self.marks: Marks = mark(opened.main, opened.notes)
        self._covered_sizes = {name: self.marks.size(covered) for name, covered in self.marks.covered.items()}
        self._bookmarks_of: dict[int, list[str]] = {}
        self._points: dict[int, list[str]] = {}
        for name, covered in self.marks.covered.items():
            for run in covered:
                self._bookmarks_of.setdefault(run, []).append(name)
            for paragraph in self.marks.places[name] if not self._covered_sizes[name] else ():
                self._points.setdefault(paragraph, []).append(name)
        self.is_tracked = any(tree is not None and has_changes(tree) for tree in (opened.main, opened.notes))
        self.rejected = self._traced(*self._units(opened.viewed(View.REJECTED)))
        self.accepted = self._seen(opened.viewed(View.ACCEPTED)) if self.is_tracked else self.rejected
        shown = {run for seen in (self.rejected, self.accepted) for unit in seen.units for run in unit.runs}
        self.in_neither = [
            number
            for number, run in enumerate(self.marks.runs)
            if number not in shown and run.is_taken_out and len({author.name for author in run.authors}) > 1
        ]
        self._by_author: dict[str, _Seen] = {}

    def file(self) -> ReturnedFile:
        """Everything that the file says."""
        comments, loose = self._comments()
        left_out, warnings = self._around()
        return ReturnedFile(
            base=self.document,
            parts=tuple(self._parts(comments)),
            comments=tuple(loose),
            left_out=(*self.accepted.page.left_out, *left_out, *self._in_neither()),
            as_printed=tuple(self._as_printed()),
            warnings=warnings,
            authors=tuple(sorted(self._authors())),
        )

    # Views

    def _units(self, opened: OpenedFile) -> tuple[list[_Unit], Page]:
        """The parts of one view of the file. An empty paragraph is one only where the base has an empty part there."""
        unseen = opened.unseen or self.base_unseen
        page, founds = _found(opened, unseen)
        empty = {name for unit in self.base if not unit.words.strip() for name in unit.names}
        units = []
        for found in founds:
            unit = _Unit(found, runs_of(found.paragraphs))
            unit.names = self._names(unit, unseen)
            if unit.words.strip() or unit.names & empty or any(self.marks.runs[run].size for run in unit.runs):
                units.append(unit)
        return units, page

    def _names(self, unit: _Unit, unseen: Unseen) -> frozenset[str]:
        """The parts whose bookmarks cover a good share of a unit, or of which it covers a good share.

        Where no bookmark does, those that cover nothing any more and begin in its paragraphs.
        """
        if unit.is_note:
            known = unseen.parts.get(unit.found.bookmark)
            return _own_names(unit.found, unseen, self.opened.unseen, known.key if known else None)
        size = self.marks.size(unit.runs)
        shared: Counter[str] = Counter()
        for run in unit.runs:
            for name in self._bookmarks_of.get(run, ()):
                shared[name] += self.marks.runs[run].size
        notes = set(unseen.footnotes)
        covering = {
            name
            for name, common in shared.items()
            if name not in notes and common and common >= _PIECE * min(size, self._covered_sizes[name])
        }
        if not covering:
            paragraphs = {self.marks.runs[run].paragraph for run in unit.runs}
            covering = {
                name for paragraph in paragraphs for name in self._points.get(paragraph, ()) if name not in notes
            }
        if not covering and unit.found.bookmark and not unit.words.strip():
            covering = {unit.found.bookmark}
        return frozenset(_identity(name, unseen, self.opened.unseen) for name in covering)

    def _traced(self, units: list[_Unit], page: Page) -> _Seen:
        """The view that is left when every change is rejected, traced by bookmarks and words alone."""
        found = trace([unit.passage for unit in self.base], [unit.passage for unit in units])
        self._name_notes(units, found)
        return _Seen(units, page, found, Trace({unit: [unit] for unit in range(len(units))}))

    def _seen(self, opened: OpenedFile) -> _Seen:
        """Another view, traced through the runs that it has in common with that one."""
        units, page = self._units(opened)
        carried = self._carried(units)
        whole = Trace()
        for unit in sorted(carried.made_of):
            for middle in carried.made_of[unit]:
                for place in self.rejected.trace.made_of.get(middle, []):
                    if place not in whole.made_of.get(unit, []):
                        doubt = carried.doubts.get(unit) or self.rejected.trace.doubts.get(middle, "")
                        whole.link(unit, place, doubt)
        self._name_notes(units, whole)
        return _Seen(units, page, whole, carried)

    def _name_notes(self, units: Sequence[_Unit], found: Trace) -> None:
        """Gives the marks in the text the keys that their footnotes have in the base."""
        keys: dict[str, str] = {}
        for number, unit in enumerate(units):
            olds = found.made_of.get(number)
            own, base = unit.found.key, self.document.parts[olds[0]].key if olds else None
            if unit.is_note and own and base and own != base:
                keys[own] = base
        for unit in units if keys else ():
            unit.found.pieces = [
                FootnoteMark(keys.get(piece.key, piece.key)) if isinstance(piece, FootnoteMark) else piece
                for piece in unit.found.pieces
            ]

    def _carried(self, units: Sequence[_Unit]) -> Trace:
        """Which units of the rejected view each unit holds: by runs, by the paragraph, then by signs and words."""
        before = self.rejected.units
        holder = {run: old for old, unit in enumerate(before) for run in unit.runs}
        shared: dict[tuple[int, int], int] = {}
        for new, unit in enumerate(units):
            for run in unit.runs:
                if run in holder and self.marks.runs[run].size:
                    pair = new, holder[run]
                    shared[pair] = shared.get(pair, 0) + self.marks.runs[run].size
        found = Trace()
        best_old, best_new = _best(shared, 0), _best(shared, 1)
        for new in range(len(units)):
            main = best_old.get(new)
            if main is None:
                continue
            others = [old for other, old in sorted(shared) if other == new and old != main]
            smaller = min(self.marks.size(units[new].runs), self.marks.size(before[main].runs))
            if best_new[main] == new or shared[new, main] >= _PIECE * smaller:
                found.link(new, main)
            for old in others:
                if shared[new, old] >= _PIECE * self.marks.size(before[old].runs):
                    found.link(new, old)
        self._by_paragraph(units, found)
        self._by_words(units, found)
        return found

    def _by_paragraph(self, units: Sequence[_Unit], found: Trace) -> None:
        """Pairs words put in with the words taken out in the same paragraph."""
        gone = set(range(len(self.rejected.units))) - set(found.became())
        for new, unit in enumerate(units):
            if new in found.made_of:
                continue
            paragraphs = {self.marks.runs[run].paragraph for run in unit.runs if self.marks.runs[run].size}
            sizes = {
                old: self.marks.size(
                    run for run in self.rejected.units[old].runs if self.marks.runs[run].paragraph in paragraphs
                )
                for old in gone
            }
            best = max(sizes, key=lambda old: (sizes[old], -old), default=None)
            if best is not None and sizes[best]:
                found.link(new, best)
                gone.discard(best)

    def _by_words(self, units: Sequence[_Unit], found: Trace) -> None:
        """Finds what was taken out in one place and put in in another."""
        gone = sorted(set(range(len(self.rejected.units))) - set(found.became()))
        fresh = [new for new in range(len(units)) if new not in found.made_of]
        apart = trace(
            [self.rejected.units[old].passage for old in gone],
            [units[new].passage for new in fresh],
            by_place=False,
        )
        for place, olds in sorted(apart.made_of.items()):
            for old in olds:
                found.link(fresh[place], gone[old], apart.doubts.get(place, ""))

    def _seen_by(self, name: str) -> _Seen:
        """The text as it would be with the changes of one author alone."""
        if name not in self._by_author:
            alone = self.opened.chosen(lambda change: author_of(change).name == name)
            self._by_author[name] = self._seen(replace(alone, unseen=_of_both_texts(alone.unseen)))
        return self._by_author[name]

    # Parts

    def _parts(self, comments: dict[tuple[str, int], list[FileComment]]) -> list[ReturnedPart]:
        seen = self.accepted
        row: list[ReturnedPart] = []
        for number, unit in enumerate(seen.units):
            place = seen.main(number)
            hanging = tuple(comments.get(("unit", number), ()))
            if place is None or seen.is_new(number):
                shown = unit.found.shown
                proposal = self._new(number)
                row.append(ReturnedPart(None, None, shown.kind, shown.level, unit.words, (proposal,), hanging))
                continue
            hanging += tuple(comments.get(("part", place), ()))
            row.append(self._part(place, unit.words, hanging))
        for place in range(len(self.base)):
            if place not in seen.mains:
                part = self._part(place, "", tuple(comments.get(("part", place), ())))
                row.insert(_place_after(row, place), part)
        return row

    def _part(self, place: int, found: str, comments: tuple[FileComment, ...]) -> ReturnedPart:
        part = self.document.parts[place]
        return ReturnedPart(place, part, part.kind, part.level, found, tuple(self._proposals(place)), comments)

    def _proposals(self, place: int) -> Iterator[FileProposal]:
        """What each author proposes on a part; nothing where it came back as it was."""
        untracked, final = self._fate(self.rejected, place), self._fate(self.accepted, place)
        if final is None:
            return
        outside = untracked is not None
        if not self.is_tracked or _same(final, untracked):
            yield replace(final, is_outside_tracking=True)
            return
        runs = self._runs(place)
        authors = self._authors_of(runs, with_ends=final.became not in {Became.REWORDED, Became.REPUNCTUATED})
        if len(authors) < 2:
            yield replace(final, by=authors, is_outside_tracking=outside)
            return
        apart = self._apart(place, authors, runs, untracked)
        if apart:
            yield from (replace(one, is_outside_tracking=outside) for one in apart)
        else:
            yield replace(final, by=authors, is_combined=True, is_outside_tracking=outside)

    def _apart(
        self, place: int, authors: Sequence[Author], runs: Iterable[int], untracked: FileProposal | None
    ) -> list[FileProposal]:
        """The proposals of several authors on one part; none where their changes stand in each other."""
        if any(len({author.name for author in self.marks.runs[run].authors}) > 1 for run in runs):
            return []
        proposals = []
        accepted_fate = self._fate(self.accepted, place)
        whole = accepted_fate.wording if accepted_fate else ""
        for author in authors:
            fate = self._fate(self._seen_by(author.name), place)
            if fate is None or _same(fate, untracked):
                continue
            if fate.became in {Became.SPLIT, Became.MERGED} or fate.into is not None:
                return []
            if fate.became is Became.REWORDED:
                wording = proposed_alone(fate.wording, author.name, whole)
                if without_frames(wording, whole) == self.document.parts[place].wording and wording == fate.wording:
                    # Nothing but the brackets round what others dispute.
                    continue
                fate = replace(fate, wording=wording) if wording else FileProposal(Became.REMOVED)
            if fate.became is Became.REMOVED and not self._shares_runs(place):
                # A rolling text has a footnote that is referred to anew in two copies, and each has its authors.
                return []
            proposals.append(replace(fate, by=(author,)))
        return proposals

    def _shares_runs(self, place: int) -> bool:
        before, after = (
            {run for unit in seen.mains.get(place, []) for run in seen.units[unit].runs}
            for seen in (self.rejected, self.accepted)
        )
        return not self.base[place].is_note or bool(before & after)

    def _fate(self, seen: _Seen, place: int) -> FileProposal | None:
        """What one view makes of a part; `None` where it leaves it as it was."""
        mains = seen.mains.get(place, [])
        if not mains:
            into, doubt = seen.into(place)
            return FileProposal(Became.REMOVED, into=into, why_unsure=doubt)
        unit = mains[0]
        others = tuple(seen.trace.made_of[unit][1:])
        wording, ending = self._wording(seen.units[unit], self.base[place])
        is_moved = unit in seen.left
        if len(mains) > 1:
            became = Became.SPLIT
        elif others:
            became = Became.MERGED
        elif wording != self.document.parts[place].wording:
            became = Became.REWORDED
        elif ending is not None:
            became = Became.REPUNCTUATED
        elif is_moved:
            became = Became.MOVED
        else:
            return None
        return FileProposal(
            became,
            wording,
            ending,
            is_moved=is_moved,
            after=seen.after(unit) if is_moved else None,
            out_of=others,
            why_unsure=seen.trace.doubts.get(unit, ""),
        )

    def _new(self, number: int) -> FileProposal:
        """The proposal of a part that the base does not have, or of a further piece of one that it has."""
        seen = self.accepted
        unit = seen.units[number]
        wording, ending = self._wording(unit, None)
        olds = tuple(seen.trace.made_of.get(number, ()))
        runs = unit.runs.union(*(self._runs(old) for old in olds))
        authors = self._authors_of(runs, with_ends=True)
        untracked = seen.carried.made_of.get(number)
        is_outside = untracked is not None and self.rejected.is_new(untracked[0])
        doubt = seen.trace.doubts.get(number, "")
        if not doubt and unit.found.shown is UNKNOWN:
            doubt = _NO_STYLE
        after = seen.after(number)
        if not doubt and is_outside and not olds and not unit.is_note and self._misses_one(after, number):
            doubt = _PERHAPS_REWORDED
        return FileProposal(
            Became.NEW,
            wording,
            ending,
            authors,
            after=after,
            out_of=olds,
            is_combined=len(authors) > 1,
            is_outside_tracking=is_outside,
            why_unsure=doubt,
        )

    def _misses_one(self, after: int | None, number: int) -> bool:
        """Whether a part is missing between what a new one stands after and what it stands before."""
        seen = self.accepted
        mains = (seen.main(other) for other in range(number + 1, len(seen.units)))
        before = next((place for place in mains if place is not None), len(self.base))
        return any(place not in seen.mains for place in range(0 if after is None else after + 1, before))

    def _wording(self, unit: _Unit, base: _Unit | None) -> tuple[str, str | None]:
        """A unit's wording, and its ending where the base has another."""
        pieces, words = unit.found.pieces, unit.words
        kind = (base or unit).found.shown.kind
        printed: str | None = None
        if base is not None:
            known = self.base_unseen.parts.get(base.found.bookmark)
            own = split_ending(base.words)[1]
            printed = own if known is None else known.ending.removesuffix(known.state)
            if words.endswith(printed) and (printed or kind not in _ENDED or own):
                return write(cut_end(pieces, len(printed))), None
            at = words.rfind(f"{printed}\n") if printed else -1
            if at >= 0 and not split_ending(words)[1]:
                # A further paragraph, typed after the ending, which only the program would move to the end.
                return write(_without(pieces, at, at + len(printed))), None
        if kind not in _ENDED:
            return write(pieces), None
        kept, ending = split_ending(words)
        if ending == printed:
            return write(pieces), None
        return write(cut_end(pieces, len(words) - len(kept))), ending

    # Authors

    def _runs(self, place: int) -> frozenset[int]:
        """The runs of the file that have to do with a part."""
        return self._all_runs.get(place, frozenset())

    @cached_property
    def _all_runs(self) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for seen in (self.rejected, self.accepted):
            for unit, olds in seen.trace.made_of.items():
                for place in olds:
                    found.setdefault(place, set()).update(seen.units[unit].runs)
        beside: dict[int, list[int]] = {}
        for run in self.in_neither:
            beside.setdefault(self.marks.runs[run].paragraph, []).append(run)
        for runs in found.values():
            paragraphs = {self.marks.runs[run].paragraph for run in runs if self.marks.runs[run].size}
            runs.update(run for paragraph in paragraphs for run in beside.get(paragraph, ()))
        return {place: frozenset(runs) for place, runs in found.items()}

    def _authors_of(self, runs: Iterable[int], *, with_ends: bool) -> tuple[Author, ...]:
        """Whose changes these runs are in, each with the latest hour; with those on their paragraphs' ends."""
        numbers = sorted(runs)
        changes = [author for run in numbers for author in self.marks.runs[run].authors]
        if with_ends or not changes:
            ends = sorted({self.marks.runs[run].paragraph for run in numbers if self.marks.runs[run].size})
            changes += [author for paragraph in ends for author in self.marks.ends[paragraph]]
        latest: dict[str, Author] = {}
        for author in changes:
            known = latest.get(author.name)
            if known is None or (known.at or _EARLIEST) < (author.at or _EARLIEST):
                latest[author.name] = author
        return tuple(latest[name] for name in sorted(latest))

    def _authors(self) -> set[str]:
        names = {author.name for run in self.marks.runs for author in run.authors}
        names |= {author.name for end in self.marks.ends for author in end}
        if self.opened.comments is not None:
            names |= {author_of(comment).name for comment in self.opened.comments.iter(_w("comment"))}
        return names - {""}

    def _in_neither(self) -> Iterator[LeftOut]:
        """What one author put in and another took out."""
        for _, group in groupby(enumerate(self.in_neither), key=lambda pair: pair[1] - pair[0]):
            words = "".join(self.marks.runs[run].text for _, run in group)
            if words.strip():
                yield LeftOut(words, _IN_NEITHER)

    # Comments

    def _comments(self) -> tuple[dict[tuple[str, int], list[FileComment]], list[FileComment]]:
        """The comments by what they hang on: a unit of the accepted view, or a part that is gone; and the others."""
        hanging: dict[tuple[str, int], list[FileComment]] = {}
        loose: list[FileComment] = []
        if self.opened.comments is None:
            return hanging, loose
        for element in accepted(self.opened.comments).iter(_w("comment")):
            text = "\n".join(_text_of(paragraph) for paragraph in element.iter(_w("p")))
            runs = self.marks.comments.get(element.get(_w("id"), ""), [])
            comment = FileComment(author_of(element), text, *self._words_under(runs))
            where = self._where(runs)
            if where is None:
                loose.append(comment)
            else:
                hanging.setdefault(where, []).append(comment)
        return hanging, loose

    def _words_under(self, runs: Sequence[int]) -> tuple[str, str]:
        """The words that a comment hangs on, as they are in the accepted text, else as they were; and as they were."""
        facts = [self.marks.runs[run] for run in runs]
        was = _one_line(run for run in facts if not run.is_put_in)
        return _one_line(run for run in facts if not run.is_taken_out) or was, was

    def _where(self, runs: Sequence[int]) -> tuple[str, int] | None:
        covered = frozenset(runs)
        if not covered:
            return None
        for is_shown in (True, False):
            unit = _most(self.accepted.units, covered, self.marks if is_shown else None)
            if unit is not None:
                return "unit", unit
            unit = _most(self.rejected.units, covered, self.marks if is_shown else None)
            place = None if unit is None else self.rejected.main(unit)
            if place is not None:
                return "part", place
        return None

    # Round the text

    def _as_printed(self) -> Iterator[str]:
        printed = Counter(self.base_page.around)
        for line in self.accepted.page.around:
            if printed[line]:
                printed[line] -= 1
                yield line

    def _around(self) -> tuple[list[LeftOut], tuple[str, ...]]:
        """The lines round the text that are not as they were printed, and what is to be said of the file."""
        printed, found = Counter(self.base_page.around), Counter(self.accepted.page.around)
        known = {left.text for left in self.accepted.page.left_out}
        left_out = [LeftOut(line, _LINE_CHANGED) for line in (found - printed).elements() if line not in known]
        edges = {line for tree in self.base_file.others for line in _lines(tree)}
        others = [line for tree in self.opened.others for line in _lines(accepted(tree)) if line not in edges]
        left_out += [LeftOut(line, _AT_THE_EDGE) for line in dict.fromkeys(others)]
        warnings = [_LINE_MISSING.format(line=line) for line in (printed - found).elements()]
        unseen, base = self.opened.unseen, self.base_unseen
        if unseen is None:
            warnings.append(_NO_MEMORY)
        elif _is_of_another(unseen, base):
            warnings.append(_ANOTHER_BASE)
        return left_out, tuple(warnings)


def _found(opened: OpenedFile, unseen: Unseen) -> tuple[Page, tuple[Found, ...]]:
    page = Page(left_out=[*opened.reserves])
    reader = PageReader(opened.style_names, unseen, page, takes_all=True)
    reader.go_through(opened.body)
    if opened.notes is not None:
        reader.go_through_notes(opened.notes)
    return page, tuple(_without_state(found, unseen.parts.get(found.bookmark)) for found in in_order(page, unseen))


def _without_state(found: Found, known: UnseenPart | None) -> Found:
    """What was found, without the mark of its state where the text was printed with states: it is none of its words."""
    if known is None or not known.state:
        return found
    words = "".join(piece.text for piece in found.pieces if isinstance(piece, Run))
    at = words.rfind(known.state)
    return found if at < 0 else replace(found, pieces=_without(found.pieces, at, at + len(known.state)))


def _of_both_texts(unseen: Unseen | None) -> Unseen | None:
    """What a rolling text keeps for both its texts: with the changes of one author, something of each is there."""
    if unseen is None or unseen.rejected is None:
        return unseen
    older = tuple(name for name in unseen.rejected.footnotes if name not in unseen.footnotes)
    return structs.replace(
        unseen, parts={**unseen.rejected.parts, **unseen.parts}, footnotes=(*unseen.footnotes, *older)
    )


def _own_names(found: Found, unseen: Unseen, whole: Unseen | None, key: str | None) -> frozenset[str]:
    """The signs of a part that has one bookmark at most, and of a footnote its key."""
    signs = {_identity(found.bookmark, unseen, whole), f"the footnote {key}" if key else ""}
    return frozenset(signs - {""})


def _identity(bookmark: str, unseen: Unseen, whole: Unseen | None) -> str:
    """The bookmark of a part as a clean print has it; a rolling text may have another one for its older copy."""
    is_older = whole is not None and whole.rejected is unseen
    known = unseen.parts.get(bookmark) if is_older else None
    return f"_cl_{known.id}" if known is not None and known.id else bookmark


def _is_of_another(unseen: Unseen, base: Unseen) -> bool:
    """Whether both say which text they are of, and not the same. A rolling text has the fingerprint of none."""
    pairs = (unseen.statement_id, base.statement_id), (unseen.fingerprint, base.fingerprint)
    return any(one and other and one != other for one, other in pairs)


def _best(shared: dict[tuple[int, int], int], side: int) -> dict[int, int]:
    """For each unit on one side the unit on the other that it shares most with."""
    best: dict[int, int] = {}
    for pair in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        best.setdefault(pair[side], pair[1 - side])
    return best


def _most(units: Sequence[_Unit], runs: frozenset[int], marks: Marks | None) -> int | None:
    """The unit that has most of these runs, counted by the signs they show where `marks` knows them."""
    sizes = [len(unit.runs & runs) if marks is None else marks.size(unit.runs & runs) for unit in units]
    best = max(range(len(sizes)), key=lambda unit: (sizes[unit], -unit), default=None)
    return None if best is None or not sizes[best] else best


def _same(one: FileProposal | None, other: FileProposal | None) -> bool:
    if one is None or other is None:
        return one is other
    return replace(one, why_unsure="") == replace(other, why_unsure="")


def _one_line(facts: Iterable[RunFacts]) -> str:
    """The words of runs, those of each paragraph on a line of its own."""
    lines = groupby(facts, lambda run: run.paragraph)
    return "\n".join("".join(run.text for run in line) for _, line in lines).strip()


def _without(pieces: Pieces, start: int, end: int) -> Pieces:
    """A wording without the signs between two places."""
    kept: Pieces = []
    at = 0
    for piece in pieces:
        if isinstance(piece, FootnoteMark):
            kept.append(piece)
            continue
        text = "".join(sign for place, sign in enumerate(piece.text, at) if not start <= place < end)
        at += len(piece.text)
        kept.append(structs.replace(piece, text=text))
    return kept


def _place_after(row: Sequence[ReturnedPart], place: int) -> int:
    """Where in the row a part stands that stood at this place of the base."""
    before = [number for number, part in enumerate(row) if part.place is not None and part.place < place]
    nearest = max(before, key=lambda number: row[number].place or 0, default=-1)
    return nearest + 1


def _lines(tree: etree._Element) -> Iterator[str]:
    """The lines of a page's edge, without what Word computes."""
    for paragraph in tree.iter(_w("p")):
        if line := _text_of(paragraph).strip():
            yield line


def _text_of(paragraph: etree._Element) -> str:
    """The words of a paragraph, without those that a field shows."""
    words, depth = "", 0
    for element in paragraph.iter(_w("t"), _w("tab"), _w("br"), _w("fldChar")):
        if element.tag == _w("fldChar"):
            depth += {"begin": 1, "end": -1}.get(element.get(_w("fldCharType"), ""), 0)
        elif depth <= 0 and next(element.iterancestors(_w("fldSimple")), None) is None:
            words += element.text or "" if element.tag == _w("t") else "\t" if element.tag == _w("tab") else "\n"
    return words


def _w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
