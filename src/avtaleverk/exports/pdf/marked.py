"""A red-marked text as it stands on paper: the list of changes, how to read the marks, and the marked text."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.exports.paper import Paper
from avtaleverk.exports.pdf.clean import placed
from avtaleverk.redline import Style
from avtaleverk.redline.inline_html import escape
from avtaleverk.redline.phrases import Language, phrase

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_HOLDERS = frozenset({"dl", "blockquote"})
_CHANGED = frozenset({"rm-ny", "rm-slettet", "rm-endret"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of the list: its point (``is_next`` where the row before has it too), what happened, where it is marked."""

    point: str
    is_next: bool
    what: str
    references: tuple[str, ...]
    words_in: int
    words_out: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The list of changes by point, what it adds up to, and how to read the marks."""

    heading: str
    sum: str
    columns: tuple[str, ...]
    rows: tuple[ChangeRow, ...]
    legend: Markup


def changes_of(paper: Paper, language: Language, prefix: str = "") -> Changes:
    """Return what changed, to be read before the marked text."""
    columns = ("column point", "column what", "column in", "column out")
    return Changes(
        phrase("heading", language),
        " ".join(paper.redline.summary.sentences(language)),
        tuple(phrase(name, language) for name in columns),
        tuple(_rows(paper, language, prefix)),
        Markup(_legend(language)),  # noqa: S704 - fixed words
    )


def _rows(paper: Paper, language: Language, prefix: str) -> Iterator[ChangeRow]:
    before = ""
    for change in paper.redline.changes:
        point = change.point(language)
        yield ChangeRow(
            point,
            point == before,
            change.explain(Style.ROW, language),
            tuple(pointing.explain(language) for pointing in change.references),
            change.words_in,
            change.words_out,
            f"{prefix}endring-{change.anchor}",
        )
        before = point


def _legend(language: Language) -> str:
    say = {name: escape(phrase(f"legend {name}", language)) for name in ("new", "gone", "moved", "number", "format")}
    heard = {name: escape(phrase(f"hidden {name}", language)) for name in ("new", "gone")}
    return (
        f'<div class="tegnforklaring"><p>{escape(phrase("legend", language))}</p><ul>'
        f'<li><ins><span class="rm-skjult">{heard["new"].strip()}&nbsp;</span>{say["new"]}</ins></li>'
        f'<li><del><span class="rm-skjult">{heard["gone"].strip()}&nbsp;</span>{say["gone"]}</del></li>'
        f'<li><span class="rm-eksempel">{say["moved"]}</span></li>'
        f'<li><span class="rm-etikett">3 → 4</span> {say["number"]}</li>'
        f'<li><span class="rm-format">{say["format"]}</span></li></ul></div>'
    )


def marked_html(paper: Paper, language: Language, prefix: str = "") -> str:
    """Return the marked text for paper, without what only another view would show."""
    root = ET.fromstring(f"<div>{paper.redline.text_html(language)}</div>")  # noqa: S314 - made by the redline, never read from outside
    _prune(root)
    _keep_spaces(root)
    for row in root:
        _finish(row)
    html = "".join(ET.tostring(row, encoding="unicode", method="html") for row in root)
    return placed(paper, html, frozenset(e.get("id", "") for e in root.iter()), prefix)


def _keep_spaces(root: ET.Element) -> None:
    """Keep the space after words that are heard alone: two in a row would become one, as small as those words."""
    for element in root.iter():
        if element.get("class") == "rm-skjult" and element.text and element.text.endswith(" "):
            element.text = f"{element.text[:-1]}\u00a0"


def _prune(parent: ET.Element) -> None:
    """Take out what is hidden; what follows it stays."""
    for place in reversed(range(len(parent))):
        child = parent[place]
        if child.get("hidden") is None:
            _prune(child)
            continue
        tail = child.tail or ""
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(child)


def _finish(row: ET.Element) -> None:
    """Name each heading as it will stand, for the bookmarks; keep it, and every label, with what follows.

    A quotation and a list of terms get the bar that paragraphs have, where anything in them is marked.
    """
    for place, label in enumerate(row):
        if label.get("class") == "rm-etikett":
            label.tag = "span"
            row[place] = ET.Element("p", {"class": "rm-etiketter"})
            row[place].append(label)
    if any(child.tag in _HOLDERS for child in row[-1]) and any(_CHANGED & _classes(e) for e in row[-1].iter()):
        row.set("class", f"{row.get('class')} rm-endret")
    for heading in row.iter():
        if heading.tag in _HEADINGS:
            heading.set("data-bokmerke", _SPACES.sub(" ", "".join(_stands(heading))).strip())
            row.set("class", f"{row.get('class')} rm-overskrift")


def _classes(element: ET.Element) -> set[str]:
    return set((element.get("class") or "").split())


def _stands(element: ET.Element) -> Iterator[str]:
    """Yield the words that the new text has."""
    if element.tag == "del" or element.get("data-rm") in {"merke", "gammel"}:
        return
    yield element.text or ""
    if element.get("class") == "rm-nr":
        yield " "
    for child in element:
        yield from _stands(child)
        yield child.tail or ""
