"""Files of texts under negotiation as they leave by the door, and keeping that a delegation took one out."""

from typing import Any

from litestar.background_tasks import BackgroundTask
from litestar.connection import Request
from litestar.response import Response

from jointstatement.access.copies import is_of_delegation
from jointstatement.actions.copies import keep_copy
from jointstatement.terms import CopyKind
from jointstatement.web.admission import admitted, database_of


def copy_sent(
    request: Request[Any, Any, Any],
    statement_id: str,
    content: bytes,
    *,
    kind: CopyKind | None,
    revision: str,
    form: str,
    media_type: str,
    name: str = "",
) -> Response[bytes]:
    """The file, and after it went out a row that says who took it, where the body keeps that.

    An adopted text is of no kind of copy, and nothing is kept of it. The file does not wait for the row, and goes out
    where it cannot be kept; that is a fault, and surfaces as one.
    """
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"' if name else "attachment"},
        background=_keeping(request, statement_id, kind=kind, revision=revision, form=form),
    )


def _keeping(
    request: Request[Any, Any, Any], statement_id: str, *, kind: CopyKind | None, revision: str, form: str
) -> BackgroundTask | None:
    person, database = admitted(request), database_of(request)
    if kind is None or not (person.surroundings.copies_are_logged and is_of_delegation(person.viewer)):
        return None

    async def keep_it() -> None:
        await database.write(keep_copy, statement_id, kind=kind, revision=revision, form=form, by=person.viewer)

    return BackgroundTask(keep_it)
