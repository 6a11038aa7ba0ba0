"""The options of commands, as typer has them, made of their declarations; and what the shell's tab key offers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

import typer

from newsextract.batch.run.options import READING
from newsextract.cli.messages import USAGE, end
from newsextract.extraction.options import SWITCHES, Shown, flag, option, shown_options, switch

HELP = {"help_option_names": ["-h", "--help"]}

EXAMPLES = """\
[bold]newsextract article.txt[/]            tables; in a pipe, JSON lines
[bold]newsextract news/ -o finds.csv[/]     a row per find, for a spreadsheet
[bold]newsextract news/ -o all.db[/]        an archive that later runs resume
[bold]newsextract summary all.db[/]         who, where, when; [bold]quotes[/], [bold]numbers[/], [bold]sql[/]
Corrections: [bold]same[/], [bold]apart[/], [bold]nobody[/], [bold]somebody[/], [bold]call[/], [bold]correct[/], \
[bold]corrections[/]
Other commands: [bold]merge[/], [bold]schema[/], [bold]models[/], [bold]evaluate[/], [bold]explain[/], [bold]help[/] \
(a file of that name: ./schema)"""
RIGHT_IF = (
    "People and countries are judged mention by mention: start and end must be right, and the country. Numbers must "
    "overlap and have the right value, unit and comparator. Quotes must share 0.8 of their words and have the right "
    "speaker. B³ measures how well the mentions of one person are grouped."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOptions:
    """The options of the main command that are no run's."""

    files_from: str | None = option(
        None, "FILE", "Read input paths from FILE, one per line; - is standard input.", settings="none", panel=READING
    )
    null: bool = flag("Paths in that list end with NUL.", "--null", "-0", panel=READING)
    verbose: bool = switch("Also report settings read and encodings guessed.", "--verbose", "-v", settings="any")


Command = TypeVar("Command", bound=Callable[..., None])


def declared(*classes: type, only: Sequence[str] = ()) -> Callable[[Command], Command]:
    """Gives a command, for its ``**given``, the options that the classes declare, or ``only`` some of them.

    An option that the user has not given is None there, or False.
    """

    def give(command: Command) -> Command:
        own = inspect.signature(command, eval_str=True).parameters.values()
        new = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, **_default_and_annotation(name, shown))
            for one in classes
            for name, shown in shown_options(one, only).items()
        ]
        before = [parameter for parameter in own if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
        after = [parameter for parameter in own if parameter.kind is parameter.KEYWORD_ONLY]
        command.__signature__ = inspect.Signature([*before, *new, *after])  # type: ignore[attr-defined]
        return command

    return give


def _default_and_annotation(name: str, shown: Shown) -> dict[str, Any]:
    if shown.type is bool:
        return {"default": False, "annotation": Annotated[bool, typed_option(shown, name)]}
    return {"default": None, "annotation": Annotated[shown.type | None, typed_option(shown, name)]}


def long_name(name: str, shown: Shown) -> str:
    """The option's name on the command line, without its dashes."""
    return shown.names[0].partition("/")[0].removeprefix("--") if shown.names else name.replace("_", "-")


def typed_option(shown: Shown, name: str) -> Any:
    """The option of a parameter of this name as typer has it."""
    names = shown.names or (f"--{long_name(name, shown)}",)
    if shown.panel == SWITCHES and "/" not in names[0]:
        names = (f"{names[0]}/--no-{names[0].removeprefix('--')}", *names[1:])
    return typer.Option(
        *names,
        metavar=shown.metavar,
        help=shown.help,
        callback=None if shown.type is bool else _checked,
        autocompletion=_offer_pipelines if name == "model" else _offering(shown.offers),
        envvar="NEWSEXTRACT_MODEL" if name == "model" else None,
        min=shown.at_least,
        show_default=False,
        show_envvar=False,
        rich_help_panel=shown.panel,
    )


def _checked(parameter: typer.CallbackParam, value: Any) -> Any:
    """The value of an option, which is no empty name, as a variable that is not set gives; None for standard output."""
    is_output = parameter.name == "output"
    if value == "":
        if is_output:
            end(USAGE, "--output: empty: give a file, or a folder with a slash at its end")
        end(USAGE, f"{parameter.opts[0]}: no name: give one, or leave the option out")
    return None if is_output and value in ("-", "/dev/stdout", "/dev/fd/1") else value


def value_option(metavar: str, help: str, *names: str) -> Any:
    """An option with a value, that one command alone has."""
    return typed_option(Shown(help, metavar, names), names[0])


def output_option(metavar: str, help: str) -> Any:
    """The option --output, which is None for standard output, also where that was typed as "-" or by its device."""
    return typed_option(Shown(help, metavar, ("--output", "-o")), "output")


def format_option(help: str) -> Any:
    """The option --format."""
    return typed_option(Shown(help, "FORMAT", ("--format", "-f")), "format")


def eager(metavar: str, help: str, callback: Callable[..., Any], *names: str) -> Any:
    """An option that is looked at before all others."""
    return typer.Option(*names, metavar=metavar, help=help, callback=callback, is_eager=True, show_default=False)


def _offering(names: Sequence[str]) -> Callable[[str], list[str]]:
    """Gives what the shell's tab key offers for what was typed: one of the names, also after others and a comma."""

    def offer(typed: str) -> list[str]:
        chosen, comma, begun = typed.rpartition(",")
        return [chosen + comma + name for name in names if name.startswith(begun) and name not in chosen.split(",")]

    return offer


def _offer_pipelines(begun: str) -> list[str]:
    from newsextract.extraction.pipeline import installed_pipelines

    return sorted(name for name, _ in installed_pipelines() if name.startswith(begun))
