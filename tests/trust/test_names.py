"""One name for all: where capitals are named, no page, file or answer of the statement names a state."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from litestar import Litestar
from tests.cast import MEMBERS, Forum
from tests.harbours import capital, names_capitals
from tests.negotiation import Negotiation, begin
from tests.on_the_table import lay_on_the_table
from tests.trust.house import House

from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.actions.naming import choose_body_naming
from jointstatement.actions.positions import take_position
from jointstatement.actions.setting_up import set_signatories
from jointstatement.actions.silence import acknowledge_receipt, break_silence, start_silence
from jointstatement.terms import (
    CommentClass,
    ConsensusBasis,
    Position,
    ReservationKind,
    Weight,
)

CLAUSES = (
    "We reaffirm that the river belongs to no one and serves all who live along it",
    "We agree to share the readings of our gauges every six hours",
    "We will meet again in the first half of next year",
)
READERS = ("chair", "head of Borvia", "observer")


def negotiated(forum: Forum) -> Negotiation:
    """A text that was amended, commented, objected to, under silence, broken: everything that names somebody."""
    talks = begin(forum, *CLAUSES)
    talks.table()
    round_id = talks.open_round()
    for name in ("Aldmark", "Borvia"):
        forum.act(
            amend,
            talks.id,
            talks.clause(2),
            wording=CLAUSES[1].replace("six", "two" if name == "Borvia" else "three"),
            reason="Sooner.",
            weight=Weight.ESSENTIAL,
            by=forum.head(name),
        )
        forum.act(
            comment_on,
            talks.id,
            part_id=talks.clause(2),
            text="Who pays?",
            comment_class=CommentClass.SUBSTANTIVE,
            by=forum.head(name),
        )
        forum.act(
            take_position,
            talks.id,
            part_id=talks.clause(2),
            position=Position.OBJECT,
            by=forum.head(name),
        )
        forum.act(submit_input, talks.id, by=forum.head(name))
    talks.close_round(round_id)
    return talks


def broken(forum: Forum) -> Negotiation:
    """A text under silence that one delegation broke, while another acknowledged receipt."""
    text = lay_on_the_table(forum)
    due_at = forum.hour.now + timedelta(days=2)
    forum.act(start_silence, text.id, due_at=due_at, due_as_typed="in two days", by=forum.chair)
    forum.act(acknowledge_receipt, text.id, by=forum.head("Dravenia"))
    forum.act(break_silence, text.id, part_id=text.clauses[1], reason="Not yet.", by=forum.head("Borvia"))
    return Negotiation(forum, text.id)


def adopted(forum: Forum) -> Negotiation:
    """An adopted text with a reservation, a signature block and a list of participants."""
    text = lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.AD_REFERENDUM, by=forum.head("Lusatia"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(
        reserve,
        text.id,
        part_ids=[],
        kind=ReservationKind.RESERVATION,
        text="Our law differs.",
        by=forum.head("Borvia"),
    )
    forum.act(set_signatories, text.id, [("Ana Verel", "Cestria")], by=forum.secretariat)
    how = {"place": "Port Alder", "adopted_on": forum.hour.now.date(), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **how, by=forum.chair)
    return Negotiation(forum, text.id)


def named_states(house: House, who: str, *, under: str = "") -> dict[str, set[str]]:
    """The states that a person reads at every address of statements, notices and lists, or of one thing.

    The names of persons are left out: in the cast they are made of their delegation's. So is the archive: it holds
    entries as they were recorded, whose hashes would not bear another name.
    """
    states = re.compile(rb"\b(?:" + "|".join(MEMBERS).encode() + rb")\b")
    persons = re.compile(rb"\b(?:Head|Expert)(?: |%20)(?:" + "|".join(MEMBERS).encode() + rb")\b")
    told = {}
    somebody = house.person(who)
    for address in house.addresses():
        if address.startswith(("/body", "/api/v1/body", "/begin", "/people", "/api/v1/people")):
            continue
        if address.endswith("/archive/file") or under not in address:
            continue
        answer = somebody.client.get(address, follow_redirects=False)
        assert answer.status_code < 500, address
        headers = " ".join(answer.headers.values()).encode()
        found = {each for part in _parts(answer.content) for each in states.findall(persons.sub(b"", part))}
        found |= set(states.findall(headers))
        if found:
            told[address] = {each.decode() for each in found}
    return told


@pytest.mark.parametrize("begun", [negotiated, broken])
def test_where_capitals_are_named_no_state_is_read_anywhere(
    application: Litestar, forum: Forum, begun: Callable[[Forum], Negotiation]
) -> None:
    application.state.database = forum.database
    house = House(application, forum, begun(forum))
    chair, matrix = house.person("chair"), f"/statements/{house.talks.id}/positions"
    assert "Borvia" in chair.client.get(matrix).text

    names_capitals(forum)

    assert {who: named_states(house, who) for who in READERS} == dict.fromkeys(READERS, {})
    assert capital("Borvia") in chair.client.get(matrix).text


def test_text_adopted_with_capitals_keeps_them_everywhere(application: Litestar, forum: Forum) -> None:
    application.state.database = forum.database
    names_capitals(forum)
    house = House(application, forum, adopted(forum))
    forum.hour.pass_by(timedelta(days=1))
    forum.act(choose_body_naming, "", by=forum.secretariat)

    for who in READERS:
        assert named_states(house, who, under=house.talks.id) == {}, who
    assert capital("Borvia") in house.person("chair").client.get(f"/statements/{house.talks.id}/adoption").text


def _parts(content: bytes) -> list[bytes]:
    """An answer, or what is packed in it, with the names that JSON and XML write otherwise undone."""
    if not is_zipfile(BytesIO(content)):
        return [content]
    with ZipFile(BytesIO(content)) as packed:
        return [packed.read(name) for name in packed.namelist()]
