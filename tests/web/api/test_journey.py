"""From a title to a published file, every act and every look by JSON."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest
from tests.cast import MEMBERS, Forum
from tests.documents.copied import copied, listed
from tests.web.api.programs import Program

from jointstatement.actions.deadlines import close_what_is_due

OURS = "the gauges are read every six hours"
THEIRS = "the gauges are read every three hours"


def test_statement_goes_from_its_title_to_the_published_file(forum: Forum, program: Callable[[str], Program]) -> None:
    chair, secretariat, borvia = program("chair"), program("secretariat"), program("head of Borvia")
    it = _drafted(chair, forum)
    assert chair.read(it)["head"]["state"] == "draft"
    parts = chair.read(f"{it}/text")["parts"]
    assert [part["kind"] for part in parts] == ["title", "chapeau", "operative", "operative", "closing"]
    assert [part["wording"] for part in parts[2:4]] == ["the river is shared", OURS]

    chair.do(f"{it}/revisions")
    round_id = chair.do(f"{it}/rounds", due_at=_in(forum, days=2), visibility="blind")
    clause = borvia.read(f"{it}/revisions/latest")["parts"][3]
    borvia.do(f"{it}/comments", text="Which gauges are meant?", comment_class="technical", part_id=clause["part_id"])
    borvia.do(f"{it}/amendments", part_id=clause["part_id"], wording=THEIRS, reason="Floods are fast.")
    borvia.do(f"{it}/positions", position="reserve", part_id=clause["part_id"], reason="Until this is settled.")
    borvia.do(f"{it}/submissions")
    assert _awaited(chair, it) == len(MEMBERS) - 1
    chair.do(f"{it}/rounds/{round_id}/close")

    given = chair.read(f"{it}/input")
    assert [given["comments"][0]["label"], given["amendments"][0]["label"]] == ["C-2.1", "A-2.1"]
    chair.do(f"{it}/comments/{given['comments'][0]['id']}/answer", disposition="noted")
    working = chair.read(f"{it}/text")["parts"][2]
    chair.do(f"{it}/amendments/{given['amendments'][0]['id']}/incorporate", expected=working["version"])
    chair.do(f"{it}/revisions")
    compared = borvia.read(f"{it}/comparison", old="0", new="1")
    assert [line["new"].rstrip(".;") for line in compared["lines"] if line["is_changed"]] == [THEIRS]

    chair.do(f"{it}/consensus/begin")
    assert chair.do(f"{it}/consensus/declare", 409, basis="found_in_the_room")["refusal"] == "StillMissing"
    borvia.do(f"{it}/positions/lift", part_id=clause["part_id"])
    chair.do(f"{it}/silence", due_at=_in(forum, days=1))
    program("expert of Istara").do(f"{it}/silence/acknowledge")
    forum.hour.pass_by(timedelta(days=1))
    forum.database.write_and_wait(close_what_is_due)
    chair.do(f"{it}/consensus/declare", basis="silence_held")
    program("head of Istara").do(f"{it}/reservations", kind="statement", text="Istara recalls its delta.")

    secretariat.do(f"{it}/signatories", signatories=[{"name": "Ana Verel", "for_whom": "the forum"}])
    seen = chair.read(it)["fingerprint"]
    told = {"place": "Port Alder", "adopted_on": "2026-06-18", "fingerprint_seen": seen}
    assert chair.do(f"{it}/adoption", 409, **told, symbol="RCF/2026/1")["refusal"] == "NoSymbols"
    chair.do(f"{it}/adoption", **told)
    address = secretariat.do(f"{it}/publication", extent="whole")
    (line,) = program("head of Istara").read(f"{it}/adoption")["reservations"]
    assert (line["text"], line["is_own"], line["can_change"]) == ("Istara recalls its delta.", True, False)

    told = program("observer").read(f"/published/{address}")
    file = program("observer").get(f"/api/v1/published/{address}/file")
    assert (told["fingerprint"], sha256(file.content).hexdigest()) == (seen, told["file_digest"])
    assert borvia.get(f"/api/v1{it}/files/txt").text.count(THEIRS) == 1
    assert borvia.read(f"{it}/record")["faults"] == []


def test_statement_begins_with_a_file_that_was_read(forum: Forum, program: Callable[[str], Program]) -> None:
    chair = program("chair")
    file = b"Joint Statement on the River\n\n1. We share the river.\n\n2. We read the gauges.\n"

    upload = chair.do("/uploads", name="draft.txt", content=_base64(file))
    reading = chair.read(f"/uploads/{upload}")
    statement_id, again = (
        chair.do(f"/uploads/{upload}/confirm", key="one and the same", meeting_id=forum.meeting_id, style="numbered")
        for _ in range(2)
    )

    assert statement_id == again
    parts = chair.read(f"/statements/{statement_id}/text")["parts"]
    assert [clause["text"] for clause in reading["clauses"]] == [part["wording"] for part in parts[-2:]]
    assert chair.read("/uploads") == []


@pytest.mark.parametrize(
    ("form", "content"),
    [
        (None, copied(listed("Ø", "We welcome the *register*;"), listed("Ø", "We thank Tarn."))),
        ("html", "<h1>JOINT STATEMENT</h1><ul><li>We welcome the *register*;<li>We thank Tarn.</ul>"),
        ("txt", "{ JOINT STATEMENT\r\n\r\nØ\tWe welcome the \\*register\\*;\r\nØ\tWe thank Tarn.\r\n"),
    ],
)
def test_statement_begins_with_what_was_copied(
    program: Callable[[str], Program], form: str | None, content: str
) -> None:
    chair = program("chair")
    named = {"form": form} if form else {}

    upload = chair.do("/uploads", name="Pasted text", content=_base64(content.encode()), **named)

    clauses = chair.read(f"/uploads/{upload}")["clauses"]
    assert [clause["text"].replace("\\", "") for clause in clauses] == ["We welcome the *register*", "We thank Tarn"]


def test_file_that_is_not_what_it_is_said_to_be_is_refused(program: Callable[[str], Program]) -> None:
    chair = program("chair")
    content = _base64(b"Joint Statement\n\n1. We share the river.\n\n2. We read the gauges.\n")

    told = chair.do("/uploads", 422, name="draft.docx", content=content, form="docx")
    unknown = chair.do("/uploads", 422, name="draft.docx", content=content, form="pages")

    assert "Word file" in told["detail"]
    assert unknown["field"] == "form"
    assert chair.read("/uploads") == []


def _drafted(chair: Program, forum: Forum) -> str:
    """A statement with a title and two clauses; returns its address."""
    it = f"/statements/{chair.do('/statements', meeting_id=forum.meeting_id, title='Joint Statement')}"
    first = chair.do(f"{it}/parts", kind="operative", wording="the river is shared")
    chair.do(f"{it}/parts", kind="operative", wording=OURS, after=first)
    return it


def _awaited(chair: Program, it: str) -> int:
    return len(chair.read(f"{it}/rounds")[0]["awaited"])


def _in(forum: Forum, *, days: int) -> str:
    return (forum.hour.now + timedelta(days=days)).isoformat()


def _base64(data: bytes) -> str:

    return b64encode(data).decode()
