"""Where the body does not name who broke silence, nobody but the chair's office and the breaker can tell who it was.

The same negotiation is held three times, and nothing differs but who breaks silence: one delegation, another, or one
for its whole group. What is compared is everything that can be opened, on pages, by program and in files, byte for
byte. What the program draws by lot (an id, the number that seals a chain) stands for its place among those of its
answer, unless it was there before: the lot knows of nobody.
"""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import restore, snapshot
from tests.databases import Kept
from tests.trust.house import House, drawn_in, reads

from jointstatement.actions.adopting import adopt
from jointstatement.actions.breaking import decline_break
from jointstatement.actions.consensus import declare_consensus, move_to_consensus
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.groups import begin_group
from jointstatement.actions.positions import lift, take_position
from jointstatement.actions.publishing import publish
from jointstatement.actions.setting_up import change_body_rules
from jointstatement.actions.silence import (
    acknowledge_receipt,
    add_to_break,
    break_silence,
    record_objection,
    request_time,
    start_silence,
)
from jointstatement.actions.silence_rules import SilenceRules, change_silence_rules
from jointstatement.models import Body, Revision
from jointstatement.terms import ConsensusBasis, Position

BREAKERS = ("Borvia", "Istara", "Borvia for its group")
MEMBER, OBSERVER = "head of Galdria", "observer"
OUTSIDE = ("administrator", "nobody")
"""Those who open no statement; `test_rights.py` tries every address of one."""
KNOWN_TO_THE_OFFICE = {"silence", "record", "positions"}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_FILE = r"/(files?|rolling|comment-tables|comment-form|base|archive|certificate)\b"
_TELLS_OF_BREAKS = r"/(silence|record|positions|adoption)\b"
_READ_BEFORE = rf"^(/api/v1)?/statements/(?!.*({_FILE}|{_TELLS_OF_BREAKS}))"


def in_confidence(house: House) -> None:
    """By the body's rules nobody learns who broke silence, and members would read each other's positions."""
    forum = house.forum
    name_breakers(house, is_named=False)
    (body,) = forum.rows(Body)
    rules = SilenceRules(shortest_reissue_hours=1, whole_open_on_reissue=True, time_request_breaks=True)
    forum.act(change_silence_rules, rules=rules, expected=body.version, by=forum.secretariat)
    forum.hour.pass_by(MINUTE)
    in_round = house.talks.open_round()
    forum.hour.pass_by(MINUTE)
    house.talks.close_round(in_round)
    forum.hour.pass_by(MINUTE)
    forum.act(move_to_consensus, house.talks.id, by=forum.chair)
    # What happens at one instant is shown in no order that tells anything: here nothing does.
    forum.hour.pass_by(MINUTE)


def name_breakers(house: House, *, is_named: bool) -> None:
    forum = house.forum
    (body,) = forum.rows(Body)
    forum.act(
        change_body_rules,
        forum.body_id,
        marking=body.marking,
        shortest_silence_hours=1,
        names_the_breaker=is_named,
        matrix_open_to_members=True,
        expected=body.version,
        by=forum.secretariat,
    )


def put_under_silence(house: House, *, on_changes: bool = False) -> None:
    due_at = house.talks.now() + 2 * HOUR
    asked = {"due_at": due_at, "due_as_typed": "in two hours", "on_changes": on_changes, "on_purpose": True}
    house.forum.act(start_silence, house.talks.id, **asked, by=house.forum.chair)


def begin_the_group(house: House) -> str:
    """Borvia speaks for a group of three, in which neither of those who read is a member."""
    members = tuple(house.forum.delegations[each] for each in ("Borvia", "Istara", "Jorvland"))
    named = {"name": "Upper River Group", "member_ids": members, "speaker_id": members[0]}
    return str(house.forum.act(begin_group, **named, by=house.forum.secretariat))


def break_in_every_way(house: House, breaker: str, group_id: str) -> None:
    """Four silences are broken: by pressing, by a request for time, by a position and on paper."""
    breaker, _, for_others = breaker.partition(" ")
    speaking = {"group_id": group_id} if for_others else {}
    forum, talks, head = house.forum, house.talks, house.forum.head(breaker)
    put_under_silence(house)
    forum.hour.pass_by(MINUTE)
    forum.act(acknowledge_receipt, talks.id, by=forum.expert(breaker))
    first = forum.act(
        break_silence, talks.id, part_id=talks.clause(2), wording="We count the herons", **speaking, by=head
    )
    forum.hour.pass_by(MINUTE)
    forum.act(break_silence, talks.id, part_id=talks.clause(3), reason="Of herons.", **speaking, by=head)
    if for_others:
        forum.act(decline_break, talks.id, first, by=forum.head("Jorvland"))
    forum.act(add_to_break, talks.id, first, reason="Herons come first.", by=head)
    table_anew(house, "We thank Cestria", "We thank our host")
    put_under_silence(house, on_changes=True)
    forum.hour.pass_by(MINUTE)
    forum.act(request_time, talks.id, reason="The heron has not flown in.", by=head)
    forum.hour.pass_by(MINUTE)
    put_under_silence(house)
    forum.hour.pass_by(MINUTE)
    forum.act(
        take_position, talks.id, part_id=talks.clause(4), position=Position.OBJECT, reason="Heron.", **speaking, by=head
    )
    table_anew(house, "We thank our host", "We thank our hosts")
    put_under_silence(house)
    forum.hour.pass_by(HOUR)
    on_paper = {"delegation_id": forum.delegations[breaker], "part_id": talks.clause(5), "reason": "By heron."}
    received_at = talks.now() - MINUTE
    forum.act(record_objection, talks.id, **on_paper, received_at=received_at, by=forum.secretariat)


def table_anew(house: House, old: str, new: str) -> None:
    forum, talks = house.forum, house.talks
    forum.hour.pass_by(MINUTE)
    first = talks.clause(1)
    wording = talks.wording(first).replace(old, new)
    forum.act(reword_part, talks.id, first, wording=wording, expected=talks.version(first), by=forum.chair)
    talks.table()
    forum.hour.pass_by(MINUTE)


def come_round(house: House, breaker: str, group_id: str) -> None:
    """The last silence is held; an objection comes late; all is lifted, and the text is adopted and published."""
    breaker, _, for_others = breaker.partition(" ")
    speaking = {"group_id": group_id} if for_others else {}
    forum, talks, head = house.forum, house.talks, house.forum.head(breaker)
    table_anew(house, "hosts", "good hosts")
    put_under_silence(house)
    forum.hour.pass_by(2 * HOUR + MINUTE)
    forum.database.write_and_wait(close_what_is_due)
    forum.act(break_silence, talks.id, part_id=None, reason="A late heron.", **speaking, by=head)
    forum.hour.pass_by(MINUTE)
    for part_id in (None, *(talks.clause(number) for number in (2, 3, 4, 5))):
        forum.act(lift, talks.id, part_id=part_id, by=head)
    forum.hour.pass_by(MINUTE)
    forum.act(declare_consensus, talks.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)
    text = max(forum.rows(Revision, statement_id=talks.id), key=lambda each: each.number)
    forum.hour.pass_by(MINUTE)
    forum.act(
        adopt, talks.id, place="Port Alder", adopted_on=forum.hour.now.date(), fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )  # fmt: skip
    forum.hour.pass_by(MINUTE)
    forum.act(publish, talks.id, content=b"the printed text", by=forum.secretariat)


def test_breaker_that_is_not_named_cannot_be_told_from_another(house: House, kept: Callable[[str], Kept]) -> None:
    in_confidence(house)
    group_id = begin_the_group(house)
    for who in (MEMBER, OBSERVER, *OUTSIDE, "chair"):
        house.person(who)
    rows, began = snapshot(house.forum.database), house.forum.hour.now
    before = drawn_in(rows)

    worlds: list[dict[str, bytes]] = []
    for breaker in BREAKERS:
        restore(kept("sqlite").begin(house.forum.hour), rows)
        house.forum.hour.now = began
        break_in_every_way(house, breaker, group_id)
        # What was done while breakers were not named stays so when the body names them from now on.
        name_breakers(house, is_named=True)
        world = {f"broken: {at}": read for at, read in reads(house, MEMBER, before, but=_FILE)}
        come_round(house, breaker, group_id)
        # Pages that tell of breaks tell of late objections and lifts too, and what prints the text has another now; the
        # others have said before what they say.
        world |= reads(house, MEMBER, before, but=_READ_BEFORE)
        world |= reads(house, OBSERVER, before, but=_FILE)
        for who in OUTSIDE:
            world |= reads(house, who, before, but="/statements/")
        for known in KNOWN_TO_THE_OFFICE:
            world[known] = house.person("chair").reads(f"/statements/{house.talks.id}/{known}")
        worlds.append(world)

    first = worlds[0]
    for other in worlds[1:]:
        assert first.keys() == other.keys()
        assert {at for at in first if first[at] != other[at]} == KNOWN_TO_THE_OFFICE
