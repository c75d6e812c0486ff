"""OpenDocument texts: insertions and deletions resolved, also over paragraphs, and a word on how far that goes."""

import io
import zipfile

import pytest
from lxml import etree

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.files import open_file
from avtaleverk.imports.odt.reading import OdtError, read_odt
from avtaleverk.model.findings import AvtaleverkError

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
INFO = "<office:change-info><dc:creator>Kari Vik</dc:creator><dc:date>2026-03-{day:02}T09:00:00</dc:date></office:change-info>"
PARTS = "<office:font-face-decls/><office:styles/><office:automatic-styles/><office:master-styles/>"
STYLES = f"<office:document-styles {NAMES}>{PARTS}</office:document-styles>".encode()
TYPE = b"application/vnd.oasis.opendocument.text"


def odt(body: str, *regions: str, parts: dict[str, bytes] | None = None) -> bytes:
    tracked = f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>" if regions else ""
    content = f"<office:document-content {NAMES}><office:body><office:text>{tracked}{body}</office:text></office:body></office:document-content>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in (
            {"mimetype": TYPE, "content.xml": content.encode(), "styles.xml": STYLES} | (parts or {})
        ).items():
            archive.writestr(name, data)
    return packed.getvalue()


def inserted(name: str, day: int = 1) -> str:
    return f'<text:changed-region text:id="{name}"><text:insertion>{INFO.format(day=day)}</text:insertion></text:changed-region>'


def deleted(name: str, content: str, day: int = 1) -> str:
    return f'<text:changed-region xml:id="{name}"><text:deletion>{INFO.format(day=day)}{content}</text:deletion></text:changed-region>'


def new(name: str, text: str) -> str:
    return f'<text:change-start text:change-id="{name}"/>{text}<text:change-end text:change-id="{name}"/>'


def was(name: str) -> str:
    return f'<text:change text:change-id="{name}"/>'


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def sides(body: str, *regions: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs of the new and of the old side."""
    reading = read_odt(odt(body, *regions))
    assert reading.old is not None
    return paragraphs(reading.new), paragraphs(reading.old)


def paragraphs(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    found = root.iter("{*}p", "{*}h", "{*}list-item")
    assert not list(root.iter("{*}tracked-changes", "{*}change", "{*}change-start", "{*}change-end"))
    return [f"{'* ' if etree.QName(e).localname == 'list-item' else ''}{''.join(e.itertext())}" for e in found]


def test_words_inserted_and_deleted_in_a_paragraph() -> None:
    """The new side has the one, the old side the other."""
    body = p(f"SSU har {was('d')}{new('i', 'seks')} møter")
    assert sides(body, inserted("i"), deleted("d", p("fire"))) == (["SSU har seks møter"], ["SSU har fire møter"])


def test_emphasis_inside_changes_goes_with_them() -> None:
    """A part of a change may be bold."""
    body = p(f"a {new('i', 'b <text:span>c</text:span> d')}<text:span>e {was('d')}f</text:span>")
    regions = inserted("i"), deleted("d", p("x <text:span>y</text:span>"))
    assert sides(body, *regions) == (["a b c de f"], ["a e x yf"])


def test_inserted_paragraphs_are_not_in_the_old_text() -> None:
    """The paragraphs on both sides are what they were."""
    start, end = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'
    body = p("før") + p(f"{start}ny") + p("enda en") + p(f"{end}etter")
    assert sides(body, inserted("i")) == (["før", "ny", "enda en", "etter"], ["før", "etter"])


def test_a_paragraph_cut_in_two_is_whole_in_the_old_text() -> None:
    """The end of a paragraph was inserted."""
    body = p('før<text:change-start text:change-id="i"/>') + p('<text:change-end text:change-id="i"/>etter')
    assert sides(body, inserted("i")) == (["før", "etter"], ["føretter"])


def test_an_inserted_item_leaves_no_empty_one() -> None:
    """Its sign goes with it."""
    inner = f"<text:list-item>{p('a')}</text:list-item><text:list-item>{p(new('i', 'b'))}</text:list-item>"
    body = f"<text:list>{inner}</text:list>" + p("c")
    assert sides(body, inserted("i"))[0] == ["* a", "a", "* b", "b", "c"]


def test_deleted_paragraphs_are_back_in_the_old_text() -> None:
    """The first goes on where the mark stands, the last goes on with what follows it."""
    body = p(f"før {was('d')}etter")
    assert sides(body, deleted("d", p("en") + p("midt") + p("to "))) == (["før etter"], ["før en", "midt", "to etter"])


def test_whole_paragraphs_that_were_deleted_stand_before_the_mark() -> None:
    """LibreOffice sets the mark at the start of the paragraph that follows."""
    body = p("før") + p(f"{was('d')}etter")
    assert sides(body, deleted("d", p("borte") + p(""))) == (["før", "etter"], ["før", "borte", "etter"])


def test_a_deleted_list_is_back() -> None:
    """What is deleted need not be a paragraph."""
    body = p(f"{was('d')}etter")
    gone = f"<text:list><text:list-item>{p('a')}</text:list-item></text:list>"
    assert sides(body, deleted("d", gone + p(""))) == (["etter"], ["* a", "a", "etter"])


def items(*texts: str) -> str:
    return f"<text:list>{''.join(f'<text:list-item>{p(text)}</text:list-item>' for text in texts)}</text:list>"


def test_a_deleted_item_is_an_item_of_the_same_list() -> None:
    """LibreOffice keeps it in a list of its own, which ends with the beginning of the item that follows."""
    gone = items("b", "")
    new, old = sides(items("a", f"{was('d')}c"), deleted("d", gone))
    assert (new, old) == (["* a", "a", "* c", "c"], ["* a", "a", "* b", "b", "* c", "c"])
    nested = f"<text:list><text:list-item>{gone}</text:list-item></text:list>"
    inner = f"<text:list><text:list-item>{p('a')}{items(was('d') + 'c')}</text:list-item></text:list>"
    assert sides(inner, deleted("d", nested))[1] == ["* abc", "a", "* b", "b", "* c", "c"]


def test_a_deleted_heading_before_a_marked_place_keeps_its_level() -> None:
    """A bookmark at the start of a heading says nothing, so what was deleted before it is no part of it."""
    gone = '<text:h text:outline-level="2">1.1 Om</text:h><text:h text:outline-level="1"/>'
    heads = (
        '<text:h text:outline-level="1">1 A</text:h>',
        f'<text:h text:outline-level="1"><text:bookmark/>{was("d")}2 B</text:h>',
    )
    read = open_file("forslag.odt", odt("".join(heads), deleted("d", gone)))(Known())
    assert read.old == "## 1 A\n\n### 1.1 Om\n\n## 2 B\n"


def test_references_and_notes_are_read_as_we_wrote_them() -> None:
    """Links that only our files have are words, and the indent of a note is no quotation."""
    link = '<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://a.example" text:style-name="{}">pkt. 2</text:a>'
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        '<text:p text:style-name="Footnote">Sitat.</text:p></text:note-body></text:note>'
    )
    style = (
        '<style:style style:name="Footnote" style:family="paragraph"><style:paragraph-properties fo:margin-left="1in"/>'
        "</style:style>"
    )
    space = (
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    )
    styles = STYLES.replace(b"<office:styles/>", f"<office:styles>{style}</office:styles>".encode())
    styles = styles.replace(b"xmlns:office", f"{space}xmlns:office".encode(), 1)
    body = p(f"Se {link.format('Henvisning')} og {link.format('Internet')}.{note}")
    read = open_file("forslag.odt", odt(body, parts={"styles.xml": styles}))(Known())
    assert read.new.startswith("Se pkt. 2 og [pkt. 2](https://a.example).")
    assert read.new.endswith("\n\n1. Sitat.\n")


def test_the_sign_of_a_row_that_was_added_is_no_text() -> None:
    """LibreOffice puts a joiner of no width in it."""
    space = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    row = f"<table:table {space}><table:table-row><table:table-cell>{p(new('i', 'b') + chr(0x200D))}</table:table-cell></table:table-row></table:table>"
    assert sides(p("a") + row, inserted("i"))[0] == ["a", "b"]


def test_marks_that_lead_nowhere_are_only_taken_out() -> None:
    """A broken file is read as far as it goes."""
    body = (
        p(f"a {was('x')}b")
        + p('<text:change-start text:change-id="y"/>c')
        + p('<text:change-end text:change-id="i"/>d')
    )
    assert sides(body, inserted("y"), inserted("i"), inserted("z"))[1] == ["a b", "c", "d"]


def test_a_file_without_changes_has_no_old_text() -> None:
    """Then it is compared with the text in force."""
    reading = read_odt(odt(p("a")))
    assert (reading.old, reading.notes, reading.people) == (None, (), ())


def test_who_made_the_changes_is_told_with_the_days() -> None:
    """And how far the reading goes."""
    reading = read_odt(odt(p(new("i", "a") + was("d")), inserted("i", 3), deleted("d", p("b"), 5)))
    assert reading.people == ("Kari Vik (2026-03-03 til 2026-03-05)",)
    assert "leses ikke" in reading.notes[0].what


def test_an_odt_becomes_two_texts() -> None:
    """All the way through pandoc."""
    heading = '<text:h text:outline-level="1">1 Formål</text:h>'
    body = heading + p(f"SSU har {was('d')}{new('i', 'seks')} møter.")
    read = open_file("forslag.odt", odt(body, inserted("i"), deleted("d", p("fire"))))(Known())
    assert read.new == "## 1 Formål\n\nSSU har seks møter.\n"
    assert read.old == "## 1 Formål\n\nSSU har fire møter.\n"
    assert read.kind == "et ODT-dokument"


def test_red_in_an_odt_is_told() -> None:
    """It is read as text, so the editor must know."""
    reading = read_odt(odt(p("a") + '<text:p fo:color="#FF0000" xmlns:fo="fo">b</text:p>'))
    assert "rød skrift" in reading.notes[0].what


def test_our_own_frame_is_left_out() -> None:
    """A text that we sent out as Word, and that somebody saved as ODT."""
    styled = '<text:p text:style-name="{}">{}</text:p>'
    front = (
        styled.format("Fellesskap", "Helsefellesskapet")
        + styled.format("Title", "Ansvar")
        + styled.format("Teksten_20_begynner", "")
    )
    back = styled.format("Rammeoverskrift", "Versjonslogg") + styled.format("Liten", "https://a.example")
    reading = read_odt(odt(front + p("Tekst.") + back))
    assert paragraphs(reading.new) == ["Tekst."]
    assert "Tittelblad" in reading.notes[0].what


ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><a {NAMES}>&e;</a>'.encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 half", "skadet"),
        (odt("")[:-30], "skadet"),
        (odt("", parts={"mimetype": b"application/epub"}), "ikke et ODT"),
        (odt("", parts={"META-INF/manifest.xml": b"<m:encryption-data/>"}), "passord"),
        (odt("", parts={"content.xml": b"<a"}), "skadet"),
        (odt("", parts={"content.xml": ENTITY}), "erklærer"),
    ],
    ids=["no archive", "cut off", "another kind", "locked", "broken xml", "entity"],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data: bytes, why: str) -> None:
    """Each fault has its own words."""
    with pytest.raises(AvtaleverkError, match=why):
        read_odt(data)


def test_a_bomb_is_stopped_before_it_is_unpacked() -> None:
    """A part that unpacks to more than any text is refused."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * (65 * 2**20))
    with pytest.raises(OdtError, match="urimelig stor"):
        read_odt(packed.getvalue())
