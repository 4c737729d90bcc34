"""The archive a Word file is: its parts in a fixed order, stored, so that the same parts are the same bytes.

Nothing is compressed: what deflate makes of the same bytes differs between builds of zlib.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jointstatement.documents.word.elements import DECLARATION, escaped

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part to another in the same file."""

    id: str
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class PackagePart:
    """One file in the archive, with its content type and its arrows; `name` has no stroke at its beginning."""

    name: str
    content_type: str
    content: bytes
    relationships: tuple[Relationship, ...] = ()


def packaged(roots: Sequence[Relationship], parts: Sequence[PackagePart]) -> bytes:
    """The archive of these parts, byte for byte the same for the same parts in the same order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        _store(archive, "[Content_Types].xml", _content_types(parts))
        _store(archive, "_rels/.rels", _relationships(roots))
        for part in parts:
            _store(archive, part.name, part.content)
            if part.relationships:
                folder, _, file = part.name.rpartition("/")
                _store(archive, f"{folder}/_rels/{file}.rels", _relationships(part.relationships))
    return written.getvalue()


def _store(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system = 0
    entry.external_attr = 0
    archive.writestr(entry, content)


def _content_types(parts: Iterable[PackagePart]) -> bytes:
    overrides = "".join(
        f'<Override PartName="/{escaped(part.name)}" ContentType="{escaped(part.content_type)}"/>' for part in parts
    )
    return (
        f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">'
        f'<Default Extension="rels" ContentType="{_RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(relationships: Iterable[Relationship]) -> bytes:
    arrows = "".join(
        f'<Relationship Id="{escaped(arrow.id)}" Type="{escaped(arrow.type)}" Target="{escaped(arrow.target)}"/>'
        for arrow in relationships
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{arrows}</Relationships>'.encode()
