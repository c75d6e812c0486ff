"""The forms of the editor: Decap CMS, fetched once by npm, checked against its hash, and kept in the cache of the user.

It is never part of the repository or of the package: five megabytes that only editors need.
"""

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError

NAME, VERSION = "decap-cms", "3.16.3"
MAIN = "decap-cms.js"
# Of the file that npm gives; it names the package and this version of it, and nothing else passes.
_SHA512 = (
    "85ff9d3e50a1ed32665a5f3ee954731d839686b8b9c605249eb65b0dec1a59ee"
    "2cf41ef127c3d0ba0a7640779295d3142b36afebecf4a08a7051885424362d63"
)
_PATIENCE_SECONDS = 300
_MOST_BYTES = 100 * 2**20
# The parts that the page loads: the main file, what it loads later, and its licence. Not the maps, not the doubles.
_WANTED = re.compile(r"package/dist/((?:[0-9]+\.)?decap-cms\.js(?:\.LICENSE\.txt)?|[0-9a-f]+\.wasm)")
CURE = (
    "Skjemaene i nettleseren hentes med npm, som følger med Node.js. Installer Node.js, eller kjør «make rediger», "
    "som ordner det selv. Alt annet i avtaleverk virker uten."
)


def bundle_folder() -> Path:
    """Return where the forms lie once they have been fetched."""
    return user_cache_path("avtaleverk") / "rediger" / f"{NAME}-{VERSION}"


def is_fetched() -> bool:
    """Say whether the forms are on this machine."""
    return (bundle_folder() / MAIN).is_file()


def fetched_bundle() -> Path:
    """Return the folder with the forms, fetched where they are not there.

    Raises AvtaleverkError in words where npm is missing, gets nothing, or gets something else than it should.
    """
    if not is_fetched():
        with tempfile.TemporaryDirectory(prefix="avtaleverk-npm-") as scratch:
            _unpack(_packed(Path(scratch)), bundle_folder())
    if not is_fetched():
        message = f"Skjemaene kunne ikke legges i {bundle_folder()}. Se etter at du kan skrive der."
        raise AvtaleverkError(message)
    return bundle_folder()


def _packed(scratch: Path) -> bytes:
    """Return the package as npm fetches it, with no script of it run."""
    npm = shutil.which("npm")
    if npm is None:
        message = f"npm mangler. {CURE}"
        raise AvtaleverkError(message)
    command = [npm, "pack", f"{NAME}@{VERSION}", "--ignore-scripts", "--silent", "--pack-destination", str(scratch)]
    try:
        subprocess.run(command, cwd=scratch, capture_output=True, check=True, timeout=_PATIENCE_SECONDS)  # noqa: S603 - our own words
        return (scratch / f"{NAME}-{VERSION}.tgz").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        message = f"npm fikk ikke hentet {NAME} {VERSION}. Se etter at maskinen er på nett, og prøv igjen."
        raise AvtaleverkError(message) from error


def _unpack(data: bytes, target: Path) -> None:
    """Put what is wanted of a package into ``target``, whole or not at all."""
    if hashlib.sha512(data).hexdigest() != _SHA512:
        message = f"Det npm hentet, er ikke {NAME} {VERSION} slik det skal være. Ingenting er tatt i bruk."
        raise AvtaleverkError(message)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".ny-", dir=target.parent))
    except OSError as error:
        message = f"Kan ikke legge skjemaene i {target.parent}: {why(error)}"
        raise AvtaleverkError(message) from error
    try:
        _extract(data, beside)
        beside.chmod(0o755)
        # Another command may have been quicker, and theirs is as good.
        with suppress(OSError):
            shutil.rmtree(target, ignore_errors=True)
            beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _extract(data: bytes, folder: Path) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        with tarfile.open(fileobj=file, mode="r:gz") as archive:
            for member in archive:
                wanted = _WANTED.fullmatch(member.name)
                source = (
                    archive.extractfile(member) if wanted and member.isreg() and member.size < _MOST_BYTES else None
                )
                if wanted and source:
                    (folder / wanted[1]).write_bytes(source.read())
