"""The look through the real documents, where they are: beside the checkout, or in `JOINTSTATEMENT_SEEDS`."""

import os
from pathlib import Path

import pytest

from jointstatement.documents.plain import read_plain
from jointstatement.terms import NamingMode
from jointstatement.text.lint import Facts, Subject, look_through
from jointstatement.text.naming import Names, Naming

SHARED = Path(os.environ.get("JOINTSTATEMENT_SEEDS") or Path(__file__).parents[3] / "shared")
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
CORPUS = sorted((SHARED / "corpus").glob("*.txt"))

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not SEEDS, reason="the real documents are not beside this checkout"),
]


def told(path: Path, facts: Facts | None = None) -> list[tuple[str, Subject, str]]:
    document = read_plain(path.read_bytes()).document
    return [
        (document.parts[each.place].kind.value, each.subject, each.words)
        for each in look_through(document, facts or Facts())
    ]


def test_first_seed_has_the_faults_that_a_reader_finds() -> None:
    members = (
        "Albania, Bosnia and Hercegovina, Bulgaria, Croatia, Greece, Montenegro, Moldova, North Macedonia, Romania, "
        "Serbia, Slovenia, Turkey"
    )
    assert told(SEEDS[0]) == [
        ("chapeau", Subject.ORDER, members),
        ("operative", Subject.OPENER, "SEEMIC Directors and representatives extend"),
        ("operative", Subject.ABBREVIATION, "OSINT"),
        ("operative", Subject.ABBREVIATION, "EWG"),
        ("operative", Subject.ENDING, ""),
    ]


def test_first_seed_against_a_profile_and_a_register() -> None:
    written = ("Albania", "Bosnia and Herzegovina", "Bulgaria", "Greece", "Moldova", "Romania", "Serbia", "Slovenia")
    names = (
        *(Names(delegation_id=name, state=name) for name in written),
        Names(delegation_id="t", state="Türkiye", avoided=("Turkey",)),
    )
    naming = Naming(names=names, mode=NamingMode.STATE)
    facts = Facts(naming=naming, register=("Bulgaria", "Greece", "Moldova", "Romania", "Serbia"))
    found = [each for each in told(SEEDS[0], facts) if each[1] in {Subject.NAME, Subject.REGISTER}]
    assert found == [
        ("chapeau", Subject.NAME, "Bosnia and Hercegovina"),
        ("chapeau", Subject.NAME, "Turkey"),
        ("operative", Subject.NAME, "Turkey"),
        ("operative", Subject.REGISTER, "inputs provided by six SEEMIC members (Bulgaria, Greece, Moldova, Romania, "
         "Serbia, Slovenia)"),
        ("operative", Subject.REGISTER, "Bulgaria, Greece, Moldova, Romania, Serbia, Slovenia"),
        ("operative", Subject.REGISTER, "inputs by the six members"),
    ]  # fmt: skip


def test_second_seed_has_only_abbreviations_to_write_out() -> None:
    assert told(SEEDS[1]) == [
        ("operative", Subject.ABBREVIATION, "SALW"),
        ("operative", Subject.ABBREVIATION, "MS"),
        ("operative", Subject.ABBREVIATION, "UNODC"),
    ]


def test_real_texts_are_told_little_and_nothing_of_their_words() -> None:
    """Most of what is told is true: texts cut before their end, abbreviations, two spellings of one name."""
    found = [subject for path in CORPUS for _, subject, _ in told(path)]
    counted = {subject: found.count(subject) for subject in Subject if subject in found}
    assert counted == {
        Subject.ORDER: 1,
        Subject.FORMS: 3,
        Subject.ABBREVIATION: 13,
        Subject.ENDING: 4,
    }
