"""A text in other languages: what is entered, what was issued, and the way from the one to the other."""

import asyncio

import msgspec
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Response

from jointstatement.actions import translating
from jointstatement.documents.files import print_document
from jointstatement.queries.translations import (
    BesidePart,
    IssuedLine,
    LanguageLine,
    translation_document,
    translation_page,
    translations_page,
)
from jointstatement.terms import TranslationStatus, Verb
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.api.bodies import UPLOAD_BODY_BYTES, DraftVersion, FileContent, Line, Text
from jointstatement.web.api.operations import AnyRequest, Created, deed, read
from jointstatement.web.forms import Id
from jointstatement.web.reading import show
from jointstatement.web.styles import rules_of, style_for
from jointstatement.web.translations import parts_of_file, translation_sent

TAG = "translations"


class Languages(msgspec.Struct, frozen=True):
    """The languages of a text."""

    original: str
    issued: tuple[IssuedLine, ...]
    in_work: tuple[LanguageLine, ...]


class TextInLanguage(msgspec.Struct, frozen=True):
    """A text in one other language, beside the original."""

    language: str
    name: str
    revision_id: str
    revision: str
    parts: tuple[BesidePart, ...]
    missing: int
    behind: int
    seen: int
    """How often anything was entered; taking a file over and issuing name it."""
    issued: tuple[IssuedLine, ...]
    orders_members: bool


class PartInLanguage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one part; empty to take it out. `expected` is the version that was seen, 0 for nothing."""

    wording: Text
    revision_id: Id
    expected: DraftVersion = 0


class NewTranslationFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file in the other language, beside which revision it is laid, and what had been entered."""

    name: Line
    content: FileContent
    revision_id: Id
    seen: DraftVersion = 0


class NewTranslation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """With which standing a translation is issued, of what was seen."""

    status: TranslationStatus
    revision_id: Id
    seen: DraftVersion


@read("/statements/{statement_id:str}/translations", Verb.READ_TEXT, tag=TAG)
async def translations(request: AnyRequest, statement_id: FromPath[str]) -> Languages:
    """The languages of a text: in which it was issued, and for the office what is entered."""
    shown = await show(request, translations_page, viewer_of(request), statement_id, now=now_of(request))
    return Languages(shown.original, shown.issued, shown.in_work)


@read("/statements/{statement_id:str}/translations/{language:str}", Verb.READ_TEXT, tag=TAG)
async def translation(request: AnyRequest, statement_id: FromPath[str], language: FromPath[str]) -> TextInLanguage:
    """A text in one language: for the office what is entered, for all others what was issued last."""
    shown = await show(
        request,
        translation_page,
        viewer_of(request),
        statement_id,
        language,
        now=now_of(request),
        rules_of=rules_of(request),
    )
    return TextInLanguage(**{name: getattr(shown, name) for name in TextInLanguage.__struct_fields__})


@read("/statements/{statement_id:str}/translations/{language:str}/file", Verb.READ_TEXT, tag=TAG)
async def translation_file(
    request: AnyRequest, statement_id: FromPath[str], language: FromPath[str], number: FromQuery[int] = 0
) -> Response[bytes]:
    """The Word file of an issued translation: the last in its language, or the one of a number."""
    viewer = viewer_of(request)
    document, _ = await show(request, translation_document, viewer, statement_id, language, number or None)
    content = await asyncio.to_thread(print_document, document, style_for(request, document.style), "docx")
    return translation_sent(request, statement_id, content, document=document, form="docx")


@deed("/statements/{statement_id:str}/translations/{language:str}/parts/{part_id:str}", Verb.TRANSLATE, tag=TAG)
async def translate(
    request: AnyRequest,
    statement_id: FromPath[str],
    language: FromPath[str],
    part_id: FromPath[str],
    data: JSONBody[PartInLanguage],
) -> None:
    """Enters one part in another language, for the office alone until it is issued."""
    named = {"wording": data.wording, "revision_id": data.revision_id, "expected": data.expected}
    await act(request, translating.enter_translation, statement_id, language, part_id, lock=statement_id, **named)


@deed(
    "/statements/{statement_id:str}/translations/{language:str}/file",
    Verb.TRANSLATE,
    tag=TAG,
    largest_body=UPLOAD_BODY_BYTES,
    names={"file": "content"},
)
async def lay_translation(
    request: AnyRequest, statement_id: FromPath[str], language: FromPath[str], data: JSONBody[NewTranslationFile]
) -> None:
    """Takes all parts over from a Word file or a plain text, in the place of what was entered."""
    await act(
        request,
        translating.lay_translation,
        statement_id,
        language,
        parts=await parts_of_file(request, statement_id, data.content, data.name),
        revision_id=data.revision_id,
        seen=data.seen,
        lock=statement_id,
    )


@deed("/statements/{statement_id:str}/translations/{language:str}/issue", Verb.ISSUE_TRANSLATION, tag=TAG, status=201)
async def issue_translation(
    request: AnyRequest, statement_id: FromPath[str], language: FromPath[str], data: JSONBody[NewTranslation]
) -> Created:
    """Freezes a translation that is whole and puts it before the members."""
    named = {"status": data.status, "revision_id": data.revision_id, "seen": data.seen}
    return Created(
        await act(request, translating.issue_translation, statement_id, language, lock=statement_id, **named)
    )


handlers = [translations, translation, translation_file, translate, lay_translation, issue_translation]
