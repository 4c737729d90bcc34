"""The certificate of adoption says what the record says, and is checked as any copy is."""

from datetime import date

import pytest
from tests.cast import Forum
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.positions import take_position
from jointstatement.documents.files import print_document
from jointstatement.documents.style import load_style
from jointstatement.documents.word.read import read_docx
from jointstatement.errors import NotFound, NotYours
from jointstatement.queries.certificate import CertifiedPosition, certificate, certificate_document, positions_told
from jointstatement.queries.verification import Finding, verdict_on
from jointstatement.settings import Settings
from jointstatement.terms import ConsensusBasis, Position
from jointstatement.text.wording import plain


@pytest.fixture
def text(forum: Forum) -> Text:
    """An adopted text; Borvia supported the whole of it."""
    text = lay_on_the_table(forum)
    forum.act(take_position, text.id, part_id=None, position=Position.SUPPORT, by=forum.head("Borvia"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    seen = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **seen, by=forum.chair)
    return text


def test_certificate_says_what_the_record_says(forum: Forum, text: Text) -> None:
    entry = forum.last_entry(text.circulated)
    with forum.database.reading() as session:
        told = certificate(session, forum.head("Istara"), text.id)
        printed = certificate_document(session, forum.observer, text.id)

    assert (told.place, told.adopted_on, told.declared_by, told.revision, told.how) == (
        "Port Alder",
        date(2026, 6, 19),
        "Ana Verel, the chair",
        "Zero draft",
        "by consensus",
    )
    assert (told.fingerprint, told.entry, told.entry_hash) == (text.fingerprint, entry.number, entry.hash)
    assert [plain(part.wording) for part in printed.parts[:6]] == [
        "Certificate of adoption",
        "of “Joint Statement on the Shared River”, 7th Ministerial Meeting",
        "Text: Zero draft",
        "Adopted in Port Alder on Fri 19 Jun 2026",
        "Declared on Mon 4 May 2026, 09:00 UTC (2026-05-04T09:00:00Z) by Ana Verel, the chair",
        "Rule: by consensus, found by the chair in the room",
    ]
    assert "Borvia: " not in " ".join(plain(part.wording) for part in printed.parts)


def test_positions_stand_on_it_for_those_who_may_read_them(forum: Forum, text: Text) -> None:
    with forum.database.reading() as session:
        told = certificate(session, forum.chair, text.id, with_positions=True)
        with pytest.raises(NotYours):
            certificate(session, forum.observer, text.id, with_positions=True)

    assert told.positions == (CertifiedPosition("Borvia", "", Position.SUPPORT, "Zero draft"),)


def test_who_held_the_same_stands_in_one_line_of_the_print() -> None:
    held = (
        ("Aldmark", "", Position.SUPPORT),
        ("Borvia", "", Position.SUPPORT),
        ("Cestria", "", Position.CAN_LIVE_WITH),
    )
    told = [CertifiedPosition(*each, given_on="Rev.1") for each in held]
    told += [CertifiedPosition("Aldmark", "clause 3", Position.ABSTAIN, "Zero draft")]

    assert positions_told(told) == [
        "Positions on the text as a whole, given on Rev.1: support – Aldmark, Borvia",
        "Positions on the text as a whole, given on Rev.1: can live with – Cestria",
        "Positions on clause 3, given on Zero draft: abstain – Aldmark",
    ]


def test_there_is_none_before_adoption(forum: Forum) -> None:
    text = lay_on_the_table(forum)

    with forum.database.reading() as session, pytest.raises(NotFound):
        certificate(session, forum.chair, text.id)


def test_certificate_is_the_same_bytes_each_time_and_known_to_the_register(forum: Forum, text: Text) -> None:
    with forum.database.reading() as session:
        documents = [certificate_document(session, forum.chair, text.id, with_positions=True) for _ in range(2)]
    style = load_style(documents[0].style, Settings().all_style_folders)
    first, second = (print_document(each, style, "docx") for each in documents)
    read = read_docx(first).document
    with forum.database.reading() as session:
        verdict = verdict_on(session, read, digest="0" * 64)

    assert first == second
    assert (verdict.finding, verdict.title) == (
        Finding.SAME_TEXT,
        "Certificate of adoption: Joint Statement on the Shared River",
    )
