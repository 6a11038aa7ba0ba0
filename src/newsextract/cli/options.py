"""How options are declared: what --help says of them, and what the shell's tab key offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from newsextract.cli.messages import USAGE, end
from newsextract.output.formats import FORMATS
from newsextract.records.kinds import KINDS

AUTO = "auto"
"""What is chosen by where the output goes, or by the machine."""
HELP = {"help_option_names": ["-h", "--help"]}

EXAMPLES = """\
[bold]newsextract article.txt[/]            tables; in a pipe, JSON lines
[bold]newsextract news/ -o finds.csv[/]     a row per find, for a spreadsheet
[bold]newsextract news/ -o all.db[/]        an archive that later runs resume
[bold]newsextract summary all.db[/]         who, where, when; [bold]quotes[/], [bold]numbers[/], [bold]sql[/]
Who is who: [bold]same[/], [bold]apart[/], [bold]nobody[/], [bold]corrections[/]
Other commands: [bold]merge[/], [bold]schema[/], [bold]models[/], [bold]evaluate[/], [bold]explain[/], [bold]help[/] \
(a file of that name: ./schema)"""
RIGHT_IF = (
    "People and countries are judged mention by mention: start and end must be right, and the country. Numbers must "
    "overlap and have the right value, unit and comparator. Quotes must share 0.8 of their words and have the right "
    "speaker. B³ measures how well the mentions of one person are grouped."
)

# Headings of --help; what is most used stands under "Options".
READING, MANY = "Input", "Many articles"
SWITCHES = "Switches (--no-NAME overrides a settings file)"


def offer_formats(begun: str) -> list[str]:
    """The formats that begin so; as for the others, what the shell's tab key offers for what was typed."""
    return [format for format in (AUTO, *FORMATS) if format.startswith(begun)]


def offer_kinds(begun: str) -> list[str]:
    """Lists of kinds."""
    return _lists(begun, KINDS)


def offer_numbers(begun: str) -> list[str]:
    """Lists of kinds of number."""
    from newsextract.extraction.options import NUMBER_KINDS

    return _lists(begun, NUMBER_KINDS)


def offer_pipelines(begun: str) -> list[str]:
    """The pipelines that are installed."""
    from newsextract.extraction.pipeline import installed_pipelines

    return sorted(name for name, _ in installed_pipelines() if name.startswith(begun))


def offer_commands(begun: str) -> list[str]:
    """The other commands."""
    from newsextract.cli.commands import names

    return [name for name in names() if begun and name.startswith(begun)]


def _lists(typed: str, names: Iterable[str]) -> list[str]:
    chosen, comma, begun = typed.rpartition(",")
    return [chosen + comma + name for name in names if name.startswith(begun) and name not in chosen.split(",")]


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
        autocompletion=offer_pipelines,
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
        help="Your own words and rows, laid out like models/rules.",
    ),
]


def switch(help: str, name: str, *short: str) -> Any:
    """An option that is on or off: on by its name, off by its --no- form, as a settings file may have it on."""
    names = f"{name}/--no-{name.removeprefix('--')}"
    return typer.Option(names, *short, metavar="", help=help, show_default=False, rich_help_panel=SWITCHES)


def option(
    metavar: str, help: str, *names: str, offers: Callable[[str], list[str]] | None = None, panel: str | None = None
) -> Any:
    """An option that takes a value; ``offers`` gives what the shell's tab key offers for what was typed of it."""
    return typer.Option(
        *names,
        metavar=metavar,
        help=help,
        callback=check_named,
        autocompletion=offers,
        show_default=False,
        rich_help_panel=panel,
    )


def eager(metavar: str, help: str, callback: Callable[..., Any], *names: str) -> Any:
    """An option that is looked at before all others."""
    return typer.Option(*names, metavar=metavar, help=help, callback=callback, is_eager=True, show_default=False)


def output_option(metavar: str, help: str) -> Any:
    """The option --output, which is None for standard output, also where that was typed as "-" or by its device."""
    return typer.Option("--output", "-o", metavar=metavar, help=help, callback=_output, show_default=False)


def _output(value: str | None) -> str | None:
    if value == "":
        end(USAGE, "--output: empty: give a file, or a folder with a slash at its end")
    return None if value in ("-", "/dev/stdout", "/dev/fd/1") else value
