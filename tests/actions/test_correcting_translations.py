"""A mistake of one translation is corrected as the text is: the original stands, the translation is issued again."""

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.actions.test_correcting import declare_and_adopt, how, propose
from tests.actions.test_translating import TURKISH, enter, enter_all, issue, seen
from tests.actions.test_translating import how as as_issued
from tests.cast import Forum, refused, said_in
from tests.on_the_table import Text, lay_on_the_table

from jointstatement.actions.correcting import (
    Correction,
    object_to_corrigendum,
    propose_corrigendum,
    withdraw_corrigendum,
)
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.translating import issue_translation
from jointstatement.errors import (
    BadInput,
    CorrigendumIsOpen,
    LanguageNotIssued,
    NotYours,
    TranslationNeedsCorrigendum,
    TranslationStands,
)
from jointstatement.models import Corrigendum, IssuedTranslation, Notice
from jointstatement.queries.corrigenda import corrigendum_for, corrigendum_told
from jointstatement.queries.translations import translation_document, translations_page
from jointstatement.queries.verification import Corrected, Finding, verdict_on
from jointstatement.terms import CorrigendumOutcome, TranslationStatus
from jointstatement.text.wording import plain


@pytest.fixture
def text(forum: Forum) -> Text:
    """An adopted text, issued in Turkish as an official translation."""
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    enter_all(forum, text)
    issue(forum, text, status=TranslationStatus.OFFICIAL)
    return text


def mistake(text: Text) -> dict[str, Any]:
    return {"language": "tr", "corrections": (Correction(text.clauses[0], "sabah", "akşam"),)}


def pass_the_hour(forum: Forum) -> None:
    forum.hour.pass_by(timedelta(days=3))
    forum.act(close_what_is_due)


def test_translation_is_issued_again_as_corrected_and_the_original_stands(forum: Forum, text: Text) -> None:
    corrigendum_id = propose(forum, text, **mistake(text))
    told = said_in(forum.last_entry(text.circulated))
    assert (told["language"], told["lines"][0]["for"], told["lines"][0]["read"]) == ("Turkish", "sabah", "akşam")
    (notice,) = forum.rows(Notice, person_id=forum.persons["head of Borvia"], kind="corrigendum_proposed")
    assert json.loads(notice.parameters)["language"] == "Turkish"
    other = as_issued(forum, text, status=TranslationStatus.AUTHENTIC)
    refused(forum, CorrigendumIsOpen, issue_translation, text.id, "tr", **other)
    with forum.database.reading() as session:
        earlier, _ = translation_document(session, forum.secretariat, text.id, "tr")

    pass_the_hour(forum)

    first, second = sorted(forum.rows(IssuedTranslation), key=lambda row: row.number)
    assert (second.number, second.status, second.revision_id) == (2, first.status, first.revision_id)
    (row,) = forum.rows(Corrigendum)
    assert (row.number, row.translation_id, row.issued_as_id, second.issued_at) == (1, first.id, second.id, row.due_at)
    in_force = said_in(forum.last_entry(text.circulated))
    assert (in_force["number"], in_force["language"], in_force["issue"]) == (1, "Turkish", 2)
    assert in_force["fingerprint"] == second.fingerprint
    with forum.database.reading() as session:
        corrected, _ = translation_document(session, forum.head("Borvia"), text.id, "tr")
        assert [plain(part.wording) for part in corrected.parts] == [
            plain(part.wording).replace("sabah", "akşam") for part in earlier.parts
        ]
        assert (earlier.translation, corrected.translation) == ("Resmî tercüme", "Resmî tercüme, Corr.1")
        page = translations_page(session, forum.head("Borvia"), text.id, now=forum.hour.now)
        assert [(each.number, each.is_last, each.corrigenda) for each in page.issued] == [
            (2, True, (1,)),
            (1, False, ()),
        ]
        of_earlier, of_corrected = (verdict_on(session, each, digest="") for each in (earlier, corrected))
        (part,) = corrigendum_told(session, forum.head("Borvia"), text.id, corrigendum_id, now=forum.hour.now).parts
        printed = [plain(each.wording) for each in corrigendum_for(session, forum.head("Istara"), text.id, 1).parts]
    assert (of_earlier.finding, of_corrected.finding) == (Finding.SAME_TEXT, Finding.SAME_TEXT)
    assert of_earlier.corrected == (Corrected(1, "clause 1", "sabah", "akşam", "Turkish"),)
    assert of_corrected.corrected == ()
    assert part.corrected == part.adopted.replace("sabah", "akşam") != part.adopted
    assert printed[2].startswith("The translation into Turkish (issue 1) of the text that was adopted in Port Alder")
    assert printed[2].endswith("is corrected as follows; the original stands:")

    # What the office has entered reads it too, so that the next issue does not lose it.
    assert seen(forum, text).parts[1].words == "Her akşam su seviyesini ölçmeyi kabul ediyoruz;"
    again = as_issued(forum, text, status=TranslationStatus.OFFICIAL)
    refused(forum, TranslationStands, issue_translation, text.id, "tr", **again)


def test_original_and_translation_are_corrected_side_by_side_and_numbered_in_one_row(forum: Forum, text: Text) -> None:
    propose(forum, text, **mistake(text))
    forum.hour.pass_by(timedelta(minutes=1))
    propose(forum, text)
    refused(forum, CorrigendumIsOpen, propose_corrigendum, text.id, **how(forum, text, **mistake(text)))
    pass_the_hour(forum)

    numbered = {row.number: row.translation_id is None for row in forum.rows(Corrigendum)}
    assert numbered == {1: False, 2: True}
    with forum.database.reading() as session:
        document, _ = translation_document(session, forum.secretariat, text.id, "tr", 1)
        verdict = verdict_on(session, document, digest="")
    assert [(each.number, each.language) for each in verdict.corrected] == [(1, "Turkish"), (2, "")]

    # The words that were corrected may be corrected again: the translation has been issued with them.
    propose(forum, text, language="tr", corrections=(Correction(text.clauses[0], "akşam", "öğle"),))
    pass_the_hour(forum)
    with forum.database.reading() as session:
        document, _ = translation_document(session, forum.secretariat, text.id, "tr")
    assert (document.translation, document.parts[1].wording[:9]) == ("Resmî tercüme, Corr.1, Corr.3", "Her öğle ")


def test_objection_and_withdrawal_leave_the_translation_as_it_is(forum: Forum, text: Text) -> None:
    corrigendum_id = propose(forum, text, **mistake(text))
    forum.act(object_to_corrigendum, text.id, corrigendum_id, by=forum.head("Istara"))
    stopped = said_in(forum.last_entry(text.circulated))
    assert (stopped["delegation"], stopped["language"]) == ("Istara", "Turkish")
    again = propose(forum, text, **mistake(text))
    forum.act(withdraw_corrigendum, text.id, again, by=forum.chair)

    pass_the_hour(forum)

    assert {row.id: row.outcome for row in forum.rows(Corrigendum)} == {
        corrigendum_id: CorrigendumOutcome.STOPPED,
        again: CorrigendumOutcome.WITHDRAWN,
    }
    assert [row.number for row in forum.rows(IssuedTranslation)] == [1]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"language": "fr"}, LanguageNotIssued),
        ({"language": "t r"}, BadInput),
        ({"for_words": "water level"}, BadInput),
        ({"for_words": "Her sabah su seviyesini ölçmeyi kabul ediyoruz", "read_words": ""}, BadInput),
        ({"by": "head of Borvia"}, NotYours),
    ],
)
def test_no_corrigendum_to_a_translation_is_made_of_this(
    forum: Forum, text: Text, wrong: dict[str, Any], refusal: type[Any]
) -> None:
    words = {"for_words": "sabah", "read_words": "akşam"} | {k: v for k, v in wrong.items() if "words" in k}
    ask = how(forum, text, language=wrong.get("language", "tr"), corrections=(Correction(text.clauses[0], **words),))
    ask["by"] = forum.viewer(wrong.get("by", "secretariat"))
    refused(forum, refusal, propose_corrigendum, text.id, **ask)


def test_language_of_the_original_is_the_original(forum: Forum, text: Text) -> None:
    propose(forum, text, language="EN")

    assert [row.translation_id for row in forum.rows(Corrigendum)] == [None]


def enter_mended(forum: Forum, text: Text) -> None:
    enter(forum, text, text.clauses[0], TURKISH[0].replace("sabah", "akşam"), expected=1)


def test_words_of_an_official_translation_change_by_a_corrigendum_alone(forum: Forum, text: Text) -> None:
    enter_mended(forum, text)
    for status in TranslationStatus:
        other_words = as_issued(forum, text, status=status)
        stands = refused(forum, TranslationNeedsCorrigendum, issue_translation, text.id, "tr", **other_words)
    assert str(stands).endswith("Please put one before the members.")

    # In its own words it may have another standing, which does not let go of them, and what no corrigendum corrects.
    enter(forum, text, text.clauses[0], TURKISH[0].replace("sabah", "*sabah*").replace(";", ","), expected=2)
    issue(forum, text, status=TranslationStatus.UNOFFICIAL)
    enter(forum, text, text.clauses[1], TURKISH[1].replace("; ve", "; et"), expected=1)
    refused(forum, TranslationNeedsCorrigendum, issue_translation, text.id, "tr", **as_issued(forum, text))
    enter(forum, text, text.clauses[1], TURKISH[1], expected=2)
    enter(forum, text, text.clauses[0], TURKISH[0].replace("sabah", "*akşam*").replace(";", ","), expected=3)
    refused(forum, TranslationNeedsCorrigendum, issue_translation, text.id, "tr", **as_issued(forum, text))

    propose(forum, text, **mistake(text))
    pass_the_hour(forum)
    refused(forum, TranslationStands, issue_translation, text.id, "tr", **as_issued(forum, text))


def test_words_of_an_unofficial_translation_change_until_a_corrigendum_was_in_force(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    enter_all(forum, text)
    # What was issued of the draft is none of the adopted text's.
    issue(forum, text, status=TranslationStatus.AUTHENTIC)
    forum.hour.pass_by(timedelta(minutes=1))
    declare_and_adopt(forum, text)
    issue(forum, text)
    enter(forum, text, text.clauses[1], TURKISH[1].replace("Sekretaryadan", "Bürodan"), expected=1)
    issue(forum, text)
    propose(forum, text, **mistake(text))
    pass_the_hour(forum)
    enter(forum, text, text.clauses[1], TURKISH[1], expected=2)

    refused(forum, TranslationNeedsCorrigendum, issue_translation, text.id, "tr", **as_issued(forum, text))


def test_words_of_a_part_are_not_taken_out_line_by_line(forum: Forum, text: Text) -> None:
    words = ("Her sabah su", "seviyesini ölçmeyi kabul ediyoruz")
    corrections = tuple(Correction(text.clauses[0], each, "") for each in words)
    nothing_left = how(forum, text, language="tr", corrections=corrections)
    assert refused(forum, BadInput, propose_corrigendum, text.id, **nothing_left).field == "read_words"
    propose(forum, text, language="tr", corrections=corrections[:1])
    own = ("We agree to measure the water level", "every morning")
    propose(forum, text, corrections=(Correction(text.clauses[0], own[0], ""),))
    pass_the_hour(forum)

    # What a corrigendum in force has taken out counts as gone.
    for language, stretch in (("", own[1]), ("tr", words[1])):
        rest = how(forum, text, language=language, corrections=(Correction(text.clauses[0], stretch, ""),))
        assert refused(forum, BadInput, propose_corrigendum, text.id, **rest).field == "read_words"
