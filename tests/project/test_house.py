"""The house rules that a program can check: stages, circles, sizes of rooms and files, and names used twice."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STAGES = (
    "arrays", "compiling", "wording", "problems", "errors", "scenario", "people", "port", "figures", "formulas",
    "experiments", "planning", "calibration", "views", "api", "cli",
)  # fmt: skip
LINES, FUNCTION, ENTRIES = 300, 50, 16
MANY = {Path("sim/cli/commands"), Path("tests")}  # a module for each command, and all that is tested
SHARED = {  # why a name stands for several modules: all of them are the same thing, seen from other rooms
    "of each product, how it is told, shown and written": (
        "answer", "page", "tables", "table", "charts", "output", "pictures", "first",
    ),
    "of each engine, the same part of the game": (
        "port", "log", "watching", "forecasting", "officers", "lodging", "run_on",
    ),
    "a section of the language or of the law, and what draws, counts or plays it": (
        "arrivals", "contingency", "facts", "law", "levers", "orders", "people", "rates", "regimes", "screening",
        "surges",
    ),
    "what is computed, and the view or the call that shows it": (
        "calibration", "comparison", "demand", "figures", "history", "outlook", "run", "same_people", "sensitivity",
        "staffing", "sweep", "triggers", "warm_up",
    ),
    "the clock of the calendar, and that of an engine, which keeps it": ("clock",),
    "what plays replications, and how the command line asks for it": ("playing",),
}  # fmt: skip

EACH = ("conftest", "__init__")  # modules of tests that folders may have each
API = ROOT / "sim" / "api"
FROZEN = {Path("tests/benchmarks/yardstick.py")}  # ratios keep their meaning as long as it is as it was

SOURCES = sorted((ROOT / "sim").rglob("*.py"))
FILES = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def imported(module: str) -> set[str]:
    """The modules of this program that a module imports, wherever in it: at the top, for types, inside functions."""
    found = set()
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "sim":
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & MODULES.keys()
    return found - {module}


IMPORTS = {module: imported(module) for module in MODULES}


def circles() -> Iterator[list[str]]:
    """Modules that reach themselves over imports, a list for each circle (Tarjan 1972)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []

    def visit(module: str) -> Iterator[list[str]]:
        number[module] = low[module] = len(number)
        stack.append(module)
        for other in sorted(IMPORTS[module]):
            if other not in number:
                yield from visit(other)
            if other in stack:
                low[module] = min(low[module], low[other])
        if low[module] == number[module]:
            circle = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(circle) > 1:
                yield circle

    for module in MODULES:
        if module not in number:
            yield from visit(module)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert list(circles()) == []


@pytest.mark.parametrize("module", sorted(m for m in MODULES if m.count(".")))
def test_a_stage_imports_only_the_stages_before_it(module: str) -> None:
    own = STAGES.index(module.split(".")[1])
    after = {name for name in IMPORTS[module] if name.count(".") and STAGES.index(name.split(".")[1]) > own}
    assert after == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_no_longer_than_a_reader_takes_in(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if length(f, documented=path.parent != API) > FUNCTION]
    assert long == [] or path.relative_to(ROOT) in FROZEN


def length(function: ast.FunctionDef | ast.AsyncFunctionDef, *, documented: bool) -> int:
    """Lines of a function; without its docstring for a call of the Python surface, which says all that it takes."""
    first = function.body[0]
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and not documented
    return (function.end_lineno or 0) - function.lineno + 1 - ((first.end_lineno or 0) - first.lineno + 1) * text


def entries(folder: Path) -> list[Path]:
    """Modules and folders of a folder, beside `__init__.py` and data."""
    return [
        one for one in folder.iterdir()
        if (one.suffix == ".py" and one.name != "__init__.py") or (one.is_dir() and any(one.rglob("*.py")))
    ]  # fmt: skip


@pytest.mark.parametrize("folder", sorted({path.parent.relative_to(ROOT) for path in FILES} - MANY), ids=str)
def test_a_folder_has_no_more_entries_than_one_can_keep_in_mind(folder: Path) -> None:
    assert len(entries(ROOT / folder)) <= ENTRIES


def test_a_name_stands_for_one_module() -> None:
    """But for a command, which is called as what it runs, for a room and the module it is called by, and for SHARED."""
    named = defaultdict(list)
    for module in MODULES:
        room, _, name = module.rpartition(".")
        if not module.startswith("sim.cli.commands.") and room.rpartition(".")[2] != name:
            named[name].append(module)
    shared = {name for name, modules in named.items() if len(modules) > 1}
    assert shared == {name for names in SHARED.values() for name in names}


def test_no_two_test_modules_share_a_name() -> None:
    counted = Counter(path.stem for path in FILES if path.is_relative_to(ROOT / "tests") and path.stem not in EACH)
    assert [name for name, many in counted.items() if many > 1] == []


def test_a_scenario_changes_by_an_edit_of_its_tree_alone_and_never_as_a_copy_that_nothing_checks() -> None:
    allowed = {
        r"\bmodel_copy\b": {  # where a copy made from outside forgets its tree, and where drawn sections are read
            "sim.scenario.schema",
            "sim.scenario.uncertain.realise",
        },
        r"\._origin\b": {
            f"sim.scenario.{name}"
            for name in ("schema", "reading", "origin", "edit", "uncertain.realise", "calendar.by_date")
        },
    }
    for private, homes in allowed.items():
        named = {name_of(path) for path in SOURCES if re.search(private, path.read_text(encoding="utf-8"))}
        assert named == homes


RUNNER = {"workers", "store", "cluster", "progress"}  # what it holds
APART = ("sim.api.", "sim.cli.", "sim.experiments.playing.runner")  # where a planner names its parts, and it is made


def test_what_plays_travels_as_one_runner() -> None:
    """No function takes two parts of a runner, and no class keeps them, but where a planner names them."""
    below = (module for module in MODULES if not module.startswith(APART))
    taken = {f"{m}.{name}": held for m in below for name, held in given(MODULES[m]) if len(held & RUNNER) > 1}
    assert taken == {}


def given(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """The parameters of each function, and the fields of each class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            yield node.name, {one.arg for one in every}
        elif isinstance(node, ast.ClassDef):
            fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
            yield node.name, {field.id for field in fields if isinstance(field, ast.Name)}


def test_nothing_is_decided_on_the_words_of_an_error() -> None:
    """An error and a problem say what they know as values: `NotAllowed`, `Sentence`, `Problem.allowed`."""
    words = r"(str\(error\)|\b\w+\.message)"
    decides = re.compile(rf"{words}\.(startswith|endswith|partition|split|find)|\bin {words}|{words} (==|!=) [\"\']")
    found = {name_of(path) for path in SOURCES if decides.search(path.read_text(encoding="utf-8"))}
    assert found == set()


KIT = ROOT / "sim" / "views" / "kit"


def test_one_kit_draws_all_charts() -> None:
    """A chart is a value: only the kit knows Matplotlib, and the API names the type of what a notebook is given."""
    drawing = re.compile(r"^\s*(import|from) (matplotlib|mpl_toolkits)", re.MULTILINE)
    named = {path for path in SOURCES if drawing.search(path.read_text(encoding="utf-8"))}
    assert {path for path in named if not path.is_relative_to(KIT)} == {ROOT / "sim" / "api" / "shown.py"}


def test_colours_are_in_the_palette_alone() -> None:
    colour = re.compile(r"""["']#[0-9a-fA-F]{3,8}["']""")
    found = [path for path in SOURCES if colour.search(path.read_text(encoding="utf-8"))]
    assert found == [KIT / "palette.py"]
