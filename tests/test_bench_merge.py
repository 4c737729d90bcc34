"""The measure of the merging of amendments, as it is asked for from a terminal."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.merge import Unreadable, main, make, merge, read

ROOT = Path(__file__).parents[1]
CLAUSE = "We call upon the harbours to keep their lamps lit by night"


def test_workload_is_the_same_for_the_same_seed_and_each_amendment_changes_one_place():
    made = make(5, 40, 3)

    assert made == make(5, 40, 3) != make(5, 40, 4)
    assert all(35 <= len(text.split(" ")) <= 55 for text in made["clauses"])
    for one in made["amendments"]:
        base, text = made["clauses"][one["clause"]].split(" "), one["text"].split(" ")
        alike = sum(map(bool, iter_alike(base, text))) + sum(map(bool, iter_alike(base[::-1], text[::-1])))
        assert alike >= min(len(base), len(text)) - 6


def iter_alike(one, other):
    for left, right in zip(one, other, strict=False):
        if left != right:
            return
        yield True


def test_everything_found_is_printed(capsys, tmp_path):
    workload = tmp_path / "workload.json"
    amendments = [
        {"id": "quay-1", "clause": 0, "text": CLAUSE.replace("by", "at")},
        {"id": 2, "clause": 0, "text": CLAUSE.replace("by", "all")},
        {"id": "quay-1", "clause": 0, "text": CLAUSE.replace("the h", "all h")},
        {"id": "ostmark", "clause": 0, "text": CLAUSE.replace("the h", "all h")},
        {"id": "gone", "clause": 1, "text": ""},
        {"id": "same", "clause": 1, "text": "Η *Διάσκεψη*[^1]"},
        {"id": "first", "clause": 2, "text": "New"},
    ]
    workload.write_text(json.dumps({"clauses": [CLAUSE, "Η *Διάσκεψη*[^1]", ""], "amendments": amendments}))

    assert main([str(workload)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["milliseconds"]) == {"redlines", "groups", "merged", "together"}
    assert [(one["id"], [tuple(s.values()) for s in one["segments"]]) for one in found["redlines"]][0] == (
        "quay-1",
        [
            ("same", "We call upon the harbours to keep their lamps lit "),
            ("deleted", "by"),
            ("inserted", "at"),
            ("same", " night"),
        ],
    )
    assert [(one["clause"], one["words"], one["alternatives"]) for one in found["groups"]] == [
        (0, "by", [{"words": "at", "sources": ["quay-1"]}, {"words": "all", "sources": [2]}])
    ]
    assert [one["wording"] for one in found["merged"]] == [CLAUSE.replace("the h", "all h"), "", "New"]
    assert [(one["change"], one["text"], one["sources"]) for one in found["merged"][0]["pieces"]] == [
        ("same", "We call upon ", []),
        ("deleted", "the", ["quay-1", "ostmark"]),
        ("inserted", "all", ["quay-1", "ostmark"]),
        ("same", " harbours to keep their lamps lit ", []),
        ("disputed", "by", ["quay-1", 2]),
        ("same", " night", []),
    ]
    assert found["merged"][1]["standing"] == ["gone", "same"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ('{"clauses": ["a"], "amendments": [{"id": NaN, "clause": 0, "text": ""}]}', "NaN is no number"),
        ("[]", "a workload is an object"),
        ('{"clauses": [1]}', "clause 0 is no text"),
        ('{"clauses": [], "amendments": {}}', "no list"),
        ('{"clauses": ["a"], "amendments": [{"id": 1, "clause": 1, "text": ""}]}', "amendment 0 is of clause 1"),
        ('{"clauses": ["a"], "amendments": [{"id": 1, "clause": true, "text": ""}]}', "amendment 0 is of clause True"),
        ('{"clauses": ["a"], "amendments": [{"id": 1, "clause": 0}]}', "amendment 0 needs"),
    ],
)
def test_what_is_no_workload_is_told(source, reason):
    with pytest.raises(Unreadable, match=reason):
        read(source)


def test_half_a_sign_is_printed_as_it_came(capsys, tmp_path):
    workload = tmp_path / "workload.json"
    workload.write_text('{"clauses": ["a \\ud800 b"], "amendments": [{"id": 1, "clause": 0, "text": "a \\ud800 c"}]}')

    assert main([str(workload)]) == 0
    assert json.loads(capsys.readouterr().out)["merged"][0]["wording"] == "a \ud800 c"


def test_workload_without_anything_is_merged_to_nothing():
    results = merge(read('{"clauses": []}'))

    assert (results.redlines, results.groups, results.merged) == ([], [], [])


def test_mark_of_the_byte_order_is_none_of_the_workload(capsys, tmp_path):
    workload = tmp_path / "workload.json"
    workload.write_text('{"clauses": ["a"]}', encoding="utf-8-sig")

    assert main([str(workload)]) == 0
    assert json.loads(capsys.readouterr().out)["merged"][0]["wording"] == "a"


def test_file_that_is_not_there_is_told(capsys, tmp_path):
    assert main([str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_it_is_asked_for_from_a_terminal():
    asked = subprocess.run(
        [sys.executable, "-m", "bench.merge", "-"],
        cwd=ROOT,
        input=json.dumps(make(3, 9, 1)).encode(),
        capture_output=True,
        check=True,
    )

    assert len(json.loads(asked.stdout)["redlines"]) == 9
