"""The house keeps its own rules: what imports what, who reads the clock or writes in bulk, and README's word."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
SOURCE = [
    path
    for folder in ("thurrock_hwb", "plans", "meetings")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


def name(path):
    return path.relative_to(ROOT).as_posix()


def files(*endings):
    left_out = {".venv", "var", "node_modules", "vendor", "migrations", ".git"}
    return [p for p in sorted(ROOT.rglob("*")) if p.suffix in endings and not left_out & set(p.relative_to(ROOT).parts)]


@cache
def told_in(path):
    """A file's imports and calls. Each file is read once, however many rules ask for them."""
    return [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, (ast.Import, ast.ImportFrom, ast.Call))]


def imports(path):
    """Every module a file imports, as it is named from the top."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in told_in(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            yield ".".join([*above, *([node.module] if node.module else [])])


def calls(path):
    for node in told_in(path):
        if isinstance(node, ast.Call):
            called = node.func
            yield node, called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def in_(path, *folders):
    return any(name(path) == folder or name(path).startswith(f"{folder}/") for folder in folders)


def test_no_file_is_longer_than_400_lines():
    long = {name(p): lines for p in files(".py", ".html", ".css") if (lines := len(p.read_text().splitlines())) > 400}

    assert long == {}


def test_plans_never_knows_of_meetings():
    plans = [path for path in SOURCE if in_(path, "plans")]
    imported = [name(path) for path in plans if any(module.split(".")[0] == "meetings" for module in imports(path))]
    named = [name(path) for path in plans if re.search(r"""["']meetings\.[A-Z]""", path.read_text())]

    assert imported + named == []


def test_rules_are_pure():
    """They know the standard library, their enums and each other, so they can be read on their own."""
    known = sys.stdlib_module_names | {"holidays"}
    strangers = [
        f"{name(path)} imports {module}"
        for path in SOURCE
        if in_(path, "plans/rules", "meetings/rules")
        for module in imports(path)
        if module.split(".")[0] not in known and not re.match(r"(plans|meetings)\.(enums|rules)\b", module)
    ]

    assert strangers == []


def test_only_the_edges_ask_what_day_it_is():
    def is_edge(path):
        folders = ("plans/views", "meetings/views", "thurrock_hwb/accounts")
        return in_(path, *folders, *(f"{f}.py" for f in folders)) or "management" in path.parts

    clocks = {"localdate", "localtime", "now", "utcnow", "today"}
    asked = [
        f"{name(path)}:{node.lineno} {called}("
        for path in SOURCE
        if not is_edge(path)
        for node, called in calls(path)
        if called in clocks
    ]

    assert asked == []


@pytest.mark.parametrize(
    ("library", "importer"), [("weasyprint", "meetings/pack/render.py"), ("pikepdf", "meetings/pack/pdf_objects.py")]
)
def test_a_pdf_library_has_one_importer(library, importer):
    importers = {name(path) for path in SOURCE if any(m.split(".")[0] == library for m in imports(path))}

    assert importers <= {importer}


def test_nothing_is_written_past_the_audit_trail():
    """A queryset's `update`, `bulk_*` and `delete` leave no history. Only the ledger may: it writes the history too."""

    def goes_past(node, called):
        # A dict's or a hash's update is given something; a queryset's is given names only.
        return (
            called in {"bulk_create", "bulk_update", "_raw_delete"}
            or (called == "update" and node.keywords and not node.args)
            or (called == "delete" and not node.args and isinstance(node.func, ast.Attribute))
        )

    past = [
        f"{name(path)}:{node.lineno} {called}("
        for path in SOURCE
        if name(path) != "plans/changes/_ledger.py"
        for node, called in calls(path)
        if goes_past(node, called)
    ]

    assert past == []


def test_the_map_in_readme_is_the_house():
    """What a line of the map names exists; what stands at the top, or in one of the three rooms, is on it."""
    drawn, folder = set(), ""
    for line in re.search(r"## The house\n.*?```\n(.*?)```", README, re.S)[1].splitlines():
        entries = re.match(r" *((?:\S+ )*\S+)(?:  |$)", line)[1].split()
        if not line.startswith(" "):
            folder = entries[0] if len(entries) == 1 and entries[0] in ("plans/", "meetings/", "thurrock_hwb/") else ""
            drawn.update(entries)
        else:
            drawn.update(folder + entry for entry in entries)
    drawn = {entry.rstrip("/") for entry in drawn}
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    ).stdout.splitlines() or [name(p) for p in files(".py", ".html", ".css", ".toml", ".md")]
    rooms = ("plans", "meetings", "thurrock_hwb")
    top = {path.split("/")[0] for path in tracked}
    inside = {
        "/".join(path.split("/")[:2]) for path in tracked if path.split("/")[0] in rooms and (ROOT / path).exists()
    }
    unremarkable = {entry for entry in top if entry.startswith(".") and entry != ".ci"} | {
        entry for entry in inside if entry.endswith(("/__init__.py", "/apps.py", "/migrations"))
    }

    assert {entry for entry in drawn if not (ROOT / entry).exists()} == set()
    assert (top | inside) - drawn - unremarkable == set()


def test_readme_names_only_commands_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    made = set(re.findall(r"`make ([a-z-]+)", README)) | set(re.findall(r"^make ([a-z-]+)", README, re.M))
    managed = set(re.findall(r"manage\.py ([a-z_]+)(?![a-z_.])", README))

    assert made - targets == set()
    assert managed - set(get_commands()) == {"help"}


def test_nothing_here_speaks_of_one_machine():
    """A path of somebody's computer, or an address of a private package index, has no place in what is shared."""
    shared = [
        *files(".py", ".html", ".css", ".md", ".toml", ".json", ".lock"),
        *(one for one in (ROOT / ".ci").rglob("*") if one.is_file()),
    ]
    told = [name(p) for p in shared if re.search(r"/(home|Users|root|work)/\w|--(extra-)?index-url", p.read_text())]

    assert told == []
