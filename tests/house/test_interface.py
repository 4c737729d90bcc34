"""Every act of the interface is carried out by some test: read from the addresses to which the tests send acts.

An address is taken as it is written at the call, or as the name at the call was given it: in the test, in its file, by
a fixture or a function there. One that could be the address of several acts counts for none of them.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from tests.web.api.programs import operations

TESTS = Path(__file__).parents[1]
SOMETHING = "{}"
"""A piece of an address that only the running test knows: an id, mostly."""
SUCCESS = {200, 201, 204}


def test_every_act_is_carried_out_by_a_test() -> None:
    acts = {re.sub(r"\{.*?\}", SOMETHING, each.path): name for name, each in operations().items() if each.is_act}
    sent = {address for path in TESTS.rglob("test_*.py") for address in _acted_at(ast.parse(path.read_text()))}

    carried_out = {acts[path] for address in sent for path in _meant(address, acts)}
    assert sorted(set(acts.values()) - carried_out) == []


def test_name_that_is_given_two_addresses_counts_for_neither() -> None:
    told = 'def test_it():\n    at = "/one"\n    program.do(at)\n    at = "/other"\n    program.read(at)\n'

    assert list(_acted_at(ast.parse(told))) == [SOMETHING]


def _acted_at(module: ast.Module) -> Iterator[str]:
    """The addresses at which a file's tests act and expect success."""
    known = {each.name: each for each in module.body if isinstance(each, ast.FunctionDef)}
    of_file = _given_names(module.body, {name: _returned(each) for name, each in known.items()})
    for function in known.values():
        names = _given_names(function.body, of_file)
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Attribute(attr="do"), args=[address, *status]):
                    if not status or (isinstance(status[0], ast.Constant) and status[0].value in SUCCESS):
                        yield _written(address, names)


def _returned(function: ast.FunctionDef) -> str:
    match function.body[-1]:
        case ast.Return(value=ast.expr() as value):
            return _written(value, _given_names(function.body, {}))
    return SOMETHING


def _given_names(body: list[ast.stmt], known: Mapping[str, str]) -> dict[str, str]:
    """What names mean after these statements, those inside included; what is given twice could be either."""
    names, given = dict(known), set[str]()
    for statement in body:
        if isinstance(statement, ast.FunctionDef):
            continue
        for node in ast.walk(statement):
            match node:
                case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                    pairs = list(zip(targets, values, strict=False))  # a starred name takes several
                case ast.Assign(targets=[target], value=value):
                    pairs = [(target, value)]
                case _:
                    pairs = []
            for name, meant in [(to.id, _written(what, names)) for to, what in pairs if isinstance(to, ast.Name)]:
                names[name] = SOMETHING if name in given and names[name] != meant else meant
                given.add(name)
    return names


def _written(address: ast.expr, names: Mapping[str, str]) -> str:
    match address:
        case ast.Constant(value=str(words)):
            return words
        case ast.Name(id=name) | ast.Call(func=ast.Name(id=name)):
            return names.get(name, SOMETHING)
        case ast.JoinedStr(values=pieces):
            return "".join(_written(each, names) for each in pieces)
        case ast.FormattedValue(value=value):
            return _written(value, names)
    return SOMETHING


def _meant(address: str, paths: Iterable[str]) -> list[str]:
    """The one path that an address is of. An id may be written out, as "tr", where no other path has it for a word."""
    word_by_word = [path for path in paths if _is_of(address, path, str.__eq__)]
    found = word_by_word or [path for path in paths if _is_of(address, path, _may_stand_for)]
    return found if len(found) == 1 else []


def _is_of(address: str, path: str, stands_for: Callable[[str, str], bool]) -> bool:
    given, wanted = address.split("/"), path.split("/")
    if given[0] == SOMETHING:  # the address of the thing itself, which the test was handed
        given = wanted[: len(wanted) - len(given) + 1] + given[1:]
    return len(given) == len(wanted) and all(map(stands_for, given, wanted))


def _may_stand_for(given: str, wanted: str) -> bool:
    return wanted in (given, SOMETHING)
