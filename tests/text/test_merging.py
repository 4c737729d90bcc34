"""Amendments of one wording beside each other, and what becomes of them when it moves on."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.errors import ChosenCollide, NoSuchAlternative
from jointstatement.text.collisions import Alternative, Collision
from jointstatement.text.compare import Change as Kind
from jointstatement.text.edits import edits, smallest_edits, words_of
from jointstatement.text.merging import (
    AlreadyIn,
    Meeting,
    NeedsItsAuthor,
    Piece,
    Rebased,
    Touching,
    compose,
    groups,
    merged,
    rebase,
    redline,
    settled,
    touching,
)
from jointstatement.text.tokens import source_of, tokens
from jointstatement.text.wording import canonical, plain

BASE = "We call upon the harbours to keep their lamps lit by night, and to report to the chair"

WORDS = [
    "We",
    "the",
    "of",
    "the",
    "welcome",
    "*note*",
    "**re*open*ed**",
    "6^th^",
    "Kosovo*",
    "x[^1]",
    ",",
    ".",
    "\n",
    " ",
    "-",
]
sources = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join) | st.text(
    alphabet="ab *_^[]1.,-\\/\n\u0301\u00a0", max_size=20
)
plain_words = [f"word{number}" for number in range(12)]


@st.composite
def one_place(draw, base):
    """A proposal that changes one place of a base, as most do."""
    words = base.split(" ")
    start = draw(st.integers(0, len(words)))
    end = draw(st.integers(start, min(len(words), start + 3)))
    coming = draw(st.lists(st.sampled_from(["new", "words", "of", "*marked*", "word3", ","]), max_size=3))
    return " ".join([*words[:start], *coming, *words[end:]])


@st.composite
def clauses(draw, most=5):
    """A base and some proposals for it."""
    base = " ".join(draw(st.lists(st.sampled_from([*plain_words, "the", "of", ",", "*so*"]), max_size=14)))
    wording = one_place(base) if base else sources
    proposals = draw(st.lists(st.one_of(wording, wording, sources), max_size=most))
    return base, {f"p{number}": proposal for number, proposal in enumerate(proposals)}


def made(base, some):
    row, result, at = tokens(base).row, [], 0
    for change in some:
        result += (*row[at : change.start], *change.row)
        at = change.end
    return (*result, *row[at:])


@settings(max_examples=60)
@given(sources, sources)
def test_changes_made_give_the_proposal(base, proposed):
    assert made(base, edits(base, proposed)) == tokens(proposed).row


@given(
    st.lists(
        st.sampled_from(["We", "co-op", "it’s,", "(a)", "x.y", "a\u0301", " ", "  ", "\u00a0", "[b]", "2/3;"])
    ).map("".join)
)
def test_text_without_marks_has_the_tokens_that_it_has_elsewhere(source):
    here, elsewhere = words_of(source).tokens, tokens(canonical(source))

    assert here.row == here.identities == elsewhere.row == elsewhere.identities
    assert (here.words, here.source, here.cuts) == (elsewhere.words, elsewhere.source, elsewhere.cuts)


@settings(max_examples=40)
@given(clauses(most=1))
def test_changes_at_one_place_made_give_the_proposal(clause):
    base, proposals = clause
    for proposed in proposals.values():
        assert made(base, edits(base, proposed)) == tokens(proposed).row


@settings(max_examples=60)
@given(sources, sources)
def test_single_proposal_merged_is_that_proposal(base, proposed):
    found = merged(base, {"one": proposed})

    assert (found.wording, found.collisions, found.standing) == (canonical(proposed), (), ("one",))


@settings(max_examples=40)
@given(clauses())
def test_order_of_the_proposals_makes_no_difference(clause):
    base, proposals = clause
    found = merged(base, proposals)
    turned = merged(base, dict(reversed(proposals.items())))

    assert turned.wording == found.wording
    assert [(one.start, one.end, one.words) for one in turned.collisions] == [
        (one.start, one.end, one.words) for one in found.collisions
    ]
    for one, other in zip(found.collisions, turned.collisions, strict=True):
        assert {(a.words, frozenset(a.sources)) for a in one.alternatives} == {
            (a.words, frozenset(a.sources)) for a in other.alternatives
        }


@settings(max_examples=40)
@given(clauses())
def test_pieces_hold_the_base_and_the_merged_wording_whole(clause):
    base, proposals = clause
    found = merged(base, proposals)

    of_base = [piece.text for piece in found.pieces if not piece.sources or piece.is_deleted or piece.collision]
    assert "".join(map(plain, of_base)) == plain(base)
    left = [piece.text for piece in found.pieces if not piece.is_deleted]
    assert "".join(map(plain, left)) == plain(found.wording)
    assert tuple(piece.collision for piece in found.pieces if piece.collision) == found.collisions


@settings(max_examples=40)
@given(clauses())
def test_every_proposal_stands_or_is_held(clause):
    base, proposals = clause
    found = merged(base, proposals)

    assert sorted(found.standing + found.held) == sorted(proposals)
    for source in found.standing:
        for edit in edits(base, proposals[source]):
            assert any(source in piece.sources for piece in found.pieces), edit
    assert set(found.held) == {source for one in found.collisions for source in one.sources}


@settings(max_examples=40)
@given(clauses())
def test_those_that_stand_compose_to_the_merged_wording_where_nothing_collides(clause):
    base, proposals = clause
    found = merged(base, proposals)

    if not found.collisions:
        assert compose(base, proposals, proposals) == found.wording
    else:
        with pytest.raises(ChosenCollide):
            compose(base, proposals, proposals)
    for source, wording in proposals.items():
        assert compose(base, proposals, [source]) == canonical(wording)


@settings(max_examples=40)
@given(clauses(), st.randoms(use_true_random=False))
def test_collision_settled_for_one_source_everywhere_gives_its_words_there(clause, chance):
    base, proposals = clause
    found = merged(base, proposals)
    choices = {number: chance.choice(one.sources) for number, one in enumerate(found.collisions)}
    wording = settled(base, proposals, choices)

    if len(proposals) == 2 and len(set(choices.values())) == 1:
        (chosen,) = set(choices.values())
        (other,) = set(proposals) - {chosen}
        if set(found.held) == set(proposals) and len(found.pieces) == len(found.collisions):
            assert wording == canonical(proposals[chosen]), other
    for number, source in choices.items():
        one = next(a for a in found.collisions[number].alternatives if source in a.sources)
        assert plain(one.words) in plain(wording)
    assert settled(base, proposals, {}) == found.wording


def test_order_of_two_edits_of_one_place_does_not_matter_when_they_are_taken_one_by_one():
    proposals = {
        "night": BASE.replace("by night", "at night"),
        "all": BASE.replace("the harbours", "all harbours"),
        "short": BASE.replace(", and to report to the chair", ""),
    }
    together = merged(BASE, proposals).wording

    assert together == "We call upon all harbours to keep their lamps lit at night"
    for order in permutations(proposals.values()):
        wording = BASE
        for proposed in order:
            wording = rebase(BASE, wording, proposed).wording
        assert wording == together


@pytest.mark.parametrize(
    ("base", "one", "other", "wording"),
    [
        ("We urge all Members", "We urge Members", "We urge all", "We urge"),
        ("We urge all Members", "We urge Members", "We urge all States", "We urge States"),
        ("We urge all Members", "We urge Members", "We urge all small Members", "We urge small Members"),
        ("Members should act", "Members shall act", "Members should also act", "Members shall also act"),
        ("We act now.", "We act.", "We act now, please.", "We act, please."),
        ("We act now.", "We act.", "We act right now.", "We act right."),
        ("We act now", "We now", "We act, now", "We, now"),
        ("One; two", "First; two", "One, two", "First, two"),
        ("(a b) c", "(b) c", "(a) c", "() c"),
    ],
)
def test_neighbours_compose_with_the_spaces_that_they_need(base, one, other, wording):
    assert merged(base, {"one": one, "other": other}).wording == wording
    assert merged(base, {"one": one, "other": other}).collisions == ()
    assert rebase(base, one, other) == rebase(base, other, one) == Rebased(wording)


@pytest.mark.parametrize(
    ("base", "proposals", "wording"),
    [
        ("a b", ["b", "a", "n a b"], "n"),
        ("a b", ["b", "a", "a b n"], "n"),
        ("(a b) c", ["(b) c", "(a) c", "(n a b) c"], "(n) c"),
        ("(a b) c", ["(b) c", "(a) c", "(a b n) c"], "(n) c"),
        ("p a b, q", ["p b, q", "p a, q", "p n a b, q"], "p n, q"),
        ("p a b, q", ["p b, q", "p a, q", "p a b n, q"], "p n, q"),
    ],
)
def test_what_comes_gets_the_spaces_of_what_goes_on_both_sides(base, proposals, wording):
    assert merged(base, {str(number): one for number, one in enumerate(proposals)}).wording == wording


@pytest.mark.parametrize(
    ("base", "one", "other", "words", "alternatives"),
    [
        ("We should act", "We must act", "We shall act", "should", ("must", "shall")),
        ("We act", "We all act", "We both act", "", ("all", "both")),
        (
            "We call upon Members",
            "We urge Members",
            "We call again upon Members",
            "call upon",
            ("urge", "call again upon"),
        ),
        ("We act now", "", "We act now, and soon", "We act now", ("", "We act now, and soon")),
        ("We act now", "They rest", "We act now, and soon", "We act now", ("They rest", "We act now, and soon")),
        ("", "We act", "We rest", "", ("We act", "We rest")),
        ("It is very good", "It is really good", "It is very very good", "very", ("really", "very very")),
    ],
)
def test_proposals_collide_where_both_change_the_same_words(base, one, other, words, alternatives):
    (collision,) = groups(base, {"one": one, "other": other})

    assert (collision.words, tuple(each.words for each in collision.alternatives)) == (words, alternatives)
    assert merged(base, {"one": one, "other": other}).wording == base


PROPOSALS = {
    "quay": BASE.replace("the harbours", "all harbours"),
    "ostmark": BASE.replace("by night", "at night"),
    "pelland": BASE.replace("by night", "by day and by night"),
    "borvia": BASE.replace("the harbours", "all harbours"),
}


def test_merged_view_shows_everything_with_its_sources():
    collision = Collision(
        19,
        20,
        "by",
        (Alternative("at", ("ostmark",)), Alternative("by day and by", ("pelland",))),
    )
    found = merged(BASE, PROPOSALS)

    assert found.wording == BASE.replace("the harbours", "all harbours")
    assert found.collisions == groups(BASE, PROPOSALS)
    assert (found.standing, found.held) == (("quay", "borvia"), ("ostmark", "pelland"))
    assert [piece.collision and piece.collision.sources for piece in found.pieces].count(("ostmark", "pelland")) == 1
    assert found.pieces[:4] == (
        Piece("We call upon "),
        Piece("the", ("quay", "borvia"), is_deleted=True),
        Piece("all", ("quay", "borvia")),
        Piece(" harbours to keep their lamps lit "),
    )
    assert collision.alternatives[0] in found.collisions[0].alternatives


def test_redline_is_drawn_in_whole_phrases():
    assert [(one.change, one.text) for one in redline("figure out the way to help", "explore ways to assist")] == [
        (Kind.DELETED, "figure out the way to help"),
        (Kind.INSERTED, "explore ways to assist"),
    ]
    assert [
        (one.change, one.text)
        for one in redline(
            "share what they learn of the rising tides with all their members each year",
            "publish reports on the tides in the winter and lend boats each year",
        )
    ] == [
        (Kind.DELETED, "share what they learn of the rising tides with all their members"),
        (Kind.INSERTED, "publish reports on the tides in the winter and lend boats"),
        (Kind.SAME, " each year"),
    ]


@pytest.mark.parametrize(
    ("base", "proposed", "change"),
    [
        (
            "We light the lamps, and the tides.",
            "We light the lamps, and the beacons, and the tides.",
            ("", ", and the beacons"),
        ),
        (
            "We light the lamps, and the beacons, and the tides.",
            "We light the lamps, and the tides.",
            (", and the beacons", ""),
        ),
        ("We act. We rest.", "We act. We wait. We rest.", ("", "We wait. ")),
        ("very good", "very very good", ("", "very ")),
        ("a a a", "a a", (" a", "")),
        ("the lamps\nthe lamps", "the lamps\nthe lamps\nthe lamps", ("", "\nthe lamps")),
    ],
)
def test_what_comes_or_goes_is_drawn_where_the_text_parts(base, proposed, change):
    (only,) = edits(base, proposed)

    assert (source_of(tokens(base).row[only.start : only.end]), source_of(only.row)) == change


@pytest.mark.parametrize("between", [" long Members standing ", ". To ", "\n", "[^1] "])
def test_changes_are_not_joined_across(between):
    some = edits(f"one{between}two", f"uno{between}due")

    assert [edit.words for edit in some] == [("uno",), ("due",)]


@settings(max_examples=60)
@given(sources, sources)
def test_redline_holds_both_wordings_whole(base, proposed):
    segments = redline(base, proposed)

    assert "".join(plain(one.text) for one in segments if one.change is not Kind.INSERTED) == plain(base)
    assert "".join(plain(one.text) for one in segments if one.change is not Kind.DELETED) == plain(proposed)


@settings(max_examples=60)
@given(sources, sources)
def test_smallest_edits_leave_every_word_that_may_stay(base, proposed):
    some, few = smallest_edits(base, proposed), edits(base, proposed)

    assert sum(edit.last - edit.first for edit in some) <= sum(edit.last - edit.first for edit in few)
    assert made(base, some) == tokens(proposed).row


def test_three_collide_through_the_one_between_them():
    proposals = {
        "a": "We call upon all Members to act",
        "b": "We urge all States to act",
        "c": "We call upon all States and ports to act",
    }
    base = "We call upon our Members to act"
    (collision,) = groups(base, proposals)

    assert (collision.words, collision.sources) == ("call upon our Members", ("a", "b", "c"))
    assert [one.words for one in collision.alternatives] == [
        "call upon all Members",
        "urge all States",
        "call upon all States and ports",
    ]


def test_two_places_are_one_where_something_of_the_later_might_stand_in_the_earlier():
    proposals = {"a": "We act today", "b": "We act now soon", "c": "We act now then now"}
    (collision,) = groups("We act now", proposals)

    assert (collision.words, [one.words for one in collision.alternatives]) == (
        "now",
        ["today", "now soon", "now then now"],
    )
    assert groups("We act now", {"a": proposals["a"], "b": proposals["b"]}) == ()


def test_those_who_propose_the_same_support_one_alternative():
    proposals = {"a": "We must act", "b": "We shall act", "c": "We must act"}
    (collision,) = groups("We should act", proposals)

    assert collision.alternatives == (Alternative("must", ("a", "c")), Alternative("shall", ("b",)))
    assert groups("We should act", {"a": "We must act", "c": "We must act"}) == ()


def test_collision_is_settled_by_the_choice_of_a_source():
    assert settled(BASE, PROPOSALS, {0: "ostmark"}) == BASE.replace("the harbours", "all harbours").replace(
        "by night", "at night"
    )
    assert settled(BASE, PROPOSALS, {}) == merged(BASE, PROPOSALS).wording
    for choices in ({1: "ostmark"}, {0: "quay"}, {0: "nobody"}):
        with pytest.raises(NoSuchAlternative):
            settled(BASE, PROPOSALS, choices)


@pytest.mark.parametrize(
    ("base", "proposals", "own", "wording"),
    [
        ("We should act", ["We must act", "We shall act"], "will *gladly*", "We will *gladly* act"),
        ("We should act", ["We must act", "We shall act"], " ", "We act"),
        ("We should act.", ["We should rest.", "We should wait."], "", "We should."),
        ("We act", ["We all act", "We both act"], "seldom", "We seldom act"),
        ("We act", ["We all act", "We both act"], "", "We act"),
        ("We act.", ["We act now.", "We act soon."], ", at last", "We act, at last."),
        ("We act", ["Now We act", "Soon We act"], "Today", "Today We act"),
        ("We act", ["", "We act now"], "They rest", "They rest"),
        ("", ["a", "b"], "c", "c"),
        ("We act. We rest", ["We act. Members rest", "We act. They rest"], "Members", "We act. Members rest"),
    ],
)
def test_collision_is_settled_by_words_of_ones_own(base, proposals, own, wording):
    given = {str(number): one for number, one in enumerate(proposals)}

    assert settled(base, given, {}, own={0: own}) == wording
    with pytest.raises(NoSuchAlternative):
        settled(base, given, {}, own={1: own})


def test_chosen_ones_that_collide_are_refused_by_name():
    assert compose(BASE, PROPOSALS, ["pelland", "quay"]) == settled(BASE, PROPOSALS, {0: "pelland"})
    assert compose(BASE, PROPOSALS, ()) == BASE
    with pytest.raises(ChosenCollide) as refusal:
        compose(BASE, PROPOSALS, ["ostmark", "pelland"])
    assert str(refusal.value) == (
        "These amendments cannot be taken together, because they change the same words: “by”. Choose one."
    )
    with pytest.raises(ChosenCollide, match="“We act”"):
        compose("We act", {"a": "We all act", "b": "We both act"}, ["a", "b"])
    with pytest.raises(NoSuchAlternative):
        compose(BASE, PROPOSALS, ["nobody"])


NEW = BASE.replace("the harbours", "all harbours of the coast")


@pytest.mark.parametrize(
    ("new", "proposed", "became"),
    [
        (NEW, BASE.replace("by night", "at night"), Rebased(NEW.replace("by night", "at night"))),
        (NEW, NEW, AlreadyIn()),
        (NEW, BASE.replace("the harbours", "all harbours"), AlreadyIn()),
        (
            NEW,
            BASE.replace("the harbours", "all harbours").replace("by night", "at night"),
            Rebased(NEW.replace("by night", "at night")),
        ),
        (BASE, NEW, Rebased(NEW)),
        (NEW, BASE, Rebased(NEW)),
        (
            "",
            BASE + ", and to us",
            NeedsItsAuthor(BASE, "", BASE + ", and to us", (Meeting(BASE, "", BASE + ", and to us"),)),
        ),
        ("", "", AlreadyIn()),
        (NEW, "", NeedsItsAuthor(BASE, NEW, "", (Meeting(BASE, NEW, ""),))),
        (
            NEW,
            BASE.replace("the harbours", "our harbours").replace("by night", "at night"),
            NeedsItsAuthor(
                BASE,
                NEW,
                BASE.replace("the harbours", "our harbours").replace("by night", "at night"),
                (Meeting("the", "all", "our"),),
            ),
        ),
    ],
)
def test_proposal_on_a_wording_that_moved_on(new, proposed, became):
    assert rebase(BASE, new, proposed) == became


@settings(max_examples=40)
@given(clauses(most=2))
def test_rebasing_is_the_same_from_either_side(clause):
    base, proposals = clause
    if len(proposals) < 2:
        return
    one, other = proposals.values()
    there, here = rebase(base, one, other), rebase(base, other, one)

    assert type(there) is type(here) or AlreadyIn in (type(there), type(here))
    if isinstance(there, Rebased) and isinstance(here, Rebased):
        assert there == here
    if not groups(base, proposals) and isinstance(there, Rebased):
        assert there.wording == merged(base, proposals).wording


@st.composite
def apart(draw):
    """A base of words of their own, and proposals that each change one place."""
    base = [f"w{number}" for number in range(draw(st.integers(1, 10)))]
    proposals = {}
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(base)))
        end = draw(st.integers(start, min(len(base), start + 2)))
        coming = [f"n{number}.{word}" for word in range(draw(st.integers(0, 2)))]
        proposals[f"p{number}"] = " ".join([*base[:start], *coming, *base[end:]])
    return " ".join(base), proposals


def one_by_one(base, proposals, order):
    """The wording after each proposal in turn, and whether none needed its author."""
    wording, all_went = base, True
    for source in order:
        became = rebase(base, wording, proposals[source])
        all_went &= not isinstance(became, NeedsItsAuthor)
        wording = became.wording if isinstance(became, Rebased) else wording
    return wording, all_went


@settings(max_examples=40)
@given(apart(), st.randoms(use_true_random=False))
def test_two_that_do_not_collide_give_the_same_one_after_the_other(clause, chance):
    base, proposals = clause
    standing = merged(base, proposals).standing
    two = chance.sample(standing, min(len(standing), 2))

    assert one_by_one(base, proposals, two) == (compose(base, proposals, two), True)


@settings(max_examples=40)
@given(apart(), st.randoms(use_true_random=False))
def test_one_by_one_they_give_the_same_or_somebody_is_asked(clause, chance):
    base, proposals = clause
    standing = merged(base, proposals).standing

    wording, all_went = one_by_one(base, proposals, chance.sample(standing, len(standing)))
    assert not all_went or wording == compose(base, proposals, standing)


@settings(max_examples=40)
@given(apart())
def test_collisions_are_those_of_the_places_that_were_changed(clause):
    """What each proposal changes is known here: words of their own, no word twice."""
    base, proposals = clause
    old = base.split(" ")

    def span(wording):
        new = wording.split(" ") if wording else []
        kept = [number for number, word in enumerate(old) if word in new]
        coming = [word for word in new if word not in old]
        gone = [number for number in range(len(old)) if number not in kept]
        if not gone and not coming:
            return None
        at = new.index(coming[0]) if coming else 0
        start = gone[0] if gone else at
        return start, gone[-1] + 1 if gone else at, coming

    def collide(one, other):
        if one is None or other is None or one == other:
            return False
        (a, b, _), (c, d, _) = one, other
        is_all = (0, len(old)) in ((a, b), (c, d))
        both_point = a == b == c == d
        return is_all or both_point or max(a, c) < min(b, d) or (a == b and c < a < d) or (c == d and a < c < b)

    spans = {source: span(wording) for source, wording in proposals.items()}
    expected = {one for one in spans for other in spans if collide(spans[one], spans[other])}
    assert set(merged(base, proposals).held) == expected


@pytest.mark.parametrize(
    "base",
    [
        "",
        " ",
        "\n",
        "a",
        "\u0301",
        "*",
        "\\",
        "[^1]",
        "  a  b  ",
        "a\u00a0b c",
        "Η Διάσκεψη χαιρετίζει",
        "𝔸 👩‍🚀 b",
        "\x1c x\x85y",
    ],
)
def test_odd_wordings_are_merged_like_others(base):
    proposals = {
        "same": base,
        "gone": "",
        "more": base + " and more",
        "other": "wholly new",
        "odd": "\u0301\\*^_ [^x] ",
    }

    for source, wording in proposals.items():
        assert made(base, edits(base, wording)) == tokens(wording).row
        assert compose(base, proposals, [source]) == canonical(wording)
    found = merged(base, proposals)
    assert sorted(found.standing + found.held) == sorted(proposals)
    for number, one in enumerate(found.collisions):
        for source in one.sources:
            settled(base, proposals, {number: source})


def test_words_put_in_right_beside_a_word_that_another_replaces_are_told() -> None:
    base = "We thank the town for its kindness and its bread"
    warm = base.replace("its kindness", "its warm kindness")
    goodness = base.replace("kindness", "goodness")

    assert touching(base, {"a": warm, "b": goodness}) == (Touching((("a",), ("b",)), "warm goodness"),)
    assert touching(base, {"b": goodness, "c": base.replace("kindness and", "kindness always and")}) == (
        Touching((("b",), ("c",)), "goodness always"),
    )
    apart = base.replace("its bread", "its good bread")
    assert touching(base, {"a": warm, "c": apart, "d": base.replace("We thank", "We greet")}) == ()
    assert touching(base, {"a": warm.replace("kindness", "goodness")}) == ()
    assert touching(base, {"a": warm, "b": base.replace("its kindness", "its great kindness")}) == ()
