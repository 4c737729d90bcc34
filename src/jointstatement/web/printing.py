"""Files that are made of a query's answer in the style of the text."""

import asyncio
from typing import Any

from litestar.connection import Request
from litestar.response import Response

from jointstatement.documents.files import MEDIA_TYPES
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.queries.base_text import since_base
from jointstatement.queries.rolling import (
    FROM_ONE_TO_ANOTHER,
    WITH_AMENDMENTS,
    WITHOUT_NAMES,
    OfficeNames,
    Rolling,
    between_revisions,
    revision_with_amendments,
)
from jointstatement.terms import CopyKind
from jointstatement.text.days import Translate
from jointstatement.text.rolling import without_names
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.copies import copy_sent
from jointstatement.web.reading import show
from jointstatement.web.rendering import translator
from jointstatement.web.styles import style_for


async def rolling_file(
    request: Request[Any, Any, Any],
    statement_id: str,
    *,
    revision: str,
    old: str,
    new: str,
    with_names: bool,
    reserves: bool | None,
) -> tuple[Rolling, bytes]:
    """A rolling text and its Word file: of a revision with its amendments, or, where `old` is named, from it to `new`.

    Without names every change has the same author, and nobody is said to reserve.
    """
    viewer, now, names = viewer_of(request), now_of(request), _office_names(request)
    if not with_names:
        # Not left out afterwards: a draft with reserves speaks of the hour of the last one.
        reserves = False
    if old:
        rolling = await show(
            request, between_revisions, viewer, statement_id, old, new, reserves=reserves, now=now, names=names
        )
    else:
        rolling = await show(
            request, revision_with_amendments, viewer, statement_id, revision, reserves=reserves, now=now, names=names
        )
    text = rolling.text if with_names else without_names(rolling.text, translator(request)(WITHOUT_NAMES))
    style = style_for(request, text.base.style)
    return rolling, await asyncio.to_thread(write_rolling, text, style, secretariat=rolling.secretariat)


def rolling_sent(
    request: Request[Any, Any, Any], statement_id: str, rolling: Rolling, content: bytes, *, name: str = ""
) -> Response[bytes]:
    """A rolling text as it leaves by the door."""
    return copy_sent(
        request,
        statement_id,
        content,
        kind=CopyKind.CHANGES if rolling.other else CopyKind.ROLLING_TEXT,
        revision=" – ".join(filter(None, (rolling.revision, rolling.other))),
        form="docx",
        media_type=MEDIA_TYPES["docx"],
        name=name,
    )


def name_of_rolling(rolling: Rolling, translate: Translate) -> str:
    """What a rolling text is called: "Rev.1 with amendments", "Rev.1 to Rev.2"."""
    called = FROM_ONE_TO_ANOTHER if rolling.other else WITH_AMENDMENTS
    return translate(called).format(revision=rolling.revision, other=rolling.other)


async def file_since_base(request: Request[Any, Any, Any], statement_id: str) -> tuple[Rolling, bytes]:
    """The way from the text that a statement began from, and its Word file."""
    names = _office_names(request)
    rolling = await show(request, since_base, viewer_of(request), statement_id, now=now_of(request), names=names)
    style = style_for(request, rolling.text.base.style)
    return rolling, await asyncio.to_thread(write_rolling, rolling.text, style, secretariat=rolling.secretariat)


def _office_names(request: Request[Any, Any, Any]) -> OfficeNames:
    english, translate = OfficeNames(), translator(request)
    return OfficeNames(translate(english.chair), translate(english.secretariat))
