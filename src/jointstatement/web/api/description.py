"""The interface described by itself: OpenAPI 3.1, made from the operations that there are."""

from typing import Any

import msgspec
from litestar import Litestar
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.router import Router

from jointstatement.documents.comment_files import TABLE_TYPES
from jointstatement.web.api.bodies import KEY_NAME, LONGEST_KEY, SHORTEST_KEY
from jointstatement.web.api.operations import PROBLEM
from jointstatement.web.api.reading import FILE_TYPES

_ABOUT = (
    "The same acts and reads as the pages, for programs. A request carries a personal token; everything that its "
    "person may not know of is answered as if it were not there. An act carries a key of its own, so that it is done "
    "once however often it is sent."
)
_KEY = {
    "name": KEY_NAME,
    "in": "header",
    "required": True,
    "description": "A value of its own for each act: sent again, the act is answered as before and not repeated.",
    "schema": {
        "type": "string",
        "minLength": SHORTEST_KEY,
        "maxLength": LONGEST_KEY,
        "pattern": "^[\\x20-\\x7e]+$",
    },
}
_FILE = {"schema": {"type": "string", "format": "binary"}}


def describe(router: Router) -> bytes:
    """The OpenAPI document of all operations of this router, as JSON."""
    alone = Litestar(
        [router],
        openapi_config=OpenAPIConfig(
            title="Joint statements",
            version="1",
            description=_ABOUT,
            components=Components(
                security_schemes={
                    "token": SecurityScheme(type="http", scheme="bearer", description="A personal token.")
                }
            ),
            security=[{"token": []}],
        ),
        logging_config=None,
    )
    document: dict[str, Any] = alone.openapi_schema.to_schema()
    for methods in document["paths"].values():
        for method, operation in methods.items():
            _complete(operation, is_act=method == "post")
    schemas = document["components"]["schemas"]
    _let_out_what_has_defaults(document)
    for name in _names_of_bodies(document):
        schemas[name]["additionalProperties"] = False
    for name in ("NewUpload", "NewReturnedFile", "NewStyle", "NewFile", "NewTranslationFile", "CheckedFile"):
        schemas[name]["properties"]["content"] = {"type": "string", "contentEncoding": "base64"}
    return msgspec.json.encode(document)


def _complete(operation: dict[str, Any], *, is_act: bool) -> None:
    """Says what the generator cannot see: the key of every act, and what files are."""
    if is_act:
        operation.setdefault("parameters", []).append(_KEY)
    if operation["operationId"] == "take_file":
        operation["responses"]["200"]["content"] = {kind.partition(";")[0]: _FILE for kind in FILE_TYPES.values()}
    if operation["operationId"] in {"published_file", "translation_file"}:
        operation["responses"]["200"]["content"] = {FILE_TYPES["docx"]: _FILE}
    if operation["operationId"] == "comment_table_file":
        operation["responses"]["200"]["content"] = dict.fromkeys(TABLE_TYPES.values(), _FILE)
    if operation["operationId"] == "archive_file":
        operation["responses"]["200"]["content"] = {"application/zip": _FILE}
    if operation["operationId"] == "contribution_file":
        operation["responses"]["200"]["content"] = {"application/octet-stream": _FILE}
    if operation["operationId"] == "comment_form_file":
        operation["responses"]["200"]["content"] = {TABLE_TYPES["docx"]: _FILE}
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            assert list(response["content"]) == [PROBLEM], "every refusal is a problem document"


def _let_out_what_has_defaults(document: dict[str, Any]) -> None:
    """A body of which no field has to be given need not be sent."""
    for methods in document["paths"].values():
        for operation in methods.values():
            body = operation.get("requestBody", {})
            names = _references(body.get("content", {}))
            if names and not any(document["components"]["schemas"][name].get("required") for name in names):
                body["required"] = False


def _names_of_bodies(document: dict[str, Any]) -> set[str]:
    """The schemas of bodies, with those that they are made of: no field but theirs is taken."""
    schemas = document["components"]["schemas"]
    asked = [
        operation["requestBody"]
        for methods in document["paths"].values()
        for operation in methods.values()
        if "requestBody" in operation
    ]
    names: set[str] = set()
    while asked:
        for name in _references(asked.pop()) - names:
            names.add(name)
            asked.append(schemas[name])
    return {name for name in names if schemas[name].get("type") == "object"}


def _references(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["$ref"].rsplit("/", 1)[1]} if "$ref" in schema else set()
        return own.union(*(_references(value) for value in schema.values()))
    if isinstance(schema, list):
        return set().union(*(_references(value) for value in schema))
    return set()
