"""The pictures of the handbook show what the pages look like now, after the very steps that the handbook tells of."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import handbook_pictures
import pytest
from handbook_pictures import WIDTH, Shown, held, said, small, taken, write_editor, write_pages
from handbook_story import DAY, GUIDELINE, TASKS, Story, files, ratified, revised, until_approved
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, ViewportSize, expect
from reader import Reader
from site_server import Site, served

from avtaleverk.cli.editor_deeds import FolderDeeds
from avtaleverk.engines.editor.bundle import is_fetched

pytestmark = pytest.mark.nettleser
_HEIGHT = 1600
_FORM: ViewportSize = {"width": 1000, "height": 680}
_PROPOSAL, _DIFFERENCE = "retningslinjer/1/v/1.1/", "retningslinjer/1/endringer/1.0-til-1.1/"
_HISTORY, _MEETING = "retningslinjer/1/historikk/", "moter/2026-11-10-utvalget/"
# The days on which an editor would see the pages; what comes after the decision is seen at the end.
_DAYS = {"revidert": date(2026, 8, 25), "horing": date(2026, 9, 3), "svar": date(2026, 10, 14)}
_STRUCTURES = "organisasjon/endringer/2022-01-01-til-2026-10-01/"


def _without_line(page: Page) -> None:
    """Take away the line that follows the reader, and what the page says of its own age."""
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync(".leselinje, .statuslinje-dato { display: none !important }");
        document.adoptedStyleSheets.push(sheet); }"""
    )


SHOWN = (
    Shown("revidert", "forslag", _PROPOSAL, (".dokument-hode",), _without_line),
    Shown("revidert", "endringer", _DIFFERENCE, ("#pkt-2-1", "#endring-2"), _without_line),
    Shown("revidert", "rediger", "rediger/", ("#innhold header", "form[action$=revider]"), _without_line),
    Shown("innboks", "innboks", "rediger/", ("#innhold header", ".rediger-sist"), _without_line),
    Shown("horing", "horing", "horinger/", ("#innhold header", ".horing--apen")),
    Shown("svar", "horingssvar", "horinger/", (".horing--apen",)),
    Shown("vedtatt", "mote", _MEETING, ("#innhold header", "#innhold section")),
    Shown("vedtatt", "gjeldende", "retningslinjer/1/", (".dokument-hode",), _without_line),
    Shown("vedtatt", "historikk", _HISTORY, (".tidslinje",)),
    Shown("vedtatt", "forside", "", ("#innhold h1", "section[aria-labelledby=avtaler]")),
    Shown("tilsluttet", "tilslutning", "tilslutning/", ("#innhold header", "#innhold table")),
    Shown("opphevet", "opphevet", "retningslinjer/1/", (".dokument-hode",), _without_line),
    Shown("struktur", "struktur", _STRUCTURES, ("#innhold header", "section[aria-labelledby=kart]")),
    Shown("tatt-bort", "tatt-bort", "retningslinjer/9/", ("#innhold header", "#innhold .dempet")),
)


def _play(place: Path) -> None:
    """Do what the handbook tells, and write the pages that it shows after each step."""

    def pages(story: Story, step: str) -> None:
        wanted = [shown.address for shown in SHOWN if shown.step == step]
        write_pages(story, place / "sider" / step, wanted, _DAYS.get(step, DAY))
        if step == "revidert":
            write_editor(story, place / "sider" / step)
            _taken_in(story, Story(place / "innboks"), place / "sider")

    story = Story(place / "mappe")
    until_approved(story, lambda step: pages(story, step))
    ratified(story, lambda step: pages(story, step))
    story.do("opphev-en-retningslinje")
    pages(story, "opphevet")
    _other_tasks(Story(place / "annen"), pages)


def _taken_in(group: Story, secretary: Story, pages: Path) -> None:
    """Let a secretary get the revision of the working group as a Word file with tracked changes, and put it in the inbox."""
    export = next(command for command in group.of("se-hva-som-er-endret") if "eksporter" in command)
    assert group.run(export) == 0, group.said[export]
    (secretary.root / "innboks").mkdir()
    shutil.copy(group.root / "endringer.docx", secretary.root / "innboks" / "retningslinje 1.docx")
    told = FolderDeeds(secretary.root, DAY).take_in()
    write_pages(secretary, pages / "innboks", (), DAY)
    write_editor(secretary, pages / "innboks", told)


def _other_tasks(story: Story, pages: Callable[[Story, str], None]) -> None:
    """Lay in new bodies, and lead on from a guideline that was taken in by another."""
    old = (story.root / "organisasjon/struktur/2022-01-01.yml").read_text("utf-8")
    story.write_new("organisasjon/struktur/2026-10-01.yml", _merged(old))
    story.do("endre-organene")
    pages(story, "struktur")
    story.write_new("videresending.yml", files(TASKS["flytt-eller-ta-bort-en-tekst"], story.ctx)[1])
    story.run("avtaleverk sjekk")
    pages(story, "tatt-bort")


def _merged(old: str) -> str:
    """Return the bodies with the two committees made one."""
    kept = [line for line in old.replace("2022-01-01", "2026-10-01").splitlines() if "faggruppe-" not in line]
    one = "  - {id: faggruppe-forlop, navn: Faggruppe for pasientforløp, niva: 3, over: utvalget, fra: [faggruppe-hjemreise, faggruppe-akutt]}"
    return "\n".join([*kept, one, ""])


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the pages after each step, each in a folder of its own."""
    place = tmp_path_factory.mktemp("handbok")
    _play(place)
    with served(place / "sider") as site:
        yield site


def test_every_picture_is_as_the_page_is(steps: Site, reader: Reader) -> None:
    """What a picture shows is what the page says today; all that have grown old are named at once."""
    page = reader.context(steps, width=WIDTH).new_page()
    page.set_viewport_size({"width": WIDTH, "height": _HEIGHT})
    old = [told for shown in SHOWN if (told := _told(page, shown))]
    assert old == []


def _told(page: Page, shown: Shown) -> str:
    page.clock.set_fixed_time(f"{_DAYS.get(shown.step, DAY)}T12:00:00+01:00")
    page.goto(f"/{shown.step}/{shown.address}")
    return held(shown.name, *taken(page, shown))


@pytest.fixture
def forms(tmp_path: Path) -> Iterator[str]:
    """Start the editor on a folder with a proposal, and give its address."""
    story = Story(tmp_path / "mappe")
    revision = story.of("revider-en-retningslinje")[0]
    assert story.run(revision) == 0, story.said[revision]
    story.write(f"{GUIDELINE}/1.1.md", revised)
    command = [sys.executable, "-m", "avtaleverk", "rediger", "--port", "0", "--dato", str(DAY)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=story.root) as process:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        yield next(m[0] for line in lines if (m := re.search(r"http://\S+", line)))
        process.terminate()


@pytest.mark.skipif(not is_fetched(), reason="the forms are not on this machine; tools/redigering fetches them")
def test_the_form_is_as_its_picture(forms: str, browser: Browser) -> None:
    """The form of a proposal shows the text beside it with every change marked, as the picture says."""
    page = browser.new_context(viewport=_FORM, locale="nb-NO").new_page()
    page.goto(forms)
    page.locator(".rediger-forslag", has_text="Utskriving").get_by_role("link", name="Rediger teksten").click()
    preview = page.frame_locator("iframe")
    expect(preview.locator("ins", has_text="Svaret sier når").first).to_be_visible()
    preview.locator("#pkt-2").first.evaluate("(heading) => heading.scrollIntoView({block: 'start'})")
    # The fields of the form come and go with those of the files; what it does beside the text is what is told of.
    text = said(preview.locator("body").inner_text())
    assert held("skjema", small(page.screenshot(animations="disabled", caret="hide")), text) == ""
    page.context.close()


def _sheet(colour: tuple[int, int, int], ground: str = "white", left: int = 40) -> bytes:
    """Draw a page with lines of text as grey bars, and one coloured bar."""
    image = Image.new("RGB", (WIDTH, 400), ground)
    draw = ImageDraw.Draw(image)
    for top in range(20, 380, 24):
        draw.rectangle((left, top, 600, top + 8), fill=(170, 170, 170))
    draw.rectangle((20, 20, 740, 120), fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_pictures_are_held_together_as_from_across_the_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that stand a little otherwise are the same picture; another colour, another ground or other words are not."""
    monkeypatch.setattr(handbook_pictures, "PICTURES", tmp_path)
    monkeypatch.setattr(handbook_pictures, "WRITES", True)
    blue = _sheet((11, 74, 111))
    assert held("prøve", blue, "Gjeldende") == ""
    monkeypatch.setattr(handbook_pictures, "WRITES", False)
    assert held("prøve", _sheet((11, 74, 111), left=44), "Gjeldende") == ""
    assert "ser annerledes ut" in held("prøve", _sheet((190, 20, 30)), "Gjeldende")
    assert "ser annerledes ut" in held("prøve", _sheet((11, 74, 111), ground="#ddd"), "Gjeldende")
    assert "+Utløpt" in held("prøve", blue, "Utløpt")
    assert "AVTALEVERK_SKRIV_BILDER=1" in held("ingen", blue, "Gjeldende")
