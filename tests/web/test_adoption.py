"""Consensus and adoption on their pages: asked, declared, attached, published."""

from datetime import timedelta
from hashlib import sha256

import pytest
from tests.cast import snapshot
from tests.on_the_table import CLAUSES, lay_on_the_table, reword
from tests.web.sitting import Sitting
from tests.web.windows import hidden_fields

from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import declare_consensus, withdraw_statement
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.positions import take_position
from jointstatement.actions.symbols import change_form_of_symbols, enter_symbol
from jointstatement.documents.word.read import read_docx
from jointstatement.errors import AlreadyAssociated
from jointstatement.models import (
    Adoption,
    Body,
    ConsensusDeclaration,
    Participant,
    Publication,
    Reservation,
    ReservationPart,
    Signatory,
    Statement,
)
from jointstatement.terms import ConsensusBasis, Position, ReservationKind

SECRET = "Our cabinet has not met."


@pytest.fixture
def sitting(forum, browser, come_in):
    return Sitting(forum, lay_on_the_table(forum), browser, come_in)


@pytest.fixture
def page(sitting):
    return f"{sitting.address}/adoption"


def declare(sitting):
    sitting.forum.act(
        declare_consensus, sitting.text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=sitting.forum.chair
    )


def adopt_it(sitting):
    declare(sitting)
    sitting.forum.act(
        adopt,
        sitting.text.id,
        place="Port Alder",
        adopted_on=sitting.forum.hour.now.date(),
        fingerprint_seen=sitting.text.fingerprint,
        by=sitting.forum.chair,
    )


def attach(sitting, delegation="Borvia", text=SECRET):
    sitting.forum.act(
        reserve,
        sitting.text.id,
        part_ids=(sitting.text.clauses[1],),
        kind=ReservationKind.RESERVATION,
        text=text,
        by=sitting.forum.head(delegation),
    )


def object_to(sitting, delegation="Borvia", part_id=None):
    sitting.forum.act(
        take_position,
        sitting.text.id,
        part_id=part_id,
        position=Position.OBJECT,
        by=sitting.forum.head(delegation),
    )


def test_page_counts_nobody_who_is_awaited_as_content(sitting, page):
    shown = sitting.window("chair").get(page).text

    assert "No objection to Zero draft so far; 12 of 12 awaited" in shown
    assert "agreed" not in shown.lower()


def test_chair_sees_what_blocks_consensus(sitting, page):
    object_to(sitting)

    shown = sitting.window("chair").get(page).text

    assert "Objections standing on Zero draft: 1 (Borvia)." in shown
    assert f'href="{page}/consensus"' not in shown


def test_members_learn_no_name_of_those_who_object_where_the_body_names_none(sitting, page):
    def change(session, *, now):
        session.get(Body, sitting.forum.body_id).names_the_breaker = False

    sitting.forum.database.write_and_wait(change)
    object_to(sitting)

    shown = sitting.window("head of Cestria").get(page).text

    assert "There is objection to Zero draft." in shown
    assert "Objections standing" not in shown
    assert "Borvia" not in shown


def test_members_do_not_learn_that_the_working_text_has_changed(sitting, page):
    reword(sitting.forum, sitting.text.clauses[0], "We agree to measure the water level every evening")

    assert "has changed since" in sitting.window("chair").get(page).text
    assert "has changed since" not in sitting.window("head of Cestria").get(page).text


def test_declaration_is_asked_with_text_fingerprint_and_who_is_awaited(sitting, page):
    asked = sitting.window("chair").get(f"{page}/consensus").text

    assert CLAUSES[0] in asked
    assert sitting.text.fingerprint[:8] in asked
    assert "12 of 12 awaited" in asked
    assert "Silence held: the procedure" not in asked


def test_chair_declares_consensus_found_in_the_room(sitting, page):
    sitting.window("chair").fill(f"{page}/consensus", f"{page}/consensus", basis="found_in_the_room")

    (row,) = sitting.forum.rows(ConsensusDeclaration)
    assert row.basis is ConsensusBasis.FOUND_IN_THE_ROOM
    assert sitting.text.state == "adoption"


def test_declaration_needs_a_basis(sitting, page):
    before = snapshot(sitting.forum.database)

    again = sitting.window("chair").fill(f"{page}/consensus", f"{page}/consensus")

    assert again.status_code == 422
    assert "Please fill in this field." in again.text
    assert sitting.text.state == "consensus"
    assert snapshot(sitting.forum.database)["consensus_declaration"] == before["consensus_declaration"]


def test_declaration_is_refused_where_somebody_objected_meanwhile(sitting, page):
    chair = sitting.window("chair")
    fields = hidden_fields(chair.get(f"{page}/consensus").text, f"{page}/consensus") | {"basis": "found_in_the_room"}
    object_to(sitting)
    before = snapshot(sitting.forum.database)

    again = chair.submit(f"{page}/consensus", fields)

    assert again.status_code == 409
    assert "Objections standing on Zero draft: 1 (Borvia)." in again.text
    assert snapshot(sitting.forum.database) == before


def test_secretariat_declares_nothing(sitting, page):
    shown = sitting.window("secretariat").get(f"{page}/consensus").text

    assert f'action="{page}/consensus"' not in shown
    assert "This is for" in shown


def test_delegation_attaches_a_reservation_and_takes_it_back(sitting, page):
    declare(sitting)
    window = sitting.window("head of Borvia")

    shown = window.fill(
        page, f"{page}/reservations", kind="reservation", place=sitting.text.clauses[1], text="Not for winter."
    )
    (row,) = sitting.forum.rows(Reservation)
    after = window.fill(page, f"{page}/reservations/{row.id}/withdraw")

    assert "Not for winter." in shown.text
    assert [each.part_id for each in sitting.forum.rows(ReservationPart)] == [sitting.text.clauses[1]]
    assert "Not for winter." not in after.text


def test_reservation_without_its_text_comes_back_with_what_was_chosen(sitting, page):
    declare(sitting)

    again = sitting.window("head of Borvia").fill(
        page, f"{page}/reservations", kind="statement", place="whole", text=""
    )

    assert again.status_code == 422
    assert 'value="whole" checked' in again.text
    assert sitting.forum.rows(Reservation) == []


def test_reservation_reaches_other_members_only_with_adoption(sitting, page):
    declare(sitting)
    attach(sitting)
    other = sitting.window("head of Cestria")

    before = other.get(page).text
    office = sitting.window("secretariat").get(page).text
    sitting.forum.act(
        adopt,
        sitting.text.id,
        place="Port Alder",
        adopted_on=sitting.forum.hour.now.date(),
        fingerprint_seen=sitting.text.fingerprint,
        by=sitting.forum.chair,
    )

    assert SECRET not in before
    assert SECRET in office
    assert SECRET in other.get(page).text


def test_reservation_of_another_is_not_taken_back(sitting, page):
    declare(sitting)
    attach(sitting)
    (row,) = sitting.forum.rows(Reservation)
    other = sitting.window("head of Cestria")
    fields = hidden_fields(other.get(page).text, f"{page}/reservations")
    before = snapshot(sitting.forum.database)

    refused = other.submit(f"{page}/reservations/{row.id}/withdraw", fields)

    assert refused.status_code == 404
    assert snapshot(sitting.forum.database) == before


def test_chair_adopts_the_text_that_was_on_the_page(sitting, page):
    declare(sitting)

    shown = sitting.window("chair").fill(f"{page}/adopt", f"{page}/adopt", place="Port Alder", adopted_on="2026-06-19")

    (row,) = sitting.forum.rows(Adoption)
    assert (row.place, row.adopted_on.isoformat(), row.fingerprint) == (
        "Port Alder",
        "2026-06-19",
        sitting.text.fingerprint,
    )
    assert "Adopted by consensus" in shown.text


def test_who_has_yet_to_confirm_is_told_before_the_gavel(sitting, page):
    forum = sitting.forum
    forum.act(
        take_position,
        sitting.text.id,
        part_id=None,
        position=Position.AD_REFERENDUM,
        confirm_by=forum.hour.now + timedelta(days=2),
        confirm_as_typed="as typed",
        by=forum.head("Borvia"),
    )
    declare(sitting)

    shown = sitting.window("chair").get(f"{page}/adopt")

    assert "given ad referendum and not yet confirmed: 1 (Borvia)." in shown.text


def test_symbol_is_entered_where_adoption_is_declared_and_a_taken_one_comes_back(sitting, page):
    forum = sitting.forum
    forum.act(change_form_of_symbols, form="RCF/{year}/{number}", expected=1, by=forum.secretariat)
    forum.act(enter_symbol, lay_on_the_table(forum).id, symbol="RCF/2026/7", by=forum.secretariat)
    declare(sitting)
    chair, said = sitting.window("chair"), {"place": "Port Alder", "adopted_on": "2026-06-19"}
    assert 'name="symbol_seen" value=""' in chair.get(f"{page}/adopt").text

    again = chair.fill(f"{page}/adopt", f"{page}/adopt", **said, symbol="RCF/2026/7")
    assert "The symbol RCF/2026/7 is taken by another text." in again.text
    assert forum.rows(Adoption) == []
    shown = chair.fill(f"{page}/adopt", f"{page}/adopt", **said, symbol="RCF/2026/8")

    assert "RCF/2026/8" in shown.text


def test_adoption_of_a_text_that_was_not_on_the_page_is_refused(sitting, page):
    declare(sitting)
    chair = sitting.window("chair")
    fields = hidden_fields(chair.get(f"{page}/adopt").text, f"{page}/adopt")
    before = snapshot(sitting.forum.database)

    again = chair.submit(
        f"{page}/adopt",
        fields | {"fingerprint_seen": "0" * 64, "place": "Port Alder", "adopted_on": "2026-06-19"},
    )

    assert again.status_code == 409
    assert "The text that you saw is not the text on the table." in again.text
    assert snapshot(sitting.forum.database) == before


def test_adoption_waits_for_consensus(sitting, page):
    asked = sitting.window("chair").get(f"{page}/adopt").text

    assert f'action="{page}/adopt"' not in asked


def test_members_read_the_positions_frozen_at_adoption(sitting, page):
    sitting.forum.act(
        take_position,
        sitting.text.id,
        part_id=None,
        position=Position.SUPPORT,
        by=sitting.forum.head("Borvia"),
    )
    adopt_it(sitting)

    frozen = sitting.window("head of Cestria").get(page).text.split('id="frozen-h"')[1]

    assert "k-support" in frozen.split("Borvia")[1].split("</tr>")[0]
    assert "no position taken" in frozen.split("Aldmark")[1].split("</tr>")[0]


def test_member_reads_its_own_frozen_position_alone_where_the_body_says_so(sitting, page):
    def change(session, *, now):
        session.get(Body, sitting.forum.body_id).matrix_open_to_members = False

    sitting.forum.database.write_and_wait(change)
    adopt_it(sitting)

    frozen = sitting.window("head of Cestria").get(page).text.split('id="frozen-h"')[1].split("</section>")[0]

    assert "Cestria" in frozen
    assert "Borvia" not in frozen


def test_publication_keeps_a_word_file_that_says_what_was_adopted(sitting, page):
    declare(sitting)
    attach(sitting)
    sitting.forum.act(
        adopt,
        sitting.text.id,
        place="Port Alder",
        adopted_on=sitting.forum.hour.now.date(),
        fingerprint_seen=sitting.text.fingerprint,
        by=sitting.forum.chair,
    )

    shown = sitting.window("secretariat").fill(f"{page}/publish", f"{page}/publish")

    (row,) = sitting.forum.rows(Publication)
    document = read_docx(row.content).document
    assert f"/published/{row.address}" in shown.text
    assert row.file_digest == sha256(row.content).hexdigest()
    assert document.fingerprint == row.fingerprint
    assert [part.wording for part in document.clauses] == list(CLAUSES)
    assert [attachment.text for attachment in document.attachments] == [SECRET]


def test_publication_waits_for_adoption(sitting, page):
    chair = sitting.window("chair")
    fields = hidden_fields(chair.get(f"{page}/consensus").text, f"{page}/consensus")
    before = snapshot(sitting.forum.database)

    refused = chair.submit(f"{page}/publish", fields)

    assert refused.status_code == 409
    assert snapshot(sitting.forum.database) == before


def test_signature_block_is_kept_as_typed_and_in_order(sitting, page):
    typed = "Ana Verel; for the chair\n\nBo Tarn"

    sitting.window("secretariat").fill(f"{page}/furniture", f"{page}/signatories", lines=typed)

    rows = sorted(sitting.forum.rows(Signatory), key=lambda row: row.place_in_order)
    assert [(row.name, row.for_whom) for row in rows] == [("Ana Verel", "for the chair"), ("Bo Tarn", "")]


def test_participants_are_kept_with_rank_and_delegation(sitting, page):
    shown = sitting.window("secretariat").fill(
        f"{page}/furniture", f"{page}/participants", lines="Ole Dahl; Minister; Borvia"
    )

    (row,) = sitting.forum.rows(Participant)
    assert (row.name, row.rank, row.delegation) == ("Ole Dahl", "Minister", "Borvia")
    assert "Ole Dahl; Minister; Borvia" in shown.text


def test_line_with_too_many_fields_comes_back_with_its_number(sitting, page):
    again = sitting.window("secretariat").fill(f"{page}/furniture", f"{page}/signatories", lines="A; b\nC; d; e")

    assert again.status_code == 422
    assert "Line 2 has 3 fields" in again.text
    assert "C; d; e" in again.text
    assert sitting.forum.rows(Signatory) == []


def test_text_that_is_over_is_promised_no_symbol(sitting, page):
    forum = sitting.forum
    forum.act(change_form_of_symbols, form="RCF/{year}/{number}", expected=1, by=forum.secretariat)
    window = sitting.window("secretariat")
    assert "Another symbol than the next in the row" in window.get(f"{page}/furniture").text
    forum.act(withdraw_statement, sitting.text.id, by=forum.chair)

    shown = window.get(f"{page}/furniture").text

    assert ("This text has no symbol." in shown, "The next in the row" in shown) == (True, False)


def test_furniture_is_for_the_office(sitting, page):
    assert sitting.window("head of Borvia").get(f"{page}/furniture").status_code == 403


def test_workflow_is_drawn_with_the_current_stage(sitting):
    shown = sitting.window("head of Borvia").get(f"{sitting.address}/workflow").text

    assert "The current stage is Consensus." in shown
    assert "style=" not in shown.split("<svg xmlns")[1].split("</svg>")[0]


def test_statement_that_is_not_open_is_not_found(sitting, page):
    assert sitting.window("head of Borvia").get(f"/statements/{'0' * 32}/adoption").status_code == 404
    assert sitting.window("administrator").get(page).status_code == 404
    assert sitting.forum.rows(Statement, id=sitting.text.id)[0].state == "consensus"


def test_silence_that_held_is_offered_as_basis(sitting, page):
    sitting.start_silence(hours=2)
    sitting.forum.hour.pass_by(timedelta(hours=3))
    sitting.forum.database.write_and_wait(close_what_is_due)

    asked = sitting.window("chair").get(f"{page}/consensus").text

    assert "Silence held: the procedure reached its hour unbroken" in asked


def test_observer_aligns_its_delegation_with_the_adopted_text_on_the_page_that_it_reads(sitting):
    observer, at = sitting.window("observer"), sitting.address
    press = f"{at}/association"
    assert press not in observer.get(at).text
    adopt_it(sitting)
    assert observer.get(f"{at}/adoption").status_code == 403

    shown = observer.fill(at, press)

    assert (shown.status_code, shown.url.path) == (200, at)
    assert "Estuary Council" in shown.text
    assert "Estuary Council" in sitting.window("head of Borvia").get(f"{at}/adoption").text
    ended = observer.fill(at, f"{press}/end")
    assert (ended.url.path, f'action="{press}"' in ended.text) == (at, True)
    assert press not in sitting.window("head of Borvia").get(at).text


@pytest.mark.parametrize("who", ["head of Borvia", "observer"])
def test_who_is_aligned_already_is_told_so(sitting, who):
    adopt_it(sitting)
    reader, press = sitting.window(who), f"{sitting.address}/association"
    at = sitting.address if who == "observer" else f"{sitting.address}/adoption"
    shown, in_another_tab = (hidden_fields(reader.get(at).text, press) for _ in range(2))
    assert reader.submit(press, shown).status_code == 200
    before = snapshot(sitting.forum.database)

    again = reader.submit(press, in_another_tab)

    assert (again.status_code, AlreadyAssociated.message in again.text) == (409, True)
    assert snapshot(sitting.forum.database) == before
