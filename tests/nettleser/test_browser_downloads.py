"""A reader saves a text as a file: it comes with a name that tells what it is, and it weighs what the page says."""

import pytest
from playwright.sync_api import expect
from reader import Reader
from site_files import CONTENT
from site_server import Site

pytestmark = pytest.mark.nettleser

GUIDELINE = "/retningslinjer/2/"


@pytest.mark.parametrize(
    ("address", "link", "name"),
    [
        (GUIDELINE, "Word (31 kB)", "retningslinje-2-versjon-2.0.docx"),
        (f"{GUIDELINE}v/1.0/", "PDF (31 kB)", "retningslinje-2-versjon-1.0.pdf"),
        (
            "/retningslinjer/",
            "Alle gjeldende tekster i én bok, PDF (1,2 MB)",
            "avtaler-og-retningslinjer-prove.pdf",
        ),
        (
            f"{GUIDELINE}endringer/1.1-til-2.0/",
            "Word med sporede endringer (31 kB)",
            "retningslinje-2-endringer-1.1-til-2.0.docx",
        ),
    ],
)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_text_is_saved_under_a_name_that_tells_what_it_is(  # noqa: PLR0913 - what is pressed, and what comes of it
    reader: Reader, filer: Site, address: str, link: str, name: str, *, script: bool
) -> None:
    """The version is in the name, also where the address is the one that always has the text in force."""
    page = reader.open(filer, address, java_script_enabled=script)
    with page.expect_download() as saved:
        page.get_by_role("link", name=link, exact=True).click()
    assert saved.value.suggested_filename == name
    assert saved.value.path().read_bytes().endswith(CONTENT)


@pytest.mark.parametrize("width", [320, 1440])
def test_a_link_can_be_hit_with_a_thumb(reader: Reader, filer: Site, width: int) -> None:
    """Each link is as tall as a thumb, and never broken in two."""
    page = reader.open(filer, GUIDELINE, width=width)
    for link in page.locator(".nedlasting a").all():
        box = link.bounding_box()
        assert box
        assert 44 <= box["height"] < 60
        assert box["x"] + box["width"] <= width
    words = page.locator(".nedlasting-ord")
    expect(words).to_have_text("Last ned teksten:")
    # On a phone the arrow says it, and the words are for those who listen.
    assert (words.bounding_box() or {})["width"] == (
        pytest.approx(1, abs=0.1) if width < 768 else pytest.approx(150, abs=60)
    )


def test_nobody_can_save_a_file_from_paper(reader: Reader, filer: Site) -> None:
    """The links are gone on paper."""
    page = reader.open(filer, GUIDELINE)
    expect(page.locator(".nedlasting")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".nedlasting")).to_be_hidden()
