"""The real documents, where they are: beside the checkout, or in the folder that `JOINTSTATEMENT_SEEDS` names."""

import csv
import os
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from jointstatement.documents.plain import read_plain
from jointstatement.terms import PartKind
from jointstatement.text.document import Reading
from jointstatement.text.wording import FootnoteMark, parse, plain

SHARED = Path(os.environ.get("JOINTSTATEMENT_SEEDS") or Path(__file__).parents[3] / "shared")
INDEX = SHARED / "corpus" / "index.tsv"
ROWS = (
    {row["file"]: row for row in csv.DictReader(INDEX.read_text(encoding="utf-8").splitlines(), delimiter="\t")}
    if INDEX.is_file()
    else {}
)
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
REAL = [*SEEDS, *(SHARED / "corpus" / name for name in sorted(ROWS))]

pytestmark = [
    pytest.mark.seeds,
    pytest.mark.skipif(not REAL, reason="the real documents are not beside this checkout"),
]


def of_kind(reading: Reading, kind: PartKind) -> list[str]:
    return [part.wording for part in reading.document.parts if part.kind is kind]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_real_text_has_the_counts_of_its_index(name: str) -> None:
    reading = read_plain((SHARED / "corpus" / name).read_bytes())
    figures = {
        "clauses": len(reading.document.clauses),
        "preambular": len(of_kind(reading, PartKind.PREAMBULAR)),
        "operative": len(of_kind(reading, PartKind.OPERATIVE)),
        "sub_items": sum(bool(part.label) for part in reading.document.parts if part.kind is PartKind.ITEM),
        "markers": sum(bool(part.label) for part in reading.document.clauses),
        "headings": len(of_kind(reading, PartKind.HEADING)),
    }
    assert figures == {key: int(ROWS[name][key]) for key in figures}


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_character_of_a_real_text_is_in_the_reading(path: Path) -> None:
    source = path.read_bytes().decode()
    reading = read_plain(path.read_bytes())
    pieces = [left.text for left in reading.left_out]
    for part in reading.document.parts:
        assert not any(isinstance(run, FootnoteMark) for run in parse(part.wording))
        pieces += [plain(part.wording), part.ending or "", part.label or ""]
    got, want = (
        Counter(sign for sign in unicodedata.normalize("NFC", text) if not sign.isspace())
        for text in ("".join(pieces), source)
    )
    title = reading.document.first(PartKind.TITLE)
    from_front_matter = Counter(plain(title.wording)) if title and source.startswith("---") else Counter()
    assert (want - got, got - want - from_front_matter) == (Counter(), Counter())


def test_first_seed() -> None:
    reading = read_plain(next(path for path in SEEDS if path.name.startswith("000")).read_bytes())
    document = reading.document
    assert document.style == "o-we"
    assert [part.label for part in document.clauses] == ["Ø"] * 9
    assert [part.ending for part in document.clauses] == [";"] * 9
    assert document.members == (
        "Albania", "Bosnia and Hercegovina", "Bulgaria", "Croatia", "Greece", "Montenegro", "Moldova",
        "North Macedonia", "Romania", "Serbia", "Slovenia", "Turkey",
    )  # fmt: skip
    assert [left.text.split(":")[0] for left in reading.left_out] == ["- Home/", "- News", "READ", "Photo"]


def test_second_seed() -> None:
    reading = read_plain(next(path for path in SEEDS if path.name.startswith("004")).read_bytes())
    document = reading.document
    assert document.style == "numbered"
    assert [part.label for part in document.clauses] == [f"{number}." for number in range(1, 12)]
    assert of_kind(reading, PartKind.TITLE) == ["Sixth Regional (Jumbo) Security Coordination Conference"]
    assert of_kind(reading, PartKind.SUBTITLE)[0].split("\n")[1:] == [
        "6 December 2021, Paris",
        "CONFERENCE CONCLUSIONS",
    ]
    assert document.clauses[0].wording.startswith("The 6^th^ Jumbo security conference")
    assert " held on 6^th^ of December 2021" in document.clauses[0].wording
    assert reading.left_out == ()
