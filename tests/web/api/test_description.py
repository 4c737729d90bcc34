"""The interface says of itself what it does, and does what it says."""

from collections.abc import Callable

import msgspec
from tests.web.api.programs import API, Program, description, operations, verbs

from jointstatement.terms import Verb


def test_every_verb_has_an_operation() -> None:
    assert set(Verb) - set(verbs().values()) == set()


def test_every_operation_has_a_summary_a_tag_and_its_refusals() -> None:
    poor = {
        name
        for name, operation in operations().items()
        if not (
            operation.described["summary"].endswith(".")
            and operation.described["tags"]
            and {"401", "403", "404", "422"} <= operation.described["responses"].keys()
        )
    }

    assert poor == set()


def test_every_act_needs_a_key_and_no_read_does() -> None:
    keyed = {
        name: any(each["name"] == "Idempotency-Key" for each in operation.described.get("parameters", ()))
        for name, operation in operations().items()
    }

    assert keyed == {name: operation.is_act for name, operation in operations().items()}


def test_description_is_for_those_with_a_token(program: Callable[[str], Program]) -> None:
    program("nobody").read("/openapi.json", 401)

    assert program("observer").read("/openapi.json")["openapi"].startswith("3.1")


def test_description_has_no_page(program: Callable[[str], Program]) -> None:
    paths = program("observer").read("/openapi.json")["paths"]

    assert {path for path in paths if not path.startswith(API)} == set()


def test_every_object_that_comes_in_is_closed(program: Callable[[str], Program]) -> None:
    open_shapes = {
        name
        for name, operation in operations().items()
        if operation.shape is not None and operation.shape["additionalProperties"] is not False
    }

    assert open_shapes == set()


def test_answers_are_what_is_described(program: Callable[[str], Program]) -> None:
    described = operations()["me"].described["responses"]["200"]["content"]["application/json"]["schema"]
    document = program("chair").read("/openapi.json")
    fields = document["components"]["schemas"][described["$ref"].rsplit("/", 1)[1]]["properties"]

    assert program("chair").read("/me").keys() == fields.keys()
    assert msgspec.json.encode(document)


def test_every_field_says_what_it_holds() -> None:
    schemas = msgspec.json.decode(description())["components"]["schemas"]

    unsaid = {
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, held in schema.get("properties", {}).items()
        if {} in (held, *held.get("oneOf", ()), *held.get("anyOf", ()))
    }

    assert unsaid == set()
