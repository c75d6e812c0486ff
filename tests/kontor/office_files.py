"""The files that LibreOffice is shown: what the communities export, and every golden case of the redline."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lxml import etree
from test_redline_golden import SLUGS, _read_case

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import difference_paper, version_paper
from avtaleverk.history import read_checked
from avtaleverk.history.pairs import difference_pairs
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.text import TextStore
from avtaleverk.word.names import w
from avtaleverk.word.package import packed
from avtaleverk.word.xml import Element, local

ROOT = Path(__file__).resolve().parent.parent.parent
COMMUNITIES = (ROOT, ROOT / "eksempler" / "finnmark", ROOT / "tests" / "versjoner")
DAY = date(2026, 11, 1)
_FRAME = "avtaleverk:ramme"
# LibreOffice knows a move as a deletion in one place and an insertion in another.
_KINDS = {"ins": "Insert", "moveTo": "Insert", "del": "Delete", "moveFrom": "Delete"}
_ASIDE = {"pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts as Word files, each clean, and the marked one that leads from the first to the second."""

    name: str
    old: bytes
    new: bytes
    marked: bytes


def context(root: Path) -> Context:
    """Return a community as its site sees it."""
    texts = TextStore()
    corpus = read_checked(root, texts).corpus
    assert corpus is not None, root
    return Context(corpus, DAY, texts)


def pairs_of(root: Path) -> Iterator[Pair]:
    """Yield every two versions of a community that its site shows the difference of."""
    ctx = context(root)
    for document in ctx.corpus.all_documents():
        for old, new in difference_pairs(document, ctx.in_force(document)):
            yield _pair(f"{document.folder} {old.number}-{new.number}", ctx, document, (old, new))


def golden_pairs() -> Iterator[Pair]:
    """Yield each golden case of the redline, as if it were a guideline."""
    ctx = context(COMMUNITIES[-1])
    document = next(d for d in ctx.corpus.all_documents() if len(d.versions) > 1)
    old, new = document.versions[:2]
    for slug in SLUGS:
        case = _read_case(slug)
        yield _pair(slug, ctx, document, (replace(old, body=case.old), replace(new, body=case.new)))


def _pair(name: str, ctx: Context, document: Document, versions: tuple[Version, Version]) -> Pair:
    old, new = (docx_of(version_paper(ctx, document, version)) for version in versions)
    return Pair(name, old, new, docx_of(difference_paper(ctx, document, *versions)))


def without_frame(data: bytes) -> bytes:
    """Return a Word file with nothing but its text: what stands around it differs from file to file."""
    parts = _parts(data)
    root = etree.fromstring(parts["word/document.xml"])
    for control in list(root.iter(w("sdt"))):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        parent = control.getparent()
        if tag is not None and tag.get(w("val")) == _FRAME and parent is not None:
            parent.remove(control)
    return packed(parts | {"word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changes_in(data: bytes) -> Counter[str]:
    """Return how many tracked changes of each kind a Word file has, as LibreOffice counts them.

    What stands side by side and is marked alike is one change there, from one paragraph into the next as well. The
    edge of a cell ends it, and the mark of a row is the mark of what it holds.
    """
    root = etree.fromstring(_parts(data)["word/document.xml"])
    found: Counter[str] = Counter()
    last = ""
    for mark in _marks(root, ""):
        if mark and mark != last:
            found[_KINDS[mark]] += 1
        last = mark
    for name, kind in (("rPrChange", "Format"), ("pPrChange", "ParagraphFormat")):
        found[kind] = sum(1 for _ in root.iter(w(name)))
    return +found


def _marks(element: Element, around: str) -> Iterator[str]:
    """Yield how each run and each end of a paragraph is marked, "" where it is not."""
    name = local(element)
    if name in _ASIDE:
        return
    if name == "r":
        yield around
        return
    if name == "tc":
        yield ""
    for child in element:
        yield from _marks(child, around or (name if name in _KINDS else ""))
    if name == "p":
        own = element.find(f"{w('pPr')}/{w('rPr')}")
        yield next((local(mark) for mark in own if local(mark) in _KINDS), "") if own is not None else ""
    if name == "tc":
        yield ""
