"""The same forms for a repository at a service: a folder of files that can lie at an address of one's own."""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from avtaleverk.editing.forms import configuration
from avtaleverk.engines.editor.answers import ASSETS, settings
from avtaleverk.engines.editor.bundle import fetched_bundle
from avtaleverk.engines.site_folder import check_target
from avtaleverk.history import read_checked
from avtaleverk.model.disk_faults import why
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.redline import stylesheet

_FILES = ("skjema.js", "skjema.css")
_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)+")
_ADDRESS = re.compile(r"https?://[^\s/\"'<>;,]+(?:/[^\s\"'<>;,]*)?")


_KNOWN = {"github": "https://github.com", "gitlab": "https://gitlab.com"}
_PUBLIC_API = {"github": "https://api.github.com"}
_API = {"github": "/api/v3", "gitlab": "/api/v4", "forgejo": "/api/v1", "gitea": "/api/v1"}
# What is saved there goes straight to the branch: the forms refuse to start with review.
_WITHOUT_REVIEW = {"gitea"}
_PUBLISHED = {"main", "master"}


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the texts lie: the ``service``, the repository as owner and name, and the branch that is published.

    ``address`` is that of a service of one's own, "" for the well-known one. An editor logs in through ``login``, a
    small service that GitHub demands, or as the application ``app_id`` that GitLab and Gitea have been told of.
    """

    service: str
    name: str
    branch: str = "main"
    address: str = ""
    login: str = ""
    app_id: str = ""

    def lacks(self) -> list[str]:
        """Return what is missing, a line for each thing, as options of the command."""
        found = []
        if not _NAME.fullmatch(self.name):
            found.append("--repo: arkivet skjemaene skal skrive til, som eier/navn")
        if self.service not in _KNOWN and not self.address:
            name = self.service.capitalize()
            found.append(f"--adresse: adressen til {name} hos dere, for eksempel https://git.eksempel.no")
        if self.service in _WITHOUT_REVIEW and self.branch in _PUBLISHED:
            found.append(
                "--gren: en gren som ikke blir publisert, for eksempel forslag. Gitea har ikke gjennomsyn i skjemaene"
            )
        if self.service == "github" and not self.login:
            found.append("--innlogging: adressen til tjenesten dere logger inn på GitHub med")
        if self.service != "github" and not self.app_id:
            found.append("--app-id: nummeret skjemaene fikk da de ble registrert som applikasjon hos tjenesten")
        wrong = [a for a in (self.address, self.login) if a and not _ADDRESS.fullmatch(a)]
        return [
            *found,
            *(f"«{address}» er ikke en adresse. Skriv for eksempel https://git.eksempel.no" for address in wrong),
        ]

    @property
    def api(self) -> str:
        """Return where the service answers programs."""
        own = f"{self.home}{_API[self.service]}"
        return own if self.address else _PUBLIC_API.get(self.service, own)

    @property
    def home(self) -> str:
        """Return where people find the service."""
        return self.address or _KNOWN[self.service]

    @property
    def has_review(self) -> bool:
        """Say whether the forms can make a proposal of what is saved."""
        return self.service not in _WITHOUT_REVIEW

    def backend(self) -> dict[str, object]:
        """Return what the forms are told of the service."""
        entry = {"auth_type": "pkce", "app_id": self.app_id} if self.service != "github" else {}
        return {
            "name": self.service,
            "repo": self.name,
            "branch": self.branch,
            "api_root": self.api,
            "base_url": self.login if self.service == "github" else self.home,
            **entry,
            "squash_merges": True,
            "commit_messages": {
                "create": "Legg til {{collection}}: {{slug}}",
                "update": "Endre {{collection}}: {{slug}}",
                "delete": "Slett {{collection}}: {{slug}}",
            },
        }

    def policy(self) -> str:
        """Return what the page may load and talk to: itself, the service, and where one logs in."""
        addresses = {self.api, self.login or self.home}
        others = " ".join(sorted({"{0.scheme}://{0.netloc}".format(urlsplit(address)) for address in addresses}))
        return (
            "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
            f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob: {others}; "
            "frame-src 'self' blob:; base-uri 'none'; form-action 'self'"
        )


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
    told = configuration(reading.corpus, today, repository.backend(), hosted=True, has_review=repository.has_review)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for place in (*sorted(bundle.iterdir()), *(ASSETS / name for name in _FILES)):
            shutil.copyfile(place, target / place.name)
        (target / "index.html").write_text(_page(repository), "utf-8", newline="\n")
        (target / "rodmerking.css").write_text(stylesheet(), "utf-8", newline="\n")
        (target / "config.json").write_bytes(settings(told, ["rodmerking.css"]))
    except OSError as error:
        message = f"Kan ikke skrive i {target}: {why(error)}"
        raise AvtaleverkError(message) from error


def _page(repository: Repository) -> str:
    """Return the page of the forms with its policy in it, since the host may not be able to send one."""
    html = (ASSETS / "skjema.html").read_text("utf-8")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(repository.policy())}">'
    return html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{meta}', 1)
