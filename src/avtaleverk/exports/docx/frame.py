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
from avtaleverk.redline import Style as Saying
from avtaleverk.redline.phrases import Language, phrase
from avtaleverk.redline.runs import legal
from avtaleverk.word.xml import Element


@dataclass(frozen=True, slots=True)
class FrameWriter:
    """Writes what is not the text. ``t`` speaks the language of the file."""

    paper: Paper
    t: Catalogue
    language: Language
    relations: Relations

    def front(self, body: Element) -> None:
        """Add what stands first: whose text it is, what it is called, facts, notice, and what changed."""
        paper = self.paper
        inside = _control(body, "Forside")
        _say(inside, "Community", paper.community)
        if paper.label != paper.title:
            _say(inside, "Label", paper.label)
        _say(inside, "Title", paper.title)
        _say(inside, "Subtitle", self.subtitle)
        if paper.facts:
            self._table(inside, [], [(name, _capital(words)) for name, words in paper.facts], (2200, WIDE - 2200))
            paragraph(inside, Style.GAP)
        if paper.notice:
            _say(inside, "Notice", paper.notice)
        if paper.is_marked:
            self._changes(inside)

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
        _say(inside, "FrameHeading", phrase("heading", language))
        _say(inside, "", self._sum())
        if redline.changes:
            names = [phrase(name, language) for name in ("column point", "column what", "column in", "column out")]
            self._table(inside, names, list(self._rows()), (2500, WIDE - 4300, 900, 900))
        paragraph(inside, Style.GAP)

    def _sum(self) -> str:
        summary, language = self.paper.redline.summary, self.language
        if not self.paper.redline.changes:
            return summary.explain_same(language)
        count = len(summary.points)
        return " ".join((
            phrase("kind", language, phrase(summary.kind, language)) + ".",
            phrase("one point touched" if count == 1 else "points touched", language, count),
            phrase("counts", language, summary.words_in, summary.words_out),
        ))  # fmt: skip

    def _rows(self) -> Iterator[tuple[str, ...]]:
        before = ""
        for change in self.paper.redline.changes:
            point = change.point(self.language)
            said = [change.explain(Saying.ROW, self.language), *(p.explain(self.language) for p in change.references)]
            counts = (str(n) if n else "" for n in (change.words_in, change.words_out))
            yield ("" if point == before else point, "\n".join(said), *counts)
            before = point

    def back(self, body: Element) -> None:
        """Add what stands last: the version log, and where the text stands."""
        inside = _control(body, "Versjonslogg")
        if self.paper.log:
            _say(inside, "FrameHeading", self.t("Version log"))
            names = [self.t("Version"), self.t("What is new"), self.t("Approved by")]
            rows = [(row.version, row.changes, row.approved) for row in self.paper.log]
            self._table(inside, names, rows, (1000, WIDE - 4000, 3000))
            paragraph(inside, Style.GAP)
        _link(paragraph(inside, "Small"), self.paper.address, self.relations)

    def _table(
        self, inside: Element, names: Sequence[str], rows: Sequence[tuple[str, ...]], widths: Sequence[int]
    ) -> None:
        table = table_start(inside, widths, has_head=bool(names))
        for number, row in enumerate(([tuple(names)] if names else []) + list(rows)):
            is_head = bool(names) and not number
            made = add(table, "tr")
            properties = add(made, "trPr")
            add(properties, "cantSplit")
            if is_head:
                add(properties, "tblHeader")
            for place, (words, width) in enumerate(zip(row, widths, strict=True)):
                cell = add(made, "tc")
                add(add(cell, "tcPr"), "tcW", w=width, type="dxa")
                own = paragraph(cell, Style.HEAD_CELL if is_head else Style.CELL)
                if words.startswith(("https://", "http://")):
                    _link(own, words, self.relations)
                else:
                    _letters(own, words, bold=not names and not place)


def _capital(words: str) -> str:
    return words if words.startswith(("https://", "http://")) else words[:1].upper() + words[1:]


def _control(body: Element, name: str) -> Element:
    """Add a content control that says that what is in it is not the text."""
    control = add(body, "sdt")
    properties = add(control, "sdtPr")
    add(properties, "alias", val=name)
    add(properties, "tag", val=FRAME)
    return add(control, "sdtContent")


def _say(parent: Element, style: str, words: str) -> None:
    _letters(paragraph(parent, style), words)


def _letters(own: Element, words: str, *, bold: bool = False) -> None:
    run = add(own, "r")
    if bold:
        add(add(run, "rPr"), "b")
    for number, line in enumerate(legal(words).split("\n")):
        if number:
            add(run, "br")
        text(run, "t", line)


def _link(own: Element, address: str, relations: Relations) -> None:
    link = add(own, "hyperlink")
    link.set(RELATION, relations.link(relations.addresses.written(legal(address))))
    run = add(link, "r")
    add(add(run, "rPr"), "rStyle", val=Style.LINK)
    text(run, "t", legal(address))


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
