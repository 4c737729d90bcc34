"""One complete archive of a body, made of queries and printers: for the pages, the interface and the command line."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO

import msgspec
from sqlmodel import Session

from jointstatement.access.viewer import Viewer
from jointstatement.documents.archive import Filed, letters_of, pack
from jointstatement.documents.comment_files import print_table
from jointstatement.documents.files import print_document
from jointstatement.documents.style import Style
from jointstatement.documents.tables import Layout
from jointstatement.queries.adopted import adopted_document, draft_document
from jointstatement.queries.archive import (
    ArchivedStatement,
    ChainEntry,
    archived,
    archived_chains,
    archived_chains_of_call,
    published_copy,
)
from jointstatement.queries.calls import call_file, call_page
from jointstatement.queries.certificate import certificate_document
from jointstatement.queries.comment_tables import comment_table
from jointstatement.queries.corrigenda import corrigenda_in_force, corrigendum_for
from jointstatement.queries.translations import translation_documents
from jointstatement.terms import Chain
from jointstatement.text.document import Document

StyleOf = Callable[[str], Style]

_ABOUT = (
    "Every revision, the comments and amendments that were open to the reader, the adopted texts, the closed calls for "
    "inputs and the record of proceedings. SHA256SUMS lists the digest of every file; each chain of the record is its "
    "entries with all that their hashes are made of. No draft of a delegation and no input before its hour is in it."
)


def write_archive(session: Session, viewer: Viewer, target: BinaryIO, *, now: datetime, style_of: StyleOf) -> None:
    """Writes the archive of the body for this person: what he or she may read, and the same bytes for the same state.

    Raises `NotYours`.
    """
    held = archived(session, viewer)
    title = f"{held.body}: archive"
    pack(_files(session, viewer, now=now, style_of=style_of), target, title=title, about=_ABOUT)


def name_of_archive(session: Session, viewer: Viewer) -> str:
    """The file's name. Raises `NotYours`."""
    return f"{letters_of(archived(session, viewer).short_name) or 'body'}-archive.zip"


def _files(session: Session, viewer: Viewer, *, now: datetime, style_of: StyleOf) -> Iterator[Filed]:
    held = archived(session, viewer)
    for place, statement in enumerate(held.statements, start=1):
        folder = f"{place:02d}-{_short(statement.title) or 'statement'}"
        yield from _of_statement(session, viewer, statement, folder, now=now, style_of=style_of)
    for place, call in enumerate(held.calls, start=1):
        yield from _of_call(session, viewer, call.id, f"call-{place:02d}-{_short(call.title) or 'inputs'}")


def _of_statement(
    session: Session, viewer: Viewer, statement: ArchivedStatement, folder: str, *, now: datetime, style_of: StyleOf
) -> Iterator[Filed]:
    for revision in statement.revisions:
        document = draft_document(session, viewer, statement.id, revision.id)
        at = f"{folder}/revisions/{revision.number:02d}-{_short(revision.label)}"
        yield from _printed(document, style_of, at, revision.label)
    if statement.revisions:
        table = comment_table(session, viewer, statement.id, with_answers=True, now=now)
        said = "Comments and amendments with the chair's answers"
        yield Filed(f"{folder}/comments.docx", print_table(table, Layout.ISO, "docx"), said)
    if statement.is_adopted:
        adopted = adopted_document(session, viewer, statement.id)
        yield from _printed(adopted, style_of, f"{folder}/adopted/adopted", "Adopted text")
        certificate = certificate_document(session, viewer, statement.id, with_positions=viewer.is_office)
        style = style_of(certificate.style)
        yield Filed(
            f"{folder}/adopted/certificate.docx",
            print_document(certificate, style, "docx"),
            "Certificate of adoption",
        )
        for each in corrigenda_in_force(session, statement.id, adopted.parts):
            assert each.number is not None, "a corrigendum in force has its number"
            corrigendum = corrigendum_for(session, viewer, statement.id, each.number)
            at = f"{folder}/adopted/corrigendum-{each.number}"
            yield from _printed(corrigendum, style_of, at, f"Corrigendum {each.number}")
    for name, document in translation_documents(session, viewer, statement.id):
        yield from _printed(document, style_of, f"{folder}/translations/{name}", f"Translation {name}")
    published = published_copy(session, viewer, statement.id)
    if published is not None:
        yield Filed(f"{folder}/adopted/published.docx", published, "Published file, byte for byte")
    yield from _record(archived_chains(session, viewer, statement.id), folder)


def _of_call(session: Session, viewer: Viewer, call_id: str, folder: str) -> Iterator[Filed]:
    call = call_page(session, viewer, call_id)
    register = msgspec.structs.replace(call, begun=())
    yield Filed(f"{folder}/register.json", _json(register), "The call, its register and the inputs in words")
    for place, line in enumerate(call.contributions, start=1):
        for number, file in enumerate(line.files, start=1):
            kept = call_file(session, viewer, call_id, file.id)
            name = f"{place:02d}-{number}-{letters_of(kept.file_name)[-80:] or 'file'}"
            yield Filed(f"{folder}/files/{name}", kept.content, f"{kept.file_name}, of {line.delegation}; unopened")
    yield from _record(archived_chains_of_call(session, viewer, call_id), folder)


def _printed(document: Document, style_of: StyleOf, at: str, said: str) -> Iterator[Filed]:
    style = style_of(document.style)
    yield Filed(f"{at}.docx", print_document(document, style, "docx"), f"{said}, Word")
    yield Filed(f"{at}.json", print_document(document, style, "json"), f"{said}, JSON")


def _record(chains: dict[Chain, tuple[ChainEntry, ...]], folder: str) -> Iterator[Filed]:
    for chain, entries in chains.items():
        yield Filed(f"{folder}/record/{chain.value}.json", _json(entries), f"Record of proceedings: {chain.value}")


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _short(words: str) -> str:
    return letters_of(words)[:50].strip("-.")
