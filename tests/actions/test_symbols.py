"""A text is given its symbol when it is adopted or issued: the next of its row or the one chosen, once, never twice."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, update
from tests.cast import Forum, refused, snapshot, workflow_source
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.falling_back import convert, issue
from jointstatement.actions.positions import take_position
from jointstatement.actions.rounds import table_revision
from jointstatement.actions.silence import start_silence
from jointstatement.actions.symbols import change_form_of_symbols, enter_symbol
from jointstatement.errors import (
    BadInput,
    ChangedMeanwhile,
    NoSymbols,
    NotAllowedNow,
    NotYours,
    SymbolIsAnother,
    SymbolTaken,
)
from jointstatement.models import Adoption, Body, EnteredSymbol, GivenSymbol, Issuance, Revision
from jointstatement.terms import ConsensusBasis, Outcome, Position

FORM = "RCF/{year}/{number}"
ADOPTING = workflow_source("silence").replace('at_end_of_silence = "announce"', 'at_end_of_silence = "adopt"')


def write_symbols(forum: Forum, form: str = FORM, **other: Any) -> None:
    how = {"form": form, "expected": forum.rows(Body)[0].version, "by": forum.secretariat}
    forum.act(change_form_of_symbols, **(how | other))


def adopted(forum: Forum, on: date = date(2026, 6, 19), *, chosen: str = "") -> Text:
    text = lay_on_the_table(forum)
    if chosen:
        forum.act(enter_symbol, text.id, symbol=chosen, by=forum.secretariat)
    adopt_it(forum, text, on)
    return text


def adopt_it(forum: Forum, text: Text, on: date = date(2026, 6, 19), **other: Any) -> None:
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(adopt, text.id, **seen(text, on), **other, by=forum.chair)


def seen(text: Text, on: date = date(2026, 6, 19)) -> dict[str, Any]:
    return {"place": "Port Alder", "adopted_on": on, "fingerprint_seen": text.fingerprint}


def symbol(forum: Forum, text: Text) -> str:
    return "".join(row.symbol for row in forum.rows(GivenSymbol, statement_id=text.id))


def said(forum: Forum, text: Text) -> Any:
    return json.loads(forum.last_entry(text.circulated).payload).get("symbol")


def test_each_adopted_text_is_given_the_next_symbol_of_its_year_in_the_same_transaction(forum: Forum) -> None:
    without = adopted(forum)
    write_symbols(forum)

    texts = [adopted(forum, date(year, 6, 19)) for year in (2026, 2026, 2027, 2026)]

    assert [symbol(forum, text) for text in texts] == ["RCF/2026/1", "RCF/2026/2", "RCF/2027/1", "RCF/2026/3"]
    assert [said(forum, text) for text in texts] == ["RCF/2026/1", "RCF/2026/2", "RCF/2027/1", "RCF/2026/3"]
    assert (symbol(forum, without), said(forum, without)) == ("", None)
    write_symbols(forum, "No. {number}")
    # The row goes on over the years where none stands in the form.
    assert symbol(forum, adopted(forum, date(2028, 1, 1))) == "No. 4"
    write_symbols(forum, "")
    assert symbol(forum, adopted(forum)) == ""


def test_texts_that_are_adopted_at_the_same_moment_have_each_a_symbol_of_its_own(forum: Forum) -> None:
    write_symbols(forum)
    texts = [lay_on_the_table(forum) for _ in range(4)]
    for text in texts:
        forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)

    def press(text: Text) -> None:
        forum.database.write_and_wait(adopt, text.id, **seen(text), by=forum.chair, lock=text.id)

    with ThreadPoolExecutor(len(texts)) as at_once:
        list(at_once.map(press, texts))

    assert {symbol(forum, text) for text in texts} == {f"RCF/2026/{number}" for number in range(1, 5)}


def test_symbol_once_given_is_never_changed(forum: Forum) -> None:
    write_symbols(forum)
    adopted(forum)

    def give_another(session: Session, *, now: object) -> None:
        session.exec(update(GivenSymbol).where(col(GivenSymbol.number) == 1).values(symbol="RCF/2026/9"))

    with pytest.raises(DBAPIError, match="given_symbol is frozen"):
        forum.database.write_and_wait(give_another)


def test_chosen_symbol_is_given_instead_and_the_row_leaves_it_out(forum: Forum) -> None:
    write_symbols(forum)

    texts = [adopted(forum, chosen=chosen) for chosen in ("rcf/2026/2", "", "RCF/2026/Special", "")]

    # The second in the row is taken by the one that was chosen, whatever its capitals.
    assert [symbol(forum, text) for text in texts] == ["rcf/2026/2", "RCF/2026/1", "RCF/2026/Special", "RCF/2026/3"]
    assert forum.rows(EnteredSymbol) == []


def test_symbol_entered_at_the_press_is_given_instead_of_the_one_chosen_before(forum: Forum) -> None:
    write_symbols(forum)
    texts = [lay_on_the_table(forum) for _ in range(3)]
    for number, text in enumerate(texts, start=71):
        forum.act(enter_symbol, text.id, symbol=f"RCF/2026/{number}", by=forum.secretariat)

    for text, pressed in zip(texts, ({"symbol": "RCF/2026/A"}, {"symbol": ""}, {}), strict=True):
        adopt_it(forum, text, **pressed)

    assert [symbol(forum, text) for text in texts] == ["RCF/2026/A", "RCF/2026/1", "RCF/2026/73"]
    assert [said(forum, text) for text in texts] == [symbol(forum, text) for text in texts]
    assert forum.rows(EnteredSymbol) == []


def test_choice_that_the_office_changed_since_it_was_seen_is_not_overwritten_unseen(forum: Forum) -> None:
    write_symbols(forum)
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(enter_symbol, text.id, symbol="RCF/2026/7", by=forum.secretariat)

    refusal = refused(forum, BadInput, adopt, text.id, **seen(text), symbol="", symbol_seen="", by=forum.chair)
    assert "chose RCF/2026/7 meanwhile" in str(refusal)
    forum.act(enter_symbol, text.id, symbol="", by=forum.secretariat)
    pressed = {"symbol": "RCF/2026/7", "symbol_seen": "RCF/2026/7", "by": forum.chair}
    assert "took its choice back" in str(refused(forum, BadInput, adopt, text.id, **seen(text), **pressed))

    # Looked at again, what stands there is given.
    forum.act(adopt, text.id, **seen(text), **pressed | {"symbol_seen": ""})
    assert symbol(forum, text) == "RCF/2026/7"


def test_taken_symbol_or_one_where_the_body_gives_none_adopts_nothing(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)

    before = snapshot(forum.database)
    refused(forum, NoSymbols, adopt, text.id, **seen(text), symbol="RCF/2026/1", by=forum.chair)
    assert snapshot(forum.database) == before
    write_symbols(forum)
    adopted(forum)
    before = snapshot(forum.database)
    refusal = refused(forum, SymbolTaken, adopt, text.id, **seen(text), symbol="rcf/2026/1", by=forum.chair)
    assert str(refusal).startswith("The symbol rcf/2026/1 is taken by another text.")
    refused(forum, BadInput, adopt, text.id, **seen(text), symbol="9" * 61, by=forum.chair)
    assert snapshot(forum.database) == before


def test_choice_is_the_offices_alone_and_can_be_taken_back(forum: Forum) -> None:
    write_symbols(forum)
    text = lay_on_the_table(forum)

    before = snapshot(forum.database)
    refused(forum, NotYours, enter_symbol, text.id, symbol="RCF/2026/9", by=forum.head("Borvia"))
    assert snapshot(forum.database) == before
    forum.act(enter_symbol, text.id, symbol="RCF/2026/9", by=forum.secretariat)
    assert [entry.kind for entry in forum.entries(text.office)][-1] == "symbol_entered"
    forum.act(enter_symbol, text.id, symbol="RCF/2026/8", by=forum.secretariat)
    assert [row.symbol for row in forum.rows(EnteredSymbol)] == ["RCF/2026/8"]
    forum.act(enter_symbol, text.id, symbol="", by=forum.secretariat)
    assert forum.rows(EnteredSymbol) == []
    assert "symbol_entered" not in forum.kinds(text.circulated)


def test_taken_symbol_is_refused_and_free_again_with_a_text_that_is_given_up(forum: Forum) -> None:
    write_symbols(forum)
    done, other, own = adopted(forum), lay_on_the_table(forum), lay_on_the_table(forum)
    forum.act(enter_symbol, other.id, symbol="RCF/2026/7", by=forum.secretariat)

    before = snapshot(forum.database)
    for taken in (symbol(forum, done), "RCF/2026/7", "rcf/2026/7"):
        refusal = refused(forum, SymbolTaken, enter_symbol, own.id, symbol=taken, by=forum.secretariat)
        assert str(refusal).startswith(f"The symbol {taken} is taken by another text.")
    refused(forum, NotAllowedNow, enter_symbol, done.id, symbol="RCF/2026/8", by=forum.secretariat)
    assert snapshot(forum.database) == before

    forum.act(withdraw_statement, other.id, by=forum.chair)
    forum.act(enter_symbol, own.id, symbol="RCF/2026/7", by=forum.secretariat)


def test_chosen_symbol_is_free_again_where_the_body_gives_none_any_more(forum: Forum) -> None:
    write_symbols(forum)
    text = lay_on_the_table(forum)
    forum.act(enter_symbol, text.id, symbol="RCF/2026/7", by=forum.secretariat)
    write_symbols(forum, "")
    adopt_it(forum, text)
    write_symbols(forum)

    assert (symbol(forum, text), forum.rows(EnteredSymbol)) == ("", [])
    assert symbol(forum, adopted(forum, chosen="RCF/2026/7")) == "RCF/2026/7"


def test_form_is_set_by_those_who_keep_the_body_and_has_one_number(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    before = snapshot(forum.database)

    refused(forum, NoSymbols, enter_symbol, text.id, symbol="RCF/2026/9", by=forum.secretariat)
    for form in ("RCF", "RCF/{year}", "{number}/{month}", "{number} {number}"):
        refusal = refused(
            forum,
            BadInput,
            change_form_of_symbols,
            form=form,
            expected=forum.rows(Body)[0].version,
            by=forum.secretariat,
        )
        assert "as in RCF/{year}/{number}" in str(refusal)
    refused(forum, NotYours, change_form_of_symbols, form=FORM, expected=1, by=forum.chair)
    refused(forum, ChangedMeanwhile, change_form_of_symbols, form=FORM, expected=77, by=forum.secretariat)
    assert snapshot(forum.database) == before

    write_symbols(forum)
    assert (forum.rows(Body)[0].symbol_form, forum.entries()[-1].kind) == (FORM, "symbol_form_changed")


def test_unbroken_silence_gives_no_symbol_before_the_announcement_and_the_hour_that_adopts_gives_one(
    forum: Forum,
) -> None:
    write_symbols(forum)
    announced, at_the_hour = lay_on_the_table(forum), lay_on_the_table(forum, workflow="silence", source=ADOPTING)
    due = {"due_at": forum.hour.now.replace(day=6), "due_as_typed": "2026-05-06 09:00", "by": forum.chair}
    for text in (announced, at_the_hour):
        forum.act(start_silence, text.id, **due)
    forum.hour.now = due["due_at"]
    forum.act(close_what_is_due)

    assert (symbol(forum, announced), announced.state) == ("", "consensus")
    assert symbol(forum, at_the_hour) == "RCF/2026/1"
    forum.act(declare_consensus, announced.id, basis=ConsensusBasis.SILENCE_HELD, by=forum.chair)
    assert symbol(forum, announced) == ""
    forum.act(adopt, announced.id, **seen(announced, date(2026, 5, 6)), by=forum.chair)
    assert symbol(forum, announced) == "RCF/2026/2"


def test_chairs_text_is_issued_under_the_symbol_that_its_file_bears_or_not_at_all(forum: Forum) -> None:
    write_symbols(forum)
    failed = lay_on_the_table(forum)
    forum.act(take_position, failed.id, part_id=None, position=Position.OBJECT, by=forum.head("Borvia"))
    source = {"outcome": Outcome.CHAIRS_SUMMARY, "workflow_source": workflow_source("chairs_statement")}
    own_id = str(forum.act(convert, failed.id, **source, by=forum.chair))
    forum.act(table_revision, own_id, by=forum.chair)
    [revision] = forum.rows(Revision, statement_id=own_id)
    said = {
        "place": "Port Alder",
        "issued_on": date(2026, 6, 19),
        "fingerprint_seen": revision.fingerprint,
        "content": b"the file",
        "by": forum.chair,
    }
    adopted(forum)

    before = snapshot(forum.database)
    refused(forum, SymbolIsAnother, issue, own_id, symbol_printed="RCF/2026/1", **said)
    assert snapshot(forum.database) == before
    forum.act(issue, own_id, symbol_printed="RCF/2026/2", **said)

    assert [row.symbol for row in forum.rows(GivenSymbol, statement_id=own_id)] == ["RCF/2026/2"]
    assert len(forum.rows(Issuance)) == len(forum.rows(Adoption)) == 1
