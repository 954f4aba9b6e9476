"""Sets of texts have another order in every process: what is made from one by its order differs from build to build."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("fiscal", "parsers", "publish", "pipeline")
SETS = frozenset({"set", "frozenset"})
ORDERLESS = SETS | {"sorted", "any", "all", "sum", "len", "min", "max", "Decimal"}
"""Calls whose result does not tell in what order they were given their members."""
ORDERED = frozenset({"list", "tuple", "enumerate", "iter", "Counter", "dict", "join", "reversed", "zip", "fromkeys"})
ALGEBRA = (ast.BitAnd, ast.BitOr, ast.Sub, ast.BitXor)
OF_NUMBERS = ("set[int]", "frozenset[int]", "set[tuple[int, int]]", "frozenset[tuple[int, int]]")
"""Numbers, unlike texts, have one order in all processes."""


class _Reader(ast.NodeVisitor):
    """Lines of one module at which the order of a set of texts is used."""

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.sets: list[set[str]] = [set()]
        self.free: set[ast.AST] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        taken = [one for one in (*node.args.args, *node.args.kwonlyargs) if one.annotation is not None]
        self.sets.append({one.arg for one in taken if one.annotation and _annotated(one.annotation)})
        self.generic_visit(node)
        self.sets.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            if isinstance(target, ast.Name):
                (self.sets[-1].add if self.is_set(node.value) else self.sets[-1].discard)(target.id)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.generic_visit(node)
        if isinstance(node.target, ast.Name) and _annotated(node.annotation):
            self.sets[-1].add(node.target.id)

    def visit_For(self, node: ast.For) -> None:
        self._use(node.iter)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in ORDERLESS:
            self.free.update(node.args)
        if name in ORDERED:
            for each in node.args:
                self._use(each)
        self.generic_visit(node)

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehension(node)

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehension(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehension(node)

    def visit_Starred(self, node: ast.Starred) -> None:
        self._use(node.value)
        self.generic_visit(node)

    def visit_Set(self, node: ast.Set) -> None:
        for each in node.elts:
            self.generic_visit(each)

    def is_set(self, node: ast.expr) -> bool:
        """Whether an expression gives a set whose order may differ."""
        match node:
            case ast.Set(elts=elts):
                return any(not isinstance(one, ast.Constant) or isinstance(one.value, str) for one in elts)
            case ast.SetComp():
                return True
            case ast.Name(id=name):
                return any(name in names for names in self.sets)
            case ast.Call(func=ast.Name(id=name)):
                return name in SETS
            case ast.BinOp(op=ast.BitAnd() | ast.BitOr() | ast.Sub() | ast.BitXor()):
                return any(self.is_set(one) or _keys(one) for one in (node.left, node.right))
        return False

    def _comprehension(self, node: ast.ListComp | ast.DictComp | ast.GeneratorExp) -> None:
        if node not in self.free:
            for one in node.generators:
                self._use(one.iter)
        self.generic_visit(node)

    def _use(self, node: ast.expr) -> None:
        if node not in self.free and self.is_set(node):
            self.lines.append(node.lineno)


def _annotated(node: ast.expr) -> bool:
    text = ast.unparse(node)
    return text.startswith(("set[", "frozenset[")) and text not in OF_NUMBERS


def _called(node: ast.Call) -> str:
    func = node.func
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _keys(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _called(node) in ("keys", "items")


def _uses(source: str) -> list[int]:
    reader = _Reader()
    reader.visit(ast.parse(source))
    return reader.lines


def _modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))


def test_no_order_is_taken_from_a_set() -> None:
    found = [f"{path.relative_to(ROOT)}:{line}" for path in _modules() for line in _uses(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "for name in one.keys() - other.keys():\n    told.append(name)",
        "first = [name for name in {a, b}]",
        "names = {word for word in words}\ntold = '、'.join(names)",
        "def f(names: set[str]) -> list[str]:\n    return list(names)",
        "told = (*set(words), 1)",
    ],
)
def test_an_order_taken_from_a_set_is_seen(source: str) -> None:
    assert _uses(source)


@pytest.mark.parametrize(
    "source",
    [
        "for name in sorted(one.keys() - other.keys()):\n    told.append(name)",
        "any(name in x for name in {a, b})",
        "both = {name for name in one & other}",
        "def f(rows: set[int]) -> list[int]:\n    return list(rows)",
    ],
)
def test_a_set_whose_order_shows_nowhere_is_free(source: str) -> None:
    assert not _uses(source)
