"""Brackets are bound with clauses and with other brackets: resolved all at once, or not at all."""

import json
from typing import Any

import pytest
from tests.actions.test_clause_states import AGREED, OPEN, REOPENED, note, noting, reword, seen_by, situation, states
from tests.cast import Forum, refused
from tests.negotiation import Negotiation, begin

from jointstatement.actions.binding import Picked, bind_package, free_package
from jointstatement.actions.brackets import (
    choose_alternative,
    leave_out,
    name_sponsors,
    put_in_brackets,
    settle_bracket,
)
from jointstatement.actions.clause_states import Resolution, note_clause_state, note_package_state, reopen_clause
from jointstatement.errors import (
    AlreadyBound,
    BadInput,
    BoundInPackage,
    BracketBoundInPackage,
    ChangedMeanwhile,
    NoSuchBracket,
    NotYours,
    StillInBrackets,
    WordingHasMoved,
)
from jointstatement.queries.brackets import open_places
from jointstatement.queries.clause_states import PackageLine
from jointstatement.terms import ClauseState

RIVER = "no one [and serves all / but serves us] who"
ROUND = "[our gauges / [all] gauges]"


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """On the table, with brackets in the second and the third clause and a placeholder in the fourth."""
    talks = begin(forum)
    reword(talks, 2, "no one and serves all who", RIVER)
    reword(talks, 3, "our gauges", ROUND)
    reword(talks, 3, "the hour", "[the whole hour]")
    reword(talks, 4, "the end of the year", "[date]")
    talks.table()
    return talks


def picked(talks: Negotiation, clause: int, number: int) -> Picked:
    part_id = talks.clause(clause)
    return Picked(part_id, number, talks.version(part_id))


def bind(talks: Negotiation, *brackets: Picked, clauses: tuple[int, ...] = (), title: str = "Gauges") -> str:
    ids = [talks.clause(number) for number in clauses]
    package: str = talks.forum.act(
        bind_package, talks.id, title=title, part_ids=ids, picked=brackets, by=talks.forum.chair
    )
    return package


def line(talks: Negotiation, who: str = "chair") -> PackageLine:
    (found,) = seen_by(talks, talks.forum.viewer(who)).packages
    return found


def settling(talks: Negotiation, *resolutions: Resolution, **other: Any) -> dict[str, Any]:
    seen = line(talks).seen
    return {"state": AGREED, "seen": seen, "by": talks.forum.chair, "resolutions": resolutions} | other


def test_brackets_are_resolved_with_the_clauses_of_their_package_and_told_with_the_tabling(talks: Negotiation) -> None:
    forum, istara = talks.forum, "head of Istara"
    package = bind(talks, picked(talks, 2, 0), picked(talks, 3, 2), clauses=(1,))
    entry = json.loads(forum.last_entry(f"{talks.id}:circulated").payload)
    assert entry["clauses"] == "1, 2 [and serves all / but serves us], 3 [the whole hour]"
    bound = [(each.place.label, each.words, each.choices, each.stands) for each in line(talks, istara).brackets]
    assert bound == [
        ("2", "[and serves all / but serves us]", ("and serves all", "but serves us"), True),
        ("3", "[the whole hour]", ("the whole hour",), True),
    ]
    (first, *_) = seen_by(talks, forum.head("Istara")).clauses
    assert first.stated.bound_with == ("2 [and serves all / but serves us]", "3 [the whole hour]")
    told = len(forum.entries(f"{talks.id}:circulated"))

    chosen = Resolution(0, choice=1), Resolution(1, words="three hours")
    forum.act(note_package_state, talks.id, package, **settling(talks, *chosen))
    assert "but serves us who" in talks.wording(talks.clause(2))
    assert "within three hours when" in talks.wording(talks.clause(3))
    assert (line(talks).is_agreed, line(talks).is_by_half, line(talks).is_open) == (True, False, False)
    assert states(talks)["1"] is AGREED
    # On the desk alone: nobody else is told before it is tabled.
    assert len(forum.entries(f"{talks.id}:circulated")) == told
    assert (line(talks, istara).is_open, line(talks, istara).is_agreed, states(talks, istara)["1"]) == (
        True,
        False,
        OPEN,
    )
    entry = json.loads(forum.last_entry(f"{talks.id}:office").payload)
    assert entry["clauses"] == "1, 2 [and serves all / but serves us], 3 [the whole hour]"
    talks.table()
    assert (line(talks, istara).is_open, line(talks, istara).is_agreed, states(talks, istara)["1"]) == (
        False,
        True,
        AGREED,
    )

    # What was bargained for changes: what was agreed for it is open again, and half of it blocks.
    reword(talks, 2, "but serves us", "and serves us all")
    assert (states(talks)["1"], line(talks).is_by_half) == (REOPENED, True)
    assert situation(talks).packages_by_half == ("Gauges",)
    forum.act(note_package_state, talks.id, package, **settling(talks))
    assert situation(talks).packages_by_half == ()
    forum.act(reopen_clause, talks.id, talks.clause(1), by=forum.chair)
    assert situation(talks).packages_by_half == ("Gauges",)
    forum.act(free_package, talks.id, package, by=forum.chair)
    assert (situation(talks).packages_by_half, seen_by(talks, forum.chair).packages) == ((), ())


def test_bracket_of_a_package_is_not_resolved_alone(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    package = bind(talks, picked(talks, 2, 0), picked(talks, 3, 1), clauses=(1,))
    two, three = talks.clause(2), talks.clause(3)
    at_two = {"number": 0, "expected": talks.version(two), "by": chair}
    alone = {"package": "Gauges", "others": "1, 3 [all]"}
    assert (
        refused(forum, BracketBoundInPackage, choose_alternative, talks.id, two, choice=0, **at_two).parameters == alone
    )
    refused(forum, BracketBoundInPackage, leave_out, talks.id, two, **at_two)
    refused(forum, BracketBoundInPackage, settle_bracket, talks.id, two, words="for all", **at_two)
    # Nor with a bracket round it.
    outer = {"number": 0, "choice": 1, "expected": talks.version(three), "by": chair}
    refused(forum, BracketBoundInPackage, choose_alternative, talks.id, three, **outer)
    others = "2 [and serves all / but serves us], 3 [all]"
    assert (
        refused(forum, BoundInPackage, note_clause_state, talks.id, **noting(talks, 1)).parameters["others"] == others
    )
    with forum.database.reading() as session:
        shown = open_places(session, chair, talks.id, now=forum.hour.now)
    assert [[each.package for each in part.brackets] for part in shown.parts] == [
        ["Gauges"],
        ["Gauges", "Gauges", ""],
        [""],
    ]

    # All of it or none: nothing is resolved where one is left out, named twice or unknown.
    both = Resolution(0, choice=0), Resolution(1)
    settle = note_package_state, talks.id, package
    assert refused(forum, BadInput, *settle, **settling(talks)).field == "outcomes"
    assert refused(forum, BadInput, *settle, **settling(talks, both[0])).field == "outcomes"
    refused(forum, NoSuchBracket, *settle, **settling(talks, *both, both[0]))
    refused(forum, NoSuchBracket, *settle, **settling(talks, *both, Resolution(2)))
    refused(forum, NoSuchBracket, *settle, **settling(talks, both[1], Resolution(0, choice=7)))
    refused(forum, BadInput, *settle, **settling(talks, *both, state=OPEN))
    refused(forum, ChangedMeanwhile, *settle, **settling(talks, *both, seen="0" * 32))
    for person in (forum.secretariat, forum.head("Borvia"), forum.observer):
        refused(forum, NotYours, *settle, **settling(talks, *both, by=person))
    put_in_first = {"words": "Port Alder", "expected": talks.version(talks.clause(1)), "by": chair}
    forum.act(put_in_brackets, talks.id, talks.clause(1), **put_in_first)
    refused(forum, StillInBrackets, *settle, **settling(talks, *both))
    assert line(talks).is_open


def test_what_is_bound_is_tabled_apart_and_bound_once(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    two, outer, inner, hour = (picked(talks, 2, 0), *(picked(talks, 3, number) for number in range(3)))
    one, third, second = talks.clause(1), talks.clause(3), talks.clause(2)
    act = {"title": "Gauges", "by": chair}

    def fails(refusal: Any, *brackets: Picked, clauses: tuple[str, ...] = (), **other: Any) -> Any:
        return refused(forum, refusal, bind_package, talks.id, part_ids=clauses, picked=brackets, **act | other)

    assert fails(BadInput, two).field == "parts"
    assert fails(BadInput, outer, inner).sentence_parameters["bracket"] == "[all]"
    assert fails(BadInput, hour, two, clauses=(third,)).sentence_parameters["bracket"] == "[the whole hour]"
    fails(NoSuchBracket, two, Picked(third, 3, talks.version(third)))
    fails(NoSuchBracket, two, picked(talks, 4, 0))  # a placeholder is filled without asking anybody
    fails(WordingHasMoved, two, Picked(third, 0, 1))
    for person in (forum.secretariat, forum.head("Borvia"), forum.observer):
        fails(NotYours, two, hour, by=person)
    reword(talks, 1, "Port Alder", "[Port Alder]")
    fails(NoSuchBracket, two, picked(talks, 1, 0))  # on the desk alone
    assert "[Port Alder]" not in [each.words for each in seen_by(talks, chair).brackets]
    reword(talks, 1, "[Port Alder]", "Port Alder")

    bind(talks, inner, two)
    taken = [
        fails(AlreadyBound, outer, hour).parameters["clauses"],
        fails(AlreadyBound, hour, clauses=(second,)).parameters["clauses"],
        fails(AlreadyBound, two, hour, clauses=(one,)).parameters["clauses"],
    ]
    assert taken == ["3 [our gauges / [all] gauges]", "2", "2 [and serves all / but serves us]"]
    assert [each.words for each in seen_by(talks, chair).brackets] == ["[the whole hour]"]
    forum.act(free_package, talks.id, line(talks).id, by=chair)
    bind(talks, clauses=(1, 3))
    assert fails(AlreadyBound, two, hour).parameters["clauses"] == "3 [the whole hour]"


def test_bound_bracket_is_known_again_when_its_words_change_and_gone_when_they_go(talks: Negotiation) -> None:
    forum, chair = talks.forum, talks.forum.chair
    bind(talks, picked(talks, 3, 0), picked(talks, 2, 0), clauses=(1,), title="Rivers")
    third = talks.clause(3)

    def at(number: int) -> dict[str, Any]:
        return {"number": number, "expected": talks.version(third), "by": chair}

    # A bracket within it and one before it change; it stands behind other words, on the desk alone.
    forum.act(choose_alternative, talks.id, third, choice=0, **at(1))
    forum.act(put_in_brackets, talks.id, third, words="We agree", expected=talks.version(third), by=chair)
    assert [(each.words, each.stands) for each in line(talks).brackets] == [
        ("[our gauges / all gauges]", True),
        ("[and serves all / but serves us]", True),
    ]
    assert line(talks, "head of Istara").brackets[0].words == ROUND
    forum.act(name_sponsors, talks.id, third, choice=0, delegation_ids=[], **at(1))
    refused(forum, BracketBoundInPackage, leave_out, talks.id, third, **at(1))
    forum.act(free_package, talks.id, line(talks).id, by=chair)
    # What is circulated cites it as all have it.
    entry = json.loads(forum.last_entry(f"{talks.id}:circulated").payload)
    assert entry["clauses"] == f"1, 3 {ROUND}, 2 [and serves all / but serves us]"

    # Typed away on the desk: settled by half, and what was agreed for it is open again.
    talks.table()
    note(talks, 1)
    bind(talks, picked(talks, 3, 1), picked(talks, 2, 0), clauses=(1,), title="Rivers")
    reword(talks, 4, "[date]", "[month]")
    assert states(talks)["1"] is AGREED
    reword(talks, 3, "[our gauges / all gauges]", "our gauges")
    assert states(talks)["1"] is REOPENED
    assert [each.stands for each in line(talks).brackets] == [False, True]
    assert situation(talks).packages_by_half == ("Rivers",)


def test_words_that_a_bound_bracket_had_on_the_desk_alone_are_never_told(talks: Negotiation) -> None:
    forum, chair, third = talks.forum, talks.forum.chair, talks.clause(3)
    package = bind(talks, picked(talks, 3, 0), clauses=(1,))
    forum.act(choose_alternative, talks.id, third, choice=0, number=1, expected=talks.version(third), by=chair)
    desk = line(talks).brackets[0].words
    assert desk != ROUND
    forum.act(note_package_state, talks.id, package, **settling(talks, Resolution(0, words="all our gauges")))

    talks.table()

    assert line(talks, "head of Istara").brackets[0].words == ROUND
    forum.act(reopen_clause, talks.id, talks.clause(1), by=chair)
    forum.act(free_package, talks.id, package, by=chair)
    entries = [entry.payload for entry in forum.entries(f"{talks.id}:circulated")]
    assert sum(desk in payload for payload in entries) == 0
    assert sum(ROUND in payload for payload in entries) == 3  # bound, re-opened, freed


def test_package_of_brackets_alone_is_agreed_or_not(talks: Negotiation) -> None:
    forum = talks.forum
    package = bind(talks, picked(talks, 2, 0), picked(talks, 3, 1), picked(talks, 3, 2))
    chosen = Resolution(0), Resolution(1, choice=0), Resolution(2)
    settle = note_package_state, talks.id, package
    informally = settling(talks, *chosen, state=ClauseState.AGREED_INFORMALLY)
    assert refused(forum, BadInput, *settle, **informally).field == "state"
    forum.act(*settle, **settling(talks, *chosen, reason="In the small hours"))
    assert talks.wording(talks.clause(3)) == (
        "We agree to share the readings of [our gauges / all gauges] every six hours, and within when the water rises"
    )
    assert forum.kinds(f"{talks.id}:office")[-4:] == ["bracket_resolved"] * 3 + ["package_agreed"]
    assert (line(talks).is_agreed, line(talks).is_by_half) == (True, False)
    assert refused(forum, BadInput, *settle, **settling(talks)).field == "state"
