"""A text in other languages: what is entered beside the original, what was issued, and which of it is behind.

Behind the original is a part whose original has had other words since the revision that was translated; that is found
by comparing, and stored nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlmodel import Session, col, select

from jointstatement.access.copies import printed_for
from jointstatement.access.footnotes import footnotes_to
from jointstatement.access.naming import named, naming_of
from jointstatement.access.statements import body_for, parts_as_cited, revision_for, statement_for
from jointstatement.access.translations import (
    corrigenda_read,
    entered_parts,
    issued_translation_for,
    issued_translations,
    translations_of_final,
    words_entered,
    words_of,
)
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import Adoption, Issuance, IssuedTranslation, Revision, Statement, TranslatedPart
from jointstatement.queries.adopted import document_of_adoption, document_of_revision
from jointstatement.queries.chairs_text import document_of_issuance
from jointstatement.queries.redline import printed
from jointstatement.queries.statement import RulesOf, Scene, StatementHead, head_of, scene_of
from jointstatement.terms import PartKind, TranslationStatus
from jointstatement.text.compare import Segment, compare
from jointstatement.text.document import Document, Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.footnotes import OwnFootnote, stands_at, with_footnotes
from jointstatement.text.naming import Naming
from jointstatement.text.number import number_parts
from jointstatement.text.translations import Words, another_language, as_written, language_name, mark_of, translated
from jointstatement.workflow import permit


class IssuedLine(msgspec.Struct, frozen=True):
    """A translation as it was put before the members."""

    number: int
    """Which issue in its language it is, from 1 on."""
    language: str
    name: str
    """Of the language, as "Turkish"."""
    status: TranslationStatus
    revision: str
    """The label of the revision that it translates."""
    issued_at: datetime
    fingerprint: str
    behind: int
    """Parts of the text on the table that it does not have, or has from words that have changed since."""
    is_last: bool
    """None was issued in this language after it."""
    corrigenda: tuple[int, ...]
    """The numbers of the corrigenda that it reads."""


class LanguageLine(msgspec.Struct, frozen=True):
    """A language in which the office has entered something."""

    language: str
    name: str
    missing: int
    behind: int


class TranslationsPage(msgspec.Struct, frozen=True):
    """The languages of a text."""

    head: StatementHead
    original: str
    """The name of the original's language."""
    issued: tuple[IssuedLine, ...]
    """By language, the latest first."""
    in_work: tuple[LanguageLine, ...]
    """Nothing for all but the chair's office."""
    to_translate: Refusal | None


class BesidePart(msgspec.Struct, frozen=True):
    """One part of the original and the same in the other language."""

    part_id: str
    kind: PartKind
    label: str
    """By which it is cited."""
    original: str
    """Its words with their closing punctuation; light marks."""
    words: str
    """The same in the other language; empty where it has none yet."""
    version: int
    """Of what is entered; 0 for nothing, and for what was issued."""
    is_behind: bool
    was: str
    """The label of the revision whose words were translated, where these have changed since."""
    since: tuple[Segment, ...]
    """What has changed in the original since."""


class TranslationPage(msgspec.Struct, frozen=True):
    """A text in one other language: for the office what is entered, for all others what was issued last."""

    head: StatementHead
    language: str
    name: str
    original: str
    revision_id: str
    """The revision whose words stand beside."""
    revision: str
    parts: tuple[BesidePart, ...]
    missing: int
    behind: int
    seen: int
    """How often anything was entered in this language."""
    issued: tuple[IssuedLine, ...]
    """In this language, the latest first."""
    orders_members: bool
    """The names of the members have an order of their own in this language."""
    to_translate: Refusal | None
    to_issue: Refusal | None


def translations_page(session: Session, viewer: Viewer, statement_id: str, *, now: datetime) -> TranslationsPage:
    """The languages of a statement. Raises `NotFound`."""
    scene = scene_of(session, viewer, statement_id, now)
    entered = entered_parts(session, viewer, scene.statement)
    return TranslationsPage(
        head=head_of(scene),
        original=language_name(scene.statement.language),
        issued=_issued(session, scene),
        in_work=tuple(_in_work(scene, language, rows) for language, rows in entered.items()),
        to_translate=permit.may_translate(scene.workflow, scene.situation, viewer.role),
    )


def translation_page(
    session: Session, viewer: Viewer, statement_id: str, language: str, *, now: datetime, rules_of: RulesOf
) -> TranslationPage:
    """A statement in one language. Raises `BadInput` for the original's own, and for what is no language.

    Raises `NotFound`, for all but the office where nothing was issued in it.
    """
    scene = scene_of(session, viewer, statement_id, now)
    if not scene.revisions:
        raise NotFound()
    language = another_language(language, scene.statement.language)
    issued = tuple(each for each in _issued(session, scene) if each.language == language)
    if viewer.is_office:
        rows = entered_parts(session, viewer, scene.statement).get(language, {})
        revision = scene.revisions[-1]
        words = words_entered(rows.values())
        of_revision = {part_id: row.revision_id for part_id, row in rows.items()}
        versions = {part_id: row.version for part_id, row in rows.items()}
    else:
        translation = issued_translation_for(session, viewer, scene.statement, language)
        revision = next(row for row in scene.revisions if row.id == translation.revision_id)
        words = words_of(session, translation)
        of_revision = dict.fromkeys(words, revision.id)
        versions = {}
    parts = _beside(scene, revision, words, of_revision, versions, rules_of)
    question = (scene.workflow, scene.situation, viewer.role)
    return TranslationPage(
        head=head_of(scene),
        language=language,
        name=language_name(language),
        original=language_name(scene.statement.language),
        revision_id=revision.id,
        revision=revision.label,
        parts=parts,
        missing=sum(not part.words for part in parts),
        behind=sum(part.is_behind for part in parts),
        seen=sum(versions.values()),
        issued=issued,
        orders_members=_orders_members(scene.naming, language),
        to_translate=permit.may_translate(*question),
        to_issue=permit.may_issue_translation(*question),
    )


def translation_document(
    session: Session, viewer: Viewer, statement_id: str, language: str, number: int | None = None
) -> tuple[Document, str]:
    """An issued translation as it is printed, the last or the one of this number, and its revision's label.

    Raises `NotFound`, and `NotYours` for a draft where this person takes no drafts out.
    """
    statement = statement_for(session, viewer, statement_id)
    translation = issued_translation_for(session, viewer, statement, language, number)
    document = document_of_translation(session, statement, translation)
    if document.draft is not None:
        permit.demand(permit.may_export_draft(viewer.role))
    return _taken_by(session, viewer, statement, document), revision_for(
        session, statement, translation.revision_id
    ).label


def translation_documents(session: Session, viewer: Viewer, statement_id: str) -> tuple[tuple[str, Document], ...]:
    """All issued translations that this person may take away, each with the name of its file. Raises `NotFound`.

    Drafts are among them for those alone who take drafts out.
    """
    statement = statement_for(session, viewer, statement_id)
    issued = issued_translations(session, viewer, statement)
    documents = [(each, document_of_translation(session, statement, each)) for each in issued]
    takes_drafts = permit.may_export_draft(viewer.role) is None
    return tuple(
        (f"{each.language}-{each.number:02d}", _taken_by(session, viewer, statement, document))
        for each, document in documents
        if document.draft is None or takes_drafts
    )


def document_of_translation(session: Session, statement: Statement, translation: IssuedTranslation) -> Document:
    """An issued translation in the form of its original: as a draft, or as the text that was adopted or issued.

    What delegations attached, their footnotes too, stands in it in its authors' words.
    """
    revision = revision_for(session, statement, translation.revision_id)
    original = _in_the_original(session, statement, revision)
    cited = parts_as_cited(session, revision)
    parts = translated(cited, words_of(session, translation))
    if original.adopted_on is not None:
        placed = (_placed(each, cited, parts) for each in footnotes_to(session, statement))
        parts = with_footnotes(parts, [each for each in placed if each is not None])
    read = corrigenda_read(session, statement)
    return replace(
        original,
        parts=parts,
        language=translation.language,
        members=_members(session, statement, original, translation.language),
        translation=mark_of(translation.status, translation.language, read[translation.id]),
        fingerprint=fingerprint(parts),
    )


def translations_to_verify(session: Session, statement_id: str) -> list[tuple[IssuedTranslation, Document]]:
    """Every translation of an adopted or issued text that was issued after it had gone out, the latest first."""
    statement = session.get_one(Statement, statement_id)
    found = translations_of_final(session, statement)
    return [(each, document_of_translation(session, statement, each)) for each in reversed(found)]


def _taken_by(session: Session, viewer: Viewer, statement: Statement, document: Document) -> Document:
    """The document as this person takes it out: a draft may say whose copy it is."""
    if document.draft is None:
        return document
    whose = printed_for(viewer, body_for(session, viewer), naming_of(session, statement))
    return replace(document, draft=replace(document.draft, printed_for=whose))


def _in_the_original(session: Session, statement: Statement, revision: Revision) -> Document:
    adoption = session.exec(select(Adoption).where(col(Adoption.revision_id) == revision.id)).first()
    if adoption is not None:
        return document_of_adoption(session, adoption)
    issuance = session.exec(select(Issuance).where(col(Issuance.revision_id) == revision.id)).first()
    if issuance is not None:
        return document_of_issuance(session, issuance)
    return document_of_revision(session, statement, revision)


def _placed(footnote: OwnFootnote, original: Sequence[Part], parts: Sequence[Part]) -> OwnFootnote | None:
    """A footnote stands at the same part as in the original, one to a name however the name is written, or nowhere.

    At another part it could be public where the original's part is not.
    """
    place = stands_at(original, footnote.part_id, footnote.names[0])
    if place is None:
        return None
    if footnote.part_id:
        return footnote
    there = stands_at(parts, "", footnote.names[0])
    is_there = there is not None and parts[there].id == original[place].id
    return footnote if is_there else replace(footnote, part_id=original[place].id)


def _orders_members(naming: Naming, language: str) -> bool:
    known = {tag for row in naming.names for tag, _ in row.sort_keys}
    return naming.is_sorted and bool({language, language.split("-")[0]} & known)


def _members(session: Session, statement: Statement, original: Document, language: str) -> tuple[str, ...]:
    """The members in the order of this language, where their names have one, else as the original has them."""
    naming = naming_of(session, statement)
    if not _orders_members(naming, language):
        return original.members
    return tuple(each.name for each in named(replace(naming, language=language)) if each.is_member)


def _issued(session: Session, scene: Scene) -> tuple[IssuedLine, ...]:
    rows = issued_translations(session, scene.viewer, scene.statement)
    last = {as_written(row.language): row.number for row in rows}
    read = corrigenda_read(session, scene.statement)
    labels = {revision.id: revision.label for revision in scene.revisions}
    lines = [
        IssuedLine(
            number=row.number,
            language=as_written(row.language),
            name=language_name(row.language),
            status=row.status,
            revision=labels[row.revision_id],
            issued_at=row.issued_at,
            fingerprint=row.fingerprint,
            behind=_behind_on_the_table(scene, row.revision_id),
            is_last=last[as_written(row.language)] == row.number,
            corrigenda=read[row.id],
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: (line.name, line.language, -line.number)))


def _behind_on_the_table(scene: Scene, revision_id: str) -> int:
    table = scene.texts[scene.revisions[-1].id]
    return sum(scene.wordings.get((revision_id, part.id)) != part.wording for part in table)


def _in_work(scene: Scene, language: str, rows: Mapping[str, TranslatedPart]) -> LanguageLine:
    words = words_entered(rows.values())
    behind = [
        part
        for part in scene.text
        if part.id in words and scene.wordings.get((rows[part.id].revision_id, part.id)) != part.wording
    ]
    missing = sum(part.id not in words for part in scene.text)
    return LanguageLine(language, language_name(language), missing, len(behind))


def _beside(
    scene: Scene,
    revision: Revision,
    words: Mapping[str, Words],
    of_revision: Mapping[str, str],
    versions: Mapping[str, int],
    rules_of: RulesOf,
) -> tuple[BesidePart, ...]:
    text = scene.texts[revision.id]
    labels = {row.id: row.label for row in scene.revisions}
    # The translation is behind the words on the table, which may be later than those beside it.
    now = {part.id: part.wording for part in scene.texts[scene.revisions[-1].id]}
    originals = printed(text, rules_of(revision.style))
    found = []
    for part, label, original in zip(text, number_parts(text), originals, strict=True):
        own = words.get(part.id)
        was = scene.wordings.get((of_revision[part.id], part.id), "") if own else ""
        is_behind = own is not None and was != now.get(part.id, "")
        found.append(
            BesidePart(
                part_id=part.id,
                kind=part.kind,
                label=label,
                original=original,
                words=own.wording + own.ending if own else "",
                version=versions.get(part.id, 0),
                is_behind=is_behind,
                was=labels[of_revision[part.id]] if is_behind else "",
                since=compare(was, now.get(part.id, "")) if is_behind else (),
            )
        )
    return tuple(found)
