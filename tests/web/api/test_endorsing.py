"""Endorsement by JSON: all but what is left to a higher level is settled, re-opened with a reason, or taken back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session
from tests.actions.test_endorsing import BLANK, SUMMIT
from tests.cast import Forum
from tests.on_the_table import CLAUSES, Text, lay_on_the_table
from tests.web.api.programs import Program, refused

from jointstatement.actions.positions import take_position
from jointstatement.actions.styles import keep_style
from jointstatement.models import Statement, StatementStyle
from jointstatement.settings import shipped
from jointstatement.terms import Position
from jointstatement.workflow.facts import situation_of

Programs = Callable[[str], Program]
GERMAN = "Absatz {whom} überlassen"
WHY = "The ministers did not agree on who publishes."


@pytest.fixture
def text(forum: Forum) -> Text:
    """A text at consensus to whose second clause Istara objects; Borvia supports the whole."""
    text = lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.act(take_position, text.id, part_id=text.clauses[1], position=Position.OBJECT, by=forum.head("Istara"))
    return text


def how(text: Text, **other: Any) -> dict[str, Any]:
    """What the chair says, with the second clause left."""
    said = {"adoption_at": SUMMIT, "left": [text.clauses[1]], "reason": WHY, "fingerprint_seen": text.fingerprint}
    return said | other


def test_text_is_endorsed_but_for_a_clause_and_all_members_read_what_was_left(
    forum: Forum, text: Text, program: Programs
) -> None:
    chair, at = program("chair"), f"/statements/{text.id}/endorsements"
    assert refused(forum, program("secretariat"), at, 403, **how(text))[0] == "NotYours"
    assert refused(forum, chair, at, 422, **how(text, left=[]))[0] == "BadInput"
    assert refused(forum, chair, at, 409, **how(text, fingerprint_seen="0" * 64))[0] == "TextSeenIsAnother"
    assert refused(forum, chair, at, 409, **how(text, left=[text.clauses[2]]))[0] == "StillMissing"

    chair.do(at, 201, **how(text))

    (told,) = program("head of Borvia").read(at)["endorsements"]
    assert (told["number"], told["adoption_at"], told["reason"], told["is_in_force"]) == (1, SUMMIT, WHY, True)
    assert [(each["part_id"], each["label"]) for each in told["left"]] == [(text.clauses[1], "2")]
    held = {each["delegation"]: [one["position"] for one in each["held"]] for each in told["positions"]}
    assert {name: positions for name, positions in held.items() if positions} == {"Borvia": ["support"]}
    latest = program("head of Borvia").read(f"/statements/{text.id}/revisions/latest")
    assert [part["wording"] for part in latest["parts"]][1:] == [CLAUSES[0], BLANK, CLAUSES[2]]
    program("observer").read(at, 403)

    closed = {"part_id": text.clauses[0], "position": "object"}
    name, sentence = refused(forum, program("head of Borvia"), f"/statements/{text.id}/positions", 409, **closed)
    assert (name, SUMMIT in sentence) == ("ClauseIsEndorsed", True)


def test_clause_that_is_left_is_blank_in_the_words_of_the_texts_style(
    forum: Forum, text: Text, program: Programs
) -> None:
    folder = shipped("templates/statements/o-we")
    rules = (folder / "style.toml").read_text(encoding="utf-8").replace("Paragraph left to {whom}", GERMAN)
    given = {"title": "Deutsch", "based_on": "o-we", "rules": rules, "content": (folder / "style.docx").read_bytes()}
    style_id = forum.act(keep_style, **given, by=forum.secretariat)
    name = forum.rows(StatementStyle, id=style_id)[0].name

    def take_it(session: Session, *, now: datetime) -> None:
        session.get_one(Statement, text.id).style = name

    forum.database.write_and_wait(take_it)

    program("chair").do(f"/statements/{text.id}/endorsements", 201, **how(text, left_to="den Ministern"))

    latest = program("head of Borvia").read(f"/statements/{text.id}/revisions/latest")
    blank = "[Absatz den Ministern überlassen]"
    assert [part["wording"] for part in latest["parts"]][1:] == [CLAUSES[0], blank, CLAUSES[2]]
    with forum.database.reading() as session:
        situation = situation_of(session, session.get_one(Statement, text.id), forum.hour.now)
    assert situation.placeholders == (blank,)


def test_clause_of_an_endorsed_text_is_reopened_with_a_reason(forum: Forum, text: Text, program: Programs) -> None:
    chair, borvia, at = program("chair"), program("head of Borvia"), f"/statements/{text.id}/endorsements"
    one = {"part_ids": [text.clauses[0]], "reason": "The gauge was moved."}
    assert refused(forum, chair, f"{at}/reopen", 409, **one)[0] == "NothingEndorsed"
    chair.do(at, 201, **how(text))
    assert refused(forum, chair, f"{at}/reopen", 422, **(one | {"reason": " "}))[0] == "BadInput"
    assert refused(forum, borvia, f"{at}/reopen", 403, **one)[0] == "NotYours"

    chair.do(f"{at}/reopen", 204, **one)

    (told,) = borvia.read(at)["endorsements"]
    assert told["is_in_force"]
    assert [(each["place"]["part_id"], each["reason"]) for each in told["reopened"]] == [
        (text.clauses[0], "The gauge was moved.")
    ]
    borvia.do(f"/statements/{text.id}/positions", 201, part_id=text.clauses[0], position="object")


def test_endorsement_is_taken_back_as_a_whole(forum: Forum, text: Text, program: Programs) -> None:
    chair, at = program("chair"), f"/statements/{text.id}/endorsements"
    assert refused(forum, chair, f"{at}/take-back", 409, reason="R")[0] == "NothingEndorsed"
    chair.do(at, 201, **how(text))
    assert refused(forum, chair, f"{at}/take-back", 422, reason="")[0] == "BadInput"
    assert refused(forum, program("secretariat"), f"{at}/take-back", 403, reason="R")[0] == "NotYours"

    chair.do(f"{at}/take-back", 204, reason="The leaders do not meet.")

    (told,) = program("head of Istara").read(at)["endorsements"]
    assert not told["is_in_force"]
    assert [(each["place"]["part_id"], each["reason"]) for each in told["reopened"]] == [
        ("", "The leaders do not meet.")
    ]
