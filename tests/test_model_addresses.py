"""Addresses never die, so how they are made must never change."""

import re
import unicodedata
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from avtaleverk.model.addresses import (
    body_address,
    current_file_address,
    difference_file_address,
    document_address,
    file_format,
    former_file,
    history_address,
    meeting_address,
    paper_address,
    relative,
    slug,
    version_address,
    version_file_address,
)
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.source import Source

SLUGS = [
    ("Utskriving fra sykehuset", "utskriving-fra-sykehuset"),
    ("Være på høyden", "vaere-pa-hoyden"),
    ("ÆRE ØVRE ÅS", "aere-ovre-as"),
    ("Å, æ og ø!", "a-ae-og-o"),
    ("  mange   mellomrom  ", "mange-mellomrom"),
    ("§ 3-4 Plikt", "3-4-plikt"),
    ("7.1", "7-1"),
    ("Čáhcesuolu", "cahcesuolu"),
    ("Deanu gielda – Đeavttis", "deanu-gielda-deavttis"),
    ("Kåfjord – Gáivuona suohkan", "kafjord-gaivuona-suohkan"),
    ("ŊŊ ŦŦ ŠŠ ŽŽ", "nn-tt-ss-zz"),
    ("Straße", "strasse"),
    ("Café à la crème", "cafe-a-la-creme"),
    ("«anført» – tekst…", "anfort-tekst"),
    ("日本", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), SLUGS)
def test_slug(text: str, expected: str) -> None:
    """Norwegian and Sami letters become a-z in one way, and everything else becomes hyphens."""
    assert slug(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in SLUGS])
def test_slug_of_decomposed_letters(text: str) -> None:
    """A letter written as two characters, as macOS names files, gives the same address."""
    assert slug(unicodedata.normalize("NFD", text)) == slug(text)


@settings(deadline=None)
@given(st.text())
@example("İstanbul K Ａ ﬁ Ⅷ")
def test_slug_is_plain_and_stable(text: str) -> None:
    """A slug holds nothing but a-z, 0-9 and single hyphens between them, and its slug is itself."""
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert slug(made) == made


GUIDELINE = Document("retningslinjer/01-utskriving", "Utskriving", DocumentKind.GUIDELINE, "", Source("x"), number="1")
ATTACHMENT = replace(
    GUIDELINE, folder="retningslinjer/01-utskriving/vedlegg/1.1-liste", kind=DocumentKind.ATTACHMENT, number="1.1"
)
AGREEMENT = replace(GUIDELINE, folder="avtaler/samarbeidsavtalen", kind=DocumentKind.AGREEMENT, number=None)


def test_document_addresses() -> None:
    """The number names the address where there is one, else the folder."""
    assert document_address(GUIDELINE) == "retningslinjer/1/"
    assert document_address(replace(GUIDELINE, number=None)) == "retningslinjer/01-utskriving/"
    assert document_address(replace(GUIDELINE, number=None, folder="retningslinjer/Øvelse og årshjul")) == (
        "retningslinjer/ovelse-og-arshjul/"
    )
    assert document_address(AGREEMENT) == "avtaler/samarbeidsavtalen/"


def test_attachment_addresses() -> None:
    """An attachment lies under its guideline, whatever that is called."""
    assert document_address(ATTACHMENT, GUIDELINE) == "retningslinjer/1/vedlegg/1.1/"
    assert (
        document_address(replace(ATTACHMENT, number=None), AGREEMENT) == "avtaler/samarbeidsavtalen/vedlegg/1-1-liste/"
    )


def test_other_addresses() -> None:
    """Versions, history, bodies, meetings and papers have the addresses that were promised."""
    assert version_address("retningslinjer/1/", "1.10") == "retningslinjer/1/v/1.10/"
    assert history_address("retningslinjer/1/") == "retningslinjer/1/historikk/"
    assert body_address("fsu-årsmøtet") == "organisasjon/fsu-arsmotet/"
    assert meeting_address("2024-09-26-ssu") == "moter/2024-09-26-ssu/"
    assert paper_address("organisasjon/saker/2024-03-01-notat") == "saker/2024-03-01-notat/"


def test_parent_folder() -> None:
    """An attachment knows the folder of its guideline, and nothing else has one."""
    assert ATTACHMENT.parent_folder == GUIDELINE.folder
    assert GUIDELINE.parent_folder is None


RELATIVE = [
    ("", "", "./"),
    ("", "endringer/", "../"),
    ("endringer/", "", "endringer/"),
    ("retningslinjer/1/", "retningslinjer/1/v/1.0/", "../../../../retningslinjer/1/"),
    ("retningslinjer/1/#pkt-2", "retningslinjer/1/", "#pkt-2"),
    ("retningslinjer/1/#pkt-2", "lenk/", "../retningslinjer/1/#pkt-2"),
    ("#pkt-2", "", "#pkt-2"),
    ("stil.css", "moter/2024/", "../../stil.css"),
]


@pytest.mark.parametrize(("target", "page", "expected"), RELATIVE)
def test_relative(target: str, page: str, expected: str) -> None:
    """A link is written as seen from the page it stands on; a place on the same page is a fragment alone."""
    assert relative(target, page) == expected


_part = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,8}", fullmatch=True)
_page = st.lists(_part, max_size=5).map(lambda parts: "".join(f"{p}/" for p in parts))
_fragment = st.sampled_from(["", "#pkt-2", "#pkt-2-1-ledd-3"])


@settings(deadline=None)
@given(_page, st.sampled_from(["", "bilde.png"]), _fragment, _page)
@example("", "", "#pkt-2", "lenk/")
def test_relative_resolves(folder: str, name: str, fragment: str, page: str) -> None:
    """From its page a relative link leads to its target, wherever the site lies."""
    target = f"{folder}{name}{fragment}"
    for site in ("https://samhandling.example/", "https://samhandling.example/under/", "http://127.0.0.1:8000/"):
        assert urljoin(site + page, relative(target, page)) == site + target


FILES = [
    ("retningslinjer/1/", "retningslinje-1"),
    ("retningslinjer/1/vedlegg/1.4/", "vedlegg-1.4"),
    ("retningslinjer/1/vedlegg/sjekkliste/", "sjekkliste"),
    ("avtaler/samarbeidsavtalen/", "samarbeidsavtalen"),
    ("avtaler/3/", "avtale-3"),
    ("gammel/utskriving/", "utskriving"),
]


@pytest.mark.parametrize(("address", "name"), FILES)
def test_a_file_lies_beside_its_page_and_its_name_tells_what_it_is(address: str, name: str) -> None:
    """Kept in a folder with others, a file can be told from them; the text in force has an address without a number."""
    assert version_file_address(address, "1.0", FileFormat.WORD) == f"{address}v/1.0/{name}-versjon-1.0.docx"
    pdf = difference_file_address(address, "1.0", "2.0", FileFormat.PDF)
    assert pdf == f"{address}endringer/1.0-til-2.0/{name}-endringer-1.0-til-2.0.pdf"
    assert current_file_address(address, FileFormat.PDF) == f"{address}gjeldende.pdf"


@pytest.mark.parametrize("now", [address for address, _ in FILES])
@pytest.mark.parametrize("former", [address for address, _ in FILES])
def test_a_file_is_found_where_its_document_lay_before(now: str, former: str) -> None:
    """A document that gets another number takes along the whole old address of each file, name included."""
    for format_ in FileFormat:
        assert former_file(current_file_address(now, format_), now, former) == current_file_address(former, format_)
        for number in ("1.0", "2024"):
            was = version_file_address(former, number, format_)
            assert former_file(version_file_address(now, number, format_), now, former) == was
        was = difference_file_address(former, "1.0", "2.0", format_)
        assert former_file(difference_file_address(now, "1.0", "2.0", format_), now, former) == was
    picture = f"{now}bilder/{now.strip('/').rpartition('/')[2]}-versjon.png"
    assert former_file(picture, now, former) == f"{former}{picture.removeprefix(now)}"


@pytest.mark.parametrize(
    "path", ["retningslinjer/1/skjema.docx", "docs/gjeldende.txt", "gjeldende.svg", "x/v/1.0/a.pdf"]
)
def test_a_file_of_an_editor_is_none_of_ours(path: str) -> None:
    """Only what we make ourselves is known as a text that was made into a file."""
    assert file_format(path) is None
