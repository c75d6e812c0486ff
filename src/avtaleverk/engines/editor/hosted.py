"""The same forms for a repository at a service: a folder of files that can lie at an address of one's own."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from avtaleverk.editing.forms import configuration
from avtaleverk.engines.editor.answers import ASSETS, settings
from avtaleverk.engines.editor.bundle import fetched_bundle
from avtaleverk.engines.site_folder import check_target
from avtaleverk.history import read_checked
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.redline import stylesheet

_FILES = ("skjema.js", "skjema.css")


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the texts lie: the ``service``, the repository as owner and name, and the branch that is published.

    ``address`` is that of a service of one's own, "" for the well-known one.
    """

    service: str
    name: str
    branch: str = "main"
    address: str = ""

    def backend(self) -> dict[str, object]:
        """Return what the forms are told; what is saved goes into a proposal of its own until somebody has agreed."""
        said: dict[str, object] = {
            "name": self.service,
            "repo": self.name,
            "branch": self.branch,
            "squash_merges": True,
            "commit_messages": {
                "create": "Legg til {{collection}}: {{slug}}",
                "update": "Endre {{collection}}: {{slug}}",
                "delete": "Slett {{collection}}: {{slug}}",
            },
        }
        if self.address:
            said["api_root"] = f"{self.address}{_API[self.service]}"
            said["base_url"] = self.address
        return said


_API = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}


def write_hosted(root: Path, target: Path, repository: Repository, day: date | None) -> None:
    """Write the forms of the folder at ``root`` into ``target``, an empty folder or one that was written before.

    Raises AvtaleverkError where the folder has errors, ``target`` holds something else, or the forms cannot be had.
    """
    today = day or date.today()  # noqa: DTZ011 - the editor's own day
    reading = read_checked(root, judged_on=today)
    if reading.corpus is None:
        message = "Mappa har feil som må rettes først. Ingenting ble skrevet."
        raise AvtaleverkError(message, reading.errors)
    if not (target / "config.json").is_file():
        check_target(target)
    bundle = fetched_bundle()
    told = configuration(reading.corpus, today, repository.backend(), hosted=True)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for place in (*sorted(bundle.iterdir()), *(ASSETS / name for name in _FILES)):
            shutil.copyfile(place, target / place.name)
        shutil.copyfile(ASSETS / "skjema.html", target / "index.html")
        (target / "rodmerking.css").write_text(stylesheet(), "utf-8", newline="\n")
        (target / "config.json").write_bytes(settings(told, ["rodmerking.css"]))
    except OSError as error:
        message = f"Kan ikke skrive i {target}: {error.strerror}"
        raise AvtaleverkError(message) from error
