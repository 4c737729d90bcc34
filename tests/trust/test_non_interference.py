"""Nobody learns that somebody acted in confidence: all that a person can read stays as it was, byte for byte.

Each test looks twice at the same hour: at a world in which nobody acted, and at the same world in which somebody did,
some minutes before. What is compared is everything that can be opened, on pages and by program.
"""

from collections.abc import Callable
from datetime import timedelta

from tests.trust.house import House

from jointstatement.actions.consensus import move_to_consensus
from jointstatement.actions.giving_input import (
    amend,
    change_comment,
    comment_on,
    drop_comment,
    submit_input,
    withdraw_amendment,
    withdraw_comment,
)
from jointstatement.actions.groups import begin_group
from jointstatement.actions.persons import create_token, issue_link, sign_in
from jointstatement.actions.positions import take_position
from jointstatement.actions.silence import acknowledge_receipt, start_silence
from jointstatement.terms import CommentClass, Position, Weight

OUTSIDE = ["head of Borvia", "observer", "administrator", "nobody"]


def changed(
    house: House, who: list[str], act: Callable[[House], object], *, after: timedelta = timedelta(minutes=4)
) -> set[str]:
    """The addresses at which these persons read something else because somebody acted; looked at `after` a while."""
    before, since = looked_at(house, who, act, after=after)
    return {each for each, read in since.items() if before[each] != read}


def looked_at(
    house: House, who: list[str], act: Callable[[House], object], *, after: timedelta = timedelta(minutes=4)
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """All that these persons read where nobody acted, and where somebody did, by the person and the address."""
    hour, began = house.forum.hour, house.forum.hour.now
    hour.now = began + after
    for each in who:
        house.person(each)  # at the hour at which they look, so that nobody's sign-in is over by then
    before = seen(house, who)
    hour.now = began + timedelta(minutes=1)
    act(house)
    hour.now = began + after
    return before, seen(house, who)


def seen(house: House, who: list[str]) -> dict[str, bytes]:
    return {f"{each}: {address}": read for each in who for address, read in house.sees(each).items()}


def come_in(house: House) -> None:
    """Persons of Aldmark come in, and make tokens."""
    forum = house.forum
    link = forum.database.write_and_wait(issue_link, forum.persons["head of Aldmark"], by=None)
    forum.database.write_and_wait(sign_in, str(link))
    forum.act(create_token, forum.persons["expert of Aldmark"], by=forum.expert("Aldmark"))


def draft(house: House) -> tuple[str, str]:
    """Aldmark drafts comments, an amendment and positions. Returns the ids of a comment and the amendment."""
    forum, at = house.forum, house.talks.id
    second, third = house.talks.clause(2), house.talks.clause(3)
    expert, head = forum.expert("Aldmark"), forum.head("Aldmark")
    remark = {"comment_class": CommentClass.EDITORIAL, "text": "A heron."}
    spare = forum.act(comment_on, at, part_id=None, **remark, by=expert)
    forum.act(drop_comment, at, spare, by=head)
    comment = forum.act(comment_on, at, part_id=second, **remark, by=expert)
    forum.act(change_comment, at, comment, **remark, expected=1, by=head)
    amendment = forum.act(
        amend, at, third, wording="We count every heron", reason="Herons.", weight=Weight.ESSENTIAL, by=expert
    )
    for part_id, position in ((None, Position.RESERVE), (second, Position.OBJECT)):
        forum.act(take_position, at, part_id=part_id, position=position, reason="Heron.", by=head)
    return comment, amendment


def give_input(house: House) -> None:
    """Aldmark submits what it drafted, takes some of it back, and submits more."""
    forum, at, head = house.forum, house.talks.id, house.forum.head("Aldmark")
    comment, amendment = draft(house)
    forum.act(submit_input, at, by=head)
    forum.act(withdraw_comment, at, comment, by=head)
    forum.act(withdraw_amendment, at, amendment, by=head)
    forum.act(comment_on, at, part_id=None, comment_class=CommentClass.TECHNICAL, text="Herons.", by=head)
    forum.act(submit_input, at, by=head)


def acknowledge(house: House) -> None:
    """Aldmark acknowledges receipt of the text under silence."""
    house.forum.act(acknowledge_receipt, house.talks.id, by=house.forum.expert("Aldmark"))


def test_coming_in_and_drafting_change_nothing_for_anybody_else(house: House) -> None:
    house.talks.open_round()
    house.person("head of Aldmark")  # has a link by now: that is the office's to know

    assert changed(house, [*OUTSIDE[:2], "chair"], lambda house: (come_in(house), draft(house))) == set()


def test_input_to_a_blind_round_changes_nothing_for_others(house: House) -> None:
    house.talks.open_round()

    assert changed(house, OUTSIDE, give_input) == set()


def test_input_for_a_group_changes_nothing_for_its_members_before_the_hour(house: House) -> None:
    forum = house.forum
    named = [forum.delegations[each] for each in ("Aldmark", "Borvia")]
    ask = {"name": "Heron Group", "member_ids": named, "speaker_id": named[0], "by": forum.secretariat}
    group_id = forum.act(begin_group, **ask)
    house.talks.open_round()

    def give_for_the_group(house: House) -> None:
        draft(house)
        forum.act(submit_input, house.talks.id, group_id=group_id, by=forum.head("Aldmark"))

    assert changed(house, OUTSIDE[:1], give_for_the_group) == set()


def test_input_to_a_blind_round_changes_nothing_for_others_between_its_hour_and_its_closing(house: House) -> None:
    house.talks.open_round(days=3)

    assert changed(house, OUTSIDE[:1], give_input, after=timedelta(days=3, minutes=1)) == set()


def test_office_learns_only_that_a_delegation_has_submitted(house: House) -> None:
    house.talks.open_round()
    at = f"/statements/{house.talks.id}"

    before, since = looked_at(house, ["chair"], give_input)
    learned = {line.partition(": ")[2] for line, read in since.items() if before[line] != read}

    # Every page carries the number of unread notices; programs read it in one place.
    by_program = {address for address in learned if address.startswith("/api/v1")}
    assert by_program == {
        f"/api/v1{place}" for place in ("/me", "/notices", "/statements", f"{at}/rounds", f"{at}/matrix")
    }
    assert [address for address, read in since.items() if b"heron" in read.lower()] == []


def test_acknowledged_receipt_changes_nothing_for_others(house: House) -> None:
    forum, talks = house.forum, house.talks
    talks.close_round(talks.open_round())
    forum.act(move_to_consensus, talks.id, by=forum.chair)
    due_at = talks.now() + timedelta(hours=72)
    forum.act(start_silence, talks.id, due_at=due_at, due_as_typed="typed", by=forum.chair)

    assert changed(house, OUTSIDE[:2], acknowledge) == set()


def test_observer_reads_no_delegates_name(house: House) -> None:
    forum, talks = house.forum, house.talks
    in_round = talks.open_round()
    comment, _ = draft(house)
    forum.act(submit_input, talks.id, by=forum.head("Aldmark"))
    talks.close_round(in_round)
    forum.act(withdraw_comment, talks.id, comment, by=forum.head("Aldmark"))

    assert [address for address, read in house.sees("observer").items() if b"Head Aldmark" in read] == []
