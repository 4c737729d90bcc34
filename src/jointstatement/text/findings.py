"""What is found in a file that comes back, one by one, before anybody has decided what becomes of it.

A returned file speaks part by part (`text.returned`); a person decides difference by difference, and this is that list.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jointstatement.text.document import Document
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
    """The parts whose words are in this one too; of a removed part, the one that its words went into."""
    wording: str = ""
    """The whole wording that is proposed, light marks without closing punctuation; words that were left out are plain.
    Empty where none is proposed."""
    further: tuple[str, ...] = ()
    """The further pieces of a part that was split."""
    ending: str | None = None
    """The closing punctuation, where the file has another."""
    is_moved: bool = False
    after_id: str = ""
    """Of a part that moved: the part that it stands after now; empty at the beginning."""
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

    The pieces of a part that was split, and the parts that were made one, are told as one finding where the file has
    them by the same authors. Every other proposal, every comment and all that was left out is a finding of its own.
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
    pieces: Mapping[tuple[int | None, Authors], Sequence[FileProposal]]
    """The further pieces of each part that somebody split, in the order of the file."""
    joined: frozenset[tuple[int | None, int | None, Authors]]
    """Each part that somebody put into another: the other, the part, who."""

    @classmethod
    def of(cls, file: ReturnedFile) -> "_Whole":
        proposals = [(part, each) for part in file.parts for each in part.proposals]
        splits = {(part.place, each.by) for part, each in proposals if each.became is Became.SPLIT}
        pieces: dict[tuple[int | None, Authors], list[FileProposal]] = defaultdict(list)
        for _, each in proposals:
            if each.became is Became.NEW and len(each.out_of) == 1 and (each.out_of[0], each.by) in splits:
                pieces[each.out_of[0], each.by].append(each)
        joined = frozenset(
            (part.place, other, each.by)
            for part, each in proposals
            if each.became is Became.MERGED
            for other in each.out_of
        )
        return cls(file.base, pieces, joined)

    def tells_elsewhere(self, part: ReturnedPart, proposal: FileProposal) -> bool:
        """A piece of a split part, or a part that went into another: the finding of that other part tells it."""
        if proposal.became is Became.NEW:
            return len(proposal.out_of) == 1 and (proposal.out_of[0], proposal.by) in self.pieces
        if proposal.became is Became.REMOVED:
            return (proposal.into, part.place, proposal.by) in self.joined
        return False

    def id_at(self, place: int | None) -> str:
        """The identity of the part at a place of the base; nothing for none."""
        return self.base.parts[place].id if place is not None else ""


def _of_part(whole: _Whole, part: ReturnedPart) -> Iterator[Finding]:
    own_id = part.old.id if part.old is not None else ""
    for proposal in part.proposals:
        if not whole.tells_elsewhere(part, proposal):
            yield _proposed(whole, part, own_id, proposal)
    if not own_id and part.proposals:
        own_id = whole.id_at(part.proposals[0].after)
    yield from (_comment(FindingKind.COMMENT, own_id, comment) for comment in part.comments)


def _proposed(whole: _Whole, part: ReturnedPart, own_id: str, proposal: FileProposal) -> Finding:
    after_id = whole.id_at(proposal.after)
    pieces = whole.pieces.get((part.place, proposal.by), ()) if proposal.became is Became.SPLIT else ()
    others = proposal.out_of if proposal.into is None else (proposal.into,)
    return Finding(
        kind=FindingKind(proposal.became),
        part_id=after_id if proposal.became is Became.NEW else own_id,
        other_ids=tuple(whole.id_at(place) for place in others),
        wording=proposal.wording,
        further=tuple(piece.wording for piece in pieces),
        ending=proposal.ending,
        is_moved=proposal.is_moved,
        after_id=after_id if proposal.is_moved else "",
        by=proposal.by,
        is_combined=proposal.is_combined,
        is_outside=proposal.is_outside_tracking,
        why_unsure=" ".join(dict.fromkeys(filter(None, (each.why_unsure for each in (proposal, *pieces))))),
    )


def _comment(kind: FindingKind, part_id: str, comment: FileComment) -> Finding:
    return Finding(kind, part_id=part_id, remark=comment.text, quoted=comment.on, by=(comment.by,))
