"""How options are declared: what --help says of them, and what checks and completes them.

``--help`` and ``--version`` import no more of newsextract than is imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import resolve_name
from typing import Annotated, Any

import typer

from newsextract.cli.telling import USAGE, end

AUTO = "auto"
"""What is chosen by where the output goes, or by the machine."""
HELP = {"help_option_names": ["-h", "--help"]}

EXAMPLES = """\
[bold]newsextract article.txt[/]            tables; in a pipe, JSON lines
[bold]newsextract archive/ -o finds.csv[/]  a row per find, for a spreadsheet
[bold]newsextract archive/ -o all.db[/]     an archive that later runs resume
[bold]newsextract summary all.db[/]         who, where, when; [bold]quotes[/]: who said what
Other commands: [bold]merge[/], [bold]schema[/], [bold]models[/], [bold]evaluate[/], [bold]explain[/] \
(a file of that name: ./schema)"""
RIGHT_IF = (
    "People and countries are judged mention by mention: start and end must be right, and the country. Numbers must "
    "overlap and have the right value, unit and comparator. Quotes must share 0.8 of their words and have the right "
    "speaker. B³ measures how well the mentions of one person are grouped."
)

# Headings of --help; what is most used stands under "Options".
READING, MANY = "Input", "Many articles"
SWITCHES = "Switches (--no-NAME overrides a settings file)"


def check_named(parameter: typer.CallbackParam, value: str | None) -> str | None:
    """For an option that takes a name: not an empty one, as a variable that is not set gives."""
    if value == "":
        end(USAGE, f"{parameter.opts[0]}: no name: give one, or leave the option out")
    return value


def _check(name: str) -> Callable[[Any], Any]:
    """The function of ``cli.checks`` of that name, which takes a value; its module is imported when it is called."""

    def check(value: Any) -> Any:
        return resolve_name(f"newsextract.cli.checks:{name}")(value)

    return check


def _completion(name: str) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        found: list[str] = resolve_name(f"newsextract.cli.checks:{name}")(incomplete)
        return found

    return complete


ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH",
        callback=check_named,
        autocompletion=_completion("complete_model"),
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


def switch(name: str, *short: str, help: str, panel: str = SWITCHES) -> Any:
    """An option that is on or off: on by its name, off by its --no- form, as a settings file may have it on."""
    names = f"{name}/--no-{name.removeprefix('--')}"
    return typer.Option(names, *short, metavar="", help=help, show_default=False, rich_help_panel=panel)


def option(*names: str, metavar: str, help: str, check: str = "", complete: str = "", panel: str | None = None) -> Any:
    """An option that takes a value.

    ``check`` and ``complete`` name functions of ``cli.checks``, imported when called: the one sees the value first, by
    default ``check_named``; the other tells the shell's tab key what may come.
    """
    return typer.Option(
        *names,
        metavar=metavar,
        help=help,
        callback=_check(check) if check else check_named,
        autocompletion=_completion(complete) if complete else None,
        show_default=False,
        rich_help_panel=panel,
    )
