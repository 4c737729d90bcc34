"""Who proposed which words, and what the room is shown."""

from typing import Any

import pytest
from tests.actions.test_proposing import NEW, circulated, proposes, takes_up
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin

from jointstatement.actions.composing import compose_part, compose_together, save_merge
from jointstatement.actions.drafting import reword_part, split_clause
from jointstatement.actions.giving_input import amend
from jointstatement.actions.proposing import propose_part
from jointstatement.errors import BadInput, NotFound, NotYours
from jointstatement.models import Amendment, WorkingPart
from jointstatement.queries.composing import RoomPart, composing, room_part
from jointstatement.queries.origins import Origins, origins_page
from jointstatement.text.composing import Choice

THIRD = CLAUSES[2]


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Clause 3 with three amendments, two of them of one word, and a new clause after the sixth."""
    talks = begin(forum)
    talks.table()
    talks.open_round()
    proposes(talks, amend, 3, by="Aldmark", wording=THIRD.replace("our gauges", "all our gauges"))
    proposes(talks, amend, 3, by="Borvia", wording=THIRD.replace("six", "three"))
    proposes(talks, amend, 3, by="Galdria", wording=THIRD.replace("six", "two"))
    proposes(talks, propose_part, 6, by="Galdria", wording=NEW)
    circulated(talks, "Aldmark", "Borvia", "Galdria")
    return talks


def named(talks: Negotiation, label: str) -> str:
    return str(next(row.id for row in talks.forum.rows(Amendment) if row.label == label))


def origins(talks: Negotiation, revision: str = "", *, who: str = "chair") -> Origins:
    with talks.forum.database.reading() as session:
        by, now = talks.forum.viewer(who), talks.forum.hour.now
        return origins_page(session, by, talks.id, revision=revision, now=now)


def of_part(talks: Negotiation, part_id: str, revision: str = "") -> list[tuple[str, str]]:
    """The stretches of a part that are not the first draft's, with their sources as people call them."""
    found = origins(talks, revision)
    names = {source.id: source.label or source.kind for source in found.sources}
    (part,) = [part for part in found.parts if part.place.part_id == part_id]
    return [(each.text.strip(), names[each.source]) for each in part.stretches if names[each.source] != "draft"]


def room(talks: Negotiation, *, who: str = "chair", part_id: str = "") -> RoomPart:
    with talks.forum.database.reading() as session:
        by, now = talks.forum.viewer(who), talks.forum.hour.now
        return room_part(session, by, talks.id, part_id or talks.clause(3), now=now)


def test_every_word_knows_its_origin_in_each_text(talks: Negotiation) -> None:
    forum, clause = talks.forum, talks.clause(3)
    chosen: dict[str, Any] = {"choices": {0: Choice(named(talks, "A-3.2"))}, "expected": 1, "by": forum.chair}
    forum.act(compose_part, talks.id, clause, **chosen)
    forum.act(compose_together, talks.id, amendment_ids=[named(talks, "A-6.1")], by=forum.chair)
    talks.table()
    words = talks.wording(clause).replace("We agree", "We firmly agree")
    forum.act(reword_part, talks.id, clause, wording=words, expected=2, by=forum.chair)

    given = [("all", "A-3.1"), ("three", "A-3.2")]
    assert of_part(talks, clause) == [("firmly", "chair"), *given]
    assert of_part(talks, clause, "Rev.1") == given
    assert of_part(talks, clause, "0") == []
    new = next(part for part in origins(talks, "1").parts if part.stretches[0].text == NEW)
    assert [each.source for each in new.stretches] == [named(talks, "A-6.1")]
    sources = [(each.kind, each.label, each.delegation, each.words) for each in origins(talks).sources]
    assert sources[1:] == [
        ("amendment", "A-3.1", "Aldmark", 1),
        ("amendment", "A-3.2", "Borvia", 1),
        ("amendment", "A-6.1", "Galdria", 8),
        ("chair", "", "", 1),
    ]


def test_stretches_together_are_the_wording_and_halves_keep_their_origin(talks: Negotiation) -> None:
    forum, clause = talks.forum, talks.clause(3)
    takes_up(talks, named(talks, "A-3.2"))
    talks.table()
    first, _, second = talks.wording(clause).partition(", ")
    forum.act(split_clause, talks.id, clause, first=first, second=f"We do so {second}", expected=2, by=forum.chair)

    for part in origins(talks).parts:
        assert "".join(each.text for each in part.stretches) == talks.wording(part.place.part_id)
    assert of_part(talks, clause) == [("three", "A-3.2")]
    half = talks.forum.rows(WorkingPart, wording=f"We do so {second}")[0].id
    assert of_part(talks, half) == [("do so", "chair")]


@pytest.mark.parametrize("who", ["head of Borvia", "expert of Borvia", "observer"])
def test_origins_and_the_rooms_page_are_the_offices(talks: Negotiation, who: str) -> None:
    with pytest.raises(NotYours):
        origins(talks, who=who)
    with pytest.raises(NotYours):
        room(talks, who=who)
    with pytest.raises(NotYours), talks.forum.database.reading() as session:
        composing(session, talks.forum.viewer(who), talks.id, now=talks.forum.hour.now)


def test_unknown_text_and_part_are_refused(talks: Negotiation) -> None:
    with pytest.raises(BadInput):
        origins(talks, "Rev.9")
    with pytest.raises(NotFound):
        room(talks, part_id="0" * 32)


def test_room_reads_only_what_is_before_the_delegations(talks: Negotiation) -> None:
    forum, clause = talks.forum, talks.clause(3)
    forum.act(save_merge, talks.id, clause, choices={0: Choice(words="seventeen")}, expected=0, by=forum.chair)
    shown = room(talks)
    assert (shown.result, shown.disputes[0].own, shown.disputes[0].is_settled) == (
        THIRD.replace("our gauges", "all our gauges"), None, False,
    )  # fmt: skip

    forum.act(save_merge, talks.id, clause, choices={0: Choice(named(talks, "A-3.3"))}, expected=1, by=forum.chair)
    assert [each.is_chosen for each in room(talks).disputes[0].alternatives] == [False, True]
    assert "every two hours" in room(talks).result
    reworded = THIRD.replace("We agree", "We secretly agree")
    forum.act(reword_part, talks.id, clause, wording=reworded, expected=1, by=forum.chair)
    assert "secretly" not in room(talks).result


def test_room_is_shown_nothing_of_a_blind_round(forum: Forum) -> None:
    talks = begin(forum)
    talks.table()
    talks.open_round()
    proposes(talks, amend, 3, wording=THIRD.replace("six", "three"))

    assert (room(talks).result, room(talks).disputes) == (THIRD, ())
