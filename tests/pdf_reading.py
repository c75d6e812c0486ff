"""Reads a PDF as a screen reader does: by its tags, in the order of its structure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

import pikepdf

_CODES = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass
class Tag:
    """An element of the structure; ``page`` is where its own words stand, ``kids`` are elements and words."""

    name: str
    page: int
    attributes: dict[str, str]
    language: str = ""
    kids: list["Tag | str"] = field(default_factory=list)
    links: list[pikepdf.Object] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        """Yield this and all within it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def find(self, *names: str) -> list["Tag"]:
        """Return the elements with one of these names."""
        return [tag for tag in self.walk() if tag.name in names]

    @property
    def text(self) -> str:
        """Return the words, in reading order."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def first_page(self) -> int:
        """Return the page on which its words begin, -1 where it has none."""
        return next((tag.page for tag in self.walk() if any(isinstance(kid, str) for kid in tag.kids)), -1)


class Reading:
    """A PDF taken apart."""

    def __init__(self, data: bytes) -> None:
        """Open it; raises where it cannot be read."""
        self.data = data
        self.pdf = pikepdf.open(BytesIO(data))
        self.numbers = {page.objgen: n for n, page in enumerate(self.pdf.pages)}
        self.words = [_marked_words(page) for page in self.pdf.pages]

    @cached_property
    def root(self) -> Tag:
        """Return the structure."""
        return self._tag(self.pdf.Root.StructTreeRoot.K[0])

    @cached_property
    def xmp(self) -> str:
        """Return what the file says of itself."""
        return self.pdf.Root.Metadata.read_bytes().decode()

    def _tag(self, element: pikepdf.Object) -> Tag:
        page = self.numbers[element.Pg.objgen] if "/Pg" in element else -1
        attributes = {str(k): str(v) for k, v in dict(element.get("/A", {})).items()}
        tag = Tag(str(element.S)[1:], page, attributes, str(element.get("/Lang", "")))
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                tag.kids.append(self.words[page].pop(kid))
            elif kid.get("/Type") == "/OBJR":
                tag.links.append(kid.Obj)
            else:
                tag.kids.append(self._tag(kid))
        return tag

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        """Return the level and the words of each bookmark."""
        with self.pdf.open_outline() as outline:
            return list(_outlined(outline.root, 1))

    def anchor_page(self, name: str) -> int:
        """Return the page that an anchor stands on, counted from 1."""
        names = self.pdf.Root.Names.Dests.Names
        places = {str(names[n]): names[n + 1] for n in range(0, len(names), 2)}
        return self.numbers[places[name][0].objgen] + 1

    def right_ends(self, page: int) -> float:
        """Return how far to the right anything is written on a page, in points."""
        ends, widths, size, place = [0.0], {}, 0.0, 0.0
        fonts = self.pdf.pages[page].Resources.Font
        for operands, operator in pikepdf.parse_content_stream(self.pdf.pages[page]):
            if str(operator) == "Tf":
                widths, size = _widths(fonts[str(operands[0])]), float(operands[1])
            elif str(operator) == "Tm":
                place = float(operands[4])
            elif str(operator) == "TJ":
                codes = [bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)]
                glyphs = [int.from_bytes(part[n : n + 2]) for part in codes for n in range(0, len(part), 2)]
                ends.append((place + sum(widths[glyph] for glyph in glyphs) * size / 1000) * 0.75)
        return max(ends)

    def seen(self, page: int) -> str:
        """Return all that is drawn on a page, heads and feet too."""
        return "".join(words for _, words in _drawn(self.pdf.pages[page]))


def _outlined(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, item.title
        yield from _outlined(item.children, level + 1)


def _marked_words(page: pikepdf.Page) -> dict[int, str]:
    found: dict[int, str] = {}
    for mark, words in _drawn(page):
        if mark is not None:
            found[mark] = found.get(mark, "") + words
    return found


def _drawn(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """Yield what is drawn, with the number of the mark around it; None for what is only seen."""
    marks: list[int | None] = []
    letters: dict[str, str] = {}
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                marks.append(int(operands[1]["/MCID"]) if "/MCID" in operands[1] else None)
                yield marks[-1], ""
            case "BMC":
                marks.append(None)
            case "EMC":
                marks.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "TJ":
                parts = [bytes(part).hex() for part in operands[0] if isinstance(part, pikepdf.String)]
                shown = "".join(
                    letters.get(part[n : n + 4], "\ufffd") for part in parts for n in range(0, len(part), 4)
                )
                yield (marks[-1] if marks else None), shown


def _letters(font: pikepdf.Object) -> dict[str, str]:
    cmap = font.ToUnicode.read_bytes().decode()
    pairs = _CODES.findall("".join(re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)))
    return {code.lower(): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}


def _widths(font: pikepdf.Object) -> dict[int, float]:
    found: dict[int, float] = {}
    listed = list(font.DescendantFonts[0].W)
    for first, widths in zip(listed[::2], listed[1::2], strict=True):
        found |= {int(first) + n: float(width) for n, width in enumerate(widths)}
    return found
