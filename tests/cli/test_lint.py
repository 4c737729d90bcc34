"""`jointstatement lint`: warnings on a file, without a database."""

import json
from pathlib import Path

import pytest

from jointstatement.cli import main

TEXT = """Joint Statement of the Riverine Cooperation Forum

Ministers of Pelland, Varro and Tarn have met in Pell and agreed as follows:

1. We welcome the the report.
2. We call upon the two members (Pelland, Tarn and Varro) to continue.
3. We thank the chair;
"""
PROFILE = """
mode = "capital"
noun = "participants"
known_abbreviations = ["RCF"]
gave_inputs = ["Pelland", "Varro"]

[[delegation]]
state = "Pelland"
capital = "Pell"

[[delegation]]
state = "Varro"
capital = "Aarlund"
sort_keys = { en = "Zz" }
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "statement.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_lint_prints_a_line_for_each_warning(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(text)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Chapeau: In this list “Varro” stands before “Tarn”; their order is the other way round.",
        "Clause 1: “the” stands here twice.",
        "Clause 2: The text says “two”, and the list that follows has 3 names.",
        "Clause 3: The last clause ends with “;”; a full stop ends the text.",
    ]


def test_lint_against_a_profile_tells_where_each_warning_stands(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = text.with_name("names.toml")
    profile.write_text(PROFILE, encoding="utf-8")
    assert main(["lint", str(text), "--profile", str(profile), "--json"]) == 1
    warnings = json.loads(capsys.readouterr().out)["warnings"]
    assert warnings[0] == {
        "part": 1,
        "kind": "chapeau",
        "label": "",
        "subject": "name",
        "start": 13,
        "end": 20,
        "words": "Pelland",
        "sentence": "“Pelland” stands here; the profile names this delegation “Pell”.",
    }
    assert [(each["label"], each["subject"], each["words"]) for each in warnings[1:]] == [
        ("", "name", "Varro"),
        ("1", "double_word", "the the"),
        ("2", "count", "two members (Pelland, Tarn and Varro)"),
        ("2", "name", "Pelland"),
        ("2", "name", "Varro"),
        ("3", "ending", ""),
    ]


def test_lint_of_a_text_without_faults_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "statement.txt"
    path.write_text(
        TEXT.replace("the the", "the").replace("two", "three").replace("chair;", "chair."), encoding="utf-8"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("Varro and Tarn have", "Tarn and Varro have"), "utf-8")
    assert main(["lint", str(path)]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("mode = 'state'", "“names.toml” is no naming profile: Object missing required field `delegation`."),
        ("mode = [", "“names.toml” is no naming profile: Invalid value (at end of document)."),
        (
            '[[delegation]]\nstate = "A"\n[[delegation]]\nstate = "a"',
            "“names.toml” is no naming profile: “a” would name both A and a. "
            "Please give each delegation names of its own.",
        ),
    ],
)
def test_lint_refuses_a_profile_that_is_none(
    text: Path, capsys: pytest.CaptureFixture[str], content: str, sentence: str
) -> None:
    profile = text.with_name("names.toml")
    profile.write_text(content, encoding="utf-8")
    assert main(["lint", str(text), "--profile", str(profile)]) == 2
    assert capsys.readouterr().err.strip() == sentence


def test_lint_refuses_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(tmp_path / "none.txt")]) == 2
    assert capsys.readouterr().out == ""
