"""The folders of ``organisasjon/``, and what their files must be called."""

from collections.abc import Iterator

from avtaleverk.corpus.files import Folder
from avtaleverk.model.findings import Finding

ROOT = "organisasjon"
FOLDERS = ("struktur", "verv", "moter", "saker")
STRUCTURES, OFFICES, MEETINGS, PAPERS = (f"{ROOT}/{name}" for name in FOLDERS)


def check_name(  # noqa: PLR0913, PLR0917 - what is named, where it stands, and what more can be said
    folder: Folder, path: str, wanted: str, line: int, field: str, more: str = ""
) -> None:
    """Report a file whose name says something else than its content; ``more`` is a second piece of advice."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    if not name.startswith(wanted):
        message = f"Fila heter «{name}», men innholdet sier «{wanted}»"
        hint = f"La filnavnet begynne med {wanted}, eller rett innholdet"
        hint = f"{hint}. {more}" if more else hint
        folder.findings.append(Finding(path, line, field, message, hint))


def files(folder: Folder, place: str, ending: str) -> Iterator[str]:
    """Yield the files of a folder that have the ending; the others are not read, and said so."""
    for name in folder.names(place):
        path = f"{place}/{name}"
        if name.endswith(ending) and folder.is_file(path):
            yield path
        else:
            folder.unread(path, f"Her leses bare filer som slutter på {ending}")


def check_folders(folder: Folder) -> None:
    """Warn of what lies in ``organisasjon/`` and is not read."""
    for name in folder.names(ROOT):
        if name not in FOLDERS:
            folder.unread(f"{ROOT}/{name}", f"Her leses bare mappene {', '.join(FOLDERS)}")
