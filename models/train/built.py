"""Writes a file of a built/ folder of models/rules, never over a hand's edit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsextract.network.checksums import check_sums, write_sums
from newsextract.rules import models_folder

RULES = models_folder() / "rules"


def weights_toml(tells: str, script: Path, weights: Mapping[str, float]) -> str:
    """The text of a table of weights that are not zero, the heaviest first; ``tells``: what a sign is of, and tells."""
    ordered = sorted(weights.items(), key=lambda one: (-one[1], one[0]))
    lines = [
        f"# How much each sign of {tells}, in log odds; fitted by",
        f"# models/train/{script.name} on annotated news.",
        "",
        "[weights]",
        *(f'"{sign}" = {weight}' for sign, weight in ordered if weight),
    ]
    return "\n".join(lines) + "\n"


def write(path: Path, text: str) -> None:
    """Write the file, and the checksums of its folder if it is a built one.

    Ends the script where a file there is not as a script wrote it: what it was edited for belongs into a list by hand.
    """
    is_built = path.parent.name == "built"
    try:
        if is_built:
            check_sums(path.parent)
    except ValueError as error:
        raise SystemExit(
            f"{error}: nothing is written. If it was edited by hand, put that into a list beside {path.parent} and get "
            "the file back: git checkout"
        ) from error
    path.write_text(text, encoding="utf-8")
    if is_built:
        write_sums(path.parent)
