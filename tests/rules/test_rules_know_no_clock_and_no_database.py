import ast
from pathlib import Path

import pytest

import plans.rules

RULES = sorted(Path(plans.rules.__file__).parent.glob("*.py"))
ALLOWED = {"collections", "dataclasses", "datetime", "decimal", "calendar", "enum", "math", "re", "typing", "plans"}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_is_made_of_plain_values(path):
    modules = set(imports(path))

    assert {name.split(".")[0] for name in modules} <= ALLOWED
    assert {
        name for name in modules if name.startswith("plans") and not name.startswith(("plans.rules", "plans.enums"))
    } == set()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_never_asks_what_day_it_is(path):
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert calls & {"today", "now", "localdate", "utcnow", "time"} == set()
