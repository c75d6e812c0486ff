"""The forms are fetched once, by npm, and nothing is used that is not what it should be."""

import hashlib
import io
import stat
import tarfile
from pathlib import Path

import pytest

from avtaleverk.engines.editor import bundle
from avtaleverk.model.findings import AvtaleverkError


def _package(**files: bytes) -> bytes:
    """Return a package with a link out of it as well."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        link = tarfile.TarInfo("package/dist/1.decap-cms.js")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


def _npm(place: Path, script: str) -> None:
    place.mkdir()
    npm = place / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    npm.chmod(npm.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the forms of the test apart, and let its own npm be the only one."""
    monkeypatch.setattr(bundle, "user_cache_path", lambda _: tmp_path / "lager")
    monkeypatch.setenv(
        "PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin" if (tmp_path / "bin").is_dir() else str(tmp_path / "bin")
    )
    return tmp_path


def _give(shelf: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    (shelf / "pakke.tgz").write_bytes(data)
    _npm(shelf / "bin", f'cp "{shelf}/pakke.tgz" "$6/decap-cms-{bundle.VERSION}.tgz"')
    monkeypatch.setenv("PATH", f"{shelf / 'bin'}:/bin:/usr/bin")


def test_what_was_fetched_is_kept(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a sound package the parts that pages load are kept, and neither links nor names that lead out."""
    data = _package(**{
        "package/dist/decap-cms.js": b"main", "package/dist/12.decap-cms.js": b"part", "package/dist/cms.js": b"double",
        "package/dist/../../../ute.js": b"out", "package/dist/decap-cms.js.map": b"map", "package/dist/decap-cms.js.LICENSE.txt": b"MIT",
    })  # fmt: skip
    monkeypatch.setattr(bundle, "_SHA512", hashlib.sha512(data).hexdigest())
    _give(shelf, monkeypatch, data)
    folder = bundle.fetched_bundle()
    assert sorted(p.name for p in folder.iterdir()) == ["12.decap-cms.js", "decap-cms.js", "decap-cms.js.LICENSE.txt"]
    (shelf / "bin" / "npm").unlink()
    assert bundle.fetched_bundle() == folder


def test_what_is_not_as_it_should_be_is_not_used(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package with another hash is refused, and nothing of it lies in the cache."""
    _give(shelf, monkeypatch, _package(**{"package/dist/decap-cms.js": b"evil"}))
    with pytest.raises(AvtaleverkError, match="Ingenting er tatt i bruk"):
        bundle.fetched_bundle()
    assert not bundle.is_fetched()


def test_without_npm_the_editor_is_told(shelf: Path) -> None:
    """Where npm is missing, the words say what to install and that all else works."""
    assert shelf
    with pytest.raises(AvtaleverkError, match=r"npm mangler.*make rediger.*virker uten"):
        bundle.fetched_bundle()


def test_without_a_network_the_editor_is_told(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where npm gets nothing, the words say to look to the network."""
    _npm(shelf / "bin", "exit 1")
    monkeypatch.setenv("PATH", f"{shelf / 'bin'}:/bin:/usr/bin")
    with pytest.raises(AvtaleverkError, match="på nett"):
        bundle.fetched_bundle()
