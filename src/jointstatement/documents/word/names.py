"""The names that a statement's Word file is known by: its Word styles, its bookmarks, its properties.

Writer, reader and template share them. The names of Word styles are what a secretariat sees in Word; `style.docx` must
have them all, and how they look is its own affair.
"""

import re

from jointstatement.terms import PartKind

LETTERHEAD = "JS Letterhead"
HEADINGS = ("JS Heading 1", "JS Heading 2", "JS Heading 3")
ITEMS = ("JS Item 1", "JS Item 2", "JS Item 3")
DASHES = ("JS Dash 1", "JS Dash 2", "JS Dash 3")
UNMARKED_ITEMS = ("JS Item 1 Unmarked", "JS Item 2 Unmarked", "JS Item 3 Unmarked")
ITEMS_CONTINUED = ("JS Item 1 Continued", "JS Item 2 Continued", "JS Item 3 Continued")
ITEM_LEVELS = len(ITEMS)
PREAMBULAR_CONTINUED = "JS Preambular Continued"
OPERATIVE_CONTINUED = "JS Operative Continued"
NOTE = "JS Note"
ADOPTION = "JS Adoption"
SIGNATURE = "JS Signature"
SIGNATURE_FOR = "JS Signature For"
ANNEX_HEADING = "JS Annex Heading"
ATTACHMENT_HEADING = "JS Attachment Heading"
ATTACHMENT = "JS Attachment"
PARTICIPANT_HEADING = "JS Participant Heading"
PARTICIPANT = "JS Participant"
PAGE_HEADER = "JS Page Header"
PAGE_FOOTER = "JS Page Footer"
FOOTNOTE = "footnote text"
FOOTNOTE_REFERENCE = "footnote reference"
MARK_WITHOUT_NOTE = "JS Mark Without Note"

STYLE_OF_KIND = {
    PartKind.TITLE: "JS Title",
    PartKind.SUBTITLE: "JS Subtitle",
    PartKind.CHAPEAU: "JS Chapeau",
    PartKind.FORMULA: "JS Formula",
    PartKind.PREAMBULAR: "JS Preambular",
    PartKind.OPERATIVE: "JS Operative",
    PartKind.CLOSING: "JS Closing",
}
"""Headings, items and footnotes have one style for each level or form, and stand above."""

CONTINUED = frozenset({PREAMBULAR_CONTINUED, OPERATIVE_CONTINUED, *ITEMS_CONTINUED})
"""The second and further paragraphs of one clause or item: no marker of their own."""

PARAGRAPH_STYLES = (
    LETTERHEAD,
    *STYLE_OF_KIND.values(),
    *HEADINGS,
    *ITEMS,
    *DASHES,
    *UNMARKED_ITEMS,
    *ITEMS_CONTINUED,
    PREAMBULAR_CONTINUED,
    OPERATIVE_CONTINUED,
    NOTE,
    ADOPTION,
    SIGNATURE,
    SIGNATURE_FOR,
    ANNEX_HEADING,
    ATTACHMENT_HEADING,
    ATTACHMENT,
    PARTICIPANT_HEADING,
    PARTICIPANT,
    PAGE_HEADER,
    PAGE_FOOTER,
    FOOTNOTE,
)
CHARACTER_STYLES = (FOOTNOTE_REFERENCE, MARK_WITHOUT_NOTE)

DRAFT_LIST = "JS Draft List"
"""The list style that shows how clauses and items are marked in a draft, where each needs a number to be cited by."""
DRAFT_PREAMBLE_LIST = "JS Draft Preamble List"
LIST_STYLES = (DRAFT_LIST, DRAFT_PREAMBLE_LIST)

UNSEEN_NAMESPACE = "urn:jointstatement:unseen:1"
"""The namespace of the custom XML part that keeps what paper does not show (`unseen`)."""
FORMAT_PROPERTY = "jointstatement.format"
"""The custom property by which a file written by this program is known."""

_IDENTITY = re.compile(r"[A-Za-z0-9_]{1,36}")
_COPY = re.compile(r"(?:_Copy_\d+)+$")


def bookmark_of_part(identity: str, place: int) -> str:
    """The bookmark around a part: its identity where it has one that Word can carry, else its place in the row."""
    return f"_cl_{identity}" if _IDENTITY.fullmatch(identity) else f"_js_{place}"


def bookmark_of_footnote(place: int) -> str:
    """The bookmark around the first mark of a footnote, by the footnote's place in the row of parts."""
    return f"_fn_{place}"


def without_copy_suffix(bookmark: str) -> str:
    """A bookmark's name without what LibreOffice adds to the copy that a tracked move makes."""
    return _COPY.sub("", bookmark)


_PROOFING = {
    "bg": "bg-BG",
    "bs": "bs-Latn-BA",
    "cs": "cs-CZ",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-GB",
    "es": "es-ES",
    "et": "et-EE",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "hr": "hr-HR",
    "hu": "hu-HU",
    "is": "is-IS",
    "it": "it-IT",
    "lt": "lt-LT",
    "lv": "lv-LV",
    "mk": "mk-MK",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "no": "nb-NO",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sk": "sk-SK",
    "sl": "sl-SI",
    "sq": "sq-AL",
    "sr": "sr-Latn-RS",
    "sv": "sv-SE",
    "tr": "tr-TR",
    "uk": "uk-UA",
}


def proofing_language(language: str) -> str:
    """The tag that Word's proofing knows a language by: Word wants a region, a text may only say "sl"."""
    return _PROOFING.get(language, language)
