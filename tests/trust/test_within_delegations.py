"""What a delegation arranges within itself: nobody outside it reads a byte of it, on no page and in no answer."""

from datetime import timedelta

from tests.trust.house import House
from tests.trust.test_non_interference import OUTSIDE, changed

from jointstatement.actions.deputies import name_deputy, recall_deputy

OTHERS = [*OUTSIDE, "expert of Borvia", "chair", "co-chair", "secretariat"]


def name_and_recall(house: House) -> None:
    """Aldmark's head names a deputy, takes it back, and names one again until an hour."""
    forum = house.forum
    expert_id, head = forum.persons["expert of Aldmark"], forum.head("Aldmark")
    forum.act(name_deputy, expert_id, by=head)
    forum.act(recall_deputy, by=head)
    until = forum.hour.now + timedelta(days=1)
    forum.act(name_deputy, expert_id, until=until, until_as_typed="tomorrow UTC", by=head)


def test_deputy_is_known_to_its_own_delegation_alone(house: House) -> None:
    house.talks.open_round()

    assert changed(house, OTHERS, name_and_recall) == set()
    assert b"Expert Aldmark" in house.person("expert of Aldmark").reads("/delegation")
    assert b"was named deputy" in house.person("expert of Aldmark").reads("/delegation")
    assert b'"role":"deputy"' in house.person("head of Aldmark").reads("/api/v1/delegation")
