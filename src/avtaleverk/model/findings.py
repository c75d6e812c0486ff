"""What is wrong with the input, said so that an editor can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning is shown."""

    ERROR = "feil"
    WARNING = "advarsel"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault in one place.

    ``path`` is relative to the corpus root, ``line`` counts from 1 (0: the file as a whole).
    ``message`` says in Norwegian what is wrong and what was read, ``hint`` what to write instead,
    ``detail`` shows it in as many lines as it takes, such as the redline of a text that was edited.
    """

    path: str
    line: int
    field: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    detail: str = ""

    def __str__(self) -> str:
        """Return the finding as one line: ``sti:linje: felt: melding. råd``."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        parts = [place, self.field] if self.field else [place]
        text = ": ".join([*parts, self.message])
        return f"{text}. {self.hint}" if self.hint else text

    def as_dict(self) -> dict[str, str | int]:
        """Return the finding under the names that ``--json`` promises; ``detalj`` where there is one."""
        found: dict[str, str | int] = {
            "sti": self.path,
            "linje": self.line,
            "felt": self.field,
            "alvor": self.severity.value,
            "melding": self.message,
            "rad": self.hint,
        }
        return found | {"detalj": self.detail} if self.detail else found


class AvtaleverkError(Exception):
    """The root of every error that avtaleverk raises on purpose; carries its findings."""

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        """Keep the Norwegian message for the editor and the findings behind it."""
        super().__init__(message)
        self.findings = tuple(findings)


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those findings that stop a build."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)
