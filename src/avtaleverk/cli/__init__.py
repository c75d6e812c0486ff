"""The command line: ``avtaleverk sjekk``, ``avtaleverk bygg`` and the other commands."""

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from avtaleverk import __version__
from avtaleverk.cli import (
    annual_report,
    build,
    check,
    compare,
    editor,
    export,
    formatter,
    import_file,
    inbox,
    links,
    lock,
    memo,
    new_document,
    permalinks,
    publish,
    review,
    schema,
    send_in,
    serve,
    verify,
    workflow,
)
from avtaleverk.cli.report import print_findings
from avtaleverk.cli.verbs import approve, hearing, ratify, repeal, reviewed, revise
from avtaleverk.model.disk_faults import cure, why
from avtaleverk.model.findings import AvtaleverkError

OK, FINDINGS, WRONG_USE = 0, 1, 2
# In the order of the help.
COMMANDS = (
    check, lock, build, serve, new_document, revise, hearing, approve, ratify, reviewed, repeal, compare, export, memo, send_in, import_file, inbox, editor, formatter, annual_report, review, links, permalinks, publish, verify, workflow, schema,
)  # fmt: skip
_OBJECTS_BETWEEN_LOOKS = 200_000


class _Formatter(argparse.HelpFormatter):
    """Heads the usage line in Norwegian."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Let the library write the line, with our word before it."""
        super().add_usage(usage, actions, groups, "Bruk: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks Norwegian: how the command is used, and what was wrong with a call."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as they came
        super().__init__(*args, **{**kwargs, "formatter_class": _Formatter, "add_help": False})
        self._optionals.title = "valg"
        self._positionals.title = "det kommandoen trenger"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and stop with the status for wrong use."""
        self.print_usage(sys.stderr)
        words = message
        for english, norwegian in _WORDS:
            words = words.replace(english, norwegian)
        self.exit(WRONG_USE, f"Feil bruk: {words}\nSkriv «{self.prog} --help» for hjelp.\n")


_WORDS = (
    ("the following arguments are required:", "det mangler"),
    ("unrecognized arguments:", "ukjent:"),
    ("invalid choice:", "ukjent valg:"),
    ("(choose from", "(velg"),
    ("expected one argument", "trenger en verdi"),
    ("argument ", ""),
)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="avtaleverk", description="Avtaler og retningslinjer i et helsefellesskap som nettsted.")
    parser.add_argument(
        "--version", action="version", version=f"avtaleverk {__version__}", help="vis versjonen av programmet"
    )
    commands = parser.add_subparsers(
        title="kommandoer", metavar="KOMMANDO", required=True, prog="avtaleverk", parser_class=_Parser
    )
    for module in COMMANDS:
        aliases = getattr(module, "ALIASES", ())
        command = commands.add_parser(module.NAME, aliases=aliases, help=module.HELP, description=module.HELP)
        module.add_options(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is fine, 1 means findings, 2 wrong use."""
    options = _parser().parse_args(arguments)
    # What a command makes lives until it ends; to look for cycles among it takes a tenth of the time.
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    try:
        status: int = options.run(options)
    except AvtaleverkError as error:
        print_findings(error.findings)
        print(error, file=sys.stderr)  # noqa: T201 - a command speaks to its user
        return FINDINGS
    except KeyboardInterrupt:
        return FINDINGS
    except BrokenPipeError:
        # The reader of our answer, such as «head», has had enough; Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"{place}{why(error)}. {cure(error, 'Kommandoen ble ikke ferdig')}.", file=sys.stderr)  # noqa: T201 - the same
        return FINDINGS
    return status
