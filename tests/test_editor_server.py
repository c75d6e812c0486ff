"""The editor's server: answers its own pages on this machine, writes what they ask for, and refuses all others."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from editor_desk import APPROVED, DAY, PROPOSAL, Caller, at_the_desk, copy_folder, planned

from avtaleverk.cli.editor_deeds import FolderDeeds
from avtaleverk.engines.editor import access
from avtaleverk.engines.editor.bundle import is_fetched
from avtaleverk.engines.editor.desk import Desk
from avtaleverk.engines.editor.server import EditorServer
from avtaleverk.engines.editor.uploads import MOST_UPLOADED
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.editor_page import Told
from avtaleverk.site.plan import Plan


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Caller]:
    with at_the_desk(copy_folder(tmp_path / "mappe"), tmp_path / "site") as caller:
        yield caller


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """Give one desk to all the tests after which nothing may have changed."""
    place = tmp_path_factory.mktemp("sett")
    with at_the_desk(copy_folder(place / "mappe"), place / "site") as caller:
        yield caller


def _bytes(root: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file() and p.name[0] != "."
    }


def test_the_start_page_shows_what_is_under_way(watched: Caller) -> None:
    """An editor sees each proposal with its status, what it changes, and who decides next."""
    page = watched.ask("GET", "/rediger/")
    assert page.status == 200
    for words in ("Rediger", "Utskriving fra sykehus", "På høring", "punkt 3.1", "15. desember 2026", "Lag forslaget"):
        assert words in page.body
    assert 'name="token"' in page.body
    assert "no-referrer" not in page.body
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


def test_a_form_is_shown_and_saved(caller: Caller) -> None:
    """What a form saves is in the file, and what it did not touch is as it was."""
    before = (caller.desk.root / PROPOSAL).read_text("utf-8")
    raw = caller.shown(PROPOSAL)
    assert caller.save(PROPOSAL, raw.replace("få trygge", "få tryggere")).status == 200
    assert (caller.desk.root / PROPOSAL).read_text("utf-8") == before.replace("få trygge", "få tryggere")


def test_a_window_may_save_again(caller: Caller) -> None:
    """A form that stays open after it was saved can be saved again, though it bears the stamp it was opened with."""
    raw = caller.shown(PROPOSAL)
    assert caller.save(PROPOSAL, raw.replace("få trygge", "få tryggere")).status == 200
    assert caller.save(PROPOSAL, raw.replace("få trygge", "få de tryggeste")).status == 200


def test_two_editors_do_not_write_over_each_other(caller: Caller) -> None:
    """The second of two who opened the same text is told, and what the first one wrote stays."""
    raw = caller.shown(PROPOSAL)
    assert caller.save(PROPOSAL, raw.replace("få trygge", "få tryggere"), window="en").status == 200
    refused = caller.save(PROPOSAL, raw.replace("Pasienten skal", "Pasienten kan"), window="to")
    assert refused.status == 422
    assert "endret et annet sted" in str(refused.data["error"])
    assert "få tryggere" in (caller.desk.root / PROPOSAL).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("frist: 2026-12-15", "frist: 2026-10-01", "frist"),
        ("fra: 2026-11-01", "fra: 2026-31-11", "horing"),
    ],
)
def test_what_the_check_would_stop_is_not_saved(watched: Caller, old: str, new: str, words: str) -> None:
    """A form is checked as the whole folder is; the editor is told what is wrong, and nothing is written."""
    before = _bytes(watched.desk.root)
    raw = watched.shown(PROPOSAL)
    assert old in raw
    answer = watched.save(PROPOSAL, raw.replace(old, new))
    assert answer.status == 422
    assert "Ikke lagret" in str(answer.data["error"])
    assert words in str(answer.data["error"])
    assert _bytes(watched.desk.root) == before


def test_an_approved_text_cannot_be_edited(caller: Caller) -> None:
    """The words of a text that was approved stay, whatever is sent; facts about what came later may be told."""
    before = (caller.desk.root / APPROVED).read_text("utf-8")
    raw = caller.shown(APPROVED)
    sent = raw.replace("få trygge", "få tryggere").replace(
        "godkjent_av: ssu", "godkjent_av: partnerskapet\nsist_gjennomgatt: 2026-11-01"
    )
    assert caller.save(APPROVED, sent).status == 200
    after = (caller.desk.root / APPROVED).read_text("utf-8")
    assert after.replace("sist_gjennomgatt: 2026-11-01\n", "") == before
    assert after.index("sist_gjennomgatt") > after.index("godkjent: ")
    old = "retningslinjer/02-utskriving/1.0.md"
    assert caller.act("getEntry", path=old).status == 422
    assert "ny versjon" in str(caller.save(old, raw).data["error"])


def test_nothing_is_deleted(watched: Caller) -> None:
    """No request takes a file away."""
    before = _bytes(watched.desk.root)
    assert watched.act("deleteFiles", paths=[PROPOSAL]).status == 422
    assert watched.act("deleteFile", path=PROPOSAL).status == 422
    assert _bytes(watched.desk.root) == before


def test_a_new_meeting_gets_a_file(caller: Caller) -> None:
    """A meeting that is made in a form lies among the meetings, and another one cannot take its place."""
    path = "organisasjon/moter/2026-12-01-ssu.md"
    assert caller.save(path, "---\norgan: ssu\ndato: 2026-12-01\n---\n").status == 200
    assert (caller.desk.root / path).read_text("utf-8").startswith("---\norgan: ssu\ndato: 2026-12-01\n---\n")
    again = caller.save(path, "---\norgan: ssu\ndato: 2026-12-01\n---\nMer\n", window="to")
    assert "finnes allerede" in str(again.data["error"])


def test_a_new_revision_is_made_from_the_page(caller: Caller) -> None:
    """The form on the page makes the same proposal as the command, with the line for the log, and leads to its form."""
    body = f"token={caller.token}&dokument=retningslinjer%2F03-akutt&versjon=3.1&endringer=Kortere+frist".encode()
    answer = caller.ask("POST", "/rediger/revider", body, Content_Type="application/x-www-form-urlencoded")
    assert (answer.status, answer.headers["location"]) == (303, "/rediger/")
    text = (caller.desk.root / "retningslinjer/03-akutt/3.1.md").read_text("utf-8")
    assert text.startswith('---\nversjon: "3.1"\nendringer: Kortere frist\n---\n')
    page = caller.ask("GET", "/rediger/").body
    assert "Forslaget er laget" in page
    assert "skjema/#/collections/forslag/entries/retningslinjer-03-akutt-3-1" in page or not is_fetched()


def test_a_fault_of_ours_is_answered_too(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form is answered whatever goes wrong, since a browser that gets no answer sends it again."""

    def fails(workshop: Workshop, site: Path) -> Plan:
        raise RuntimeError(str(workshop.root / site))

    monkeypatch.setattr(caller.desk, "build", fails)
    body = f"token={caller.token}&dokument=retningslinjer%2F03-akutt&versjon=3.1".encode()
    answer = caller.ask("POST", "/rediger/revider", body, Content_Type="application/x-www-form-urlencoded")
    assert answer.status == 303
    page = caller.ask("GET", "/rediger/").body
    assert "Noe gikk galt" in page
    assert "Forslaget er laget" in page


def test_a_revision_that_cannot_be_is_explained(caller: Caller) -> None:
    """A document or a number that cannot be is told on the page, and nothing is written."""
    before = _bytes(caller.desk.root)
    for sent in (
        "dokument=finnes-ikke",
        "dokument=retningslinjer%2F03-akutt&versjon=x%2F..",
        "dokument=retningslinjer%2F03-akutt&versjon=0.1",
    ):
        body = f"token={caller.token}&{sent}".encode()
        assert (
            caller.ask("POST", "/rediger/revider", body, Content_Type="application/x-www-form-urlencoded").status == 303
        )
    assert "Ingenting ble skrevet" in caller.ask("GET", "/rediger/").body
    assert _bytes(caller.desk.root) == before


def test_a_case_paper_has_a_date_in_its_name(caller: Caller) -> None:
    """A paper without a date would get a name that no command can be told, so the form asks for the date first."""
    raw, place = (
        "---\ntittel: Notat om utskriving\ntype: notat\n---\n\nTekst.\n",
        caller.desk.root / "organisasjon/saker",
    )
    answer = caller.save("organisasjon/saker/-notat-om-utskriving.md", raw)
    assert answer.status == 422
    assert "Skriv datoen" in answer.body
    assert not list(place.glob("*notat-om-utskriving.md"))
    dated = raw.replace("type:", "dato: 2026-11-20\ntype:")
    assert caller.save("organisasjon/saker/2026-11-20-notat-om-utskriving.md", dated).status == 200
    assert (place / "2026-11-20-notat-om-utskriving.md").is_file()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "ondt.example"},
        {"Host": "ondt.example:8010"},
        {"Origin": "https://ondt.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
def test_other_pages_in_the_browser_change_nothing(watched: Caller, headers: dict[str, str]) -> None:
    """A page from elsewhere, or a name from elsewhere that leads here, gets no and no text."""
    before = _bytes(watched.desk.root)
    body = json.dumps({"action": "getEntry", "params": {"path": PROPOSAL}}).encode()
    answer = watched.ask("POST", f"/rediger/api/{watched.token}/en", body, **headers)
    assert answer.status == 403
    assert "Utskriving" not in answer.body
    if "Host" in headers:
        assert watched.ask("GET", "/rediger/", **headers).status == 421
    assert _bytes(watched.desk.root) == before


def test_others_on_the_machine_are_not_shown_the_editor(watched: Caller) -> None:
    """Who did not come by the address with the word in it sees none of the editor's pages; who did, stays let in."""
    for path in ("/rediger/", "/rediger/skjema/", "/rediger/skjema/config.json", "/rediger/?nokkel=feil"):
        for cookie in ("", "feil", f"avtaleverk-{watched.server.server_port}=feil", "=;;\x7f"):
            answer = watched.ask("GET", path, Cookie=cookie)
            assert answer.status == 403
            assert "avtaleverk rediger" in answer.body
            assert watched.token not in answer.body
    let_in = watched.ask("GET", watched.server.address.partition(str(watched.server.server_port))[2], Cookie="")
    assert (let_in.status, let_in.headers["location"]) == (303, "/rediger/")
    cookie, _, kept = let_in.headers["set-cookie"].partition("; ")
    assert kept == "Path=/rediger/; HttpOnly; SameSite=Lax"
    assert watched.ask("GET", "/rediger/", Cookie=f"annet=1; {cookie}").status == 200


def test_the_word_is_kept_for_the_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next server knows the pages of the last one; a word that others can read is not used."""
    monkeypatch.setattr(access, "user_cache_path", lambda _: tmp_path)
    word = access.kept_word()
    place = tmp_path / "rediger" / "nokkel"
    assert place.stat().st_mode & 0o077 == 0
    assert access.kept_word() == word
    place.chmod(0o644)
    assert access.kept_word() != word
    place.unlink()
    place.mkdir()
    assert len(access.kept_word()) > 32


def test_without_the_word_nothing_is_done(watched: Caller) -> None:
    """A request that does not know the word of our own pages is refused, whichever door it tries."""
    before = _bytes(watched.desk.root)
    body = json.dumps({"action": "info", "params": {}}).encode()
    assert watched.ask("POST", "/rediger/api/feil/en", body).status == 403
    assert watched.ask("POST", "/rediger/forhandsvis/", body).status == 403
    form = "application/x-www-form-urlencoded"
    assert watched.ask("POST", "/rediger/revider", b"dokument=2", Content_Type=form).status == 403
    assert watched.upload("a.md", b"Tekst", token="feil").status == 403  # noqa: S106 - the wrong word is the test
    assert watched.ask("POST", "/", b"").status == 404
    assert _bytes(watched.desk.root) == before


@pytest.mark.parametrize(
    "path",
    ["../hemmelig.md", "/etc/passwd", "retningslinjer/../../hemmelig.md", "organisasjon/moter/../../../x.md",
     "organisasjon/moter/A B.md", "avtaleverk.lock", ".git/config", "organisasjon\\moter\\x.md", "\0", ""],
)  # fmt: skip
def test_no_path_leads_out(watched: Caller, path: str) -> None:
    """Only files that have a form are read or written."""
    (watched.desk.root.parent / "hemmelig.md").write_text("hemmelig", "utf-8")
    before = _bytes(watched.desk.root.parent)
    assert watched.act("getEntry", path=path).status == 422
    assert watched.save(path, "---\norgan: ssu\ndato: 2026-12-01\n---\nx").status == 422
    assert _bytes(watched.desk.root.parent) == before


def test_links_do_not_lead_out(caller: Caller, tmp_path: Path) -> None:
    """A link in the folder to a file elsewhere is neither read nor written through."""
    secret = tmp_path / "hemmelig.md"
    secret.write_text("---\norgan: ssu\ndato: 2026-12-01\n---\nhemmelig", "utf-8")
    path = "organisasjon/moter/2026-12-01-ssu.md"
    (caller.desk.root / path).symlink_to(secret)
    assert caller.act("getEntry", path=path).status == 422
    assert "hemmelig" not in caller.act("entriesByFolder", folder="organisasjon/moter", extension="md", depth=1).body
    caller.save(path, "---\norgan: ssu\ndato: 2026-12-01\n---\nny")
    assert secret.read_text("utf-8").endswith("hemmelig")
    (caller.desk.root / "innboks").symlink_to(tmp_path)
    caller.upload("retningslinje 3.md", b"Tekst")
    assert not (tmp_path / "retningslinje 3.md").exists()


def test_what_is_too_large_or_no_request_is_refused(watched: Caller) -> None:
    """A body beyond reason is not even read, and what is no request gets a no in words."""
    api = f"/rediger/api/{watched.token}/en"
    assert watched.ask("POST", api, b"", Content_Length=str(2**40)).status == 413
    assert watched.ask("POST", "/rediger/innboks", b"", Content_Length=str(MOST_UPLOADED + 1)).status == 413
    for body in (b"", b"[]", b"{", b'{"action": 1}', b'{"action": "persistEntry", "params": []}', b"[" * 100_000):
        assert watched.ask("POST", api, body).status in {400, 422}
    assert watched.ask("POST", api, b"{}", Content_Type="text/plain").status == 400


def test_files_of_the_site_stay_within_the_site(watched: Caller) -> None:
    """No address leads to a file beside the site."""
    for path in (
        "/../mappe/helsefellesskap.yml",
        "/%2e%2e/mappe/helsefellesskap.yml",
        "/rediger/skjema/../desk.py",
        "/rediger/skjema/ord.nb.json",
    ):
        assert watched.ask("GET", path).status == 404


def test_the_preview_marks_the_changes(watched: Caller) -> None:
    """What is being written is shown against the text in force, with the changes marked."""
    body = (
        (watched.desk.root / PROPOSAL)
        .read_text("utf-8")
        .split("---\n", 2)[2]
        .replace("få trygge", "få <b>tryggere</b>")
    )
    sent = json.dumps({"path": PROPOSAL, "body": body}).encode()
    found = watched.ask("POST", f"/rediger/forhandsvis/{watched.token}", sent).data
    assert found["mot"] == "2.0"
    assert "<ins" in str(found["html"])
    assert "<script" not in str(found["html"])


def test_the_preview_of_a_first_text_shows_it(caller: Caller) -> None:
    """A text that has nothing to be held against is shown as a page shows it, and no script of it runs."""
    for name in ("1.0", "1.1", "1.2", "1.3", "2.0", "2.1", "2.2", "2.3", "3.0"):
        (caller.desk.root / f"retningslinjer/03-akutt/{name}.md").unlink()
    (caller.desk.root / "retningslinjer/03-akutt/1.0.md").write_text('---\nversjon: "1.0"\n---\n\nTekst\n', "utf-8")
    caller.desk.rebuild()
    body = "## 1 Formål\n\n- Et <script>alert(1)</script> punkt\n"
    sent = json.dumps({"path": "retningslinjer/03-akutt/1.0.md", "body": body}).encode()
    found = caller.ask("POST", f"/rediger/forhandsvis/{caller.token}", sent).data
    assert found["mot"] == ""
    assert "Formål</h2>" in str(found["html"])
    assert "<script" not in str(found["html"])


def test_a_site_that_cannot_be_built_can_be_mended(tmp_path: Path) -> None:
    """Where the folder is sound and the site is not, the editor starts all the same and says what is wrong."""

    def fails(workshop: Workshop, site: Path) -> Plan:
        assert workshop.root.is_dir(), site
        message = "Nettstedet har 1 feil"
        raise AvtaleverkError(message)

    desk = Desk(
        Workshop(copy_folder(tmp_path / "mappe"), DAY), tmp_path / "site", fails, FolderDeeds(tmp_path / "mappe")
    )
    desk.start()
    assert [(t.title, t.is_fault) for t in desk.told] == [("Nettstedet kan ikke bygges", True)]
    with EditorServer(desk, 0, "ord") as server:
        assert server.office.get("/rediger/", "", server.office.access.cookie("/")).status == 200
        assert server.office.get("/retningslinjer/", "", "").status == 404
        # A fault that has been mended is no longer told of.
        assert b"kan ikke bygges" in server.office.get("/rediger/", "", server.office.access.cookie("/")).body
        desk.build = planned
        desk.rebuild()
        assert [t.is_fault for t in desk.told] == [False]


def test_of_builds_that_went_well_the_last_is_told(caller: Caller) -> None:
    """The page tells what was done, and not each time that the site was built."""
    caller.desk.rebuild()
    caller.desk.rebuild()
    caller.desk.tell(Told("Noe annet"))
    assert [t.title.partition(" er")[0] for t in caller.desk.told] == ["Noe annet", "Nettstedet"]
