"""What changed from one text to the next, and by whom."""

from dataclasses import replace
from datetime import UTC, datetime

from tests.documents.word.negotiations import CHAIR

from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.redline import Credit, redline
from jointstatement.text.rolling import Author, RollingPart, Stretch

SAME, INSERTED, DELETED = Change.SAME, Change.INSERTED, Change.DELETED
BORVIA = Author("Borvia", datetime(2031, 5, 1, 9, tzinfo=UTC))
QUAY = Author("Quay", datetime(2031, 5, 1, 10, tzinfo=UTC))
TARN = Author("Tarn")


def clause(wording: str, identity: str = "a", kind: PartKind = PartKind.OPERATIVE) -> Part:
    return Part(kind, wording, id=identity)


def changes(part: RollingPart) -> list[tuple[str, str, str | None]]:
    """The stretches of a part: what became of them, their text, whose they are."""
    return [(one.change.value, one.text, one.by.name if one.by else None) for one in part.stretches]


def redlined(old: str, new: str, *credits: Credit) -> list[tuple[str, str, str | None]]:
    texts = Document((clause(old),)), Document((clause(new),))
    return changes(redline(*texts, by=CHAIR, credits={"a": credits}).parts[0])


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
