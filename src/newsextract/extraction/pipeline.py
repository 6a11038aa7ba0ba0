"""The base model below our components: where a spaCy pipeline is, and which are installed."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsextract.extraction.options import Options
from newsextract.network.checksums import check_sums
from newsextract.reading.opening import is_folder
from newsextract.rules import models_folder, pipeline_settings

if TYPE_CHECKING:
    from spacy.language import Language

_CONFIG = "config.cfg"
_LONGEST_REASON = 300


class ModelError(ValueError):
    """A base model that is not there or lacks a component; the message says what to do."""


def from_anywhere(options: Options) -> Options:
    """The options with absolute paths, for a process that has another working folder."""
    model, rules = options.model, options.rules
    if model and pipeline_folder(model) == Path(model):
        model = str(Path(model).absolute())
    return replace(options, model=model, rules=rules and rules.absolute())


def default_pipeline() -> str:
    """Name and version of the pipeline that ``load`` takes by default, as records give them; loads nothing.

    Raises ModelError where it is missing or damaged.
    """
    file = models_folder() / pipeline_settings()["base_model"] / "meta.json"
    try:
        return full_name(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{file} is missing or damaged ({_in_short(error)}): reinstall newsextract") from error


def full_name(meta: dict[str, Any]) -> str:
    """Name and version of a pipeline, as records give them."""
    return f"{meta.get('lang', '')}_{meta['name']}-{meta['version']}"


def installed_pipelines() -> list[tuple[str, str]]:
    """Name and version of each installed spaCy pipeline package, without importing any."""
    from importlib.metadata import entry_points  # here, for its import costs as much as typer's

    return [(point.name, point.dist.version if point.dist else "") for point in entry_points(group="spacy_models")]


def pipeline_folder(name: str) -> Path:
    """The folder of a pipeline, given by the folder's path or by its name, if it is installed; imports nothing of it.

    Raises ModelError for what is neither.
    """
    path = Path(name)
    spec = _spec(name)
    if spec and spec.origin and _is_there(package := Path(spec.origin).parent / "meta.json"):
        return package.parent  # even if a folder here has that name: a pipeline from a download is not run in its place
    if _is_there(path / _CONFIG):
        return path
    if is_folder(name):
        raise ModelError(f"no spaCy pipeline in {name!r}: there is no {_CONFIG} in this folder")
    if _is_there(path):
        raise ModelError(
            f"no spaCy pipeline: {name!r} is a file, and --model takes an installed pipeline's name, or its folder"
        )
    if spec:
        raise ModelError(f"{name!r} is a Python module, not a spaCy pipeline: `newsextract models` lists those here")
    if os.sep in name:
        raise ModelError(f"no spaCy pipeline {name!r}: there is no such folder")
    raise ModelError(
        f"no spaCy pipeline {name!r} here: install it (python -m spacy download {name}, or pip install {name}) "
        "or give the path of one; `newsextract models` lists those installed"
    )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _spec(name: str) -> ModuleSpec | None:
    """What Python would import by this name, if there is no dot in it."""
    try:
        return find_spec(name) if name.isidentifier() else None
    except (ImportError, ValueError):
        return None


def _in_short(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    text = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]} ..."


def load_base(name: str, exclude: list[str], reads: set[str]) -> Language:
    """The spaCy pipeline of this name or folder, without the components to ``exclude``. Raises ModelError, also where
    it lacks one that is read.
    """
    import spacy

    from newsextract.extraction import factories  # noqa: F401 - for spaCy to find
    from newsextract.network import component  # noqa: F401

    folder = pipeline_folder(name)
    try:
        check_sums(folder)
        nlp: Language = spacy.load(folder if folder == Path(name) else name, exclude=exclude)
    except Exception as error:  # a stranger's pipeline is a program; one that is damaged may raise anything
        raise ModelError(f"the pipeline {name!r} does not load ({_in_short(error)}): reinstall it") from error
    if lacks := sorted(reads - set(nlp.pipe_names)):
        raise ModelError(f"the pipeline {name!r} has no {', no '.join(lacks)}: newsextract needs one that has")
    return nlp
