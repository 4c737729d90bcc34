"""What leaves as a file: the adopted text, or a draft as it was asked for."""

from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.errors import StatesOfAdoptedText
from jointstatement.queries.adopted import adopted_document, draft_document, draft_with_states, is_adopted
from jointstatement.queries.reserves import with_open_reserves
from jointstatement.text.document import Document


def document_to_take(
    session: Session,
    viewer: Viewer,
    statement_id: str,
    revision_id: str | None = None,
    *,
    states: bool = False,
    reserves: bool | None = None,
) -> Document:
    """The adopted text in its final form, or before adoption (and of a revision that is named) a draft.

    With states, the draft as it stands says of each clause how far it has come. With reserves, it says at each part
    which delegations keep their position open there, as far as this person may know; where nothing is said of them, as
    `with_open_reserves` says. Raises as `draft_document`, and `StatesOfAdoptedText`.
    """
    is_over = is_adopted(session, statement_id)
    if states and revision_id:
        raise StatesOfAdoptedText()
    if states:
        document = draft_with_states(session, viewer, statement_id)
    elif is_over and not revision_id:
        return adopted_document(session, viewer, statement_id)
    else:
        document = draft_document(session, viewer, statement_id, revision_id)
    return with_open_reserves(session, viewer, statement_id, document, revision_id, asked=reserves)
