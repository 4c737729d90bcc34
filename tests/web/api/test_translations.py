"""A text in another language by JSON: entered by the office, issued whole, read by all."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from tests.actions.test_translating import TITLE, TURKISH
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table
from tests.web.api.programs import Program, refused

Programs = Callable[[str], Program]


@pytest.fixture
def text(forum: Forum) -> Text:
    """A tabled text of a title and three clauses."""
    return lay_on_the_table(forum)


def test_translation_is_the_offices_alone_until_it_is_issued_whole(forum: Forum, text: Text, program: Programs) -> None:
    secretariat, borvia, at = program("secretariat"), program("head of Borvia"), f"/statements/{text.id}/translations"
    entered = dict(zip((text.title, *text.clauses), (TITLE, *TURKISH), strict=True))
    (revision_id,) = text.revisions
    first = f"{at}/tr/parts/{text.clauses[0]}"
    new = {"wording": TURKISH[0], "revision_id": revision_id}
    assert refused(forum, borvia, first, 403, **new)[0] == "NotYours"
    for part_id, wording in entered.items():
        assert secretariat.read(f"{at}/tr")["missing"]
        secretariat.do(f"{at}/tr/parts/{part_id}", 204, wording=wording, revision_id=revision_id)
    stale = secretariat.do(first, 409, **new)
    assert (stale["refusal"], stale["theirs"]) == ("WordingHasMoved", TURKISH[0])
    assert "seviyesini" not in borvia.get(f"/api/v1{at}/tr").text
    assert borvia.read(at)["in_work"] == []

    shown = secretariat.read(f"{at}/tr")
    assert (shown["missing"], [part["words"] for part in shown["parts"]]) == (0, [*entered.values()])
    how = {"status": "unofficial", "revision_id": revision_id, "seen": shown["seen"]}
    early = refused(forum, secretariat, f"{at}/tr/issue", 409, **(how | {"seen": shown["seen"] - 1}))
    assert early[0] == "ChangedMeanwhile"
    assert refused(forum, borvia, f"{at}/tr/issue", 403, **how)[0] == "NotYours"

    secretariat.do(f"{at}/tr/issue", 201, **how)

    told = program("observer").read(f"{at}/tr")
    assert [part["words"] for part in told["parts"]] == [*entered.values()]
    (issued,) = borvia.read(at)["issued"]
    assert (issued["number"], issued["name"], issued["status"], issued["behind"]) == (1, "Turkish", "unofficial", 0)
    assert borvia.get(f"/api/v1{at}/tr/file").content.startswith(b"PK")
    assert refused(forum, secretariat, f"{at}/tr/issue", 409, **how) == (
        "TranslationStands",
        "This translation has been issued already, in these words and with this standing. It stands.",
    )


def test_translation_that_is_not_whole_is_not_issued(forum: Forum, text: Text, program: Programs) -> None:
    secretariat, at = program("secretariat"), f"/statements/{text.id}/translations/tr"
    (revision_id,) = text.revisions
    secretariat.do(f"{at}/parts/{text.title}", 204, wording=TITLE, revision_id=revision_id)
    how = {"status": "unofficial", "revision_id": revision_id, "seen": secretariat.read(at)["seen"]}
    assert refused(forum, secretariat, f"{at}/issue", 409, **how)[0] == "StillMissing"
    program("head of Borvia").read(at, 404)


def test_translation_is_taken_over_from_a_file(forum: Forum, text: Text, program: Programs) -> None:
    secretariat, at = program("secretariat"), f"/statements/{text.id}/translations/tr"
    lines = "\n".join(f"{number}. {words}." for number, words in enumerate(TURKISH, start=1))
    file = {"name": "tr.txt", "content": b64encode(f"{TITLE}\n\n{lines}\n".encode()).decode()}
    named = file | {"revision_id": text.revisions[0]}
    assert refused(forum, program("head of Borvia"), f"{at}/file", 403, **named)[0] == "NotYours"
    assert refused(forum, secretariat, f"{at}/file", 409, **named, seen=1)[0] == "ChangedMeanwhile"

    secretariat.do(f"{at}/file", 204, **named)

    shown = secretariat.read(at)
    assert [part["words"].rstrip(".") for part in shown["parts"]] == [TITLE, *(each.rstrip(".") for each in TURKISH)]


def test_language_is_one_in_whatever_case_its_letters_come(forum: Forum, text: Text, program: Programs) -> None:
    secretariat, at = program("secretariat"), f"/statements/{text.id}/translations"
    new = {"wording": "Заједничка изјава", "revision_id": text.revisions[0]}
    secretariat.do(f"{at}/sr-Cyrl/parts/{text.title}", 204, **new)

    stale = refused(forum, secretariat, f"{at}/SR-cyrl/parts/{text.title}", 409, **new)

    assert stale[0] == "WordingHasMoved"
    assert [each["language"] for each in secretariat.read(at)["in_work"]] == ["sr-Cyrl"]
    assert secretariat.read(f"{at}/sr-cyrl")["language"] == "sr-Cyrl"
    own = "This is the language of the original. Please give another one."
    assert [secretariat.read(f"{at}/{tag}", 422)["detail"] for tag in ("en", "EN")] == [own, own]
