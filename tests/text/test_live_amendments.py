"""What live amendments make of a text."""

from datetime import UTC, datetime

import pytest
from tests.documents.word.negotiations import CHAIR, SECRETARIAT

from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.rolling import Author, Remark, RollingPart, RollingText, Stretch

SAME, INSERTED, DELETED = Change.SAME, Change.INSERTED, Change.DELETED
BORVIA = Author("Borvia", datetime(2031, 5, 1, 9, tzinfo=UTC))
QUAY = Author("Quay", datetime(2031, 5, 1, 10, tzinfo=UTC))
TARN = Author("Tarn")


def clause(wording: str, identity: str = "a", kind: PartKind = PartKind.OPERATIVE) -> Part:
    return Part(kind, wording, id=identity)


def changes(part: RollingPart) -> list[tuple[str, str, str | None]]:
    """The stretches of a part: what became of them, their text, whose they are."""
    return [(one.change.value, one.text, one.by.name if one.by else None) for one in part.stretches]


def proposed(base: str, *proposals: Proposal) -> RollingPart:
    return with_proposals(Document((clause(base),)), {"a": proposals}, secretariat=SECRETARIAT).parts[0]


def test_amendments_to_different_words_stand_side_by_side() -> None:
    part = proposed(
        "We should keep the locks of the river clean",
        Proposal(BORVIA, "We must keep the locks of the river clean"),
        Proposal(QUAY, "We should keep the locks and gates of the river"),
    )

    assert changes(part) == [
        ("same", "We ", None),
        ("deleted", "should", "Borvia"),
        ("inserted", "must", "Borvia"),
        ("same", " keep the locks ", None),
        ("inserted", "and gates ", "Quay"),
        ("same", "of the river", None),
        ("deleted", " clean", "Quay"),
    ]


def test_amendments_to_the_same_words_are_bracketed_alternatives_with_their_sponsors() -> None:
    part = proposed(
        "We should act",
        Proposal(BORVIA, "We must act"),
        Proposal(QUAY, "We shall act"),
        Proposal(TARN, "We must act"),
    )

    assert changes(part) == [
        ("same", "We ", None),
        ("inserted", "[", "Secretariat"),
        ("same", "should", None),
        ("inserted", "]", "Secretariat"),
        ("inserted", " [Borvia, Tarn: must]", "Borvia, Tarn"),
        ("inserted", " [Quay: shall]", "Quay"),
        ("same", " act", None),
    ]
    assert part.new == clause("We [should] [Borvia, Tarn: must] [Quay: shall] act")


def test_those_who_propose_the_same_are_its_sponsors_together_at_the_hour_of_the_last() -> None:
    part = proposed(
        "We act", Proposal(BORVIA, "We act now"), Proposal(QUAY, "We act now"), Proposal(TARN, "We act now")
    )

    together = Author("Borvia, Quay, Tarn", QUAY.at)
    assert part.stretches == (Stretch(SAME, "We act"), Stretch(INSERTED, " now", together))


def test_alternative_that_leaves_words_out_says_so() -> None:
    part = proposed("We fully agree", Proposal(BORVIA, "We agree"), Proposal(QUAY, "We hardly agree"))

    assert part.new == clause("We [fully] [Borvia: delete] [Quay: hardly] agree")


def test_insertions_at_one_place_are_alternatives_without_words_of_the_text() -> None:
    part = proposed("We agree", Proposal(BORVIA, "We now agree"), Proposal(QUAY, "We soon agree"))

    assert part.new == clause("We [Borvia: now] [Quay: soon] agree")


@pytest.mark.parametrize(
    ("base", "first", "second", "shown"),
    [
        ("We <bed> agree", "We now <bed> agree", "We soon <bed> agree", "We [Borvia: now] [Quay: soon] <bed> agree"),
        ("(all) agree", "Now (all) agree", "Soon (all) agree", "[Borvia: Now] [Quay: Soon] (all) agree"),
        ("We agree, all", "We agree now, all", "We agree soon, all", "We agree [Borvia: now] [Quay: soon], all"),
        ("We agree", "We agree now", "We agree soon", "We agree [Borvia: now] [Quay: soon]"),
    ],
)
def test_insertions_at_one_place_keep_the_space_that_was_there(base: str, first: str, second: str, shown: str) -> None:
    assert proposed(base, Proposal(BORVIA, first), Proposal(QUAY, second)).new == clause(shown)


def test_different_paragraphs_put_in_at_one_place_are_alternatives() -> None:
    part = proposed("One\nTwo", Proposal(BORVIA, "One\nBarges rest\nTwo"), Proposal(QUAY, "One\nPilots sleep\nTwo"))

    assert part.new == clause("One\n[Borvia: Barges rest]\n[Quay: Pilots sleep]\nTwo")


def test_amendment_that_empties_a_part_takes_it_out() -> None:
    part = proposed("We agree", Proposal(BORVIA, " "))

    assert part == RollingPart(clause("We agree"), None, (Stretch(DELETED, "We agree", BORVIA),), by=BORVIA)


def test_deletion_of_a_part_beside_other_amendments_is_an_alternative_to_all_of_them() -> None:
    part = proposed("We agree", Proposal(BORVIA, ""), Proposal(QUAY, "We agree now"))

    assert changes(part) == [
        ("inserted", "[", "Secretariat"),
        ("same", "We agree", None),
        ("inserted", " now", "Quay"),
        ("inserted", "]", "Secretariat"),
        ("inserted", " [Borvia: delete]", "Borvia"),
    ]


def test_reasons_become_remarks_of_their_authors_after_the_comments() -> None:
    base, comment = Document((clause("We agree"),)), Remark(TARN, "To what?")

    rolling = with_proposals(
        base,
        {"a": (Proposal(BORVIA, "We agree now", "It is late."), Proposal(QUAY, "We agree today", " "))},
        secretariat=SECRETARIAT,
        remarks={"a": (comment,)},
        general=(comment,),
    )

    assert (rolling.parts[0].remarks, rolling.remarks) == ((comment, Remark(BORVIA, "It is late.")), (comment,))


def test_part_without_amendments_is_untouched() -> None:
    base = Document((clause("We agree"), clause("We rest", "")))

    rolling = with_proposals(base, {"a": (Proposal(BORVIA, "We agree"),), "": (Proposal(QUAY, ""),)}, secretariat=CHAIR)

    assert rolling == RollingText(
        base, tuple(RollingPart(part, part, (Stretch(SAME, part.wording),)) for part in base.parts)
    )
    assert rolling.accepted == base
