"""A delegation's file comes back by program."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from tests.cast import Forum
from tests.edited_file import EditedFile
from tests.negotiation import CLAUSES, Negotiation, begin
from tests.web.api.programs import API, Program

from jointstatement.models import ReturnedUpload

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    talks = begin(forum)
    talks.table()
    talks.open_round()
    return talks


def download(head: Program, it: str) -> EditedFile:
    return EditedFile(head.get(f"{API}{it}/files/docx").content)


def send(head: Program, it: str, content: bytes) -> str:
    return str(head.do(f"{it}/returned", name="borvia.docx", content=b64encode(content).decode()))


def test_file_is_sent_read_and_confirmed(talks: Negotiation, program: Callable[[str], Program]) -> None:
    head, it, third = program("head of Borvia"), f"/statements/{talks.id}", talks.clause(3)
    file = download(head, it).rewords("six hours", "three hours").remarks("hospitality", "And the town?")

    upload_id = send(head, it, file.data)
    assert [line["id"] for line in head.read(f"{it}/returned")] == [upload_id]
    found = head.read(f"{it}/returned/{upload_id}")
    assert (found["file_name"], found["revision"], found["is_origin_known"]) == ("borvia.docx", "Zero draft", True)
    remark, reworded = found["findings"]
    assert (remark["kind"], remark["quoted"], remark["remark"], remark["keep_as"]) == (
        "comment",
        "hospitality",
        "And the town?",
        "comment",
    )
    assert (reworded["kind"], reworded["part_id"], reworded["part"], reworded["wording"], reworded["keep_as"]) == (
        "reworded",
        third,
        "3",
        CHANGED,
        "amendment",
    )
    assert reworded["authors"] == [{"name": "Mira Sand", "at": "2026-05-04T11:20:00Z"}]

    kept = head.do(
        f"{it}/returned/{upload_id}/confirm",
        choices=[
            {"finding": 1, "keep_as": "comment", "text": remark["text"]},
            {"finding": 2, "keep_as": "amendment", "part_id": third, "wording": CHANGED, "weight": "essential"},
        ],
    )

    own = head.read(f"{it}/own-input")
    assert [each["id"] for each in own["comments"]] == kept["comments"]
    assert [(each["id"], each["wording"]) for each in own["amendments"]] == [(kept["amendments"][0], CHANGED)]
    assert head.read(f"{it}/returned") == []


def test_confirmation_that_leaves_a_finding_out_is_refused(
    talks: Negotiation, program: Callable[[str], Program]
) -> None:
    head, it = program("head of Borvia"), f"/statements/{talks.id}"
    upload_id = send(head, it, download(head, it).rewords("six hours", "three hours").data)

    told = head.do(f"{it}/returned/{upload_id}/confirm", 422, choices=[])

    assert told["field"] == "choices"
    assert len(talks.forum.rows(ReturnedUpload)) == 1


def test_refusal_names_the_field_as_the_sent_object_does(talks: Negotiation, program: Callable[[str], Program]) -> None:
    head, it = program("head of Borvia"), f"/statements/{talks.id}"
    file = download(head, it).rewords("six hours", "three hours").remarks("hospitality", "And the town?")
    upload_id = send(head, it, file.data)
    amendment = {"finding": 2, "keep_as": "amendment", "part_id": talks.clause(3), "wording": CHANGED}
    comment = {"finding": 1, "keep_as": "comment", "text": "And the town?"}

    fields = [
        head.do(f"{it}/returned/{upload_id}/confirm", 422, choices=choices)["field"]
        for choices in (
            [amendment, comment | {"text": " "}],
            [comment, amendment | {"part_id": None}],
            [comment, amendment | {"wording": ""}],
        )
    ]

    assert fields == ["choices[1].text", "choices[1].part_id", "choices[1].wording"]
    assert head.do(f"{it}/returned", 422, name="a\nb", content=b64encode(file.data).decode())["field"] == "name"
    assert head.read(f"{it}/own-input")["comments"] == []


def test_same_request_again_is_answered_as_before(talks: Negotiation, program: Callable[[str], Program]) -> None:
    head, it = program("head of Borvia"), f"/statements/{talks.id}"
    upload_id = send(head, it, download(head, it).rewords("six hours", "three hours").data)
    choices = [{"finding": 1, "keep_as": "amendment", "part_id": talks.clause(3), "wording": CHANGED}]

    first, second = (
        head.do(f"{it}/returned/{upload_id}/confirm", key="one and the same", choices=choices) for _ in range(2)
    )

    assert first == second
    assert len(head.read(f"{it}/own-input")["amendments"]) == 1


def test_file_is_dropped(talks: Negotiation, program: Callable[[str], Program]) -> None:
    head, it = program("head of Borvia"), f"/statements/{talks.id}"
    upload_id = send(head, it, download(head, it).rewords("six hours", "three hours").data)

    head.do(f"{it}/returned/{upload_id}/drop")

    head.read(f"{it}/returned/{upload_id}", 404)


def test_file_without_origin_is_compared_with_the_revision_that_is_named(
    talks: Negotiation, program: Callable[[str], Program]
) -> None:
    head, it = program("head of Borvia"), f"/statements/{talks.id}"
    file = download(head, it).rewords("six hours", "three hours").forgets_its_origin()
    zero = head.read(f"{it}/revisions")[0]["id"]

    upload_id = head.do(f"{it}/returned", name="borvia.docx", content=b64encode(file.data).decode(), revision_id=zero)
    assert head.read(f"{it}/returned/{upload_id}")["is_origin_known"] is False
    head.do(f"{it}/returned/{upload_id}/base", revision_id=zero)
    head.do(f"{it}/returned/{upload_id}/base", 404, revision_id="0" * 32)


def test_file_of_another_statement_is_refused(talks: Negotiation, program: Callable[[str], Program]) -> None:
    head, it = program("head of Borvia"), f"/statements/{talks.id}"
    file = download(head, it).names_statement("0" * 32)

    told = head.do(f"{it}/returned", 409, name="borvia.docx", content=b64encode(file.data).decode())

    assert told["refusal"] == "FileOfAnotherStatement"
    assert talks.forum.rows(ReturnedUpload) == []
