"""Publishes to a folder on a disk: each edition a folder, and a link to the one that readers see."""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from avtaleverk.engines.publishing.place import (
    BEGUN,
    CURRENT,
    EDITIONS,
    MARK,
    MARK_TEXT,
    Edition,
    Held,
    PublishingError,
    held_among,
    led_to,
    refuse_others,
)
from avtaleverk.engines.site_folder import MARK as BUILD_MARK
from avtaleverk.model.disk_faults import why
from avtaleverk.site.manifest import MANIFEST

_AT_ONCE = 16
_WORDS = {
    errno.ENOSPC: "Disken er full. Gjør plass, og prøv igjen",
    errno.EDQUOT: "Plassen du har på disken, er brukt opp. Gjør plass, og prøv igjen",
    errno.EROFS: "Disken kan bare leses. Velg et annet sted, eller gjør den skrivbar",
    errno.EACCES: "Du har ikke lov til å skrive her. Be den som driver tjeneren, om å gi deg det",
    errno.EPERM: "Du har ikke lov til å skrive her. Be den som driver tjeneren, om å gi deg det",
}
UNTOUCHED = "Leserne ser det samme som før."


class FolderPlace:
    """A folder on a disk that has links."""

    def __init__(self, folder: Path) -> None:
        """Publish to ``folder``; nothing is made until something is laid there."""
        self.folder = folder

    turns_by_copying = False

    @property
    def name(self) -> str:
        """Return the path of the folder."""
        return str(self.folder)

    def prepare(self) -> None:
        """Make the folder, so that it can be held; the one above must be there, or a name was probably misspelt.

        Raises PublishingError where it cannot be made, or holds the files of others.
        """
        if self.folder.exists() and not self.folder.is_dir():
            msg = f"{self.folder} er en fil, ikke en mappe. Velg en mappe med --til."
            raise PublishingError(msg)
        if not self.folder.parent.is_dir():
            msg = f"Mappa {self.folder.parent} finnes ikke. Se etter at --til er riktig skrevet, eller lag mappa først."
            raise PublishingError(msg)
        with self._in_words():
            _open_folder(self.folder)
            self._refuse_others()
            if not (self.folder / MARK).is_file():
                self._write(self.folder / MARK, MARK_TEXT)
            _open_folder(self.folder / EDITIONS)

    def _refuse_others(self) -> None:
        """Raise PublishingError where somebody else has put files here; what is hidden is nobody's site."""
        refuse_others([p.name for p in self.folder.iterdir()], self.name)
        current = self.folder / CURRENT
        if os.path.lexists(current) and not current.is_symlink():
            msg = f"{current} er ikke en lenke til en utgave. Noen har lagt noe annet der. Flytt det, og prøv igjen."
            raise PublishingError(msg)

    def look(self) -> Held:
        """Return what lies here; a folder that is not there, or is empty, has nothing."""
        if not self.folder.is_dir():
            return Held()
        with self._in_words():
            self._refuse_others()
            place = self.folder / EDITIONS
            names = [p.name for p in place.iterdir()] if place.is_dir() else []
            return held_among(names, {n for n in names if (place / n / MANIFEST).is_file()}, self._current())

    def _current(self) -> Edition | None:
        with suppress(OSError):
            return led_to((self.folder / CURRENT).readlink().as_posix())
        return None

    def read(self, edition: Edition, path: str, most: int) -> bytes | None:
        """Return a small file of an edition, None where it is not there."""
        with suppress(OSError), (self._at(edition) / path).open("rb") as file:
            return file.read(most)
        return None

    def _at(self, edition: Edition) -> Path:
        return self.folder / EDITIONS / str(edition)

    def lay(self, site: Path, edition: Edition, beside: Edition | None) -> None:  # noqa: ARG002 - a disk has room for both
        """Copy a site beside the others; it gets its name when all of it is on the disk."""
        place = self.folder / EDITIONS
        begun = place / f"{BEGUN}{edition}"
        with self._in_words():
            _open_folder(place)
            _copy(site, begun)
            begun.rename(place / str(edition))
            _to_disk(place)

    @contextmanager
    def copy(self, edition: Edition | None) -> Iterator[Path]:
        """Give the edition where it lies."""
        yield self._at(edition) if edition else (self.folder / CURRENT).resolve()

    def switch(self, edition: Edition | None) -> None:
        """Put a new link in the place of the old one, at one stroke."""
        link, beside = self.folder / CURRENT, self.folder / f".{CURRENT}-ny"
        with self._in_words():
            if edition is None:
                link.unlink(missing_ok=True)
                return
            beside.unlink(missing_ok=True)
            _link(beside, Path(EDITIONS) / str(edition))
            beside.replace(link)
            _to_disk(self.folder)

    def remove(self, names: Iterable[str]) -> None:
        """Remove editions; each loses its name first, so that none is left with half of its files."""
        for name in names:
            old = self.folder / EDITIONS / name
            begun = old if name.startswith(BEGUN) else old.with_name(f"{BEGUN}{name}")
            # What cannot be removed now is removed another time, and harms nobody.
            with suppress(OSError):
                if begun != old:
                    shutil.rmtree(begun, ignore_errors=True)
                    old.rename(begun)
                shutil.rmtree(begun)

    def _write(self, place: Path, text: str) -> None:
        beside = place.with_name(f".{place.name}")
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(place)

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Say what the disk said; what readers see was changed by the last stroke alone, or not at all."""
        try:
            yield
        except OSError as error:
            words = _WORDS.get(error.errno or 0) or f"Noe gikk galt på disken ({why(error)})"
            msg = f"Kan ikke skrive i {self.folder}. {words}. {UNTOUCHED}"
            raise PublishingError(msg) from error


def _link(link: Path, target: Path) -> None:
    """Make a link; raises PublishingError where the disk has none."""
    try:
        link.symlink_to(target, target_is_directory=True)
    except (NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.errno in _WORDS and error.errno != errno.EPERM:
            raise
        msg = (
            "Disken kan ikke ha lenker, så nettstedet kan ikke byttes i ett. Velg en mappe på en disk som har det, "
            f"eller bygg rett dit: avtaleverk bygg --til MAPPE. {UNTOUCHED}"
        )
        raise PublishingError(msg) from error


def _copy(site: Path, begun: Path) -> None:
    """Copy a site, the manifest last, and wait until it is on the disk; what was begun is removed where it fails."""
    shutil.rmtree(begun, ignore_errors=True)
    try:
        # A disk that is asked for many at once writes them together, in a tenth of the time.
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            copied = list(_copy_all(site, begun))
            for _ in pool.map(_file_to_disk, copied):
                pass
        for folder, _, _ in os.walk(begun):
            _to_disk(Path(folder))
        _copy_file(site / MANIFEST, begun / MANIFEST)
        _file_to_disk(begun / MANIFEST)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise


def _copy_all(site: Path, begun: Path) -> Iterator[Path]:
    """Copy all but the manifest, and what the build knows its own folder by; yield where each file came."""
    for folder, _, names in os.walk(site):
        to = begun / Path(folder).relative_to(site)
        _open_folder(to)
        for name in names:
            if to != begun or name not in {BUILD_MARK, MANIFEST}:
                _copy_file(Path(folder, name), to / name)
                yield to / name


def _open_folder(folder: Path) -> None:
    """Make a folder where there is none, one that everybody may look into, whatever the user's own folders are like."""
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        folder.chmod(folder.stat().st_mode | 0o755)


def _copy_file(old: Path, new: Path) -> None:
    """Copy a file so that everybody may read it."""
    with old.open("rb") as source, new.open("wb") as target:
        shutil.copyfileobj(source, target)
    new.chmod(0o644)


def _file_to_disk(place: Path) -> None:
    """Wait until a file is on the disk; raises OSError where it has no room after all."""
    with place.open("rb") as file:
        os.fsync(file.fileno())


def _to_disk(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a folder can be opened for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
