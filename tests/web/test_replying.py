"""Replies stand under their comment on every page that shows it, with a form for a further one."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from tests.cast import Forum
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser

from jointstatement.models import Comment, Reply
from jointstatement.terms import Visibility

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    return hall_of(forum, browser)


def test_comment_is_taken_further_on_the_pages(hall: Hall) -> None:
    hall.talks.open_round(Visibility.OPEN)
    borvia, galdria, chair = (hall.browser(who) for who in ("head of Borvia", "head of Galdria", "chair"))
    whole = f"{hall.at}/parts/whole"
    borvia.fill(whole, whole, comment="It could be shorter.")
    borvia.fill(f"{hall.at}/input", f"{hall.at}/input/submit")
    (comment,) = hall.forum.rows(Comment)
    assert f'name="reply_to" value="{comment.id}"' not in hall.reads("expert of Galdria", whole)

    galdria.fill(whole, f"{whole}/replies", reply_words="By a third.")
    desk = f"{hall.at}/decide/whole"
    refused = chair.fill(desk, f"{desk}/replies", reply_words=" ")
    assert (refused.status_code, "This field is empty. Please fill it in." in refused.text) == (422, True)
    hall.forum.hour.pass_by(MINUTE)
    chair.fill(desk, f"{desk}/replies", reply_words="We shall try.")
    hall.forum.hour.pass_by(MINUTE)
    borvia.fill(f"{hall.at}/input", f"{hall.at}/input/replies", reply_words="Thank you.")

    for who, address in (
        ("head of Istara", whole),
        ("head of Borvia", whole),
        ("expert of Borvia", f"{hall.at}/input"),
        ("secretariat", desk),
    ):
        shown = hall.reads(who, address)
        assert all(words in shown for words in ("By a third.", "We shall try.", "Thank you.")), address
    table = hall.browser("head of Istara").get(f"{hall.at}/comments/file?layout=codex&form=docx")
    cells = [cell.text for row in docx.Document(BytesIO(table.content)).tables[0].rows for cell in row.cells]
    assert (
        "It could be shorter.\nReply of Galdria: By a third.\nReply of the chair’s office: We shall try.\n"
        "Reply of Borvia: Thank you."
    ) in cells

    (own,) = hall.forum.rows(Reply, delegation_id=hall.forum.delegations["Borvia"])
    borvia.fill(f"{hall.at}/input", f"{hall.at}/input/replies/{own.id}/withdraw")
    assert "Thank you." not in hall.reads("head of Istara", whole)
    (office,) = hall.forum.rows(Reply, delegation_id=None)
    chair.fill(desk, f"{desk}/replies/{office.id}/withdraw")
    assert "We shall try." not in hall.reads("head of Istara", whole)
