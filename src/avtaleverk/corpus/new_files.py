"""Puts new files into the folder: whole or not at all, and never over one that is there."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from avtaleverk.model.findings import AvtaleverkError, Finding


def write_new(root: Path, files: Mapping[str, str], failure: str) -> None:
    """Write files by their path below ``root``, all of them or none.

    Raises AvtaleverkError that says ``failure`` where one of them is there already, or cannot be written; what was
    written until then, and folders made for it, are taken away again, also where the user breaks off.
    """
    with _undone() as made:
        for path, text in files.items():
            try:
                _write(root / path, text, made)
            except FileExistsError as error:
                finding = Finding(
                    path, 0, "", "Fila finnes fra før", "Velg et annet nummer, eller flytt fila som er der"
                )
                raise AvtaleverkError(failure, [finding]) from error
            except OSError as error:
                finding = Finding(
                    path, 0, "", f"Fila kan ikke skrives ({error.strerror})", "Se etter at du kan skrive i mappa"
                )
                raise AvtaleverkError(failure, [finding]) from error


@contextmanager
def _undone() -> Iterator[list[Path]]:
    """Take away what was made, the last first, where something fails on the way."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            # What somebody else has put into a folder of ours in the meantime stays there.
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
        raise


def _write(path: Path, text: str, made: list[Path]) -> None:
    """Write a file beside its place, then put it there at one stroke."""
    for folder in reversed([p for p in path.parents if not p.exists()]):
        folder.mkdir()
        made.append(folder)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    made.append(beside)
    beside.write_text(text, "utf-8", newline="\n")
    _place(beside, path)
    made[-1] = path


def _place(beside: Path, path: Path) -> None:
    """Give a file its name, unless another has it; raises FileExistsError then."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        # A disk that has no second names, such as a memory stick.
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)
    else:
        beside.unlink()
