"""The public page: for everybody, of the text alone; and the check of a copy."""

from datetime import timedelta
from hashlib import sha256

import pytest
from tests.documents.word.test_preflight import packed, parts_of
from tests.on_the_table import CLAUSES, TITLE, lay_on_the_table
from tests.web.sitting import Sitting

from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.positions import take_position
from jointstatement.actions.publishing import publish
from jointstatement.documents.files import print_document
from jointstatement.documents.style import load_style
from jointstatement.documents.word.read import read_docx
from jointstatement.models import Publication
from jointstatement.queries.adopted import adopted_document
from jointstatement.settings import Settings
from jointstatement.terms import ConsensusBasis, Position, ReservationKind

RESERVED = "Borvia reads this as far as its ice allows."


@pytest.fixture
def sitting(forum, browser, come_in):
    """A statement that was negotiated, put under silence, reserved upon, adopted and published."""
    sitting = Sitting(forum, lay_on_the_table(forum), browser, come_in)
    text, chair = sitting.text, forum.chair
    forum.act(take_position, text.id, part_id=None, position=Position.ABSTAIN, by=forum.head("Jorvland"))
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=chair)
    forum.act(
        reserve,
        text.id,
        part_ids=(text.clauses[1],),
        kind=ReservationKind.RESERVATION,
        text=RESERVED,
        by=forum.head("Borvia"),
    )
    forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=forum.hour.now.date(),
        fingerprint_seen=text.fingerprint,
        by=chair,
    )
    return sitting


@pytest.fixture
def document(sitting):
    with sitting.forum.database.reading() as session:
        return adopted_document(session, sitting.forum.chair, sitting.text.id)


@pytest.fixture
def content(document):
    return print_document(document, load_style("o-we", Settings().all_style_folders), "docx")


@pytest.fixture
def page(sitting, content):
    address = sitting.forum.act(publish, sitting.text.id, content=content, by=sitting.forum.chair)
    return f"/published/{address}"


def check(sitting, page, name, content):
    return sitting.stranger().submit(f"{page}/check", {}, files={"file": (name, content)})


def test_everybody_reads_the_text_and_what_is_attached(sitting, page):
    shown = sitting.stranger().get(page)

    assert shown.status_code == 200
    assert f"<h1>{TITLE}</h1>" in shown.text
    assert all(clause in shown.text for clause in CLAUSES)
    assert "Adopted in Port Alder on 4 May 2026" in shown.text
    assert "Reservation by Borvia on clause 2" in shown.text
    assert RESERVED in shown.text


def test_page_says_nothing_of_the_negotiation(sitting, page):
    shown = sitting.stranger().get(page).text.split("<main")[1].lower()

    assert [word for word in ("silence", "round", "abstain", "rev.", "draft", "awaited") if word in shown] == []


def test_page_needs_neither_script_nor_cookie_and_may_be_kept(sitting, page):
    shown = sitting.stranger().get(page)

    assert "<script" not in shown.text
    assert "style=" not in shown.text
    assert "set-cookie" not in shown.headers
    assert shown.headers["cache-control"] == "public, max-age=60"


def test_page_is_the_same_for_those_who_are_signed_in(sitting, page):
    assert sitting.window("chair").get(page).text == sitting.stranger().get(page).text


def test_text_carries_its_own_language(sitting, page):
    assert '<article class="statement style-o-we" lang="en">' in sitting.stranger().get(page).text


def test_markers_come_from_a_style_sheet_of_our_own(sitting, page):
    sheet = sitting.stranger().get(f"{page}/style.css")

    assert sheet.headers["content-type"].startswith("text/css")
    assert "Ø" in sheet.text or "\\d8" in sheet.text


def test_word_file_is_the_published_one_byte_for_byte(sitting, page, content):
    taken = sitting.stranger().get(f"{page}/files/docx")

    assert taken.content == content
    assert 'filename="statement-2026-05-04.docx"' in taken.headers["content-disposition"]


def test_other_forms_say_the_same_words(sitting, page):
    stranger = sitting.stranger()

    assert all(clause in stranger.get(f"{page}/files/txt").text for clause in CLAUSES)
    assert all(clause in stranger.get(f"{page}/files/html").text for clause in CLAUSES)
    assert stranger.get(f"{page}/files/json").status_code == 404


def test_pdf_is_offered_and_known_again(sitting, page):
    pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    taken = sitting.stranger().get(f"{page}/files/pdf")

    assert f'href="{page}/files/pdf"' in sitting.stranger().get(page).text
    assert taken.headers["content-type"] == "application/pdf"
    assert taken.headers["cache-control"] == "public, max-age=3600"
    assert taken.content == sitting.stranger().get(f"{page}/files/pdf").content
    assert "its text is the adopted text" in check(sitting, page, "copy.pdf", taken.content).text


def test_digest_and_fingerprint_stand_on_the_page(sitting, page, content):
    shown = sitting.stranger().get(page).text

    assert all(f"<span>{sha256(content).hexdigest()[n : n + 8]}</span>" in shown for n in range(0, 64, 8))
    assert all(f"<span>{sitting.text.fingerprint[n : n + 8]}</span>" in shown for n in range(0, 64, 8))


def test_published_file_is_known_again(sitting, page, content):
    assert "is the published file, byte for byte" in check(sitting, page, "copy.docx", content).text


def test_file_that_was_saved_again_says_what_was_adopted(sitting, page, content):
    again = print_document(read_docx(content).document, load_style("o-we", Settings().all_style_folders), "json")

    shown = check(sitting, page, "copy.json", again).text

    assert "This file says what was adopted" in shown


def test_file_that_says_something_else_is_compared(sitting, page, document):
    style = load_style("o-we", Settings().all_style_folders)
    forged = print_document(document, style, "json").replace(b"every morning", b"on Sundays")

    shown = check(sitting, page, "copy.json", forged).text

    assert "This file does not say what was adopted" in shown
    assert "<del>every morning</del>" in shown
    assert "<ins>on Sundays</ins>" in shown
    assert "differs in one place" in shown


@pytest.mark.parametrize("form", ["html", "txt"])
def test_other_forms_of_this_page_are_known_again(sitting, page, form):
    taken = sitting.stranger().get(f"{page}/files/{form}").content

    assert "This file says what was adopted" in check(sitting, page, f"copy.{form}", taken).text


def test_copy_with_hidden_words_or_another_reservation_is_no_true_copy(sitting, page, content):
    parts = parts_of(content)
    main = parts["word/document.xml"]
    hidden = b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>unless it rains</w:t></w:r></w:p>"
    first = main.index(b"</w:p>", main.index(CLAUSES[0].encode()))
    forged = main[:first] + hidden + main[first + 6 :]
    forged = forged.replace(RESERVED.encode(), b"Borvia agrees.")

    shown = check(sitting, page, "copy.docx", packed({**parts, "word/document.xml": forged})).text

    assert "This is not a true copy" in shown
    assert "Hidden text." in shown and "unless it rains" in shown
    assert RESERVED in shown and "Borvia agrees." in shown


def test_word_file_that_was_packed_anew_is_a_true_copy(sitting, page, content):
    assert "This file says what was adopted" in check(sitting, page, "copy.docx", packed(parts_of(content))).text


def test_plain_text_is_judged_by_its_words(sitting, page):
    taken = sitting.stranger().get(f"{page}/files/txt").content

    shown = check(sitting, page, "copy.txt", taken.replace(b"\n", b"\r\n"))

    assert "The words are those that were adopted" in shown.text
    assert "cannot be judged" in shown.text


def test_plain_text_of_another_hand_is_not_called_false(sitting, page):
    refused = check(sitting, page, "copy.txt", f"{TITLE}\n\n1. {CLAUSES[0]}.\n\n2. {CLAUSES[2]}.\n".encode())

    assert refused.status_code == 422
    assert "Please send a Word file" in refused.text
    assert "does not say what was adopted" not in refused.text


def test_file_that_cannot_be_read_is_refused_in_a_sentence(sitting, page):
    refused = check(sitting, page, "copy.docx", b"PK\x03\x04 and nothing more")

    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert "Traceback" not in refused.text


@pytest.mark.parametrize("beginning", [b"{\\rtf1 We agree.}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_strangers_start_no_word_processor(sitting, page, beginning):
    refused = check(sitting, page, "copy.docx", beginning)

    assert refused.status_code == 422
    assert "Please send the copy as a Word file (.docx), a PDF, a web page or plain text." in refused.text


def test_file_that_is_too_large_is_refused(sitting, page):
    assert check(sitting, page, "copy.docx", b"x" * (5 * 1024 * 1024 + 1)).status_code == 413


def test_form_without_a_file_asks_for_one(sitting, page):
    refused = sitting.stranger().submit(f"{page}/check", {}, files={"other": ("x", b"x")})

    assert refused.status_code == 422
    assert "Please choose a file." in refused.text


def test_what_is_not_published_has_no_page(sitting):
    assert sitting.stranger().get(f"/published/{'0' * 32}").status_code == 404
    assert sitting.stranger().get(f"/published/{sitting.text.id}").status_code == 404


# How much is public, and from when


def published(sitting, **how):
    """The secretariat publishes on the page of it; returns the public address."""
    at = f"{sitting.address}/adoption/publish"
    shown = sitting.window("secretariat").fill(at, at, **how)
    assert shown.status_code == 200, shown.text
    (row,) = sitting.forum.rows(Publication)
    return f"/published/{row.address}"


def test_text_is_public_after_the_hour_for_statements_with_what_came_in_it(sitting):
    forum, text = sitting.forum, sitting.text
    address = published(sitting, extent="whole", when="after_statements")
    forum.hour.pass_by(timedelta(minutes=119))
    late = {"part_ids": (), "kind": ReservationKind.STATEMENT, "text": "Kelmora would have said more."}
    forum.act(reserve, text.id, **late, by=forum.head("Kelmora"))
    assert sitting.stranger().get(address).status_code == 404
    assert sitting.stranger().get(f"{address}/files/docx").status_code == 404

    forum.hour.pass_by(timedelta(minutes=1))
    shown = sitting.stranger().get(address)

    assert shown.status_code == 200
    assert (RESERVED in shown.text, late["text"] in shown.text) == (True, True)
    assert "Attached after the file was printed" in shown.text


def test_text_without_its_attachments_is_public_without_a_word_of_them(sitting):
    address = published(sitting, extent="without_attachments", when="now")

    shown = sitting.stranger().get(address).text
    file = sitting.stranger().get(f"{address}/files/docx").content

    assert [clause in shown for clause in CLAUSES] == [True, True, True]
    assert (RESERVED in shown, "Borvia on clause" in shown, "An extract" in shown) == (False, False, False)
    assert read_docx(file).document.attachments == ()


def test_text_in_part_is_public_with_the_clauses_that_were_chosen(sitting):
    first, second, third = sitting.text.clauses
    at = f"{sitting.address}/adoption/publish"
    for chosen in ([], [first, second, third]):
        again = sitting.window("secretariat").fill(at, at, extent="in_part", when="now", clauses=chosen)
        assert (again.status_code, "has some of its clauses, and not all of them" in again.text) == (422, True)
    assert sitting.forum.rows(Publication) == []

    address = published(sitting, extent="in_part", when="now", clauses=[first, third])

    shown = sitting.stranger().get(address).text
    assert [clause in shown for clause in CLAUSES] == [True, False, True]
    assert ("[…]" in shown, "An extract: where […] stands" in shown, RESERVED in shown) == (True, True, False)
    file = sitting.stranger().get(f"{address}/files/docx").content
    read = read_docx(file).document
    assert [part.wording for part in read.parts[1:]] == [CLAUSES[0], "[…]", CLAUSES[2]]
    assert (RESERVED in str(read), read.attachments) == (False, ())


def test_text_that_is_not_to_be_public_has_no_address_until_it_is_published_after_all(sitting):
    at = f"{sitting.address}/adoption"
    shown = sitting.window("secretariat").fill(f"{at}/publish", f"{at}/withhold", reason="The ministers ask for it.")

    assert "It was decided that this text is not public:" in shown.text
    assert "The ministers ask for it." in sitting.window("head of Borvia").get(at).text
    assert sitting.forum.rows(Publication) == []
    assert f'action="{at}/withhold"' not in sitting.window("secretariat").get(f"{at}/publish").text

    assert sitting.stranger().get(published(sitting, extent="whole", when="now")).status_code == 200
