"""OpenDocument texts as LibreOffice writes them: what it only shows of headings and lists is read as text."""

import io
import zipfile

import pytest

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.files import open_file
from avtaleverk.imports.odt.reading import read_odt

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
NAMES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
TYPE = "application/vnd.oasis.opendocument.text"
INFO = (
    "<office:change-info><dc:creator>Kari Vik</dc:creator><dc:date>2026-03-01T09:00:00</dc:date></office:change-info>"
)


def odt(body: str, styles: str) -> bytes:
    rest = "<office:automatic-styles/><office:master-styles/>"
    parts = {
        "mimetype": TYPE,
        "content.xml": f"<office:document-content {NAMES}><office:automatic-styles/><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {NAMES}><office:font-face-decls/><office:styles>{styles}</office:styles>{rest}"
        "</office:document-styles>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def markdown(body: str, styles: str) -> str:
    return open_file("forslag.odt", odt(body, styles))(Known()).new


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int = 1, style: str = "Heading_20_1") -> str:
    return f'<text:h text:style-name="{style}" text:outline-level="{level}">{text}</text:h>'


def numbered(inner: str, depth: int = 1, said: str = "", name: str = "N") -> str:
    """Return a block in a list as LibreOffice writes it: lists that hold nothing but the next."""
    inner = f"<text:list-item>{inner}</text:list-item>"
    for _ in range(depth - 1):
        inner = f"<text:list-item><text:list>{inner}</text:list></text:list-item>"
    return f'<text:list text:style-name="{name}" {said}>{inner}</text:list>'


def items(name: str, *texts: str, said: str = "") -> str:
    inner = "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{name}" {said}>{inner}</text:list>'


def level(n: int, said: str = 'style:num-format="1"', kind: str = "number", left: str = "") -> str:
    inner = f'<style:list-level-label-alignment fo:margin-left="{left}"/>' if left else ""
    properties = f'<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">{inner}</style:list-level-properties>'
    return f'<text:list-level-style-{kind} text:level="{n}" {said}>{properties}</text:list-level-style-{kind}>'


def style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def bullets(name: str, left: str) -> str:
    return style(name, level(1, 'text:bullet-char="•"', "bullet", left), level(2, left="0.75in"))


def outline(*levels: str) -> str:
    return f'<text:outline-style style:name="Outline">{"".join(levels)}</text:outline-style>'.replace(
        "list-level-style-number", "outline-level-style"
    )


TWO = level(2, 'style:num-format="1" text:display-levels="2"')
GOES_ON = 'text:continue-numbering="true"'


def test_headings_in_lists_are_headings_with_their_numbers() -> None:
    """A list after another goes on where it says so, and the deeper count begins anew."""
    body = (
        numbered(h("Formål"))
        + p("Tekst.")
        + numbered(h("Ansvar"), said=GOES_ON)
        + numbered(h("SSU", 2), 2, GOES_ON)
        + p("Mer.")
        + numbered(h("FSU", 2), 2, GOES_ON)
        + numbered(h("Varighet"), said=GOES_ON)
        + numbered(h("Start", 2), 2, GOES_ON)
    )
    expected = (
        "## 1 Formål\n\nTekst.\n\n## 2 Ansvar\n\n### 2.1 SSU\n\nMer.\n\n### 2.2 FSU\n\n## 3 Varighet\n\n### 3.1 Start\n"
    )
    assert markdown(body, style("N", level(1), TWO)) == expected


def test_the_outline_of_the_text_numbers_headings_outside_lists() -> None:
    """The style of a heading that names no list at all gives it no number."""
    plain = '<style:style style:name="Uten" style:family="paragraph" style:list-style-name=""/>'
    body = h("Formål") + h("Uten nummer", 1, "Uten") + h("Ansvar") + h("SSU", 2, "Heading_20_2") + p("Tekst.")
    expected = "## 1 Formål\n\n## Uten nummer\n\n## 2 Ansvar\n\n### 2.1 SSU\n\nTekst.\n"
    assert markdown(body, outline(level(1), TWO) + plain) == expected


def test_an_outline_without_formats_numbers_nothing() -> None:
    """It is how LibreOffice writes headings that have no number."""
    assert markdown(h("Formål") + p("Tekst."), outline(level(1, 'style:num-format=""'))) == "## Formål\n\nTekst.\n"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('style:num-format="A" style:num-suffix=")"', "B) Ansvar"),
        ('style:num-format="I" style:num-suffix="."', "II. Ansvar"),
        ('style:num-format="1" style:num-prefix="§ "', "§ 2 Ansvar"),
        ('style:num-format="1" text:start-value="4"', "5 Ansvar"),
        ('style:num-format="1" loext:num-list-format="Kapittel %1%:"', "Kapittel 2: Ansvar"),
    ],
)
def test_numbers_are_written_in_their_format(said: str, shown: str) -> None:
    """Letters, Roman numerals, what stands around them, where they begin, and LibreOffice's own pattern."""
    body = p("Før.") + numbered(h("Formål")) + p("Tekst.") + numbered(h("Ansvar"), said=GOES_ON) + p("Mer.")
    with zipfile.ZipFile(io.BytesIO(read_odt(odt(body, style("N", level(1, said)))).new)) as archive:
        assert f">{shown}</text:h>" in archive.read("content.xml").decode()


def test_a_list_goes_on_with_the_one_it_names() -> None:
    """Where that one is not to be found, with the last of its kind; and one that says nothing begins anew."""
    body = (
        numbered(h("A"), said='xml:id="en"')
        + numbered(h("B"), said='xml:id="to"')
        + numbered(h("C"), said='text:continue-list="en"')
        + numbered(h("D"), said='text:continue-list="borte"')
    )
    assert markdown(body, style("N", level(1))) == "## 1 A\n\n## 1 B\n\n## 2 C\n\n## 3 D\n"


def test_numbers_are_counted_on_each_side() -> None:
    """A heading that was put in moves those after it on the new side alone."""
    region = f'<text:changed-region text:id="i"><text:insertion>{INFO}</text:insertion></text:changed-region>'
    start, end = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'
    both = f"<text:list-item>{h(start + 'Ny')}</text:list-item><text:list-item>{h(end + 'Ansvar')}</text:list-item>"
    body = (
        f"<text:tracked-changes>{region}</text:tracked-changes>"
        + numbered(h("Formål"))
        + f'<text:list text:style-name="N" {GOES_ON}>{both}</text:list>'
    )
    read = open_file("forslag.odt", odt(body, style("N", level(1))))(Known())
    assert read.new == "## 1 Formål\n\n## 2 Ny\n\n## 3 Ansvar\n"
    assert read.old == "## 1 Formål\n\n## 2 Ansvar\n"


def test_clauses_that_are_numbered_like_headings_keep_their_numbers() -> None:
    """Their number is an address; items after them are a list still."""
    body = numbered(h("Formål")) + numbered(p("Partene samarbeider."), 2, GOES_ON) + items("B", "a", "b")
    expected = "## 1 Formål\n\n1.1 Partene samarbeider.\n\n- a\n- b\n"
    assert markdown(body, style("N", level(1), TWO) + bullets("B", "0.25in")) == expected


def test_a_list_is_cut_in_two_around_a_heading() -> None:
    """The items before it and after it are items still, in their order."""
    inner = "".join(f"<text:list-item>{block}</text:list-item>" for block in (p("a"), p("b"), h("Formål"), p("c")))
    body = f'<text:list text:style-name="B">{inner}</text:list>'
    assert markdown(body, bullets("B", "0.25in")) == "- a\n- b\n\n## Formål\n\n- c\n"


def test_lists_that_stand_farther_in_are_inside_the_item_before() -> None:
    """Styles such as «List Bullet 2» are lists of their own, seen as one."""
    styles = bullets("En", "0.25in") + bullets("To", "0.5in") + bullets("Tre", "0.75in")
    body = items("En", "a", "b") + items("To", "c") + items("Tre", "d") + items("To", "e") + items("En", "f")
    assert markdown(body, styles) == "- a\n- b\n    - c\n        - d\n    - e\n- f\n"


def test_lists_as_far_in_are_beside_each_other() -> None:
    """So are those that a paragraph stands between."""
    styles = bullets("En", "0.25in") + style("Tall", level(1, left="0.25in")) + bullets("To", "0.5in")
    body = items("En", "a") + items("Tall", "b") + p("Tekst.") + items("To", "c")
    assert markdown(body, styles) == "- a\n\n1. b\n\nTekst.\n\n- c\n"


@pytest.mark.parametrize("name", ["Overskrift_20_2", "Heading_20_2"])
def test_the_style_of_a_heading_makes_one(name: str) -> None:
    """In Norwegian too, and where a paragraph only builds on it."""
    own = f'<style:style style:name="P1" style:family="paragraph" style:parent-style-name="{name}"/>'
    body = h("Formål") + p("Ansvar", "P1") + p("Tekst.") + h("Varighet")
    assert markdown(body, own) == "## Formål\n\n### Ansvar\n\nTekst.\n\n## Varighet\n"


def test_styles_that_go_in_a_circle_are_left() -> None:
    """A broken file is read as far as it goes."""
    circle = "".join(
        f'<style:style style:name="{a}" style:family="paragraph" style:parent-style-name="{b}"/>'
        for a, b in ("AB", "BA")
    )
    broken = style("N", level(1, 'style:num-format="1" text:start-value="x" text:display-levels="999999999"'))
    assert markdown(p("Tekst.", "A") + numbered(h("Formål")), circle + broken) == "Tekst.\n\n## 1 Formål\n"


LIBREOFFICE = """
<text:tracked-changes>
<text:changed-region xml:id="ct1" text:id="ct1"><text:deletion>{info}<text:p text:style-name="Standard">to</text:p></text:deletion></text:changed-region>
<text:changed-region xml:id="ct2" text:id="ct2"><text:insertion>{info}</text:insertion></text:changed-region>
<text:changed-region xml:id="ct3" text:id="ct3"><text:deletion>{info}<text:list xml:id="list15" text:style-name="WWNum1">
<text:list-item><text:p text:style-name="P4">Kommuneoverlegene</text:p></text:list-item><text:list-item><text:p text:style-name="P4"/></text:list-item>
</text:list></text:deletion></text:changed-region>
<text:changed-region xml:id="ct4" text:id="ct4"><text:insertion>{info}</text:insertion></text:changed-region>
</text:tracked-changes>
<text:list xml:id="list16" text:style-name="WWNum77"><text:list-item><text:h text:style-name="P1" text:outline-level="1">Formål</text:h></text:list-item></text:list>
<text:p text:style-name="Standard">Partene har <text:change text:change-id="ct1"/><text:change-start text:change-id="ct2"/>fire<text:change-end text:change-id="ct2"/> møter.</text:p>
<text:list xml:id="list31" text:continue-numbering="true" text:style-name="WWNum77"><text:list-item><text:h text:style-name="P1" text:outline-level="1">Organisering</text:h></text:list-item></text:list>
<text:h text:style-name="Heading_20_3" text:outline-level="3">Sammensetning</text:h>
<text:list xml:id="list32" text:continue-list="list15" text:style-name="WWNum1"><text:list-item><text:p text:style-name="P4">Ordførerne</text:p></text:list-item>
<text:list-item><text:p text:style-name="P4"><text:change text:change-id="ct3"/>Fra sykehuset:</text:p></text:list-item></text:list>
<text:list xml:id="list18" text:style-name="WWNum2"><text:list-item><text:p text:style-name="P5">direktør</text:p></text:list-item></text:list>
<text:list xml:id="list33" text:continue-list="list31" text:style-name="WWNum77"><text:list-item><text:list>
<text:list-item><text:h text:style-name="P3" text:outline-level="2"><text:change-start text:change-id="ct4"/>Ungdomsrådet</text:h></text:list-item>
<text:list-item><text:h text:style-name="P2" text:outline-level="2"><text:change-end text:change-id="ct4"/>Brukermedvirkning</text:h></text:list-item>
</text:list></text:list-item></text:list>
<text:p text:style-name="Standard">Slutt.</text:p>
"""
LIBREOFFICE_STYLES = (
    "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}" style:list-style-name="{number}"/>'
        for name, parent, number in (
            ("Heading_20_1", "Standard", "WWNum77"), ("Heading_20_2", "Standard", "WWNum77"), ("Heading_20_3", "Standard", ""),
            ("P1", "Heading_20_1", "WWNum77"), ("P2", "Heading_20_2", "WWNum77"), ("P3", "Heading_20_2", "WWNum77"),
            ("P4", "List_20_Bullet", "WWNum1"), ("P5", "List_20_Bullet_20_2", "WWNum2"),
        )
    )
    + outline(*(level(n, 'style:num-format=""') for n in (1, 2, 3)))
    + bullets("WWNum1", "0.25in")
    + bullets("WWNum2", "0.5in")
    + style(
        "WWNum77",
        level(1, 'loext:num-list-format="%1%" style:num-format="1"'),
        level(2, 'loext:num-list-format="%1%.%2%" style:num-format="1" text:display-levels="2"'),
    )
)  # fmt: skip


def test_a_text_as_libreoffice_saves_it() -> None:
    """Numbers, nested items and changes of one file, on both sides."""
    read = open_file("forslag.odt", odt(LIBREOFFICE.format(info=INFO), LIBREOFFICE_STYLES))(Known())
    new = (
        "## 1 Formål\n\nPartene har fire møter.\n\n## 2 Organisering\n\n#### Sammensetning\n\n"
        "- Ordførerne\n- Fra sykehuset:\n    - direktør\n\n### 2.1 Ungdomsrådet\n\n### 2.2 Brukermedvirkning\n\nSlutt.\n"
    )
    old = new.replace("fire", "to").replace("- Fra", "- Kommuneoverlegene\n- Fra")
    old = old.replace("### 2.1 Ungdomsrådet\n\n### 2.2", "### 2.1")
    assert (read.new, read.old) == (new, old)
