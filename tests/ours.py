"""Our own files, as the house rules read them."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACTIONS = sorted(ROOT.glob("debates/actions/*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())
