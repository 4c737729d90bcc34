"""What in a wording is not agreed, and how it is resolved bracket by bracket."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.errors import NoSuchBracket, NothingFilledIn
from jointstatement.text.brackets import (
    UNCLOSED,
    UNOPENED,
    Bracket,
    BracketKind,
    Brackets,
    Choice,
    Unbalanced,
    brackets,
    choose,
    drop,
    fill,
    is_left,
    is_placeholder,
    keep,
)
from jointstatement.text.tokens import tokens
from jointstatement.text.wording import canonical, plain

WORDS, ALTERNATIVES, PLACEHOLDER = BracketKind.WORDS, BracketKind.ALTERNATIVES, BracketKind.PLACEHOLDER

sources = st.lists(
    st.sampled_from(["We", "[", "]", "[", "]", "/", " ", "date", "Borvia:", "[^1]", "*so*", ".", "\n", "\\[", "…"]),
    max_size=18,
).map("".join) | st.text(alphabet="ab *_^[]/:.\\\n", max_size=20)


def said(source, sponsors=None):
    return [
        (one.kind, [(choice.words, *choice.sponsors) for choice in one.choices])
        for one in brackets(source, sponsors).all
    ]


def test_bracket_holds_words_or_alternatives_or_nothing_yet():
    assert brackets("We [shall / should] meet in [city]") == Brackets(
        (
            Bracket(
                0,
                ALTERNATIVES,
                2,
                9,
                "[shall / should]",
                (Choice(3, 4, "shall"), Choice(7, 8, "should")),
            ),
            Bracket(1, PLACEHOLDER, 14, 17, "[city]", (Choice(15, 16, "city"),)),
        )
    )
    assert said("We meet [by consensus] soon") == [(WORDS, [("by consensus",)])]


def test_brackets_are_counted_at_every_depth():
    found = brackets("We [call [upon] the [number] [of / and] members] [now]")

    assert [one.words for one in found.outer] == ["[call [upon] the [number] [of / and] members]", "[now]"]
    assert [(one.number, one.words) for one in found.outer[0].within] == [
        (1, "[upon]"),
        (2, "[number]"),
        (3, "[of / and]"),
    ]
    assert [one.number for one in found.all] == [0, 1, 2, 3, 4]
    assert (found.open, [one.words for one in found.placeholders]) == (5, ["[number]"])


@pytest.mark.parametrize(
    ("bracket", "alternatives"),
    [
        ("[shall/should]", ["shall", "should"]),
        ("[shall/should/may]", ["shall", "should", "may"]),
        ("[and/or]", ["and/or"]),
        ("[and/or / or]", ["and/or", "or"]),
        ("[in 2031/32]", ["in 2031/32"]),
        ("[2 / 3]", ["2", "3"]),
        ("[the *Forum* / *all* of us]", ["the *Forum*", "*all* of us"]),
        ("[now / ]", ["now", ""]),
        ("[[all] members/members]", ["[all] members", "members"]),
        ("[[a/b] or c]", ["[a/b] or c"]),
    ],
)
def test_stroke_parts_alternatives(bracket, alternatives):
    assert [choice.words for choice in brackets(f"We {bracket} act").outer[0].choices] == alternatives


@pytest.mark.parametrize(
    "words",
    ["", " ", "…", "...", "__", "XX", "X", "xx", "N", "date", "Date", "place and date", "number", "name of the host"]
    + ["to be confirmed", "tbc", "insert venue", "the date", "?", "–", "Paragraph left to Heads of State/Government"],
)
def test_placeholder_says_only_what_is_to_stand_there(words):
    assert is_placeholder(words)
    assert [one.kind for one in brackets(f"In [{words}] we met").all] == [PLACEHOLDER]


def test_clause_that_is_left_is_known_in_each_language_that_the_readme_of_styles_names():
    readme = (Path(__file__).parents[2] / "templates" / "statements" / "README.md").read_text(encoding="utf-8")
    named = readme.partition("A blank clause is a part of the text")[2].replace("\n", " ")
    forms = [form.replace("…", "leaders") for form in re.findall(r'"([^"]*…[^"]*)"', named)]

    assert len(forms) == 16
    assert [form for form in forms if not is_left(f"[{form}]")] == []
    assert [form for form in forms if brackets(f"[{form}]").placeholders == ()] == []


@pytest.mark.parametrize("words", ["shall", "number of", "a date with the tides", "x[^1]", "of the", "to be", "a"])
def test_words_that_may_stay_are_no_placeholder(words):
    assert not is_placeholder(words)


def test_alternatives_with_their_sponsors_are_one_bracket():
    source = "We [should] [Borvia: must] [Pelland, Quay: delete] act [Borvia: at once] [Quay: soon]"

    assert said(source) == [
        (ALTERNATIVES, [("should",), ("must", "Borvia"), ("", "Pelland", "Quay")]),
        (ALTERNATIVES, [("at once", "Borvia"), ("soon", "Quay")]),
    ]
    assert said(source, {"Borvia", "Pelland", "Quay"}) == said(source)
    assert said(source, set())[0] == (WORDS, [("should",)])
    assert len(said(source, set())) == 5


def test_sponsor_of_a_single_bracket_is_one_that_is_known():
    assert said("We act [Borvia: at once]", {"Borvia"}) == [(WORDS, [("at once", "Borvia")])]
    assert said("We act [Borvia: at once]") == [(WORDS, [("Borvia: at once",)])]


def test_footnote_mark_is_no_bracket_and_an_escaped_sign_says_the_same():
    assert brackets("We act[^1] now") == Brackets(())
    assert brackets("We [act[^1]] now").open == 1
    assert brackets(r"We \[act\] now") == brackets("We [act] now")
    assert brackets(r"We \[^1] now").open == 1


@pytest.mark.parametrize(
    ("source", "place", "sign", "around", "sentence"),
    [
        ("We [act now", 2, "[", "act now", UNCLOSED),
        ("We act] now", 3, "]", "We act", UNOPENED),
        ("We [act] now]", 7, "]", "We [act] now", UNOPENED),
        ("We [call [upon] all", 2, "[", "call [upon] all", UNCLOSED),
    ],
)
def test_sign_without_a_partner_is_told_with_its_place(source, place, sign, around, sentence):
    found = brackets(source)

    assert found.unbalanced == (Unbalanced(place, sign, around),)
    assert found.unbalanced[0].sentence == sentence
    assert found.open == plain(source).count("[") + (sign == "]")


def test_brackets_nested_without_end_are_loose_signs():
    found = brackets("[" * 3000 + "a" + "]" * 3000)

    assert (len(found.all), len(found.unbalanced)) == (30, 5940)


@pytest.mark.parametrize(
    ("source", "wording"),
    [
        ("We [shall / should] act", "We should act"),
        ("We [shall/should] act", "We should act"),
        ("[Members / States], act", "States, act"),
        ("We [shall] [Borvia: must] act", "We must act"),
        ("We [act] [Borvia: delete].", "We."),
        ("We act [Borvia: at once] [Quay: soon]", "We act soon"),
        ("We [*shall* / **should**] act", "We **should** act"),
        ("We [act / [all] act]", "We [all] act"),
    ],
)
def test_alternative_takes_the_place_of_its_bracket(source, wording):
    assert choose(source, 0, 1) == wording


@pytest.mark.parametrize(
    ("source", "kept", "dropped"),
    [
        ("We [all] act", "We all act", "We act"),
        ("[All] act", "All act", "act"),
        ("We act [now].", "We act now.", "We act."),
        ("We act [now]", "We act now", "We act"),
        ("We act ([now] or later)", "We act (now or later)", "We act (or later)"),
        ("Member[s] act", "Members act", "Member act"),
        ("[re-]affirm", "re-affirm", "affirm"),
        ("We [all][now] act", "We all [now] act", "We [now] act"),
        ("[We act]", "We act", ""),
        ("One\n[two]\nthree", "One\ntwo\nthree", "One\n\nthree"),
        ("We *[all]* act", "We *all* act", "We act"),
        ("We [ all ] act", "We all act", "We act"),
        ("We [call [upon]] all", "We call [upon] all", "We all"),
    ],
)
def test_words_are_kept_or_dropped_with_the_spaces_that_they_need(source, kept, dropped):
    assert keep(source, 0) == kept
    assert drop(source, 0) == dropped


def test_inner_bracket_is_resolved_by_its_number():
    source = "We [call [upon] the [number] members]"

    assert fill(source, 2, " *six* ") == "We [call [upon] the *six* members]"
    assert drop(source, 1) == "We [call the [number] members]"


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        (lambda: choose("We [a / b]", 0, 2), NoSuchBracket),
        (lambda: choose("We [a / b]", 1, 0), NoSuchBracket),
        (lambda: choose("We [a / b]", 0, -1), NoSuchBracket),
        (lambda: keep("We [a / b]", 0), NoSuchBracket),
        (lambda: keep("On [date]", 0), NoSuchBracket),
        (lambda: drop("We act", 0), NoSuchBracket),
        (lambda: fill("On [date]", 0, " "), NothingFilledIn),
    ],
)
def test_what_a_bracket_does_not_offer_is_refused(deed, refusal):
    with pytest.raises(refusal):
        deed()


@settings(max_examples=60)
@given(sources, st.booleans())
def test_every_sign_is_a_bracket_or_loose_and_spans_hold_what_they_say(source, known):
    found = brackets(source, {"Borvia"} if known else None)
    row = tokens(source).row

    signs = plain(source).count("[") + plain(source).count("]")
    choices_of = [len([c for c in one.choices if c.sponsors]) for one in found.all]
    assert (
        len(found.all) * 2 + len(found.unbalanced)
        <= signs
        <= len(found.all) * 2 + len(found.unbalanced) + 2 * sum(choices_of)
    )
    for one in found.all:
        assert tokens(one.words).row == row[one.start : one.end]
        for choice in one.choices:
            assert choice.words in ("", "delete") or tokens(choice.words).row == row[choice.start : choice.end]


@settings(max_examples=60)
@given(sources)
def test_what_is_resolved_until_nothing_is_left_has_no_bracket(source):
    while found := brackets(source).outer:
        before = brackets(source).open
        bracket = found[0]
        if bracket.kind is WORDS:
            source = keep(source, bracket.number)
        elif bracket.kind is ALTERNATIVES:
            source = choose(source, bracket.number, len(bracket.choices) - 1)
        else:
            source = fill(source, bracket.number, "six")
        assert source == canonical(source)
        assert brackets(source).open < before
