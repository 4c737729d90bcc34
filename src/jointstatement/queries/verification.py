"""Whether a file says what was adopted: the file and the register, compared."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from jointstatement.access.statements import parts_of
from jointstatement.models import Adoption, Publication, Revision, RevisionPart
from jointstatement.terms import PartKind
from jointstatement.text.compare import align
from jointstatement.text.document import Document, Part
from jointstatement.text.fingerprint import fingerprint
from jointstatement.text.number import number_parts
from jointstatement.text.wording import plain


class Finding(StrEnum):
    """How a file stands to the register."""

    SAME_FILE = "same_file"
    """Byte for byte the published file."""
    SAME_TEXT = "same_text"
    """Other bytes, and the words, marks and endings that were adopted."""
    OTHER_TEXT = "other_text"
    """It claims to be an adopted statement and says something else."""
    UNKNOWN = "unknown"
    """No adopted statement of the register is like it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that is not as it was adopted; an empty side is a part that is not there."""

    place: str
    adopted: str
    file: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the register says of a file."""

    finding: Finding
    title: str = ""
    place: str = ""
    adopted_on: date | None = None
    fingerprint: str = ""
    """Text fingerprint v1 of the file."""
    differences: tuple[Difference, ...] = ()


def verdict_on(session: Session, document: Document, *, digest: str, address: str = "") -> Verdict:
    """Compares a file's digest and text with the register.

    `digest` is the SHA-256 of the file's bytes. `address` narrows the register to one published statement; without it a
    file is looked up by its bytes, then by its text, then by the statement that it says it is.
    """
    own = fingerprint(document.parts)
    found = _adoption(session, document, digest=digest, own=own, address=address)
    if found is None:
        return Verdict(Finding.UNKNOWN, fingerprint=own)
    adoption, publication = found
    adopted = _parts(session, adoption)
    title = next((plain(part.wording) for part in adopted if part.kind is PartKind.TITLE), "")
    if publication is not None and publication.file_digest == digest:
        return Verdict(Finding.SAME_FILE, title, adoption.place, adoption.adopted_on, own)
    if adoption.fingerprint == own:
        return Verdict(Finding.SAME_TEXT, title, adoption.place, adoption.adopted_on, own)
    return Verdict(
        Finding.OTHER_TEXT, title, adoption.place, adoption.adopted_on, own, _differences(adopted, document.parts)
    )


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
        col(Adoption.statement_id) == document.statement_id,
    ):
        found = session.exec(register.where(condition)).first()
        if found is not None:
            return found[0], found[1]
    return None


def _parts(session: Session, adoption: Adoption) -> tuple[Part, ...]:
    rows = session.exec(
        select(RevisionPart)
        .join(Revision, col(Revision.id) == col(RevisionPart.revision_id))
        .where(col(Revision.id) == adoption.revision_id)
        .order_by(col(RevisionPart.place_in_order))
    )
    return parts_of(rows.all())


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
        differences.append(
            Difference(labels[id(part)] or part.kind.value, _as_shown(old), _as_shown(new)),
        )
    return tuple(differences)


def _as_shown(part: Part | None) -> str:
    return plain(part.wording) + (part.ending or "") if part else ""
