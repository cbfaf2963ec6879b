"""House rules, kept by a test because no linter knows them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.ours import ACTIONS, ROOT, named, tree_of

OURS = sorted(
    path
    for folder in ("site", "debates", "tests", "bench")
    for path in ROOT.joinpath(folder).rglob("*.py")
    if "migrations" not in path.parts
)
CODE = [path for path in OURS if path.parts[len(ROOT.parts)] in {"site", "debates"}]
FACES = [path for path in OURS if {"pages", "api"} & set(path.parts)]


def test_imports_keep_to_the_layers() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_site_is_a_source_root_not_a_package() -> None:
    """A package named `site` can hide the standard library's, and stop Python starting."""
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.django_db
def test_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# --- Faces never write ---

# Only querysets and models have these.
WRITES = {
    *("save", "delete", "create", "bulk_create", "bulk_update", "get_or_create"),
    *("update_or_create", "asave", "adelete", "acreate", "aupdate", "select_for_update"),
}
# Base classes that write on our behalf, past the actions.
WRITERS = {
    *("CreateModelMixin", "UpdateModelMixin", "DestroyModelMixin", "ModelViewSet"),
    *("CreateView", "UpdateView", "DeleteView", "ModelForm", "ModelSerializer"),
    *("CreateAPIView", "UpdateAPIView", "DestroyAPIView"),
}
# What names rows; `update` is a word of dicts and sets too.
ROWS = re.compile(r"\.objects\b|\.filter\(|\.exclude\(|\.all\(\)|_set\b|_for\(|_of\(|_in\(")


def writes_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            written = ast.unparse(node.func)
            if node.func.attr in WRITES or (
                node.func.attr == "update" and ROWS.search(ast.unparse(node.func.value))
            ):
                yield written
        if isinstance(node, ast.alias) and node.name.rpartition(".")[2] in WRITERS:
            yield node.name


@pytest.mark.parametrize("path", FACES, ids=named)
def test_pages_and_api_write_only_through_actions(path: Path) -> None:
    assert list(writes_in(tree_of(path))) == []


# --- Actions ---

# Not verbs of a member, and why each stands among the actions.
NOT_BY_A_MEMBER = {
    "refresh_scores": "the worker's",
    "refresh_all_scores": "the worker's",
    "refresh_strengths": "the worker's",
    "refresh_all_strengths": "the worker's",
    "refresh_endorsements": "the worker's",
    "ranked": "the worker's",
    "write_ranks": "the worker's",
    "keep_staleness": "the worker's",
    "forget_old_keys": "the worker's",
    "post": "a part of acts",
    "record": "a part of acts",
    "tell": "a part of acts",
    "act": "what makes an act of a verb",
    "together": "what makes one act of several",
    "locked": "a part of acts",
    "locked_evidence": "a part of acts",
    "locked_undecided": "a part of acts",
    "free_slug": "a part of acts",
    "reword": "a part of acts",
    "linked_from": "a part of acts",
    "keep_links": "a part of acts",
    "keep_pace": "a part of acts",
    "fit_source": "a part of acts",
    "fit_file": "a part of acts",
    "the_source": "a part of acts",
    "read_intake": "the worker's",
    "go_on_with_intakes": "the worker's",
    "work_through": "the worker's",
    "work_through_all": "the worker's",
    "write_references": "the worker's",
    "unsign_flags": "a part of delete_account",
}
# These run the act that they are given, in a transaction of their own.
ATOMIC = {"once"}
NOBODYS = {
    "seeding.py": "a load for measuring",
    "seeded_arguments.py": "a part of that load",
    "specimens.py": "a load for looking at",
    "demo.py": "the demo, loaded at a first start",
    "removing.py": "the demo, removed by the owner of the tables",
    "imports.py": "a load of whole conversations",
    "landscapes.py": "the worker's",
    "looking_up.py": "the worker's",
    "tidying.py": "the worker's",
    "marks.py": "the worker's, and how a mark is undone",
    "rulings.py": "a part of every act that rules",
    "parting.py": "a part of splitting and joining",
    "cases.py": "a part of every act that rules",
    "joined.py": "a part of merging",
    "gates.py": "a part of acts that change how a debate hangs together",
    "holding.py": "a part of posting, and of letting through",
    "maturing.py": "the worker's",
    "sealing.py": "a part of redacting",
}


def test_actions_take_the_actor_last_and_are_acts() -> None:
    for path in ACTIONS:
        if path.name in NOBODYS:
            continue
        functions = [node for node in tree_of(path).body if isinstance(node, ast.FunctionDef)]
        acts = {one.name for one in functions if "act" in map(ast.unparse, one.decorator_list)}
        for function in functions:
            name = function.name
            if name.startswith("_") or name in NOT_BY_A_MEMBER:
                continue
            if "grounds" in {argument.arg for argument in function.args.args}:
                continue  # How one kind of ruling is undone: a part of undo_ruling.
            keywords = [argument.arg for argument in function.args.kwonlyargs]
            assert keywords[-1:] == ["by"], f"{named(path)}: {name} takes its actor last, by="
            calls = {
                ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)
            }
            assert name in acts or name in ATOMIC or calls & acts, f"{name} is no act"


# --- Names and sizes ---

BANNED = re.compile(
    r"(Manager|Service|Helper)|(^|_)(common|core|data|info|manager|service|helper)(_|$)"
    r"|^(do|handle|process)_"
)
# Names that a framework calls, or that say what HTTP or a platform says.
CALLED_SO = {
    "handle",
    "data",
    "get_context_data",
    "process_exception",
    "process_response",
    "handle_raw_input",
    "receive_data_chunk",
    "process_view",
    "handle_no_permission",
}


def names_in(path: Path) -> Iterator[str]:
    yield path.stem
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


@pytest.mark.parametrize("path", CODE, ids=named)
def test_names_say_what_a_thing_is(path: Path) -> None:
    assert [one for one in names_in(path) if BANNED.search(one) and one not in CALLED_SO] == []


# Longer than a page of the editor, and why.
LONG_FILES = {
    "site/config/settings.py": "one list of settings",
}
MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 30
LONG_FUNCTIONS = {
    "_post": "one act, told in order",
    "post_synthesis": "one act, told in order",
    "add_evidence": "one act, told in order",
    "edit_debate": "one act, told in order",
    "edit_synthesis": "one act, told in order",
    "cast_vote": "one act and its parameters",
    "redact_version": "one act and its parameters",
    "list_arguments": "one statement and its parameters",
    "read": "one statement and its parameters",
    "argument": "one answer, field by field",
    "submit": "one form, from reading to answering",
    "show_argument": "one page, part by part",
    "list_debates": "one statement and its parameters",
    "production_database": "one list of checks",
    "reason_for": "one list of texts",
    "make_ruling": "one act, told in order",
}


@pytest.mark.parametrize("path", CODE, ids=named)
def test_files_and_functions_are_read_at_a_glance(path: Path) -> None:
    if named(path) not in LONG_FILES:
        assert len(path.read_text().splitlines()) <= MOST_LINES
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef) and node.name not in LONG_FUNCTIONS:
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= MOST_LINES_OF_A_FUNCTION, node.name
