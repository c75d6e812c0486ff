"""The file ``avtaleverk.permalenker``: one line for each address ever published, with the anchors of its page.

A line is ``/address/ anchor anchor…``. Anchors that count on are written as one: ``pkt-2-ledd-1..4``. Lines are
sorted and say nothing of one another, so that two people who add some seldom meet; where git leaves both sides
behind, all of them count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby
from urllib.parse import unquote

from avtaleverk.corpus.files import MAX_BYTES, Folder
from avtaleverk.corpus.record_lines import CONFLICT_MESSAGE, is_conflict_mark
from avtaleverk.corpus.wording import shorten
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.permalinks import Published

PERMALINKS = "avtaleverk.permalenker"
_HEADER = (
    "# Alle adresser som er publisert, med ankrene på siden. Skrevet av «avtaleverk permalenker».",
    "# Ingen linje skal slettes: andre har lenket hit. Er noe tatt bort, skriver du hvor det ble av i videresending.yml.",
)
# Addresses grow in number for as long as there is a community.
_MOST = 40 * MAX_BYTES
# What would end a word or a line, or cannot be told from what stands for it.
_UNSAFE = re.compile(r"[%\s\x00-\x1f\x7f]|\.(?=\.)")
_RUN = re.compile(r"(.*?)(0|[1-9]\d{0,3})\.\.([1-9]\d{0,3})")
_COUNTED = re.compile(r"(.*?)(0|[1-9]\d{0,3})")
# Far enough from 0 that nothing counts on from it.
_NONE = -9
_CURE = "Hent linja tilbake slik den var, for eksempel fra git"


@dataclass(frozen=True, slots=True)
class Permalinks:
    """The file as it was read: what it holds, its comments, and what is wrong with it."""

    entries: tuple[Published, ...] = ()
    comments: tuple[str, ...] = _HEADER
    findings: tuple[Finding, ...] = ()


def read_permalinks(folder: Folder) -> Permalinks | None:
    """Return the file of a folder, None where there is none; what is wrong is noted with the folder, too."""
    if not folder.is_file(PERMALINKS):
        return None
    read = parse_permalinks(folder.text(PERMALINKS, _MOST, _CURE) or "")
    folder.findings.extend(read.findings)
    return read


def parse_permalinks(text: str) -> Permalinks:
    """Return the file from its text; every line that cannot be used is a finding, none is raised."""
    entries: dict[str, Published] = {}
    comments: list[str] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#"):
            comments.append(line)
        elif is_conflict_mark(line):
            hint = "Kjør avtaleverk permalenker, så blir linjene fra begge sider med"
            findings.append(Finding(PERMALINKS, number, "", CONFLICT_MESSAGE, hint, Severity.WARNING))
        elif line.strip():
            findings += _read_line(line, number, entries)
    return Permalinks(tuple(entries.values()), tuple(comments) or _HEADER, tuple(findings))


def _read_line(line: str, number: int, entries: dict[str, Published]) -> Iterator[Finding]:
    """Add what a line says to what is known of its address, or yield why it cannot be used."""
    address, *written = line.split()
    if not address.startswith("/") or line[0].isspace():
        yield Finding(PERMALINKS, number, "", f"Linja begynner ikke med en adresse: «{shorten(line)}»", _CURE)
        return
    plain = unquote(address)[1:]
    known = entries.get(plain)
    anchors = frozenset(chain.from_iterable(map(_anchors, written)))
    # The same address twice is what git leaves where two people published at a time.
    entries[plain] = Published(plain, anchors | known.anchors if known else anchors, known.line if known else number)


def _anchors(written: str) -> Iterable[str]:
    """Return the anchors that a word stands for."""
    m = _RUN.fullmatch(written)
    if not m or int(m[3]) < int(m[2]):
        return (unquote(written),)
    stem = unquote(m[1])
    return (f"{stem}{n}" for n in range(int(m[2]), int(m[3]) + 1))


def format_permalinks(published: Mapping[str, Iterable[str]], comments: Iterable[str] = _HEADER) -> str:
    """Return the text of the file, sorted by address; ``published`` has the anchors of each."""
    lines = (" ".join((f"/{_safe(a)}", *_words(published[a]))) for a in sorted(published))
    return "".join(f"{line}\n" for line in chain(comments, lines))


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), text)


def _words(anchors: Iterable[str]) -> Iterator[str]:
    """Yield anchors as they are written: those that count on from one another as one word."""
    for stem, group in groupby(sorted(map(_split, set(anchors))), key=lambda pair: pair[0]):
        numbers = [number for _, number in group]
        # Each number less its place is the same through a run.
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
            first, *rest = [number for _, number in run]
            yield _safe(stem) if first < 0 else f"{_safe(stem)}{first}..{rest[-1]}" if rest else f"{_safe(stem)}{first}"


def _split(anchor: str) -> tuple[str, int]:
    """Return an anchor as what comes before its last number, and the number; one below all where it ends with none."""
    m = _COUNTED.fullmatch(anchor)
    return (m[1], int(m[2])) if m and not m[1][-1:].isdigit() else (anchor, _NONE)
