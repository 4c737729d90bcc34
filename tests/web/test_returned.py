"""A delegation's file comes back on the web."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html
from tests.cast import Forum
from tests.edited_file import EditedFile
from tests.negotiation import CLAUSES
from tests.web.hall import Hall, hall_of
from tests.web.windows import Browser, hidden_fields

from jointstatement.models import Amendment, ReturnedUpload
from jointstatement.terms import Weight

CHANGED = CLAUSES[2].replace("six hours", "three hours")


@pytest.fixture
def hall(forum: Forum, browser: Callable[[], Browser]) -> Hall:
    hall = hall_of(forum, browser)
    hall.talks.open_round()
    return hall


def test_tracked_change_becomes_a_draft_amendment_when_it_is_confirmed(hall: Hall) -> None:
    head = hall.browser("head of Borvia")

    shown = bring_back(head, hall, download(head, hall).rewords("six hours", "three hours").data)

    assert shown.status_code == 200, shown.text
    assert ("<del>six</del>" in shown.text, "<ins>three</ins>" in shown.text) == (True, True)
    assert "Mira Sand" in shown.text
    assert (hall.forum.rows(Amendment), len(hall.forum.rows(ReturnedUpload))) == ([], 1)
    kept = confirm(head, shown)
    assert kept.url.path == f"{hall.at}/input"
    (amendment,) = hall.forum.rows(Amendment)
    assert (amendment.part_id, amendment.wording, amendment.weight, amendment.submitted_at) == (
        hall.talks.clause(3),
        CHANGED,
        Weight.PREFERRED,
        None,
    )
    assert amendment.delegation_id == hall.forum.delegations["Borvia"]
    assert hall.forum.rows(ReturnedUpload) == []


# What a person does -----------------------------------------------------------------------------------------------


def download(window: Browser, hall: Hall, author: str = "Mira Sand") -> EditedFile:
    """The revision on the table as a Word file, before somebody who edits it."""
    answer = window.get(f"{hall.at}/files/docx")
    assert answer.status_code == 200, answer.text
    return EditedFile(answer.content, author=author)


def bring_back(window: Browser, hall: Hall, content: bytes, name: str = "borvia.docx") -> Any:
    """Sends a file from the page that is there for it."""
    page = f"{hall.at}/returned"
    return window.submit(page, hidden_fields(window.get(page).text, page), files={"file": (name, content)})


def confirm(window: Browser, shown: Any, **typed: str) -> Any:
    """Sends the form with what it proposes, but for what is typed."""
    address = shown.url.path
    (form,) = [each for each in html.fromstring(shown.text).xpath("//form") if each.action == f"{address}/confirm"]
    return window.submit(f"{address}/confirm", dict(form.form_values()) | typed)
