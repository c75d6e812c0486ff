"""Builds a site whose texts can be downloaded, with files that are made in no time."""

from datetime import date
from pathlib import Path

from site_server import BUILD_DAY

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.engines.file_makers import Maker
from avtaleverk.engines.run_mkdocs import build_site
from avtaleverk.engines.workshop import Workshop
from avtaleverk.exports.paper import Paper
from avtaleverk.model.downloads import FileFormat
from avtaleverk.pages.context import Context

CONTENT = b"Filen er ikke til \xc3\xa5 lese. " * 1150


def _made(_: Context, paper: Paper, __: PictureData) -> bytes:
    return f"{paper.running_head}\n".encode() + CONTENT


def _bound(_: Context, __: PictureData) -> bytes:
    return CONTENT * 40


def _nothing() -> None:
    """Load nothing."""


def build_with_files(root: Path, target: Path) -> None:
    """Build in this process, since another one would make real files."""
    formats = tuple(FileFormat)
    makers = {f: Maker(_made, _nothing, book=_bound if f is FileFormat.PDF else None) for f in formats}
    build_site(Workshop(root, date.fromisoformat(BUILD_DAY), formats=formats, makers=makers), target)
