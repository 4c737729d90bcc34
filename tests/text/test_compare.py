"""Two wordings word by word, two statements part by part."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.terms import PartKind
from jointstatement.text.compare import Change, PartPair, Segment, align, compare, overlapping, share_changed
from jointstatement.text.document import Part
from jointstatement.text.wording import FootnoteMark, Run, canonical, normalise, parse, plain, write

SAME, INSERTED, DELETED = Change.SAME, Change.INSERTED, Change.DELETED

words = st.sampled_from(
    [
        "We",
        "the",
        "of",
        "to",
        "welcome",
        "*note*",
        "**re*open*ed**",
        "6^th^",
        "Kosovo*",
        "x[^1]",
        ",",
        ".",
        "\n",
        "  ",
        "Ø",
    ]
)
sources = st.lists(words, max_size=12).map(" ".join) | st.text(alphabet="ab *_^[]1.\\/\n\u0301", max_size=25)


def marked_characters(sources):
    """Every character with its marks, white space with none, and every footnote mark."""
    characters = []
    for source in sources:
        for run in parse(source):
            if isinstance(run, FootnoteMark):
                characters.append(run)
            else:
                marks = (run.italic, run.bold, run.underline, run.raised)
                characters += [(c, c.isspace() or marks) for c in run.text]
    return characters


@given(sources, sources)
def test_the_segments_contain_both_texts_whole(old, new):
    segments = compare(old, new)
    of_old = [segment.text for segment in segments if segment.change is not INSERTED]
    of_new = [segment.text for segment in segments if segment.change is not DELETED]

    assert "".join(map(plain, of_old)) == plain(old)
    assert "".join(map(plain, of_new)) == plain(new)
    assert marked_characters(of_old) == marked_characters([old])
    assert marked_characters(of_new) == marked_characters([new])


@given(sources, sources)
def test_every_segment_is_canonical_and_holds_something(old, new):
    assert all(segment.text and canonical(segment.text) == segment.text for segment in compare(old, new))


@given(sources, sources)
def test_a_deletion_stands_before_its_insertion(old, new):
    changes = [segment.change for segment in compare(old, new)]

    assert all(pair not in ((INSERTED, DELETED), *zip(Change, Change, strict=True)) for pair in pairwise(changes))


@given(sources)
def test_a_text_compared_with_itself_is_the_same(source):
    text = canonical(source)

    assert compare(source, source) == ((Segment(SAME, text),) if text else ())
    assert share_changed(source, source) == 0.0


@given(sources, sources)
def test_the_share_changed_lies_between_nothing_and_all(old, new):
    assert 0.0 <= share_changed(old, new) <= 1.0


def test_changes_about_short_unchanged_words_are_joined():
    assert compare("figure out the way to help the region", "explore ways to assist the region") == (
        Segment(DELETED, "figure out the way to help"),
        Segment(INSERTED, "explore ways to assist"),
        Segment(SAME, " the region"),
    )


@pytest.mark.parametrize(
    "between",
    [" Members ", " of all the ", ". To ", "\n", "[^1] "],
    ids=["long", "three", "sentence", "line", "footnote"],
)
def test_changes_are_not_joined_across(between):
    assert compare(f"one{between}two", f"uno{between}due") == (
        Segment(DELETED, "one"),
        Segment(INSERTED, "uno"),
        Segment(SAME, between),
        Segment(DELETED, "two"),
        Segment(INSERTED, "due"),
    )


@pytest.mark.parametrize(
    ("old", "new", "segments"),
    [
        ("a b", "a new b", (Segment(SAME, "a "), Segment(INSERTED, "new "), Segment(SAME, "b"))),
        ("a", "a b", (Segment(SAME, "a"), Segment(INSERTED, " b"))),
        ("", "a", (Segment(INSERTED, "a"),)),
        ("a", "", (Segment(DELETED, "a"),)),
        ("x[^k] y", "x y", (Segment(SAME, "x"), Segment(DELETED, "[^k]"), Segment(SAME, " y"))),
        ("a b", "a *b*", (Segment(SAME, "a "), Segment(DELETED, "b"), Segment(INSERTED, "*b*"))),
        ("co-operation", "co-ordination", (Segment(DELETED, "co-operation"), Segment(INSERTED, "co-ordination"))),
        ("the Kosovo* text", "the text", (Segment(SAME, "the "), Segment(DELETED, "Kosovo* "), Segment(SAME, "text"))),
        (
            "Η Διάσκεψη χαιρετίζει",
            "Η Διάσκεψη τονίζει",
            (Segment(SAME, "Η Διάσκεψη "), Segment(DELETED, "χαιρετίζει"), Segment(INSERTED, "τονίζει")),
        ),
        (
            "Министри поздрављају договор",
            "Министри примају договор",
            (
                Segment(SAME, "Министри "),
                Segment(DELETED, "поздрављају"),
                Segment(INSERTED, "примају"),
                Segment(SAME, " договор"),
            ),
        ),
        (
            "İstanbul'da toplandı",
            "Istanbul'da toplandı",
            (Segment(DELETED, "İstanbul'da"), Segment(INSERTED, "Istanbul'da"), Segment(SAME, " toplandı")),
        ),
    ],
)
def test_words_change_whole(old, new, segments):
    assert compare(old, new) == segments


def test_a_segment_that_cuts_a_mark_is_marked_itself():
    assert compare("We *welcome the progress* made", "We *welcome steady progress* made") == (
        Segment(SAME, "We *welcome* "),
        Segment(DELETED, "*the*"),
        Segment(INSERTED, "*steady*"),
        Segment(SAME, " *progress* made"),
    )


def test_a_rewritten_text_is_wholly_changed():
    assert share_changed("We welcome the Chair", "Ministers task Pelland") == 1.0


def test_half_the_characters_changed_is_one_half():
    assert share_changed("welcome Pelland", "decline Pelland") == 0.5


@pytest.mark.parametrize(
    ("base", "one", "other", "words"),
    [
        ("We call upon Members", "We urge Members", "We call on Members", ("upon",)),
        ("We call upon Members", "We call upon all Members", "We call upon EU Members", ("upon", "Members")),
        ("We call upon Members", "We call upon Members now", "We urge Members", ()),
        ("We call upon Members", "They call upon Members", "We call upon Partners", ()),
        ("We call upon Members", "We urge Members", "We call again upon Members", ("call", "upon")),
        ("We call upon Members", "We call upon Members", "Wholly new", ()),
        ("Members.", "Members;", "Members,", (".",)),
        ("", "a", "b", ("",)),
        ("a", "a b", "a c", ("a",)),
    ],
)
def test_two_proposals_collide_on_the_words_that_both_change(base, one, other, words):
    assert overlapping(base, one, other) == words


@given(sources, sources, sources)
def test_collision_is_mutual(base, one, other):
    assert overlapping(base, one, other) == overlapping(base, other, one)


def clause(wording, **more):
    return Part(PartKind.OPERATIVE, wording, **more)


A = clause("We welcome the work of the forum of media ministers", id="a")
B = clause("We task the chair to report on open sources", id="b")
C = clause("We invite partners to join the exchange of students", id="c")


def test_parts_of_one_identity_are_one_part_whatever_their_words():
    reworded = clause("Wholly different", id="a")

    assert align([A, B], [reworded, B]) == (PartPair(A, reworded, False), PartPair(B, B, False))


def test_parts_without_identity_are_paired_by_their_words():
    reworded = clause("We warmly welcome the work of the forum of all media ministers")

    assert align([B, A], [reworded]) == (PartPair(B, None, False), PartPair(A, reworded, False))


def test_parts_with_few_common_words_are_two_parts():
    other = clause("Ministers agreed to meet again in spring")

    assert align([A], [other]) == (PartPair(A, None, False), PartPair(None, other, False))


def test_the_fewest_parts_are_moved():
    assert align([A, B, C], [C, A, B]) == (PartPair(C, C, True), PartPair(A, A, False), PartPair(B, B, False))


def test_a_removed_part_stands_after_what_it_stood_after():
    new = clause("Ministers agreed to meet again in spring")

    assert align([A, B, C], [A, new, C]) == (
        PartPair(A, A, False),
        PartPair(B, None, False),
        PartPair(None, new, False),
        PartPair(C, C, False),
    )


def test_title_and_footnotes_are_paired_by_what_they_are():
    title, retitled = Part(PartKind.TITLE, "Joint statement"), Part(PartKind.TITLE, "Conclusions")
    note, renoted = Part(PartKind.FOOTNOTE, "As amended.", key="k"), Part(PartKind.FOOTNOTE, "Withdrawn.", key="k")

    assert align([title, note], [retitled, renoted]) == (
        PartPair(title, retitled, False),
        PartPair(note, renoted, False),
    )


def test_a_heading_does_not_become_a_clause():
    heading = Part(PartKind.HEADING, A.wording, level=1)

    assert align([heading], [A]) == (PartPair(heading, None, False), PartPair(None, A, False))


@given(st.permutations([A, B, C, clause("Fourth words stand here", id="d")]), st.integers(0, 4))
def test_every_part_of_both_texts_appears_once(new, kept):
    old = [A, B, C]
    pairs = align(old, new[:kept])

    assert [pair.new for pair in pairs if pair.new] == new[:kept]
    assert sorted(pair.old.id for pair in pairs if pair.old) == ["a", "b", "c"]


def test_what_is_not_moved_keeps_its_order():
    for new in permutations([A, B, C]):
        settled = [pair.old.id for pair in align([A, B, C], new) if not pair.moved]

        assert settled == sorted(settled)


def test_a_run_is_compared_with_its_marks():
    old, new = write((Run("fully", bold=True),)), write(normalise((Run("fully"),)))

    assert compare(old, new) == (Segment(DELETED, "**fully**"), Segment(INSERTED, "fully"))
