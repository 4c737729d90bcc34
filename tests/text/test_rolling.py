"""What changed from one text to the next and by whom, and what live amendments make of a text."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.documents.word.negotiations import CHAIR, SECRETARIAT, Negotiation, negotiation

from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.redline import Credit, redline
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


def changes(part: RollingPart) -> list[tuple[str, str, str | None]]:
    """The stretches of a part: what became of them, their text, whose they are."""
    return [(one.change.value, one.text, one.by.name if one.by else None) for one in part.stretches]


def redlined(old: str, new: str, *credits: Credit) -> list[tuple[str, str, str | None]]:
    texts = Document((clause(old),)), Document((clause(new),))
    return changes(redline(*texts, by=CHAIR, credits={"a": credits}).parts[0])


def proposed(base: str, *proposals: Proposal) -> RollingPart:
    return with_proposals(Document((clause(base),)), {"a": proposals}, secretariat=SECRETARIAT).parts[0]


def test_what_an_amendment_changed_is_its_authors_and_the_rest_the_chairs() -> None:
    incorporated = Credit(BORVIA, "We must keep the locks clean")

    assert redlined("We should keep the locks", "We must keep all the locks clean", incorporated) == [
        ("same", "We ", None),
        ("deleted", "should", "Borvia"),
        ("inserted", "must", "Borvia"),
        ("same", " keep ", None),
        ("inserted", "all ", CHAIR.name),
        ("same", "the locks", None),
        ("inserted", " clean", "Borvia"),
    ]


def test_words_that_an_amendment_proposed_and_the_text_did_not_take_are_nowhere() -> None:
    assert redlined("We note the locks", "We welcome the locks", Credit(BORVIA, "We praise the lights")) == [
        ("same", "We ", None),
        ("deleted", "note", "Borvia"),
        ("inserted", "welcome", CHAIR.name),
        ("same", " the locks", None),
    ]


def test_of_two_amendments_that_did_the_same_the_first_has_the_credit() -> None:
    both = Credit(BORVIA, "We must act"), Credit(QUAY, "We must act")

    assert redlined("We should act", "We must act", *both)[1:3] == [
        ("deleted", "should", "Borvia"),
        ("inserted", "must", "Borvia"),
    ]


def test_short_words_between_two_changes_of_one_author_are_changed_with_them() -> None:
    assert redlined("We note locks of the river", "We praise gates of the lake") == [
        ("same", "We ", None),
        ("deleted", "note locks of the river", CHAIR.name),
        ("inserted", "praise gates of the lake", CHAIR.name),
    ]


def test_short_words_between_changes_of_two_authors_stay() -> None:
    assert redlined(
        "We note locks of the river", "We note gates of the lake", Credit(QUAY, "We note gates of the river")
    ) == [
        ("same", "We note ", None),
        ("deleted", "locks", "Quay"),
        ("inserted", "gates", "Quay"),
        ("same", " of the ", None),
        ("deleted", "river", CHAIR.name),
        ("inserted", "lake", CHAIR.name),
    ]


def test_paragraphs_come_and_go_whole_and_the_first_stays() -> None:
    assert redlined(
        "The barges\nThe pilots rest by night\nThe end", "All locks\nA new day\nThe pilots sleep by night"
    ) == [
        ("deleted", "The barges", CHAIR.name),
        ("inserted", "All locks", CHAIR.name),
        ("inserted", "\nA new day", CHAIR.name),
        ("same", "\nThe pilots ", None),
        ("deleted", "rest", CHAIR.name),
        ("inserted", "sleep", CHAIR.name),
        ("same", " by night", None),
        ("deleted", "\nThe end", CHAIR.name),
    ]


def test_part_of_another_kind_level_or_form_is_removed_and_put_in_anew() -> None:
    item = Part(PartKind.ITEM, "the locks", level=1, id="i")
    for other in (replace(item, level=2), replace(item, label=""), replace(item, label="-"), clause("the locks", "i")):
        rolling = redline(Document((item,)), Document((other,)), by=CHAIR)

        assert [(one.old, one.new, one.by) for one in rolling.parts] == [(item, None, CHAIR), (None, other, CHAIR)]


def test_moved_part_of_another_kind_is_removed_where_it_stood() -> None:
    one, two, three = (clause(words, words) for words in ("one", "two", "three"))
    new = Document((replace(three, kind=PartKind.PREAMBULAR), one, two))

    rolling = redline(Document((one, two, three)), new, by=CHAIR)

    assert [(p.old and p.old.id, p.new and p.new.id) for p in rolling.parts] == [
        (None, "three"),
        ("one", "one"),
        ("two", "two"),
        ("three", None),
    ]


def test_moved_part_is_moved_by_the_author_and_keeps_its_words() -> None:
    one, two, three = (clause(words, words) for words in ("one", "two", "three"))

    rolling = redline(Document((one, two, three)), Document((three, one, two)), by=CHAIR)

    assert [(p.is_moved, p.by, changes(p)) for p in rolling.parts][0] == (True, CHAIR, [("same", "three", None)])
    assert [p.is_moved for p in rolling.parts] == [True, False, False]


def test_part_that_an_amendment_emptied_is_removed_by_its_author() -> None:
    rolling = redline(Document((clause("one"),)), Document(()), by=CHAIR, credits={"a": (Credit(QUAY, ""),)})

    assert rolling.parts == (RollingPart(clause("one"), None, (Stretch(DELETED, "one", QUAY),), by=QUAY),)


def test_accepted_text_is_the_next_one_with_all_that_is_printed_round_it() -> None:
    old, new = Document((clause("one"),), body="Forum"), Document((clause("two"),), body="Council", fingerprint="1")

    assert redline(old, new, by=CHAIR).accepted == new


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
