"""Laws of a walk through folders with links of every kind, whatever they lead to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsextract.reading import Article, read

FOLDERS = ("", "a", "a/b", "b", ".h", "../out")
TARGETS = (
    "a",
    "a/b",
    "b",
    ".h",
    "../out",
    "x.txt",
    "a/x.txt",
    "../out/x.txt",
    ".h/x.txt",
    "nowhere",
    ".",
    "..",
    "/dev/null",
)

links = st.lists(st.tuples(st.sampled_from(FOLDERS), st.sampled_from("lmno"), st.sampled_from(TARGETS)), max_size=8)


def build(place: str, links: Iterable[tuple[str, str, str]]) -> Path:
    root = Path(place, "root")
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "x.txt").write_text("Ana.")
    for folder, name, target in links:
        link = root / folder / f"{name}.txt"
        if not link.is_symlink():
            link.symlink_to(os.path.relpath(root / target, link.parent) if target[0] != "/" else target)
    return root


@settings(deadline=None, max_examples=150)
@example([("", "l", ".h")], "{}/**/*.txt")
@given(links, st.sampled_from(["{}", "{}/**/*.txt", "{}/*"]))
def test_of_a_folder_all_that_lies_in_it_is_read_once_and_nothing_else(
    links: list[tuple[str, str, str]], form: str
) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = build(place, links)
        found = [item.id for item in read(form.format(root)) if isinstance(item, Article)]
        assert len(found) == len(set(found))
        assert {str(root / folder / "x.txt") for folder in ("", "a", "a/b", "b")} <= set(found)
        for path in map(Path, found):
            assert path.resolve().is_relative_to(root.resolve())
            assert path.is_file()


@settings(deadline=None, max_examples=50)
@given(links)
def test_where_links_are_followed_each_folder_is_entered_once(links: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = build(place, links)
        found = [item.id for item in read(root, follow_links=True) if isinstance(item, Article)]
        plain = [Path(path) for path in found if not Path(path).is_symlink()]
        assert len({path.resolve() for path in plain}) == len(plain)
        assert {root / folder / "x.txt" for folder in ("", "a", "a/b", "b")} <= set(plain)
