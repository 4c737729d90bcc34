"""What a printed statement knows and paper does not show, kept in a custom XML part of the Word file.

Whether a part's ending is its own, the marker a source gave it, the members, the hour of a draft: without these a file
read back would be another document. Words are never kept here twice: what the page shows, the page decides.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from lxml import etree

from jointstatement.documents.word.elements import DECLARATION, without_control_characters
from jointstatement.documents.word.names import UNSEEN_NAMESPACE
from jointstatement.text.document import Draft


class UnseenPart(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One part, known by its bookmark."""

    ending: str = ""
    """The closing punctuation as it was printed."""
    own: bool = False
    """Whether that is the part's own ending; else the style computed it."""
    state: str = ""
    """The mark of its state, with which that ends where the text was printed with states."""
    label: str | None = None
    level: int | None = None
    """Only where the level is not the one that the Word style shows."""
    id: str = ""
    """Only where the bookmark cannot carry it."""
    key: str | None = None
    mark: str | None = None


class UnseenDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """What only a draft has, with the zone of its hour."""

    marking: str = ""
    revision: str = ""
    as_of: datetime | None = None
    zone: str = ""
    endorsed_for: str = ""

    @classmethod
    def of(cls, draft: Draft) -> "UnseenDraft":
        """What is kept of a draft."""
        zone = getattr(draft.as_of.tzinfo, "key", None) if draft.as_of else None
        return cls(draft.marking, draft.revision, draft.as_of, zone or "", draft.endorsed_for)

    def draft(self) -> Draft:
        """The draft as it was; the hour stands in its own zone where this machine knows it."""
        as_of = self.as_of
        if as_of is not None and self.zone:
            try:
                as_of = as_of.astimezone(ZoneInfo(self.zone))
            except (ZoneInfoNotFoundError, ValueError):
                as_of = self.as_of
        return Draft(self.marking, self.revision, as_of, endorsed_for=self.endorsed_for)


class UnseenAdoption(msgspec.Struct, frozen=True, omit_defaults=True):
    """The adoption line as printed, and the forms by which an edited one is understood."""

    line: str
    on: date
    forms: tuple[str, ...]
    date_form: str
    months: tuple[str, ...]
    how: str = ""
    """What the line adds in brackets: "as orally revised"."""


class Unseen(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that a file keeps beside its words."""

    style: str = ""
    language: str = ""
    members: tuple[str, ...] = ()
    meeting: str = ""
    place: str = ""
    adoption: UnseenAdoption | None = None
    draft: UnseenDraft | None = None
    statement_id: str = ""
    fingerprint: str = ""
    symbol: str = ""
    default_title: str = ""
    """The style's own title, printed where the document has none."""
    parts: dict[str, UnseenPart] = {}
    footnotes: tuple[str, ...] = ()
    """The bookmarks of the footnotes, in the order of the document."""
    reserves: tuple[str, ...] = ()
    """The marks of the footnotes that say who reserves; they are none of the words."""
    rejected: "Unseen | None" = None
    """In a rolling text, what the file keeps for the text that is left when every change is rejected."""


def unseen_as_xml(unseen: Unseen) -> bytes:
    """The custom XML part that keeps it."""
    kept = msgspec.json.encode(unseen).decode().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'{DECLARATION}<unseen xmlns="{UNSEEN_NAMESPACE}">{without_control_characters(kept)}</unseen>'.encode()


def unseen_from_xml(root: etree._Element) -> Unseen | None:
    """What such a part keeps; `None` where it is not one, or not whole any more."""
    if root.tag != f"{{{UNSEEN_NAMESPACE}}}unseen":
        return None
    try:
        return msgspec.json.decode(root.text or "", type=Unseen)
    except msgspec.DecodeError:
        return None
