"""Corrections of an adopted text and of its translations: those in force, and those that lie before the members."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from jointstatement.access.statements import statement_for
from jointstatement.access.symbols import symbol_given
from jointstatement.access.translations import issued_translation_for, last_translations, words_of
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound, Refusal
from jointstatement.models import (
    Adoption,
    Corrigendum,
    CorrigendumLine,
    CorrigendumObjection,
    IssuedTranslation,
    Statement,
)
from jointstatement.queries.adopted import document_of_adoption, titles_of_adopted, with_meeting_and_body
from jointstatement.queries.base_text import AmendingText, amended_by
from jointstatement.queries.cited import cited
from jointstatement.queries.silence import PlaceInText, places_of
from jointstatement.queries.statement import Scene, StatementHead, head_of, scene_of
from jointstatement.terms import CorrigendumOutcome, PartKind, TranslationStatus
from jointstatement.text.days import day, instant
from jointstatement.text.document import Document, Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.mending import read_anew
from jointstatement.text.number import number_parts
from jointstatement.text.translations import as_written, language_name, translated
from jointstatement.text.wording import escape, plain
from jointstatement.workflow import permit


class CorrectedWords(msgspec.Struct, frozen=True):
    """For these words read those."""

    part_id: str
    place: str
    """As "clause 3"."""
    for_words: str
    read_words: str


class CorrigendumView(msgspec.Struct, frozen=True):
    """One corrigendum."""

    id: str
    number: int | None
    """Once it is in force."""
    language: str
    """Of the text that it corrects, as "fr"."""
    language_name: str
    issue: int | None
    """Which issue of a translation it corrects; None for the adopted text itself."""
    issued_as: int | None
    """Which issue of the translation reads it; once it is in force."""
    lines: tuple[CorrectedWords, ...]
    reason: str
    proposed_at: datetime
    due_at: datetime
    outcome: CorrigendumOutcome | None
    objections: tuple[str, ...] = ()
    """Who objected, where this person may know."""


class Correctable(msgspec.Struct, frozen=True):
    """A text that a corrigendum may be to: the adopted one, or the last issue of a translation of it."""

    language: str
    name: str
    """Of the language, as "Turkish"."""
    status: TranslationStatus | None
    """None for the adopted text itself."""


class CorrigendaPage(msgspec.Struct, frozen=True):
    """Everything on the page."""

    head: StatementHead
    corrigenda: tuple[CorrigendumView, ...]
    texts: tuple[Correctable, ...]
    chosen: Correctable
    """The one to which a corrigendum is being written."""
    places: tuple[PlaceInText, ...]
    """In the words of that one."""
    to_correct: Refusal | None
    to_object: Refusal | None
    to_withdraw: Refusal | None
    to_amend: Refusal | None
    amended_by: tuple[AmendingText, ...]


class CorrectedPart(msgspec.Struct, frozen=True):
    """A part that a corrigendum is about, in both readings."""

    part_id: str
    place: str
    adopted: str
    """Its words as they were adopted; in a translation, as they were issued."""
    corrected: str


class CorrigendumTold(msgspec.Struct, frozen=True):
    """One corrigendum, and each part that it is about with its words before and after it."""

    corrigendum: CorrigendumView
    parts: tuple[CorrectedPart, ...]


def corrigenda_page(
    session: Session, viewer: Viewer, statement_id: str, *, language: str = "", now: datetime
) -> CorrigendaPage:
    """The corrections of a statement, with the words of its text in a language: the original's where it has no other.

    Raises `NotFound`, before adoption too.
    """
    return _page(session, scene_of(session, viewer, statement_id, now), language)


def corrigendum_told(
    session: Session, viewer: Viewer, statement_id: str, corrigendum_id: str, *, now: datetime
) -> CorrigendumTold:
    """One corrigendum, with what this person may know of it, and what it changes. Raises `NotFound`."""
    scene = scene_of(session, viewer, statement_id, now)
    corrigendum = next((each for each in _page(session, scene, "").corrigenda if each.id == corrigendum_id), None)
    if corrigendum is None:
        raise NotFound()
    text = {part.id: part.wording for part in scene.text}
    if corrigendum.issue is not None:
        of_it = issued_translation_for(session, viewer, scene.statement, corrigendum.language, corrigendum.issue)
        text = {part_id: words.wording for part_id, words in words_of(session, of_it).items()}
    parts = []
    for part_id, place in dict.fromkeys((line.part_id, line.place) for line in corrigendum.lines):
        changes = [(line.for_words, line.read_words) for line in corrigendum.lines if line.part_id == part_id]
        corrected = read_anew(text[part_id], changes)
        parts.append(CorrectedPart(part_id, place, plain(text[part_id]), plain(corrected)))
    return CorrigendumTold(corrigendum, tuple(parts))


def all_corrigenda(session: Session, statement_id: str, parts: Sequence[Part]) -> tuple[CorrigendumView, ...]:
    """Every corrigendum of a statement and of its translations, the latest first, with no names. Two statements."""
    mistaken, again = aliased(IssuedTranslation), aliased(IssuedTranslation)
    found = session.exec(
        select(Corrigendum, Statement.language, mistaken, again.number)
        .join(Statement, col(Statement.id) == col(Corrigendum.statement_id))
        .join(mistaken, col(mistaken.id) == col(Corrigendum.translation_id), isouter=True)
        .join(again, col(again.id) == col(Corrigendum.issued_as_id), isouter=True)
        .where(col(Corrigendum.statement_id) == statement_id)
        .order_by(col(Corrigendum.proposed_at).desc(), col(Corrigendum.id))
    ).all()
    lines = session.exec(
        select(CorrigendumLine)
        .where(col(CorrigendumLine.corrigendum_id).in_([row.id for row, *_ in found]))
        .order_by(col(CorrigendumLine.place_in_order))
    ).all()
    places = {part.id: cited(part.kind, label) for part, label in zip(parts, number_parts(parts), strict=True)}
    return tuple(
        CorrigendumView(
            id=row.id,
            number=row.number,
            language=as_written(translation.language if translation else original),
            language_name=language_name(as_written(translation.language if translation else original)),
            issue=translation.number if translation else None,
            issued_as=issued_as,
            lines=tuple(
                CorrectedWords(line.part_id, places[line.part_id], line.for_words, line.read_words)
                for line in lines
                if line.corrigendum_id == row.id
            ),
            reason=row.reason,
            proposed_at=row.proposed_at,
            due_at=row.due_at,
            outcome=row.outcome,
        )
        for row, original, translation, issued_as in found
    )


def corrigenda_in_force(session: Session, statement_id: str, parts: Sequence[Part]) -> tuple[CorrigendumView, ...]:
    """Those that correct the text or a translation of it now, in the order of their numbers."""
    found = (each for each in all_corrigenda(session, statement_id, parts) if each.number is not None)
    return tuple(sorted(found, key=lambda each: each.number or 0))


def of_original(corrigenda: Iterable[CorrigendumView]) -> tuple[CorrigendumView, ...]:
    """Those among them that are to the adopted text itself."""
    return tuple(each for each in corrigenda if each.issue is None)


def of_language(corrigenda: Iterable[CorrigendumView], language: str) -> tuple[CorrigendumView, ...]:
    """Those among them that are to the translation into a language alone."""
    return tuple(each for each in corrigenda if each.issue is not None and each.language == as_written(language))


def corrigendum_for(session: Session, viewer: Viewer, statement_id: str, number: int) -> Document:
    """A corrigendum in force as it is printed, for those who see the statement. Raises `NotFound`."""
    statement = statement_for(session, viewer, statement_id)
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement.id)).first()
    if adoption is None:
        raise NotFound()
    parts = document_of_adoption(session, adoption).parts
    for each in corrigenda_in_force(session, statement.id, parts):
        if each.number == number:
            return corrigendum_document(session, adoption, parts, each)
    raise NotFound()


def corrigendum_document(
    session: Session, adoption: Adoption, parts: Sequence[Part], corrigendum: CorrigendumView
) -> Document:
    """A corrigendum as it is printed: what it corrects, for which words which are read, and since when."""
    statement, meeting, body = with_meeting_and_body(session, adoption.statement_id)
    title = titles_of_adopted(session, [adoption.id])[adoption.id]
    symbol = symbol_given(session, adoption.statement_id)
    called = f" {symbol}" if symbol else ""
    adopted = f"text{called} that was adopted in {adoption.place} on {day(adoption.adopted_on)}"
    corrected = f"The {adopted} is corrected as follows:"
    if corrigendum.issue is not None:
        into = f"The translation into {corrigendum.language_name} (issue {corrigendum.issue})"
        corrected = f"{into} of the {adopted} is corrected as follows; the original stands:"
    lines = tuple(
        Part(PartKind.OPERATIVE, escape(f"{line.place[:1].upper()}{line.place[1:]}: {_in_words(line)}"), ending="")
        for line in corrigendum.lines
    )
    printed = (
        Part(PartKind.TITLE, f"Corrigendum {corrigendum.number}"),
        Part(PartKind.SUBTITLE, escape(f"to “{title}”")),
        Part(PartKind.CHAPEAU, escape(corrected)),
        *lines,
        Part(
            PartKind.CLOSING,
            escape(f"No member objected until {instant(corrigendum.due_at)}. In force since that hour."),
        ),
    )
    return Document(
        parts=printed,
        style=statement.style,
        body=body.name,
        meeting=meeting.title,
        fingerprint=fingerprint(printed),
    )


def _page(session: Session, scene: Scene, language: str) -> CorrigendaPage:
    viewer = scene.viewer
    if not scene.situation.adopted:
        raise NotFound()
    question = (scene.workflow, scene.situation, viewer.role)
    named = set(
        session.exec(
            select(Corrigendum.id).where(
                col(Corrigendum.statement_id) == scene.statement.id, col(Corrigendum.names_the_objector).is_(True)
            )
        )
    )
    corrigenda = all_corrigenda(session, scene.statement.id, scene.text)
    objections = session.exec(
        select(CorrigendumObjection)
        .where(col(CorrigendumObjection.corrigendum_id).in_([each.id for each in corrigenda]))
        .order_by(col(CorrigendumObjection.at), col(CorrigendumObjection.id))
    ).all()
    found = []
    for each in corrigenda:
        knows_all = viewer.is_office or (viewer.is_delegate and each.id in named)
        names = tuple(
            scene.naming.name(row.delegation_id)
            for row in objections
            if row.corrigendum_id == each.id
            and ((viewer.is_office or not row.is_late) and knows_all or row.delegation_id == viewer.delegation_id)
        )
        found.append(msgspec.structs.replace(each, objections=names))
    original = as_written(scene.statement.language)
    translations = last_translations(session, scene.statement)
    texts = (
        Correctable(original, language_name(original), None),
        *(Correctable(tag, language_name(tag), each.status) for tag, each in translations.items()),
    )
    chosen = next((each for each in texts if each.language == as_written(language)), texts[0])
    translation = translations.get(chosen.language)
    return CorrigendaPage(
        head=head_of(scene),
        corrigenda=tuple(found),
        texts=texts,
        chosen=chosen,
        places=places_of(translated(scene.text, words_of(session, translation)) if translation else scene.text),
        to_correct=permit.may_correct(*question),
        to_object=permit.may_object_to_corrigendum(*question),
        to_withdraw=permit.may_withdraw_corrigendum(*question),
        to_amend=permit.may_amend_adopted(*question),
        amended_by=amended_by(session, viewer, scene.statement.id),
    )


def _in_words(line: CorrectedWords) -> str:
    if not line.read_words:
        return f"delete “{line.for_words}”"
    return f"for “{line.for_words}” read “{line.read_words}”"
