"""Builds with files: what commands and mkdocs.yml say, what a rebuild leaves, and what is on disk at last."""

import json
import shutil
from pathlib import Path

import pytest
from file_makers import BOTH, NEVER, PDF, QUICK, WORD, names, nothing, refused

from avtaleverk.cli import main
from avtaleverk.engines import file_makers
from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.file_makers import Maker
from avtaleverk.engines.run_mkdocs import build_site, hook_file
from avtaleverk.engines.search_index import FOLDER
from avtaleverk.engines.site_folder import MARK
from avtaleverk.engines.staged import write_staged
from avtaleverk.engines.workshop import Workshop
from avtaleverk.model.addresses import file_format
from avtaleverk.model.downloads import Formats
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site import downloads as site_downloads
from avtaleverk.site.manifest import MANIFEST

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
TEXT = "retningslinjer/01-utskriving/2.0.md"
IN_FORCE, DIFFERENCE = "retningslinjer/1/gjeldende.pdf", "retningslinjer/1/endringer/1.0-til-2.0/"
OLD = "retningslinjer/1/v/1.0/retningslinje-1-versjon-1.0.docx"


class Desk:
    """A corpus, its site and the cache of one editor, whose files are made in no time."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.corpus = Path(shutil.copytree(BASE, place / "korpus"))
        self.site = place / "site"

    def build(self, formats: Formats = BOTH, *, site: Path | None = None, cached: bool = True) -> dict[str, bytes]:
        """Build as a new process would, and return all but the search and the mark."""
        cache = FileCache(self.place / "cache" / "avtaleverk" / "sider.sqlite3") if cached else None
        workshop = Workshop(self.corpus, None, cache, formats=formats)
        try:
            build_site(workshop, site or self.site)
        finally:
            if cache:
                cache.close()
        found = names(site or self.site)
        return {n: data for n, data in found.items() if n not in {MARK, MANIFEST} and not n.startswith(FOLDER)}

    def run(self, *arguments: str) -> int:
        """Call a command on the corpus."""
        return main([arguments[0], "--rot", str(self.corpus), *arguments[1:]])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk on which nothing has been made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for format_ in BOTH:
        monkeypatch.setitem(file_makers.MAKERS, format_, QUICK[format_])  # type: ignore[attr-defined] # a dict
    return Desk(tmp_path)


def test_files_lie_beside_the_pages_that_lead_to_them(desk: Desk) -> None:
    """What a page offers is there, whatever engine built it, and links are checked with all others."""
    site = desk.build()
    assert site[IN_FORCE].startswith(b"%PDF")
    assert OLD in site
    assert b'href="../../retningslinjer/1/gjeldende.pdf"' in site["retningslinjer/1/index.html"]
    write_staged(Workshop(desk.corpus, None, formats=BOTH), desk.place / "sider")
    staged = names(desk.place / "sider" / "docs")
    assert {k for k in site if file_format(k)} == {k for k in staged if file_format(k)}


def test_a_rebuild_is_as_if_built_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit, and after files are asked for no more, the site is that of a build from nothing."""
    desk.build()
    file = desk.corpus / TEXT
    file.write_text(file.read_text("utf-8").replace("Sykehuset varsler", "Sykehuset varsler alltid"), "utf-8")
    for formats in (BOTH, (WORD,), ()):
        assert desk.build(formats) == desk.build(formats, site=desk.place / "ny", cached=False)
    for format_ in BOTH:
        monkeypatch.setitem(file_makers.MAKERS, format_, NEVER[format_])  # type: ignore[attr-defined] # a dict
    assert OLD in desk.build()


def test_another_picture_makes_the_file_anew(desk: Desk) -> None:
    """A file shows the pictures of its text, so it follows them."""
    picture = desk.corpus / "retningslinjer" / "01-utskriving" / "flyt.png"
    before = desk.build()
    picture.write_bytes(picture.read_bytes() + b"mer")
    after = desk.build()
    changed = {name for name in before if file_format(name) and before[name] != after[name]}
    assert changed
    assert changed == {name for name in before if file_format(name) and b"data:image" in before[name]}


def test_without_a_cache_nothing_is_left_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that cannot be kept are made where they are removed again."""
    (desk.place / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(desk.place / "tmp"))
    assert IN_FORCE in desk.build(cached=False)
    assert list((desk.place / "tmp").iterdir()) == []


def test_a_file_that_fails_its_check_leaves_the_old_site(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers keep what they had; the editor is told which file and which point."""
    before = desk.build()
    monkeypatch.setitem(file_makers.MAKERS, PDF, Maker(refused, nothing, ("jinja2",)))  # type: ignore[attr-defined] # a dict
    with pytest.raises(AvtaleverkError, match="filer kunne ikke lages") as caught:
        desk.build()
    assert any("Forskjellen begynner i punkt 4.1" in str(f) for f in caught.value.findings)
    assert names(desk.site).items() >= before.items()


def test_the_command_says_how_many_files_there_are(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Who asked for files is told their number; who did not, meets the old line."""
    assert desk.run("bygg", "--med", "docx,pdf", "--til", str(desk.site)) == 0
    count = sum(file_format(name) is not None for name in names(desk.site))
    assert f" versjoner, {count} filer, " in capsys.readouterr().out
    assert desk.run("bygg", "--til", str(desk.site)) == 0
    assert "filer" not in capsys.readouterr().out
    assert desk.run("bygg", "--med", "PDF", "--til", str(desk.site), "--json") == 0
    assert json.loads(capsys.readouterr().out)["filer"] == (count + 1) // 2


def test_a_book_that_is_left_out_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the texts are too long for a book at each build, the editor is told, and how to make one."""
    assert desk.run("bygg", "--til", str(desk.site), "--med", "pdf") == 0
    assert "Boka" not in capsys.readouterr().out
    monkeypatch.setattr(site_downloads, "_MOST_WORDS", 1)
    assert desk.run("bygg", "--til", str(desk.site), "--med", "pdf") == 0
    assert "avtaleverk eksporter --alt" in capsys.readouterr().out
    assert not (desk.site / "bok.pdf").exists()


@pytest.mark.parametrize("command", ["bygg", "vis", "permalenker"])
def test_a_format_that_cannot_be_made_is_wrong_use(
    desk: Desk, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 2, what was written, and what to write instead."""
    with pytest.raises(SystemExit) as stopped:
        desk.run(command, "--med", "odt")
    assert stopped.value.code == 2
    assert (
        "--med: «odt» er ikke et format vi kan lage. Skriv docx, pdf eller begge: docx,pdf" in capsys.readouterr().err
    )


def test_files_are_written_down_and_then_asked_for(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Once published and written down, a build without them stops before it takes the place of the site."""
    assert desk.run("permalenker", "--med", "docx,pdf") == 0
    assert f"/{IN_FORCE}\n" in (desk.corpus / "avtaleverk.permalenker").read_text("utf-8")
    assert desk.run("bygg", "--til", str(desk.site)) == 1
    said = capsys.readouterr().err
    assert "nettstedet lages uten Word. Bygg med --med docx,pdf." in said
    assert not desk.site.exists()
    assert desk.run("bygg", "--med", "docx,pdf", "--til", str(desk.site)) == 0
    capsys.readouterr()
    assert desk.run("permalenker", "--med", "docx,pdf") == 0
    assert "Ingenting nytt å notere" in capsys.readouterr().out


def settings(desk: Desk, wanted: str) -> Path:
    """Write a mkdocs.yml that asks for files."""
    place = desk.corpus / "mkdocs.yml"
    place.write_text(
        f"site_name: Prøve\ndocs_dir: docs\nplugins: []\ntheme: {{name: material, font: false}}\n"
        f"hooks: ['{hook_file()}']\nextra: {{avtaleverk: {{rot: ., med: {wanted}}}}}\n",
        "utf-8",
    )
    return place


@pytest.mark.parametrize("wanted", ["[docx, pdf]", "'docx,pdf'"])
def test_mkdocs_build_makes_the_files_that_its_settings_ask_for(desk: Desk, wanted: str) -> None:
    """The hook reads the formats as a list or as one text."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - the engine warns when it is loaded
    from mkdocs.config import load_config  # noqa: PLC0415 - the same

    build(load_config(str(settings(desk, wanted)), site_dir=str(desk.site)))
    assert (desk.site / IN_FORCE).is_file()
    assert (desk.site / OLD).is_file()


@pytest.mark.parametrize(
    ("wanted", "said"), [("[odt]", "«odt» er ikke et format"), ("true", "med: True"), ("3", "med: 3")]
)
def test_mkdocs_build_is_stopped_by_settings_it_cannot_use(desk: Desk, wanted: str, said: str) -> None:
    """The fault names the setting, and is no traceback."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - the engine warns when it is loaded
    from mkdocs.config import load_config  # noqa: PLC0415 - the same
    from mkdocs.exceptions import Abort  # noqa: PLC0415 - the same

    with pytest.raises(Abort, match="extra: avtaleverk") as stopped:
        build(load_config(str(settings(desk, wanted)), site_dir=str(desk.site)))
    assert said in str(stopped.value)
