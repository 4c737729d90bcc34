"""The working text part by part by JSON: places, halves, joints, numbers, references, endings and style."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from tests.cast import Forum, begin, part_with
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]
EMPTY = "This field is empty. Please fill it in."
SAYS = "We recall clause 2"
TEXT = "Joint Statement\n\nWe, the ministers, met in Port Alder:\n\n1. We share our readings.\n2. We meet again.\n"


@pytest.fixture
def at(forum: Forum) -> str:
    """The address of a text in work: three clauses, the last of which cites the second."""
    return f"/statements/{begin(forum, 'We meet', 'We sail and moor', SAYS)}"


class Desk:
    """The working text before the chair's program."""

    def __init__(self, forum: Forum, chair: Program, at: str) -> None:
        self.forum, self.chair, self.at = forum, chair, at

    @property
    def clauses(self) -> list[str]:
        """The words of the clauses, in order."""
        return [part["wording"] for part in self.chair.read(f"{self.at}/text")["parts"] if part["kind"] == "operative"]

    @property
    def numbers(self) -> list[str]:
        """What the clauses are cited by."""
        return [part["label"] for part in self.chair.read(f"{self.at}/text")["parts"] if part["kind"] == "operative"]

    def part(self, words: str) -> tuple[str, int]:
        """The address of the part with these words, and its version."""
        part = part_with(self.forum, self.at.rsplit("/", 1)[1], words)
        return f"{self.at}/parts/{part.id}", part.version


@pytest.fixture
def desk(forum: Forum, program: Programs, at: str) -> Desk:
    return Desk(forum, program("chair"), at)


def test_part_is_moved_where_it_is_the_one_that_was_seen(forum: Forum, program: Programs, desk: Desk) -> None:
    first, version = desk.part("meet")
    last = desk.part("recall")[0].rsplit("/", 1)[1]
    stale = refused(forum, desk.chair, f"{first}/move", 409, after=last, expected=version + 1)
    assert stale[0] == "ChangedMeanwhile"
    assert (
        refused(forum, program("head of Borvia"), f"{first}/move", 404, after=last, expected=version)[0] == "NotFound"
    )

    desk.chair.do(f"{first}/move", 204, after=last, expected=version)

    assert desk.clauses == ["We sail and moor", SAYS, "We meet"]


def test_clause_is_divided_joined_and_removed(forum: Forum, desk: Desk) -> None:
    chair = desk.chair
    clause, version = desk.part("sail")
    halves = {"first": "We sail", "second": "We moor", "expected": version}
    assert refused(forum, chair, f"{clause}/split", 422, **halves | {"second": " "})[1] == EMPTY

    chair.do(f"{clause}/split", 201, **halves)

    assert desk.clauses == ["We meet", "We sail", "We moor", SAYS]
    (first, seen), (second, other) = desk.part("We sail"), desk.part("We moor")
    both = {"wording": "We moor and sail", "expected": seen, "expected_of_other": other}
    assert refused(forum, chair, f"{first}/merge", 422, with_part_id=first.rsplit("/", 1)[1], **both) == (
        "BadInput",
        "Please name two different clauses.",
    )
    chair.do(f"{first}/merge", 204, with_part_id=second.rsplit("/", 1)[1], **both)
    assert desk.clauses == ["We meet", "We moor and sail", SAYS]
    meet, version = desk.part("meet")
    assert refused(forum, chair, f"{meet}/remove", 409, expected=version + 1)[0] == "ChangedMeanwhile"
    chair.do(f"{meet}/remove", 204, expected=version)
    assert desk.clauses == ["We moor and sail", SAYS]


def test_numbers_are_held_until_the_chair_numbers_anew_and_references_follow(forum: Forum, desk: Desk, at: str) -> None:
    chair = desk.chair
    assert refused(forum, chair, f"{at}/numbers", 409) == (
        "NumbersRunThrough",
        "The clauses are numbered through already: there is nothing to number anew.",
    )
    assert refused(forum, chair, f"{at}/references", 409) == (
        "ReferencesAreRight",
        "Every reference says the number of the clause that it means: there is nothing to bring up to date.",
    )
    chair.do(f"{at}/revisions", 201)
    after = desk.part("meet")[0].rsplit("/", 1)[1]
    chair.do(f"{at}/parts", 201, kind="operative", wording="We row", after=after)
    assert desk.numbers == ["1", "1bis", "2", "3"]

    chair.do(f"{at}/numbers", 204)

    assert desk.numbers == ["1", "2", "3", "4"]
    assert chair.read(f"{at}/references")["behind"] == 1
    assert chair.do(f"{at}/references", 201) == {"references": 1}
    assert desk.clauses[-1] == "We recall clause 3"
    says, version = desk.part("recall")
    press = f"{at}/parts/{says.rsplit('/', 1)[1]}/references"
    means = {"label": "3", "meant": after, "expected": version}
    assert refused(forum, chair, press, 422, **means | {"label": "9"}) == (
        "BadInput",
        "The number 9 does not stand in these words.",
    )
    chair.do(press, 204, **means)
    (cited,) = chair.read(f"{at}/references")["references"]
    assert (cited["meant"], cited["now"], cited["is_by_hand"]) == (after, "1", True)


def test_style_is_chosen_and_the_endings_are_left_to_it(forum: Forum, program: Programs, desk: Desk) -> None:
    chair, at = desk.chair, desk.at
    clause, version = desk.part("meet")
    chair.do(f"{clause}/reword", 204, wording="We meet", ending="!", expected=version)
    assert chair.read(f"{at}/text")["parts"][1]["ending"] == "!"
    assert refused(forum, program("head of Borvia"), f"{at}/style-endings", 404)[0] == "NotFound"

    chair.do(f"{at}/style-endings", 204)

    assert chair.read(f"{at}/text")["parts"][1]["ending"] != "!"
    assert refused(forum, chair, f"{at}/style", 422, style="unheard-of") == (
        "StyleMistake",
        "unheard-of: style: there is no style of this name; there are: numbered, o-we.",
    )
    chair.do(f"{at}/style", 204, style="numbered")
    assert chair.read(f"{at}/text")["style"] == "numbered"


def test_waiting_file_is_thrown_away_by_whoever_sent_it(forum: Forum, program: Programs) -> None:
    chair = program("chair")
    one = chair.do("/uploads", 201, name="text.txt", content=b64encode(TEXT.encode()).decode())
    assert refused(forum, program("secretariat"), f"/uploads/{one}/drop", 404)[0] == "NotFound"

    chair.do(f"/uploads/{one}/drop", 204)

    assert chair.read("/uploads") == []
    chair.read(f"/uploads/{one}", 404)
