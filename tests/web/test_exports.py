"""Files taken from the page of a statement."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation, begin, sit_down
from tests.web.windows import Browser

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus, move_to_consensus
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.own_input import hand_in
from jointstatement.actions.positions import take_position
from jointstatement.documents.files import FORMS, read_file
from jointstatement.models import Revision
from jointstatement.terms import ConsensusBasis, Position, ReserveKind, Visibility


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    text = begin(forum)
    text.table()
    return text


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def test_draft_is_taken_as_a_word_file(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    answer = seat("head of Borvia").get(f"/statements/{text.id}/files/docx")
    read = read_file(answer.content, "draft.docx").document

    assert answer.headers["content-disposition"] == (
        'attachment; filename="RCF-Joint-Statement-on-the-Free-Passage-of-the-River-Zero-draft.docx"'
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert [part.wording for part in read.clauses] == list(CLAUSES)


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("html", "text/html; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("akn", "application/akn+xml"),
        ("json", "application/json"),
    ],
)
def test_other_forms_carry_the_same_words(
    text: Negotiation, seat: Callable[[str], Browser], form: str, media_type: str
) -> None:
    answer = seat("chair").get(f"/statements/{text.id}/files/{form}")

    assert answer.headers["content-type"] == media_type
    assert "hospitality" in answer.text


def test_draft_is_taken_with_states_and_an_earlier_or_adopted_text_is_not(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    borvia = seat("head of Borvia")
    files = f"/statements/{text.id}/files"
    assert f"{files}/md?states=true" in borvia.get(files).text
    answer = borvia.get(f"{files}/txt?states=true")
    assert answer.text.count(" [open]\n") == len(CLAUSES)
    assert answer.headers["content-disposition"].endswith('-Zero-draft-with-states.txt"')
    read = read_file(answer.content, "draft.txt").document
    assert [part.wording.replace("[^*]", "[^lock]") for part in read.clauses] == list(CLAUSES)
    assert read == read_file(borvia.get(f"{files}/txt").content, "draft.txt").document
    assert seat("observer").get(f"{files}/txt?states=true").status_code == 403
    assert borvia.get(f"{files}/json?states=true").status_code == 422
    (revision,) = text.forum.rows(Revision, statement_id=text.id)
    assert borvia.get(f"{files}/txt?states=true&revision={revision.id}").status_code == 409


def test_draft_is_taken_as_a_pdf(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    answer = seat("chair").get(f"/statements/{text.id}/files/pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].endswith('-Zero-draft.pdf"')
    assert answer.content.startswith(b"%PDF-1.7")


def test_akoma_ntoso_is_named_as_the_xml_it_is(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    answer = seat("chair").get(f"/statements/{text.id}/files/akn")

    assert answer.headers["content-disposition"].endswith('-Zero-draft.xml"')


def test_text_that_no_pdf_can_show_is_refused_with_its_signs(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    part = text.clause(1)
    text.forum.act(
        reword_part, text.id, part, wording="We thank 東京", expected=text.version(part), by=text.forum.chair
    )

    answer = seat("chair").get(f"/statements/{text.id}/files/pdf")

    assert answer.status_code == 409
    assert "not these signs of the text: 東 (U+6771), 京 (U+4EAC). Please take the Word file." in answer.text


def test_page_offers_every_form(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    shown = seat("chair").get(f"/statements/{text.id}/files").text

    for form in FORMS:
        assert f'href="/statements/{text.id}/files/{form}"' in shown


def test_earlier_revision_is_taken_by_its_id(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    part, zero = text.clause(1), text.forum.rows(Revision)[0]
    text.forum.act(
        reword_part, text.id, part, wording="We thank everybody", expected=text.version(part), by=text.forum.chair
    )
    text.table()

    answer = seat("chair").get(f"/statements/{text.id}/files/txt?revision={zero.id}")

    assert "hospitality" in answer.text
    assert "We thank everybody" not in answer.text


def test_delegation_takes_no_working_text(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    part = text.clause(1)
    text.forum.act(
        reword_part, text.id, part, wording="Nobody reads this", expected=text.version(part), by=text.forum.chair
    )

    assert "Nobody reads this" in seat("chair").get(f"/statements/{text.id}/files/txt").text
    assert "Nobody reads this" not in seat("head of Borvia").get(f"/statements/{text.id}/files/txt").text


def test_observer_takes_the_adopted_text_and_no_draft(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window = seat("observer")
    before = window.get(f"/statements/{text.id}/files/json").status_code
    adopt_it(text)
    after = window.get(f"/statements/{text.id}/files/json")

    assert (before, after.status_code) == (403, 200)
    assert after.headers["content-disposition"].endswith('-adopted.json"')
    assert "draft" not in json.loads(after.text) or json.loads(after.text)["draft"] is None


@pytest.mark.parametrize("form", ["PDF", "exe", "docx%00"])
def test_unknown_form_is_not_found(text: Negotiation, seat: Callable[[str], Browser], form: str) -> None:
    assert seat("chair").get(f"/statements/{text.id}/files/{form}").status_code == 404


def test_files_of_an_unknown_statement_are_not_found(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window = seat("chair")

    assert [window.get(f"/statements/{'0' * 32}/files{rest}").status_code for rest in ("", "/docx")] == [404, 404]


def adopt_it(text: Negotiation) -> None:
    chair = text.forum.chair
    text.close_round(text.open_round())
    text.forum.act(move_to_consensus, text.id, by=chair)
    text.forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=chair)
    text.forum.act(
        adopt,
        text.id,
        place="Port Alder",
        adopted_on=date(2026, 6, 19),
        fingerprint_seen=text.forum.rows(Revision)[0].fingerprint,
        by=chair,
    )


def test_draft_is_taken_with_and_without_the_open_reserves(
    forum: Forum, text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    stand = {"part_id": text.clause(2), "position": Position.RESERVE, "reserve_kind": ReserveKind.LINGUISTIC}
    text.open_round(Visibility.OPEN)
    forum.act(take_position, text.id, **stand, by=forum.head("Galdria"))
    forum.act(hand_in, text.id, by=forum.head("Galdria"))
    sentence, at = "Linguistic reserve by Galdria.", f"/statements/{text.id}/files"

    for who, asked in (("head of Borvia", "false"), ("chair", "true")):
        browser = seat(who)
        assert f'href="{at}/docx?reserves={asked}"' in browser.get(at).text
        there = [sentence in browser.get(f"{at}/txt{query}").text for query in ("", f"?reserves={asked}")]
        assert there == [asked == "false", asked == "true"]
    assert seat("observer").get(f"{at}/txt?reserves=true").status_code == 403
