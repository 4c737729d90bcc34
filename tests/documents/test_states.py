"""A text printed with how far each clause has come: marks that people read and no reader takes for words."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES

from jointstatement.documents.files import FORMS, FORMS_WITH_STATES, Form, print_document, read_file
from jointstatement.documents.plain.furniture import DRAFT_HEAD
from jointstatement.documents.printed import state_marks
from jointstatement.documents.word.read import read_docx
from jointstatement.errors import BadInput
from jointstatement.terms import ClauseState
from jointstatement.text.document import Document, StatedPart

HOUR = datetime(2031, 6, 4, 18, 0, tzinfo=ZoneInfo("Europe/Vienna"))
NUMBERED = replace(
    HARBOUR, parts=tuple(replace(part, id=f"{place:032x}") for place, part in enumerate(HARBOUR.parts, start=1))
)
STATES = tuple(ClauseState)


def stated(document: Document) -> Document:
    """The same with a state for each clause, every state among them where there are clauses enough."""
    return replace(
        document,
        states=tuple(
            StatedPart(part.id, state, HOUR if state is ClauseState.AGREED_AD_REFERENDUM else None)
            for part, state in zip(document.clauses, STATES * len(document.clauses), strict=False)
        ),
    )


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_form_prints_the_marks_and_the_word_file_is_read_back_without_them(style: str) -> None:
    document = stated(NUMBERED)
    marks = state_marks(document, STYLES[style])
    assert f" [agreed ad ref until {STYLES[style].hour(HOUR)}]" in marks.values()
    for form in ("html", "txt", "md"):
        printed = print_document(document, STYLES[style], form).decode().replace("\\", "")
        assert [mark for mark in marks.values() if mark.strip() not in printed] == []
        assert print_document(document, STYLES[style], form) == print_document(document, STYLES[style], form)
    word = print_document(document, STYLES[style], "docx")
    assert word == print_document(document, STYLES[style], "docx")
    assert read_docx(word).document == NUMBERED


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("form", ["txt", "pdf", "md"])
def test_draft_with_states_is_read_as_the_same_words_as_one_without(form: Form, style: str) -> None:
    draft = replace(NUMBERED, draft=HARBOUR_DRAFT.draft, adopted_on=None, signatures=(), attachments=())
    read, unmarked = (
        read_file(print_document(each, STYLES[style], form), f"statement.{form}") for each in (stated(draft), draft)
    )
    said = [(part.wording, part.ending) for part in read.document.clauses]
    assert said == [(part.wording, part.ending) for part in unmarked.document.clauses]
    assert DRAFT_HEAD in [each.why for each in read.left_out]


TALKS = (
    "Joint Statement of the Harbour Forum\n\nThe ministers met and agreed:\n\n"
    "1. The members measure the water level every morning{0}\n\n"
    "2. The members thank the pilots of the estuary for their work{1}\n\n"
    "3. The members meet every year and keep the door{2}\n"
)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (("; [agreed]", "; [open]", "."), (True, True, False)),
        ((" [agreed];", " [agreed];", " [open]."), (True, True, True)),
        ((";", ";", ". [open]"), (False, False, True)),
    ],
)
def test_brackets_that_no_printer_put_after_every_clause_are_words(
    ends: tuple[str, str, str], words: tuple[bool, bool, bool]
) -> None:
    reading = read_file(TALKS.format(*ends).encode(), "talks.txt")
    assert tuple("[" in part.wording for part in reading.document.clauses) == words
    assert reading.left_out == ()


def test_what_was_taken_for_marks_is_told() -> None:
    reading = read_file(TALKS.format("; [agreed]", "; [open]", ". [open]").encode(), "talks.txt")
    assert [part.wording[-5:] for part in reading.document.clauses] == ["rning", " work", " door"]
    assert [each.text for each in reading.left_out] == ["[agreed] [open] [open]"]


@pytest.mark.parametrize("form", sorted(set(FORMS) - set(FORMS_WITH_STATES)))
def test_form_for_programs_takes_no_marks(form: Form) -> None:
    with pytest.raises(BadInput) as refused:
        print_document(stated(NUMBERED), STYLES["numbered"], form)
    assert refused.value.field == "form"
