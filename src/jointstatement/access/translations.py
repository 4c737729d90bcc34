"""Translations, found among those that a person may read.

What is not issued is the chair's office's alone. What was issued follows the statement; the public and guests kept to
adopted texts read what was issued of the adopted or issued text after that text had gone out, and the public of each
language the last.
"""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from jointstatement.access.statements import gone_out
from jointstatement.access.viewer import Viewer
from jointstatement.errors import NotFound
from jointstatement.models import Corrigendum, IssuedTranslation, IssuedTranslationPart, Statement, TranslatedPart
from jointstatement.text.translations import Words, as_written


def entered_parts(session: Session, viewer: Viewer, statement: Statement) -> dict[str, dict[str, TranslatedPart]]:
    """What has been entered, by language and part; nothing for all but the chair's office.

    Where a language was kept in two cases, the words that were entered last.
    """
    if not viewer.is_office:
        return {}
    found: dict[str, dict[str, TranslatedPart]] = {}
    rows = session.exec(
        select(TranslatedPart)
        .where(col(TranslatedPart.statement_id) == statement.id)
        .order_by(col(TranslatedPart.entered_at), col(TranslatedPart.id))
    )
    for row in rows:
        found.setdefault(as_written(row.language), {})[row.part_id] = row
    return found


def words_entered(rows: Iterable[TranslatedPart]) -> dict[str, Words]:
    """The words of those parts that have any."""
    return {row.part_id: Words(row.wording, row.ending) for row in rows if row.wording}


def issued_translations(session: Session, viewer: Viewer, statement: Statement) -> list[IssuedTranslation]:
    """Those that a person reads of a statement that was found already, by language, the earliest first."""
    return translations_of_final(session, statement) if viewer.reads_adopted_only else _issued(session, statement)


def issued_translation_for(
    session: Session, viewer: Viewer, statement: Statement, language: str, number: int | None = None
) -> IssuedTranslation:
    """One of them: the last in its language, or the one of this number. Raises `NotFound`."""
    wanted = as_written(language)
    found = [each for each in issued_translations(session, viewer, statement) if as_written(each.language) == wanted]
    if number is not None:
        found = [each for each in found if each.number == number]
    if not found:
        raise NotFound()
    return found[-1]


def words_of(session: Session, translation: IssuedTranslation) -> dict[str, Words]:
    """The words of an issued translation, by the parts."""
    rows = session.exec(
        select(IssuedTranslationPart).where(col(IssuedTranslationPart.translation_id) == translation.id)
    )
    return {row.part_id: Words(row.wording, row.ending) for row in rows}


def translations_of_final(session: Session, statement: Statement) -> list[IssuedTranslation]:
    """Those of the adopted or issued text, issued after it had gone out; by language, the earliest first."""
    final = gone_out(session, statement.id)
    if final is None:
        return []
    issued = _issued(session, statement)
    return [each for each in issued if each.revision_id == final.revision_id and each.issued_at >= final.at]


def last_translations(session: Session, statement: Statement) -> dict[str, IssuedTranslation]:
    """The last of these in each language: those that the public reads, and that a corrigendum corrects."""
    return {as_written(each.language): each for each in translations_of_final(session, statement)}


def corrigenda_read(session: Session, statement: Statement) -> dict[str, tuple[int, ...]]:
    """The numbers of the corrigenda that each issued translation reads, by its id: issued with them, or after."""
    issued = _issued(session, statement)
    known = {each.id: each for each in issued}
    found: dict[str, tuple[int, ...]] = {each.id: () for each in issued}
    rows = session.exec(
        select(Corrigendum)
        .where(col(Corrigendum.statement_id) == statement.id, col(Corrigendum.issued_as_id).is_not(None))
        .order_by(col(Corrigendum.number))
    )
    for row in rows:
        first = known[row.issued_as_id or ""]
        for each in issued:
            if as_written(each.language) == as_written(first.language) and each.number >= first.number:
                found[each.id] += (row.number or 0,)
    return found


def _issued(session: Session, statement: Statement) -> list[IssuedTranslation]:
    rows = session.exec(select(IssuedTranslation).where(col(IssuedTranslation.statement_id) == statement.id))
    # In order here: a language that was kept in another case is the same language.
    return sorted(rows, key=lambda each: (as_written(each.language), each.number, each.issued_at))
