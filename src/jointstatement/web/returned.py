"""A delegation's own file at the door: what it is compared with, and the words in which findings become comments."""

import asyncio
from typing import Any

import msgspec
from litestar.connection import Request

from jointstatement.documents.word.origin import Origin, origin_of
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.returned import read_returned
from jointstatement.documents.word.safely import in_child
from jointstatement.errors import N_, FileOfAnotherStatement
from jointstatement.queries.adopted import draft_document
from jointstatement.queries.places import Place
from jointstatement.queries.returned import FindingView, Returning
from jointstatement.terms import AmendmentKind
from jointstatement.text.days import Translate
from jointstatement.text.findings import FindingKind, found_in
from jointstatement.text.wording import plain
from jointstatement.web.admission import viewer_of
from jointstatement.web.labels import label_of
from jointstatement.web.reading import show
from jointstatement.web.styles import style_for
from jointstatement.workflow.permit import demand

AnyRequest = Request[Any, Any, Any]

CHOICES_BYTES = 4 * 1024 * 1024
"""A request with a choice on every finding, each with its words."""
LONGEST_QUOTATION = 300
"""Signs of the words that a comment hangs on, above which they are not said again."""


class Compared(msgspec.Struct, frozen=True):
    """What a file was compared with, and what was found in it."""

    revision_id: str
    is_origin_known: bool
    found: str
    """`Found` as JSON."""


async def compare_file(request: AnyRequest, shown: Returning, content: bytes, *, revision_id: str = "") -> Compared:
    """Compares a file with the revision that it names; where it names none, with a chosen one, else the latest.

    Refuses who may give nothing now before the file is opened. Raises `FileOfAnotherStatement`, whatever else that
    statement may be, and `UnreadableFile`.
    """
    demand(shown.refusal)
    origin = await asyncio.to_thread(_origin, content)
    if origin.statement_id not in {"", shown.head.id}:
        raise FileOfAnotherStatement()
    named = next((each.id for each in shown.revisions if origin.statement_id and each.label == origin.revision), "")
    chosen = named or revision_id or shown.revisions[-1].id
    base = await show(request, draft_document, viewer_of(request), shown.head.id, chosen)
    file = await asyncio.to_thread(read_returned, content, base, style_for(request, base.style))
    found = msgspec.json.encode(found_in(file)).decode()
    return Compared(revision_id=chosen, is_origin_known=bool(named), found=found)


def comment_from(view: FindingView, translate: Translate) -> str:
    """The words of a comment that says what a file does to the text, for a person to correct."""
    finding = view.finding
    place = name_of_place(view.place, translate)
    words = "” – “".join(plain(each) for each in (finding.wording, *finding.further))
    others = [name_of_place(each, translate) for each in view.others]
    match finding.kind:
        case FindingKind.COMMENT | FindingKind.UNPLACED_COMMENT:
            if view.is_quoted_once or not finding.quoted or len(finding.quoted) > LONGEST_QUOTATION:
                return finding.remark
            return translate(N_("On “{words}”: {remark}")).format(words=finding.quoted, remark=finding.remark)
        case FindingKind.LEFT_OUT:
            return words
        case FindingKind.NEW if finding.part_id:
            return translate(N_("We propose a new paragraph after {place}: “{words}”")).format(place=place, words=words)
        case FindingKind.NEW:
            return translate(N_("We propose a new paragraph at the beginning: “{words}”")).format(words=words)
        case FindingKind.REMOVED if others:
            return translate(N_("We propose to make {place} a part of {others}.")).format(place=place, others=others[0])
        case FindingKind.REMOVED:
            return translate(N_("We propose to delete {place}.")).format(place=place)
        case FindingKind.SPLIT:
            return translate(N_("We propose to divide {place}: “{words}”")).format(place=place, words=words)
        case FindingKind.MERGED:
            joined = ", ".join((place, *others))
            return translate(N_("We propose to make one of {joined}: “{words}”")).format(joined=joined, words=words)
        case FindingKind.MOVED:
            return moving(view, translate)
        case FindingKind.REPUNCTUATED if finding.ending:
            said = translate(N_("We propose to end {place} with “{ending}”."))
            return said.format(place=place, ending=finding.ending.strip())
        case FindingKind.REPUNCTUATED:
            return translate(N_("We propose to end {place} without closing punctuation.")).format(place=place)
        case FindingKind.REWORDED:
            said = translate(N_("We propose this wording for {place}: “{words}”")).format(place=place, words=words)
            return " ".join(filter(None, (said, moving(view, translate) if finding.is_moved else "")))


def reason_from(view: FindingView, translate: Translate) -> str:
    """What an amendment cannot say of a finding, as its reason: that a part moves, ends, or becomes two."""
    others = ", ".join(name_of_place(each, translate) for each in view.others)
    if AmendmentKind.REPLACE not in view.amendments:
        return ""
    if view.finding.kind is FindingKind.MERGED and others:
        return translate(N_("With this, {others} would be taken out.")).format(others=others)
    if view.finding.kind is FindingKind.SPLIT:
        return translate(N_("We propose to make each of these paragraphs a clause of its own."))
    return moving(view, translate)


def moving(view: FindingView, translate: Translate) -> str:
    """That a part is to stand elsewhere, as a sentence; nothing for one that keeps its place."""
    if not view.finding.is_moved and view.finding.kind is not FindingKind.MOVED:
        return ""
    place = name_of_place(view.place, translate)
    if not view.finding.after_id:
        return translate(N_("We propose to move {place} to the beginning.")).format(place=place)
    after = name_of_place(view.after, translate)
    return translate(N_("We propose to move {place} after {after}.")).format(place=place, after=after)


def name_of_place(place: Place, translate: Translate) -> str:
    """How a part is called: "Clause 4", "Title"."""
    if not place.part_id:
        return translate(N_("The whole text"))
    return f"{translate(label_of(place.kind))} {place.label}".strip()


def _origin(content: bytes) -> Origin:
    preflight(content)
    return in_child(origin_of, content)
