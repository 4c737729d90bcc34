"""`compare-file`: what a returned file proposes, for people and for programs."""

import json
from pathlib import Path

import pytest
from tests.documents.examples import STYLES
from tests.documents.word.forum_text import FORUM
from tests.documents.word.office import commented

from jointstatement.cli import main
from jointstatement.documents.word.write import write_docx

FILES = Path(__file__).parents[1] / "documents" / "word" / "returned"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.docx"
    path.write_bytes(write_docx(FORUM, STYLES["o-we"]))
    return path


def test_outline_begins_with_what_is_unsure(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare-file", str(base), str(FILES / "retype-untracked-bare.docx")]) == 0

    assert capsys.readouterr().out == (
        """\
proposals: 1, unsure: 1, comments: 0

   6  operative: We invite the Secretariat to prepare a common register of dredging…
      reworded outside tracked changes
        [-We invite the Secretariat to prepare a common register of dredging works before the next
        meeting-]{+Dredging plans shall be shared among all governments without any delay+}
        unsure: The mark of the part is lost and its words are gone; only the place is the same.

Please look at
  The file has lost what it kept beside its words.
"""
    )


def test_outline_shows_comments_and_what_was_tracked(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returned = tmp_path / "returned.docx"
    returned.write_bytes(commented(base.read_bytes(), takes_out="We invite"))

    assert main(["compare-file", str(base), str(returned)]) == 0
    assert capsys.readouterr().out == (
        """\
proposals: 1, unsure: 0, comments: 2
The file names: Quay

   6  operative: We invite the Secretariat to prepare a common register of dredging…
      removed by Quay (2031-05-01 10:00)
      comment by Quay (2031-05-01 10:00) on “We invite the Secretariat to prepare a common register of dredging…”
        Who keeps it?

  11  operative: We express our gratitude to the people of Tarn for their hospitality…
      comment by Quay (2031-05-01 10:00) on “We express our gratitude to the people of Tarn for their hospitality…”
        Two kinds, please.
        At least.
"""
    )


@pytest.mark.parametrize(
    ("edit", "deeds"),
    [
        ("cut_paste-untracked-anchored", ["moved after 3 outside tracked changes"]),
        (
            "merge-untracked-anchored",
            ["merged out of 6 outside tracked changes", "removed into 5 outside tracked changes"],
        ),
        ("new_paragraph-untracked-anchored", ["new after 6 outside tracked changes"]),
        (
            "split-untracked-anchored",
            ["split outside tracked changes", "new after 4 out of 4 outside tracked changes"],
        ),
    ],
)
def test_outline_says_what_became_of_each_part(
    base: Path, edit: str, deeds: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare-file", str(base), str(FILES / f"{edit}.docx")]) == 0

    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert [line for line in lines if line.endswith("outside tracked changes")] == deeds


def test_json_has_every_part(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare-file", str(base), str(FILES / "change_a_word-untracked-anchored.docx"), "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["parts", "comments", "left_out", "as_printed", "warnings", "authors"]
    assert [part["id"] for part in said["parts"]] == [part.id for part in FORUM.parts]
    [changed] = [part for part in said["parts"] if part["proposals"]]
    wording = FORUM.parts[changed["place"]].wording
    assert changed == {
        "place": 4,
        "id": "c2" * 16,
        "kind": "operative",
        "level": 0,
        "wording": wording,
        "found": wording.replace("six", "four") + ";",
        "proposals": [
            {
                "became": "reworded",
                "wording": wording.replace("six", "four"),
                "ending": None,
                "by": [],
                "is_moved": False,
                "after": None,
                "out_of": [],
                "into": None,
                "is_combined": False,
                "is_outside_tracking": True,
                "why_unsure": "",
            }
        ],
        "comments": [],
    }


@pytest.mark.parametrize("file", ["base", "returned"])
def test_what_is_no_word_file_is_refused_in_one_sentence(
    base: Path, tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("We welcome the tides;")
    files = [text, base] if file == "base" else [base, text]

    assert main(["compare-file", *(str(path) for path in files)]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "This is not a Word file (.docx).\n")
