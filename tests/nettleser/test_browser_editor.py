"""An editor makes a revision in the browser, from the start page to the page of changes, and never touches a file."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reader import PATIENCE_SECONDS
from site_server import BUILD_DAY, ROOT
from test_browser_accessibility import assert_no_barriers, widen

from avtaleverk.cli import main
from avtaleverk.engines.editor.bundle import is_fetched

sys.path.append(str(Path(__file__).resolve().parents[1]))
from editor_desk import copy_folder
from word_files import ins, par, run, word_file

pytestmark = pytest.mark.nettleser
needs_forms = pytest.mark.skipif(
    not is_fetched(), reason="the forms are not on this machine; tools/redigering fetches them"
)

_WIDTHS = (1440, 768, 360, 320)
_LOG = "Øvelsene kan holdes på nett"
# What a browser hands over when a file is let go on a page.
_DROPPED = """([name, bytes]) => {
  const held = new DataTransfer();
  held.items.add(new File([new Uint8Array(bytes)], name));
  return held;
}"""
_OLD, _NEW = "øvelsene evalueres skriftlig.", "øvelsene evalueres skriftlig. Øvelser kan holdes på nett."


class _Quiet(SimpleHTTPRequestHandler):
    """Any static host."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@dataclass
class Editing:
    """``avtaleverk rediger`` on a folder of its own; ``outside`` are the requests that went elsewhere."""

    root: Path
    address: str
    browser: Browser
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "", width: int = 1440) -> Page:
        """Open a page of the editor."""
        context = self.browser.new_context(viewport={"width": width, "height": 900}, locale="nb-NO")
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        home = self.address.partition("/rediger/")[0]
        context.on(
            "request", lambda r: None if r.url.startswith((home, "data:", "blob:")) else self.outside.append(r.url)
        )
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        page = context.new_page()
        page.goto(self.address)
        if path:
            page.goto(f"{home}/rediger/{path}")
        return page


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Editing]:
    """Start the command as an editor would, and stop it as an editor would."""
    root = copy_folder(tmp_path_factory.mktemp("rediger") / "mappe")
    with (root / "helsefellesskap.yml").open("a", encoding="utf-8") as file:
        file.write("publisering: {til: ../ute}\n")
    command = [sys.executable, "-m", "avtaleverk", "rediger", "--rot", str(root), "--port", "0", "--dato", BUILD_DAY]
    said = root.with_name("sagt.txt")  # a pipe that nobody reads stops who writes when it is full
    with (
        said.open("w", encoding="utf-8") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=root) as process,
    ):
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        address = next((m[0] for line in lines if (m := re.search(r"http://\S+", line))), "")
        assert address, said.read_text("utf-8")
        yield Editing(root, address, browser)
        process.terminate()


def _until(truth: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not truth():
        assert time.monotonic() < end, f"never came true: {what}"
        time.sleep(0.1)


def _by_command(place: Path) -> str:
    """Return the same revision as the verbs make it, with the point edited in a text editor."""
    root = copy_folder(place / "mappe")
    command = [sys.executable, "-m", "avtaleverk", "revider", "3", "--rot", str(root), "--endringer", _LOG, "--ja"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    text = (root / "retningslinjer/03-akutt/3.1.md").read_text("utf-8")
    assert _OLD in text
    return text.replace(_OLD, _NEW)


@needs_forms
def test_a_revision_from_the_first_click_to_the_page_of_changes(editing: Editing, tmp_path: Path) -> None:
    """What is made in the browser is sign by sign what the verbs make, and the built page of changes shows it."""
    page = editing.open()
    page.get_by_role("combobox", name="Hvilken tekst").select_option("retningslinjer/03-akutt")
    page.get_by_label("Hva som er nytt, på én linje").fill(_LOG)
    page.get_by_role("button", name="Lag forslaget").click()
    new = editing.root / "retningslinjer/03-akutt/3.1.md"
    expect(page.get_by_text("Forslaget er laget")).to_be_visible()
    assert new.is_file()

    page.locator(".rediger-melding").get_by_role("link", name="Rediger teksten").click()
    point = page.locator("[data-slate-editor] p", has_text=_OLD)
    point.click()
    page.keyboard.press("End")
    page.keyboard.press("Control+End")
    # The editor learns of the caret a while after it has moved, by a clock of the page that started before this one.
    page.evaluate("new Promise((done) => setTimeout(done, 500))")
    page.keyboard.type(" Øvelser kan holdes på nett.")
    preview = page.frame_locator("iframe")
    expect(preview.locator("ins", has_text="Øvelser kan holdes på nett")).to_be_visible()
    expect(preview.get_by_text("Endringene fra versjon 3.0")).to_be_visible()
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.get_by_role("menuitem", name="Lagre nå").click()

    _until(lambda: _NEW in new.read_text("utf-8"), "the form is saved")
    assert new.read_text("utf-8") == _by_command(tmp_path)
    changes = f"{editing.address.partition('/rediger/')[0]}/retningslinjer/3/endringer/3.0-til-3.1/"
    _until(lambda: "Øvelser kan holdes på nett" in page.request.get(changes).text(), "the site is built again")
    page.goto(changes)
    expect(page.locator("ins", has_text="Øvelser kan holdes på nett").first).to_be_visible()
    assert editing.outside == []
    assert editing.faults == []


@needs_forms
def test_a_refusal_stands_until_it_is_read(editing: Editing) -> None:
    """Where the file was changed elsewhere, the form says so in words that stay, and which text it is about."""
    page = editing.open("skjema/#/collections/dokumenter/entries/retningslinjer-03-akutt-index")
    expect(page).to_have_title(re.compile("^3 .* – Skjemaer$"))
    title = page.get_by_label("Tittel", exact=False).first
    title.fill("Akutt, med en ny tittel")
    place = editing.root / "retningslinjer/03-akutt/index.md"
    before = place.read_text("utf-8")
    place.write_text(f"{before}\nEt ledd fra et annet sted.\n", "utf-8")
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.get_by_role("menuitem", name="Lagre nå").click()
    note = page.get_by_role("alert").filter(has=page.get_by_role("button", name="Lukk"))
    expect(note).to_contain_text("Fila er endret et annet sted")
    assert "API" not in page.locator("body").inner_text()
    note.get_by_role("button", name="Lukk").click()
    expect(note).to_be_hidden()
    place.write_text(before, "utf-8")
    editing.faults.clear()


@needs_forms
def test_the_forms_speak_norwegian(editing: Editing) -> None:
    """No control of the forms is in English, and the way back to the start page is there."""
    page = editing.open("skjema/#/collections/forslag/entries/retningslinjer-02-utskriving-2-1")
    expect(page.locator("[data-slate-editor]")).to_be_visible()
    words = page.locator("body").inner_text()
    for english in ("Publish", "Save", "Add ", "Rich Text", "Status", "Unsaved", "Clear", "optional", "Log"):
        assert english not in words
    page.get_by_role("link", name="Tilbake til redigeringssiden").click()
    expect(page.get_by_role("heading", name="Rediger", exact=True)).to_be_visible()


def test_a_word_file_that_is_dropped_becomes_a_proposal(editing: Editing, tmp_path: Path) -> None:
    """A Word file with tracked changes, dropped on the page, is a proposal with its report a moment later."""
    file = tmp_path / "Retningslinje 2 med endringer.docx"
    old = "Sykehuset gir pasienten en oppdatert legemiddelliste."
    body = par("1 Formål", "Overskrift1") + par(run(old) + ins(run(" Lista sendes også til fastlegen.")))
    file.write_bytes(word_file(body))
    page = editing.open()
    place = page.locator("[data-slipp]")
    dropped = page.evaluate_handle(_DROPPED, [file.name, list(file.read_bytes())])
    place.dispatch_event("dragover", {"dataTransfer": dropped})
    place.dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.get_by_text("er blitt et forslag")).to_be_visible()
    page.get_by_text("Les rapporten").first.click()
    expect(page.get_by_text("Importrapport")).to_be_visible()
    assert "Lista sendes også til fastlegen." in (editing.root / "retningslinjer/02-utskriving/2.2.md").read_text(
        "utf-8"
    )


def test_a_file_that_is_put_into_the_inbox_is_read_by_itself(editing: Editing) -> None:
    """Who puts a file into the folder need not do anything more."""
    inbox = editing.root / "innboks"
    inbox.mkdir(exist_ok=True)
    text = "## 1 Formål\n\nPartene skal ha samme bilde av den akutte pasienten, alltid.\n"
    (inbox / "retningslinje 3.md").write_text(text, "utf-8")
    _until((inbox / "lest" / "retningslinje 3.md").is_file, "the inbox is read")
    assert any("alltid" in p.read_text("utf-8") for p in (editing.root / "retningslinjer/03-akutt").glob("3.*.md"))


def test_a_new_document_is_made_and_published_and_taken_back(editing: Editing) -> None:
    """From nothing to what readers see, and back again, with nothing but the buttons of the page."""
    page = editing.open()
    page.get_by_text("Lag et nytt dokument").click()
    page.get_by_label("Hva det skal være").select_option("Retningslinje")
    new = page.locator("form", has=page.locator('input[value="ny"]'))
    new.get_by_label("Tittel").fill("Digital oppfølging hjemme")
    new.get_by_label("Organet som holder det ved like").select_option("ssu")
    new.get_by_role("button", name="Lag forslaget").click()
    expect(page.get_by_text("Laget retningslinje 4 «Digital oppfølging hjemme»")).to_be_visible()

    place = editing.root.parent / "ute" / "gjeldende" / "retningslinjer" / "4" / "index.html"
    for edition in (1, 2):
        page.get_by_role("button", name="Se hva som ville blitt endret").click()
        expect(page.get_by_text("Slik blir det for leserne")).to_be_visible()
        if edition == 1:
            assert not place.exists()
        page.get_by_role("button", name="Publiser nå").click()
        expect(page.get_by_text(f"Publisert: utgave {edition} i")).to_be_visible()
        assert "Digital oppfølging hjemme" in place.read_text("utf-8")
        if edition == 1:
            page.get_by_text("Før inn at en tekst er gjennomgått").click()
            seen = page.locator("form", has=page.locator('input[value="gjennomgatt"]'))
            seen.get_by_label("Hvilken tekst").select_option("retningslinjer/02-utskriving")
            seen.get_by_label("Dagen partene gikk gjennom den").fill("2026-11-20")
            seen.get_by_role("button", name="Før inn").click()
            expect(page.get_by_text("er gjennomgått 2026-11-20")).to_be_visible()
    page.get_by_role("button", name="Ta tilbake den siste utgaven").click()
    page.get_by_role("button", name="Ta den tilbake nå").click()
    expect(page.get_by_text("Leserne ser nå utgave 1")).to_be_visible()


def test_the_start_page_has_no_barriers(editing: Editing) -> None:
    """The editor's own page can be used by all, light and dark, from the smallest phone to a wide screen."""
    page = editing.open()
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")
    for width in _WIDTHS:
        widen(page, width)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert_no_barriers(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_a_button_says_that_work_goes_on(editing: Editing) -> None:
    """What takes a minute is not pressed again, and is said to go on beside the button."""
    page = editing.open()
    page.evaluate("document.addEventListener('submit', (event) => { window.sent = (window.sent ?? 0) + !event.defaultPrevented; event.preventDefault(); })")  # fmt: skip
    button = page.get_by_role("button", name="Se hva som ville blitt endret")
    button.click()
    expect(button.locator("xpath=following-sibling::*[@role='status']")).to_have_text("Vent litt. Noe tar et minutt.")
    button.click()
    assert page.evaluate("window.sent") == 1


def test_the_start_page_works_without_script(editing: Editing) -> None:
    """A new revision and a Word file need no script."""
    context = editing.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(editing.address)
    page.get_by_role("combobox", name="Hvilken tekst").select_option("retningslinjer/02-utskriving")
    page.get_by_label("Versjonsnummer").fill("4.0")
    page.get_by_role("button", name="Lag forslaget").click()
    expect(page.get_by_text("Forslaget er laget").first).to_be_visible()
    assert (editing.root / "retningslinjer/02-utskriving/4.0.md").is_file()
    context.close()


_OWN = ("--adresse", "https://git.eksempel.no", "--app-id", "abc")


@needs_forms
@pytest.mark.parametrize(
    ("service", "more"),
    [
        ("GitHub", ("--innlogging", "https://inn.eksempel.no")),
        ("GitLab", ("--app-id", "abc")),
        ("Forgejo", _OWN),
        ("Gitea", (*_OWN, "--gren", "forslag")),
    ],
)
def test_the_forms_for_a_repository_start_and_ask_for_nothing_else(
    browser: Browser, tmp_path: Path, service: str, more: tuple[str, ...]
) -> None:
    """At each service the forms take their configuration, and before anyone has logged in they ask for no other file."""
    root, target = copy_folder(tmp_path / "mappe"), tmp_path / "ut"
    where = ("--rot", str(root), "--skriv", str(target), "--repo", "helse/tekster", "--tjeneste", service.lower())
    assert main(["rediger", *where, *more]) == 0
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(target))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home, asked = f"http://127.0.0.1:{server.server_port}/", []
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(home)
        expect(page.get_by_role("button", name=f"Logg på med {service}")).to_be_visible()
        page.close()
        server.shutdown()
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []


def test_the_editor_is_no_part_of_the_site() -> None:
    """What readers get has nothing of the editor."""
    assert not any("decap" in p.name for p in (ROOT / "src" / "avtaleverk").rglob("*.js"))
