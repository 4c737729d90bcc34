"""The pages of calls for inputs: put, answered with files, downloaded, and a text begun."""

from collections.abc import Callable

from sqlmodel import select
from tests.web.conftest import Cast
from tests.web.windows import Browser, hidden_fields

from jointstatement.database import Database
from jointstatement.models import Contribution


def put(chair: Browser, cast: Cast, **other: str) -> str:
    answer = chair.fill(
        "/calls/new",
        "/calls/new",
        meeting_id=cast.meeting,
        title="Readings of the gauges",
        question="Which gauges do you read?",
        due_at="2026-06-01T18:00",
        is_open_to_all="yes",
        **other,
    )
    assert answer.status_code == 200, answer.text
    return answer.url.path


def test_call_is_put_answered_with_a_file_and_its_text_begun(
    signed_in: Callable[[str], Browser], cast: Cast, database: Database
) -> None:
    chair, aland, bergia = signed_in("chair"), signed_in("aland"), signed_in("bergia")
    call = put(chair, cast)
    assert "Readings of the gauges" in aland.get("/calls").text
    assert "was put, until Mon 1 Jun 2026, 18:00 CEST" in aland.get("/notices").text

    page = aland.get(call).text
    fields = hidden_fields(page, f"{call}/contribution") | {"words": "Two gauges."}
    file = {"files": ('../Größe "x".html', b"<script>alert(1)</script>", "text/html")}
    assert aland.submit(f"{call}/contribution", fields, files=file).status_code == 200

    assert "Who gave inputs is told after the hour." in bergia.get(call).text
    assert "Two gauges." not in bergia.get(call).text
    shown = chair.get(call).text
    assert "Two gauges." in shown
    (at,) = {part.split('"')[0] for part in shown.split(f'href="{call}/files/')[1:]}
    taken = chair.get(f"{call}/files/{at}")
    assert taken.content == b"<script>alert(1)</script>"
    assert taken.headers["content-type"] == "application/octet-stream"
    assert taken.headers["content-disposition"] == "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22x%22.html"
    assert bergia.get(f"{call}/files/{at}").status_code == 404

    begun = chair.fill(f"{call}/begin", f"{call}/begin", title="Joint Statement", style="o-we", workflow="consensus")
    assert begun.url.path.endswith("/draft")
    assert f'href="{call}"' in begun.text


def test_what_cannot_be_taken_shows_the_form_again(
    signed_in: Callable[[str], Browser], cast: Cast, database: Database
) -> None:
    chair, aland, expert = signed_in("chair"), signed_in("aland"), signed_in("expert")
    call = put(chair, cast)

    empty = aland.fill(call, f"{call}/contribution", words="")
    assert (empty.status_code, "Please write your inputs, or choose a file with them." in empty.text) == (422, True)
    earlier = chair.fill(call, f"{call}/extend", due_at="2026-05-20T18:00")
    assert (earlier.status_code, "This is not later than the hour that is set already." in earlier.text) == (422, True)
    skipped = chair.fill(
        "/calls/new",
        "/calls/new",
        meeting_id=cast.meeting,
        title="T",
        question="Q",
        due_at="2027-03-28T02:30",
        is_open_to_all="no",
    )
    assert (skipped.status_code, "The clocks in Europe/Vienna skip" in skipped.text) == (422, True)
    assert f'action="{call}/contribution"' not in expert.get(call).text
    for stranger in ("observer", "administrator"):
        assert signed_in(stranger).get(call).status_code in {403, 404}
    with database.reading() as session:
        assert session.exec(select(Contribution)).all() == []
