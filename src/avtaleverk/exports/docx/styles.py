"""The styles of a well-set Norwegian case paper, under the names that Word and other readers know."""

from dataclasses import dataclass

from avtaleverk.exports.docx.elements import add, root
from avtaleverk.exports.docx.looks import DEEPEST_HEADING, Style
from avtaleverk.word.wrappers import REFERENCE_STYLE
from avtaleverk.word.xml import Element

INK, GREY, BLUE, LINE = "14191D", "4C5962", "0B4A6F", "B8C1C8"
FONT, LETTERS_OF_CODE = "Calibri", "Consolas"


@dataclass(frozen=True, slots=True)
class _Sort:
    """One style of paragraphs: sizes in half points, distances in twentieths of a point."""

    name: str
    parent: str = "Normal"
    size: int = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    before: int | None = None
    after: int | None = None
    keep: bool = False
    outline: int | None = None
    left: int = 0
    font: str = ""
    following: str = ""
    line: str = ""
    tight: bool = False
    break_before: bool = False


_HEADINGS = ((32, 360, 100), (27, 280, 80), (24, 220, 60), (22, 200, 40))
_SORTS: dict[str, _Sort] = {
    "Community": _Sort("Fellesskap", size=20, bold=True, colour=GREY, after=560),
    "Label": _Sort("Merkelapp", size=26, bold=True, colour=BLUE, after=20, keep=True),
    "Title": _Sort("Title", size=52, bold=True, before=0, after=60, keep=True),
    "Subtitle": _Sort("Subtitle", size=26, after=240, colour=INK),
    "FrameHeading": _Sort("Rammeoverskrift", size=26, bold=True, before=400, after=120, keep=True),
    "Notice": _Sort("Varsel", size=20, before=160, after=160, line="left"),
    "TextBegins": _Sort("Teksten begynner", size=8, after=240, line="bottom"),
    "MarkedTextBegins": _Sort("Teksten begynner på ny side", size=8, after=120, break_before=True),
    "Small": _Sort("Liten", size=18, colour=GREY, after=60),
    "Header": _Sort("header", size=18, colour=GREY, after=240),
    "Footer": _Sort("footer", size=18, colour=GREY, after=0),
    Style.ITEM: _Sort("List Paragraph", tight=True),
    Style.GOES_ON: _Sort("List Continue"),
    Style.QUOTE: _Sort("Quote", line="left", colour=INK),
    Style.TERM: _Sort("Definition Term", bold=True, before=120, after=20, keep=True, following=Style.DEFINITION),
    Style.DEFINITION: _Sort("Definition"),
    Style.CODE: _Sort("Source Code", size=19, font=LETTERS_OF_CODE, line="box"),
    Style.RULE: _Sort("Horizontal Rule", size=8, before=120, after=240, line="bottom"),
    Style.CELL: _Sort("Table Text", size=20, before=50, after=50),
    Style.HEAD_CELL: _Sort("Table Heading", Style.CELL, bold=True, colour=GREY, keep=True),
    "FrameCell": _Sort("Rammetekst", Style.CELL),
    "FrameHeadCell": _Sort("Rammetabellhode", Style.HEAD_CELL),
    Style.GAP: _Sort("Gap", size=12, after=0),
}

_OF_THE_FRAME = frozenset({
    "Label", "Subtitle", "FrameHeading", "Notice", "Small", "Header", "Footer", "FrameCell", "FrameHeadCell",
})  # fmt: skip
# Styles that every Word has; it must be told of those that are our own.
_OF_WORD = frozenset({"Title", "Subtitle", "header", "footer", "List Paragraph", "List Continue", "Quote", "Hyperlink"})


def styles_part(language: str, around: str) -> Element:
    """Return the styles; ``language`` is that of the text, such as ``se-NO``, ``around`` that of its frame."""
    part = root("styles")
    _defaults(part, language)
    normal = add(part, "style", type="paragraph", default=1, styleId="Normal")
    add(normal, "name", val="Normal")
    add(normal, "qFormat")
    letters = add(part, "style", type="character", default=1, styleId="DefaultParagraphFont")
    add(letters, "name", val="Default Paragraph Font")
    add(letters, "uiPriority", val=1)
    add(letters, "semiHidden")
    for level in range(1, DEEPEST_HEADING + 1):
        size, before, after = _HEADINGS[min(level, len(_HEADINGS)) - 1]
        sort = _Sort(
            f"heading {level}", size=size, bold=True, before=before, after=after, keep=True, outline=level - 1,
            italic=level > len(_HEADINGS), following="Normal",
        )  # fmt: skip
        _paragraph_style(part, f"Heading{level}", sort)
    for identity, sort in _SORTS.items():
        _paragraph_style(part, identity, sort, around if identity in _OF_THE_FRAME and around != language else "")
    _letters_style(part, Style.LINK, "Hyperlink", colour=BLUE)
    _letters_style(part, Style.REFERENCE, REFERENCE_STYLE, colour=BLUE)
    _letters_style(part, Style.CODE_LETTERS, "Verbatim Char", font=LETTERS_OF_CODE)
    _letters_style(part, Style.PICTURE, "Picture Text", colour=GREY)
    _letters_style(part, Style.SILENT_PICTURE, "Silent Picture", colour=GREY)
    _table_styles(part)
    return part


def _defaults(part: Element, language: str) -> None:
    defaults = add(part, "docDefaults")
    letters = add(add(defaults, "rPrDefault"), "rPr")
    add(letters, "rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    add(letters, "color", val=INK)
    add(letters, "sz", val=22)
    add(letters, "szCs", val=22)
    add(letters, "lang", val=language, eastAsia=language, bidi="ar-SA")
    properties = add(add(defaults, "pPrDefault"), "pPr")
    add(properties, "widowControl")
    add(properties, "spacing", after=140, line=288, lineRule="auto")


def _style(part: Element, kind: str, identity: str, name: str) -> Element:
    own = {} if name in _OF_WORD or name.startswith("heading ") else {"customStyle": 1}
    style = add(part, "style", type=kind, **own, styleId=identity)
    add(style, "name", val=name)
    return style


def _paragraph_style(part: Element, identity: str, sort: _Sort, language: str = "") -> None:
    style = _style(part, "paragraph", identity, sort.name)
    add(style, "basedOn", val=sort.parent)
    if sort.following:
        add(style, "next", val=sort.following)
    add(style, "qFormat")
    _form(add(style, "pPr"), sort)
    letters = add(style, "rPr")
    _face(letters, sort)
    if language:
        add(letters, "lang", val=language)


def _form(properties: Element, sort: _Sort) -> None:
    if sort.keep:
        add(properties, "keepNext")
        add(properties, "keepLines")
    if sort.break_before:
        add(properties, "pageBreakBefore")
    if sort.line:
        _borders(properties, sort.line)
    spacing = {k: v for k, v in (("before", sort.before), ("after", sort.after)) if v is not None}
    if spacing:
        add(properties, "spacing", **spacing)
    if sort.tight:
        add(properties, "contextualSpacing")
    if sort.outline is not None:
        add(properties, "outlineLvl", val=sort.outline)


def _borders(properties: Element, where: str) -> None:
    borders = add(properties, "pBdr")
    sides = ("top", "left", "bottom", "right") if where == "box" else (where,)
    for side in sides:
        size, colour = (18, BLUE) if where == "left" else (4, LINE)
        add(borders, side, val="single", sz=size, space=8 if side in {"left", "right"} else 4, color=colour)


def _face(properties: Element, sort: _Sort) -> None:
    if sort.font:
        add(properties, "rFonts", ascii=sort.font, hAnsi=sort.font, cs=sort.font)
    if sort.bold:
        add(properties, "b")
    if sort.italic:
        add(properties, "i")
    if sort.colour:
        add(properties, "color", val=sort.colour)
    if sort.size:
        add(properties, "sz", val=sort.size)
        add(properties, "szCs", val=sort.size)


def _letters_style(part: Element, identity: str, name: str, *, colour: str = "", font: str = "") -> None:
    style = _style(part, "character", identity, name)
    add(style, "basedOn", val="DefaultParagraphFont")
    properties = add(style, "rPr")
    if font:
        add(properties, "rFonts", ascii=font, hAnsi=font, cs=font)
        add(properties, "noProof")
    if colour:
        add(properties, "color", val=colour)
    if identity == Style.LINK:
        add(properties, "u", val="single")


def _table_styles(part: Element) -> None:
    plain = add(part, "style", type="table", default=1, styleId="TableNormal")
    add(plain, "name", val="Normal Table")
    add(plain, "uiPriority", val=99)
    add(plain, "semiHidden")
    _margins(add(plain, "tblPr"), 0, 108)
    rules = _style(part, "table", "TableRules", "Table Rules")
    add(rules, "basedOn", val="TableNormal")
    properties = add(rules, "tblPr")
    borders = add(properties, "tblBorders")
    for side, size in (("top", 6), ("bottom", 6), ("insideH", 4)):
        add(borders, side, val="single", sz=size, space=0, color=GREY if size == 6 else LINE)  # noqa: PLR2004 - said above
    _margins(properties, 0, 100)
    first = add(rules, "tblStylePr", type="firstRow")
    add(add(add(first, "tcPr"), "tcBorders"), "bottom", val="single", sz=8, space=0, color=GREY)


def _margins(properties: Element, high: int, wide: int) -> None:
    margins = add(properties, "tblCellMar")
    for side, size in (("top", high), ("left", wide), ("bottom", high), ("right", wide)):
        add(margins, side, w=size, type="dxa")
