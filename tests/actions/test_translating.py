"""The office enters a text in another language; it falls behind when the original moves on, and is issued whole."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from tests.cast import Forum, begin, part_with, refused
from tests.on_the_table import CLAUSES, Text, lay_on_the_table, reword, table_again

from jointstatement.access.translations import issued_translation_for
from jointstatement.actions.adopting import adopt
from jointstatement.actions.attaching import reserve
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.translating import enter_translation, issue_translation, lay_translation
from jointstatement.documents.style import load_style
from jointstatement.documents.word.outside import read_copy, shown_by
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotTabledYet,
    NotYours,
    StillMissing,
    TranslationStands,
    WordingHasMoved,
)
from jointstatement.models import IssuedTranslation, IssuedTranslationPart, Notice, Statement, TranslatedPart
from jointstatement.queries.adopted import adopted_document
from jointstatement.queries.translations import TranslationPage, translation_document, translation_page
from jointstatement.queries.verification import Finding, OfTranslation, Paper, verdict_on, verdict_on_plain_text
from jointstatement.settings import shipped
from jointstatement.terms import ConsensusBasis, PartKind, ReservationKind, TranslationStatus
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.punctuate import EndingRules
from jointstatement.text.wording import footnote_keys

STYLES = shipped("templates/statements")
TITLE = "Ortak Nehre Dair Ortak Bildiri"
TURKISH = (
    "Her sabah su seviyesini ölçmeyi kabul ediyoruz;",
    "Sekretaryadan ölçümleri yayımlamasını istiyoruz; ve",
    "Gelecek bahar yeniden toplanacağız.",
)


@pytest.fixture
def text(forum: Forum) -> Text:
    """A tabled text of a title and three clauses."""
    return lay_on_the_table(forum)


def enter(forum: Forum, text: Text, part_id: str, wording: str, /, **other: Any) -> None:
    how = {"wording": wording, "revision_id": text.revisions[-1], "expected": 0, "by": forum.secretariat} | other
    forum.act(enter_translation, text.id, "tr", part_id, **how)


def enter_all(forum: Forum, text: Text) -> None:
    for part_id, wording in zip((text.title, *text.clauses), (TITLE, *TURKISH), strict=True):
        enter(forum, text, part_id, wording)


def seen(forum: Forum, text: Text, who: str = "secretariat") -> TranslationPage:
    with forum.database.reading() as session:
        viewer = forum.viewer(who)
        return translation_page(session, viewer, text.id, "tr", now=forum.hour.now, rules_of=lambda _: EndingRules())


def how(forum: Forum, text: Text, /, **other: Any) -> dict[str, Any]:
    page = seen(forum, text)
    status = TranslationStatus.UNOFFICIAL
    return {"status": status, "revision_id": page.revision_id, "seen": page.seen, "by": forum.secretariat} | other


def issue(forum: Forum, text: Text, /, **other: Any) -> str:
    return str(forum.act(issue_translation, text.id, "tr", **how(forum, text, **other)))


def test_translation_is_entered_part_by_part_falls_behind_and_is_issued_whole(forum: Forum, text: Text) -> None:
    first, second, third = text.clauses
    enter(forum, text, text.title, TITLE)
    enter(forum, text, first, TURKISH[0])
    assert forum.last_entry(text.office).kind == "translation_entered"
    enter(forum, text, first, "", expected=1)
    enter(forum, text, first, TURKISH[0], expected=2)
    enter(forum, text, second, TURKISH[1])

    page = seen(forum, text)
    assert [(part.words, part.is_behind) for part in page.parts] == [
        (TITLE, False),
        (TURKISH[0], False),
        (TURKISH[1], False),
        ("", False),
    ]
    assert (page.missing, page.behind, page.seen, page.orders_members) == (1, 0, 5, False)
    assert page.parts[3].original == f"{CLAUSES[2]}."
    still = refused(forum, StillMissing, issue_translation, text.id, "tr", **how(forum, text))
    assert [each.sentence() for each in still.missing] == ["These parts are not translated yet: 3."]

    reword(forum, first, CLAUSES[0].replace("morning", "evening"))
    table_again(forum, text)
    enter(forum, text, third, TURKISH[2])
    page = seen(forum, text)
    (behind,) = [part for part in page.parts if part.is_behind]
    assert (behind.part_id, behind.was, page.missing) == (first, "Zero draft", 0)
    changed = [segment.text for segment in behind.since if segment.change is not Change.SAME]
    assert changed == ["morning", "evening"]
    still = refused(forum, StillMissing, issue_translation, text.id, "tr", **how(forum, text))
    assert [each.sentence() for each in still.missing] == [
        "The original of these parts has changed since they were translated: 1."
    ]
    enter(forum, text, first, TURKISH[0].replace("sabah", "akşam"), expected=3)
    other = how(forum, text, revision_id=text.revisions[0])
    refused(forum, ChangedMeanwhile, issue_translation, text.id, "tr", **other)
    refused(forum, ChangedMeanwhile, issue_translation, text.id, "tr", **how(forum, text, seen=1))

    translation_id = issue(forum, text)

    [row] = forum.rows(IssuedTranslation)
    assert (row.id, row.number, row.status, row.revision_id) == (
        translation_id,
        1,
        TranslationStatus.UNOFFICIAL,
        text.revisions[1],
    )
    entry = forum.last_entry(text.circulated)
    told = json.loads(entry.payload)
    assert (entry.kind, told["language"], told["revision"], told["fingerprint"]) == (
        "translation_issued",
        "Turkish",
        "Rev.1",
        row.fingerprint,
    )
    assert {each.kind for each in forum.rows(Notice, person_id=forum.persons["head of Borvia"])} == {
        "translation_issued"
    }
    refused(forum, TranslationStands, issue_translation, text.id, "tr", **how(forum, text))
    with pytest.raises(DBAPIError, match="issued_translation_part is frozen"):
        forum.database.write_and_wait(_rewrite)

    # The delegations read what was issued, and see where the original has moved on since.
    with forum.database.reading() as session:
        document, label = translation_document(session, forum.head("Borvia"), text.id, "tr")
    assert (document.language, document.translation, label) == ("tr", "Gayriresmî tercüme", "Rev.1")
    assert [part.wording for part in document.parts[:2]] == [TITLE, "Her akşam su seviyesini ölçmeyi kabul ediyoruz"]
    reword(forum, second, "We ask the Secretariat to keep the readings")
    table_again(forum, text)
    page = seen(forum, text, "head of Borvia")
    assert (page.revision, page.behind, page.parts[2].was, page.seen) == ("Rev.1", 1, "Rev.1", 0)
    assert (page.issued[0].behind, page.issued[0].is_last) == (1, True)


def test_what_cannot_be_entered_is_refused_and_changes_nothing(forum: Forum, text: Text) -> None:
    first = text.clauses[0]
    ask = {"wording": TURKISH[0], "revision_id": text.revisions[0], "expected": 0, "by": forum.secretariat}
    for who in (forum.head("Borvia"), forum.observer):
        refused(forum, NotYours, enter_translation, text.id, "tr", first, **{**ask, "by": who})
        refused(forum, NotYours, issue_translation, text.id, "tr", **{**how(forum, text), "by": who})
    for language in ("en", "Türkçe", "../x"):
        assert refused(forum, BadInput, enter_translation, text.id, language, first, **ask).field == "language"
    refused(forum, NotFound, enter_translation, text.id, "tr", "0" * 32, **ask)
    refused(forum, NotFound, enter_translation, text.id, "tr", first, **{**ask, "revision_id": "0" * 32})
    noted = refused(forum, BadInput, enter_translation, text.id, "tr", first, **{**ask, "wording": "Her[^a] sabah"})
    assert noted.sentence_message == "The original calls no footnote here. Please leave its mark out."
    enter(forum, text, first, TURKISH[0])
    moved = refused(forum, WordingHasMoved, enter_translation, text.id, "tr", first, **{**ask, "wording": "Biz"})
    assert (moved.yours, moved.theirs, moved.version) == ("Biz", TURKISH[0], 1)
    with pytest.raises(NotFound):
        seen(forum, text, "head of Borvia")
    assert [row.wording + row.ending for row in forum.rows(TranslatedPart)] == [TURKISH[0]]


def test_file_is_laid_beside_the_original_as_a_whole_or_not_at_all(forum: Forum, text: Text) -> None:
    clauses = [Part(PartKind.OPERATIVE, words[:-1], ending=words[-1]) for words in TURKISH]
    parts = (Part(PartKind.TITLE, TITLE), *clauses)
    ask: dict[str, Any] = {"revision_id": text.revisions[0], "seen": 0, "by": forum.secretariat}
    short = refused(forum, BadInput, lay_translation, text.id, "tr", parts=parts[:3], **ask)
    assert short.sentence_message.format(**short.sentence_parameters) == (
        "The original has 4 parts and the file 3: a clause of the original (“We will meet again next spring”) has no "
        "counterpart in it. Nothing was taken over."
    )
    item = (*parts[:2], Part(PartKind.ITEM, "ölçümler", level=1), *parts[2:])
    other = refused(forum, BadInput, lay_translation, text.id, "tr", parts=item, **ask)
    assert other.sentence_message.format(**other.sentence_parameters) == (
        "The file is built otherwise than the original from part 3 on: there stands a clause in the original (“We ask "
        "the Secretariat to publish the readings”), and in the file an item (“ölçümler”). Nothing was taken over."
    )
    refused(forum, ChangedMeanwhile, lay_translation, text.id, "tr", parts=parts, **{**ask, "seen": 1})

    assert forum.act(lay_translation, text.id, "tr", parts=parts, **ask) == 4

    assert [part.words for part in seen(forum, text).parts] == [TITLE, *TURKISH]
    entry = forum.last_entry(text.office)
    assert (entry.kind, json.loads(entry.payload)["count"]) == ("translation_laid", 4)
    # A file of our own knows its parts, in whatever order it brings them.
    known = [Part(PartKind.OPERATIVE, f"{n}", ending=".", id=each) for n, each in enumerate(text.clauses, start=1)]
    own = (*reversed(known), Part(PartKind.TITLE, TITLE, id=text.title))
    forum.act(lay_translation, text.id, "tr", parts=own, **{**ask, "seen": 4})
    assert [part.words for part in seen(forum, text).parts] == [TITLE, "1.", "2.", "3."]


def test_copy_of_a_translation_of_the_adopted_text_verifies_as_one(forum: Forum, text: Text) -> None:
    enter_all(forum, text)
    issue(forum, text)
    forum.hour.pass_by(timedelta(minutes=1))
    noted = {"kind": ReservationKind.FOOTNOTE, "part_ids": [text.clauses[0]], "text": "Bu ad tartışmalıdır."}
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    forum.act(reserve, text.id, **noted, by=forum.head("Borvia"))
    named = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **named, by=forum.chair)
    with forum.database.reading() as session:
        draft, _ = translation_document(session, forum.secretariat, text.id, "tr")
        # What was issued of the draft is none of the adopted text's translations.
        assert verdict_on(session, draft, digest="").translation is None

    issue(forum, text, status=TranslationStatus.OFFICIAL)

    with forum.database.reading() as session:
        document, _ = translation_document(session, forum.secretariat, text.id, "tr")
        assert (document.translation, document.draft, document.place) == ("Resmî tercüme", None, "Port Alder")
        assert [part.wording for part in document.parts if part.kind is PartKind.FOOTNOTE] == [
            "Borvia: Bu ad tartışmalıdır."
        ]
        genuine = verdict_on(session, document, digest="")
        assert (genuine.finding, genuine.title) == (Finding.SAME_TEXT, TITLE)
        assert genuine.translation == OfTranslation(TranslationStatus.OFFICIAL, "Turkish", "English", is_last=True)
        assert verdict_on_plain_text(session, document).finding is Finding.SAME_WORDS
        first, second, *rest = document.parts
        forged = (first, Part(second.kind, second.wording.replace("sabah", "akşam"), ending=";", id=second.id), *rest)
        false = verdict_on(session, _with(document, forged), digest="")
        assert (false.finding, [each.place for each in false.differences]) == (Finding.OTHER_TEXT, ["clause 1"])
    issue(forum, text, status=TranslationStatus.AUTHENTIC)
    with forum.database.reading() as session:
        assert translation_document(session, forum.head("Borvia"), text.id, "tr")[0].translation == ""
        assert len({row.fingerprint for row in forum.rows(IssuedTranslation)}) == 1


def test_copy_of_an_earlier_issue_in_the_same_words_stays_genuine(forum: Forum, text: Text) -> None:
    enter_all(forum, text)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    named = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **named, by=forum.chair)
    style = load_style("o-we", [STYLES])
    for status in (TranslationStatus.UNOFFICIAL, TranslationStatus.OFFICIAL):
        issue(forum, text, status=status)

    with forum.database.reading() as session:
        for number, status in ((1, TranslationStatus.UNOFFICIAL), (2, TranslationStatus.OFFICIAL)):
            document, _ = translation_document(session, forum.secretariat, text.id, "tr", number)
            for sent, finding in ((document, Finding.SAME_TEXT), (replace(document, translation="!"), None)):
                copy = read_copy(write_docx(sent, style))
                paper = Paper(copy.shown, lambda _, true: shown_by(write_docx(true, style)))
                found = verdict_on(session, copy.reading.document, digest="", paper=paper)
                assert found.finding is (finding or Finding.OTHER_FILE)
                if finding:
                    assert found.translation == OfTranslation(status, "Turkish", "English", is_last=number == 2)


def test_footnote_to_a_name_stands_where_the_original_has_it_or_nowhere(forum: Forum) -> None:
    text = lay_on_the_table(forum)
    first, second, third = text.clauses
    reword(forum, second, "We thank Borvia for the readings")
    table_again(forum, text)
    # The translation names Borvia earlier too.
    words = (TITLE, "Borvia ile ölçüyoruz;", "Borvia’ya teşekkür ediyoruz; ve", TURKISH[2])
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    noted = {"kind": ReservationKind.FOOTNOTE, "text": "The name is disputed."}
    forum.act(reserve, text.id, **noted, by=forum.head("Borvia"))
    named = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **named, by=forum.chair)
    for part_id, wording in zip((text.title, first, second, third), words, strict=True):
        enter(forum, text, part_id, wording)

    issue(forum, text)

    with forum.database.reading() as session:
        document, _ = translation_document(session, forum.secretariat, text.id, "tr")
        printed = adopted_document(session, forum.secretariat, text.id)
    for each in (document, printed):
        assert [part.id for part in each.parts if footnote_keys(part.wording)] == [second]


def test_translation_kept_in_another_case_is_an_earlier_one_of_the_same_language(forum: Forum, text: Text) -> None:
    def keep_as_before(session: Session, *, now: datetime) -> None:
        own = {"statement_id": text.id, "language": "pt-br", "revision_id": text.revisions[-1]}
        session.add(
            IssuedTranslation(
                **own,
                number=1,
                status=TranslationStatus.UNOFFICIAL,
                fingerprint="0" * 64,
                issued_at=now,
                issued_by=forum.persons["chair"],
            )
        )
        entered = {"entered_at": now, "entered_by": forum.persons["chair"]}
        session.add(TranslatedPart(**own, part_id=text.title, wording="Declaração", ending="", **entered))

    forum.act(keep_as_before)
    forum.hour.pass_by(timedelta(minutes=1))
    for part_id, wording in zip((text.title, *text.clauses), (TITLE, *TURKISH), strict=True):
        seen_before = {"expected": 1 if part_id == text.title else 0}
        named = {"wording": wording, "revision_id": text.revisions[-1], "by": forum.secretariat, **seen_before}
        forum.act(enter_translation, text.id, "PT-br", part_id, **named)
    named = {"status": TranslationStatus.OFFICIAL, "revision_id": text.revisions[-1], "seen": 5}
    issued = forum.act(issue_translation, text.id, "pt-BR", **named, by=forum.secretariat)

    with forum.database.reading() as session:
        statement = session.get_one(Statement, text.id)
        last = issued_translation_for(session, forum.head("Borvia"), statement, "pt-br")
    assert (last.id, last.language, last.number) == (issued, "pt-BR", 2)


def test_copy_of_a_translation_kept_in_another_case_is_told_that_it_was_issued_anew(forum: Forum, text: Text) -> None:
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    named = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **named, by=forum.chair)
    wordings = dict(zip((text.title, *text.clauses), (TITLE, "Um", "Dois", "Três"), strict=True))

    def keep_as_before(session: Session, *, now: datetime) -> None:
        earlier = IssuedTranslation(
            statement_id=text.id,
            revision_id=text.revisions[-1],
            language="pt-br",
            number=1,
            status=TranslationStatus.UNOFFICIAL,
            fingerprint="0" * 64,
            issued_at=now,
            issued_by=forum.persons["chair"],
        )
        session.add(earlier)
        session.flush()  # its parts point at it
        for part_id, wording in wordings.items():
            part = {"translation_id": earlier.id, "part_id": part_id, "wording": wording, "ending": "."}
            session.add(IssuedTranslationPart(**part))

    forum.act(keep_as_before)
    how_entered = {"revision_id": text.revisions[-1], "expected": 0, "by": forum.secretariat}
    for part_id, wording in wordings.items():
        forum.act(enter_translation, text.id, "pt-BR", part_id, wording=f"{wording} mais", **how_entered)
    issued = {"status": TranslationStatus.OFFICIAL, "revision_id": text.revisions[-1], "seen": 4}
    forum.act(issue_translation, text.id, "pt-BR", **issued, by=forum.secretariat)

    with forum.database.reading() as session:
        earlier, _ = translation_document(session, forum.secretariat, text.id, "pt-BR", 1)
        true = verdict_on(session, earlier, digest="")
        forged = replace(_with(earlier, (*earlier.parts[:3], Part(PartKind.OPERATIVE, "Nada"))), language="pt-BR")
        false = verdict_on(session, forged, digest="")
    assert (true.finding, true.translation and true.translation.is_last) == (Finding.SAME_TEXT, False)
    assert (false.finding, false.translation and false.translation.is_last) == (Finding.OTHER_TEXT, True)


def test_text_that_is_not_tabled_is_not_translated(forum: Forum) -> None:
    statement_id = begin(forum, CLAUSES[0])
    part = part_with(forum, statement_id, "measure").id
    ask = {"wording": "Her sabah", "revision_id": "0" * 32, "expected": 0, "by": forum.chair}
    refused(forum, NotTabledYet, enter_translation, statement_id, "tr", part, **ask)


def _rewrite(session: Session, *, now: object) -> None:
    session.execute(update(IssuedTranslationPart).values(wording="Other"))


def _with(document: Document, parts: tuple[Part, ...]) -> Document:
    return replace(document, parts=parts, fingerprint=fingerprint(parts))
