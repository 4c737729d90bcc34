"""What a delegation arranges within itself: nobody outside it reads a byte of it, on no page and in no answer."""

from datetime import timedelta

from tests.trust.house import House
from tests.trust.test_non_interference import OUTSIDE, changed

from jointstatement.actions.consensus import move_to_consensus
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.deputies import name_deputy, recall_deputy
from jointstatement.actions.giving_input import comment_on
from jointstatement.actions.inner_hours import set_inner_hour
from jointstatement.actions.silence import break_silence, request_time, start_silence
from jointstatement.terms import CommentClass

OTHERS = [*OUTSIDE, "expert of Borvia", "chair", "co-chair", "secretariat"]


def name_and_recall(house: House) -> None:
    """Aldmark's head names a deputy, takes it back, and names one again until an hour."""
    forum = house.forum
    expert_id, head = forum.persons["expert of Aldmark"], forum.head("Aldmark")
    forum.act(name_deputy, expert_id, by=head)
    forum.act(recall_deputy, by=head)
    until = forum.hour.now + timedelta(days=1)
    forum.act(name_deputy, expert_id, until=until, until_as_typed="tomorrow UTC", by=head)


def test_what_a_deputy_did_is_told_to_nobody_else_as_done_for_the_head(house: House) -> None:
    forum, talks = house.forum, house.talks
    talks.close_round(talks.open_round())
    forum.act(move_to_consensus, talks.id, by=forum.chair)
    forum.act(name_deputy, forum.persons["expert of Aldmark"], by=forum.head("Aldmark"))
    due_at = talks.now() + timedelta(hours=72)
    forum.act(start_silence, talks.id, due_at=due_at, due_as_typed="typed", by=forum.chair)
    forum.act(request_time, talks.id, reason="A heron.", by=forum.expert("Aldmark"))
    forum.act(break_silence, talks.id, part_id=None, reason="A heron.", by=forum.expert("Aldmark"))

    told = (b'"is_for_head":true', b"for_head&#34;", b'for_head\\":', b", for the head of delegation")
    at = f"/statements/{talks.id}"
    places = (f"/api/v1{at}/record", f"{at}/record", f"/api/v1{at}/silence", f"{at}/silence", at, "/notices")
    own = b"".join(house.person("head of Aldmark").reads(each) for each in places)
    assert (told[0] in own, told[-1] in own) == (True, True)
    for who in ("head of Borvia", "chair", "administrator", "observer"):
        read = b"".join(house.person(who).reads(each) for each in places)
        assert [words for words in told if words in read] == []
    assert b"Expert Aldmark" in house.person("chair").reads(places[0])


def set_an_hour(house: House) -> None:
    """Aldmark's head sets an hour, of which its experts are reminded, and which passes over a draft."""
    forum, it = house.forum, house.talks.id
    ask: dict[str, object] = {"due_as_typed": "typed", "by": forum.head("Aldmark")}
    forum.act(set_inner_hour, it, due_at=forum.hour.now + timedelta(hours=3), **ask)
    forum.hour.pass_by(timedelta(hours=1, minutes=10))
    forum.act(close_what_is_due)
    forum.hour.pass_by(timedelta(hours=2))
    remark = {"part_id": None, "comment_class": CommentClass.TECHNICAL, "text": "A heron.", "quoted": ""}
    forum.act(comment_on, it, **remark, by=forum.expert("Aldmark"))


def arrange_within(house: House) -> None:
    """Aldmark names a deputy and sets an hour: both are looked for at once, since everybody looks everywhere."""
    name_and_recall(house)
    set_an_hour(house)


def test_deputy_and_hour_within_a_delegation_are_known_to_nobody_else(house: House) -> None:
    house.talks.open_round()

    assert changed(house, OTHERS, arrange_within, after=timedelta(hours=4)) == set()
    assert b"Expert Aldmark" in house.person("expert of Aldmark").reads("/delegation")
    assert b"was named deputy" in house.person("expert of Aldmark").reads("/delegation")
    assert b'"role":"deputy"' in house.person("head of Aldmark").reads("/api/v1/delegation")
    expert, at = house.person("expert of Aldmark"), f"/statements/{house.talks.id}"
    assert b"The hour within your delegation has passed" in expert.reads(f"{at}/input")
    assert b"After our hour" in house.person("head of Aldmark").reads(f"{at}/input")
    assert b"Reminder: drafts for round 1 are to be with the head" in expert.reads("/notices")
    assert b'"is_over":true' in expert.reads(f"/api/v1{at}/inner-hour")
