"""What a command tells its user: findings, sums, and where things lie."""

import json
import sys
import textwrap
from collections.abc import Iterable

from avtaleverk.corpus.wording import without_invisible
from avtaleverk.model.findings import Finding, Severity


def say(words: str) -> None:
    """Print a line of the answer."""
    print(words)  # noqa: T201 - a command speaks to its user


def complain(words: str) -> None:
    """Print a line about a fault, apart from the answer."""
    print(words, file=sys.stderr)  # noqa: T201 - a command speaks to its user


def print_findings(findings: Iterable[Finding]) -> None:
    """Print each finding on a line of its own with its detail under it, errors before warnings."""
    for finding in sorted(findings, key=lambda f: f.severity is Severity.WARNING):
        # A name or a text that was read may hold anything, and a terminal obeys what it is shown.
        line = without_invisible(" ".join(str(finding).splitlines()))
        complain(f"{finding.severity.value}: {line}")
        if finding.detail:
            complain(textwrap.indent(finding.detail, "    "))


def as_json(value: object) -> str:
    """Return a value as JSON that keeps æ, ø and å readable."""
    # Half a sign, as a file's name may have, is written as JSON writes it, since no terminal can.
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode()


def counted(findings: Iterable[Finding]) -> str:
    """Return how many errors and warnings there are, in words."""
    found = list(findings)
    errors = sum(f.severity is Severity.ERROR for f in found)
    warnings = len(found) - errors
    return f"{errors} feil og {warnings} {'advarsel' if warnings == 1 else 'advarsler'}"
