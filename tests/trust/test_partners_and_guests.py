"""Partners and guests read what is tabled and nothing of what members give; a guest gives nothing at any address."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session
from tests.cast import OBSERVER, Forum, refused, snapshot
from tests.negotiation import Negotiation, rules_of
from tests.on_the_table import Text, lay_on_the_table, open_a_round, reword, table_again
from tests.trust.house import House, filled_in, operations
from tests.trust.test_non_interference import give_input

from jointstatement.access.viewer import Viewer
from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.groups import begin_group
from jointstatement.actions.persons import admit_person, end_person
from jointstatement.actions.setting_up import add_delegation, change_participation, choose_what_guests_read
from jointstatement.actions.translating import enter_translation, issue_translation
from jointstatement.errors import BadInput, ChangedMeanwhile, MembershipStands, NotFound, NotYours
from jointstatement.models import Body, Comment, Delegation, NotAgreedBase, Person, Round
from jointstatement.queries.workspace import workspace
from jointstatement.terms import (
    NEVER_ADMITTED,
    BaseStanding,
    CommentClass,
    ConsensusBasis,
    Participation,
    Role,
    TranslationStatus,
)

ATTENDING = ("partner", "guest")


@pytest.fixture
def house(house: House) -> House:
    """The house with a partner and a guest in it, and input in a round that was open to all members."""
    forum = house.forum
    for order, who in enumerate(ATTENDING, start=20):
        name = f"{who.capitalize()} of the river"
        how: dict[str, Any] = {"order": order, "participation": Participation(who), "by": forum.secretariat}
        forum.delegations[name] = forum.act(add_delegation, forum.body_id, name=name, **how)
        whose = {"role": Role(who), "delegation_id": forum.delegations[name], "by": forum.secretariat}
        forum.persons[who] = forum.act(admit_person, forum.body_id, name=f"Of the {who}", **whose)
    in_round = house.talks.open_round()
    give_input(house)
    house.talks.close_round(in_round)
    return house


def changed_to(forum: Forum, name: str, participation: Participation, **other: Any) -> dict[str, Any]:
    (row,) = forum.rows(Delegation, id=forum.delegations[name])
    return {"participation": participation, "expected": row.version, "by": forum.secretariat, **other}


def test_partner_and_guest_find_nothing_that_members_gave_at_any_address(house: House) -> None:
    read = {who: house.sees(who) for who in ATTENDING}
    observed = house.sees("observer")

    for who in ATTENDING:
        assert {each for each, answered in read[who].items() if b"heron" in answered.lower()} == set()
        # Nothing opens to them that does not open to an observer.
        opened = {each for each, answered in read[who].items() if answered.startswith(b"200")}
        assert opened <= {each for each, answered in observed.items() if answered.startswith(b"200")}
        assert {"/", f"/statements/{house.talks.id}", f"/statements/{house.talks.id}/revisions"} <= opened
    assert read["guest"]["/calls"].startswith(b"403")
    # And no page leads a guest there.
    assert [who for who in ATTENDING if b'href="/calls"' in read[who]["/"]] == ["partner"]
    # To members it is there, so that there was something to find.
    assert b"heron" in house.person("head of Borvia").reads(f"/statements/{house.talks.id}/parts/whole").lower()


def test_guest_of_adopted_texts_loads_no_draft_no_round_and_no_record(house: House) -> None:
    forum = house.forum
    text = lay_on_the_table(forum)
    for words in ("We count the herons of the river", "We count the birds of the river"):
        reword(forum, text.clauses[0], words)
        table_again(forum, text)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    gavel = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **gavel, by=forum.chair)
    later = House(house.application, forum, Negotiation(forum, text.id), house.persons)
    compared = f"/statements/{text.id}/compare?old=1&new=2"
    assert b"herons" in house.person("guest").reads(compared)
    (body,) = forum.rows(Body)
    asked = {"drafts": False, "expected": body.version, "by": forum.secretariat}
    refused(forum, NotYours, choose_what_guests_read, forum.body_id, **{**asked, "by": forum.chair})
    refused(forum, ChangedMeanwhile, choose_what_guests_read, forum.body_id, **{**asked, "expected": 99})

    forum.act(choose_what_guests_read, forum.body_id, **asked)

    assert forum.last_entry(f"{forum.body_id}:administration").kind == "guests_read_adopted"
    opened = {each for each, answered in house.sees("guest").items() if answered.startswith(b"200")}
    assert {each for each in opened if house.talks.id in each} == set()
    read = {each: answered for each, answered in later.sees("guest").items() if text.id in each}
    opened = {each for each, answered in read.items() if answered.startswith(b"200")}
    assert b"We count the birds of the river" in read[f"/statements/{text.id}"]
    for told in (b"heron", b"Zero draft", b"Rev.1"):
        assert {each for each in opened if told in read[each]} == set()
    for address in ("record", "rounds", "silence", "input"):
        assert read[f"/statements/{text.id}/{address}"].startswith(b"403")
        assert read.get(f"/api/v1/statements/{text.id}/{address}", b"403").startswith(b"403")
    assert house.person("guest").reads(compared).startswith(b"404")
    # An observer goes on reading what is tabled, and the guest again when the body says so.
    assert b"herons" in house.person("observer").reads(compared)
    forum.act(choose_what_guests_read, forum.body_id, **{**asked, "drafts": True, "expected": body.version + 1})
    assert b"herons" in house.person("guest").reads(compared)


def test_guest_of_adopted_texts_loads_neither_a_translated_draft_nor_a_base_that_was_never_adopted(
    house: House,
) -> None:
    forum, lapsed, text = house.forum, lay_on_the_table(house.forum), lay_on_the_table(house.forum)
    reword(forum, lapsed.clauses[0], "We count the herons of the river")
    table_again(forum, lapsed)
    forum.act(begin_on, text.id, lapsed.revisions[-1], by=forum.chair)
    for part_id, words in zip((text.title, *text.clauses), ("Ortak", "Balıkçıl", "İki", "Üç"), strict=True):
        named = {"wording": words, "revision_id": text.revisions[-1], "expected": 0, "by": forum.secretariat}
        forum.act(enter_translation, text.id, "tr", part_id, **named)
    issued = {"status": TranslationStatus.UNOFFICIAL, "revision_id": text.revisions[-1], "seen": 4}
    forum.act(issue_translation, text.id, "tr", **issued, by=forum.secretariat)
    reword(forum, text.clauses[0], "We count the birds of the river")
    table_again(forum, text)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    gavel = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **gavel, by=forum.chair)
    at = f"/statements/{text.id}"
    base, translation = (f"{at}/base", f"/api/v1{at}/base"), (f"{at}/translations/tr", f"/api/v1{at}/translations/tr")
    for each, told in ((base, "herons"), (translation, "Balıkçıl")):
        assert [told.encode() in house.person("guest").reads(address) for address in each] == [True, True]

    (body,) = forum.rows(Body)
    forum.act(choose_what_guests_read, forum.body_id, drafts=False, expected=body.version, by=forum.secretariat)

    files = (f"{at}/translations/tr/files/docx", f"/api/v1{at}/translations/tr/file")
    for address in (*base, *translation, *files):
        assert house.person("guest").reads(address).startswith(b"404"), address
    for address in (f"{at}/translations", f"/api/v1{at}/translations", f"{at}/revisions"):
        answered = house.person("guest").reads(address)
        assert answered.startswith(b"200") and b"Zero draft" not in answered and b"/base" not in answered, address
    assert b"herons" in house.person("observer").reads(base[0])


def test_guest_of_adopted_texts_reads_one_on_which_it_commented_when_it_took_part_otherwise(house: House) -> None:
    forum, text = house.forum, lay_on_the_table(house.forum)
    in_round, revision = open_a_round(forum, text), text.revisions[-1]
    forum.act(comment_as_guest, text, in_round, revision, by=forum.viewer("guest"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    gavel = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **gavel, by=forum.chair)
    (body,) = forum.rows(Body)
    asked = {"drafts": False, "expected": body.version, "by": forum.secretariat}
    forum.act(choose_what_guests_read, forum.body_id, **asked)

    for address in (f"/statements/{text.id}", f"/api/v1/statements/{text.id}"):
        answered = house.person("guest").reads(address)
        assert answered.startswith(b"200") and b"An old heron" not in answered, address


def comment_as_guest(
    session: Session, text: Text, round_id: str, revision_id: str, *, by: Viewer, now: datetime
) -> None:
    """Lays down a comment that a delegation gave to a round before it became a guest; the round is closed."""
    given = {"round_id": round_id, "revision_id": revision_id, "part_id": text.clauses[0], "submitted_at": now}
    about = {"comment_class": CommentClass.SUBSTANTIVE, "text": "An old heron.", "written_at": now}
    whose = {"delegation_id": by.delegation_id, "written_by": by.person_id, "label": "C-1.1"}
    session.get_one(Round, round_id).closed_at = now
    session.add(Comment(statement_id=text.id, **given, **about, **whose))


def begin_on(session: Session, statement_id: str, revision_id: str, *, by: Viewer, now: datetime) -> None:
    """Lays down from which text that lapsed a statement began."""
    named = {"statement_id": statement_id, "revision_id": revision_id, "ended_on": now.date(), "at": now}
    session.add(NotAgreedBase(**named, standing=BaseStanding.LAPSED, by=by.person_id))


def test_guest_gives_nothing_at_any_address(house: House) -> None:
    guest, things = house.person("guest"), {place: each[-1] for place, each in house.things().items()}
    before = snapshot(house.forum.database)

    paths = [path for path in operations(house.application, "POST") if path not in {"/sign-out", "/notices"}]
    own = {path for path in paths if "sign-in" in path or "/notices" in path or "/tokens" in path or "/validat" in path}
    statuses = {
        path: guest.sends(filled_in(path, things | {"verb": "to_consensus"})).status_code
        for path in paths
        if path not in own
    }

    assert {path: status for path, status in statuses.items() if status < 400} == {}
    assert snapshot(house.forum.database) == before


def test_partner_and_guest_are_in_no_list_of_members_and_count_for_nothing(house: House) -> None:
    forum, talks = house.forum, house.talks
    with forum.database.reading() as session:
        shown = workspace(session, forum.chair, talks.id, now=talks.now(), rules_of=rules_of, view=None)
    assert shown.head.members == 12
    matrix = house.person("chair").reads(f"/statements/{talks.id}/positions")
    assert b"of the river" not in matrix
    named = [forum.delegations[each] for each in ("Borvia", "Partner of the river")]
    group: dict[str, Any] = {"name": "G", "member_ids": named, "speaker_id": named[0], "by": forum.secretariat}
    refused(forum, BadInput, begin_group, **group)


def test_what_a_delegation_takes_part_as_is_changed_by_the_secretariat_and_never_into_a_member(house: House) -> None:
    forum = house.forum
    ids, partner = forum.delegations, Participation.PARTNER

    def refuse(refusal: type[Any], name: str, participation: Participation, **other: Any) -> None:
        refused(forum, refusal, change_participation, ids[name], **changed_to(forum, name, participation, **other))

    refuse(MembershipStands, "Borvia", partner)
    refuse(MembershipStands, OBSERVER, Participation.MEMBER)
    refuse(ChangedMeanwhile, OBSERVER, partner, expected=99)
    for who in ("chair", "head of Borvia", "observer"):
        refuse(NotYours, OBSERVER, partner, by=forum.viewer(who))
    refused(forum, NotFound, change_participation, "0" * 32, **changed_to(forum, OBSERVER, partner))

    forum.act(change_participation, ids[OBSERVER], **changed_to(forum, OBSERVER, partner))

    assert forum.observer.role is Role.PARTNER
    entry = forum.last_entry(f"{forum.body_id}:administration")
    assert (entry.kind, OBSERVER in entry.payload) == ("became_partner", True)
    assert house.person("observer").reads("/calls").startswith(b"200")
    forum.act(change_participation, ids[OBSERVER], **changed_to(forum, OBSERVER, Participation.GUEST))
    assert house.person("observer").reads("/calls").startswith(b"403")
    before = snapshot(forum.database)
    forum.act(change_participation, ids[OBSERVER], **changed_to(forum, OBSERVER, Participation.GUEST))
    assert snapshot(forum.database) == before


def test_person_has_the_role_of_what_the_delegation_takes_part_as(house: House) -> None:
    forum = house.forum
    partner, guest = (forum.delegations[f"{who.capitalize()} of the river"] for who in ATTENDING)
    for role, delegation_id in (
        (Role.PARTNER, None),
        (Role.PARTNER, guest),
        (Role.OBSERVER, partner),
        (Role.GUEST, forum.delegations["Borvia"]),
        (Role.HEAD, partner),
        *((each, None) for each in NEVER_ADMITTED),
    ):
        how = {"name": "N", "role": role, "delegation_id": delegation_id, "by": forum.secretariat}
        refused(forum, BadInput, admit_person, forum.body_id, **how)
    alone = forum.act(admit_person, forum.body_id, name="Alone", role=Role.GUEST, by=forum.secretariat)
    forum.act(end_person, alone, by=forum.secretariat)
    assert forum.rows(Person, id=alone)[0].role is Role.GUEST
