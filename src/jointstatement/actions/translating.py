"""A text in other languages: entered by the office part by part or out of a file, and issued.

What is entered changes until it is issued; an issued translation is frozen, and issued anew where it was mistaken. Of
an adopted text it is issued again, too, when a corrigendum to it alone has come into force (`correcting.py`); the words
of one that was official or authentic change in no other way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from jointstatement.access.statements import (
    gone_out,
    latest_revision,
    parts_of,
    revision_for,
    revision_text,
    statement_for,
)
from jointstatement.access.translations import (
    corrigenda_read,
    entered_parts,
    issued_translations,
    translations_of_final,
    words_entered,
    words_of,
)
from jointstatement.access.viewer import Viewer
from jointstatement.actions.fields import optional_text
from jointstatement.actions.keep import keep
from jointstatement.actions.record import record_in_office, tell_all
from jointstatement.actions.tabled import part_among
from jointstatement.errors import (
    N_,
    BadInput,
    ChangedMeanwhile,
    CorrigendumIsOpen,
    Missing,
    NotFound,
    NotTabledYet,
    StillMissing,
    TranslationNeedsCorrigendum,
    TranslationStands,
    WordingHasMoved,
)
from jointstatement.models import (
    Corrigendum,
    CorrigendumLine,
    IssuedTranslation,
    IssuedTranslationPart,
    Revision,
    RevisionPart,
    Statement,
    TranslatedPart,
)
from jointstatement.terms import CLAUSE_KINDS, PartKind, TranslationStatus
from jointstatement.text.document import Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.mending import Mending, read_anew
from jointstatement.text.number import number_parts
from jointstatement.text.punctuate import split_ending
from jointstatement.text.translations import (
    Words,
    another_language,
    as_written,
    demand_same_footnotes,
    laid_beside,
    language_name,
    translated,
)
from jointstatement.text.wording import canonical, plain
from jointstatement.workflow.facts import situation_of, workflow_of
from jointstatement.workflow.permit import demand, may_issue_translation, may_translate

_WITH_ENDING = CLAUSE_KINDS | {PartKind.ITEM}
_MOST_PLACES = 12


def enter_translation(
    session: Session,
    statement_id: str,
    language: str,
    part_id: str,
    *,
    wording: str,
    revision_id: str,
    expected: int,
    by: Viewer,
    now: datetime,
) -> None:
    """The office enters one part in another language; for the office alone until it is issued.

    The words are those of the part in the revision that the person saw. Closing punctuation is taken as it was typed;
    empty words take the part out again. Refused as `may_translate` says, with `NotFound` for a part or revision that is
    not there, `WordingHasMoved` where somebody was faster, and `BadInput` for the original's own language, for what is
    no language, and for words that call other footnotes than the original.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    language = another_language(language, statement.language)
    revision = revision_for(session, statement, revision_id)
    text = parts_of(revision_text(session, revision))
    original = next((part for part in text if part.id == part_id), None)
    if original is None:
        raise NotFound()
    words = canonical(optional_text("wording", wording))
    row = entered_parts(session, by, statement).get(language, {}).get(part_id)
    if (row.version if row else 0) != expected:
        theirs = row.wording + row.ending if row else ""
        raise WordingHasMoved(yours=words, theirs=theirs, version=row.version if row else 0)
    if words:
        demand_same_footnotes(original, words)
    _enter(session, statement, revision, language, original, words, row, by=by, now=now)
    named = {**part_among(text, part_id), "language": language_name(language), "wording": words}
    record_in_office(session, statement, "translation_entered", {**named, "revision": revision.label}, by=by, now=now)


def lay_translation(
    session: Session,
    statement_id: str,
    language: str,
    *,
    parts: Sequence[Part],
    revision_id: str,
    seen: int,
    by: Viewer,
    now: datetime,
) -> int:
    """The office lays the parts of a file beside those of a revision, each with its own ending; returns how many.

    They take the place of what was entered; `seen` is how often anything had been entered in this language then. All
    of them or none. Refused as `enter_translation`, with `ChangedMeanwhile` where somebody entered words meanwhile, and
    with `BadInput` where file and original are built otherwise.
    """
    statement = _statement(session, statement_id, by=by, now=now)
    language = another_language(language, statement.language)
    revision = revision_for(session, statement, revision_id)
    text = parts_of(revision_text(session, revision))
    rows = entered_parts(session, by, statement).get(language, {})
    _demand_seen(rows, seen)
    laid = laid_beside(text, parts)
    for original in text:
        words = canonical(optional_text("file", laid[original.id].wording + (laid[original.id].ending or "")))
        if not words:
            raise BadInput("file", N_("A part of the file has no words. Please fill it in there, or enter it here."))
        demand_same_footnotes(original, words)
        _enter(session, statement, revision, language, original, words, rows.get(original.id), by=by, now=now)
    said = {"language": language_name(language), "count": len(text), "revision": revision.label}
    record_in_office(session, statement, "translation_laid", said, by=by, now=now)
    return len(text)


def issue_translation(
    session: Session,
    statement_id: str,
    language: str,
    *,
    status: TranslationStatus,
    revision_id: str,
    seen: int,
    by: Viewer,
    now: datetime,
) -> str:
    """Freezes the translation of the text on the table, with a fingerprint of its own; circulated. Returns its id.

    `revision_id` and `seen` are the revision and how often anything had been entered as the person saw it. Refused as
    `may_issue_translation` says, with `StillMissing` for parts that are not translated or behind the original,
    `ChangedMeanwhile` after a further revision or entry, `TranslationStands` for what was issued as it is,
    `CorrigendumIsOpen` while a corrigendum to what was issued lies before the members, and with
    `TranslationNeedsCorrigendum` for other words of an adopted text than it has in that language, once they were issued
    as official or authentic or corrected; emphasis and closing punctuation may be others. A text that the chair issued
    has no corrigenda, and its translations change.
    """
    statement = statement_for(session, by, statement_id)
    situation = situation_of(session, statement, now)
    demand(may_issue_translation(workflow_of(statement), situation, by.role))
    language = another_language(language, statement.language)
    revision = latest_revision(session, statement)
    if revision is None:
        raise NotTabledYet()
    rows = entered_parts(session, by, statement).get(language, {})
    if revision.id != revision_id:
        raise ChangedMeanwhile()
    _demand_seen(rows, seen)
    text = parts_of(revision_text(session, revision))
    _demand_whole(session, text, rows)
    words = translated(text, words_entered(rows.values()))
    before = [each for each in issued_translations(session, by, statement) if as_written(each.language) == language]
    translation = IssuedTranslation(
        statement_id=statement.id,
        revision_id=revision.id,
        language=language,
        number=len(before) + 1,
        status=status,
        fingerprint=fingerprint(words),
        issued_at=now,
        issued_by=by.person_id,
    )
    if before and _says_the_same(session, before[-1], translation):
        raise TranslationStands()
    if before and _is_to_be_corrected(session, before[-1]):
        raise CorrigendumIsOpen()
    if situation.adopted and _changes_words_that_stand(session, statement, language, words):
        raise TranslationNeedsCorrigendum(language=language_name(language))
    _freeze(session, translation, words)
    named = {"language": language_name(language), "revision": revision.label, "status": status}
    told = {**named, "tag": language, "number": translation.number, "fingerprint": translation.fingerprint}
    tell_all(session, statement, "translation_issued", told, notice=named, by=by, now=now)
    return translation.id


def issue_again(
    session: Session,
    statement: Statement,
    mistaken: IssuedTranslation,
    corrigendum: Corrigendum,
    lines: Sequence[CorrigendumLine],
) -> IssuedTranslation:
    """Issues a translation again with the lines of a corrigendum read in it, at its hour and with the same standing.

    Told by whoever puts the corrigendum in force. Words that the office has entered read it too, where they are still
    those that were issued.
    """
    changes: dict[str, list[Mending]] = {}
    for each in lines:
        changes.setdefault(each.part_id, []).append((each.for_words, each.read_words))
    issued = words_of(session, mistaken)
    corrected = {
        part_id: replace(words, wording=read_anew(words.wording, changes.get(part_id, ())))
        for part_id, words in issued.items()
    }
    revision = revision_for(session, statement, mistaken.revision_id)
    words = translated(parts_of(revision_text(session, revision)), corrected)
    translation = IssuedTranslation(
        statement_id=statement.id,
        revision_id=revision.id,
        language=mistaken.language,
        number=mistaken.number + 1,
        status=mistaken.status,
        fingerprint=fingerprint(words),
        issued_at=corrigendum.due_at,
        issued_by=corrigendum.proposed_by,
    )
    _freeze(session, translation, words)
    entered = select(TranslatedPart).where(
        col(TranslatedPart.statement_id) == statement.id, col(TranslatedPart.part_id).in_(changes)
    )
    for row in session.exec(entered).all():
        is_as_issued = Words(row.wording, row.ending) == issued[row.part_id]
        if is_as_issued and as_written(row.language) == as_written(mistaken.language):
            row.wording = corrected[row.part_id].wording
            row.entered_at, row.entered_by = corrigendum.due_at, corrigendum.proposed_by
            keep(session, row)
    return translation


def _statement(session: Session, statement_id: str, *, by: Viewer, now: datetime) -> Statement:
    statement = statement_for(session, by, statement_id)
    demand(may_translate(workflow_of(statement), situation_of(session, statement, now), by.role))
    return statement


def _freeze(session: Session, translation: IssuedTranslation, words: Sequence[Part]) -> None:
    keep(
        session,
        translation,
        *(
            IssuedTranslationPart(
                translation_id=translation.id, part_id=part.id, wording=part.wording, ending=part.ending or ""
            )
            for part in words
        ),
    )


def _changes_words_that_stand(session: Session, statement: Statement, language: str, text: Sequence[Part]) -> bool:
    """Whether this has other words than a translation of the adopted text that no act of the office alone changes.

    Emphasis and closing punctuation, which no corrigendum corrects, are none of its words.
    """
    issued = [each for each in translations_of_final(session, statement) if as_written(each.language) == language]
    if not issued:
        return False
    now = {part.id: _bare(Words(part.wording, part.ending or "")) for part in text}
    if now == {part_id: _bare(words) for part_id, words in words_of(session, issued[-1]).items()}:
        return False
    is_corrected = corrigenda_read(session, statement)[issued[-1].id] != ()
    return is_corrected or any(each.status is not TranslationStatus.UNOFFICIAL for each in issued)


def _bare(words: Words) -> tuple[str, str]:
    """The words of a part, and those that its ending has, as an "and" behind a semicolon."""
    return plain(words.wording), "".join(sign for sign in words.ending if sign.isalpha())


def _is_to_be_corrected(session: Session, translation: IssuedTranslation) -> bool:
    to_it = select(Corrigendum.id).where(col(Corrigendum.translation_id) == translation.id)
    return session.exec(to_it.where(col(Corrigendum.ended_at).is_(None))).first() is not None


def _demand_seen(rows: Mapping[str, TranslatedPart], seen: int) -> None:
    if sum(row.version for row in rows.values()) != seen:
        raise ChangedMeanwhile()


def _enter(
    session: Session,
    statement: Statement,
    revision: Revision,
    language: str,
    original: Part,
    words: str,
    row: TranslatedPart | None,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    wording, ending = split_ending(words) if original.kind in _WITH_ENDING else (words, "")
    if row is None:
        row = TranslatedPart(
            statement_id=statement.id,
            language=language,
            part_id=original.id,
            revision_id=revision.id,
            wording="",
            ending="",
            entered_at=now,
            entered_by=by.person_id,
        )
    row.revision_id, row.wording, row.ending = revision.id, canonical(wording), ending
    row.entered_at, row.entered_by = now, by.person_id
    keep(session, row)


def _demand_whole(session: Session, text: Sequence[Part], rows: Mapping[str, TranslatedPart]) -> None:
    """Every part has words, and words of the original as it is now."""
    entered = words_entered(rows.values())
    known = session.exec(
        select(RevisionPart).where(col(RevisionPart.revision_id).in_({row.revision_id for row in rows.values()}))
    )
    was = {(part.revision_id, part.part_id): part.wording for part in known}
    missing, behind = [], []
    for part, label in zip(text, number_parts(text), strict=True):
        if part.id not in entered:
            missing.append(_place(part, label))
        elif was.get((rows[part.id].revision_id, part.id)) != part.wording:
            behind.append(_place(part, label))
    lacking = []
    if missing:
        lacking.append(Missing(N_("These parts are not translated yet: {places}."), places=_listed(missing)))
    if behind:
        lacking.append(
            Missing(
                N_("The original of these parts has changed since they were translated: {places}."),
                places=_listed(behind),
            )
        )
    if lacking:
        raise StillMissing(missing=tuple(lacking))


def _place(part: Part, label: str) -> str:
    return label if part.kind in _WITH_ENDING and label else f"{part.kind.value} {label}".strip()


def _listed(places: Sequence[str]) -> str:
    more = "" if len(places) <= _MOST_PLACES else f" … ({len(places)})"
    return ", ".join(places[:_MOST_PLACES]) + more


def _says_the_same(session: Session, last: IssuedTranslation, now: IssuedTranslation) -> bool:
    """The same words with the same standing, and the original has not gone out since."""
    same = (last.revision_id, last.fingerprint, last.status) == (now.revision_id, now.fingerprint, now.status)
    final = gone_out(session, now.statement_id)
    return same and (final is None or last.issued_at >= final.at)
