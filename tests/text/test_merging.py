"""Amendments of one wording beside each other, and what becomes of them when it moves on."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.text.edits import edits
from jointstatement.text.merging import (
    ChosenCollide,
    Rebased,
    changes,
    compose,
    groups,
    merged,
    rebase,
    settled,
)
from jointstatement.text.tokens import tokens
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


@given(sources, sources)
def test_changes_made_give_the_proposal(base, proposed):
    assert made(base, changes(base, proposed)) == tokens(proposed).row


@given(clauses(most=1))
def test_changes_at_one_place_made_give_the_proposal(clause):
    base, proposals = clause
    for proposed in proposals.values():
        assert made(base, changes(base, proposed)) == tokens(proposed).row


@given(sources, sources)
def test_single_proposal_merged_is_that_proposal(base, proposed):
    found = merged(base, {"one": proposed})

    assert (found.wording, found.collisions, found.standing) == (canonical(proposed), (), ("one",))


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


@given(clauses())
def test_pieces_hold_the_base_and_the_merged_wording_whole(clause):
    base, proposals = clause
    found = merged(base, proposals)

    of_base = [piece.text for piece in found.pieces if not piece.sources or piece.is_deleted or piece.collision]
    assert "".join(map(plain, of_base)) == plain(base)
    left = [piece.text for piece in found.pieces if not piece.is_deleted]
    assert "".join(map(plain, left)) == plain(found.wording)
    assert tuple(piece.collision for piece in found.pieces if piece.collision) == found.collisions


@given(clauses())
def test_every_proposal_stands_or_is_held(clause):
    base, proposals = clause
    found = merged(base, proposals)

    assert sorted(found.standing + found.held) == sorted(proposals)
    for source in found.standing:
        for edit in edits(base, proposals[source]):
            assert any(source in piece.sources for piece in found.pieces), edit
    assert set(found.held) == {source for one in found.collisions for source in one.sources}


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
    ],
)
def test_neighbours_compose_with_the_spaces_that_they_need(base, one, other, wording):
    assert merged(base, {"one": one, "other": other}).wording == wording
    assert merged(base, {"one": one, "other": other}).collisions == ()
    assert rebase(base, one, other) == rebase(base, other, one) == Rebased(wording)


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
