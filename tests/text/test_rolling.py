"""A text on its way to the next one: its stretches, and the same without names."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from tests.documents.word.negotiations import CHAIR, SECRETARIAT, Negotiation, negotiation

from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.redline import redline
from jointstatement.text.rolling import (
    Author,
    Remark,
    RollingPart,
    RollingText,
    Stretch,
    covered,
    without_names,
)
from jointstatement.text.wording import FootnoteMark, Run, canonical, normalise, parse

SAME, INSERTED, DELETED = Change.SAME, Change.INSERTED, Change.DELETED
BORVIA = Author("Borvia", datetime(2031, 5, 1, 9, tzinfo=UTC))
QUAY = Author("Quay", datetime(2031, 5, 1, 10, tzinfo=UTC))
TARN = Author("Tarn")
NEGOTIATIONS = 120
"""A negotiation takes some milliseconds here; the prints of many more are compared in documents/word."""


def clause(wording: str, identity: str = "a", kind: PartKind = PartKind.OPERATIVE) -> Part:
    return Part(kind, wording, id=identity)


def test_names_and_hours_are_gone_where_attribution_is_switched_off() -> None:
    rolling = with_proposals(
        Document((clause("We should act"), clause("We rest", "b"))),
        {
            "a": (Proposal(BORVIA, "We must act", "Now."), Proposal(QUAY, "We *shall* act")),
            "b": (Proposal(BORVIA, ""),),
        },
        secretariat=SECRETARIAT,
        general=(Remark(QUAY, "Well done."),),
    )

    bare = without_names(rolling, "A delegation")

    assert bare.parts[0].new == clause("We [should] [must] [*shall*] act")
    assert {one.by for part in bare.parts for one in part.stretches} == {None, Author("A delegation")}
    assert "Borvia" not in repr(bare) and "Quay" not in repr(bare) and "Secretariat" not in repr(bare)
    assert bare.accepted.parts[0].wording == "We [should] [must] [*shall*] act"
    assert bare.base == rolling.base


@pytest.mark.parametrize("number", range(NEGOTIATIONS))
def test_stretches_are_the_way_from_one_wording_to_the_other(number: int) -> None:
    scene = negotiation(number)
    for rolling in rolling_texts(scene):
        assert [part.old for part in rolling.parts if part.old and not part.is_moved] == [
            part for part in scene.old.parts if part in {one.old for one in rolling.parts if not one.is_moved}
        ]
        for part in rolling.parts:
            old, new = ["", ""], ["", ""]
            for stretch, in_old, in_new in covered(part):
                assert (stretch.by is None) == (stretch.change is SAME)
                old[0] += spelled(parse(stretch.text)) if stretch.change is not INSERTED else ""
                new[0] += spelled(parse(stretch.text)) if stretch.change is not DELETED else ""
                old[1], new[1] = old[1] + spelled(in_old), new[1] + spelled(in_new)
                for wording in (in_old, in_new):
                    assert not any(
                        isinstance(one, Run) and isinstance(other, Run) and one.marks == other.marks
                        for one, other in pairwise(wording)
                    )
            assert old == [spelled(parse(part.old.wording)) if part.old else ""] * 2
            assert new == [spelled(parse(part.new.wording)) if part.new else ""] * 2
    assert [canonical(part.wording) for part in rolling_texts(scene)[0].accepted.parts] == [
        canonical(part.wording) for part in scene.new.parts
    ]


def rolling_texts(scene: Negotiation) -> tuple[RollingText, RollingText]:
    """The way to the next text, and the live amendments."""
    return (
        redline(scene.old, scene.new, by=CHAIR, credits=scene.credits),
        with_proposals(scene.old, scene.proposals, secretariat=SECRETARIAT, remarks=scene.remarks),
    )


def spelled(wording: tuple[Run | FootnoteMark, ...]) -> str:
    """The words with every mark of a sign that is no white space."""
    return "".join(
        f"[^{piece.key}]"
        if isinstance(piece, FootnoteMark)
        else "".join(
            sign if sign.isspace() else f"{sign}{piece.italic:d}{piece.bold:d}{piece.underline:d}{piece.raised:d}"
            for sign in piece.text
        )
        for piece in normalise(wording)
    )


def test_white_space_beside_a_change_has_the_marks_that_it_has_in_the_wording() -> None:
    stretches = (Stretch(INSERTED, "*welcome*", QUAY), Stretch(INSERTED, " *each barge*", BORVIA))

    found = [in_new for _, _, in_new in covered(RollingPart(None, clause("*welcome each barge*"), stretches))]

    assert found == [(Run("welcome", italic=True),), (Run(" each barge", italic=True),)]


def test_stretches_that_are_another_way_are_a_fault() -> None:
    part = RollingPart(clause("We agree"), clause("We rest"), (Stretch(SAME, "We agree"),))

    with pytest.raises(ValueError, match="not the way"):
        list(covered(part))
