"""What live amendments would add, move, divide and join, as changes of a text."""

from dataclasses import replace
from random import Random

import pytest

from jointstatement.terms import AmendmentKind, PartKind
from jointstatement.text.arranging import Arrangement, arranged
from jointstatement.text.compare import Change
from jointstatement.text.composing import IN_ORDER, Deed, in_the_way
from jointstatement.text.document import Document, Part
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.rolling import Author, Remark, RollingText, Stretch

BORVIA, PELLAND, SECRETARIAT = Author("Borvia"), Author("Pelland"), Author("Secretariat")
ADD, MOVE, SPLIT, MERGE = (
    AmendmentKind.ADD_AFTER,
    AmendmentKind.MOVE,
    AmendmentKind.SPLIT,
    AmendmentKind.MERGE,
)
CLAUSE, ITEM = PartKind.OPERATIVE, PartKind.ITEM
BASE = Document(
    parts=(
        Part(PartKind.TITLE, "Joint Statement", id="title"),
        Part(CLAUSE, "We share the gauges and we read them", id="1"),
        Part(ITEM, "the upper gauges", level=1, id="1a"),
        Part(ITEM, "the lower gauges", level=1, id="1b"),
        Part(CLAUSE, "We meet again", id="2"),
        Part(CLAUSE, "We thank the town", id="3"),
        Part(ITEM, "its pilots", level=1, id="3a"),
        Part(PartKind.CLOSING, "Done at Port Alder.", id="closing"),
    )
)


def of(kind: AmendmentKind, part: str, other: str = "", *words: str, by: Author = BORVIA) -> Arrangement:
    """An amendment; its id is made of what it is."""
    wording, second = (*words, "", "")[:2]
    return Arrangement(Deed(f"{kind} {part} {other}", kind, part, other), by, wording, second, "Why not?", "All of it.")


def shown(*arrangements: Arrangement, **proposals: tuple[Proposal, ...]) -> RollingText:
    by_part = {part_id.removeprefix("p"): some for part_id, some in proposals.items()}
    return arranged(with_proposals(BASE, by_part, secretariat=SECRETARIAT), arrangements)


def accepted(rolling: RollingText) -> list[str]:
    return [part.wording for part in rolling.accepted.parts[1:-1]]


def test_new_clause_stands_after_the_items_of_the_one_before_it() -> None:
    rolling = shown(of(ADD, "1", "", "We sail"), of(ADD, "1b", "", "the weirs", by=PELLAND))

    texts = [part.wording for part in BASE.parts[1:-1]]
    assert accepted(rolling) == [*texts[:3], "the weirs", "We sail", *texts[3:]]
    new = [part for part in rolling.parts if part.old is None]
    assert [(one.new, one.by, one.stretches, one.remarks) for one in new] == [
        (
            Part(ITEM, "the weirs", level=1),
            PELLAND,
            (Stretch(Change.INSERTED, "the weirs", PELLAND),),
            (Remark(PELLAND, "Why not?"),),
        ),
        (
            Part(CLAUSE, "We sail"),
            BORVIA,
            (Stretch(Change.INSERTED, "We sail", BORVIA),),
            (Remark(BORVIA, "Why not?"),),
        ),
    ]


def test_moved_clause_takes_its_items_and_the_words_that_others_change_in_it() -> None:
    words = (Proposal(PELLAND, "We share the gauges and we clean them"),)
    rolling = shown(of(MOVE, "1", "3"), p1=words)

    assert accepted(rolling) == [
        "We meet again",
        "We thank the town",
        "its pilots",
        "We share the gauges and we clean them",
        "the upper gauges",
        "the lower gauges",
    ]
    moved = [part for part in rolling.parts if part.is_moved]
    assert [(one.old.id if one.old else "", one.by) for one in moved] == [("1", BORVIA), ("1a", BORVIA), ("1b", BORVIA)]
    assert accepted(shown(of(MOVE, "3"))) == [
        "We thank the town",
        "its pilots",
        *[one.wording for one in BASE.parts[1:5]],
    ]


def test_second_half_of_a_clause_stands_before_its_items() -> None:
    rolling = shown(of(SPLIT, "1", "", "We share the gauges", "We read them"))

    assert accepted(rolling)[:4] == ["We share the gauges", "We read them", "the upper gauges", "the lower gauges"]
    first, second = rolling.parts[1:3]
    assert first.stretches == (
        Stretch(Change.SAME, "We share the gauges"),
        Stretch(Change.DELETED, " and we read them", BORVIA),
    )
    assert (second.old, second.by) == (None, BORVIA)


def test_items_of_a_joined_clause_follow_those_of_the_other() -> None:
    rolling = shown(of(MERGE, "1", "3", "We share the gauges and thank the town"))

    assert accepted(rolling) == [
        "We share the gauges and thank the town",
        "the upper gauges",
        "the lower gauges",
        "its pilots",
        "We meet again",
    ]
    assert [one.old.id for one in rolling.parts if one.new is None and one.old] == ["3"]


def test_clause_that_all_would_delete_takes_its_items_along_and_says_what_is_proposed_for_them() -> None:
    deletion, words = Proposal(BORVIA, "", "It is over."), Proposal(PELLAND, "the *upper* gauge", "One is there.")
    rolling = shown(of(ADD, "1a", "", "the weirs"), p1=(deletion,), p1a=(words,))

    assert accepted(rolling) == ["We meet again", "We thank the town", "its pilots"]
    assert [(one.by, one.remarks) for one in rolling.parts if one.new is None] == [
        (BORVIA, (Remark(BORVIA, "It is over."),)),
        (
            BORVIA,
            (
                Remark(PELLAND, "One is there."),
                Remark(PELLAND, "“the upper gauge”"),
                Remark(BORVIA, "All of it."),
            ),
        ),
        (BORVIA, ()),
    ]


@pytest.mark.parametrize(
    "arrangement",
    [of(MOVE, "2", "1"), of(MOVE, "1", "gone"), of(ADD, "closing", "", "We sail"), of(MERGE, "1", "gone", "We share")],
)
def test_what_cannot_be_shown_is_told(arrangement: Arrangement) -> None:
    rolling = shown(arrangement)

    assert rolling.accepted.parts == BASE.parts
    assert [remark for part in rolling.parts for remark in part.remarks] == [Remark(BORVIA, "All of it.")]


def negotiated(seed: int) -> tuple[Document, RollingText, list[Arrangement]]:
    """A random text with random amendments of all kinds, those out that are in each other's way."""
    chance = Random(seed)
    parts = [Part(PartKind.TITLE, "Joint Statement", id="title")]
    for number in range(chance.randint(2, 7)):
        parts.append(
            Part(chance.choice([CLAUSE] * 4 + [PartKind.HEADING]), f"We agree on {number} and sail", id=f"c{number}")
        )
        if parts[-1].kind is PartKind.HEADING:
            parts[-1] = replace(parts[-1], level=1)
        else:
            parts += [
                Part(ITEM, f"item {number} {n}", level=1, id=f"i{number}{n}")
                for n in range(chance.choice([0, 0, 1, 2]))
            ]
    parts.append(Part(PartKind.CLOSING, "Done at Port Alder.", id="closing"))
    clauses = [part.id for part in parts if part.kind is CLAUSE]
    body = [part.id for part in parts[1:-1]]
    made: list[Arrangement] = []
    for number in range(chance.randint(1, 6)):
        by = Author(chance.choice(["Borvia", "Pelland", "Istara"]))
        kind = chance.choice(IN_ORDER)
        part = chance.choice(clauses if kind in {SPLIT, MERGE} and clauses else body)
        other = (
            chance.choice(["", *body]) if kind is MOVE else chance.choice(clauses) if kind is MERGE and clauses else ""
        )
        if (kind in {SPLIT, MERGE} and not clauses) or other == part:
            continue
        wording = {ADD: f"We add {number}", SPLIT: f"We part {number}", MERGE: f"We join {number}"}.get(kind, "")
        deed = Deed(str(number), kind, part, other)
        made.append(
            Arrangement(deed, by, wording, f"We rest {number}" if kind is SPLIT else "", "Why not?", f"Told {number}")
        )
    worded = [Deed(f"w{part}", AmendmentKind.REPLACE, part) for part in body if chance.random() < 0.3]
    blocked = in_the_way([*(one.deed for one in made), *worded])
    proposals: dict[str, list[Proposal]] = {}
    for one in made:
        if one.deed.kind is AmendmentKind.DELETE and one.deed.id not in blocked:
            proposals[one.deed.part_id] = [Proposal(one.by, "", "Gone.")]
    for each in worded:
        if each.id not in blocked:
            words = next(part.wording for part in parts if part.id == each.part_id)
            proposals[each.part_id] = [Proposal(PELLAND, f"{words} soon")]
    free = [one for one in made if one.deed.id not in blocked and one.deed.kind is not AmendmentKind.DELETE]
    base = Document(tuple(parts))
    return base, arranged(with_proposals(base, proposals, secretariat=SECRETARIAT), free), free


@pytest.mark.parametrize("seed", range(0, 400, 8))
def test_every_amendment_is_a_change_of_the_text_or_is_told_and_rejecting_all_gives_the_base(seed: int) -> None:
    for number in range(seed, seed + 8):
        base, rolling, free = negotiated(number)

        standing = {part.old.id for part in rolling.parts if part.old is not None}
        assert standing == {part.id for part in base.parts}
        kept = [one.old for one in rolling.parts if one.old is not None and not one.is_moved]
        assert kept == [part for part in base.parts if part in kept]
        told = {remark.text for part in rolling.parts for remark in part.remarks}
        result = [part.wording for part in rolling.accepted.parts]
        for one in free:
            if one.told in told:
                continue
            if one.wording:
                assert one.wording in result or one.wording in [words.removesuffix(" soon") for words in result]
            if one.second_wording:
                assert result.index(one.second_wording) == result.index(one.wording) + 1
            if one.deed.kind is MOVE:
                assert any(part.is_moved and part.old and part.old.id == one.deed.part_id for part in rolling.parts)
        titles = [part.kind for part in rolling.accepted.parts]
        assert (titles[0], titles[-1]) == (PartKind.TITLE, PartKind.CLOSING)
