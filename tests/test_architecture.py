"""The shape of the code itself: which way imports go, how large things get, what is documented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from avtaleverk.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "avtaleverk"
FILES = sorted(SOURCE.rglob("*.py"))
PYTHON = [p for place in ("src", "tests", "hooks", "benchmarks") for p in sorted((ROOT / place).rglob("*.py"))]
SHOWN = sorted(p for p in SOURCE.rglob("*.*") if p.suffix in {".js", ".css", ".html"})
LAYERS = (
    "model", "text", "corpus", "redline", "word", "organisation", "search", "history", "pages", "exports", "imports",
    "editing", "site", "engines", "cli",
)  # fmt: skip
MAY_KNOW_THE_ENGINE = {"engines/run_mkdocs.py", "engines/live.py"}
TEXT_FILES = {".py", ".md", ".yml", ".yaml", ".toml", ".html", ".css", ".js", ".txt", ".po", ""}
MOST_LINES, MOST_FUNCTION_LINES, USUAL_FUNCTION_LINES = 400, 60, 12


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", [p for p in FILES if p.parent != SOURCE], ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """A package imports only itself and those below it."""
    own = LAYERS.index(path.relative_to(SOURCE).parts[0])
    above = {f"avtaleverk.{name}" for name in LAYERS[own + 1 :]}
    wrong = [name for name in imports(path) if any(name == a or name.startswith(f"{a}.") for a in above)]
    assert wrong == []


def test_the_model_needs_only_the_standard_library() -> None:
    """Frozen records can be used by anyone, so they import nothing foreign."""
    import sys  # noqa: PLC0415 - only this test asks

    foreign = {
        name
        for path in (SOURCE / "model").glob("*.py")
        for name in imports(path)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith("avtaleverk.model")
    }
    assert foreign == set()


def test_only_the_engine_imports_mkdocs() -> None:
    """The core outlives the engine of today because it does not know it."""
    knowing = {
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        for name in imports(path)
        if name.partition(".")[0] in {"mkdocs", "material", "properdocs", "zensical"}
    }
    assert knowing <= MAY_KNOW_THE_ENGINE


def test_only_the_reader_the_engines_and_the_commands_write_or_list_files() -> None:
    """Pages and site plan are data; disk is touched at the edges."""
    touching = re.compile(r"\.(write_text|write_bytes|mkdir|unlink|rename|rmtree|iterdir\(\))")
    wrong = {
        path.relative_to(SOURCE).as_posix()
        for path in FILES
        if path.relative_to(SOURCE).parts[0]
        in {"model", "text", "word", "organisation", "pages", "exports", "imports", "editing", "site"}
        and touching.search(path.read_text("utf-8"))
    }
    # The two that list the files of our own stylesheet.
    assert wrong <= {"pages/shell.py", "site/files.py"}


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_no_file_and_no_function_grows_without_end(path: Path) -> None:
    """No file has more than 400 lines and no function more than 60."""
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES
    assert [f for f in functions(path) if f[1] > MOST_FUNCTION_LINES] == []


@pytest.mark.parametrize("path", SHOWN, ids=name_of)
def test_no_script_style_or_template_grows_without_end(path: Path) -> None:
    """What browsers read has the same bar as what Python reads."""
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


def test_most_functions_are_short() -> None:
    """Three functions of four have at most twelve lines, docstring included."""
    lengths = [length for path in FILES for _, length in functions(path)]
    short = sum(length <= USUAL_FUNCTION_LINES for length in lengths)
    assert short / len(lengths) > 0.75


def test_hooks_are_thin() -> None:
    """A hook hands over to the engine: under 60 lines a file, and no event but those meant."""
    path = ROOT / "hooks" / "nettsted.py"
    source = path.read_text("utf-8")
    assert len(source.splitlines()) < MOST_FUNCTION_LINES
    assert {name for name, _ in functions(path)} == {
        "on_config",
        "on_files",
        "on_page_content",
        "on_post_build",
        "on_serve",
    }
    assert "import on_" not in source


def test_every_command_is_documented() -> None:
    """The README names each command with what it is for."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [m.NAME for m in COMMANDS if f"avtaleverk {m.NAME}" not in readme] == []


def project_files() -> Iterator[Path]:
    skipped = {".git", ".venv", "site", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and not skipped & set(path.relative_to(ROOT).parts) and path.suffix in TEXT_FILES:
            yield path


def test_the_project_speaks_of_itself_alone() -> None:
    """No file names a package registry's host or a path of somebody's machine."""
    hosts = ["py" + "pi.org", "python" + "hosted", "npm" + "js.", "deb." + "debian"]
    places = [f"/{place}/" for place in ("ro" + "ot", "wo" + "rk", "ho" + "me")]
    words = re.compile("|".join(map(re.escape, hosts + places)))
    found = [name_of(p) for p in project_files() if words.search(p.read_text("utf-8", "replace"))]
    assert found == []
