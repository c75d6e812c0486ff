"""What a command that asks answers where it does nothing: something is missing, somebody left, or it cannot be done."""

import argparse
from collections.abc import Callable

from avtaleverk.cli.asking import AskError, BrokenOffError
from avtaleverk.cli.report import as_json, complain, say
from avtaleverk.model.findings import AvtaleverkError

FINDINGS, WRONG_USE = 1, 2


def or_refused(options: argparse.Namespace, work: Callable[[], int], done: str, nothing: str) -> int:
    """Return the status of some work, or that of its refusal, which is told: as JSON where that is asked for.

    ``done`` names what was not done, to a program, and ``nothing`` says so to somebody who left. Raises AvtaleverkError
    where the work cannot be done and its findings are to be shown.
    """
    try:
        return work()
    except AskError as error:
        if options.json:
            say(as_json({done: False, "mangler": list(error.lacks)}))
        else:
            complain(f"Dette mangler, eller er feil:\n{error}")
        return WRONG_USE
    except BrokenOffError:
        complain(nothing)
    except AvtaleverkError as error:
        if not options.json:
            raise
        say(as_json({done: False, "feil": str(error), "funn": [finding.as_dict() for finding in error.findings]}))
    return FINDINGS
