"""``avtaleverk arbeidsflyt``: puts ready workflows into a folder, so that its host checks, comments, builds and publishes."""

import argparse
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from avtaleverk import __version__
from avtaleverk.cli.options import add_json
from avtaleverk.cli.report import as_json, say
from avtaleverk.corpus.change_set import ChangeSet, read_raw, write_changes
from avtaleverk.corpus.read_community import COMMUNITY_FILE
from avtaleverk.model.findings import AvtaleverkError, Finding

NAME = "arbeidsflyt"
HELP = "Legg ferdige arbeidsflyter for GitHub eller GitLab i mappa: kontroll, rapport, publisering og innboks."
HOSTS = {"github": ".github/workflows/", "gitlab": ""}
_FAILURE = "Ingenting ble skrevet."
_ATTRIBUTES = ".gitattributes"
# Both sides of a merge keep what they added; «avtaleverk lås» gathers it.
_UNION = ("avtaleverk.lock merge=union text eol=lf", "avtaleverk.signaturer merge=union text eol=lf")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.add_argument("--vert", choices=sorted(HOSTS), required=True, help="hvor mappa ligger: github eller gitlab")
    parser.add_argument("--til", metavar="MAPPE", type=Path, default=Path(), help="øverste mappe i git (her)")
    parser.add_argument(
        "--rot", metavar="MAPPE", default=".", help="mappa med helsefellesskap.yml, sett fra den øverste (samme mappe)"
    )
    parser.add_argument(
        "--installer", metavar="PAKKE", default=f"avtaleverk[word,pdf]=={__version__}",
        help="hva pip skal installere, for eksempel en git-adresse med fast utgave",
    )  # fmt: skip
    parser.add_argument("--erstatt", action="store_true", help="skriv over arbeidsflyter som er endret")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the workflows of a host; raises AvtaleverkError where one that is there would be lost."""
    changes, wrong = ChangeSet(), _unusable(options)
    for path, text in workflows(options.vert, options.installer, options.rot).items():
        before = read_raw(options.til, path)
        if before not in {None, text} and not options.erstatt:
            hint = "Flytt den, eller legg til --erstatt for å skrive over den"
            wrong.append(Finding(path, 0, "", "Fila finnes fra før, med noe annet i", hint))
        changes = changes.with_change(path, before, text)
    if wrong:
        raise AvtaleverkError(_FAILURE, wrong)
    attributes = read_raw(options.til, _ATTRIBUTES)
    changes = changes.with_change(_ATTRIBUTES, attributes, _with_union(attributes or ""))
    write_changes(options.til, changes, _FAILURE)
    _tell(options, [change.path for change in changes.changes])
    return 0


def workflows(host: str, package: str, root: str) -> dict[str, str]:
    """Return the workflows of a host by where they lie; they install ``package`` and find the texts in ``root``."""
    folder: Traversable = files("avtaleverk.cli") / "workflow_files" / host
    return {
        f"{HOSTS[host]}{file.name}": file.read_text("utf-8")
        .replace("@AVTALEVERK@", package)
        .replace('ROT: "."', f'ROT: "{root}"')
        for file in sorted(folder.iterdir(), key=lambda each: each.name)
    }


def _unusable(options: argparse.Namespace) -> list[Finding]:
    """Return what is wrong with the folders that were named, and what no line of YAML could hold."""
    found = []
    if not (options.til / options.rot / COMMUNITY_FILE).is_file():
        hint = "Skriv med --til den øverste mappa, og med --rot hvor teksten ligger i den"
        found.append(Finding(options.rot, 0, "", f"Her er ingen {COMMUNITY_FILE}", hint))
    for name, value in (("--installer", options.installer), ("--rot", options.rot)):
        if set(value) & set("\"'\\\n\r$`"):
            found.append(Finding(name, 0, "", f"«{value}» har tegn som ikke kan stå i en arbeidsflyt", "Velg et annet"))
    return found


def _with_union(text: str) -> str:
    missing = [line for line in _UNION if line not in text.splitlines()]
    end = "" if not text or text.endswith("\n") else "\n"
    return "".join([text, end, *(f"{line}\n" for line in missing)]) if missing else text


def _tell(options: argparse.Namespace, written: list[str]) -> None:
    if options.json:
        say(as_json({"skrevet": written}))
        return
    for path in written:
        say(f"Skrevet: {path}")
    if not written:
        say("Arbeidsflytene er her fra før.")
        return
    say("Les de første linjene i hver fil: de sier hva du må sette opp. Legg filene i git når de passer.")
