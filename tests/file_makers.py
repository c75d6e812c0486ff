"""Files that are made in no time, of which every byte tells what it was made from."""

import os
from pathlib import Path

from avtaleverk.corpus.picture_data import PictureData
from avtaleverk.engines.file_makers import Maker
from avtaleverk.exports.paper import Paper
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.findings import AvtaleverkError, Finding
from avtaleverk.pages.context import Context

THIS_PROCESS = os.getpid()
WORD, PDF = FileFormat.WORD, FileFormat.PDF
BOTH = (WORD, PDF)


def nothing() -> None:
    """Load nothing."""


def plain(_: Context, paper: Paper, pictures: PictureData) -> bytes:
    shown = [pictures(f"{paper.document.folder}/flyt.png")] if "flyt.png" in paper.version.body else []
    return f"{shown}{paper.running_head}\n{paper.facts}\n{paper.log}\n{paper.redline.to_html()}".encode()


def printed(ctx: Context, paper: Paper, pictures: PictureData) -> bytes:
    return b"%PDF " + plain(ctx, paper, pictures)


def bound(ctx: Context, _: PictureData) -> bytes:
    shown = [(d.folder, v.number) for d in ctx.corpus.all_documents() if (v := ctx.in_force(d))]
    return f"{ctx.day} {shown} {[t.word for t in ctx.corpus.terms]}".encode()


def broken(*_: object) -> bytes:
    """Stand for a library that does not manage a text."""
    msg = "list index out of range"
    raise IndexError(msg)


def refused(_: Context, paper: Paper, __: PictureData) -> bytes:
    if paper.number == "2.0":
        msg = "Godta alle gir ikke den nye teksten"
        raise AvtaleverkError(msg, [Finding("fil", 0, "", "Forskjellen begynner i punkt 4.1")])
    return b"fin"


def never(*_: object) -> bytes:
    """Stand for what must not be asked."""
    raise AssertionError


def lost_elsewhere(ctx: Context, paper: Paper, pictures: PictureData) -> bytes:
    """Take down any other process than that of the test, as a machine without memory does."""
    if os.getpid() != THIS_PROCESS:
        os._exit(9)
    return plain(ctx, paper, pictures)


def missing() -> None:
    msg = "No module named 'weasyprint'"
    raise ImportError(msg)


QUICK = {WORD: Maker(plain, nothing), PDF: Maker(printed, nothing, book=bound)}
NEVER = {WORD: Maker(never, never), PDF: Maker(never, never, book=never)}


def names(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and what they hold, by their paths in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
