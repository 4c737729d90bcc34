"""Words in brackets, who stands behind them, how a bracket is resolved, and placeholders."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.actions.test_proposing import circulated, proposes
from tests.cast import Forum, refused
from tests.negotiation import CLAUSES, begin
from tests.on_the_table import Text, lay_on_the_table, reword

from jointstatement.actions.brackets import (
    choose_alternative,
    fill_placeholder,
    leave_out,
    name_sponsors,
    put_disputes_in_brackets,
    put_in_brackets,
    settle_bracket,
)
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.giving_input import amend
from jointstatement.errors import (
    BadInput,
    CannotStandInBrackets,
    NoSuchBracket,
    NotAPlaceholder,
    NotFound,
    NothingFilledIn,
    NotYours,
    RoundIsOpen,
    StillAPlaceholder,
    StillMissing,
    WordingHasMoved,
    WordsNotThere,
    WordsThereMoreThanOnce,
)
from jointstatement.models import Amendment, BracketSponsor, Disposition, Incorporation, WorkingPart
from jointstatement.queries.brackets import OpenPlaces, open_places
from jointstatement.terms import ConsensusBasis, DispositionKind

THIRD = CLAUSES[2]


@pytest.fixture
def text(forum: Forum) -> Text:
    return lay_on_the_table(forum)


def wording(forum: Forum, part_id: str) -> str:
    return str(forum.rows(WorkingPart, id=part_id)[0].wording)


def seen(forum: Forum, text: Text, **other: Any) -> dict[str, Any]:
    """What every deed on the first clause is done with."""
    return {"expected": forum.rows(WorkingPart, id=text.clauses[0])[0].version, "by": forum.secretariat} | other


def shown(forum: Forum, who: str, statement_id: str) -> OpenPlaces:
    with forum.database.reading() as session:
        return open_places(session, forum.viewer(who), statement_id, now=forum.hour.now)


def behind(places: OpenPlaces) -> dict[tuple[str, str], tuple[str, ...]]:
    """Who stands behind what, by the bracket and the alternative."""
    return {
        (bracket.words, each.words): each.sponsors
        for part in places.parts
        for bracket in part.brackets
        for each in bracket.alternatives
        if each.sponsors
    }


def test_words_stand_in_brackets_with_their_sponsors_until_one_alternative_stays(forum: Forum, text: Text) -> None:
    first = text.clauses[0]
    how = {"words": "every morning", "others": ["every evening", "twice a day"]}

    number = forum.act(put_in_brackets, text.id, first, **seen(forum, text, **how))

    assert number == 0
    assert wording(forum, first) == "We agree to measure the water level [every morning / every evening / twice a day]"
    entry = forum.last_entry(text.office)
    assert (entry.kind, json.loads(entry.payload)["bracket"]) == (
        "put_in_brackets",
        "[every morning / every evening / twice a day]",
    )
    some = [forum.delegations["Istara"], forum.delegations["Borvia"]]
    forum.act(name_sponsors, text.id, first, number=0, choice=1, delegation_ids=some, **seen(forum, text))
    gone = [forum.delegations["Fenland"]]
    forum.act(name_sponsors, text.id, first, number=0, choice=-1, delegation_ids=gone, **seen(forum, text))
    forum.act(put_in_brackets, text.id, first, **seen(forum, text, words="the water level"))
    forum.act(put_in_brackets, text.id, first, **seen(forum, text, words="every evening"))

    # Brackets around it and in it leave those behind it where they are.
    assert wording(forum, first) == (
        "We agree to measure [the water level] [every morning / [every evening] / twice a day]"
    )
    outer = "[every morning / [every evening] / twice a day]"
    assert behind(shown(forum, "chair", text.id)) == {
        (outer, "[every evening]"): ("Borvia", "Istara"),
        (outer, ""): ("Fenland",),
    }
    assert shown(forum, "head of Borvia", text.id).parts == (), "nothing of it was tabled"

    forum.act(choose_alternative, text.id, first, number=2, choice=0, **seen(forum, text))
    forum.act(leave_out, text.id, first, number=0, **seen(forum, text))
    called = "[every morning / every evening / twice a day]"
    assert behind(shown(forum, "chair", text.id))[called, "every evening"] == ("Borvia", "Istara")
    forum.act(choose_alternative, text.id, first, number=0, choice=1, **seen(forum, text))

    assert wording(forum, first) == "We agree to measure every evening"
    assert forum.last_entry(text.office).kind == "bracket_resolved"
    assert all(row.ended_at for row in forum.rows(BracketSponsor))


def test_whole_clause_stands_in_brackets_and_is_settled_by_other_words(forum: Forum, text: Text) -> None:
    second = text.clauses[1]
    before = wording(forum, second)

    forum.act(put_in_brackets, text.id, second, words="", expected=1, by=forum.chair)
    assert wording(forum, second) == f"[{before}]"
    refused(forum, BadInput, leave_out, text.id, second, number=0, expected=2, by=forum.chair)
    forum.act(settle_bracket, text.id, second, number=0, words="We publish all", expected=2, by=forum.chair)

    assert wording(forum, second) == "We publish all"


def test_wordings_of_a_whole_clause_are_cited_by_its_number_and_alt(forum: Forum, text: Text) -> None:
    reword(forum, text.clauses[1], "[We publish all / We publish [some/most] / We publish nothing]")
    reword(forum, text.clauses[2], "We [measure/observe] the water")

    labels = [
        [(each.label, each.words) for each in bracket.alternatives if each.number >= 0]
        for part in shown(forum, "chair", text.id).parts
        for bracket in part.brackets
    ]

    assert labels == [
        [("2", "We publish all"), ("2alt", "We publish [some/most]"), ("2alt2", "We publish nothing")],
        [("", "some"), ("", "most")],
        [("", "measure"), ("", "observe")],
    ]


def test_colliding_amendments_are_put_in_brackets_with_their_authors(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    talks.open_round()
    proposes(talks, amend, 3, by="Aldmark", wording=THIRD.replace("our gauges", "all our gauges"))
    proposes(talks, amend, 3, by="Borvia", wording=THIRD.replace("six", "three"))
    proposes(talks, amend, 3, by="Dravenia", wording=THIRD.replace("six", "two"))
    part = talks.clause(3)
    refused(forum, RoundIsOpen, put_disputes_in_brackets, talks.id, part, expected=1, by=forum.chair)
    circulated(talks, "Aldmark", "Borvia", "Dravenia")

    count = forum.act(put_disputes_in_brackets, talks.id, part, expected=1, by=forum.chair)

    assert count == 1
    assert talks.wording(part) == (
        "We agree to share the readings of all our gauges every [six / three / two] hours, and within the hour when "
        "the water rises"
    )
    bracket = "[six / three / two]"
    assert behind(shown(forum, "chair", talks.id)) == {(bracket, "three"): ("Borvia",), (bracket, "two"): ("Dravenia",)}
    labels = {row.id: row.label for row in forum.rows(Amendment)}
    assert {labels[row.amendment_id]: row.disposition for row in forum.rows(Disposition)} == {
        "A-3.1": DispositionKind.ACCEPTED
    }
    assert len(forum.rows(Incorporation)) == 3
    refused(forum, BadInput, put_disputes_in_brackets, talks.id, part, expected=2, by=forum.chair)

    # All delegations read it when it is tabled, with who stood behind what at that hour; what comes after waits.
    assert shown(forum, "head of Istara", talks.id).open == 0
    talks.table()
    own = [forum.delegations["Istara"]]
    tabled = shown(forum, "head of Istara", talks.id)
    assert (tabled.revision, tabled.open, behind(tabled)[bracket, "two"]) == ("Rev.1", 1, ("Dravenia",))
    forum.hour.pass_by(timedelta(minutes=1))
    version = talks.version(part)
    named = {"number": 0, "choice": 2, "delegation_ids": own, "expected": version}
    forum.act(name_sponsors, talks.id, part, **named, by=forum.chair)
    assert behind(shown(forum, "chair", talks.id))[bracket, "two"] == ("Istara",)
    assert behind(shown(forum, "head of Istara", talks.id))[bracket, "two"] == ("Dravenia",)


def test_placeholder_stands_in_the_way_until_it_is_filled(forum: Forum, text: Text) -> None:
    first = text.clauses[0]
    forum.act(put_in_brackets, text.id, first, **seen(forum, text, words="every morning", others=["at [time]"]))
    refused(forum, NotAPlaceholder, fill_placeholder, text.id, first, number=0, words="now", **seen(forum, text))
    forum.act(choose_alternative, text.id, first, number=0, choice=1, **seen(forum, text))

    kept = refused(
        forum,
        StillMissing,
        declare_consensus,
        text.id,
        basis=ConsensusBasis.FOUND_IN_THE_ROOM,
        by=forum.chair,
    )
    assert "Placeholders still to be filled: 1 ([time])." in [each.sentence() for each in kept.missing]
    places = shown(forum, "chair", text.id)
    assert (places.open, places.placeholders) == (0, 1)

    for words, refusal in (("", NothingFilledIn), ("[hour]", StillAPlaceholder), ("six [or seven]", StillAPlaceholder)):
        refused(forum, refusal, fill_placeholder, text.id, first, number=0, words=words, **seen(forum, text))
    refused(forum, NoSuchBracket, choose_alternative, text.id, first, number=0, choice=0, **seen(forum, text))
    forum.act(fill_placeholder, text.id, first, number=0, words="six o’clock", **seen(forum, text))

    assert wording(forum, first) == "We agree to measure the water level at six o’clock"
    entry = json.loads(forum.last_entry(text.office).payload)
    assert (entry["bracket"], entry["words"]) == ("[time]", "six o’clock")
    assert shown(forum, "chair", text.id).parts == ()


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"words": "every noon"}, WordsNotThere),
        ({"words": "e"}, WordsNotThere),
        ({"words": "every morning", "others": ["at dawn / at dusk"]}, CannotStandInBrackets),
        ({"words": "every morning", "others": ["]["]}, CannotStandInBrackets),
        ({"words": "every morning", "expected": 7}, WordingHasMoved),
    ],
)
def test_what_cannot_stand_in_brackets_is_refused(
    forum: Forum, text: Text, how: dict[str, Any], refusal: type[Any]
) -> None:
    refused(forum, refusal, put_in_brackets, text.id, text.clauses[0], **seen(forum, text, **how))


def test_words_that_stand_there_twice_are_asked_for_with_those_beside_them(forum: Forum, text: Text) -> None:
    first = text.clauses[0]
    reword(forum, first, "We measure the level and the depth of the level")

    refused(forum, WordsThereMoreThanOnce, put_in_brackets, text.id, first, **seen(forum, text, words="the level"))
    forum.act(put_in_brackets, text.id, first, **seen(forum, text, words="of the level"))

    assert wording(forum, first) == "We measure the level and the depth [of the level]"


def test_no_bracket_is_resolved_that_is_not_there_and_nobody_unknown_stands_behind_one(
    forum: Forum, text: Text
) -> None:
    first = text.clauses[0]
    forum.act(put_in_brackets, text.id, first, **seen(forum, text, words="every morning"))

    for number, choice in ((1, 0), (0, 1)):
        which = {"number": number, "choice": choice}
        refused(forum, NoSuchBracket, choose_alternative, text.id, first, **which, **seen(forum, text))
        refused(forum, NoSuchBracket, name_sponsors, text.id, first, delegation_ids=[], **which, **seen(forum, text))
    others = [forum.delegations["Estuary Council"]]
    how = {"number": 0, "choice": 0, "delegation_ids": others}
    refused(forum, NotFound, name_sponsors, text.id, first, **how, **seen(forum, text))
    refused(forum, WordingHasMoved, leave_out, text.id, first, number=0, **seen(forum, text, expected=1))
    refused(forum, NotYours, leave_out, text.id, first, number=0, **seen(forum, text, by=forum.head("Borvia")))
