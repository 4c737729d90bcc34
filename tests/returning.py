"""A file that waits: what was found in it is said here, without a file."""

from typing import Any

import msgspec
from tests.negotiation import Negotiation

from jointstatement.access.viewer import Viewer
from jointstatement.actions.returned import keep_returned
from jointstatement.models import Revision
from jointstatement.text.findings import Finding, Found


def json_of(*findings: Finding) -> str:
    """What was found, as it is kept."""
    return msgspec.json.encode(Found(findings)).decode()


def wait_with(talks: Negotiation, by: Viewer, *findings: Finding, **otherwise: Any) -> str:
    """A file of this person waits on the latest revision. Returns its id."""
    (revision,) = talks.forum.rows(Revision, statement_id=talks.id, number=otherwise.pop("revision", 0))
    given = {
        "revision_id": revision.id,
        "is_origin_known": True,
        "file_name": "ours.docx",
        "content": b"PK of " + by.name.encode(),
        "found": json_of(*findings),
    }
    return str(talks.forum.act(keep_returned, talks.id, **{**given, **otherwise}, by=by))
