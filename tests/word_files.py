"""Word files made for tests, piece by piece, and a small reader of the clean ones that come back."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from avtaleverk.word.names import W, w
from avtaleverk.word.package import packed
from avtaleverk.word.xml import Element

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
KARI = 'w:id="7" w:author="Kari Vik" w:date="2026-03-01T09:00:00Z"'
PER = 'w:id="8" w:author="Per Li" w:date="2026-03-04T12:00:00Z"'

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Tittel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Listeavsnitt"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="character" w:styleId="Endring"><w:name w:val="Endring"/><w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Bort"><w:name w:val="Bort"/><w:basedOn w:val="Endring"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Henvisning"><w:name w:val="Henvisning"/></w:style>
<w:style w:type="paragraph" w:styleId="Varsel"><w:name w:val="Varsel"/><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>
"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def red(text: str, colour: str = "FF0000") -> str:
    return run(text, f'<w:color w:val="{colour}"/>')


def struck(text: str, how: str = "strike") -> str:
    return run(text, f'<w:color w:val="FF0000"/><w:{how}/>')


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def ins(content: str, who: str = KARI) -> str:
    return f"<w:ins {who}>{content}</w:ins>"


def gone(content: str, who: str = KARI) -> str:
    return f"<w:del {who}>{content.replace('<w:t ', '<w:delText ').replace('</w:t>', '</w:delText>')}</w:del>"


def par(content: str = "", style: str = "", properties: str = "", mark: str = "") -> str:
    """Return a paragraph; plain text is made a run."""
    inner = content if content.startswith("<") or not content else run(content)
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{properties}<w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def item(content: str, num: int = 1, level: int = 0, style: str = "", mark: str = "") -> str:
    """Return a paragraph in a list."""
    return par(content, style, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>', mark)


def table(*rows: list[str]) -> str:
    """Return a table; a cell is plain text, or paragraphs."""
    return f"<w:tbl><w:tblPr/>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(f"<w:tc><w:tcPr/>{c if c.startswith('<w:p>') else par(c)}</w:tc>" for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def abstract(number: int, *levels: str) -> str:
    """Return the definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def level(n: int, text: str, how: str = "decimal", start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{how}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def restart(n: int, at: int) -> str:
    return f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


DECIMAL = abstract(1, level(0, "%1."), level(1, "%2)", "lowerLetter")) + num(1, 1)
CLAUSES = abstract(1, level(0, "%1"), level(1, "%1.%2"), level(2, "%1.%2.%3")) + num(1, 1)
BULLETS = abstract(1, level(0, "•", "bullet"), level(1, "o", "bullet")) + num(1, 1)


def word_file(
    body: str,
    *,
    styles: str = STYLES,
    numbering: str = "",
    parts: dict[str, str] | None = None,
    links: dict[str, str] | None = None,
) -> bytes:
    """Return a Word file. ``parts`` are more parts by kind (footnotes, comments, header, theme), ``links`` addresses by id."""
    inner = {"styles": f"<w:styles {NAMES}>{styles}</w:styles>"} | (parts or {})
    if numbering:
        # The schema wants all definitions before the first number that uses one.
        inner["numbering"] = f"<w:numbering {NAMES}>{numbering}</w:numbering>"
    related = "".join(
        f'<Relationship Id="p{n}" Type="{R}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(inner)
    ) + "".join(
        f'<Relationship Id="{name}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    files = {f"word/{kind}.xml": start + xml for kind, xml in inner.items()}
    files["word/document.xml"] = f"{start}<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    files["word/_rels/document.xml.rels"] = (
        f'{start}<Relationships xmlns="{_PACKAGE}relationships">{related}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'{start}<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="r1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    overrides = "".join(
        f'<Override PartName="/word/{k}.xml" ContentType="{_TYPE}{"document.main" if k == "document" else k}+xml"/>'
        for k in ["document", *inner]
    )
    files["[Content_Types].xml"] = (
        f'{start}<Types xmlns="{_PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    return packed({name: text.encode("utf-8") for name, text in files.items()})


@dataclass(frozen=True, slots=True)
class _Clean:
    """A clean file, opened."""

    document: Element
    lists: dict[str, tuple[str, int, str]]
    addresses: dict[str, str]
    notes: dict[str, str]


def shown(data: bytes) -> list[str]:
    """Return a clean Word file a line for each block: ``# heading``, ``* item``, ``+ 2. item``, ``| cell | cell |``."""
    clean = _opened(data)
    body = clean.document[0]
    counts: dict[str, int] = {}
    return [line for element in body for line in _block(element, clean, counts)]


def _opened(data: bytes) -> _Clean:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    numbering = etree.fromstring(parts["word/numbering.xml"])
    lists = {}
    for abstract_num in numbering.iter(w("abstractNum")):
        first = abstract_num.find(w("lvl"))
        said = {name: first.find(w(name)).get(w("val")) for name in ("numFmt", "start", "lvlText")}
        lists[abstract_num.get(w("abstractNumId"))] = (said["numFmt"], int(said["start"]), said["lvlText"])
    related = etree.fromstring(parts["word/_rels/document.xml.rels"])
    addresses = {r.get("Id"): r.get("Target") for r in related}
    notes = {}
    if "word/footnotes.xml" in parts:
        for note in etree.fromstring(parts["word/footnotes.xml"]).iter(w("footnote")):
            notes[note.get(w("id"))] = " / ".join("".join(p.itertext()) for p in note.iter(w("p"))).strip()
    return _Clean(etree.fromstring(parts["word/document.xml"]), lists, addresses, notes)


def _block(element: Element, clean: _Clean, counts: dict[str, int]) -> Iterator[str]:
    if element.tag == w("tbl"):
        for line in element.iterchildren(w("tr")):
            cells = (" / ".join(s for e in c for s in _block(e, clean, counts)) for c in line.iterchildren(w("tc")))
            yield f"| {' | '.join(cells)} |"
    elif element.tag == w("p"):
        yield _marker(element, clean, counts) + _inline(element, clean)


def _marker(paragraph: Element, clean: _Clean, counts: dict[str, int]) -> str:
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    if style is not None and style.get(w("val")).startswith("avtaleverk-overskrift"):
        return "#" * int(style.get(w("val"))[-1]) + " "
    if style is not None and style.get(w("val")).startswith("avtaleverk-fortsettelse"):
        return "  " * int(style.get(w("val"))[-1]) + "& "
    numbering = paragraph.find(f"{w('pPr')}/{w('numPr')}")
    if numbering is None:
        return ""
    name, depth = (numbering.find(w(tag)).get(w("val")) for tag in ("numId", "ilvl"))
    how, start, text = clean.lists[name]
    counts[name] = counts.get(name, start - 1) + 1
    count = chr(96 + counts[name]) if how == "lowerLetter" else str(counts[name])
    sign = "*" if how == "bullet" else "+ " + text.replace(f"%{int(depth) + 1}", count)
    return "  " * int(depth) + sign + " "


def _inline(paragraph: Element, clean: _Clean) -> str:
    pieces = []
    for element in paragraph.iter(w("r"), w("hyperlink")):
        if element.tag == w("hyperlink"):
            address = clean.addresses.get(element.get(f"{{{R}}}id"), f"#{element.get(w('anchor'))}")
            pieces.append(f"[{''.join(_run(r, clean) for r in element.iter(w('r')))}]({address})")
        elif element.getparent().tag != w("hyperlink"):
            pieces.append(_run(element, clean))
    return "".join(pieces)


def _run(element: Element, clean: _Clean) -> str:
    text = ""
    for child in element:
        if child.tag == w("t"):
            text += child.text or ""
        elif child.tag in {w("tab"), w("br")}:
            text += "\t" if child.tag == w("tab") else "\n"
        elif child.tag == w("pict"):
            text += "---"
        elif child.tag == w("footnoteReference"):
            text += f"[^{clean.notes[child.get(w('id'))]}]"
    is_bold = element.find(f"{w('rPr')}/{w('b')}") is not None
    is_struck = element.find(f"{w('rPr')}/{w('strike')}") is not None
    text = f"**{text}**" if is_bold and text else text
    return f"~~{text}~~" if is_struck and text else text
