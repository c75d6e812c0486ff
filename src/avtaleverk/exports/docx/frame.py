"""What stands around the text: title, facts, notice, list of changes, version log, head and foot of the page.

It lies in content controls that say so, so that whoever reads the file back knows what is text and what is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from avtaleverk.exports.docx.elements import RELATION, add, paragraph, root, text
from avtaleverk.exports.docx.links import Relations
from avtaleverk.exports.docx.looks import Style
from avtaleverk.exports.docx.reading import FRAME
from avtaleverk.exports.docx.tables import WIDE, table_start
from avtaleverk.exports.paper import Paper
from avtaleverk.pages.catalogue import Catalogue
from avtaleverk.redline import Change
from avtaleverk.redline import Style as Saying
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.runs import legal
from avtaleverk.word.names import w
from avtaleverk.word.xml import Element

_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class FrameWriter:
    """Writes what is not the text. ``t`` speaks the language of the file."""

    paper: Paper
    t: Catalogue
    language: Language
    relations: Relations

    def front(self, body: Element) -> None:
        """Add what stands first: whose text it is, what it is called, facts, notice, and what changed."""
        paper, inside = self.paper, self.opened(body, "Forside", self.subtitle)
        if paper.notice:
            say(inside, "Notice", paper.notice)
        if paper.is_marked:
            self._changes(inside)
        paragraph(inside, "MarkedTextBegins" if paper.is_marked else "TextBegins")

    def opened(self, body: Element, name: str, subtitle: str = "") -> Element:
        """Add a frame that begins with whose text it is, what it is called, and the facts; return what is in it."""
        paper = self.paper
        inside = _control(body, name)
        say(inside, "Community", paper.community)
        if paper.label != paper.title:
            say(inside, "Label", paper.label)
        say(inside, "Title", paper.title)
        if subtitle:
            say(inside, "Subtitle", subtitle)
        if paper.facts:
            rows = [(Said(name, bold=True), _capital(words)) for name, words in paper.facts]
            self.table(inside, Grid(paper.title, (2600, WIDE - 2600)), rows)
            paragraph(inside, Style.GAP)
        return inside

    @property
    def subtitle(self) -> str:
        """Return which version it is, or between which two the marks lead."""
        if self.paper.old:
            return self.t(
                "Changes from version {old} to version {new}", old=self.paper.old.number, new=self.paper.number
            )
        return self.t("Version {number}", number=self.paper.number)

    def _changes(self, inside: Element) -> None:
        redline, language = self.paper.redline, self.language
        say(inside, "FrameHeading", phrase("heading", language))
        say(inside, "", " ".join(self.paper.redline.summary.sentences(self.language)))
        if redline.changes:
            names = tuple(phrase(name, language) for name in ("column point", "column what", "column in", "column out"))
            grid = Grid(phrase("heading", language), (2700, WIDE - 4700, 1000, 1000), names, numbers=(2, 3))
            self.table(inside, grid, list(self._rows()))
            paragraph(inside, Style.GAP)
            say(inside, "Small", self._legend())

    def _legend(self) -> str:
        """Return what the marks are, for who has not met them before."""
        old, new = self.paper.old, self.paper.number
        return self.t(
            "The changes are tracked. Accept all of them for version {new}, or reject all for version {old}.",
            new=new,
            old=old.number if old else "",
        )

    def _rows(self) -> Iterator[tuple["Said | str", ...]]:
        for change in self.paper.redline.changes:
            point = self._point(change)
            said = [change.explain(Saying.ROW, self.language), *(p.explain(self.language) for p in change.references)]
            counts = (str(n) if n else "" for n in (change.words_in, change.words_out))
            yield (point, "\n".join(said), *counts)

    def _point(self, change: Change) -> "Said":
        """Return what a point is called, with a link to it."""
        address = self.relations.addresses.written(f"#{change.clause.id}") if change.clause else ""
        return Said(change.point(self.language), address)

    def back(self, body: Element) -> None:
        """Add what stands last: the version log, and where the text stands."""
        inside = _control(body, "Versjonslogg")
        if self.paper.log:
            say(inside, "FrameHeading", self.t("Version log"))
            names = (self.t("Version"), self.t("What is new"), self.t("Approved by"))
            rows = [(row.version, row.changes, row.approved) for row in self.paper.log]
            self.table(inside, Grid(self.t("Version log"), (1200, WIDE - 4600, 3400), names), rows)
            paragraph(inside, Style.GAP)
        self._write(paragraph(inside, "Small"), self.paper.address)

    def table(self, inside: Element, grid: "Grid", rows: Sequence[tuple["Said | str", ...]]) -> None:
        """Add a table."""
        table = table_start(inside, grid.widths, caption=legal(grid.caption), has_head=bool(grid.names))
        for row in [grid.names, *rows] if grid.names else rows:
            self._row(table, grid, row)

    def _row(self, table: Element, grid: "Grid", row: tuple["Said | str", ...]) -> None:
        made = add(table, "tr")
        properties = add(made, "trPr")
        add(properties, "cantSplit")
        if row is grid.names:
            add(properties, "tblHeader")
        for place, (words, width) in enumerate(zip(row, grid.widths, strict=True)):
            cell = add(made, "tc")
            add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
            own = paragraph(cell, "FrameHeadCell" if row is grid.names else "FrameCell")
            if place in grid.numbers:
                add(own[0], "jc", val="right")
            self._write(own, words)

    def _write(self, own: Element, words: "Said | str") -> None:
        said = words if isinstance(words, Said) else Said(words, words if words.startswith(_WEB) else "")
        if not said.address:
            _letters(own, said.words, bold=said.bold)
            return
        link = add(own, "hyperlink")
        if said.address.startswith("#"):
            link.set(w("anchor"), said.address[1:])
        else:
            link.set(RELATION, self.relations.link(self.relations.addresses.written(legal(said.address))))
        run = add(link, "r")
        add(add(run, "rPr"), "rStyle", val=Style.LINK)
        text(run, "t", legal(said.words))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the frame: what a screen reader says of it, how wide its columns are and which hold numbers."""

    caption: str
    widths: tuple[int, ...]
    names: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the frame, in bold or with a link."""

    words: str
    address: str = ""
    bold: bool = False


def _capital(words: str) -> str:
    return words if words.startswith(_WEB) else words[:1].upper() + words[1:]


def _control(body: Element, name: str) -> Element:
    """Add a content control that says that what is in it is not the text."""
    control = add(body, "sdt")
    properties = add(control, "sdtPr")
    add(properties, "alias", val=name)
    add(properties, "tag", val=FRAME)
    return add(control, "sdtContent")


def say(parent: Element, style: str, words: str) -> None:
    """Add a paragraph of plain words."""
    _letters(paragraph(parent, style), words)


def _letters(own: Element, words: str, *, bold: bool = False) -> None:
    run = add(own, "r")
    if bold:
        add(add(run, "rPr"), "b")
    for number, line in enumerate(legal(words).split("\n")):
        if number:
            add(run, "br")
        text(run, "t", line)


def header_part(paper: Paper) -> Element:
    """Return the head of every page but the first: which text, which version, who approved it."""
    part = root("hdr")
    _letters(paragraph(part, "Header"), paper.running_head)
    return part


def empty_header_part() -> Element:
    """Return the head of the first page, where the title stands."""
    part = root("hdr")
    paragraph(part, "Header")
    return part


def footer_part(t: Catalogue, community: str) -> Element:
    """Return the foot of every page: whose text it is, and «side 2 av 9»."""
    part = root("ftr")
    own = paragraph(part, "Footer")
    properties = own[0]
    add(add(properties, "tabs"), "tab", val="right", pos=WIDE)
    _letters(own, community)
    add(add(own, "r"), "tab")
    _letters(own, f"{t('Page').lower()} ")
    _field(own, "PAGE")
    _letters(own, f" {t('of')} ")
    _field(own, "NUMPAGES")
    return part


def _field(own: Element, name: str) -> None:
    text(add(add(own, "fldSimple", instr=f" {name} "), "r"), "t", "1")
