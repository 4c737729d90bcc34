"""A file is compared with what was adopted, by JSON: byte for byte, by its words, or as another text."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions.test_correcting import declare_and_adopt, propose
from tests.actions.test_translating import enter_all, issue
from tests.cast import Forum, snapshot
from tests.on_the_table import CLAUSES, TITLE, lay_on_the_table
from tests.web.api.programs import API, Program, refused

from jointstatement.actions.correcting import Correction, propose_corrigendum
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.terms import CorrectionKind

Programs = Callable[[str], Program]


@pytest.fixture
def published(forum: Forum, program: Programs) -> str:
    """The address of a published text, of whose first clause a slip was corrected since."""
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    address = program("chair").do(f"/statements/{text.id}/publication", 201, extent="whole")
    forum.act(
        propose_corrigendum,
        text.id,
        kind=CorrectionKind.FORMAL,
        corrections=(Correction(text.clauses[0], "water level", "water levels"),),
        due_at=forum.hour.now + timedelta(days=3),
        due_as_typed="typed",
        by=forum.secretariat,
    )
    forum.hour.pass_by(timedelta(days=3))
    forum.act(close_what_is_due)
    return f"/published/{address}"


def copy(content: bytes, name: str = "copy.docx") -> dict[str, str]:
    """A file as it is sent."""
    return {"name": name, "content": b64encode(content).decode()}


def test_published_file_is_genuine_and_since_corrected(forum: Forum, published: str, program: Programs) -> None:
    observer = program("observer")
    content = observer.get(f"{API}{published}/file").content
    before = snapshot(forum.database)

    verdict = observer.do(f"{published}/check", 200, **copy(content))

    assert (verdict["finding"], verdict["title"], verdict["place"], verdict["adopted_on"]) == (
        "same_file",
        TITLE,
        "Port Alder",
        "2026-06-19",
    )
    assert verdict["corrected"] == [
        {
            "number": 1,
            "place": "clause 1",
            "for_words": "water level",
            "read_words": "water levels",
            "language": "",
        }
    ]
    assert (verdict["differences"], verdict["lines"], verdict["beside"]) == ([], [], [])
    assert snapshot(forum.database) == before


def test_copy_of_an_extract_is_told_of_public_words_alone(forum: Forum, program: Programs) -> None:
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    enter_all(forum, text)
    issue(forum, text)
    left_out = {"extent": "in_part", "left_out": [text.clauses[1]]}
    address = program("chair").do(f"/statements/{text.id}/publication", 201, **left_out)
    hidden, public = text.clauses[1], text.clauses[2]
    propose(forum, text, corrections=(Correction(hidden, "Secretariat", "office"), Correction(public, "We", "They")))
    forum.hour.pass_by(timedelta(minutes=1))
    own = (Correction(hidden, "Sekretaryadan", "Bürodan"), Correction(public, "bahar", "güz"))
    propose(forum, text, language="tr", corrections=own)
    observer = program("observer")
    before = {each: observer.get(f"{API}/published/{address}/file?language={each}").content for each in ("", "tr")}
    forum.hour.pass_by(timedelta(days=3))
    forum.act(close_what_is_due)

    told = {each: observer.do(f"/published/{address}/check", 200, **copy(file)) for each, file in before.items()}

    assert [(each["number"], each["for_words"]) for each in told[""]["corrected"]] == [(1, "We")]
    both = [(each["number"], each["language"], each["for_words"]) for each in told["tr"]["corrected"]]
    assert both == [(2, "Turkish", "bahar"), (1, "", "We")]
    page = observer.read(f"/published/{address}")
    assert [each["for_words"] for each in page["corrected"]] == ["We"]
    assert [[each["for_words"] for each in one["corrected"]] for one in page["translations"]] == [["bahar"]]


def test_other_words_are_told_where_they_stand(forum: Forum, published: str, program: Programs) -> None:
    chair = program("chair")
    taken = chair.do(f"{published}/check", 200, **copy(_plain(TITLE, *CLAUSES), "copy.txt"))
    assert taken["finding"] == "same_words"
    forged = copy(_plain(TITLE, *CLAUSES[:2]), "copy.txt")
    assert refused(forum, chair, f"{published}/check", 422, **forged) == (
        "BadInput",
        "Please send a Word file, or one of the files of this page as it was downloaded.",
    )


def test_what_cannot_be_compared_is_refused(forum: Forum, published: str, program: Programs) -> None:
    chair = program("chair")
    assert refused(forum, chair, f"/published/{'0' * 32}/check", 404, **copy(b"We agree"))[0] == "NotFound"
    broken = copy(b"PK\x03\x04 and nothing more")
    assert refused(forum, chair, f"{published}/check", 422, **broken)[0] == "UnreadableFile"
    office = chair.do(f"{published}/check", 422, **copy(b"{\\rtf1 We agree}", "copy.rtf"))
    assert (office["field"], office["detail"]) == (
        "content",
        "Please send the copy as a Word file (.docx), a PDF, a web page or plain text.",
    )
    program("nobody").do(f"{published}/check", 401, **copy(b"We agree"))


def _plain(title: str, *clauses: str) -> bytes:
    """A text as somebody would type it."""
    numbered = [f"{number}. {clause}." for number, clause in enumerate(clauses, start=1)]
    return "\n\n".join((title, *numbered)).encode()
