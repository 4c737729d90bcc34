"""A returned file, difference by difference."""

from collections import Counter
from itertools import count

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.terms import PartKind
from jointstatement.text.document import Document, LeftOut, Part
from jointstatement.text.findings import Finding, FindingKind, Found, found_in
from jointstatement.text.returned import Became, FileComment, FileProposal, ReturnedFile, ReturnedPart
from jointstatement.text.rolling import Author

MIRA, TOMA = Author("Mira Sand"), Author("Toma Reed")
BASE = Document(
    parts=(
        Part(PartKind.TITLE, "Joint Statement", id="title"),
        Part(PartKind.OPERATIVE, "We share the gauges and we read them", id="one"),
        Part(PartKind.OPERATIVE, "We meet again", id="two"),
        Part(PartKind.OPERATIVE, "We thank the town", id="three"),
    )
)


def part(place: int | None, *proposals: FileProposal, comments: tuple[FileComment, ...] = ()) -> ReturnedPart:
    old = BASE.parts[place] if place is not None else None
    return ReturnedPart(place, old, PartKind.OPERATIVE, 0, "", proposals, comments)


def found(*parts: ReturnedPart) -> tuple[Finding, ...]:
    return found_in(ReturnedFile(BASE, parts)).findings


def test_file_without_differences_has_no_findings() -> None:
    assert found(part(0), part(1), part(2), part(3)) == ()


def test_each_proposal_and_each_comment_is_a_finding_of_its_own() -> None:
    mine = FileProposal(Became.REWORDED, "We share all gauges", by=(MIRA,))
    theirs = FileProposal(Became.REWORDED, "We read the gauges", ending="!", by=(TOMA,), is_outside_tracking=True)
    comment = FileComment(TOMA, "Which gauges?", on="gauges")

    assert found(part(1, mine, theirs, comments=(comment,))) == (
        Finding(FindingKind.REWORDED, "one", wording="We share all gauges", by=(MIRA,)),
        Finding(FindingKind.REWORDED, "one", wording="We read the gauges", ending="!", by=(TOMA,), is_outside=True),
        Finding(FindingKind.COMMENT, "one", remark="Which gauges?", quoted="gauges", by=(TOMA,)),
    )


def test_unsure_findings_come_first_and_what_belongs_nowhere_last() -> None:
    file = ReturnedFile(
        BASE,
        (
            part(1, FileProposal(Became.REMOVED)),
            part(2, FileProposal(Became.REWORDED, "We part", why_unsure="Little is alike.")),
        ),
        comments=(FileComment(MIRA, "Thank you."),),
        left_out=(LeftOut("Page 1", "It stands at the edge of the page."),),
        warnings=("The file has lost its bookmarks.",),
    )

    assert found_in(file) == Found(
        (
            Finding(FindingKind.REWORDED, "two", wording="We part", why_unsure="Little is alike."),
            Finding(FindingKind.REMOVED, "one"),
            Finding(FindingKind.UNPLACED_COMMENT, remark="Thank you.", by=(MIRA,)),
            Finding(FindingKind.LEFT_OUT, wording="Page 1", remark="It stands at the edge of the page."),
        ),
        ("The file has lost its bookmarks.",),
    )


def test_new_part_and_its_comment_belong_after_the_part_before_them() -> None:
    new = part(None, FileProposal(Became.NEW, "We sail", after=1), comments=(FileComment(MIRA, "On ships."),))

    assert found(new) == (
        Finding(FindingKind.NEW, "one", wording="We sail", part_kind=PartKind.OPERATIVE),
        Finding(FindingKind.COMMENT, "one", remark="On ships.", by=(MIRA,)),
    )


def test_new_part_at_the_beginning_belongs_after_nothing() -> None:
    assert found(part(None, FileProposal(Became.NEW, "We sail"))) == (
        Finding(FindingKind.NEW, wording="We sail", part_kind=PartKind.OPERATIVE),
    )


def test_moved_part_names_the_part_that_it_stands_after() -> None:
    moved = FileProposal(Became.REWORDED, "We meet soon", is_moved=True, after=3)

    assert found(part(2, moved), part(1, FileProposal(Became.MOVED, is_moved=True))) == (
        Finding(FindingKind.REWORDED, "two", wording="We meet soon"),
        Finding(FindingKind.MOVED, "two", is_moved=True, after_id="three"),
        Finding(FindingKind.MOVED, "one", is_moved=True),
    )


def test_pieces_of_a_split_part_are_one_finding() -> None:
    first = FileProposal(Became.SPLIT, "We share the gauges", by=(MIRA,), why_unsure="It was cut.")
    second = FileProposal(Became.NEW, "We read them", by=(MIRA,), after=1, out_of=(1,), why_unsure="It was cut.")

    assert found(part(1, first), part(None, second)) == (
        Finding(
            FindingKind.SPLIT,
            "one",
            wording="We share the gauges",
            further=("We read them",),
            by=(MIRA,),
            why_unsure="It was cut.",
        ),
    )


def test_piece_by_another_author_is_told_by_itself() -> None:
    first = FileProposal(Became.SPLIT, "We share the gauges", by=(MIRA,))
    second = FileProposal(Became.NEW, "We read them", by=(TOMA,), after=1, out_of=(1,))

    assert found(part(1, first), part(None, second)) == (
        Finding(FindingKind.SPLIT, "one", wording="We share the gauges", by=(MIRA,)),
        Finding(FindingKind.NEW, "one", ("one",), wording="We read them", part_kind=PartKind.OPERATIVE, by=(TOMA,)),
    )


def test_each_finding_is_one_amendment_at_most() -> None:
    """A third piece and a third part that was made one are told by themselves, and so is another place."""
    pieces = [FileProposal(Became.NEW, words, after=1, out_of=(1,)) for words in ("we read them", "we keep them")]
    three = FileProposal(Became.MERGED, "All in one", is_moved=True, after=0, out_of=(0, 3))

    assert [
        (one.kind, one.part_id, one.other_ids, one.wording, one.further)
        for one in found(
            part(1, FileProposal(Became.SPLIT, "We share")),
            *(part(None, piece) for piece in pieces),
            part(2, three),
            part(3, FileProposal(Became.REMOVED, into=2)),
            part(0, FileProposal(Became.REMOVED, into=2)),
        )
    ] == [
        (FindingKind.SPLIT, "one", (), "We share", ("we read them",)),
        (FindingKind.NEW, "one", ("one",), "we keep them", ()),
        (FindingKind.MERGED, "two", ("title",), "All in one", ()),
        (FindingKind.MOVED, "two", (), "", ()),
        (FindingKind.REMOVED, "three", ("two",), "", ()),
    ]


def test_items_go_with_their_clause_where_all_of_them_do() -> None:
    items = tuple(Part(PartKind.ITEM, f"item {number}", level=1, id=f"item {number}") for number in (1, 2))
    base = Document(parts=(BASE.parts[1], *items, BASE.parts[2], BASE.parts[3]))

    def told(order: list[int], gone: set[int], moved: set[int]) -> list[tuple[str, str, bool]]:
        rows = []
        for place in order:
            old = base.parts[place]
            fate = FileProposal(Became.REMOVED) if place in gone else FileProposal(Became.MOVED, is_moved=True, after=4)
            proposals = (fate,) if place in gone | moved else ()
            rows.append(ReturnedPart(place, old, old.kind, old.level, "", proposals))
        findings = found_in(ReturnedFile(base, tuple(rows))).findings
        return [(one.part_id, one.goes_with_id, one.leaves_items) for one in findings]

    assert told([3, 4, 0, 1, 2], set(), {0, 1, 2}) == [
        ("one", "", False),
        ("item 1", "one", False),
        ("item 2", "one", False),
    ]
    assert told([3, 1, 2, 4, 0], set(), {0}) == [("one", "", True)]
    assert told([3, 4, 0, 2, 1], set(), {0, 1, 2}) == [("one", "", True), ("item 2", "", False), ("item 1", "", False)]
    assert told([0, 1, 2, 3, 4], {0, 1, 2}, set()) == [
        ("one", "", False),
        ("item 1", "one", False),
        ("item 2", "one", False),
    ]
    assert told([0, 1, 2, 3, 4], {0, 1}, set()) == [("one", "", True), ("item 1", "", False)]


def test_parts_that_were_made_one_are_one_finding() -> None:
    merged = FileProposal(Became.MERGED, "We meet again and thank the town", out_of=(3,), by=(MIRA,))
    gone = FileProposal(Became.REMOVED, into=2, by=(MIRA,))

    assert found(part(2, merged), part(3, gone)) == (
        Finding(FindingKind.MERGED, "two", ("three",), wording="We meet again and thank the town", by=(MIRA,)),
    )


def test_part_that_went_into_another_by_another_hand_is_told_by_itself() -> None:
    merged = FileProposal(Became.MERGED, "We meet again and thank the town", out_of=(3,), by=(MIRA,))
    gone = FileProposal(Became.REMOVED, into=2, by=(TOMA,))

    assert [finding.kind for finding in found(part(2, merged), part(3, gone))] == [
        FindingKind.MERGED,
        FindingKind.REMOVED,
    ]


def test_findings_come_back_from_json_as_they_were() -> None:
    whole = Found(found(part(1, FileProposal(Became.REWORDED, "We share", by=(MIRA,)))), ("A warning.",))

    assert msgspec.json.decode(msgspec.json.encode(whole), type=Found) == whole


@given(st.data())
@settings(max_examples=150)
def test_nothing_that_a_file_says_is_lost(data: st.DataObject) -> None:
    """Whatever becomes of the parts: every proposed wording, comment and left-out word is in the list, once."""
    said = (f"said {number}" for number in count())
    author = st.sampled_from([(), (MIRA,), (TOMA,), (MIRA, TOMA)])
    place = st.integers(0, len(BASE.parts) - 1)

    def proposal(became: Became) -> FileProposal:
        return FileProposal(
            became,
            "" if became is Became.REMOVED else next(said),
            by=data.draw(author),
            after=data.draw(st.none() | place),
            out_of=tuple(data.draw(st.lists(place, max_size=2, unique=True))),
            into=data.draw(st.none() | place) if became is Became.REMOVED else None,
        )

    def told(at: int | None) -> ReturnedPart:
        kinds = [Became.NEW] if at is None else [kind for kind in Became if kind is not Became.NEW]
        proposals = [
            proposal(kind) for kind in data.draw(st.lists(st.sampled_from(kinds), max_size=2, min_size=at is None))
        ]
        comments = [FileComment(MIRA, next(said)) for _ in range(data.draw(st.integers(0, 1)))]
        return part(at, *proposals, comments=tuple(comments))

    parts = tuple(told(at) for at in (*range(len(BASE.parts)), *[None] * data.draw(st.integers(0, 4))))
    file = ReturnedFile(BASE, parts, comments=(FileComment(MIRA, next(said)),), left_out=(LeftOut(next(said), "Why"),))

    findings = found_in(file).findings

    listed = Counter(words for each in findings for words in (each.wording, *each.further) if words)
    listed.update(each.remark for each in findings if each.kind in {FindingKind.COMMENT, FindingKind.UNPLACED_COMMENT})
    proposals = [each for one in parts for each in one.proposals]
    expected = Counter(each.wording for each in proposals if each.wording)
    expected.update(each.text for one in parts for each in one.comments)
    expected.update([file.comments[0].text, file.left_out[0].text])
    assert listed == expected
    for one in parts:
        for each in one.proposals:
            if each.became is Became.REMOVED:
                own = BASE.parts[one.place or 0].id
                assert any(
                    (finding.kind is FindingKind.REMOVED and finding.part_id == own)
                    or (finding.kind is FindingKind.MERGED and own in finding.other_ids)
                    for finding in findings
                )
