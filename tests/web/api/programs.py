"""A person's program: it speaks JSON, gives every act a key, and knows the operations from their description."""

import re
import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from tests.cast import Forum, snapshot
from tests.serving import Client

from jointstatement.terms import Verb
from jointstatement.web.api.description import describe
from jointstatement.web.api.routes import api_router

ADDRESS = "http://127.0.0.1:8000"
API = "/api/v1"


class Program(Client):
    """A client of one person."""

    def read(self, path: str, status: int = 200, **query: str) -> Any:
        """Reads something, and expects this status."""
        answer = self.get(f"{API}{path}", params=query)
        assert answer.status_code == status, answer.text
        return answer.json()

    def do(self, path: str, status: int = 0, /, *, key: str = "", **fields: object) -> Any:
        """Acts, and expects this status, or else success. Returns the id of what was created, else the answer."""
        answer = self.say(path, fields or None, key=key)
        assert answer.status_code == status if status else answer.status_code in {201, 204}, answer.text
        told = answer.json() if answer.content else None
        return told["id"] if answer.status_code == 201 and "id" in told else told

    def say(self, path: str, body: object = None, *, key: str = "") -> Any:
        """Sends an act as it is given."""
        headers = {"idempotency-key": key or secrets.token_hex(8)}
        if body is None:
            return self.post(f"{API}{path}", headers=headers)
        if isinstance(body, bytes):
            return self.post(f"{API}{path}", content=body, headers=headers | {"content-type": "application/json"})
        return self.post(f"{API}{path}", json=body, headers=headers)


def refused(forum: Forum, program: Program, path: str, status: int, /, **fields: object) -> tuple[str, str]:
    """Somebody's program tries what is refused with this status; nothing changes. Returns its name and its sentence."""
    before = snapshot(forum.database)
    told = program.do(path, status, **fields)
    assert snapshot(forum.database) == before
    return told["refusal"], told["detail"]


@cache
def description() -> bytes:
    """The description of the interface."""
    return describe(api_router())


@cache
def operations() -> dict[str, "Operation"]:
    """Every operation that the interface describes, by its name."""
    document = msgspec.json.decode(description())
    return {
        operation["operationId"]: Operation(
            path=path.removeprefix(API),
            is_act=method == "post",
            shape=_shape(operation, document),
            described=operation,
        )
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def verbs() -> dict[str, Verb | None]:
    """The verb that each operation carries out, by the operation's name."""
    return {
        handler.operation_id: handler.opt.get("verb")
        for route in api_router().routes
        for handler in route.route_handlers
        if handler.opt.get("verb", ...) is not ...
    }


@dataclass(frozen=True)
class Operation:
    """One operation, as its description has it."""

    path: str
    is_act: bool
    shape: dict[str, Any] | None
    """The schema of its body, all references resolved; None where it takes none."""
    described: dict[str, Any]

    def at(self, **things: str) -> str:
        """Its address for these things ("statement_id", "part_id" …)."""
        return self.path.format(**things)


def addressed(name: str, things: dict[str, str]) -> str:
    """The address of an operation, with an unknown id where there is no thing."""
    names = [each.split(":")[0] for each in operations()[name].path.replace("}", "{").split("{")[1::2]]
    return operations()[name].at(**{each: things.get(each, "0" * 32) for each in names})


def fitting(schema: dict[str, Any], given: dict[str, Any]) -> Any:
    """The smallest value that a schema takes; fields that are `given` have these values."""
    if "const" in schema or "enum" in schema:
        return schema["enum"][0]
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return fitting(schema[choice][0], given)
    if schema["type"] == "object":
        required = schema.get("required", ())
        return {
            name: given[name] if name in given else fitting(field, given)
            for name, field in schema["properties"].items()
            if name in required
        }
    return {
        "string": lambda: _fitting_text(schema),
        "integer": lambda: int(schema.get("minimum", 1)),
        "boolean": lambda: True,
        # Lists that are never empty are lists of ids; a schema does not say so.
        "array": lambda: ["0" * 32] * int(schema.get("minItems", 0)),
        "null": lambda: None,
    }[schema["type"]]()


def _fitting_text(schema: dict[str, Any]) -> str:
    if "examples" in schema:
        return str(schema["examples"][0])
    if "pattern" in schema:
        return "0" * int(re.search(r"\{(\d+)\}", schema["pattern"])[1])  # type: ignore[index]
    return {
        "date": "2026-06-18",
        "date-time": "2026-06-01T18:00:00+02:00",
    }.get(schema.get("format", ""), "aGVsbG8=")


def _shape(operation: dict[str, Any], document: dict[str, Any]) -> dict[str, Any] | None:
    if "requestBody" not in operation:
        return None
    resolved: dict[str, Any] = _resolved(operation["requestBody"]["content"]["application/json"]["schema"], document)
    return resolved


def _resolved(schema: Any, document: dict[str, Any]) -> Any:
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _resolved(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document)
        return {name: _resolved(value, document) for name, value in schema.items()}
    if isinstance(schema, list):
        return [_resolved(value, document) for value in schema]
    return schema
