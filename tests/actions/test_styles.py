"""The statement styles of a body's own: kept, taken into use, replaced, withdrawn."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from tests.cast import Forum, begin, refused
from tests.on_the_table import lay_on_the_table, table_again

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.drafting import set_style
from jointstatement.actions.rounds import table_revision
from jointstatement.actions.styles import MOST_WAITING, keep_style, use_style, withdraw_style
from jointstatement.errors import BadInput, NotFound, NotYours
from jointstatement.models import Body, Person, Revision, Statement, StatementStyle
from jointstatement.terms import ConsensusBasis, Role


def send(forum: Forum, content: bytes = b"a style", *, title: str = "Letterhead", who: str = "secretariat") -> str:
    return str(
        forum.act(keep_style, title=title, based_on="o-we", rules="title = ''", content=content, by=forum.viewer(who))
    )


def row(forum: Forum, style_id: str) -> StatementStyle:
    return forum.rows(StatementStyle, id=style_id)[0]


def administration(forum: Forum) -> list[tuple[str, dict[str, Any]]]:
    entries = forum.entries(f"{forum.body_id}:administration")
    return [(entry.kind, json.loads(entry.payload)) for entry in entries if entry.kind.startswith("style_")]


def test_style_that_was_sent_waits(forum: Forum) -> None:
    style_id = send(forum)
    style = row(forum, style_id)

    assert style.model_dump(exclude={"id", "name"}) == {
        "version": 1,
        "body_id": forum.body_id,
        "title": "Letterhead",
        "based_on": "o-we",
        "rules": "title = ''",
        "content": b"a style",
        "digest": sha256(b"a style").hexdigest(),
        "uploaded_at": forum.hour.now,
        "uploaded_by": forum.persons["secretariat"],
        "taken_at": None,
        "withdrawn_at": None,
    }
    assert style.name.startswith("own-")
    assert administration(forum) == [
        (
            "style_uploaded",
            {"style": style.name, "title": "Letterhead", "based_on": "o-we", "file_digest": style.digest},
        )
    ]


def test_style_is_taken_into_use_once(forum: Forum) -> None:
    style_id = send(forum)
    forum.act(use_style, style_id, by=forum.viewer("secretariat"))

    assert row(forum, style_id).taken_at == forum.hour.now
    assert [kind for kind, _ in administration(forum)] == ["style_uploaded", "style_taken"]
    refused(forum, BadInput, use_style, style_id, by=forum.viewer("secretariat"))


def test_later_file_of_a_title_takes_the_place_of_the_former_one(forum: Forum) -> None:
    secretariat = forum.viewer("secretariat")
    first, other = send(forum), send(forum, title="Another")
    for style_id in (first, other):
        forum.act(use_style, style_id, by=secretariat)
    second = send(forum, b"a better style")
    forum.act(use_style, second, by=secretariat)

    assert [row(forum, each).withdrawn_at for each in (first, other, second)] == [forum.hour.now, None, None]


def test_text_in_work_takes_the_later_file_and_what_was_tabled_keeps_the_former(forum: Forum) -> None:
    secretariat = forum.viewer("secretariat")
    first = send(forum)
    forum.act(use_style, first, by=secretariat)
    text_id, elsewhere = begin(forum, "the river is shared"), begin(forum, "the gauges are read")
    forum.act(set_style, text_id, style=row(forum, first).name, by=forum.chair)
    forum.act(table_revision, text_id, by=forum.chair)
    second = send(forum, b"a better style")
    forum.act(use_style, second, by=secretariat)

    former, later = row(forum, first).name, row(forum, second).name
    assert forum.rows(Statement, id=text_id)[0].style == later
    assert forum.rows(Statement, id=elsewhere)[0].style == "o-we"
    assert [revision.style for revision in forum.rows(Revision, statement_id=text_id)] == [former]
    last = forum.entries(f"{text_id}:office")[-1]
    assert (last.kind, json.loads(last.payload), last.actor_id) == (
        "style_set",
        {"before": former, "after": later},
        forum.persons["secretariat"],
    )


def test_adopted_text_keeps_its_file(forum: Forum) -> None:
    secretariat = forum.viewer("secretariat")
    first = send(forum)
    forum.act(use_style, first, by=secretariat)
    text = lay_on_the_table(forum)
    forum.act(set_style, text.id, style=row(forum, first).name, by=forum.chair)
    table_again(forum, text)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=forum.hour.now.date(),
        fingerprint_seen=text.fingerprint,
        by=forum.chair,
    )
    forum.act(use_style, send(forum, b"a better style"), by=secretariat)

    assert forum.rows(Statement, id=text.id)[0].style == row(forum, first).name


def test_text_that_was_given_up_keeps_its_file(forum: Forum) -> None:
    secretariat = forum.viewer("secretariat")
    first = send(forum)
    forum.act(use_style, first, by=secretariat)
    statement_id = begin(forum, "We agree")
    forum.act(set_style, statement_id, style=row(forum, first).name, by=forum.chair)
    forum.act(withdraw_statement, statement_id, by=forum.chair)
    told = forum.entries(f"{statement_id}:office")
    forum.act(use_style, send(forum, b"a better style"), by=secretariat)

    assert forum.rows(Statement, id=statement_id)[0].style == row(forum, first).name
    assert forum.entries(f"{statement_id}:office") == told


def test_style_that_only_waited_is_thrown_away(forum: Forum) -> None:
    style_id = send(forum)
    forum.act(withdraw_style, style_id, by=forum.viewer("administrator"))

    assert forum.rows(StatementStyle) == []
    assert [kind for kind, _ in administration(forum)] == ["style_uploaded", "style_withdrawn"]


def test_style_in_use_is_kept_when_it_is_withdrawn(forum: Forum) -> None:
    style_id = send(forum)
    forum.act(use_style, style_id, by=forum.viewer("secretariat"))
    forum.act(withdraw_style, style_id, by=forum.viewer("secretariat"))

    assert (row(forum, style_id).content, row(forum, style_id).withdrawn_at) == (b"a style", forum.hour.now)
    for deed in (use_style, withdraw_style):
        refused(forum, BadInput, deed, style_id, by=forum.viewer("secretariat"))


@pytest.mark.parametrize("who", ["chair", "co-chair", "head of Borvia", "expert of Borvia", "observer"])
def test_styles_are_kept_by_secretariat_and_administrator(forum: Forum, who: str) -> None:
    style_id = send(forum)
    person = forum.viewer(who)

    refused(forum, NotYours, keep_style, title="T", based_on="o-we", rules="", content=b"x", by=person)
    refused(forum, NotYours, use_style, style_id, by=person)
    refused(forum, NotYours, withdraw_style, style_id, by=person)


@pytest.mark.parametrize("deed", [use_style, withdraw_style])
def test_style_of_another_body_is_not_there(forum: Forum, deed: Callable[..., None]) -> None:
    style_id = send(forum)

    def elsewhere(session: Any, *, now: Any) -> str:
        body = Body(name="Lake Forum", short_name="LF")
        session.add(body)
        session.flush()
        person = Person(body_id=body.id, name="Their secretariat", role=Role.SECRETARIAT)
        session.add(person)
        session.flush()
        return person.id

    forum.persons["theirs"] = forum.database.write_and_wait(elsewhere)

    refused(forum, NotFound, deed, style_id, by=forum.viewer("theirs"))


def test_few_files_may_wait(forum: Forum) -> None:
    for number in range(MOST_WAITING):
        send(forum, b"%d" % number)

    refused(
        forum,
        BadInput,
        keep_style,
        title="One more",
        based_on="o-we",
        rules="",
        content=b"x",
        by=forum.viewer("secretariat"),
    )
