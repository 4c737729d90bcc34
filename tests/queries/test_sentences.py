"""Every kind of entry says something."""

import ast
from pathlib import Path

import jointstatement.actions
from jointstatement.actions.attaching import _MADE, _WITHDRAWN
from jointstatement.actions.base_text import _BEGUN
from jointstatement.actions.clause_states import _OF_A_CLAUSE, _OF_A_PACKAGE
from jointstatement.queries.sentences import SENTENCES

ACTS = Path(jointstatement.actions.__file__).parent
TELLERS = {"tell_all", "_tell_all"}


def kinds_recorded() -> set[str]:
    """The kinds that stand in the code of the acts on a statement, wherever one is named."""
    # Of persons and bodies the chain of administration tells; it belongs to no statement.
    acts = [path for path in ACTS.glob("*.py") if path.stem not in {"persons", "setting_up", "fields", "notices"}]
    found: set[str] = set()
    for node in (node for path in acts for node in ast.walk(ast.parse(path.read_text()))):
        named: list[ast.expr] = []
        if (
            isinstance(node, ast.keyword)
            and node.arg == "kind"
            or isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "kind"
        ):
            named = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TELLERS:
            # Some name what it is about before they name the kind.
            named = [*node.args[2:3], *(each for each in node.args[3:4] if isinstance(each, ast.Constant))]
        found |= {
            constant.value
            for expression in named
            for constant in ast.walk(expression)
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
        }
    kept = (_MADE, _WITHDRAWN, _BEGUN, _OF_A_CLAUSE, _OF_A_PACKAGE)
    return found | {kind for kinds in kept for kind in kinds.values()}


def test_every_kind_that_an_act_records_has_a_sentence() -> None:
    recorded = kinds_recorded()

    assert {"silence_broken", "late_objection_received", "adopted", "part_reworded", "position_drafted"} < recorded
    assert recorded - SENTENCES.keys() == set()
