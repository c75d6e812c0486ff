"""Finds the content files below the root and reads them as text, never following a link out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from avtaleverk.model.findings import Finding, Severity

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"})
_MAX_BYTES = 5_000_000


@dataclass(slots=True)
class Folder:
    """The corpus root: lists and reads files by their path below it."""

    root: Path
    findings: list[Finding] = field(default_factory=list)

    def names(self, folder: str) -> Iterator[str]:
        """Yield what lies directly in a folder, in order, without hidden files."""
        place = self.root / folder
        if not place.is_dir():
            return
        for entry in sorted(place.iterdir(), key=lambda p: p.name):
            if entry.name.startswith((".", "~")):
                continue
            path = f"{folder}/{entry.name}" if folder else entry.name
            if self._inside(entry, path):
                yield entry.name

    def _inside(self, entry: Path, path: str) -> bool:
        if entry.is_symlink() and not entry.resolve().is_relative_to(self.root.resolve()):
            self.findings.append(Finding(path, 0, "", "Snarveien peker ut av mappa", "Legg selve fila her"))
            return False
        return True

    def is_dir(self, path: str) -> bool:
        """Say whether there is such a folder."""
        return (self.root / path).is_dir()

    def is_file(self, path: str) -> bool:
        """Say whether there is such a file."""
        return (self.root / path).is_file()

    def text(self, path: str) -> str | None:
        """Return a file as text, None (and a finding) where it cannot be read as UTF-8."""
        place = self.root / path
        try:
            if place.stat().st_size > _MAX_BYTES:
                self.findings.append(Finding(path, 0, "", "Fila er større enn 5 MB", "Del teksten i flere dokumenter"))
                return None
            data = place.read_bytes()
        except OSError as error:
            self.findings.append(
                Finding(path, 0, "", f"Fila kan ikke leses: {error.strerror}", "Se etter rettighetene til fila")
            )
            return None
        return self._decoded(data, path)

    def _decoded(self, data: bytes, path: str) -> str | None:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            read = data[error.start : error.start + 1].hex()
            self.findings.append(
                Finding(
                    path,
                    line,
                    "",
                    f"Fila er ikke lagret som UTF-8 (leste byte {read})",
                    "Lagre fila på nytt med tegnsettet UTF-8",
                )
            )
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def unread(self, path: str, hint: str) -> None:
        """Warn that a file will not be on the site."""
        self.findings.append(Finding(path, 0, "", "Fila blir ikke lest", hint, Severity.WARNING))
