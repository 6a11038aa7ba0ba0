"""What the command line does about options by itself: help, checks, completion, settings; how it tells and ends."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from newsextract.batch.request import AUTO, kinds_of, numbers_of, shard_of, worker_count
from newsextract.cli.interrupts import ending_of
from newsextract.cli.settings import SettingsError, read_settings, setting_types
from newsextract.kinds import KINDS, Kind
from newsextract.options import NUMBER_KINDS
from newsextract.output import FORMATS, cannot_write
from newsextract.output.inert import inert_line
from newsextract.output.streams import forget, say
from newsextract.reading import STDIN, limits_of

SOME_FAILED, USAGE = 1, 2

EXAMPLES = """\
[bold]newsextract article.txt[/]                 tables; in a pipe, JSON lines
[bold]newsextract archive/ -o finds.csv[/]       a row a find, for a spreadsheet
[bold]newsextract archive/ -o records/[/]        a file an article, resumable
[bold]curl … | newsextract - --only quotes[/]    standard input, quotes only

[bold]newsextract schema[/]      prints the JSON schema of a record
[bold]newsextract models[/]      lists the installed spaCy pipelines
[bold]newsextract evaluate[/]    scores it on articles that you annotated
[bold]newsextract explain[/]     tells which rules decided, and what they turned down
A file of such a name is reached as ./schema."""
RIGHT_IF = (
    "People and countries are judged mention by mention: start and end must be right, and the country. Numbers must "
    "overlap and have the right value, unit and comparator. Quotes must share 0.8 of their words and have the right "
    "speaker. B³ tells how well the mentions of one person come together."
)

# Headings of --help; what is most used stands under "Options".
READING, KNOWLEDGE, MANY = "What is read", "Model and rules", "Many articles"
SWITCHES = "On or off (--no- undoes what a settings file says)"


def check_named(parameter: typer.CallbackParam, value: str | None) -> str | None:
    """For an option that takes a name: not an empty one, as a variable that is not set gives."""
    if value == "":
        end(USAGE, f"{parameter.opts[0]}: no name: give one, or leave the option out")
    return value


ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH",
        callback=check_named,
        envvar="NEWSEXTRACT_MODEL",
        help="An installed spaCy pipeline, or the path of one, with tagger, parser and NER.",
        show_default="our own",
        rich_help_panel=KNOWLEDGE,
    ),
]
RulesOption = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        callback=check_named,
        help="Words, tables and rows of your own, laid over ours: a folder laid out as models/rules.",
        rich_help_panel=KNOWLEDGE,
    ),
]

_OF_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.ENXIO}
_NO_SETTINGS = ("files", "id", "brief", "config", "version", "install_completion", "show_completion")


def switch(name: str, *short: str, help: str, panel: str = SWITCHES) -> Any:
    """An option that is on or off: on by its name, off by its --no- form, as a settings file may have it on."""
    names = f"{name}/--no-{name.removeprefix('--')}"
    return typer.Option(names, *short, metavar="", help=help, show_default=False, rich_help_panel=panel)


def run(app: typer.Typer) -> int:
    """Do what was typed; the exit status. A mistake in what was typed, and an output that fails, is told in one line.

    Where the reader of standard output (head, less) has seen enough, the status is 0.
    """
    try:
        return _status_of(app)
    except BrokenPipeError:
        forget(sys.stdout)
        return 0
    except OSError as error:
        if _is_lost():
            say("the folder that you are in has been deleted: go to another one")
            return USAGE
        if error.filename is not None or error.errno not in _OF_WRITING:
            raise
        forget(sys.stdout)  # nothing else without a name is written to
        say(str(cannot_write("standard output", error)))
        return USAGE


def _is_lost() -> bool:
    """Whether the current folder is gone, so that no name without a slash in front means anything."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _status_of(app: typer.Typer) -> int:
    try:
        status = int(app(standalone_mode=False) or 0)
    except typer.Abort as abort:
        if isinstance(abort.__cause__, KeyboardInterrupt):
            return interrupted(abort.__cause__)
        raise abort.__cause__ or abort from None  # Typer takes any EOFError for Ctrl-D at a prompt, and there is none
    except SystemExit as end:  # by rich and typer, of which each has its way with a pipe that nobody reads
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        raise
    except Exception as error:
        if not isinstance(error, typer.BadParameter.__bases__):  # the only usage error that Typer exports
            raise
        say(_usage_message(error))
        status = USAGE
    sys.stdout.flush()
    return status


def _usage_message(error: Any) -> str:
    likely = getattr(error, "possibilities", None)
    message = error.message if likely else error.format_message()
    meant = f" (did you mean {' or '.join(likely)}?)" if likely else ""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "newsextract"
    return f"{message[0].lower()}{message[1:].rstrip('.')}{meant}; see {command} --help"


def check_format(value: str) -> str:
    """For --format: one of ours, or the end."""
    if value not in (AUTO, *FORMATS):
        end(USAGE, f"--format {value}: choose one of {AUTO}, {', '.join(FORMATS)}")
    return value


def check_explain_format(value: str) -> str:
    """For --format of explain: table or json; auto is a table on a terminal."""
    if value not in (AUTO, "table", "json"):
        end(USAGE, f"--format {value}: choose one of {AUTO}, table, json")
    return ("table" if sys.stdout.isatty() else "json") if value == AUTO else value


def check_kinds(value: str) -> str:
    """For --only: kinds, or the end."""
    try:
        kinds_of(value)
    except ValueError:
        end(USAGE, f"--only {value}: choose from {','.join(KINDS)}, separated by commas")
    return value


def check_numbers(value: str) -> str:
    """For --numbers: kinds of number, or the end."""
    try:
        numbers_of(value)
    except ValueError as error:
        end(USAGE, f"--numbers {value}: {error}")
    return value


def check_output(value: str | None) -> str | None:
    """For --output: a name, None for standard output (also ``-``), or the end."""
    if value == "":
        end(USAGE, "--output: no name: name a file, or a folder with a slash at its end")
    return None if value == STDIN else value


def check_workers(value: str) -> str:
    """For --workers: a number or auto, or the end."""
    try:
        worker_count(value)
    except ValueError:
        end(USAGE, f"--workers {value}: give a number from 1, or {AUTO} for one a core")
    return value


def check_timeout(value: float) -> float:
    """For --timeout: seconds from 0, or the end."""
    if not 0 <= value < 1e6:
        end(USAGE, f"--timeout {value:g}: give seconds, or 0 for no end")
    return value


def check_limit(value: str) -> str:
    """For --limit: NAME=SIZE, several with commas between; or the end."""
    try:
        limits_of(value)
    except ValueError as error:
        end(USAGE, f"--limit {value}: {error}")
    return value


def check_shard(value: str | None) -> str | None:
    """For --shard: I/N, or the end."""
    try:
        shard_of(value or "1/1")
    except ValueError:
        end(USAGE, f"--shard {value}: give I/N, the part and how many there are, as 3/10")
    return value


def use_settings(context: typer.Context, value: str | None) -> str | None:
    """The settings files' values as defaults of the options; those that only do something and end have none."""
    if not context.resilient_parsing:
        options = [option for option in context.command.params if option.name not in _NO_SETTINGS]
        types = {option.opts[0].removeprefix("--"): setting_types(option) for option in options}
        try:
            settings = read_settings(value, types, _own_settings())
        except SettingsError as error:
            end(USAGE, str(error))
        context.default_map = {name.replace("-", "_"): setting for name, setting in settings.values.items()}
        context.obj = settings.files
    return value


def _own_settings() -> Path | None:
    """The user's own settings file, where it would be. None where the place depends on the current folder."""
    path = Path(typer.get_app_dir("newsextract"), "newsextract.toml")
    return path if path.is_absolute() else None


def is_typed(context: typer.Context, name: str) -> bool:
    """Whether an option was typed, and is not from a settings file or the environment."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def about(context: typer.Context, name: str, kind: Kind, kinds: Sequence[Kind]) -> bool:
    """Whether the kind that an option is about is looked for. The end where it is not, and the option was typed."""
    if kind not in kinds and is_typed(context, name):
        end(USAGE, f"--{name}: it is about {kind}, which --only {','.join(kinds)} leaves out: add {kind} to it")
    return kind in kinds


def one_engine(context: typer.Context, scheduler: str | None, processes: int) -> tuple[str | None, int]:
    """A scheduler or several processes: the one typed where a settings file says the other. The end where both are."""
    if not scheduler or processes == 1:
        return scheduler, processes
    typed = [is_typed(context, name) for name in ("scheduler", "workers")]
    if all(typed):
        end(USAGE, "--scheduler and --workers: choose one, a cluster has workers of its own")
    return (None, processes) if typed == [False, True] else (scheduler, 1)


def complete_format(incomplete: str) -> list[str]:
    """The formats that begin so."""
    return [format for format in (AUTO, *FORMATS) if format.startswith(incomplete)]


def complete_kinds(incomplete: str) -> list[str]:
    """The lists of kinds that begin so."""
    return _lists(incomplete, KINDS)


def complete_numbers(incomplete: str) -> list[str]:
    """The lists of kinds of number that begin so."""
    return _lists(incomplete, NUMBER_KINDS)


def _lists(incomplete: str, names: Iterable[str]) -> list[str]:
    chosen, comma, begun = incomplete.rpartition(",")
    return [chosen + comma + name for name in names if name.startswith(begun) and name not in chosen.split(",")]


def interrupted(interrupt: KeyboardInterrupt) -> int:
    """The exit status of a run that Ctrl-C or a signal ended; one line says so on standard error."""
    status, how = ending_of(interrupt)
    say("; ".join([how, *map(str, interrupt.args)]))
    return status


def show_log(settings: Iterable[Path]) -> None:
    """Have what newsextract logs told on standard error, and say first which files of settings were read."""
    import logging

    class Inert(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            return inert_line(f"newsextract: {record.getMessage()}")

    handler = logging.StreamHandler()
    handler.setFormatter(Inert())
    log = logging.getLogger("newsextract")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    for path in settings:
        log.info("%s: settings read", path)


def tell(id: str, message: str) -> None:
    """One line about an input on standard error."""
    say(f"{id}: {message}")


def end(status: int, message: str) -> NoReturn:
    """One line on standard error, and the end."""
    say(message)
    raise typer.Exit(status)
