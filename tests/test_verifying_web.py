"""``verifiser`` of an address: what hosts answer that is not what was asked for, and those that do not answer."""

from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from small_site import PAGE, make_site, on_the_web, seal_site

from avtaleverk.cli import main
from avtaleverk.engines.publishing import web
from avtaleverk.engines.publishing.verifying import Trusted, verify_address
from avtaleverk.history.lock_file import LOCK
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.site.manifest import MANIFEST

ALTERED = "Innholdet er endret etter at nettstedet ble bygd"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small site, and keep what is known of it away from the user's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tilstand"))
    make_site(tmp_path / "nettsted")
    return tmp_path / "nettsted"


class LikeAHost(SimpleHTTPRequestHandler):
    """Hides what our own headers tell a server to hide, and moves addresses as hosts do."""

    def do_GET(self) -> None:
        """Answer as such a host does."""
        if self.path.startswith("/."):
            self.send_error(404)
        elif self.path == "/flyttet/":
            self.send_response(302)
            self.send_header("Location", "http://localhost.invalid/")
            self.end_headers()
        elif self.path.startswith("/feil"):
            self.send_error(503)
        else:
            super().do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Obliging(LikeAHost):
    """Answers with its first page to what is not there, and packs what is asked for below /pakket/."""

    def do_GET(self) -> None:
        if self.path.startswith("/pakket/"):
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
        elif not Path(self.translate_path(self.path)).exists():
            self.path = "/"
            super().do_GET()
        else:
            super().do_GET()


def test_a_host_that_answers_to_all_is_not_taken_at_its_word(site: Path) -> None:
    """A page in the place of what is not there is no manifest, no signature and no lock; what is packed cannot be held against it."""
    (site / "på").mkdir()
    make_site(site / "på")
    (site / "på" / LOCK).unlink()
    seal_site(site / "på")
    with on_the_web(site, _Obliging) as address:
        assert verify_address(f"{address}på", Trusted()).findings == ()
        assert not verify_address(f"{address}på", Trusted()).is_signed
        (found,) = verify_address(f"{address}borte", Trusted()).findings
        assert found.message == "Manifestet er borte, så ingenting kan etterprøves"
        with pytest.raises(AvtaleverkError, match=r"svarer pakket \(gzip\)"):
            verify_address(f"{address}pakket", Trusted())
    assert web.Site("https://blåbær.no:80/på/")._asked == "https://xn--blbr-roah.no:80/p%C3%A5/"  # noqa: SLF001 - what is sent


def test_a_site_with_a_longer_page_is_not_read_to_its_end(site: Path) -> None:
    """A page that goes on and on is read little further than it should be."""
    (site / PAGE).write_bytes(b"x" * 5_000_000)
    with on_the_web(site) as address:
        found = [f"{f.path}: {f.message}" for f in verify_address(address, Trusted()).findings]
    assert found == [f"{PAGE}: {ALTERED}"]


class _Hanging(LikeAHost):
    def do_GET(self) -> None:
        self.rfile.read(1)


def test_an_address_that_does_not_answer_is_told_of(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody there, an error, another host, no end to the waiting: each in words."""
    assert main(["verifiser", "http://127.0.0.1:9/"]) == 1
    assert "svarer ikke" in capsys.readouterr().err
    with on_the_web(site, LikeAHost) as address:
        for path, words in (("feil/", "svarte med en feil (503)"), ("borte/", "Manifestet er borte")):
            assert main(["verifiser", f"{address}{path}"]) == 1
            assert words in capsys.readouterr().err
        with pytest.raises(AvtaleverkError, match=r"sender videre til http://localhost.invalid/"):
            web.Site(f"{address}flyttet").read("index.html", 10)
    with on_the_web(site, _Hanging) as address:
        quick = web.Site(address, 0.2)
        with pytest.raises(AvtaleverkError, match=r"svarte ikke på 0.2 sekunder"):
            quick.read(MANIFEST, 10)


# --- the command --------------------------------------------------------------------------------------------------
