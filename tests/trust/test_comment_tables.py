"""Tables of comments tell nobody that somebody gave something in confidence: not by row, count, hour or size."""

from datetime import timedelta
from itertools import product

from tests.trust.house import House

from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.terms import CommentClass, Weight

OTHERS = ("chair", "secretariat", "head of Borvia", "expert of Borvia", "observer", "administrator", "nobody")


def tables(house: House) -> list[str]:
    """Every table that can be asked for, of all delegations and of the one that acts."""
    at = f"/statements/{house.talks.id}"
    own = house.forum.delegations["Aldmark"]
    wishes = product(("iso", "codex"), ("docx", "xlsx"), ("", own), ("", "yes"))
    return [
        f"{at}/comments",
        f"{at}/comments/form",
        *(
            f"{at}/comments/file?layout={layout}&form={form}&delegation={delegation}&answers={answers}"
            for layout, form, delegation, answers in wishes
        ),
    ]


def give(house: House) -> None:
    """Aldmark drafts, submits, takes one back and drafts once more."""
    forum, at, head = house.forum, house.talks.id, house.forum.head("Aldmark")
    remark = {"comment_class": CommentClass.EDITORIAL, "text": "A heron.", "by": head}
    taken_back = forum.act(comment_on, at, part_id=house.talks.clause(2), **remark)
    forum.act(comment_on, at, part_id=None, **remark)
    words = {"wording": "We count every heron", "reason": "Herons.", "weight": Weight.ESSENTIAL, "by": head}
    forum.act(amend, at, house.talks.clause(3), **words)
    forum.act(submit_input, at, by=head)
    forum.act(withdraw_comment, at, taken_back, by=head)
    forum.act(comment_on, at, part_id=None, **remark)


def read_by_all(house: House) -> dict[tuple[str, str], bytes]:
    """What everybody else reads in every table, byte for byte."""
    return {(who, address): house.person(who).reads(address) for who in OTHERS for address in tables(house)}


def test_tables_of_a_blind_round_are_the_same_bytes_whoever_gave_what(house: House) -> None:
    hour = house.forum.hour
    house.talks.open_round(days=3)
    for who in OTHERS:
        house.person(who)  # comes in before the clock is turned
    began = hour.now
    hour.now = began + timedelta(hours=2)
    before = read_by_all(house)
    hour.now = began + timedelta(hours=1)
    give(house)
    hour.now = began + timedelta(hours=2)

    after = read_by_all(house)

    # The chair's office learns that a delegation has submitted from the number of its notices, on every page.
    differing = {at for at in before if before[at] != after[at]}
    assert {who for who, _ in differing} == {"chair", "secretariat"}
    assert {address.rpartition("/")[2] for _, address in differing} == {"comments", "form"}
    assert [at for at, read in after.items() if b"heron" in read.lower()] == []


def test_scene_has_something_that_could_leak(house: House) -> None:
    house.talks.open_round(days=3)
    give(house)

    own = house.person("head of Aldmark").reads(tables(house)[2])

    assert b"heron" in own.lower()
