"""The pipeline that articles run through: the base model with our components added."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from newsextract.extraction.blas import use_numpy_blas
from newsextract.extraction.extractor import Extractor
from newsextract.extraction.forking import loading
from newsextract.extraction.options import NUMBER_KINDS, Options, chosen_numbers
from newsextract.network.checksums import check_sums
from newsextract.reading.opening import is_folder
from newsextract.records.kinds import KINDS, ROWS, Kind, chosen_kinds, needed
from newsextract.records.record import NumberKind, PartialRecord
from newsextract.rules import (
    Overlay,
    RulesError,
    check_overlay,
    laid_over,
    models_folder,
    overlay_of,
    pipeline_settings,
    work_out,
)

if TYPE_CHECKING:
    from spacy.language import Language

_TRIAL = (
    "“We paid 5 million euros,” Dr Ana Duarte of France said in London, the US. NO US HERE. He left for the North. "
    "Orvath Zindelmar, 40, told Qessen Bralt that Georgia's Peter Lubrov spoke Korean."
)
_CONFIG = "config.cfg"
_LONGEST_REASON = 300


class ModelError(ValueError):
    """A base model that is not there or lacks a component; the message says what to do."""


@overload
def load(
    model: str | None = None,
    *,
    rules: str | Path | None = None,
    indirect: bool = False,
    any_language: bool = False,
    text: bool = False,
    sentences: bool = False,
    no_bylines: bool = False,
    numbers: NumberKind | Iterable[NumberKind] = NUMBER_KINDS,
) -> Extractor: ...


@overload
def load(
    model: str | None = None,
    only: Kind | Iterable[Kind] = ...,
    rules: str | Path | None = None,
    *,
    indirect: bool = False,
    any_language: bool = False,
    text: bool = False,
    sentences: bool = False,
    no_bylines: bool = False,
    numbers: NumberKind | Iterable[NumberKind] = NUMBER_KINDS,
) -> Extractor[PartialRecord]: ...


def load(
    model: str | None = None,
    only: Kind | Iterable[Kind] = KINDS,
    rules: str | Path | None = None,
    *,
    indirect: bool = False,
    any_language: bool = False,
    text: bool = False,
    sentences: bool = False,
    no_bylines: bool = False,
    numbers: NumberKind | Iterable[NumberKind] = NUMBER_KINDS,
) -> Extractor[PartialRecord]:
    """An Extractor on a spaCy pipeline.

    ``model`` is the name of an installed spaCy pipeline or a path to one, by default our own in models/trained; it
    needs a tagger, a parser and an NER component. ``only`` names the kinds to find; what they do not need is not
    loaded. ``rules`` is a folder laid out like models/rules; its words, tables and rows are added to ours for this
    Extractor only. ``indirect``: also find statements without quotation marks. ``any_language``: also extract from
    articles that are not in English; otherwise their records have no finds. ``text``: the record has the article's
    text. ``sentences``: each mention, number and quote has the place of its sentence. ``no_bylines``: leave out the
    mentions in bylines and photo credits, and people who have no others. ``numbers`` names the kinds of number that
    the record keeps, such as "money". Raises ModelError, RulesError, or ValueError for an unknown kind.
    """
    return load_for(
        Options(
            model=model,
            kinds=chosen_kinds(only),
            rules=Path(rules) if rules is not None else None,
            indirect=indirect,
            any_language=any_language,
            text=text,
            sentences=sentences,
            no_bylines=no_bylines,
            numbers=chosen_numbers(numbers),
        )
    )


def load_for(options: Options) -> Extractor:
    """The Extractor that ``load`` gives for these arguments, and what it raises. One is loaded at a time."""
    with loading:
        return _load_alone(options)


def _load_alone(options: Options) -> Extractor:
    if options.rules is None:
        return _load(options, None)
    overlay = overlay_of(options.rules)
    trial = partial(_load_with_rules, options)
    try:
        return trial(overlay)
    except (ModelError, RulesError):
        raise
    except Exception as error:
        from newsextract.rules.trial import at_fault

        raise at_fault(overlay, error, trial) from error


def kept(options: Options) -> Extractor:
    """The Extractor for these arguments, which is loaded once in this process, whatever thread asks, and kept."""
    with loading:
        if options not in kept_extractors:
            kept_extractors[options] = load_for(options)
        return kept_extractors[options]


kept_extractors: dict[Options, Extractor] = {}


def _load_with_rules(options: Options, overlay: Overlay) -> Extractor:
    """The Extractor, after all that depends on the rules has been computed, and tried on a text that needs it."""
    with laid_over(overlay):
        check_overlay()
        extractor = _load(options, overlay)
        work_out()
    extractor(_TRIAL)
    return extractor


def _load(options: Options, overlay: Overlay | None) -> Extractor:
    settings = pipeline_settings()
    name = options.model or str(models_folder() / settings["base_model"])
    rows = needed(options.kinds)
    reads = {part for row in rows for part in row.reads}
    every = {part for row in ROWS.values() for part in row.reads}
    nlp = _load_base(name, exclude=[*settings["unused"], *(every - reads)], reads=reads)
    use_numpy_blas(nlp)
    _keep_words(nlp)
    if "parser" in reads:
        from newsextract.quotes.parsing import parse_where_read

        parse_where_read(nlp, rest=options.indirect)
    for row in rows:
        nlp.add_pipe(
            row.factory, config={"spans": False} | {option: getattr(options, option) for option in row.options}
        )
    nlp.add_pipe("news_confidence")
    return Extractor(nlp, _full_name(nlp.meta), from_anywhere(options), overlay)


def _keep_words(nlp: Language) -> None:
    """Have our own network embed each word once, however often it occurs."""
    if "tok2vec" in nlp.pipe_names and nlp.get_pipe_meta("tok2vec").factory == "news_tok2vec":
        from newsextract.network.embedding import keep_words

        network: Any = nlp.get_pipe("tok2vec")
        keep_words(network.model)


def from_anywhere(options: Options) -> Options:
    """The same with absolute paths, for a process that has another working folder."""
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
        return _full_name(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{file} is missing or damaged ({_in_short(error)}): reinstall newsextract") from error


def _full_name(meta: dict[str, Any]) -> str:
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


def _load_base(name: str, exclude: list[str], reads: set[str]) -> Language:
    import spacy

    folder = pipeline_folder(name)
    for ours in ("newsextract.network.component", "newsextract.extraction.factories"):  # for spaCy to find
        import_module(ours)
    try:
        check_sums(folder)
        nlp: Language = spacy.load(folder if folder == Path(name) else name, exclude=exclude)
    except Exception as error:  # a stranger's pipeline is a program; one that is damaged may raise anything
        raise ModelError(f"the pipeline {name!r} does not load ({_in_short(error)}): reinstall it") from error
    lacks = sorted(reads - set(nlp.pipe_names))
    if lacks:
        raise ModelError(f"the pipeline {name!r} has no {', no '.join(lacks)}: newsextract needs one that has")
    return nlp
