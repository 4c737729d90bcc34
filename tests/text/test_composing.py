"""Amendments on the words that stand there by now: what goes together, what was chosen, what each of them loses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.errors import NoSuchAlternative
from jointstatement.terms import AmendmentKind
from jointstatement.text.composing import (
    Choice,
    Composed,
    Deed,
    Offered,
    PartGone,
    SavedChoice,
    chosen_among,
    compose,
    composition,
    fate_of,
    in_the_way,
    still_there,
    to_save,
)
from jointstatement.text.merging import AlreadyIn, NeedsItsAuthor, Rebased
from jointstatement.text.wording import canonical

BASE = "We agree to share the readings of our gauges every six hours when the water rises"
OFFERED = (
    Offered("a", BASE, BASE.replace("our gauges", "all our gauges")),
    Offered("b", BASE, BASE.replace("six", "three")),
    Offered("c", BASE, BASE.replace("six", "two").replace("rises", "rises fast")),
    Offered("d", BASE.replace("share", "send"), BASE.replace("share", "send").replace("We", "We all")),
    Offered("e", BASE.replace("water", "river"), BASE.replace("water", "brook")),
    Offered("f", BASE.replace("agree", "wish"), BASE),
)
WHOLE = composition(BASE, OFFERED)
TOGETHER = BASE.replace("our gauges", "all our gauges").replace("rises", "rises fast").replace("We", "We all")

words = st.lists(
    st.sampled_from(["we", "share", "the", "gauges", "six", "three", "hours", "water", "*fast*", "rises", "and"]),
    min_size=3,
)


def test_amendments_are_carried_over_or_need_their_author() -> None:
    assert (set(WHOLE.proposals), WHOLE.rebased, WHOLE.already) == (set("abcd"), frozenset("d"), ("f",))
    assert [(meeting.words, meeting.now) for meeting in WHOLE.needing["e"].places] == [("river", "water")]


@pytest.mark.parametrize(
    ("choice", "hours", "whole", "in_part"),
    [
        (None, "six", ("a", "d"), ("c",)),
        (Choice(), "six", ("a", "d"), ("c",)),
        (Choice("b"), "three", ("a", "b", "d"), ("c",)),
        (Choice("c"), "two", ("a", "c", "d"), ()),
        (Choice(words="some four"), "some four", ("a", "d"), ("c",)),
        (Choice(words="every six"), "every six", ("a", "d"), ("c",)),
        (Choice(words="six"), "six", ("a", "d"), ("c",)),
        (Choice(words=""), "", ("a", "d"), ("c",)),
    ],
)
def test_place_in_dispute_says_what_was_chosen(
    choice: Choice | None, hours: str, whole: tuple[str, ...], in_part: tuple[str, ...]
) -> None:
    wording = canonical(TOGETHER.replace("six ", f"{hours} " if hours else ""))

    assert compose(WHOLE, {0: choice} if choice else {}) == Composed(wording, whole, in_part)


def test_own_words_go_in_where_only_insertions_collide() -> None:
    two = composition("We meet", [Offered("a", "We meet", "We gladly meet"), Offered("b", "We meet", "We often meet")])

    assert compose(two, {0: Choice(words="always")}).wording == "We always meet"


@pytest.mark.parametrize(
    ("base", "own", "wording"),
    [("share the gauges", "", "the gauges"), ("we share the gauges", "; share", "we; share the gauges")],
)
def test_own_words_leave_no_white_space_over(base: str, own: str, wording: str) -> None:
    offered = [Offered(word, base, base.replace("share", word)) for word in ("send", "keep")]

    assert compose(composition(base, offered), {0: Choice(words=own)}).wording == wording


@pytest.mark.parametrize("choices", [{1: Choice("b")}, {-1: Choice("b")}, {0: Choice("a")}, {0: Choice("z")}])
def test_choice_that_is_not_there_is_refused(choices: dict[int, Choice]) -> None:
    with pytest.raises(NoSuchAlternative):
        compose(WHOLE, choices)


def test_saved_choices_are_found_again_while_their_place_and_alternative_are_there() -> None:
    saved = to_save(WHOLE, {0: Choice("c")})

    assert still_there(WHOLE, BASE, saved) == {0: Choice("c")}
    assert still_there(WHOLE, f"{BASE} again", saved) == {}
    assert still_there(composition(BASE, OFFERED[:2]), BASE, saved) == {}
    shifted = composition(f"Tonight {BASE}", [Offered(each.id, BASE, each.proposed) for each in OFFERED[1:3]])
    assert chosen_among(shifted, saved) == {0: Choice("c")}
    assert chosen_among(shifted, [SavedChoice(0, 1, "six", words="four")]) == {}


@given(base=words, proposed=st.lists(words, min_size=1, max_size=4), data=st.data())
@settings(max_examples=60)
def test_who_is_chosen_everywhere_is_in_it_whole_and_alone_gets_its_wording(
    base: list[str], proposed: list[list[str]], data: st.DataObject
) -> None:
    text = canonical(" ".join(base))
    offered = [Offered(str(number), text, canonical(" ".join(each))) for number, each in enumerate(proposed)]
    whole = composition(text, offered)
    assert compose(whole, {}).wording == canonical(whole.merged.wording)
    if whole.proposals:
        one = data.draw(st.sampled_from(sorted(whole.proposals)))
        mine = {n: Choice(one) for n, each in enumerate(whole.merged.collisions) if one in each.sources}
        if whole.proposals[one] != text:
            assert one in compose(whole, mine).whole
        assert compose(composition(text, [each for each in offered if each.id == one]), {}).wording == canonical(
            whole.proposals[one]
        )


def test_deeds_that_cannot_go_together_are_found() -> None:
    kinds = AmendmentKind
    deeds = [
        Deed("words", kinds.REPLACE, "p"),
        Deed("other words", kinds.REPLACE, "p"),
        Deed("delete", kinds.DELETE, "p"),
        Deed("new", kinds.ADD_AFTER, "p"),
        Deed("also new", kinds.ADD_AFTER, "p"),
        Deed("after it", kinds.MOVE, "q", "p"),
        Deed("elsewhere", kinds.MOVE, "q", "r"),
        Deed("split", kinds.SPLIT, "r"),
        Deed("join", kinds.MERGE, "s", "r"),
        Deed("apart", kinds.DELETE, "t"),
    ]
    assert in_the_way(deeds) == {
        "words": ("delete",),
        "other words": ("delete",),
        "delete": ("words", "other words", "after it"),
        "new": ("also new",),
        "also new": ("new",),
        "after it": ("delete", "elsewhere"),
        "elsewhere": ("after it", "join"),
        "split": ("join",),
        "join": ("elsewhere", "split"),
    }


def test_fate_of_an_amendment_follows_from_both_texts() -> None:
    old = {"p": "We meet in May", "q": "We part"}
    new = {"p": "We meet in June", "q": "We part"}
    kinds = AmendmentKind
    assert fate_of(Deed("a", kinds.REPLACE, "p"), "We gladly meet in May", old, new) == Rebased(
        "We gladly meet in June"
    )
    assert isinstance(fate_of(Deed("a", kinds.REPLACE, "p"), "We meet in July", old, new), NeedsItsAuthor)
    assert isinstance(fate_of(Deed("a", kinds.REPLACE, "p"), "We meet in June", old, new), AlreadyIn)
    assert isinstance(fate_of(Deed("a", kinds.MERGE, "q", "p"), "We part and meet", old, new), NeedsItsAuthor)
    assert isinstance(fate_of(Deed("a", kinds.MOVE, "q", "r"), "", old, new), PartGone)
    for kind in (kinds.DELETE, kinds.MOVE, kinds.ADD_AFTER):
        assert isinstance(fate_of(Deed("a", kind, "p"), "", old, new), Rebased)
