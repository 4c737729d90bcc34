"""Starting a statement from a title, from a file or from a paste."""

import json
import re
import sys
from html import unescape

import pytest
from sqlmodel import func, select
from tests.documents.copied import copied, listed
from tests.documents.word.zoo import paragraph, run, word_file
from tests.web.windows import hidden_fields

from jointstatement.documents.as_json import document_from_json
from jointstatement.models import Statement, Upload
from jointstatement.text.wording import plain
from jointstatement.web.forms import UPLOAD_BYTES

TEXT = """Joint Statement of the Lake Forum

The Ministers of Aland, Bergia and Corvia met in Port Bergia on 4 May 2026 and concluded as following:

Ø We thank the town of Port Bergia for its hospitality;

Ø We invite all coastal members to share what they know about their harbours <script>alert(1)</script>;

Ø We meet again in Corvia.
"""

COPIED = copied(
    listed("Ø", "We welcome the 6<sup>th</sup> register of quays;", conditional="<!--[{}]-->"),
    listed("o", "with its <script>alert(1)</script>index;", level=2, font="Courier New", conditional="<!--[{}]-->"),
    listed("o", "with its map;", level=2, font="Courier New", conditional="<!--[{}]-->"),
    listed("Ø", "We thank Tarn for its hospitality.", conditional="<!--[{}]-->"),
)
"""Of Word, as browsers give it."""
BARE = (
    "JOINT STATEMENT\r\nThe members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as "
    "follows:\r\n\r\nØ\tWe welcome the 6th register of quays;\r\no\twith its index;\r\n"
    "o\twith its map;\r\n"
    "Ø\tWe thank Tarn for its hospitality.\r\n"
)
"""The same without a script: one line for each paragraph."""
AS_READ = [
    ("title", None, "JOINT STATEMENT"),
    (
        "chapeau",
        None,
        "The members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as follows:",
    ),
    ("operative", "Ø", "We welcome the 6th register of quays"),
    ("item", "o", "with its index"),
    ("item", "o", "with its map"),
    ("operative", "Ø", "We thank Tarn for its hospitality"),
]


def how_many(database, table):
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def choices(cast):
    return {"meeting_id": cast.meeting, "style": "o-we", "workflow": "consensus"}


def upload(window, name="draft.txt", content=TEXT, view=""):
    fields = hidden_fields(window.get("/begin").text, "/begin/upload")
    data = content if isinstance(content, bytes) else content.encode()
    return window.submit("/begin/upload", {**fields, "view": view}, files={"file": (name, data)})


def test_chair_starts_a_statement_with_its_title(signed_in, cast):
    window = signed_in("chair")

    answer = window.fill("/begin", "/begin", title="Declaration of Port Bergia", **choices(cast))

    assert re.fullmatch(r"/statements/[0-9a-f]{32}", answer.url.path)
    assert "Declaration of Port Bergia" in window.get("/").text


def test_statement_begins_with_the_chapeau_of_its_style(signed_in, cast):
    """Names and their order are the body's own; the chair rewords what does not fit."""
    window = signed_in("chair")

    shown = window.fill("/begin", "/begin", title="Declaration of Port Bergia", **choices(cast)).text

    assert re.search(
        r"Aland, Bergia, Corvia met on .+ in .+ under the chairmanship of .+, and concluded as follows:", shown
    )


def test_file_is_read_and_looked_at_before_a_text_is_made(signed_in, database, cast):
    window = signed_in("chair")

    shown = upload(window)

    assert "3 clauses" in shown.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.text
    assert (how_many(database, Upload), how_many(database, Statement)) == (1, 0)

    address = shown.url.path
    confirmed = window.fill(address, f"{address}/confirm", **choices(cast))

    assert confirmed.url.path.startswith("/statements/")
    assert (how_many(database, Upload), how_many(database, Statement)) == (0, 1)


def paste(window, text, html="", view="", files=None):
    fields = hidden_fields(window.get("/begin").text, "/begin/upload")
    return window.submit(
        "/begin/upload",
        {**fields, "pasted": text, "pasted_html": html, "view": view},
        files=files or {"file": ("", b"")},
    )


def parts_of(database):
    """What was read in the file that waits: kinds, labels and words."""
    with database.reading() as session:
        reading = json.loads(session.exec(select(Upload.reading)).one())
    parts = document_from_json(reading).parts
    return [(part.kind.value, part.label, plain(part.wording)) for part in parts]


def test_paste_from_word_is_read_with_its_lists(signed_in, database, cast):
    window = signed_in("chair")

    shown = paste(window, BARE, COPIED)

    assert "Pasted text" in shown.text
    assert "6<sup>th</sup> register" in shown.text
    assert "alert(1)" not in shown.text
    assert parts_of(database) == AS_READ

    address = shown.url.path
    confirmed = window.fill(address, f"{address}/confirm", **choices(cast))

    assert "We thank Tarn for its hospitality" in confirmed.text
    assert (how_many(database, Upload), how_many(database, Statement)) == (0, 1)


def test_paste_of_bare_text_is_read_by_its_lines(signed_in, database):
    paste(signed_in("chair"), BARE)

    assert parts_of(database) == AS_READ


def test_paste_of_a_web_page_without_lists_is_read_as_the_text_it_shows(signed_in, database):
    html = "<meta charset='utf-8'><div>JOINT STATEMENT<br>The members met in Tarn and concluded as follows:<br></div>"

    paste(signed_in("chair"), BARE, html)

    assert parts_of(database) == AS_READ


@pytest.mark.parametrize(
    ("text", "html", "file", "sentence"),
    [
        ("", "", b"", "Please choose a file, or paste the text."),
        ("  \n ", "", b"", "Please choose a file, or paste the text."),
        ("A word about nothing at all.", "", b"", "No statement was found in the file"),
        ("x", listed("Ø", "A word about nothing."), b"", "No statement was found in the file"),
        (BARE, COPIED, TEXT.encode(), "A file is chosen and a text is pasted."),
        ("Ø\t" + "We note the tides; " * 12_000, "", b"", "One paragraph of the file has more than"),
        (BARE, COPIED.replace("the 6", "<ins>the 6</ins>"), b"", "tracked changes that are still open"),
    ],
)
def test_paste_that_cannot_be_read_comes_back_with_one_sentence(signed_in, database, text, html, file, sentence):
    answer = paste(signed_in("chair"), text, html, files={"file": ("draft.txt" if file else "", file)})

    assert answer.status_code == 422
    assert "One thing needs your attention" in answer.text
    assert sentence in answer.text
    assert (how_many(database, Upload), how_many(database, Statement)) == (0, 0)
    shown = unescape(answer.text)
    assert f">\n{text.strip()}</textarea>".replace("\r\n", "\n") in shown
    assert unescape(hidden_fields(answer.text, "/begin/upload")["pasted_html"]) == html.strip()


def test_paste_larger_than_any_form_is_refused(signed_in, database):
    assert paste(signed_in("chair"), "x" * UPLOAD_BYTES).status_code == 413
    assert how_many(database, Upload) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the file that stands in for LibreOffice is a script")
def test_file_of_who_begins_no_text_starts_no_word_processor(signed_in, tmp_path, monkeypatch):
    office, started = tmp_path / "soffice", tmp_path / "started"
    office.write_text(f"#!/bin/sh\necho > {started}\n")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    def status_for(who):
        window = signed_in(who)
        fields = hidden_fields(window.get("/").text, "/sign-out")
        file = {"file": ("draft.rtf", b"{\\rtf1 We agree.}")}
        return window.submit("/begin/upload", {**fields, "view": ""}, files=file).status_code

    assert (status_for("observer"), started.exists()) == (403, False)
    assert (status_for("chair"), started.exists()) == (422, True)


def test_confirming_twice_begins_one_statement(signed_in, database, cast):
    """The same press again is answered as before; another window finds that nothing waits any more."""
    window, other = signed_in("chair"), signed_in("chair")
    address = upload(window).url.path
    given = {**hidden_fields(window.get(address).text, f"{address}/confirm"), **choices(cast)}
    elsewhere = {**hidden_fields(other.get(address).text, f"{address}/confirm"), **choices(cast)}

    first = window.submit(f"{address}/confirm", given)
    second = window.submit(f"{address}/confirm", given)
    late = other.submit(f"{address}/confirm", elsewhere)

    assert (first.status_code, second.url.path, late.status_code) == (200, first.url.path, 404)
    assert how_many(database, Statement) == 1


def test_dropped_file_is_gone(signed_in, database):
    window = signed_in("chair")
    address = upload(window).url.path

    window.fill(address, f"{address}/drop")

    assert how_many(database, Upload) == 0
    assert window.get(address).status_code == 404


def test_unreadable_file_is_refused_in_a_sentence(signed_in, database):
    answer = upload(signed_in("chair"), "photo.docx", "PK\x03\x04 no Word file at all")

    assert answer.status_code == 422
    assert how_many(database, Upload) == 0
    assert 'role="alert"' in answer.text


def test_word_file_of_another_program_is_read(signed_in, database):
    words = ("JOINT STATEMENT", "The members met in Tarn and concluded as follows:", "Ø We note the tides.")
    data = word_file("".join(paragraph(each) for each in (*words, "Ø We thank Tarn.")))

    shown = upload(signed_in("chair"), "statement.docx", data)

    assert "2 clauses" in shown.text
    assert "We thank Tarn" in shown.text
    assert how_many(database, Upload) == 1


def test_tracked_changes_are_read_only_as_the_chair_chooses(signed_in, database):
    inserted = f'<w:ins w:id="1" w:author="Quay">{run("spring ")}</w:ins>'
    words = ("JOINT STATEMENT", "The members met in Tarn and concluded as follows:", "Ø We thank Tarn;")
    data = word_file("".join(map(paragraph, words)) + paragraph(run("Ø We note the "), inserted, run("tides.")))
    window = signed_in("chair")

    refused = upload(window, "statement.docx", data)

    assert refused.status_code == 422
    assert "tracked changes that are still open" in refused.text
    assert how_many(database, Upload) == 0
    assert "We note the spring tides" in upload(window, "statement.docx", data, view="accepted").text
    assert "We note the tides" in upload(window, "statement.docx", data, view="rejected").text


def test_waiting_file_is_its_own_persons_business(signed_in):
    address = upload(signed_in("chair")).url.path

    assert signed_in("secretariat").get(address).status_code == 404
    assert signed_in("aland").get(address).status_code == 403


def test_delegations_start_no_statement(signed_in):
    assert [signed_in(name).get("/begin").status_code for name in ("aland", "observer", "administrator")] == [403] * 3


def test_meeting_that_ends_before_it_begins_comes_back(signed_in):
    answer = signed_in("secretariat").fill(
        "/begin",
        "/begin/meeting",
        title="4th Meeting",
        place="Corvia",
        starts_on="2027-05-05",
        ends_on="2027-05-04",
        time_zone="Europe/Vienna",
        chair="Corvia",
    )

    assert answer.status_code == 422
    assert "The meeting ends before it begins." in answer.text
    assert 'value="4th Meeting"' in answer.text


def test_secretariat_adds_a_delegation_after_the_others(signed_in):
    html = signed_in("secretariat").fill("/begin", "/begin/member", name="Delia").text

    assert "Aland, Bergia, Corvia, Delia" in html
