"""``avtaleverk send-inn``: the packet is whole before the day is noted, is the same when made again, and goes only where it may."""

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from avtaleverk.cli import main
from avtaleverk.corpus import read_corpus
from avtaleverk.engines import packets
from avtaleverk.engines.file_makers import Maker
from avtaleverk.exports.packet import is_packet, metadata_xml, packet_schema, zipped
from avtaleverk.model.downloads import FileFormat
from avtaleverk.redline.runs import legal

BASE = Path(__file__).parent / "darlige" / "_grunnlag"
AGREEMENT = "avtaler/samarbeidsavtalen/2023.md"
FILES = {
    "SHA256SUMS", "folgebrev.md", "folgebrev.pdf", "metadata.json", "metadata.xml",
    "samarbeidsavtalen-versjon-2023.docx", "samarbeidsavtalen-versjon-2023.pdf",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder whose agreement has not been sent in."""
    shutil.copytree(BASE, tmp_path / "mappe")
    edit(tmp_path / "mappe", "sendt_helsedirektoratet: 2023-06-28\n", "")
    return tmp_path / "mappe"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the title of a paper for its PDF, which else takes a second."""
    monkeypatch.setattr(packets, "_archived", lambda _sending, paper, _pictures: f"%PDF {paper.title}".encode())
    monkeypatch.setattr(packets, "MAKERS", {})


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a true packet, made once."""
    place = tmp_path_factory.mktemp("innsending")
    root = place / "mappe"
    shutil.copytree(BASE, root)
    edit(root, "sendt_helsedirektoratet: 2023-06-28\n", "")
    assert send(root, place / "pakke", "--dato", "2023-07-01", "--zip") == 0
    return place / "pakke"


def edit(root: Path, old: str, new: str, path: str = AGREEMENT) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


def send(root: Path, place: Path, *words: str) -> int:
    return main(["send-inn", "samarbeidsavtalen", "--til", str(place), "--rot", str(root), *words])


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir()} if place.is_dir() else {}


def test_the_packet_is_whole(packet: Path) -> None:
    """It has every file, the list of checksums is one that sha256sum reads, and the zip holds the same."""
    assert set(contents(packet)) == FILES
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=packet, check=True, capture_output=True)
    with ZipFile(packet.with_name("pakke.zip")) as archive:
        assert {name.partition("/")[2]: archive.read(name) for name in archive.namelist()} == contents(packet)


def test_the_pdfs_are_for_the_archive(packet: Path) -> None:
    """Both say of themselves that they are PDF/A-2a, in the place where archives look."""
    for name in ("folgebrev.pdf", "samarbeidsavtalen-versjon-2023.pdf"):
        with pikepdf.open(packet / name) as pdf, pdf.open_metadata() as said:
            assert (said["pdfaid:part"], said["pdfaid:conformance"].lower()) == ("2", "a")


def test_the_metadata_say_who_decided_what(packet: Path) -> None:
    """JSON and XML say the same: who approved the text, which parties adopted it and when, and the day of signing."""
    said = json.loads((packet / "metadata.json").read_bytes())
    jsonschema.validate(said, packet_schema())
    assert (said["versjon"]["godkjent_av"], said["versjon"]["godkjent"]) == ("Styringsgruppa", "2023-03-01")
    assert (said["versjon"]["signert"], said["sendt"], said["frist"]) == ("2023-06-20", "2023-07-01", "2023-07-20")
    assert next((p["part"], p["dato"]) for p in said["tilslutning"]) == ("Fjordvik sykehus HF", "2023-04-12")
    assert (said["mangler"], said["dokument"]["lovkrav"]) == ([], [1, 2])
    root = etree.fromstring((packet / "metadata.xml").read_bytes())
    names = {"dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}
    assert root.findtext("dc:creator", namespaces=names) == "Styringsgruppa"
    assert root.findtext("dcterms:dateSubmitted", namespaces=names) == "2023-07-01"
    assert [(p.text, p.get("dato")) for p in root.findall("tilslutning/part")] == [
        (p["part"], p["dato"]) for p in said["tilslutning"]
    ]
    assert {(f.get("navn"), f.get("sha256")) for f in root.findall("filer/fil")} == {
        (f["navn"], f["sha256"]) for f in said["filer"]
    }


def test_the_letter_says_it_in_words(packet: Path) -> None:
    """It names the parties with their decisions, the deadline and the files, and where to ask."""
    letter = (packet / "folgebrev.md").read_text("utf-8")
    for words in (
        "Til: Helsedirektoratet",
        "Dato: 1. juli 2023",
        "Nesset kommune | Vedtatt",
        "20. juli 2023",
        "`metadata.xml`",
        "`sha256sum -c SHA256SUMS`",
    ):
        assert words in letter


@pytest.mark.usefixtures("quick")
def test_the_day_is_noted_and_a_second_run_makes_the_same(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line comes into the file, and the packet of another day is that of the day that is noted."""
    before = (root / AGREEMENT).read_text("utf-8")
    assert send(root, tmp_path / "pakke", "--dato", "2023-07-01") == 0
    after = (root / AGREEMENT).read_text("utf-8")
    assert after.replace("sendt_helsedirektoratet: 2023-07-01\n", "") == before
    first = contents(tmp_path / "pakke")
    shutil.rmtree(tmp_path / "pakke")
    capsys.readouterr()
    assert send(root, tmp_path / "pakke", "--zip") == 0
    assert "gjort fra før" in capsys.readouterr().out
    assert contents(tmp_path / "pakke") == first
    assert (root / AGREEMENT).read_text("utf-8") == after
    assert not read_corpus(root).errors


@pytest.mark.usefixtures("quick")
def test_a_month_that_has_passed_is_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The packet is made, and the one who sends it is told how late it is."""
    assert send(root, tmp_path / "pakke", "--dato", "2023-07-21") == 0
    assert "Fristen var 2023-07-20, så den er sendt én dag for sent" in capsys.readouterr().out


@pytest.mark.usefixtures("quick")
def test_attachments_go_with_their_text(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that apply on the day are in the packet, with a line in each file that has a deadline of its own."""
    text, attachment = "retningslinjer/01-utskriving/2.0.md", "retningslinjer/01-utskriving/vedlegg/1.1-sjekkliste"
    edit(root, "type: vedlegg\n", "type: vedlegg\nlovkrav: [3]\n", f"{attachment}/index.md")
    shutil.copytree(root / attachment, root / attachment.replace("1.1", "1.2"))
    edit(root, "1.1", "1.2", f"{attachment.replace('1.1', '1.2')}/index.md")
    edit(root, "godkjent_av: utvalget\ngodkjent: 2022-02-10\n", "", f"{attachment.replace('1.1', '1.2')}/1.0.md")
    words = ["send-inn", "1", "--til", str(tmp_path / "pakke"), "--rot", str(root)]
    assert main([*words, "--dato", "2023-06-01"]) == 0
    assert "versjon 2.0, og ett vedlegg, ligger" in capsys.readouterr().out
    for path in (text, f"{attachment}/1.0.md"):
        assert "sendt_helsedirektoratet: 2023-06-01\n" in (root / path).read_text("utf-8")
    first = contents(tmp_path / "pakke")
    names = {
        f"{name}.{e}" for name in ("retningslinje-1-versjon-2.0", "vedlegg-1.1-versjon-1.0") for e in ("pdf", "docx")
    }
    assert {name for name in first if "versjon" in name} == names
    said = json.loads(first["metadata.json"])
    jsonschema.validate(said, packet_schema())
    assert [(a["vedleggsnummer"], a["nummer"], a["godkjent"]) for a in said["vedlegg"]] == [
        ("1.1", "1.0", "2022-02-10")
    ]
    assert etree.fromstring(first["metadata.xml"]).find("vedlegg").get("versjon") == "1.0"
    assert "`vedlegg-1.1-versjon-1.0.pdf`: Vedlegg 1.1 Sjekkliste" in first["folgebrev.md"].decode()
    assert main(words) == 0
    assert contents(tmp_path / "pakke") == first


PARTY = "  - {part: nesset, organ: Kommunestyret, dato: 2023-06-14, sak: 40/23, utfall: vedtatt}\n"
REFUSED = {
    "not-approved": (("godkjent_av: styringsgruppa\ngodkjent: 2023-03-01\n", ""), (), "er ikke vedtatt, og bare"),
    "party-missing": ((f"{PARTY}signert: 2023-06-20\n", ""), (), "Disse mangler: Nesset kommune."),
    "before-signed": (("signert", "signert"), ("--dato", "2023-06-01"), "Teksten ble signert 2023-06-20"),
    "not-yet": (("signert", "signert"), ("--dato", "2999-01-01"), "er ikke kommet ennå"),
    "another-day": (
        ("signert: 2023-06-20\n", "signert: 2023-06-20\nsendt_helsedirektoratet: 2023-06-28\n"),
        ("--dato", "2023-07-01"), "ført som sendt 2023-06-28",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_sent_stays(root: Path, tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The words say who or what is missing; neither the folder nor the place of the packet is touched."""
    (old, new), words, said = REFUSED[case]
    edit(root, old, new)
    before = (root / AGREEMENT).read_text("utf-8")
    assert send(root, tmp_path / "pakke", *words) == 1
    assert said in capsys.readouterr().err
    assert (root / AGREEMENT).read_text("utf-8") == before
    assert not (tmp_path / "pakke").exists()


@pytest.mark.usefixtures("quick")
def test_it_can_be_sent_all_the_same(root: Path, tmp_path: Path) -> None:
    """``--likevel`` sends what not all have adopted, and the metadata names those that are left."""
    edit(root, f"{PARTY}signert: 2023-06-20\n", "")
    assert send(root, tmp_path / "pakke", "--dato", "2023-07-01", "--likevel") == 0
    said = json.loads(contents(tmp_path / "pakke")["metadata.json"])
    jsonschema.validate(said, packet_schema())
    assert (said["mangler"], said["frist"], said["tilslutning"][2]["utfall"]) == (["Nesset kommune"], None, None)
    assert "Nesset kommune" in contents(tmp_path / "pakke")["folgebrev.md"].decode()


@pytest.mark.usefixtures("quick")
def test_a_folder_of_others_is_never_replaced(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A packet takes the place of a packet alone, and of one that nobody has laid anything into."""
    place = tmp_path / "pakke"
    assert send(root, place, "--dato", "2023-07-01") == 0
    (place / "svar.txt").write_text("Takk", "utf-8")
    assert send(root, place) == 1
    assert "ikke en pakke herfra" in capsys.readouterr().err
    assert (place / "svar.txt").is_file()


def test_what_is_missing_on_the_machine_is_told_first(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without what makes PDF there is no packet, no day is noted, and the words say what to install."""

    def missing() -> object:
        msg = "pango"
        raise OSError(msg)

    monkeypatch.setattr(packets, "MAKERS", {FileFormat.PDF: Maker(lambda *_: b"", missing, extra="pdf")})
    before = (root / AGREEMENT).read_text("utf-8")
    assert send(root, tmp_path / "pakke") == 1
    assert "Installer avtaleverk[pdf]" in capsys.readouterr().err
    assert (root / AGREEMENT).read_text("utf-8") == before
    assert not (tmp_path / "pakke").exists()


@pytest.mark.usefixtures("quick")
def test_a_broken_disk_notes_no_day(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the packet cannot be written whole, the file does not say that it was sent, and the old packet stays."""
    place, write, written = tmp_path / "pakke", Path.write_bytes, []
    assert send(root, place, "--dato", "2023-07-01") == 0
    edit(root, "sendt_helsedirektoratet: 2023-07-01\n", "")
    before, old = (root / AGREEMENT).read_text("utf-8"), contents(place)

    def full(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) > 2:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    assert send(root, place, "--dato", "2023-07-02") == 1
    monkeypatch.undo()
    assert "Mappa er som før" in capsys.readouterr().err
    assert (root / AGREEMENT).read_text("utf-8") == before
    assert contents(place) == old
    assert {path.name for path in tmp_path.iterdir()} == {"mappe", "pakke"}


@pytest.mark.usefixtures("quick")
def test_to_look_makes_nothing(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--prøv`` shows the line that would come, and neither packet nor line comes."""
    before = (root / AGREEMENT).read_text("utf-8")
    assert send(root, tmp_path / "pakke", "--dato", "2023-07-01", "--prøv") == 0
    assert "+ sendt_helsedirektoratet: 2023-07-01" in capsys.readouterr().out
    assert (root / AGREEMENT).read_text("utf-8") == before
    assert not (tmp_path / "pakke").exists()


def test_a_zip_is_the_same_every_time() -> None:
    """Neither the order in which files were made nor the day is seen in it."""
    files = {"b.txt": b"to", "a.txt": b"en"}
    assert zipped(files, "pakke") == zipped(dict(reversed(files.items())), "pakke")
    with ZipFile(BytesIO(zipped(files, "pakke"))) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"slag": "noe"}', b'{"slag": "avtaleverk/innsending/1", "filer": 3}', b'"x"']
)
def test_a_folder_that_only_looks_like_a_packet_is_none(data: bytes) -> None:
    """Metadata that are missing, broken or of something else are not ours."""
    assert not is_packet(["metadata.json"], data)
    assert is_packet(["metadata.json"], b'{"slag": "avtaleverk/innsending/1", "filer": []}')


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_come_through_the_xml(packet: Path, title: str, case: str) -> None:
    """Whatever a title or the case of a party holds, the XML can be read, and says what XML can say of it."""
    said = json.loads((packet / "metadata.json").read_bytes())
    said["versjon"]["tittel"], said["tilslutning"][0]["sak"] = f"a{title}", f"b{case}"
    root = etree.fromstring(metadata_xml(said))
    assert (root.findtext("{*}title") or "").split() == legal(f"a{title}").split()
    assert (root.find("tilslutning/part").get("sak") or "").split() == legal(f"b{case}").split()
