"""Whether a file says what was adopted: the file and the register, compared.

What the file says of itself (its fingerprint, the endings it keeps beside its words) is a hint and never a proof: a
Word file is judged by its words and by every line that it shows, and by what stands beside them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, zip_longest

from sqlalchemy import union_all
from sqlmodel import Session, col, select

from jointstatement.access.footnotes import as_printed
from jointstatement.access.statements import parts_of
from jointstatement.access.symbols import symbol_given
from jointstatement.models import (
    Adoption,
    Issuance,
    IssuedTranslation,
    Publication,
    PublicationOmission,
    Revision,
    RevisionPart,
    Statement,
)
from jointstatement.queries.adopted import as_published, document_of_adoption, document_of_publication
from jointstatement.queries.certificate import TITLE as CERTIFICATE
from jointstatement.queries.certificate import certificate_of_adoption
from jointstatement.queries.chairs_text import document_of_issuance
from jointstatement.queries.cited import cited
from jointstatement.queries.corrigenda import (
    CorrigendumView,
    corrigenda_in_force,
    corrigendum_document,
    of_language,
    of_original,
)
from jointstatement.queries.published import public_corrigenda
from jointstatement.queries.translations import translations_to_verify
from jointstatement.terms import PartKind, PublicationExtent, TranslationStatus
from jointstatement.text.compare import Segment, align, compare
from jointstatement.text.document import Document, LeftOut, Part, Shown
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.number import number_parts, numbered_through
from jointstatement.text.punctuate import split_ending
from jointstatement.text.translations import as_written, language_name
from jointstatement.text.wording import escape, plain

_AROUND = frozenset({PartKind.TITLE, PartKind.SUBTITLE, PartKind.CHAPEAU, PartKind.CLOSING})
"""Parts that a plain text does not tell from the letterhead and the line of adoption."""


class Finding(StrEnum):
    """How a file stands to the register."""

    SAME_FILE = "same_file"
    """Byte for byte the published file."""
    SAME_TEXT = "same_text"
    """Other bytes, and the words, marks and endings that were adopted."""
    SAME_WORDS = "same_words"
    """A plain text with the words that were adopted; marks, endings and layout cannot be judged from it."""
    OTHER_FILE = "other_file"
    """The words that were adopted, and round them something that was not: other lines, hidden words, open changes."""
    OTHER_TEXT = "other_text"
    """It claims to be an adopted statement and says something else."""
    UNKNOWN = "unknown"
    """No adopted statement of the register is like it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that is not as it was adopted; an empty side is a part that is not there."""

    kind: PartKind
    label: str
    """As "3(a)" or "1"; empty for a part that has no number."""
    adopted: str
    file: str
    segments: tuple[Segment, ...] = ()
    """The way from the one to the other, word by word, where both are there."""

    @property
    def place(self) -> str:
        """Where it is, in words: "clause 3(a)", "footnote 1", "the title"."""
        return cited(self.kind, self.label)


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line that a true copy shows and this one shows otherwise; an empty side is a line that is not there."""

    adopted: str
    file: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a corrigendum in force says of a copy: it stays genuine, and these words are read otherwise since."""

    number: int
    place: str
    """As "clause 3"."""
    for_words: str
    read_words: str
    language: str
    """Of the translation to which alone it is, as "Turkish"; empty where it is to the adopted text itself."""


def corrected_by(corrigenda: Iterable[CorrigendumView]) -> tuple[Corrected, ...]:
    """What corrigenda in force say, line by line."""
    return tuple(
        Corrected(
            number=each.number or 0,
            place=line.place,
            for_words=line.for_words,
            read_words=line.read_words,
            language="" if each.issue is None else each.language_name,
        )
        for each in corrigenda
        for line in each.lines
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the register says of a file."""

    finding: Finding
    title: str = ""
    symbol: str = ""
    """Of the adopted text; empty where the body gives none."""
    place: str = ""
    adopted_on: date | None = None
    fingerprint: str = ""
    """Text fingerprint v1 of the file."""
    differences: tuple[Difference, ...] = ()
    lines: tuple[OtherLine, ...] = ()
    """Lines round the parts that differ: letterhead, adoption, signatures, reservations, closing punctuation."""
    beside: tuple[LeftOut, ...] = ()
    """What the file shows or hides beside its lines, and a true copy does not."""
    claims_another: bool = False
    """The file names a text fingerprint that its own words do not have."""
    corrected: tuple[Corrected, ...] = ()
    """What was corrected since; nothing where the file is no copy of an adopted text."""
    translation: "OfTranslation | None" = None
    """Where the file is a copy of a translation; the other fields are then about that."""


@dataclass(frozen=True, slots=True)
class OfTranslation:
    """What a copy of a translation is a copy of."""

    status: TranslationStatus
    language: str
    """The language's name, as "Turkish"."""
    original: str
    """The name of the original's language."""
    is_last: bool
    """It was not issued anew since."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A Word file as a sheet of paper, and how a true copy of what was adopted is had.

    `true_copy` is given the Word file that was published, or `None` where there is none yet, and the adopted document.
    """

    shown: Shown
    true_copy: Callable[[bytes | None, Document], Shown]


def verdict_on(
    session: Session, document: Document, *, digest: str, address: str = "", paper: Paper | None = None
) -> Verdict:
    """Compares a file's digest and text with the register, and a Word file's `paper` with that of a true copy.

    `digest` is the SHA-256 of the file's bytes. `address` narrows the register to one published statement; without it a
    file is looked up by its bytes, then by its text, then by the statement that it says it is.
    """
    own = fingerprint(document.parts)
    claims_another = document.fingerprint not in ("", own)
    of_translation = _verdict_on_translation(session, document, own=own, address=address, paper=paper)
    if of_translation is not None:
        return of_translation
    found = _adoption(session, document, digest=digest, own=own, address=address)
    if found is None:
        issued = _issuance(session, document, digest=digest, own=own, address=address)
        if issued is not None:
            return _verdict_on_issued(session, issued, document, digest=digest, own=own, paper=paper)
        if not address:
            return _verdict_on_print(session, document, own=own, paper=paper)
        return Verdict(Finding.UNKNOWN, fingerprint=own, claims_another=claims_another)
    adoption, publication = found
    true_document = document_of_adoption(session, adoption)
    adopted, symbol = true_document.parts, true_document.symbol
    # The bare words of the text are what was adopted, too; that delegations' footnotes are missing, its lines show.
    expected = own if own == adoption.fingerprint else true_document.fingerprint
    is_extract = publication is not None and own != expected and publication.extent is PublicationExtent.IN_PART
    if publication is not None and is_extract:
        adopted = document_of_publication(session, publication).parts
        expected = publication.fingerprint
    title = _title(adopted)
    if publication is not None and publication.file_digest == digest:
        corrected = _corrected(session, adoption, address)
        return Verdict(Finding.SAME_FILE, title, symbol, adoption.place, adoption.adopted_on, own, corrected=corrected)
    differences = () if expected == own else _differences(adopted, document.parts)
    # A copy of the whole of a text that is public in part has no published file to be compared with.
    has_file = publication is not None and (publication.extent is PublicationExtent.WHOLE or is_extract)
    content = publication.content if publication is not None and has_file else None
    lines, beside = _round_it(paper, content, true_document, document, differences)
    if expected != own:
        finding = Finding.OTHER_TEXT
    elif lines or beside:
        finding = Finding.OTHER_FILE
    else:
        finding = Finding.SAME_TEXT
    return Verdict(
        finding,
        title,
        symbol,
        adoption.place,
        adoption.adopted_on,
        own,
        differences,
        lines,
        beside,
        claims_another=claims_another and finding is not Finding.SAME_TEXT,
        corrected=_corrected(session, adoption, address),
    )


def verdict_on_plain_text(session: Session, document: Document, *, address: str = "") -> Verdict:
    """Compares the words that were read out of a plain text with those of the register, narrowed as in `verdict_on`.

    `SAME_WORDS` or `UNKNOWN`: which words of a plain text are the statement's is guessed, and a guess is no ground on
    which to call a copy false.
    """
    own = fingerprint(document.parts)
    register = (
        select(Adoption, RevisionPart)
        .join(RevisionPart, col(RevisionPart.revision_id) == col(Adoption.revision_id))
        .order_by(col(Adoption.adopted_at).desc(), col(Adoption.id), col(RevisionPart.place_in_order))
    )
    if address:
        register = register.join(Publication, col(Publication.adoption_id) == col(Adoption.id)).where(
            col(Publication.address) == address
        )
    for _, group in groupby(session.exec(register), key=lambda row: row[0].id):
        rows = list(group)
        adoption, adopted = rows[0][0], numbered_through(parts_of([part for _, part in rows]))
        printed = as_printed(session, session.get_one(Statement, adoption.statement_id), adopted)
        if any(_says(document.parts, each) for each in (adopted, printed)):
            corrected = _corrected(session, adoption, address)
            title = _title(adopted)
            symbol = symbol_given(session, adoption.statement_id)
            where = (title, symbol, adoption.place, adoption.adopted_on)
            return Verdict(Finding.SAME_WORDS, *where, own, corrected=corrected)
    for statement_id in _translated(session, address):
        for copy in _copies(session, statement_id, address):
            if any(_says(document.parts, each.parts) for each in copy.prints):
                return replace(copy.verdict, finding=Finding.SAME_WORDS, fingerprint=own)
    return Verdict(Finding.UNKNOWN, fingerprint=own)


def _adoption(
    session: Session, document: Document, *, digest: str, own: str, address: str
) -> tuple[Adoption, Publication | None] | None:
    register = select(Adoption, Publication).join(
        Publication, col(Publication.adoption_id) == col(Adoption.id), isouter=True
    )
    if address:
        found = session.exec(register.where(col(Publication.address) == address)).first()
        return (found[0], found[1]) if found else None
    for condition in (
        col(Publication.file_digest) == digest,
        col(Adoption.fingerprint) == own,
        col(Publication.fingerprint) == own,
        col(Adoption.statement_id) == document.statement_id,
    ):
        found = session.exec(register.where(condition)).first()
        if found is not None:
            return found[0], found[1]
    return None


@dataclass(frozen=True, slots=True)
class _Copy:
    """A translation with every print of it that is a true one, and what is said of a true copy."""

    issued: IssuedTranslation
    prints: tuple[Document, ...]
    """The whole, and as much of it as was made public."""
    verdict: Verdict


def _translated(session: Session, address: str, statement_id: str = "", own: str = "") -> Sequence[str]:
    """The statements that were issued in another language: at an address, with these words, or of this id; or all."""
    found = select(IssuedTranslation.statement_id).distinct()
    if address:
        published = select(Publication.statement_id).where(col(Publication.address) == address)
        issued = select(Issuance.statement_id).where(col(Issuance.address) == address)
        found = found.where(col(IssuedTranslation.statement_id).in_(union_all(published, issued)))
    if own:
        same = col(IssuedTranslation.fingerprint) == own
        found = found.where(same | (col(IssuedTranslation.statement_id) == statement_id))
    return session.exec(found.order_by(col(IssuedTranslation.statement_id))).all()


def _copies(session: Session, statement_id: str, address: str) -> list[_Copy]:
    statement = session.get_one(Statement, statement_id)
    publication = session.exec(select(Publication).where(col(Publication.statement_id) == statement_id)).first()
    adoption = session.exec(select(Adoption).where(col(Adoption.statement_id) == statement_id)).first()
    corrigenda = _corrigenda(session, adoption, address) if adoption else ()
    issuance = session.exec(select(Issuance).where(col(Issuance.statement_id) == statement_id)).first()
    copies: list[_Copy] = []
    for issued, document in translations_to_verify(session, statement_id):
        prints = [document]
        if publication is not None:
            left_out = set(
                session.exec(
                    select(PublicationOmission.part_id).where(col(PublicationOmission.publication_id) == publication.id)
                )
            )
            prints.append(as_published(document, extent=publication.extent, left_out=left_out))
        place, day = document.place, document.adopted_on
        if issuance is not None:
            place, day = issuance.place, issuance.issued_on
        language = as_written(issued.language)
        since = (each for each in of_language(corrigenda, language) if (each.issued_as or 0) > issued.number)
        verdict = Verdict(
            Finding.SAME_TEXT,
            _title(document.parts),
            document.symbol,
            place,
            day,
            corrected=corrected_by((*since, *of_original(corrigenda))),
            translation=OfTranslation(
                issued.status,
                language_name(issued.language),
                language_name(statement.language),
                is_last=all(as_written(each.issued.language) != language for each in copies),
            ),
        )
        copies.append(_Copy(issued, tuple(prints), verdict))
    return copies


def _verdict_on_translation(
    session: Session, document: Document, *, own: str, address: str, paper: Paper | None
) -> Verdict | None:
    """The same for a copy of a translation; nothing where the file is none.

    It is one by its words, or where it says that it is of this statement and in that language.
    """
    claims_another = document.fingerprint not in ("", own)
    for statement_id in _translated(session, address, document.statement_id, own):
        copies = _copies(session, statement_id, address)
        untrue: Verdict | None = None
        # The same words may have been issued twice, with another standing at the head of the page.
        for copy in copies:
            true = [each for each in copy.prints if each.fingerprint == own]
            if copy.issued.fingerprint == own and not true:
                true = [copy.prints[0]]
            for each in true:
                lines, beside = _round_it(paper, None, each, document, ())
                if not lines and not beside:
                    return replace(copy.verdict, fingerprint=own)
            if true and untrue is None:
                other = replace(copy.verdict, finding=Finding.OTHER_FILE, lines=lines, beside=beside)
                untrue = replace(other, fingerprint=own, claims_another=claims_another)
        if untrue is not None:
            return untrue
        for copy in copies:
            its_language = as_written(copy.issued.language)
            if (copy.issued.statement_id, its_language) == (document.statement_id, as_written(document.language)):
                # Who looks at an address learns no more of the text than is public there.
                true_document = copy.prints[-1 if address else 0]
                other = _other_translation(copy.verdict, true_document, document, own=own, paper=paper)
                return replace(other, claims_another=claims_another)
    return None


def _other_translation(
    verdict: Verdict, true: Document, document: Document, *, own: str, paper: Paper | None
) -> Verdict:
    """What a copy says otherwise than the translation that it says it is."""
    differences = _differences(true.parts, document.parts)
    lines, beside = _round_it(paper, None, true, document, differences)
    other = replace(verdict, finding=Finding.OTHER_TEXT, differences=differences, lines=lines, beside=beside)
    return replace(other, fingerprint=own)


def _issuance(session: Session, document: Document, *, digest: str, own: str, address: str) -> Issuance | None:
    if address:
        return session.exec(select(Issuance).where(col(Issuance.address) == address)).first()
    for condition in (
        col(Issuance.file_digest) == digest,
        col(Issuance.fingerprint) == own,
        col(Issuance.statement_id) == document.statement_id,
    ):
        found = session.exec(select(Issuance).where(condition)).first()
        if found is not None:
            return found
    return None


def _verdict_on_issued(
    session: Session, issued: Issuance, document: Document, *, digest: str, own: str, paper: Paper | None
) -> Verdict:
    """The same for a text that the chair issued."""
    true_document = document_of_issuance(session, issued)
    where = (_title(true_document.parts), true_document.symbol, issued.place, issued.issued_on, own)
    if issued.file_digest == digest:
        return Verdict(Finding.SAME_FILE, *where)
    differences = () if issued.fingerprint == own else _differences(true_document.parts, document.parts)
    lines, beside = _round_it(paper, issued.content, true_document, document, differences)
    finding = Finding.OTHER_TEXT if differences else Finding.OTHER_FILE if lines or beside else Finding.SAME_TEXT
    return Verdict(finding, *where, differences, lines, beside)


def _verdict_on_print(session: Session, document: Document, *, own: str, paper: Paper | None) -> Verdict:
    """Whether a file is a certificate of adoption or a corrigendum, as the register prints it from the record."""
    title = _title(document.parts)
    unknown = Verdict(Finding.UNKNOWN, fingerprint=own, claims_another=document.fingerprint not in ("", own))
    if not title.startswith((CERTIFICATE, "Corrigendum ")):
        return unknown
    for adoption in session.exec(select(Adoption).order_by(col(Adoption.adopted_at).desc(), col(Adoption.id))):
        parts = _parts(session, adoption)
        prints = [certificate_of_adoption(session, adoption, with_positions=each) for each in (False, True)]
        prints += (
            corrigendum_document(session, adoption, parts, each)
            for each in corrigenda_in_force(session, adoption.statement_id, parts)
        )
        for printed in prints:
            if printed.fingerprint != own:
                continue
            lines, beside = _round_it(paper, None, printed, document, ())
            finding = Finding.OTHER_FILE if lines or beside else Finding.SAME_TEXT
            named = f"{title}: {_title(parts)}"
            symbol = symbol_given(session, adoption.statement_id)
            where = (named, symbol, adoption.place, adoption.adopted_on)
            return Verdict(finding, *where, own, lines=lines, beside=beside)
    return unknown


def _corrected(session: Session, adoption: Adoption, address: str) -> tuple[Corrected, ...]:
    return corrected_by(of_original(_corrigenda(session, adoption, address)))


def _corrigenda(session: Session, adoption: Adoption, address: str) -> tuple[CorrigendumView, ...]:
    """Those in force; who looks at an address learns no more of them than is public there."""
    parts = _parts(session, adoption)
    if not address:
        return corrigenda_in_force(session, adoption.statement_id, parts)
    publication = session.exec(select(Publication).where(col(Publication.address) == address)).one()
    return public_corrigenda(session, publication, parts)


def _parts(session: Session, adoption: Adoption) -> tuple[Part, ...]:
    rows = session.exec(
        select(RevisionPart)
        .join(Revision, col(Revision.id) == col(RevisionPart.revision_id))
        .where(col(Revision.id) == adoption.revision_id)
        .order_by(col(RevisionPart.place_in_order))
    )
    return numbered_through(parts_of(rows.all()))


def _differences(adopted: tuple[Part, ...], found: tuple[Part, ...]) -> tuple[Difference, ...]:
    labels = dict(zip(map(id, adopted), number_parts(adopted), strict=True))
    labels |= dict(zip(map(id, found), number_parts(found), strict=True))
    differences = []
    for pair in align(adopted, found):
        old, new = pair.old, pair.new
        if old and new and not pair.moved and (old.wording, old.ending) == (new.wording, new.ending):
            continue
        part = old or new
        assert part is not None
        segments = compare(*(one.wording + escape(one.ending or "") for one in (old, new))) if old and new else ()
        differences.append(Difference(part.kind, labels[id(part)], _as_shown(old), _as_shown(new), segments))
    return tuple(differences)


def _round_it(
    paper: Paper | None, content: bytes | None, true: Document, read: Document, differences: Sequence[Difference]
) -> tuple[tuple[OtherLine, ...], tuple[LeftOut, ...]]:
    """What a file shows or hides that a true copy does not, but for what its differences tell of; with its symbol."""
    if paper is None:
        return _other_symbol(true, read), ()
    copy = paper.true_copy(content, true)
    beside = tuple(found for found in paper.shown.beside if found not in copy.beside)
    symbol = _other_symbol(true, read) or _symbol_taken_out(true, copy, paper.shown)
    return (*_other_lines(copy.lines, paper.shown.lines, differences), *symbol), beside


def _other_symbol(true: Document, read: Document) -> tuple[OtherLine, ...]:
    """The symbol that a file says it has, where that is another one."""
    return () if read.symbol in ("", true.symbol) else (OtherLine(true.symbol, read.symbol),)


def _symbol_taken_out(true: Document, copy: Shown, shown: Shown) -> tuple[OtherLine, ...]:
    """The symbol, where the pages of a true copy bear it and those of the file do not, whatever the file keeps."""
    bear_it = (any(true.symbol in beside.text for beside in each.beside) for each in (copy, shown))
    return (OtherLine(true.symbol, ""),) if true.symbol and tuple(bear_it) == (True, False) else ()


def _other_lines(true: Sequence[str], shown: Sequence[str], differences: Sequence[Difference]) -> tuple[OtherLine, ...]:
    """The lines that differ, but for those that a part's difference tells of already."""
    told = {line.strip() for each in differences for side in (each.adopted, each.file) for line in side.split("\n")}
    lines: list[OtherLine] = []
    for what, i, j, k, m in SequenceMatcher(None, true, shown, autojunk=False).get_opcodes():
        if what != "equal":
            pairs = zip_longest(true[i:j], shown[k:m], fillvalue="")
            lines += (OtherLine(old, new) for old, new in pairs if not (_tells(told, old) and _tells(told, new)))
    return tuple(lines)


def _tells(told: Iterable[str], line: str) -> bool:
    return not line or any(words and words in line for words in told)


def _title(parts: tuple[Part, ...]) -> str:
    return next((plain(part.wording) for part in parts if part.kind is PartKind.TITLE), "")


def _says(found: tuple[Part, ...], adopted: tuple[Part, ...]) -> bool:
    """Whether clauses, items, headings and footnotes have the same words, and the other words stand round them.

    Round them a plain text may have more: the letterhead before the title, the line of adoption after the closing.
    """
    around = iter(_lines(part for part in found if part.kind in _AROUND))
    return _lines(part for part in found if part.kind not in _AROUND) == _lines(
        part for part in adopted if part.kind not in _AROUND
    ) and all(line in around for line in _lines(part for part in adopted if part.kind in _AROUND))


def _lines(parts: Iterable[Part]) -> list[list[str]]:
    """The words of each line, without what closes it."""
    return [split_ending(line)[0].split() for part in parts for line in plain(part.wording).split("\n")]


def _as_shown(part: Part | None) -> str:
    return plain(part.wording) + (part.ending or "") if part else ""
