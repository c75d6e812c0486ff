"""A whole site of attacks, every field and every text: nothing runs and nobody else is asked for anything.

Once under the policy, as readers get it, and once with the policy switched off: the pages are safe by themselves.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import yaml
from attack_corpus import PICTURES, files, write_attack_corpus
from attacks import inline, links
from icalendar import Calendar
from listener import Listener, listening
from playwright.sync_api import BrowserContext, expect
from reader import Reader
from site_server import Site, build, served
from trap import ARMED, ran, strange

from avtaleverk.corpus.fields import FILES, Field, Kind
from avtaleverk.pages.policy import IN_PAGE

pytestmark = pytest.mark.nettleser
_REFRESH = 'http-equiv="refresh"'
# Fields that must name something of the folder, or a place in a text: anything else is a finding.
_NAMES = frozenset({
    "adresse", "eier", "godkjennes_av", "godkjent_av", "sak", "mote", "part", "organ", "dokument", "gjelder", "hjemmel", "over", "fra",
    "fellesskap", "mal", "organer", "maler", "parter", "omrade", "tidligere_adresser", "forst", "delmote", "punkter", "til", "opphevet_sak",
})  # fmt: skip


@dataclass(frozen=True)
class Attacked:
    """The built site, and the server that its attacks ask for things."""

    site: Site
    ears: Listener


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Build and serve the folder of attacks."""
    place = tmp_path_factory.mktemp("attacked")
    with listening() as ears:
        write_attack_corpus(place / "korpus", ears.url)
        build(place / "korpus", place / "site")
        with served(place / "site") as site:
            yield Attacked(site, ears)


def _free_text(fields: tuple[Field, ...]) -> Iterator[str]:
    """Yield the name of every field that may hold any words."""
    for field in fields:
        if (
            field.kind in {Kind.TEXT, Kind.TEXTS, Kind.TASKS}
            and not (field.choices or field.pattern)
            and field.name not in _NAMES
        ):
            yield field.name
        yield from _free_text(field.fields)


def _hostile_fields(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _hostile_fields(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _hostile_fields(inner, name)
    elif isinstance(value, str) and "<" in value:
        yield name


def test_every_field_is_attacked() -> None:
    """A field that may hold any words holds an attack in the folder, also one that is added tomorrow."""
    hostile: set[str] = set()
    for path, text in files("http://a.example").items():
        front = text.split("---\n")[1] if text.startswith("---\n") else text if path.endswith(".yml") else ""
        hostile |= set(_hostile_fields(yaml.safe_load(front)))
    wanted = {name for fields in FILES.values() for name in _free_text(fields)}
    assert wanted - hostile == set()


def _profile(reader: Reader, attacked: Attacked, *, bypass: bool) -> BrowserContext:
    context = reader.context(attacked.site, bypass_csp=bypass)
    context.add_init_script(ARMED)
    return context


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without it"])
def test_nothing_runs_and_nobody_is_asked(reader: Reader, attacked: Attacked, bypass: bool) -> None:  # noqa: FBT001 - pytest gives it
    """On every page: nothing of an attack runs, loads, opens or leads away, whatever the reader does."""
    page = _profile(reader, attacked, bypass=bypass).new_page()
    addresses = [a for a in attacked.site.pages() if _REFRESH not in attacked.site.html(a)]
    assert len(addresses) > 60
    faults = []
    for address in addresses:
        page.goto(address)
        faults += [(address, fault) for fault in (*strange(page), *ran(page))]
        if unquote(page.url.partition("#")[0].partition("?")[0]) != f"{attacked.site.url}{address}":
            faults.append((address, page.url))
        faults += [] if page.locator("body > main").count() == 1 else [(address, "the frame is broken")]
    assert faults == []
    assert attacked.ears.heard == []
    assert len(page.context.pages) == 1


def test_hits_and_findings_are_words(reader: Reader, attacked: Attacked) -> None:
    """What a search finds, and what the link watch says of a text of attacks, is shown as words too."""
    page = _profile(reader, attacked, bypass=True).new_page()
    for query in ("felt", "tittel", "<img src=x onerror=top.__angrep.push(1)>", "utskriving"):
        page.goto(f"/sok/?sok={quote(query)}")
        expect(page.locator("[data-sok-treff][data-klar]")).to_be_attached()
        assert strange(page) == [], query
        assert ran(page) == [], query
    page.goto("/lenk/sjekk/")
    page.locator("main textarea").fill(
        "\n".join((*inline(attacked.ears.url).values(), *links(attacked.ears.url).values()))
    )
    page.locator("main form button").first.click()
    expect(page.locator("main [role=status]").first).not_to_be_empty()
    assert strange(page) == []
    assert ran(page) == []
    assert attacked.ears.heard == []


def test_every_page_carries_the_policy(attacked: Attacked) -> None:
    """Where a host can set no headers, the page itself says the same, before anything that could load or run."""
    for path in attacked.site.folder.rglob("*.html"):
        head = path.read_text("utf-8").partition("</head>")[0]
        policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
        assert policy, path
        assert "&#39;none&#39;" in policy[1] or "'none'" in policy[1]
        assert not re.search(r"<(?:script|link|style)\b", head[: policy.start()]), path
        if "frakoblet" not in path.parts:
            assert policy[1].replace("&#39;", "'") == IN_PAGE, path


def test_drawings_do_nothing_when_opened(reader: Reader, attacked: Attacked) -> None:
    """A drawing of the site that is opened by itself runs nothing and asks nobody, without a policy too."""
    page = _profile(reader, attacked, bypass=True).new_page()
    drawings = [path.relative_to(attacked.site.folder).as_posix() for path in attacked.site.folder.rglob("*.svg")]
    assert "organisasjon/kart.svg" in drawings
    for drawing in drawings:
        page.goto(f"/{drawing}")
        assert page.evaluate("window.__angrep") == [], drawing
        assert (
            page.evaluate(
                "[...document.querySelectorAll('*')].some((e) => /^(script|foreignObject|iframe|image|animate|set|style)$/.test(e.localName) "
                "|| [...e.attributes].some((a) => a.name.startsWith('on') || /^\\s*(javascript|data):/i.test(a.value)))"
            )
            is False
        ), drawing
    assert attacked.ears.heard == []
    reader.faults[:] = [fault for fault in reader.faults if "favicon.ico" not in fault]


def test_no_file_of_an_attacker_can_run(reader: Reader, attacked: Attacked) -> None:
    """Drawings, pages and scripts that lie in the folder are not on the site, nor what calls itself a picture and is none."""
    folder = attacked.site.folder
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert not there & {"kart.svg", "side.html", "skript.js", "falsk.png", "retningslinjer/1/kart.svg"}
    assert {f"retningslinjer/1/{name}" for name in PICTURES} <= there
    own = {"assets", "pagefind", "pagefind-mer"}
    foreign = [
        p for p in there if Path(p).suffix in {".js", ".mjs", ".wasm", ".css"} and p.partition("/")[0] not in own
    ]
    assert foreign == []
    page = _profile(reader, attacked, bypass=True).new_page()
    page.goto("/")
    # The picture that is a script as well is served as a picture, and no browser runs one.
    done = page.evaluate(
        """() => new Promise((done) => {
          const script = document.createElement("script"); script.src = "/bilde.gif";
          script.onload = () => done("kjørt"); script.onerror = () => done("nektet"); document.head.append(script); })"""
    )
    assert done == "nektet"
    assert page.evaluate("window.__angrep") == []
    reader.faults.clear()  # the browser tells that it refused


def test_feeds_and_lists_hold_nothing_but_words(attacked: Attacked) -> None:
    """Atom, the site map and the drawings are sound XML with no declaration of entities, and feeds tell in plain text."""
    for path in (*attacked.site.folder.rglob("*.xml"), *attacked.site.folder.rglob("*.svg")):
        text = path.read_text("utf-8")
        assert "<!DOCTYPE" not in text, path
        assert "<!ENTITY" not in text, path
        root = ET.fromstring(text)  # noqa: S314 - our own file, and the line above says that it declares nothing
        kinds = {node.get("type") for node in root.iter("{http://www.w3.org/2005/Atom}summary")}
        assert kinds <= {"text"}
        for node in root.iter():
            assert node.tag.startswith("{"), path
            assert not re.match(r"\s*(?:javascript|data):", node.get("href", ""), re.IGNORECASE)


def test_calendars_hold_nothing_but_words(attacked: Attacked) -> None:
    """No line break in a field becomes a line of a calendar: no alarm, no file to fetch, no event of an attacker."""
    for path in attacked.site.folder.rglob("*.ics"):
        content = path.read_bytes()
        calendar = Calendar.from_ical(content)
        assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
        lines = content.replace(b"\r\n ", b"").split(b"\r\n")
        assert not [line for line in lines if re.match(rb"(?i)attach|organizer|attendee|begin:valarm", line)]
        assert b"\n" not in content.replace(b"\r\n", b"")


def test_tables_hold_no_formulas(attacked: Attacked) -> None:
    """No cell of a table to take out is one that a spreadsheet would reckon out, and none breaks its row."""
    tables = list(attacked.site.folder.rglob("*.csv"))
    assert tables
    for path in tables:
        head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";")
        assert rows
        for row in rows:
            assert len(row) == len(head)
            assert not [cell for cell in row if re.match(r"\s*[=+\-@\t\r]", cell)]


def test_data_in_pages_is_sound(attacked: Attacked) -> None:
    """What a page carries as data is read as what was written, and the files of data are sound."""
    for path in attacked.site.folder.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
