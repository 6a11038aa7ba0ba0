"""The command line: options to calls. spaCy is imported only once there is an article to read.

`newsextract FILE...` is one command; a first word such as `schema` means one of the other commands, so that the main
one needs no word. A file of such a name is reached as ./schema.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from newsextract.batch.run.options import Request
from newsextract.cli.messages import USAGE
from newsextract.cli.options import EXAMPLES, HELP, CommandOptions, declared, eager
from newsextract.cli.running import carry_out, run, show_log
from newsextract.output.streams import say
from newsextract.version import __version__

app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)


def main() -> None:
    """The entry point of the `newsextract` script."""
    if sys.argv[1:2] == ["help"]:
        _ask_for_help()
    chosen = _chosen(next(iter(sys.argv[1:]), ""))
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal need not have all our signs
    sys.exit(run(chosen))


def _ask_for_help() -> None:
    """Have what was typed after "help", the name of another command or nothing, be followed by --help."""
    from newsextract.cli.commands import names

    of = sys.argv[2:3]
    if of and of[0] not in names():
        say(f"help {of[0]}: no such command: there are {', '.join(names())}")
        sys.exit(USAGE)
    sys.argv[1:] = [*of, "--help"]


def _chosen(word: str) -> typer.Typer:
    """What the first word calls: one of the other commands, or the main one."""
    if not word or word.startswith("-"):
        return app
    from newsextract.cli.commands import is_unknown, meant, names, other_commands

    if is_unknown(word):
        like = meant(word)
        remedy = f"did you mean `newsextract {like}`?" if like else "name what is to be read, or see newsextract --help"
        say(f"no file or command is called {word!r}: {remedy}")
        sys.exit(USAGE)
    return other_commands if word in names() else app


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"newsextract {__version__}")
        raise typer.Exit


def _use_settings(context: typer.Context, value: str | None) -> str | None:
    from newsextract.cli.settings import use_settings

    return use_settings(context, value)


def _offer_commands(begun: str) -> list[str]:
    """What the shell's tab key offers in place of a file: the other commands."""
    from newsextract.cli.commands import names

    return [name for name in names() if begun and name.startswith(begun)]


@app.command(epilog=EXAMPLES, context_settings=HELP)
@declared(Request, CommandOptions)
def extract(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Files, folders, 'patterns*', https://..., or - for standard input.",
            show_default=False,
            autocompletion=_offer_commands,
        ),
    ] = None,
    *,
    config: Annotated[
        str | None, eager("FILE", "Read defaults from FILE, not from the file found.", _use_settings, "--config")
    ] = None,
    version: Annotated[bool, eager("", "Print the version and exit.", _print_version, "--version", "-V")] = False,
    **given: Any,
) -> None:
    """Say who and what is in English news articles: people, countries, numbers and quoted statements."""
    from newsextract.cli import typed  # here, for --help and --version need none of this

    request = typed.request(context, files or [], given)
    if given["verbose"]:
        show_log(context.obj)
    carry_out(request)
