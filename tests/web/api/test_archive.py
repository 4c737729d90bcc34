"""The archive of a body: whole, the same for the same state, checked without a database, and without any secret."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import Forum, begin, lay_before, part_with
from tests.on_the_table import lay_on_the_table
from tests.web.api.programs import API, Program
from tests.web.api.test_memory import adopted

from jointstatement.actions.calls import contribute, put_call
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.giving_input import amend, comment_on, submit_input
from jointstatement.cli import main
from jointstatement.terms import CommentClass, Visibility, Weight

SECRET = "heron"


def put(forum: Forum, days: int) -> str:
    due_at = forum.hour.now + timedelta(days=days)
    how = {"asks_observers": False, "is_open_to_all": True, "due_at": due_at, "due_as_typed": "x"}
    return str(forum.act(put_call, forum.meeting_id, title="Gauges", question="Which?", **how, by=forum.chair))


def everything_in(content: bytes) -> Iterator[bytes]:
    """Every file of a zip, and of the zips in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            inner = packed.read(name)
            yield name.encode() + inner
            if inner.startswith(b"PK"):
                yield from everything_in(inner)


def taken(program: Program) -> bytes:
    answer = program.get(f"{API}/archive/file")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    return answer.content


def test_archive_is_whole_the_same_each_time_and_checked_offline(
    forum: Forum, program: Callable[[str], Program], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_id = put(forum, 1)
    forum.act(contribute, call_id, words="Two.", files=[("../Größe.csv", b"a;b")], by=forum.head("Borvia"))
    forum.hour.pass_by(timedelta(days=2))
    forum.database.write_and_wait(close_what_is_due)
    adopted(forum)
    chair = program("chair")
    told = chair.read("/archive")
    assert ([len(each["revisions"]) for each in told["statements"]], len(told["calls"])) == ([1], 1)

    content = taken(chair)
    forum.hour.pass_by(timedelta(hours=1))
    assert taken(program("secretariat")) == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        first = names[0].split("/")[0]
        assert [name.removeprefix(f"{first}/") for name in names if name.startswith(first)] == [
            "revisions/00-Zero-draft.docx",
            "revisions/00-Zero-draft.json",
            "comments.docx",
            "adopted/adopted.docx",
            "adopted/adopted.json",
            "adopted/certificate.docx",
            "record/circulated.json",
            "record/office.json",
        ]
        assert [name for name in names if not name.startswith(first)] == [
            "call-01-Gauges/register.json",
            "call-01-Gauges/files/01-1-Groe.csv",
            "call-01-Gauges/record/circulated.json",
            "call-01-Gauges/record/office.json",
            "index.html",
            "SHA256SUMS",
        ]
        assert packed.read("call-01-Gauges/files/01-1-Groe.csv") == b"a;b"
        assert f'href="{first}/adopted/certificate.docx"' in packed.read("index.html").decode()

    whole, broken = tmp_path / "whole.zip", tmp_path / "broken.zip"
    whole.write_bytes(content)
    assert main(["archive", "check", str(whole)]) == 0
    with zipfile.ZipFile(whole) as packed, zipfile.ZipFile(broken, "w") as other:
        for name in packed.namelist():
            inner = packed.read(name)
            other.writestr(name, inner.replace(b"adopted", b"opposed") if name.endswith("circulated.json") else inner)
    capsys.readouterr()
    assert main(["archive", "check", str(broken)]) == 1
    said = capsys.readouterr().out
    assert f"{first}/record/circulated.json is not what was archived." in said
    assert "is not what was recorded." in said
    damaged = bytearray(content)
    damaged[30 + len(names[0]) + 2] ^= 4
    (tmp_path / "damaged.zip").write_bytes(damaged)
    assert main(["archive", "check", str(tmp_path / "damaged.zip")]) == 2
    assert "This is no archive of a body, or it is damaged." in capsys.readouterr().err
    (tmp_path / "no.zip").write_bytes(b"PK no archive")
    assert main(["archive", "check", str(tmp_path / "no.zip")]) == 2


def test_archive_holds_no_draft_of_a_delegation_and_no_input_before_its_hour(
    forum: Forum, program: Callable[[str], Program]
) -> None:
    statement_id = begin(forum, "We meet at the river")
    lay_before(forum, statement_id, visibility=Visibility.BLIND)
    part = part_with(forum, statement_id, "river")
    call_id = put(forum, 9)
    before = taken(program("chair"))

    comment = {"part_id": part.id, "comment_class": CommentClass.TECHNICAL}
    forum.act(comment_on, statement_id, **comment, text=f"A {SECRET}, in a draft.", by=forum.head("Borvia"))
    wording = f"We meet at the {SECRET}"
    how = {"wording": wording, "reason": "", "weight": Weight.ESSENTIAL}
    forum.act(amend, statement_id, part.id, **how, by=forum.head("Istara"))
    forum.act(submit_input, statement_id, by=forum.head("Istara"))
    forum.act(contribute, call_id, words=f"A {SECRET}.", by=forum.head("Istara"))

    # Not even that anybody gave anything.
    assert taken(program("chair")) == before
    forum.hour.pass_by(timedelta(days=10))
    forum.database.write_and_wait(close_what_is_due)
    after = list(everything_in(taken(program("chair"))))
    assert any(SECRET.encode() in each for each in after)
    assert not any(b"in a draft" in each for each in after)


def test_archive_of_others_is_refused(forum: Forum, program: Callable[[str], Program]) -> None:
    lay_on_the_table(forum)
    for who in ("head of Borvia", "expert of Borvia", "observer", "administrator"):
        somebody = program(who)
        assert [somebody.read(path, 403)["refusal"] for path in ("/archive", "/archive/file")] == ["NotYours"] * 2
