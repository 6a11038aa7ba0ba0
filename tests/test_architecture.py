"""A room imports those before it and none after it, wherever in a module the import stands."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"

ORDER = [
    *("version", "plural", "installed"),
    *("records", "rules", "analysis", "network"),
    *("people", "countries", "numbers", "quotes", "confidence"),
    *("reading", "extraction", "output", "ledger", "batch", "archive", "evaluation", "cli"),
    *("__init__", "__main__"),
]

LAYERS = {
    "batch": ["workers", "sinks", "run"],
    "archive": ["store", "identity", "corrections", "filling", "asking", "showing"],
}
"""The folders of a large room: each imports those before it and none after it. There are no modules beside them."""
MOST_MODULES = 12  # of a folder

_OURS = re.compile(rf"newsextract\.({'|'.join(ORDER)})\.[\w.]+(:[\w.]+)?")
FILES = sorted((SOURCE / "newsextract").rglob("*.py"))


def room(module: str) -> str:
    """The room of a module, or its own name where it stands beside the rooms: "newsextract.cli.app" is of cli."""
    return [*module.split("."), "__init__"][1]


def imports(code: str) -> Iterator[tuple[int, str]]:
    """The line and the module of each import: also within functions, for the type checker alone, and of a name that is
    a string, for what resolves names."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            of_folders = module in ("newsextract", *(f"newsextract.{name}" for name in LAYERS))
            names = [f"{module}.{name.name}" if of_folders else module for name in node.names]
            yield from ((node.lineno, name) for name in names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _OURS.fullmatch(node.value):
            yield node.lineno, node.value


def ours(code: str) -> list[tuple[int, str]]:
    return [(line, room(module)) for line, module in imports(code) if module.split(".")[0] == "newsextract"]


def wrong(own: str, code: str) -> list[tuple[int, str]]:
    """The imports of rooms that stand after this one."""
    return [(line, other) for line, other in ours(code) if ORDER.index(other) > ORDER.index(own)]


def too_high(own: str, code: str) -> list[tuple[int, str]]:
    """The imports, by a module of a room in layers, of layers that stand after the module's own."""
    _, own_room, own_layer, *_ = own.split(".")
    layers = LAYERS[own_room]
    found = [(line, module.split(".")[2]) for line, module in imports(code) if module.split(".")[1:2] == [own_room]]
    return [(line, layer) for line, layer in found if layers.index(layer) > layers.index(own_layer)]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


def test_every_room_has_its_place() -> None:
    assert {room(name_of(path)) for path in FILES} == set(ORDER)


def test_no_room_imports_one_after_it() -> None:
    found = {name_of(path): wrong(room(name_of(path)), path.read_text(encoding="utf-8")) for path in FILES}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_rooms_import_each_other_in_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in FILES:
        own = room(name_of(path))
        graph.setdefault(own, set()).update(other for _, other in ours(path.read_text(encoding="utf-8")))
    TopologicalSorter({own: others - {own} for own, others in graph.items()}).prepare()


@pytest.mark.parametrize("name", LAYERS)
def test_no_layer_imports_one_after_it(name: str) -> None:
    folder = SOURCE / "newsextract" / name
    assert [path.name for path in folder.glob("*.py")] == ["__init__.py"]
    inside = [path for path in FILES if path.parent.parent == folder]
    assert {path.parent.name for path in inside} == set(LAYERS[name])
    found = {name_of(path): too_high(name_of(path), path.read_text(encoding="utf-8")) for path in inside}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_folder_has_few_modules() -> None:
    modules = Counter(str(path.parent) for path in FILES if not path.name.startswith("_"))
    assert {folder: count for folder, count in modules.items() if count > MOST_MODULES} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import newsextract.archive.asking.answers",
        "from newsextract.archive.asking.bearers import bearer",
        "from newsextract.archive import showing",
        "def late():\n    from newsextract.archive.asking import answers",
        "resolve_name('newsextract.archive.asking.asking:Archive')",
        "if TYPE_CHECKING:\n    import newsextract.archive.showing.report",
    ],
)
def test_an_import_of_a_later_room_or_layer_is_found(code: str) -> None:
    assert len(wrong("batch", code)) == len(too_high("newsextract.archive.filling.sink", code)) == 1
    assert wrong("__main__", code) == too_high("newsextract.archive.showing.report", code) == []


PATCH = re.compile(r"""setattr\([^()"']*["'](?:[\w.]+\.)?_\w""")
PATCHING = {"fake.py", "test_going_on.py", "test_merging.py"}
"""These have their own engine and fingerprint in a Request's place, and the system's limits."""


def test_no_other_test_patches_a_private_name() -> None:
    tests = [path for path in Path(__file__).parent.rglob("*.py") if PATCH.search(path.read_text(encoding="utf-8"))]
    assert {path.name for path in tests} <= PATCHING
