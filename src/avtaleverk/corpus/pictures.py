"""Pictures and PDF files of the folder: which of them may lie on the site.

What lies on the site is trusted as the site itself is, so only kinds of file that cannot run anything are taken
along, and only where the content is what the name says. A drawing in SVG is a document that can hold script: it is
left out, with the cure, since a picture of another kind shows the same.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from avtaleverk.corpus.files import Folder
from avtaleverk.model.findings import Finding, Severity

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# How the content of each kind begins; WebP has its length in between.
_BEGINS = {
    ".png": (_PNG,),
    ".jpg": (_JPEG,),
    ".jpeg": (_JPEG,),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF-",),
}
_LOOKED_AT = 16
_DRAWINGS = (".svg", ".svgz")
# The one file that a host needs beside the site: its domain name, for GitHub Pages.
_DOMAIN = "docs/CNAME"
_KINDS = "PNG, JPEG, GIF, WebP eller PDF"


def is_picture(path: str) -> bool:
    """Say whether a file is a picture or a PDF file by its name."""
    return PurePosixPath(path).suffix.lower() in _BEGINS


def cure(path: str, usual: str = "Tekster skal være Markdown-filer (.md)") -> str:
    """Return what to do with a file of a kind that is not taken along."""
    is_drawing = path.lower().endswith(_DRAWINGS)
    return "Et SVG-bilde kan ha program i seg, og blir ikke lagt ut. Lagre bildet som PNG" if is_drawing else usual


def picture_paths(folder: Folder, place: str) -> Iterator[str]:
    """Yield the pictures and PDF files at any depth below a folder; one that is something else is reported."""
    for name in folder.names(place):
        path = f"{place}/{name}"
        if folder.is_dir(path):
            yield from picture_paths(folder, path)
        elif (is_picture(path) and _is_what_it_says(folder, path)) or path == _DOMAIN:
            yield path


def check_handwritten(folder: Folder, place: str = "docs") -> None:
    """Warn of the files of ``docs/`` that will not be on the site."""
    for name in folder.names(place):
        path = f"{place}/{name}"
        if folder.is_dir(path):
            check_handwritten(folder, path)
        elif not name.endswith(".md") and not is_picture(path) and path != _DOMAIN:
            folder.unread(path, cure(path, f"Her legges bare ut Markdown-filer (.md), {_KINDS}"))


def _is_what_it_says(folder: Folder, path: str) -> bool:
    ending = PurePosixPath(path).suffix.lower()
    if _begins_as(folder.beginning(path, _LOOKED_AT), ending):
        return True
    message = f"Fila blir ikke lagt ut, for innholdet er ikke det {ending} sier"
    hint = f"Lagre den på nytt som {_KINDS}"
    folder.findings.append(Finding(path, 0, "", message, hint, Severity.WARNING))
    return False


def _begins_as(content: bytes, ending: str) -> bool:
    return content.startswith(_BEGINS[ending]) and (ending != ".webp" or content[8:12] == b"WEBP")
