"""What the rule proposes in adopted clauses, and what it leaves alone. Invented clauses, and the real texts."""

import os
from datetime import date
from pathlib import Path

import pytest

from jointstatement.documents.plain import read_plain
from jointstatement.terms import AddresseeKind, Participation, PartKind
from jointstatement.text.commitments import commitments_in
from jointstatement.text.naming import Names, Naming
from jointstatement.text.wording import plain

NAMING = Naming(
    names=(
        Names(delegation_id="b", state="Borvia", capital="Port Borv"),
        Names(delegation_id="e", state="Estuary Council", participation=Participation.OBSERVER),
    )
)
SHARED = Path(os.environ.get("JOINTSTATEMENT_SEEDS") or Path(__file__).parents[3] / "shared")
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
MEMBERS, MEMBER, ROLE, OUTSIDE = AddresseeKind


def found(words: str) -> list[tuple[AddresseeKind, str, str, date | None, str]]:
    return [
        (each.addressee_kind, each.addressee, each.action, each.due_on, each.due_meeting)
        for each in commitments_in(words, NAMING)
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "We commit ourselves to dredge the lower channel by 15 October 2027",
            (MEMBERS, "", "dredge the lower channel by 15 October 2027", date(2027, 10, 15), ""),
        ),
        (
            "Mindful of the floods, the members undertake to share readings daily",
            (MEMBERS, "", "share readings daily", None, ""),
        ),
        ("We will meet again before June 2027", (MEMBERS, "", "meet again before June 2027", date(2027, 5, 31), "")),
        (
            "We task the Chair 2027 with preparing a list of locks for our next ministerial meeting",
            (
                ROLE,
                "Chair 2027",
                "preparing a list of locks for our next ministerial meeting",
                None,
                "our next ministerial meeting",
            ),
        ),
        (
            "Requests the Secretariat to publish the readings by the end of 2027",
            (ROLE, "Secretariat", "publish the readings by the end of 2027", date(2027, 12, 31), ""),
        ),
        (
            "We call upon the remaining members to provide inputs before the end of March 2027",
            (MEMBERS, "", "provide inputs before the end of March 2027", date(2027, 3, 31), ""),
        ),
        (
            "The conference noted the progress made and called upon all members to level their gauges by May 2027",
            (MEMBERS, "", "level their gauges by May 2027", date(2027, 5, 31), ""),
        ),
        ("We ask Port Borv to host the next exercise", (MEMBER, "Borvia", "host the next exercise", None, "")),
        (
            "We invite the Meteorological Union to join the exercise",
            (OUTSIDE, "Meteorological Union", "join the exercise", None, ""),
        ),
        ("The Secretariat will report at the 8th Ministerial Meeting",
         (ROLE, "Secretariat", "report at the 8th Ministerial Meeting", None, "the 8th Ministerial Meeting")),
    ],
)  # fmt: skip
def test_sentence_that_commits_somebody_is_proposed(
    words: str, told: tuple[AddresseeKind, str, str, date | None, str]
) -> None:
    assert found(words) == [told]


@pytest.mark.parametrize(
    "words",
    [
        "We welcome the progress that was made by 2025",
        "We encourage all members to share readings",
        "We recall that the Secretariat was asked for a list",
        "We will not forget the flood",
        "The exercise was held in Port Alder on 3 May 2026",
    ],
)
def test_sentence_that_commits_nobody_is_left_alone(words: str) -> None:
    assert found(words) == []


def test_each_sentence_is_looked_at_by_itself() -> None:
    words = "We welcome the readings. We agree to publish them by 31 February 2027. We request the Secretariat to help."

    assert [(each.sentence, each.addressee, each.due_on) for each in commitments_in(words, NAMING)] == [
        (2, "", None),
        (3, "Secretariat", None),
    ]


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS, reason="the real documents are not beside this checkout")
def test_in_the_real_texts_what_is_proposed_is_what_a_reader_finds() -> None:
    """Both seeds: eight of eight that are proposed commit somebody, and no sentence that does is missed."""
    told = [
        [
            (each.addressee_kind, each.addressee)
            for part in read_plain(path.read_bytes()).document.parts
            if part.kind in {PartKind.OPERATIVE, PartKind.ITEM}
            for each in commitments_in(plain(part.wording), NAMING)
        ]
        for path in SEEDS
    ]
    assert told == [
        [
            (OUTSIDE, "RCC"),
            (MEMBERS, ""),
            (MEMBERS, ""),
            (ROLE, "Next Chairman"),
            (MEMBERS, ""),
            (ROLE, "SEEMIC Chairman 2020 and RCC"),
            (MEMBERS, ""),
        ],
        [(OUTSIDE, "RCC")],
    ]
