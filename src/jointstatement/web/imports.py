"""A statement begins with what was read in a file that waits; the pages and the interface do it alike."""

import json
from datetime import datetime

from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.actions.drafting import import_document
from jointstatement.documents.as_json import document_from_json
from jointstatement.queries.first_run import waiting_upload


def import_waiting(session: Session, upload_id: str, *, by: Viewer, now: datetime, **frame: str) -> str:
    """Begins a statement with a waiting reading, which goes with it. Returns the statement's id.

    The reading is looked up at the deed: sent again, the request is answered as before though nothing waits any more.
    Raises `NotFound` where another request was faster.
    """
    waiting = waiting_upload(session, by, upload_id, now=now)
    document = document_from_json(json.loads(waiting.reading))
    return import_document(session, document=document, upload_id=upload_id, by=by, now=now, **frame)
