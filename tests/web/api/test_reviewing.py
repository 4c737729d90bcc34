"""Editorial review by JSON: the office enters and puts changes, and each falls by one objection."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.actions.test_reviewing import LASTS, declared
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table
from tests.web.api.programs import Program, refused

from jointstatement.actions.deadlines import close_what_is_due

Programs = Callable[[str], Program]
DUE = "2026-05-07T11:00:00+02:00"


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text on which consensus is declared."""
    return declared(forum, lay_on_the_table(forum))


def reviews_of(text: Text) -> str:
    """The address of the reviews of a text."""
    return f"/statements/{text.id}/editorial-reviews"


def mending(text: Text, clause: int, before: str, after: str) -> dict[str, Any]:
    """A change of one clause."""
    return {"part_id": text.clauses[clause], "before": before, "after": after, "reason": "A slip."}


def put(text: Text, secretariat: Program) -> tuple[str, str]:
    """Two changes before the members. Returns their ids."""
    at = reviews_of(text)
    secretariat.do(at, 201, fingerprint_seen=text.fingerprint)
    one = secretariat.do(f"{at}/changes", 201, **mending(text, 0, "water level", "water levels"))
    two = secretariat.do(f"{at}/changes", 201, **mending(text, 2, "We will meet", "We shall meet"))
    secretariat.do(f"{at}/put", 204, due_at=DUE)
    return one, two


def test_changes_are_the_offices_alone_until_they_are_put(forum: Forum, text: Text, program: Programs) -> None:
    secretariat, borvia, at = program("secretariat"), program("head of Borvia"), reviews_of(text)
    change = mending(text, 0, "water level", "water levels")
    assert refused(forum, secretariat, f"{at}/changes", 409, **change)[0] == "NoEditorialReviewOpen"
    assert refused(forum, secretariat, at, 409, fingerprint_seen="0" * 64)[0] == "TextSeenIsAnother"
    assert refused(forum, borvia, at, 403, fingerprint_seen=text.fingerprint)[0] == "NotYours"

    secretariat.do(at, 201, fingerprint_seen=text.fingerprint)

    assert refused(forum, secretariat, at, 409, fingerprint_seen=text.fingerprint)[0] == "EditorialReviewIsOpen"
    assert refused(forum, secretariat, f"{at}/put", 409, due_at=DUE)[0] == "NoEditorialChanges"
    gone = mending(text, 0, "evening", "morning")
    name, sentence = refused(forum, secretariat, f"{at}/changes", 409, **gone)
    assert (name, "evening" in sentence) == ("WordsNotThere", True)
    one = secretariat.do(f"{at}/changes", 201, **change)
    other = secretariat.do(f"{at}/changes", 201, **mending(text, 1, "readings", "reading"))
    assert refused(forum, borvia, f"{at}/changes/{one}/drop", 403)[0] == "NotYours"
    secretariat.do(f"{at}/changes/{other}/drop", 204)
    assert [[each["id"] for each in who.read(at)["reviews"][0]["changes"]] for who in (secretariat, borvia)] == [
        [one],
        [],
    ]
    program("observer").read(at, 403)

    secretariat.do(f"{at}/put", 204, due_at=DUE)

    (review,) = borvia.read(at)["reviews"]
    (told,) = review["changes"]
    assert (told["id"], told["before"], told["after"]) == (one, "water level", "water levels")
    assert review["due_at"] == "2026-05-07T09:00:00Z"
    assert refused(forum, secretariat, f"{at}/changes", 409, **change)[0] == "EditorialChangesLieBeforeMembers"


def test_change_falls_by_one_objection_and_the_other_is_the_text(forum: Forum, text: Text, program: Programs) -> None:
    secretariat, istara, at = program("secretariat"), program("head of Istara"), reviews_of(text)
    _, two = put(text, secretariat)
    against = f"{at}/changes/{two}/object"
    assert refused(forum, program("expert of Istara"), against, 403, reason="")[0] == "NotYours"
    assert refused(forum, istara, f"{at}/changes/{'0' * 32}/object", 404)[0] == "NotFound"

    istara.do(against, 201, reason="It obliges us.")

    assert refused(forum, program("head of Kelmora"), against, 409)[0] == "EditorialChangeHasFallen"
    told = {}
    for who in ("secretariat", "head of Istara", "head of Borvia"):
        changes = program(who).read(at)["reviews"][0]["changes"]
        told[who] = [(each["delegation"], each["reason"]) for each in changes[1]["objections"]]
    own = [("Istara", "It obliges us.")]
    assert told == {"secretariat": own, "head of Istara": own, "head of Borvia": [("Istara", "")]}

    forum.hour.pass_by(LASTS)
    forum.act(close_what_is_due)
    (review,) = istara.read(at)["reviews"]
    assert (review["outcome"], review["reviewed_as"]) == ("reviewed", "Zero draft, as editorially reviewed")
    latest = istara.read(f"/statements/{text.id}/revisions/latest")
    assert (latest["fingerprint"], [part["wording"] for part in latest["parts"]][1:]) == (
        review["fingerprint"],
        [
            "We agree to measure the water levels every morning",
            "We ask the Secretariat to publish the readings",
            "We will meet again next spring",
        ],
    )


def test_review_is_withdrawn_without_its_changes(forum: Forum, text: Text, program: Programs) -> None:
    secretariat, at = program("secretariat"), reviews_of(text)
    before = text.fingerprint
    assert refused(forum, secretariat, f"{at}/withdraw", 409, reason="")[0] == "NoEditorialReviewOpen"
    put(text, secretariat)
    forum.hour.pass_by(timedelta(hours=1))
    assert refused(forum, program("head of Borvia"), f"{at}/withdraw", 403, reason="")[0] == "NotYours"

    secretariat.do(f"{at}/withdraw", 204, reason="They are of the substance.")

    (review,) = program("head of Borvia").read(at)["reviews"]
    assert (review["outcome"], review["reviewed_as"], text.fingerprint) == ("withdrawn", "", before)
