"""Where a Word file says that it comes from: the statement and the revision that it was printed of."""

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

from jointstatement.documents.word.names import FORMAT_PROPERTY
from jointstatement.errors import N_, UnreadableFile

_PART = "docProps/custom.xml"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_DAMAGED = N_("The Word file is damaged; open it in Word, save it again and try once more.")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file's own properties say of where it was made; anybody can write anything there."""

    is_ours: bool = False
    """It was printed by this program."""
    statement_id: str = ""
    revision: str = ""
    """The label of the revision, as "Rev.2"."""
    fingerprint: str = ""
    """The text fingerprint of what was printed."""


def origin_of(data: bytes) -> Origin:
    """What a Word file's properties say of its origin; nothing where they are lost.

    For a file that has passed the preflight. Raises `UnreadableFile`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if _PART not in archive.namelist():
                return Origin()
            tree = etree.fromstring(archive.read(_PART), _parser())
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, EOFError, RuntimeError) as reason:
        raise UnreadableFile(_DAMAGED) from reason
    said = {each.get("name", ""): str(each.xpath("string()")).strip() for each in tree.iter(_PROPERTY)}
    return Origin(
        is_ours=FORMAT_PROPERTY in said,
        statement_id=said.get("jointstatement.statement", ""),
        revision=said.get("jointstatement.revision", ""),
        fingerprint=said.get("jointstatement.fingerprint", ""),
    )


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
