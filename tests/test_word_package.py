"""What nobody should be able to harm a reader with, and what people send by mistake."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import CLAUSES, NAMES, gone, ins, item, par, red, run, shown, struck, table, word_file

from avtaleverk.word import package as limits
from avtaleverk.word import xml
from avtaleverk.word.errors import WordError
from avtaleverk.word.package import opened, packed
from avtaleverk.word.reading import WordReading, read_word

SOUND = word_file(
    item("Formål")
    + par(run("Vi ") + ins(run("skal ")) + gone(run("kan ")) + red("nok ") + struck("ikke ") + run("gå."))
    + table(["A", "B"], ["1", par(ins(run("2")))])
    + par(f'<w:hyperlink r:id="a">{run("loven")}</w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r>'),
    numbering=CLAUSES,
    parts={"footnotes": f'<w:footnotes {NAMES}><w:footnote w:id="2">{par("Note")}</w:footnote></w:footnotes>'},
    links={"a": "https://lovdata.no"},
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name: str, content: bytes) -> bytes:
    return packed(parts_of(SOUND) | {name: content})


def without(name: str) -> bytes:
    return packed({known: data for known, data in parts_of(SOUND).items() if known != name})


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


def typed(kind: str) -> bytes:
    types = parts_of(SOUND)["[Content_Types].xml"].replace(b"wordprocessingml.document.main+xml", kind.encode())
    return with_part("[Content_Types].xml", types)


def encrypted_entry() -> bytes:
    """Set the flag of encryption on every entry, in both of the places where an archive has it."""
    data = bytearray(SOUND)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def lying_size() -> bytes:
    """Name a size that is smaller than what the archive unpacks to."""
    data = bytearray(zipped(("[Content_Types].xml", b"<Types/>"), ("x.xml", b"a" * 5000)))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(data)


DOCUMENT = parts_of(SOUND)["word/document.xml"]
DEEP = b"<w:document " + NAMES.encode() + b"><w:body>" + b"<w:sdt>" * 100_000
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + DOCUMENT.partition(b"?>")[2]
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">' + DOCUMENT.partition(b"?>")[2]
WIDE = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'

# What was sent, and what the answer must say of it.
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "Fila er tom"),
    "some bytes": (lambda: b"\x00\x01\x02" * 50, "ikke et Word-dokument"),
    "a text": (lambda: b"Hei, her er retningslinjen.", "ikke et Word-dokument"),
    "a page": (lambda: b"<!DOCTYPE html><html><body>Logg inn</body></html>", "nettside (HTML)"),
    "a page with a mark of its encoding": (lambda: b"\xef\xbb\xbf  <HTML><body>x</body></HTML>", "nettside (HTML)"),
    "a saved page": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "(MHT)"),
    "rich text": (lambda: rb"{\rtf1\ansi Hei}", "RTF"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "PDF"),
    "other XML": (lambda: b'<?xml version="1.0"?><pkg:package/>', "XML"),
    "Word before 2007": (lambda: OLE + "WordDocument".encode("utf-16-le"), "gamle format (.doc)"),
    "a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "passord"),
    "an old sheet": (lambda: OLE + "Workbook".encode("utf-16-le"), "gammelt Office-format"),
    "an archive": (lambda: zipped(("a.txt", b"a")), "et arkiv (zip)"),
    "an OpenDocument": (lambda: zipped(("mimetype", b"application/vnd.oasis.opendocument.text")), ".odt"),
    "an e-book": (lambda: zipped(("mimetype", b"application/epub+zip")), "e-bok"),
    "an empty archive": (zipped, "et arkiv (zip)"),
    "a sheet": (lambda: typed("spreadsheetml.sheet.main+xml"), "Excel"),
    "slides": (lambda: typed("presentationml.presentation.main+xml"), "presentasjon"),
    "something else of Office": (lambda: typed("drawing+xml"), "ikke et Word-dokument"),
    "half a file": (lambda: SOUND[: len(SOUND) // 2], "skadet eller ikke lastet ned helt"),
    "no types": (lambda: without("[Content_Types].xml"), "et arkiv (zip)"),
    "no relations": (lambda: without("_rels/.rels"), "sier ikke hvor teksten er"),
    "no text": (lambda: without("word/document.xml"), "teksten («word/document.xml») mangler"),
    "a text that is no XML": (lambda: with_part("word/document.xml", b"hei"), "kan ikke leses"),
    "an empty text": (lambda: with_part("word/document.xml", b""), "kan ikke leses"),
    "a text cut off": (lambda: with_part("word/document.xml", DOCUMENT[:-30]), "kan ikke leses"),
    "a text of another kind": (lambda: with_part("word/document.xml", b"<a/>"), "ikke teksten i et Word-dokument"),
    "a text without a body": (
        lambda: with_part("word/document.xml", f"<w:document {NAMES}/>".encode()),
        "ikke teksten i et Word-dokument",
    ),
    "styles cut off": (lambda: with_part("word/styles.xml", b"<w:styles"), "«word/styles.xml» kan ikke leses"),
    "entities": (lambda: with_part("word/document.xml", ENTITIES), "erklærer egne tegn"),
    "entities from outside": (lambda: with_part("word/document.xml", OUTSIDE), "erklærer egne tegn"),
    "entities in another encoding": (lambda: with_part("word/document.xml", WIDE.encode("utf-16")), "erklærer egne tegn"),
    "entities in a relation": (lambda: with_part("word/_rels/document.xml.rels", OUTSIDE), "erklærer egne tegn"),
    "an encoding that nobody knows": (
        lambda: with_part("word/document.xml", b'<?xml version="1.0" encoding="tull"?><a/>'), "kan ikke leses"
    ),
    "nesting without end": (lambda: with_part("word/document.xml", DEEP), "nøstet dypere"),
    "a part with a password": (encrypted_entry, "passord"),
    "a part of a foreign packing": (lambda: zipped(("[Content_Types].xml", b"x"), method=zipfile.ZIP_LZMA), "pakket"),
    "a bomb": (lambda: zipped(("[Content_Types].xml", bytes(12 * 2**20))), "urimelig stor"),
    "a lie about a size": (lying_size, "skadet"),
    "a name that points out": (lambda: zipped(("../../etc/passwd", b"x")), "peker ut av fila"),
    "a name from the root": (lambda: zipped(("/etc/passwd", b"x")), "peker ut av fila"),
    "a name with a drive": (lambda: zipped(("c:\\x.xml", b"x")), "peker ut av fila"),
    "a name twice in two cases": (lambda: zipped(("a.xml", b"1"), ("A.xml", b"2")), "to av delene heter"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_gets_an_answer(what: str) -> None:
    """One sentence in Norwegian says what it is, and another what to do."""
    make, words = BAD[what]
    with pytest.raises(WordError) as caught:
        read_word(make())
    message = str(caught.value)
    assert words in message
    assert message.endswith(".")
    assert message.count(". ") >= 1, "the answer says what to do"


def test_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of endless small parts is stopped at its list."""
    monkeypatch.setattr(limits, "MOST_PARTS", 20)
    with pytest.raises(WordError, match="21 deler"):
        opened(zipped(*((f"{n}.xml", b"") for n in range(21))))


def test_a_large_file_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the file itself is the first limit."""
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    with pytest.raises(WordError, match="Krymp bildene"):
        opened(SOUND)


def test_a_text_of_endless_elements_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each element costs many times the letters that it is written with."""
    monkeypatch.setattr(xml, "MOST_TAGS", 1_000)
    with pytest.raises(WordError, match="Del teksten i flere dokumenter"):
        read_word(word_file("<w:p/>" * 1_001))


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many parts that are each small enough cannot be too much together."""
    monkeypatch.setattr(limits, "MOST_UNPACKED", 2 * limits._CHUNK)  # noqa: SLF001 - as the reader unpacks
    noise = bytes(range(256)) * 4096
    with pytest.raises(WordError, match="urimelig stor"):
        opened(zipped(*((f"{n}.bin", noise) for n in range(4))))


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled.main+xml", "ms-word.template.macroEnabledTemplate.main+xml"]
)
def test_macros_are_never_read_and_it_is_said(kind: str) -> None:
    """The text of a file with macros is read; the macros go nowhere."""
    types = parts_of(SOUND)["[Content_Types].xml"].replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main+xml", kind.encode()
    )
    reading = read_word(packed(parts_of(SOUND) | {"[Content_Types].xml": types, "word/vbaProject.bin": b"VBA"}))
    assert any("Makroene" in note.what for note in reading.notes)
    assert not any(b"VBA" in data for data in parts_of(reading.new).values())


def test_a_strict_file_is_read_like_any_other() -> None:
    """Word can save under the names of the standard itself; the text is the same."""
    strict = {
        name: data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/")
        for name, data in parts_of(SOUND).items()
    }  # fmt: skip
    assert b"purl.oclc.org" in strict["word/document.xml"]
    assert shown(read_word(packed(strict)).new) == shown(read_word(SOUND).new)


def test_equal_parts_give_equal_bytes() -> None:
    """A package bears no time and no order of its own."""
    parts = parts_of(SOUND)
    assert packed(parts) == packed(dict(reversed(parts.items())))


def test_backslashes_in_names_are_those_of_a_careless_program() -> None:
    """Some programs write the names of parts as Windows writes its folders."""
    entries = [(name.replace("/", "\\"), data) for name, data in parts_of(SOUND).items()]
    assert shown(read_word(zipped(*entries)).new) == shown(read_word(SOUND).new)


def test_what_a_clean_file_points_to_is_links_and_pictures_alone() -> None:
    """No template, no frame, no picture from elsewhere: a clean file fetches nothing."""
    relations = parts_of(SOUND)["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="t" Type="x/attachedTemplate" Target="https://ond.example/t.dotm" TargetMode="External"/>'
        b'<Relationship Id="i" Type="x/image" Target="https://ond.example/i.png" TargetMode="External"/></Relationships>',
    )
    picture = DOCUMENT.replace(
        b"</w:body>",
        b'<w:p><w:r><w:drawing><a:blip r:link="i" r:embed="i"/></w:drawing></w:r></w:p></w:body>',
    )
    data = packed(parts_of(SOUND) | {"word/_rels/document.xml.rels": relations, "word/document.xml": picture})
    clean = parts_of(read_word(data).new)
    assert not any(b"ond.example" in part for part in clean.values())
    assert b"https://lovdata.no" in clean["word/_rels/document.xml.rels"]


def sound_or_refused(data: bytes) -> WordReading | None:
    """Read a file; refuse with our own error, or give both sides. Anything else is a fault of ours."""
    try:
        return read_word(data)
    except WordError:
        return None


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SOUND)))
def test_a_file_cut_off_anywhere_is_refused(length: int) -> None:
    """However much of a file came through, it is read whole or not at all."""
    assert sound_or_refused(SOUND[:length]) is None or length == len(SOUND)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=12))
def test_bytes_that_are_changed_do_no_harm(changes: list[tuple[int, int]]) -> None:
    """A damaged archive gives a reading or an answer."""
    data = bytearray(SOUND)
    for place, byte in changes:
        data[place] = byte
    sound_or_refused(bytes(data))


NAMED = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "[Content_Types].xml"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMED), st.data())
def test_parts_that_are_changed_do_no_harm(name: str, data: st.DataObject) -> None:
    """A part that was cut, doubled or moved about gives a reading or an answer: the archive itself is sound."""
    part = parts_of(SOUND)[name]
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(part)), st.integers(0, len(part)))))
    place = data.draw(st.integers(0, len(part)))
    for damaged in (part[:first] + part[last:], part[:place] + part[first:last] + part[place:]):
        sound_or_refused(with_part(name, damaged))


ELEMENTS = (
    "p", "r", "t", "ins", "del", "moveFrom", "tbl", "tr", "tc", "sdt", "sdtContent", "pPr", "rPr", "numPr", "ilvl", "numId",
    "hyperlink", "fldSimple", "fldChar", "instrText", "txbxContent", "drawing", "trPr", "tcPr", "cellIns", "cellDel",
    "cellMerge", "pPrChange", "rPrChange", "tblGridChange", "footnoteReference", "bookmarkStart", "customXml", "delText",
    "sectPr", "pStyle", "outlineLvl", "color", "strike", "vanish", "comment", "lvl", "num", "abstractNum",
)  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["tekst", "1) ", "- ", ""]),
    lambda inner: st.builds(
        lambda name, value, children: f'<w:{name} w:val="{value}" w:id="{value}">{"".join(children)}</w:{name}>',
        st.sampled_from(ELEMENTS),
        st.sampled_from(["", "1", "0", "-1", "x", "FF0000", "Overskrift1", "99999999999", "Endring"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=400, deadline=None)
@given(TREES, TREES)
def test_elements_in_any_order_do_no_harm(text: str, lists: str) -> None:
    """What no program would write, a hostile one may: known elements, anywhere, in anything."""
    reading = sound_or_refused(
        word_file(text, numbering=CLAUSES + lists, parts={"comments": f"<w:comments {NAMES}>{text}</w:comments>"})
    )
    assert reading is not None
    for side in (reading.old, reading.new):
        assert packed(parts_of(side)) == side
