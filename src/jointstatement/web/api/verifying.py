"""Whether a file says what was adopted, for programs."""

from dataclasses import replace

import msgspec
from litestar.params import FromPath, JSONBody

from jointstatement.queries.verification import Verdict
from jointstatement.text.document import LeftOut
from jointstatement.web.api.bodies import UPLOAD_BODY_BYTES, FileContent, Line
from jointstatement.web.api.operations import AnyRequest, deed
from jointstatement.web.pages.published import judged
from jointstatement.web.rendering import translator


class CheckedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A copy of a published statement."""

    name: Line
    content: FileContent


@deed(
    "/published/{address:str}/check",
    tag="statements",
    status=200,
    largest_body=UPLOAD_BODY_BYTES,
    names={"file": "content"},
)
async def check_file(request: AnyRequest, address: FromPath[str], data: JSONBody[CheckedFile]) -> Verdict:
    """Compares a file with what was adopted, as the public page does. The file is kept nowhere, and nothing changes."""
    verdict = await judged(request, address, data.content, data.name)
    translate = translator(request)
    return replace(verdict, beside=tuple(LeftOut(each.text, translate(each.why)) for each in verdict.beside))


handlers = [check_file]
