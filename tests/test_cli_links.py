"""``avtaleverk lenker sjekk`` as a municipality calls it: on files, folders, Word files and pages of the web."""

import json
import shutil
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from link_cases import DATA, TABLE

from avtaleverk.cli import link_sources, main

ROOT = Path(__file__).resolve().parent.parent
SITE = DATA.site
OLD, RENUMBERED = f"{SITE}retningslinjer/1/v/1.0/#pkt-4-1", f"{SITE}retningslinjer/1/#pkt-4"
MOVED, LOST = f"{SITE}utskriving/", f"{SITE}retningslinje/1/"
WRONG = {
    OLD: f"{SITE}retningslinjer/1/#pkt-2-1",
    RENUMBERED: f"{SITE}retningslinjer/1/#pkt-2",
    MOVED: f"{SITE}retningslinjer/1/",
    LOST: f"{SITE}retningslinjer/1/",
}
RIGHT = [
    f"{SITE}{rest}" for rest in ("", "moter/", "avtaler/", "retningslinjer/1/", "retningslinjer/1/#pkt-1", "sok/?sok=a")
]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the cache of the tests away from the user's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    """Write the addresses of a site as the site itself has them."""
    path = tmp_path / "nettsted" / "lenker.json"
    path.parent.mkdir()
    path.write_text(json.dumps(TABLE["data"]), "utf-8")
    return path


@pytest.fixture
def run(truth: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the command against that site and gives status, answer and faults."""

    def _run(*arguments: object) -> tuple[int, str, str]:
        status = main(["lenker", "sjekk", *map(str, arguments), "--nettsted", str(truth)])
        out, err = capsys.readouterr()
        return status, out, err

    return _run


def page(links: list[str]) -> str:
    rows = "\n".join(f'<li><a href="{link}">Lenke</a></li>' for link in links)
    return f'<!doctype html>\n<ul>\n{rows}\n</ul>\n<p><a href="https://annet.example/">Annet</a>'


def word(body: str, relations: str = "") -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>")  # fmt: skip
    return content.getvalue()


def test_ten_links_four_of_them_wrong(run: Run, tmp_path: Path) -> None:
    """All four are named with line, fault and cure; the six are counted; status 1."""
    file = tmp_path / "side.html"
    file.write_text(page([*RIGHT, *WRONG]), "utf-8")
    status, out, _ = run(file)
    *lines, summary = out.splitlines()
    assert status == 1
    assert summary == "10 lenker til nettstedet: 4 må rettes, 6 er riktige. 1 annen lenke er ikke sjekket."
    for line, (at, (link, cure)) in zip(lines, enumerate(WRONG.items(), 3 + len(RIGHT)), strict=True):
        assert line.startswith(f"feil: {file}:{at}: {link}: ")
        assert line.endswith(f": {cure}")
    assert "Lenken går til versjon 1.0 av «Retningslinje 1 Utskriving», som ikke gjelder lenger (erstattet)" in lines[0]
    assert "Kanskje mente du" in lines[3]


def test_right_links_give_status_0(run: Run, tmp_path: Path) -> None:
    """Nothing is said but the sum."""
    (tmp_path / "a.md").write_text(f"Se [møtene]({SITE}moter/) og <{SITE}avtaler/>.\n", "utf-8")
    assert run(tmp_path / "a.md") == (0, "2 lenker til nettstedet: 0 må rettes, 2 er riktige.\n", "")


def test_hints_fail_only_when_asked(run: Run, tmp_path: Path) -> None:
    """A link that could be better is told of, and counts as a fault with ``--streng``."""
    (tmp_path / "a.txt").write_text("http://www.samhandling.fjordvik.example/moter", "utf-8")
    status, out, _ = run(tmp_path / "a.txt")
    assert status == 0
    assert out.startswith(
        f"råd: {tmp_path / 'a.txt'}:1: http://www.samhandling.fjordvik.example/moter: Lenken fører riktig"
    )
    assert "1 lenke til nettstedet: 0 må rettes, 1 kan bli bedre, 0 er riktige." in out
    assert run(tmp_path / "a.txt", "--streng")[0] == 1


def test_former_addresses_count(run: Run, tmp_path: Path) -> None:
    """A link to where the site lay before is found when we are told of it, with or without ``https://``."""
    (tmp_path / "a.txt").write_text("https://gammel.kommune.example/samhandling/moter/", "utf-8")
    assert run(tmp_path / "a.txt")[:2] == (0, "Ingen lenker til nettstedet. 1 annen lenke er ikke sjekket.\n")
    for former in ("https://gammel.kommune.example/samhandling/", "gammel.kommune.example/samhandling"):
        status, out, _ = run(tmp_path / "a.txt", "--ogsa", former)
        assert status == 1
        assert f"Skriv i stedet: {SITE}moter/" in out
    status, _, err = run(tmp_path / "a.txt", "--ogsa", "https://")
    assert (status, err) == (
        1,
        "«https://» er ikke en nettadresse. Skriv for eksempel --ogsa https://gammel.kommune.no/\n",
    )


def test_answer_for_programs(run: Run, tmp_path: Path) -> None:
    """``--json`` has the same, with what could not be read beside it."""
    (tmp_path / "a.html").write_text(page([*RIGHT, *WRONG]), "utf-8")
    status, out, err = run(tmp_path / "a.html", tmp_path / "borte.txt", "--json")
    data = json.loads(out)
    assert (status, err) == (1, "")
    assert [data[name] for name in ("nettsted", "lenker", "riktige", "andre")] == [SITE, 10, 6, 1]
    assert [(f["lenke"], f["skriv"], f["slag"], f["linje"], f["gjetning"]) for f in data["funn"]] == [
        (OLD, WRONG[OLD], "gammel-versjon", 9, False),
        (RENUMBERED, WRONG[RENUMBERED], "nytt-punkt", 10, False),
        (MOVED, WRONG[MOVED], "flyttet", 11, False),
        (LOST, WRONG[LOST], "finnes-ikke", 12, True),
    ]
    assert [f["melding"] for f in data["ulest"]] == ["Fila finnes ikke"]


def test_folder(run: Run, tmp_path: Path) -> None:
    """Every file that can have links is read, hidden ones and pictures are not; a folder without any says so."""
    folder = tmp_path / "sider"
    (folder / "under" / ".git").mkdir(parents=True)
    for name in ("a.html", "under/b.md", "under/.git/c.md", ".d.txt", "e.png"):
        (folder / name).write_text(OLD, "utf-8")
    status, out, _ = run(folder)
    assert status == 1
    assert [line.split(": ")[1] for line in out.splitlines()[:-1]] == [
        f"{folder / 'a.html'}:1",
        f"{folder / 'under/b.md'}:1",
    ]
    (tmp_path / "tom").mkdir()
    status, _, err = run(tmp_path / "tom")
    assert status == 1
    assert "Mappa har ingen filer med lenker" in err


def test_rows_of_a_table(run: Run, tmp_path: Path) -> None:
    """A list of links exported from a spreadsheet is read, with signs as Windows writes them."""
    (tmp_path / "lenker.csv").write_bytes(f"Navn;Adresse\r\nMøter på ærlig;{OLD};\r\n".encode("cp1252"))
    status, out, _ = run(tmp_path / "lenker.csv")
    assert status == 1
    assert f"lenker.csv:2: {OLD}: " in out


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes in by a pipe is text or a page."""
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(page([OLD]).encode())))
    status, out, _ = run("-")
    assert status == 1
    assert out.startswith(f"feil: standard inn: linje 3: {OLD}: ")


def test_word_file(run: Run, tmp_path: Path) -> None:
    """Links behind words, in fields and as plain text are found, each with its paragraph and once."""
    relation = f'<Relationship Id="r1" TargetMode="External" Target="{SITE}retningslinjer/1/v/1.0/"/>'
    body = (
        "<w:p><w:r><w:t>Hei</w:t></w:r></w:p>"
        '<w:p><w:hyperlink r:id="r1" w:anchor="pkt-4-1"><w:r><w:t>Utskriving</w:t></w:r></w:hyperlink></w:p>'
        f'<w:p><w:r><w:instrText> HYPERLINK "{MOVED}" </w:instrText></w:r><w:r><w:t>flyttet</w:t></w:r></w:p>'
        f"<w:p><w:r><w:t>Se {LOST[:20]}</w:t></w:r><w:r><w:t>{LOST[20:]}.</w:t></w:r></w:p>"
    )
    (tmp_path / "brev.docx").write_bytes(word(body, relation))
    status, out, _ = run(tmp_path / "brev.docx")
    assert status == 1
    assert [line.split(": ")[1:4:2] for line in out.splitlines()[:-1]] == [
        [str(tmp_path / "brev.docx"), OLD], [str(tmp_path / "brev.docx"), MOVED], [str(tmp_path / "brev.docx"), LOST],
    ]  # fmt: skip
    assert [line.split(": ")[2] for line in out.splitlines()[:-1]] == ["avsnitt 2", "avsnitt 3", "avsnitt 4"]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, word("<w:p>"), word("")[:-30],
        word("").replace(b"document", b"dokument"), b"",
    ],
    ids=["start", "nuller", "ulukket", "kappet", "annet", "tom"],
)  # fmt: skip
def test_broken_word_file(run: Run, tmp_path: Path, content: bytes) -> None:
    """A file that only looks like Word gives a finding."""
    (tmp_path / "brev.docx").write_bytes(content)
    status, _, err = run(tmp_path / "brev.docx")
    assert status == 1
    assert "brev.docx: Dette er ikke en Word-fil som kan leses. Lagre den på nytt som .docx" in err


@pytest.mark.parametrize("part", [BOMB + "<x>&b;</x>", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_hostile_word_file(run: Run, tmp_path: Path, part: str, encoding: str) -> None:
    """A Word file with declarations, which may grow without end or read other files, is refused in any encoding."""
    with zipfile.ZipFile(tmp_path / "brev.docx", "w") as package:
        package.writestr("word/document.xml", part.encode(encoding))
    status, _, err = run(tmp_path / "brev.docx")
    assert status == 1
    assert "Dette er ikke en Word-fil som kan leses" in err


def test_word_file_that_unpacks_without_end(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of a packed part is read than a text can have."""
    monkeypatch.setattr(link_sources, "_MOST", 10_000)
    (tmp_path / "brev.docx").write_bytes(word("<w:p/>" * 5_000))
    assert "Dette er ikke en Word-fil" in run(tmp_path / "brev.docx")[2]


def test_too_large_and_not_text(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large or is no text is refused with what to do."""
    (tmp_path / "bilde.txt").write_bytes(b"\x89PNG\x00\x00")
    assert "Dette er ikke tekst. Lagre den som Word, HTML eller tekst" in run(tmp_path / "bilde.txt")[2]
    (tmp_path / "brev.pdf").write_bytes(b"%PDF-1.7\n")
    assert "PDF-filer kan ikke leses. Sjekk Word-fila den er laget av" in run(tmp_path / "brev.pdf")[2]
    monkeypatch.setattr(link_sources, "_MOST", 10)
    (tmp_path / "stor.txt").write_text("x" * 11, "utf-8")
    assert "stor.txt: Innholdet er større enn" in run(tmp_path / "stor.txt")[2]


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer as the address asks for."""
        if self.path.startswith("/fil"):
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
        elif self.path.startswith("/videre"):
            self.send_response(301)
            self.send_header("Location", "/under/side")
        elif self.path.startswith("/under/side"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=iso-8859-1")
        else:
            self.send_response(int(self.path.rpartition("/")[2] or 200))
        self.end_headers()
        if self.path.startswith("/under/side"):
            self.wfile.write(f'<p>æ</p>\n<a href="{OLD}">x</a><a href="rel">y</a>'.encode("latin-1"))
        elif self.path.startswith("/treg"):
            self.rfile.read(1)  # until the other end has hung up

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    """Serve a page that has moved, and faults of every kind."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_page_on_the_web(run: Run, web: str) -> None:
    """A page is fetched from where it has moved, and its relative links are seen from there."""
    status, out, _ = run(f"{web}/videre?a=æ#x")
    assert status == 1
    assert out.startswith(f"feil: {web}/videre?a=æ#x: linje 2: {OLD}: ")
    assert "1 annen lenke er ikke sjekket." in out


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/svar/404", "Siden finnes ikke (404)"), ("/svar/403", "Siden vil ikke vises for programmer (403)"),
        ("/svar/401", "Siden krever innlogging (401)"), ("/svar/500", "Nettstedet svarte med en feil (500)"),
        ("/fil", "Nettstedet svarte med en feil (302)"),
    ],
)  # fmt: skip
def test_faults_of_the_web(run: Run, web: str, path: str, message: str) -> None:
    """What went wrong is said in words, and a page that leads into this machine is not followed."""
    status, out, err = run(web + path)
    assert (status, out) == (1, "")
    assert f"{web}{path}: {message}. " in err


def test_addresses_that_do_not_answer(run: Run, web: str) -> None:
    """An address that is none, or where nobody is, gives a finding."""
    for address in (
        "https://",
        "http://[",
        "http://127.0.0.1:1/",
        "https://a b/",
        "http://127.0.0.1:x/",
        f"https{web[4:]}/",
    ):
        status, _, err = run(address)
        assert status == 1
        assert f"{address}: Adressen svarer ikke. Se etter at adressen er riktig" in err


def test_slow_pages_are_given_up(run: Run, web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    monkeypatch.setattr(link_sources, "_SECONDS", 0.2)
    assert "Adressen svarte ikke på" in run(f"{web}/treg/200")[2]


def test_the_folder_here_is_the_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without ``--nettsted`` the site of the folder is planned, and its own list of addresses is used."""
    base = ROOT / "tests" / "darlige" / "_grunnlag"
    (tmp_path / "a.txt").write_text(f"{SITE}retningslinjer/1/v/1.0/ {SITE}retningslinjer/1/", "utf-8")
    assert main(["lenker", "sjekk", str(tmp_path / "a.txt"), "--rot", str(base), "--dato", "2026-11-22"]) == 1
    assert (
        f"Skriv i stedet: {SITE}retningslinjer/1/\n2 lenker til nettstedet: 1 må rettes, 1 er riktig.\n"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("what", ["finnes-ikke.json", "https://127.0.0.1:1/"])
def test_a_site_that_is_not_known(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    """Without the addresses of the site nothing can be judged, and that is said."""
    assert main(["lenker", "sjekk", str(tmp_path), "--nettsted", what]) == 1
    assert "Vi vet ikke hvilke adresser nettstedet har." in capsys.readouterr().err


def test_the_site_of_an_address(web: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site that has no such list is refused in words."""
    assert main(["lenker", "sjekk", str(tmp_path), "--nettsted", f"{web}/under/side/"]) == 1
    assert "lenker.json er ikke slik avtaleverk skriver den" in capsys.readouterr().err


def test_what_is_missing_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a place, or without what to do, the use is wrong."""
    for arguments in (["lenker"], ["lenker", "sjekk"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
    assert "Feil bruk: det mangler" in capsys.readouterr().err


def test_what_was_taken_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Links to pages and points that ``videresending.yml`` leads on are cured by where they lead, in the text in force."""
    root = Path(shutil.copytree(ROOT / "tests" / "versjoner", tmp_path / "korpus"))
    (root / "videresending.yml").write_text(
        "- {fra: /retningslinjer/9/, til: '/retningslinjer/2/#pkt-4-1', forklaring: Tatt inn i retningslinje 2.}\n"
        "- {fra: /retningslinjer/8/, forklaring: Avviklet.}\n"
        "- {fra: '/retningslinjer/2/#pkt-77', til: /retningslinjer/3/, forklaring: Flyttet.}\n",
        "utf-8",
    )
    links = ("9/", "9/v/1.0/#pkt-1", "2/#pkt-77", "8/")
    (tmp_path / "a.txt").write_text(
        "\n".join(f"https://prove.example/retningslinjer/{link}" for link in links), "utf-8"
    )
    arguments = ["lenker", "sjekk", str(tmp_path / "a.txt"), "--rot", str(root), "--dato", "2026-11-22", "--json"]
    assert main(arguments) == 1
    found = [(f["slag"], f["skriv"]) for f in json.loads(capsys.readouterr().out)["funn"]]
    assert found == [
        ("flyttet", "https://prove.example/retningslinjer/2/#pkt-3-1"),
        ("flyttet", "https://prove.example/retningslinjer/2/#pkt-3-1"),
        ("flyttet-punkt", "https://prove.example/retningslinjer/3/"),
        ("borte", None),
    ]
