"""What the command line does about options by itself: their help, settings files, inputs; how a run is told of."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from newsextract.cli.checks import check_named, complete_model
from newsextract.cli.interrupts import ending_of
from newsextract.cli.settings import SettingsError, read_settings, setting_types
from newsextract.cli.telling import USAGE, end
from newsextract.kinds import Kind
from newsextract.output import cannot_write
from newsextract.output.inert import inert_line
from newsextract.output.streams import forget, say
from newsextract.reading import STDIN
from newsextract.reading.inputs import names_in
from newsextract.reading.opening import reason

HELP = {"help_option_names": ["-h", "--help"]}

EXAMPLES = """\
[bold]newsextract article.txt[/]            tables; in a pipe, JSON lines
[bold]newsextract archive/ -o finds.csv[/]  a row per find, for a spreadsheet
[bold]newsextract archive/ -o all.db[/]     an archive, which later runs go on with
[bold]newsextract summary all.db[/]         who, where, when; [bold]quotes[/]: who said what
Other commands: [bold]merge[/], [bold]schema[/], [bold]models[/], [bold]evaluate[/], [bold]explain[/] \
(a file of that name: ./schema)"""
RIGHT_IF = (
    "People and countries are judged mention by mention: start and end must be right, and the country. Numbers must "
    "overlap and have the right value, unit and comparator. Quotes must share 0.8 of their words and have the right "
    "speaker. B³ tells how well the mentions of one person come together."
)

# Headings of --help; what is most used stands under "Options".
READING, MANY = "What is read", "Many articles"
SWITCHES = "On or off (--no- undoes what a settings file says)"


ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH",
        callback=check_named,
        autocompletion=complete_model,
        envvar="NEWSEXTRACT_MODEL",
        help="Another spaCy pipeline (also NEWSEXTRACT_MODEL).",
        show_default=False,
        show_envvar=False,
    ),
]
RulesOption = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        callback=check_named,
        help="Words and rows of your own, as in models/rules.",
    ),
]

_OF_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.ENXIO}
_NO_SETTINGS = (
    *("files", "files_from", "null", "id", "brief"),
    *("config", "version", "install_completion", "show_completion"),
)


def switch(name: str, *short: str, help: str, panel: str = SWITCHES) -> Any:
    """An option that is on or off: on by its name, off by its --no- form, as a settings file may have it on."""
    names = f"{name}/--no-{name.removeprefix('--')}"
    return typer.Option(names, *short, metavar="", help=help, show_default=False, rich_help_panel=panel)


def option(
    *names: str, metavar: str, help: str, check: Any = None, complete: Any = None, panel: str | None = None
) -> Any:
    """An option that takes a value. ``check`` sees it first; ``complete`` tells the shell's tab key what may come."""
    return typer.Option(
        *names,
        metavar=metavar,
        help=help,
        callback=check,
        autocompletion=complete,
        show_default=False,
        rich_help_panel=panel,
    )


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


def inputs_of(files: Sequence[str], files_from: str | None, null: bool) -> list[str]:
    """The inputs that are named, also in the file of --files-from, or what is piped in. The end where none is."""
    if files_from is None:
        if null:
            end(USAGE, "--null: it is about --files-from, which is not there")
        return list(files) or _what_is_piped_in()
    if files_from == STDIN and STDIN in files:
        end(USAGE, "--files-from -: standard input holds the names, and is no article: leave out one of the two -")
    try:
        names = names_in(files_from, null)
    except OSError as error:
        end(USAGE, f"--files-from {files_from}: {reason(error)}")
    if not names:
        end(USAGE, f"--files-from {files_from}: it names nothing: check how it was made")
    return [*files, *names]


def _what_is_piped_in() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        end(USAGE, "no article: name a file, a folder or - for standard input (newsextract --help tells more)")
    return [STDIN]


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
