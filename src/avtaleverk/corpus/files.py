"""Finds the content files below the root and reads them as text, never following a link out."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from avtaleverk.corpus.wording import invisible, without_invisible
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import Finding, Severity

MAX_BYTES = 5_000_000


@dataclass(slots=True)
class Folder:
    """The corpus root: lists and reads files by their path below it.

    ``laid_over`` are texts by path that are read as if they lay there: to check a file before it is written.
    """

    root: Path
    findings: list[Finding] = field(default_factory=list)
    laid_over: Mapping[str, str] = field(default_factory=dict)

    def report(self, path: str, message: str, hint: str, line: int = 0) -> None:
        """Note a fault of a file as a whole."""
        self.findings.append(Finding(path, line, "", message, hint))

    def unread(self, path: str, hint: str) -> None:
        """Warn that a file or a folder will not be on the site."""
        what = "Mappa" if self.is_dir(path) else "Fila"
        self.findings.append(Finding(path, 0, "", f"{what} blir ikke lest", hint, Severity.WARNING))

    def names(self, folder: str) -> Iterator[str]:
        """Yield what lies directly in a folder, in order, without hidden files."""
        place = f"{folder}/" if folder else ""
        over = {path.removeprefix(place).partition("/")[0] for path in self.laid_over if path.startswith(place)}
        yield from sorted({*self._names(folder), *over}) if over else self._names(folder)

    def _names(self, folder: str) -> Iterator[str]:
        if not self._is_folder(folder) or not self._is_inside(folder):
            return
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda e: e.name)
        except OSError as error:
            self.report(folder, f"Mappa kan ikke leses ({why(error)})", "Se etter rettighetene til mappa")
            return
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not entry.name.startswith((".", "~")) and self._is_sound(entry, path):
                yield entry.name

    def _is_sound(self, entry: os.DirEntry[str], path: str) -> bool:
        """Say whether an entry can be used: a name that can be shown, and no link to another folder."""
        if any(invisible(entry.name)) or "\n" in entry.name:
            shown = without_invisible(path).replace("\n", "\ufffd")
            self.report(shown, "Navnet har tegn som ikke kan vises", "Gi fila et nytt navn")
            return False
        if not entry.is_symlink():
            return True
        if self._is_inside(path) and self.is_dir(path):
            self.report(path, "Snarveien leder til en mappe", "Legg selve mappa her")
            return False
        return self._is_inside(path)

    def _is_inside(self, path: str) -> bool:
        try:
            is_inside = (self.root / path).resolve(strict=True).is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):  # RuntimeError: a link to itself, before Python 3.13
            self.report(path, "Snarveien leder ingen steder", "Slett den, eller legg selve fila her")
            return False
        if not is_inside:
            self.report(path, "Snarveien peker ut av mappa", "Legg selve innholdet her")
        return is_inside

    def is_dir(self, path: str) -> bool:
        """Say whether there is such a folder."""
        return self._is_folder(path) or any(name.startswith(f"{path}/") for name in self.laid_over)

    def _is_folder(self, path: str) -> bool:
        try:
            return (self.root / path).is_dir()
        except OSError:
            return False

    def is_file(self, path: str) -> bool:
        """Say whether there is such a file."""
        try:
            return path in self.laid_over or (self.root / path).is_file()
        except OSError:
            return False

    def text(self, path: str, most: int = MAX_BYTES, cure: str = "Del teksten i flere dokumenter") -> str | None:
        """Return a file as text, None (and a finding) where it cannot be read as UTF-8.

        ``most`` is how many bytes it may have, ``cure`` what to do where it has more.
        """
        if (over := self.laid_over.get(path)) is not None:
            if len(over.encode()) <= most:
                return self._decoded(over.encode(), path)
            self.report(path, f"Fila er større enn {most // 1_000_000} MB", cure)
            return None
        place = self.root / path
        if place.is_symlink() and not self._is_inside(path):
            return None
        try:
            if place.stat().st_size > most:
                self.report(path, f"Fila er større enn {most // 1_000_000} MB", cure)
                return None
            data = place.read_bytes()
        except OSError as error:
            self.report(path, f"Fila kan ikke leses ({why(error)})", "Se etter rettighetene til fila")
            return None
        return self._decoded(data, path)

    def beginning(self, path: str, length: int) -> bytes:
        """Return the first bytes of a file, none where it cannot be read."""
        try:
            with (self.root / path).open("rb") as file:
                return file.read(length)
        except OSError:
            return b""

    def _decoded(self, data: bytes, path: str) -> str | None:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            read = data[error.start : error.start + 1].hex()
            message = f"Fila er ikke lagret som UTF-8 (leste byte {read})"
            self.report(path, message, "Lagre fila på nytt med tegnsettet UTF-8", line)
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")
