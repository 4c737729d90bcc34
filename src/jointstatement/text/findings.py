"""What is found in a file that comes back, one by one, before anybody has decided what becomes of it.

A returned file speaks part by part (`text.returned`); a person decides difference by difference, and this is that list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from jointstatement.terms import PartKind
from jointstatement.text.anchors import words_at
from jointstatement.text.document import Document, Part
from jointstatement.text.place import belonging
from jointstatement.text.returned import Became, FileComment, FileProposal, ReturnedFile, ReturnedPart
from jointstatement.text.rolling import Author

Authors = tuple[Author, ...]


class FindingKind(StrEnum):
    """What a file does to the text that it was made from."""

    REWORDED = "reworded"
    REPUNCTUATED = "repunctuated"
    NEW = "new"
    REMOVED = "removed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    COMMENT = "comment"
    UNPLACED_COMMENT = "unplaced_comment"
    """A comment of which the file does not say where it belongs."""
    LEFT_OUT = "left_out"
    """Words that are no part of the text."""


class KeepAs(StrEnum):
    """What becomes of a finding."""

    AMENDMENT = "amendment"
    COMMENT = "comment"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between a file and the text that it was made from, or one comment in it."""

    kind: FindingKind
    part_id: str = ""
    """The part that it concerns; of a new part, the one that it stands after. Empty where it concerns none, or stands
    before all of them."""
    other_ids: tuple[str, ...] = ()
    """The part whose words are in this one too; of a removed part, the one that its words went into."""
    wording: str = ""
    """The whole wording that is proposed, light marks without closing punctuation; words that were left out are plain.
    Empty where none is proposed."""
    further: tuple[str, ...] = ()
    """The second piece of a part that was split."""
    part_kind: PartKind | None = None
    """Of a new part: what it is, as far as the file says."""
    level: int = 0
    """Of a new part: how deep it stands."""
    ending: str | None = None
    """The closing punctuation, where the file has another."""
    is_moved: bool = False
    after_id: str = ""
    """Of a part that moved: the part that it stands after now; empty at the beginning."""
    goes_with_id: str = ""
    """Of an item that moved or was removed: the part that it belongs to, which did the same and takes it along."""
    leaves_items: bool = False
    """A part that moved or was removed, and something that belongs to it did not go along."""
    remark: str = ""
    """What a comment says; of words that were left out, why."""
    quoted: str = ""
    """The words that a comment hangs on; plain."""
    by: Authors = ()
    """Whose it is and when, as the file says; nobody vouches for it."""
    is_combined: bool = False
    """The changes of several authors, which cannot be told apart."""
    is_outside: bool = False
    """Changed outside tracked changes."""
    why_unsure: str = ""
    """A sentence that says why a person should look at it; empty where nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that somebody has to decide on, and what is to be known beside."""

    findings: tuple[Finding, ...]
    """The unsure ones first, then as they stand in the file; what belongs nowhere comes last."""
    warnings: tuple[str, ...] = ()


def found_in(file: ReturnedFile) -> Found:
    """The list of what is in a returned file.

    The two pieces of a part that was split, and two parts that were made one, are told as one finding where the file
    has them by the same authors. Every other proposal, every further piece, every comment and all that was left out is
    a finding of its own; so is the other place of a part that was also changed.
    """
    whole = _Whole.of(file)
    placed = [finding for part in file.parts for finding in _of_part(whole, part)]
    placed.sort(key=lambda finding: not finding.why_unsure)
    return Found(
        findings=(
            *placed,
            *(_comment(FindingKind.UNPLACED_COMMENT, "", comment) for comment in file.comments),
            *(Finding(FindingKind.LEFT_OUT, wording=left.text, remark=left.why) for left in file.left_out),
        ),
        warnings=file.warnings,
    )


@dataclass(frozen=True, slots=True)
class _Whole:
    """What was cut up or made one in a file: one act that the file tells at several parts."""

    base: Document
    pieces: Mapping[tuple[int | None, Authors], FileProposal]
    """The second piece of each part that somebody split."""
    partners: Mapping[tuple[int | None, Authors], int]
    """The part that somebody put into another one, by that one."""
    joined: frozenset[tuple[int | None, int, Authors]]
    """Those of them that the same hand removed: the other, the part, who."""
    goes_with: Mapping[int, str]
    """The part that takes each part along, by the place of that."""
    leaving: frozenset[int]
    """The parts that move or go without all that belongs to them."""

    @classmethod
    def of(cls, file: ReturnedFile) -> "_Whole":
        proposals = [(part, each) for part in file.parts for each in part.proposals]
        splits = {(part.place, each.by) for part, each in proposals if each.became is Became.SPLIT}
        pieces: dict[tuple[int | None, Authors], FileProposal] = {}
        for _, each in proposals:
            if each.became is Became.NEW and len(each.out_of) == 1 and (each.out_of[0], each.by) in splits:
                pieces.setdefault((each.out_of[0], each.by), each)
        removed = {(each.into, part.place, each.by) for part, each in proposals if each.became is Became.REMOVED}
        partners = {
            (part.place, each.by): next(
                (other for other in each.out_of if (part.place, other, each.by) in removed), each.out_of[0]
            )
            for part, each in proposals
            if each.became is Became.MERGED and each.out_of
        }
        joined = {(place, other, by) for (place, by), other in partners.items() if (place, other, by) in removed}
        return cls(file.base, pieces, partners, frozenset(joined), *_families(file))

    def tells_elsewhere(self, part: ReturnedPart, proposal: FileProposal) -> bool:
        """A piece of a split part, or a part that went into another: the finding of that other part tells it."""
        if proposal.became is Became.NEW:
            return len(proposal.out_of) == 1 and self.pieces.get((proposal.out_of[0], proposal.by)) is proposal
        if proposal.became is Became.REMOVED:
            return (proposal.into, part.place, proposal.by) in self.joined
        return False

    def id_at(self, place: int | None) -> str:
        """The identity of the part at a place of the base; nothing for none."""
        return self.base.parts[place].id if place is not None else ""


def _families(file: ReturnedFile) -> tuple[dict[int, str], frozenset[int]]:
    """Which parts go along with the one that they belong to, and which move or go without all that belongs to them."""
    parts = file.base.parts
    places = {part.id: place for place, part in enumerate(parts)}
    moved = {one.place for one in file.parts if any(each.is_moved for each in one.proposals)}
    removed = {one.place for one in file.parts if any(each.became is Became.REMOVED for each in one.proposals)}
    stands: list[Part] = []
    for one in file.parts:
        if one.place not in removed:
            stands.append(one.old or Part(one.kind, "", level=one.level))
    goes_with: dict[int, str] = {}
    leaving: set[int] = set()
    for place, part in enumerate(parts):
        below = belonging(parts, part)
        if not below or not part.id or (place not in moved and place not in removed):
            continue
        kept = [one for one in below if places[one.id] not in removed]
        if place in removed:
            going, is_whole = below, not kept
        else:
            going = tuple(one for one in kept if places[one.id] in moved)
            is_whole = [one for one in belonging(stands, part) if one.id in places] == kept
        if is_whole:
            goes_with |= {places[one.id]: part.id for one in going}
        else:
            leaving.add(place)
    return goes_with, frozenset(leaving)


def _of_part(whole: _Whole, part: ReturnedPart) -> Iterator[Finding]:
    own_id = part.old.id if part.old is not None else ""
    for proposal in part.proposals:
        if not whole.tells_elsewhere(part, proposal):
            yield from _proposed(whole, part, own_id, proposal)
    if not own_id and part.proposals:
        own_id = whole.id_at(part.proposals[0].after)
    yield from (_comment(FindingKind.COMMENT, own_id, comment, part.old) for comment in part.comments)


def _proposed(whole: _Whole, part: ReturnedPart, own_id: str, proposal: FileProposal) -> Iterator[Finding]:
    """A proposal, and in a finding of its own that the part stands elsewhere too."""
    after_id = whole.id_at(proposal.after)
    became = proposal.became
    piece = whole.pieces.get((part.place, proposal.by)) if became is Became.SPLIT else None
    others = proposal.out_of[:1] if proposal.into is None else (proposal.into,)
    if became is Became.MERGED and (part.place, proposal.by) in whole.partners:
        others = (whole.partners[part.place, proposal.by],)
    told = Finding(
        kind=FindingKind(became),
        part_id=after_id if became is Became.NEW else own_id,
        other_ids=tuple(whole.id_at(place) for place in others),
        by=proposal.by,
        is_combined=proposal.is_combined,
        is_outside=proposal.is_outside_tracking,
        why_unsure=" ".join(dict.fromkeys(filter(None, (each.why_unsure for each in (proposal, piece) if each)))),
    )
    goes_with = whole.goes_with.get(part.place, "") if part.place is not None else ""
    is_moved = proposal.is_moved or became is Became.MOVED
    if became is not Became.MOVED:
        yield replace(
            told,
            part_kind=part.kind if became is Became.NEW else None,
            level=part.level if became is Became.NEW else 0,
            wording=proposal.wording,
            further=(piece.wording,) if piece else (),
            ending=proposal.ending,
            goes_with_id=goes_with if became is Became.REMOVED else "",
            leaves_items=became is Became.REMOVED and part.place in whole.leaving,
        )
    if is_moved and became is not Became.NEW:
        yield replace(
            told,
            kind=FindingKind.MOVED,
            other_ids=(),
            wording=proposal.wording if became is Became.MOVED else "",
            is_moved=True,
            after_id=after_id,
            goes_with_id=goes_with,
            leaves_items=part.place in whole.leaving,
        )


def _comment(kind: FindingKind, part_id: str, comment: FileComment, part: Part | None = None) -> Finding:
    """A comment on the words that it hangs on; on those of the base, where only these stand in it."""
    wording = part.wording if part is not None else ""
    is_on_base = bool(words_at(wording, comment.was_on)) and not words_at(wording, comment.on)
    quoted = comment.was_on if is_on_base else comment.on
    return Finding(kind, part_id=part_id, remark=comment.text, quoted=quoted, by=(comment.by,))
